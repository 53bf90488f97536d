"""How a text is laid out: paragraphs indented, lines broken at the width of a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..marks import Kind, Mark
from ..model import Line
from .ends import headed, item_ended

_FEW = 3
_MOST, _MANY = 0.8, 0.6
_NARROW, _BROAD, _TITLE = 8, 60, 20


@dataclass(frozen=True, slots=True)
class Layout:
    """``indented``: what is not indented goes on; ``width``: from here on a line is full, or 0.

    The width of a column is told by its broken lines; 0 where lines are not broken. ``tight``:
    no blank stands behind 第七条. ``titled``: articles have a heading in their first line.
    """

    indented: bool
    width: int
    tight: bool = False
    titled: bool = False


def deep(line: Line) -> bool:
    """Whether a line is indented as the first of a paragraph is."""
    return len(line.indent) > 1


def layout_of(lines: Sequence[Line], marks: Sequence[Mark | None]) -> Layout:
    """The layout that most lines of a text speak for."""
    marked = indented = plain = follows = broken = 0
    widths: list[int] = []
    before: Line | None = None
    for line, mark in zip(lines, marks, strict=True):
        if not line.text:
            continue
        if mark:
            marked += 1
            indented += deep(line)
        elif not deep(line) and before is not None:
            plain += 1
            if not item_ended(before.text):
                follows += 1
                widths.append(len(before.text))
        broken += not item_ended(line.text)
        before = line
    columns = indented >= max(2, marked * _MOST) and plain >= _FEW and follows >= plain * _MANY
    width = _width(widths, len(lines)) if broken > len(lines) * 0.4 else 0
    titled = not columns and not width and _titled(lines, marks)
    return Layout(columns, width, _tight(marks), titled)


def _titled(lines: Sequence[Line], marks: Sequence[Mark | None]) -> bool:
    """Whether most articles begin with a short line without a stop."""
    said = [
        line.text[mark.behind :]
        for line, mark in zip(lines, marks, strict=True)
        if mark and mark.kind is Kind.ARTICLE
    ]
    return len(said) >= _FEW and sum(map(is_title, said)) >= len(said) * _MOST


def is_title(said: str) -> bool:
    """Whether an article's first line may be its heading."""
    return 0 < len(said) <= _TITLE and headed(said) and "，" not in said


def _tight(marks: Sequence[Mark | None]) -> bool:
    """Whether most articles have no blank behind their number."""
    sure = [mark.sure for mark in marks if mark and mark.kind is Kind.ARTICLE]
    return sum(sure) * 2 < len(sure)


def _width(widths: list[int], count: int) -> int:
    """The width from which on a broken line is full; 0 where widths are not those of a column."""
    if len(widths) < max(10, count * 0.3):
        return 0
    widths.sort()
    lower, middle, upper = (widths[len(widths) * fifth // 10] for fifth in (2, 5, 9))
    alike = upper - lower <= max(4, middle // 4)
    full = lower if lower == middle else lower - 1
    return full if alike and _NARROW <= middle <= _BROAD else 0
