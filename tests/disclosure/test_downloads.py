"""The pages of documents: notices and decision letters as files, each written down."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from guiju.disclosure.services import MADE
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told
from tests.cases.conftest import kept
from tests.oversight.conftest import AUTHORITY, BUREAU, found, taken

from .conftest import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chinese")]
FIELDS = {
    "instrument": "崇政办发〔2020〕1号",
    "contact": "联系人：演示甲",
    "copies": "演示一局、演示二局",
}


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_notice_is_made_and_written_down(kind: str, as_role: Callable[[str], Client]) -> None:
    client = as_role("vehicle_authority")
    taken(1, found(), found("桂F·演0002", provision="13", verdict="unknown"))
    page = client.get(reverse("disclosure:notices")).content.decode()
    address = reverse("disclosure:notice", args=[BUREAU])
    assert address in page
    assert "2" in client.get(address).content.decode()
    answer = client.post(address, {**FIELDS, "number": "演机管〔2026〕12号", "kind": kind})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    if kind == "pdf":
        text = text_of(answer.content)
        assert "演机管〔2026〕12号" in text
        assert "抄送：演示一局、演示二局。" in text
    entry = Entry.objects.get(action=MADE)
    after = told(entry)["after"]
    assert after["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert (entry.chain, after["issuer"], len(after["findings"])) == (BUREAU, AUTHORITY, 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "演机管[2026]12号"},
        {"contact": ""},
        {"contact": "甲\u202e乙"},
        {"instrument": "x"},
    ],
)
def test_a_notice_that_is_typed_wrong_is_asked_again(
    wrong: dict[str, str], as_role: Callable[[str], Client]
) -> None:
    client = as_role("vehicle_authority")
    taken(1, found())
    answer = client.post(
        reverse("disclosure:notice", args=[BUREAU]), {**FIELDS, "kind": "pdf", **wrong}
    )
    assert answer.status_code == 400
    assert not Entry.objects.filter(action=MADE).exists()


def test_no_notice_about_the_own_organ_nor_where_nothing_waits(
    as_role: Callable[[str], Client],
) -> None:
    client = as_role("vehicle_authority")
    taken(1, found(organ=AUTHORITY), covers=(AUTHORITY,))
    assert reverse("disclosure:notice", args=[AUTHORITY]) not in (
        client.get(reverse("disclosure:notices")).content.decode()
    )
    for code in (AUTHORITY, BUREAU):
        assert client.get(reverse("disclosure:notice", args=[code])).status_code == 404


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_decision_is_downloaded_and_written_down(
    kind: str, as_role: Callable[[str], Client]
) -> None:
    client, receipt = as_role("vehicle_authority"), kept()
    page = client.get(reverse("cases:detail", args=[BUREAU, receipt.reference]))
    address = reverse("disclosure:decision", args=[BUREAU, receipt.reference])
    assert address in page.content.decode()
    assert client.get(address).status_code == 405
    assert client.post(address, {"kind": "doc"}).status_code == 404
    answer = client.post(address, {"kind": kind})
    assert answer.status_code == 200
    after = told(Entry.objects.get(action=MADE))["after"]
    assert after == {"kind": kind, "sha256": hashlib.sha256(answer.content).hexdigest()}


def test_without_a_font_the_page_says_so_and_nothing_is_written_down(
    as_role: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    client, receipt = as_role("vehicle_authority"), kept()
    monkeypatch.setenv("GUIJU_FONTS", str(tmp_path))
    answer = client.post(
        reverse("disclosure:decision", args=[BUREAU, receipt.reference]), {"kind": "pdf"}
    )
    assert answer.status_code == 503
    assert "fonts-noto-cjk" in answer.content.decode()
    assert not Entry.objects.filter(action=MADE).exists()


def test_an_altered_decision_makes_no_letter(as_role: Callable[[str], Client]) -> None:
    from django.db import connection

    client, receipt = as_role("vehicle_authority"), kept()
    with connection.cursor() as cursor:
        cursor.execute("update cases_receipt set text = replace(text, '幼儿园', '小学')")
    answer = client.post(
        reverse("disclosure:decision", args=[BUREAU, receipt.reference]), {"kind": "pdf"}
    )
    assert answer.status_code == 302
    assert "replay" in answer["Location"]
