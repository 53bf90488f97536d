"""What the ordering of names refuses, and what it would accept."""

from __future__ import annotations


class OrderError(ValueError):
    """A name, a character or an answer that is refused: where, what stood there, what is accepted.

    ``index`` is the place of the name in what was given, counted from 0, where there is one.
    """

    index: int | None = None

    def __init__(self, where: str, value: str, expected: str) -> None:
        super().__init__(f"{where}: {value} — {expected}")
        self.where, self.value, self.expected = where, value, expected


class UnknownCharacterError(OrderError):
    """Characters without stroke data: a person has to give their strokes, once."""

    def __init__(self, where: str, characters: str) -> None:
        learn = "、".join(f"names learn {character} 笔顺" for character in characters)
        given = " ".join(f"--strokes {character}=笔顺" for character in characters)
        told = f"有笔画的字；请一次给出（1横 2竖 3撇 4点 5折）：{learn}（排序时也可用 {given}）"
        super().__init__(where, "、".join(characters), told)
        self.characters = characters


class NotAnOrderedCharacterError(OrderError):
    """A sign that is no Chinese character and has no place in the order: a letter, a digit."""
