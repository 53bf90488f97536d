"""The opinion on one checked car 核对意见 as an official document, by article."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from guiju import clock
from guiju.disclosure.documents import Block, Document, Heading, Paragraph, Table
from guiju.disclosure.services import make_document
from guiju.ledger.services import Actor
from guiju.organs.models import Organ
from guiju.organs.selectors import is_demo

from ..checking.check import INSTRUMENT
from ..models import Check, CheckedRow
from ..rulebook.instrument import OUTLINE
from ..selectors.explaining import Explanation, explain

VERDICTS = {"breach": "不符合", "unknown": "尚不能判定", "conforms": "符合"}


def make_check_letter(
    issuer: Organ, check: Check, row: CheckedRow, actor: Actor, kind: str
) -> bytes:
    """The opinion as a file of a kind, with an entry in the chain of the organ that makes it.

    Raises:
        DocumentError: a cell holds what cannot be printed, or the document cannot be set.
    """
    with translation.override("zh-hans"):
        document = check_letter(issuer, check, row, explain(check, row))
    return make_document(
        document,
        organ=issuer,
        actor=actor,
        subject=f"check {check.pk}",
        article=INSTRUMENT,
        kind=kind,
        row=row.number,
        rules=check.rules_version,
    )


def check_letter(
    issuer: Organ, check: Check, row: CheckedRow, found: Sequence[Explanation]
) -> Document:
    """The opinion as a document of today, in Chinese."""
    body: list[Block] = [Paragraph(_opening(check, row))]
    for one in found:
        body += _about(one)
    if not found:
        body.append(Paragraph("没有发现问题：知道的事实都符合上述文件。"))
    body.append(
        Paragraph(
            f"本意见由软件按台账所载事实对照条款得出（规则版本 {check.rules_version}），只供参考。"
            "是否认可说明、是否追究责任，由有权机关的人员决定。"
        )
    )
    cited = dict.fromkeys(
        label for one in found for label in (one.provision.label, *(a.label for a in one.also))
    )
    return Document(
        organ=issuer.name,
        title=f"{issuer.name}关于{row.subject or '台账所列车辆'}的核对意见",
        date=clock.today(),
        addressees=[row.organ] if row.organ else [],
        basis=[f"{INSTRUMENT}{'、'.join(cited)}"],
        body=body,
        demo=is_demo(),
    )


def _opening(check: Check, row: CheckedRow) -> str:
    day = f"{check.day.year}年{check.day.month}月{check.day.day}日"
    return (
        f"依照《{OUTLINE.title}》（{INSTRUMENT}），于{day}核对了台账“{check.file_name}”"
        f"第{row.number}行的车辆{row.subject}。现将核对意见告知如下。"
    )


def _about(one: Explanation) -> list[Block]:
    """One finding: the article, the sentence, facts beside standards, what is missing."""
    verdict = VERDICTS.get(one.verdict, one.verdict)
    blocks: list[Block] = [Heading(1, f"{one.provision.label}：{verdict}"), Paragraph(one.message)]
    if one.facts:
        rows = [(name, value) for name, value in one.facts.items()]
        blocks.append(Table(("事实或者标准", "内容"), rows))
    if one.also:
        blocks.append(Paragraph(f"一并引用：{'、'.join(also.label for also in one.also)}。"))
    if one.missing:
        blocks.append(Paragraph(f"请补充：{'、'.join(one.missing)}。"))
    return blocks
