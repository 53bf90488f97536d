"""What is next at an election, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Election
from ..services.acting import Person


@dataclass(frozen=True)
class Next:
    """A step that is next: its code (also the anchor on the page), what it is, who does it."""

    code: str
    told: str
    who: str
    article: str = ""
    mine: bool = False


def next_steps(election: Election, person: Person | None = None) -> list[Next]:
    """What is next; ``mine`` where the person may do it."""
    raise NotImplementedError


def waiting_for(person: Person) -> list[tuple[Election, Next]]:
    """What waits for a person at every election that is not over."""
    raise NotImplementedError
