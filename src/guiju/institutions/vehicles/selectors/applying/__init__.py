"""Applications of a using organ: what can be asked for, what is known, what follows at once."""

from .kinds import KINDS, Kind, Subject
from .known import KnownFact, known_facts
from .live import Application, read_application

__all__ = [
    "KINDS",
    "Application",
    "Kind",
    "KnownFact",
    "Subject",
    "known_facts",
    "read_application",
]
