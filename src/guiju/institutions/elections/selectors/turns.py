"""How many elections wait for a person: by state and function, in a few queries over all.

It says whether `inbox.next_steps` has a step for the person at an election, and never which; a test
holds the two to each other at every stage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q

from guiju.organs.abilities import may

from ..models import Act, ActKind, Batch, Election, Entry, Officer, OfficerFunction, State
from ..services.acting import ABILITY_OF, CHAIR, CHIEF, COUNTER, SCRUTINEERS, SET_UP, Person
from ..services.entering import TURNS
from .deciding import decisions_waiting
from .inbox import rounds_to_make
from .seeing import visible

_OVER = (State.ANNOUNCED, State.CALLED_OFF)
_RELEASED_BY = {
    State.DRAFT: ActKind.BALLOT,
    State.DECIDED: ActKind.FIGURES,
    State.REPORTED: ActKind.NAMES,
}


@dataclass
class _Known:
    """Of one election: what the person is at it, whether it has a chief, who proposed the act
    that its state waits for (None: nobody), and its batches."""

    sets_up: bool
    mine: set[str] = field(default_factory=set)
    has_chief: bool = False
    proposed_by: int | None = None
    batches: list[Batch] = field(default_factory=list)

    def any_of(self, functions: Iterable[str]) -> bool:
        return not self.mine.isdisjoint(functions)

    @property
    def leads(self) -> bool:
        """Whether the person confirms for the scrutineers (28)."""
        return self.any_of((CHIEF,) if self.has_chief else SCRUTINEERS)


def elections_waiting(person: Person) -> int:
    """How many elections that are not over have a step for a person in their post."""
    elections = {one.pk: one for one in visible(person).exclude(state__in=_OVER)}
    known = _known(elections, person) if elections else {}
    waits = {pk for pk, one in elections.items() if _waits(one, known[pk], person)}
    return len(waits | decisions_waiting(person))


def _known(elections: dict[int, Election], person: Person) -> dict[int, _Known]:
    sets_up = may(person.post, SET_UP)
    found = {pk: _Known(sets_up) for pk in elections}
    for officer in Officer.objects.filter(election__in=elections):
        one, function = found[officer.election_id], OfficerFunction(officer.function)
        one.has_chief |= function == CHIEF
        if officer.account_id == person.account.pk and may(person.post, ABILITY_OF[function]):
            one.mine.add(function)
    for act in Act.objects.filter(election__in=elections, refused_by="", confirmed=None):
        if act.kind == _RELEASED_BY.get(State(elections[act.election_id].state)):
            found[act.election_id].proposed_by = act.proposed_id
    for batch in _batches(elections, person):
        found[batch.election_id].batches.append(batch)
    return found


def _batches(elections: dict[int, Election], person: Person) -> Iterable[Batch]:
    """The batches of those being counted, with what is doubtful and what of it is another's."""
    counting = [pk for pk, one in elections.items() if one.state == State.COUNTING]
    unsettled = Q(adjudications__confirmed=None, adjudications__isnull=False)
    mine = Q(adjudications__proposed=person.account)
    batches = Batch.objects.filter(election__in=counting).prefetch_related(
        Prefetch("entries", Entry.objects.only("batch", "account", "closed_at"))
    )
    return batches.annotate(
        unsettled=Count("adjudications", filter=unsettled),
        own=Count("adjudications", filter=unsettled & mine),
    )


def _waits(election: Election, known: _Known, person: Person) -> bool:
    state = State(election.state)
    if state == State.RELEASED:
        unknown = election.present is None or election.issued is None
        return known.sets_up or (known.leads if unknown else known.any_of(SCRUTINEERS))
    if state == State.COUNTING:
        return _counts(known, person)
    if known.proposed_by is None:
        by_officers = state == State.DECIDED
        return known.any_of((*SCRUTINEERS, COUNTER)) if by_officers else known.sets_up
    confirms = known.any_of((CHAIR,)) if state == State.REPORTED else known.leads
    if confirms and known.proposed_by != person.account.pk:
        return True
    return state == State.REPORTED and known.sets_up and any(rounds_to_make(election))


def _counts(known: _Known, person: Person) -> bool:
    watches, keys = known.any_of(SCRUTINEERS), known.any_of((COUNTER,))
    if not known.batches or not (watches or keys):
        return False
    settled = all(one.compared_at is not None and not one.unsettled for one in known.batches)  # type: ignore[attr-defined]
    if settled:
        return watches
    return any(_at(one, person, watches=watches, keys=keys) for one in known.batches)


def _at(batch: Batch, person: Person, *, watches: bool, keys: bool) -> bool:
    """Whether a batch waits: to be keyed in, to be compared, or to be settled."""
    entries = {one.account_id: one.closed_at for one in batch.entries.all()}
    if sum(closed is not None for closed in entries.values()) < len(TURNS):
        own = person.account.pk
        free = entries[own] is None if own in entries else len(entries) < len(TURNS)
        return keys and free
    if batch.compared_at is None:
        return watches or keys
    return watches and batch.unsettled > batch.own  # type: ignore[attr-defined]
