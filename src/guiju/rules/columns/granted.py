"""A grant in columns: case and amount of every row; open rows are told by the scalar reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import polars as pl

from ..deciding import ENTITLED, NOT_ENTITLED, UNKNOWN, CompiledMatter, Decision
from ..diagram import decide
from ..expressions import Figure, walk
from ..granting import NOTHING, Leaf
from .formulas import ends
from .related import SumColumns, settled, summed
from .single import Records, cases, replaced
from .walking import Walk

VERDICTS = pl.Enum((ENTITLED, NOT_ENTITLED, UNKNOWN))


class GrantColumns:
    """One grant with its figures, over frames of subjects and of their records."""

    def __init__(self, compiled: CompiledMatter) -> None:
        assert compiled.grant is not None
        self.compiled, self.grant = compiled, compiled.grant
        self.pays = compiled.grant.grant.pays
        self.names = pl.Enum([entitlement.name for entitlement in self.grant.grant.entitlements])
        variables = list(self.grant.compiler.variables.values())
        self._walk = Walk(self.grant.diagram, variables, self.grant.compiler.factory, _leaves)
        self.sums = [SumColumns(gatherer) for gatherer in self.grant.gatherers]
        self._asked = set(self.grant.compiler.variables)

    def summed(self, frame: pl.DataFrame, found: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """Subjects with the columns of their sums."""
        return summed(frame, self.sums, found)

    def spanned(self, frame: pl.DataFrame) -> frozenset[str]:
        """The sums whose least and greatest value stand in columns of their own."""
        return frozenset(s.aggregate.key for s in self.sums if s.low in frame.columns)

    @cached_property
    def signature(self) -> tuple[tuple[str, int], ...]:
        """The figures that decide into which case a row falls and which records count."""
        nodes = [*self.grant.conditions, *(s.aggregate.where for s in self.sums)]
        found = {n.standard.name for node in nodes for n in walk(node) if isinstance(n, Figure)}
        return tuple((name, self.grant.figures[name]) for name in sorted(found))

    def cases(self, frame: pl.DataFrame) -> pl.Series:
        """The number of every row's case (for `outcome`); rows left open by a span are -1."""
        told, open_ = self._with_settled_sums(frame)
        ids, joint = self._walk.ends(told)
        open_ = _either(open_, joint)
        for key in self.grant.shared:
            open_ = _either(open_, frame[key].is_null())
        return ids if open_ is None else ids.set(open_, -1)

    def outcome(self, case: int) -> Any:
        """What a number of `cases` stands for: a leaf, or all that are possible."""
        return frozenset((NOTHING, *self.grant.leaves)) if case < 0 else self._walk.outcomes[case]

    def same(self, outcome: Any, other: GrantColumns) -> Any:
        """An outcome of another version, as this one has it."""
        if not isinstance(outcome, Leaf):
            return frozenset(self.same(leaf, other) for leaf in outcome)
        if outcome is NOTHING:
            return NOTHING
        if outcome.reserve is not None:
            return self.grant.reserved(outcome.reserve)
        return self.grant.leaves[other.grant.leaves.index(outcome)]

    def told(self, outcome: Any) -> tuple[Any, ...]:
        """What an outcome comes to, so that scenarios which say the same are worked out once."""
        leaves = [outcome] if isinstance(outcome, Leaf) else list(outcome)
        return tuple(sorted(_sense(leaf) for leaf in leaves))

    def check(self, frame: pl.DataFrame, records: Records | None = None) -> pl.DataFrame:
        """Verdict, amount and the ends of what it can be; with ``records`` what is missing too.

        The frame holds the columns of its sums already.
        """
        told, open_ = self._told(frame)
        told = told.with_columns(pl.lit([], pl.List(pl.String)).alias("missing"))
        if open_ is None or not open_.any():
            return told
        places = open_.arg_true().to_list()
        found = cases(self.compiled, frame[places], records, self.sums)
        decisions = [self.compiled.decide(*case) for case in found]
        return replaced(told, places, self.told_of(decisions))

    def told_of(self, decisions: Sequence[Decision]) -> pl.DataFrame:
        """What the scalar reader said of some rows, as a frame."""
        return pl.DataFrame(
            {
                "verdict": pl.Series([d.verdict for d in decisions], dtype=VERDICTS),
                "amount": pl.Series([d.amount for d in decisions], dtype=pl.Int64),
                "low": pl.Series([d.low for d in decisions], dtype=pl.Int64),
                "high": pl.Series([d.high for d in decisions], dtype=pl.Int64),
                "case": pl.Series([_case(d.leaf) for d in decisions], dtype=self.names),
                "missing": pl.Series(
                    [list(d.missing) for d in decisions], dtype=pl.List(pl.String)
                ),
            }
        )

    def _told(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series | None]:
        """Every row as the columns alone tell it, and which rows stay open."""
        frame, open_ = self._with_settled_sums(frame)
        ids, joint = self._walk.ends(frame)
        outcomes = self._walk.outcomes
        told = frame.with_columns(ids.alias("leaf")).select(*self._amounts(frame, outcomes))
        if any(not isinstance(o, Leaf) for o in outcomes):
            several = pl.Series([not isinstance(o, Leaf) for o in outcomes]).gather(ids)
            open_ = _either(open_, several)
        open_ = _either(open_, joint)
        if "high" in told.columns:
            open_ = _either(open_, told["low"] != told["high"])
        else:
            told = told.with_columns(high=pl.col("low"))
        gives = told["low"] > 0
        if not self.pays:
            gives = pl.Series([_gives(o) for o in outcomes], dtype=pl.Boolean).gather(ids)
        cases = pl.Series("case", [_case(o) for o in outcomes], dtype=self.names).gather(ids)
        # What is not given is the second of the verdicts, what is given the first.
        verdicts = (~gives).cast(pl.UInt8).cat.to(VERDICTS).alias("verdict")
        amount = pl.col("low") if self.pays else pl.lit(None, pl.Int64)
        told = told.select(verdicts, amount.alias("amount"), "low", "high", cases)
        return told, open_

    def _with_settled_sums(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series | None]:
        """The sums that conditions ask for, where they are settled; which rows leave one open."""
        return settled(frame, [one for one in self.sums if one.aggregate.key in self._asked])

    def _amounts(self, frame: pl.DataFrame, outcomes: list[Any]) -> list[pl.Expr]:
        """The amount of every row by its leaf; two columns where blanks leave some open."""
        spanned = self.spanned(frame)
        open_ = self._blank(frame, outcomes)
        nought = pl.lit(0, pl.Int64)
        low: Any = None
        high: Any = None
        for place, leaf in enumerate(outcomes):
            if not isinstance(leaf, Leaf) or leaf.formula is None:
                continue
            here = pl.col("leaf") == place
            least, most = ends(leaf.formula, spanned)
            low = (pl.when(here) if low is None else low.when(here)).then(least)
            high = (pl.when(here) if high is None else high.when(here)).then(most)
        if low is None or high is None:
            return [pl.col("leaf").cast(pl.Int64).mul(0).alias("low")]
        told = [low.otherwise(nought).alias("low")]
        return [*told, high.otherwise(nought).alias("high")] if open_ else told

    def _blank(self, frame: pl.DataFrame, outcomes: list[Any]) -> bool:
        """Whether any amount may be open: a blank in a formula's facts, or a sum that is a span."""
        formulas = [o.formula for o in outcomes if isinstance(o, Leaf) and o.formula is not None]
        keys = {key for formula in formulas for key in formula.facts}
        for one in self.sums:
            if one.aggregate.key in keys and one.low in frame.columns:
                keys.discard(one.aggregate.key)
                if (frame[one.low] != frame[one.high]).any():
                    return True
        return any(frame[key].null_count() for key in keys)


def _either(left: pl.Series | None, right: pl.Series | None) -> pl.Series | None:
    if left is None or right is None:
        return left if right is None else right
    return left | right


def _leaves(diagram: Any) -> Any:
    """The leaf that a walk ends at, or all of them; a person's question counts as several."""
    leaves, _ = decide(diagram, {})
    leaf = next(iter(leaves))
    return leaf if len(leaves) == 1 and leaf.reserve is None else frozenset(leaves)


def _sense(leaf: Leaf) -> str:
    """A leaf as text: its case and its amount with the figures in it."""
    name = leaf.entitlement and leaf.entitlement.name
    if leaf.formula is None:
        return repr((name, leaf.reserve is not None))
    used = [n.standard.name for n in walk(leaf.formula.node) if isinstance(n, Figure)]
    figures = [leaf.formula.figures[one] for one in used]
    return repr((name, leaf.formula.written, figures))


def _case(outcome: Any) -> str | None:
    leaf = outcome if isinstance(outcome, Leaf) else None
    return leaf.entitlement.name if leaf is not None and leaf.entitlement is not None else None


def _gives(outcome: Any) -> bool:
    return isinstance(outcome, Leaf) and outcome.entitlement is not None
