"""第五章 选举的实施, too few with a majority: who may leave it at that (第三十六条)."""

from guiju.rules import Duty, Part, Strength

from .chapter1_general import PRESELECTED
from .chapter5_scrutineers import AT_PLENARY
from .facts import COURSES, DECIDERS, agreeing, decider, eligible, handling, left, near, surplus
from .instrument import cite

_PRESIDIUM, _ELECTORS = DECIDERS
_REPEAT, _LEAVE = COURSES

# Voting again has no such condition: the article allows it without saying who decides.
LEFT_OPEN = Duty(
    "36/1:left",
    cite("36/1"),
    Strength.MUST,
    "不再选举的，接近应选名额，并由有权的人决定",
    "seats are left only where few are short, and by those who may decide it",
    parts=(
        Part("接近应选名额", "close to the seats", near == "是", (near,)),
        # A plenary has no presidium of its own; its electors decide.
        Part(
            "大会主席团决定，或者半数以上选举人同意",
            "by the presidium, or at least half of the electors",
            ((decider == _PRESIDIUM) & ~AT_PLENARY)
            | ((decider == _ELECTORS) & (agreeing * 2 >= eligible)),
            (decider, agreeing, eligible),
        ),
    ),
    applies=handling == _LEAVE,
    subject="shortage",
)
FEW = Duty(
    "36/2:few",
    cite("36/2"),
    Strength.MUST,
    "预选后候选人少于应选人数的，已经决定不再选举",
    "where a preselection leaves too few candidates, it was decided to leave it at that",
    parts=(
        Part(
            "候选人不少于应选人数，或者已经决定不再选举",
            "no fewer candidates than seats, or left at that",
            (surplus >= 0) | (left == "是"),
            (surplus, left),
        ),
    ),
    applies=PRESELECTED,
    subject="few",
)
