"""What a document or a font is refused for, and what would be accepted."""

from __future__ import annotations


class DocumentError(ValueError):
    """A document that is refused: where, what stood there, what would be accepted."""

    def __init__(self, where: str, value: object, expected: str) -> None:
        super().__init__(f"{where}: {value!s} — {expected}")
        self.where, self.value, self.expected = where, str(value), expected


class FontError(DocumentError):
    """No font, or none with some character: nothing is left out silently."""
