"""The letters of an election of the pages: what they are made of, and who may have which now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from guiju.organs.selectors import is_demo

from ..letters import Matter, Overall, Passing, Watcher
from ..models import Adjudication, Course, DecisionKind, Election, Round, State
from ..services.acting import SCRUTINEERS, Person, why_not_as
from .decisions import confirmed, must_pass, passed
from .plain import plain
from .rounds import final_list, first_round, rounds_after
from .seeing import result_for


def papers_for(election: Election, person: Person) -> list[str]:
    """The kinds of letters that somebody may have now: of what they may see, and no more.

    The record is the scrutineers'. The report has figures, the announcement names; each is for
    whoever may see those. What goes to the committee above is there once names are announced and,
    of a discipline commission, once the plenary of the committee passed it (23).
    """
    told = result_for(election, person)
    if told is None:
        return []
    found = ["record"] if why_not_as(election, person, SCRUTINEERS) is None else []
    found += ["report"] if "candidates" in told else []
    found += ["announcement"] if "elected" in told else []
    if election.state == State.ANNOUNCED and "candidates" in told and _won(first_round(election)):
        found.append("submission")
    return found


def _won(first: Election) -> bool:
    """Whether there is somebody over all rounds to report to the committee above."""
    if first.state != State.ANNOUNCED or first.nominates or not first.outcome.result["valid"]:
        return False
    if not (first.outcome.result["elected"] or final_list(first).elected):
        return False
    # What a discipline commission elected is reported above once the plenary passed it (23).
    rounds = [one for one in (first, *rounds_after(first)) if must_pass(one)]
    return all(passed(one) for one in rounds)


def summarised(election: Election, person: Person) -> bool:
    """Whether the totals with the fingerprint may be had: once everything is announced (37/1)."""
    return election.state == State.ANNOUNCED and result_for(election, person) is not None


def matter_above(election: Election) -> Matter:
    """What the committee above is told: the election from its first round on, whatever round of
    it is asked about."""
    first = first_round(election)
    later, final = list(rounds_after(first)), final_list(first)
    all_ = [first, *later]
    over = Overall(
        elected=final.elected,
        alternates=final.alternates,
        rounds=[matter_of(one) for one in later if one.state == State.ANNOUNCED],
        pending=[one.title for one in final.pending],
        ties=[tie for one in all_ if one.state == State.ANNOUNCED for tie in _without_round(one)],
        left_open=next((one.left_open for one in all_ if one.left_open), ""),
    )
    return replace(matter_of(first), overall=over)


def _without_round(election: Election) -> list[dict[str, Any]]:
    """The ties of a round of which no further round was made."""
    made = election.following.filter(round=Round.RUNOFF).exclude(state=State.CALLED_OFF)
    voted = [{one.name for one in each.candidates.all()} for each in made]
    return [one for one in election.outcome.result["runoffs"] if set(one["names"]) not in voted]


def _passing(election: Election) -> Passing | None:
    found = confirmed().filter(election=election, kind=DecisionKind.PASSING).first()
    if found is None:
        return None
    votes = (found.agreed, found.against, found.abstained)
    return Passing(found.day, found.course == Course.PASSED, *votes)


def matter_of(election: Election) -> Matter:
    """What letters tell of a decided election, candidates in the order of the ballot."""
    officers = election.officers.order_by("pk")
    settled = Adjudication.objects.filter(batch__election=election).exclude(confirmed=None)
    return Matter(
        organ=election.organ.name,
        day=election.day,
        election=plain(election),
        result=election.outcome.result,
        code=election.code,
        watchers=[Watcher(str(one.get_function_display()), one.name) for one in officers],
        batches=[(one.number, one.label, one.sheets) for one in election.batches.all()],
        adjudicated=settled.count(),
        package_sha256=election.outcome.package_sha256,
        presiding=election.presiding,
        commission=election.commission,
        passing=_passing(election),
        demo=is_demo(),
    )
