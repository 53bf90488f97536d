"""The names of a table's subjects: each names one subject only, however long the table is."""

from __future__ import annotations

import polars as pl

from guiju.sheets import Accepted, Problem

from . import reading
from .reading import BETWEEN, ROW, SUBJECT, FactTable

ONCE = Accepted("a name that stands in the file once", "全表唯一的名称")
NAMED = Accepted("the name of a subject", "名称")


class Names:
    """The names of a file's subjects, in the order of its rows."""

    def __init__(self, table: FactTable) -> None:
        self._table = table
        self._seen: set[str] = set()
        self._repeated: pl.Series | None = None

    def once(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A name that stands twice names nobody the second time; a blank one is reported too."""
        names = frame[SUBJECT].cast(pl.String)
        if self._repeated is None:
            self._repeated = self._repeated_among(names)
        doubtful = names.is_null()
        if len(self._repeated):
            doubtful = doubtful | names.is_in(self._repeated.implode())
        wrong = [place for place in doubtful.arg_true().to_list() if self._refused(frame, place)]
        if not wrong:
            return frame
        return frame.with_columns(names.scatter(wrong, [None] * len(wrong)))

    def _repeated_among(self, first: pl.Series) -> pl.Series:
        """The names that stand more than once: only these must be remembered on the way.

        ``first`` are those of the first batch, which is the only one where it is not full. In a
        longer table names are compared by their hashes first, so that it is not held in memory;
        those whose hash stands twice are then compared themselves.
        """
        if len(first) < reading.BATCH:
            return first.filter(first.is_duplicated()).drop_nulls().unique()
        hashes = pl.concat([named[SUBJECT].drop_nulls().hash() for named in self._table.names()])
        twice = hashes.filter(hashes.is_duplicated()).unique().implode()
        found = pl.concat(
            named[SUBJECT].filter(named[SUBJECT].hash().is_in(twice))
            for named in self._table.names()
        )
        return found.filter(found.is_duplicated()).drop_nulls().unique()

    def _refused(self, frame: pl.DataFrame, place: int) -> bool:
        name = frame[SUBJECT][place]
        if name is not None and name not in self._seen:
            self._seen.add(name)
            return False
        row, key = frame[ROW][place], self._table.fields[0].name
        expected = NAMED if name is None else ONCE
        self._table.problems.append(Problem(self._table.sheet, row, key, shown(name), expected))
        return True

    def hashes(self) -> pl.Series:
        """The hash of every name, once."""
        parts = [named[SUBJECT].drop_nulls().hash() for named in self._table.names()]
        return pl.concat(parts).unique() if parts else pl.Series([], dtype=pl.UInt64)


def shown(name: str | None) -> str:
    """A name as people read it."""
    return (name or "").replace(BETWEEN, " ")
