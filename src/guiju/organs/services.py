"""Changing organs, posts and tenures; each change leaves its record in the organ's chain."""

from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guiju.ledger import actions
from guiju.ledger.services import Actor, keep_heads, record

from .models import Account, Level, Organ, Post, Role, Tenure
from .selectors import administrators_on, held_between

ORGAN_CREATED = actions.register("organs.organ.created", _("设立机关"))
POST_CREATED = actions.register("organs.post.created", _("设立岗位"))
ACCOUNT_CREATED = actions.register("organs.account.created", _("建立账号"))
APPOINTED = actions.register("organs.appointed", _("任职"))
TENURE_ENDED = actions.register("organs.tenure.ended", _("结束任职"))
PASSWORD_CHANGED = actions.register("organs.password.changed", _("更改密码"))
SIGNED_IN = actions.register("organs.signed_in", _("登录"))
SIGN_IN_BLOCKED = actions.register("organs.sign_in.blocked", _("多次登录失败，暂停登录"))
HOUSE = "house"
"""The chain of what concerns the installation and no single organ."""
# Upper case only: SQLite's LIKE takes a and A for one letter, and the scope rule is a LIKE.
CODE_FORM = re.compile(r"[0-9A-Z]+(-[0-9A-Z]+)*")


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in a request, by name and post."""
    post = request.post  # type: ignore[attr-defined]
    return Actor(request.user.name, str(post) if post else "")  # type: ignore[union-attr]


def standing(organ: Organ) -> Organ:
    """Hold an organ's row, so that it cannot be ended meanwhile.

    Raises:
        ValidationError: it has ended already.
    """
    held = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    if held.ended is not None:
        raise ValidationError(_("机关已撤销"))
    return held


def keep_daily_heads(day: dt.date) -> int:
    """Let every organ keep the heads of the chains directly below it; how many were new."""
    kept = 0
    for organ in Organ.objects.exclude(children=None).prefetch_related("children"):
        kept += keep_heads(organ.code, [child.code for child in organ.children.all()], day)
    return kept


@transaction.atomic
def create_organ(
    actor: Actor, *, code: str, name: str, level: str, category: str, parent: Organ | None
) -> Organ:
    """Set up an organ below another.

    Raises:
        ValidationError: the code is none, is taken, the level stands above the parent's, or
            the parent has ended.
    """
    if not CODE_FORM.fullmatch(code):
        raise ValidationError({"code": _("代码应为数字和大写字母，中间可用连字符，例如 4514-08")})
    levels = list(Level.values)
    if parent and level in levels and levels.index(level) < levels.index(parent.level):
        raise ValidationError({"level": _("行政层级不能高于上级机关")})
    if parent is not None:
        standing(parent)
    path = f"{parent.path if parent else '/'}{code}/"
    organ = Organ(code=code, name=name, level=level, category=category, parent=parent, path=path)
    organ.full_clean()
    organ.save()
    after = {
        "name": name,
        "level": level,
        "category": category,
        "parent": parent.code if parent else None,
    }
    record(chain=code, actor=actor, action=ORGAN_CREATED, subject=name, after=after)
    return organ


@transaction.atomic
def create_post(actor: Actor, *, organ: Organ, role: str, title: str, demo: bool = False) -> Post:
    """Set up a post in an organ.

    Raises:
        ValidationError: a value that does not fit, or an organ that has ended.
    """
    standing(organ)
    post = Post(organ=organ, role=role, title=title, demo=demo)
    post.full_clean()
    post.save()
    after = {"role": role, "title": title}
    record(chain=organ.code, actor=actor, action=POST_CREATED, subject=title, after=after)
    return post


@transaction.atomic
def create_account(
    actor: Actor, *, username: str, name: str, password: str | None = None
) -> Account:
    """Make an account; name and user name are personal and stay out of the chain."""
    Account(username=username, name=name).full_clean(exclude=["password"])
    account = Account.objects.create_user(username, name, password)
    record(
        chain=HOUSE,
        actor=actor,
        action=ACCOUNT_CREATED,
        subject=f"account {account.pk}",
        personal={"username": username, "name": name},
    )
    return account


@transaction.atomic
def change_password(actor: Actor, *, account: Account, password: str) -> None:
    """Give an account another password; that it changed is recorded, nothing of what it is."""
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    record(chain=HOUSE, actor=actor, action=PASSWORD_CHANGED, subject=f"account {account.pk}")


@transaction.atomic
def appoint(
    actor: Actor, *, account: Account, post: Post, since: dt.date, until: dt.date | None = None
) -> Tenure:
    """Put a person in a post from a day to a day.

    Raises:
        ValidationError: the end lies before the start, the person holds the post then, the
            organ has ended, or the account is closed.
    """
    standing(post.organ)
    if not account.is_active:
        raise ValidationError({"username": _("账号已停用")})
    if until is not None and until < since:
        raise ValidationError({"until": _("结束日期不能早于开始日期")})
    if held_between(account, post, since, until).exists():
        raise ValidationError({"since": _("这个人在这段时间已经担任这个岗位")})
    tenure = Tenure.objects.create(account=account, post=post, since=since, until=until)
    after = {
        "post": post.title,
        "since": since.isoformat(),
        "until": until.isoformat() if until else None,
    }
    record(
        chain=post.organ.code,
        actor=actor,
        action=APPOINTED,
        subject=f"account {account.pk}",
        after=after,
        personal={"name": account.name},
    )
    return tenure


@transaction.atomic
def appoint_new(
    actor: Actor,
    account: dict[str, str],
    *,
    post: Post,
    since: dt.date,
    until: dt.date | None = None,
) -> Tenure:
    """Make an account and put its owner in a post, both or neither."""
    made = create_account(actor, **account)
    return appoint(actor, account=made, post=post, since=since, until=until)


@transaction.atomic
def end_tenure(actor: Actor, *, tenure: Tenure, until: dt.date, reason: str = "") -> Tenure:
    """End a tenure on a day, with the reason.

    Raises:
        ValidationError: the end lies before the start or after the end already set, or nobody
            could keep the house afterwards.
    """
    if until < tenure.since:
        raise ValidationError({"until": _("结束日期不能早于开始日期")})
    if tenure.until is not None and until > tenure.until:
        raise ValidationError({"until": _("任职已在此前结束，不能延长")})
    others = administrators_on(until + dt.timedelta(days=1)).exclude(pk=tenure.pk)
    if tenure.post.role == Role.ADMINISTRATOR and not others.exists():
        raise ValidationError({"tenure": _("至少要有一名系统管理员，请先任命继任者")})
    before = {"until": tenure.until.isoformat() if tenure.until else None}
    tenure.until = until
    tenure.save(update_fields=["until"])
    record(
        chain=tenure.post.organ.code,
        actor=actor,
        action=TENURE_ENDED,
        subject=f"account {tenure.account_id}",
        reason=reason,
        before=before,
        after={"until": until.isoformat()},
    )
    return tenure
