"""Keeping a decision: decided anew on the server, numbered, written with its ledger entry."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import now
from guiju.ledger import actions
from guiju.ledger.canonical import canonical
from guiju.ledger.services import Actor, lock, record
from guiju.organs.models import Organ
from guiju.rules import Decision, Known, RuleError
from guiju.rules.receipts import make_receipt, replay
from guiju.rules.registry import find_matter
from guiju.rules.versions import Versions

from .judgements import Answer, Rows, judged, recorded
from .models import Receipt

KEPT = actions.register("cases.kept", _("保存一项决定"))


@dataclass(frozen=True)
class Case:
    """What is decided: a rule, the day as of which, and what is known of the subject."""

    rule: str
    day: dt.date
    facts: Mapping[str, Known | None]
    related: Rows

    @property
    def versions(self) -> Versions:
        """The matter under the versions in force; RuleError where there is none on that day."""
        rulebook, name = find_matter(self.rule)
        first = rulebook.outline.effective
        if self.day < first:
            raise RuleError("as_of", self.day, f"a day from {first} on")
        return Versions(rulebook, name, self.day)


@transaction.atomic
def keep(
    *,
    organ: Organ,
    actor: Actor,
    case: Case,
    answers: Mapping[str, Answer] | None = None,
    subject: str = "",
    token: str | None = None,
) -> Receipt:
    """Decide a case and keep its receipt under the next number of the organ and year.

    A form that was sent twice (the same ``token``) keeps one decision.

    Raises:
        ValidationError: nobody is named who decides, or a judgement lacks who, why and when.
        RuleError: a fact or a record is none that the rule can use, or the day is too early.
    """
    if not actor.name.strip() or not actor.post.strip():
        raise ValidationError(translate("决定须由有岗位的具名人员作出"), code="unattended")
    versions = case.versions
    versions.of(case.facts)[-1].known(case.facts)
    judgements = recorded(judged(versions.matter, case.facts, case.related), answers or {})
    decision = versions.decide(case.facts, case.related)
    lock([organ.code])
    if token and (known := Receipt.objects.filter(organ=organ, token=token).first()):
        return known
    made = now().replace(microsecond=0)
    number = _next_number(organ, made.year)
    kept = {
        "organ": organ.code,
        "reference": f"{made.year}-{number:04}",
        "subject": subject.strip(),
        # Some fact may be a name: with a salt nobody can guess it from the hash in the ledger.
        "salt": secrets.token_hex(16),
    }
    content = make_receipt(
        versions,
        case.rule,
        case.facts,
        case.related,
        decision,
        person=f"{actor.post} {actor.name}",
        made=made,
        judgements=judgements,
        kept=kept,
    )
    # What cannot be decided again from the receipt alone is no receipt; ill-typed facts end here.
    if not (again := replay(content))["agrees"]:
        raise ValueError("; ".join(again["differences"]))
    return _write(organ, actor, content, decision, made, number, token)


def _next_number(organ: Organ, year: int) -> int:
    """The next number; the caller holds the lock of the organ's chain."""
    last = Receipt.objects.filter(organ=organ, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _write(
    organ: Organ,
    actor: Actor,
    content: dict[str, Any],
    decision: Decision,
    made: dt.datetime,
    number: int,
    token: str | None,
) -> Receipt:
    kept = content["kept"]
    told = {key: content[key] for key in ("rule", "instrument", "rules_version", "sha256")}
    receipt = Receipt.objects.create(
        **told,
        organ=organ,
        year=made.year,
        number=number,
        reference=kept["reference"],
        as_of=dt.date.fromisoformat(content["as_of"]),
        subject=kept["subject"],
        verdict=decision.verdict,
        amount=decision.amount,
        text=canonical(content),
        made_by=content["person"],
        made=made,
        token=token,
    )
    record(
        chain=organ.code,
        actor=actor,
        action=KEPT,
        subject=entry_subject(kept["reference"]),
        article=content["instrument"],
        # Subject, facts and reasons are in the chain by the salted hash alone.
        after={
            **told,
            "verdict": decision.verdict,
            "judged_by": [f"{j['post']} {j['person']}" for j in content["judgements"]],
        },
    )
    return receipt


def entry_subject(reference: str) -> str:
    """What a receipt is called in the chain of its organ."""
    return f"receipt {reference}"
