"""The pages of elections: from set-up to the announcement by forms, and who is shown what."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guiju.clock import today
from guiju.institutions.elections.models import Batch, Election, Entry, Sheet, State

from .hands import (
    FUNCTIONS,
    NAMES,
    Hands,
    act,
    announce,
    decided,
    key_in,
    key_twice,
    make_hands,
    meet,
    release,
    set_up,
    told,
)

WHAT = {
    "title": "第一次代表大会选举委员会委员",
    "kind": "committee",
    "round": "formal",
    "body": "congress",
    "level": "local",
}


def signed(hands: Hands, name: str) -> Client:
    """A client signed in as one of the people."""
    client = Client()
    client.force_login(hands[name].account)
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    """A page's text."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def send(client: Client, address: str, **fields: Any) -> str:
    """Where a form that is taken leads, its page as text."""
    answer = client.post(address, fields, follow=True)
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    return answer.content.decode()


def page(election: Election, rest: str = "") -> str:
    """The address of a page of an election."""
    return f"/elections/{election.pk}/{rest}"


def marks(signs: str) -> dict[str, str]:
    """The fields of a sheet's marks."""
    return {f"mark-{place}": sign for place, sign in enumerate(signs)}


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


def entering(hands: Hands, sheets: int = 3) -> tuple[Election, Batch]:
    """An election whose one batch waits for its entries."""
    election = meet(hands, release(hands), [sheets])
    return election, election.batches.get()


def test_sheets_are_keyed_in_one_a_page_without_a_script(elections_hands: Hands) -> None:
    election, batch = entering(elections_hands, 2)
    client = signed(elections_hands, "counter")
    address = page(election, "batches/1/enter/")
    assert "开始录入" in text(client, address)
    assert Entry.objects.count() == 0
    first = send(client, page(election, "batches/1/enter/begin/"))
    assert "01-0001" in first
    lacking = client.post(address, {"number": 1, **marks("1112")})
    assert lacking.status_code == 400
    assert 'value="2"' in lacking.content.decode()
    wrong = client.post(address, {"number": 1, **marks("1112k")})
    assert "“k”不能用" in wrong.content.decode()
    second = send(client, address, number=1, others="孙六", **marks("11?x0"))
    assert "01-0002" in second
    kept = Sheet.objects.get()
    assert (kept.number, kept.marks, kept.others) == (1, "11540", "孙六")
    assert "第 2 张" in send(client, page(election, "batches/1/enter/close/"))
    assert 'value="X"' in text(client, f"{address}?sheet=1")
    send(client, address, number=1, others="", **marks("１1220"))
    assert Sheet.objects.get().marks == "11220"
    send(client, address, number=2, **marks("33333"))
    assert "录入完成" in send(client, page(election, "batches/1/enter/close/"))
    assert batch.entries.get().closed_at is not None
    assert "已经录完这一批" in text(client, address)


def test_a_sheet_that_the_page_sends_is_kept_once_and_refused_with_the_reason(
    elections_hands: Hands,
) -> None:
    election, _batch = entering(elections_hands)
    client = signed(elections_hands, "counter")
    address = page(election, "batches/1/enter/keep/")
    assert client.post(address, {"number": 1, **marks("11111")}).status_code == 400
    send(client, page(election, "batches/1/enter/begin/"))
    for _again in range(2):
        answer = client.post(address, {"number": 2, "others": "", **marks("11122")})
        assert answer.json() == {"kept": 2}
    assert Sheet.objects.count() == 1
    beyond = client.post(address, {"number": 4, **marks("11122")})
    assert (beyond.status_code, "1 到 3" in beyond.json()["errors"][0]) == (400, True)
    lacking = client.post(address, {"number": 1, **marks("1112")})
    assert lacking.json()["errors"][0].startswith("赵五")
    assert Client().post(address, {}).status_code == 302
    assert client.get(address).status_code == 405


def test_nobody_sees_another_entry_or_a_total_while_keying_in(elections_hands: Hands) -> None:
    election, batch = entering(elections_hands)
    key_in(elections_hands, batch, "counter", ["11122"] * 3)
    second = signed(elections_hands, "second")
    shown = send(second, page(election, "batches/1/enter/begin/"))
    assert "第 2 次" in shown
    assert 'value="1"' not in shown.partition('class="marks')[2].partition("</ol>")[0]
    third = signed(elections_hands, "third")
    assert "分别录入" in send(third, page(election, "batches/1/enter/begin/"))
    secretary = signed(elections_hands, "secretary")
    assert secretary.get(page(election, "batches/1/enter/")).status_code == 403


