"""Two entries compared: what agrees and is clear counts, everything else is for scrutineers."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from guiju.institutions.elections.models import Adjudication, Batch, Settled
from guiju.institutions.elections.services import comparing

from .hands import Hands, key_in, meet, release


def compared(
    hands: Hands,
    first: list[str | tuple[str, str]],
    second: list[str | tuple[str, str]] | None = None,
) -> Batch:
    """A batch keyed in twice and compared."""
    batch = meet(hands, release(hands), [len(first)]).batches.get()
    key_in(hands, batch, "counter", first)
    key_in(hands, batch, "second", first if second is None else second)
    comparing.compare(batch, person=hands["counter"])
    return batch


def doubts(batch: Batch) -> dict[int, str]:
    """What is doubtful, by number."""
    return dict(batch.adjudications.values_list("number", "doubt"))


def test_what_agrees_and_is_clear_is_settled(elections_hands: Hands) -> None:
    batch = compared(elections_hands, ["11122", ("12222", "孙七、周八"), "00000"])
    assert doubts(batch) == {}
    assert list(Settled.objects.values_list("number", "marks", "others", "adjudicated")) == [
        (1, "11122", "", False), (2, "12222", "孙七、周八", False), (3, "00000", "", False),
    ]  # fmt: skip


def test_a_slip_is_told_with_both_marks(elections_hands: Hands) -> None:
    batch = compared(elections_hands, ["11122", "11122"], ["11122", "12122"])
    assert doubts(batch) == {2: "两次录入不一致：王二：第一次赞成，第二次反对"}
    assert list(Settled.objects.values_list("number", flat=True)) == [1]


def test_what_is_kept_is_in_one_language_whoever_compares(elections_hands: Hands) -> None:
    with override("en"):
        batch = compared(elections_hands, ["11122"], ["12122"])
    assert doubts(batch) == {1: "两次录入不一致：王二：第一次赞成，第二次反对"}


def test_a_written_name_keyed_in_differently_is_told(elections_hands: Hands) -> None:
    batch = compared(elections_hands, [("11222", "孙七")], ["11222"])
    assert doubts(batch) == {1: "两次录入不一致：另选他人：第一次孙七，第二次没有"}


def test_spaces_and_the_way_names_are_parted_make_no_difference(elections_hands: Hands) -> None:
    batch = compared(elections_hands, [("12222", "孙 七,周八")], [("12222", "孙七、周八")])
    assert doubts(batch) == {}


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("41122", "丁一的标记互相矛盾"),
        ("11125", "赵五的标记无法辨认"),
        (("12222", "丁一"), "另选的丁一是本选票上的候选人"),
        (("12222", "?"), "另选的姓名无法辨认"),
        (("11133", "孙七"), "没有不赞成票而另选了孙七"),
    ],
)
def test_what_both_saw_and_only_a_person_can_settle(
    elections_hands: Hands, sheet: str | tuple[str, str], told: str
) -> None:
    batch = compared(elections_hands, [sheet, "11122"])
    assert told in doubts(batch)[1]
    assert list(Settled.objects.values_list("number", flat=True)) == [2]


def test_a_ballot_that_chooses_too_many_needs_nobody(elections_hands: Hands) -> None:
    batch = compared(elections_hands, ["11112"])
    assert doubts(batch) == {}
    assert Settled.objects.get().marks == "11112"


def test_both_entries_are_closed_first(elections_hands: Hands) -> None:
    hands = elections_hands
    batch = meet(hands, release(hands), [1]).batches.get()
    key_in(hands, batch, "counter", ["11122"])
    with pytest.raises(ValidationError, match="第 2 次录入还没有完成"):
        comparing.compare(batch, person=hands["counter"])
    assert not Settled.objects.exists()


def test_a_batch_is_compared_once(elections_hands: Hands) -> None:
    batch = compared(elections_hands, ["11122", "41122"])
    with pytest.raises(ValidationError, match="已经比对"):
        comparing.compare(batch, person=elections_hands["counter"])
    assert (Settled.objects.count(), Adjudication.objects.count()) == (1, 1)


def test_the_secretary_does_not_compare(elections_hands: Hands) -> None:
    hands = elections_hands
    batch = meet(hands, release(hands), [1]).batches.get()
    key_in(hands, batch, "counter", ["11122"])
    key_in(hands, batch, "second", ["11122"])
    for name in ("secretary", "chair"):
        with pytest.raises(ValidationError):
            comparing.compare(batch, person=hands[name])


def test_which_of_the_two_keyed_first_decides_nothing(elections_hands: Hands) -> None:
    first = compared(elections_hands, ["11122", "12122", "41122"], ["11122", "11122", "41122"])
    elections_hands_2 = elections_hands
    second = compared(elections_hands_2, ["11122", "11122", "41122"], ["11122", "12122", "41122"])
    assert set(doubts(first)) == set(doubts(second)) == {2, 3}
    assert doubts(first)[3] == doubts(second)[3]
    kept = [list(one.settled.values_list("number", "marks")) for one in (first, second)]
    assert kept[0] == kept[1] == [(1, "11122")]
