"""The letter of a kept decision 决定书: what was decided, on which facts, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone, translation

from guiju.cases.models import Receipt
from guiju.cases.showing import Line, RecordsTable, Shown
from guiju.rules.answers import money

from ..documents import Attachment, Block, Document, Heading, Paragraph, Table

NOT_KNOWN = "不知道"
DERIVATION = "推导和当日的标准"


def decision_letter(receipt: Receipt, *, demo: bool) -> Document:
    """The decision that a receipt keeps, as a letter in Chinese whatever the page's language."""
    with translation.override("zh-hans"):
        shown = Shown(receipt.content)
        made = timezone.localtime(receipt.made).date()
        instrument = receipt.instrument
        return Document(
            organ=receipt.organ.name,
            title=f"关于{shown.title}的决定书",
            date=made,
            addressees=[receipt.subject] if receipt.subject else [],
            body=[
                *_result(receipt, shown),
                *_facts(shown),
                *_judged(shown),
                *_proof(receipt),
            ],
            attachments=[Attachment(DERIVATION, why)] if (why := list(_why(shown))) else [],
            basis=[instrument + "、".join(label for _, label in shown.provisions)],
            note=f"决定编号：{receipt.reference}",
            demo=demo,
        )


def _result(receipt: Receipt, shown: Shown) -> Iterator[Block]:
    title = shown.outline.title if shown.outline else ""
    named = f"《{title}》（{receipt.instrument}）" if title else receipt.instrument
    day = f"{receipt.as_of.year}年{receipt.as_of.month}月{receipt.as_of.day}日"
    yield Paragraph(f"依照{named}在{day}有效的规定，对“{shown.title}”事项作出如下决定。")
    yield Heading(1, "结论")
    yield Paragraph(f"{shown.verdict['word']}。")
    if (amount := money(receipt.amount)) is not None:
        yield Paragraph(f"金额：{amount}元。")
    yield from (Paragraph(reason) for reason in shown.reasons)
    if shown.missing:
        yield Paragraph(f"尚不知道、可能改变结论的事实：{'、'.join(shown.missing)}。")
    for one in shown.questions:
        yield Paragraph(f"尚须由{one['post']}判断：{one['question']}。")
    for one in shown.approvals:
        yield Paragraph(f"须经{one['post']}批准（{one['cited']}）。")


def _facts(shown: Shown) -> Iterator[Block]:
    rows = [(f.name, NOT_KNOWN if f.value is None else f.value, f.source) for f in shown.facts]
    if rows:
        yield Heading(1, "所依据的事实")
        yield Table(("事实", "内容", "来源"), rows)
    for table in shown.related:
        yield from _records(table)


def _records(table: RecordsTable) -> Iterator[Block]:
    if table.rows is None:
        yield Paragraph(f"{table.title}：{NOT_KNOWN}有哪些。")
    elif not table.rows:
        yield Paragraph(f"{table.title}：没有。")
    else:
        rows = [[NOT_KNOWN if c is None else c for c in row] for row in table.rows]
        yield Table(table.header, rows, table.title)


def _judged(shown: Shown) -> Iterator[Block]:
    if shown.judgements:
        yield Heading(1, "由人作出的判断")
    for one in shown.judgements:
        who = f"由{one['post']}{one['person']}于{one['date']}判断。理由："
        yield Heading(3, f"{one['fact']}：{one['value']}。", who + " ".join(one["reason"].split()))


def _why(shown: Shown) -> Iterator[Block]:
    if shown.derivation:
        yield Heading(1, "推导")
        yield from _lines(shown.derivation, 3)
    if shown.figures:
        yield Heading(1, "当日的标准")
        rows = [(title, value, cited) for title, value, cited in shown.figures]
        yield Table(("标准", "数值", "条款"), rows)


def _lines(lines: Iterable[Line], level: int) -> Iterator[Block]:
    for line in lines:
        yield Heading(level, line.text)
        yield from _lines(line.below, 4)


def _proof(receipt: Receipt) -> Iterator[Block]:
    yield Heading(1, "经办、版本与校验")
    yield Paragraph(
        f"经办：{receipt.made_by}。规则代码{receipt.rule}，规则版本{receipt.rules_version}。"
        f"收据的SHA-256校验值为{receipt.sha256}，凭收据可以重新判定。"
    )
