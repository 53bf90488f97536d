"""Notices 放假通知: which days each makes days off or working days, read from dated YAML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .lines import Lined, read_lined

SATURDAY = 5
DECEMBER = 12


@dataclass(frozen=True)
class Notice:
    """An official notice on the days off of a year.

    ``number`` and ``dated`` are ``None`` where they are not known for certain.
    """

    year: int
    title: str
    number: str | None
    dated: dt.date | None

    @property
    def cited(self) -> str:
        """As sentences cite it: its number, or its title where the number is not known."""
        return self.number or f"《{self.title}》"


@dataclass(frozen=True)
class Ruling:
    """What a notice says of a day: off for a festival, or worked."""

    off: bool
    festival: str
    english: str
    notice: Notice


@dataclass(frozen=True)
class Source:
    """One file of notices: the country's, or those of a region or county."""

    notices: tuple[Notice, ...]
    rulings: Mapping[dt.date, Ruling]
    region: str = ""
    english: str = ""
    names: frozenset[str] = field(default_factory=frozenset)
    within: str = ""
    basis: str = ""

    @property
    def first(self) -> dt.date:
        """The first day of the first year with a notice."""
        return dt.date(self.notices[0].year, 1, 1)

    @property
    def until(self) -> dt.date:
        """The last day that no later notice can still rule.

        The notice for a year may have the last days of December before it worked or off, as
        notices have done; so the end of the last year is open from the earliest such day on.
        """
        last = self.notices[-1].year
        reaching = [
            day.day
            for day, ruling in self.rulings.items()
            if day.year < ruling.notice.year and day.month == DECEMBER
        ]
        return dt.date(last, DECEMBER, min(reaching, default=32) - 1)


def read_country(path: Path) -> Source:
    """The notices for the whole country."""
    file = read_lined(path)
    file.hold_to(("festivals", "notices"))
    return Source(*_notices(file, country=True))


def read_region(path: Path) -> Source:
    """The notices of a region, or of a county within one."""
    file = read_lined(path)
    must = ("region", "english", "basis", "festivals", "notices")
    file.hold_to(must, ("also", "within"))
    also = file.get("also", [])
    if not isinstance(also, list) or not all(isinstance(name, str) and name for name in also):
        raise file.refuse("also", also, "一列别名")
    name = file.text("region")
    return Source(
        *_notices(file, country=False),
        region=name,
        english=file.text("english"),
        names=frozenset([name, *also]),
        within=file.text("within") if "within" in file else "",
        basis=file.text("basis"),
    )


def _notices(file: Lined, *, country: bool) -> tuple[tuple[Notice, ...], dict[dt.date, Ruling]]:
    festivals = file["festivals"]
    if not isinstance(festivals, Lined):
        raise file.refuse("festivals", festivals, "节日的中文名和英文名")
    english = {name: festivals.text(name) for name in festivals}
    found: list[Notice] = []
    rulings: dict[dt.date, Ruling] = {}
    for entry in file.entries("notices"):
        notice = _notice(entry, found[-1] if found else None)
        found.append(notice)
        rulings |= dict(_rulings(entry, notice, english, country=country))
    if not found:
        raise file.refuse("notices", "没有通知", "至少一件通知")
    return tuple(found), rulings


def _notice(entry: Lined, before: Notice | None) -> Notice:
    entry.hold_to(("year", "title", "number", "dated", "days"))
    year, title = entry.number("year"), entry.text("title")
    if before is not None and not before.year <= year <= before.year + 1:
        told = f"{before.year} 或 {before.year + 1}：各年依次，不缺年"
        raise entry.refuse("year", year, told)
    number = None if entry["number"] is None else entry.text("number")
    dated = None if entry["dated"] is None else entry.day("dated")
    if dated is not None and not year - 1 <= dated.year <= year:
        raise entry.refuse("dated", dated, f"{year - 1} 年或 {year} 年的日期")
    if before is not None and dated and before.dated and dated < before.dated:
        raise entry.refuse("dated", dated, f"{before.dated} 或以后：后发的通知写在后面")
    return Notice(year, title, number, dated)


def _rulings(
    entry: Lined, notice: Notice, english: Mapping[str, str], *, country: bool
) -> Iterator[tuple[dt.date, Ruling]]:
    seen: set[dt.date] = set()
    for part in entry.entries("days"):
        part.hold_to(("festival",), ("off", "work") if country else ("lunar", "off", "work"))
        names = part.text("festival").split("、")
        if unknown := [name for name in names if name not in english]:
            raise part.refuse("festival", unknown[0], f"festivals 中的节日：{'、'.join(english)}")
        if not part.get("off") and not part.get("work"):
            raise part.refuse("", "没有日期", "off 或 work 下至少一天")
        if "lunar" in part:
            part.day("lunar")
        told = " and ".join(english[name] for name in names)
        for off, key in ((True, "off"), (False, "work")):
            for day in part.days(key):
                _hold_day(part, key, day, notice.year, weekend=country and not off)
                if day in seen:
                    raise part.refuse(key, day, "一件通知对一天只说一次")
                seen.add(day)
                yield day, Ruling(off, "、".join(names), told, notice)


def _hold_day(part: Lined, key: str, day: dt.date, year: int, *, weekend: bool) -> None:
    if day.year != year and (day.year, day.month) != (year - 1, DECEMBER):
        raise part.refuse(key, day, f"{year} 年或上一年十二月的日期")
    if weekend and day.weekday() < SATURDAY:
        raise part.refuse(key, day, "星期六或星期日：平日本来上班")
