"""The opinion on one checked car as an official document, and the way from findings to a notice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from guiju.disclosure.documents import Table
from guiju.institutions.vehicles.models import Check
from guiju.institutions.vehicles.selectors.explaining import explain
from guiju.institutions.vehicles.services.findings import follow_check
from guiju.institutions.vehicles.services.letters import check_letter
from guiju.ledger.models import Entry
from guiju.ledger.verifying import verify
from guiju.oversight.models import Finding

from .registers import ACTOR, OFFICE, POLICE, checked, city_organs, organ, post_of, row

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
AUTHORITY = "4514-A"


@pytest.fixture
def check(city: None, tmp_path: Path) -> Check:
    """A dear car of one organ, one of unknown make of another, and one that conforms."""
    return checked(tmp_path, [row(1, **{"价格（元）": "268000"}), row(2, POLICE, 产地=""), row(3)])


def document(check: Check, number: int) -> tuple[str, list[Table], tuple[str, ...]]:
    """The words, the tables and the basis of a letter about a row."""
    record = check.checked_rows.order_by("number")[number]
    made = check_letter(organ(AUTHORITY), check, record, explain(check, record))
    told = [getattr(b, "title", "") + getattr(b, "text", "") for b in made.body]
    return (
        "\n".join([made.title, *told]),
        [b for b in made.body if isinstance(b, Table)],
        made.basis,
    )


def test_a_breach_is_told_with_its_article_facts_and_figure(check: Check) -> None:
    words, tables, basis = document(check, 0)
    assert "关于桂F·R001的核对意见" in words
    assert "：不符合" in words and "268000.00" in words
    assert basis[0].startswith("崇政办发〔2020〕1号第七条第一款")
    rows = dict(tables[0].rows)
    assert rows["价格（元）"] == "268000.00"
    assert any(name.startswith("标准") and value for name, value in rows.items())


def test_what_is_not_known_is_asked_for_and_not_called_a_breach(check: Check) -> None:
    words, _tables, _basis = document(check, 1)
    assert "：尚不能判定" in words
    assert "请补充：产地。" in words
    assert "：不符合" not in words


def test_where_nothing_was_found_it_says_so_under_the_instrument(check: Check) -> None:
    words, tables, basis = document(check, 2)
    assert "没有发现问题" in words
    assert (tables, basis) == ([], ("崇政办发〔2020〕1号",))


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_it_is_downloaded_and_written_down(
    kind: str, begins: bytes, check: Check, as_role: As
) -> None:
    client, number = as_role("vehicle_authority"), check.checked_rows.earliest("number").number
    page = client.get(reverse("vehicles:letter", args=[check.pk, number])).content.decode()
    assert "制作公文（PDF）" in page and "data-print" in page
    url = reverse("vehicles:letter-document", args=[check.pk, number])
    answer = client.post(url, {"kind": kind})
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    entry = Entry.objects.get(action="disclosure.document")
    assert (entry.chain, entry.subject) == (AUTHORITY, f"check {check.pk}")
    assert verify().broken is None
    assert client.post(url, {"kind": "exe"}).status_code == 404


def test_a_using_organ_prints_and_makes_no_document(tmp_path: Path, as_role: As) -> None:
    client = as_role("using_clerk")
    own = post_of_check(tmp_path, client)
    page = client.get(reverse("vehicles:letter", args=own)).content.decode()
    assert "核对意见" in page and "制作公文" not in page
    url = reverse("vehicles:letter-document", args=own)
    assert client.post(url, {"kind": "pdf"}).status_code == 403


def post_of_check(folder: Path, client: Client) -> list[int]:
    """A check of the organ of whoever is signed in, and its first row."""
    code = client.get("/").wsgi_request.post.organ.code  # type: ignore[attr-defined]
    check = checked(folder, [row(1, code)])
    Check.objects.filter(pk=check.pk).update(organ=organ(code))
    return [check.pk, check.checked_rows.earliest("number").number]


def test_nobody_writes_to_the_own_organ(tmp_path: Path, as_role: As) -> None:
    client = as_role("vehicle_authority")
    check = checked(tmp_path, [row(1, AUTHORITY, 产地="进口")])
    args = [check.pk, check.checked_rows.get().number]
    assert "制作公文" not in client.get(reverse("vehicles:letter", args=args)).content.decode()
    url = reverse("vehicles:letter-document", args=args)
    assert client.post(url, {"kind": "pdf"}).status_code == 404
    assert not Entry.objects.filter(action="disclosure.document").exists()


def test_findings_lead_to_the_notice_of_their_organ(check: Check, as_role: As) -> None:
    follow_check(check, organs=city_organs(), actor=ACTOR)
    client = as_role("vehicle_authority")
    finding = Finding.objects.filter(organ__code=OFFICE).earliest("pk")
    notice = reverse("disclosure:notice", args=[OFFICE])
    for address in (f"/oversight/findings/{finding.pk}/", f"/oversight/findings/?organ={OFFICE}"):
        assert f'href="{notice}"' in client.get(address).content.decode()
    assert client.get(notice).status_code == 200
    assert notice not in client.get("/oversight/findings/").content.decode()
    # Whoever gives no notice is led nowhere, nor anybody where nothing waits.
    client.force_login(post_of(OFFICE)[1])
    assert notice not in client.get(f"/oversight/findings/{finding.pk}/").content.decode()
    Finding.objects.filter(organ__code=OFFICE).update(state="explained")
    client = as_role("vehicle_authority")
    assert notice not in client.get(f"/oversight/findings/?organ={OFFICE}").content.decode()
