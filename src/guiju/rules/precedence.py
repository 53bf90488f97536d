"""Precedence 优先: which case of a grant takes the place of which, without a circle."""

from __future__ import annotations

from .errors import RuleError
from .expressions import All, Expression, Not
from .grants import Entitlement, Grant


def above(grant: Grant, name: str) -> list[Entitlement]:
    """The cases that override the case of a name, directly or through others."""
    found: dict[str, Entitlement] = {}
    frontier = [name]
    while frontier:
        current = frontier.pop()
        for other in grant.entitlements:
            if current in other.over and other.name not in found:
                found[other.name] = other
                frontier.append(other.name)
    return [e for e in grant.entitlements if e.name in found]


def effective(grant: Grant, entitlement: Entitlement) -> Expression:
    """The condition of a case where none of those that override it holds."""
    higher = [Not(other.condition) for other in above(grant, entitlement.name)]
    return All((*higher, entitlement.condition)) if higher else entitlement.condition


def check_precedence(grant: Grant) -> None:
    """Refuse a name used twice, an override of an unknown case and a circle of overrides."""
    names = [e.name for e in grant.entitlements]
    for index, entitlement in enumerate(grant.entitlements):
        if entitlement.name in names[:index]:
            told = "a case named once"
            raise RuleError(grant.name, entitlement.name, told, place=entitlement.place)
    for entitlement in grant.entitlements:
        place, where = entitlement.place, f"{grant.name} {entitlement.name}"
        if not isinstance(entitlement.over, tuple):
            raise RuleError(where, entitlement.over, "a tuple of names of cases", place=place)
        for other in entitlement.over:
            if other not in names:
                told = f"a case of the grant: {' · '.join(names)}"
                raise RuleError(where, other, told, place=place)
        if entitlement in above(grant, entitlement.name):
            told = "cases that override each other in one direction only"
            raise RuleError(where, f"over {' · '.join(entitlement.over)}", told, place=place)
