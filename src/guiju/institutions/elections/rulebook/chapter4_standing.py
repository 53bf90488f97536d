"""第四章: candidates for a standing committee (21), secretaries after it (22), who passes what a
discipline commission elected (23)."""

from guiju.rules import Duty, Part, Strength

from .chapter1_general import COMPETITIVE, SECRETARIES
from .facts import COMMITTEES, KINDS, kind, passed, standing_done, surplus, whose
from .instrument import cite, standard

STANDING = Duty(
    "21/1",
    cite("21/1"),
    Strength.MUST,
    "常委候选人多于应选人数的人数",
    "candidates for a standing committee beyond the seats",
    parts=(
        Part(
            "不少于规定的最少人数",
            "no fewer than prescribed",
            surplus >= standard("standing_fewest_more"),
            (surplus,),
        ),
        Part(
            "不多于规定的最多人数",
            "no more than prescribed",
            surplus <= standard("standing_most_more"),
            (surplus,),
        ),
    ),
    applies=COMPETITIVE & (kind == KINDS["standing"]),
    subject="ratio",
)

STANDING_FIRST = Duty(
    "22/1/3",
    cite("22/1/3"),
    Strength.MUST,
    "先选举常务委员会委员，再选举书记、副书记",
    "the standing committee is elected before the secretaries",
    parts=(
        Part(
            "常委会委员已经选出",
            "the standing committee was elected",
            standing_done == "是",
            (standing_done,),
        ),
    ),
    applies=SECRETARIES,
    subject="sequence",
)

# The article says that the plenary passes it, not by how many votes.
PASSED = Duty(
    "23/1",
    cite("23/1"),
    Strength.MUST,
    "纪委选出的常委和书记、副书记经同级党委全体会议通过",
    "what a discipline commission elected is passed by the plenary of the committee",
    parts=(
        Part(
            "经同级党的委员会全体会议通过",
            "passed by the plenary of the committee of the same level",
            passed == "是",
            (whose, passed),
        ),
    ),
    applies=kind.among(KINDS["standing"], KINDS["secretaries"]) & (whose == COMMITTEES[True]),
    subject="passing",
)
