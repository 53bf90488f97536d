"""Published approval elections: PrefLib ``.cat`` and Pabulib ``.pb`` files read as ballots."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from ..rulebook.facts import PERSONS_AT_MOST
from .ballots import Ballots
from .election import Candidate, Election
from .errors import ElectionError
from .marks import BLANK, FOR

SUFFIXES = (".cat", ".pb")
_NAME = re.compile(r"#\s*ALTERNATIVE NAME\s+(\d+)\s*:\s*(.*)", re.IGNORECASE)
_VOTE = re.compile(r"\s*(\d+)\s*:\s*(.*)")
_CATEGORY = re.compile(r"\{([\d,\s]*)\}|(\d+)")


def read_approvals(path: Path, election: Election) -> tuple[Election, Ballots]:
    """The election with the candidates of the file, and its ballots; approvals are 赞成."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ElectionError(path.name, error.reason, "UTF-8 文件") from None
    reader = _read_cat if path.suffix.lower() == ".cat" else _read_pb
    names, approved = reader(path.name, text)
    index = {name: place for place, name in enumerate(names)}
    columns = [bytearray(len(approved)) for _ in names]
    for row, ballot in enumerate(approved):
        for name in ballot:
            columns[index[name]][row] = FOR
    marks = pl.DataFrame(
        {str(i): pl.Series(list(column), dtype=pl.UInt8) for i, column in enumerate(columns)}
    )
    assert BLANK == 0
    width = len(str(len(approved)))
    numbers = pl.Series([f"{n:0{width}}" for n in range(1, len(approved) + 1)], dtype=pl.String)
    return _with_defaults(election, names.values(), len(approved)), Ballots(numbers, marks)


def _with_defaults(election: Election, names: Iterable[str], ballots: int) -> Election:
    """Candidates from the file; who is entitled, present and served are the ballots."""

    def or_ballots(given: int | None) -> int:
        return ballots if given is None else given

    return replace(
        election,
        candidates=tuple(Candidate(name) for name in names),
        eligible=or_ballots(election.eligible),
        present=or_ballots(election.present),
        issued=or_ballots(election.issued),
    )


def _read_cat(file: str, text: str) -> tuple[dict[str, str], list[set[str]]]:
    """Names by their number, and the first category (approved) of every ballot."""
    names: dict[str, str] = {}
    approved: list[set[str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        where = f"{file} 第{number}行"
        if match := _NAME.match(line):
            names[match[1]] = match[2].strip() or match[1]
        elif line.strip() and not line.startswith("#"):
            count, first = _cat_vote(where, line)
            strange = sorted(first - set(names))
            if strange:
                raise ElectionError(where, strange[0], f"1 到 {len(names)} 的编号")
            if len(approved) + count > PERSONS_AT_MOST:
                raise ElectionError(where, str(count), f"总共不多于 {PERSONS_AT_MOST} 张选票")
            approved += [first] * count
    if not names:
        raise ElectionError(file, "", "有 # ALTERNATIVE NAME 的 PrefLib 文件")
    return _once(names), approved


def _cat_vote(where: str, line: str) -> tuple[int, set[str]]:
    match = _VOTE.fullmatch(line)
    category = _CATEGORY.match(match[2]) if match else None
    if match is None or (match[2].strip() and category is None):
        raise ElectionError(where, line.strip(), "票数: {编号, …},{编号, …}")
    inside = "" if category is None else category[1] if category[1] is not None else category[2]
    return int(match[1]), {part.strip() for part in inside.split(",") if part.strip()}


def _read_pb(file: str, text: str) -> tuple[dict[str, str], list[set[str]]]:
    """Projects by their id, and the projects that every ballot approves."""
    sections = dict(_sections(text))
    meta = {row[0]: row[1] for row in sections.get("META", [])[1:] if len(row) > 1}
    kind = meta.get("vote_type", "approval")
    if kind != "approval":
        raise ElectionError(f"{file} vote_type", kind, "approval")
    projects = _column(file, sections, "PROJECTS", "project_id")
    head = sections["PROJECTS"][0]
    if "name" in head:
        names = dict(zip(projects, _column(file, sections, "PROJECTS", "name"), strict=True))
    else:
        names = {project: project for project in projects}
    ballots = _column(file, sections, "VOTES", "vote")
    approved = []
    for ballot in ballots:
        chosen = {part.strip() for part in ballot.split(",") if part.strip()}
        strange = sorted(chosen - set(names))
        if strange:
            raise ElectionError(f"{file} VOTES", strange[0], "PROJECTS 中的 project_id")
        approved.append(chosen)
    return _once(names), approved


def _sections(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    title = ""
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        cells = [cell.strip() for cell in row]
        if len(cells) == 1 and cells[0].upper() in ("META", "PROJECTS", "VOTES"):
            if title:
                yield title, rows
            title, rows = cells[0].upper(), []
        elif any(cells):
            rows.append(cells)
    if title:
        yield title, rows


def _column(file: str, sections: dict[str, list[list[str]]], section: str, name: str) -> list[str]:
    rows = sections.get(section, [])
    if not rows or name not in rows[0]:
        raise ElectionError(f"{file} {section}", "", f"有 {name} 一列的 Pabulib 文件")
    place = rows[0].index(name)
    return [row[place] if place < len(row) else "" for row in rows[1:]]


def _once(names: dict[str, str]) -> dict[str, str]:
    """Names as they stand where each is there once, else the numbers by which ballots go."""
    if len({*names.values()}) == len(names) and all(names.values()):
        return names
    return {number: number for number in names}
