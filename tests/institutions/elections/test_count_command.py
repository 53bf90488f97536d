"""``elections count`` through the command: files as they come, and how bad input is answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from guiju.cli import main

Capture = pytest.CaptureFixture[str]
ELECTION: dict[str, Any] = {
    "title": "换届选举",
    "kind": "committee",
    "round": "formal",
    "body": "congress",
    "eligible": 5,
    "present": 5,
    "issued": 5,
    "seats": 1,
    "candidates": [{"name": "丁安"}, {"name": "于和"}],
}
HEADER = "票号,丁安,于和,另选他人"
ROWS = ["01,赞成,反对,", "02,○,×,", "03,√,弃权,", "04,反对,,王清", "05,反对,赞成,"]


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of the test's own: no answers about strokes from elsewhere."""
    monkeypatch.setenv("GUIJU_DATA", str(tmp_path / "data"))


def files(
    folder: Path, ballots: bytes | str | None = None, election: Any = None, suffix: str = ".csv"
) -> list[str]:
    """The two files of a count, given as its arguments."""
    text = "\n".join([HEADER, *ROWS, ""]) if ballots is None else ballots
    first, second = folder / "选举.json", folder / f"选票{suffix}"
    given = ELECTION if election is None else election
    first.write_text(given if isinstance(given, str) else json.dumps(given), "utf-8")
    second.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return [str(first), str(second)]


