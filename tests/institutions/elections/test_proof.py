"""The package of an election of the pages: made as it is decided, kept, recounted, taken sealed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from guiju.institutions.elections.models import Package
from guiju.institutions.elections.proving import read_package, unseal
from guiju.institutions.elections.services import deciding
from guiju.institutions.elections.services.packaging import kept_package, take_package
from guiju.ledger.models import Entry

from .hands import Hands, decided, key_in, key_twice, meet, release, settle
from .packing import files_of, recounted

HALVES = ("第一人的一半口令", "第二人的另外一半")
SHEETS = ["11122", "11122", "11212", "12112"]


def with_doubts(hands: Hands) -> object:
    """An election of two batches, of which the second has two doubtful sheets."""
    election = meet(hands, release(hands), [4, 2])
    first, second = election.batches.order_by("number")
    key_twice(hands, first, SHEETS)
    key_twice(hands, second, ["41122", ("11333", "方圆")])
    settle(hands, second, "61122", "方圆")
    deciding.decide_election(election, person=hands["chief"])
    return type(election).objects.get(pk=election.pk)


def test_the_package_of_a_decided_election_is_kept_and_recounted(
    elections_hands: Hands, tmp_path: Path
) -> None:
    election = decided(elections_hands, SHEETS)
    data = kept_package(election)
    assert hashlib.sha256(data).hexdigest() == election.outcome.package_sha256
    found = read_package(data)
    assert found.result == election.outcome.result
    assert found.manifest["code"] == election.code
    assert found.manifest["rules_version"] == election.outcome.rules_version
    status, lines = recounted(data, tmp_path, election.outcome.package_sha256)
    assert status == 0, lines


def test_what_scrutineers_settled_stands_in_it_with_both_their_names(
    elections_hands: Hands, tmp_path: Path
) -> None:
    election = with_doubts(elections_hands)
    data = kept_package(election)
    told = json.loads(files_of(data)["adjudications.json"])
    assert [one["number"] for one in told] == ["02-0001", "02-0002"]
    assert all(one["scrutineers"] == ["甲scrutineer", "甲other"] for one in told)
    assert all(one["doubt"] and one["reason"] == "看过原票" for one in told)
    rows = files_of(data)["ballots.csv"].decode("utf-8").splitlines()
    assert [row.split(",")[:2] for row in rows[5:]] == [["02-0001", "是"], ["02-0002", "是"]]
    assert recounted(data, tmp_path)[0] == 0


def test_who_keyed_and_when_and_who_voted_is_not_in_it(elections_hands: Hands) -> None:
    election = decided(elections_hands, SHEETS)
    text = b"".join(files_of(kept_package(election)).values()).decode("utf-8")
    for name in ("counter", "second"):
        assert elections_hands[name].account.name not in text
    assert str(election.day.year) not in json.dumps(read_package(kept_package(election)).result)


def test_bytes_changed_in_the_database_are_noticed(elections_hands: Hands) -> None:
    election = decided(elections_hands, SHEETS)
    data = kept_package(election)
    Package.objects.update(data=data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(ValidationError, match="被改动过"):
        kept_package(election)


def test_before_the_decision_there_is_none(elections_hands: Hands) -> None:
    election = meet(elections_hands, release(elections_hands), [1])
    key_in(elections_hands, election.batches.get(), "counter", ["11122"])
    with pytest.raises(ValidationError, match="还没有证明包"):
        kept_package(election)
    assert not Package.objects.exists()


def test_a_scrutineer_takes_it_sealed_and_the_history_says_so(
    elections_hands: Hands, tmp_path: Path
) -> None:
    election = decided(elections_hands, SHEETS)
    sealed = take_package(
        election,
        person=elections_hands["scrutineer"],
        second=elections_hands["other"],
        halves=HALVES,
    )
    data = unseal(sealed, HALVES)
    assert recounted(data, tmp_path, election.outcome.package_sha256)[0] == 0
    entry = Entry.objects.filter(action="elections.package.taken").get()
    told = json.loads(entry.content)["after"]
    assert told == {
        "package": election.outcome.package_sha256,
        "with": str(elections_hands["other"].post),
    }
    assert "甲other" not in entry.content


@pytest.mark.parametrize("who", ["secretary", "chair", "counter"])
def test_nobody_else_takes_it(elections_hands: Hands, who: str) -> None:
    election, second = decided(elections_hands, SHEETS), elections_hands["other"]
    with pytest.raises(ValidationError):
        take_package(election, person=elections_hands[who], second=second, halves=HALVES)
    assert not Entry.objects.filter(action="elections.package.taken").exists()


def test_halves_that_protect_nothing_are_refused(elections_hands: Hands) -> None:
    election = decided(elections_hands, SHEETS)
    for halves in (("kurz", HALVES[1]), (HALVES[0], HALVES[0])):
        with pytest.raises(ValidationError, match="口令"):
            take_package(
                election,
                person=elections_hands["chief"],
                second=elections_hands["other"],
                halves=halves,
            )


@pytest.mark.parametrize("who", ["chief", "secretary", "counter", "chair"])
def test_the_second_is_another_scrutineer(elections_hands: Hands, who: str) -> None:
    election, first = decided(elections_hands, SHEETS), elections_hands["chief"]
    with pytest.raises(ValidationError):
        take_package(election, person=first, second=elections_hands[who], halves=HALVES)
    assert not Entry.objects.filter(action="elections.package.taken").exists()
