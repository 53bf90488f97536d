"""第五条 缓解企业融资难融资贵问题: interest of loans, losses and fees of guarantees."""

from guiju.rules import Approval, Entitlement, Grant, Matter, Strength, at_most, share

from .facts import (
    GUARANTEES,
    LOANS,
    by_an_institution,
    fee,
    goods,
    guaranteed_on,
    hard_hit,
    interest_in_the_months,
    interest_of_the_year,
    lent_on,
    loss,
    size,
)
from .instrument import cite, standard

FROM_AN_INSTITUTION = by_an_institution == "是"
SMALL_OR_MEDIUM = size == "中小企业"
SHARED_BY_CITY_AND_COUNTY = (
    Approval(
        "市县两级财政部门（共同承担资金）",
        "the finance departments of city and county, who share the cost",
        cite("5"),
    ),
)

# 第一句: loans taken in the months of the measure, and the interest of these months.
months_interest = LOANS.sum(
    "可补贴的2020年2—6月利息（元）",
    interest_in_the_months,
    FROM_AN_INSTITUTION & (lent_on >= standard("first_day")) & (lent_on <= standard("last_day")),
    english="Interest of February to June 2020 that counts (yuan)",
)
# 第二句: loans of any date, and the interest of the whole year.
years_interest = LOANS.sum(
    "可补贴的2020年度利息（元）",
    interest_of_the_year,
    FROM_AN_INSTITUTION,
    english="Interest of 2020 that counts (yuan)",
)

INTEREST = Grant(
    "interest",
    cite("5"),
    Strength.MUST,
    "企业贷款贴息",
    "interest relief on loans of firms",
    (
        Entitlement(
            "small",
            "中小企业",
            "small or medium firm",
            cite("5"),
            SMALL_OR_MEDIUM,
            at_most(share(months_interest, standard("interest_rate")), standard("interest_cap")),
        ),
        # A firm that is both falls under the second sentence alone (the outline's reading).
        Entitlement(
            "maker",
            "医护用品、消杀用品生产企业",
            "maker of medical or disinfection goods",
            cite("5"),
            goods.among("医护用品", "消杀用品"),
            at_most(share(years_interest, standard("maker_rate")), standard("maker_cap")),
            over=("small",),
        ),
    ),
    approvals=SHARED_BY_CITY_AND_COUNTY,
)

# 第三句: guarantees for small and medium firms that the epidemic hit hard.
GUARANTEED_IN_THE_MONTHS = (guaranteed_on >= standard("first_day")) & (
    guaranteed_on <= standard("last_day")
)
HARD_HIT = SMALL_OR_MEDIUM & (hard_hit == "是")
losses = GUARANTEES.sum(
    "可补偿的实际代偿损失（元）",
    loss,
    GUARANTEED_IN_THE_MONTHS,
    english="Losses on guarantees that count (yuan)",
)
fees = GUARANTEES.sum(
    "可补偿的担保费用（元）",
    fee,
    GUARANTEED_IN_THE_MONTHS,
    english="Guarantee fees that count (yuan)",
)

GUARANTEE_LOSS = Grant(
    "guarantee-loss",
    cite("5"),
    Strength.MUST,
    "融资担保机构代偿损失补偿",
    "compensation of guarantors' losses",
    (
        Entitlement(
            "loss",
            "为受疫情影响较大的中小企业担保",
            "guarantee for a small or medium firm that was hard hit",
            cite("5"),
            HARD_HIT,
            at_most(share(losses, standard("loss_rate")), standard("loss_cap")),
        ),
    ),
    approvals=SHARED_BY_CITY_AND_COUNTY,
)
GUARANTEE_FEE = Grant(
    "guarantee-fee",
    cite("5"),
    Strength.MUST,
    "融资担保费用补偿",
    "compensation of guarantee fees",
    (
        Entitlement(
            "fee",
            "为受疫情影响较大的中小企业担保",
            "guarantee for a small or medium firm that was hard hit",
            cite("5"),
            HARD_HIT,
            share(fees, standard("fee_rate")),
        ),
    ),
    approvals=SHARED_BY_CITY_AND_COUNTY,
)

MATTERS = (
    Matter(
        "interest",
        "企业贷款贴息",
        "interest relief",
        "企业",
        INTEREST,
        about=("所在县",),
        required=("企业规模",),
    ),
    Matter("guarantee-loss", "担保代偿损失补偿", "compensation of losses", "企业", GUARANTEE_LOSS),
    Matter("guarantee-fee", "担保费用补偿", "compensation of fees", "企业", GUARANTEE_FEE),
)
