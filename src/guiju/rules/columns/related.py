"""Related records in columns: what each adds to its subject's sums, blanks as least and most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from ..amounts import Formula
from ..diagram import decide
from ..records import Aggregate, Gatherer
from .formulas import HIGH, LOW, ends, value
from .frames import facts_of
from .walking import Walk

Frames = pl.DataFrame | Iterable[pl.DataFrame]
"""Records whole, or batch by batch."""
SMALL = 1_000_000
"""From so many subjects on parts of sums are joined before all records are read."""
SUBJECT = "subject"
"""The column of a typed frame that names the subject: of the row, or that a record belongs to."""


class SumColumns:
    """One aggregate over a frame of records."""

    def __init__(self, gatherer: Gatherer) -> None:
        self.aggregate, self._gatherer = gatherer.aggregate, gatherer
        self.kind = gatherer.records
        self.low, self.high = self.aggregate.key + LOW, self.aggregate.key + HIGH
        compiler = gatherer.compiler
        self._walk = Walk(
            gatherer.diagram,
            list(compiler.variables.values()),
            compiler.factory,
            lambda diagram: frozenset(decide(diagram, {})[0]),
        )
        self._formula = Formula(gatherer.value, gatherer.figures, self.aggregate.key)

    def added(self, records: pl.DataFrame) -> pl.DataFrame:
        """What every record adds: at least, at most."""
        ids, hard = self._walk.ends(records)
        outcomes = self._walk.outcomes
        sure = pl.Series([o == {True} for o in outcomes], dtype=pl.Boolean).gather(ids)
        never = pl.Series([o == {False} for o in outcomes], dtype=pl.Boolean).gather(ids)
        low, high = ends(self._formula, frozenset())
        if all(records[key].null_count() == 0 for key in self._formula.facts):
            low = high = value(self._formula)
        open_ = ~(sure | never)
        least = pl.when(never).then(0).when(open_).then(pl.min_horizontal(pl.lit(0), low))
        most = pl.when(never).then(0).when(open_).then(pl.max_horizontal(pl.lit(0), high))
        made = records.with_columns(
            least.otherwise(low).alias(self.low), most.otherwise(high).alias(self.high)
        ).select(self.low, self.high)
        return made if hard is None or not hard.any() else self._hard(records, made, hard)

    def _hard(self, records: pl.DataFrame, made: pl.DataFrame, hard: pl.Series) -> pl.DataFrame:
        """Records whose blanks leave a comparison of several facts open, one by one."""
        places = hard.arg_true()
        facts = self.aggregate.used
        rows = records[places.to_list()].iter_rows(named=True)
        shares = [self._gatherer.share(facts_of(row, facts)) for row in rows]
        low = made[self.low].scatter(places, [share.low for share in shares])
        high = made[self.high].scatter(places, [share.high for share in shares])
        return pl.DataFrame([low, high])


class Totals:
    """The sums of all subjects, added up from frames of records of any length."""

    def __init__(self, sums: Sequence[SumColumns]) -> None:
        self._sums: dict[str, list[SumColumns]] = {}
        for one in sums:
            self._sums.setdefault(one.kind, []).append(one)
        self._found: dict[str, list[pl.DataFrame]] = {}

    def add(self, kind: str, records: pl.DataFrame) -> None:
        """Add the records of a kind; what no sum asks for adds nothing."""
        if kind not in self._sums:
            return
        added = [records.select(SUBJECT), *(one.added(records) for one in self._sums[kind])]
        found = self._found.setdefault(kind, [])
        found.append(_added_up(pl.concat(added, how="horizontal")))
        # Parts are joined when as many subjects are new as are known: each is moved a few times.
        if sum(len(part) for part in found[1:]) > max(len(found[0]), SMALL):
            found[:] = [_added_up(pl.concat(found))]

    def found(self) -> dict[str, pl.DataFrame]:
        """The least and the greatest value of every sum, by kind of records and subject."""
        return {kind: _added_up(pl.concat(parts)) for kind, parts in self._found.items()}


def _added_up(parts: pl.DataFrame) -> pl.DataFrame:
    return parts.group_by(SUBJECT).agg(pl.exclude(SUBJECT).sum())


def summed(
    frame: pl.DataFrame, sums: Sequence[SumColumns], found: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """Subjects with the columns of their sums, kind by kind of records."""
    for kind in dict.fromkeys(one.kind for one in sums):
        frame = with_sums(frame, found.get(kind), [s.aggregate for s in sums if s.kind == kind])
    return frame


def settled(
    frame: pl.DataFrame, sums: Sequence[SumColumns]
) -> tuple[pl.DataFrame, pl.Series | None]:
    """Sums as facts where they are settled; and which rows leave one open."""
    open_: pl.Series | None = None
    for one in sums:
        if one.low in frame.columns:
            sure = frame[one.low] == frame[one.high]
            known = pl.when(sure).then(frame[one.low]).alias(one.aggregate.key)
            frame = frame.with_columns(known)
            open_ = ~sure if open_ is None else open_ | ~sure
    return frame, open_


def with_sums(
    subjects: pl.DataFrame, found: pl.DataFrame | None, sums: Sequence[Aggregate]
) -> pl.DataFrame:
    """Subjects with their sums: nought without records, open where it is not known whose they are.

    A sum that the frame itself holds is taken as given; where every row has it, no columns of
    ends are made.
    """
    given = [s for s in sums if s.key in subjects.columns and subjects[s.key].null_count()]
    asked = [s for s in sums if s.key not in subjects.columns]
    columns = [
        pl.col(s.key).fill_null(extreme).alias(s.key + end)
        for s in given
        for end, extreme in ((LOW, s.low), (HIGH, s.high))
    ]
    if found is None or SUBJECT not in subjects.columns:
        columns += [
            pl.lit(extreme, pl.Int64).alias(s.key + end)
            for s in asked
            for end, extreme in ((LOW, s.low), (HIGH, s.high))
        ]
        return subjects.with_columns(columns)
    if len(found) > len(subjects):
        # A few subjects of many: the few are looked for among the many, not the other way round.
        found = found.join(subjects.select(SUBJECT), on=SUBJECT, how="semi")
    subjects = subjects.join(found, on=SUBJECT, how="left", maintain_order="left")
    unnamed = pl.col(SUBJECT).is_null()
    for s in asked:
        for end, extreme in ((LOW, s.low), (HIGH, s.high)):
            known = pl.col(s.key + end).fill_null(0)
            columns.append(pl.when(unnamed).then(extreme).otherwise(known).alias(s.key + end))
    return subjects.with_columns(columns)
