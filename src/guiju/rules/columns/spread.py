"""Many versions of a grant over one frame: what is common to them is worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from ..granting import NOTHING, Leaf
from ..versions import Versions
from .formulas import HIGH, LOW, ends, value
from .granted import GrantColumns
from .related import Totals

Frames = pl.DataFrame | Iterable[pl.DataFrame]
"""Records whole, or batch by batch."""
Statistics = tuple[tuple[Any, ...], int, dict[str, int]]
_NOUGHT = pl.lit(0, pl.Int64)


class GrantSpread:
    """A grant under a baseline and scenarios: counts and sums, by group."""

    def __init__(self, versions: Sequence[Versions], records: Mapping[str, Frames]) -> None:
        # A matter dated row by row is simulated under the version of the day asked for.
        self.columns = [GrantColumns(one.compiled[-1]) for one in versions]
        self._sums = self._summed(records)
        self.pays = self.columns[0].pays

    def _summed(self, records: Mapping[str, Frames]) -> list[dict[str, pl.DataFrame]]:
        """The sums under each version; those that count the same records alike once for all."""
        totals: dict[Any, Totals] = {}
        for columns in self.columns:
            totals.setdefault(columns.signature, columns.totals())
        for kind, frames in records.items():
            for frame in [frames] if isinstance(frames, pl.DataFrame) else frames:
                for one in totals.values():
                    one.add(kind, frame)
        found = {signature: one.found() for signature, one in totals.items()}
        return [found[columns.signature] for columns in self.columns]

    def statistics(self, frame: pl.DataFrame, by: list[str]) -> Iterator[Statistics]:
        """The statistics of every group and scenario; rows of one case are worked out together."""
        base = self.columns[0].summed(frame, self._sums[0])
        cases = self.columns[0].cases(base)
        alike = [self._alike(place) for place in range(len(self.columns))]
        others = {
            place: columns.cases(columns.summed(frame, self._sums[place]))
            for place, columns in enumerate(self.columns)
            if not alike[place]
        }
        named = base.with_columns(cases.alias("⁂0"))
        named = named.with_columns(series.alias(f"⁂{place}") for place, series in others.items())
        if cases.min() != -1:
            named = named.select(self._needed(named, by))
        for (case,), part in named.group_by("⁂0"):
            yield from self._part(int(case), part, by, alike)

    def _needed(self, named: pl.DataFrame, by: list[str]) -> list[str]:
        """The columns that amounts and groups are worked out from."""
        keys = {k for grant in self.columns for f in grant.grant.formulas for k in f.facts}
        asked = {key + end for key in keys for end in ("", LOW, HIGH)} | set(by)
        return [name for name in named.columns if name in asked or name.startswith("⁂")]

    def _alike(self, place: int) -> bool:
        """Whether a scenario sorts rows into cases and sums records just as the baseline does."""
        return self.columns[place].signature == self.columns[0].signature

    def _part(
        self, case: int, part: pl.DataFrame, by: list[str], alike: list[bool]
    ) -> Iterator[Statistics]:
        if case < 0:
            yield from self._one_by_one(part, by)
            return
        outcome = self.columns[0].outcome(case)
        first = self._amount(0, outcome, part)
        amounts: dict[Any, str] = {}
        columns: list[pl.Expr] = []
        named: list[str] = []
        for place, grant in enumerate(self.columns):
            if alike[place]:
                known = grant.same(outcome, self.columns[0])
                key: Any = grant.told(known)
                expressions = first if place == 0 else self._amount(place, known, part)
            else:
                key, expressions = place, self._chosen(place, part)
            if key not in amounts:
                amounts[key] = f"a{place}"
                columns.append(_settled(*expressions).alias(f"a{place}"))
            named.append(amounts[key])
        worked = part.select(*by, *columns)
        yield from _told(worked, by, named)

    def _one_by_one(self, part: pl.DataFrame, by: list[str]) -> Iterator[Statistics]:
        """Rows that the scalar reader must tell: their spans stand in conditions too."""
        named = [f"a{place}" for place in range(len(self.columns))]
        worked = part.select(by).with_columns(
            columns.check(part, self._sums[place])["amount"].alias(name)
            for (place, columns), name in zip(enumerate(self.columns), named, strict=True)
        )
        yield from _told(worked, by, named)

    def _amount(self, place: int, outcome: Any, part: pl.DataFrame) -> tuple[pl.Expr, pl.Expr]:
        """The least and greatest amount of a case, or of all cases that blanks leave possible."""
        grant = self.columns[place]
        leaves = [outcome] if isinstance(outcome, Leaf) else list(outcome)
        found = [self._leaf(grant, leaf, part) for leaf in leaves]
        if len(found) == 1:
            return found[0]
        if any(leaf.reserve is not None for leaf in leaves):
            return _NOUGHT, pl.lit(None, pl.Int64)
        lows, highs = zip(*found, strict=True)
        return pl.min_horizontal(lows), pl.max_horizontal(highs)

    def _leaf(self, grant: GrantColumns, leaf: Leaf, part: pl.DataFrame) -> tuple[pl.Expr, pl.Expr]:
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

    def _chosen(self, place: int, part: pl.DataFrame) -> tuple[pl.Expr, pl.Expr]:
        """The amount under a scenario that sorts the rows anew."""
        grant = self.columns[place]
        low: Any = None
        high: Any = None
        for case in part[f"⁂{place}"].unique().to_list():
            least, most = self._amount(place, grant.outcome(case), part)
            here = pl.col(f"⁂{place}") == case
            low = (pl.when(here) if low is None else low.when(here)).then(least)
            high = (pl.when(here) if high is None else high.when(here)).then(most)
        return low.otherwise(_NOUGHT), high.otherwise(_NOUGHT)


def _settled(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """The amount where it is settled, null where it is not."""
    return low if low is high else pl.when(low == high).then(low)


def _told(worked: pl.DataFrame, by: list[str], named: list[str]) -> Iterator[Statistics]:
    """Counts and sums of every amount, and against the first, by group."""
    base = named[0]
    asked: list[pl.Expr] = [pl.len().alias("rows")]
    for name in dict.fromkeys(named):
        amount, gain = pl.col(name), pl.col(name) - pl.col(base)
        asked += [
            (amount > 0).sum().alias(f"{name} given"),
            amount.null_count().alias(f"{name} unknown"),
            amount.sum().alias(f"{name} amount"),
        ]
        if name != base:
            asked += [
                (gain > 0).sum().alias(f"{name} gaining"),
                (gain < 0).sum().alias(f"{name} losing"),
                gain.clip(lower_bound=0).sum().alias(f"{name} gained"),
                (-gain.clip(upper_bound=0)).sum().alias(f"{name} lost"),
            ]
    lazy = worked.lazy()
    told = (lazy.group_by(by).agg(asked) if by else lazy.select(asked)).collect()
    for row in told.iter_rows(named=True):
        group = tuple(row[name] for name in by)
        for place, name in enumerate(named):
            names = ("given", "unknown", "amount", "gaining", "losing", "gained", "lost")
            found = {one: int(row.get(f"{name} {one}", 0) or 0) for one in names}
            yield group, place, {"rows": int(row["rows"]), **found}