def test_doubtful_sheets_are_settled_by_two_on_their_page(elections_hands: Hands) -> None:
    hands = elections_hands
    election, batch = entering(hands, 2)
    key_in(hands, batch, "counter", ["11122", "11222"])
    key_in(hands, batch, "second", ["11122", "12222"])
    counter = signed(hands, "counter")
    compared = send(counter, page(election, "batches/1/compare/"))
    assert "单张选票的内容只给监票人看" in compared
    assert "王二" not in compared
    one, other = signed(hands, "scrutineer"), signed(hands, "other")
    assert "01-0002" in text(one, page(election, "batches/1/"))
    address = page(election, "batches/1/sheets/2/")
    shown = text(one, address)
    assert "（不同）" in shown
    assert counter.get(address).status_code == 403
    lacking = one.post(address, {"do": "propose", **marks("1 222".replace(" ", ""))})
    assert lacking.status_code == 400
    send(one, address, do="propose", reason="看原票", others="", **marks("12222"))
    assert "须由另一名监票人办理" in text(one, address)
    assert "有变化" in send(other, address, do="confirm", seen="别的")
    send(other, address, do="refuse", why="再看一次")
    assert "再看一次" in text(one, address)
    send(one, address, do="propose", reason="看原票", others="", **marks("12222"))
    assert "已办理" in send(other, address, do="confirm", seen="12222//看原票")
    settled = batch.settled.get(number=2)
    assert (settled.marks, settled.adjudicated) == ("12222", True)
    assert "监票人 甲scrutineer" in text(other, f"{address}slip/")


def test_it_is_decided_reported_and_announced_on_the_pages(elections_hands: Hands) -> None:
    hands = elections_hands
    election, batch = entering(hands, 9)
    scrutineer, chief = signed(hands, "scrutineer"), signed(hands, "chief")
    assert "还没有比对" in text(scrutineer, page(election, "decide/"))
    key_twice(hands, batch, ["11122"] * 6 + ["22111"] * 3)
    assert "已判定" in send(scrutineer, page(election, "decide/"))
    secretary, chair = signed(hands, "secretary"), signed(hands, "chair")
    assert "还没有报告" in text(secretary, page(election, "result/"))
    send(scrutineer, page(election, "acts/figures/"), do="propose")
    figures = election.acts.get(kind="figures")
    send(chief, page(election, "acts/figures/"), do="confirm", seen=figures.pk)
    hall = text(chair, page(election, "projector/"))
    assert "丁一" in hall
    assert "当选名单" not in hall
    send(secretary, page(election, "acts/names/"), do="propose")
    names = election.acts.get(kind="names")
    send(chair, page(election, "acts/names/"), do="confirm", seen=names.pk)
    assert "当选名单" in text(chair, page(election, "projector/"))
    assert "当选" in text(signed(hands, "counter"), page(election, "result/"))
    election.refresh_from_db()
    assert election.state == State.ANNOUNCED


def test_figures_of_a_preselection_are_on_no_screen_and_no_counters_page(
    elections_hands: Hands,
) -> None:
    hands = elections_hands
    election = decided(hands, ["11122"] * 6 + ["22111"] * 3, round="preselection")
    act(hands, election, "figures", "scrutineer", "chief")
    for name in ("secretary", "counter"):
        assert '<td class="number"' not in text(signed(hands, name), page(election, "result/"))
    assert '<td class="number"' in text(signed(hands, "chair"), page(election, "result/"))
    hall = text(signed(hands, "chair"), page(election, "projector/"))
    assert "丁一" not in hall
    act(hands, election, "names", "secretary", "chair")
    hall = text(signed(hands, "chair"), page(election, "projector/"))
    assert "丁一" in hall
    assert 'class="number"' not in hall


