"""A change by hand of quota or register: rehearsed, shown, confirmed as it was seen, or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as translate

from guiju.ledger.canonical import canonical
from guiju.ledger.services import Actor, lock
from guiju.organs.models import Organ

from ..models import QuotaAccount
from .accounts import figures

FIGURES = ("authorised", "held", "pending", "frozen")
Pair = tuple[Organ, str]
Fact = tuple[str, str]


class Change(Protocol):
    """What a person does to quota or register, with everything that is recorded of it."""

    def organs(self) -> list[Organ]:
        """The organs to whose chains it writes."""

    def pairs(self) -> list[Pair]:
        """The accounts that it changes."""

    def facts(self) -> list[Fact]:
        """What else it changes, as it stands now: a name and a value."""

    def run(self, actor: Actor) -> None:
        """Carry it out."""


@dataclass(frozen=True)
class Figures:
    """One account at one moment; None is not known."""

    authorised: int | None
    held: int
    pending: int
    frozen: int

    @property
    def free(self) -> int | None:
        """What is left of the number."""
        if self.authorised is None:
            return None
        return self.authorised - self.held - self.pending - self.frozen


@dataclass(frozen=True)
class AccountLine:
    """One account before and after."""

    organ: str
    vehicle_class: str
    before: Figures
    after: Figures

    def told(self) -> list[Any]:
        """For the fingerprint."""
        both = [[getattr(one, name) for name in FIGURES] for one in (self.before, self.after)]
        return [self.organ, self.vehicle_class, *both]


@dataclass(frozen=True)
class Outcome:
    """What a change comes to: accounts and facts before and after."""

    accounts: list[AccountLine]
    facts: list[tuple[str, str, str]]

    @property
    def fingerprint(self) -> str:
        """What a person confirms: these figures, and no others."""
        told = [[one.told() for one in self.accounts], [list(one) for one in self.facts]]
        return hashlib.sha256(canonical(told).encode()).hexdigest()

    @property
    def sums(self) -> tuple[Figures, Figures] | None:
        """The sums of several accounts before and after; None of one, or where one is not known."""
        if len({one.organ for one in self.accounts}) < 2:
            return None
        return _sum(one.before for one in self.accounts), _sum(one.after for one in self.accounts)

    @property
    def kept(self) -> bool:
        """Whether every sum is what it was."""
        return self.sums is None or self.sums[0] == self.sums[1]


def _sum(lines: Iterable[Figures]) -> Figures:
    known = list(lines)
    told = [one.authorised for one in known if one.authorised is not None]
    return Figures(
        sum(told) if told else None,
        sum(one.held for one in known),
        sum(one.pending for one in known),
        sum(one.frozen for one in known),
    )


def rehearse(change: Change, actor: Actor) -> Outcome:
    """What a change would come to; everything is undone again.

    Raises:
        ValidationError: it is refused; the message says why.
    """
    with transaction.atomic():
        outcome = _carry_out(change, actor)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def confirm(change: Change, actor: Actor, seen: str) -> Outcome:
    """Carry a change out, if it comes to what was seen when it was rehearsed.

    Raises:
        ValidationError: it is refused, or comes to something else by now (code ``changed``).
    """
    outcome = _carry_out(change, actor)
    if outcome.fingerprint != seen:
        told = translate("数字已经变动（也可能已经提交过一次），没有写入；请按现在的数字再核对")
        raise ValidationError(told, code="changed")
    return outcome


def _carry_out(change: Change, actor: Actor) -> Outcome:
    if not actor.name.strip() or not actor.post.strip():
        raise ValidationError(translate("须由有岗位的具名人员办理"), code="unattended")
    lock([organ.code for organ in change.organs()])
    before, known = _standing(change), change.facts()
    change.run(actor)
    after = _standing(change)
    lines = [
        AccountLine(organ.name, name, one, other)
        for (organ, name), one, other in zip(change.pairs(), before, after, strict=True)
    ]
    facts = [(n, a, b) for (n, a), (_, b) in zip(known, change.facts(), strict=True)]
    return Outcome(lines, facts)


def _standing(change: Change) -> list[Figures]:
    pairs = change.pairs()
    found = QuotaAccount.objects.filter(organ__in=[organ.pk for organ, _ in pairs])
    known = {(one.organ_id, one.vehicle_class): figures(one) for one in found}
    empty: dict[str, Any] = {"authorised": None, "held": 0, "pending": 0, "frozen": 0}
    told = [known.get((organ.pk, name), empty) for organ, name in pairs]
    return [Figures(**{name: one[name] for name in FIGURES}) for one in told]
