"""Where documents begin in a file: a title above its number, in the contents, behind a notice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from . import contents
from .dates import DAY, alone
from .marks import Kind, mark_of
from .model import Line
from .names import NUMBER_LINE, announces, can_begin_title, is_organ, is_signer, is_title, kind_of

_ANNEX = re.compile(r"附\s*件?\s*(?:[0-9一二三四五六七八九十]{0,3})\s*[:：]?")
_BETWEEN = re.compile(rf"{_ANNEX.pattern}|[（(](?:此件|此文)[^（）()]{{1,30}}[）)]")
_TOLD = re.compile(
    r"(?:发布|发文|成文|公开|印发)?(?:时间|日期|机关|单位)\s*[:：]|来源\s*[:：]|索引号|字号"
)
"""What a site tells of a document between its title and its number."""
_SPEECH_NOTE = re.compile(r"[（(][^（）()]{0,40}(?:\d日|第\s*\d+\s*期|号)[^（）()]{0,20}[）)]")
_WORKS = {"细则", "条例", "规定", "办法", "规则", "方案", "措施", "章程", "准则", "规范", "规程"}
_WORKS |= {"讲话", "意见", "制度", "规划", "计划", "纲要", "标准", "指南", "预案", "要点", "守则"}
_ORDERS = {"令", "公告"}
_MOST_TITLE_LINES = 3
_LABEL, _NEAR = 8, 60
_LONGEST, _MOST_SEEN = 200, 200_000
"""Characters of a line that can be a title; lines that titles of the contents are compared with."""


@dataclass(slots=True)
class Head:
    """The title lines ``begin`` to ``body`` (not included) of a document, and its number."""

    begin: int
    body: int
    title: str
    number: str | None = None
    annexed: bool = False
    listed: contents.Entry | None = field(default=None)


def find(lines: Sequence[Line], listing: contents.Contents | None) -> list[Head]:
    """The heads of a collection or of a notice with what it announces, in their order."""
    said = [at for at, line in enumerate(lines) if line.text]
    if listing:
        said = [at for at in said if at >= listing.end]
    heads = _numbered(lines, said) + _spoken(lines, said) + _ordered(lines, said)
    heads += _headed(lines, said)
    heads = _listed(lines, said, listing, heads) if listing else heads
    heads.sort(key=lambda head: head.begin)
    return _with_annexed(lines, said, _apart(heads))


def _headed(lines: Sequence[Line], said: list[int]) -> list[Head]:
    """Several works in one file of Markdown: each begins with a heading of the first level."""
    found: list[Head] = []
    place = 0
    while place < len(said):
        begin = place
        while place < len(said) and lines[said[place]].level == 1:
            place += 1
        if place > begin:
            title = "".join(re.sub(r"\s+", "", lines[at].text) for at in said[begin:place])
            if is_title(title) and title[0] != "附":
                found.append(Head(said[begin], said[place - 1] + 1, title))
        place += 1
    return found if len(found) > 1 else []


def _apart(heads: list[Head]) -> list[Head]:
    """One head for each place."""
    found: list[Head] = []
    for head in heads:
        if not found or head.begin >= found[-1].body:
            found.append(head)
        elif head.number and not found[-1].number:
            found[-1] = head
    return found


def in_one_line(words: str) -> str:
    """A title in one line: blanks between Chinese characters are breaks of the print."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", words)


def _numbered(lines: Sequence[Line], said: list[int]) -> list[Head]:
    """A line that is a document number, and the title above it."""
    found = []
    for place, at in enumerate(said):
        words = lines[at].text
        if words[-1] not in "号)）" or len(words) > 60 or not NUMBER_LINE.fullmatch(words):
            continue
        number = re.sub(r"\s+", "", words.strip("()（）") if words[0] in "(（" else words)
        above = place
        while above and _TOLD.match(lines[said[above - 1]].text):
            above -= 1
        begin = _title_above(lines, said, above)
        if begin is not None:
            title = in_one_line("".join(lines[said[p]].text for p in range(begin, above)))
            found.append(Head(said[begin], at + 1, title, number))
        elif end := _title_below(lines, said, place):
            title = in_one_line("".join(lines[said[p]].text for p in range(place + 1, end)))
            red = place > 0 and lines[said[place - 1]].text.endswith("文件")
            found.append(Head(said[place - red], said[end - 1] + 1, title, number))
    return found


