"""What is known of the facts that articles ask for; what is not entered is left out, never 0."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum

from ..counting.asking import ratio_facts as asked_of_ratios
from ..counting.marks import without_spaces
from ..models import Election, Officer, OfficerFunction, State
from ..rulebook import facts
from .decisions import left_at_that, passed

Known = dict[str, str | int]
_WATCHING = (OfficerFunction.CHIEF, OfficerFunction.DEPUTY, OfficerFunction.SCRUTINEER)
_COUNTED = (State.COUNTING, State.DECIDED, State.REPORTED, State.ANNOUNCED)


def ratio_facts(election: Election) -> Iterator[tuple[str, Known]]:
    """Candidates and seats: of secretaries each post's, else all together."""
    candidates = [one.post for one in election.candidates.all()]
    posts = list(election.posts.all())
    if not posts:
        known = _surplus(len(candidates), election.seats, election.alternate_seats)
        yield "", known
    for one in posts:
        yield one.post, _surplus(candidates.count(one.post), one.seats, 0, bool(candidates))


def _surplus(standing: int, filled: int, alternates: int, entered: bool | None = None) -> Known:
    known = asked_of_ratios(standing, filled, alternates)
    if not (standing if entered is None else entered):
        del known[facts.surplus.key]  # Nobody was entered yet: not known, and not nought.
    return known


def facts_of_setup(election: Election) -> Known:
    """What is known of candidates, order, scrutineers and method before anything is printed."""
    known: Known = {facts.eligible.key: election.eligible}
    standing = election.candidates.count()
    known |= _surplus(standing, election.seats, election.alternate_seats)
    if election.preselected:
        _say(known, facts.left.key, left_at_that(election))
    _say(known, facts.members_done.key, election.members_done)
    _say(known, facts.standing_done.key, election.standing_done)
    if election.assenting is not None:
        known[facts.assenting.key] = election.assenting
    return known | _scrutiny(election)


def facts_of_meeting(election: Election) -> Known:
    """Who attends and what was handed out."""
    known: Known = {facts.eligible.key: election.eligible}
    if election.present is not None:
        known[facts.present.key] = election.present
    if election.issued is not None:
        known[facts.issued.key] = election.issued
    return known


def facts_of_count(election: Election) -> Known:
    """The ballots that came back, once the batches stand."""
    if election.state not in _COUNTED:
        return {}
    return {facts.returned.key: returned(election)}


def facts_of_passing(election: Election) -> Known:
    """Whether the plenary of the committee passed what a discipline commission elected."""
    known: Known = {}
    _say(known, facts.passed.key, passed(election))
    return known


def returned(election: Election) -> int:
    """Sheets in all batches, as counted by hand."""
    return election.batches.aggregate(all=Sum("sheets"))["all"] or 0


def _say(known: Known, key: str, value: bool | None) -> None:
    if value is not None:
        known[key] = "是" if value else "否"


def _scrutiny(election: Election) -> Known:
    watching = [one for one in election.officers.all() if one.function in _WATCHING]
    if not watching:
        return {}
    names = {without_spaces(one.name) for one in election.candidates.all()}
    known: Known = {
        facts.chiefs.key: _of(watching, OfficerFunction.CHIEF),
        facts.deputies.key: _of(watching, OfficerFunction.DEPUTY),
        facts.scrutineers.key: len(watching),
        facts.candidate_scrutineers.key: sum(without_spaces(one.name) in names for one in watching),
    }
    voters = [one.voter for one in watching]
    if False in voters or None not in voters:
        known[facts.outside_scrutineers.key] = voters.count(False)
    voted = [one.voted_in for one in watching]
    _say(known, facts.scrutineers_voted.key, False if False in voted else _all(voted))
    return known


def _of(officers: list[Officer], function: str) -> int:
    return sum(one.function == function for one in officers)


def _all(values: list[bool | None]) -> bool | None:
    return None if None in values else True
