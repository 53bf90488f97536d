"""The columns of the ledger: how each cell becomes a fact, exactly, or is reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from guiju.rules import Choice, Day, Fact, Known, Paper, Quantity, printed
from guiju.sheets import Accepted, CellValue, PartialDate, exact_decimal, parse_date

from ..rulebook import facts as f

SHEET, QUOTA_SHEET = "车辆台账", "编制"
PLATE, ORGAN, CLASS = "号牌号码", "使用单位", "用车类别"
QUOTA = "编制数"


class Malformed(ValueError):
    """A cell that is none of its column's values."""

    def __init__(self, expected: Accepted) -> None:
        super().__init__(expected.english)
        self.expected = expected


class NotKnown(ValueError):
    """A cell that is allowed but leaves the fact unknown, with the reason."""

    def __init__(self, note: Accepted) -> None:
        super().__init__(note.english)
        self.note = note


@dataclass(frozen=True)
class Column:
    """A column: its name, whether it must be there, its fact if a rule asks for it."""

    name: str
    required: bool = False
    fact: Fact | None = None
    english: str = ""
    read: Callable[[CellValue], Known] | None = None

    @property
    def title_en(self) -> str:
        """The column's name in English."""
        return self.english or (self.fact.english if self.fact else "")

    @property
    def accepts(self) -> str:
        """What a cell may hold, in Chinese."""
        if isinstance(self.fact, Paper):
            return f"文号或姓名；没有的填“{self.fact.none}”"
        if isinstance(self.fact, Choice):
            return " · ".join(self.fact.options)
        return _ACCEPTS.get(self.name, "文字")

    def parse(self, value: CellValue) -> Known | None:
        """The known value of a cell, None where it is blank; Malformed or NotKnown else."""
        if value is None or self.read is None:
            return None if value is None else text(value)
        return self.read(value)


def text(value: CellValue) -> str:
    """A cell as printed text; figures without needless digits."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value)


def _choice(fact: Choice) -> Callable[[CellValue], Known]:
    listed = " · ".join(fact.options)
    accepted = Accepted(f"one of {listed}", f"{listed} 之一")

    def read(value: CellValue) -> str:
        if not isinstance(value, str) or value not in fact.options:
            raise Malformed(accepted)
        return value

    return read


def _figure(fact: Quantity, scale: int, accepted: Accepted) -> Callable[[CellValue], Known]:
    def read(value: CellValue) -> int:
        number = exact_decimal(value)
        if number is None:
            raise Malformed(accepted)
        scaled = number * scale
        if scaled != scaled.to_integral_value() or not fact.low <= scaled <= fact.high:
            raise Malformed(accepted)
        return int(scaled)

    return read


DATE = Accepted("a date", "日期，例如 2023-05-06、2023/5/6、2023.5.6 或 2023年5月6日")
MONTH = Accepted("a month without a day: not known", "只有月份没有日，视为未知")


def _date(value: CellValue) -> Known:
    day = parse_date(value)
    if isinstance(day, PartialDate):
        raise NotKnown(MONTH)
    if day is None or not f.bought.first <= day <= f.bought.last:
        raise Malformed(DATE)
    return day


def _printed(value: CellValue) -> Known:
    return text(value)


YUAN = Accepted("an amount in yuan, exact to the fen, not negative", "金额（元），不为负，精确到分")
WAN = Accepted(
    "an amount in ten thousand yuan, at most six decimals, not negative",
    "金额（万元），不为负，至多六位小数",
)
LITRES = Accepted(
    "a number of litres, at most three decimals, not negative", "升数，不为负，至多三位小数"
)
CARS = Accepted("a whole number, not negative", "不为负的整数")

read_yuan = _figure(f.price, 100, YUAN)
read_wan = _figure(f.price, 1_000_000, WAN)
read_cars = _figure(f.authorised, 1, CARS)

_ACCEPTS = {
    "购置日期": DATE.chinese,
    "价格（元）": YUAN.chinese,
    "排气量（升）": LITRES.chinese,
    "安全技术检测": "合格 · 不合格",
    "环保检测": "合格 · 不合格",
}
PRICE, PRICE_IN_WAN = "价格（元）", "价格（万元）"

_READERS: dict[type, Callable[..., Callable[[CellValue], Known]]] = {
    Choice: _choice,
    Paper: lambda fact: _printed,
    Day: lambda fact: _date,
}


def _column(name: str, fact: Fact | None, required: bool, english: str) -> Column:
    if fact is None:
        return Column(name, required, None, english)
    if fact is f.price:
        return Column(name, required, fact, fact.english, read_yuan)
    if fact is f.displacement:
        return Column(name, required, fact, fact.english, _figure(f.displacement, 1000, LITRES))
    return Column(name, required, fact, fact.english, _READERS[type(fact)](fact))


_BY_KEY = {fact.key: fact for fact in f.LEDGER_FACTS}
_REQUIRED = {PLATE, ORGAN, "单位类别", "行政层级", CLASS, "车型"}
_ORDER = (
    (PLATE, "Number plate"),
    (ORGAN, "Organ"),
    ("单位类别", ""),
    ("行政层级", ""),
    (CLASS, ""),
    ("车型", ""),
    ("厂牌型号", "Make and model"),
    ("产地", ""),
    ("动力类型", ""),
    (PRICE, ""),
    ("排气量（升）", ""),
    ("购置日期", ""),
    ("配备情形", ""),
    ("超标准批准文号", ""),
    ("越野车批准文号", ""),
    ("集中管理", ""),
    ("登记所有人", "Registered owner"),
    ("登记所有人类别", ""),
    ("保密用途", ""),
    ("卫星定位", ""),
    ("统一标识", ""),
    ("免标识核准文号", ""),
    ("免标识备案文号", ""),
    ("使用岗位", ""),
    ("固定使用人", ""),
    ("高档配置", ""),
    ("车辆来源", ""),
    ("安全技术检测", "Safety inspection"),
    ("环保检测", "Emission inspection"),
)
_INSPECTION = Choice("检测", ("合格", "不合格"))

COLUMNS = tuple(
    Column(name, name in _REQUIRED, None, english, _choice(_INSPECTION))
    if name in ("安全技术检测", "环保检测")
    else _column(name, _BY_KEY.get(name), name in _REQUIRED, english)
    for name, english in _ORDER
)
IN_WAN = Column(PRICE, False, f.price, f.price.english, read_wan)
BY_NAME = {column.name: column for column in COLUMNS}
ORDER = {column.name: index for index, column in enumerate(COLUMNS)}


def shown(fact: Fact, value: Known) -> str:
    """A known fact as people print it."""
    if isinstance(fact, Quantity):
        assert isinstance(value, int)
        return printed(value, fact.unit)
    return str(value)
