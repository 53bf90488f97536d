"""A finding of a careful reader: where, what is printed, what was expected, and why."""

from __future__ import annotations

from dataclasses import dataclass

from ..blocks import Block


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


def in_block(
    kind: str, block: Block, span: tuple[int, int], printed: str, expected: str, reason: str
) -> Finding:
    """A finding in a stretch of text, ``span`` counted in its restored characters."""
    start, end = block.span(*span)
    document = block.document.name if block.document else ""
    address = str(block.address) if block.address else None
    return Finding(kind, start, end, document, address, printed, expected, reason)
