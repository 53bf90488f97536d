"""Records of scrutineers 认定 read from a file, and the ballots as they settled them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from ..counting import Ballots, Election
from ..counting.ballots import read_written
from ..counting.marks import without_spaces
from .errors import PackageError
from .package import BLANK, WORDS, Adjudication

_MARKS = {word: mark for mark, word in enumerate(WORDS) if mark not in (4, 5)} | {BLANK: 0}
"""Marks that scrutineers may say count: nothing doubtful is left."""
_FORM = "如证明包中的 adjudications.json：number、doubt、settlement、reason、scrutineers"


def read_records(path: Path, election: Election) -> tuple[Adjudication, ...]:
    """The records of a file in the form of ``adjudications.json``.

    Raises:
        PackageError: a record that lacks something, a mark that cannot count, one scrutineer alone.
    """
    try:
        told = json.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        raise PackageError(path.name, str(error), "JSON") from None
    if not isinstance(told, list):
        raise PackageError(path.name, type(told).__name__, "记录的列表")
    return tuple(_record(f"{path.name} 第{n}条", one, election) for n, one in enumerate(told, 1))


def _record(where: str, one: Any, election: Election) -> Adjudication:
    try:
        marks = {without_spaces(name): mark for name, mark in one["settlement"]["marks"]}
        found = Adjudication(
            number=str(one["number"]).strip(),
            doubt=str(one["doubt"]).strip(),
            marks="".join(_mark(where, c.key, marks) for c in election.candidates),
            others=str(one["settlement"].get("others", "")),
            reason=str(one["reason"]).strip(),
            scrutineers=(str(one["scrutineers"][0]).strip(), str(one["scrutineers"][1]).strip()),
        )
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise PackageError(where, repr(error), _FORM) from None
    if not (found.number and found.doubt and found.reason):
        raise PackageError(where, found.number, "写明票号、疑问和理由")
    if "" in found.scrutineers or len({*map(without_spaces, found.scrutineers)}) != 2:
        raise PackageError(where, "、".join(found.scrutineers), "两名不同的监票人")
    return found


def _mark(where: str, name: str, marks: dict[str, Any]) -> str:
    told = marks.get(name)
    if told not in _MARKS:
        accepted = "、".join(word for word in _MARKS if word)
        raise PackageError(f"{where}“{name}”", told or "没有标记", accepted)
    return str(_MARKS[told])


def settled(election: Election, ballots: Ballots, records: Sequence[Adjudication]) -> Ballots:
    """The ballots with what scrutineers said in the place of what was read.

    Raises:
        PackageError: a number without a ballot, twice settled, or a name that cannot be written in.
    """
    if not records:
        return ballots
    rows = {str(number): row for row, number in enumerate(ballots.numbers)}
    columns = {name: ballots.marks[name].to_list() for name in ballots.marks.columns}
    written, standing = dict(ballots.written), {one.key for one in election.candidates}
    for one in records:
        row = rows.pop(one.number, None)
        if row is None:
            raise PackageError("认定的票号", one.number, "选票文件中的票号，每张认定一次")
        for place, mark in enumerate(one.marks):
            columns[str(place)][row] = int(mark)
        where = f"{one.number} 号票的另选他人"
        names = read_written(one.others, [seat.post for seat in election.posts], where)
        for name in names:
            if not name.readable or name.name in standing:
                raise PackageError(where, name.name, "能辨认的、不是候选人的姓名")
        written[row] = names
    numbers = {one.number for one in records}
    marks = pl.DataFrame({n: pl.Series(c, dtype=pl.UInt8) for n, c in columns.items()})
    said = frozenset(row for row, n in enumerate(ballots.numbers) if str(n) in numbers)
    written = {row: names for row, names in written.items() if names}
    return replace(ballots, marks=marks, written=written, settled=said)
