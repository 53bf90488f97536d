"""The first organ of an installation and its administrator, who sets up everything else."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from guiju.clock import today
from guiju.ledger.services import Actor

from .models import Account, Organ, Role
from .services import appoint_new, create_organ, create_post


@transaction.atomic
def begin(
    *, code: str, name: str, level: str, category: str, username: str, person: str, password: str
) -> Organ:
    """Set up the head of the tree with one administrator.

    Raises:
        ValidationError: a value that does not fit, or a password that the rules refuse.
    """
    actor = Actor.system()
    validate_password(password, Account(username=username, name=person))
    organ = create_organ(actor, code=code, name=name, level=level, category=category, parent=None)
    post = create_post(actor, organ=organ, role=Role.ADMINISTRATOR, title="系统管理员")
    account = {"username": username, "name": person, "password": password}
    appoint_new(actor, account, post=post, since=today())
    return organ
