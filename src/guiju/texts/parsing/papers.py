"""Pages of a newspaper or of a site: a regulation among stories, its title perhaps behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from .dates import DAY
from .marks import Kind, mark_of
from .model import Leftover, LeftoverKind, Line
from .names import is_title, kind_of

_ENDS = tuple("。！？；：”）")
_FROM_ELSEWHERE = re.compile(r"[（(]?\s*上\s*接\s*第?\s*[一二三四五六七八九十\d]{1,3}\s*版")
_TOLD = re.compile(r"(?:本报|新华社)[^，。]{0,14}(?:讯|电)")
_STORY = re.compile(
    rf"{_TOLD.pattern}|人民日报[^，。]{{0,14}}(?:讯|电)|本报评论员|人民日报评论员|□|■|●"
)
_PAPER = re.compile(
    r"来源\s*[:：]|责编\s*[:：]|责任编辑|编辑\s*[:：/]|记者\s*[/／]?|本报讯|上接第|新华社|版权"
)
_HEAD = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}\s*\d{4}年\d{1,2}月\d{1,2}日\s*)?星期[一二三四五六日天]|(?:责任)?编辑\s*[:：/／]"
    r"|校对\s*[:：/／]|电子信箱|第?\s*\d+\s*版$|[-—－\s]*\d{1,3}[-—－\s]*$"
)
_SHORT, _NARROW, _FEW, _BARS, _ALIKE = 16, 34, 14, 3, 4


@dataclass(frozen=True, slots=True)
class Regulation:
    """The lines of a regulation on such a page, and those of its title, if it has one."""

    begin: int
    end: int
    titled: tuple[int, int] | None
    title: str = ""


def is_page(lines: Sequence[Line]) -> bool:
    """Whether lines are columns of a paper: narrow, and broken inside sentences."""
    said = [line for line in lines if line.text]
    if len(said) < _FEW or any(line.level > 0 for line in said[:60]):
        return False
    broken = sorted(len(line.text) for line in said if not line.text.endswith(_ENDS))
    if median(len(line.text) for line in said) >= _NARROW or 2 * len(broken) <= len(said):
        return False
    full = broken[len(broken) * 4 // 5]
    return 2 * sum(1 for size in broken if abs(size - full) <= _ALIKE) > len(broken)


def is_mixed(lines: Sequence[Line]) -> bool:
    """Whether stories begin among lines in which there are articles, whatever their width."""
    if any(line.level > 0 for line in lines):
        return False
    return any(map(_begins_story, lines)) and _run(lines, 0) is not None


def _begins_story(line: Line) -> bool:
    return bool(_TOLD.match(line.text) or _FROM_ELSEWHERE.match(line.text))


def is_story(lines: Sequence[Line]) -> bool:
    """Whether lines without any document in them tell news."""
    return any(_PAPER.search(line.text) for line in lines if line.text)


def regulations(lines: Sequence[Line]) -> list[Regulation]:
    """Every run of articles from 第一条 on, and the title that belongs to it."""
    found = []
    place = 0
    while (run := _run(lines, place)) is not None:
        begin, end = run
        found.append(Regulation(begin, end, *_title_of(lines, begin, end)))
        place = end
    return found


def pieces(lines: Sequence[Line], one: Regulation) -> list[tuple[int, int]]:
    """The lines of a regulation without the stories that interrupt it between two articles."""
    found = []
    start, out = one.begin, False
    for at in range(one.begin, one.end):
        line = lines[at]
        if not out and _begins_story(line):
            found.append((start, at))
            out = True
        elif out and _goes_on(line):
            start, out = at, False
    return found if out else [*found, (start, one.end)]


def _goes_on(line: Line) -> bool:
    """Whether a line begins an article, a chapter or a section."""
    mark = mark_of(line.text) if line.text[:1] == "第" else None
    return mark is not None and mark.kind in (Kind.ARTICLE, Kind.CHAPTER, Kind.SECTION)


def _run(lines: Sequence[Line], start: int) -> tuple[int, int] | None:
    """From the first chapter or article to the end of the last article of a run."""
    begin, last, wanted = -1, -1, 1
    chapter = -1
    for at in range(start, len(lines)):
        words = lines[at].text
        if words[:1] != "第":
            continue
        mark = mark_of(words)
        if mark is None:
            continue
        if mark.kind is Kind.CHAPTER and mark.number == 1 and begin < 0:
            chapter = at
        if mark.kind is not Kind.ARTICLE or mark.number != wanted:
            continue
        if wanted == 1:
            begin = chapter if chapter >= start else at
        last, wanted = at, wanted + 1
    return (begin, _behind(lines, last)) if wanted > 3 else None


def _behind(lines: Sequence[Line], last: int) -> int:
    """Behind the last article: where a line begins that does not go on with it."""
    indented = lines[last].indent
    ended = False
    for at in range(last, len(lines)):
        line = lines[at]
        if not line.text:
            continue
        if ended and (
            _begins_else(line) or not indented or line.indent != indented or _title(line)
        ):
            return at
        if ended and len(line.text) < _SHORT and not line.text.endswith(_ENDS):
            return at
        ended = line.text.endswith(tuple("。！？"))
    return len(lines)


def _begins_else(line: Line) -> bool:
    return bool(
        _STORY.match(line.text) or _FROM_ELSEWHERE.match(line.text) or _HEAD.match(line.text)
    )


def _title(line: Line) -> bool:
    return is_title(line.text) and not line.text.endswith(_ENDS)


def _title_of(lines: Sequence[Line], begin: int, end: int) -> tuple[tuple[int, int] | None, str]:
    """The title above the first article or behind the last, with its note of dates."""
    own = {
        m
        for line in lines[begin:end]
        for m in re.findall(r"本(?:实施)?([\u4e00-\u9fff]{2,4})", line.text)
    }
    order = [*range(begin - 1, max(-1, begin - 12), -1), *range(end, len(lines))]
    for at in order:
        line = lines[at]
        if not line.text or not _title(line) or len(line.text) > 60:
            continue
        kind = kind_of(line.text)
        if kind and any(word.startswith(kind) for word in own):
            first, last = at, _note_behind(lines, at)
            return (first, last), line.text
    return None, ""


def _note_behind(lines: Sequence[Line], at: int) -> int:
    """Behind a title and the note of dates in brackets below it."""
    place, depth, seen = at + 1, 0, False
    for here in range(at + 1, min(at + 14, len(lines))):
        words = lines[here].text
        if not words:
            continue
        if not seen and not (words[0] in "（(" and (DAY.search(words) or "通过" in words)):
            return place
        seen = True
        depth += sum(words.count(c) for c in "（(") - sum(words.count(c) for c in "）)")
        place = here + 1
        if depth <= 0:
            return place
    return place


def leftovers(lines: Sequence[Line], begin: int, end: int) -> list[Leftover]:
    """What lines of a page are that are no document: heads, continuations, stories, labels."""
    found: list[Leftover] = []
    kind: LeftoverKind = "story"
    start = begin
    for at in range(begin, end):
        now = _kind(lines, at, kind)
        if now is None:
            continue
        if at > start and any(line.text for line in lines[start:at]):
            found.append(_leftover(lines, start, at, kind))
            start = at
        kind = now
    if start < end:
        found.append(_leftover(lines, start, end, kind))
    return found


def _kind(lines: Sequence[Line], at: int, before: LeftoverKind) -> LeftoverKind | None:
    """What begins at a line; None where what came before goes on."""
    words = lines[at].text
    if not words:
        return None
    if _FROM_ELSEWHERE.match(words):
        return "continuation"
    if _STORY.match(words):
        return "story"
    if words.count("|") > _BARS:
        return "label"
    if _HEAD.match(words) and len(words) < 60:
        return "page head"
    if before in ("page head", "label"):
        return "story"
    return None


def _leftover(lines: Sequence[Line], start: int, end: int, kind: LeftoverKind) -> Leftover:
    return Leftover(kind, lines[start].start, lines[end - 1].end)
