"""How a name is written 写法: what of it counts for the order, and what is left out."""

from __future__ import annotations

import unicodedata

from .errors import OrderError

DOTS = frozenset("·•‧∙⋅・･．.᛫⸱")
"""The middle dot of transliterated names, and the signs typed in its place."""

BRACKETS = {
    **dict.fromkeys("(（", ")）"),
    **dict.fromkeys("[［", "]］"),
    **dict.fromkeys("{｛", "}｝"),
    **dict(zip("〔【〈《", "〕】〉》", strict=True)),
}
_CLOSING = frozenset("".join(BRACKETS.values()))
_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_HAN = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x3FFFF))
_DOUBLED = ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F), (0x2E80, 0x2FDF))


def characters(name: str) -> str:
    """The characters of a name that count: no notes in brackets, dots, spaces, invisible signs.

    Raises ``OrderError`` where brackets do not close or nothing is left.
    """
    if name.isalpha():
        return name
    left = "".join(part for part in _outside(name) if not _counts_for_nothing(part))
    if not left:
        raise OrderError("姓名", name, "至少有一个汉字的姓名")
    return left


def plain(character: str) -> str:
    """The unified character for its compatibility form or radical (U+F9xx, U+2Fxx); else itself."""
    if _within(character, _DOUBLED):
        folded = unicodedata.normalize("NFKC", character)
        return folded if len(folded) == 1 else character
    return character


def is_han(character: str) -> bool:
    """Whether it is one Chinese character, those of the rare planes and 〇 included."""
    return len(character) == 1 and (_within(character, _HAN) or _within(character, _DOUBLED))


def _outside(name: str) -> list[str]:
    """What stands outside brackets; they may be nested, of full and half width mixed."""
    kept: list[str] = []
    open_: list[str] = []
    for sign in name:
        if sign in BRACKETS:
            open_.append(BRACKETS[sign])
        elif sign in _CLOSING:
            if not open_ or sign not in open_.pop():
                raise OrderError("姓名", name, "括号成对的姓名")
        elif not open_:
            kept.append(sign)
    if open_:
        raise OrderError("姓名", name, "括号成对的姓名")
    return kept


def _counts_for_nothing(sign: str) -> bool:
    if sign in DOTS or sign.isspace() or _within(sign, _SELECTORS):
        return True
    return unicodedata.category(sign) == "Cf"  # joiners, byte order marks, soft hyphens


def _within(sign: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    code = ord(sign)
    return any(first <= code <= last for first, last in ranges)
