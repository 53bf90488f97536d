"""（九） 一次性奖励: model kindergartens and senior middle schools of the autonomous region."""

from guiju.rules import Approval, Entitlement, Grant, Matter, Strength
from guiju.rules.expressions import number

from .facts import awarded, category, model, private
from .instrument import cite, standard

# Once only: a school that has had the award gets no other.
FIRST_AWARD = (private == "是") & (model == "是") & (awarded == "否")

AWARD = Grant(
    "award",
    cite("9/1"),
    Strength.MUST,
    "自治区示范性幼儿园、示范性高中的一次性奖励",
    "one-time award to model kindergartens and senior middle schools",
    (
        Entitlement(
            "kindergarten",
            "被评为自治区示范性幼儿园的民办幼儿园",
            "private kindergarten rated a model of the autonomous region",
            cite("9/1"),
            (category == "幼儿园") & FIRST_AWARD,
            number(standard("kindergarten_award")),
        ),
        Entitlement(
            "senior",
            "被评为自治区示范性高中的民办普通高中",
            "private senior middle school rated a model of the autonomous region",
            cite("9/1"),
            (category == "高中") & FIRST_AWARD,
            number(standard("senior_award")),
        ),
    ),
    approvals=(
        Approval(
            "学校属地同级财政（负担资金）",
            "the finance department of the school's own place, which bears the cost",
            cite("9/1"),
        ),
    ),
)

MATTER = Matter(
    "award",
    "示范性幼儿园、示范性高中奖励",
    "award to model schools",
    "学校",
    AWARD,
    required=("学校类别",),
)
