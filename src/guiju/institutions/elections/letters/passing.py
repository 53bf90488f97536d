"""What letters say of article 23: a discipline commission's result is passed by a plenary."""

from __future__ import annotations

from .matter import Matter, Passing

KINDS = ("standing", "secretaries")
_BY = "以上人员由纪律检查委员会全体会议选举产生，"


def passing(matter: Matter) -> str:
    """Whether the plenary of the committee passed it; nothing where none has to."""
    if matter.election.kind not in KINDS or matter.preselection or matter.commission is False:
        return ""
    if matter.commission is None:
        return (
            "如由纪律检查委员会全体会议选举产生，须经同级党的委员会全体会议通过；"
            "本次选举属于何种情形，由报送人填写：　　　　　　。"
        )
    if matter.passing is None:
        return f"{_BY}须经同级党的委员会全体会议通过。通过日期：　　　　年　　月　　日。"
    return f"{_BY}{_decided(matter.passing)}。"


def _decided(told: Passing) -> str:
    day = f"{told.day.year}年{told.day.month}月{told.day.day}日"
    verb = "通过" if told.passed else "审议，没有通过"
    votes = {"同意": told.agreed, "不同意": told.against, "弃权": told.abstained}
    counted = "，".join(f"{word}{count}名" for word, count in votes.items() if count is not None)
    return f"{day}经同级党的委员会全体会议{verb}" + (f"（{counted}）" if counted else "")
