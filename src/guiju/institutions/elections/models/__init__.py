"""What is kept of elections: set-up, officers, ballots keyed in twice, what was settled, acts."""

from .acts import Act, ActKind
from .counting import Adjudication, Batch, Entry, Settled, Sheet
from .elections import Candidate, Election, Officer, OfficerFunction, PostSeats, State
from .results import Outcome

__all__ = [
    "Act",
    "ActKind",
    "Adjudication",
    "Batch",
    "Candidate",
    "Election",
    "Entry",
    "Officer",
    "OfficerFunction",
    "Outcome",
    "PostSeats",
    "Settled",
    "Sheet",
    "State",
]
