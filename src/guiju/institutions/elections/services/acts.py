"""Acts of two persons: proposed by one, confirmed by another, over the same content."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.clock import now
from guiju.ledger import actions
from guiju.ledger.canonical import canonical
from guiju.names import OrderError

from ..models import Act, ActKind, Body, Election, State
from ..models.elections import OF_COMMITTEES
from ..rulebook.chapter5_scrutineers import SEVERAL
from ..selectors.checks import SETUP, standing_in_the_way
from ..selectors.plain import described, printed_order
from .acting import (
    CHAIR,
    CHIEF,
    COUNTER,
    PRESIDE,
    SCRUTINEER,
    SCRUTINEERS,
    SET_UP,
    Person,
    chiefs,
    hold_to,
    locked,
    why_not,
    why_not_as,
    why_not_in,
)
from .entering import TURNS
from .writing import write

BALLOT, FIGURES, NAMES, CALL_OFF = ActKind
PROPOSED = actions.register("elections.act.proposed", gettext_lazy("提请办理选举事项"))
CONFIRMED = actions.register("elections.act.confirmed", gettext_lazy("同意办理选举事项"))
REFUSED = actions.register("elections.act.refused", gettext_lazy("退回选举事项"))
STATES = {
    BALLOT: (State.DRAFT,),
    FIGURES: (State.DECIDED,),
    NAMES: (State.REPORTED,),
    CALL_OFF: (State.DRAFT, State.RELEASED),
}
"""The states in which an act is proposed and confirmed."""
AFTER = {
    BALLOT: State.RELEASED,
    FIGURES: State.REPORTED,
    NAMES: State.ANNOUNCED,
    CALL_OFF: State.CALLED_OFF,
}
"""The state that an election has after an act."""
ARTICLES = {BALLOT: "30/1", FIGURES: "37/1", NAMES: "37/1", CALL_OFF: ""}


def why_not_propose(election: Election, kind: str, person: Person) -> str | None:
    """Why a person may not propose an act now; None where they may. For pages' buttons too."""
    wrong_state = why_not_in(election, *STATES[ActKind(kind)])
    if wrong_state or election.acts.filter(kind=kind, refused_by="").exists():
        return wrong_state or _("已经提出，等待另一人同意")
    if kind == FIGURES:
        return why_not_as(election, person, (*SCRUTINEERS, COUNTER))
    if kind == CALL_OFF and why_not(election, person, SET_UP):
        return why_not_as(election, person, (CHAIR,))
    return why_not(election, person, SET_UP)


def why_not_confirm(act: Act, person: Person) -> str | None:
    """Why a person may not confirm (or refuse) an act now; None where they may."""
    election = act.election
    if act.confirmed_id is not None or act.refused_by:
        return _("这件事项已经办结")
    if act.proposed_id == person.account.pk:
        return _("提出的人不能自己同意，须由另一人办理")
    wrong_state = why_not_in(election, *STATES[ActKind(act.kind)])
    if wrong_state:
        return wrong_state
    if act.kind in (BALLOT, FIGURES):
        return why_not_as(election, person, chiefs(election))
    if act.kind == CALL_OFF and not why_not(election, person, SET_UP):
        # One of the two is the chair, the other the secretary.
        proposed_by_chair = election.officers.filter(function=CHAIR, account=act.proposed_id)
        return None if proposed_by_chair.exists() else _("须由会议主持人同意")
    return why_not(election, person, PRESIDE) or why_not_as(election, person, (CHAIR,))


def content_of(election: Election, kind: str) -> dict[str, Any]:
    """What an act is about, as its fingerprint is taken.

    Raises:
        OrderError: a name whose place on the ballot nobody can tell.
    """
    told: dict[str, Any] = {"kind": str(kind), "code": election.code}
    if kind in (BALLOT, CALL_OFF):
        told |= {"election": described(election), "day": election.day.isoformat()}
    if kind == BALLOT:
        told["order"] = [one.name for one in printed_order(election)[0]]
        officers = election.officers.values_list("function", "account", "name")
        told["officers"] = [list(one) for one in officers.order_by("function", "account")]
    if kind == FIGURES:
        told |= {"result": election.outcome.result, "package": election.outcome.package_sha256}
    if kind == NAMES:
        result = election.outcome.result
        told |= {key: result[key] for key in ("valid", "elected", "elected_alternates")}
    return told


def fingerprint(election: Election, kind: str) -> str:
    """The hash of what an act is about."""
    return hashlib.sha256(canonical(content_of(election, kind)).encode("utf-8")).hexdigest()


@transaction.atomic
def propose(election: Election, *, kind: str, person: Person, reason: str = "") -> Act:
    """Propose the release of the ballot, of the figures or of the names, or to call off.

    BALLOT: the secretary, when every check of set-up holds. FIGURES: a scrutineer or counter.
    NAMES: the secretary. CALL_OFF: the secretary or the chair, with the reason.

    Raises:
        ValidationError: not this person, not in this state, or what is not in order.
    """
    election = locked(election)
    hold_to(why_not_propose(election, kind, person))
    if kind == CALL_OFF and not reason.strip():
        raise ValidationError({"reason": _("须写明理由")})
    act = Act(
        election=election,
        kind=kind,
        reason=reason.strip(),
        sha256=_in_order(election, kind),
        proposed=person.account,
        proposed_by=_named(person),
        proposed_at=now(),
    )
    act.clean_fields()
    act.save()
    _write(act, person, PROPOSED, reason)
    return act


