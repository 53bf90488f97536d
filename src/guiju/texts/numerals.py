"""Chinese numerals 一…九千九百九十九 as official texts number their parts."""

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[〇零一二两三四五六七八九十百千]+"


def from_chinese(text: str) -> int:
    """The number that a numeral below ten thousand stands for; ValueError where it is none.

    Figures one after another (一〇一, 二〇) are read as they stand.
    """
    total, digit, units = 0, 0, False
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit, units = 0, True
        elif character in _DIGITS:
            digit = _DIGITS[character] + (0 if units else digit * 10)
        else:
            raise ValueError(f"{text} is no Chinese numeral")
    return total + digit


def number_of(printed: str) -> int:
    """The number in 12, １２ or 十二; ValueError where it is none."""
    return int(printed) if printed.isdecimal() else from_chinese(printed)


def to_chinese(number: int) -> str:
    """The numeral of 1 … 9999 as an article number is printed (十二, 一百零一, 一千零三十九)."""
    if not 1 <= number <= 9999:
        raise ValueError(f"{number}: 1 … 9999 expected")
    digits = "〇一二三四五六七八九"
    text, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if not digit:
            gap = bool(text)
            continue
        text += "零" if gap else ""
        text += unit if unit == "十" and digit == 1 and not text else digits[digit] + unit
        gap = False
    return text
