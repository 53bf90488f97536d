"""``guiju names``: files of several kinds, what is printed, and how bad input is answered."""

import io
import json
import sys
from pathlib import Path

import pytest

from guiju.cli import main

Capture = pytest.CaptureFixture[str]
LINES = ["王一平", "  王 军（女）", "于军", "干军"]
ORDERED = ["干军", "于军", "  王 军（女）", "王一平"]


@pytest.fixture(autouse=True)
def _own(own_data: Path) -> None:
    """No answers from elsewhere."""


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> str:
    """A file with that text."""
    path = tmp_path / "名单.txt"
    path.write_bytes(text.encode(encoding))
    return str(path)


def refused(capsys: Capture, *words: str) -> dict[str, str]:
    """The error of a command that must fail."""
    with pytest.raises(SystemExit) as caught:
        main(["names", *words, "--json"])
    assert caught.value.code == 2
    told = capsys.readouterr()
    error = json.loads(told.out)["error"]
    assert set(error) == {"where", "value", "expected"}
    assert error["where"] in told.err
    return error


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_kept_as_written(
    tmp_path: Path, capsys: Capture, encoding: str, end: str
) -> None:
    file = written(tmp_path, end.join(["", *LINES, " ", ""]), encoding)
    assert main(["names", "sort", file]) == 0
    told = capsys.readouterr()
    assert told.out.split("\n") == [*ORDERED, ""]
    assert told.err == "存疑 干军、于军：「干」「于」笔画数、笔顺、结构都相同，先后只按字表次序\n"


def test_sort_as_json(tmp_path: Path, capsys: Capture) -> None:
    assert main(["names", "sort", written(tmp_path, "\n".join(LINES)), "--json", "--english"]) == 0
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert (found["style"], found["names"], found["order"]) == ("party", ORDERED, [3, 2, 1, 0])
    (warning,) = found["warnings"]
    assert (warning["kind"], warning["names"], warning["positions"]) == (
        "row",
        ["干军", "于军"],
        [0, 1],
    )
    assert told.err.startswith("doubtful 干军, 于军: ")


def test_sort_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("王军\n丁军".encode())))
    assert main(["names", "sort", "-"]) == 0
    assert capsys.readouterr().out == "丁军\n王军\n"


def test_the_published_list_through_the_command(
    tmp_path: Path, capsys: Capture, published: list[str]
) -> None:
    assert main(["names", "sort", written(tmp_path, "\n".join(reversed(published)))]) == 0
    assert capsys.readouterr().out.split() == published


def test_congress_style(tmp_path: Path, capsys: Capture) -> None:
    file = written(tmp_path, "王军\n王一平")
    assert main(["names", "sort", file, "--style", "congress"]) == 0
    assert capsys.readouterr().out.split() == ["王一平", "王军"]
    assert refused(capsys, "sort", file, "--style", "abc")["value"] == "abc"


def test_an_unknown_character_is_asked_for_once(tmp_path: Path, capsys: Capture) -> None:
    file = written(tmp_path, "王军\n\n㐂三")
    error = refused(capsys, "sort", file)
    assert (error["where"], error["value"]) == ("名单.txt 第3行「㐂三」", "㐂")
    assert "--strokes 㐂=" in error["expected"]
    given = ["--strokes", "㐂=151515/上下", "--by", "王五"]
    assert main(["names", "sort", file, *given]) == 0
    assert main(["names", "sort", file]) == 0
    assert capsys.readouterr().out.split() == ["王军", "㐂三"] * 2


def test_at_a_terminal_the_strokes_are_asked_for_until_they_are_some(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["一二三", "151515/上下"])
    asked: list[str] = []

    def prompt(text: str, *, err: bool) -> str:
        assert err
        asked.append(text)
        return next(answers)

    monkeypatch.setattr("typer.prompt", prompt)
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    file = written(tmp_path, "㐂三\n王军")
    assert main(["names", "sort", file, "--by", "王五"]) == 0
    assert main(["names", "sort", file]) == 0
    assert capsys.readouterr().out.split() == ["王军", "㐂三"] * 2
    assert [text[:3] for text in asked] == ["「㐂」"] * 2


def test_learn_and_key(capsys: Capture) -> None:
    words = ["learn", "㐂", "151515", "--structure", "上下", "--by", "王五", "--why", "字典"]
    assert main(["names", *words, "--json"]) == 0
    learnt = json.loads(capsys.readouterr().out)
    assert (learnt["character"], learnt["structure"], learnt["by"]) == ("㐂", 1, "王五")
    assert main(["names", "key", "王㐂", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["characters"]
    assert (first["strokes"], first["order"], first["sources"]) == (4, "1121", 3)
    assert (second["strokes"], second["by"]) == (6, "王五")
    assert refused(capsys, "learn", "㐂", "1515", "--by", "李六")["value"] == "1515"
    assert main(["names", "key", "王㐂"]) == 0
    assert "王五" in capsys.readouterr().out


def test_check(tmp_path: Path, capsys: Capture) -> None:
    assert main(["names", "check", written(tmp_path, "\n".join(ORDERED))]) == 0
    assert "次序相符" in capsys.readouterr().out
    assert main(["names", "check", written(tmp_path, "\n".join(LINES)), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert not found["in_order"]
    assert [one["line"] for one in found["misplaced"]] == [1, 2, 3]
    assert found["decided_by"] == {"surname row": 1, "surname strokes": 1, "length": 1}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("王军\n王A", "A"),
        ("王军（女", "王军（女"),
        ("王军\n（女）", "（女）"),
        ("王军，女", "，"),
        (" \n\n", "空文件"),
        ("王军\x00", "不是文本文件"),
    ],
)
def test_bad_lists_are_refused(tmp_path: Path, capsys: Capture, text: str, value: str) -> None:
    assert refused(capsys, "sort", written(tmp_path, text))["value"] == value


def test_files_that_cannot_be_read_are_refused(tmp_path: Path, capsys: Capture) -> None:
    for file in (str(tmp_path / "none.txt"), str(tmp_path), "a\x00b"):
        assert refused(capsys, "sort", file)["where"] == "文件"
    file = written(tmp_path, "王军")
    assert refused(capsys, "sort", file, "--strokes", "㐂")["where"] == "--strokes"
    assert refused(capsys, "sort", file, "--strokes", "㐂=12/斜")["where"] == "结构"