def _title_below(lines: Sequence[Line], said: list[int], place: int) -> int:
    """Behind the title that stands below a number, as on a red head; 0 where there is none."""
    for end in range(place + 2, min(place + 2 + _MOST_TITLE_LINES, len(said))):
        parts = [lines[said[p]].text for p in range(place + 1, end)]
        if not all(can_begin_title(part) or is_title(part) for part in parts):
            return 0
        title = in_one_line("".join(parts))
        if is_title(title) and re.match(r".{0,40}(?:关于|印发|转发|任免)", title):
            return end
    return 0


def _title_above(lines: Sequence[Line], said: list[int], place: int) -> int | None:
    """Where the title begins that ends above a number: where its organ or 关于 stands."""
    for count in range(1, min(_MOST_TITLE_LINES, place) + 1):
        parts = [lines[said[p]].text for p in range(place - count, place)]
        if not all(can_begin_title(part) or is_title(part) for part in parts):
            return (
                place - count + 1
                if count > 1 and is_title(in_one_line("".join(parts[1:])))
                else None
            )
        title = in_one_line("".join(parts))
        if is_title(title) and re.match(r".{0,40}(?:关于|印发|转发|任免)", title):
            return _with_organ(lines, said, place - count, title)
    return place - 1 if place and is_title(lines[said[place - 1]].text) else None


def _with_organ(lines: Sequence[Line], said: list[int], begin: int, title: str) -> int:
    """An organ on a line of its own above 关于 … belongs to the title."""
    if title.startswith(("关于", "印发", "转发")) and begin:
        above = lines[said[begin - 1]]
        close = said[begin] - said[begin - 1] == 1 or above.level == lines[said[begin]].level > 0
        if close and is_organ(above.text):
            return begin - 1
    return begin


def _spoken(lines: Sequence[Line], said: list[int]) -> list[Head]:
    """A speech: its title, and below it a day or an issue in brackets."""
    found = []
    for place, at in enumerate(said):
        words = lines[at].text
        if len(words) > 120 or not words.endswith(("讲话", "致辞", "发言", "报告")):
            continue
        notes = [lines[said[p]].text for p in range(place + 1, min(place + 3, len(said)))]
        if is_title(in_one_line(words)) and notes and _SPEECH_NOTE.fullmatch(notes[0]):
            body = said[place + 1]
            found.append(Head(at, body, in_one_line(words)))
    return found


_ORDER = re.compile(r"第\s*[0-9〇零一二三四五六七八九十百]{1,6}\s*号")


def _ordered(lines: Sequence[Line], said: list[int]) -> list[Head]:
    """An order or announcement: its organ's 令 in a line, its number 第N号 in the next."""
    found = []
    for at, then in pairwise(said):
        words, below = lines[at].text, lines[then].text
        if words[-1] not in "令告" or below[0] != "第" or not _ORDER.fullmatch(below):
            continue
        words = re.sub(r"\s+", "", words)
        if len(words) > 40:
            continue
        number = re.sub(r"\s+", "", lines[then].text)
        found.append(Head(at, then + 1, words, words + number))
    return found


def _listed(
    lines: Sequence[Line], said: list[int], listing: contents.Contents, heads: list[Head]
) -> list[Head]:
    """Titles that the contents list: each is a head where it stands in the body."""
    by_title = {contents.bare(head.title): head for head in heads}
    body = [contents.bare(lines[at].text[:_LONGEST]) for at in said]
    exact = {words: place for place, words in reversed([*enumerate(body)])}
    seen = 0
    for entry in listing.entries:
        title = contents.bare(entry.title)
        head, new = by_title.get(title), None
        if head is None and title in exact:
            at = said[exact[title]]
            new = Head(at, at + 1, in_one_line(lines[at].text))
        elif head is None and seen < _MOST_SEEN:
            seen += len(by_title) + len(body)
            waiting = ((t, h) for t, h in by_title.items() if h.listed is None)
            head = next((h for t, h in waiting if contents.alike(t, title)), None)
            new = None if head else _in_body(lines, said, body, title)
        if new:
            heads.append(new)
            by_title[title] = head = new
        if head:
            head.listed = entry
    return heads


def _in_body(
    lines: Sequence[Line], said: list[int], body: Sequence[str], title: str
) -> Head | None:
    """Where a title of the contents stands below, over one line or several."""
    for place, words in enumerate(body):
        if not title.startswith(words[:12]) and not contents.alike(words, title):
            continue
        joined = ""
        for count, more in enumerate(body[place : place + _MOST_TITLE_LINES], 1):
            joined += more
            if joined == title or contents.alike(joined, title):
                parts = said[place : place + count]
                printed = "".join(lines[at].text for at in parts)
                return Head(parts[0], parts[-1] + 1, in_one_line(printed))
    return None


