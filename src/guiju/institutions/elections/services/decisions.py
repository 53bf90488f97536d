"""What a meeting decided, recorded by two persons: seats left short (36), what it passed (23).

The decision is the meeting's. Held to here: who may decide, that figures add up, that it is due.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.clock import now, today
from guiju.ledger import actions
from guiju.ledger.canonical import canonical

from ..models import Course, Decider, Decision, DecisionKind, Election, Round, State
from ..rulebook.facts import COURSES, DECIDERS, agreeing, decider, eligible, handling, near
from ..selectors.checks import failing
from ..selectors.decisions import REPORTED, decision_of, must_pass, short_of
from .acting import CHAIR, PRESIDE, SET_UP, Person, hold_to, locked, why_not, why_not_as
from .writing import write

SHORTAGE, PASSING = DecisionKind
PROPOSED = actions.register("elections.decision.proposed", gettext_lazy("提请登记会议的决定"))
CONFIRMED = actions.register("elections.decision.confirmed", gettext_lazy("登记会议的决定"))
REFUSED = actions.register("elections.decision.refused", gettext_lazy("退回会议的决定"))
# Written by one person before decisions were recorded by two; chains of that time have it.
actions.register("elections.left_open", gettext_lazy("登记不再选举的决定"))
OFFERED = {SHORTAGE: (Course.REPEAT, Course.LEAVE), PASSING: (Course.PASSED, Course.NOT_PASSED)}
"""What the articles let a meeting decide."""
_WORDS = {
    Course.REPEAT: COURSES[0],
    Course.LEAVE: COURSES[1],
    Decider.PRESIDIUM: DECIDERS[0],
    Decider.ELECTORS: DECIDERS[1],
}


@dataclass(frozen=True)
class Told:
    """A decision as it is told: figures are persons, None where none were given."""

    course: str
    decider: str
    day: dt.date
    reason: str
    near: bool | None = None
    entitled: int | None = None
    present: int | None = None
    agreed: int | None = None
    against: int | None = None
    abstained: int | None = None


def article_of(election: Election, kind: str) -> str:
    """The paragraph under which a meeting decides."""
    if kind == PASSING:
        return "23/1"
    return "36/2" if election.nominates or election.state == State.DRAFT else "36/1"


def courses(election: Election, kind: str) -> tuple[Course, ...]:
    """What may be decided: a formal election being set up is left at that, or goes back."""
    found = OFFERED[DecisionKind(kind)]
    return (Course.LEAVE,) if election.state == State.DRAFT else found


def why_not_propose(election: Election, kind: str, person: Person) -> str | None:
    """Why a person may not record a decision now; None where they may."""
    if not is_due(election, kind):
        return _("没有须由会议决定的事项")
    if decision_of(election, kind) is not None:
        return _("已经提出或者已经登记")
    if kind == SHORTAGE and _repeats(election):
        return _("已经设置重新选举")
    return why_not(election, person, SET_UP)


def is_due(election: Election, kind: str) -> bool:
    """Whether a meeting has something to decide: seats are short, or a result must be passed."""
    return must_pass(election) if kind == PASSING else short_of(election) > 0


def _repeats(election: Election) -> bool:
    made = election.following.exclude(state=State.CALLED_OFF)
    return made.filter(round=Round.REPEAT).exists()


def why_not_confirm(decision: Decision, person: Person) -> str | None:
    """Why a person may not confirm (or refuse) what another proposed; None where they may."""
    if decision.confirmed_id is not None or decision.refused_by:
        return _("这件事项已经办结")
    if decision.proposed_id == person.account.pk:
        return _("提出的人不能自己同意，须由另一人办理")
    election = decision.election
    return why_not(election, person, PRESIDE) or why_not_as(election, person, (CHAIR,))


@transaction.atomic
def propose_decision(election: Election, *, kind: str, person: Person, told: Told) -> Decision:
    """Put forward what a meeting decided; the secretary does.

    Raises:
        ValidationError: nothing is due, the article does not let them decide so, figures do not
            add up, or the reason is missing.
    """
    election = locked(election)
    hold_to(why_not_propose(election, kind, person))
    _hold_to(election, kind, told)
    missing = short_of(election) if kind == SHORTAGE else None
    made = Decision(election=election, kind=kind, missing=missing, **asdict(told))
    made.reason = told.reason.strip()
    made.sha256 = fingerprint(made)
    made.proposed, made.proposed_by, made.proposed_at = person.account, _named(person), now()
    made.clean_fields()
    made.save()
    _write(made, person, PROPOSED, made.reason)
    return made


@transaction.atomic
def confirm_decision(decision: Decision, *, person: Person) -> Decision:
    """Confirm what another proposed; the chair does. Seats that are left open stay open.

    Raises:
        ValidationError: the same person, not the chair, or what it is about is no longer the same.
    """
    election, decision = _held(decision)
    hold_to(why_not_confirm(decision, person))
    same = is_due(election, decision.kind) and fingerprint(decision) == decision.sha256
    if not same or (decision.kind == SHORTAGE and short_of(election) != decision.missing):
        raise ValidationError(_("内容与提出时不同，请退回重新提出"))
    decision.confirmed, decision.confirmed_by = person.account, _named(person)
    decision.confirmed_at = now()
    decision.save()
    if decision.course == Course.LEAVE and election.state in REPORTED:
        election.left_open = in_words(decision)
        election.save(update_fields=["left_open"])
    _write(decision, person, CONFIRMED, decision.reason)
    return decision


@transaction.atomic
def refuse_decision(decision: Decision, *, person: Person, why: str) -> Decision:
    """Send it back with the reason: the chair, or who proposed it takes it back."""
    _election, decision = _held(decision)
    open_ = decision.confirmed_id is None and not decision.refused_by
    if not (open_ and decision.proposed_id == person.account.pk):
        hold_to(why_not_confirm(decision, person))
    if not why.strip():
        raise ValidationError({"why": _("须写明退回的理由")})
    decision.refused_by, decision.refused_why = _named(person), why.strip()
    decision.clean_fields()
    decision.save()
    _write(decision, person, REFUSED, decision.refused_why)
    return decision


def in_words(decision: Decision) -> str:
    """Who left the seats open, as documents say it."""
    day = f"{decision.day.year}年{decision.day.month}月{decision.day.day}日"
    if decision.decider == Decider.ELECTORS:
        return f"{day}，半数以上选举人（{decision.agreed}名）同意"
    return f"{day}，{_WORDS[Decider(decision.decider)]}决定"


def fingerprint(decision: Decision) -> str:
    """The hash of what was decided, and of the result that it was decided about."""
    fields = [one for one in Told.__dataclass_fields__ if one != "day"]
    content = {"kind": decision.kind, "code": decision.election.code, "missing": decision.missing}
    content |= {name: getattr(decision, name) for name in fields}
    content["day"] = decision.day.isoformat()
    if decision.kind == PASSING:
        content["elected"] = decision.election.outcome.result["elected"]
    return hashlib.sha256(canonical(content).encode("utf-8")).hexdigest()


def _held(decision: Decision) -> tuple[Election, Decision]:
    election = locked(decision.election)
    found = Decision.objects.select_for_update().get(pk=decision.pk)
    found.election = election
    return election, found


def _hold_to(election: Election, kind: str, told: Told) -> None:
    """Refuse what the articles do not let them decide, and figures that do not add up."""
    if told.course not in courses(election, kind):
        raise ValidationError({"course": _("这里不能这样决定")})
    if (told.decider == Decider.PLENARY) != (kind == PASSING):
        raise ValidationError({"decider": _("这件事项不由其决定")})
    if not told.reason.strip():
        raise ValidationError({"reason": _("须写明理由和会议记录")})
    earliest = None if election.state == State.DRAFT else election.day
    if told.day > today() or (earliest is not None and told.day < earliest):
        raise ValidationError({"day": _("决定的日期不能早于选举，也不能在今天以后")})
    _add_up(election, kind, told)
    if kind == SHORTAGE and (wrong := failing(election, "shortage", _facts(election, told))):
        raise ValidationError([ValidationError(one.sentence) for one in wrong])


def _add_up(election: Election, kind: str, told: Told) -> None:
    """Nobody votes who is not there, and nobody is there who should not be."""
    entitled = told.entitled if kind == PASSING else election.eligible
    votes = [one for one in (told.agreed, told.against, told.abstained) if one is not None]
    most = [one for one in (told.present, entitled) if one is not None]
    if entitled is not None and told.present is not None and told.present > entitled:
        raise ValidationError({"present": _("到会的人数不能多于应到会人数")})
    if most and sum(votes) > min(most):
        raise ValidationError({"agreed": _("表决的人数之和不能多于到会人数")})


def _facts(election: Election, told: Told) -> dict[str, str | int]:
    known: dict[str, str | int] = {
        handling.key: _WORDS[Course(told.course)],
        decider.key: _WORDS[Decider(told.decider)],
        eligible.key: election.eligible,
    }
    if told.near is not None:
        known[near.key] = "是" if told.near else "否"
    if told.agreed is not None:
        known[agreeing.key] = told.agreed
    return known


def _named(person: Person) -> str:
    return f"{person.post} {person.account.name}"


def _write(decision: Decision, person: Person, action: str, reason: str) -> None:
    told: dict[str, Any] = {"decision": decision.kind, "course": decision.course}
    told |= {"by": decision.decider, "day": decision.day.isoformat(), "sha256": decision.sha256}
    article = article_of(decision.election, decision.kind)
    write(decision.election, person, action, article=article, reason=reason, after=told)
