"""A table that is wrong is refused with the file, the line and what would be accepted."""

from pathlib import Path

import pytest

from guiju.clock import ClockError, read_almanac

GOOD = """\
festivals:
  元旦: New Year's Day
  春节: Spring Festival
notices:
  - year: 2020
    title: 通知
    number: 文〔2019〕1号
    dated: 2019-11-21
    days:
      - {festival: 元旦, off: [2020-01-01]}
      - {festival: 春节, off: [2020-01-24..2020-01-30], work: [2020-01-19]}
  - year: 2021
    title: 通知二
    number: null
    dated: null
    days:
      - {festival: 元旦、春节, off: [2020-12-31, 2021-01-01], work: [2020-12-27]}
"""


def refusal(tmp_path: Path, text: str | bytes) -> ClockError:
    """How a table is refused."""
    path = tmp_path / "table.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ClockError) as refused:
        read_almanac(path, [])
    return refused.value


def test_a_good_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(GOOD, "utf-8")
    working = read_almanac(path, []).calendar()
    assert len(working.rulings) == 12
    assert str(working.until) == "2021-12-26"
    assert [notice.cited for notice in working.notices] == ["文〔2019〕1号", "《通知二》"]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("    number: 文〔2019〕1号", "    nummer: 1", 7, "只能有这些键"),
        ("    title: 通知\n", "", 5, "必须有这些键"),
        ("    title: 通知\n", "    title: ''\n", 6, "一段文字"),
        ("    dated: 2019-11-21", "    dated: 2019-11", 8, "一个日期"),
        ("    dated: 2019-11-21", "    dated: 2018-11-21", 8, "2019 年或 2020 年"),
        ("    dated: 2019-11-21", "    dated: 2019-11-31", 8, "日历上有的日期"),
        ("  - year: 2021", "  - year: 2022", 12, "不缺年"),
        ("  - year: 2021", "  - year: 2019", 12, "不缺年"),
        ("  - year: 2020", "  - year: zwanzig", 5, "一个整数"),
        ("work: [2020-01-19]", "work: [2020-01-20]", 11, "星期六或星期日"),
        ("off: [2020-01-01]", "off: [2021-01-01]", 10, "2020 年或上一年十二月"),
        ("off: [2020-01-01]", "off: [2019-11-01]", 10, "2020 年或上一年十二月"),
        ("off: [2020-01-01]", "off: [2020-01-24]", 11, "只说一次"),
        ("off: [2020-01-01]", "off: [2020-01-01, 2020-01-01]", 10, "只写一次"),
        ("off: [2020-01-01]", "off: 2020-01-01", 10, "一列日期"),
        ("off: [2020-01-01]", "off: [2020-01-03..2020-01-01]", 10, "先后两天"),
        ("off: [2020-01-01]", "off: [2020-01-01..2020-02-30]", 10, "日历上有的日期"),
        ("off: [2020-01-01]", "off: [gestern]", 10, "一个日期"),
        ("off: [2020-01-01]", "off: []", 10, "至少一天"),
        ("off: [2020-01-01]", "of: [2020-01-01]", 10, "只能有这些键"),
        ("{festival: 元旦, off", "{festival: 元宵, off", 10, "元旦、春节"),
        ("{festival: 元旦, off", "{lunar: 2020-01-01, festival: 元旦, off", 10, "只能有这些键"),
        ("    title: 通知\n", "    title: 通知\n    title: 通知\n", 7, "每个键只写一次"),
        ("  春节: Spring Festival\n", "  春节: 3\n", 3, "一段文字"),
        ("notices:\n", "notices:\n  - 1\n", 4, "一列条目"),
        ("notices:\n", "notes: 1\nnotices:\n", 4, "只能有这些键"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, told: str
) -> None:
    assert GOOD.count(old) == 1
    refused = refusal(tmp_path, GOOD.replace(old, new))
    assert refused.where.split()[0] == f"table.yaml:{line}"
    assert told in refused.expected


def test_what_is_no_yaml_is_refused_near_its_line(tmp_path: Path) -> None:
    refused = refusal(tmp_path, GOOD.replace("    title: 通知二", "    title: ["))
    assert refused.where in ("table.yaml:14", "table.yaml:15")
    assert refused.expected == "可以读的 YAML"


def test_an_earlier_notice_of_the_same_year_does_not_stand_behind(tmp_path: Path) -> None:
    late = GOOD.replace("  - year: 2021", "  - year: 2020").replace(
        "    dated: null", "    dated: 2019-10-01"
    )
    assert "后发的通知" in refusal(tmp_path, late).expected


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b"\xff\xfe", GOOD.split("notices:")[0], "festivals: {}\nnotices: []\n"],
)
def test_a_file_that_holds_no_table_is_refused(tmp_path: Path, text: str | bytes) -> None:
    assert refusal(tmp_path, text).where.startswith("table.yaml")
