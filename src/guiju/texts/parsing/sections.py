"""One document from its lines: head, dates, signature, provisions, what is left over in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from . import contents, dates, flags, names
from .body import Body, read_body
from .heads import Head
from .model import Dated, Document, Flag, Leftover, Line

_INFO = re.compile(r"(?:通过|公布|发布|修正|修订|批准|施行|实施|颁布|印发|令|废止|生效|修改|公告)")
_DECIDED = re.compile(rf"{dates.DAY.pattern}\s*决定\s*[：:]")
_ANNEX = re.compile(r"附\s*(?:件|表|图|录)\s*[0-9一二三四五六七八九十]{0,3}\s*(?:[:：]|$|\s)")
_PROMULGATED = re.compile(r"日\s*([\u4e00-\u9fff]{2,24}?)(?:公布|发布|颁布)")
_MOST_ADDRESS_LINES = 4


@dataclass(slots=True)
class Section:
    """What is known of a document while it is read; ``body`` are the lines of its body."""

    head: Head
    lines: list[Line]
    dates: list[Dated] = field(default_factory=list)
    addressees: str | None = None
    issuer: str | None = None
    number: str | None = None
    body: list[Line] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


def read(text: str, head: Head, lines: Sequence[Line], extra: Sequence[Line] = ()) -> Document:
    """A document from the lines below its title; ``extra`` are lines that only tell its dates."""
    section = Section(head, [*lines])
    section.body = [*lines]
    _told_above(section)
    for line in extra:
        section.dates += _noted(line)
        _order(section, line.text)
    _addressed(section)
    _signed(section)
    body = read_body(text, section.body)
    return _document(section, body)


def _document(section: Section, body: Body) -> Document:
    head = section.head
    kind = names.kind_of(head.title)
    document = Document(head.title, 0, 0, [], head.number or section.number, None, kind)
    document.issuer = section.issuer or names.issuer_in(head.title)
    document.dates = sorted(section.dates, key=lambda d: d.start)
    document.date = dates.principal(section.dates)
    document.effective = dates.effect(body.provisions, section.dates)
    document.addressees = section.addressees
    document.provisions = body.provisions
    document.tables, document.attachments = body.tables, body.attachments
    document.flags = section.flags + body.flags
    return document


def _told_above(section: Section) -> None:
    """The lines between title and body that tell dates, numbers and organs."""
    lines = section.lines
    taken = 0
    joined = ""
    for place, line in enumerate(lines[:60]):
        words = line.text
        if not words:
            continue
        if joined or (words[0] in "（(" and _INFO.search(words + _next(lines, place))):
            section.dates += _noted(line)
            joined += words
            taken = place + 1
            if _balanced(joined):
                joined = ""
            continue
        if not _tells(words):
            break
        section.dates += _noted(line)
        _order(section, words)
        taken = place + 1
    section.body = lines[taken:]


def _next(lines: Sequence[Line], place: int) -> str:
    return next((line.text for line in lines[place + 1 : place + 4] if line.text), "")


def _balanced(words: str) -> bool:
    opened = words.count("（") + words.count("(")
    return opened <= words.count("）") + words.count(")") or len(words) > 2000


def _tells(words: str) -> bool:
    """Whether a line is a note of the head: it begins with a day, is a number, or an issue."""
    if names.NUMBER_LINE.fullmatch(words) or names.ORDER.fullmatch(words):
        return True
    if words[0] in "（(" and words[-1] in "）)" and len(words) < 60:
        return bool(dates.DAY.search(words) or re.search("期|号|年", words))
    match = dates.DAY.match(words)
    if match is None or len(words) > 300 or _DECIDED.match(words):
        return False
    return bool(dates.role_of(words[match.end() :])) or dates.alone(words) is not None


def _noted(line: Line) -> list[Dated]:
    """The dates of a line in the head; a day alone in brackets is that of signature."""
    if dates.alone(line.text):
        return list(dates.dated(line.text, line.first, "signed"))
    return list(dates.dated(line.text, line.first))


def _order(section: Section, words: str) -> None:
    """国务院令第104号 in a note of the head: the number of the order and who gave it."""
    bare = dates.DAY.sub("", words)
    match = names.ORDER.search(names.TITLED.sub("", bare))
    if match and section.number is None:
        organ = match["organ"].strip()
        section.number = re.sub(r"\s+", "", match.group())
        section.issuer = organ.removeprefix("中华人民共和国") or organ
    elif names.NUMBER_LINE.fullmatch(words) and section.number is None:
        section.number = re.sub(r"\s+", "", words.strip("()（）"))
    elif section.issuer is None and (organs := _PROMULGATED.findall(words)):
        section.issuer = organs[-1]
    elif section.issuer is None and (body := re.search("(全国人民代表大会常务委员会)", words)):
        section.issuer = body[1]


def _addressed(section: Section) -> None:
    """Those whom a document is sent to: the first lines that end with a colon."""
    said = [(at, line) for at, line in enumerate(section.body) if line.text][:_MOST_ADDRESS_LINES]
    joined = ""
    for at, line in said:
        joined += line.text
        if line.text[-1] in "：:":
            if names.is_address(joined):
                section.addressees = re.sub(r"\s+", "", joined)[:-1]
                section.body = section.body[at + 1 :]
            return
        if line.text[-1] in "。；！？" or line.level > 0:
            return


def _signed(section: Section) -> None:
    """The organ and the day below the text: cut out of the body, told as signature."""
    body = section.body
    said = [at for at, line in enumerate(body) if line.text]
    for place in range(len(said) - 1, -1, -1):
        line = body[said[place]]
        if not dates.alone(line.text) or line.text[0] in "(（":
            continue
        behind = [body[at] for at in said[place + 1 :]]
        if behind and not _ANNEX.match(behind[0].text) and behind[0].text[0] not in "（(":
            continue
        begin = _organ_above(body, said, place)
        if begin == place and place and names.is_signer(body[said[place - 1]].text):
            begin = place - 1
        section.dates += dates.dated(line.text, line.first, "signed")
        if begin < place and not names.is_signer(body[said[begin]].text):
            above = [body[said[p]] for p in range(begin, place)]
            organ = "".join(line.text for line in above)
            section.flags += flags.doubled(above)
            section.issuer = section.issuer or re.sub(r"\s+", "", organ)
        cut = {said[p] for p in range(begin, place + 1)}
        section.body = [one for at, one in enumerate(body) if at not in cut]
        return
    for at in said:
        line = body[at]
        if match := _DECIDED.match(line.text):
            day = dates.iso(match)
            if day:
                section.dates.append(
                    Dated("adopted", day, line.first, line.first + len(line.text) - 3)
                )


def _organ_above(body: Sequence[Line], said: list[int], place: int) -> int:
    """Where the signature begins: the organ may run over two lines, or stand for several."""
    begin = place
    while begin and place - begin < 3:
        words = body[said[begin - 1]].text
        joined = "".join(body[said[p]].text for p in range(begin - 1, place))
        if words[-1] in "。；：！？，、”）" or len(words) > 40 or not names.is_organ(joined):
            break
        if words[0].isdigit() or words[0] == "附":
            break
        if begin < place and said[begin] - said[begin - 1] > 1:
            break
        begin -= 1
    return begin


def chapters_left(lines: Sequence[Line]) -> tuple[list[Line], list[Leftover]]:
    """A law's own list of chapters, taken out of its lines as a leftover."""
    found = contents.chapters(lines)
    if found is None:
        return [*lines], []
    begin, end = found
    left = Leftover("contents", lines[begin].start, lines[end - 1].end)
    return [*lines[:begin], *lines[end:]], [left]


def placed(document: Document, parts: list[tuple[int, int]]) -> Document:
    """The document with the spans that it has in the file."""
    return replace(document, start=parts[0][0], end=parts[-1][1], parts=parts)
