"""Chinese numerals 一…九百九十九 as official texts number their parts."""

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
NUMERAL = "[〇零一二两三四五六七八九十百]+"


def from_chinese(text: str) -> int:
    """The number that a numeral below one thousand stands for; ValueError where it is none."""
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            raise ValueError(f"{text} is no Chinese numeral")
    return total + digit


def to_chinese(number: int) -> str:
    """The numeral of 1 … 999 as an article number is printed (十二, 一百零一)."""
    if not 1 <= number <= 999:
        raise ValueError(f"{number}: 1 … 999 expected")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    digits = "〇一二三四五六七八九"
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{digits[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")
