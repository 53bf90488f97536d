"""The lines of a document's body read into its provisions 款、项、目."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...numerals import from_chinese
from ..marks import Kind, Mark, mark_of
from ..marks.kinds import CHINESE
from ..model import Flag, Line, Provision
from .choosing import Numbering, numbering_of
from .drafts import provisions_of
from .layout import layout_of
from .reading import Reader
from .unglued import unglued

__all__ = ["read_provisions"]

_NUMERAL = re.compile(CHINESE)


def read_provisions(
    text: str, lines: Sequence[Line], numbering: Numbering | None = None
) -> tuple[list[Provision], list[Flag]]:
    """Provisions in the order of the text, and flags where numbers do not follow one another.

    Without a ``numbering`` the marks tell which it is. A document without any numbering has no
    provisions, as its paragraphs have no address.
    """
    lines = unglued(lines)
    marks = marks_of(lines)
    chosen = numbering or numbering_of(marks)
    if chosen.top is None:
        return [], []
    reader = Reader(text, marks, chosen, layout_of(lines, marks))
    for place, line in enumerate(lines):
        if line.text:
            reader.read(place, line)
    reader.close()
    return provisions_of(text, reader.drafts, chosen.name), reader.numbers.flags


def marks_of(lines: Sequence[Line]) -> list[Mark | None]:
    """The mark that each line begins with; a heading 三 alone is one too."""
    marks = [mark_of(line.text) for line in lines]
    for place, line in enumerate(lines):
        if line.level > 0 and marks[place] is None and _NUMERAL.fullmatch(line.text):
            marks[place] = Mark(Kind.COMMA, from_chinese(line.text), len(line.text), False)
    return marks
