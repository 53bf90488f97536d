"""What is kept of elections: set-up, officers, ballots keyed in twice, what was settled, acts."""

from .acts import Act, ActKind, TwoPersons
from .counting import Adjudication, Batch, Entry, Settled, Sheet
from .decisions import Course, Decider, Decision, DecisionKind
from .elections import (
    Body,
    Candidate,
    Election,
    Kind,
    Officer,
    OfficerFunction,
    PostSeats,
    Round,
    State,
)
from .results import Outcome, Package

__all__ = [
    "Act",
    "ActKind",
    "Adjudication",
    "Batch",
    "Body",
    "Candidate",
    "Course",
    "Decider",
    "Decision",
    "DecisionKind",
    "Election",
    "Entry",
    "Kind",
    "Officer",
    "OfficerFunction",
    "Outcome",
    "Package",
    "PostSeats",
    "Round",
    "Settled",
    "Sheet",
    "State",
    "TwoPersons",
]
