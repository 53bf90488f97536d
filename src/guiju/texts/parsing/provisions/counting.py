"""Numbers as they follow one another: what stands twice and what is left out."""

from __future__ import annotations

from collections import Counter

from ...addresses import Step
from ...numerals import to_chinese
from ...restoring import Span
from ..model import Flag
from .drafts import Steps

KIND = "numbering"


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
        proposed = _told(*expected[:2]) if expected[0] else ""
        self.flags.append(Flag(KIND, label[0], label[1], printed, proposed, reason))


def _told(number: int, inserted: int) -> str:
    """十二 or 十二之一."""
    if not 1 <= number <= 9999:
        return str(number)
    return to_chinese(number) + (f"之{to_chinese(inserted)}" if inserted else "")
