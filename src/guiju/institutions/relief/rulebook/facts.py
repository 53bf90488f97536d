"""The facts that the measures ask for, of firms and of their loans and guarantees."""

import datetime as dt

from guiju.rules import Choice, Day, Judge, Quantity, Records

from .instrument import cite

YES_NO = ("是", "否")
FEN_AT_MOST = 100_000_000_000
PERSONS_AT_MOST = 10_000_000
FIRST, LAST = dt.date(1949, 10, 1), dt.date(2199, 12, 31)


def money(key: str, english: str) -> Quantity:
    """A sum of money in fen, up to a thousand million yuan."""
    return Quantity(key, "元", 0, FEN_AT_MOST, english)


# 第三条
premises = Choice("经营用房", ("国有资产类", "其他"), "Premises")
in_the_park = Choice("位于中泰产业园", YES_NO, "In the industrial park")
rent = money("月租金（元）", "Monthly rent (yuan)")
remitted_months = Quantity(
    "减免月数",
    "月",
    0,
    12,
    "Months remitted",
    Judge("出租国有资产类经营用房的单位", "the owner of the state-owned premises", cite("3")),
)

# 第五条
size = Choice("企业规模", ("中小企业", "大型企业"), "Size of the firm")
goods = Choice("生产用品", ("医护用品", "消杀用品", "其他"), "Goods made")
lent_on = Day("贷款日期", FIRST, LAST, "Date of the loan")
by_an_institution = Choice("金融机构贷款", YES_NO, "Lent by a financial institution")
interest_in_the_months = money("2020年2—6月利息（元）", "Interest of February to June 2020 (yuan)")
interest_of_the_year = money("2020年度利息（元）", "Interest of 2020 (yuan)")
LOANS = Records(
    "loans",
    "贷款",
    "loans",
    (lent_on, by_an_institution, interest_in_the_months, interest_of_the_year),
)
hard_hit = Choice(
    "受疫情影响较大",
    YES_NO,
    "Hard hit by the epidemic",
    Judge("市财政局（金融办）", "the city's finance bureau (financial office)", cite("5")),
)
guaranteed_on = Day("担保日期", FIRST, LAST, "Date of the guarantee")
loss = money("实际代偿损失（元）", "Loss on the guarantee (yuan)")
fee = money("担保费用（元）", "Guarantee fee (yuan)")
GUARANTEES = Records("guarantees", "担保业务", "guarantees", (guaranteed_on, loss, fee))

# 第七条
insured = Choice("参保企业", YES_NO, "Insured firm")
staff = Quantity("上年度参保职工人数", "人", 0, PERSONS_AT_MOST, "Insured staff of last year")
laid_off = Quantity("上年度裁员人数", "人", 0, PERSONS_AT_MOST, "Laid off last year")
unemployment_rate = Quantity(
    "全国城镇登记失业率（%）", "%", 0, 10_000, "National registered urban unemployment rate (%)"
)
premiums = money("上年度实际缴纳失业保险费（元）", "Unemployment insurance paid last year (yuan)")
late_matter = Choice(
    "延误事项",
    ("申报养老、失业待遇或补贴", "参保登记及缴费", "待遇资格认证"),
    "What was late",
)
late_by_epidemic = Choice("因疫情延误", YES_NO, "Late because of the epidemic")
epidemic_end = Day("疫情解除日期", FIRST, LAST, "End of the epidemic")
made_good_on = Day("补办日期", FIRST, LAST, "Date on which it was made good")

# 附则
event_day = Day("事项日期", FIRST, LAST, "Date of the event")
