"""第三章 配备和经费管理: domestic cars (第十三条), the application to exceed a standard (第十四条),
off-road vehicles (第十五条), registration (第十六条).

An approval under 第十四条 overrides the figures and stands beside them in chapter 2.
"""

from guiju.rules import Approval, Duty, Entitlement, Grant, Part, Repeat, Strength

from .chapter1_general import BINDS
from .chapter2_standards import (
    NOT_OFF_ROAD,
    OF_THE_CITY,
    STANDARD_EXCUSES,
    STANDARD_RESERVES,
)
from .chapter6_supplementary import IN_PRINCIPLE
from .facts import (
    body,
    excess_needed,
    fixed_user,
    make,
    offroad_approval,
    owner_category,
    pooled,
    secrecy,
    vehicle_class,
)
from .instrument import cite, standard
from .limits import displacement_part, price_part
from .scope import SCOPE

MADE_IN_CHINA = make == "国产"
OFF_ROAD = body == "越野车"
IN_KIND = vehicle_class == "实物保障"
# 第十六条 and 第二十条 both speak of cars whose special work must be kept secret, of any kind.
SECRET = secrecy.among("国家安全", "侦查办案", "其他保密")

DOMESTIC = Duty(
    "13/1",
    cite("13/1"),
    Strength.MUST,
    "配备使用国产汽车",
    "cars made in China",
    parts=(Part("产地为国产", "made in China", MADE_IN_CHINA, (make,)),),
    applies=NOT_OFF_ROAD,
    reserves=SCOPE,
)

# 第十四条: the city's own organs alone; whether the work needs it is the authority's to say.
EXCESS = Grant(
    "excess",
    cite("14/1"),
    Strength.MAY,
    "超出标准配备公务用车",
    "a car beyond the standard",
    (
        Entitlement(
            "city",
            "市本级机关确因工作需要超出标准",
            "an organ of the city whose work really needs it",
            cite("14/1"),
            BINDS & OF_THE_CITY & (excess_needed == "是"),
        ),
    ),
    reserves=(IN_PRINCIPLE,),
    approvals=(
        Approval("市公务用车主管部门（提出申请）", "the city's authority applies", cite("14/1")),
        Approval("自治区公务用车主管部门（批准）", "the region's authority approves", cite("14/1")),
    ),
)

# 第十五条, up to its semicolon: normally none; with approval, within figures, made in China.
OFF_ROAD_APPROVED = Duty(
    "15/1:approval",
    cite("15/1"),
    Strength.NORMALLY,
    "原则上不配备越野车，确因工作需要的须经批准",
    "no off-road vehicles unless approved",
    parts=(Part("已有越野车批准文号", "approved", offroad_approval.given, (offroad_approval,)),),
    applies=OFF_ROAD,
    reserves=SCOPE,
)
OFF_ROAD_DOMESTIC = Duty(
    "15/1:domestic",
    cite("15/1"),
    Strength.NORMALLY,
    "越野车须为国产",
    "off-road vehicles made in China",
    parts=(Part("产地为国产", "made in China", MADE_IN_CHINA, (make,)),),
    applies=OFF_ROAD,
    reserves=SCOPE,
    also=(cite("13/1"),),
)
OFF_ROAD_FIGURES = Duty(
    "15/1:figures",
    cite("15/1"),
    Strength.NORMALLY,
    "越野车的价格和排气量标准",
    "price and displacement of off-road vehicles",
    parts=(
        price_part(standard("offroad_price")),
        displacement_part(standard("offroad_displacement")),
    ),
    applies=OFF_ROAD,
    excuses=STANDARD_EXCUSES,
    reserves=STANDARD_RESERVES,
    also=(cite("29/1/1"),),
)
# 第十五条, after its semicolon.
OFF_ROAD_POOLED = Duty(
    "15/1:pooled",
    cite("15/1"),
    Strength.MUST,
    "越野车实行集中管理",
    "off-road vehicles are managed centrally",
    parts=(Part("实行集中管理", "managed centrally", pooled == "是", (pooled,)),),
    applies=OFF_ROAD,
    reserves=SCOPE,
)
KEPT_FOR_NOBODY = Part("没有固定使用人", "kept for nobody", ~fixed_user.given, (fixed_user,))
# 第二十九条第（五）项 repeats it, save for 实物保障 cars, which are kept for a person by nature.
OFF_ROAD_NOT_FIXED = Duty(
    "15/1:fixed",
    cite("15/1"),
    Strength.MUST,
    "越野车不得作为固定用车",
    "off-road vehicles are kept for nobody",
    parts=(KEPT_FOR_NOBODY,),
    applies=OFF_ROAD,
    reserves=SCOPE,
    repeats=(Repeat(cite("29/1/5"), ~IN_KIND),),
)


REGISTERED_TO_THE_ORGAN = Duty(
    "16/1",
    cite("16/1"),
    Strength.MUST,
    "产权登记在本机关名下",
    "registered in the organ's own name",
    parts=(
        Part(
            "登记所有人为本机关",
            "the registered owner is the organ",
            owner_category == "本机关",
            (owner_category,),
        ),
    ),
    applies=~SECRET,
    reserves=SCOPE,
    also=(cite("29/1/2"),),
)

DUTIES = (
    DOMESTIC,
    OFF_ROAD_APPROVED,
    OFF_ROAD_DOMESTIC,
    OFF_ROAD_FIGURES,
    OFF_ROAD_POOLED,
    OFF_ROAD_NOT_FIXED,
    REGISTERED_TO_THE_ORGAN,
)
