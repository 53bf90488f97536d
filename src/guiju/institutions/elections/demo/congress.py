"""A congress of 400 delegates over three days: what is over, what is counted, what is to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from guiju.clock import today
from guiju.organs.demo.stage import Story

from ..models import Election
from ..services import following, setup
from . import steps
from .names import ALTERNATES, DISCIPLINE, MEMBERS, OTHERS, votes
from .papers import Paper, deal, misread
from .people import Hall, gather

DELEGATES, PILE, OPEN_PILE = 400, 100, 50
"""Who is entitled to vote at the congress; how many ballots a pile has, and one still counted."""
SEATS = 40
_AT_CONGRESS = {"body": "congress", "round": "formal", "eligible": DELEGATES}
_AT_PLENARY = {"body": "plenary", "round": "formal", "eligible": SEATS, "commission": False}
PRESELECTED = votes(MEMBERS, 394, 3, (236, 214, 200, 187))
"""One of them has exactly half of those entitled, which is no majority (36/2)."""
TIED = votes(ALTERNATES, 351, 11, (231, 231, 205))
"""The eighth seat is tied between two."""
SHORT = 23
"""Which of the members has exactly half of the votes at first."""
LAST_PILE = 12
"""How many sheets there are in the pile that nobody has begun to key in."""


def congress() -> Story:
    """Set up at the end of one day, held on the next three; what is left is for whoever signs in.

    Over: the preselection of 44 for 40 seats, the formal election with one seat short and its
    repeat, the alternates with a tie and its runoff. Counted: the discipline committee. To come:
    standing committee and secretaries.
    """
    hall, plenary = gather()
    yield 1
    first = _preselection(hall)
    yield 1
    yield from _members(hall, first)
    yield 0
    yield from _alternates(hall)
    yield 1
    _discipline(hall)
    yield 0
    _to_come(plenary)


def _counted(
    hall: Hall, election: Election, wanted: Mapping[str, int], *, ballots: int, **told: Any
) -> Election:
    """An election released, counted with such votes and announced; all got a ballot."""
    names = steps.release(hall, election)
    papers = _papers(election, names, wanted, ballots=ballots, **told)
    present = ballots + 1
    counted = steps.count(hall, election, papers, present=present, issued=present, size=PILE)
    return steps.announce(hall, counted)


def _papers(
    election: Election, names: Sequence[str], wanted: Mapping[str, int], **told: Any
) -> list[Paper]:
    """Ballots of which a few are keyed in with a slip or cannot be read for sure."""
    papers = deal(names, wanted, seats=election.seats, seed=election.code, **told)
    return misread(papers, seed=election.code, slips=2, unclear=2)


def _election(
    title: str, kind: str, seats: int, names: Sequence[str], **told: Any
) -> dict[str, Any]:
    candidates = [{"name": name} for name in names]
    title = f"{title}（演示）"
    return {"title": title, "kind": kind, "seats": seats, "candidates": candidates, **told}


def _preselection(hall: Hall) -> Election:
    """44 stand for 40 seats; the figures go to the presidium alone."""
    told = _election(
        "市委委员选举",
        "committee",
        SEATS,
        MEMBERS,
        **{**_AT_CONGRESS, "round": "preselection"},
    )
    election = steps.set_up(hall, told, day=today(), code="YX44A2")
    return _counted(hall, election, PRESELECTED, ballots=397, spoilt=2)


def _members(hall: Hall, preselection: Election) -> Story:
    """As many as seats; one has exactly half, and is elected when the round is repeated."""
    secretary, day = hall["secretary"], today()
    formal = following.make_formal(
        preselection, person=secretary, day=day, seats=SEATS, code="ZS40B3"
    )
    short = MEMBERS[SHORT]
    wanted = {**votes(MEMBERS[:SEATS], 397, 2, ()), short: DELEGATES // 2}
    formal = _counted(hall, formal, wanted, ballots=399, written=OTHERS)
    yield 0
    repeat = following.make_repeat(formal, person=secretary, day=day, names=[short], code="CX01C4")
    _counted(hall, repeat, {short: 262}, ballots=398)


def _alternates(hall: Hall) -> Story:
    """Ten stand for eight seats; two are tied at the last one, and voted on again."""
    told = _election("市委候补委员选举", "alternates", 8, ALTERNATES, **_AT_CONGRESS)
    election = steps.set_up(hall, told, day=today(), code="HB10D5")
    setup.record_sequence(election, person=hall["secretary"], members_done=True)
    election = _counted(hall, steps.again(election), TIED, ballots=399, spoilt=1)
    yield 0
    runoff = following.make_runoff(election, person=hall["secretary"], day=today(), code="ZC02E6")
    tied = [one.name for one in runoff.candidates.order_by("pk")]
    _counted(hall, runoff, dict(zip(tied, (213, 180), strict=True)), ballots=398)


def _discipline(hall: Hall) -> None:
    """28 stand for 25 seats, in the middle of the count: sheets to settle, a pile to compare, one
    that only the first counter keyed in, and a small one that nobody has begun."""
    told = _election("市纪委委员选举", "discipline", 25, DISCIPLINE, **_AT_CONGRESS)
    election = steps.set_up(hall, told, day=today(), code="JW28F7")
    names = steps.release(hall, election)
    counted = deal(
        names, votes(DISCIPLINE, 331, 4, ()), ballots=350, seats=25, seed="JW28F7", spoilt=1
    )
    found = steps.piles(misread(counted, seed="JW28F7", slips=10, unclear=8), OPEN_PILE)
    sheets = [*(len(pile) for pile in found), LAST_PILE]
    batches = steps.meet(hall, election, present=370, issued=370, sheets=sheets)
    for batch, pile in zip(batches[:4], found[:4], strict=True):
        steps.count_batch(hall, batch, pile)
    steps.count_batch(hall, batches[4], found[4], leave=2)
    for turn in (0, 1):
        steps.key_in(hall, batches[5], found[5], turn)
    steps.key_in(hall, batches[6], found[6], 0)


def _to_come(plenary: Hall) -> None:
    """The committee's first plenary: its standing committee, then its secretaries (22)."""
    presiding = f"{plenary['chair'].account.name}，受大会主席团委托（演示）"
    tomorrow = today() + dt.timedelta(days=1)
    standing = MEMBERS[:13]
    told = _election("市委常委会委员选举", "standing", 11, standing, **_AT_PLENARY)
    told |= {"approved_order": standing}
    made = steps.set_up(plenary, told, day=tomorrow, code="CW13G8")
    setup.record_presiding(made, person=plenary["secretary"], told=presiding)
    posts = ("书记", "副书记", "副书记")
    told = _election("市委书记、副书记选举", "secretaries", 3, (), **_AT_PLENARY)
    people = [{"name": name, "post": post} for name, post in zip(standing[:3], posts, strict=True)]
    told |= {"candidates": people, "approved_order": standing[:3]}
    told["posts"] = [{"post": "书记", "seats": 1}, {"post": "副书记", "seats": 2}]
    made = steps.set_up(plenary, told, day=tomorrow, code="SJ03H9")
    setup.record_presiding(made, person=plenary["secretary"], told=presiding)