@transaction.atomic
def confirm(act: Act, *, person: Person) -> Act:
    """Confirm what another proposed, and let it take effect.

    BALLOT: the chief scrutineer; candidates get their places and everything is frozen. FIGURES:
    the chief scrutineer. NAMES: the chair. CALL_OFF: the chair or the secretary. Where no chief
    is set (a plenary), another scrutineer stands for the chief.

    Raises:
        ValidationError: the same person, not this post, or the content is no longer the same.
    """
    election = locked(act.election)
    act = Act.objects.select_for_update().get(pk=act.pk)
    act.election = election
    hold_to(why_not_confirm(act, person))
    if _in_order(election, act.kind) != act.sha256:
        raise ValidationError(_("内容与提出时不同，请退回重新提出"))
    act.confirmed, act.confirmed_by, act.confirmed_at = person.account, _named(person), now()
    act.save()
    if act.kind == BALLOT:
        _print_places(election)
    election.state = AFTER[ActKind(act.kind)]
    election.save(update_fields=["state"])
    _write(act, person, CONFIRMED, act.reason)
    return act


@transaction.atomic
def refuse(act: Act, *, person: Person, why: str) -> Act:
    """Send an act back with the reason: whoever may confirm it, or take it back who proposed."""
    election = locked(act.election)
    act = Act.objects.select_for_update().get(pk=act.pk)
    act.election = election
    own = act.proposed_id == person.account.pk and act.confirmed_id is None and not act.refused_by
    if not own:
        hold_to(why_not_confirm(act, person))
    if not why.strip():
        raise ValidationError({"why": _("须写明退回的理由")})
    act.refused_by, act.refused_why = _named(person), why.strip()
    act.clean_fields()
    act.save()
    _write(act, person, REFUSED, act.refused_why)
    return act


def _in_order(election: Election, kind: str) -> str:
    """The fingerprint of an act whose content is in order.

    Raises:
        ValidationError: a check does not hold or is not known, an officer is missing, or a
            character has no strokes yet.
    """
    if wrong := lacking(election, kind):
        raise ValidationError([ValidationError(told) for told in wrong])
    return fingerprint(election, kind)


def lacking(election: Election, kind: str) -> list[str]:
    """What is to be put in order before an act is proposed or confirmed, a sentence each."""
    if kind == BALLOT:
        wrong = [one.sentence for one in standing_in_the_way(election, SETUP)]
        wrong += missing_people(election)
        if wrong:
            return wrong
    try:
        content_of(election, kind)
    except OrderError as error:
        return [str(error)]
    return []


def missing_people(election: Election) -> list[str]:
    """Candidates, officers and whose election it is, without which no ballot is released."""
    missing = [] if election.candidates.exists() else [_("还没有候选人")]
    if election.kind in OF_COMMITTEES and election.commission is None:
        missing.append(_("须写明是党的委员会的，还是纪律检查委员会的（第二十三条）"))
    return missing + _missing_officers(election)


def wanted_officers(election: Election) -> list[str]:
    """The fewest officers who can carry an election out, by function (28, 29, 37)."""
    plenary = election.body == Body.PLENARY
    watching = [SCRUTINEER] * SEVERAL if plenary else [CHIEF, *[SCRUTINEER] * SEVERAL]
    return [*watching, *[COUNTER] * len(TURNS), CHAIR]


def _missing_officers(election: Election) -> list[str]:
    """Two who key ballots in, two who settle, one who announces: fewer cannot carry it out."""
    counted: dict[str, int] = {}
    for function in election.officers.values_list("function", flat=True):
        counted[function] = counted.get(function, 0) + 1
    missing = []
    if counted.get(COUNTER, 0) < len(TURNS):
        missing.append(_("须有两名以上计票人，分别录入（第二十九条）"))
    if sum(counted.get(one, 0) for one in SCRUTINEERS) < SEVERAL:
        missing.append(_("须有两名以上监票人，共同认定（第二十八条）"))
    if not counted.get(CHAIR):
        missing.append(_("须有会议主持人（第三十七条）"))
    return missing


def _print_places(election: Election) -> None:
    """Article 30: the order of the ballot, fixed from now on."""
    for place, one in enumerate(printed_order(election)[0], start=1):
        one.place = place
        one.save(update_fields=["place"])


def _named(person: Person) -> str:
    return f"{person.post} {person.account.name}"


def _write(act: Act, person: Person, action: str, reason: str) -> None:
    write(
        act.election,
        person,
        action,
        article=ARTICLES[ActKind(act.kind)],
        reason=reason,
        after={"act": act.kind, "sha256": act.sha256, "state": act.election.state},
    )


__all__ = [
    "BALLOT",
    "CALL_OFF",
    "FIGURES",
    "NAMES",
    "confirm",
    "content_of",
    "fingerprint",
    "lacking",
    "missing_people",
    "propose",
    "refuse",
    "wanted_officers",
    "why_not_confirm",
    "why_not_propose",
]
