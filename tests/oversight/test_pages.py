"""The pages of findings: scope, search, order, files, steps with check-your-answers, English."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guiju import clock
from guiju.ledger.verifying import verify
from guiju.oversight import bases
from guiju.oversight.models import Finding
from guiju.oversight.services import confirm_put_right, explain
from guiju.sheets import read_workbook

from .conftest import (
    AUTHORITY,
    BUREAU,
    COUNTY,
    COUNTY_AUTHORITY,
    DISCIPLINE,
    FINANCE,
    again,
    found,
    one,
    person,
    taken,
)

As = Callable[[str], Client]
LIST = "/oversight/findings/"


def text(answer: Any) -> str:
    """What a page says in its main part."""
    page = html.unescape(answer.content.decode())
    return page.partition("<main")[2].partition("</main>")[0]


def english(client: Client) -> Client:
    """The same client in English."""
    client.cookies["django_language"] = "en"
    return client


def subjects(answer: Any) -> list[str]:
    """The subjects of the rows of a list, in order."""
    return [row.record.subject for row in answer.context["table"].rows]


@pytest.fixture
def several(city: None, spring: clock.FixedClock) -> list[Finding]:
    """An old one, a newer one in a county, one that cannot be told, one put right."""
    taken(1, found("桂F·演0001"), covers=[])
    spring.set(dt.datetime(2026, 3, 6, 9))
    taken(
        2,
        found("桂F·演0002", organ=COUNTY, provision="16/1", message="登记在下属单位"),
        found("桂F·演0003", verdict="unknown", provision="15/1"),
        found("桂F·演0004"),
        covers=[],
    )
    confirm_put_right(Finding.objects.get(subject="桂F·演0004"), person(AUTHORITY), "已换车")
    return list(Finding.objects.order_by("subject"))


def test_the_list_shows_the_scope_of_the_post_what_is_due_first_first(
    several: list[Finding], client_of: As
) -> None:
    seen = {code: subjects(client_of(code).get(LIST)) for code in (AUTHORITY, BUREAU, COUNTY)}
    assert seen[AUTHORITY] == ["桂F·演0001", "桂F·演0002", "桂F·演0003", "桂F·演0004"]
    assert seen[BUREAU] == ["桂F·演0001", "桂F·演0003", "桂F·演0004"]
    assert seen[COUNTY] == ["桂F·演0002"]
    assert subjects(client_of(COUNTY_AUTHORITY).get(LIST)) == ["桂F·演0002"]
    turned = subjects(client_of(AUTHORITY).get(LIST, {"sort": "-due"}))
    assert turned == ["桂F·演0002", "桂F·演0003", "桂F·演0001", "桂F·演0004"], "closed ones last"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"q": "0002"}, [2]),
        ({"q": "下属单位"}, [2]),
        ({"q": "扶绥"}, [2]),
        ({"state": "put_right"}, [4]),
        ({"state": "unclosed"}, [1, 2, 3]),
        ({"state": "unseen"}, []),
        ({"provision": "崇政办发〔2020〕1号 16/1"}, [2]),
        ({"organ": COUNTY}, [2]),
        ({"verdict": "unknown"}, [3]),
        ({"verdict": "unknown", "organ": COUNTY}, []),
        ({"sort": "provision"}, [1, 4, 3, 2]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(
    several: list[Finding], client_of: As, told: dict[str, str], expected: list[int]
) -> None:
    answer = client_of(AUTHORITY).get(LIST, told)
    assert subjects(answer) == [f"桂F·演{number:04}" for number in expected]


def test_a_finding_is_found_by_its_number(several: list[Finding], client_of: As) -> None:
    finding = several[1]
    assert subjects(client_of(AUTHORITY).get(LIST, {"q": str(finding.pk)}))[0] == finding.subject


def test_overdue_is_said_in_words(
    several: list[Finding], client_of: As, spring: clock.FixedClock
) -> None:
    assert "已超期" not in text(client_of(AUTHORITY).get(LIST))
    spring.set(dt.datetime(2026, 3, 17, 9))
    assert text(client_of(AUTHORITY).get(LIST)).count("已超期") == 1


def queries(client: Client, path: str) -> int:
    """How many queries a page takes."""
    client.get(path)
    with CaptureQueriesContext(connection) as told:
        assert client.get(path).status_code == 200
    return len(told)


def test_pages_take_no_more_queries_however_many_findings_there_are(client_of: As) -> None:
    taken(1, found(), covers=[])
    client = client_of(AUTHORITY)
    paths = (LIST, "/oversight/summary/", f"{LIST}{Finding.objects.get().pk}/")
    few = [queries(client, path) for path in paths]
    taken(2, *[found(f"桂F·演{n:04}", provision=p) for n in range(40) for p in ("7/1/2", "16/1")])
    assert [queries(client, path) for path in paths] == few == QUERIES


QUERIES = [11, 7, 12]


def test_one_finding_with_its_article_its_timeline_and_its_date(client_of: As) -> None:
    finding = one()
    explain(finding, person(BUREAU), "批准文号在此")
    page = text(client_of(AUTHORITY).get(f"{LIST}{finding.pk}/"))
    for told in (
        "价格超过标准（演示）",
        "第七条第一款第（一）项",
        "/library/",
        "价格（元）",
        "268000",
        "批准文号在此",
        person(BUREAU).account.name,
        "决定是否认可说明：2026-03-16",
        "起始日 2026-03-02 不计",
        "这是本系统的设置",
        "认可说明",
        "不认可说明",
    ):
        assert told in page, told
    assert "被改动过" not in page


def test_a_post_is_offered_what_it_may_do_and_nothing_else(client_of: As) -> None:
    finding = one()

    def offered(code: str) -> list[str]:
        answer = client_of(code).get(f"{LIST}{finding.pk}/")
        return [str(one_["step"].code) for one_ in answer.context["steps"]]

    assert offered(BUREAU) == ["explain"]
    assert offered(AUTHORITY) == ["put-right", "pass-on"]
    assert offered(DISCIPLINE) == ["put-right"]
    assert offered(FINANCE) == ["pass-on"]


def test_the_article_of_a_step_is_shown_where_the_institution_gives_one(
    client_of: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = one()
    monkeypatch.setitem(bases._BASES, ("vehicles", "pass-on"), "27/3")
    page = text(client_of(FINANCE).get(f"{LIST}{finding.pk}/pass-on/"))
    assert "第二十七条第三款" in page


def test_a_step_asks_the_reason_shows_what_would_be_done_and_does_it(client_of: As) -> None:
    finding = one()
    client, path = client_of(AUTHORITY), f"{LIST}{finding.pk}/put-right/"
    page = client.get(path)
    stand = page.context["form"].initial["stand"]
    empty = client.post(path, {"stand": stand})
    assert empty.status_code == 400 and 'href="#id_reason"' in empty.content.decode()
    check = client.post(path, {"stand": stand, "reason": "已换车"})
    assert "先核对" in text(check) and "已换车" in text(check)
    assert again(finding).state == "open"
    back = client.post(path, {"stand": stand, "reason": "已换车", "change": "1"})
    assert "已换车" in text(back) and again(finding).state == "open"
    done = client.post(path, {"stand": stand, "reason": "已换车", "confirm": "1"}, follow=True)
    assert again(finding).state == "put_right"
    assert "已换车" in text(done)
    late = client.post(path, {"stand": stand, "reason": "再来", "confirm": "1"}, follow=True)
    assert "已整改" in text(late)
    assert finding.events.count() == 2
    assert verify().broken is None


def test_a_step_about_ones_own_organ_is_refused_in_words(client_of: As) -> None:
    finding = one(organ=AUTHORITY)
    path = f"{LIST}{finding.pk}/put-right/"
    for answer in (
        client_of(AUTHORITY).get(path, follow=True),
        client_of(AUTHORITY).post(path, {"reason": "x", "confirm": "1"}, follow=True),
    ):
        assert "不能处理自己所在单位的问题" in text(answer)
    assert again(finding).state == "open"


def test_an_explanation_brings_a_file_through_the_check_of_the_answers(client_of: As) -> None:
    finding = one()
    client, path = client_of(BUREAU), f"{LIST}{finding.pk}/explain/"
    upload = SimpleUploadedFile("批文.pdf", "演示批文".encode())
    told = {"stand": finding.events.get().pk, "reason": "有批文"}
    check = client.post(path, {**told, "attachment": upload})
    ticket = check.context["ticket"]
    assert "批文.pdf" in text(check) and ticket
    forged = client.post(path, {**told, "ticket": ticket[:-2] + "xx"})
    assert "批文.pdf" not in text(forged)
    client.post(path, {**told, "ticket": ticket, "confirm": "1"})
    event = finding.events.latest("pk")
    assert event.attachment == "批文.pdf" and len(event.attachment_sha256) == 64
    address = f"{LIST}{finding.pk}/files/{event.attachment_sha256}/"
    answer = client_of(AUTHORITY).get(address)
    assert b"".join(answer.streaming_content) == "演示批文".encode()  # type: ignore[attr-defined]
    assert client_of(COUNTY).get(address).status_code == 404
    assert client.get(f"{LIST}{finding.pk}/files/{'0' * 64}/").status_code == 404


@pytest.mark.parametrize(
    ("step", "may"),
    [
        ("explain", {BUREAU, AUTHORITY, FINANCE, DISCIPLINE}),
        ("accept", {AUTHORITY, DISCIPLINE}),
        ("reject", {AUTHORITY, DISCIPLINE}),
        ("put-right", {AUTHORITY, DISCIPLINE}),
        ("reopen", {AUTHORITY, DISCIPLINE}),
        ("pass-on", {AUTHORITY, FINANCE}),
    ],
)
def test_who_may_open_and_send_a_step(client_of: As, step: str, may: set[str]) -> None:
    path = f"{LIST}{one().pk}/{step}/"
    for code in (BUREAU, AUTHORITY, FINANCE, DISCIPLINE):
        expected = {200, 302, 400} if code in may else {403}
        client = client_of(code)
        assert client.get(path).status_code in expected, code
        assert client.post(path, {}).status_code in expected, code
    assert "/sign-in/" in Client().get(path)["Location"]


def test_what_lies_outside_the_scope_is_not_there(client_of: As) -> None:
    finding = one()
    client = client_of(COUNTY)
    for path in ("", "explain/"):
        assert client.get(f"{LIST}{finding.pk}/{path}").status_code == 404
    county = client_of(COUNTY_AUTHORITY)
    for path in ("accept/", "put-right/", "reopen/", "pass-on/"):
        assert county.post(f"{LIST}{finding.pk}/{path}", {"reason": "x"}).status_code == 404


def test_no_longer_seen_is_told_on_the_list_and_on_the_page(client_of: As) -> None:
    taken(1, found())
    taken(2)
    finding = Finding.objects.get()
    client = client_of(AUTHORITY)
    assert subjects(client.get(LIST, {"state": "unseen"})) == [finding.subject]
    assert "新的台账中不再出现" in text(client.get(LIST))
    assert "2026-03-03 交来的台账中不再出现" in text(client.get(f"{LIST}{finding.pk}/"))


def test_the_list_goes_out_as_csv_and_xlsx(
    several: list[Finding], client_of: As, tmp_path: Path
) -> None:
    taken(3, found("=演0009"), covers=[])
    client = client_of(AUTHORITY)
    answer = client.get(LIST, {"export": "csv", "q": "演0009"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["对象"] == "'=演0009", "no formula runs"
    assert (first["条款"], first["最近发现"]) == ("第七条第一款第（一）项", "2026-03-04")
    assert (first["状态"], first["办理期限"], first["机构"]) == (
        "未处理",
        "2026-03-20",
        "公务用车",
    )
    path = tmp_path / "list.xlsx"
    answer = client.get(LIST, {"export": "xlsx", "state": "put_right"})
    path.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    table = read_workbook(path).table("问题")
    cells = dict(zip(table.header, table.rows[0][1], strict=True))
    assert cells["对象"] == "桂F·演0004" and cells["状态"] == "已整改"


def test_the_summary_counts_by_state_and_article_as_chart_and_table(
    several: list[Finding], client_of: As
) -> None:
    answer = client_of(AUTHORITY).get("/oversight/summary/")
    page = text(answer)
    assert page.count("<svg") == 2 and page.count("<table") == 2
    assert "共 4 个问题" in page
    states = {code: count for code, _, count in answer.context["states"]}
    assert (states["open"], states["put_right"], states["accepted"]) == (3, 1, 0)
    told = [(r["article"], r["total"], r["unclosed"]) for r in answer.context["provisions"]]
    assert told == [
        ("第七条第一款第（一）项", 2, 1),
        ("第十五条", 1, 1),
        ("第十六条第一款", 1, 1),
    ]
    own = client_of(COUNTY).get("/oversight/summary/")
    assert "共 1 个问题" in text(own)


def test_the_pages_speak_english(several: list[Finding], client_of: As) -> None:
    finding = several[0]
    explain(finding, person(BUREAU), "reason")
    client = english(client_of(AUTHORITY))
    listing = text(client.get(LIST))
    for told in ("Findings", "Put right", "dearer than the standard (demo)", "7/1/1"):
        assert told in listing, told
    page = text(client.get(f"{LIST}{finding.pk}/"))
    for told in ("Explained", "Decide whether to accept", "the first day: not counted", "Timeline"):
        assert told in page, told
    assert "Check your answers" in text(
        client.post(f"{LIST}{finding.pk}/put-right/", {"reason": "x", "stand": 1})
    )
    assert "By provision" in text(client.get("/oversight/summary/"))
    assert "A lead is a question, not guilt" in text(english(Client()).get("/oversight/leads/new/"))


def test_the_room_opens_at_its_findings_and_stands_in_the_navigation(client_of: As) -> None:
    assert client_of(BUREAU).get("/oversight/")["Location"] == LIST
    start = client_of(DISCIPLINE).get("/").content.decode()
    assert LIST in start and "/oversight/leads/" in start
    assert 'href="/oversight/leads/"' not in client_of(AUTHORITY).get("/").content.decode()
    assert "/oversight/leads/new/" in Client().get("/").content.decode()


def test_the_start_page_counts_what_is_to_be_explained_and_what_is_to_be_judged(
    several: list[Finding], client_of: As
) -> None:
    """An organ's own open findings; of others those that were explained."""
    assert "2 个问题等您说明或者处理" in text(client_of(BUREAU).get("/"))
    assert "个问题等您" not in text(client_of(AUTHORITY).get("/"))
    explain(several[0], person(BUREAU), "已经报批")
    assert "1 个问题等您说明或者处理" in text(client_of(BUREAU).get("/"))
    client = client_of(AUTHORITY)
    with CaptureQueriesContext(connection) as asked:
        assert "1 个问题等您说明或者处理" in text(client.get("/"))
    assert len(asked) <= 20
