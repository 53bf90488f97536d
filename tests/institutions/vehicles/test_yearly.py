"""The yearly plan: what it took in, its money, what is not known by name, the document."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from guiju.disclosure.documents import Table
from guiju.institutions.vehicles.selectors import yearly
from guiju.institutions.vehicles.services.yearly import plan_document
from guiju.ledger.models import Entry
from guiju.ledger.verifying import verify
from guiju.procedures.models import Case
from guiju.procedures.services import open_case, withdraw

from .registers import OFFICE, POLICE, numbered, organ, post_of, take
from .test_following import AUTHORITY, CAR, FINANCE

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
COUNTY, COUNTY_AUTHORITY = "451421-02", "451421-A"
URL = "/vehicles/plan/"


def planned(code: str = OFFICE, year: str = "2026", by: str = AUTHORITY, **changes: Any) -> Case:
    """A case that a plan took in."""
    facts = {**CAR, "行政层级": organ(code).level, "单位类别": organ(code).category, **changes}
    case = open_case(*post_of(code), "vehicles/purchase", facts, {}, "演示用车")
    return take(case, by, "plan", entries={"计划年度": year})


@pytest.fixture
def year(city: None) -> dict[str, Case]:
    """A year: two arranged or waiting with prices, one without, one withdrawn, others' years."""
    for code in (OFFICE, POLICE, COUNTY):
        numbered(code, 9)
    cases = {
        "funded": planned(**{"价格（元）": "98000.00", "申请数": "2"}),
        "waiting": planned(POLICE, "2026年度", **{"价格（元）": "100000.50"}),
        "unpriced": planned(POLICE, **{"价格（元）": "", "超标准批准文号": "桂机管〔2026〕演9号"}),
        "withdrawn": planned(),
        "next": planned(year="2027年"),
        "unreadable": planned(year="明年"),
        "county": planned(COUNTY, by=COUNTY_AUTHORITY),
    }
    take(cases["funded"], FINANCE, "fund", entries={"预算指标文号": "崇财〔2026〕演1号"})
    post, account = post_of(OFFICE)
    withdraw(post, account, cases["withdrawn"].pk, reason="不办了", expected_state="planned")
    return cases


def plan(chosen: str = "level:4514", number: int = 2026) -> yearly.YearPlan:
    """The plan as the city's authority sees it."""
    post = post_of(AUTHORITY)[0]
    return yearly.plan_of(yearly.organs_of_plan(post, chosen), number)


def pks(lines: Any) -> set[int]:
    return {one.case.pk for one in lines}


def test_a_plan_has_what_was_taken_in_and_its_money(year: dict[str, Case]) -> None:
    found = plan()
    assert pks(found.lines) == {year[n].pk for n in ("funded", "waiting", "unpriced")}
    assert pks(found.dropped) == {year["withdrawn"].pk}
    assert pks(found.unreadable) == {year["unreadable"].pk}
    total = found.total
    assert (total.cases, total.cars, total.money) == (3, 4, 2 * 9_800_000 + 10_000_050)
    # What nobody knows is named and added to nothing.
    assert pks(total.without_money) == {year["unpriced"].pk}
    assert (found.arranged.cases, found.arranged.money) == (1, 19_600_000)
    assert (found.waiting.cases, found.waiting.money) == (2, 10_000_050)
    assert pks(plan(number=2027).lines) == {year["next"].pk}
    assert plan(number=2025).lines == []


def test_a_plan_is_of_a_level_of_an_organ_or_of_the_whole_scope(year: dict[str, Case]) -> None:
    county = year["county"].pk
    assert county not in pks(plan().lines)
    assert pks(plan("level:451421").lines) == {county}
    assert pks(plan(POLICE).lines) == {year["waiting"].pk, year["unpriced"].pk}
    assert county in pks(plan("").lines)
    post = post_of(AUTHORITY)[0]
    assert yearly.draws_up(post, "level:4514") and yearly.draws_up(post, POLICE)
    assert not yearly.draws_up(post, "level:451421") and not yearly.draws_up(post, "")
    # A level or an organ outside the scope is none.
    assert not yearly.organs_of_plan(post_of(COUNTY_AUTHORITY)[0], "level:4514").exists()
    assert not yearly.organs_of_plan(post_of(OFFICE)[0], POLICE).exists()


