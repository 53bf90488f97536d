"""The package: the same bytes every time, and every change of what counts is noticed."""

from __future__ import annotations

import copy
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings

from guiju.institutions.elections.counting import Ballots, Written, parse_election
from guiju.institutions.elections.proving import (
    Adjudication,
    PackageError,
    read_package,
    summary,
    write_package,
)

from .casefiles import all_cases
from .comparing import _read
from .packing import Packed, differing, files_of, forged, packs, recounted, with_json, with_rows


@pytest.fixture
def pack() -> Packed:
    """Ten voters, two seats: one elected, a tie, an invalid ballot, two settled by scrutineers."""
    election = parse_election(
        {
            "title": "选举委员",
            "kind": "committee",
            "round": "formal",
            "body": "congress",
            "eligible": 9,
            "present": 9,
            "issued": 9,
            "seats": 2,
            "candidates": [{"name": name} for name in ("丁安", "于和", "王平")],
        }
    )
    sheets = ["112", "112", "112", "122", "121", "121", "111", "161", "132"]
    columns = {str(i): pl.Series([int(s[i]) for s in sheets], dtype=pl.UInt8) for i in range(3)}
    numbers = pl.Series([f"01-{n:04d}" for n in range(1, 10)])
    settled = frozenset({7, 8})
    written = {3: (Written("石清"),), 8: (Written("石清"),)}
    records = (
        Adjudication("01-0008", "于和的标记不清", "161", "", "看不清，不计", ("甲", "乙")),
        Adjudication("01-0009", "另选他人不清", "132", "石清", "可以辨认", ("甲", "丙")),
    )
    return Packed(election, Ballots(numbers, pl.DataFrame(columns), written, settled), records)


def test_the_same_election_gives_the_same_bytes(pack: Packed) -> None:
    order = [3, 0, 8, 1, 2, 4, 5, 6, 7]
    ballots = Ballots(
        pack.ballots.numbers[order],
        pack.ballots.marks[order],
        {order.index(row): names for row, names in pack.ballots.written.items()},
        frozenset(order.index(row) for row in pack.ballots.settled),
    )
    mixed = Packed(pack.election, ballots, pack.adjudications[::-1])
    assert mixed.package(pack.result()) == pack.package() == pack.package()


