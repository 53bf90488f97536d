"""A limit of price or displacement as one part of a duty; both limits are included (以内, 含)."""

from guiju.rules import NEVER, Named, Part, Standard
from guiju.rules.expressions import Expression, number

from .facts import displacement, power, price

WITHOUT_ENGINE = Named("没有发动机（纯电动、氢燃料）", power.among("纯电动", "氢燃料"), "no engine")


def price_part(limit: Expression | Standard, unlimited: Expression = NEVER) -> Part:
    """The price limit of a provision; ``unlimited`` says where it sets none."""
    figure = number(limit)
    within = price <= figure
    condition = within if unlimited is NEVER else unlimited | within
    return Part("价格在标准以内", "price within the standard", condition, (price,), figure)


def displacement_part(limit: Expression | Standard, unlimited: Expression = WITHOUT_ENGINE) -> Part:
    """The displacement limit of a provision; a car without an engine has none."""
    figure = number(limit)
    return Part(
        "排气量在标准以内",
        "displacement within the standard",
        unlimited | (displacement <= figure),
        (displacement,),
        figure,
    )
