"""``guiju clock``: what it prints, as text and as JSON, and how it answers bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from guiju.cli import main

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_DJANGO = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "django":
            raise ModuleNotFoundError("no Django here: " + name)
sys.meta_path.insert(0, Refuse())
from guiju.cli import main
sys.exit(main(sys.argv[1:]))
"""

Capture = pytest.CaptureFixture[str]


def answer(capsys: Capture, *words: str) -> dict[str, object]:
    """The JSON that a command prints."""
    assert main(["clock", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_add_as_json(capsys: Capture) -> None:
    told = answer(capsys, "add", "2020-01-20", "15", "workdays")
    assert set(told) == {"date", "provisional", "counted"}
    assert (told["date"], told["provisional"]) == ("2020-02-18", False)
    assert "2020-01-24 至 2020-02-02 春节（国办发明电〔2020〕1号）不计" in told["counted"]


def test_add_as_text(capsys: Capture) -> None:
    assert main(["clock", "add", "2026-12-20", "10", "workdays"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "2027-01-01 暂定"
    assert "须在通知公布后重算" in lines[-1]
    assert main(["clock", "add", "2020年1月20日", "15", "工作日", "--english"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "2020-02-18 确定"
    assert "Spring Festival" in lines[1]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("add 2020-01-31 1 months", "2020-02-29"),
        ("add 2020-01-31 1 months --no-roll", "2020-02-29"),
        ("add 2020-01-31 1 months --roll", "2020-03-02"),
        ("add 2020/1/20 15 days", "2020-02-04"),
        ("add 2018-04-17 1 workday --region 广西", "2018-04-23"),
        ("add 2018-04-17 1 workday", "2018-04-18"),
        ("add 2020-03-02 3 workdays --suspended 2020-03-04..2020-03-06", "2020-03-10"),
        ("subtract 2020-02-18 15 workdays", "2020-01-20"),
        ("subtract 2020-03-31 1 months", "2020-02-29"),
    ],
)
def test_dates(capsys: Capture, words: str, date: str) -> None:
    assert answer(capsys, *words.split())["date"] == date


def test_several_suspensions(capsys: Capture) -> None:
    periods = ["--suspended", "2020-03-03..2020-03-03", "--suspended", "2020-03-05..2020-03-05"]
    told = answer(capsys, "add", "2020-03-02", "2", "workdays", *periods)
    assert told["date"] == "2020-03-06"
    assert len(told["counted"]) == 3  # type: ignore[arg-type]


def test_between(capsys: Capture) -> None:
    told = answer(capsys, "between", "2020-01-20", "2020-02-18")
    assert (told["count"], told["provisional"]) == (15, False)
    assert answer(capsys, "between", "2020-01-20", "2020-02-18", "days")["count"] == 29
    assert answer(capsys, "between", "2020-01-20", "2020-03-19", "months")["count"] == 1
    assert main(["clock", "between", "2020-01-20", "2020-02-18"]) == 0
    assert capsys.readouterr().out.startswith("15 确定\n")


def test_year(capsys: Capture) -> None:
    told = answer(capsys, "year", "2026")
    assert [notice["number"] for notice in told["notices"]] == ["国办发明电〔2025〕7号"]  # type: ignore[attr-defined]
    assert (told["workdays"], told["provisional"]) == (248, True)
    spring = {"from": "2026-02-15", "to": "2026-02-23", "off": True, "festival": "春节"}
    assert spring | {"notice": "国办发明电〔2025〕7号"} in told["days"]  # type: ignore[operator]
    assert main(["clock", "year", "2017", "--region", "广西"]) == 0
    text = capsys.readouterr().out
    assert "2017-03-30 至 2017-04-01" in text
    assert text.endswith("天\n")


def test_a_year_names_the_notice_of_the_next_one_where_it_rules_december(capsys: Capture) -> None:
    told = answer(capsys, "year", "2018")
    numbers = [notice["number"] for notice in told["notices"]]  # type: ignore[attr-defined]
    assert numbers == ["国办发明电〔2017〕12号", "国办发明电〔2018〕15号"]
    assert told["days"][-1]["to"] == "2018-12-31"  # type: ignore[index]
    assert told["provisional"] is False


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("add 2020-02-30 5 days", "起始日"),
        ("add gestern 5 days", "起始日"),
        ("add 2020-01-01 fünf days", "多少"),
        ("add 2020-01-01 1.5 days", "多少"),
        ("add 2020-01-01 1234567 days", "多少"),
        ("add 2020-01-01 5 years", "单位"),
        ("add 2020-01-01 999999 workdays", "工作日"),
        ("add 9999-12-01 5 months", "期间"),
        ("add 2020-01-01 5 days --region 广东", "地区"),
        ("add 2020-01-01 5 days --suspended 2020-01-05", "--suspended"),
        ("add 2020-01-01 5 days --suspended 2020-01-05..2020-01-03", "中止"),
        ("add 2020-01-01 5", "guiju clock"),
        ("add 2020-01-01 -5 days", "guiju clock"),
        ("subtract 0001-01-05 9 days", "期间"),
        ("between 2020-01-02 2020-01-01", "终止日"),
        ("between 2020-01-02 2020-13-01", "终止日"),
        ("year 2003", "年份"),
        ("year 2027", "年份"),
        ("year neulich", "年份"),
        ("nope", "guiju clock"),
    ],
)
def test_bad_input_is_answered_the_one_way(capsys: Capture, words: str, where: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["clock", *words.split(), "--json"])
    assert left.value.code == 2
    captured = capsys.readouterr()
    error = json.loads(captured.out)["error"]
    assert set(error) == {"where", "value", "expected"}
    assert error["where"] == where
    assert error["expected"].strip()
    assert len(captured.err.strip().splitlines()) == 1


def test_it_runs_without_django() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, "clock", "add", "2020-01-20", "15", "workdays"],
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2020-02-18 确定\n")
