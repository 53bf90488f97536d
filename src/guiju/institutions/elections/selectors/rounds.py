"""An election over all its rounds: who is elected in the end, and what is still to be voted on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..counting.asking import Asker, rules_of
from ..counting.ordering import as_elected
from ..counting.tally import Votes
from ..models import Election, Kind, Round, State
from .plain import plain

AGAIN = (Round.RUNOFF, Round.REPEAT)


@dataclass
class Final:
    """Who is elected (or nominated) over all rounds, in the order of the list.

    ``pending`` are the rounds that are not announced yet; what they bring is not in the lists.
    """

    elected: list[str] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)
    pending: list[Election] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def first_round(election: Election) -> Election:
    """The election from which a runoff or a repeat goes on; any other is its own."""
    while election.round in AGAIN and election.previous is not None:
        election = election.previous
    return election


def rounds_after(election: Election) -> Iterator[Election]:
    """The runoffs and repeats that go on from an election, and those that go on from them."""
    made = election.following.filter(round__in=AGAIN).exclude(state=State.CALLED_OFF)
    for one in made.order_by("pk"):
        yield one
        yield from rounds_after(one)


def final_list(election: Election) -> Final:
    """The list over all rounds in the order of article 38 (in a preselection, of article 30).

    Alternates stand by votes; those of a later round follow those of the one before, as votes of
    two rounds are not compared.
    """
    final = Final()
    posts: dict[str, str] = {}
    for one in (election, *rounds_after(election)):
        if one.state != State.ANNOUNCED:
            final.pending.append(one)
            continue
        result = one.outcome.result
        posts |= {told["name"]: told.get("post", "") for told in result["candidates"]}
        posts |= {told["name"]: told.get("post", "") for told in result["write_ins"]}
        as_alternates = election.kind == Kind.JOINT and one.kind == Kind.ALTERNATES
        (final.alternates if as_alternates else final.elected).extend(result["elected"])
        final.alternates += result["elected_alternates"]
    told = plain(election)
    asker = Asker(told, rules_of(election.day))
    if election.nominates or asker.order() != "votes":
        people = [Votes(name, posts[name], 0) for name in final.elected]
        ordered = as_elected(told, asker, people, final.notices)
        final.elected = [one.name for one in ordered]
    return final
