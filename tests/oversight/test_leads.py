"""Leads: anyone reports, the reporter stays hidden, discipline inspection looks into it."""

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from guiju import clock
from guiju.ledger.models import Entry, Personal
from guiju.ledger.services import erase_personal
from guiju.ledger.verifying import personal_holds, verify
from guiju.organs.models import Attempt, Post, Role
from guiju.oversight.models import Lead
from guiju.oversight.selectors import leads_for
from guiju.oversight.services import LeadTold, look_into_lead, read_reporter, report, settle_lead

from .conftest import AUTHORITY, BUREAU, COUNTY, DISCIPLINE, one, organ, person

COUNTY_DISCIPLINE, REGION_DISCIPLINE = "451421-D", "45-D"
NEW = "/oversight/leads/new/"
TOLD = {
    "text": "周末在景区看到这辆车",
    "subject": "桂F·演0001",
    "name": "李演示",
    "contact": "电话一",
}
As = Callable[[str], Client]


def lead(code: str | None = BUREAU, token: str = "t", **more: str) -> Lead:
    """A lead about an organ."""
    return report(LeadTold(organ=organ(code) if code else None, **{**TOLD, **more}), token=token)


def test_the_chain_names_neither_the_reporter_nor_what_is_reported(city: None) -> None:
    kept = lead()
    entry = Entry.objects.latest("pk")
    assert (entry.chain, entry.action) == (DISCIPLINE, "oversight.lead.received")
    assert (entry.actor_name, entry.actor_post) == ("举报人", "")
    for told in (*TOLD.values(), organ(BUREAU).name, BUREAU):
        assert told not in entry.content
    assert entry.hash == kept.entry_hash
    assert personal_holds(entry) is True
    stored = json.dumps(
        {field.name: str(getattr(kept, field.name)) for field in Lead._meta.fields},
        ensure_ascii=False,
    )
    assert TOLD["name"] not in stored and TOLD["contact"] not in stored
    assert kept.due == dt.date(2026, 3, 16)
    assert verify().broken is None


@pytest.mark.parametrize(
    ("about", "handler"),
    [
        (BUREAU, DISCIPLINE),
        (COUNTY, COUNTY_DISCIPLINE),
        (AUTHORITY, DISCIPLINE),
        (DISCIPLINE, REGION_DISCIPLINE),
        (COUNTY_DISCIPLINE, DISCIPLINE),
        (None, REGION_DISCIPLINE),
    ],
)
def test_the_nearest_discipline_inspection_above_looks_into_it_and_none_into_itself(
    city: None, about: str | None, handler: str
) -> None:
    assert lead(about).handler.code == handler


def test_nobody_reads_a_lead_about_their_own_organ(city: None) -> None:
    about = lead(DISCIPLINE)
    assert list(leads_for(person(DISCIPLINE))) == []
    assert list(leads_for(person(REGION_DISCIPLINE))) == [about]
    with pytest.raises(ValidationError):
        read_reporter(about, person(DISCIPLINE), "想知道是谁")


@pytest.mark.parametrize("code", [AUTHORITY, BUREAU, COUNTY_DISCIPLINE])
def test_nobody_else_looks_into_it_or_learns_who_reported(city: None, code: str) -> None:
    kept = lead()
    before = Entry.objects.count()
    with pytest.raises(ValidationError):
        look_into_lead(kept, person(code), "理由")
    with pytest.raises(ValidationError):
        read_reporter(kept, person(code), "理由")
    assert Entry.objects.count() == before


def test_looking_at_who_reported_needs_a_reason_and_is_recorded(city: None) -> None:
    kept, inspector = lead(), person(DISCIPLINE)
    with pytest.raises(ValidationError):
        read_reporter(kept, inspector, " ")
    assert read_reporter(kept, inspector, "需要了解时间") == {"name": "李演示", "contact": "电话一"}
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.actor_name) == (
        "oversight.lead.reporter_read",
        inspector.account.name,
    )
    assert "李演示" not in entry.content
    event = kept.events.get()
    assert (event.kind, event.reason) == ("read", "需要了解时间")


