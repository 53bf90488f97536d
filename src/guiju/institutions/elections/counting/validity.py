"""Each ballot judged: invalid as a whole, or with marks that only a person can settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from guiju.rules import Verdict

from .asking import Asker
from .ballots import Ballots, Written
from .election import Election, Seat
from .marks import AGAINST, BLANK, CONTRADICTORY, FOR, UNREADABLE

TOO_MANY, ANOTHER = "34/2", "32/1"


@dataclass
class Judged:
    """What was found: rows that are invalid, doubts by row, and what counts as nothing.

    ``dropped`` are candidates' cells (row, column) that a written name makes doubtful; ``others``
    are the written names that count, by row.
    """

    invalid: dict[int, str] = field(default_factory=dict)
    doubts: dict[int, list[str]] = field(default_factory=dict)
    dropped: set[tuple[int, int]] = field(default_factory=set)
    others: dict[int, list[Written]] = field(default_factory=dict)


def judge_ballots(election: Election, ballots: Ballots, asker: Asker) -> Judged:
    """Judge every ballot by articles 32 and 34/2."""
    judged = Judged()
    rows = [*ballots.written]
    marks = dict(zip(rows, ballots.marks[rows].rows(), strict=True)) if rows else {}
    groups = [_Group(election, seat, ballots) for seat in election.groups]
    for row, reason in _doubtful_marks(election, ballots):
        judged.doubts.setdefault(row, []).append(reason)
    _drop_named(election, ballots, judged)
    for group in groups:
        for row in ballots.written:
            names = ballots.written[row]
            if row in ballots.settled:
                _judge_settled(group, row, names, judged, asker)
            else:
                _judge_written(group, row, marks[row], names, judged, asker)
        _judge_plain(group, ballots, judged, asker)
    for row in judged.invalid:
        judged.doubts.pop(row, None)
    return judged


class _Group:
    """The candidates for one kind of seats and how many of them each ballot chooses."""

    def __init__(self, election: Election, seat: Seat, ballots: Ballots) -> None:
        self.seat, self.marks = seat, ballots.marks
        self.all = {candidate.key: index for index, candidate in enumerate(election.candidates)}
        self.columns = {
            candidate.key: index
            for index, candidate in enumerate(election.candidates)
            if candidate.post == seat.post
        }
        self.as_for = (FOR, BLANK) if election.blank == "for" else (FOR,)
        self.chosen = self._chosen(len(ballots))

    def _chosen(self, rows: int) -> pl.Series:
        """How many of these candidates each ballot clearly chooses."""
        if not self.columns:
            return pl.Series("n", [0] * rows, dtype=pl.UInt16)
        found = (pl.col(str(index)) for index in self.columns.values())
        clear = (
            (mark == FOR) | (mark == BLANK) if BLANK in self.as_for else mark == FOR
            for mark in found
        )
        counted = pl.sum_horizontal(one.cast(pl.UInt16) for one in clear)
        return self.marks.select(counted.alias("n"))["n"]

    def clear(self, row: int, marks: tuple[int, ...], dropped: set[int]) -> int:
        """How many candidates a ballot chooses, without those whom a written name leaves open."""
        mine = dropped.intersection(self.columns.values())
        choices: int = self.chosen[row]
        return choices - sum(1 for index in mine if marks[index] in self.as_for)


def _drop_named(election: Election, ballots: Ballots, judged: Judged) -> None:
    """A candidate who is also written in: the cell counts as nothing, for whatever post."""
    places = {candidate.key: index for index, candidate in enumerate(election.candidates)}
    for row, names in ballots.written.items():
        if row not in ballots.settled:
            found = (places.get(name.name) for name in names)
            judged.dropped |= {(row, index) for index in found if index is not None}


def _doubtful_marks(election: Election, ballots: Ballots) -> Iterator[tuple[int, str]]:
    told = {CONTRADICTORY: "的标记互相矛盾", UNREADABLE: "的标记无法辨认"}
    for index, candidate in enumerate(election.candidates):
        column = ballots.marks[str(index)]
        for row in column.is_between(CONTRADICTORY, UNREADABLE).arg_true():
            yield row, f"{candidate.name}{told[column[row]]}"


def _judge_plain(group: _Group, ballots: Ballots, judged: Judged, asker: Asker) -> None:
    """Ballots without written names: each number of choices that occurs is asked of once."""
    for choices in group.chosen.unique():
        if TOO_MANY not in asker.ballot(choices, group.seat.seats, 0, 0):
            continue
        for row in (group.chosen == choices).arg_true():
            if row not in ballots.written:
                _invalid(group, row, choices, judged)


def _judge_written(
    group: _Group,
    row: int,
    marks: tuple[int, ...],
    names: tuple[Written, ...],
    judged: Judged,
    asker: Asker,
) -> None:
    """A ballot with written names: which of them count, and whether it chooses too many."""
    places = (group.all.get(name.name) for name in names)
    dropped = {index for index in places if index is not None}
    # The paper is one ballot (32): a vote against anyone on it will do, but not a doubtful one.
    refused = marks.count(AGAINST) > sum(1 for index in dropped if marks[index] == AGAINST)
    mine = [name for name in names if name.post in ("", group.seat.post)]
    others, reasons = [], []
    for name in mine:
        index = group.all.get(name.name)
        if not name.readable:
            reasons.append("另选的姓名无法辨认")
        elif index is not None:
            reasons.append(f"另选的{name.name}是本选票上的候选人")
        else:
            others.append(name)
    clear = group.clear(row, marks, dropped)
    verdicts = asker.ballot(clear + len(others), group.seat.seats, len(others), int(refused))
    if verdicts.get(ANOTHER) is Verdict.UNKNOWN:
        told = "、".join(name.name for name in others)
        reasons.append(f"没有不赞成票而另选了{told}（第三十二条）")
        others = []
        verdicts = asker.ballot(clear, group.seat.seats, 0, int(refused))
    if TOO_MANY in verdicts:
        _invalid(group, row, clear + len(others), judged)
    judged.others.setdefault(row, []).extend(others)
    if reasons:
        judged.doubts.setdefault(row, []).extend(dict.fromkeys(reasons))


def _judge_settled(
    group: _Group, row: int, names: tuple[Written, ...], judged: Judged, asker: Asker
) -> None:
    """A ballot of which two scrutineers said what counts: only the number of choices is asked."""
    others = [name for name in names if name.post == group.seat.post]
    choices = group.chosen[row] + len(others)
    if TOO_MANY in asker.ballot(choices, group.seat.seats, 0, 0):
        _invalid(group, row, choices, judged)
    judged.others.setdefault(row, []).extend(others)


def _invalid(group: _Group, row: int, choices: int, judged: Judged) -> None:
    what = f"{group.seat.post}所选" if group.seat.post else "所选"
    told = f"{what}{choices}人，多于应选{group.seat.seats}人"
    before = judged.invalid.get(row)
    judged.invalid[row] = f"{before}；{told}" if before else told


def written_votes(judged: Judged) -> Counter[Written]:
    """How many valid ballots choose each person written in."""
    return Counter(
        name for row, names in judged.others.items() if row not in judged.invalid for name in names
    )
