"""（一）、（二） 学校准入: what may not be founded, listed or bought."""

from guiju.rules import Duty, Matter, Part, Strength

from .facts import funds, listed_investor, listing, nature, stage
from .instrument import cite

KINDERGARTEN = stage == "学前教育"
LISTED_COMPANY_IN_A_FOR_PROFIT_KINDERGARTEN = (
    KINDERGARTEN & (nature == "营利性") & (listed_investor == "是")
)

NO_PROFIT_FROM_COMPULSORY_EDUCATION = Duty(
    "1/1",
    cite("1/1"),
    Strength.MUST,
    "不得设立实施义务教育阶段的营利性民办学校",
    "no for-profit private school for compulsory education",
    parts=(Part("非营利性", "not for profit", nature == "非营利性", (nature,)),),
    applies=stage == "义务教育",
)
NO_LISTED_KINDERGARTEN = Duty(
    "2/2:listing",
    cite("2/2"),
    Strength.MUST,
    "民办幼儿园不得单独或作为一部分资产打包上市",
    "no private kindergarten is listed, alone or as part of a package",
    parts=(Part("没有上市", "not listed", listing == "无", (listing,)),),
    applies=KINDERGARTEN,
)
NO_MONEY_FROM_THE_STOCK_MARKET = Duty(
    "2/2:stock-market",
    cite("2/2"),
    Strength.MUST,
    "上市公司不得通过股票市场融资投资营利性幼儿园",
    "no listed company puts money from the stock market into a for-profit kindergarten",
    parts=(
        Part(
            "资金不来自股票市场融资",
            "no money from the stock market",
            funds != "股票市场融资",
            (funds,),
        ),
    ),
    applies=LISTED_COMPANY_IN_A_FOR_PROFIT_KINDERGARTEN,
)
NO_PURCHASE = Duty(
    "2/2:purchase",
    cite("2/2"),
    Strength.MUST,
    "上市公司不得通过发行股份或支付现金等方式购买营利性幼儿园",
    "no listed company buys a for-profit kindergarten with shares or cash",
    parts=(
        Part(
            "没有发行股份或支付现金购买",
            "not bought with shares or cash",
            funds != "发行股份或支付现金购买",
            (funds,),
        ),
    ),
    applies=LISTED_COMPANY_IN_A_FOR_PROFIT_KINDERGARTEN,
)

DUTIES = (
    NO_PROFIT_FROM_COMPULSORY_EDUCATION,
    NO_LISTED_KINDERGARTEN,
    NO_MONEY_FROM_THE_STOCK_MARKET,
    NO_PURCHASE,
)

MATTER = Matter(
    "founding",
    "民办学校的设立、上市和投资",
    "founding, listing of and investment in a private school",
    "学校",
    duties=DUTIES,
    required=("实施阶段",),
)
