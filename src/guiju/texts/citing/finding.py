"""The citations of a restored text, before anybody knows where they lead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..parsing.names import kind_of
from . import works
from .runs import LEVELS, NOWHERE, PLACE, Path, Run, read

_RELATIVE = re.compile(
    r"(?<![目当空此以事提往先面生跟日年月之])(?P<before>前)(?P<many>[一二两三四五六七八九十]|[0-9])?"
    r"(?P<level>[条款项])(?![项目件例理子式款度街约线形])"
    rf"|本(?P<this>[条款])(?={PLACE})"
)
_PLACE = re.compile(PLACE)
_HEAD = re.compile(
    r"第[^，。款项目条]{1,9}条(?:之[一二三四五六七八九十]+)?(?![之、和至到或与及，规所])"
)
_AFTER_A_BARE_PLACE = re.compile(
    "[规所的、和或至与及，。；：）（另以修明作中除列要情到”》后关适第]|$"
)
_LED_TO = re.compile("(?:依照|按照|根据|依据|违反|符合|适用|参照|比照)$")
_COUNTED = {"两": 2} | {c: n for n, c in enumerate("〇一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a text names: ``work`` as named there, None for the text's own work.

    ``relative`` is how many 条/款/项 before (level, number); ``paths`` what is named besides.
    """

    start: int
    end: int
    work: str | None
    number: str | None
    paths: tuple[Path, ...]
    relative: tuple[str, int] | None = None
    here: str | None = None
    bare: bool = False
    """Whether neither a work nor 本法 is named: 第四条 alone."""


def find(
    text: str, declared: Mapping[str, str] | None = None, *, headed: bool = True
) -> list[Cited]:
    """The citations of a restored text; ``declared`` gives the titles of short names.

    ``headed`` says that the text may begin with the head of an article, which is no citation.
    """
    short = declared or {}
    named = _named(text, short)
    taken = [(c.start, c.end) for c in named]
    free = [
        c for c in _unnamed(text, headed) if not any(s < c.end and c.start < e for s, e in taken)
    ]
    bare = [_carried(text, c, named) if c.bare else c for c in free]
    return sorted(named + bare, key=lambda cited: cited.start)


_ALSO = re.compile("(?:或者|以及|和|与|、|及)$")


def _carried(text: str, cited: Cited, named: list[Cited]) -> Cited:
    """刑法第九条规定的甲罪或者第十条规定的乙罪: the work of the one before in its sentence."""
    before = [c for c in named if c.end <= cited.start and "。" not in text[c.end : cited.start]]
    if not before or not _ALSO.search(text, max(0, cited.start - 2), cited.start):
        return cited
    last = max(before, key=lambda c: c.end)
    if last.work is None or not last.paths:
        return cited
    return replace(cited, work=last.work, number=last.number, bare=False)


def declared_in(text: str) -> dict[str, str]:
    """The short names that a text declares: 《渡口办法》（以下简称《办法》）."""
    return {m["short"]: m["title"] for m in works.DECLARED.finditer(text)}


def _named(text: str, declared: Mapping[str, str]) -> list[Cited]:
    """Citations that name a work."""
    found: list[Cited] = []
    for match in works.TITLE.finditer(text):
        found += _titled(text, match, declared)
    for match in works.NUMBER.finditer(text):
        number, start = works.bare_number(match)
        if not number.startswith("〔") and not _inside(found, start):
            end, paths = _places(text, match.end())
            found.append(Cited(start, end, number, number, paths))
    for match in works.SELF.finditer(text):
        end, paths = _places(text, match.end())
        if paths and not _inside(found, match.start()):
            found.append(Cited(match.start(), end, None, None, paths))
    for match in works.SHORT.finditer(text):
        found += _short(text, match, declared, found)
    return found


