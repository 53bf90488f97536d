"""What a letter is refused for: where, what stood there, what is accepted."""

from __future__ import annotations


class LetterError(ValueError):
    """A letter that this election cannot have; nothing was written."""

    def __init__(self, where: str, value: object, expected: str) -> None:
        self.where, self.value, self.expected = where, str(value), expected
        super().__init__(f"{where}：{value}；应为{expected}")
