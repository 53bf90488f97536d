"""A congress of 400 delegates and the first plenary after it, from set-up to what is announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from guiju.clock import today
from guiju.institutions.elections.demo.names import (
    ALTERNATES,
    DISCIPLINE,
    MEMBERS,
    OTHERS,
    votes,
)
from guiju.institutions.elections.demo.papers import Paper, deal, misread
from guiju.institutions.elections.models import Batch, Election, State
from guiju.institutions.elections.proving import recount
from guiju.institutions.elections.selectors.papers import papers_for
from guiju.institutions.elections.selectors.rounds import final_list
from guiju.institutions.elections.selectors.seeing import projected, result_for
from guiju.institutions.elections.services import (
    adjudicating,
    comparing,
    deciding,
    entering,
    following,
    packaging,
    setup,
)
from guiju.ledger.models import Entry
from guiju.ledger.verifying import verify
from guiju.names import sort

from .hands import Hands, act, announce, decide, make_hands, meet, set_up

DELEGATES, SEATS, HALF = 400, 40, 200
Wanted = Mapping[str, int]


def keyed(hands: Hands, batch: Batch, papers: Sequence[Paper], turn: int, *, singly: bool) -> None:
    """A batch keyed in by one of two, sheet by sheet as by hand or all at once."""
    who = hands[("counter", "second")[turn]]
    entry = entering.open_entry(batch, person=who)
    rows = [(n, one.keyed[turn], one.others) for n, one in enumerate(papers, start=1)]
    if singly:
        for number, marks, others in rows:
            entering.keep_sheet(entry, person=who, number=number, marks=marks, others=others)
    else:
        assert entering.keep_sheets(entry, person=who, rows=rows) == len(papers)
    entering.close_entry(entry, person=who)


def counted_batch(
    hands: Hands, batch: Batch, papers: Sequence[Paper], *, singly: bool = False
) -> int:
    """A batch keyed in twice, compared and settled; how many sheets were doubtful."""
    for turn in (0, 1):
        keyed(hands, batch, papers, turn, singly=singly)
    doubtful = comparing.compare(batch, person=hands["chief"]).doubtful
    for one in batch.adjudications.all():
        paper = papers[one.number - 1]
        proposed = adjudicating.propose_settlement(
            one,
            person=hands["scrutineer"],
            marks=paper.marks,
            others=paper.others,
            reason="核对原票",
        )
        adjudicating.confirm_settlement(proposed, person=hands["other"])
    return doubtful


def held(hands: Hands, election: Election, wanted: Wanted, **told: Any) -> dict[str, Any]:
    """Released, printed order kept, voted, counted and announced; the result."""
    singly = told.pop("singly", False)
    act(hands, election, "ballot", "secretary", "chief")
    order = [one.name for one in election.candidates.order_by("place")]
    told.setdefault("ballots", election.eligible)
    papers = deal(order, wanted, seats=election.seats, seed=election.title, **told)
    papers = misread(papers, seed=election.title, slips=3, unclear=3)
    piles = [papers[start : start + 50] for start in range(0, len(papers), 50)]
    meet(hands, Election.objects.get(pk=election.pk), [len(pile) for pile in piles])
    doubtful = [
        counted_batch(hands, batch, pile, singly=singly and batch.number == 1)
        for batch, pile in zip(election.batches.all(), piles, strict=True)
    ]
    assert sum(doubtful) == 6
    deciding.decide_election(Election.objects.get(pk=election.pk), person=hands["chief"])
    announced = announce(hands, Election.objects.get(pk=election.pk))
    assert announced.state == State.ANNOUNCED
    result = announced.outcome.result
    counted = {one["name"]: one["for"] for one in result["candidates"]}
    assert counted == {name: wanted[name] for name in counted}
    return result


def fresh(election: Election) -> Election:
    """The election as it is kept."""
    return Election.objects.get(pk=election.pk)


def described(title: str, names: Sequence[str], seats: int, **told: Any) -> dict[str, Any]:
    """An election of the congress as a file says it."""
    candidates = [{"name": name} for name in names]
    base = {"title": title, "seats": seats, "eligible": DELEGATES, "candidates": candidates}
    return {**base, **told}


def by_strokes(names: Sequence[str]) -> list[str]:
    """Names in the order of lists."""
    return list(sort(names).names)


def outcomes(result: Mapping[str, Any], *names: str) -> list[str]:
    """What came of persons."""
    known = {one["name"]: one["outcome"] for one in result["candidates"]}
    return [known[name] for name in names]


def preselected(hands: Hands) -> Election:
    """44 stand for 40 seats; of four left over, two have a majority and one has exactly half."""
    election = set_up(hands, **described("委员选举（预选）", MEMBERS, SEATS, round="preselection"))
    wanted = votes(MEMBERS, 394, 3, (236, 214, HALF, 187))
    result = held(hands, election, wanted, ballots=397, spoilt=2, singly=True)
    assert (result["valid"], result["open_seats"], result["runoffs"]) == (True, 0, [])
    assert result["elected"] == by_strokes(MEMBERS[:40])
    over, less = "not in the first N", "no majority"
    assert outcomes(result, *MEMBERS[40:]) == [over, over, less, less]
    assert (result["ballots"]["returned"], result["ballots"]["invalid"]) == (397, 2)
    return fresh(election)


def elected_members(hands: Hands, preselection: Election) -> list[str]:
    """As many as seats; one has exactly half, and the round is repeated for that seat."""
    secretary = hands["secretary"]
    formal = following.make_formal(
        preselection, person=secretary, day=today(), seats=SEATS, code="ZS40AA"
    )
    assert formal.code == "ZS40AA"
    short = MEMBERS[17]
    wanted = {**votes(MEMBERS[:40], 398, 2, ()), short: HALF}
    result = held(hands, formal, wanted, written=OTHERS)
    assert (result["open_seats"], result["runoffs"]) == (1, [])
    assert result["elected"] == by_strokes([one for one in MEMBERS[:40] if one != short])
    assert {one["name"]: one["for"] for one in result["write_ins"]} == dict.fromkeys(OTHERS, 1)
    with pytest.raises(ValidationError, match="不能越过"):
        following.make_repeat(fresh(formal), person=secretary, day=today(), names=OTHERS[:1])
    repeat = following.make_repeat(fresh(formal), person=secretary, day=today(), names=[short])
    assert held(hands, repeat, {short: 262})["elected"] == [short]
    final = final_list(fresh(formal))
    assert (final.elected, final.pending) == (by_strokes(MEMBERS[:40]), [])
    return final.elected


def elected_alternates(hands: Hands) -> None:
    """Ten for eight seats, by votes; the eighth is tied and voted on again between the two."""
    election = set_up(hands, **described("候补委员选举", ALTERNATES, 8, kind="alternates"))
    setup.record_sequence(election, person=hands["secretary"], members_done=True)
    tied = ALTERNATES[7:9]
    result = held(hands, election, votes(ALTERNATES, 351, 11, (231, 231, 205)))
    assert result["elected"] == ALTERNATES[:7]
    assert result["runoffs"] == [{"names": by_strokes(tied), "seats": 1}]
    assert outcomes(result, *ALTERNATES[7:]) == ["tied", "tied", "not in the first N"]
    runoff = following.make_runoff(fresh(election), person=hands["secretary"], day=today())
    assert final_list(fresh(election)).pending == [runoff]
    # In a runoff the most votes elect, however few they are.
    told = held(hands, runoff, {tied[0]: 180, tied[1]: 190})
    assert told["elected"] == [tied[1]]
    assert final_list(fresh(election)).elected == [*ALTERNATES[:7], tied[1]]


def elected_discipline(hands: Hands) -> None:
    """Too few have a majority, and the presidium leaves the seat open."""
    election = set_up(hands, **described("纪委委员选举", DISCIPLINE, 25, kind="discipline"))
    result = held(hands, election, votes(DISCIPLINE, 371, 4, (HALF, 190, 180, 170)))
    assert (len(result["elected"]), result["open_seats"]) == (24, 1)
    decide(hands, fresh(election))
    left = fresh(election)
    assert left.left_open.endswith("大会主席团决定")
    with pytest.raises(ValidationError, match="已经决定不再选举"):
        following.make_repeat(left, person=hands["secretary"], day=today(), names=[DISCIPLINE[24]])


def elected_by_plenary(hands: Hands, members: Sequence[str]) -> None:
    """The standing committee, then the secretaries, each list in the order approved above."""
    told = {"body": "plenary", "eligible": SEATS}
    standing = list(members[:13])
    election = set_up(
        hands,
        **described("常委会委员选举", standing, 11, kind="standing", **told),
        approved_order=standing[::-1],
    )
    posts = ("书记", "副书记", "副书记")
    leading = [{"name": name, "post": post} for name, post in zip(standing[:3], posts, strict=True)]
    second = described("书记、副书记选举", (), 3, kind="secretaries", **told)
    second |= {"candidates": leading, "approved_order": standing[:3]}
    second |= {"posts": [{"post": "书记", "seats": 1}, {"post": "副书记", "seats": 2}]}
    secretaries = set_up(hands, **second)
    with pytest.raises(ValidationError, match="先选举常务委员会委员"):
        act(hands, secretaries, "ballot", "secretary", "chief")
    result = held(hands, election, votes(standing, 40, 1, (20, 19)), ballots=40)
    assert result["elected"] == standing[:11][::-1]
    setup.record_sequence(fresh(secretaries), person=hands["secretary"], standing_done=True)
    told = held(hands, fresh(secretaries), votes(standing[:3], 39, 2, ()), ballots=40)
    assert told["elected"] == standing[:3]


def elected_by_commission(hands: Hands) -> None:
    """The discipline commission's own standing committee, passed by the committee's plenary."""
    standing = DISCIPLINE[:8]
    told = {"body": "plenary", "eligible": 24, "commission": True}
    election = set_up(
        hands, **described("纪委常委会委员选举", standing, 7, kind="standing", **told),
        approved_order=standing,
    )  # fmt: skip
    result = held(hands, election, votes(standing, 24, 1, (10,)), ballots=24)
    assert result["elected"] == standing[:7]
    secretary = hands["secretary"]
    assert "submission" not in papers_for(fresh(election), secretary)
    told = {"entitled": SEATS, "present": 38, "agreed": 38, "near": None}
    decide(hands, fresh(election), "passing", "passed", "plenary", **told)
    assert "submission" in papers_for(fresh(election), secretary)


def recounted(election: Election, path: Path) -> None:
    """The program that knows nothing but a package comes to the same result from its ballots."""
    path.write_bytes(packaging.kept_package(election))
    assert recount.main([str(path), election.outcome.package_sha256]) == 0


def test_a_congress_with_a_tie_and_a_shortfall_on_the_way(
    elections_hands: Hands, tmp_path: Path
) -> None:
    preselection = preselected(elections_hands)
    members = elected_members(elections_hands, preselection)
    elected_alternates(elections_hands)
    elected_discipline(elections_hands)
    elected_by_plenary(make_hands("E2"), members)
    elected_by_commission(make_hands("E3"))
    assert Election.objects.exclude(state=State.ANNOUNCED).count() == 0
    for election in Election.objects.all():
        assert projected(election)["elected"] == election.outcome.result["elected"]
        # Figures of the preselection are for the presidium alone, whoever asks (37).
        assert ("candidates" in (result_for(election, None) or {})) == (election != preselection)
    assert "candidates" in (result_for(preselection, elections_hands["chair"]) or {})
    for election in Election.objects.all():
        recounted(election, tmp_path / f"{election.code}.zip")
    told = verify()
    assert (told.broken, told.entries) == (None, Entry.objects.count())
