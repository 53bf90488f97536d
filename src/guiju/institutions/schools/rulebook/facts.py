"""The facts that the measures ask for, of schools, of their loans and of what is to be founded."""

import datetime as dt

from guiju.rules import Choice, Day, Quantity, Records

YES_NO = ("是", "否")
FEN_AT_MOST = 100_000_000_000
CLASSES_AT_MOST, STUDENTS_AT_MOST = 1_000, 100_000
FIRST, LAST = dt.date(1949, 10, 1), dt.date(2199, 12, 31)


def money(key: str, english: str) -> Quantity:
    """A sum of money in fen, up to a thousand million yuan."""
    return Quantity(key, "元", 0, FEN_AT_MOST, english)


# （一）、（二）
stage = Choice("实施阶段", ("学前教育", "义务教育", "高中阶段教育", "其他"), "Stage of education")
nature = Choice("营利性质", ("营利性", "非营利性"), "For profit or not")
listing = Choice("上市方式", ("无", "单独上市", "作为资产打包上市"), "Listed on a stock exchange")
listed_investor = Choice("投资方为上市公司", YES_NO, "The investor is a listed company")
funds = Choice(
    "投资资金来源",
    ("股票市场融资", "发行股份或支付现金购买", "其他"),
    "Funds of the investment",
)

# （八）、（九）
category = Choice(
    "学校类别",
    ("幼儿园", "小学", "初中", "高中", "高完中", "九年一贯制学校", "其他"),
    "Kind of school",
)
private = Choice("民办", YES_NO, "Private")

# （八）
approved = Choice(
    "教育行政部门批准设立", YES_NO, "Founded with the approval of the education authority"
)
started_on = Day("开始在本市办学日期", FIRST, LAST, "First day of running in the city")
applied_on = Day("申请日期", FIRST, LAST, "Date of the application")
new_or_extended = Choice("新建或扩建", YES_NO, "New or extended")
classes = Quantity("班数", "班", 0, CLASSES_AT_MOST, "Classes")
students = Quantity("学生人数", "人", 0, STUDENTS_AT_MOST, "Students")
permitted = Choice("立项和建设许可", YES_NO, "Project and building permitted")
building = money("教学设施建设投资（元）", "Investment in teaching buildings (yuan)")
equipment = money("教学设备采购（元）", "Purchase of teaching equipment (yuan)")

year_of_relief = Quantity("贴息年次", "年", 1, 50, "Year of the relief")
by_an_institution = Choice("金融机构贷款", YES_NO, "Lent by a financial institution")
principal = money("贷款本金（元）", "Principal (yuan)")
benchmark_rate = Quantity("当年基准利率（%）", "%", 0, 10_000, "Benchmark rate of the year (%)")
YEARS = Records(
    "years",
    "贷款贴息年度",
    "years of loans",
    (year_of_relief, by_an_institution, principal, benchmark_rate),
)

# （九）
model = Choice("评为自治区示范性", YES_NO, "Rated a model school of the autonomous region")
awarded = Choice("已获此项奖励", YES_NO, "Has had this award")
