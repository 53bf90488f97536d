"""Handing an application in: on screen by the organ, or on paper by a clerk, with one result."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as translate

from guiju.organs.models import Account, Post
from guiju.procedures.models import Case
from guiju.procedures.services import open_case

from ..models import Hold, RenewalCase
from ..selectors.applying import Application, Subject
from ..selectors.applying.kinds import PURCHASE
from .excesses import use_excess


@transaction.atomic
def hand_in(
    application: Application, *, post: Post, account: Account, subject: str, token: str
) -> Case:
    """Begin the case of an application.

    Raises:
        ValidationError: something that only the applicant knows is missing, or the replacement
            that it serves has its case already.
        Refused: the procedure does not let it begin; the message says why.
    """
    if not application.complete:
        raise ValidationError(translate("申请还没有填完"))
    case = open_case(
        post,
        account,
        application.procedure,
        application.facts,
        {},
        subject_of(application, subject),
        paper=not application.kind.by_authority and post.organ_id != application.organ.pk,
        organ=application.organ,
        token=token or None,
    )
    if application.hold is not None:
        _serve(case, application.hold)
    if case.procedure == PURCHASE:
        use_excess(case, application.facts)
    return case


def subject_of(application: Application, words: str) -> str:
    """What the case is called: the plate of its car, its organ, or what was written."""
    if application.kind.subject is Subject.CAR:
        assert application.car is not None
        return application.car.plate
    if application.kind.subject is Subject.ORGAN:
        return application.organ.name
    if not words.strip():
        raise ValidationError({"subject": translate("须写明申请的事项")})
    return words.strip()[:200]


def _serve(case: Case, hold: Hold) -> None:
    """Tie a purchase to the replacement that it is for; sent twice, it is tied once.

    A purchase that ended without a car leaves the replacement approved: it may be asked for again.
    """
    locked = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    known = RenewalCase.objects.filter(case=case).exists()
    if not known and RenewalCase.objects.filter(hold=locked, case__final=False).exists():
        raise ValidationError(translate("%(case)s 的购置已经申请") % {"case": hold.case})
    if not known:
        RenewalCase.objects.create(case=case, hold=locked)
