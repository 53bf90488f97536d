"""The seal of two scrutineers, records read from a file, and the commands that prove a result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from guiju.institutions.elections.commands import app
from guiju.institutions.elections.proving import PackageError, read_package, seal, unseal

HALVES = ("第一人的一半口令", "第二人的另外一半")
ELECTION = {
    "title": "选举委员",
    "kind": "committee",
    "round": "formal",
    "body": "congress",
    **dict.fromkeys(("eligible", "present", "issued"), 5),
    "seats": 2,
    "candidates": [{"name": name} for name in ("丁安", "于和", "王平")],
}
BALLOTS = """票号,丁安,于和,王平,另选他人
0001,赞成,赞成,反对,
0002,赞成,反对,反对,石清
0003,○×,赞成,反对,
0004,赞成,反对,弃权,
0005,赞成,反对,反对,
"""
RECORD = {
    "number": "0003",
    "doubt": "丁安的标记矛盾",
    "settlement": {"marks": [["丁安", "不计"], ["于和", "赞成"], ["王平", "反对"]], "others": ""},
    "reason": "看过原票，不能判断",
    "scrutineers": ["监票人甲", "监票人乙"],
}


def run(*arguments: str | Path) -> Any:
    """What a command answers."""
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of an election with a doubtful ballot, its record, and two halves."""
    files = {
        "e.json": json.dumps(ELECTION, ensure_ascii=False),
        "b.csv": BALLOTS,
        "a.json": json.dumps([RECORD], ensure_ascii=False),
        "halves": "\n".join(HALVES),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def package(folder: Path, *more: str | Path) -> Any:
    """The command that makes a package of those files."""
    return run("package", folder / "e.json", folder / "b.csv", folder / "p.zip", *more)


def test_what_is_sealed_is_opened_by_both_halves_in_either_order() -> None:
    sealed = seal(b"package", HALVES)
    assert unseal(sealed, HALVES) == unseal(sealed, HALVES[::-1]) == b"package"
    assert unseal(sealed, (f" {HALVES[0]} ", HALVES[1])) == b"package"
    assert b"package" not in sealed.split(b"\n", 2)[2]
    assert seal(b"package", HALVES) != sealed


@pytest.mark.parametrize(
    "halves",
    [(HALVES[0], HALVES[0]), (HALVES[0], ""), ("", HALVES[1]), (HALVES[0], "第二人的另外一个")],
)
def test_one_half_alone_opens_nothing(halves: tuple[str, str]) -> None:
    with pytest.raises(PackageError, match="打不开"):
        unseal(seal(b"package", HALVES), halves)


def test_the_join_of_the_halves_is_not_ambiguous() -> None:
    with pytest.raises(PackageError, match="打不开"):
        unseal(seal(b"package", ("aaaaaaaab", "ccccccccc")), ("aaaaaaaa", "bccccccccc"))


@pytest.mark.parametrize("halves", [("short", HALVES[1]), (HALVES[0], "  1234567  ")])
def test_a_half_that_is_too_short_is_refused(halves: tuple[str, str]) -> None:
    with pytest.raises(PackageError, match="至少 8 个字符"):
        seal(b"package", halves)


def test_two_halves_that_are_alike_are_refused() -> None:
    with pytest.raises(PackageError, match="互不相同"):
        seal(b"package", (HALVES[0], f"{HALVES[0]} "))


def test_every_changed_byte_of_what_is_sealed_is_noticed() -> None:
    sealed = seal(b"package", HALVES)
    head = sealed.index(b"\n", 30) + 1
    for place in [0, 10, 30, 60, 100, head - 2, *range(head, len(sealed))]:
        changed = bytes([*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]])
        with pytest.raises(PackageError):
            unseal(changed, HALVES)
    for cut in (0, 5, 30, head, len(sealed) - 1):
        with pytest.raises(PackageError):
            unseal(sealed[:cut], HALVES)


def test_a_seal_that_would_cost_hours_is_not_tried() -> None:
    sealed = seal(b"package", HALVES).replace(b'"n": 65536', b'"n": 1073741824')
    with pytest.raises(PackageError, match="另一种密封"):
        unseal(sealed, HALVES)


