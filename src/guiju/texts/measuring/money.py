"""Money: 12万元, 3.5亿元, 2元5角, 10块钱; in yuan, exact to the fen."""

from __future__ import annotations

import re
from fractions import Fraction

from .figures import NUMBER, decimal, value_of
from .rules import Rule, Value

_CURRENCIES = "美元|欧元|港元|港币|日元|英镑|美金"
_PATTERN = (
    rf"(?P<yuan>{NUMBER})[多余]?(?P<myriad>[万亿])?(?P<coin>{_CURRENCIES}|元|块钱|块(?=[，。；]))"
    rf"(?:(?P<jiao>{NUMBER})角)?(?:(?P<fen>{NUMBER})分(?!之))?"
    rf"|(?P<jiao_alone>{NUMBER})角钱?(?:(?P<fen_after>{NUMBER})分)?"
    rf"|(?P<fen_alone>{NUMBER})分钱"
)
_PARTS = {"yuan": 1, "jiao": 10, "fen": 100, "jiao_alone": 10, "fen_after": 100, "fen_alone": 100}


def _read(match: re.Match[str]) -> Value | None:
    factor = {"万": 10**4, "亿": 10**8, None: 1}[match["myriad"]]
    total = Fraction(0)
    for name, parts in _PARTS.items():
        if match[name]:
            total += value_of(match[name]) / parts * (factor if name == "yuan" else 1)
    coin = match["coin"]
    return decimal(total), "元" if coin in (None, "元", "块", "块钱") else coin


MONEY = Rule("money", _PATTERN, _read)
