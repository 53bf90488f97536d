"""The pages of elections up to the count: set-up, officers, the ballot, the meeting."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guiju.clock import today
from guiju.institutions.elections.models import Election, State

from .hands import (
    FUNCTIONS,
    NAMES,
    Hands,
    make_hands,
    release,
    set_up,
    told,
)
from .pages import WHAT, page, send, signed, text


def test_an_election_is_set_up_in_steps_and_rehearsed_before_it_is_written(
    elections_hands: Hands,
) -> None:
    client = signed(elections_hands, "secretary")
    what = {**WHAT, "organ": elections_hands.organ.pk, "day": today().isoformat(), "step": "what"}
    assert "应到会有选举权人数" in send(client, "/elections/new/", **what)
    numbers = {"eligible": 10, "seats": 3, "blank": "abstain"}
    people = {**what, **numbers, "step": "numbers"}
    assert "一行一名" in send(client, "/elections/new/", **people)
    last = {**people, "candidates": "\n".join(reversed(NAMES)), "step": "people"}
    checked = send(client, "/elections/new/", **last)
    assert "这是预演" in checked
    assert checked.index("丁一") < checked.index("王二") < checked.index("赵五")
    assert Election.objects.count() == 0
    described = told(title=WHAT["title"])
    written = send(
        client,
        "/elections/new/write/",
        organ=elections_hands.organ.pk,
        day=today().isoformat(),
        told=json.dumps(described),
    )
    assert Election.objects.get().title == WHAT["title"]
    assert "设置中" in written


def test_what_was_typed_stays_when_a_step_is_wrong_or_gone_back_to(elections_hands: Hands) -> None:
    client = signed(elections_hands, "secretary")
    what = {**WHAT, "organ": elections_hands.organ.pk, "day": today().isoformat()}
    last = {**what, "eligible": 10, "seats": 3, "blank": "abstain", "step": "people"}
    twice = client.post("/elections/new/", {**last, "candidates": "丁一\n丁一"})
    assert twice.status_code == 400
    assert "写了两次：丁一" in twice.content.decode()
    back = send(client, "/elections/new/", **last, candidates="丁一\n王二", show="numbers")
    assert 'value="10"' in back
    assert "丁一\n王二" in back
    on = send(client, "/elections/new/", **{**last, "candidates": "丁一\n王二", "step": "numbers"})
    assert "丁一\n王二</textarea>" in on


def test_secretaries_are_set_up_with_their_posts_and_the_approved_order(
    elections_hands: Hands,
) -> None:
    client = signed(elections_hands, "secretary")
    fields = {
        **WHAT,
        "kind": "secretaries",
        "body": "plenary",
        "organ": elections_hands.organ.pk,
        "day": today().isoformat(),
        "eligible": 10,
        "posts": "书记 1\n副书记 2",
        "commission": "yes",
        "blank": "abstain",
        "candidates": "书记：赵五\n副书记：丁一\n副书记：王二",
        "approved_order": "赵五\n王二\n丁一",
        "step": "people",
    }
    checked = send(client, "/elections/new/", **fields)
    assert checked.index("赵五") < checked.index("王二") < checked.index("丁一")
    assert "书记 1，副书记 2" in checked
    wrong = client.post("/elections/new/", {**fields, "candidates": "主席：赵五"})
    assert "职务是书记、副书记" in wrong.content.decode()


def test_a_file_is_rehearsed_and_what_is_wrong_in_it_is_said(elections_hands: Hands) -> None:
    client = signed(elections_hands, "secretary")
    fields = {"organ": elections_hands.organ.pk, "day": today().isoformat()}

    def sent(content: str) -> Any:
        file = SimpleUploadedFile("选举.yaml", content.encode())
        return client.post("/elections/new/file/", {**fields, "file": file})

    assert "这是预演" in sent(json.dumps(told(), ensure_ascii=False)).content.decode()
    for content, said in (
        ("- 1", "一组键和值"),
        ("a: [", "不是可以读取的"),
        (json.dumps(told(kind="什么")), "kind：什么"),
        (json.dumps(told(seats="三")), "seats：三"),
        (json.dumps(told(eligible=None)), "须写明应到会有选举权人数"),
        (json.dumps(told(strange=1)), "没有用到：strange"),
        (json.dumps(told(title="\0")), "不能保存的字符"),
        (json.dumps(told(title="\ud800")), "不能保存的字符"),
        ("a: &a [*a]", "不能保存的字符"),
        (json.dumps(told(title="名" * 201)), "200"),
    ):
        answer = sent(content)
        assert answer.status_code == 400, content
        assert said in answer.content.decode()
    assert Election.objects.count() == 0


def test_a_draft_is_changed_and_a_released_one_is_not(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    client = signed(elections_hands, "secretary")
    first = text(client, page(election, "change/"))
    assert "代表大会选举委员会委员" in first
    fields = {**WHAT, "organ": elections_hands.organ.pk, "day": today().isoformat()}
    last = {**fields, "eligible": 9, "seats": 3, "blank": "for", "candidates": "\n".join(NAMES)}
    assert "这是预演" in send(client, page(election, "change/"), **last, step="people")
    send(
        client,
        "/elections/new/write/",
        organ=elections_hands.organ.pk,
        day=today().isoformat(),
        election=election.pk,
        told=json.dumps(told(eligible=9, blank="for")),
    )
    election.refresh_from_db()
    assert (election.eligible, election.blank) == (9, "for")
    released = release(make_hands("E2"))
    other = Client()
    other.force_login(released.acts.get().proposed)
    assert "设置不能再更改" in send(other, page(released, "change/"))


def test_officers_and_method_are_set_and_the_checks_say_what_is_still_unknown(
    elections_hands: Hands,
) -> None:
    hands = elections_hands
    client = signed(hands, "secretary")
    from guiju.institutions.elections.counting import parse_election
    from guiju.institutions.elections.services.setup import create_election

    election = create_election(
        person=hands["secretary"], parsed=parse_election(told()), organ=hands.organ, day=today()
    )
    assert "补齐设置" in text(client, page(election))
    rows: dict[str, Any] = {"rows": len(FUNCTIONS)}
    for row, (name, function) in enumerate(FUNCTIONS.items()):
        watching = "yes" if function in ("chief", "scrutineer") else ""
        rows |= {f"function-{row}": function, f"account-{row}": hands[name].account.pk}
        rows |= {f"voter-{row}": watching, f"voted_in-{row}": watching}
    assert "已确定工作人员" in send(client, page(election, "officers/"), **rows)
    assert election.officers.count() == len(FUNCTIONS)
    lacking = client.post(
        page(election, "officers/"), {"rows": 1, "account-0": hands["chief"].account.pk}
    )
    assert "请选择职责" in lacking.content.decode()
    detail = send(client, page(election, "method/"), assenting=8, presiding="大会主席团")
    assert "已登记" in detail
    assert "补齐设置" not in detail
    assert "提请定稿" in detail


def test_the_ballot_is_released_by_two_persons_on_its_page(elections_hands: Hands) -> None:
    hands = elections_hands
    election = set_up(hands)
    address = page(election, "acts/ballot/")
    secretary, chief = signed(hands, "secretary"), signed(hands, "chief")
    assert "提出的人" in text(secretary, address)
    send(secretary, address, do="propose")
    assert "须由另一人办理" in text(secretary, address)
    act_pk = election.acts.get().pk
    stale = chief.post(address, {"do": "confirm", "seen": "0"})
    assert stale.status_code == 400
    without_reason = chief.post(address, {"do": "refuse"})
    assert without_reason.status_code == 400
    assert "退回理由" in without_reason.content.decode()
    assert "已办理" in send(chief, address, do="confirm", seen=act_pk)
    election.refresh_from_db()
    assert election.state == State.RELEASED
    detail = text(chief, page(election))
    assert "甲secretary" in detail
    assert "甲chief" in detail


def test_the_meeting_ties_out_and_counting_starts(elections_hands: Hands) -> None:
    hands = elections_hands
    election = release(hands)
    chief = signed(hands, "chief")
    address = page(election, "meeting/")
    too_many = chief.post(address, {"present": 11, "issued": 10})
    assert too_many.status_code == 400
    assert "不能多于应到会有选举权人数 10" in too_many.content.decode()
    assert "已登记" in send(chief, address, present=9, issued=9)
    assert "已登记第 1 批" in send(chief, page(election, "batches/add/"), sheets=6)
    send(chief, page(election, "batches/add/"), sheets=4, label="二号票箱")
    assert "收回的选票多于发出的选票" in text(chief, address)
    assert "已更正张数" in send(
        chief, page(election, "batches/2/recount/"), sheets=3, reason="重新清点"
    )
    send(chief, page(election, "batches/add/"), sheets=5)
    assert "已撤销这一批" in send(chief, page(election, "batches/3/remove/"))
    shown = text(chief, address)
    assert "<strong>9</strong>收回选票数" in shown
    assert "计票开始" in send(chief, page(election, "meeting/start/"))
    election.refresh_from_db()
    assert election.state == State.COUNTING


def test_who_may_not_at_the_meeting_sees_no_form_and_is_refused(elections_hands: Hands) -> None:
    election = release(elections_hands)
    counter = signed(elections_hands, "counter")
    assert 'name="present"' not in text(counter, page(election, "meeting/"))
    answer = counter.post(page(election, "meeting/"), {"present": 9, "issued": 9})
    assert answer.status_code == 400
    election.refresh_from_db()
    assert election.present is None
