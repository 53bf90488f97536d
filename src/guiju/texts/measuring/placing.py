"""The quantities of a parsed file, each with its document, its address and its true span."""

from __future__ import annotations

from dataclasses import dataclass

from ..blocks import Block, blocks
from ..parsing.model import Parsed
from .finding import find
from .rules import Found


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity where it stands: ``document`` and ``address`` are None outside of provisions."""

    found: Found
    start: int
    end: int
    document: str | None
    address: str | None

    def as_json(self) -> dict[str, object]:
        """As the contract has it."""
        found = self.found
        return {
            "kind": found.kind,
            "start": self.start,
            "end": self.end,
            "text": found.text,
            "document": self.document,
            "address": self.address,
            "value": found.value,
            "unit": found.unit or None,
            "direction": found.direction,
            "event": found.event,
        }


def quantities(parsed: Parsed) -> list[Quantity]:
    """Every quantity of a file in the order of the text."""
    found = [quantity for block in blocks(parsed) for quantity in of_block(block)]
    return sorted(found, key=lambda quantity: (quantity.start, quantity.end))


def of_block(block: Block) -> list[Quantity]:
    """The quantities of one stretch of text."""
    found = find(block.text)
    if not found:
        return []
    places = block.places()
    name = block.document.name if block.document else None
    address = str(block.address) if block.address else None
    return [Quantity(q, *block.span(q.start, q.end, places), name, address) for q in found]
