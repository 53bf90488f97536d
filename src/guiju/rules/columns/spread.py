"""Many versions of a grant over one frame: what is common to them is worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from ..deciding import ENTITLED, UNKNOWN, CompiledMatter
from ..granting import NOTHING, Leaf
from .counting import Statistics, counted
from .formulas import HIGH, LOW, ends, value
from .granted import GrantColumns
from .related import Frames, Totals

_NOUGHT = pl.lit(0, pl.Int64)
_CASE, _ROW = "⁂case", "⁂row"
Amount = tuple[pl.Expr, pl.Expr]
"""The least and the greatest amount of a row; the same object where it is settled."""


class GrantSpread:
    """A grant under a baseline and scenarios: counts and sums, by group."""

    def __init__(self, versions: Sequence[CompiledMatter], records: Mapping[str, Frames]) -> None:
        self.columns = [GrantColumns(one) for one in versions]
        self._alike: dict[Any, list[int]] = {}
        """The scenarios that sort rows into cases and sum records in one and the same way."""
        for place, columns in enumerate(self.columns):
            self._alike.setdefault(columns.signature, []).append(place)
        self._sums = self._summed(records)

    def _summed(self, records: Mapping[str, Frames]) -> dict[Any, dict[str, pl.DataFrame]]:
        """The sums under each way of counting records, worked out once for all that share it."""
        totals = {way: Totals(self.columns[p[0]].sums) for way, p in self._alike.items()}
        for kind, frames in records.items():
            for frame in [frames] if isinstance(frames, pl.DataFrame) else frames:
                for one in totals.values():
                    one.add(kind, frame)
        return {way: one.found() for way, one in totals.items()}

    def statistics(self, frame: pl.DataFrame, by: list[str]) -> Iterator[Statistics]:
        """The statistics of every group and scenario; rows of one case are worked out together."""
        if len(self._alike) == 1:
            (way,) = self._alike
            for worked, named in self._worked(way, frame, by):
                yield from counted(worked, by, named)
            return
        frame = frame.with_row_index(_ROW)
        columns = [frame[name] for name in by]
        for way in self._alike:
            parts = [
                worked.select(_ROW, *(pl.col(name).alias(f"a{p}") for p, name in named.items()))
                for worked, named in self._worked(way, frame, [_ROW])
            ]
            columns += pl.concat(parts).sort(_ROW).drop(_ROW).get_columns()
        told = pl.DataFrame(columns)
        yield from counted(told, by, {place: f"a{place}" for place in range(len(self.columns))})

    def _worked(
        self, way: Any, frame: pl.DataFrame, keep: list[str]
    ) -> Iterator[tuple[pl.DataFrame, dict[int, str]]]:
        """Case by case the rows with the amounts of the scenarios that are alike, and the name of
        each scenario's amount; scenarios that say the same of a case share it."""
        places = self._alike[way]
        first = self.columns[places[0]]
        named = first.summed(frame, self._sums[way])
        cases = first.cases(named)
        named = named.with_columns(cases.alias(_CASE))
        if cases.min() != -1:
            named = named.select(self._needed(named, keep))
        for (case,), part in named.group_by(_CASE):
            if case < 0:
                yield self._one_by_one(places, part, keep)
            else:
                yield self._of_case(places, first.outcome(int(case)), part, keep)

    def _needed(self, named: pl.DataFrame, keep: list[str]) -> list[str]:
        """The columns that amounts and groups are worked out from."""
        keys = {k for grant in self.columns for f in grant.grant.formulas for k in f.facts}
        asked = {key + end for key in keys for end in ("", LOW, HIGH)} | {*keep, _CASE}
        return [name for name in named.columns if name in asked]

    def _of_case(
        self, places: list[int], outcome: Any, part: pl.DataFrame, keep: list[str]
    ) -> tuple[pl.DataFrame, dict[int, str]]:
        first = self.columns[places[0]]
        same: dict[Any, str] = {}
        columns: list[pl.Expr] = []
        named: dict[int, str] = {}
        for place in places:
            grant = self.columns[place]
            known = outcome if grant is first else grant.same(outcome, first)
            key = grant.told(known)
            if key not in same:
                same[key] = f"a{place}"
                columns.append(_settled(*self._amount(grant, known, part)).alias(f"a{place}"))
            named[place] = same[key]
        return part.select(*keep, *columns), named

    def _one_by_one(
        self, places: list[int], part: pl.DataFrame, keep: list[str]
    ) -> tuple[pl.DataFrame, dict[int, str]]:
        """Rows that the scalar reader must tell: their spans stand in conditions too."""
        named = {place: f"a{place}" for place in places}
        amounts = [
            amounts_of(self.columns[place], self.columns[place].check(part)).alias(name)
            for place, name in named.items()
        ]
        return part.select(keep).with_columns(amounts) if keep else pl.DataFrame(amounts), named

    def _amount(self, grant: GrantColumns, outcome: Any, part: pl.DataFrame) -> Amount:
        """The amount of a case, or what all cases that blanks leave possible come to."""
        leaves = [outcome] if isinstance(outcome, Leaf) else list(outcome)
        found = [self._leaf(grant, leaf, part) for leaf in leaves]
        if len(found) == 1:
            return found[0]
        if any(leaf.reserve is not None for leaf in leaves):
            return _NOUGHT, pl.lit(None, pl.Int64)
        lows, highs = zip(*found, strict=True)
        return pl.min_horizontal(lows), pl.max_horizontal(highs)

    def _leaf(self, grant: GrantColumns, leaf: Leaf, part: pl.DataFrame) -> Amount:
        if leaf is NOTHING or leaf.entitlement is None:
            return _NOUGHT, _NOUGHT
        if leaf.formula is None:
            # A measure without money counts as one for each that it is given to.
            one = pl.lit(1, pl.Int64)
            return one, one
        if all(key in part.columns and not part[key].null_count() for key in leaf.formula.facts):
            known = value(leaf.formula)
            return known, known
        return ends(leaf.formula, grant.spanned(part))


def amounts_of(grant: GrantColumns, told: pl.DataFrame) -> pl.Series:
    """The amounts of rows as checked, null where unknown; one for each where there is no money."""
    if grant.pays:
        return told["amount"]
    given = (told["verdict"] == ENTITLED).cast(pl.Int64)
    return given.set(told["verdict"] == UNKNOWN, None)


def _settled(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """The amount where it is settled, null where it is not."""
    return low if low is high else pl.when(low == high).then(low)
