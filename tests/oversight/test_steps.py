"""The steps of a finding: who may, who may not, and that each leaves its record."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import models, transaction

from guiju import clock
from guiju.ledger.models import Entry
from guiju.ledger.verifying import verify
from guiju.organs.models import Post, Role
from guiju.organs.services import appoint
from guiju.oversight.acting import Person, steps_for
from guiju.oversight.models import Finding, FindingEvent
from guiju.oversight.selectors import timeline
from guiju.oversight.services import (
    Attachment,
    accept,
    confirm_put_right,
    explain,
    pass_on,
    recount,
    reject,
    reopen,
    steps,
    take,
)

from .conftest import (
    ACTOR,
    AUTHORITY,
    BUREAU,
    COUNTY,
    COUNTY_AUTHORITY,
    DISCIPLINE,
    FINANCE,
    REGION_AUTHORITY,
    again,
    one,
    person,
)


def refused(call: object, *arguments: object) -> str:
    """What is said to somebody who may not; nothing is written."""
    before = (Entry.objects.count(), FindingEvent.objects.count())
    with pytest.raises(ValidationError) as error:
        call(*arguments)  # type: ignore[operator]
    assert (Entry.objects.count(), FindingEvent.objects.count()) == before
    return " ".join(error.value.messages)


def test_explained_and_accepted_by_another_organ(city: None, spring: clock.FixedClock) -> None:
    finding = one()
    spring.set(dt.datetime(2026, 3, 5, 11))
    explained = explain(
        finding,
        person(BUREAU),
        " 批准文号：桂管〔2020〕9号 ",
        attachment=Attachment("批文.pdf", "a" * 64),
    )
    assert (explained.state, explained.due) == ("explained", dt.date(2026, 3, 19))
    event = finding.events.latest("pk")
    clerk = person(BUREAU)
    assert (event.by_name, event.by_post) == (clerk.account.name, str(clerk.post))
    assert (event.before, event.after, event.reason) == (
        "open", "explained", "批准文号：桂管〔2020〕9号",
    )  # fmt: skip
    assert (event.attachment, event.attachment_sha256) == ("批文.pdf", "a" * 64)
    closed = accept(finding, person(AUTHORITY), "批文属实")
    assert (closed.state, closed.due) == ("accepted", None)
    assert closed.closed_at == clock.now()
    assert all(line.whole for line in timeline(again(finding)))
    assert verify().broken is None


def test_the_chain_names_the_person_and_the_article_and_holds_the_reason_as_a_hash(
    city: None,
) -> None:
    finding = one()
    explain(finding, person(BUREAU), "驾驶员是张某某")
    entry = Entry.objects.latest("pk")
    told = json.loads(entry.content)
    assert (entry.chain, entry.subject) == (BUREAU, f"finding {finding.pk}")
    assert entry.actor_name == person(BUREAU).account.name
    assert told["article"] == "崇政办发〔2020〕1号 7/1/1"
    assert (told["before"]["state"], told["after"]["state"]) == ("open", "explained")
    assert told["after"]["event"] == finding.events.latest("pk").sha256
    assert "张某某" not in entry.content


def test_not_accepted_goes_back_and_can_be_explained_again(city: None) -> None:
    finding = one()
    explain(finding, person(BUREAU), "不知情")
    assert reject(finding, person(DISCIPLINE), "没有依据").state == "open"
    assert explain(finding, person(BUREAU), "补交批文").state == "explained"


@pytest.mark.parametrize("code", [AUTHORITY, DISCIPLINE, REGION_AUTHORITY])
def test_the_authority_of_the_level_or_above_and_discipline_inspection_judge(
    city: None, code: str
) -> None:
    finding = one()
    assert confirm_put_right(finding, person(code), "已核实").state == "put_right"


@pytest.mark.parametrize("code", [BUREAU, FINANCE, COUNTY_AUTHORITY, COUNTY])
@pytest.mark.parametrize("step", [accept, reject, confirm_put_right, reopen])
def test_others_do_not_judge(city: None, code: str, step: object) -> None:
    finding = one()
    explain(finding, person(BUREAU), "说明")
    assert refused(step, finding, person(code), "理由") == "这个岗位不能办理这一步"


@pytest.mark.parametrize("code", [AUTHORITY, DISCIPLINE])
def test_nobody_closes_a_finding_about_their_own_organ(city: None, code: str) -> None:
    finding = one(organ=code)
    for step in (confirm_put_right, *((pass_on,) if code == AUTHORITY else ())):
        assert "自己所在单位" in refused(step, finding, person(code), "理由")
    explain(finding, person(code), "本单位的说明")
    for step in (accept, reject):
        assert "自己所在单位" in refused(step, finding, person(code), "理由")
    other = DISCIPLINE if code == AUTHORITY else AUTHORITY
    assert accept(finding, person(other), "属实").state == "accepted"
    assert "自己所在单位" in refused(reopen, finding, person(code), "理由")


def test_nor_in_another_post_while_holding_one_in_that_organ(city: None) -> None:
    finding, judge = one(), person(AUTHORITY)
    post = Post.objects.get(organ__code=BUREAU)
    appoint(ACTOR, account=judge.account, post=post, since=dt.date(2026, 1, 1))
    assert "自己所在单位" in refused(confirm_put_right, finding, judge, "理由")
    assert steps_for(judge, finding) == []


def test_nobody_both_explains_and_judges_though_they_have_changed_organs(
    city: None, spring: clock.FixedClock
) -> None:
    finding, clerk = one(), person(BUREAU)
    explain(finding, clerk, "说明")
    clerk.account.tenures.update(until=dt.date(2026, 3, 2))
    spring.set(dt.datetime(2026, 3, 10, 9))
    with transaction.atomic():
        post = Post.objects.get(organ__code=AUTHORITY, role=Role.AUTHORITY)
        appoint(ACTOR, account=clerk.account, post=post, since=dt.date(2026, 3, 10))
    moved = Person(clerk.account, post)
    for step in (accept, reject, confirm_put_right, pass_on):
        assert "说明情况的人" in refused(step, finding, moved, "理由")


def test_whose_days_in_the_post_are_over_takes_no_step(
    city: None, spring: clock.FixedClock
) -> None:
    finding, judge = one(), person(AUTHORITY)
    judge.account.tenures.update(until=dt.date(2026, 3, 9))
    spring.set(dt.datetime(2026, 3, 9, 17))
    assert steps_for(person(AUTHORITY), finding), "the last day is a day in the post"
    spring.set(dt.datetime(2026, 3, 10, 9))
    assert "不担任" in refused(confirm_put_right, finding, person(AUTHORITY), "理由")


@pytest.mark.parametrize("code", [AUTHORITY, FINANCE, DISCIPLINE, COUNTY])
def test_only_the_organ_itself_explains(city: None, code: str) -> None:
    told = refused(explain, one(), person(code), "代为说明")
    assert told in ("只有该单位的人员可以说明情况", "这个岗位不能办理这一步")


@pytest.mark.parametrize("code", [AUTHORITY, FINANCE])
def test_authority_and_finance_pass_on_and_only_discipline_inspection_opens_again(
    city: None, code: str
) -> None:
    finding = one()
    assert pass_on(finding, person(code), "涉嫌违纪").state == "passed_on"
    assert "纪检监察" in refused(reopen, finding, person(AUTHORITY), "又有新情况")
    assert reopen(finding, person(DISCIPLINE), "退回处理").state == "reopened"


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_step_without_a_reason_is_refused(city: None, reason: str) -> None:
    assert refused(confirm_put_right, one(), person(AUTHORITY), reason) == "请写明理由"


@pytest.mark.parametrize(
    ("step", "state"),
    [(accept, "未处理"), (reject, "未处理"), (reopen, "未处理")],
)
def test_a_step_from_another_state_is_refused(city: None, step: object, state: str) -> None:
    assert state in refused(step, one(), person(AUTHORITY), "理由")


def test_what_is_closed_is_closed_until_it_is_opened_again(city: None) -> None:
    finding = one()
    confirm_put_right(finding, person(AUTHORITY), "已换车")
    assert "已整改" in refused(confirm_put_right, finding, person(DISCIPLINE), "再确认一次")
    assert "已整改" in refused(explain, finding, person(BUREAU), "说明")
    assert reopen(finding, person(DISCIPLINE), "并未换车").state == "reopened"


def test_a_page_read_before_something_happened_does_nothing(city: None) -> None:
    finding = one()
    read = finding.events.latest("pk").pk
    explain(finding, person(BUREAU), "说明")
    with pytest.raises(ValidationError, match="又有了新的记录"):
        take("put-right", finding, person(AUTHORITY), "理由", stand=read)
    assert again(finding).state == "explained"
    now = finding.events.latest("pk").pk
    assert take("put-right", finding, person(AUTHORITY), "理由", stand=now).closed


def test_a_line_altered_behind_the_services_is_told(city: None) -> None:
    finding = one()
    explain(finding, person(BUREAU), "原来的说明")
    lines = models.QuerySet(FindingEvent).filter(kind="explain")
    lines.update(reason="另一个说明")
    assert [line.whole for line in timeline(finding)] == [True, False]
    from guiju.oversight.services.events import digest

    event = lines.get()
    lines.update(sha256=digest(event, finding.fingerprint))
    assert [line.whole for line in timeline(finding)] == [True, False], "the ledger knows better"


def test_what_is_written_is_written_together_or_not_at_all(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise RuntimeError("no ledger")

    finding = one()
    monkeypatch.setattr(steps, "record", refuse)
    with pytest.raises(RuntimeError):
        explain(finding, person(BUREAU), "说明")
    assert again(finding).state == "open"
    assert finding.events.count() == 1


def test_a_provisional_date_is_counted_again_when_the_notice_is_there(
    city: None, spring: clock.FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    spring.set(dt.datetime(2026, 12, 25, 9))
    from .conftest import found, taken

    taken(300, found(), covers=[])
    finding = Finding.objects.get()
    assert finding.due_provisional is True
    assert recount(ACTOR) == 0
    before = Entry.objects.count()
    settled = clock.add(dt.date(2026, 3, 2), 10, "workdays")
    monkeypatch.setattr("guiju.oversight.services.recounting.counted", lambda _: settled)
    assert recount(ACTOR) == 1
    assert (again(finding).due, again(finding).due_provisional) == (settled.date, False)
    assert Entry.objects.count() == before + 1
    assert recount(ACTOR) == 0


def test_the_limits_are_settings(city: None, settings: object) -> None:
    settings.OVERSIGHT_EXPLAIN_WORKDAYS = 1  # type: ignore[attr-defined]
    settings.OVERSIGHT_JUDGE_WORKDAYS = 2  # type: ignore[attr-defined]
    finding = one()
    assert finding.due == dt.date(2026, 3, 3)
    assert explain(finding, person(BUREAU), "说明").due == dt.date(2026, 3, 4)


def test_every_service_leaves_its_record(city: None, spring: clock.FixedClock) -> None:
    """A new service in the list of the room: try its record here."""
    from guiju.oversight import services
    from guiju.oversight.services import (
        LeadTold,
        look_into_lead,
        read_reporter,
        report,
        settle_lead,
        take_up,
    )

    from .conftest import found, source

    inspector, written = person(DISCIPLINE), []

    def wrote(name: str, call: object, *arguments: object, **more: object) -> object:
        before = Entry.objects.count()
        done = call(*arguments, **more)  # type: ignore[operator]
        assert Entry.objects.count() == before + 1, name
        written.append(name)
        return done

    wrote("take_up", take_up, source(), [found()], actor=ACTOR)
    finding = Finding.objects.get()
    wrote("explain", explain, finding, person(BUREAU), "说明")
    wrote("reject", reject, finding, inspector, "不足")
    wrote("take", take, "explain", finding, person(BUREAU), "再说明")
    wrote("accept", accept, finding, inspector, "属实")
    wrote("reopen", reopen, finding, inspector, "有新情况")
    wrote("confirm_put_right", confirm_put_right, finding, inspector, "已改")
    reopen(finding, inspector, "没有改")
    wrote("pass_on", pass_on, finding, person(FINANCE), "移送")
    lead = wrote("report", report, LeadTold("周末用车"), token="t")
    region = person("45-D")
    wrote("read_reporter", read_reporter, lead, region, "核查")
    wrote("look_into_lead", look_into_lead, lead, region, "受理")
    wrote("settle_lead", settle_lead, "unfounded", lead, region, "不属实")
    spring.set(dt.datetime(2026, 12, 25, 9))
    late = report(LeadTold("年末用车"), token="u")
    assert late.due_provisional
    late.due = late.due_from
    late.save()
    wrote("recount", recount, ACTOR)
    functions = {name for name in services.__all__ if name[0].islower()}
    assert functions == set(written)
    assert verify().broken is None
