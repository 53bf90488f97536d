"""第一编 总则, 第二章　设立, 第三节 程序: headings of books, chapters and sections."""

from __future__ import annotations

import re

from .kinds import BLANK, CHINESE, FIGURES, Kind, Mark, number_of

_MARK = re.compile(
    rf"第{BLANK}({CHINESE}|{FIGURES}){BLANK}(部{BLANK}分|分?{BLANK}编|章|节)({BLANK})(.*)",
    re.DOTALL,
)
_KINDS = {"编": Kind.BOOK, "分": Kind.BOOK, "章": Kind.CHAPTER, "节": Kind.SECTION}
_SENTENCE = re.compile("[。；：;]|[，,].*[，,]")
_CITING = re.compile("[的和及与或至所规、，。,]")
LONGEST = 60

EXAMPLES = {
    "第一章 总则": ("chapter", 1, "总则"),
    "第二章　设　立": ("chapter", 2, "设　立"),
    "第三章总则": ("chapter", 3, "总则"),
    "第十二节 附则": ("section", 12, "附则"),
    "第一分编 通则": ("book", 1, "通则"),
    "第 一 章 总 则": ("chapter", 1, "总 则"),
    "第3章 总则": ("chapter", 3, "总则"),
    "第四章": ("chapter", 4, ""),
    "第二部分 分则": ("book", 2, "分则"),
    "第二章 规定的事项，依照甲办理。": None,
    "第二章的规定": None,
    "第二章、第三章": None,
    "第二章规定": None,
}
"""Lines with kind, number and heading of the mark they begin with, or None."""


def chapter_mark(line: str) -> Mark | None:
    """The mark of a heading; a sentence that begins with 第二章 is none."""
    match = _MARK.match(line) if len(line) <= LONGEST else None
    if match is None:
        return None
    heading, spaced = match[4], match[3] or not match[4]
    if _SENTENCE.search(heading) or (not spaced and _CITING.match(heading)):
        return None
    number = number_of(match[1])
    kind = _KINDS[match[2][-1]]
    return Mark(kind, number, match.start(4), bool(spaced)) if number else None