def test_what_stands_in_the_package(pack: Packed, tmp_path: Path) -> None:
    package = pack.package()
    files = files_of(package)
    assert sorted(files) == list(files)
    rows = files["ballots.csv"].decode("utf-8").splitlines()
    assert rows[0] == "票号,监票人认定,丁安,于和,王平,另选他人"
    assert rows[4] == "01-0004,,赞成,反对,反对,石清"
    assert rows[8] == "01-0008,是,赞成,不计,赞成,"
    with zipfile.ZipFile(BytesIO(package)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(json.loads(files["strokes.json"])) == set("丁安于和王平石清")
    status, lines = recounted(package, tmp_path)
    assert status == 0, lines
    assert "01-0007" in next(line for line in lines.splitlines() if "无效票的票号" in line)


def test_a_settled_ballot_needs_its_record_and_a_record_its_ballot(pack: Packed) -> None:
    with pytest.raises(PackageError, match="01-0009"):
        Packed(pack.election, pack.ballots, pack.adjudications[:1]).package(pack.result())
    more = Adjudication("01-0001", "不清", "112", "", "看过", ("甲", "乙"))
    with pytest.raises(PackageError, match="01-0001"):
        Packed(pack.election, pack.ballots, (*pack.adjudications, more)).package(pack.result())


def test_every_changed_byte_of_a_file_breaks_its_fingerprint(pack: Packed, tmp_path: Path) -> None:
    package = pack.package()
    for name, data in files_of(package).items():
        for place in range(0, len(data), max(1, len(data) // 40)):
            changed = bytes([*data[:place], data[place] ^ 1, *data[place + 1 :]])
            status, lines = recounted(forged(package, name, changed, remade=False), tmp_path)
            assert status in (1, 2), (name, place)
            assert "不一致" in lines or "不是选举证明包" in lines


def _leaves(told: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every figure, truth and outcome in a result."""
    if isinstance(told, dict | list):
        for key, value in told.items() if isinstance(told, dict) else enumerate(told):
            yield from _leaves(value, (*path, key))
    elif path[-1] == "outcome" or not isinstance(told, str | None):
        yield path


def _changed(told: Any, path: tuple[Any, ...]) -> Any:
    told = copy.deepcopy(told)
    place = told
    for key in path[:-1]:
        place = place[key]
    old = place[path[-1]]
    new: Any = not old if isinstance(old, bool) else "tied-" if isinstance(old, str) else old + 1
    place[path[-1]] = new
    return told


def test_every_wrong_figure_is_found_though_the_manifest_is_mended(
    pack: Packed, tmp_path: Path
) -> None:
    ties = [one for one in all_cases() if one.file == "joint.yaml" and "across" in one.name]
    for each in [pack, *(Packed(*_read(one.file, one.name)) for one in ties[:2])]:
        told = each.result()
        assert bool(told["runoff"]) == (each is not pack)
        paths = list(_leaves(told))
        assert len(paths) > 30
        missed = [p for p in paths if not differing(each.package(_changed(told, p)), tmp_path)]
        assert missed == []


@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pack=packs())
def test_a_wrong_figure_of_any_election_is_found(pack: Packed, tmp_path: Path) -> None:
    told = pack.result()
    assume(told["valid"])
    missed = [p for p in _leaves(told) if not differing(pack.package(_changed(told, p)), tmp_path)]
    assert missed == []


@pytest.mark.parametrize("key", ["elected", "elected_alternates"])
def test_another_list_is_found(pack: Packed, tmp_path: Path, key: str) -> None:
    told = pack.result()
    told[key] = ["石清", *told[key]]
    assert differing(pack.package(told), tmp_path)


def test_a_vote_turned_round_is_found(pack: Packed, tmp_path: Path) -> None:
    package = pack.package()
    for row in (1, 2, 3, 4, 5, 6, 8, 9):  # 7 is invalid: none of its marks counts
        for column in (2, 3, 4):

            def turn(rows: list[list[str]], row: int = row, column: int = column) -> None:
                rows[row][column] = "反对" if rows[row][column] == "赞成" else "赞成"

            assert differing(with_rows(package, turn), tmp_path), (row, column)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.pop(),
        lambda rows: rows.append(["01-0010", "", *rows[1][2:]]),
        lambda rows: rows.append(rows[1]),
        lambda rows: rows[4].__setitem__(5, ""),
        lambda rows: rows[1].__setitem__(5, "石清"),
        lambda rows: rows[8].__setitem__(1, ""),
        lambda rows: rows[1].__setitem__(1, "是"),
        lambda rows: rows[1].__setitem__(2, "同意"),
        lambda rows: rows[1].__setitem__(2, "不计"),
        lambda rows: rows[9].__setitem__(5, "丁安"),
        lambda rows: rows[0].__setitem__(2, "丁平"),
        lambda rows: rows[1].pop(),
        lambda rows: rows.clear(),
    ],
)
def test_other_ballots_are_found(pack: Packed, tmp_path: Path, change: Any) -> None:
    assert differing(with_rows(pack.package(), change), tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.pop(),
        lambda told: told.append(told[0]),
        lambda told: told[0].update(scrutineers=["甲", "甲"]),
        lambda told: told[0].update(scrutineers=["甲"]),
        lambda told: told[0].update(scrutineers=["甲", " "]),
        lambda told: told[0].update(reason=" "),
        lambda told: told[0].update(doubt=""),
        lambda told: told[0].update(number="01-0001"),
        lambda told: told[0]["settlement"]["marks"][1].__setitem__(1, "赞成"),
        lambda told: told[0]["settlement"]["marks"].pop(),
        lambda told: told[1]["settlement"].update(others=""),
        lambda told: told[1]["settlement"].update(others="石 青"),
        lambda told: told[1].pop("reason"),
    ],
)
def test_other_adjudications_are_found(pack: Packed, tmp_path: Path, change: Any) -> None:
    assert differing(with_json(pack.package(), "adjudications.json", change), tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"eligible": 14},
        {"present": 4},
        {"issued": 8},
        {"seats": 1},
        {"seats": 3},
        {"title": "另一次选举"},
        {"kind": "discipline"},
        {"round": "runoff"},
        {"body": "unit"},
        {"blank": "never"},
        {"candidates": []},
        {"candidates": None},
    ],
)
def test_another_election_is_found(pack: Packed, tmp_path: Path, change: dict[str, Any]) -> None:
    package = with_json(pack.package(), "election.json", lambda told: told.update(change))
    assert differing(package, tmp_path)


def test_what_changes_no_figure_only_the_fingerprint_of_the_whole_tells(
    pack: Packed, tmp_path: Path
) -> None:
    """Another number, or an abstention written out: the result is the same, the package is not."""

    def change(rows: list[list[str]]) -> None:
        rows[1][0] = "01-0011"

    package, changed = pack.package(), with_rows(pack.package(), change)
    assert recounted(changed, tmp_path)[0] == 0
    assert recounted(changed, tmp_path, read_package(package).sha256)[0] == 1


def test_who_withdrew_is_told_apart(pack: Packed, tmp_path: Path) -> None:
    def withdraw(told: Any) -> None:
        told["candidates"][0]["withdrawn"] = True

    assert differing(with_json(pack.package(), "election.json", withdraw), tmp_path)


@pytest.mark.parametrize("data", [b"", b"PK", b"not a package", b"\x00" * 200])
def test_what_is_no_package_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    status, lines = recounted(data, tmp_path)
    assert (status, "不是选举证明包" in lines) == (2, True)
    with pytest.raises(PackageError):
        read_package(data)


def test_a_package_without_a_file_or_of_another_format_is_none(
    pack: Packed, tmp_path: Path
) -> None:
    from guiju.institutions.elections.proving.package import packed

    files = files_of(pack.package())
    for name in ("ballots.csv", "manifest.json", "strokes.json"):
        left = {key: data for key, data in files.items() if key != name}
        assert recounted(packed(left), tmp_path)[0] == 2
    other = {**files, "manifest.json": b'{"format": "other", "files": {}}'}
    assert recounted(packed(other), tmp_path)[0] == 2
    with pytest.raises(PackageError, match="format"):
        read_package(packed(other))


def test_a_file_put_in_or_changed_program_is_found(pack: Packed, tmp_path: Path) -> None:
    from guiju.institutions.elections.proving.package import packed

    files = files_of(pack.package())
    assert any(
        "more.txt" in line for line in differing(packed({**files, "more.txt": b"1"}), tmp_path)
    )
    changed = {**files, "recount.py": b"print('OK')"}
    assert any("recount.py" in line for line in differing(packed(changed), tmp_path))


def test_the_fingerprint_of_the_whole_is_told_and_compared(pack: Packed, tmp_path: Path) -> None:
    package = pack.package()
    sha256 = read_package(package).sha256
    status, lines = recounted(package, tmp_path, sha256.upper())
    assert status == 0
    assert sha256 in lines
    assert recounted(package, tmp_path, "0" * 64)[0] == 1


def test_the_summary_holds_totals_and_no_ballot(pack: Packed) -> None:
    package = pack.package()
    told = summary(package)
    assert told["ballots"] == {"returned": 9, "valid": 8, "invalid": 1}
    assert told["package_sha256"] == read_package(package).sha256
    assert told["candidates"] == pack.result()["candidates"]
    assert "01-00" not in json.dumps(told, ensure_ascii=False)


def test_the_summary_of_a_preselection_has_no_votes_and_no_names(pack: Packed) -> None:
    """They go to the presidium alone (37/1)."""
    told = summary(replace(pack, election=replace(pack.election, round="preselection")).package())
    assert set(told) == {
        *("title", "kind", "round", "nominates", "valid", "provisional", "ballots"),
        *("package_sha256", "rules_version"),
    }
    assert "丁安" not in json.dumps(told, ensure_ascii=False)


def test_twenty_thousand_ballots_are_packed_and_recounted(tmp_path: Path) -> None:
    election = parse_election(
        {
            "title": "大选举",
            "kind": "committee",
            "round": "formal",
            "body": "congress",
            **dict.fromkeys(("eligible", "present", "issued"), 20_000),
            "seats": 2,
            "candidates": [{"name": name} for name in ("丁安", "于和", "王平")],
        }
    )
    marks = pl.DataFrame({str(i): pl.Series([1, 2, 1, 3] * 5000, dtype=pl.UInt8) for i in range(2)})
    marks = marks.with_columns(pl.Series("2", [2] * 20_000, dtype=pl.UInt8))
    numbers = pl.Series([f"{n:05d}" for n in range(20_000)])
    big = Packed(election, Ballots(numbers, marks))
    package = write_package(election, big.ballots, big.result(), rules_version="1")
    assert recounted(package, tmp_path)[0] == 0
