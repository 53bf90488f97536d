"""Replaying what is kept: the same years later, and every alteration told."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

from guiju.cases.models import Receipt
from guiju.cases.selectors import replayed
from guiju.ledger.canonical import canonical
from guiju.ledger.models import Entry
from guiju.rules import Rulebook, receipts, registry
from guiju.rules.commands import app
from guiju.rules.receipts import digest
from guiju.rules.registry import find_matter

from .conftest import ANSWER, kept, loss


def changed(receipt: Receipt, **columns: Any) -> Receipt:
    """The receipt as somebody changed it behind the services."""
    models.QuerySet(Receipt).filter(pk=receipt.pk).update(**columns)
    return Receipt.objects.get(pk=receipt.pk)


def rewritten(receipt: Receipt, change: Callable[[dict[str, Any]], object]) -> Receipt:
    """The receipt with another text, its hash made to fit everywhere but in the ledger."""
    content = receipt.content
    change(content)
    content["sha256"] = digest(content)
    return changed(receipt, text=canonical(content), sha256=content["sha256"])


def test_what_is_kept_replays_to_the_same(city: None) -> None:
    before = Entry.objects.count()
    found = replayed(kept())
    assert found.agrees and found.differences == ()
    assert found.decision["amount"] == "100000.00"
    assert Entry.objects.count() == before + 1, "a replay writes nothing"


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("subject", "另一所", "register subject"),
        ("verdict", "not entitled", "register verdict"),
        ("amount", 1, "register amount: then 100000.00, now 0.01"),
        ("amount", None, "register amount"),
        ("made_by", "另一人", "register person"),
        ("rules_version", "x", "register rules_version"),
        ("reference", "2020-0001", "register reference"),
        ("sha256", "0" * 64, "register sha256"),
    ],
)
def test_a_column_that_was_changed_is_told(city: None, column: str, value: Any, told: str) -> None:
    found = replayed(changed(kept(subject="演示幼儿园"), **{column: value}))
    assert not found.agrees
    assert any(told in english for _, english in found.differences), found.differences


def test_a_text_that_was_changed_is_told(city: None) -> None:
    receipt = kept()
    content = receipt.content
    content["facts"]["民办"] = "否"
    found = replayed(changed(receipt, text=canonical(content)))
    english = [told for _, told in found.differences]
    assert any("altered" in told for told in english)
    assert any(told.startswith("verdict: then entitled, now not entitled") for told in english)


def test_a_text_rewritten_with_its_hash_is_told_by_the_ledger(city: None) -> None:
    def another_reason(content: dict[str, Any]) -> None:
        content["judgements"][0]["reason"] = "另一个理由"

    receipt = kept("4514-F", loss(), answers={"受疫情影响较大": ANSWER})
    found = replayed(rewritten(receipt, another_reason))
    assert [told[:18] for _, told in found.differences] == ["hash in the ledger"]


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"format":"guiju-receipt-1"}'])
def test_a_damaged_text_is_told_and_its_page_leads_to_the_replay(
    city: None, clerk_of: Callable[[str], Client], text: str
) -> None:
    receipt = changed(kept(), text=text)
    assert not replayed(receipt).agrees
    client = clerk_of("4514-08")
    told = client.get(reverse("cases:detail", args=["4514-08", receipt.reference]), follow=True)
    assert told.redirect_chain
    assert "不一致" in told.content.decode()


def older(rulebook: Rulebook, factor: int) -> Rulebook:
    """The rulebook with every figure of the award raised."""
    standard = rulebook.standards["kindergarten_award"]
    periods = tuple(dataclasses.replace(p, value=p.value * factor) for p in standard.periods)
    raised = dataclasses.replace(standard, periods=periods)
    return dataclasses.replace(rulebook, standards={**rulebook.standards, standard.name: raised})


def test_other_words_of_today_are_told_and_the_result_is_the_same(
    city: None, clerk_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = kept()
    address = reverse("cases:replay", args=["4514-08", receipt.reference])
    client = clerk_of("4514-08")
    assert "措辞" not in client.get(address).content.decode()
    words = receipts.decision_json
    monkeypatch.setattr(
        receipts, "decision_json", lambda *told: {**words(*told), "sentences": ["今天的措辞"]}
    )
    assert replayed(receipt).agrees
    page = client.get(address).content.decode()
    assert "不一致" not in page and "措辞" in page


def test_an_old_version_of_a_standard_still_replays(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = kept()
    rulebook, name = find_matter("schools/award")
    monkeypatch.setattr(receipts, "find_matter", lambda rule: (older(rulebook, 3), name))
    found = replayed(receipt)
    assert found.agrees, found.differences
    assert found.decision["amount"] == "100000.00"


def test_rules_of_another_version_are_told(city: None) -> None:
    def other(content: dict[str, Any]) -> None:
        content["rules_version"] = "2020-02-20+000000000000"

    found = replayed(rewritten(kept(), other))
    assert any(
        "version of the rules: then 2020-02-20+000000000000" in e for _, e in found.differences
    )


def test_a_rule_that_is_gone_is_told_and_the_letter_still_shown(
    city: None, clerk_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = kept()
    monkeypatch.setattr(registry, "names", lambda: ("relief",))
    found = replayed(receipt)
    assert found.decision == {}
    assert [told[:6] for told, _ in found.differences] == ["现在不能重演"]
    page = clerk_of("4514-08").get(reverse("cases:detail", args=["4514-08", receipt.reference]))
    assert page.status_code == 200
    assert "100000.00" in page.content.decode()


def test_an_altered_receipt_is_shown_as_no_letter(
    city: None, clerk_of: Callable[[str], Client]
) -> None:
    def another_amount(content: dict[str, Any]) -> None:
        content["decision"]["amount"] = "900000.00"

    client = clerk_of("4514-08")
    for alter in (
        lambda one: rewritten(one, another_amount),
        lambda one: changed(one, text=one.text.replace("100000.00", "900000.00")),
    ):
        receipt = alter(kept())
        address = reverse("cases:detail", args=["4514-08", receipt.reference])
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[0][0] == f"{address}replay/"
        assert "不一致" in answer.content.decode()


def test_the_command_replays_the_downloaded_file(
    city: None, clerk_of: Callable[[str], Client], tmp_path: Path
) -> None:
    receipt = kept("4514-F", loss(), answers={"受疫情影响较大": ANSWER}, subject="演示公司")
    answer = clerk_of("4514-F").get(reverse("cases:json", args=["4514-F", receipt.reference]))
    assert answer["Content-Type"] == "application/json"
    assert f"4514-F-{receipt.reference}.json" in answer["Content-Disposition"]
    path = tmp_path / "receipt.json"
    path.write_bytes(answer.content)
    done = CliRunner().invoke(app, ["replay", str(path), "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["agrees"] is True
    assert told["decision"]["amount"] == "240000.00"
    path.write_bytes(answer.content.replace("停产三个月".encode(), "停产九个月".encode()))
    assert CliRunner().invoke(app, ["replay", str(path)]).exit_code == 1
