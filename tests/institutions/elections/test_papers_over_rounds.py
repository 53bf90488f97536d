"""What the committee above is told: the list over all rounds, whichever round is asked about."""

from __future__ import annotations

import io

import pytest
from docx import Document as Docx

from guiju.clock import today
from guiju.institutions.elections.models import Election
from guiju.institutions.elections.services import deciding, following

from .hands import Hands, act, announce, decide, decided, key_twice, meet
from .pages import page, signed, text
from .test_following import SHORT, count, tie


def read(hands: Hands, election: Election) -> tuple[str, list[list[str]]]:
    """The letter as the secretary gets it: its paragraphs, the rows of its tables."""
    client = signed(hands, "secretary")
    answer = client.get(page(election, "documents/submission/?as=docx"))
    assert answer.status_code == 200
    written = Docx(io.BytesIO(answer.content))
    rows = [[cell.text for cell in row.cells] for table in written.tables for row in table.rows]
    return "\n".join(one.text for one in written.paragraphs), rows


@pytest.fixture
def short(elections_hands: Hands) -> Election:
    """Two of three seats are filled; 李三 and 陈四 have four votes each."""
    return announce(elections_hands, decided(elections_hands, SHORT))


def test_a_seat_filled_by_a_repeat_stands_in_the_one_list(
    elections_hands: Hands, short: Election
) -> None:
    hands = elections_hands
    alone, _rows = read(hands, short)
    assert "空缺名额1名" in alone
    made = following.make_repeat(
        short, person=hands["secretary"], day=today(), names=["李三", "陈四"]
    )
    waiting, _rows = read(hands, short)
    assert f"还没有宣布的轮次：{made.title}" in waiting
    assert "空缺名额" not in waiting
    repeat = count(hands, made, ["12"] * 7 + ["21"] * 3)
    for asked in (short, repeat):
        said, rows = read(hands, asked)
        assert "当选的委员会委员（3名" in said
        assert "丁　一　　王　二　　李　三" in said
        assert "空缺名额" not in said
        assert "还没有宣布" not in said
        assert "重新选举：" in said
        assert ["丁　一", "6", "4", "0"] in rows
        assert ["李　三", "7", "3", "0"] in rows
    assert "documents/submission" in text(signed(hands, "secretary"), page(repeat, "result/"))


def test_a_tie_is_reported_as_open_until_a_runoff_is_made_of_it(elections_hands: Hands) -> None:
    hands = elections_hands
    election = tie(hands)
    act(hands, election, "names", "secretary", "chair")
    election.refresh_from_db()
    said, _rows = read(hands, election)
    assert "王二、李三票数相等，再次投票的结果另行报送" in said
    assert "空缺名额" not in said
    made = following.make_runoff(election, person=hands["secretary"], day=today())
    runoff = count(hands, made, ["21"] * 6)
    said, rows = read(hands, runoff)
    assert "丁　一　　李　三" in said
    assert "票数相等，再次投票的结果" not in said
    assert ["李　三", "6", "0", "0"] in rows


def test_seats_that_stay_open_are_told_with_who_decided(
    elections_hands: Hands, short: Election
) -> None:
    decision = decide(elections_hands, short, decider="electors", agreed=short.eligible)
    short.refresh_from_db()
    said, _rows = read(elections_hands, short)
    assert "空缺名额1名。不再选举：" in said
    assert f"日，半数以上选举人（{decision.agreed}名）同意。" in said


def test_a_void_round_is_told_as_void_and_elects_nobody(
    elections_hands: Hands, short: Election
) -> None:
    hands = elections_hands
    made = following.make_repeat(
        short, person=hands["secretary"], day=today(), names=["李三", "陈四"]
    )
    act(hands, made, "ballot", "secretary", "chief")
    made = meet(hands, Election.objects.get(pk=made.pk), [10], issued=9)
    key_twice(hands, made.batches.get(), ["12"] * 10)
    deciding.decide_election(made, person=hands["chief"])
    announce(hands, Election.objects.get(pk=made.pk))
    said, _rows = read(hands, short)
    assert "选举无效" in said
    assert "没有人当选" in said
    assert "当选的委员会委员（2名" in said
    assert "空缺名额1名" in said


def test_nothing_is_reported_of_a_round_before_its_first_is_announced(
    elections_hands: Hands,
) -> None:
    hands = elections_hands
    election = tie(hands)
    made = following.make_runoff(election, person=hands["secretary"], day=today())
    runoff = count(hands, made, ["21"] * 6)
    client = signed(hands, "secretary")
    assert client.get(page(runoff, "documents/submission/?as=docx")).status_code == 404
