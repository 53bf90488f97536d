"""Whoever was told of a step takes note of it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guiju.ledger import actions
from guiju.ledger.services import Actor, record
from guiju.organs.models import Account, Post

from ..acting import hold_in_post
from ..models import Told, entry_subject
from ..refusals import Refused
from .writing import moment

NOTED = actions.register("procedures.noted", _("知悉抄送"))


@transaction.atomic
def take_note(post: Post, account: Account, told_pk: int) -> Told:
    """Write down that a post which was told has taken note; a second time changes nothing."""
    at = moment()
    hold_in_post(account, post, at.date())
    told = (
        Told.objects.select_for_update(of=("self",)).select_related("case__organ").get(pk=told_pk)
    )
    if (told.organ_id, told.role) != (post.organ_id, post.role):
        raise Refused("no such step", state=str(told.organ))
    if told.noted is not None:
        return told
    actor = Actor(account.name, str(post))
    told.noted, told.noted_by = at, f"{actor.post} {actor.name}"
    told.save(update_fields=["noted", "noted_by"])
    record(
        chain=told.case.organ.code,
        actor=actor,
        action=NOTED,
        subject=entry_subject(told.case),
        after={"step": told.step.number},
    )
    return told
