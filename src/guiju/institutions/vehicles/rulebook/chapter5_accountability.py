"""第五章 监督问责: the violations of 第二十九条 that set a rule of their own."""

from guiju.rules import Duty, Part, Reserve, Strength

from .chapter2_standards import NOT_OFF_ROAD
from .chapter3_equipping import IN_KIND, KEPT_FOR_NOBODY
from .facts import luxury, origin
from .instrument import cite
from .scope import SCOPE

GIVEN_TO_THE_ORGAN = Reserve(
    "受赠车辆是否擅自接受，须由人判断",
    "whether the gift was accepted without authority",
    cite("29/1/4"),
    origin == "受赠",
)

NOT_TAKEN_FROM_OTHERS = Duty(
    "29/1/4",
    cite("29/1/4"),
    Strength.MUST,
    "不得换用、借用、占用他人车辆，不得擅自接受赠车",
    "no cars swapped, borrowed, occupied or accepted as gifts without authority",
    parts=(
        Part(
            "车辆来源为购置或者调拨",
            "bought or allocated",
            origin.among("购置", "调拨"),
            (origin,),
        ),
    ),
    reserves=(*SCOPE, GIVEN_TO_THE_ORGAN),
)

# Off-road vehicles kept for a person fall under 第十五条; 实物保障 cars are so by their nature.
NOT_KEPT_FOR_A_PERSON = Duty(
    "29/1/5",
    cite("29/1/5"),
    Strength.MUST,
    "公务用车不得固定给个人使用",
    "official cars are kept for nobody",
    parts=(KEPT_FOR_NOBODY,),
    applies=NOT_OFF_ROAD & ~IN_KIND,
    reserves=SCOPE,
)

NO_LUXURY = Duty(
    "29/1/6",
    cite("29/1/6"),
    Strength.MUST,
    "不得增加高档配置或者豪华内饰",
    "no luxury fittings",
    parts=(Part("没有高档配置", "no luxury fittings", luxury == "否", (luxury,)),),
    reserves=SCOPE,
)

DUTIES = (NOT_TAKEN_FROM_OTHERS, NOT_KEPT_FOR_A_PERSON, NO_LUXURY)