def test_a_price_that_changed_later_leaves_the_plan_as_it_was(year: dict[str, Case]) -> None:
    case = year["funded"]
    take(case, AUTHORITY, "order", entries={"价格（元）": "90000.00", "采购合同编号": "演1"})
    line = next(one for one in plan().lines if one.case.pk == case.pk)
    assert (line.price, line.money, line.budget) == (9_800_000, 19_600_000, "崇财〔2026〕演1号")
    assert line.case.state == "ordered"


def test_the_document_cites_the_articles_and_names_what_is_not_known(
    year: dict[str, Case],
) -> None:
    found = plan()
    document = plan_document(organ(AUTHORITY), "崇左市本级", found)
    assert document.basis == ("崇政办发〔2020〕1号第九条、第十条",)
    told = "\n".join(getattr(block, "text", "") for block in document.body)
    assert "列入计划3件，公务用车4辆。其中知道金额的2件，合计296000.50元" in told.replace(",", "")
    assert "另有1件金额不知道，没有计入合计" in told
    assert f"{organ(POLICE).name} {year['unpriced'].reference}" in told
    rows = [block.rows for block in document.body if isinstance(block, Table)]
    assert [len(table) for table in rows] == [3, 1]
    priceless = [row for row in rows[0] if row[5] == "不知道"]
    assert [row[2] for row in priceless] == [year["unpriced"].reference]
    assert priceless[0][6] == "不知道"


def test_the_page_shows_exports_and_makes_the_document(year: dict[str, Case], as_role: As) -> None:
    client = as_role("vehicle_authority")
    page = client.get(f"{URL}?year=2026").content.decode()
    assert "崇左市本级" in page and "296000.50" in page.replace(",", "")
    assert "金额不知道，没有计入合计：" in page and "（明年）" in page
    answer = client.get(f"{URL}?year=2026&export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.values)
    assert len(rows) == 4
    assert {str(row[9]).replace(",", "") for row in rows[1:]} == {
        "196000.00", "100000.50", "不知道",
    }  # fmt: skip
    before = Entry.objects.filter(action="disclosure.document").count()
    made = client.post(
        reverse("vehicles:plan-document"), {"of": "level:4514", "year": "2026", "kind": "docx"}
    )
    assert made.status_code == 200
    assert made.content[:2] == b"PK"
    entry = Entry.objects.filter(action="disclosure.document").latest("pk")
    assert (entry.chain, before) == (AUTHORITY, 0)
    assert verify().broken is None


def test_the_list_is_sorted_by_what_is_not_always_known(year: dict[str, Case], as_role: As) -> None:
    client = as_role("vehicle_authority")
    for column in ("money", "price", "count", "organ", "state"):
        for sign in ("", "-"):
            page = client.get(f"{URL}?year=2026&sort={sign}{column}").content.decode()
            assert page.count("procedures/cases/") >= 3


@pytest.mark.parametrize("of", ["level:451421", "", "level:9999"])
def test_no_document_of_another_level(of: str, year: dict[str, Case], as_role: As) -> None:
    client = as_role("vehicle_authority")
    told = {"of": of, "year": "2026", "kind": "docx"}
    assert client.post(reverse("vehicles:plan-document"), told).status_code == 404
    assert not re.search("制作计划", client.get(f"{URL}?year=2026&of={of}").content.decode())
    assert not Entry.objects.filter(action="disclosure.document").exists()


def test_a_using_organ_sees_its_own_and_makes_no_document(
    year: dict[str, Case], client: Client
) -> None:
    client.force_login(post_of(POLICE)[1])
    page = client.get(f"{URL}?year=2026&of=").content.decode()
    assert year["waiting"].reference in page
    assert organ(OFFICE).name not in page
    told = {"of": POLICE, "year": "2026", "kind": "pdf"}
    assert client.post(reverse("vehicles:plan-document"), told).status_code == 403
