"""Keying in: two people, each sheet kept at once, nothing lost, nothing that tells a voter."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from guiju.institutions.elections.models import Entry, Settled, Sheet
from guiju.institutions.elections.selectors.progress import progress
from guiju.institutions.elections.selectors.seeing import own_sheets
from guiju.institutions.elections.services import comparing, entering
from guiju.ledger.models import Entry as LedgerEntry
from guiju.organs.models import Role

from .hands import Hands, key_in, meet, release
from .test_acts import second_post


@pytest.fixture
def entry(elections_hands: Hands) -> Entry:
    """The first entry of a batch of three sheets."""
    election = meet(elections_hands, release(elections_hands), [3])
    return entering.open_entry(election.batches.get(), person=elections_hands["counter"])


def test_a_sheet_is_kept_once_and_the_same_again_changes_nothing(
    elections_hands: Hands, entry: Entry
) -> None:
    told = {"person": elections_hands["counter"], "number": 2, "marks": "11122", "others": "孙七"}
    first = entering.keep_sheet(entry, **told)
    again = entering.keep_sheet(entry, **told)
    assert first.pk == again.pk
    assert list(entry.sheets.values_list("number", "marks", "others")) == [(2, "11122", "孙七")]


def test_ones_own_sheet_is_replaced_while_the_entry_is_open(
    elections_hands: Hands, entry: Entry
) -> None:
    counter = elections_hands["counter"]
    entering.keep_sheet(entry, person=counter, number=1, marks="11122")
    entering.keep_sheet(entry, person=counter, number=1, marks="22211")
    assert [one.marks for one in entry.sheets.all()] == ["22211"]
    for number in (2, 3):
        entering.keep_sheet(entry, person=counter, number=number, marks="11122")
    entering.close_entry(entry, person=counter)
    with pytest.raises(ValidationError, match="已经完成"):
        entering.keep_sheet(entry, person=counter, number=1, marks="11122")


@pytest.mark.parametrize(
    ("number", "marks", "others", "told"),
    [
        (0, "11122", "", "票号为 1 到 3"),
        (4, "11122", "", "票号为 1 到 3"),
        (1, "1112", "", "须有 5 个标记"),
        (1, "111222", "", "须有 5 个标记"),
        (1, "11126", "", "不能用"),
        (1, "1112x", "", "不能用"),
        (1, "11122", "孙" * 1001, "1000"),
    ],
)
def test_what_is_no_sheet_is_refused(
    elections_hands: Hands, entry: Entry, number: int, marks: str, others: str, told: str
) -> None:
    with pytest.raises(ValidationError, match=told):
        entering.keep_sheet(
            entry, person=elections_hands["counter"], number=number, marks=marks, others=others
        )
    assert not Sheet.objects.exists()


def test_the_second_entry_is_another_persons(elections_hands: Hands, entry: Entry) -> None:
    hands, batch = elections_hands, entry.batch
    assert entering.open_entry(batch, person=hands["counter"]).pk == entry.pk
    # The same person in a second post is still the same person.
    again = second_post(hands, "counter", Role.COUNTER)
    assert entering.open_entry(batch, person=again).pk == entry.pk
    second = entering.open_entry(batch, person=hands["second"])
    assert (entry.turn, second.turn) == (1, 2)
    with pytest.raises(ValidationError, match="分别录入"):
        entering.open_entry(batch, person=hands["third"])


def test_nobody_keys_into_anothers_entry_or_sees_it(elections_hands: Hands, entry: Entry) -> None:
    hands = elections_hands
    entering.keep_sheet(entry, person=hands["counter"], number=1, marks="11122")
    for name in ("second", "chief", "secretary"):
        with pytest.raises(ValidationError):
            entering.keep_sheet(entry, person=hands[name], number=1, marks="22222")
        assert not own_sheets(entry, hands[name]).exists()
    assert [one.marks for one in own_sheets(entry, hands["counter"])] == ["11122"]


def test_only_counters_key_in(elections_hands: Hands, entry: Entry) -> None:
    for name in ("chief", "scrutineer", "secretary", "chair"):
        with pytest.raises(ValidationError, match="计票人"):
            entering.open_entry(entry.batch, person=elections_hands[name])


def test_an_entry_closes_with_every_sheet(elections_hands: Hands, entry: Entry) -> None:
    counter = elections_hands["counter"]
    entering.keep_sheet(entry, person=counter, number=2, marks="11122")
    with pytest.raises(ValidationError, match="还有 2 张没有录入：第 1、3 张"):
        entering.close_entry(entry, person=counter)
    entry.refresh_from_db()
    assert entry.closed_at is None


def test_progress_tells_numbers_and_no_marks(elections_hands: Hands, entry: Entry) -> None:
    entering.keep_sheet(entry, person=elections_hands["counter"], number=2, marks="11122")
    (one,) = progress(entry.batch.election)
    assert (one.keyed, one.closed, one.compared) == ((1, 0), (False, False), False)
    assert one.names == ("甲counter", "")
    assert "11122" not in repr(one)


def test_the_database_too_wants_two_people_and_each_sheet_once(
    elections_hands: Hands, entry: Entry
) -> None:
    account = elections_hands["counter"].account
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(batch=entry.batch, turn=2, account=account, name="同一人")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            batch=entry.batch, turn=3, account=elections_hands["second"].account, name="第三次"
        )
    Sheet.objects.create(entry=entry, number=1, marks="11122")
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.create(entry=entry, number=1, marks="22222")


TIMES = (models.DateField, models.TimeField)
PEOPLE = ("Account", "Person", "Officer", "Tenure", "Post")


@pytest.mark.parametrize("model", [Sheet, Settled])
def test_a_sheet_knows_no_time_and_no_person(model: type[models.Model]) -> None:
    fields = model._meta.get_fields()
    assert [one.name for one in fields if isinstance(one, TIMES)] == []
    related = [one.related_model.__name__ for one in fields if one.related_model is not None]
    assert set(related) <= {"Entry", "Batch"}
    names = {one.name for one in fields}
    assert names <= {"id", "number", "marks", "others", "entry", "batch", "adjudicated"}


def test_an_entry_knows_one_time_that_of_its_batch() -> None:
    fields = [one.name for one in Entry._meta.get_fields() if isinstance(one, TIMES)]
    assert fields == ["closed_at"]


def test_the_chain_holds_a_salted_root_and_no_mark(elections_hands: Hands, entry: Entry) -> None:
    hands = elections_hands
    key_in(hands, entry.batch, "counter", ["11122", ("22111", "孙七"), "33333"])
    key_in(hands, entry.batch, "second", ["11122", ("22111", "孙七"), "33333"])
    comparing.compare(entry.batch, person=hands["counter"])
    told = LedgerEntry.objects.filter(subject__contains="batch").values_list("content", flat=True)
    texts = "".join(told)
    assert len(told) == 6
    assert '"rows":3' in texts and '"merkle_root":' in texts
    for secret in ("11122", "22111", "33333", "孙七", entry.batch.salt):
        assert secret not in texts
    roots = [t.split('"merkle_root":"')[1][:64] for t in told if "merkle_root" in t]
    assert len(roots) == 3


def test_keeping_a_sheet_leaves_no_trace_of_when(elections_hands: Hands, entry: Entry) -> None:
    before = LedgerEntry.objects.count()
    entering.keep_sheet(entry, person=elections_hands["counter"], number=1, marks="11122")
    assert LedgerEntry.objects.count() == before
