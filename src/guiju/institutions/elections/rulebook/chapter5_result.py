"""第五章 选举的实施, results: who is elected or stands again (36), the order of lists (38)."""

from guiju.rules import Duty, Entitlement, Grant, Part, Strength

from .facts import KINDS, eligible, fewest_again, kind, listed, most_left_out, turn, votes
from .instrument import cite

_MAJORITY = Part(
    "赞成票超过应到会有选举权人数的半数",
    "votes of more than half of those entitled",
    votes * 2 > eligible,
    (votes, eligible),
)
ELECTED = Duty(
    "36/1",
    cite("36/1"),
    Strength.MUST,
    "获得赞成票超过半数才能当选",
    "only a majority of those entitled elects",
    parts=(_MAJORITY,),
    applies=turn.among("正式选举", "重新选举"),
    subject="person",
)
NOMINATED = Duty(
    "36/2",
    cite("36/2"),
    Strength.MUST,
    "获得赞成票超过半数才能列为正式候选人",
    "only a majority of those entitled nominates",
    parts=(_MAJORITY,),
    applies=turn == "预选",
    subject="person",
)

TIED_ALONE = Duty(
    "36/1:runoff",
    cite("36/1"),
    Strength.MUST,
    "再次投票只就票数相等的人进行",
    "a runoff is among those tied alone",
    parts=(Part("列在选票上", "stands on the ballot", listed == "是", (listed,)),),
    applies=turn == "再次投票",
    subject="standing",
)
NOBODY_PASSED_OVER = Duty(
    "36/1:repeat",
    cite("36/1"),
    Strength.MUST,
    "从未当选的得票多的人中重新选举",
    "seats left open are voted on again among those with most votes",
    parts=(
        Part(
            "没有越过得票更多的人",
            "nobody with more votes is passed over",
            most_left_out <= fewest_again,
            (most_left_out, fewest_again),
        ),
    ),
    subject="again",
)


def _list(name: str, address: str, title: str, english: str, *kinds: str) -> Grant:
    """A list that stands in an order of its own."""
    return Grant(
        f"list-{name}",
        cite(address),
        Strength.MUST,
        f"当选人名单{title}排列",
        f"the list of those elected stands {english}",
        (
            Entitlement(
                name,
                title,
                english,
                cite(address),
                kind.among(*(KINDS[one] for one in kinds)),
            ),
        ),
    )


LISTS = (
    _list(
        "strokes",
        "38/1",
        "按姓氏笔画",
        "by strokes",
        *("delegates", "committee", "committee_and_alternates", "discipline"),
    ),
    _list("votes", "38/2", "按得票多少", "by votes, equal ones by strokes", "alternates"),
    _list(
        "approved",
        "38/3",
        "按上级批准的顺序",
        "in the order approved above",
        *("standing", "secretaries"),
    ),
)
