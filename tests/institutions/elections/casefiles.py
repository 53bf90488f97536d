"""Reads the cases of elections and expands each to an election, its ballot file and what to expect.

The form of the files is described in counts/README.md. Nothing here knows a rule.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, count
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "counts"
NUMBER, OTHER = "票号", "另选他人"
FOR, AGAINST, ABSTAIN, BLANK = "赞成", "反对", "弃权", ""
MARKS = {"for": FOR, "against": AGAINST, "abstain": ABSTAIN, "blank": BLANK}
CASE_KEYS = {"name", "election", "ballots", "expect", "columns", "reading", "suffix"}
GROUP_KEYS = {"count", "other", "cells", "votes", *MARKS}
EXPECT_KEYS = {
    "valid", "provisional", "checks", "ballots", "candidates", "write_ins", "elected",
    "elected_alternates", "runoff", "open_seats", "next", "next_without", "error",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One case: what goes in, and the part of the answer that it states."""

    name: str
    election: dict[str, Any]
    ballots: str
    expect: dict[str, Any]
    suffix: str = ".csv"
    reading: str = ""
    file: str = ""


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case of every file, in the order of the file names."""
    paths = sorted(FOLDER.glob("*.yaml"))
    return tuple(case for path in paths for case in read_cases(path))


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of one file; a key that the README does not know is an error."""
    whole = yaml.safe_load(path.read_text("utf-8"))
    _known(whole, {"about", "election", "cases"}, path.name)
    for raw in whole["cases"]:
        _known(raw, CASE_KEYS, raw["name"])
        _known(raw["expect"], EXPECT_KEYS, raw["name"])
        election = {**whole.get("election", {}), **raw.get("election", {})}
        election = {key: value for key, value in election.items() if value is not None}
        if "candidates" in election:
            election["candidates"] = candidates(election["candidates"])
        names = [entry["name"] for entry in election.get("candidates", [])]
        ballots = raw["ballots"]
        yield Case(
            name=raw["name"],
            election=election,
            ballots=ballots if isinstance(ballots, str) else ballot_file(names, raw),
            expect=raw["expect"],
            suffix=raw.get("suffix", ".csv"),
            reading=raw.get("reading", ""),
            file=path.name,
        )


def candidates(given: list[Any] | int) -> list[dict[str, Any]]:
    """Candidates as the contract has them, from names alone or a number of the pool."""
    if isinstance(given, int):
        given = (FOLDER / "pool.txt").read_text("utf-8").split()[:given]
    return [entry if isinstance(entry, dict) else {"name": entry} for entry in given]


def ballot_file(names: list[str], raw: dict[str, Any]) -> str:
    """The CSV of the groups of a case, ballots numbered from 0001."""
    columns = raw.get("columns") or [NUMBER, *names, OTHER]
    numbers = count(1)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in chain.from_iterable(_rows(names, group) for group in raw["ballots"]):
        row[NUMBER] = f"{next(numbers):04d}"
        writer.writerow([row.get(column, "") for column in columns])
    return out.getvalue()


def _rows(names: list[str], group: dict[str, Any]) -> list[dict[str, str]]:
    """The ballots of one group, without their numbers."""
    _known(group, GROUP_KEYS, group)
    cells = group.get("cells", {})
    if "votes" in group:
        rows = _spread(names, group["votes"], group.get("count", 1))
    else:
        rows = [_alike(names, group) for _ in range(group.get("count", 1))]
    other = group.get("other", "")
    for row in rows:
        row.update(cells)
        row[OTHER] = other if isinstance(other, str) else "、".join(other)
    return rows


def _alike(names: list[str], group: dict[str, Any]) -> dict[str, str]:
    """One ballot: who is not named has 弃权, unless one mark takes `rest` or `all`."""
    named = {name for key in MARKS for name in _listed(group.get(key))}
    _known(dict.fromkeys(named), set(names), group)
    row = dict.fromkeys(names, ABSTAIN)
    for key, mark in MARKS.items():
        if group.get(key) in ("rest", "all"):
            row.update({name: mark for name in names if name not in named})
    for key, mark in MARKS.items():
        row.update(dict.fromkeys(_listed(group.get(key)), mark))
    return row


def _spread(names: list[str], votes: dict[str, Any], size: int) -> list[dict[str, str]]:
    """Ballots with the votes of each candidate laid round in turn: each bears about as many.

    The votes for a candidate begin where those for the one before ended; the votes against
    follow upon them; the others have 弃权. `each` is what who is not named gets.
    """
    _known(votes, {*names, "each"}, votes)
    rows = [dict.fromkeys(names, ABSTAIN) for _ in range(size)]
    place = 0
    for name in names:
        given = votes.get(name, votes.get("each", 0))
        yes, no = given if isinstance(given, list) else (given, 0)
        if yes + no > size:
            raise ValueError(f"{name}: {yes} + {no} votes on {size} ballots")
        for step in range(yes + no):
            rows[(place + step) % size][name] = FOR if step < yes else AGAINST
        place += yes
    return rows


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else []


def _known(found: dict[str, Any], known: set[str], where: object) -> None:
    if unknown := set(found) - known:
        raise ValueError(f"{where}: unknown {sorted(unknown)}")
