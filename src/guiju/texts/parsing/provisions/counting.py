"""Numbers as they follow one another: what stands twice and what is left out."""

from __future__ import annotations

import re
from collections import Counter

from ...addresses import Step
from ...numerals import NUMERAL, to_chinese
from ...restoring import Span
from ..model import Flag
from .drafts import Steps

KIND = "numbering"
_FIGURES = re.compile("[0-9０-９]")
_NUMBER = re.compile(f"{NUMERAL}|[0-9０-９]+")


class Numbers:
    """The numbers that have stood under each provision; the second of a kind becomes ``~2``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.flags: list[Flag] = []
        self._stood: Counter[Steps] = Counter()

    def step(self, parent: Steps, number: int, inserted: int, expected: Step, label: Span) -> Step:
        """The step of a number printed at ``label``, flagged where it is not the expected one.

        An expected number 0 says that any will do.
        """
        steps = (*parent, (number, inserted, 1))
        self._stood[steps] += 1
        again = self._stood[steps]
        if again > 1:
            self._flag(label, expected, f"编号{_told(number, inserted)}重复出现")
        elif expected[0] and (number, inserted) != expected[:2]:
            reason = f"编号不连续：此处应为{_told(*expected[:2])}，印为{_told(number, inserted)}"
            self._flag(label, expected, reason)
        return number, inserted, again

    def _flag(self, label: Span, expected: Step, reason: str) -> None:
        printed = self.text[label[0] : label[1]].strip()
        proposed = _proposed(printed, *expected[:2]) if expected[0] else ""
        self.flags.append(Flag(KIND, label[0], label[1], printed, proposed, reason))


def _proposed(printed: str, number: int, inserted: int) -> str:
    """The printed mark with another number: 第三条 becomes 第二条, （3） becomes （2）."""
    if printed.startswith("第"):
        return f"第{_told(number, 0)}条" + (f"之{_told(inserted, 0)}" if inserted else "")
    figures = _FIGURES.search(printed) is not None
    told = str(number) if figures else _told(number, inserted)
    return _NUMBER.sub(told, printed, count=1) if _NUMBER.search(printed) else told


def _told(number: int, inserted: int) -> str:
    """十二 or 十二之一."""
    if not 1 <= number <= 9999:
        return str(number)
    return to_chinese(number) + (f"之{to_chinese(inserted)}" if inserted else "")
