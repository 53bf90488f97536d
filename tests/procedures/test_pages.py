"""The pages: inbox, timeline, step with its check, delegation, the procedures; in two languages."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from guiju.clock import FixedClock, add
from guiju.procedures.models import Case, Told
from guiju.procedures.services import suspend
from guiju.sheets import read_workbook

from .conftest import (
    AUTHORITY,
    CAR,
    DISCIPLINE,
    FINANCE,
    MARKING,
    NEEDED,
    REGION,
    USING,
    approved,
    increase,
    marking,
    post_of,
    step,
    whole,
)
from .pages import CASES, INBOX, ONE, As, text


def test_the_inbox_shows_what_waits_oldest_first_and_why_that_day(
    at_post: As, house: FixedClock
) -> None:
    first = marking()
    house.set(dt.datetime(2026, 3, 3, 9))
    increase()
    page = text(at_post(AUTHORITY).get(INBOX))
    assert page.index("2026-0001") < page.index("2026-0002")
    due = add(dt.date(2026, 3, 2), 15, "workdays", "广西")
    assert first.due == due.date
    assert f"<summary>{due.date}</summary>" in page
    assert all(line.zh in page for line in due.counted)
    assert "自进入此状态起 15 个工作日；条文没有规定期限，这是本系统的设定" in page
    assert "没有待办的事项" in text(at_post(REGION).get(INBOX))
    assert "没有待办的事项" in text(at_post(USING).get(INBOX))
    assert "2026-0002" in text(at_post(FINANCE).get(INBOX))


def test_what_is_overdue_says_so(at_post: As, house: FixedClock) -> None:
    marking()
    house.set(dt.datetime(2026, 4, 1, 9))
    assert "已过期" in text(at_post(AUTHORITY).get(INBOX))
    assert "已过期" in text(at_post(AUTHORITY).get(ONE))


def test_the_inbox_is_searched_filtered_sorted_and_exported(at_post: As, tmp_path: Path) -> None:
    marking()
    increase()
    client = at_post(AUTHORITY)
    assert "2026-0001" not in text(client.get(INBOX, {"q": "增加车辆编制"}))
    assert "2026-0002" in text(client.get(INBOX, {"q": "增加车辆编制"}))
    assert "2026-0001" in text(client.get(INBOX, {"q": "桂F·演0001"}))
    only = text(client.get(INBOX, {"place": "vehicles/marking-exemption proposed"}))
    assert "2026-0001</a>" in only
    assert "2026-0002</a>" not in only
    back = text(client.get(INBOX, {"sort": "-reference"}))
    assert back.index("2026-0002</a>") < back.index("2026-0001</a>")
    rows = list(
        csv.reader(io.StringIO(client.get(INBOX, {"export": "csv"}).content.decode("utf-8-sig")))
    )
    assert [row[0] for row in rows] == ["编号", "2026-0001", "2026-0002"]
    assert rows[1][-1] == Case.objects.get(reference="2026-0001").due.isoformat()
    sheet = client.get(INBOX, {"export": "xlsx"})
    path = tmp_path / "inbox.xlsx"
    path.write_bytes(b"".join(sheet.streaming_content))
    table = read_workbook(path).table("待办")
    assert [row[0] for _, row in table.rows] == ["2026-0001", "2026-0002"]


def test_a_list_of_cases_needs_no_more_queries_for_more_rows(at_post: As) -> None:
    client = at_post(AUTHORITY)
    counts = {}
    for address in (INBOX, CASES):
        for more in (1, 6):
            for _ in range(more):
                marking()
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(address)
            counts.setdefault(address, []).append(len(queries))
    assert {address: found[0] == found[1] for address, found in counts.items()} == {
        INBOX: True,
        CASES: True,
    }


def test_the_timeline_tells_everything(at_post: As, house: FixedClock) -> None:
    case = increase()
    step(case, AUTHORITY, "review", reason="情况属实", judgements=NEEDED)
    house.set(dt.datetime(2026, 3, 5, 9))
    page = text(at_post(FINANCE).get(ONE))
    assert "待市初审" in page
    assert "情况属实" in page
    assert "判断：确需增加编制：是（新设三个科室）" in page
    assert "（会签，尚未齐）" in page
    due = case.dues.get()
    assert f"<strong>{due.date}</strong>" in page
    assert all(line in page for line in due.counted.splitlines())
    assert 'href="/procedures/cases/4514-08/2026-0001/steps/review/"' in page
    assert "steps/withdraw/" not in page
    assert "增编原因" in page and "新成立机构" in page
    assert "初审到期提醒" in page
    assert 'href="/library/%E5%B4%87' in page
    own = text(at_post(USING).get(ONE))
    assert "steps/withdraw/" in own and "steps/review/" not in own
    assert "本岗位现在没有要办理的步骤" in text(at_post(DISCIPLINE).get(ONE))


def test_the_rules_decide_live_with_their_derivation(at_post: As) -> None:
    marking({**MARKING, "保密用途": "无"})
    page = text(at_post(AUTHORITY).get(ONE))
    assert "规则现在怎样判定" in page
    assert "不符合规则，不能批准" in page
    assert 'class="why"' in page
    marking()
    assert "符合规则，可以批准" in text(at_post(AUTHORITY).get(f"{CASES}4514-08/2026-0002/"))


def test_a_step_is_filled_in_checked_and_confirmed(at_post: As) -> None:
    marking()
    client, address = at_post(AUTHORITY), f"{ONE}steps/approve/"
    form = text(client.get(address))
    assert "核准文号" in form and 'name="steps" value="1"' in form
    sent = {"state": "proposed", "steps": "1", "entry-0": "崇机管〔2026〕1号", "reason": "属实"}
    wrong = client.post(address, {**sent, "reason": "", "phase": "check"})
    assert wrong.status_code == 400
    assert 'href="#id_reason"' in text(wrong)
    check = text(client.post(address, {**sent, "phase": "check"}))
    assert "崇机管〔2026〕1号" in check and 'value="confirm"' in check
    assert Case.objects.get().state == "proposed"
    again = text(client.post(address, {**sent, "phase": "edit"}))
    assert 'value="check"' in again and "崇机管〔2026〕1号" in again
    done = client.post(address, {**sent, "phase": "confirm"}, follow=True)
    assert "已办理：核准" in text(done)
    case = Case.objects.get()
    assert (case.state, case.history.get(number=2).told["reason"]) == ("approved", "属实")
    assert whole()


def test_of_two_who_saw_the_same_page_the_second_is_told(at_post: As) -> None:
    case = marking()
    client, address = at_post(AUTHORITY), f"{ONE}steps/approve/"
    sent = {"state": "proposed", "steps": "1", "entry-0": "1", "reason": "属实", "phase": "confirm"}
    suspend(*post_of(AUTHORITY), case.pk, reason="等", expected_state="proposed")
    answer = client.post(address, sent, follow=True)
    assert "已有新的步骤" in text(answer)
    from guiju.procedures.services import resume

    resume(*post_of(AUTHORITY), case.pk, expected_state="proposed")
    answer = client.post(address, sent)
    assert answer.status_code == 400
    assert "已有新的步骤" in text(answer)
    assert Case.objects.get().state == "proposed"
    assert client.get(f"{ONE}steps/file/").status_code == 404


def test_the_questions_are_put_and_an_answer_may_raise_another(at_post: As) -> None:
    from guiju.procedures.services import open_case

    from .conftest import INCREASE

    open_case(*post_of(USING), "vehicles/quota-increase", {**INCREASE, "增编原因": "其他"})
    client, address = at_post(AUTHORITY), f"{ONE}steps/review/"
    form = text(client.get(address))
    assert "确需增加编制" in form
    assert "市公务用车主管部门会同有关部门" in form
    names_ = re.findall(r'name="(judge-\d+)"', form)
    sent = {"state": "asked", "steps": "1", "reason": "属实", "phase": "confirm"}
    answers = dict.fromkeys(names_, "是") | {f"{name}-reason": "查过" for name in names_}
    answer = client.post(address, {**sent, **answers})
    if answer.status_code == 400:  # the first answer raised the question of the other cause
        more = re.findall(r'name="(judge-\d+)"', text(answer))
        assert len(more) > len(names_)
        answers |= dict.fromkeys(more, "是") | {f"{name}-reason": "查过" for name in more}
        answer = client.post(address, {**sent, **answers})
    assert answer.status_code == 302
    kept = Case.objects.get().history.get(number=2).told["answers"]
    assert set(kept) == {"确需增加编制", "条文列举之外的原因是否属于“等”，须由人判断"}
    finance = text(at_post(FINANCE).get(address))
    assert "已经作出的判断" in finance and "查过" in finance
    assert 'name="judge-0"' not in finance


def test_a_guard_that_is_not_met_is_told_on_the_page(at_post: As) -> None:
    marking({**MARKING, "保密用途": "无"})
    sent = {"state": "proposed", "steps": "1", "entry-0": "1", "reason": "x", "phase": "confirm"}
    answer = at_post(AUTHORITY).post(f"{ONE}steps/approve/", sent)
    assert answer.status_code == 400
    assert "按规则不能办理“核准”" in text(answer)


def test_returned_and_corrected_on_the_page(at_post: As) -> None:
    marking({**MARKING, "保密用途": "无"})
    sent = {"state": "proposed", "steps": "1", "reason": "填错", "phase": "confirm"}
    assert at_post(AUTHORITY).post(f"{ONE}steps/return/", sent).status_code == 302
    client, address = at_post(USING), f"{ONE}steps/resubmit/"
    assert "2026-0001" in text(client.get(INBOX))
    form = text(client.get(address))
    assert "理由：填错" in form
    fields = dict(re.findall(r'name="(fact-\d+)"[^>]*id="(id_fact-\d+)"', form))
    labels = dict(re.findall(r'<label for="id_(fact-\d+)">([^<]+)</label>', form))
    assert len(fields) >= 1
    by_label = {label: name for name, label in labels.items()}
    values = {by_label[key]: value for key, value in MARKING.items()}
    told = {"state": "returned", "steps": "2", "reason": "", "phase": "confirm", **values}
    assert client.post(address, told).status_code == 302
    case = Case.objects.get()
    assert (case.state, case.given["facts"]) == ("proposed", MARKING)


def test_suspended_and_resumed_on_the_page(at_post: As) -> None:
    marking()
    client = at_post(AUTHORITY)
    sent = {"state": "proposed", "phase": "confirm"}
    assert client.post(f"{ONE}steps/suspend/", {**sent, "reason": ""}).status_code == 400
    assert client.post(f"{ONE}steps/suspend/", {**sent, "reason": "等鉴定"}).status_code == 302
    page = text(client.get(ONE))
    assert "中止中" in page and "steps/approve/" not in page and "等鉴定" in page
    assert client.post(f"{ONE}steps/resume/", sent).status_code == 302
    assert "steps/approve/" in text(client.get(ONE))


def test_a_step_that_asks_for_facts_holds_them(at_post: As) -> None:
    from guiju.procedures.services import open_case

    case = open_case(*post_of(USING), "vehicles/purchase", CAR, {}, "一辆")
    step(case, AUTHORITY, "plan", reason="在编制之内", entries={"计划年度": "2026"})
    step(case, FINANCE, "fund", reason="已列", entries={"预算指标文号": "1"})
    client, address = at_post(AUTHORITY), f"{ONE}steps/order/"
    sent = {"state": "funded", "steps": "3", "reason": "x", "entry-1": "7", "phase": "confirm"}
    wrong = client.post(address, {**sent, "entry-0": "十万"})
    assert wrong.status_code == 400 and 'href="#id_entry-0"' in text(wrong)
    above = client.post(address, {**sent, "entry-0": "120000.01"})
    assert above.status_code == 400 and "按规则不能办理" in text(above)
    assert client.post(address, {**sent, "entry-0": "119000"}).status_code == 302


def test_who_was_told_sees_it_and_takes_note(at_post: As) -> None:
    approved(marking())
    client = at_post(DISCIPLINE)
    note = Told.objects.get(organ__code=DISCIPLINE)
    assert f"/procedures/told/{note.pk}/" in text(client.get(INBOX))
    client.post(f"/procedures/told/{note.pk}/")
    note.refresh_from_db()
    assert note.noted is not None
    assert f"/procedures/told/{note.pk}/" not in text(client.get(INBOX))
    assert client.post("/procedures/told/999/").status_code == 404
    before = at_post(FINANCE).post(f"/procedures/told/{note.pk}/", {"next": "https://x.example/"})
    assert before["Location"] == INBOX