def counted(capsys: Capture, arguments: list[str]) -> dict[str, Any]:
    """The answer of a count that succeeds."""
    assert main(["elections", "count", *arguments, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def refused(capsys: Capture, arguments: list[str]) -> dict[str, str]:
    """The error of a count that fails: status 2, the form of the contract, a sentence besides."""
    with pytest.raises(SystemExit) as caught:
        main(["elections", "count", *arguments, "--json"])
    assert caught.value.code == 2
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert set(answer) == {"error"}
    error: dict[str, str] = answer["error"]
    assert set(error) == {"where", "value", "expected"}
    assert told.err.startswith(error["where"] + "：应为" + error["expected"])
    assert told.err.count("\n") == 1
    return error


def with_rows(*rows: str, header: str = HEADER) -> str:
    """A ballot file of these rows."""
    return "\n".join([header, *rows, ""])


def test_a_count_in_json_and_for_people(tmp_path: Path, capsys: Capture) -> None:
    arguments = files(tmp_path)
    told = counted(capsys, arguments)
    assert (told["valid"], told["provisional"], told["elected"]) == (True, False, ["丁安"])
    first, second = told["candidates"]
    assert (first["for"], first["against"], first["abstain"]) == (3, 2, 0)
    assert (second["for"], second["against"], second["abstain"]) == (1, 2, 2)
    assert told["write_ins"] == [{"name": "王清", "for": 1, "outcome": "no majority"}]
    assert main(["elections", "count", *arguments]) == 0
    out = capsys.readouterr().out
    assert "当选（1）：丁安" in out
    assert "收回 5，有效 5，无效 0" in out


PLAIN = with_rows(*ROWS)
FORMS = {
    "byte-order mark": PLAIN.encode("utf-8-sig"),
    "Windows line ends": PLAIN.replace("\n", "\r\n").encode(),
    "both": PLAIN.replace("\n", "\r\n").encode("utf-8-sig"),
    "GB 18030": PLAIN.encode("gb18030"),
    "no line end at the end": PLAIN.rstrip("\n").encode(),
    "empty lines at the end": (PLAIN + "\n\r\n\n").encode(),
    "quoted cells": PLAIN.replace("赞成", '"赞成"').replace("王清", '"王清"').encode(),
    "everything quoted": "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in [HEADER, *ROWS]
    ).encode(),
    "commas between written names": PLAIN.replace("王清", '"王清,"').encode(),
    "a written name on two lines": PLAIN.replace("王清", '"王\n清"').encode(),
    "spaces around": PLAIN.replace("丁安", " 丁　安 ").replace("赞成", " 赞 成 ").encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_ballot_file_as_it_comes(tmp_path: Path, capsys: Capture, form: str) -> None:
    assert counted(capsys, files(tmp_path, FORMS[form])) == counted(capsys, files(tmp_path))


def test_an_election_in_yaml_with_a_byte_order_mark(tmp_path: Path, capsys: Capture) -> None:
    expected = counted(capsys, files(tmp_path))
    _, ballots = files(tmp_path)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in ELECTION.items()]
    path = tmp_path / "选举.yaml"
    path.write_text("\n".join(lines), "utf-8-sig")
    assert counted(capsys, [str(path), ballots]) == expected


BAD_BALLOTS: dict[str, tuple[bytes | str, str, str]] = {
    "a missing column": (with_rows("01,赞成,", header="票号,丁安,另选他人"), "于和", "没有这一列"),
    "no column for written names": (
        with_rows("01,○,○", header="票号,丁安,于和"),
        "另选他人",
        "没有这一列",
    ),
    "no column for numbers": (with_rows("○,○,", header="丁安,于和,另选他人"), "票号", "没有这一列"),
    "a column too many": (with_rows(header=HEADER + ",田恒"), "第5列“田恒”", "田恒"),
    "a repeated column": (with_rows(header=HEADER + ",丁 安"), "第5列“丁安”", "丁 安"),
    "a number that stands twice": (with_rows("01,○,×,", "02,○,×,", "01,×,○,"), "第4行“票号”", "01"),
    "no number": (with_rows("01,○,×,", ",○,×,"), "第3行“票号”", ""),
    "a short row": (with_rows("01,○,×,", "02,○"), "第3行", "2 格"),
    "a long row": (with_rows("01,○,×,,,"), "第2行", "6 格"),
    "a short row beside commas in quotes": (
        with_rows('01,反对,×,"王清,于平"', "02,○,×"),
        "第3行",
        "3 格",
    ),
    "a long row beside quotes": (with_rows('01,"反对",×,王清', "02,○,×,,"), "第3行", "5 格"),
    "an empty row between": (with_rows("01,○,×,", "", "02,○,×,"), "第3行", "空行"),
    "an unknown mark": (with_rows("01,○,×,", "02,同意,×,"), "第3行“丁安”", "同意"),
    "an unknown mark after quoted cells": (
        with_rows('01,"○",×,"王\n清"', "02,○,同意,"),
        "第4行“于和”",
        "同意",
    ),
    "a quote that is not closed": (with_rows('01,"○,×,', "02,○,×,"), "第", ""),
    "an empty file": ("", "第1行“票号”", "没有这一列"),
    "no text at all": (b"\x81\x30\x81", "选票.csv", ""),
}


@pytest.mark.parametrize("fault", BAD_BALLOTS)
def test_a_ballot_file_that_does_not_fit(tmp_path: Path, capsys: Capture, fault: str) -> None:
    text, where, value = BAD_BALLOTS[fault]
    error = refused(capsys, files(tmp_path, text))
    assert error["where"].startswith("选票.csv")
    assert where in error["where"]
    assert value in error["value"]
    assert error["expected"]


BAD_ELECTIONS: dict[str, tuple[dict[str, Any], str, str]] = {
    "two candidates of one name": ({"candidates": ["丁安", "丁 安"]}, "candidates[2]", "括号"),
    "a figure as text": ({"eligible": "5"}, "eligible", "整数"),
    "a figure below nought": ({"present": -1}, "present", "0 到"),
    "more present than entitled": ({"present": 6}, "present", "不多于"),
    "no seats": ({"seats": 0}, "seats", "至少 1"),
    "a kind that there is not": ({"kind": "mayor"}, "kind", "secretaries"),
    "a candidate without a name": ({"candidates": [{"name": " "}]}, "candidates[1]", "姓名"),
    "secretaries without posts": ({"kind": "secretaries"}, "posts", "职务"),
    "candidates that are no list": ({"candidates": "丁安"}, "candidates", "列表"),
}


@pytest.mark.parametrize("fault", BAD_ELECTIONS)
def test_an_election_that_cannot_be(tmp_path: Path, capsys: Capture, fault: str) -> None:
    changes, where, expected = BAD_ELECTIONS[fault]
    error = refused(capsys, files(tmp_path, election={**ELECTION, **changes}))
    assert error["where"].startswith(where)
    assert expected in error["expected"]


@pytest.mark.parametrize(
    "key", ["kind", "round", "body", "eligible", "present", "issued", "seats", "candidates"]
)
def test_a_key_that_is_missing_is_named(tmp_path: Path, capsys: Capture, key: str) -> None:
    given = {name: value for name, value in ELECTION.items() if name != key}
    assert refused(capsys, files(tmp_path, election=given))["where"] == key


@pytest.mark.parametrize("text", ["{", "- [", "", "一段话", "\ttitle: 选举"])
def test_an_election_file_that_holds_none(tmp_path: Path, capsys: Capture, text: str) -> None:
    assert refused(capsys, files(tmp_path, election=text))["where"].startswith(("选举", "kind"))


def test_a_file_that_is_not_there(tmp_path: Path, capsys: Capture) -> None:
    election, ballots = files(tmp_path)
    for arguments in ([str(tmp_path / "无.json"), ballots], [election, str(tmp_path / "无.csv")]):
        assert "无" in refused(capsys, arguments)["where"]


def test_more_ballots_returned_than_issued_is_a_void_election_and_no_error(
    tmp_path: Path, capsys: Capture
) -> None:
    told = counted(capsys, files(tmp_path, election={**ELECTION, "issued": 4}))
    assert (told["valid"], told["elected"], told["open_seats"]) == (False, [], 1)
    assert {one["outcome"] for one in told["candidates"]} == {"void"}
    assert told["candidates"][0]["for"] == 3
    assert [step["provision"] for step in told["next"]] == ["34/1"]
    assert main(["elections", "count", *files(tmp_path, election={**ELECTION, "issued": 4})]) == 0
    assert "选举无效，重新选举" in capsys.readouterr().out


def test_two_candidates_of_one_name_stand_apart_by_brackets(
    tmp_path: Path, capsys: Capture
) -> None:
    names = ["王清", "王清（女）"]
    text = with_rows(
        *(f"{n},○,○," for n in "123"), "4,○,×,", "5,×,○,", header="票号,王清,王清（女）,另选他人"
    )
    told = counted(capsys, files(tmp_path, text, {**ELECTION, "candidates": names, "seats": 2}))
    assert told["elected"] == names
    assert [one["for"] for one in told["candidates"]] == [4, 4]


def test_who_withdrew_after_printing_keeps_the_votes_and_takes_no_seat(
    tmp_path: Path, capsys: Capture
) -> None:
    first, second = {"name": "丁安", "withdrawn": True}, {"name": "于和"}
    told = counted(capsys, files(tmp_path, election={**ELECTION, "candidates": [first, second]}))
    assert (told["elected"], told["open_seats"]) == ([], 1)
    assert (told["candidates"][0]["for"], told["candidates"][0]["outcome"]) == (3, "withdrawn")
    assert any("丁安" in notice and "退出" in notice for notice in told["notices"])


RARE = "㐂"


def test_a_rare_character_asks_for_its_strokes_once(tmp_path: Path, capsys: Capture) -> None:
    names = [f"王{RARE}", "王一"]
    text = with_rows(*(f"{n},○,○," for n in "12345"), header=f"票号,{','.join(names)},另选他人")
    arguments = files(tmp_path, text, {**ELECTION, "candidates": names, "seats": 2})
    error = refused(capsys, arguments)
    assert RARE in error["where"] + error["value"]
    assert "names learn" in error["expected"]
    learn = ["names", "learn", RARE, "12345", "--structure", "整体", "--by", "工作人员"]
    assert main(learn) == 0
    capsys.readouterr()
    assert counted(capsys, arguments)["elected"] == ["王一", f"王{RARE}"]


CAT = """\
# FILE NAME: 00099-00000001.cat
# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: 丁安
# ALTERNATIVE NAME 2: 于和
# ALTERNATIVE NAME 3: 田恒
# NUMBER CATEGORIES: 2
3: {1, 2},{3}
2: 3,{1, 2}
1: {},{1, 2, 3}
"""
PB = """\
META
key;value
vote_type;approval
PROJECTS
project_id;cost;name
p1;100;公园
p2;200;图书馆
VOTES
voter_id;vote
1;p1,p2
2;p1
3;
"""


def test_published_approvals_are_counted(tmp_path: Path, capsys: Capture) -> None:
    given = {"kind": "delegates", "round": "formal", "body": "unit", "seats": 3}
    told = counted(capsys, files(tmp_path, CAT, given, ".cat"))
    assert [one["for"] for one in told["candidates"]] == [3, 3, 2]
    assert told["ballots"]["returned"] == 6
    told = counted(capsys, files(tmp_path, PB, given, ".pb"))
    assert [(one["name"], one["for"]) for one in told["candidates"]] == [("公园", 2), ("图书馆", 1)]


BAD_APPROVALS: dict[str, tuple[str, bytes | str, str, str]] = {
    "a number that nobody has": (".cat", CAT + "1: {9},{1}\n", "第10行", "9"),
    "a line that is no vote": (".cat", CAT + "1,2\n", "第10行", "1,2"),
    "more ballots than persons": (".cat", CAT + "99999999: {1}\n", "第10行", "99999999"),
    "no candidates": (".cat", "1: {1}\n", "选票.cat", "1"),
    "another way of voting": (".pb", PB.replace("approval", "ordinal"), "vote_type", "ordinal"),
    "a project that there is not": (".pb", PB + "4;p9\n", "VOTES", "p9"),
    "no projects": (".pb", "META\nkey;value\n", "PROJECTS", ""),
    "no text": (".cat", b"\xff\xfe\x00", "选票.cat", ""),
}


@pytest.mark.parametrize("fault", BAD_APPROVALS)
def test_published_approvals_that_are_wrong(tmp_path: Path, capsys: Capture, fault: str) -> None:
    suffix, text, where, value = BAD_APPROVALS[fault]
    given = {"kind": "delegates", "round": "formal", "body": "unit", "seats": 3}
    error = refused(capsys, files(tmp_path, text, given, suffix))
    assert where in error["where"]
    assert value in error["value"]
