"""The pages of the register, of the quota and of adoption; the command that adopts."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from guiju.cli import main
from guiju.institutions.vehicles.models import Adoption, Car, Check, QuotaAccount
from guiju.institutions.vehicles.services.quota import place_hold
from guiju.ledger.models import Entry
from guiju.organs.models import Organ

from .ledgers import xlsx_file
from .registers import (
    ACTOR,
    APPROVAL,
    CLASS,
    POLICE,
    account,
    adopted,
    all_holds,
    checked,
    figures,
    organ,
    post_of,
    row,
)

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
FINGERPRINT = re.compile(r'name="fingerprint" value="(\w{64})"')


@pytest.fixture
def stocked(city: None, tmp_path: Path) -> Check:
    """Three cars of two organs in the register, one organ overdrawn."""
    rows = [row(1), row(2, 产地="进口", 厂牌型号="-演示牌"), row(3, POLICE, 固定使用人="演示某")]
    quota = [(organ().name, CLASS, 1), (organ(POLICE).name, CLASS, 2)]
    check = checked(tmp_path, rows, quota)
    adopted(check, APPROVAL)
    return check


def text(client: Client, name: str, *args: Any, query: str = "") -> str:
    """A page as text."""
    answer = client.get(reverse(f"vehicles:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_is_searched_filtered_and_exported(stocked: Check, as_role: As) -> None:
    client = as_role("vehicle_authority")
    page = text(client, "cars")
    assert all(f"桂F·R00{n}" in page for n in (1, 2, 3))
    for query in (f"?organ={POLICE}", "?q=R003", f"?q={organ(POLICE).name}"):
        found = text(client, "cars", query=query)
        assert ("桂F·R003" in found, "桂F·R001" in found) == (True, False)
    assert "桂F·R001" not in text(client, "cars", query="?class=应急保障")
    assert "桂F·R001" not in text(client, "cars", query="?state=disposed")
    csv = client.get(reverse("vehicles:cars") + "?export=csv&sort=-plate")
    lines = csv.content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["桂F·R003", "桂F·R002", "桂F·R001"]
    assert "118000.00" in lines[1]
    assert ",'-演示牌," in lines[2]  # no cell runs as a formula
    xlsx = client.get(reverse("vehicles:cars") + f"?export=xlsx&organ={POLICE}")
    book = openpyxl.load_workbook(io.BytesIO(xlsx.getvalue()))
    assert [cell.value for cell in book.worksheets[0]["A"]][1:] == ["桂F·R003"]


def test_a_clerk_sees_the_cars_of_the_own_organ(stocked: Check, client: Client) -> None:
    client.force_login(post_of("4514-09")[1])
    page = text(client, "cars")
    assert ("桂F·R003" in page, "桂F·R001" in page) == (True, False)
    other = Car.objects.get(plate="桂F·R001")
    assert client.get(reverse("vehicles:car", args=[other.pk])).status_code == 404
    quota = text(client, "quota")
    assert (organ(POLICE).name in quota, organ().name in quota) == (True, False)
    assert client.get(reverse("vehicles:quota-set")).status_code == 403


def test_a_car_tells_its_sources_its_history_and_todays_judgement(
    stocked: Check, as_role: As
) -> None:
    client = as_role("vehicle_authority")
    car = Car.objects.get(plate="桂F·R002")
    page = text(client, "car", car.pk)
    for said in (
        "第十三条",
        "违反",
        "台账采纳 台账.xlsx",
        "演示局 公务用车主管经办 演示甲",
        "机构树",
    ):
        assert said in page
    client.post("/language/", {"language": "en"})
    english = text(client, "car", car.pk)
    assert "does not meet 13/1" in english
    assert "Ledger adopted" in english


def test_lists_ask_the_same_few_questions_however_long(
    city: None,
    tmp_path: Path,
    as_role: As,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [row(n, code) for n, code in enumerate(["4514-08", "4514-09", "4514-10"] * 15)]
    quota = [(organ(code).name, CLASS, 9) for code in ("4514-08", "4514-09", "4514-10")]
    adopted(checked(tmp_path, rows, quota), APPROVAL)
    client = as_role("vehicle_authority")
    with django_assert_max_num_queries(10):
        text(client, "cars")
    with django_assert_max_num_queries(11):
        text(client, "quota")
    with django_assert_max_num_queries(12):
        text(client, "car", Car.objects.first().pk)  # type: ignore[union-attr]


def test_the_quota_says_what_is_free_and_what_is_beyond(stocked: Check, as_role: As) -> None:
    place_hold(organ=organ(POLICE), vehicle_class=CLASS, case="演示1", actor=ACTOR)
    client = as_role("vehicle_authority")
    page = text(client, "quota")
    assert "超出 1" in page
    assert "演示1" in page
    over = text(client, "quota", query="?over=1")
    assert "超出 1" in over
    assert over.count(APPROVAL.number) == 1
    csv = client.get(reverse("vehicles:quota") + "?export=csv").content.decode("utf-8-sig")
    assert f"{organ(POLICE).name},{CLASS},2,1,1,0,0,{APPROVAL.number}" in csv


def test_a_number_is_recorded_with_its_approval(city: None, as_role: As) -> None:
    client = as_role("vehicle_authority")
    address = reverse("vehicles:quota-set")
    told = {"organ": organ().pk, "vehicle_class": CLASS, "authorised": 3}
    wrong = client.post(address, {**told, "approval": "", "approved_on": "2999-01-01"})
    assert wrong.status_code == 400
    assert "不能晚于今天" in wrong.content.decode()
    assert not QuotaAccount.objects.exists()
    fine = {**told, "approval": "桂机管〔2026〕演1号", "approved_on": "2026-03-01"}
    assert client.post(address, fine).status_code == 302
    assert (account().authorised, account().approval) == (3, "桂机管〔2026〕演1号")
    elsewhere = {**fine, "organ": Organ.objects.get(code="45-A").pk}
    assert client.post(address, elsewhere).status_code == 400  # outside the scope
    assert all_holds()


def test_an_adoption_on_the_page(city: None, tmp_path: Path, as_role: As) -> None:
    rows = [row(1), row(2, 使用单位="没有这个单位")]
    check = checked(tmp_path, rows, [(organ().name, CLASS, 3)])
    client = as_role("vehicle_authority")
    assert reverse("vehicles:adopt", args=[check.pk]) in text(client, "check", check.pk)
    page = text(client, "adopt", check.pk)
    for said in ("桂F·R001", "范围内没有单位“没有这个单位”", "确认写入", "编制表"):
        assert said in page
    (seen,) = FINGERPRINT.findall(page)
    address = reverse("vehicles:adopt", args=[check.pk])
    for told in ({}, {"fingerprint": seen}, {"confirmed": "on", "fingerprint": "0" * 64}):
        assert client.post(address, told).status_code == 400
    half = {"confirmed": "on", "fingerprint": seen, "approval": "桂演1号"}
    assert client.post(address, half).status_code == 400
    assert not Car.objects.exists()
    answer = client.post(address, {**half, "approved_on": "2026-03-01"})
    adoption = Adoption.objects.get()
    assert answer["Location"] == reverse("vehicles:adoption", args=[adoption.pk])
    done = client.get(answer["Location"]).content.decode()
    assert "与历史链中的根一致" in done
    assert adoption.root in done
    assert figures() == (3, 1, 0, 0, 2)
    assert all_holds()


def test_who_may_not_adopt(city: None, tmp_path: Path, as_role: As) -> None:
    check = checked(tmp_path, [row(1)])
    for role in ("using_clerk", "finance", "discipline", "administrator"):
        answer = as_role(role).get(reverse("vehicles:adopt", args=[check.pk]))
        assert answer.status_code == 403


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    """The status and the JSON answer of a command."""
    status = 0
    try:
        status = main([*arguments, "--json"])
    except SystemExit as left:
        status = int(left.code or 0)
    return status, json.loads(capfd.readouterr().out)


def test_the_command_rehearses_and_writes_what_was_confirmed(
    city: None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = [row(1, 购置日期="2021-07"), row(2, 产地="外国"), row(3, 单位类别="企业")]
    path = str(xlsx_file(tmp_path / "台账.xlsx", rows, quota=[(organ().name, CLASS, 3)]))
    by = ["--by", post_of("4514-A")[1].username]
    before = Entry.objects.count()
    status, told = run(capfd, "vehicles", "adopt", path, *by, "--rehearse")
    assert status == 0
    assert {k: v for k, v in told["counts"].items() if v} == {"new": 2, "conflict": 1}
    assert Entry.objects.count() == before
    write = ["vehicles", "adopt", path, *by, "--write"]
    status, wrong = run(capfd, *write, "--confirm", "0" * 64)
    assert (status, wrong["error"]["where"]) == (2, "--confirm")
    assert not Check.objects.exists()
    approval = ["--approval", APPROVAL.number, "--approved-on", "2020-03-01"]
    status, done = run(capfd, *write, "--confirm", told["fingerprint"], *approval)
    assert status == 0
    assert done["merkle_root"] == Adoption.objects.get().root
    assert figures() == (3, 2, 0, 0, 1)
    assert all_holds()


def test_the_command_refuses_who_may_not_and_a_wrong_password(
    city: None,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = str(xlsx_file(tmp_path / "台账.xlsx", [row(1)]))
    clerk = post_of("4514-08")[1].username
    for name in (clerk, "nobody"):
        status, wrong = run(capfd, "vehicles", "adopt", path, "--by", name)
        assert (status, wrong["error"]["where"]) == (2, "--by")
    keeper = post_of("4514-A")[1]
    keeper.set_password("正确的密码-演示")
    keeper.save()
    by = ["vehicles", "adopt", path, "--by", keeper.username]
    _, told = run(capfd, *by)
    monkeypatch.setattr(sys, "stdin", io.StringIO("别的密码\n"))
    status, wrong = run(capfd, *by, "--write", "--confirm", told["fingerprint"])
    assert (status, wrong["error"]["where"]) == (2, "密码")
    assert not Car.objects.exists()
    monkeypatch.setattr(sys, "stdin", io.StringIO("正确的密码-演示\n"))
    status, _ = run(capfd, *by, "--write", "--confirm", told["fingerprint"])
    assert status == 0
    assert Car.objects.count() == 1


@pytest.mark.parametrize("more", [["--approval", "桂演1号"], ["--approval", "桂演1号",
                         "--approved-on", "2020-13-01"]])  # fmt: skip
def test_bad_input_of_the_command(
    city: None, tmp_path: Path, capfd: pytest.CaptureFixture[str], more: list[str]
) -> None:
    path = str(xlsx_file(tmp_path / "台账.xlsx", [row(1)]))
    by = ["--by", post_of("4514-A")[1].username]
    status, wrong = run(capfd, "vehicles", "adopt", path, *by, *more)
    assert (status, wrong["error"]["where"]) == (2, "--approved-on")
    status, wrong = run(capfd, "vehicles", "adopt", path + ".no", *by)
    assert status == 2
