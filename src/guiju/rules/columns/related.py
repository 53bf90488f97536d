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
        """What every record adds: at least, and at most where some blank leaves it open."""
        ids, hard = self._walk.ends(records)
        outcomes = self._walk.outcomes
        known = all(records[key].null_count() == 0 for key in self._formula.facts)
        sure = pl.Series([o == {True} for o in outcomes], dtype=pl.Boolean).gather(ids)
        never = pl.Series([o == {False} for o in outcomes], dtype=pl.Boolean).gather(ids)
        open_ = ~(sure | never)
        if known and hard is None and not open_.any():
            amount = pl.when(sure).then(value(self._formula)).otherwise(0)
            return records.select(amount.alias(self.low))
        low, high = ends(self._formula, frozenset())
        if known:
            low = high = value(self._formula)
        least = pl.when(never).then(0).when(open_).then(pl.min_horizontal(pl.lit(0), low))
        most = pl.when(never).then(0).when(open_).then(pl.max_horizontal(pl.lit(0), high))
        made = records.select(
            least.otherwise(low).alias(self.low), most.otherwise(high).alias(self.high)
        )
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
        found.append(_by_subject(pl.concat(added, how="horizontal")))
        # Parts are joined when as many subjects are new as are known: each is moved a few times.
        if sum(len(part) for part in found[1:]) > max(len(found[0]), SMALL):
            found[:] = [self._joined(kind)]

    def found(self) -> dict[str, pl.DataFrame]:
        """The least value of every sum and, where one is open, the greatest, by subject."""
        return {kind: self._joined(kind) for kind in self._found}

    def _joined(self, kind: str) -> pl.DataFrame:
        parts = self._found[kind]
        if len(parts) == 1:
            return parts[0]
        open_ = [s for s in self._sums[kind] if any(s.high in part.columns for part in parts)]
        alike = [
            part.with_columns(
                pl.col(s.low).alias(s.high) for s in open_ if s.high not in part.columns
            )
            for part in parts
        ]
        return _by_subject(pl.concat(part.select(sorted(part.columns)) for part in alike))


def _by_subject(parts: pl.DataFrame) -> pl.DataFrame:
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

    A sum that the frame itself holds is taken as given. A sum that is settled for all stands in
    one column under its own name; one that is open for some in two, of its ends.
    """
    columns = [
        pl.col(s.key).fill_null(extreme).alias(s.key + end)
        for s in sums
        if s.key in subjects.columns and subjects[s.key].null_count()
        for end, extreme in ((LOW, s.low), (HIGH, s.high))
    ]
    asked = [s for s in sums if s.key not in subjects.columns]
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
    joined = subjects.join(found, on=SUBJECT, how="left", maintain_order="left")
    named = not subjects[SUBJECT].null_count()
    for s in asked:
        if named and s.key + HIGH not in joined.columns:
            columns.append(pl.col(s.key + LOW).fill_null(0).alias(s.key))
        else:
            columns += _ends(joined, s)
    left_over = [s.key + LOW for s in asked if named and s.key + HIGH not in joined.columns]
    return joined.with_columns(columns).drop(left_over)


def _ends(joined: pl.DataFrame, sums: Aggregate) -> list[pl.Expr]:
    unnamed = pl.col(SUBJECT).is_null()
    return [
        pl.when(unnamed)
        .then(extreme)
        .otherwise(pl.col(column if column in joined.columns else sums.key + LOW).fill_null(0))
        .alias(column)
        for column, extreme in ((sums.key + LOW, sums.low), (sums.key + HIGH, sums.high))
    ]
