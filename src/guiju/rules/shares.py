"""Sums over related records with blanks: which of them can still alter an outcome, and which sums
may stand in one rule.

With blanks a sum is a span. That is exact only where nothing ties two spans together, and where
every value of a span that a bound could tell apart can be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from .errors import RuleError
from .places import Place
from .records import Aggregate, Gathered, Share

Parted = Callable[[int, int], bool]
"""Whether two values of a sum come to something else for some values of all other blanks."""
FEW = 6
"""Among so many other open records every least and most is tried."""


def refuse_tied(aggregates: Sequence[Aggregate], name: str, place: Place) -> None:
    """Refuse sums of one case that ask for one fact of a record: their spans would not meet."""
    keys = [fact.key for aggregate in aggregates for fact in aggregate.used]
    twice = [key for key in keys if keys.count(key) > 1]
    if twice:
        told = "sums of one case that share no fact of a record; sum them together"
        raise RuleError(name, twice[0], told, place=place)


def refuse_unreachable(
    aggregate: Aggregate, cuts: Sequence[int], held: bool, name: str, place: Place
) -> None:
    """Refuse a sum that two bounds tell apart, or another fact (``held``): between its least and
    its greatest value a record may leap over one of them. A count rises one by one.
    """
    if held or (len(cuts) > 1 and not aggregate.counts):
        told = "a sum that is compared with one bound"
        raise RuleError(name, aggregate.key, told, place=place)


def open_blanks(
    aggregate: Aggregate, sums: Gathered, cuts: Iterable[int], parted: Parted
) -> Iterator[str]:
    """The blanks of records that matter, in the order of the records' facts.

    ``cuts`` are the bounds with which the sum is compared.
    """
    assert aggregate.records is not None
    cuts = [*cuts]
    order = [aggregate.records.title, *(fact.key for fact in aggregate.records.facts)]
    open_ = {
        key for share in sums.shares if _matters(share, sums, cuts, parted) for key in share.open
    }
    yield from (key for key in order if key in open_)


def _matters(share: Share, sums: Gathered, cuts: list[int], parted: Parted) -> bool:
    others = [other for other in sums.shares if other is not share]
    totals = {sums.low - share.low, sums.high - share.high}
    if len(others) <= FEW:
        settled = sums.low - share.low - sum(other.low for other in others)
        ends = product(*((other.low, other.high) for other in others))
        totals |= {settled + sum(values) for values in ends}
    totals |= set(_near(share, cuts, min(totals), max(totals)))
    return any(parted(total + share.low, total + share.high) for total in totals)


def _near(share: Share, cuts: list[int], low: int, high: int) -> Iterator[int]:
    """Sums of the others at which this record crosses a bound, where any sum may occur."""
    for cut in cuts:
        for total in (cut - share.low, cut - share.high + 1):
            if low <= total <= high:
                yield total
