"""Addresses of provisions: article/paragraph/item/subitem 条/款/项/目 in figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

from .numerals import NUMERAL, from_chinese, to_chinese

Step = tuple[int, int, int]
"""A number, the number of an inserted article (之一 is 1, else 0), which repetition (1 first)."""

_STEP = re.compile(r"(\d+)(?:-(\d+))?(?:~(\d+))?")
_LABEL = re.compile(
    rf"第({NUMERAL})条(?:之({NUMERAL}))?(?:第({NUMERAL})款)?"
    rf"(?:第[（(]?({NUMERAL})[）)]?项)?(?:第({NUMERAL}|\d+)目)?"
)


class AddressError(ValueError):
    """What is no address: where, what stood there, what would be accepted."""

    def __init__(self, value: str) -> None:
        super().__init__(f"{value!r} is no address; expected 7, 7/1, 7/1/1 or 20-1/2")
        self.where, self.value, self.expected = "address", value, "7, 7/1, 7/1/1 or 20-1/2"


@total_ordering
@dataclass(frozen=True)
class Address:
    """Where a provision stands; ordered as the text is."""

    steps: tuple[Step, ...]

    @classmethod
    def parse(cls, text: str) -> Address:
        """``7/1/1``, ``20-1/2``, ``7/1/3~2``; AddressError for anything else."""
        steps = [_STEP.fullmatch(part) for part in text.split("/")]
        if not 1 <= len(steps) <= 4 or not all(steps):
            raise AddressError(text)
        return cls(tuple((int(m[1]), int(m[2] or 0), int(m[3] or 1)) for m in steps if m))

    @classmethod
    def from_label(cls, label: str) -> Address:
        """第七条第一款第（一）项 as an address; an item without its paragraph is in the first."""
        match = _LABEL.fullmatch(label)
        if match is None:
            raise AddressError(label)
        article, inserted, paragraph, item, subitem = match.groups()
        steps = [(from_chinese(article), from_chinese(inserted) if inserted else 0, 1)]
        if paragraph or item:
            steps.append((from_chinese(paragraph) if paragraph else 1, 0, 1))
        if item:
            steps.append((from_chinese(item), 0, 1))
        if subitem:
            number = int(subitem) if subitem.isdigit() else from_chinese(subitem)
            steps.append((number, 0, 1))
        return cls(tuple(steps))

    @property
    def article(self) -> int:
        """The number of the article."""
        return self.steps[0][0]

    @property
    def parent(self) -> Address | None:
        """The provision that this one stands in."""
        return Address(self.steps[:-1]) if len(self.steps) > 1 else None

    def within(self, other: Address) -> bool:
        """Whether this is the other provision or stands in it."""
        return self.steps[: len(other.steps)] == other.steps

    def label(self, *, sole_paragraph: bool = False, numbering: str = "articles") -> str:
        """第七条第一款第（一）项; an article's only paragraph is left out, as drafters do.

        ``numbering`` ``measures`` counts 一、二、 (第五条 all the same), ``bracketed`` counts
        （一）（二） and its items 1. 2.: 第（八）条第1项.
        """
        number, inserted, _ = self.steps[0]
        bracketed = numbering == "bracketed"
        first = f"（{to_chinese(number)}）" if bracketed else to_chinese(number)
        text = f"第{first}条" + (f"之{to_chinese(inserted)}" if inserted else "")
        forms = ("第{}款", "第{}项" if bracketed else "第（{}）项", "第{}目")
        for place, ((number, _, _), form) in enumerate(zip(self.steps[1:], forms, strict=False)):
            if sole_paragraph and place == 0:
                continue
            figures = bracketed and place == 1
            text += form.format(number if figures else to_chinese(number))
        return text

    def __lt__(self, other: Address) -> bool:
        return self.steps < other.steps

    def __str__(self) -> str:
        return "/".join(
            f"{n}" + (f"-{inserted}" if inserted else "") + (f"~{again}" if again > 1 else "")
            for n, inserted, again in self.steps
        )
