"""What all routes for programs share: who asks, errors in one shape, lists with a limit."""

from .asking import ByToken, Request
from .errors import Conflict, Forbidden, Missing, Problem, Refusal, Strange, Unsigned, answers
from .lists import Listed, OrganTold, Page, Paging, Pk, organ_told, paged
from .reading import PlainParser

__all__ = [
    "ByToken",
    "Conflict",
    "Forbidden",
    "Listed",
    "Missing",
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
