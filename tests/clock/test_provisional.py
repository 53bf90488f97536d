"""What relies on days that no notice rules yet is provisional, and counted again once one does."""

import datetime as dt
from pathlib import Path

import pytest

from guiju.clock import add, between, calendar, read_almanac, recount, subtract
from guiju.clock.almanac import HERE

LAST = 2026
# invented: the notice for the year after the last one that is known
NEXT = """
  - year: 2027
    title: 试验用的2027年通知
    number: 试验〔2026〕1号
    dated: 2026-11-30
    days:
      - {festival: 元旦, off: [2026-12-31..2027-01-02], work: [2027-01-03]}
      - {festival: 春节, off: [2027-02-05..2027-02-13], work: [2027-01-31, 2027-02-20]}
"""


def day(text: str) -> dt.date:
    """A day as it is written."""
    return dt.date.fromisoformat(text)


@pytest.fixture
def longer(tmp_path: Path) -> object:
    """The almanac with one notice more."""
    text = (HERE / "notices.yaml").read_text("utf-8") + NEXT
    path = tmp_path / "notices.yaml"
    path.write_text(text, "utf-8")
    return read_almanac(path)


def test_the_end_of_the_last_year_is_still_open() -> None:
    """Notices have had days from 29 December on of the year before them worked or off."""
    assert calendar().until == day(f"{LAST}-12-28")
    assert not add(day(f"{LAST}-12-25"), 1, "workdays").provisional
    assert add(day(f"{LAST}-12-28"), 1, "workdays").provisional


def test_working_days_beyond_the_last_notice_are_weekdays_and_provisional() -> None:
    found = add(day("2027-01-29"), 10, "workdays")
    assert (found.date, found.provisional) == (day("2027-02-12"), True)
    assert found.counted[-1].kind == "provisional"
    assert between(day("2026-12-01"), day("2027-01-08"), "workdays").provisional
    assert subtract(day("2027-01-08"), 9, "workdays").provisional
    assert not subtract(day("2026-12-29"), 9, "workdays").provisional


def test_so_are_those_before_the_first() -> None:
    assert add(day("2003-12-30"), 2, "workdays").provisional
    assert not add(day("2003-12-31"), 2, "workdays").provisional
    assert "2004-01-01" in add(day("2003-12-30"), 2, "workdays").counted[-1].zh


def test_days_and_months_rely_on_notices_only_where_they_roll() -> None:
    for unit in ("days", "months"):
        assert not add(day("2030-01-01"), 3, unit).provisional  # type: ignore[arg-type]
        assert add(day("2030-01-01"), 3, unit, roll=True).provisional  # type: ignore[arg-type]
        assert not add(day("2020-01-01"), 3, unit, roll=True).provisional  # type: ignore[arg-type]
    assert not subtract(day("2030-01-01"), 3, "months").provisional
    assert not add(day("2030-01-01"), 0, "workdays").provisional


def test_it_is_counted_again_when_the_notice_is_out(longer) -> None:  # type: ignore[no-untyped-def]
    before = add(day("2027-01-29"), 10, "workdays")
    after = recount(before, longer)
    # Sunday 31 January is worked; nine days off, of which five are weekdays
    assert (after.date, after.provisional) == (day("2027-02-19"), False)
    assert any("试验〔2026〕1号" in line.zh for line in after.counted)
    moved = add(day("2026-12-21"), 10, "days", roll=True)
    assert (moved.date, moved.provisional) == (day("2026-12-31"), True)
    again = recount(moved, longer)
    assert (again.date, again.provisional) == (day("2027-01-03"), False)
    back = subtract(day("2027-01-05"), 3, "workdays")
    assert (back.date, recount(back, longer).date) == (day("2026-12-31"), day("2026-12-30"))
    span = between(day("2026-12-30"), day("2027-01-05"), "workdays")
    assert (span.count, span.provisional) == (4, True)
    assert (recount(span, longer).count, recount(span, longer).provisional) == (3, False)


def test_what_was_certain_stays_as_it_was(longer) -> None:  # type: ignore[no-untyped-def]
    for start in (day("2020-01-20"), day("2026-02-10")):
        found = add(start, 15, "workdays", suspended=[(start, start + dt.timedelta(3))])
        again = recount(found, longer)
        assert (again.date, again.counted) == (found.date, found.counted)


def test_a_region_waits_for_its_own_notice(longer) -> None:  # type: ignore[no-untyped-def]
    region = longer.calendar("广西")
    assert longer.calendar().until == day("2027-12-28")
    assert region.until == day("2026-12-31")
    found = recount(add(day("2027-04-01"), 8, "workdays", "广西"), longer)
    assert found.provisional
    assert found.calendar is region
