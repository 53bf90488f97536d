"""What a check found is handed to oversight: by organ, within a scope, as often as one likes."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from guiju.institutions.vehicles.demo import load_checks
from guiju.institutions.vehicles.models import Check, CheckFinding
from guiju.institutions.vehicles.services import correct_cell
from guiju.institutions.vehicles.services.findings import follow_check
from guiju.jobs.models import Job, State
from guiju.ledger.models import Entry
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs.models import Organ
from guiju.oversight.demo import load_states
from guiju.oversight.models import Finding, Lead
from guiju.oversight.services import TakenUp

ACTOR = Actor("演示甲", "演示局 经办")
CITY, BUREAU = "4514-A", "4514-08"


@pytest.fixture
def checks(city: None) -> dict[str, Check]:
    """The demo's checks by the organ that handed them in."""
    load_checks()
    return {check.organ.code: check for check in Check.objects.select_related("organ")}


def city_organs() -> object:
    """The organs of the city and below."""
    return Organ.objects.filter(path__startswith=Organ.objects.get(code="4514").path)


def subject(one: CheckFinding) -> str:
    """The car, or the organ with the class of which it has too many."""
    return one.subject if one.number else f"{one.subject} {one.facts['用车类别']}"


def test_every_finding_of_a_check_is_followed_once(checks: dict[str, Check]) -> None:
    check = checks[CITY]
    followed = follow_check(check, organs=city_organs(), actor=ACTOR)
    told = {(one.organ, subject(one), one.provision) for one in check.findings.order_by("pk")}
    assert len(told) == check.findings.count()
    assert followed.taken == TakenUp(new=len(told)) and followed.unmatched == ()
    stored = Finding.objects.values_list("organ__name", "subject", "provision")
    assert set(stored) == told
    one = Finding.objects.select_related("organ").exclude(provision="6/1").first()
    assert one is not None
    original = CheckFinding.objects.get(
        ledger=check, organ=one.organ.name, subject=one.subject, provision=one.provision
    )
    assert (one.verdict, one.message, one.message_en, one.facts) == (
        original.verdict,
        original.message,
        original.message_en,
        original.facts,
    )
    assert (one.first_source, one.source_title) == (check.pk, check.file_name)
    assert follow_check(check, organs=city_organs(), actor=ACTOR).taken == TakenUp()
    assert verify().broken is None


def test_nothing_is_followed_about_an_organ_outside_the_scope(checks: dict[str, Check]) -> None:
    own = Organ.objects.filter(code=BUREAU)
    check = checks[CITY]
    followed = follow_check(check, organs=own, actor=ACTOR)
    assert set(Finding.objects.values_list("organ__code", flat=True)) == {BUREAU}
    others = check.findings.exclude(organ=own.get().name)
    assert followed.left_out == others.count()
    assert set(followed.unmatched) == set(others.values_list("organ", flat=True))


def test_a_name_that_two_organs_have_leads_to_neither(checks: dict[str, Check]) -> None:
    name = checks[CITY].findings.values_list("organ", flat=True)[0]
    Organ.objects.filter(code="451421-03").update(name=name)
    followed = follow_check(checks[CITY], organs=city_organs(), actor=ACTOR)
    assert followed.unmatched == (name,) and followed.left_out > 0
    assert not Finding.objects.filter(organ__name=name).exists()
    assert Finding.objects.exists()


def test_a_corrected_cell_is_told_when_the_check_is_followed_again(
    checks: dict[str, Check],
) -> None:
    check = checks[CITY]
    follow_check(check, organs=city_organs(), actor=ACTOR)
    found = check.findings.filter(provision="16/1", verdict="breach").first()
    assert found is not None and found.number is not None
    told = {"number": found.number, "column": "登记所有人类别", "value": "本机关"}
    correct_cell(check=check, actor=ACTOR, **told)
    assert follow_check(check, organs=city_organs(), actor=ACTOR).taken.unseen == 1
    finding = Finding.objects.get(subject=found.subject, organ__name=found.organ, provision="16/1")
    assert finding.unseen_at is not None and not finding.closed


def test_a_cancelled_check_makes_nothing_disappear(checks: dict[str, Check]) -> None:
    check = checks[CITY]
    follow_check(check, organs=city_organs(), actor=ACTOR)
    found = check.findings.filter(number__isnull=False).first()
    assert found is not None
    found.delete()
    Job.objects.filter(pk=check.job_id).update(state=State.CANCELLED)
    again = Check.objects.get(pk=check.pk)
    assert follow_check(again, organs=city_organs(), actor=ACTOR).taken == TakenUp()


def test_the_button_follows_a_check_and_says_what_became_of_it(
    checks: dict[str, Check], as_role: Callable[[str], Client]
) -> None:
    client, check = as_role("vehicle_authority"), checks[CITY]
    address = f"/vehicles/checks/{check.pk}/follow/"
    assert f'action="{address}"' in client.get(f"/vehicles/checks/{check.pk}/").content.decode()
    page = client.post(address, follow=True).content.decode()
    assert f"新问题 {Finding.objects.count()}，" in page
    assert client.get(address).status_code == 405
    entry = Entry.objects.filter(action="oversight.taken_up").latest("pk")
    assert json.loads(entry.content)["article"] == "崇政办发〔2020〕1号"
    client = as_role("discipline")
    assert client.post(address).status_code == 403
    assert address not in client.get(f"/vehicles/checks/{check.pk}/").content.decode()


def test_the_demo_has_findings_in_each_state_and_two_leads(checks: dict[str, Check]) -> None:
    for code in ("451421-A", BUREAU, CITY):
        follow_check(checks[code], organs=city_organs(), actor=ACTOR)
    assert load_states() == 21
    states = set(Finding.objects.values_list("state", flat=True))
    assert states == {"open", "explained", "accepted", "put_right", "passed_on", "reopened"}
    assert Finding.objects.filter(organ__code=BUREAU, state="open").exists()
    assert sorted(Lead.objects.values_list("state", flat=True)) == ["joined", "received"]
    assert verify().broken is None
