"""Whose turn it is to record what a meeting decided, at one election and over all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from guiju.organs.abilities import may

from ..models import Decision, DecisionKind, Election, State
from ..services.acting import PRESIDE, SET_UP, Person
from ..services.decisions import article_of, why_not_confirm, why_not_propose
from .decisions import REPORTED, must_pass, pending
from .seeing import visible

Asked = Callable[[Person], bool]
Due = tuple[str, str, bool, str, Asked]
"""Code, what it is, whether it is to be confirmed, the article, and who may."""


def decisions_due(election: Election) -> Iterator[Due]:
    """What was put forward and waits for the chair, and what a plenary has still to pass."""
    found = {one.kind: one for one in election.decisions.filter(refused_by="")}
    for one in found.values():
        if not one.standing:
            one.election = election
            yield _confirming(election, one)
    kind = DecisionKind.PASSING
    if kind not in found and must_pass(election):
        told = _("登记同级党委全体会议是否通过")
        yield f"decide-{kind}", told, False, "23/1", _proposing(election, kind)


def decisions_waiting(person: Person) -> set[int]:
    """The elections at which a decision waits for a person; in a few queries over all."""
    found: set[int] = set()
    elections = visible(person).filter(state__in=(State.DRAFT, *REPORTED))
    if may(person.post, PRESIDE):
        waiting = pending().filter(election__in=elections).select_related("election__organ")
        found = {one.election_id for one in waiting if why_not_confirm(one, person) is None}
    if may(person.post, SET_UP):
        for one in elections.filter(commission=True, state=State.ANNOUNCED):
            if why_not_propose(one, DecisionKind.PASSING, person) is None:
                found.add(one.pk)
    return found


def _proposing(election: Election, kind: str) -> Asked:
    return lambda person: why_not_propose(election, kind, person) is None


def _confirming(election: Election, found: Decision) -> Due:
    values = {"who": found.proposed_by, "what": found.get_kind_display()}
    told = _("%(who)s已提请登记%(what)s，核对后同意或者退回") % values
    article = article_of(election, found.kind)
    return f"decide-{found.kind}", told, True, article, lambda p: why_not_confirm(found, p) is None