def _with_annexed(lines: Sequence[Line], said: list[int], heads: list[Head]) -> list[Head]:
    """Works that a notice announces and that stand behind its signature."""
    found: list[Head] = []
    bounds = [*[head.begin for head in heads[1:]], len(lines)][: len(heads)]
    for head, end in zip(heads, bounds, strict=True):
        before = found[-1] if found else None
        found.append(head)
        if before and announces(before.title) and not (before.annexed or head.number):
            named = kind_of(before.title) in _ORDERS and _bare(head.title) in _bare(
                "".join(line.text for line in lines[before.body : head.begin])
            )
            head.annexed = named or (not head.listed and _announced(before.title, head.title))
        if announces(head.title) and (annexed := _annexed(lines, said, head, end)):
            found += [annexed, *_more(lines, said, annexed, end)]
    return found


def _more(lines: Sequence[Line], said: list[int], first: Head, end: int) -> Iterator[Head]:
    """Further works behind the first that a notice announces: 附件2, a title, and articles."""
    inside = said[bisect_left(said, first.body) : bisect_left(said, end)]
    for place, at in enumerate(inside):
        words = lines[at].text
        if words[0] != "附" or len(words) > _LABEL or not _ANNEX.fullmatch(words):
            continue
        for count in range(1, _MOST_TITLE_LINES + 1):
            parts = [lines[one] for one in inside[place + 1 : place + 1 + count]]
            title, behind = in_one_line("".join(one.text for one in parts)), place + 1 + count
            if is_title(title) and kind_of(title) in _WORKS:
                below = [lines[one] for one in inside[behind : behind + _NEAR]]
                if begins_articles(below):
                    yield Head(at, inside[behind - 1] + 1, title, annexed=True)
                break


def _annexed(lines: Sequence[Line], said: list[int], head: Head, end: int) -> Head | None:
    """The title behind a notice's signature that the notice speaks of, or that a work bears."""
    inside = said[bisect_left(said, head.body) : bisect_left(said, end)]
    signed = next((p for p, at in enumerate(inside) if p and _signed(lines, inside, p)), None)
    if signed is None:
        return None
    place = signed + 1
    while place < len(inside) and _BETWEEN.fullmatch(lines[inside[place]].text):
        place += 1
    for count in range(1, _MOST_TITLE_LINES + 1):
        if place + count >= len(inside):
            return None
        title = in_one_line("".join(lines[inside[p]].text for p in range(place, place + count)))
        named = _bare(title) in _bare("".join(lines[at].text for at in inside[:signed]))
        fits = named or (_announced(head.title, title) and kind_of(title) in _WORKS)
        if is_title(title) and fits:
            labelled = _ANNEX.fullmatch(lines[inside[place - 1]].text) is not None
            begin = inside[place - labelled]
            return Head(begin, inside[place + count - 1] + 1, title, annexed=True)
    return None


def _bare(words: str) -> str:
    """Words without white space and brackets of titles."""
    return re.sub(r"[\s《》〈〉]+", "", words)


def _signed(lines: Sequence[Line], inside: list[int], place: int) -> bool:
    """Whether a day stands alone at this place below the organ that signs."""
    words, above = lines[inside[place]].text, lines[inside[place - 1]].text
    if words[0] in "(（" or not DAY.search(words) or not alone(words):
        return False
    return is_organ(above) or is_signer(above)


def _announced(notice: str, title: str) -> bool:
    """Whether a notice's title speaks of a work: its words stand there, or it says 有关文件."""
    words, work = contents.bare(notice), contents.bare(title)
    core = re.sub(r"[《》]|的通知$|关于|印发|转发|公布|发布", "", words)
    if kind_of(title) == "讲话" and "讲话" in words:
        return True
    return work in words or core.endswith(work[-8:]) or work[:8] in words or "等" in words


def begins_articles(lines: Sequence[Line]) -> bool:
    """Whether lines hold articles 第一条, 第二条 … from the first on."""
    wanted = 1
    for line in lines:
        if line.text[:1] != "第":
            continue
        mark = mark_of(line.text)
        if mark and mark.kind is Kind.ARTICLE and mark.number == wanted:
            wanted += 1
            if wanted > 2:
                return True
    return False
