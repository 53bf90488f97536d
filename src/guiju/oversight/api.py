"""Findings for programs: what was found of whom under which article, its state, its evidence.

A reported lead is never told to a program: whoever reported it is protected, and reading it is
the act of a named person.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from guiju.pages.api import (
    PLAIN,
    ByToken,
    Listed,
    Missing,
    Moment,
    OrganTold,
    Paging,
    Pk,
    Request,
    answers,
    organ_told,
    paged,
)

from . import selectors
from .models import Finding, FindingEvent, Verdict
from .words import due_of, happened, provision_of

router = Router(tags=["findings"])
VIEW = ByToken("findings.view")
StateAsked = Literal[
    "open", "explained", "accepted", "put_right", "passed_on", "reopened", "unclosed", "unseen"
]


class FindingDue(Schema):
    """What is due, by when, and why that day."""

    date: dt.date
    what: str
    provisional: bool
    workdays: int
    counted: list[str]


class FindingTold(Schema):
    """A breach, or what cannot be told, under one provision."""

    id: int
    institution: str
    organ: OrganTold
    subject: str
    instrument: str
    provision: str
    provision_title: str | None
    verdict: Literal["breach", "unknown"]
    strength: str
    message: str
    message_en: str
    state: str
    state_title: str
    first_seen: Moment
    last_seen: Moment
    no_longer_seen: Moment | None
    due: dt.date | None
    due_provisional: bool
    closed: Moment | None


class EventTold(Schema):
    """Something that happened to a finding, by post; the name is for its page."""

    kind: str
    what: str
    at: Moment
    by_post: str | None
    before: str | None
    after: str
    reason: str | None
    attachment: str | None


class FindingInFull(FindingTold):
    """A finding with its evidence, why it is due when it is, and what happened."""

    evidence: dict[str, str | None] = Field(..., description="null: not known")
    missing: list[str]
    source: str | None
    due_because: FindingDue | None
    timeline: list[EventTold]


class Filters(Paging):
    """Which findings are asked for."""

    q: str = Field(
        "", max_length=100, pattern=PLAIN, description="subject, organ or what was found"
    )
    organ: str = Field("", max_length=40, pattern=PLAIN, description="the code of an organ")
    state: StateAsked | None = Field(None, description="unclosed and unseen take in several")
    verdict: Verdict | None = None
    instrument: str = Field("", max_length=60, pattern=PLAIN)
    provision: str = Field(
        "", max_length=20, pattern=PLAIN, description="such as 7/1/1, with its instrument"
    )


@router.get(
    "",
    auth=VIEW,
    response=answers(Listed[FindingTold]),
    url_name="findings",
    summary="问题：哪一条、什么结论、处理到哪一步",
)
def findings(request: Request, filters: Query[Filters]) -> dict[str, Any]:
    """The findings of the organs that the token sees, what is due first first."""
    named = ("q", "organ", "state", "verdict")
    told = {key: str(getattr(filters, key) or "").strip() for key in named}
    found = selectors.search(selectors.visible(request.auth.post), told)
    for key in ("instrument", "provision"):
        if wanted := getattr(filters, key):
            found = found.filter(**{key: wanted})
    return paged(found, filters, told_of)


@router.get(
    "/{pk}",
    auth=VIEW,
    response=answers(FindingInFull, 404),
    url_name="finding",
    summary="一个问题和它的依据、经过",
)
def finding(request: Request, pk: Pk) -> dict[str, Any]:
    """One finding with its evidence."""
    one = selectors.visible(request.auth.post).filter(pk=pk).first()
    if one is None:
        raise Missing("id", pk, "GET /api/findings")
    due = due_of(one)
    return {
        **told_of(one),
        "evidence": {k: None if v in (None, "") else str(v) for k, v in one.facts.items()},
        "missing": list(one.missing),
        "source": one.source_title or None,
        "due_because": None if due is None else {
            "date": due.date,
            "what": due.what,
            "provisional": due.provisional,
            "workdays": due.days,
            "counted": due.lines,
        },
        "timeline": [_event(line.event) for line in selectors.timeline(one)],
    }  # fmt: skip


def told_of(one: Finding) -> dict[str, Any]:
    """A finding as a list tells it."""
    provision = provision_of(one.instrument, one.provision)
    return {
        "id": one.pk,
        "institution": one.institution,
        "organ": organ_told(one.organ),
        "subject": one.subject,
        "instrument": one.instrument,
        "provision": one.provision,
        "provision_title": None if provision is None else provision.label,
        "verdict": one.verdict,
        "strength": one.strength,
        "message": one.message,
        "message_en": one.message_en,
        "state": one.state,
        "state_title": one.get_state_display(),
        "first_seen": one.first_seen,
        "last_seen": one.last_seen,
        "no_longer_seen": one.unseen_at,
        "due": one.due,
        "due_provisional": one.due_provisional,
        "closed": one.closed_at,
    }


def _event(event: FindingEvent) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "what": happened(event.kind),
        "at": event.at,
        "by_post": event.by_post or None,
        "before": event.before or None,
        "after": event.after,
        "reason": event.reason or None,
        "attachment": event.attachment or None,
    }
