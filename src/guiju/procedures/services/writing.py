"""Writing one step: the moment, the step itself, its limit, its inbox, its ledger entry."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from guiju.clock import ClockSetBackError, now
from guiju.ledger import actions
from guiju.ledger.canonical import canonical, digest
from guiju.ledger.services import Actor, record
from guiju.organs.models import Account, Organ, Post

from ..acting import organs_of
from ..definitions import By, Procedure, Transition, find_version
from ..definitions.machine import Position, waited_for
from ..hooks import call
from ..limits import end_limits, start_limit
from ..models import ALGORITHM, Case, Kind, Step, Told, Waiting, entry_subject
from ..refusals import Refused
from ..words import by_title

OPENED = actions.register("procedures.opened", _("提出申请"))
STEPPED = actions.register("procedures.step", _("办理步骤"))
SIGNED = actions.register("procedures.signed", _("会签"))
LAPSED = actions.register("procedures.lapsed", _("期限届满，自动记录"))
SUSPENDED = actions.register("procedures.suspended", _("中止期限"))
RESUMED = actions.register("procedures.resumed", _("恢复期限"))
_ACTIONS = {
    Kind.OPEN: OPENED,
    Kind.STEP: STEPPED,
    Kind.SIGNATURE: SIGNED,
    Kind.CLOCK: LAPSED,
    Kind.SUSPEND: SUSPENDED,
    Kind.RESUME: RESUMED,
}


_CHANGED = ("state", "final", "facts", "since", "due", "suspended", "steps")
"""What a step may change of its case."""


@dataclass(frozen=True)
class Who:
    """Who acts: the person, the post, the post that is acted for; nobody for the clock."""

    account: Account | None = None
    post: Post | None = None
    giver: Post | None = None

    @property
    def actor(self) -> Actor:
        """As the ledger tells it."""
        if self.account is None or self.post is None:
            return Actor.system()
        told = f"{self.post}（代 {self.giver}）" if self.giver else str(self.post)
        return Actor(self.account.name, told)


@dataclass
class Taken:
    """A step about to be written: what happened and what is written down with it."""

    kind: Kind
    transition: str
    source: str
    target: str
    who: Who
    address: str = ""
    signer: By | None = None
    told: dict[str, Any] = field(default_factory=dict)


def moment(case: Case | None = None) -> dt.datetime:
    """The present, to the microsecond; refused where the clock was set back behind the case."""
    try:
        present = now()
    except ClockSetBackError as error:
        raise Refused("clock back", last=error.expected, now=error.value) from None
    if case is not None:
        last = max((step.at for step in case.taken()), default=None)
        if last is not None and present < last:
            told = {"last": last.astimezone(present.tzinfo), "now": present}
            raise Refused("clock back", **told)
    return present


def definition_of(case: Case) -> Procedure:
    """The version of the procedure under which the case began."""
    return find_version(case.procedure, case.version)


def position_of(case: Case, procedure: Procedure) -> Position:
    """Where a case stands: its state, and the signatures given since it was entered."""
    signed = set()
    entered = max((step.number for step in case.taken() if _enters(step, case.state)), default=0)
    for step in case.taken():
        if step.kind != Kind.SIGNATURE or step.source != case.state or step.number <= entered:
            continue
        role, _, organ = step.signer.partition("@")
        actors = procedure.step(step.transition).actors
        signed |= {(step.transition, by) for by in actors if (by.role, by.organ) == (role, organ)}
    return Position(case.state, frozenset(signed))


def _enters(step: Step, state: str) -> bool:
    return step.target == state != step.source


def write(case: Case, taken: Taken, at: dt.datetime) -> Step:
    """Write one step of a case whose row is locked, with everything that follows from it."""
    procedure = definition_of(case)
    entered = taken.target != taken.source
    step = _write_step(case, taken, at)
    case.took(step)
    if entered:
        case.state, case.since = taken.target, at
        case.final = procedure.states[taken.target].final
        end_limits(case, at.date())
        start_limit(case, procedure, at.date())
    case.save(update_fields=_CHANGED)
    renew_waiting(case, procedure)
    transition = _transition(procedure, taken)
    if transition is not None and taken.kind in (Kind.OPEN, Kind.STEP, Kind.CLOCK):
        _tell(case, step, transition)
        call(case, step)
    _record(case, step, taken, procedure)
    return step


def _transition(procedure: Procedure, taken: Taken) -> Transition | None:
    known = taken.transition == "open" or taken.transition in procedure.transitions
    return procedure.step(taken.transition) if known else None


def _write_step(case: Case, taken: Taken, at: dt.datetime) -> Step:
    actor = taken.who.actor
    number = case.steps + 1
    content = {
        "case": {"organ": case.organ.code, "reference": case.reference, "number": number},
        "procedure": case.procedure,
        "version": case.version.isoformat(),
        "kind": taken.kind.value,
        "transition": taken.transition,
        "from": taken.source,
        "to": taken.target,
        "at": at.isoformat(timespec="microseconds"),
        "by": {"name": actor.name, "post": actor.post},
        **taken.told,
        # A reason may name somebody: with a salt nobody can guess it from the hash in the ledger.
        "salt": secrets.token_hex(16),
    }
    text = canonical(content)
    return Step.objects.create(
        case=case,
        number=number,
        kind=taken.kind,
        transition=taken.transition,
        source=taken.source,
        target=taken.target,
        at=at,
        by_name=actor.name,
        by_post=str(taken.who.post or ""),
        for_post=str(taken.who.giver or ""),
        account=taken.who.account,
        signer=f"{taken.signer.role}@{taken.signer.organ}" if taken.signer else "",
        content=text,
        sha256=digest(text, ALGORITHM),
    )


def _record(case: Case, step: Step, taken: Taken, procedure: Procedure) -> None:
    record(
        chain=case.organ.code,
        actor=taken.who.actor,
        action=_ACTIONS[taken.kind],
        subject=entry_subject(case),
        article=f"{procedure.instrument} {taken.address}".strip(),
        # Subject, facts and reasons are in the chain by the salted hash alone.
        after={
            "procedure": case.procedure,
            "version": case.version.isoformat(),
            "step": step.number,
            "transition": taken.transition,
            "from": taken.source,
            "to": taken.target,
            "sha256": step.sha256,
        },
    )


def renew_waiting(case: Case, procedure: Procedure) -> None:
    """Write down who has to act now."""
    wanted = set()
    if not case.final:
        for by in waited_for(procedure, position_of(case, procedure)):
            wanted |= {(organ.pk, by.role) for organ in organs_of(by, case.organ)}
    kept = set()
    for row in case.waiting.all():
        if (row.organ_id, row.role) in wanted and row.since >= case.since:
            kept.add((row.organ_id, row.role))
        else:
            row.delete()
    Waiting.objects.bulk_create(
        Waiting(case=case, organ_id=organ, role=role, since=case.since)
        for organ, role in sorted(wanted - kept)
    )


def _tell(case: Case, step: Step, transition: Transition) -> None:
    Told.objects.bulk_create(
        Told(case=case, step=step, organ=organ, role=by.role)
        for by in transition.tells
        for organ in organs_of(by, case.organ)
    )


def who_may(parties: Iterable[By], organ: Organ) -> str:
    """The organs and roles that may act, for a refusal."""
    return "、".join(by_title(by, organ) for by in parties)


def plain(told: Mapping[str, Any]) -> dict[str, Any]:
    """What is written down, without what is empty."""
    return {key: value for key, value in told.items() if value not in (None, "", {}, [])}
