"""``clock add``, ``subtract``, ``between`` and ``year``: limits counted on the command line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import groupby
from typing import Annotated, Any

import typer

from guiju.commandline import emit, refuse

from .almanac import calendar
from .errors import ClockError
from .limits import add, between, subtract
from .notices import Notice, Ruling
from .outcomes import UNITS, Outcome, Span, Unit
from .workdays import WorkCalendar

app = typer.Typer(help="工作日与期限的计算", no_args_is_help=True, add_completion=False)

UNIT_NAMES: dict[str, Unit] = {
    **{unit: unit for unit in UNITS},
    "workday": "workdays",
    "工作日": "workdays",
    "day": "days",
    "日": "days",
    "天": "days",
    "month": "months",
    "月": "months",
    "个月": "months",
}
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")

Day = Annotated[str, typer.Argument(help="起始日，例如 2020-01-20")]
Amount = Annotated[str, typer.Argument(help="多少，例如 15")]
UnitName = Annotated[str, typer.Argument(help="单位：workdays、days 或 months")]
Region = Annotated[str, typer.Option(help="有自己放假安排的地区，例如 广西")]
English = Annotated[bool, typer.Option("--english", help="用英文说明")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Suspended = Annotated[
    list[str] | None,
    typer.Option("--suspended", help="中止的期间，例如 2020-02-03..2020-02-10；可写多次"),
]
Roll = Annotated[
    bool, typer.Option("--roll/--no-roll", help="末日遇休息日，顺延到下一个工作日；默认不顺延")
]


@app.command("add")
def add_command(
    day: Day,
    n: Amount,
    unit: UnitName,
    region: Region = "",
    roll: Roll = False,
    suspended: Suspended = None,
    english: English = False,
    as_json: AsJson = False,
) -> None:
    """从某日起算的期限哪天届满：日期、是否暂定、怎样算出。"""
    with _bad_input_told(as_json):
        periods = [_period(text) for text in suspended or []]
        start, amount, counted_in = _day("起始日", day), _amount(n), _unit(unit)
        found = add(start, amount, counted_in, region or None, roll=roll, suspended=periods)
        told = {"date": found.date.isoformat()} | _answer(found, english=english)
    _print(told, as_json=as_json)


@app.command("subtract")
def subtract_command(
    day: Day,
    n: Amount,
    unit: UnitName,
    region: Region = "",
    english: English = False,
    as_json: AsJson = False,
) -> None:
    """某日之前若干工作日、日或月是哪天。"""
    with _bad_input_told(as_json):
        found = subtract(_day("起始日", day), _amount(n), _unit(unit), region or None)
        told = {"date": found.date.isoformat()} | _answer(found, english=english)
    _print(told, as_json=as_json)


@app.command("between")
def between_command(
    start: Day,
    end: Annotated[str, typer.Argument(help="终止日，例如 2020-02-18")],
    unit: UnitName = "workdays",
    region: Region = "",
    english: English = False,
    as_json: AsJson = False,
) -> None:
    """两日之间有多少工作日、日或整月：不计首日，计入末日。"""
    with _bad_input_told(as_json):
        first, last = _day("起始日", start), _day("终止日", end)
        found = between(first, last, _unit(unit), region or None)
        told = {"count": found.count} | _answer(found, english=english)
    _print(told, as_json=as_json)


@app.command("year")
def year_command(
    year: Annotated[str, typer.Argument(help="年份，例如 2026")],
    region: Region = "",
    as_json: AsJson = False,
) -> None:
    """一年的放假和调休上班日，以及所依据的通知。"""
    with _bad_input_told(as_json):
        told = _year(calendar(region or None), year)
    if as_json:
        emit(told)
        return
    for notice in told["notices"]:
        print(" ".join(filter(None, (notice["number"], notice["title"], notice["dated"]))))
    for row in told["days"]:
        days = row["from"] if row["from"] == row["to"] else f"{row['from']} 至 {row['to']}"
        print(f"  {days:<26}{'放假' if row['off'] else '上班'}  {row['festival']}")
    print(f"工作日 {told['workdays']} 天")


@contextmanager
def _bad_input_told(as_json: bool) -> Iterator[None]:
    try:
        yield
    except ClockError as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)


def _answer(found: Outcome | Span, *, english: bool) -> dict[str, Any]:
    lines = [line.en if english else line.zh for line in found.counted]
    return {"provisional": found.provisional, "counted": lines}


def _print(told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        emit(told)
        return
    print(told.get("date", told.get("count")), "暂定" if told["provisional"] else "确定")
    for line in told["counted"]:
        print(f"  {line}")


def _year(working: WorkCalendar, text: str) -> dict[str, Any]:
    first, last = working.first.year, max(notice.year for notice in working.notices)
    if not text.isdecimal() or not first <= int(text) <= last:
        raise ClockError("年份", text, f"{first} 至 {last}：有放假通知的年份")
    year = int(text)
    start, end = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    rulings = [(day, working.rulings.get(day)) for day in range(start, end + 1)]
    cited = {ruling.notice for _, ruling in rulings if ruling is not None}
    notices = [notice for notice in working.notices if notice.year == year or notice in cited]
    return {
        "year": year,
        "region": working.region or None,
        "notices": [_notice(notice) for notice in notices],
        "days": list(_rows(rulings)),
        "workdays": working.count(start, end),
        "provisional": working.relies_on_unknown(start, end),
    }


def _notice(notice: Notice) -> dict[str, str | None]:
    dated = None if notice.dated is None else notice.dated.isoformat()
    return {"title": notice.title, "number": notice.number, "dated": dated}


def _rows(rulings: list[tuple[int, Ruling | None]]) -> Iterator[dict[str, Any]]:
    """What notices say of the days of a year, run by run."""
    for ruling, run in groupby(rulings, lambda pair: pair[1]):
        if ruling is not None:
            days = [dt.date.fromordinal(day).isoformat() for day, _ in run]
            row = {"from": days[0], "to": days[-1], "off": ruling.off}
            yield row | {"festival": ruling.festival, "notice": ruling.notice.cited}


def _day(where: str, text: str) -> dt.date:
    match = DATE.fullmatch(text.strip())
    if match is not None:
        with suppress(ValueError):
            return dt.date(*map(int, match.groups()))
    raise ClockError(where, text, "一个日期，例如 2020-01-20")


def _amount(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise ClockError("多少", text, "零或更大的整数，至多六位，例如 15")
    return int(text)


def _unit(text: str) -> Unit:
    if text not in UNIT_NAMES:
        raise ClockError("单位", text, "、".join(UNITS))
    return UNIT_NAMES[text]


def _period(text: str) -> tuple[dt.date, dt.date]:
    first, _, last = text.partition("..")
    return _day("--suspended", first), _day("--suspended", last)
