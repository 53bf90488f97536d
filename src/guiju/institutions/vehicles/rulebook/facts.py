"""The facts that the ledger 公务用车台账 holds of a car, in the order of its columns; then those
that an application (request, increase, excess, marking, replacement, disposal) asks for."""

import datetime as dt

from guiju.rules import Choice, Day, Judge, Paper, Quantity, Records

from .instrument import cite

MAIN_ORGANS = (
    "党的机关",
    "人大机关",
    "行政机关",
    "政协机关",
    "监察机关",
    "审判机关",
    "检察机关",
    "人民团体",
    "参公事业单位",
)
FEN_AT_MOST = 100_000_000_000
ML_AT_MOST = 100_000
YES_NO = ("是", "否")
FIRST_DAY, LAST_DAY = dt.date(1949, 10, 1), dt.date(2199, 12, 31)

organ_category = Choice(
    "单位类别",
    (*MAIN_ORGANS, "民主党派机关", "直属事业单位", "所属事业单位", "企业"),
    "Category of the organ",
)
level = Choice("行政层级", ("自治区", "市", "县", "乡"), "Administrative level")
vehicle_class = Choice(
    "用车类别",
    (
        "机要通信",
        "应急保障",
        "执法执勤",
        "特种专业技术",
        "实物保障",
        "离退休干部服务",
        "行政执法",
    ),
    "Class of use",
)
body = Choice(
    "车型",
    ("轿车", "其他小型客车", "中型客车", "大型客车", "越野车", "专用车"),
    "Body type",
)
make = Choice("产地", ("国产", "进口"), "Made in China or imported")
power = Choice(
    "动力类型",
    ("汽油", "柴油", "天然气", "油电混动", "纯电动", "插电混动", "增程", "氢燃料"),
    "Power",
)
price = Quantity("价格（元）", "元", 0, FEN_AT_MOST, "Price (yuan)")
displacement = Quantity("排气量（升）", "升", 0, ML_AT_MOST, "Displacement (L)")
bought = Day("购置日期", FIRST_DAY, LAST_DAY, "Date of purchase")
situation = Choice("配备情形", ("常规", "工作需要", "情况特殊"), "Case of the equipping approval")
excess_approval = Paper("超标准批准文号", english="Approval to exceed the standard")
offroad_approval = Paper("越野车批准文号", english="Approval for an off-road vehicle")
pooled = Choice("集中管理", YES_NO, "Managed centrally")
owner_category = Choice(
    "登记所有人类别",
    ("本机关", "下属单位", "企业", "社团组织", "个人"),
    "Category of the registered owner",
)
secrecy = Choice("保密用途", ("无", "国家安全", "侦查办案", "其他保密"), "Secret use")
positioned = Choice("卫星定位", YES_NO, "Satellite positioning")
marked = Choice("统一标识", YES_NO, "Unified marking")
marking_waiver = Paper("免标识核准文号", english="Waiver of marking: approval")
marking_filing = Paper("免标识备案文号", english="Waiver of marking: filing")
use_post = Choice("使用岗位", ("一线执法执勤", "内部管理", "后勤保障", "其他"), "Post of use")
fixed_user = Paper("固定使用人", english="Person for whom the car is kept")
luxury = Choice("高档配置", YES_NO, "Luxury fittings")
origin = Choice("车辆来源", ("购置", "调拨", "换用", "借用", "占用", "受赠"), "Origin of the car")

# 第六条: every car that an organ holds counts, however it came.
CARS = Records("cars", "车辆", "cars", (), most=1_000_000)
held = CARS.count("在用车辆数", unit="辆", english="Cars held")
authorised = Quantity("编制数", "辆", 0, 1_000_000, "Cars authorised")

# 第六条第一款, before a car is asked for: what is already approved or frozen counts too. An
# approved car that takes the place of one still held does not count beside it.
claim = Choice("占用种类", ("新增待配备", "更新待配备", "冻结"), "Kind of claim")
CLAIMS = Records(
    "claims", "占用编制的批文和冻结", "claims on the authorised number", (claim,), most=20_000
)
claimed = CLAIMS.count(
    "已批准未配备和冻结数",
    claim != "更新待配备",
    unit="辆",
    english="Cars approved but not delivered, and frozen",
)
asked = Quantity("申请数", "辆", 1, 10_000, "Cars asked for")

# 第六条第二款
cause = Choice(
    "增编原因",
    ("机构撤并", "新成立机构", "人员编制变化", "其他"),
    "Cause of the increase",
)
increase_needed = Choice(
    "确需增加编制",
    YES_NO,
    "The increase is really needed",
    Judge("市公务用车主管部门会同有关部门", "the city's authority with others", cite("6/2")),
)

# 第十四条
excess_needed = Choice(
    "确因工作需要超出标准",
    YES_NO,
    "The work really needs more than the standard",
    Judge("市公务用车主管部门", "the city's vehicle authority", cite("14/1")),
)

# 第二十五条
asked_on = Day("申请日期", FIRST_DAY, LAST_DAY, "Date of the application")
safety_test = Choice("安全技术检测", ("合格", "不合格"), "Safety inspection")
emission_test = Choice("环保检测", ("合格", "不合格"), "Emission inspection")
early_needed = Choice(
    "因安全等原因确需提前更新",
    YES_NO,
    "Safety or the like really needs an early replacement",
    Judge("本级公务用车主管部门", "the vehicle authority of the level", cite("25/1")),
)
replaced = Choice("已按规定更新", YES_NO, "Replaced by the rules")
disposal_way = Choice("处置方式", ("拍卖", "厂家回收", "报废", "其他方式"), "Way of disposal")

LEDGER_FACTS = (
    organ_category,
    level,
    vehicle_class,
    body,
    make,
    power,
    price,
    displacement,
    bought,
    situation,
    excess_approval,
    offroad_approval,
    pooled,
    owner_category,
    secrecy,
    positioned,
    marked,
    marking_waiver,
    marking_filing,
    use_post,
    fixed_user,
    luxury,
    origin,
)
QUOTA_FACTS = (held, authorised)
APPLICATION_FACTS = (
    claimed,
    asked,
    cause,
    increase_needed,
    excess_needed,
    asked_on,
    safety_test,
    emission_test,
    early_needed,
    replaced,
    disposal_way,
)
