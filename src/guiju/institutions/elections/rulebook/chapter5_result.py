"""第五章 选举的实施, results: the majority (第三十六条) and the order of lists (第三十八条)."""

from guiju.rules import Duty, Entitlement, Grant, Part, Strength

from .facts import KINDS, eligible, kind, turn, votes
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
