"""``texts parse``, ``cites``, ``quantities`` and ``health`` as an operator uses them."""

import json
from pathlib import Path
from typing import Any

import pytest

from guiju.cli import main

TEXT = """青石县人民政府关于印发渡船管理办法的通知

青政发〔2020〕1号

各乡镇人民政府：

现将《渡船管理办法》印发给你们，请遵照执行。

青石县人民政府

2020年1月6日

渡船管理办法

第一章　总　则

第一条　为了管好渡船，制定本办法。

第二条　渡船价格不得超过12万元，应当在购置之日起5个工作日内登记：

（一）客渡船；

（二）车渡船。

第三条　违反本办法第二条第一款第（二）项的，责令改正。

第四条　本办法自印发之日起施行。
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """A notice with the regulation that it announces."""
    path = tmp_path / "通知.txt"
    path.write_bytes(TEXT.encode("utf-8"))
    return path


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """The JSON objects that a command prints, a line each."""
    assert main(["texts", *arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_notice_and_its_regulation(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (answer,) = answered(capsys, "parse", str(notice))
    told = [(d["title"], d["number"], d["annex_of"]) for d in answer["documents"]]
    assert told == [
        ("青石县人民政府关于印发渡船管理办法的通知", "青政发〔2020〕1号", None),
        ("渡船管理办法", None, "青政发〔2020〕1号"),
    ]
    regulation = answer["documents"][1]
    assert [p["address"] for p in regulation["provisions"]] == [
        *("1/1", "2/1", "2/1/1", "2/1/2", "3/1", "4/1")
    ]
    assert regulation["effective"] == "2020-01-06"
    assert answer["characters"] == len(TEXT)


def test_citations_lead_to_their_places(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (answer,) = answered(capsys, "cites", str(notice))
    own = [c for c in answer["citations"] if c["self"]]
    assert [(c["addresses"], c["resolves"]) for c in own] == [(["2/1/2"], True)]
    assert TEXT[own[0]["start"] : own[0]["end"]] == "本办法第二条第一款第（二）项"


def test_quantities_stand_under_their_address(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (answer,) = answered(capsys, "quantities", str(notice))
    under = [q for q in answer["quantities"] if q["address"] == "2/1"]
    assert [(q["kind"], q["value"], q["unit"], q["direction"]) for q in under] == [
        ("money", "120000", "元", "at most, inclusive"),
        ("time limit", "5", "工作日", "at most, inclusive"),
    ]
    assert under[1]["event"] == "购置之日起"


def test_files_are_answered_in_the_order_given_and_cite_each_other(
    notice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "另件.md"
    other.write_text("# 渡口规定\n\n第一条 依照《渡船管理办法》第九条办理。\n", "utf-8")
    answers = answered(capsys, "cites", str(other), str(notice))
    assert [Path(a["file"]).name for a in answers] == ["另件.md", "通知.txt"]
    assert [(c["addresses"], c["resolves"]) for c in answers[0]["citations"]] == [(["9"], False)]


def test_versions_of_a_work_are_chosen_by_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "# 渡船办法\n\n{day} 青石县人民政府公布\n\n第一条 渡船应当登记。\n\n"
    old, new, citing = (tmp_path / name for name in ("old.md", "new.md", "citing.md"))
    old.write_text(
        head.format(day="2019年1月1日") + "第二条 本办法自2019年2月1日起施行。\n", "utf-8"
    )
    more = "第二条 渡船应当保养。\n\n第三条 本办法自2021年2月1日起施行。\n"
    new.write_text(head.format(day="2021年1月1日") + more, "utf-8")
    citing.write_text("# 渡口规定\n\n第一条 依照《渡船办法》第三条办理。\n", "utf-8")
    files = [str(path) for path in (citing, old, new)]
    early = answered(capsys, "cites", *files, "--on", "2020-01-01")[0]["citations"][0]
    late = answered(capsys, "cites", *files)[0]["citations"][0]
    assert (early["resolves"], late["resolves"]) == (False, True)


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"\x00" * 50, "只有一句话".encode("gb18030")]
)
@pytest.mark.parametrize("command", ["parse", "cites", "quantities", "health"])
def test_no_input_is_refused(
    raw: bytes, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd"
    path.write_bytes(raw)
    assert len(answered(capsys, command, str(path))) == 1


@pytest.mark.parametrize("command", ["parse", "cites", "quantities", "health"])
def test_a_missing_file_is_bad_input(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["texts", command, "没有这个文件", "--json"])
    assert left.value.code == 2
    assert json.loads(capsys.readouterr().out)["error"]["value"]


@pytest.mark.parametrize(
    ("command", "words"),
    [("parse", "第一章 总则"), ("cites", "找到"), ("quantities", "120000元"), ("health", "0 处")],
)
def test_people_read_lines(
    command: str, words: str, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["texts", command, str(notice)]) == 0
    assert words in capsys.readouterr().out
