"""Those who work at an election, and what they do step by step, for tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guiju.clock import today
from guiju.institutions.elections.counting import parse_election
from guiju.institutions.elections.models import Act, Batch, Decision, Election, Entry
from guiju.institutions.elections.services import (
    acts,
    adjudicating,
    comparing,
    deciding,
    decisions,
    entering,
    meeting,
    officers,
    setup,
)
from guiju.institutions.elections.services.acting import Person
from guiju.organs.models import Account, Category, Level, Organ, Post, Role, Tenure

NAMES = ("丁一", "王二", "李三", "陈四", "赵五")
ROLES = {
    "secretary": Role.ELECTION_SECRETARY,
    "chair": Role.CHAIR,
    "chief": Role.SCRUTINEER,
    "scrutineer": Role.SCRUTINEER,
    "other": Role.SCRUTINEER,
    "counter": Role.COUNTER,
    "second": Role.COUNTER,
    "third": Role.COUNTER,
}
FUNCTIONS = {
    "chief": "chief",
    "scrutineer": "scrutineer",
    "other": "scrutineer",
    "counter": "counter",
    "second": "counter",
    "third": "counter",
    "chair": "chair",
}
WATCHING = ("chief", "deputy", "scrutineer")


@dataclass
class Hands:
    """The people by what they are, in one organ."""

    organ: Organ
    people: dict[str, Person]

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def officer(self, who: str, **told: Any) -> officers.OfficerIn:
        """An officer as the secretary sets one; scrutineers are voters and voted in."""
        function = FUNCTIONS[who]
        watching = {"voter": True, "voted_in": True} if function in WATCHING else {}
        return officers.OfficerIn(function, self[who].account, **{**watching, **told})


def make_hands(code: str = "E1") -> Hands:
    """An organ and everybody who works at its elections."""
    organ = Organ.objects.create(
        code=code,
        name=f"{code}代表大会",
        level=Level.CITY,
        category=Category.PARTY,
        path=f"{code}/",
    )
    return Hands(organ, {name: make_person(organ, role, name) for name, role in ROLES.items()})


def make_person(organ: Organ, role: str, name: str) -> Person:
    """Somebody with an account who holds a post."""
    post = Post.objects.create(organ=organ, role=role, title=f"{Role(role).label}{name}")
    account = Account.objects.create_user(f"{organ.code}-{name}", f"甲{name}")
    Tenure.objects.create(account=account, post=post, since=dt.date(2020, 1, 6))
    return Person(account, post)


def told(**change: Any) -> dict[str, Any]:
    """An election of three out of five in the form of a file."""
    described: dict[str, Any] = {
        "title": "代表大会选举委员会委员",
        "kind": "committee",
        "round": "formal",
        "body": "congress",
        "eligible": 10,
        "seats": 3,
        "candidates": [{"name": name} for name in reversed(NAMES)],
    }
    if change.get("kind") in ("standing", "secretaries"):
        described["commission"] = False
    return {**described, **change}


def set_up(hands: Hands, **change: Any) -> Election:
    """An election in which everything is in order for the release of its ballot."""
    election = setup.create_election(
        person=hands["secretary"],
        parsed=parse_election(told(**change)),
        organ=hands.organ,
        day=today(),
    )
    wanted = [hands.officer(name) for name in FUNCTIONS]
    officers.set_officers(election, person=hands["secretary"], officers=wanted)
    entitled = election.eligible
    setup.record_method(election, person=hands["secretary"], assenting=entitled)
    return Election.objects.get(pk=election.pk)


def act(hands: Hands, election: Election, kind: str, proposer: str, confirmer: str) -> Act:
    """An act of two persons."""
    proposed = acts.propose(election, kind=kind, person=hands[proposer])
    return acts.confirm(proposed, person=hands[confirmer])


def release(hands: Hands, **change: Any) -> Election:
    """An election whose ballot is released."""
    election = set_up(hands, **change)
    act(hands, election, "ballot", "secretary", "chief")
    return Election.objects.get(pk=election.pk)


def meet(
    hands: Hands, election: Election, sheets: Sequence[int] = (3,), issued: int | None = None
) -> Election:
    """Everybody there, batches made, counting started."""
    entitled = election.eligible
    meeting.record_meeting(
        election,
        person=hands["chief"],
        present=entitled,
        issued=entitled if issued is None else issued,
    )
    for number in sheets:
        meeting.add_batch(election, person=hands["scrutineer"], sheets=number)
    return meeting.start_counting(election, person=hands["chief"])


def key_in(hands: Hands, batch: Batch, name: str, sheets: Sequence[str | tuple[str, str]]) -> Entry:
    """A whole batch keyed in by one person and closed."""
    entry = entering.open_entry(batch, person=hands[name])
    for number, sheet in enumerate(sheets, start=1):
        marks, others = (sheet, "") if isinstance(sheet, str) else sheet
        entering.keep_sheet(entry, person=hands[name], number=number, marks=marks, others=others)
    return entering.close_entry(entry, person=hands[name])


def key_twice(hands: Hands, batch: Batch, sheets: Sequence[str | tuple[str, str]]) -> None:
    """A batch keyed in alike by two people and compared."""
    for name in ("counter", "second"):
        key_in(hands, batch, name, sheets)
    comparing.compare(batch, person=hands["counter"])


def settle(hands: Hands, batch: Batch, marks: str, others: str = "") -> None:
    """Every doubtful sheet of a batch settled alike by two scrutineers."""
    for one in batch.adjudications.filter(confirmed=None):
        proposed = adjudicating.propose_settlement(
            one, person=hands["scrutineer"], marks=marks, others=others, reason="看过原票"
        )
        adjudicating.confirm_settlement(proposed, person=hands["other"])


def decided(
    hands: Hands, sheets: Sequence[str | tuple[str, str]], issued: int | None = None, **change: Any
) -> Election:
    """An election decided from one batch of sheets in which nothing is doubtful."""
    election = meet(hands, release(hands, **change), [len(sheets)], issued)
    key_twice(hands, election.batches.get(), sheets)
    deciding.decide_election(election, person=hands["chief"])
    return Election.objects.get(pk=election.pk)


def decide(
    hands: Hands,
    election: Election,
    kind: str = "shortage",
    course: str = "leave",
    decider: str = "presidium",
    **told: Any,
) -> Decision:
    """What a meeting decided, put forward by the secretary and confirmed by the chair."""
    base = {"day": today(), "reason": "会议记录第三页", "near": course == "leave" or None}
    said = decisions.Told(course=course, decider=decider, **{**base, **told})
    secretary = hands["secretary"]
    made = decisions.propose_decision(election, kind=kind, person=secretary, told=said)
    return decisions.confirm_decision(made, person=hands["chair"])


def announce(hands: Hands, election: Election) -> Election:
    """Figures reported and names announced."""
    act(hands, election, "figures", "scrutineer", "chief")
    act(hands, election, "names", "secretary", "chair")
    return Election.objects.get(pk=election.pk)
