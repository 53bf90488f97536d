"""Keeping a decision: decided anew, numbered under lock, on the record, never without a person."""

from __future__ import annotations

import datetime as dt
import inspect
import json
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from guiju.cases import services
from guiju.cases.demo import load_decisions
from guiju.cases.judgements import Answer
from guiju.cases.models import Receipt
from guiju.cases.selectors import replayed
from guiju.cases.services import Case, keep
from guiju.clock import at, today
from guiju.ledger.models import AppendOnly, Entry
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs.models import Organ
from guiju.rules import RuleError
from guiju.rules.receipts import digest

from .conftest import ACTOR, ANSWER, DAY, award, case, kept, loss


def test_every_service_leaves_its_record(city: None) -> None:
    before = Entry.objects.count()
    receipt = kept(subject="演示幼儿园")
    entry = Entry.objects.order_by("pk").last()
    assert Entry.objects.count() == before + 1
    content = json.loads(entry.content)
    assert (entry.chain, entry.action, entry.subject) == (
        "4514-08",
        "cases.kept",
        f"receipt {receipt.reference}",
    )
    assert (entry.actor_name, entry.actor_post) == (ACTOR.name, ACTOR.post)
    assert content["article"] == "崇政规〔2020〕1号"
    assert content["after"]["sha256"] == receipt.sha256
    assert content["after"]["verdict"] == "entitled"
    assert verify().broken is None
    services_here = [
        name
        for name, member in vars(services).items()
        if inspect.isfunction(member)
        and member.__module__ == services.__name__
        and not name.startswith("_")
    ]
    assert services_here == ["keep", "entry_subject"], "a new service: try its record here"


def test_subject_facts_and_reasons_stand_in_the_chain_by_their_hash_alone(city: None) -> None:
    receipt = kept("4514-F", loss(), answers={"受疫情影响较大": ANSWER}, subject="演示有限公司")
    content = Entry.objects.get(action="cases.kept").content
    for told in ("演示有限公司", "中小企业", ANSWER.reason):
        assert told not in content
        assert told in receipt.text
    assert len(receipt.content["kept"]["salt"]) == 32
    assert kept().content["kept"]["salt"] != kept().content["kept"]["salt"]


def test_what_is_written_is_written_together_or_not_at_all(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise RuntimeError("no ledger")

    monkeypatch.setattr(services, "record", refuse)
    with pytest.raises(RuntimeError), transaction.atomic():
        kept()
    assert not Receipt.objects.exists()


def test_a_receipt_holds_the_decision_that_the_server_made(city: None) -> None:
    receipt = kept("4514-08", award(), subject=" 演示幼儿园 ")
    assert (receipt.verdict, receipt.amount) == ("entitled", 10_000_000)
    assert receipt.rule == "schools/award"
    assert receipt.instrument == "崇政规〔2020〕1号"
    assert receipt.as_of == DAY
    assert receipt.subject == "演示幼儿园"
    assert receipt.made_by == "演示局 经办 演示甲"
    assert receipt.content["sha256"] == receipt.sha256 == digest(receipt.content)
    assert receipt.content["facts"]["民办"] == "是"
    assert kept("4514-08", award(民办="否")).verdict == "not entitled"


def test_what_cannot_be_told_is_kept_as_unknown_with_its_questions(city: None) -> None:
    open_ = kept("4514-F", loss(受疫情影响较大=""))
    assert (open_.verdict, open_.amount) == ("unknown", None)
    assert open_.content["decision"]["missing"] == ["受疫情影响较大"]
    assert open_.content["decision"]["judgements"][0]["post"] == "市财政局（金融办）"
    assert open_.content["judgements"] == []
    reserved = kept("4514-08", case("vehicles/purchase", {"单位类别": "所属事业单位"}))
    assert reserved.verdict == "unknown"


def test_a_judgement_is_kept_with_post_person_reason_and_day(city: None) -> None:
    receipt = kept("4514-F", loss(), answers={"受疫情影响较大": ANSWER})
    assert (receipt.verdict, receipt.amount) == ("entitled", 24_000_000)
    assert receipt.content["judgements"] == [
        {
            "fact": "受疫情影响较大",
            "value": "是",
            "post": "市财政局（金融办）经办",
            "person": "演示乙",
            "reason": "停产三个月",
            "date": "2020-05-01",
        }
    ]
    assert replayed(receipt).agrees


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"受疫情影响较大": Answer("岗", "人", " \n", DAY)},
        {"受疫情影响较大": Answer("岗", "", "理由", DAY)},
        {"受疫情影响较大": Answer("", "人", "理由", DAY)},
        {"另一事实": ANSWER},
    ],
)
def test_a_judgement_without_a_person_and_a_reason_is_refused(
    city: None, answers: dict[str, Answer]
) -> None:
    before = Entry.objects.count()
    with pytest.raises(ValidationError, match="受疫情影响较大"):
        kept("4514-F", loss(), answers=answers)
    assert not Receipt.objects.exists()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("actor", [Actor.system(), Actor("演示甲", " "), Actor("", "岗")])
