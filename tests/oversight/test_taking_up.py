"""Taking up what a check found: idempotent, surviving the next upload, never closing."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import IntegrityError, transaction

from guiju import clock
from guiju.ledger.models import AppendOnly, Entry
from guiju.ledger.verifying import verify
from guiju.oversight.models import Finding, FindingEvent
from guiju.oversight.services import (
    TakenUp,
    accept,
    confirm_put_right,
    explain,
    pass_on,
    taking_up,
)
from guiju.oversight.services.taking_up import place_of

from .conftest import AUTHORITY, BUREAU, COUNTY, DISCIPLINE, again, found, one, person, taken


def kinds(finding: Finding) -> list[str]:
    """What happened to a finding, in order."""
    return list(finding.events.values_list("kind", flat=True))


def test_what_is_found_becomes_an_open_finding_with_a_date(city: None) -> None:
    assert taken(1, found()) == TakenUp(new=1)
    finding = Finding.objects.get()
    assert (finding.state, finding.organ.code, finding.provision) == ("open", BUREAU, "7/1/1")
    assert (finding.first_source, finding.last_source) == (1, 1)
    assert finding.due == dt.date(2026, 3, 16), "ten working days after 2026-03-02"
    assert finding.due_provisional is False
    event = finding.events.get()
    assert (event.kind, event.by_name, event.by_post) == ("taken-up", "演示甲", "演示局 经办")
    entry = Entry.objects.latest("pk")
    told = json.loads(entry.content)
    assert (entry.chain, entry.action) == (BUREAU, "oversight.taken_up")
    assert told["after"]["new"] == 1 and len(told["after"]["merkle_root"]) == 64
    assert verify().broken is None


def test_the_same_source_twice_changes_nothing(city: None) -> None:
    findings = [found(), found("桂F·演0002"), found("桂F·演0002", provision="16/1")]
    assert taken(1, *findings).new == 3
    before = (Entry.objects.count(), FindingEvent.objects.count())
    stored = list(Finding.objects.order_by("pk").values())
    assert taken(1, *findings) == TakenUp()
    assert (Entry.objects.count(), FindingEvent.objects.count()) == before
    assert list(Finding.objects.order_by("pk").values()) == stored


def test_the_same_is_known_again_in_the_next_upload(city: None) -> None:
    taken(1, found())
    assert taken(2, found(message="换了说法")) == TakenUp(seen=1)
    finding = Finding.objects.get()
    assert (finding.first_source, finding.last_source) == (1, 2)
    assert finding.message == "换了说法"
    assert kinds(finding) == ["taken-up"], "what is only seen again fills no timeline"
    assert json.loads(Entry.objects.latest("pk").content)["after"]["seen"] == 1


@pytest.mark.parametrize(
    "other",
    [{"subject": "桂F·演0009"}, {"provision": "7/1/2"}, {"organ": AUTHORITY}],
)
def test_another_subject_provision_or_organ_is_another_finding(
    city: None, other: dict[str, str]
) -> None:
    taken(1, found(), found(**other), covers=[])
    assert Finding.objects.count() == 2


def test_one_subject_twice_in_a_ledger_is_one_finding_and_a_breach_goes_first(city: None) -> None:
    taken(1, found(), found(verdict="unknown"))
    assert Finding.objects.get().verdict == "breach"
    taken(1, found("桂F·演0002", verdict="unknown"), found("桂F·演0002"))
    assert Finding.objects.get(subject="桂F·演0002").verdict == "breach"


def test_what_is_no_longer_seen_waits_for_a_person(city: None) -> None:
    taken(1, found())
    assert taken(2) == TakenUp(unseen=1)
    finding = Finding.objects.get()
    assert (finding.state, finding.closed) == ("open", False), "nothing closes by itself"
    assert finding.unseen_at == dt.datetime(2026, 3, 3, 9, tzinfo=clock.now().tzinfo)
    assert kinds(finding) == ["taken-up", "no-longer-seen"]
    assert taken(2) == TakenUp()
    assert taken(3, found()) == TakenUp(seen=1)
    assert Finding.objects.get().unseen_at is None
    assert kinds(finding)[-1] == "seen-again"
    assert verify().broken is None


def test_silence_says_nothing_of_an_organ_that_the_source_does_not_cover(city: None) -> None:
    taken(1, found(), found(organ=COUNTY))
    assert taken(2, covers=[COUNTY]) == TakenUp(unseen=1)
    assert Finding.objects.get(organ__code=BUREAU).unseen_at is None
    assert taken(3, covers=[]) == TakenUp()


def test_a_corrected_check_taken_up_again_no_longer_shows_what_was_corrected(city: None) -> None:
    taken(1, found(), found("桂F·演0002"))
    assert taken(1, found(verdict="unknown")) == TakenUp(seen=1, unseen=1)
    assert Finding.objects.get(subject="桂F·演0001").verdict == "unknown"


def test_an_older_source_taken_up_late_changes_nothing_that_a_newer_one_told(city: None) -> None:
    taken(2, found())
    assert taken(1, found(message="旧")) == TakenUp()
    assert taken(1) == TakenUp()
    taken(3)
    assert taken(2, found()) == TakenUp(), "the older one does not make it seen again"
    finding = Finding.objects.get()
    assert finding.unseen_at is not None and finding.last_source == 2


def test_put_right_but_seen_again_is_opened_again_with_the_reason(
    city: None, spring: clock.FixedClock
) -> None:
    finding = one()
    confirm_put_right(finding, person(AUTHORITY), "已换车")
    assert again(finding).closed
    assert taken(1, found()) == TakenUp(), "the check from before does not speak against it"
    spring.set(dt.datetime(2026, 3, 4, 9))
    assert taken(3, found()) == TakenUp(seen=1, reopened=1)
    opened = again(finding)
    assert (opened.state, opened.closed_at) == ("reopened", None)
    assert opened.due == dt.date(2026, 3, 18)
    assert kinds(opened)[-1] == "relapsed"
    assert verify().broken is None


def test_a_source_handed_in_before_it_was_put_right_does_not_open_it_again(
    city: None, spring: clock.FixedClock
) -> None:
    finding = one()
    spring.set(dt.datetime(2026, 3, 9, 9))
    confirm_put_right(finding, person(AUTHORITY), "已换车")
    assert taken(3, found()) == TakenUp(seen=1)
    assert again(finding).state == "put_right"
    assert again(finding).last_source == 3


def test_an_accepted_explanation_stands_until_the_check_says_otherwise(
    city: None, spring: clock.FixedClock
) -> None:
    finding = one(verdict="unknown")
    explain(finding, person(BUREAU), "批准文号在此")
    accept(finding, person(AUTHORITY), "属实")
    spring.set(dt.datetime(2026, 3, 20, 9))
    assert taken(9, found(verdict="unknown")).reopened == 0
    assert again(finding).state == "accepted"
    assert taken(10, found(verdict="breach")).reopened == 1
    assert again(finding).state == "reopened"
    assert kinds(finding)[-1] == "changed"


def test_what_was_passed_on_stays_so_whatever_a_check_says(
    city: None, spring: clock.FixedClock
) -> None:
    finding = one()
    pass_on(finding, person(AUTHORITY), "涉嫌违纪")
    spring.set(dt.datetime(2026, 4, 1, 9))
    assert taken(20, found()).reopened == 0
    assert again(finding).state == "passed_on"
    taken(21)
    assert again(finding).unseen_at is None


def test_several_organs_get_an_entry_each(city: None) -> None:
    taken(1, found(), found(organ=COUNTY), found(organ=DISCIPLINE), covers=[])
    entries = Entry.objects.filter(action="oversight.taken_up")
    assert set(entries.values_list("chain", flat=True)) == {BUREAU, COUNTY, DISCIPLINE}


def test_an_unknown_organ_is_refused_and_nothing_is_written(city: None) -> None:
    with pytest.raises(KeyError), transaction.atomic():
        taken(1, found(), found(organ="9999"))
    assert not Finding.objects.exists()


def test_what_is_written_is_written_together_or_not_at_all(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise RuntimeError("no ledger")

    monkeypatch.setattr(taking_up, "record_bulk", refuse)
    with pytest.raises(RuntimeError), transaction.atomic():
        taken(1, found())
    assert not Finding.objects.exists() and not FindingEvent.objects.exists()


def test_events_are_neither_changed_nor_deleted(city: None) -> None:
    event = one().events.get()
    event.reason = "另一个"
    for change in (
        event.save,
        event.delete,
        lambda: FindingEvent.objects.update(reason="x"),
        FindingEvent.objects.all().delete,
    ):
        with pytest.raises(AppendOnly):
            change()


def test_a_closed_finding_without_its_date_cannot_be_stored(city: None) -> None:
    finding = one()
    for state, closed in (("accepted", None), ("open", clock.now())):
        finding.state, finding.closed_at = state, closed
        with pytest.raises(IntegrityError), transaction.atomic():
            finding.save()


def test_articles_sort_as_the_text_does() -> None:
    told = ["7/1/2", "16/1", "7/1/10", "7/2", "7/1/3~2", "20-1/2", "7/1/3"]
    assert sorted(told, key=place_of) == [
        "7/1/2", "7/1/3", "7/1/3~2", "7/1/10", "7/2", "16/1", "20-1/2",
    ]  # fmt: skip