def test_after_the_period_who_reported_is_erased_and_the_chain_still_verifies(
    city: None, settings: object
) -> None:
    settings.OVERSIGHT_REPORTER_DAYS = 30  # type: ignore[attr-defined]
    kept = lead()
    assert erase_personal(dt.date(2026, 4, 1)) == 0, "the last day still counts"
    assert read_reporter(kept, person(DISCIPLINE), "核查") is not None
    assert erase_personal(dt.date(2026, 4, 2)) == 1
    assert read_reporter(kept, person(DISCIPLINE), "核查") is None
    assert not Personal.objects.filter(entry_hash=kept.entry_hash).exists()
    assert verify().broken is None


def test_a_lead_is_looked_into_and_joined_to_a_finding(city: None) -> None:
    kept, inspector, finding = lead(), person(DISCIPLINE), one()
    assert look_into_lead(kept, inspector, "受理").state == "looked_into"
    with pytest.raises(ValidationError, match="并入"):
        settle_lead("join", kept, inspector, "同一辆车")
    joined = settle_lead("join", kept, inspector, "同一辆车", finding=finding)
    assert (joined.state, joined.finding, joined.due) == ("joined", finding, None)
    assert finding.events.count() == 1, "nothing at the finding tells of a lead"
    told = [e.content for e in Entry.objects.filter(subject=f"lead {kept.reference}")]
    assert len(told) == 3
    assert not any(f"finding {finding.pk}" in text for text in told)
    assert verify().broken is None


def test_unfounded_only_after_it_was_looked_into(city: None) -> None:
    kept, inspector = lead(), person(DISCIPLINE)
    with pytest.raises(ValidationError, match="已收到"):
        settle_lead("unfounded", kept, inspector, "不像")
    look_into_lead(kept, inspector, "受理")
    assert settle_lead("unfounded", kept, inspector, "当天封存").closed
    with pytest.raises(ValidationError, match="不属实"):
        settle_lead("pass-on", kept, inspector, "移送")


def test_a_lead_can_be_passed_on_at_once(city: None) -> None:
    kept = lead()
    assert settle_lead("pass-on", kept, person(DISCIPLINE), "移送公安").state == "passed_on"


def test_a_form_sent_twice_keeps_one_lead(city: None) -> None:
    assert lead(token="a").pk == lead(token="a").pk
    assert lead(token="b").pk != lead(token="a").pk


def test_without_discipline_inspection_nothing_is_taken_in_that_nobody_could_read(
    city: None,
) -> None:
    Post.objects.filter(role=Role.DISCIPLINE).update(role=Role.FINANCE)
    with pytest.raises(ValidationError, match="来信"):
        lead()
    assert not Lead.objects.exists()


def post(client: Client, **fields: str) -> str:
    """What the page of a report answers."""
    answer = client.post(NEW, {"token": "f" * 32, **fields})
    assert answer.status_code in (200, 400, 429)
    return html.unescape(answer.content.decode())


def test_anyone_reports_without_signing_in_and_without_a_name(city: None, client: Client) -> None:
    page = client.get(NEW).content.decode()
    assert "不等于认定谁有错" in page and "<script" not in page.partition("<main")[2]
    check = post(client, text="周末用车", organ=str(organ(BUREAU).pk))
    assert "先核对" in check and "周末用车" in check and not Lead.objects.exists()
    done = post(client, text="周末用车", organ=str(organ(BUREAU).pk), confirm="1")
    kept = Lead.objects.get()
    assert kept.reference in done and "崇左市纪委监委" not in done.partition("<main")[0]
    assert kept.organ == organ(BUREAU)
    back = post(client, text="周末用车", change="1")
    assert "周末用车" in back and Lead.objects.count() == 1


def test_a_report_without_text_is_refused_at_its_field(city: None, client: Client) -> None:
    answer = client.post(NEW, {"text": " "})
    assert answer.status_code == 400
    assert 'href="#id_text"' in answer.content.decode()


