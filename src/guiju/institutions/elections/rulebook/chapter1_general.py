"""第一章 总则: more candidates than seats or as many (第四条), preselection (第七条)."""

from guiju.rules import ALWAYS, Duty, Excuse, Part, Reserve, Strength

from .facts import KINDS, kind, left, preselected, surplus, turn
from .instrument import cite

ORDINARY = turn.among("预选", "正式选举")
"""Runoff and repeat rounds go on with what an earlier round left: no ratio is asked of them."""
SECRETARIES = kind == KINDS["secretaries"]
DIRECT = (turn == "正式选举") & (preselected == "否")
COMPETITIVE = (turn == "预选") | DIRECT
"""The round in which there must be more candidates than seats."""
PRESELECTED = (turn == "正式选举") & (preselected == "是") & ~SECRETARIES

MORE_CANDIDATES = Duty(
    "4/1",
    cite("4/1"),
    Strength.MUST,
    "实行差额选举",
    "more candidates than seats",
    parts=(
        Part(
            "候选人多于应选人数",
            "more candidates than seats",
            surplus >= 1,
            (surplus,),
        ),
    ),
    applies=COMPETITIVE & ~SECRETARIES,
    subject="candidacy",
)

EQUAL_NUMBERS = Duty(
    "4/2",
    cite("4/2"),
    Strength.MUST,
    "书记、副书记等额选举",
    "as many candidates for secretary as seats",
    parts=(
        Part(
            "候选人数等于应选人数",
            "as many candidates as seats",
            (surplus >= 0) & (surplus <= 0),
            (surplus,),
        ),
    ),
    applies=ORDINARY & SECRETARIES,
    subject="ratio",
)

AFTER_PRESELECTION = Duty(
    "7/1",
    cite("7/1"),
    Strength.MAY,
    "预选后的正式选举，候选人不少于应选人数",
    "after a preselection no fewer candidates than seats",
    parts=(
        Part(
            "候选人不少于应选人数",
            "no fewer candidates than seats",
            surplus >= 0,
            (surplus,),
        ),
    ),
    # Where a preselection found too few, 36/2 lets the voters or the presidium leave it at that;
    # that nobody goes on before they did is the duty 36/2:few.
    excuses=(
        Excuse(
            "选举人或者大会主席团已经决定不再选举",
            "the voters or the presidium decided to leave it at that",
            cite("36/2"),
            left == "是",
        ),
    ),
    reserves=(
        Reserve(
            "预选后正式候选人少于应选人数，是否不再选举由选举人或者大会主席团决定",
            "too few were nominated: the voters or the presidium say whether to leave it at that",
            cite("36/2"),
            ALWAYS,
        ),
    ),
    applies=PRESELECTED,
    subject="candidacy",
)