def test_nothing_is_decided_unattended(city: None, actor: Actor) -> None:
    with pytest.raises(ValidationError):
        keep(organ=Organ.objects.get(code="4514-08"), actor=actor, case=award())
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    "told",
    [
        Case("schools/award", DAY, {"学校类别": "大学"}, {}),
        Case("schools/award", DAY, {"无此事实": "是"}, {}),
        Case("schools/nothing", DAY, {}, {}),
        Case("schools/award", DAY.replace(year=2019), {}, {}),
        Case("relief/interest", DAY, {}, {"无此记录": []}),
    ],
)
def test_what_the_rule_cannot_use_is_refused(city: None, told: Case) -> None:
    with pytest.raises(RuleError):
        kept("4514-08", told)
    assert not Receipt.objects.exists()


def test_numbers_run_by_organ_and_year(city: None) -> None:
    year = today().year
    assert [kept().reference for _ in range(2)] == [f"{year}-0001", f"{year}-0002"]
    assert kept("4514-F").reference == f"{year}-0001"


def test_a_new_year_begins_with_one_and_ten_thousand_follow(city: None) -> None:
    with at(dt.datetime(2026, 12, 31, 23, 59)):
        assert kept().reference == "2026-0001"
    with at(dt.datetime(2027, 1, 1, 0, 0)):
        assert kept().reference == "2027-0001"
        models.QuerySet(Receipt).filter(year=2027).update(number=9999)
        assert kept().reference == "2027-10000"


def test_a_form_sent_twice_keeps_one_decision(city: None) -> None:
    one, again = kept(token="a" * 32), kept(token="a" * 32)
    assert one.pk == again.pk
    assert Receipt.objects.count() == 1
    assert kept("4514-F", token="a" * 32).pk != one.pk, "another organ's form"
    assert kept(token="b" * 32).pk != one.pk


def test_a_receipt_is_neither_changed_nor_deleted(city: None) -> None:
    receipt = kept()
    receipt.subject = "另一个"
    for change in (
        receipt.save,
        receipt.delete,
        lambda: Receipt.objects.update(subject="x"),
        Receipt.objects.all().delete,
    ):
        with pytest.raises(AppendOnly):
            change()
    with pytest.raises(models.ProtectedError):
        Organ.objects.get(code="4514-08").delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(
            **{f.name: getattr(receipt, f.name) for f in Receipt._meta.fields if f.name != "id"}
        )


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers(transactional_city: None) -> None:
    """Real threads on PostgreSQL and on SQLite's file alike."""
    found: list[str] = []
    broken: list[Exception] = []
    start = threading.Barrier(2)

    def run() -> None:
        try:
            start.wait(timeout=20)
            found.extend(kept().reference for _ in range(3))
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert broken == []
    year = today().year
    assert sorted(found) == [f"{year}-{number:04}" for number in range(1, 7)]
    assert verify().broken is None


def test_the_demo_keeps_three_decisions_that_replay(city: None) -> None:
    receipts = load_decisions()
    assert [(r.organ.code, r.verdict) for r in receipts] == [
        ("4514-F", "entitled"),
        ("4514-08", "entitled"),
        ("451421-02", "conforms"),
    ]
    assert all(replayed(receipt).agrees for receipt in receipts)
    again = load_decisions()
    for one, other in zip(receipts, again, strict=True):
        for key in ("facts", "related", "judgements", "decision", "rules_version"):
            assert one.content[key] == other.content[key], "the same every time"
    assert verify().broken is None
