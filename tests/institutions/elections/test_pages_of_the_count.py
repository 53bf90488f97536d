"""The pages of the count: keyed in sheet by sheet, compared, settled by two."""

from __future__ import annotations

from django.test import Client

from guiju.institutions.elections.models import Entry, Sheet

from .hands import (
    Hands,
    key_in,
)
from .pages import entering, marks, page, send, signed, text


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
