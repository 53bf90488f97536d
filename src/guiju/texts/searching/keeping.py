"""The index is changed: works come in, works go out, small segments become one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from . import building
from . import folder as place
from .building import Builder, Work, folded
from .model import Text
from .segment import Segment

_SAME_SIZE = 6
"""So many segments of about one size become one."""
_SIZES = 2  # bits: a size is four times the one before
_SMALLEST = 1 << 10  # parts of a full segment: what is smaller is of one size


class _Opened(NamedTuple):
    segment: Segment
    gone: frozenset[int]

    @property
    def living(self) -> int:
        """How many entries still count."""
        lost = sum(map(len, self.segment.entries_of(self.gone))) if self.gone else 0
        return self.segment.entries - lost


def add(folder: Path, texts: Iterable[Text]) -> int:
    """Put works in, each in place of the one of that name; all of them count at once, or none.

    Gives how many; ``ValueError`` for a work that comes twice.
    """
    with place.one_writer(folder):
        builder = Builder(lambda: place.fresh(folder))
        came: set[str] = set()
        for text in texts:
            if text.work in came:
                raise ValueError(f"the work {text.work!r} comes twice")
            came.add(text.work)
            builder.put(Work(text.order, text.work, 0, text.title), folded(text))
        builder.close()
        if came:
            there = [_without(one, came) for one in _opened(folder)]
            _settle(
                folder, [*there, *(_Opened(Segment(path), frozenset()) for path in builder.paths)]
            )
        return len(came)


def remove(folder: Path, works: Iterable[str]) -> int:
    """Take works out, all at once; gives how many were there."""
    with place.one_writer(folder):
        unwanted, there = set(works), _opened(folder)
        found = unwanted & _names(there)
        if found:
            _settle(folder, [_without(one, found) for one in there])
        return len(found)


def tidy(folder: Path) -> None:
    """Write everything anew in as few segments as can be."""
    with place.one_writer(folder):
        there = _opened(folder)
        _commit(folder, _merged(folder, there))


def works(folder: Path) -> list[str]:
    """The works in the index, by name."""
    return sorted(_names(_opened(folder)))


def _opened(folder: Path) -> list[_Opened]:
    return [_Opened(Segment(folder / one.name), one.gone) for one in place.current(folder).segments]


def _names(there: list[_Opened]) -> set[str]:
    rows = ((at, work.work, one.gone) for one in there for at, work in enumerate(one.segment.works))
    return {work for at, work, gone in rows if at not in gone}


def _without(one: _Opened, works: set[str]) -> _Opened:
    gone = {at for at, work in enumerate(one.segment.works) if work.work in works}
    return one._replace(gone=one.gone | gone)


def _settle(folder: Path, there: list[_Opened]) -> None:
    """Make the segments count, after those were merged that should be."""
    there = [one for one in there if len(one.gone) < len(one.segment.works)]
    while chosen := _to_merge(there):
        there = [one for one in there if one not in chosen] + _merged(folder, chosen)
    _commit(folder, there)


def _to_merge(there: list[_Opened]) -> list[_Opened]:
    """A segment of which most is gone, or enough small ones of one size."""
    sizes: dict[int, list[_Opened]] = {}
    for one in there:
        if 2 * one.living < one.segment.entries:
            return [one]
        share = _share(one)
        if 2 * share < 1:
            size = int(share * _SMALLEST).bit_length() // _SIZES
            sizes.setdefault(size, []).append(one)
    return next((found for found in sizes.values() if len(found) >= _SAME_SIZE), [])


def _share(one: _Opened) -> float:
    """How much of a full segment one is."""
    by_entries = one.living / building.MOST_ENTRIES
    return max(by_entries, one.segment.characters / building.MOST_CHARACTERS)


def _merged(folder: Path, there: list[_Opened]) -> list[_Opened]:
    builder = Builder(lambda: place.fresh(folder))
    rows = [(work, at, one) for one in there for at, work in enumerate(one.segment.works)]
    rows = sorted((row for row in rows if row[1] not in row[2].gone), key=lambda row: row[0])
    for work, at, one in rows:
        entries = (entry for found in one.segment.entries_of({at}) for entry in found)
        builder.put(work, one.segment.read(entries))
    builder.close()
    return [_Opened(Segment(path), frozenset()) for path in builder.paths]


def _commit(folder: Path, there: list[_Opened]) -> None:
    number = place.current(folder).number + 1
    named = tuple(place.Named(one.segment.path.name, one.gone) for one in there)
    place.put(folder, place.State(number, named))
    place.sweep(folder)
