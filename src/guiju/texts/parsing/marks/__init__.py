"""The marks that begin chapters, articles and items: each kind a small grammar with examples.

A mark is looked for at the head of a line only, by its first character. Whether it begins
anything there is for the reader to decide: a line broken inside a sentence may begin with what
looks like one.
"""

from __future__ import annotations

from .articles import article_mark
from .chapters import chapter_mark
from .items import FIRST as ITEMS
from .kinds import Kind, Mark

__all__ = ["Kind", "Mark", "mark_of"]

_FINDERS = dict(ITEMS)


def mark_of(line: str) -> Mark | None:
    """The mark at the head of a line of visible text; None where there is none."""
    first = line[:1]
    if first == "第":
        return article_mark(line) or chapter_mark(line)
    finder = _FINDERS.get(first)
    return finder(line) if finder else None
