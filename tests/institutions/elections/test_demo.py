"""The demo's congress: where each election stands, who has something to do, ballots that add up."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from guiju.clock import today
from guiju.institutions.elections.demo import congress
from guiju.institutions.elections.demo.names import MEMBERS, people
from guiju.institutions.elections.demo.papers import deal, misread
from guiju.institutions.elections.models import Election, Sheet, State
from guiju.institutions.elections.selectors.inbox import waiting_for
from guiju.institutions.elections.services import entering, following
from guiju.institutions.elections.services.acting import Person
from guiju.ledger.verifying import verify
from guiju.names import sort
from guiju.organs.models import ELECTION_ROLES, Post

from .hands import Hands, act, decided, meet, release


def test_the_demo_has_elections_at_every_stage_and_work_for_its_posts(city: None) -> None:
    assert sum(told for told in congress() if isinstance(told, int)) == 3  # days
    states = dict(Election.objects.values_list("code", "state"))
    over = ("YX44A2", "ZS40B3", "CX01C4", "HB10D5", "ZC02E6")
    assert states == {
        **dict.fromkeys(over, State.ANNOUNCED),
        "JW28F7": State.COUNTING,
        **dict.fromkeys(("CW13G8", "SJ03H9"), State.DRAFT),
    }
    posts = Post.objects.filter(demo=True, role__in=ELECTION_ROLES).order_by("pk")
    todo = {
        post.title: [step.code for _election, step in waiting_for(_person(post))] for post in posts
    }
    settle = ["adjudicate-5", "compare-6"]
    assert todo == {
        "选举工作人员": ["propose-ballot", "setup"],
        "会议主持人": [],
        **dict.fromkeys(("总监票人", "监票人甲", "监票人乙"), settle),
        "计票人甲": ["compare-6", "enter-8"],
        "计票人乙": ["compare-6", "enter-7", "enter-8"],
        "全会监票人甲": [],
        "全会监票人乙": [],
    }
    assert verify().broken is None


def _person(post: Post) -> Person:
    return Person(post.tenures.get().account, post)


def test_nobody_of_the_demo_bears_another_name_twice_and_every_name_has_strokes() -> None:
    names = people(0, 150)
    assert len(set(names)) == 150
    assert len(sort([*names, *MEMBERS]).names) == 150 + len(MEMBERS)


def test_dealt_ballots_add_up_and_choose_no_more_than_the_seats() -> None:
    wanted = {"甲": 9, "乙": 7, "丙": 2}
    papers = deal(
        list(wanted), wanted, ballots=12, seats=2, seed="1", spoilt=2, written=("丁", "戊")
    )
    good = [one for one in papers if one.marks != "111"]
    assert (len(papers), len(good)) == (12, 10)
    assert [sum(one.marks[n] == "1" for one in good) for n in range(3)] == [9, 7, 2]
    assert max(one.marks.count("1") + bool(one.others) for one in good) <= 2
    assert sorted(one.others for one in papers if one.others) == ["丁", "戊"]
    assert papers == deal(
        list(wanted), wanted, ballots=12, seats=2, seed="1", spoilt=2, written=("丁", "戊")
    )
    with pytest.raises(ValueError, match="2 seats"):
        deal(list(wanted), dict.fromkeys(wanted, 10), ballots=10, seats=2, seed="1")


def test_misread_ballots_keep_what_stands_on_the_paper() -> None:
    papers = deal(["甲", "乙"], {"甲": 9, "乙": 3}, ballots=12, seats=1, seed="2")
    seen = misread(papers, seed="2", slips=3, unclear=2)
    assert [(one.marks, one.others) for one in seen] == [(p.marks, p.others) for p in papers]
    differ = [one for one in seen if one.keyed[0] != one.keyed[1]]
    unclear = [one for one in seen if set(one.keyed[0]) & {"4", "5"}]
    assert (len(differ), len(unclear)) == (3, 2)
    assert all(one.keyed[0] == one.keyed[1] for one in unclear)


def test_many_sheets_are_kept_all_or_none_and_held_to_the_same(elections_hands: Hands) -> None:
    election = meet(elections_hands, release(elections_hands), [3])
    counter = elections_hands["counter"]
    entry = entering.open_entry(election.batches.get(), person=counter)
    entering.keep_sheets(entry, person=counter, rows=[(1, "11122", ""), (2, "11122", " 孙七 ")])
    for wrong in ([(3, "11122", ""), (4, "11122", "")], [(3, "1112", "")], [(3, "11126", "")]):
        with pytest.raises(ValidationError):
            entering.keep_sheets(entry, person=counter, rows=wrong)
    assert entry.sheets.count() == 2
    with pytest.raises(ValidationError, match="另一人的录入"):
        entering.keep_sheets(entry, person=elections_hands["second"], rows=[(3, "11122", "")])
    assert entering.keep_sheets(entry, person=counter, rows=[(1, "22211", ""), (3, "11122", "")])
    told = list(Sheet.objects.order_by("number").values_list("number", "marks", "others"))
    assert told == [(1, "22211", ""), (2, "11122", "孙七"), (3, "11122", "")]
    entering.close_entry(entry, person=counter)
    with pytest.raises(ValidationError, match="已经完成"):
        entering.keep_sheets(entry, person=counter, rows=[(1, "11122", "")])


def test_who_presides_may_stand_and_a_scrutineer_who_stands_goes(elections_hands: Hands) -> None:
    hands = elections_hands
    election = decided(hands, ["22112"] * 10)
    act(hands, election, "figures", "scrutineer", "chief")
    for who, name in (("chair", "丁一"), ("other", "王二"), ("counter", "赵五")):
        election.officers.filter(account=hands[who].account).update(name=name)
    standing = ["丁一", "王二", "赵五"]
    made = following.make_repeat(
        election, person=hands["secretary"], day=today(), names=standing, code="AB2345"
    )
    assert made.code == "AB2345"
    kept = made.officers.filter(name__in=standing).values_list("name", "function")
    assert set(kept) == {("丁一", "chair"), ("赵五", "counter")}
