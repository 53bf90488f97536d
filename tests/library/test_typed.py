"""What a visitor types is read into facts; what cannot be read has an error beside its field."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import translation

from guiju.library.typed import MOST_ROWS, read_day, read_typed
from guiju.rules import Matter
from guiju.rules.registry import find


def matter(book: str, name: str) -> Matter:
    """A matter of a rulebook."""
    return find(book).matter(name)


def data(**fields: str) -> QueryDict:
    """A form with these fields."""
    query = QueryDict(mutable=True)
    query.update(fields)
    return query


def test_facts_of_every_kind() -> None:
    typed = read_typed(
        matter("vehicles", "car"),
        data(
            **{
                "f:用车类别": "机要通信",
                "f:价格（元）": "119999.99",
                "f:排气量（升）": "1.6",
                "f:购置日期": "2020年3月1日",
                "f:超标准批准文号": "无",
                "f:车型": " 轿车 ",
            }
        ),
    )
    assert typed.errors == {}
    assert typed.facts["价格（元）"] == 11_999_999
    assert typed.facts["排气量（升）"] == 1600
    assert typed.facts["购置日期"] == dt.date(2020, 3, 1)
    assert typed.facts["超标准批准文号"] == "无"
    assert typed.facts["车型"] == "轿车"
    assert typed.facts["产地"] is None


@pytest.mark.parametrize("text", ["", "  ", "不知道", "?", "not known"])
def test_not_known_may_be_said(text: str) -> None:
    typed = read_typed(matter("relief", "rent"), data(**{"f:月租金（元）": text}))
    assert typed.facts["月租金（元）"] is None
    assert typed.errors == {}


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("f:月租金（元）", "一千", "至多2位小数"),
        ("f:月租金（元）", "-1", "至多2位小数"),
        ("f:月租金（元）", "1.005", "至多2位小数"),
        ("f:经营用房", "私有", "国有资产类"),
        ("f:减免月数", "13", "0 至 12"),
        ("f:减免月", "3", "减免月数"),
    ],
)
def test_bad_input_is_named_and_kept(field: str, text: str, said: str) -> None:
    typed = read_typed(matter("relief", "rent"), data(**{field: text}))
    assert said in typed.errors[field]
    assert typed.values[field] == text
    assert not any(typed.facts.values())


def test_errors_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        typed = read_typed(matter("relief", "rent"), data(**{"f:月租金（元）": "x"}))
    assert "at most 2 decimals" in typed.errors["f:月租金（元）"]


def test_records_none_unknown_and_rows() -> None:
    interest = matter("relief", "interest")
    assert read_typed(interest, data()).related == {"loans": None}
    assert read_typed(interest, data(**{"n:loans": "unknown"})).related == {"loans": None}
    assert read_typed(interest, data(**{"n:loans": "none"})).related == {"loans": []}
    typed = read_typed(
        interest,
        data(
            **{
                "n:loans": "2",
                "r:loans:1:贷款日期": "2020-02-30",
                "r:loans:1:金融机构贷款": "是",
                "r:loans:2:2020年2—6月利息（元）": "10.50",
                "r:loans:3:2020年2—6月利息（元）": "99",
            }
        ),
    )
    rows = typed.related["loans"]
    assert rows is not None
    assert [row["金融机构贷款"] for row in rows] == ["是", None]
    assert rows[1]["2020年2—6月利息（元）"] == 1050
    assert list(typed.errors) == ["r:loans:1:贷款日期"]


@pytest.mark.parametrize("text", [str(MOST_ROWS + 1), "-1", "许多", "1000000000000"])
def test_too_many_rows_are_refused(text: str) -> None:
    typed = read_typed(matter("relief", "interest"), data(**{"n:loans": text}))
    assert "n:loans" in typed.errors
    assert typed.related == {"loans": None}


def test_the_day() -> None:
    today = dt.date(2024, 5, 1)
    assert read_day(data(), today) == (today, "")
    assert read_day(data(as_of="2020/3/1"), today) == (dt.date(2020, 3, 1), "")
    assert "2020-03-01" in read_day(data(as_of="2020-02-30"), today)[1]
