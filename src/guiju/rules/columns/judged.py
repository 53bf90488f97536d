"""Duties in columns: what each provision says of every row, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import polars as pl

from ..deciding import BREACH, CONFORMS, UNKNOWN, Decision
from ..diagram import decide
from ..judging import AddressDiagrams, DutyReader, Outcome
from .codes import Coder
from .frames import facts_of
from .walking import Walk

SEVERITIES = (CONFORMS, UNKNOWN, BREACH)
VERDICTS = pl.Enum(SEVERITIES)
Told = tuple[int, tuple[str, ...]]
"""The place of a verdict in `SEVERITIES`, and what is missing."""


class AddressColumns:
    """The duties under one address over frames of subjects."""

    def __init__(self, reader: DutyReader, address: str, diagrams: AddressDiagrams) -> None:
        self.address, self._reader, self._diagrams = address, reader, diagrams
        self._facts = {f.key: f for v in diagrams.variables for f in v.facts}
        self._walk = Walk(diagrams.whole, diagrams.variables, diagrams.factory, _told)
        self._coder = Coder(diagrams.variables)
        self._outcomes: dict[int, Outcome | None] = {}

    @property
    def told(self) -> list[Told]:
        """What is said, by the places that `ids` gives."""
        return self._walk.outcomes

    def ids(self, frame: pl.DataFrame) -> pl.Series:
        """For every row the place of what is said of it."""
        ids, hard = self._walk.ends(frame)
        if hard is None or not hard.any():
            return ids
        places = hard.arg_true()
        told = [_of_outcome(outcome) for outcome in self._one_by_one(frame, places)]
        return ids.scatter(places, pl.Series([self._walk.place(t) for t in told], dtype=pl.Int32))

    def outcomes(self, frame: pl.DataFrame) -> list[tuple[int, Outcome]]:
        """All that is said of the rows that do not conform, each with its row."""
        ids = self.ids(frame)
        telling = [place for place, (severity, _) in enumerate(self.told) if severity]
        rows = ids.is_in(telling).arg_true()
        part = frame[rows.to_list()]
        codes, hard = self._coder.codes(part)
        found = [self._outcome(code) for code in codes.to_list()]
        if hard is not None and hard.any():
            places = hard.arg_true()
            for place, outcome in zip(places, self._one_by_one(part, places), strict=True):
                found[place] = outcome
        return [(row, one) for row, one in zip(rows, found, strict=True) if one is not None]

    def _outcome(self, code: int) -> Outcome | None:
        if code not in self._outcomes:
            self._outcomes[code] = self._reader.outcome(self._diagrams, self._coder.facts(code))
        return self._outcomes[code]

    def _one_by_one(self, frame: pl.DataFrame, places: pl.Series) -> list[Outcome | None]:
        """Rows whose blanks leave a comparison of several facts open."""
        rows = frame[places.to_list()].iter_rows(named=True)
        facts = self._facts.values()
        return [self._reader.outcome(self._diagrams, facts_of(row, facts)) for row in rows]


def _told(diagram: Any) -> Told:
    verdicts, missing = decide(diagram, {})
    if len(verdicts) > 1:
        return 1, tuple(missing)
    return SEVERITIES.index(next(iter(verdicts)).value), tuple(missing)


def _of_outcome(outcome: Outcome | None) -> Told:
    if outcome is None:
        return 0, ()
    return SEVERITIES.index(outcome.verdict.value), outcome.missing


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

    def told_of(self, decisions: Sequence[Decision]) -> pl.DataFrame:
        """What the scalar reader said of some rows, as `check` would tell it."""
        by_address = [{str(o.provision): o.verdict.value for o in d.outcomes} for d in decisions]
        addresses = [address.address for address in self.addresses]

        def listed(verdict: str) -> pl.Series:
            found = [[a for a in addresses if one.get(a) == verdict] for one in by_address]
            return pl.Series(found, dtype=pl.List(pl.String))

        verdicts = {a: [one.get(a, CONFORMS) for one in by_address] for a in addresses}
        return pl.DataFrame(
            {
                "verdict": pl.Series([d.verdict for d in decisions], dtype=VERDICTS),
                **{a: pl.Series(found, dtype=VERDICTS) for a, found in verdicts.items()},
                "breach": listed(BREACH),
                "unknown": listed(UNKNOWN),
                "missing": pl.Series(
                    [list(d.missing) for d in decisions], dtype=pl.List(pl.String)
                ),
            }
        )

    def outcomes(self, frame: pl.DataFrame) -> list[list[Outcome]]:
        """For every row what is said of it, provision by provision (those it conforms to aside)."""
        found: list[list[Outcome]] = [[] for _ in range(len(frame))]
        for address in self.addresses:
            for row, outcome in address.outcomes(frame):
                found[row].append(outcome)
        return found

    def _mask(self, flags: list[pl.Series]) -> pl.Series:
        return reduce(
            lambda a, b: a | b,
            (flag.cast(pl.UInt64) * (1 << bit) for bit, flag in enumerate(flags)),
        )

    def _missing(self, told: Told) -> int:
        return sum(1 << self._bits[key] for key in told[1])


def _severity(told: Told) -> int:
    return told[0]


def _looked_up(
    address: AddressColumns,
    ids: pl.Series,
    value: Callable[[Told], int],
    dtype: type[pl.DataType],
) -> pl.Series:
    return pl.Series([value(told) for told in address.told], dtype=dtype).gather(ids)


def _greatest(left: pl.Series, right: pl.Series) -> pl.Series:
    return pl.select(pl.max_horizontal(left, right)).to_series()


def _enum(severity: pl.Series) -> pl.Series:
    return pl.Series(SEVERITIES, dtype=VERDICTS).gather(severity)


def _lists(masks: pl.Series, names: dict[int, str]) -> pl.Series:
    """A column of masks as lists of names; every mask that occurs is told once."""
    unique = masks.unique().sort()
    lists = [[name for bit, name in names.items() if mask >> bit & 1] for mask in unique.to_list()]
    index = masks.rank("dense") - 1
    return pl.Series(lists, dtype=pl.List(pl.String)).gather(index)
