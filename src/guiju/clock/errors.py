"""What the clock refuses, and what it would accept."""

from __future__ import annotations


class ClockError(ValueError):
    """A table, a day or a limit that is refused: where, what stood there, what is accepted."""

    def __init__(self, where: str, value: object, expected: str) -> None:
        super().__init__(f"{where}: {value!s} — {expected}")
        self.where, self.value, self.expected = where, str(value), expected


class ClockSetBackError(ClockError):
    """The time went back: nothing may be decided or recorded until a person has looked."""
