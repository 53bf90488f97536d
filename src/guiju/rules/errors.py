"""What is wrong with a rule, a standard, an outline or a fact, and what would be accepted."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .places import Place


def nearest(name: str, known: Iterable[str]) -> str:
    """The known names nearest to a name that is none of them; all where none is near."""
    names = list(known)
    return " · ".join(get_close_matches(name, names, n=3, cutoff=0.5) or names)


class RuleError(ValueError):
    """A rulebook or a fact that is refused: where, what stood there, what would be accepted.

    ``place`` is the file and line at which it was written; ``where`` then begins with it.
    """

    def __init__(
        self, where: str, value: object, expected: str, *, place: Place | None = None
    ) -> None:
        where = where if place is None else f"{place} {where}".rstrip()
        super().__init__(f"{where}: {value!s} — {expected}")
        self.where, self.value, self.expected = where, str(value), expected
        self.place = place
