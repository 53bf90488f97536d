"""Passwords given by an administrator for one use, and the closing of an account."""

from __future__ import annotations

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guiju.clock import today
from guiju.ledger import actions
from guiju.ledger.services import Actor, record

from .models import Account
from .selectors import runs_after
from .services import HOUSE, end_tenure

PASSWORD_RESET = actions.register("organs.password.reset", _("重置密码"))
ACCOUNT_CLOSED = actions.register("organs.account.closed", _("停用账号"))
# No letter or figure that is taken for another when it is read aloud or copied by hand.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """A random password of 16 signs in four groups: more than 78 bits."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def hashed_quickly(password: str) -> str:
    """The stored form of a one-time password, for thousands of them at once.

    A slow hash slows down who guesses; nobody guesses 78 random bits. The first sign-in puts
    the slow hash in its place, and the owner's own password never has any other.
    """
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(password, hasher.salt(), iterations=1000)


@transaction.atomic
def reset_password(actor: Actor, *, account: Account, reason: str) -> str:
    """Give an account a password for one use, to be told to its owner; its sessions end.

    The owner must change it at the next sign-in. The history holds nothing of it.

    Raises:
        ValidationError: the account is closed.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    if not account.is_active:
        raise ValidationError(_("账号已停用"))
    password = one_time_password()
    # A session holds a hash of the password with which it began: it ends with the password.
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    _record(actor, account, PASSWORD_RESET, reason)
    return password


@transaction.atomic
def close_account(actor: Actor, *, account: Account, reason: str) -> None:
    """Close an account: its tenures and its sessions end, what its owner did stays.

    Raises:
        ValidationError: it is closed already, or nobody could keep the house afterwards.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    if not account.is_active:
        raise ValidationError(_("账号已停用"))
    day = today()
    for tenure in account.tenures.filter(runs_after(day)).select_related("post__organ"):
        # What was to begin later ends on its first day: nobody signs in by then.
        end_tenure(actor, tenure=tenure, until=max(day, tenure.since), reason=reason)
    account.is_active = False
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    _record(actor, account, ACCOUNT_CLOSED, reason)


def _record(actor: Actor, account: Account, action: str, reason: str) -> None:
    record(chain=HOUSE, actor=actor, action=action, subject=f"account {account.pk}", reason=reason)
