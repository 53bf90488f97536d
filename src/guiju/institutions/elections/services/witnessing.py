"""A second scrutineer at the same table: who it is, and that they are there."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guiju.ledger.services import Actor, record
from guiju.organs.abilities import may
from guiju.organs.models import Account, Attempt
from guiju.organs.scope import sees
from guiju.organs.selectors import is_demo, valid_tenures
from guiju.organs.services import HOUSE, SIGN_IN_BLOCKED
from guiju.organs.throttling import failed, key, waiting

from ..models import Election, Officer
from .acting import SCRUTINEERS, SCRUTINISE, Person

FREE_FAILURES = 5
"""As at the sign-in: the failures of both are counted together."""


def seconds(election: Election, person: Person) -> list[Person]:
    """The other scrutineers of an election who hold a post for it today."""
    officers = Officer.objects.filter(election=election, function__in=SCRUTINEERS)
    others = officers.exclude(account=person.account).select_related("account")
    accounts = {one.account_id: one.account for one in others.order_by("pk")}
    found = [_in_post(election, one) for one in accounts.values()]
    return [one for one in found if one is not None]


@transaction.atomic
def _record_block() -> None:
    record(chain=HOUSE, actor=Actor.system(), action=SIGN_IN_BLOCKED, subject="sign-in")


def _in_post(election: Election, account: Account) -> Person | None:
    for tenure in valid_tenures(account) if account.is_active else ():
        if may(tenure.post, SCRUTINISE) and sees(tenure.post, election.organ):
            return Person(account, tenure.post)
    return None


def hold_to_presence(second: Person, password: str) -> None:
    """Whether the second scrutineer is there: by their password; in the demo, where accounts have
    none and anybody signs in by a click, by being named.

    Raises:
        ValidationError: the password is wrong, is one for a first sign-in, or has to wait.
    """
    if is_demo():
        return
    username = second.account.get_username()
    keys = {key("account", username): FREE_FAILURES}
    wait = waiting(keys)
    if wait.total_seconds() > 0:
        left = {"seconds": int(wait.total_seconds()) + 1}
        raise ValidationError({"password": _("失败次数过多，请 %(seconds)s 秒后再试") % left})
    if authenticate(None, username=username, password=password) is None:
        if failed(keys):
            _record_block()
        raise ValidationError({"password": _("第二名监票人的密码不对")})
    Attempt.objects.filter(key__in=keys).delete()
    if second.account.must_change_password:
        raise ValidationError({"password": _("第二名监票人须先登录，更改一次性密码")})
