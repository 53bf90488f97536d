"""An application by an organ's own system: answered at once, handed in once, decided by persons.

It is the application of the page: what the register knows is not asked for, nobody tells the
quota or a person's judgement, and the case begins by the same service in the post of the person
to whom the token was issued.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.urls import reverse
from ninja import Field, Header, Router, Schema, Status
from pydantic import ConfigDict

from guiju.library.fields import Field as Asked
from guiju.pages.api import PLAIN, ByToken, Facts, OrganTold, Request, answers, organ_told
from guiju.procedures.api import CaseTold
from guiju.procedures.api import told_of as case_told

from ..selectors.applying import Application
from .handing import Sent, hand_in_once, read

router = Router()
APPLY = ByToken("vehicles.apply")
HAND_IN = ByToken("vehicles.apply", hands_in=True)
KindCode = Literal["car", "replacement", "excess", "marking", "increase"]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=100,
        pattern=r"^[A-Za-z0-9._:-]+$",
        description="chosen by the organ's system, once for each application of the organ",
    ),
]


class ApplicationSent(Schema):
    """What the organ's system knows; the rest is in the register."""

    model_config = ConfigDict(extra="forbid")

    kind: KindCode
    facts: Facts = Field(
        {}, max_length=60, description="by name as people write them; null: not known"
    )
    plate: str | None = Field(
        None, max_length=40, pattern=PLAIN, description="the car in use it is about"
    )
    replaces: str | None = Field(
        None,
        max_length=100,
        pattern=PLAIN,
        description="the case that approved the replacement it serves",
    )
    subject: str = Field(
        "", max_length=200, pattern=PLAIN, description="what it is for, where it is no car"
    )


class Wanted(Schema):
    """A fact that is still asked for, the soonest to settle it first."""

    fact: str
    options: list[str]


class KnownTold(Schema):
    """A fact that the house knows already, and from where."""

    fact: str
    value: str
    source: str


class Judgement(Schema):
    """What a person has to judge."""

    question: str
    post: str
    provision: str


class Answer(Schema):
    """What an application comes to as it stands; nothing is kept."""

    kind: KindCode
    organ: OrganTold
    procedure: str
    outcome: Literal["fine", "person", "open", "against"]
    verdict: str
    complete: bool
    provisions: list[str]
    reasons: list[str]
    missing: list[str]
    asked: list[Wanted]
    known: list[KnownTold]
    judgements: list[Judgement]
    rules_version: str


@router.post(
    "/answer",
    auth=APPLY,
    response=answers(Answer),
    url_name="application-answer",
    summary="一份申请当场的答复，还要知道什么；不留存",
)
def answer(request: Request, sent: ApplicationSent) -> dict[str, Any]:
    """What an application would come to, and what is still asked for; nothing is kept."""
    return _answered(read(request.auth, _sent(sent)))


@router.post(
    "",
    auth=HAND_IN,
    response=answers({200: CaseTold, 201: CaseTold}, 409),
    url_name="application-hand-in",
    summary="提出申请；同一个键再次提交，答复同一件事项",
)
def hand_in(
    request: Request, response: HttpResponse, sent: ApplicationSent, idempotency_key: Key
) -> Status[Any]:
    """Hand an application in (201); with the same key again the same case is told (200)."""
    case, new = hand_in_once(request.auth, _sent(sent), idempotency_key)
    response["Location"] = reverse("api:application", args=[case.organ.code, case.reference])
    return Status(201 if new else 200, case_told(case))


def _sent(told: ApplicationSent) -> Sent:
    facts = {name: str(value) for name, value in told.facts.items() if value is not None}
    return Sent(told.kind, facts, told.plate or "", told.replaces or "", told.subject)


def _answered(one: Application) -> dict[str, Any]:
    return {
        "kind": one.kind.code,
        "organ": organ_told(one.organ),
        "procedure": one.procedure,
        "outcome": one.outcome,
        "verdict": one.decision.verdict,
        "complete": one.complete,
        "provisions": [str(place) for place in one.under],
        "reasons": one.result.reasons,
        "missing": [*dict.fromkeys([*one.missing, *one.unfilled])],
        "asked": [
            {"fact": field.name[2:], "options": [value for value, _ in field.options]}
            for field in one.form.asked
            if isinstance(field, Asked)
        ],
        "known": [
            {"fact": known.fact.key, "value": known.value, "source": known.source}
            for known in one.known
        ],
        "judgements": [
            {"question": j.question, "post": j.post, "provision": str(j.provision)}
            for j in one.result.judgements
        ],
        "rules_version": one.result.version,
    }
