"""What a package is refused for: where, what stood there, what is accepted."""

from __future__ import annotations


class PackageError(ValueError):
    """A package that cannot be made, read or opened; nothing was written."""

    def __init__(self, where: str, value: object, expected: str) -> None:
        self.where, self.value, self.expected = where, str(value), expected
        super().__init__(f"{where}：{value}；应为{expected}")
