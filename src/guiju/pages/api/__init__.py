"""What all routes for programs share: who asks, errors in one shape, lists with a limit."""

from .asking import ByToken, Request
from .errors import Conflict, Forbidden, Missing, Problem, Refusal, Strange, Unsigned, answers
from .facts import FactName, Facts
from .lists import PLAIN, Listed, Moment, OrganTold, Page, Paging, Pk, organ_told, paged
from .reading import PlainParser

__all__ = [
    "PLAIN",
    "ByToken",
    "Conflict",
    "FactName",
    "Facts",
    "Forbidden",
    "Listed",
    "Missing",
    "Moment",
    "OrganTold",
    "Page",
    "Paging",
    "Pk",
    "PlainParser",
    "Problem",
    "Refusal",
    "Request",
    "Strange",
    "Unsigned",
    "answers",
    "organ_told",
    "paged",
]
