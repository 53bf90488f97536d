"""Which blanks of which related records can still alter an outcome, through the sums over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product

from .records import Aggregate, Gathered, Share

Parted = Callable[[int, int], bool]
"""Whether two values of a sum come to something else for some values of all other blanks."""
FEW = 6
"""Among so many other open records every least and most is tried."""


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
