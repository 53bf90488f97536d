"""The places of a citation: 第二款、第五项至第十项 and their kin, read into steps.

A run is a chain of places joined by 、和 or 至. A place that names no article stands in the
article named before it, and so on for paragraphs and items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..numerals import number_of

LEVELS = "条款项目"
_N = r"[〇零一二两三四五六七八九十百千]{1,9}|[0-9０-９]{1,9}"
_NUMBER = rf"[（(]?(?:{_N})[）)]?"
_INSERTED = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_LISTED = rf"{_NUMBER}(?:[、和]{_NUMBER})*"
PLACE = rf"第(?:{_LISTED})(?:条(?:之(?:{_N}))?|[款项目])"
_PLACE = re.compile(
    rf"第(?P<list>{_LISTED})(?:(?P<article>条)(?:之(?P<inserted>{_INSERTED})(?![前后间外中内]))?"
    r"|(?P<level>[款项目]))"
)
_JOIN = re.compile(r"(?P<to>至|到|—|-)|、|和|与|或者|或|以及|及|，(?=第)")
_ONE = re.compile(_N)

Step = tuple[int, int]
"""A number and the number of an inserted article (之一 is 1, else 0); (0, 0) is not named."""
Path = tuple[Step, Step, Step, Step]
"""Article, paragraph, item, subitem."""
NOT_NAMED: Step = (0, 0)
NOWHERE: Path = (NOT_NAMED,) * 4


@dataclass(frozen=True, slots=True)
class Run:
    """Where a run ends in the text, and the paths that it names."""

    end: int
    paths: tuple[Path, ...]


def read(text: str, start: int) -> Run | None:
    """The run that begins at ``start``; None where none does."""
    paths: list[Path] = []
    place, end, to, last = start, start, False, NOWHERE
    while match := _PLACE.match(text, place):
        level = 0 if match["article"] else LEVELS.index(match["level"])
        found = list(_steps(match))
        if paths and place == end:
            if level <= _depth(last):
                break
            paths.pop()
        if to and paths:
            paths.extend(_between(paths[-1], level, found[0], last))
            found = found[1:]
        paths.extend(_at(last, level, step) for step in found)
        last = paths[-1]
        end = place = match.end()
        joined = _JOIN.match(text, place)
        to = bool(joined and joined["to"])
        if joined and _PLACE.match(text, joined.end()):
            place = joined.end()
    return Run(end, tuple(paths)) if paths else None


def _steps(match: re.Match[str]) -> Iterator[Step]:
    inserted = number_of(match["inserted"]) if match["inserted"] else 0
    printed = _ONE.findall(match["list"])
    for place, one in enumerate(printed):
        yield number_of(one), inserted if place == len(printed) - 1 else 0


def _at(path: Path, level: int, step: Step) -> Path:
    steps = [*path[:level], step, *[NOT_NAMED] * (3 - level)]
    return steps[0], steps[1], steps[2], steps[3]


def _depth(path: Path) -> int:
    """The deepest level that a path names; -1 for none."""
    return max((level for level, step in enumerate(path) if step != NOT_NAMED), default=-1)


_MOST = 400


def _between(path: Path, level: int, end: Step, base: Path) -> list[Path]:
    """The places behind ``path`` up to ``end``: 第八条至第十一条 leaves 九, 十 and 十一."""
    begin = path[level]
    if begin[0] == end[0] and begin[1] < end[1]:
        steps = [(end[0], n) for n in range(begin[1] + 1, end[1] + 1)]
    elif begin[0] < end[0] <= begin[0] + _MOST:
        steps = [(n, 0) for n in range(begin[0] + 1, end[0])] + [end]
    else:
        steps = [end]
    return [_at(base, level, step) for step in steps]
