"""A database for rehearsal 演练, of the demo or marked: there alone the clock may run ahead."""

from __future__ import annotations

import os

from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.utils.translation import gettext_lazy as _

from guiju.clock.moment import AHEAD
from guiju.ledger import actions
from guiju.ledger.services import Actor, record, rehearses

from .models import Organ, Setting
from .selectors import is_rehearsal
from .services import HOUSE

MARKED = actions.register("organs.rehearsal.marked", _("标为演练数据库"))
rehearses(is_rehearsal)


@transaction.atomic
def mark_rehearsal(actor: Actor) -> None:
    """Mark a database as a rehearsal, for good: what it says of days is no record of them.

    Raises:
        ValidationError: it is one already.
    """
    if is_rehearsal():
        raise ValidationError(_("已经是演练数据库"))
    # The mark comes first: a clock that is set forward already may then write.
    Setting.objects.update_or_create(key="rehearsal", defaults={"value": True})
    record(chain=HOUSE, actor=actor, action=MARKED, subject="database", after={"rehearsal": True})


def days_in_earnest() -> str:
    """By how many days the clock is set forward where it must not be; empty where all is well.

    A database that is not there or not migrated yet, or that has no organ, is no city's: nothing
    is refused at the start, and the history refuses what would be written.
    """
    days = os.environ.get(AHEAD, "")
    try:
        return days if days and Organ.objects.exists() and not is_rehearsal() else ""
    except Error:
        return ""


def accepted() -> str:
    """What would be accepted in place of a clock set forward."""
    return (
        "不设置：这是正式的数据库，时钟只能是现在的时间；"
        "拨前只用于演示数据库，或者用 city rehearsal 标为演练的数据库"
    )