def _titled(text: str, match: re.Match[str], declared: Mapping[str, str]) -> list[Cited]:
    title, note = match["title"], match["note"] or ""
    number = works.number_in(note)
    end, paths = _places(text, match.end())
    if not paths and not works.is_work(title):
        return []
    if not paths and note and not number:
        end = match.end("title") + 1
    return [Cited(match.start(), end, declared.get(title, title), number, paths)]


def _short(
    text: str, match: re.Match[str], declared: Mapping[str, str], found: list[Cited]
) -> list[Cited]:
    name = match["name"]
    known = next((s for s in sorted(declared, key=len, reverse=True) if name.endswith(s)), None)
    bare = known or works.short_name(name)
    if bare is None or _inside(found, match.end() - 1) or bare.startswith("本"):
        return []
    end, paths = _places(text, match.end())
    if bare[0] in "该同" and kind_of(bare[1:]) == bare[1:]:
        before = [c.work for c in found if c.work and c.end <= match.start("name") + len(name)]
        work = before[-1] if before else bare
        return [Cited(match.end() - len(bare), end, work, None, paths)]
    work = declared.get(bare, bare)
    return [Cited(match.end() - len(bare), end, work, None, paths)]


def _places(text: str, start: int) -> tuple[int, tuple[Path, ...]]:
    """The run behind the name of a work, and where the citation ends."""
    begin = start + (text[start : start + 1] in ("的", "中"))
    begin += 2 * (text[start : start + 2] == "文件")
    run = read(text, begin)
    if run is None or run.paths[0][0] == NOWHERE[0]:
        return start, ()
    return run.end, run.paths


def _inside(found: list[Cited], place: int) -> bool:
    return any(c.start <= place < c.end for c in found)


def _unnamed(text: str, headed: bool) -> list[Cited]:
    """前款, 前两项, 本条第一款, and places of the text's own work."""
    found: list[Cited] = []
    place = 0
    while True:
        relative, bare = _RELATIVE.search(text, place), _PLACE.search(text, place)
        first = min((m for m in (relative, bare) if m), key=lambda m: m.start(), default=None)
        if first is None:
            return found
        cited = _relative(text, first) if first is relative else _bare(text, first, headed)
        if cited:
            found.append(cited)
        place = cited.end if cited else first.end()


def _relative(text: str, match: re.Match[str]) -> Cited:
    run = read(text, match.end())
    end, paths = (run.end, run.paths) if run else (match.end(), ())
    if match["this"]:
        return Cited(match.start(), end, None, None, paths, None, match["this"])
    if run and LEVELS.index(match["level"]) >= _level(run.paths[0]):
        end, paths = match.end(), ()
    many = match["many"]
    count = _COUNTED.get(many, 0) or int(many) if many else 1
    return Cited(match.start(), end, None, None, paths, (match["level"], count))


def _level(path: Path) -> int:
    return next(level for level, step in enumerate(path) if step != NOWHERE[0])


def _bare(text: str, match: re.Match[str], headed: bool) -> Cited | None:
    """第四条 without a work: a place of this one, unless it is a head or an ordinary ordinal."""
    if headed and match.start() == 0 and _HEAD.match(text):
        return None
    run = read(text, match.start())
    if run is None or not (
        _certain(text, run)
        or _AFTER_A_BARE_PLACE.match(text, run.end)
        or _LED_TO.search(text, max(0, match.start() - 3), match.start())
    ):
        return None
    if _NO_WORK_BEFORE.search(text[max(0, match.start() - 6) : match.start()]):
        return None
    return Cited(match.start(), run.end, None, None, run.paths, bare=True)


def _certain(text: str, run: Run) -> bool:
    """Whether a run is a place whatever follows: several places, 之一, or an item in brackets."""
    path = run.paths[0]
    deep = sum(step != NOWHERE[0] for step in path) > 1
    return deep or len(run.paths) > 1 or path[0][1] > 0 or text[run.end - 2] in "）)"


_NO_WORK_BEFORE = re.compile("(?:合同|协议|契约|章程|公约|条约|协定)(?:书)?(?:的|中)?$|[附表图]$")
