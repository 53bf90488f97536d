"""Grants 给予: what a measure gives to whom: entitlements with amounts, precedence, approvals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from .citing import cited
from .duties import Reserve, Strength, refuse_no_condition, refuse_no_figure
from .expressions import ALWAYS, Expression
from .outline import Provision
from .places import Place, written


@cited
@dataclass(frozen=True)
class Approval:
    """One of the approvals that a grant needs, in their order (审批)."""

    post: str
    english: str
    provision: Provision
    place: Place = field(default_factory=written, kw_only=True, compare=False, repr=False)


@cited
@dataclass(frozen=True, eq=False)
class Entitlement:
    """One case of a grant: to whom, how much, and which other cases it takes the place of.

    ``amount`` is in fen and None where a measure gives no money. ``over`` names the cases that
    this one overrides (特别规定优于一般规定); two cases that can meet without it are an error.
    """

    name: str
    title: str
    english: str
    provision: Provision
    condition: Expression = ALWAYS
    amount: Expression | None = None
    over: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    """The days on which the case is in force, both included; None: as long as its rulebook."""
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        refuse_no_condition(self.place, self.name, self.condition)
        if self.amount is not None:
            refuse_no_figure(self.place, self.name, self.amount)


@cited
@dataclass(frozen=True, eq=False)
class Grant:
    """What one measure gives: its cases in the order of the text, and what is left to a person."""

    name: str
    provision: Provision
    strength: Strength
    title: str
    english: str
    entitlements: tuple[Entitlement, ...]
    reserves: tuple[Reserve, ...] = ()
    approvals: tuple[Approval, ...] = ()
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    @property
    def pays(self) -> bool:
        """Whether the measure gives money."""
        return any(e.amount is not None for e in self.entitlements)

    def conditions(self) -> list[Expression]:
        """Every condition of the grant."""
        return [e.condition for e in self.entitlements] + [r.condition for r in self.reserves]

    def nodes(self) -> list[Expression]:
        """Conditions and amounts: every tree of the grant."""
        return self.conditions() + [e.amount for e in self.entitlements if e.amount is not None]
