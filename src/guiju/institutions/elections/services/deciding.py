"""The election decided from what was settled: result, package and their hash, kept for good."""

from __future__ import annotations

from ..counting import Ballots, Result
from ..models import Election, Outcome
from .acting import Person


def ballots_of(election: Election) -> Ballots:
    """The settled sheets as counting takes them; numbers are those of batch and sheet."""
    raise NotImplementedError


def result_of(election: Election) -> Result:
    """The election decided anew from what is settled; writes nothing. For documents and proof."""
    raise NotImplementedError


def decide_election(election: Election, *, person: Person) -> Outcome:
    """Decide; refused while a batch is not compared or a sheet not settled. A scrutineer does.

    Raises:
        ValidationError: what is still open.
    """
    raise NotImplementedError
