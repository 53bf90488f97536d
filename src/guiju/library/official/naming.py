"""What a work is called: what tells it from others, its address, the names that cite it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from guiju.texts import citing
from guiju.texts.parsing.model import Document

_LAWS = (
    *("法", "法典", "条例", "规定", "办法", "细则"),
    *("规则", "章程", "准则", "决定", "解释"),
)
_REVISED = re.compile(r"[（(][^（）()]*(?:修订|修正|修改|通过|公布|试行|年)[^（）()]*[）)]$")
_UNSAFE = re.compile(r"[\s/\\?#%&+<>\"'`^{}|@]+")
_ROUND = str.maketrans({"[": "〔", "［": "〔", "【": "〔", "]": "〕", "］": "〕", "】": "〕"})
MOST = 400
RESERVED = ("search", "import", "files")
"""Words that stand for pages beside those of works."""


def plain(name: str) -> str:
    """A name as names are compared: no white space, no book title marks, one kind of brackets."""
    bare = "".join(name.split()).translate(_ROUND)
    return bare.strip("《》〈〉")[:MOST]


def cited_name(name: str) -> str:
    """A name as citations and works are held together: the citing grammar's plain form."""
    return citing.plain(plain(name))[:MOST]


def bare_title(title: str) -> str:
    """A title without the year of its revision: 甲条例（2018年修正） is 甲条例."""
    return _REVISED.sub("", plain(title)) or plain(title)


def is_law(document: Document) -> bool:
    """Whether later documents of the same title are versions of it: a law or regulation."""
    return bool(document.provisions) and bare_title(document.title).endswith(_LAWS)


def key_of(document: Document) -> str:
    """The hash of what tells a work from others.

    A number with the title; a law or regulation its title alone; anything else title and date,
    as two notices of one title are two works.
    """
    number = plain(document.number or "")
    parts = [number, bare_title(document.title)]
    if not number and not is_law(document):
        parts.append(document.date or "")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def slug_of(document: Document) -> str:
    """What stands in the address of a work: its number, else its title, else its date."""
    name = plain(document.number or "") or bare_title(document.title) or document.date or ""
    slug = (_UNSAFE.sub("-", name).strip("-.") or "text")[:100]
    return f"{slug}-1" if slug in RESERVED or slug.isdigit() else slug


def names_of(document: Document) -> list[str]:
    """The names by which other texts may cite the document."""
    return list(dict.fromkeys(cited_name(name) for name in _names(document) if name.strip()))


def _names(document: Document) -> Iterator[str]:
    title = bare_title(document.title)
    yield from (document.number or "", document.title, title, document.name)
    if is_law(document) and document.issuer:  # 某市甲办法 is cited so inside the city
        yield title.removeprefix(plain(document.issuer))
