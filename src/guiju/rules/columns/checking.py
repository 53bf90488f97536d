"""One matter over whole frames: by grant or by duties, with the sums over related records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from ..deciding import CompiledMatter, Decision
from .duties import MatterDuties
from .granted import GrantColumns
from .related import SumColumns, Totals
from .single import Records


class MatterColumns:
    """A matter with its figures, over frames of subjects and of their records."""

    def __init__(self, compiled: CompiledMatter) -> None:
        self.compiled = compiled
        self._reader: GrantColumns | MatterDuties = (
            GrantColumns(compiled) if compiled.grant is not None else MatterDuties(compiled)
        )

    @property
    def grant(self) -> GrantColumns | None:
        """The reader of a grant; None where the matter is one of duties."""
        return self._reader if isinstance(self._reader, GrantColumns) else None

    @property
    def summed(self) -> Sequence[SumColumns]:
        """The sums over related records that the matter asks for."""
        return self._reader.sums

    def totals(self) -> Totals:
        """These sums, to be added up once for all chunks of subjects."""
        return Totals(self._reader.sums)

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
        frame = self._reader.summed(frame, sums or {})
        return self._reader.check(frame, records if sums or records else {})

    def told_of(self, decisions: Sequence[Decision]) -> pl.DataFrame:
        """What the scalar reader said of some rows, as `check` would tell it."""
        return self._reader.told_of(decisions)
