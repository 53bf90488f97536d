"""（八） 民办学校建设贷款贴息: which schools (1.) and how much (2.)."""

from guiju.rules import (
    Approval,
    Entitlement,
    Expression,
    Grant,
    Matter,
    Named,
    Strength,
    months_after,
)
from guiju.rules.arithmetic import HUNDRED_PER_CENT, Rounded

from .facts import (
    YEARS,
    applied_on,
    approved,
    benchmark_rate,
    building,
    by_an_institution,
    category,
    classes,
    equipment,
    new_or_extended,
    permitted,
    principal,
    private,
    started_on,
    students,
    year_of_relief,
)
from .instrument import cite, standard

# 1.: what is asked of every school.
RUN_LONG_ENOUGH = Named(
    "在本市办学年限已满",
    applied_on >= months_after(started_on, standard("running_months")),
    "run in the city for long enough",
)
INVESTED = Named(
    "达到投资或采购数额",
    ((permitted == "是") & (building >= standard("least_building")))
    | (equipment >= standard("least_equipment")),
    "invested enough",
)

FOUNDED_AND_INVESTED = (
    (private == "是") & (approved == "是") & RUN_LONG_ENOUGH & (new_or_extended == "是") & INVESTED
)

# 2.: the sum is divided once, so that no year is rounded by itself.
interest = YEARS.sum(
    "可贴息的本金与基准利率（万分之一）之积（元）",
    principal * benchmark_rate,
    (by_an_institution == "是") & (year_of_relief <= standard("relief_years")),
    english="Principal times benchmark rate in ten-thousandths that counts (yuan)",
)
AMOUNT = Rounded(interest, HUNDRED_PER_CENT)


def school(name: str, title: str, english: str, big_enough: Expression) -> Entitlement:
    """The relief of one kind of school, which has a size of its own (1.) and the amount of 2."""
    condition = big_enough & FOUNDED_AND_INVESTED
    return Entitlement(name, title, english, cite("8/1/1"), condition, AMOUNT)


# A kind of school for which 1. names no size gets nothing (the outline's reading).
INTEREST = Grant(
    "interest",
    cite("8/1/2"),
    Strength.MUST,
    "民办学校建设贷款贴息",
    "interest relief on building loans of private schools",
    (
        school(
            "primary",
            "达到规模的小学",
            "primary school that is big enough",
            (category == "小学")
            & (classes >= standard("primary_classes"))
            & (students >= standard("primary_students")),
        ),
        school(
            "junior",
            "达到规模的初中",
            "junior middle school that is big enough",
            (category == "初中")
            & (classes >= standard("junior_classes"))
            & (students >= standard("junior_students")),
        ),
        school(
            "senior",
            "达到规模的高中",
            "senior middle school that is big enough",
            (category == "高中")
            & (classes >= standard("senior_classes"))
            & (students >= standard("senior_students")),
        ),
        school(
            "combined",
            "达到规模的高完中、九年一贯制学校",
            "complete middle school or nine-year school that is big enough",
            category.among("高完中", "九年一贯制学校")
            & (students >= standard("combined_students")),
        ),
    ),
    approvals=(
        Approval(
            "学校属地同级财政（负担资金）",
            "the finance department of the school's own place, which bears the cost",
            cite("10/1"),
        ),
    ),
)

MATTER = Matter(
    "interest",
    "民办学校建设贷款贴息",
    "interest relief for private schools",
    "学校",
    INTEREST,
    required=("学校类别",),
)