def test_a_package_of_files_is_made_and_recounted(folder: Path) -> None:
    made = package(folder, "--adjudications", folder / "a.json", "--code", "A7", "--json")
    told = json.loads(made.stdout)
    data = (folder / "p.zip").read_bytes()
    found = read_package(data)
    assert (made.exit_code, told["sha256"], told["sealed"]) == (0, found.sha256, False)
    assert found.manifest["code"] == "A7"
    assert found.result["provisional"] is False
    assert found.result["candidates"][0]["for"] == 4
    beside = json.loads((folder / "p.summary.json").read_text("utf-8"))
    assert beside["package_sha256"] == found.sha256
    assert "0003" not in (folder / "p.summary.json").read_text("utf-8")
    again = run("recount", folder / "p.zip", "--sha256", found.sha256)
    assert again.exit_code == 0, again.stdout
    assert "0003 号票的认定" in again.stdout
    other = run("recount", folder / "p.zip", "--sha256", "0" * 64, "--json")
    assert (other.exit_code, json.loads(other.stdout)["agrees"]) == (1, False)


def test_without_records_the_result_is_provisional_and_proved_as_such(folder: Path) -> None:
    assert package(folder).exit_code == 0
    assert read_package((folder / "p.zip").read_bytes()).result["provisional"] is True
    assert run("recount", folder / "p.zip").exit_code == 0


def test_a_sealed_package_leaves_and_is_opened(folder: Path) -> None:
    made = package(folder, "--halves", folder / "halves", "--json")
    assert json.loads(made.stdout)["sealed"] is True
    sealed = (folder / "p.zip").read_bytes()
    assert "赞成".encode() not in sealed
    assert run("recount", folder / "p.zip").exit_code == 2
    opened = run("unseal", folder / "p.zip", folder / "o.zip", "--halves", folder / "halves")
    assert opened.exit_code == 0, opened.stderr
    assert run("recount", folder / "o.zip").exit_code == 0
    (folder / "halves").write_text(f"{HALVES[0]}\n另外的口令在此", "utf-8")
    wrong = run("unseal", folder / "p.zip", folder / "x.zip", "--halves", folder / "halves")
    assert (wrong.exit_code, (folder / "x.zip").exists()) == (2, False)
    assert "打不开" in wrong.stderr


def test_halves_typed_at_the_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each scrutineer types twice when the seal is made; what differs is refused."""
    typed = iter([HALVES[0], HALVES[0], HALVES[1], HALVES[1], HALVES[1], HALVES[0]])
    monkeypatch.setattr("getpass.getpass", lambda _told: next(typed))
    assert package(folder, "--seal").exit_code == 0
    assert run("unseal", folder / "p.zip", folder / "o.zip").exit_code == 0
    typed = iter([HALVES[0], HALVES[1]])
    (folder / "p.zip").unlink()
    refused = package(folder, "--seal")
    assert (refused.exit_code, (folder / "p.zip").exists()) == (2, False)
    assert "两次输入不同" in refused.stderr


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"number": "0009"}, "0009"),
        ({"scrutineers": ["甲", "甲"]}, "两名不同的监票人"),
        ({"scrutineers": ["甲"]}, "adjudications.json"),
        ({"reason": ""}, "理由"),
        ({"settlement": {"marks": [["丁安", "赞成"]]}}, "于和"),
        ({"settlement": {"marks": [["丁安", "○×"], ["于和", "赞成"], ["王平", "反对"]]}}, "○×"),
        ({"settlement": {**RECORD["settlement"], "others": "于和"}}, "不是候选人"),  # type: ignore[dict-item]
        ({"settlement": {**RECORD["settlement"], "others": "不清"}}, "能辨认"),  # type: ignore[dict-item]
    ],
)
def test_a_record_that_cannot_be_is_refused(
    folder: Path, change: dict[str, Any], told: str
) -> None:
    (folder / "a.json").write_text(json.dumps([{**RECORD, **change}]), "utf-8")
    answer = package(folder, "--adjudications", folder / "a.json")
    assert (answer.exit_code, (folder / "p.zip").exists()) == (2, False)
    assert told in answer.stderr


def test_a_ballot_is_settled_once(folder: Path) -> None:
    (folder / "a.json").write_text(json.dumps([RECORD, RECORD]), "utf-8")
    answer = package(folder, "--adjudications", folder / "a.json")
    assert (answer.exit_code, "每张认定一次" in answer.stderr) == (2, True)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "[[]]"])
def test_records_that_are_none_are_refused(folder: Path, text: str) -> None:
    (folder / "a.json").write_text(text, "utf-8")
    assert package(folder, "--adjudications", folder / "a.json").exit_code == 2


def test_files_that_are_not_there_are_said(folder: Path) -> None:
    (folder / "b.csv").unlink()
    assert "b.csv" in package(folder).stderr
    assert run("recount", folder / "none.zip").exit_code == 2
    assert (
        run(
            "unseal", folder / "none.zip", folder / "o.zip", "--halves", folder / "halves"
        ).exit_code
        == 2
    )
    assert package(folder, "--day", "tomorrow").exit_code == 2
