"""Marks 标记: what a cell of a ballot holds, as one byte."""

from __future__ import annotations

import re

BLANK, FOR, AGAINST, ABSTAIN, CONTRADICTORY, UNREADABLE, NOTHING = range(7)
"""``NOTHING``: two scrutineers found that the mark counts as none; no file of ballots holds it."""
DOUBTFUL = (CONTRADICTORY, UNREADABLE)
ACCEPTED = "赞成、反对、弃权、○、√、× 或空白"

_MEANING = {
    "赞成": FOR,
    "○": FOR,
    "√": FOR,
    "反对": AGAINST,
    "×": AGAINST,
    "弃权": ABSTAIN,
    "?": UNREADABLE,
    "？": UNREADABLE,
    "不清": UNREADABLE,
}
_TOKEN = re.compile("|".join(map(re.escape, _MEANING)))


def without_spaces(text: str) -> str:
    """A text without any white space, full-width spaces included."""
    return "".join(text.split())


def read_mark(text: str | None) -> int | None:
    """The mark in a cell; None where it is no mark at all.

    Marks that say the same twice are one; two that differ contradict each other.
    """
    text = without_spaces(text or "")
    if not text:
        return BLANK
    if _TOKEN.sub("", text):
        return None
    found = {_MEANING[token] for token in _TOKEN.findall(text)}
    if UNREADABLE in found:
        return UNREADABLE
    return found.pop() if len(found) == 1 else CONTRADICTORY


def unreadable(text: str) -> bool:
    """Whether a written name could not be read."""
    return _MEANING.get(text) == UNREADABLE
