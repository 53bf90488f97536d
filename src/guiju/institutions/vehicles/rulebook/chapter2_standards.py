"""第二章 编制和标准管理: quota (第六条), standards (第七条), law-enforcement cars (第八条)."""

from guiju.rules import (
    Approval,
    Duty,
    Entitlement,
    Excuse,
    Grant,
    Named,
    Part,
    Reserve,
    Strength,
    case,
)
from guiju.rules.expressions import Expression

from .chapter1_general import BINDS
from .chapter6_supplementary import AFFILIATE_OF_THE_REGION, BEFORE_EFFECT
from .facts import (
    asked,
    authorised,
    body,
    cause,
    claimed,
    excess_approval,
    held,
    increase_needed,
    level,
    organ_category,
    power,
    situation,
    use_post,
    vehicle_class,
)
from .instrument import cite, standard
from .limits import WITHOUT_ENGINE, displacement_part, price_part
from .scope import NOT_CLEARLY_BOUND, SCOPE

Parts = tuple[Part, ...]

# 第六条: every car that an organ holds counts, however it came.
QUOTA = Duty(
    "6/1",
    cite("6/1"),
    Strength.MUST,
    "公务用车实行编制管理",
    "official vehicles are kept within the authorised number",
    parts=(
        Part(
            "在用车辆数不超过编制数",
            "cars held within the authorised number",
            held <= authorised,
            (held, authorised),
        ),
    ),
    reserves=SCOPE,
    also=(cite("29/1/1"),),
    subject="organ",
)

# The same paragraph before a car is asked for: what is approved or frozen is no longer free.
REQUEST = Duty(
    "6/1:request",
    cite("6/1"),
    Strength.MUST,
    "申请配备不超过空余编制",
    "no more cars are asked for than the authorised number leaves free",
    parts=(
        Part(
            "在用、已批准未配备、冻结和申请的车辆合计不超过编制数",
            "cars held, approved, frozen and asked for, together within the authorised number",
            held + claimed + asked <= authorised,
            (authorised, held, claimed, asked),
        ),
    ),
    reserves=SCOPE,
    also=(cite("29/1/1"),),
    subject="request",
)

# 第六条第二款: the causes are a list that ends in 等, so another cause is a person's to weigh.
INCREASE = Grant(
    "increase",
    cite("6/2"),
    Strength.MAY,
    "增加车辆编制",
    "an increase of the authorised number",
    (
        Entitlement(
            "increase",
            "因机构撤并、新成立机构、人员编制变化等，确需增加编制",
            "an increase really needed after a change of organisation or staff",
            cite("6/2"),
            BINDS & (increase_needed == "是"),
        ),
    ),
    reserves=(
        *SCOPE,
        Reserve(
            "条文列举之外的原因是否属于“等”，须由人判断",
            "whether a cause beyond those listed is meant by 'and the like'",
            cite("6/2"),
            cause == "其他",
        ),
    ),
    approvals=(
        Approval(
            "市公务用车主管部门会同有关部门（初审）",
            "the city's vehicle authority with others (review)",
            cite("6/2"),
        ),
        Approval("自治区公务用车主管部门（审批）", "the region's vehicle authority", cite("6/2")),
    ),
)

OF_THE_CITY = level == "市"
# 第十四条 overrides the figures: the city's own organs may exceed them with approval.
APPROVED_EXCESS = Excuse(
    "市本级机关超出标准，已经自治区公务用车主管部门批准",
    "excess of the standard by an organ of the city, approved by the region",
    cite("14/1"),
    OF_THE_CITY & excess_approval.given,
)
ROUTE_NOT_OPEN = Reserve(
    "第十四条的批准程序只写明适用于市本级机关，本单位的批准文号须由人判断",
    "article 14 opens its route to the city's own organs only",
    cite("14/1"),
    # Those of the city itself are excused before this is asked.
    excess_approval.given,
)
STANDARD_EXCUSES = (APPROVED_EXCESS,)
STANDARD_RESERVES = (*SCOPE, BEFORE_EFFECT, ROUTE_NOT_OPEN)

NEW_ENERGY_SEDAN = Named(
    "新能源轿车",
    (body == "轿车") & power.among("纯电动", "插电混动", "增程", "氢燃料"),
    "new-energy sedan",
)
COACH_IN_A_SPECIAL_CASE = Named(
    "情况特殊配备的大型客车",
    (situation == "情况特殊") & (body == "大型客车"),
    "large bus in a special case",
)
BUS_IN_A_SPECIAL_CASE = Named(
    "情况特殊配备的其他小型客车、中型客车",
    (situation == "情况特殊") & body.among("其他小型客车", "中型客车"),
    "small or medium bus in a special case",
)
SPECIAL_CASE = COACH_IN_A_SPECIAL_CASE | BUS_IN_A_SPECIAL_CASE
ORDINARY_BODY = body.among("轿车", "其他小型客车")
NOT_OFF_ROAD = body != "越野车"


# The price of a new-energy sedan is set by 第七条第二款, whatever its class.


