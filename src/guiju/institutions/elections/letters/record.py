"""The scrutineers' record 选票核对和计票记录: figures compared, batches, signatures (33, 34)."""

from __future__ import annotations

from guiju.disclosure.documents import Block, Document, Heading, Paragraph, Table

from .matter import Matter
from .words import basis, figures, opening, signatures, standing, title, votes


def record(matter: Matter) -> Document:
    """The record that the scrutineers sign; it tells no figure of a batch or of a ballot."""
    body: list[Block] = [Paragraph(opening(matter)), *standing(matter)]
    body += [Heading(1, "人数和选票的核对"), figures(matter), *_compared(matter)]
    body += [Heading(1, "清点和计票"), *_batches(matter), Paragraph(_counted(matter))]
    body += [Heading(1, "得票情况"), *votes(matter)]
    if notices := matter.result.get("notices"):
        body += [Heading(1, "须注意的事项"), *(Paragraph(f"{one}。") for one in notices)]
    body += [Heading(1, "签字")]
    first = matter.leading[0].function
    watching = matter.named(*dict.fromkeys((first, "总监票人", "副总监票人", "监票人")))
    body.append(signatures([*watching, *matter.named("计票人")]))
    return Document(
        organ=matter.organ,
        number=matter.number,
        title=title(matter, "选票核对和计票记录"),
        date=matter.day,
        body=body,
        basis=basis("29/1", "33/1", "34/1", "34/2"),
        demo=matter.demo,
    )


def _compared(matter: Matter) -> list[Block]:
    """Each check of the meeting and its ballots in one sentence."""
    wanted = ("24/1", "33/1", "34/1")
    checks = [one for one in matter.result["checks"] if one["provision"] in wanted]
    return [Paragraph(f"{one['sentence']}。") for one in checks]


def _batches(matter: Matter) -> list[Block]:
    if not matter.batches:
        return []
    total = sum(sheets for _number, _label, sheets in matter.batches)
    rows = [[f"第{n}批", label or "—", str(sheets)] for n, label, sheets in matter.batches]
    return [Table(["批次", "来源", "清点张数"], [*rows, ["合计", "", str(total)]])]


def _counted(matter: Matter) -> str:
    settled = matter.adjudicated
    doubt = (
        f"{settled}张选票有疑问，均由两名监票人查看原票后认定" if settled else "没有选票须经认定"
    )
    told = f"选票混合后编号，由两人分别录入并逐张比对。{doubt}。"
    if matter.package_sha256:
        told += f"证明包的指纹（SHA-256）：{matter.package_sha256}。"
    return told
