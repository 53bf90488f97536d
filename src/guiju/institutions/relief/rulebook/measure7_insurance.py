"""第七条 强化社保支持: late matters forgiven, unemployment insurance returned."""

from guiju.rules import Entitlement, Grant, Matter, Strength, months_after, share

from .facts import (
    epidemic_end,
    insured,
    laid_off,
    late_by_epidemic,
    late_matter,
    made_good_on,
    premiums,
    staff,
    unemployment_rate,
)
from .instrument import cite, standard

ALL_OF_THEM = 10_000
"""One hundred per cent in the unit of rates, a hundredth of one per cent."""

LATE = Grant(
    "late",
    cite("7"),
    Strength.MAY,
    "因疫情延误的社会保险事项不受影响",
    "social-insurance matters late because of the epidemic are forgiven",
    (
        Entitlement(
            "made-good",
            "在疫情解除后的期限内补办",
            "made good within the limit after the end of the epidemic",
            cite("7"),
            (late_by_epidemic == "是")
            & late_matter.among("申报养老、失业待遇或补贴", "参保登记及缴费")
            & (made_good_on <= months_after(epidemic_end, standard("late_months"))),
        ),
        Entitlement(
            "not-stopped",
            "未能按时进行待遇资格认证的，暂不停发待遇",
            "benefits go on although the yearly proof of entitlement is late",
            cite("7"),
            (late_by_epidemic == "是") & (late_matter == "待遇资格认证"),
        ),
    ),
)

# The rate of lay-offs is below that of unemployment: multiplied out, so that nothing is rounded.
FEW_LAID_OFF = laid_off * ALL_OF_THEM < unemployment_rate * staff

UNEMPLOYMENT = Grant(
    "unemployment",
    cite("7"),
    Strength.MAY,
    "返还失业保险费",
    "unemployment insurance is returned",
    (
        Entitlement(
            "returned",
            "参保企业上年度未裁员，或者裁员率低于全国城镇登记失业率",
            "insured firm that laid off nobody, or fewer than the unemployment rate",
            cite("7"),
            (insured == "是") & ((laid_off <= 0) | FEW_LAID_OFF),
            share(premiums, standard("returned_rate")),
        ),
    ),
)

MATTERS = (
    Matter(
        "unemployment", "返还失业保险费", "return of unemployment insurance", "企业", UNEMPLOYMENT
    ),
    Matter("late", "社会保险事项延误", "late social-insurance matters", "企业", LATE),
)
