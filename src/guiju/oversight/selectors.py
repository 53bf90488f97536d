"""Reading findings and leads: those of a post's scope, searched, filtered, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from guiju.ledger.models import Entry
from guiju.ledger.selectors import told as told_by
from guiju.organs.abilities import may
from guiju.organs.models import Organ, Post
from guiju.organs.scope import organs_of

from .acting import Person
from .models import Finding, FindingEvent, Lead
from .services.events import digest
from .services.steps import entry_subject
from .states import OPEN_STATES, TO_EXPLAIN, State

FILTERS = ("q", "state", "provision", "organ", "verdict")


def visible(post: Post) -> QuerySet[Finding]:
    """The findings of the organs that a post sees, the oldest due first, closed ones last."""
    found = Finding.objects.filter(organ__in=organs_of(post)).select_related("organ")
    return found.order_by(F("due").asc(nulls_last=True), "pk")


def findings_waiting(post: Post) -> QuerySet[Finding]:
    """What a post has to act on: its own organ's to explain, other organs' explained to judge."""
    told = Q(pk__in=[])
    if may(post, "findings.explain"):
        told |= Q(organ=post.organ, state__in=[str(one) for one in TO_EXPLAIN])
    if may(post, "findings.judge"):
        told |= Q(state=State.EXPLAINED.value) & ~Q(organ=post.organ)
    return visible(post).filter(told)


def search(findings: QuerySet[Finding], told: Mapping[str, str]) -> QuerySet[Finding]:
    """Findings by words (subject, organ, what was found), state, provision, organ, verdict."""
    found = findings
    if words := told.get("q", ""):
        named = Q(subject__icontains=words) | Q(organ__name__icontains=words)
        told_of = Q(message__icontains=words) | Q(message_en__icontains=words)
        found = found.filter(named | told_of | _numbered(words))
    if told.get("state") == "unclosed":
        found = found.filter(state__in=OPEN_STATES)
    elif told.get("state") == "unseen":
        found = found.filter(state__in=OPEN_STATES, unseen_at__isnull=False)
    elif told.get("state"):
        found = found.filter(state=told["state"])
    if told.get("provision"):
        instrument, _, address = told["provision"].rpartition(" ")
        found = found.filter(instrument=instrument, provision=address)
    if told.get("organ"):
        found = found.filter(organ__code=told["organ"])
    if told.get("verdict"):
        found = found.filter(verdict=told["verdict"])
    return found


def _numbered(words: str) -> Q:
    plain = words.isascii() and words.isdigit() and len(words) < 19
    return Q(pk=int(words)) if plain else Q()


def provisions_of(findings: QuerySet[Finding]) -> list[tuple[str, str]]:
    """Instrument and address of every provision under which something was found."""
    told = findings.order_by("instrument", "place").values_list("instrument", "provision")
    return list(dict.fromkeys(told.distinct()))


def organs_with(findings: QuerySet[Finding]) -> list[tuple[str, str]]:
    """Code and name of every organ of which something was found, in the order of the tree."""
    told = findings.order_by("organ__path").values_list("organ__code", "organ__name")
    return list(dict.fromkeys(told.distinct()))


def by_state(findings: QuerySet[Finding]) -> dict[str, int]:
    """How many findings stand in each state, every state named."""
    counted = dict(findings.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in State.values}


def by_provision(findings: QuerySet[Finding]) -> list[dict[str, Any]]:
    """How many findings there are of each provision: all, not closed, put right, in its order."""
    counted = findings.order_by().values("instrument", "provision", "place")
    open_ = Count("pk", filter=Q(state__in=[str(state) for state in OPEN_STATES]))
    right = Count("pk", filter=Q(state=State.PUT_RIGHT))
    found = counted.annotate(total=Count("pk"), unclosed=open_, right=right)
    return [{**row} for row in found.order_by("instrument", "place")]


@dataclass(frozen=True)
class Told:
    """A line of a timeline, and whether it is the one that was written."""

    event: Any
    whole: bool


def timeline(finding: Finding) -> list[Told]:
    """Everything that happened to a finding, oldest first, each held to its seal."""
    steps = Entry.objects.filter(chain=finding.organ.code, subject=entry_subject(finding))
    written = {(told_by(entry)["after"] or {}).get("event") for entry in steps}
    return [
        Told(event, _whole(event, finding, written))
        for event in finding.events.select_related(None)
    ]


def _whole(event: FindingEvent, finding: Finding, written: set[str | None]) -> bool:
    """Its own hash; a person's step stands in the ledger by itself, too."""
    own = digest(event, finding.fingerprint) == event.sha256
    return own and (event.source is not None or event.sha256 in written)


def leads_for(person: Person) -> QuerySet[Lead]:
    """The leads that a person of discipline inspection may read: none about an own organ."""
    found = Lead.objects.filter(handler__in=organs_of(person.post))
    found = found.exclude(organ__in=person.organs).select_related("organ", "handler")
    return found.order_by(F("due").asc(nulls_last=True), "pk")


def search_leads(leads: QuerySet[Lead], told: Mapping[str, str]) -> QuerySet[Lead]:
    """Leads by words (number, subject, organ, what was told) and by state."""
    found = leads
    if words := told.get("q", ""):
        found = found.filter(
            Q(reference__icontains=words)
            | Q(subject__icontains=words)
            | Q(organ__name__icontains=words)
            | Q(text__icontains=words)
        )
    if told.get("state"):
        found = found.filter(state=told["state"])
    return found


def organs_to_name() -> QuerySet[Organ]:
    """The organs that a report may be about, in the order of the tree; ended ones are not."""
    return Organ.objects.filter(ended=None).order_by("path")
