"""Regions: the Third Month Festival of Guangxi, and counties within a region."""

import datetime as dt
from pathlib import Path

import pytest

from guiju.clock import ClockError, add, almanac, calendar, is_workday, read_almanac
from guiju.clock.almanac import HERE

OFF = {
    2014: ["04-02", "04-03"],
    2015: ["04-20", "04-21"],
    2016: ["04-08", "04-11"],
    2017: ["03-30", "03-31", "04-01"],
    2018: ["04-18", "04-19", "04-20"],
    2019: ["04-04", "04-08"],
    2020: [],
    2021: ["04-14", "04-15", "04-16"],
    2022: ["04-02", "04-06"],
    2023: ["04-21", "04-23"],
    2024: ["04-11", "04-12"],
    2025: ["03-31", "04-01"],
    2026: ["04-17", "04-20"],
}
WORKED = {2017: ["04-08"], 2018: ["04-15"], 2021: ["04-18"]}

COUNTY = """
region: 试验县
english: Trial County
within: 广西
basis: 试验县放假办法
festivals: {试验节: Trial Day}
notices:
  - year: 2024
    title: 试验县2024年通知
    number: null
    dated: null
    days:
      - {festival: 试验节, off: [2024-04-10], work: [2024-04-12]}
"""


def dates(year: int, days: dict[int, list[str]]) -> set[dt.date]:
    """The days of a year."""
    return {dt.date.fromisoformat(f"{year}-{text}") for text in days.get(year, [])}


@pytest.mark.parametrize("year", range(2004, 2027))
def test_guangxi_differs_from_the_country_on_these_days_alone(year: int) -> None:
    first = dt.date(year, 1, 1)
    days = [first + dt.timedelta(i) for i in range(366) if (first + dt.timedelta(i)).year == year]
    off = {day for day in days if is_workday(day) and not is_workday(day, "广西")}
    worked = {day for day in days if not is_workday(day) and is_workday(day, "广西")}
    assert off == dates(year, OFF)
    assert worked == dates(year, WORKED)


def test_a_region_has_other_names_and_one_calendar() -> None:
    assert calendar("广西壮族自治区") is calendar("广西")
    assert almanac().regions == ["广西"]
    assert add(dt.date(2018, 4, 17), 1, "workdays", "广西").date == dt.date(2018, 4, 23)


def test_an_unknown_region_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ClockError) as refused:
        calendar("广东")
    assert "广西" in refused.value.expected


def test_in_2020_the_festival_was_worked_and_the_notice_says_so() -> None:
    found = add(dt.date(2020, 3, 25), 2, "workdays", "广西")
    assert found.date == dt.date(2020, 3, 27)
    told = [line.zh for line in found.counted if line.kind == "worked"]
    assert len(told) == 2
    assert "照常上班" in told[0]


def test_a_county_overrides_its_region_as_the_region_does_the_country(tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"
    path.write_text(COUNTY, "utf-8")
    known = read_almanac(regions=[HERE / "regions" / "guangxi.yaml", path])
    county = known.calendar("试验县")
    days = [dt.date(2024, 4, day) for day in (7, 10, 11, 12)]
    assert [county.is_workday(day) for day in days] == [True, False, False, True]
    assert [known.calendar("广西").is_workday(day) for day in days] == [True, True, False, False]
    assert county.until == dt.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("within: 广西", "within: 广东", "有自己放假安排的地区"),
        ("within: 广西", "within: 试验县", "不在自己之内的地区"),
        ("region: 试验县", "region: 广西", "一个名字只指一个地区"),
        ("english: Trial County", "englisch: x", "只能有这些键"),
        ("basis: 试验县放假办法", "also: 试验", "必须有这些键"),
    ],
)
def test_a_county_that_does_not_fit_is_refused(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = tmp_path / "county.yaml"
    path.write_text(COUNTY.replace(old, new), "utf-8")
    with pytest.raises(ClockError) as refused:
        read_almanac(regions=[HERE / "regions" / "guangxi.yaml", path])
    assert told in refused.value.expected
