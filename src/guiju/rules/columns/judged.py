"""Duties in columns: what each provision says of every row, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import polars as pl

from ..deciding import BREACH, CONFORMS, UNKNOWN
from ..duties import Verdict
from ..judging import AddressDiagrams, DutyReader, Outcome
from .codes import Coder, Table
from .frames import facts_of

VERDICTS = pl.Enum((CONFORMS, UNKNOWN, BREACH))


class AddressColumns:
    """The duties under one address over frames of subjects."""

    def __init__(self, reader: DutyReader, address: str, diagrams: AddressDiagrams) -> None:
        self.address, self._reader, self._diagrams = address, reader, diagrams
        self._facts = {f.key: f for v in diagrams.variables for f in v.facts}
        self._table = Table(Coder(diagrams.variables), lambda f: reader.outcome(diagrams, f))

    @property
    def outcomes(self) -> list[Outcome | None]:
        """What is said, by the places that `ids` gives; None: nothing."""
        return self._table.outcomes

    def ids(self, frame: pl.DataFrame) -> pl.Series:
        """For every row the place of its outcome."""
        codes, hard = self._table.coder.codes(frame)
        ids = self._table.look_up(codes)
        if hard is None or not hard.any():
            return ids
        places = hard.arg_true()
        rows = frame[places.to_list()].iter_rows(named=True)
        told = [self._reader.outcome(self._diagrams, self._known(row)) for row in rows]
        return ids.scatter(places, pl.Series([self._table.place(o) for o in told], dtype=pl.Int32))

    def _known(self, row: dict[str, Any]) -> dict[str, Any]:
        return facts_of(row, self._facts.values())


class DutyColumns:
    """All duties of a matter over frames of subjects."""

    def __init__(self, reader: DutyReader, order: tuple[str, ...]) -> None:
        self.addresses = [AddressColumns(reader, a, d) for a, d in reader.groups.items()]
        self._bits = {key: bit for bit, key in enumerate(order)}

    def check(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Verdict, one column a provision, the lists of provisions and of what is missing."""
        ids = {address.address: address.ids(frame) for address in self.addresses}
        verdicts = {
            a.address: _looked_up(a, ids[a.address], _severity, pl.UInt8) for a in self.addresses
        }
        worst = reduce(_greatest, verdicts.values())
        provisions = list(verdicts)
        breach = self._mask([(verdicts[a] == 2) for a in provisions])
        unknown = self._mask([(verdicts[a] == 1) for a in provisions])
        missing = reduce(
            lambda a, b: a | b,
            (_looked_up(a, ids[a.address], self._missing, pl.UInt64) for a in self.addresses),
        )
        names = {bit: key for key, bit in self._bits.items()}
        return pl.DataFrame(
            [
                _enum(worst).alias("verdict"),
                *(_enum(verdicts[a]).alias(a) for a in provisions),
                _lists(breach, dict(enumerate(provisions))).alias("breach"),
                _lists(unknown, dict(enumerate(provisions))).alias("unknown"),
                _lists(missing, names).alias("missing"),
            ]
        )

    def outcomes(self, frame: pl.DataFrame) -> list[list[Outcome]]:
        """For every row what is said of it, provision by provision (those it conforms to aside)."""
        found: list[list[Outcome]] = [[] for _ in range(len(frame))]
        for address in self.addresses:
            ids = address.ids(frame)
            outcomes = address.outcomes
            telling = [i for i, outcome in enumerate(outcomes) if outcome is not None]
            if not telling:
                continue
            for place in ids.is_in(telling).arg_true().to_list():
                outcome = outcomes[ids[place]]
                assert outcome is not None
                found[place].append(outcome)
        return found

    def _mask(self, flags: list[pl.Series]) -> pl.Series:
        return reduce(
            lambda a, b: a | b,
            (flag.cast(pl.UInt64) * (1 << bit) for bit, flag in enumerate(flags)),
        )

    def _missing(self, outcome: Outcome | None) -> int:
        return sum(1 << self._bits[key] for key in outcome.missing) if outcome else 0


def _severity(outcome: Outcome | None) -> int:
    if outcome is None:
        return 0
    return 2 if outcome.verdict is Verdict.BREACH else 1


def _looked_up(
    address: AddressColumns,
    ids: pl.Series,
    value: Callable[[Outcome | None], int],
    dtype: type[pl.DataType],
) -> pl.Series:
    return pl.Series([value(outcome) for outcome in address.outcomes], dtype=dtype).gather(ids)


def _greatest(left: pl.Series, right: pl.Series) -> pl.Series:
    return pl.select(pl.max_horizontal(left, right)).to_series()


def _enum(severity: pl.Series) -> pl.Series:
    return pl.Series((CONFORMS, UNKNOWN, BREACH), dtype=VERDICTS).gather(severity)


def _lists(masks: pl.Series, names: dict[int, str]) -> pl.Series:
    """A column of masks as lists of names; every mask that occurs is told once."""
    unique = masks.unique().sort()
    lists = [[name for bit, name in names.items() if mask >> bit & 1] for mask in unique.to_list()]
    index = masks.rank("dense") - 1
    return pl.Series(lists, dtype=pl.List(pl.String)).gather(index)
