"""Who watches, counts and presides at an election (第二十六、二十八、二十九条)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.ledger import actions
from guiju.organs.abilities import may
from guiju.organs.models import Account
from guiju.organs.scope import sees
from guiju.organs.selectors import valid_tenures

from ..models import Election, Entry, Officer, OfficerFunction, State
from .acting import ABILITY_OF, SET_UP, Person, hold_to, locked, why_not, why_not_in
from .setup import open_to
from .writing import write

OFFICERS = actions.register("elections.officers", gettext_lazy("确定监票人、计票人和主持人"))
REPLACED = actions.register("elections.officer.replaced", gettext_lazy("更换监票人或者计票人"))


@dataclass(frozen=True)
class OfficerIn:
    """One officer as set: ``voter`` and ``voted_in`` of scrutineers, None where not known."""

    function: str
    account: Account
    name: str = ""
    voter: bool | None = None
    voted_in: bool | None = None
    named_by: str = ""


@transaction.atomic
def set_officers(
    election: Election, *, person: Person, officers: Iterable[OfficerIn]
) -> list[Officer]:
    """Put these officers in the place of those there are; the secretary does.

    Raises:
        ValidationError: the post may not, the ballot is released, somebody holds no post for it,
            a scrutineer is set as a counter too, or somebody stands twice.
    """
    election = open_to(election, person)
    officers = list(officers)
    _refuse_twice(officers)
    for one in officers:
        _refuse_without_post(election, one)
    election.officers.all().delete()
    made = [_made(election, one) for one in officers]
    write(election, person, OFFICERS, article="28/1", **_told(made))
    return made


@transaction.atomic
def replace_officer(officer: Officer, *, person: Person, by: OfficerIn, reason: str) -> Officer:
    """Put another in the place of an officer who fell out after the release of the ballot.

    The function stays the same. Whoever has keyed in or proposed something stays named there.

    Raises:
        ValidationError: the post may not, no reason, or somebody who stands already or keyed in.
    """
    election = locked(officer.election)
    hold_to(
        why_not(election, person, SET_UP),
        why_not_in(election, State.RELEASED, State.COUNTING, State.DECIDED, State.REPORTED),
    )
    if not reason.strip():
        raise ValidationError({"reason": _("须写明理由")})
    if by.function != officer.function:
        raise ValidationError({"function": _("更换的人担任同样的职责")})
    others = election.officers.exclude(pk=officer.pk)
    _refuse_twice([by, *(OfficerIn(one.function, one.account) for one in others)])
    _refuse_without_post(election, by)
    _refuse_keyed(election, by)
    gone = OfficerIn(officer.function, officer.account, officer.name)
    officer.delete()
    made = _made(election, by)
    told = {"function": by.function, "before": gone.name, "after": made.name}
    write(election, person, REPLACED, article="28/1", reason=reason, personal=told)
    return made


def _made(election: Election, one: OfficerIn) -> Officer:
    officer = Officer(
        election=election,
        function=one.function,
        account=one.account,
        name=one.name or one.account.name,
        voter=one.voter,
        voted_in=one.voted_in,
        named_by=one.named_by,
    )
    officer.full_clean()
    officer.save()
    return officer


def _refuse_twice(officers: Sequence[OfficerIn]) -> None:
    """Who watches does not count, and nobody confirms to themselves: one person, one function."""
    found = Counter(one.account.pk for one in officers)
    names = {one.account.pk: one.account.name for one in officers}
    twice = [names[account] for account, times in found.items() if times > 1]
    if twice:
        told = _("同一人在一次选举中只担任一项：%(names)s")
        raise ValidationError({"officers": told % {"names": "、".join(twice)}})


def _refuse_without_post(election: Election, one: OfficerIn) -> None:
    if one.function not in OfficerFunction.values:
        raise ValidationError({"officers": _("没有这项职责：%(code)s") % {"code": one.function}})
    ability = ABILITY_OF[OfficerFunction(one.function)]
    held = (tenure.post for tenure in valid_tenures(one.account))
    if not any(may(post, ability) and sees(post, election.organ) for post in held):
        label = OfficerFunction(one.function).label
        told = _("%(name)s今天没有担任可以做%(function)s的岗位")
        raise ValidationError({"officers": told % {"name": one.account.name, "function": label}})


def _refuse_keyed(election: Election, by: OfficerIn) -> None:
    """Who keyed ballots in settles none of them."""
    keyed = Entry.objects.filter(batch__election=election, account=by.account)
    if by.function != OfficerFunction.COUNTER and keyed.exists():
        told = _("%(name)s录入过本次选举的选票，不能监票")
        raise ValidationError({"officers": told % {"name": by.account.name}})


def _told(officers: Sequence[Officer]) -> dict[str, Any]:
    """How many there are of each function for the chain; their names are personal."""
    counted = Counter(one.function for one in officers)
    names = [{"function": one.function, "name": one.name} for one in officers]
    return {"after": dict(counted), "personal": {"officers": names}}