def test_whoever_is_signed_in_is_not_written_down(client_of: As) -> None:
    post(client_of(BUREAU), text="本单位的事", confirm="1")
    account = person(BUREAU).account
    entry = Entry.objects.latest("pk")
    assert entry.action == "oversight.lead.received"
    assert account.name not in entry.content
    assert account.name not in Personal.objects.get(entry_hash=entry.hash).values
    assert not Lead.objects.get().events.exists()


def test_many_reports_from_one_address_must_wait_and_others_need_not(
    city: None, spring: clock.FixedClock
) -> None:
    here, there = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.2")
    for number in range(10):
        post(here, text=f"第{number}件", confirm="1", token=f"{number}")
    assert "秒后再试" in post(here, text="第十一件", confirm="1", token="x")
    assert Lead.objects.count() == 10
    assert "秒后再试" not in post(there, text="另一处", confirm="1", token="y")
    spring.advance(dt.timedelta(seconds=6))
    assert "秒后再试" not in post(here, text="第十一件", confirm="1", token="x")
    assert "10.0.0" not in "".join(Attempt.objects.values_list("key", flat=True))


def test_the_pages_of_a_lead(client_of: As) -> None:
    kept = lead()
    client = client_of(DISCIPLINE)
    listing = client.get("/oversight/leads/", {"q": kept.reference}).content.decode()
    assert kept.reference in listing
    page = client.get(f"/oversight/leads/{kept.pk}/").content.decode()
    assert TOLD["text"] in page and TOLD["name"] not in page and TOLD["contact"] not in page
    step = f"/oversight/leads/{kept.pk}/look-into/"
    assert client.get(step).status_code == 200
    assert client.post(step, {"reason": "", "stand": 0}).status_code == 400
    assert "先核对" in client.post(step, {"reason": "受理", "stand": 0}).content.decode()
    client.post(step, {"reason": "受理", "stand": 0, "confirm": "1"})
    assert Lead.objects.get().state == "looked_into"
    late = client.post(
        f"/oversight/leads/{kept.pk}/pass-on/",
        {"reason": "移送", "stand": 0, "confirm": "1"},
        follow=True,
    )
    assert "又有了新的记录" in late.content.decode()
    ask = f"/oversight/leads/{kept.pk}/reporter/"
    assert TOLD["name"] not in client.get(ask).content.decode()
    assert TOLD["name"] in client.post(ask, {"reason": "核查", "stand": 0}).content.decode()


def test_a_lead_is_joined_on_the_page_by_the_number_of_a_finding_in_scope(client_of: As) -> None:
    kept, finding = lead(COUNTY), one()
    client = client_of(COUNTY_DISCIPLINE)
    step = f"/oversight/leads/{kept.pk}/join/"
    told = {"reason": "同一件事", "stand": "0", "finding": str(finding.pk)}
    wrong = client.post(step, told)
    assert wrong.status_code == 400 and "没有这个编号的问题" in wrong.content.decode()
    client = client_of(DISCIPLINE)
    assert "先核对" in client.post(step, told).content.decode()
    client.post(step, {**told, "confirm": "1"})
    assert Lead.objects.get().finding == finding


@pytest.mark.parametrize("code", [AUTHORITY, BUREAU, "4514-F"])
def test_leads_are_for_discipline_inspection_alone(client_of: As, code: str) -> None:
    kept, client = lead(), client_of(code)
    paths = ["", f"{kept.pk}/", f"{kept.pk}/reporter/", f"{kept.pk}/look-into/"]
    assert [client.get(f"/oversight/leads/{path}").status_code for path in paths] == [403] * 4
    assert [client.post(f"/oversight/leads/{path}").status_code for path in paths] == [403] * 4


def test_another_countys_inspection_does_not_find_it(client_of: As) -> None:
    kept = lead(COUNTY)
    client = client_of("451422-D")
    assert client.get(f"/oversight/leads/{kept.pk}/").status_code == 404
