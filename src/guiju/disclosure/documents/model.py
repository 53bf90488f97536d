"""The model of an official document: what stands in it, checked as it is made.

Nothing here knows of a page. Text is plain text: no character of it is markup.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .errors import DocumentError
from .text import clean, clean_all

LONGEST = 20_000
"""How many characters one piece of text may have."""
LONGEST_HEADING = 2_000
LONGEST_MARK = 36
"""How many characters the red mark of an organ holds in two lines."""
NUMBER = re.compile(r"[^\s〔〕\[\]()（）]{1,20}〔[12]\d{3}〕[1-9]\d{0,5}号")
URGENCY = ("特急", "加急")
SECRECY = re.compile(r"(绝密|机密|秘密)(★.{1,10})?")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``indent`` False begins at the margin."""

    text: str
    indent: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean("段落", self.text, longest=LONGEST))


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4, numbered 一、（一）1.（1）; ``text`` runs on in the same line."""

    level: int
    title: str
    text: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.level, bool) or self.level not in (1, 2, 3, 4):
            raise DocumentError("标题的级别", self.level, "1、2、3 或 4")
        object.__setattr__(self, "title", clean("标题", self.title, longest=LONGEST_HEADING))
        if self.text:
            object.__setattr__(self, "text", clean("标题后的文字", self.text, longest=LONGEST))


@dataclass(frozen=True)
class Table:
    """A table; its header is repeated on every page. An empty cell is an empty text."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.header) <= 12:
            raise DocumentError("表头", f"{len(self.header)} 列", "1 到 12 列")
        object.__setattr__(self, "header", clean_all("表头", self.header))
        rows = []
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.header):
                expected = f"与表头一样 {len(self.header)} 格"
                raise DocumentError(f"表的第 {number} 行", f"{len(row)} 格", expected)
            where = f"表的第 {number} 行"
            rows.append(tuple(clean(where, c, longest=LONGEST, empty=True) for c in row))
        object.__setattr__(self, "rows", tuple(rows))
        object.__setattr__(self, "caption", clean("表题", self.caption, empty=True))


Block = Paragraph | Heading | Table


@dataclass(frozen=True)
class Attachment:
    """An attachment 附件: it begins a page of its own under its title."""

    title: str
    body: Sequence[Block]

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", clean("附件的名称", self.title, longest=200))
        object.__setattr__(self, "body", tuple(self.body))
        if not self.body:
            raise DocumentError(f"附件“{self.title}”", "没有内容", "至少一段或一表")


@dataclass(frozen=True)
class Document:
    """An official document 公文.

    ``title`` is broken into lines by itself, or where it holds line breaks, there. ``basis`` are
    the provisions on which it rests: no document goes out without one. ``demo`` marks every page.
    """

    organ: str
    title: str
    date: dt.date
    basis: Sequence[str]
    body: Sequence[Block]
    number: str = ""
    addressees: Sequence[str] = ()
    attachments: Sequence[Attachment] = ()
    signed: str = ""
    note: str = ""
    copies: Sequence[str] = ()
    urgency: str = ""
    secrecy: str = ""
    demo: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        self._clean()
        self._check()

    def _clean(self) -> None:
        set_ = object.__setattr__
        set_(self, "organ", clean("发文机关", self.organ, longest=LONGEST_MARK))
        title = [clean("标题", line, longest=200) for line in self.title.strip().split("\n")]
        set_(self, "title", "\n".join(title))
        set_(self, "signed", clean("署名", self.signed or self.organ, longest=LONGEST_MARK))
        set_(self, "note", clean("附注", self.note, empty=True))
        for name, told in (("basis", "依据"), ("addressees", "主送"), ("copies", "抄送")):
            set_(self, name, clean_all(told, getattr(self, name)))
        set_(self, "body", tuple(self.body))
        set_(self, "attachments", tuple(self.attachments))

    def _check(self) -> None:
        if not isinstance(self.date, dt.date) or isinstance(self.date, dt.datetime):
            raise DocumentError("成文日期", self.date, "日期，例如 2026-03-01")
        if not self.basis:
            raise DocumentError("依据", "没有", "至少一条所依据的条款")
        if not self.body:
            raise DocumentError("正文", "没有内容", "至少一段")
        if len(self.title.replace("\n", "")) > 120:
            raise DocumentError("标题", self.title, "不超过 120 字")
        if self.number and not NUMBER.fullmatch(self.number):
            expected = "机关代字、六角括号中的年份、序号，例如 崇政办发〔2020〕1号"
            raise DocumentError("发文字号", self.number, expected)
        if self.urgency and self.urgency not in URGENCY:
            raise DocumentError("紧急程度", self.urgency, "、".join(URGENCY))
        if self.secrecy and not SECRECY.fullmatch(self.secrecy):
            raise DocumentError("密级", self.secrecy, "绝密、机密或秘密，可加保密期限：机密★1年")
