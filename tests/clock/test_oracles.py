"""Every day of every year with a notice, held to two libraries that read the notices themselves."""

import datetime as dt

import chinese_calendar
import holidays
import pytest
import yaml

from guiju.clock import almanac, calendar, is_workday
from guiju.clock.almanac import HERE

YEARS = range(2004, 2027)
# The notice for 2006 (国办发明电〔2005〕35号) has Saturday 31 December 2005 worked for the three
# days off at New Year; chinesecalendar begins that notice with 1 January 2006. holidays has it.
CHINESECALENDAR_ERRS = {dt.date(2005, 12, 31)}
SPRING_FESTIVAL = {2020: 10, 2024: 8, 2025: 8, 2026: 9}
WITH_MID_AUTUMN = {2009, 2012, 2017, 2020, 2023, 2025}


def every_day() -> list[dt.date]:
    """Every day of the years with a notice."""
    first, last = dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31)
    return [first + dt.timedelta(days) for days in range((last - first).days + 1)]


def test_the_years_are_those_of_the_notices() -> None:
    years = sorted({notice.year for notice in calendar().notices})
    assert years == list(YEARS)


def test_every_day_is_as_chinesecalendar_has_it_but_for_one() -> None:
    days = every_day()
    different = {day for day in days if is_workday(day) != chinese_calendar.is_workday(day)}
    assert len(days) == 8401
    assert different == CHINESECALENDAR_ERRS
    assert {is_workday(day) for day in different} == {True}


def test_every_day_is_as_holidays_has_it() -> None:
    oracle = holidays.country_holidays("CN", years=range(YEARS[0] - 1, YEARS[-1] + 1))
    days = every_day()
    assert [day for day in days if is_workday(day) != oracle.is_working_day(day)] == []
    assert [day for day in days if day in oracle and is_workday(day)] == []


def test_the_make_up_days_are_those_of_chinesecalendar() -> None:
    worked = {
        dt.date.fromordinal(day) for day, ruling in calendar().rulings.items() if not ruling.off
    }
    first = dt.date(YEARS[0], 1, 1)
    theirs = {day for day in chinese_calendar.workdays if day >= first}
    assert worked - theirs == CHINESECALENDAR_ERRS
    assert theirs - worked == set()


@pytest.mark.parametrize("year", YEARS)
def test_the_long_holidays_have_the_length_their_notice_gives(year: int) -> None:
    """A span with its weekends, which no count of working days would show."""
    lengths: dict[str, int] = {}
    for ruling in calendar().rulings.values():
        if ruling.notice.year == year and ruling.off:
            lengths[ruling.festival] = lengths.get(ruling.festival, 0) + 1
    assert lengths["春节"] == SPRING_FESTIVAL.get(year, 7)
    national = [days for name, days in lengths.items() if "国庆节" in name]
    assert national == [8 if year in WITH_MID_AUTUMN else 7]


def test_every_festival_stands_on_a_day_of_its_own_notice() -> None:
    """The statutory day itself is inside the span of its name."""
    theirs = chinese_calendar.holidays
    names = {"New Year's Day": "元旦", "Spring Festival": "春节", "Labour Day": "劳动节"}
    names |= {"Tomb-sweeping Day": "清明节", "Dragon Boat Festival": "端午节"}
    names |= {"Mid-autumn Festival": "中秋节", "National Day": "国庆节"}
    rulings = calendar().rulings
    assert set(theirs.values()) - set(names) == {"Anti-Fascist 70th Day"}
    wrong = [
        day
        for day, name in theirs.items()
        if day.year in YEARS
        and day.weekday() < 5
        and names.get(name, "") not in rulings[day.toordinal()].festival
    ]
    assert wrong == []


def test_the_third_month_festival_is_the_third_of_the_third_lunar_month() -> None:
    """The tenth of that month is a holiday in Viet Nam, whose months begin on the same days."""
    text = (HERE / "regions" / "guangxi.yaml").read_text("utf-8")
    told = {entry["year"]: entry["days"][0]["lunar"] for entry in yaml.safe_load(text)["notices"]}
    oracle = holidays.country_holidays("VN", years=list(told), language="en_US", observed=False)
    tenth = {day.year: day for day in oracle.get_named("Hung Kings", lookup="icontains")}
    assert list(told) == list(range(2014, 2027))
    assert told == {year: day - dt.timedelta(7) for year, day in tenth.items()}


def test_every_notice_is_named() -> None:
    for region in (None, *almanac().regions):
        for notice in calendar(region).notices:
            assert notice.title.endswith("通知")
            assert notice.number is None or notice.number.endswith("号")
            assert notice.cited in (notice.number, f"《{notice.title}》")
