"""第四章 使用和处置管理: positioning (第十八条) and marking (第二十条)."""

from guiju.rules import Duty, Part, Reserve, Strength

from .chapter3_equipping import SECRET
from .facts import marked, marking_filing, marking_waiver, positioned, secrecy, vehicle_class
from .instrument import cite
from .scope import SCOPE

# 第十八条 names two kinds of secret work and leaves its list open: other secrecy is not named.
OTHER_SPECIAL_NEED = Reserve(
    "其他保密用途是否属于不需加装定位的特殊需要，须由人判断",
    "whether other secrecy is a special need that excuses positioning",
    cite("18/1"),
    secrecy == "其他保密",
)

POSITIONED = Duty(
    "18/1",
    cite("18/1"),
    Strength.MUST,
    "加装卫星定位系统",
    "fitted with satellite positioning",
    parts=(Part("已加装卫星定位", "fitted with positioning", positioned == "是", (positioned,)),),
    applies=~(secrecy.among("国家安全", "侦查办案") | (vehicle_class == "特种专业技术")),
    reserves=(*SCOPE, OTHER_SPECIAL_NEED),
)

# 第二十条: a secret car may go unmarked, once that is approved and filed.
MARKED = Duty(
    "20/1",
    cite("20/1"),
    Strength.MUST,
    "喷涂统一标识，不喷涂的须经核准并备案",
    "marked, or the waiver approved and filed",
    parts=(
        Part(
            "已喷涂统一标识，或者属于保密用车且已核准、备案",
            "marked, or secret with the waiver approved and filed",
            (marked == "是") | (SECRET & marking_waiver.given & marking_filing.given),
            (marked, secrecy, marking_waiver, marking_filing),
        ),
    ),
    reserves=SCOPE,
)

DUTIES = (POSITIONED, MARKED)
