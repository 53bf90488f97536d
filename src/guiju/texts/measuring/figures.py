"""Figures as they are printed: 12, 1,234.5, 3.5亿, 8千万, 一百二十万, 两, 二〇二〇; exact."""

from __future__ import annotations

import re
from fractions import Fraction

from ..numerals import from_chinese

_SIGNS = {
    "０１２３４５６７８９": "0123456789",
    "．％ＬＭＫｍ": ".%LMKm",
    "〜～－–—−": "~~----",
    "○Ｏ": "〇〇",
}
FOLDED = {ord(a): b for pair in _SIGNS.items() for a, b in zip(*pair, strict=True)}
"""Full-width figures and the signs beside them, each to one sign, so that places stay true."""

_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_FORMALLY = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟万零]{2,}")


def folded(printed: str) -> str:
    """The text with every sign of a figure in one form, as long as before."""
    text = _THOUSANDS.sub(",", printed.translate(FOLDED))
    if not _FORMALLY.search(text):
        return text
    return _FORMALLY.sub(lambda m: "".join(_FORMAL.get(c, c) for c in m.group()), text)


_ARABIC = r"(?<!\d)\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+(?!\d))(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "[零〇一二两三四五六七八九十百千]"
_MULTIPLIED = "(?:万亿|[十百千]?[万亿]|[百千](?=[元人余名多]))"
NUMBER = (
    rf"(?:(?:{_ARABIC}){_MULTIPLIED}?"
    rf"|{_CHINESE}+(?:点{_CHINESE}+)?(?:万亿|[万亿]{_CHINESE}*){{0,3}})"
)
"""A figure with what multiplies it; nothing is captured."""

_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_SPLIT = re.compile(rf"({_ARABIC})(.*)")


def value_of(printed: str) -> Fraction:
    """The exact value of a printed figure; ValueError where it is none."""
    if match := _SPLIT.fullmatch(printed):
        return Fraction(match[1].replace(",", "").replace(" ", "")) * _multiplier(match[2])
    whole, _, decimals = printed.partition("点")
    decimals, factor = _unmultiplied(decimals)
    value = Fraction(_chinese(whole))
    if decimals:
        value += Fraction(from_chinese(decimals), 10 ** len(decimals))
    return value * factor


def _multiplier(signs: str) -> int:
    factor = 1
    for sign in signs:
        factor *= _TENS.get(sign) or _MYRIADS[sign]
    return factor


def _unmultiplied(decimals: str) -> tuple[str, int]:
    bare = decimals.rstrip("万亿")
    return bare, _multiplier(decimals[len(bare) :])


def _chinese(text: str) -> int:
    """一百二十万, 十二亿五千万, 二〇二〇 (digit by digit), 一千零五."""
    if not text:
        raise ValueError("an empty figure")
    for sign in "亿万":
        over, found, below = text.rpartition(sign)
        if found:
            return _chinese(over or "一") * _MYRIADS[sign] + (_chinese(below) if below else 0)
    return from_chinese(text)


def decimal(value: Fraction) -> str:
    """A value as it stands in JSON: 120000, 2.5, and 2/3 where no decimal is exact."""
    if value.denominator == 1:
        return str(value.numerator)
    rest, places = value.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text
