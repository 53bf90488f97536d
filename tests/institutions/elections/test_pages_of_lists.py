"""Lists over all elections, few questions asked, and strange input that changes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guiju.clock import today
from guiju.institutions.elections.models import Election, Entry, Sheet

from .hands import (
    Hands,
    make_hands,
    meet,
    release,
    set_up,
    told,
)
from .pages import entering, marks, page, send, signed, text


def test_the_list_is_searched_filtered_and_exported(elections_hands: Hands) -> None:
    hands = elections_hands
    first = set_up(hands, title="选举甲")
    release(hands, title="选举乙")
    client = signed(hands, "counter")
    both = text(client, "/elections/")
    assert "选举甲" in both
    assert "选举乙" in both
    assert "选举乙" not in text(client, f"/elections/?q={first.code}")
    assert "选举甲" not in text(client, "/elections/?state=released")
    assert client.get("/elections/?export=xlsx").status_code == 200
    stranger = signed(make_hands("E9"), "secretary")
    assert "选举甲" not in text(stranger, "/elections/")
    assert stranger.get(page(first)).status_code == 404


def test_the_list_asks_the_same_few_questions_however_long(
    elections_hands: Hands, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        set_up(elections_hands, title=f"选举{number}")
    client = signed(elections_hands, "counter")
    with django_assert_max_num_queries(11):
        assert "选举3" in text(client, "/elections/")


def test_what_waits_for_a_person_is_listed_over_all_elections(elections_hands: Hands) -> None:
    hands = elections_hands
    set_up(hands, title="选举甲")
    meet(hands, release(hands, title="选举乙"), [2])
    secretary = text(signed(hands, "secretary"), "/elections/waiting/")
    assert "选举甲" in secretary
    assert "选举乙" not in secretary
    counter = text(signed(hands, "counter"), "/elections/waiting/")
    assert "录入第 1 批选票" in counter
    assert "选举甲" not in counter
    assert "没有等您办理的步骤" in text(signed(hands, "chair"), "/elections/waiting/")


def test_an_officer_is_replaced_and_a_candidate_withdraws(elections_hands: Hands) -> None:
    hands = elections_hands
    election = release(hands)
    client = signed(hands, "secretary")
    gone = election.officers.get(account=hands["third"].account)
    gone.delete()
    counter = election.officers.get(account=hands["counter"].account)
    address = page(election, f"officers/{counter.pk}/replace/")
    told_ = {"account": hands["third"].account.pk, "reason": "生病"}
    assert "已更换" in send(client, address, **told_)
    assert election.officers.filter(account=hands["third"].account).exists()
    one = election.candidates.first()
    assert one is not None
    fields = {"candidate": one.pk, "on": today().isoformat(), "why": "本人请求"}
    assert "已退出" in send(client, page(election, "withdraw/"), **fields)


@pytest.mark.parametrize(
    ("rest", "most"),
    [
        ("", 28),
        ("result/", 15),
        ("meeting/", 21),
        ("batches/1/", 19),
        ("batches/1/enter/", 12),
        ("ballot/", 12),
        ("acts/ballot/", 20),
        ("projector/", 9),
    ],
)
def test_pages_ask_few_questions_however_many_sheets_there_are(
    elections_hands: Hands, rest: str, most: int, django_assert_max_num_queries: Any
) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [40, 3, 3])
    client = signed(hands, "counter")
    send(client, page(election, "batches/1/enter/begin/"))
    entry = Entry.objects.get()
    Sheet.objects.bulk_create(
        Sheet(entry=entry, number=number, marks="11122") for number in range(1, 39)
    )
    with django_assert_max_num_queries(most):
        assert "</html>" in text(client, page(election, rest))


@pytest.mark.parametrize(
    ("rest", "fields"),
    [
        ("officers/", {"rows": "99999", "account-0": "7"}),
        ("officers/", {"rows": "1", "account-0": "0", "function-0": "chief"}),
        ("method/", {"assenting": "-1"}),
        ("method/", {"assenting": str(10**30)}),
        ("acts/ballot/", {"do": "propose", "reason": "长" * 400}),
        ("change/", {"step": "people", "day": "0000"}),
        ("change/", {"step": "people", "show": "nowhere", "kind": "\0"}),
    ],
)
def test_strange_input_is_refused_and_changes_nothing(
    elections_hands: Hands, rest: str, fields: dict[str, str]
) -> None:
    election = set_up(elections_hands)
    client = signed(elections_hands, "secretary")
    before = (election.officers.count(), election.assenting, election.acts.count())
    assert client.post(page(election, rest), fields).status_code == 400
    election.refresh_from_db()
    assert (election.officers.count(), election.assenting, election.acts.count()) == before


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"organ": "x", "day": "x", "told": "{"},
        {"organ": str(2**80), "day": "2026-01-01", "told": "{}"},
        {"day": "2026-01-01", "told": '{"title": "\\u0000"}'},
    ],
)
def test_a_rehearsal_that_was_tampered_with_writes_nothing(
    elections_hands: Hands, fields: dict[str, str]
) -> None:
    client = signed(elections_hands, "secretary")
    sent = {"organ": str(elections_hands.organ.pk), **fields}
    assert client.post("/elections/new/write/", sent).status_code == 404
    assert Election.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "status"),
    [("0001-01-01", 400), ("2020-12-27", 400), ("2020-12-28", 200), ("9999-12-31", 200)],
)
def test_an_election_before_the_regulation_took_effect_is_refused(
    elections_hands: Hands, day: str, status: int
) -> None:
    client = signed(elections_hands, "secretary")
    file = SimpleUploadedFile("选举.json", json.dumps(told(), ensure_ascii=False).encode())
    fields = {"organ": elections_hands.organ.pk, "day": day, "file": file}
    answer = client.post("/elections/new/file/", fields)
    assert answer.status_code == status
    assert ("选举日期不能更早" in answer.content.decode()) == (status == 400)
    del fields["file"]
    send(client, "/elections/new/write/", **fields, told=json.dumps(told()))
    assert Election.objects.exists() == (status == 200)


def test_strange_sheets_are_refused(elections_hands: Hands) -> None:
    election, _batch = entering(elections_hands)
    client = signed(elections_hands, "counter")
    send(client, page(election, "batches/1/enter/begin/"))
    address = page(election, "batches/1/enter/keep/")
    for fields in (
        {"number": str(2**70), **marks("11111")},
        {"number": "-1", **marks("11111")},
        {"number": "x", **marks("11111")},
        {"number": "1", **marks("11111"), "others": "名" * 1001},
        {"number": "1", **marks("1111"), "mark-4": "11"},
        {"number": "1", **marks("11114")},
    ):
        answer = client.post(address, fields)
        assert answer.status_code == 400, fields
        assert answer.json()["errors"]
    assert text(client, page(election, "batches/1/enter/?sheet=99999999999")).count("01-0001")
    assert client.get(page(election, "batches/7/enter/")).status_code == 404
    assert Sheet.objects.count() == 0
