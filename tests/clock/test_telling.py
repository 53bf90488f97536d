"""How a limit was counted is told in full: what was left out, under which notice or article."""

import datetime as dt

import pytest

from guiju.clock import add, between, subtract


def day(text: str) -> dt.date:
    """A day as it is written."""
    return dt.date.fromisoformat(text)


def test_fifteen_working_days_over_the_spring_festival_of_2020() -> None:
    found = add(day("2020-01-20"), 15, "workdays")
    assert [line.zh for line in found.counted] == [
        "起始日 2020-01-20 不计（民法总则第二百零一条）",
        "2020-01-24 至 2020-02-02 春节（国办发明电〔2020〕1号）不计",
        "周末 4 日不计（上列各日除外）",
    ]
    assert "Spring Festival（国办发明电〔2020〕1号）: not counted" in found.counted[1].en


def test_every_line_has_both_languages_and_its_days() -> None:
    found = add(
        day("2017-03-28"),
        5,
        "workdays",
        "广西",
        suspended=[(day("2017-04-05"), day("2017-04-07"))],
    )
    assert found.date == day("2017-04-12")
    kinds = [(line.kind, str(line.first), str(line.last)) for line in found.counted]
    assert kinds == [
        ("start", "2017-03-28", "2017-03-28"),
        ("off", "2017-03-30", "2017-04-01"),
        ("off", "2017-04-02", "2017-04-04"),
        ("worked", "2017-04-08", "2017-04-08"),
        ("weekend", "2017-04-09", "2017-04-09"),
        ("suspended", "2017-04-05", "2017-04-07"),
    ]
    for line in found.counted:
        assert line.zh
        assert line.en.isprintable()


def test_a_make_up_day_is_told_as_counted() -> None:
    told = between(day("2020-01-17"), day("2020-01-20"), "workdays").counted
    assert [line.zh for line in told if line.kind == "worked"] == [
        "2020-01-19 春节调休上班（国办发明电〔2019〕16号）计入"
    ]


@pytest.mark.parametrize(
    ("start", "law"),
    [
        ("2021-01-01", "（民法典第二百零一条）"),
        ("2020-12-31", "（民法总则第二百零一条）"),
        ("2017-09-30", "（民法通则第一百五十四条）"),
        ("1986-12-31", ""),
    ],
)
def test_the_law_cited_is_the_one_in_force(start: str, law: str) -> None:
    assert add(day(start), 3, "days").counted[0].zh == f"起始日 {start} 不计{law}"


def test_the_end_of_a_month_is_told() -> None:
    told = [line.zh for line in add(day("2023-01-31"), 1, "months").counted]
    assert told[1] == "到期月没有 31 日，以月末日 2023-02-28 为末日（民法典第二百零二条）"
    assert len(add(day("2023-01-15"), 1, "months").counted) == 1
    assert "（" not in add(day("2015-01-31"), 1, "months").counted[1].zh


def test_a_last_day_off_is_told_whether_it_moves_or_not() -> None:
    stays = add(day("2021-09-25"), 7, "days")
    assert stays.counted[-1].zh == "末日 2021-10-02 为国庆节（国办发明电〔2020〕27号），没有顺延"
    moves = add(day("2021-09-25"), 7, "days", roll=True)
    assert moves.date == day("2021-10-08")
    assert moves.counted[-1].zh.endswith("顺延至 2021-10-08（民法典第二百零三条）")
    assert "moved to 2021-10-08" in moves.counted[-1].en
    friday = add(day("2021-11-01"), 4, "days", roll=True)
    assert [line.kind for line in friday.counted] == ["start"]
    saturday = add(day("2021-11-01"), 5, "days", roll=True)
    assert saturday.counted[-1].zh.startswith("末日 2021-11-06 为休息日，顺延至 2021-11-08")


def test_what_is_counted_back_is_told_the_same() -> None:
    forward = add(day("2020-01-20"), 15, "workdays").counted
    back = subtract(day("2020-02-18"), 15, "workdays").counted
    assert [line.zh for line in back[1:]] == [line.zh for line in forward[1:]]


def test_suspensions_outside_the_limit_are_not_told() -> None:
    periods = [(day("2020-06-01"), day("2020-06-02"))]
    found = add(day("2020-03-02"), 3, "workdays", suspended=periods)
    assert [line.kind for line in found.counted] == ["start"]
