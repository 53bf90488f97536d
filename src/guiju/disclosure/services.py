"""Documents made for somebody: the file, and an entry of the history that it was made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from guiju import clock
from guiju.cases.models import Receipt
from guiju.cases.services import entry_subject
from guiju.ledger import actions
from guiju.ledger.services import Actor, record
from guiju.library.coverage import find_outline
from guiju.organs.models import Organ
from guiju.organs.selectors import is_demo
from guiju.oversight.models import Finding
from guiju.oversight.words import article

from .documents import Document, to_docx, to_pdf
from .letters.decisions import decision_letter
from .letters.notices import Found, Notice, notice_of_findings
from .selectors import answer_by

MADE = actions.register("disclosure.document", _("制作一件公文"))
PDF, DOCX = "pdf", "docx"
KINDS = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Told:
    """What a person adds to a notice: its number, whom to ask, who gets a copy."""

    contact: str
    number: str = ""
    copies: Sequence[str] = ()


def rendered(document: Document, kind: str) -> bytes:
    """A document as a file of a kind; DocumentError or FontError where it cannot be made."""
    return to_pdf(document).content if kind == PDF else to_docx(document)


@transaction.atomic
def make_decision_letter(receipt: Receipt, actor: Actor, kind: str) -> bytes:
    """The letter of a kept decision, with an entry in the chain of its organ."""
    content = rendered(decision_letter(receipt, demo=is_demo()), kind)
    subject = entry_subject(receipt.reference)
    _record(receipt.organ, actor, subject, receipt.instrument, content, kind)
    return content


@transaction.atomic
def make_document(
    document: Document,
    *,
    organ: Organ,
    actor: Actor,
    subject: str,
    article: str,
    kind: str,
    **more: object,
) -> bytes:
    """A document of an institution as a file, with an entry in the chain of an organ."""
    content = rendered(document, kind)
    _record(organ, actor, subject, article, content, kind, **more)
    return content


@transaction.atomic
def make_notice(
    issuer: Organ,
    addressee: Organ,
    findings: Sequence[Finding],
    told: Told,
    actor: Actor,
    kind: str,
) -> bytes:
    """A notice of findings under one instrument, with an entry in the chain of the addressee."""
    instrument = findings[0].instrument if findings else ""
    content = rendered(notice_document(issuer, addressee, findings, told), kind)
    numbers = [finding.pk for finding in findings]
    _record(
        addressee, actor, f"notice {addressee.code}", instrument, content, kind,
        number=told.number, issuer=issuer.code, findings=numbers,
    )  # fmt: skip
    return content


def notice_document(
    issuer: Organ, addressee: Organ, findings: Sequence[Finding], told: Told
) -> Document:
    """The notice of findings as a document of today, in Chinese."""
    day = clock.today()
    due, workdays = answer_by(day)
    instrument = findings[0].instrument if findings else ""
    outline = find_outline(instrument)
    notice = Notice(
        issuer=issuer.name,
        addressee=addressee.name,
        instrument=instrument,
        title=outline.title if outline else instrument,
        date=day,
        due=due,
        workdays=workdays,
        contact=told.contact,
        number=told.number,
        copies=told.copies,
        demo=is_demo(),
    )
    with translation.override("zh-hans"):
        return notice_of_findings(notice, [found_in(finding) for finding in findings])


def found_in(finding: Finding) -> Found:
    """A finding of the register as a notice tells it."""
    return Found(
        finding.subject,
        article(finding.instrument, finding.provision),
        finding.place,
        finding.verdict,
        finding.message,
        {str(name): str(value) for name, value in finding.facts.items()},
        [str(name) for name in finding.missing],
    )


def _record(
    organ: Organ,
    actor: Actor,
    subject: str,
    article: str,
    content: bytes,
    kind: str,
    **more: object,
) -> None:
    sha256 = hashlib.sha256(content).hexdigest()
    record(
        chain=organ.code,
        actor=actor,
        action=MADE,
        subject=subject,
        article=article,
        after={"kind": kind, "sha256": sha256, **more},
    )
