"""A matter decided for a program: facts in, the decision with its provisions out, nothing kept.

Anybody may ask, as on the page of the matter. Facts are told as people write them; money in the
answer is in fen.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from ninja import Field, Path, Router, Schema
from pydantic import ConfigDict

from guiju.clock import today
from guiju.pages.api import FactName, Facts, Missing, Strange, answers
from guiju.rules import Fact, Matter
from guiju.rules.answers import decision_json
from guiju.rules.errors import RuleError
from guiju.rules.inputs import parse_given
from guiju.rules.tables.fields import accepted

from .deciding import Place, all_places, versions_on

router = Router(tags=["matters"])
MOST_ROWS = 1_000
Slug = Annotated[str, Path(max_length=60)]


class FactTold(Schema):
    """A fact by the name that people know, and what may be told of it."""

    name: str
    english: str
    accepts: str
    judged_by: str | None = Field(..., description="the post that has to judge it")


class RecordsTold(Schema):
    """Records that belong to a case."""

    name: str
    title: str
    facts: list[FactTold]


class MatterTold(Schema):
    """A matter that can be decided."""

    matter: str = Field(..., description="rulebook/matter, as the decide route takes it")
    title: str
    english: str
    instrument: str
    in_force_from: dt.date
    in_force_until: dt.date | None
    facts: list[FactTold]
    related: list[RecordsTold]


class Matters(Schema):
    """Every matter of every instrument."""

    items: list[MatterTold]


class Told(Schema):
    """The facts of a case; what is left out is not known."""

    model_config = ConfigDict(extra="forbid")

    as_of: dt.date | None = Field(None, description="by the rules of that day; today's if null")
    facts: Facts = Field({}, max_length=200, examples=[{"用车类别": "机要通信"}])
    related: dict[FactName, list[Facts] | None] = Field({}, max_length=20)


class JudgementTold(Schema):
    """What a person has to judge or to approve."""

    question: str
    english: str
    post: str
    provision: str


class ApprovalTold(Schema):
    """Whose approval it needs."""

    post: str
    english: str
    provision: str


class Decided(Schema):
    """What the rules say of a case, and where they stand."""

    matter: str
    instrument: str
    as_of: dt.date
    in_force: bool = Field(..., description="false: a replay of rules that have lapsed")
    rules_version: str
    verdict: Literal["entitled", "not entitled", "conforms", "breach", "unknown"]
    amount_fen: int | None = Field(..., description="null: none, or not known yet")
    least_fen: int | None
    greatest_fen: int | None
    provisions: list[str]
    reasons: list[str]
    reasons_en: list[str]
    missing: list[str]
    judgements: list[JudgementTold]
    approvals: list[ApprovalTold]
    sentences: list[str]
    sentences_en: list[str]


@router.get(
    "",
    response=answers(Matters, signed=False),
    url_name="matters",
    summary="可以判定的事项和所需的事实",
)
def matters(request: Any) -> dict[str, Any]:
    """Every matter that can be decided, with its facts."""
    return {"items": [_matter(place) for place in all_places()]}


@router.post(
    "/{book}/{name}/decide",
    response=answers(Decided, 404, signed=False),
    url_name="decide",
    summary="按某一天的规则判定一件事；不留存",
)
def decide(request: Any, book: Slug, name: Slug, told: Told) -> dict[str, Any]:
    """Decide one case by the rules of a day; nothing of it is stored."""
    rule = f"{book}/{name}"
    place = next((one for one in all_places() if one.rule == rule), None)
    if place is None:
        raise Missing("matter", rule, "GET /api/matters")
    day = _day(place, told.as_of)
    given = {"facts": told.facts, "related": _related(told)}
    versions = versions_on(book, name, day)
    try:
        known, related = parse_given(versions.matter, given)
        decision = versions.decide(known, related)
    except RuleError as error:
        raise Strange(error.where, error.value, error.expected) from None
    compiled = versions.of(known)[-1]
    until = place.rulebook.outline.until
    answer = decision_json(compiled, decision, rule)
    return {
        **answer,
        "matter": rule,
        "instrument": place.rulebook.outline.instrument,
        "as_of": day,
        "in_force": until is None or day <= until,
        "amount_fen": decision.amount if "amount" in answer else None,
        "least_fen": decision.low if "between" in answer else None,
        "greatest_fen": decision.high if "between" in answer else None,
    }


def _day(place: Place, asked: dt.date | None) -> dt.date:
    """The day by whose rules is decided: none before the instrument."""
    day, first = asked or today(), place.rulebook.outline.effective
    if day < first:
        raise Strange("as_of", day, f"≥ {first}")
    return day


def _related(told: Told) -> dict[str, Any]:
    for name, rows in told.related.items():
        if rows is not None and len(rows) > MOST_ROWS:
            raise Strange(f"related {name}", len(rows), f"≤ {MOST_ROWS}")
    return dict(told.related)


def _matter(place: Place) -> dict[str, Any]:
    matter, outline = place.matter, place.rulebook.outline
    return {
        "matter": place.rule,
        "title": matter.title,
        "english": matter.english,
        "instrument": outline.instrument,
        "in_force_from": outline.effective,
        "in_force_until": outline.until,
        "facts": [_fact(fact) for fact in _facts(matter)],
        "related": [
            {"name": r.key, "title": r.title, "facts": [_fact(fact) for fact in r.facts]}
            for r in matter.records()
        ],
    }


def _facts(matter: Matter) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys((*matter.facts(), *matter.aggregates())))


def _fact(fact: Fact) -> dict[str, Any]:
    judge = getattr(fact, "judge", None)
    return {
        "name": fact.key,
        "english": fact.english,
        "accepts": accepted(fact).chinese,
        "judged_by": None if judge is None else judge.post,
    }