def body_part(allowed: Expression) -> Part:
    """The body types that an item of 第七条第一款 names."""
    return Part("车型符合标准", "body type within the standard", allowed, (body,))


def equipping(address: str, title: str, english: str, classes: Expression, parts: Parts) -> Duty:
    """A duty of 第七条; off-road vehicles fall under 第十五条 instead."""
    return Duty(
        address,
        cite(address),
        Strength.MUST,
        title,
        english,
        parts,
        applies=classes,
        excuses=STANDARD_EXCUSES,
        reserves=STANDARD_RESERVES,
        also=(cite("29/1/1"),),
    )


# 第七条第一款第（一）项
CONFIDENTIAL = equipping(
    "7/1/1",
    "机要通信用车配备标准",
    "standard of confidential-communication cars",
    (vehicle_class == "机要通信") & NOT_OFF_ROAD,
    (
        body_part(ORDINARY_BODY),
        price_part(standard("confidential_price"), NEW_ENERGY_SEDAN),
        displacement_part(standard("confidential_displacement")),
    ),
)

# 第七条第一款第（二）项; the other cars equipped by rule are those of 第三条第六款.
EMERGENCY = equipping(
    "7/1/2",
    "应急保障用车和其他按照规定配备的公务用车配备标准",
    "standard of emergency and other cars",
    vehicle_class.among("应急保障", "实物保障", "离退休干部服务", "行政执法") & NOT_OFF_ROAD,
    (
        body_part(ORDINARY_BODY | SPECIAL_CASE),
        price_part(
            case(
                (COACH_IN_A_SPECIAL_CASE, standard("emergency_coach_price")),
                (BUS_IN_A_SPECIAL_CASE, standard("emergency_special_price")),
                otherwise=standard("emergency_price"),
            ),
            NEW_ENERGY_SEDAN,
        ),
        displacement_part(
            case(
                (BUS_IN_A_SPECIAL_CASE, standard("emergency_special_displacement")),
                otherwise=standard("emergency_displacement"),
            ),
            WITHOUT_ENGINE | COACH_IN_A_SPECIAL_CASE,
        ),
    ),
)

# 第七条第一款第（三）项: the special case lists no sedan, so a sedan keeps the ordinary limits.
ENFORCEMENT = equipping(
    "7/1/3",
    "执法执勤用车配备标准",
    "standard of law-enforcement cars",
    (vehicle_class == "执法执勤") & NOT_OFF_ROAD,
    (
        body_part(ORDINARY_BODY | SPECIAL_CASE),
        price_part(
            case(
                (COACH_IN_A_SPECIAL_CASE, standard("enforcement_coach_price")),
                (BUS_IN_A_SPECIAL_CASE, standard("enforcement_special_price")),
                (situation == "工作需要", standard("enforcement_needed_price")),
                otherwise=standard("enforcement_price"),
            ),
            NEW_ENERGY_SEDAN,
        ),
        displacement_part(
            case(
                (BUS_IN_A_SPECIAL_CASE, standard("enforcement_special_displacement")),
                (situation == "工作需要", standard("enforcement_needed_displacement")),
                otherwise=standard("enforcement_displacement"),
            ),
            WITHOUT_ENGINE | COACH_IN_A_SPECIAL_CASE,
        ),
    ),
)

# 第七条第二款 speaks of every official car that is a new-energy sedan, whatever its class.
NEW_ENERGY = equipping(
    "7/2",
    "新能源轿车价格标准",
    "price standard of new-energy sedans",
    NEW_ENERGY_SEDAN,
    (price_part(standard("new_energy_price")),),
)

# 第八条 names subordinate institutions itself, so for them nothing is left to principle.
ON_THE_FRONT_LINE = Duty(
    "8/1:post",
    cite("8/1"),
    Strength.MUST,
    "执法执勤用车限定在一线执法执勤岗位",
    "law-enforcement cars serve front-line posts only",
    parts=(
        Part(
            "使用岗位为一线执法执勤",
            "used at a front-line post",
            use_post == "一线执法执勤",
            (use_post,),
        ),
    ),
    applies=vehicle_class == "执法执勤",
    reserves=(*NOT_CLEARLY_BOUND, AFFILIATE_OF_THE_REGION),
)
NOT_IN_INSTITUTIONS = Duty(
    "8/1:institutions",
    cite("8/1"),
    Strength.MUST,
    "所属事业单位不得配备执法执勤用车",
    "subordinate institutions keep no law-enforcement cars",
    parts=(
        Part(
            "单位不是所属事业单位",
            "the organ is no subordinate institution",
            organ_category != "所属事业单位",
            (organ_category,),
        ),
    ),
    applies=vehicle_class == "执法执勤",
    reserves=(AFFILIATE_OF_THE_REGION,),
)

DUTIES = (
    QUOTA,
    REQUEST,
    CONFIDENTIAL,
    EMERGENCY,
    ENFORCEMENT,
    NEW_ENERGY,
    ON_THE_FRONT_LINE,
    NOT_IN_INSTITUTIONS,
)
