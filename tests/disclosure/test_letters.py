"""Letters of what the house knows: a notice of findings, a kept decision, any letter."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import docx
import pytest
from django.utils import translation

from guiju import clock
from guiju.cases.models import Receipt
from guiju.disclosure.documents import Document, DocumentError, Heading, Paragraph, Table, to_docx
from guiju.disclosure.letters.decisions import decision_letter
from guiju.disclosure.letters.general import letter
from guiju.disclosure.letters.notices import Found, Notice, notice_of_findings
from guiju.disclosure.services import PDF, Told, notice_document, rendered
from guiju.organs.models import Organ
from tests.cases.conftest import ANSWER, award, kept, loss
from tests.oversight.conftest import AUTHORITY, BUREAU, found, taken

from .conftest import squeezed, text_of

NOTICE = Notice(
    issuer="演示市机关事务管理局",
    addressee="演示市教育局",
    instrument="演示办发〔2026〕1号",
    title="演示办法",
    date=dt.date(2026, 3, 1),
    due=dt.date(2026, 3, 13),
    workdays=10,
    contact="联系人：演示甲",
    demo=True,
)


def words(document: Document) -> str:
    """Everything that a document says, without blanks."""
    body = docx.Document(BytesIO(to_docx(document))).element.body
    return squeezed("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))


def test_a_notice_groups_findings_by_article_and_says_what_to_do_by_when() -> None:
    told = [
        Found("桂F3", "第八条", "0008", "unknown", "不知道用途。", {}, ["保密用途"]),
        Found(
            "桂F2", "第七条第一款", "0007", "breach", "价格超过。", {"价格": "2元", "标准": "1元"}
        ),
        Found("桂F1", "第七条第一款", "0007", "breach", "排气量超过。", {"排气量": "2.4"}),
    ]
    made = notice_of_findings(NOTICE, reversed(told))
    assert [b.title for b in made.body if isinstance(b, Heading) and b.level < 3] == [
        "不符合规定的问题",
        "第七条第一款，2项",
        "尚不能判定、需要补充的事项",
        "第八条，1项",
        "办理要求和期限",
        "说明和异议",
    ]
    tables = [block for block in made.body if isinstance(block, Table)]
    assert list(tables[0].rows) == [
        ("1", "桂F1", "排气量 2.4", "—", "排气量超过。"),
        ("2", "桂F2", "价格 2元", "1元", "价格超过。"),
    ]
    assert made.basis == ("演示办发〔2026〕1号第七条第一款、第八条",)
    text = words(made)
    assert "请在2026年3月13日以前办理（自本通知成文次日起10个工作日）" in text
    assert "不是前述文件规定的期限" in text
    assert "补充所缺的事实和证明材料：保密用途" in text
    assert "由有权机关的人员决定" in text


def test_a_notice_of_nothing_is_refused() -> None:
    with pytest.raises(DocumentError):
        notice_of_findings(NOTICE, [])


def test_a_notice_of_breaches_alone_asks_for_no_facts() -> None:
    text = words(notice_of_findings(NOTICE, [Found("桂F1", "第七条", "7", "breach", "超过。")]))
    assert "尚不能判定" not in text
    assert "第七条" in text


@pytest.mark.django_db
def test_findings_of_the_register_are_told_with_their_article(city: None) -> None:
    taken(1, found(facts={"价格（元）": "268000", "标准": "120000"}))
    from guiju.oversight.models import Finding

    findings = list(Finding.objects.all())
    authority, bureau = (Organ.objects.get(code=code) for code in (AUTHORITY, BUREAU))
    with clock.at(dt.date(2026, 3, 2)), translation.override("en"):
        made = notice_document(authority, bureau, findings, Told("联系人：演示甲"))
    assert made.demo
    assert made.addressees == (bureau.name,)
    assert made.basis == ("崇政办发〔2020〕1号第七条第一款第（一）项",)
    text = words(made)
    assert "《崇左市党政机关公务用车管理实施细则》（崇政办发〔2020〕1号）" in text
    assert "价格（元）268000" in text
    assert "2026年3月16日" in text


@pytest.mark.django_db
@pytest.mark.usefixtures("chinese")
def test_a_kept_decision_is_a_letter_with_its_derivation(city: None) -> None:
    receipt = kept(told=award(), subject="演示幼儿园（虚构）")
    with translation.override("en"):
        made = decision_letter(receipt, demo=True)
    text = text_of(rendered(made, PDF))
    assert text.count(receipt.sha256) == 1
    for told in (
        "演示幼儿园（虚构）：",
        "金额：",
        "民办是",
        f"决定编号：{receipt.reference}",
        f"规则版本{receipt.rules_version}",
        "依据：" + receipt.instrument,
    ):
        assert squeezed(told) in text, told
    for sentence in receipt.content["decision"]["sentences"]:
        assert squeezed(sentence) in text, sentence


@pytest.mark.django_db
def test_who_judged_and_why_stands_in_the_letter(city: None) -> None:
    receipt = kept(
        code="4514-F", told=loss(受疫情影响较大="是"), answers={"受疫情影响较大": ANSWER}
    )
    text = words(decision_letter(receipt, demo=False))
    assert "演示乙" in text
    assert "停产三个月" in text
    assert "800000.00" in text
    assert "演示　内容为虚构" not in text


@pytest.mark.django_db
def test_every_demo_decision_makes_a_letter(city: None) -> None:
    from guiju.cases.demo import load_decisions

    receipts: list[Receipt] = load_decisions()
    letters = [decision_letter(receipt, demo=True) for receipt in receipts]
    assert [bool(words(one)) and bool(one.basis) for one in letters] == [True] * 3


def test_any_letter_is_made_of_lines() -> None:
    made = letter(
        organ="甲局",
        title="关于某事的函",
        text="一段。\n\n二段。",
        date=dt.date(2026, 3, 1),
        basis=["第一条"],
    )
    assert made.body == (Paragraph("一段。"), Paragraph("二段。"))
