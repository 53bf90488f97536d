"""An election counted and decided from files; nothing here knows of Django or a database."""

from .ballots import Ballots, Written
from .deciding import Result, decide, read_ballots
from .election import Candidate, Election, Seat, parse_election, read_election
from .errors import ElectionError
from .telling import as_json

__all__ = [
    "Ballots",
    "Candidate",
    "Election",
    "ElectionError",
    "Result",
    "Seat",
    "Written",
    "as_json",
    "decide",
    "parse_election",
    "read_ballots",
    "read_election",
]
