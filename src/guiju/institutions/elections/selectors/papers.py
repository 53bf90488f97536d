"""The letters of an election of the pages: what they are made of, and who may have which now."""

from __future__ import annotations

from guiju.organs.selectors import is_demo

from ..letters import Matter, Watcher
from ..models import Adjudication, Election, State
from ..services.acting import SCRUTINEERS, Person, why_not_as
from .plain import plain
from .seeing import result_for


def papers_for(election: Election, person: Person) -> list[str]:
    """The kinds of letters that somebody may have now: of what they may see, and no more.

    The record is the scrutineers'. The report has figures, the announcement names; each is for
    whoever may see those. What goes to the committee above is there once names are announced.
    """
    told = result_for(election, person)
    if told is None:
        return []
    found = ["record"] if why_not_as(election, person, SCRUTINEERS) is None else []
    found += ["report"] if "candidates" in told else []
    found += ["announcement"] if "elected" in told else []
    won = told["valid"] and told.get("elected") and not election.nominates
    if won and "candidates" in told and election.state == State.ANNOUNCED:
        found.append("submission")
    return found


def summarised(election: Election, person: Person) -> bool:
    """Whether the totals with the fingerprint may be had: once everything is announced (37/1)."""
    return election.state == State.ANNOUNCED and result_for(election, person) is not None


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
        demo=is_demo(),
    )
