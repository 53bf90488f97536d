"""Plain text of a document: stripped, of printable characters only, never empty by accident."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from .errors import DocumentError

_NEVER = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control, format and private characters: no font prints them, and some turn a line around."""
_RADICALS = {
    code: unicodedata.normalize("NFKC", chr(code))
    for first, last in ((0x2F00, 0x2FD5), (0x2E9F, 0x2E9F), (0x2EF3, 0x2EF3))
    for code in range(first, last + 1)
}
"""Radicals that scans put in place of the character that looks the same."""


def clean(where: str, text: object, *, longest: int = 500, empty: bool = False) -> str:
    """Text without blanks around it, characters in their usual form; DocumentError otherwise."""
    if not isinstance(text, str):
        raise DocumentError(where, text, "文字")
    found = unicodedata.normalize("NFC", text.strip()).translate(_RADICALS)
    if not found and not empty:
        raise DocumentError(where, "没有填写", "文字")
    if len(found) > longest:
        raise DocumentError(where, f"{len(found)} 字", f"不超过 {longest} 字")
    for character in found:
        if unicodedata.category(character) in _NEVER:
            name = unicodedata.name(character, "控制字符或未定义的字符")
            told = f"U+{ord(character):04X}（{name}）"
            raise DocumentError(where, told, "只含可以印出的字符的一段文字")
    return found


def clean_all(where: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Several texts, each clean and none empty."""
    if isinstance(texts, str):
        raise DocumentError(where, texts, "若干项的列表")
    return tuple(clean(f"{where}第 {number} 项", text) for number, text in enumerate(texts, 1))


def width(text: str) -> float:
    """How wide text is in characters of the grid: a Latin letter or a figure is half a one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
