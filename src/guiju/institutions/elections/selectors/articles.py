"""Which article a list of an election stands under."""

from __future__ import annotations

from ..counting.asking import Asker, rules_of
from ..models import Election
from .plain import plain

_ORDERS = {"strokes": "38/1", "votes": "38/2", "approved": "38/3"}


def article_of_list(election: Election) -> str:
    """The paragraph of article 38 that orders the list; in a preselection article 30."""
    if election.nominates:
        return "30/1"
    return _ORDERS[Asker(plain(election), rules_of(election.day)).order()]


def article_of_rounds(election: Election) -> str:
    """The paragraph of article 36 on ties and open seats."""
    return "36/2" if election.nominates else "36/1"
