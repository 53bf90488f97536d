"""What a meeting has to decide about an election (23, 36), and what it decided."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from ..counting.asking import Asker, Facts, ratio_facts, rules_of
from ..counting.checking import HOLDS, Judged, judged
from ..models import Course, Decision, DecisionKind, Election, Round, State
from ..rulebook import facts
from .plain import plain
from .rounds import rounds_after

REPORTED = (State.REPORTED, State.ANNOUNCED)


def decision_of(election: Election, kind: str) -> Decision | None:
    """The decision of a kind that was not sent back, proposed or confirmed."""
    found: Decision | None = election.decisions.filter(kind=kind, refused_by="").first()
    if found is not None:
        found.election = election
    return found


def short_of(election: Election) -> int:
    """How many seats are short, so that presidium or electors say what is done (36).

    Of a round those for which too few had a majority, once it was reported; of a formal election
    being set up those for which a preselection left no candidate and nothing was decided yet.
    """
    if election.state in REPORTED:
        return _open_seats(election)
    if election.state == State.DRAFT and not left_at_that(election):
        return lacking(election)
    return 0


def _open_seats(election: Election) -> int:
    result = election.outcome.result
    return int(result["open_seats"]) if result["valid"] else 0


def lacking(election: Election) -> int:
    """How many candidates a formal election after a preselection has fewer than seats (36/2).

    The rule says whether that is too few; nought where no candidate was entered yet.
    """
    if election.round != Round.FORMAL or not election.preselected:
        return 0
    standing = election.candidates.count()
    if not standing:
        return 0
    known = ratio_facts(standing, election.seats, election.alternate_seats)
    undecided = _judged(election, "few", {**known, facts.left.key: "否"})
    missing = election.seats + election.alternate_seats - standing
    return 0 if all(one.state == HOLDS for one in undecided) else missing


def _judged(election: Election, matter: str, known: Facts) -> list[Judged]:
    """The duties of a matter that apply to an election."""
    return judged(Asker(plain(election), rules_of(election.day)), matter, known)


def left_at_that(election: Election) -> bool:
    """Whether it was decided to leave as many seats as a formal election lacks candidates: about
    itself, or about a preselection or a round of one that it goes on from."""
    known = [one.pk for one in _before(election)]
    decided = confirmed().filter(kind=DecisionKind.SHORTAGE, course=Course.LEAVE)
    return decided.filter(election__in=known, missing__gte=lacking(election)).exists()


def _before(election: Election) -> Iterator[Election]:
    one: Election | None = election
    while one is not None:
        yield one
        yield from rounds_after(one)
        one = one.previous


def confirmed() -> QuerySet[Decision]:
    """The decisions that two persons recorded."""
    return Decision.objects.filter(refused_by="", confirmed__isnull=False)


def pending() -> QuerySet[Decision]:
    """The decisions that wait for a second person."""
    return Decision.objects.filter(refused_by="", confirmed=None)


def must_pass(election: Election) -> bool:
    """Whether a plenary of the committee has to pass what a discipline commission elected (23)."""
    if not election.commission or election.nominates or election.state != State.ANNOUNCED:
        return False
    result = election.outcome.result
    if not (result["valid"] and result["elected"]):
        return False
    return bool(_judged(election, "passing", {}))


def passed(election: Election) -> bool | None:
    """Whether it passed; None where that was not recorded by two persons."""
    found = confirmed().filter(election=election, kind=DecisionKind.PASSING).first()
    return None if found is None else found.course == Course.PASSED
