"""One matter over whole frames: by grant or by duties, each row by the version it falls under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from ..deciding import CompiledMatter
from .granted import GrantColumns, Records
from .judged import DutyColumns
from .related import Totals


class Checked(NamedTuple):
    """What a frame of subjects comes to, row for row."""

    frame: pl.DataFrame
    matter: CompiledMatter


class MatterColumns:
    """A matter with its figures, over frames of subjects and of their records."""

    def __init__(self, compiled: CompiledMatter) -> None:
        self.compiled = compiled
        order = tuple(compiled.facts)
        self.grant = GrantColumns(compiled) if compiled.grant is not None else None
        self.duties = DutyColumns(compiled.duties, order) if compiled.grant is None else None

    def totals(self) -> Totals:
        """Sums over related records, to be added up once for all chunks of subjects."""
        return self.grant.totals() if self.grant is not None else Totals(())

    def sums(self, records: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """The sums over whole frames of related records, by kind."""
        totals = self.totals()
        for kind, frame in records.items():
            totals.add(kind, frame)
        return totals.found()

    def check(
        self,
        frame: pl.DataFrame,
        sums: Mapping[str, pl.DataFrame] | None = None,
        records: Records | None = None,
    ) -> pl.DataFrame:
        """A frame with a row for each subject: verdict, amounts or provisions, what is missing."""
        if self.grant is not None:
            return self.grant.check(frame, sums or {}, {} if records is None else records)
        assert self.duties is not None
        return self.duties.check(frame)
