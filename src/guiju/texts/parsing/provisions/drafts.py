"""Provisions as they grow line by line, and what they become."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from ...addresses import Address, Step
from ...restoring import Span, join
from ..model import Provision

Steps = tuple[Step, ...]


@dataclass(slots=True)
class Draft:
    """A provision being read: its address, where it begins, and the pieces read so far."""

    steps: Steps
    chapter: str
    heading: str
    start: int
    pieces: list[Span]


def provisions_of(text: str, drafts: list[Draft], numbering: str) -> list[Provision]:
    """The drafts that say something as provisions; a sole paragraph is left out of its label."""
    drafts = [draft for draft in drafts if draft.pieces]
    paragraphs = Counter(draft.steps[0] for draft in {d.steps[:2]: d for d in drafts}.values())
    return [
        Provision(
            address=Address(draft.steps),
            label=_label(draft.steps, paragraphs[draft.steps[0]] == 1, numbering),
            chapter=draft.chapter,
            text=join(text, draft.pieces),
            pieces=tuple(draft.pieces),
            start=draft.start,
            end=draft.pieces[-1][1],
            heading=draft.heading,
        )
        for draft in drafts
    ]


@lru_cache(maxsize=1 << 16)
def _label(steps: Steps, sole: bool, numbering: str) -> str:
    return Address(steps).label(sole_paragraph=sole, numbering=numbering)
