"""Rules that come and go 施行期间: a rulebook as it stands on a day, under the same names."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from .duties import Duty
from .errors import RuleError
from .expressions import NEVER, Constant
from .grants import Entitlement, Grant

if TYPE_CHECKING:
    from .rulebook import Rulebook

DAY = dt.timedelta(days=1)


def in_force(rule: Duty | Entitlement, day: dt.date) -> bool:
    """Whether a rule is in force on a day; without days of its own it is as long as the book."""
    return (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)


def dated_rules(book: Rulebook) -> list[Duty | Entitlement]:
    """Every duty and every case of a grant."""
    return [*book.duties, *(case for grant in book.grants for case in grant.entitlements)]


def turning_days(book: Rulebook) -> set[dt.date]:
    """The days on which some rule begins, and those after the last day of one."""
    found = {rule.since for rule in dated_rules(book) if rule.since is not None}
    return found | {rule.until + DAY for rule in dated_rules(book) if rule.until is not None}


def refuse_backward(book: Rulebook) -> None:
    """Refuse a rule that ends before it begins."""
    for rule in dated_rules(book):
        if rule.since is not None and rule.until is not None and rule.until < rule.since:
            told = f"a last day not before the first, {rule.since}"
            raise RuleError(rule.name, rule.until, told, place=rule.place)


def at(book: Rulebook, day: dt.date) -> Rulebook:
    """The rulebook of a day: what is not in force asks for nothing and gives nothing."""
    if all(in_force(rule, day) for rule in dated_rules(book)):
        return book
    duties = {id(duty): duty if in_force(duty, day) else _silent(duty) for duty in book.duties}
    grants = {id(grant): _grant_at(grant, day) for grant in book.grants}
    matters = tuple(
        replace(
            matter,
            duties=tuple(duties[id(duty)] for duty in matter.duties),
            grant=None if matter.grant is None else grants[id(matter.grant)],
        )
        for matter in book.matters
    )
    return replace(book, duties=(*duties.values(),), grants=(*grants.values(),), matters=matters)


def _silent(duty: Duty) -> Duty:
    return replace(duty, applies=NEVER, parts=(), excuses=(), reserves=(), repeats=())


def _grant_at(grant: Grant, day: dt.date) -> Grant:
    cases = (
        case
        if in_force(case, day)
        else replace(case, condition=NEVER, amount=None if case.amount is None else Constant(0))
        for case in grant.entitlements
    )
    return replace(grant, entitlements=tuple(cases))
