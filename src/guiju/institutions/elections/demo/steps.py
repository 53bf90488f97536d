"""The steps of an election of the demo, through the services and by whoever takes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from ..counting import parse_election
from ..models import Batch, Election
from ..services import acts, adjudicating, comparing, deciding, entering, meeting, officers, setup
from .papers import Paper
from .people import Hall

WHY_SLIP, WHY_UNCLEAR = "核对原票，一次录入有误（演示）", "核对原票，圈划的意思清楚（演示）"
COUNTERS = ("counter", "second")


def again(election: Election) -> Election:
    """The election as it is kept now."""
    return Election.objects.get(pk=election.pk)


def set_up(hall: Hall, told: Mapping[str, Any], *, day: dt.date, code: str) -> Election:
    """An election set up with its officers; everybody entitled assented to the method."""
    secretary = hall["secretary"]
    made = setup.create_election(
        person=secretary, parsed=parse_election(dict(told)), organ=hall.organ, day=day, code=code
    )
    officers.set_officers(made, person=secretary, officers=hall.officers)
    setup.record_method(made, person=secretary, assenting=made.eligible)
    return again(made)


def act(hall: Hall, election: Election, kind: str, proposer: str, confirmer: str) -> Election:
    """An act of two persons."""
    proposed = acts.propose(election, kind=kind, person=hall[proposer])
    acts.confirm(proposed, person=hall[confirmer])
    return again(election)


def release(hall: Hall, election: Election) -> list[str]:
    """The ballot released by secretary and chief scrutineer; the names in its order."""
    released = act(hall, election, acts.BALLOT, "secretary", "chief")
    return [one.name for one in released.candidates.order_by("place")]


def meet(
    hall: Hall, election: Election, *, present: int, issued: int, sheets: Sequence[int]
) -> list[Batch]:
    """Those present and the ballots recorded, and the count begun with piles of so many sheets."""
    meeting.record_meeting(election, person=hall["chief"], present=present, issued=issued)
    for number, count in enumerate(sheets, start=1):
        label = f"第 {number} 票箱"
        meeting.add_batch(election, person=hall["scrutineer"], sheets=count, label=label)
    meeting.start_counting(election, person=hall["chief"])
    return list(election.batches.order_by("number"))


def key_in(hall: Hall, batch: Batch, papers: Sequence[Paper], turn: int) -> None:
    """A whole batch keyed in by the first (0) or second (1) counter as they saw it."""
    person = hall[COUNTERS[turn]]
    entry = entering.open_entry(batch, person=person)
    rows = [(n, one.keyed[turn], one.others) for n, one in enumerate(papers, start=1)]
    entering.keep_sheets(entry, person=person, rows=rows)
    entering.close_entry(entry, person=person)


def settle(hall: Hall, batch: Batch, papers: Sequence[Paper], *, leave: int = 0) -> None:
    """The doubtful sheets settled by two scrutineers as they stand on the paper; some are left."""
    doubtful = list(batch.adjudications.filter(confirmed=None))
    for one in doubtful[: len(doubtful) - leave]:
        paper = papers[one.number - 1]
        why = WHY_SLIP if paper.keyed[0] != paper.keyed[1] else WHY_UNCLEAR
        proposed = adjudicating.propose_settlement(
            one, person=hall["scrutineer"], marks=paper.marks, others=paper.others, reason=why
        )
        adjudicating.confirm_settlement(proposed, person=hall["other"])


def count_batch(hall: Hall, batch: Batch, papers: Sequence[Paper], *, leave: int = 0) -> None:
    """A batch keyed in twice, compared, and settled but for the doubtful sheets left."""
    for turn in (0, 1):
        key_in(hall, batch, papers, turn)
    comparing.compare(batch, person=hall["counter"])
    settle(hall, batch, papers, leave=leave)


def piles(papers: Sequence[Paper], size: int) -> list[list[Paper]]:
    """The ballots in piles of a size; the last one may be smaller."""
    return [list(papers[start : start + size]) for start in range(0, len(papers), size)]


def count(
    hall: Hall, election: Election, papers: Sequence[Paper], *, present: int, issued: int, size: int
) -> Election:
    """The meeting held and every ballot counted, up to the decision."""
    found = piles(papers, size)
    batches = meet(hall, election, present=present, issued=issued, sheets=[len(p) for p in found])
    for batch, pile in zip(batches, found, strict=True):
        count_batch(hall, batch, pile)
    deciding.decide_election(election, person=hall["chief"])
    return again(election)


def announce(hall: Hall, election: Election) -> Election:
    """Figures and names released, each by two."""
    act(hall, election, acts.FIGURES, "scrutineer", "chief")
    return act(hall, election, acts.NAMES, "secretary", "chair")
