"""The code of an election on paper: what it may be, and the row of squares a machine reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from ..counting import Election
from .errors import PaperError
from .measures import INSET, MARK, Box, Sheet

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"
LONGEST = 8
ACCEPTED = f"1 到 {LONGEST} 个数字、大写字母或连字符"
_BITS_OF_SIGN, _FLAGS, _CHECK = 6, 4, 8
BITS = LONGEST * _BITS_OF_SIGN + _FLAGS + _CHECK
PITCH, SQUARE = 2.7, 1.9
_READABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Signs that nobody mistakes for another when reading them aloud."""


@dataclass(frozen=True)
class Row:
    """What a row of squares says: the code, and which of the election's sheets this is."""

    code: str
    a3: bool = False
    large: bool = False
    specimen: bool = False


def checked(code: str) -> str:
    """A code that can be printed."""
    if not 1 <= len(code) <= LONGEST or set(code) - set(SIGNS):
        raise PaperError("选举代码", code, ACCEPTED)
    return code


def derived(election: Election) -> str:
    """A code from what is on the ballot: another round or another list has another one."""
    told = [
        *(election.title, election.kind, election.round, election.body, election.seats),
        *(election.alternate_seats, [[one.post, one.seats] for one in election.posts]),
        sorted([one.post, one.key] for one in election.candidates),
    ]
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).digest()
    return "".join(_READABLE[byte % len(_READABLE)] for byte in digest[:6])


def bits(row: Row) -> str:
    """The squares from left to right: 1 black, 0 white; six a sign, four flags, eight to check."""
    signs = [SIGNS.index(sign) + 1 for sign in checked(row.code)]
    signs += [0] * (LONGEST - len(signs))
    found = "".join(f"{sign:06b}" for sign in signs)
    found += "".join("01"[flag] for flag in (row.a3, row.large, row.specimen, False))
    return found + f"{_remainder(found):08b}"


def read_bits(found: str) -> Row:
    """What squares say; PaperError where they do not check."""
    told, check = found[:-_CHECK], found[-_CHECK:]
    if len(found) != BITS or set(found) - set("01") or f"{_remainder(told):08b}" != check:
        raise PaperError("代码方格", found, "没有污损的一行方格")
    signs = [int(told[at : at + 6], 2) for at in range(0, LONGEST * _BITS_OF_SIGN, 6)]
    code = "".join(SIGNS[sign - 1] for sign in signs if 0 < sign <= len(SIGNS))
    flags = [bit == "1" for bit in told[LONGEST * _BITS_OF_SIGN :]]
    return Row(checked(code), *flags[:3])


def _remainder(told: str) -> int:
    """CRC-8 (x⁸+x²+x+1): finds every single wrong square and every run of up to eight."""
    value = 0
    for bit in told:
        value = (value << 1 & 0xFF) ^ (0x07 if value >> 7 != int(bit) else 0)
    return value


def squares(sheet: Sheet) -> list[Box]:
    """Where the squares of the row stand: between the lower marks, at their middle."""
    left = (sheet.width - PITCH * (BITS - 1) - SQUARE) / 2
    top = sheet.height - INSET - MARK / 2 - SQUARE / 2
    return [Box(left + place * PITCH, top, SQUARE, SQUARE) for place in range(BITS)]
