"""At the meeting: who is there, ballots, batches, the start of the count, who withdraws."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from guiju.clock import today
from guiju.institutions.elections.models import Batch, Election, State
from guiju.institutions.elections.selectors.checks import checks_of
from guiju.institutions.elections.services import entering, meeting, setup
from guiju.ledger.models import Entry as LedgerEntry
from guiju.ledger.models import Personal

from .hands import Hands, key_in, meet, release, set_up


def state_of(election: Election, provision: str) -> str:
    """The state of a check."""
    election = Election.objects.get(pk=election.pk)
    return next(one.state for one in checks_of(election) if one.provision == provision)


@pytest.mark.parametrize(
    ("present", "body", "state"),
    [(5, "congress", "broken"), (6, "congress", "holds"), (6, "plenary", "broken"),
     (7, "plenary", "holds")],
)  # fmt: skip
def test_the_quorum_is_asked_of_the_rulebook(
    elections_hands: Hands, present: int, body: str, state: str
) -> None:
    election = release(elections_hands, body=body)
    chief = elections_hands["chief"]
    meeting.record_meeting(election, person=chief, present=present, issued=present)
    assert state_of(election, "24/1") == state
    meeting.add_batch(election, person=chief, sheets=present)
    if state == "holds":
        assert meeting.start_counting(election, person=chief).state == State.COUNTING
    else:
        with pytest.raises(ValidationError, match="不符合"):
            meeting.start_counting(election, person=chief)


def test_nobody_records_a_meeting_before_the_release(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    with pytest.raises(ValidationError, match="选票已定稿"):
        meeting.record_meeting(election, person=elections_hands["chief"], present=9, issued=9)


@pytest.mark.parametrize("name", ["counter", "chair", "scrutineer"])
def test_chief_or_secretary_record_the_meeting(elections_hands: Hands, name: str) -> None:
    election = release(elections_hands)
    with pytest.raises(ValidationError):
        meeting.record_meeting(election, person=elections_hands[name], present=9, issued=9)
    for who in ("secretary", "chief"):
        told = meeting.record_meeting(election, person=elections_hands[who], present=9, issued=8)
        assert (told.present, told.issued) == (9, 8)


def test_more_cannot_attend_than_are_entitled(elections_hands: Hands) -> None:
    election = release(elections_hands)
    with pytest.raises(ValidationError, match="不能多于"):
        meeting.record_meeting(election, person=elections_hands["chief"], present=11, issued=9)


def test_more_ballots_than_people_are_recorded_and_told(elections_hands: Hands) -> None:
    election = release(elections_hands)
    meeting.record_meeting(election, person=elections_hands["chief"], present=9, issued=10)
    assert state_of(election, "33/1") == "broken"


def test_without_numbers_or_batches_nobody_counts(elections_hands: Hands) -> None:
    election = release(elections_hands)
    with pytest.raises(ValidationError) as refused:
        meeting.start_counting(election, person=elections_hands["chief"])
    assert {"还没有登记到会人数和发出选票数", "还没有登记收回的选票"} <= set(refused.value.messages)


def test_batches_are_numbered_and_tie_out(elections_hands: Hands) -> None:
    election = meet(elections_hands, release(elections_hands), [4, 5])
    assert list(election.batches.values_list("number", "sheets")) == [(1, 4), (2, 5)]
    assert state_of(election, "34/1") == "holds"
    started = LedgerEntry.objects.get(action="elections.counting")
    assert '"returned":9' in started.content


def test_a_batch_without_entries_can_be_removed_and_no_other(elections_hands: Hands) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [2, 1])
    first, second = election.batches.all()
    entering.open_entry(first, person=hands["counter"])
    with pytest.raises(ValidationError, match="已经开始录入"):
        meeting.remove_batch(first, person=hands["scrutineer"])
    meeting.remove_batch(second, person=hands["scrutineer"])
    assert list(election.batches.values_list("number", flat=True)) == [1]


def test_a_batch_has_a_sheet_at_least(elections_hands: Hands) -> None:
    with pytest.raises(ValidationError):
        meeting.add_batch(release(elections_hands), person=elections_hands["chief"], sheets=0)
    assert not Batch.objects.exists()


def test_a_batch_counted_again_opens_what_was_closed(elections_hands: Hands) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [2])
    batch = election.batches.get()
    entry = key_in(hands, batch, "counter", ["11122", "11122"])
    with pytest.raises(ValidationError, match="理由"):
        meeting.recount_batch(batch, person=hands["scrutineer"], sheets=3, reason="")
    with pytest.raises(ValidationError, match="不能更少"):
        meeting.recount_batch(batch, person=hands["scrutineer"], sheets=1, reason="复点")
    with pytest.raises(ValidationError):
        meeting.recount_batch(batch, person=hands["counter"], sheets=3, reason="复点")
    meeting.recount_batch(batch, person=hands["scrutineer"], sheets=3, reason="复点多一张")
    entry.refresh_from_db()
    assert entry.closed_at is None
    entering.keep_sheet(entry, person=hands["counter"], number=3, marks="11122")
    assert entering.close_entry(entry, person=hands["counter"]).closed_at is not None


def test_a_withdrawal_after_printing_changes_no_ballot(elections_hands: Hands) -> None:
    hands = elections_hands
    election = release(hands)
    one = election.candidates.get(name="丁一")
    with pytest.raises(ValidationError, match="理由"):
        meeting.withdraw_candidate(one, person=hands["secretary"], on=today(), why="")
    with pytest.raises(ValidationError):
        meeting.withdraw_candidate(one, person=hands["counter"], on=today(), why="本人申请")
    meeting.withdraw_candidate(one, person=hands["secretary"], on=today(), why="本人申请")
    with pytest.raises(ValidationError, match="已经登记"):
        meeting.withdraw_candidate(one, person=hands["secretary"], on=today(), why="本人申请")
    assert next(c.name for c in election.candidates.all()) == "丁一"
    entry = LedgerEntry.objects.get(action="elections.withdrew")
    assert "丁一" not in entry.content
    assert "丁一" in Personal.objects.get(entry_hash=entry.hash).values


def test_before_the_release_a_candidate_is_taken_off_the_list(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    one = election.candidates.get(name="丁一")
    with pytest.raises(ValidationError, match="还没有定稿"):
        meeting.withdraw_candidate(
            one, person=elections_hands["secretary"], on=today(), why="本人申请"
        )


def test_set_up_by_another_organ_is_not_touched(elections_hands: Hands) -> None:
    election = release(elections_hands)
    with pytest.raises(ValidationError):
        setup.record_presiding(election, person=elections_hands["chair"], told="某某")
    assert Election.objects.get().presiding == ""
