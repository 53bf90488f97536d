"""Applications for programs: where each stands, when it is due and why, what happened. No names.

Who acted is told by the post; the persons of a case are for its page. Nothing is decided here:
a step of a case is taken by a person who signed in.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from ninja import Field, Path, Query, Router, Schema

from guiju.organs.scope import organs_of
from guiju.pages.api import (
    PLAIN,
    ByToken,
    Listed,
    Missing,
    Moment,
    OrganTold,
    Paging,
    Request,
    Strange,
    answers,
    organ_told,
    paged,
)

from . import selectors
from .dates import Dated, running
from .definitions import names
from .models import Case, DueState
from .timeline import Happened, Timeline
from .words import definition_of, procedure_title, state_title

router = Router(tags=["applications"])
VIEW = ByToken("procedures.view")


class LimitTold(Schema):
    """The limit that runs: its last day, and why it is that day."""

    date: dt.date
    status: str
    over: bool = Field(..., description="the day is past and nothing was done")
    provisional: bool = Field(..., description="the notice of a year's days off is not out yet")
    limit: str
    counted_from: dt.date
    instrument: str
    provision: str | None = Field(..., description="null: no article sets it, this house does")
    counted: list[str]


class CaseTold(Schema):
    """An application and where it stands."""

    organ: OrganTold
    reference: str
    procedure: str
    procedure_title: str
    version: dt.date
    subject: str
    state: str
    state_title: str
    final: bool
    suspended: bool
    opened: Moment
    in_state_since: Moment
    due: LimitTold | None


class StepTold(Schema):
    """One step that was taken: which, by which post, under which provision, why."""

    number: int
    kind: str
    step: str
    title: str
    source: str | None
    target: str
    at: Moment
    by_post: str | None = Field(..., description="null: the clock, which decides nothing")
    for_post: str | None
    provision: str | None
    reason: str | None
    verdict: str | None
    judgements: list[dict[str, str]]


class CaseInFull(CaseTold):
    """An application with its timeline."""

    without_limit_because: str | None
    next_by: list[str]
    timeline: list[StepTold]


class Filters(Paging):
    """Which applications are asked for."""

    q: str = Field(
        "", max_length=100, pattern=PLAIN, description="reference, subject, organ or procedure"
    )
    procedure: str = Field(
        "", max_length=100, pattern=PLAIN, description="such as vehicles/purchase"
    )
    state: str = Field("", max_length=60, pattern=PLAIN, description="a state of that procedure")
    open: bool | None = Field(None, description="those that are not closed, or that are")


@router.get(
    "",
    auth=VIEW,
    response=answers(Listed[CaseTold]),
    url_name="applications",
    summary="办理事项：状态、到期日和为什么是这一天",
)
def applications(request: Request, filters: Query[Filters]) -> dict[str, Any]:
    """The applications of the organs that the token sees, the latest first."""
    told = {"q": filters.q.strip(), "place": f"{_known(filters)} {filters.state}".strip()}
    if filters.open is not None:
        told["open"] = "yes" if filters.open else "no"
    found: Any = selectors.search(_visible(request), told)
    return paged(found, filters, told_of)


def _visible(request: Request) -> QuerySet[Case]:
    """The cases of the token's own scope: what others delegate to its person is not a program's."""
    post = request.auth.post
    return selectors.visible(post).filter(organ__in=organs_of(post))


def _known(filters: Filters) -> str:
    """The procedure asked for; a state is one of a procedure."""
    name = filters.procedure
    if filters.state and not name:
        raise Strange("procedure", "", "procedure")
    if name and name not in names():
        raise Strange("procedure", name, " · ".join(names()))
    return name


@router.get(
    "/{organ}/{reference}",
    auth=VIEW,
    response=answers(CaseInFull, 404),
    url_name="application",
    summary="一件事项和它的全部经过",
)
def application(request: Request, organ: Path[str], reference: Path[str]) -> dict[str, Any]:
    """One application with everything that happened."""
    case = _visible(request).filter(organ__code=organ, reference=reference).first()
    if case is None:
        raise Missing("reference", f"{organ} {reference}", "GET /api/applications")
    shown = Timeline(case)
    return {
        **told_of(case),
        "without_limit_because": shown.no_limit or None,
        "next_by": [] if case.final else shown.next_by,
        "timeline": [_step(one) for one in shown.history],
    }


def told_of(case: Case) -> dict[str, Any]:
    """A case as a list tells it; its organ and open limits are fetched with it."""
    definition = definition_of(case)
    limit = None if case.final else running(case, definition)
    return {
        "organ": organ_told(case.organ),
        "reference": case.reference,
        "procedure": case.procedure,
        "procedure_title": procedure_title(definition),
        "version": case.version,
        "subject": case.subject,
        "state": case.state,
        "state_title": state_title(definition, case.state),
        "final": case.final,
        "suspended": case.suspended,
        "opened": case.opened,
        "in_state_since": case.since,
        "due": None if limit is None else _due(limit, definition.instrument),
    }


def _due(limit: Dated, instrument: str) -> dict[str, Any]:
    return {
        "date": limit.date,
        "status": DueState(limit.status).value,
        "over": limit.over,
        "provisional": limit.provisional,
        "limit": limit.text,
        "counted_from": limit.start,
        "instrument": instrument,
        "provision": None if limit.provision is None else str(limit.provision),
        "counted": list(limit.counted),
    }


def _step(happened: Happened) -> dict[str, Any]:
    step = happened.step
    return {
        "number": step.number,
        "kind": step.kind,
        "step": step.transition,
        "title": happened.title,
        "source": step.source or None,
        "target": step.target,
        "at": step.at,
        "by_post": step.by_post or None,
        "for_post": step.for_post or None,
        "provision": None if happened.provision is None else str(happened.provision),
        "reason": happened.reason or None,
        "verdict": step.told.get("verdict"),
        "judgements": [
            {key: str(one[key]) for key in ("question", "value", "reason", "post") if key in one}
            for one in happened.answers
        ],
    }
