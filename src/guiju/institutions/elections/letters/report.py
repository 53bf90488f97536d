"""The report of votes 得票情况报告单: what the scrutineers tell (33, 37)."""

from __future__ import annotations

from guiju.disclosure.documents import Block, Document, Heading, Paragraph

from .matter import Matter
from .words import basis, figures, opening, signatures, standing, title, votes


def report(matter: Matter) -> Document:
    """Votes for everybody, without who is elected: the chair announces that.

    A preselection is reported to the presidium alone, every other round to the electors.
    """
    whom = "大会主席团" if matter.preselection else "选举人"
    body: list[Block] = [Paragraph(opening(matter)), *standing(matter)]
    if matter.preselection:
        body.append(Paragraph("预选的得票情况只向大会主席团报告。"))
    body += [Heading(1, "人数和选票"), figures(matter)]
    body += [Heading(1, "得票情况"), *votes(matter)]
    body += [Heading(1, "报告人"), signatures(matter.leading)]
    return Document(
        organ=matter.organ,
        number=matter.number,
        title=title(matter, "得票情况报告单"),
        date=matter.day,
        addressees=[whom],
        body=body,
        basis=basis("32/1", "33/1", "37/1", "37/2"),
        demo=matter.demo,
    )
