"""What paper is refused for: where, what stood there, what would fit."""

from __future__ import annotations


class PaperError(ValueError):
    """A ballot or a form that cannot be printed; nothing was printed."""

    def __init__(self, where: str, value: object, expected: str) -> None:
        self.where, self.value, self.expected = where, str(value), expected
        super().__init__(f"{where}：{value}；应为{expected}")
