"""Limits: the properties they must have, and the days that are known from the notices."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.clock import ClockError, add, between, calendar, is_workday, subtract

DAYS = st.dates(dt.date(1999, 1, 1), dt.date(2035, 12, 31))
AMOUNTS = st.integers(0, 400)
REGIONS = st.sampled_from([None, "广西"])
ONE = dt.timedelta(1)


def day(text: str) -> dt.date:
    """A day as it is written."""
    return dt.date.fromisoformat(text)


def walk(start: dt.date, n: int, region: str | None, taken: set[dt.date]) -> dt.date:
    """The n-th working day after a day, one day at a time."""
    while n:
        start += ONE
        n -= is_workday(start, region) and start not in taken
    return start


@given(DAYS, AMOUNTS, REGIONS)
def test_subtract_undoes_add(start: dt.date, n: int, region: str | None) -> None:
    end = add(start, n, "workdays", region).date
    back = subtract(end, n, "workdays", region).date
    if is_workday(start, region) or n == 0:
        assert back == start
    else:
        assert back == subtract(start + ONE, 1, "workdays", region).date
    assert subtract(add(start, n, "days", region).date, n, "days").date == start


@given(DAYS, st.integers(0, 120), REGIONS)
@settings(max_examples=60)
def test_add_is_what_walking_finds(start: dt.date, n: int, region: str | None) -> None:
    assert add(start, n, "workdays", region).date == walk(start, n, region, set())


@given(DAYS, AMOUNTS, st.integers(0, 60), st.sampled_from(["workdays", "days", "months"]))
def test_a_later_start_or_a_longer_limit_never_ends_earlier(
    start: dt.date, n: int, more: int, unit: str
) -> None:
    end = add(start, n, unit).date  # type: ignore[arg-type]
    assert add(start + more * ONE, n, unit).date >= end  # type: ignore[arg-type]
    assert add(start, n + more, unit).date >= end  # type: ignore[arg-type]
    rolled = add(start, n, unit, roll=True)  # type: ignore[arg-type]
    assert rolled.date >= end == rolled.unrolled
    assert is_workday(rolled.date)
    assert between(end, rolled.date, "workdays").count <= 1


@given(DAYS, AMOUNTS, REGIONS)
def test_between_counts_what_add_added(start: dt.date, n: int, region: str | None) -> None:
    end = add(start, n, "workdays", region).date
    assert between(start, end, "workdays", region).count == n
    assert between(start, add(start, n, "days").date, "days").count == n


@given(DAYS, st.integers(0, 400))
def test_between_counts_whole_months(start: dt.date, n: int) -> None:
    end = add(start, n, "months").date
    assert between(start, end, "months").count == n
    if n:
        assert between(start, end - ONE, "months").count == n - 1


@given(DAYS, st.integers(1, 60), st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=3), REGIONS)
@settings(max_examples=60)
def test_what_is_suspended_is_not_counted(
    start: dt.date, n: int, breaks: list[tuple[dt.date, int]], region: str | None
) -> None:
    # breaks near the limit, so that they matter
    near = [(start + ONE * (first.toordinal() % 80), days) for first, days in breaks]
    periods = [(first, first + days * ONE) for first, days in near]
    taken = {first + i * ONE for first, days in near for i in range(days + 1)}
    found = add(start, n, "workdays", region, suspended=periods).date
    assert found == walk(start, n, region, taken)
    found = add(start, n, "days", region, suspended=periods).date
    ordinary = [start + i * ONE for i in range(1, 400) if start + i * ONE not in taken]
    assert found == ordinary[n - 1]
    rolled = add(start, n, "days", region, roll=True, suspended=periods).date
    assert rolled not in taken
    assert is_workday(rolled, region)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2020-01-31", 1, "2020-02-29"),
        ("2019-01-31", 1, "2019-02-28"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-29"),
        ("2020-08-31", 6, "2021-02-28"),
        ("2020-03-31", 1, "2020-04-30"),
        ("2020-12-15", 1, "2021-01-15"),
        ("2020-05-30", 0, "2020-05-30"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last(start: str, n: int, end: str) -> None:
    assert add(day(start), n, "months").date == day(end)


def test_months_back_end_on_the_last_day_too() -> None:
    assert subtract(day("2020-03-31"), 1, "months").date == day("2020-02-29")
    assert subtract(day("2021-01-15"), 1, "months").date == day("2020-12-15")


def test_the_spring_festival_of_2020_lasted_to_2_february() -> None:
    assert [is_workday(day(f"2020-0{text}")) for text in ("1-19", "1-23")] == [True, True]
    off = [day("2020-01-24") + days * ONE for days in range(10)]
    assert not any(map(is_workday, off))
    assert is_workday(day("2020-02-03"))
    assert add(day("2020-01-20"), 15, "workdays").date == day("2020-02-18")
    assert subtract(day("2020-02-18"), 15, "workdays").date == day("2020-01-20")
    assert between(day("2020-01-20"), day("2020-02-18"), "workdays").count == 15


def test_a_later_notice_overrides_an_earlier_one_day_by_day() -> None:
    assert is_workday(day("2019-04-28"))
    assert not is_workday(day("2019-05-03"))
    assert is_workday(day("2015-09-06"))
    assert not is_workday(day("2015-09-04"))
    ruling = calendar().rulings[day("2020-02-01").toordinal()]
    assert (ruling.off, ruling.notice.number) == (True, "国办发明电〔2020〕1号")


def test_a_limit_that_ends_on_a_day_off_moves_only_where_it_may() -> None:
    festival = day("2020-01-17")
    assert add(festival, 10, "days").date == day("2020-01-27")
    assert add(festival, 10, "days", roll=True).date == day("2020-02-03")
    # a Sunday that is worked is no day off
    assert add(day("2020-01-09"), 10, "days", roll=True).date == day("2020-01-19")
    # the next working day is suspended: the one after
    found = add(festival, 10, "days", roll=True, suspended=[(day("2020-02-03"), day("2020-02-04"))])
    assert found.date == day("2020-02-05")


def test_months_that_are_suspended_end_so_many_days_later() -> None:
    periods = [(day("2020-03-10"), day("2020-03-19")), (day("2020-03-15"), day("2020-03-24"))]
    found = add(day("2020-03-01"), 1, "months", suspended=periods)
    assert found.date == day("2020-04-16")
    assert found.suspended == ((day("2020-03-10"), day("2020-03-24")),)
    after = [(day("2020-04-02"), day("2020-04-30"))]
    assert add(day("2020-03-01"), 1, "months", suspended=after).date == day("2020-04-01")
    before = [(day("2020-02-02"), day("2020-03-01"))]
    assert add(day("2020-03-01"), 1, "months", suspended=before).date == day("2020-04-01")


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        ((day("2020-01-01"), -1, "days"), "期间"),
        ((day("2020-01-01"), True, "days"), "期间"),
        ((day("2020-01-01"), 1.5, "days"), "期间"),
        ((day("2020-01-01"), 1, "years"), "单位"),
        ((dt.datetime(2020, 1, 1), 1, "days"), "日期"),
        (("2020-01-01", 1, "days"), "日期"),
        ((day("2020-01-01"), 10**7, "days"), "期间"),
        ((day("2020-01-01"), 10**6, "months"), "期间"),
        ((day("2020-01-01"), 10**6, "workdays"), "工作日"),
        ((day("1940-01-01"), 1, "workdays"), "工作日"),
        ((day("2020-01-01"), 1, "days", "火星"), "地区"),
    ],
)
def test_what_cannot_be_counted_is_refused(arguments: tuple[object, ...], where: str) -> None:
    for count in (add, subtract):
        if count is subtract and arguments[0] == day("1940-01-01"):
            continue
        with pytest.raises(ClockError) as refused:
            count(*arguments)  # type: ignore[operator]
        assert refused.value.where == where


def test_a_suspension_without_an_end_and_one_that_runs_back_are_refused() -> None:
    with pytest.raises(ClockError, match="恢复"):
        add(day("2020-01-01"), 5, "days", suspended=[(day("2020-01-02"), None)])
    with pytest.raises(ClockError, match="先起后止"):
        add(day("2020-01-01"), 5, "days", suspended=[(day("2020-01-04"), day("2020-01-02"))])


def test_between_runs_forward_alone() -> None:
    assert between(day("2020-01-02"), day("2020-01-02"), "workdays").count == 0
    with pytest.raises(ClockError) as refused:
        between(day("2020-01-02"), day("2020-01-01"), "days")
    assert refused.value.where == "终止日"