@pytest.mark.parametrize(
    ("kind", "round_", "article"),
    [
        ("committee", "formal", "38/1"),
        ("alternates", "formal", "38/2"),
        ("standing", "formal", "38/3"),
        ("committee", "preselection", "30/1"),
    ],
)
def test_a_list_stands_under_the_article_that_orders_it(
    elections_hands: Hands, kind: str, round_: str, article: str
) -> None:
    from guiju.institutions.elections.selectors.articles import article_of_list

    election = Election(
        organ=elections_hands.organ, kind=kind, round=round_, body="congress", seats=1,
        eligible=2, code="A", day=today(),
    )  # fmt: skip
    election.save()
    assert article_of_list(election) == article


def test_single_ballots_stand_on_the_result_for_scrutineers_alone(elections_hands: Hands) -> None:
    election = decided(elections_hands, ["11122"] * 6 + ["11112"])
    assert "01-0007" in text(signed(elections_hands, "chief"), page(election, "result/"))
    assert "01-0007" not in text(signed(elections_hands, "chair"), page(election, "result/"))


TIE = ["12122"] * 4 + ["12212"] * 2 + ["22112"] * 2 + ["22212"] * 2
"""Three with six votes of ten each, for two seats."""


def test_open_seats_are_voted_again_among_those_with_most_votes(elections_hands: Hands) -> None:
    hands = elections_hands
    short = announce(hands, decided(hands, ["11122"] * 3 + ["11212"] * 3, eligible=6))
    secretary = signed(hands, "secretary")
    assert "还有 1 个名额" in text(secretary, page(short, "result/"))
    assert "李三（3）" in text(secretary, page(short, "repeat/"))
    passed = secretary.post(page(short, "repeat/"), {"day": today().isoformat(), "names": ["赵五"]})
    assert passed.status_code == 400
    assert "不能越过" in passed.content.decode()
    made = send(secretary, page(short, "repeat/"), day=today().isoformat(), names=["李三", "陈四"])
    assert "已设置" in made
    assert {one.name for one in short.following.get().candidates.all()} == {"李三", "陈四"}


def test_those_tied_are_voted_on_again(elections_hands: Hands) -> None:
    hands = elections_hands
    tied = announce(hands, decided(hands, TIE, seats=2))
    secretary = signed(hands, "secretary")
    assert "就票数相等的人再次投票" in text(secretary, page(tied, "result/"))
    assert "丁一、李三、陈四" in text(secretary, page(tied, "runoff/"))
    day = today().isoformat()
    assert "再次投票" in send(secretary, page(tied, "runoff/"), which=0, day=day)
    made = tied.following.get()
    assert (made.round, made.seats, made.candidates.count()) == ("runoff", 2, 3)
    assert (
        "已经设置"
        in secretary.post(page(tied, "runoff/"), {"which": 0, "day": day}).content.decode()
    )
    assert secretary.get(page(tied, "repeat/")).status_code == 404


def test_a_void_election_is_held_anew_and_open_seats_may_stay_open(elections_hands: Hands) -> None:
    hands = elections_hands
    secretary = signed(hands, "secretary")
    void = decided(hands, ["11122"] * 4, issued=3, eligible=4)
    act(hands, void, "figures", "scrutineer", "chief")
    assert "选举无效" in text(secretary, page(void, "result/"))
    assert "已设置" in send(secretary, page(void, "again/"), day=today().isoformat())
    assert void.following.count() == 1
    few = announce(hands, decided(hands, ["11222"] * 4, eligible=4))
    assert secretary.get(page(few, "runoff/")).status_code == 404
    assert secretary.post(page(few, "left-open/"), {"by": ""}).status_code == 400
    send(secretary, page(few, "left-open/"), by="大会主席团决定")
    few.refresh_from_db()
    assert few.left_open == "大会主席团决定"


def test_those_nominated_stand_in_the_formal_election(elections_hands: Hands) -> None:
    hands = elections_hands
    before = decided(hands, ["11122"] * 6 + ["22111"] * 3, round="preselection")
    before = announce(hands, before)
    secretary = signed(hands, "secretary")
    fields = {"day": today().isoformat(), "seats": 2}
    assert "正式选举" in send(secretary, page(before, "formal/"), **fields)
    made = before.following.get()
    assert (made.round, made.preselected, made.candidates.count()) == ("formal", True, 3)


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
        ("batches/1/", 13),
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
        text(client, page(election, rest))


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
