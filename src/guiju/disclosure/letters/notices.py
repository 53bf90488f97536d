"""A notice of findings 通知 to an organ: by article, with what to do by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ..documents import Block, Document, Heading, Paragraph, Table
from ..documents.errors import DocumentError

BREACH, UNKNOWN = "breach", "unknown"
STANDARD = "标准"
"""How the name of a fact begins that is a figure of a standard."""


@dataclass(frozen=True)
class Found:
    """One finding: of what, under which provision, the facts and the figures it rests on."""

    subject: str
    provision: str
    place: str
    verdict: str
    message: str
    facts: Mapping[str, str] = field(default_factory=dict)
    missing: Sequence[str] = ()

    @property
    def fact(self) -> str:
        """The facts in one line."""
        told = [f"{k} {v}" for k, v in self.facts.items() if not k.startswith(STANDARD)]
        return "；".join(told) or "—"

    @property
    def standard(self) -> str:
        """The figures of the standard in one line."""
        told = [f"{k.removeprefix(STANDARD)}{v}" for k, v in self.facts.items()
                if k.startswith(STANDARD)]  # fmt: skip
        return "；".join(told) or "—"


@dataclass(frozen=True)
class Notice:
    """What a notice says besides the findings; ``workdays`` is a limit of ours, of no article."""

    issuer: str
    addressee: str
    instrument: str
    title: str
    date: dt.date
    due: dt.date
    workdays: int
    contact: str
    number: str = ""
    about: str = ""
    copies: Sequence[str] = ()
    demo: bool = field(default=False, kw_only=True)


def notice_of_findings(notice: Notice, findings: Iterable[Found]) -> Document:
    """The notice; DocumentError where there is nothing to tell."""
    told = sorted(findings, key=lambda one: (one.place, one.subject))
    if not told:
        raise DocumentError("问题", "没有", "至少一项发现的问题")
    body: list[Block] = [Paragraph(_opening(notice, told))]
    for verdict, heading in ((BREACH, "不符合规定的问题"), (UNKNOWN, "尚不能判定、需要补充的事项")):
        of_kind = [one for one in told if one.verdict == verdict]
        if of_kind:
            body += [Heading(1, heading), *_by_article(of_kind)]
    body += [*_what_to_do(notice, told), *_how_to_object(notice)]
    labels = dict.fromkeys(one.provision for one in told)
    return Document(
        organ=notice.issuer,
        number=notice.number,
        title=f"{notice.issuer}关于核对发现问题的通知",
        date=notice.date,
        addressees=[notice.addressee],
        body=body,
        basis=[f"{notice.instrument}{'、'.join(labels)}"],
        note=notice.contact,
        copies=notice.copies,
        demo=notice.demo,
    )


def _opening(notice: Notice, told: Sequence[Found]) -> str:
    subjects = len({one.subject for one in told})
    about = f"{notice.about}，" if notice.about else ""
    return (
        f"依照《{notice.title}》（{notice.instrument}），本机关对你单位进行了核对。{about}"
        f"共发现问题{len(told)}项，涉及{subjects}个对象。现通知如下。"
    )


def _by_article(told: Sequence[Found]) -> list[Block]:
    """The findings of each provision as a table of their own."""
    blocks: list[Block] = []
    for label, group in groupby(told, key=lambda one: one.provision):
        rows = [
            (str(n), one.subject, one.fact, one.standard, one.message)
            for n, one in enumerate(group, 1)
        ]
        blocks.append(Heading(2, f"{label}，{len(rows)}项"))
        blocks.append(Table(("序号", "对象", "事实", "标准", "核对结论"), rows))
    return blocks


def _what_to_do(notice: Notice, told: Sequence[Found]) -> list[Block]:
    due = f"{notice.due.year}年{notice.due.month}月{notice.due.day}日"
    verdicts = {one.verdict for one in told}
    blocks: list[Block] = [Heading(1, "办理要求和期限")]
    if BREACH in verdicts:
        blocks.append(Heading(3, "对不符合规定的问题，", "请逐项书面说明情况，并提出改正的办法。"))
    if UNKNOWN in verdicts:
        names = dict.fromkeys(name for one in told for name in one.missing)
        which = f"：{'、'.join(names)}" if names else ""
        blocks.append(Heading(3, "对尚不能判定的事项，", f"请补充所缺的事实和证明材料{which}。"))
    days = (
        f"请在{due}以前办理（自本通知成文次日起{notice.workdays}个工作日）。"
        "这一期限由本机关设定，不是前述文件规定的期限。"
    )
    return [*blocks, Heading(3, "期限。", days)]


def _how_to_object(notice: Notice) -> list[Block]:
    return [
        Heading(1, "说明和异议"),
        Paragraph(
            "对所列事实、标准或者所适用的条款有异议的，请在上述期限内书面提出理由并附证明材料。"
            "本机关由具名人员逐项答复。"
        ),
        Paragraph(
            "所列结论由软件按照已知的事实对照条款得出。是否认可说明、是否属于违规、"
            "是否追究责任，由有权机关的人员决定。"
        ),
    ]
