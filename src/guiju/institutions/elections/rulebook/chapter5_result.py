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

LIST = Grant(
    "list",
    cite("38/1"),
    Strength.MUST,
    "当选人名单的顺序",
    "the order of the list of those elected",
    (
        Entitlement(
            "strokes",
            "按姓氏笔画",
            "by strokes",
            cite("38/1"),
            kind.among(
                KINDS["delegates"],
                KINDS["committee"],
                KINDS["committee_and_alternates"],
                KINDS["discipline"],
            ),
        ),
        Entitlement(
            "votes",
            "按得票多少，相等的按姓氏笔画",
            "by votes, equal ones by strokes",
            cite("38/2"),
            kind == KINDS["alternates"],
        ),
        Entitlement(
            "approved",
            "按上级批准的顺序",
            "in the order approved above",
            cite("38/3"),
            kind.among(KINDS["standing"], KINDS["secretaries"]),
        ),
    ),
)
