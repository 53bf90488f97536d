"""Delegations, prints, every procedure in both languages, and who sees no page at all."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from guiju.clock import FixedClock
from guiju.organs.models import Role
from guiju.procedures.definitions import find, names
from guiju.procedures.models import Case, Delegation
from guiju.procedures.services import delegate, take_step

from .conftest import (
    AUTHORITY,
    FINANCE,
    NEEDED,
    USING,
    approved,
    increase,
    marking,
    post_of,
    step,
    substitute,
)
from .pages import CASES, INBOX, ONE, As, chinese_left, english, text


def test_delegations_are_given_shown_and_ended(at_post: As, house: FixedClock) -> None:
    client = at_post(AUTHORITY)
    alone = text(client.get("/procedures/delegations/"))
    assert "还没有另一个可以代行的岗位" in alone and 'name="taker"' not in alone
    taker, account = substitute()
    page = text(client.get("/procedures/delegations/"))
    assert "代办岗位" in page and "系统管理员</option>" not in page
    day = "2026-03-02"
    sent = {"taker": taker.pk, "since": day, "until": day, "procedure": "", "reason": "出差"}
    wrong = client.post("/procedures/delegations/", {**sent, "until": "2026-03-01"})
    assert wrong.status_code == 400 and "结束日期不能早于开始日期" in text(wrong)
    client.post("/procedures/delegations/", sent)
    made = Delegation.objects.get()
    marking()
    other = Client()
    other.force_login(account)
    inbox = text(other.get(INBOX))
    assert "2026-0001" in inbox and "包括代行的岗位" in inbox
    assert "（代 市机关事务管理局 公务用车主管经办）" in text(other.get(ONE))
    assert "有效" in text(client.get("/procedures/delegations/"))
    client.post(f"/procedures/delegations/{made.pk}/end/")
    assert "已提前结束" in text(client.get("/procedures/delegations/"))
    assert "没有待办的事项" in text(other.get(INBOX))
    assert other.get(ONE).status_code == 404
    assert client.post("/procedures/delegations/999/end/").status_code == 404
    assert at_post(FINANCE).post(f"/procedures/delegations/{made.pk}/end/").status_code == 302
    house.set(dt.datetime(2026, 3, 9, 9))
    again = delegate(
        *post_of(AUTHORITY),
        taker,
        since=dt.date(2026, 3, 10),
        until=dt.date(2026, 3, 11),
        procedure="vehicles/purchase",
        reason="x",
    )
    assert "未开始" in text(client.get("/procedures/delegations/"))
    house.set(dt.datetime(2026, 3, 20, 9))
    assert "已到期" in text(client.get("/procedures/delegations/"))
    assert again.procedure == "vehicles/purchase"


def test_application_and_decision_are_printed(at_post: As) -> None:
    approved(marking())
    client = at_post(AUTHORITY)
    form = text(client.get(f"{ONE}application/"))
    assert "侦查办案" in form and "申请单位（盖章）" in form
    letter = text(client.get(f"{ONE}decisions/2/"))
    case = Case.objects.get()
    assert case.history.get(number=2).sha256 in letter
    assert "属侦查办案用车" in letter and "崇机管〔2026〕1号" in letter
    assert client.get(f"{ONE}decisions/1/").status_code == 404
    assert client.get(f"{ONE}decisions/9/").status_code == 404


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_procedure_has_its_page_and_its_blank_form(
    client: Client, db: None, name: str, language: str
) -> None:
    client.cookies["django_language"] = language
    procedure = find(name)
    page = text(client.get(f"/procedures/{name}/"))
    assert page.count("<svg") == 1
    for one in (*procedure.states.values(), *procedure.transitions.values()):
        assert escape(one.english if language == "en" else one.title) in page
    blank = text(client.get(f"/procedures/{name}/form/"))
    assert ("Seal" in blank or "seal" in blank) if language == "en" else "盖章" in blank
    assert procedure.english in text(english(client).get("/procedures/"))


def test_a_procedure_that_is_none_is_not_found(client: Client, db: None) -> None:
    assert client.get("/procedures/vehicles/none/").status_code == 404
    assert client.get("/procedures/vehicles/none/form/").status_code == 404


def test_every_page_is_in_english_too(at_post: As) -> None:
    case = increase()
    step(case, AUTHORITY, "review", reason="ok", judgements=NEEDED)
    client = english(at_post(FINANCE))
    page = text(client.get(ONE))
    assert "Who acts now" in page and "Agree in the review" in page
    due = case.dues.get()
    assert all(line in page for line in due.counted_en.splitlines())
    assert "no provision sets a limit: a setting of ours" in page
    inbox = text(client.get(INBOX))
    assert "Increase of the authorised number of cars" in inbox
    form = text(client.get(f"{ONE}steps/review/"))
    assert "you decide it, by name and with a reason" in form
    told = {"state": "asked", "steps": "2", "reason": "agreed", "phase": "check"}
    assert "Check your answers: Agree in the review" in text(
        client.post(f"{ONE}steps/review/", told)
    )
    for address in (CASES, "/procedures/delegations/", f"{ONE}application/", f"{ONE}decisions/2/"):
        body = text(client.get(address)).partition("<main")[2].partition("</main")[0]
        heading = re.findall(r"<h[12]>([^<]*)</h[12]>", body)
        assert heading and not any(chinese_left(one) for one in heading)


def test_a_step_that_was_altered_is_told(at_post: As) -> None:
    case = approved(marking())
    assert "记录被改动过" not in text(at_post(AUTHORITY).get(ONE))
    other = case.history.get(number=2).content.replace("属侦查办案用车", "另一个理由")
    with connection.cursor() as cursor:
        told = "UPDATE procedures_step SET content = %s WHERE number = 2"
        cursor.execute(told, [other])
    page = text(at_post(AUTHORITY).get(ONE))
    assert "记录被改动过" in page and "校验值不符：2。" in page


def test_a_decision_keeps_to_its_number_of_queries(house: FixedClock) -> None:
    case = marking()
    with CaptureQueriesContext(connection) as queries:
        approved(case)
    assert len(queries) <= 24, "\n".join(query["sql"][:100] for query in queries)


def test_a_case_outside_the_scope_is_not_there(at_post: As) -> None:
    marking()
    for code in ("451421-02", "451421-A", "4514-09"):
        client = at_post(code)
        for address in (ONE, f"{ONE}application/", f"{ONE}steps/approve/", f"{ONE}decisions/2/"):
            assert client.get(address).status_code == 404
        assert "2026-0001" not in text(client.get(CASES))


def test_the_list_of_cases_is_filtered_by_end(at_post: As) -> None:
    case = marking()
    marking()
    take_step(*post_of(USING), case.pk, "withdraw", expected_state="proposed")
    client = at_post(AUTHORITY)
    assert "2026-0001</a>" not in text(client.get(CASES, {"open": "yes"}))
    assert "2026-0002</a>" not in text(client.get(CASES, {"open": "no"}))
    rows = client.get(CASES, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["2026-0002", "2026-0001"]


def test_the_administrator_has_no_inbox(house: FixedClock, as_role: As) -> None:
    client = as_role(Role.ADMINISTRATOR)
    assert client.get(INBOX).status_code == 403
    assert INBOX not in text(client.get("/"))


def test_the_start_page_counts_the_inbox(at_post: As) -> None:
    marking()
    marking()
    client = at_post(AUTHORITY)
    with CaptureQueriesContext(connection) as asked:
        start = text(client.get("/"))
    assert "2 件等您办理" in start
    assert f'href="{INBOX}"' in start
    assert len(asked) <= 20
    assert "件等您办理" not in text(at_post(FINANCE).get("/"))
    assert "2 cases wait for you" in text(english(client).get("/"))
