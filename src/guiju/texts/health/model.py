"""A finding of a careful reader: where, what is printed, what was expected, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """``kind`` is citation, numbering, definition, item lists, figure, unit, share, date, …"""

    kind: str
    start: int
    end: int
    document: str
    address: str | None
    printed: str
    expected: str
    reason: str

    def as_json(self) -> dict[str, object]:
        """As ``texts health --json`` gives it."""
        return {
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "document": self.document or None,
            "address": self.address,
            "printed": self.printed,
            "expected": self.expected,
            "reason": self.reason,
        }
