"""Who acts at an election: a person in a post who is also what the step asks for at this one."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from guiju.organs.abilities import may
from guiju.organs.scope import sees
from guiju.oversight.acting import Person, person_of

from ..models import Body, Election, Officer, OfficerFunction, State

__all__ = ["Person", "person_of"]

CHIEF, DEPUTY, SCRUTINEER, COUNTER, CHAIR = OfficerFunction
SCRUTINEERS = (CHIEF, DEPUTY, SCRUTINEER)
SET_UP, PRESIDE = "elections.set_up", "elections.preside"
SCRUTINISE, ENTER, VIEW = "elections.scrutinise", "elections.enter", "elections.view"
ABILITY_OF = {
    CHIEF: SCRUTINISE,
    DEPUTY: SCRUTINISE,
    SCRUTINEER: SCRUTINISE,
    COUNTER: ENTER,
    CHAIR: PRESIDE,
}
"""What the post of an officer must be able to do."""


def functions_of(election: Election, person: Person) -> set[str]:
    """What a person is at an election, in the post in which they act.

    A scrutineer's row counts for who acts in a scrutineer's post, a counter's in a counter's, the
    chair's in a chair's: what somebody is elsewhere lends nothing here.
    """
    rows = Officer.objects.filter(election=election, account=person.account)
    found = [OfficerFunction(one) for one in rows.values_list("function", flat=True)]
    return {one.value for one in found if may(person.post, ABILITY_OF[one])}


def chiefs(election: Election) -> tuple[OfficerFunction, ...]:
    """Who confirms for the scrutineers: the chief, or any of them where no chief is set (28/2)."""
    has_chief = election.officers.filter(function=CHIEF).exists()
    return (CHIEF,) if has_chief else SCRUTINEERS


def reporter(election: Election) -> OfficerFunction:
    """Who reports for the scrutineers: the chief (37/1); where a plenary has none, they (28/2)."""
    plenary = election.body == Body.PLENARY
    return SCRUTINEER if plenary and chiefs(election) != (CHIEF,) else CHIEF


def why_not(election: Election, person: Person, ability: str) -> str | None:
    """Why a post may not do something at an election; None where it may."""
    if not person.in_office:
        return _("您今天不担任这个岗位")
    if not may(person.post, ability) or not sees(person.post, election.organ):
        return _("这个岗位不能办理这一步")
    return None


def why_not_as(election: Election, person: Person, functions: Iterable[str]) -> str | None:
    """Why a person may not act as one of the officers named; None where they may."""
    wanted = [OfficerFunction(one) for one in functions]
    if not person.in_office:
        return _("您今天不担任这个岗位")
    if not sees(person.post, election.organ):
        return _("这个岗位不能办理这一步")
    if functions_of(election, person).isdisjoint(wanted):
        told = "、".join(str(one.label) for one in wanted)
        return _("这一步由本次选举的%(who)s办理") % {"who": told}
    return None


def why_not_in(election: Election, *states: str) -> str | None:
    """Why a step does not fit the state an election is in; None where it does."""
    if election.state in states:
        return None
    wanted = "、".join(str(State(one).label) for one in states)
    values = {"state": election.get_state_display(), "wanted": wanted}
    return _("选举%(state)s，这一步只在“%(wanted)s”时办理") % values


def hold_to(*reasons: str | None) -> None:
    """Raise the first thing that stands in the way.

    Raises:
        ValidationError: there is something.
    """
    for why in reasons:
        if why is not None:
            raise ValidationError(why, code="refused")


def locked(election: Election) -> Election:
    """The election's row, held until the transaction ends; its state as it is now."""
    found = Election.objects.select_for_update(of=("self",)).select_related("organ")
    return found.get(pk=election.pk)
