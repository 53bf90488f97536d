"""The facts that the ledger 公务用车台账 holds of a car, in the order of its columns."""

import datetime as dt

from guiju.rules import Choice, Day, Paper, Quantity, Records

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
bought = Day("购置日期", dt.date(1949, 10, 1), dt.date(2199, 12, 31), "Date of purchase")
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
