"""Tokens of programs: issued to a named person in a post, shown once, revoked, held to the post.

A token can do what its person could do in the post, of that only what the API offers, and no
longer than the person holds the post. It never decides anything: no route of the API does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guiju.clock import now, today
from guiju.ledger import actions
from guiju.ledger.services import Actor, record

from .models import Account, Organ, Post, Role, Tenure, Token
from .selectors import held_on
from .services import HOUSE, standing
from .throttling import FREE_FAILURES_OF_AN_ADDRESS, failed, key, waiting

ISSUED = actions.register("organs.token.issued", _("签发接口令牌"))
REVOKED = actions.register("organs.token.revoked", _("撤销接口令牌"))
ACTED = actions.register("organs.token.acted", _("通过接口令牌办理"))
BLOCKED = actions.register("organs.token.blocked", _("多次出示无效的接口令牌，暂停受理"))
BEGINS = "gj_"
LONGEST_DAYS = 366
"""No token serves longer than a year: then somebody has to want it again."""
SEEN_AGAIN = dt.timedelta(minutes=1)
"""The last use is written at most once a minute."""


class WrongToken(Exception):
    """No token that serves; ``wait`` seconds before another try from there is looked at."""

    def __init__(self, wait: int = 0) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True)
class Bearer:
    """Who asks by a token: the person in the post, for whom the token stands."""

    token: Token

    @property
    def account(self) -> Account:
        """The named person."""
        return self.token.account

    @property
    def post(self) -> Post:
        """The post in which the person acts."""
        return self.token.post

    @property
    def actor(self) -> Actor:
        """Who acts, as the history writes it."""
        return Actor(self.account.name, str(self.post))


def hashed(secret: str) -> str:
    """The form in which a token is kept: it is random enough to need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def holders(organ: Organ) -> QuerySet[Tenure]:
    """To whom of an organ a token can be issued: who holds a post today, but administrators."""
    found = Tenure.objects.filter(held_on(today()), post__organ=organ, account__is_active=True)
    found = found.exclude(post__role=Role.ADMINISTRATOR)
    return found.select_related("account", "post__organ").order_by("post__title", "pk")


def tokens_of(organ: Organ) -> QuerySet[Token]:
    """The tokens of an organ, the newest first."""
    return _tokens().filter(post__organ=organ).order_by("-issued", "-pk")


def tokens_in_name_of(account: Account) -> QuerySet[Token]:
    """The tokens that stand for a person, the newest first."""
    return _tokens().filter(account=account).order_by("-issued", "-pk")


def _tokens() -> QuerySet[Token]:
    """Tokens with their person and post, and whether the one holds the other today."""
    held = Tenure.objects.filter(
        held_on(today()), account=OuterRef("account"), post=OuterRef("post")
    )
    found = Token.objects.select_related("account", "post__organ__parent")
    return found.annotate(in_post=Exists(held))


@transaction.atomic
def issue_token(
    actor: Actor, *, tenure: Tenure, purpose: str, until: dt.date, hands_in: bool = False
) -> tuple[Token, str]:
    """A new token for the person of a tenure, and its secret, which is told this once only.

    Raises:
        ValidationError: the person does not hold the post today, the organ has ended, it is an
            administrator's post, or the last day lies in the past or more than a year ahead.
    """
    post, day = tenure.post, today()
    standing(post.organ)
    if not holders(post.organ).filter(pk=tenure.pk).exists():
        raise ValidationError({"tenure": _("这个人今天没有担任可以使用接口的岗位")})
    if not day <= until <= day + dt.timedelta(days=LONGEST_DAYS):
        raise ValidationError({"until": _("应为今天至一年以内的日期")})
    if not purpose.strip():
        raise ValidationError({"purpose": _("须写明用途")})
    secret = BEGINS + secrets.token_urlsafe(32)
    token = Token.objects.create(
        account=tenure.account,
        post=post,
        purpose=purpose.strip(),
        hands_in=hands_in,
        mark=secret[:9],
        sha256=hashed(secret),
        issued=now(),
        issued_by=f"{actor.post} {actor.name}".strip(),
        until=until,
    )
    after = {"until": until.isoformat(), "hands_in": hands_in, "purpose": token.purpose}
    _record(token, actor, ISSUED, after=after)
    return token, secret


@transaction.atomic
def revoke_token(actor: Actor, *, token: Token, reason: str) -> Token:
    """End a token now.

    Raises:
        ValidationError: it is revoked already.
    """
    token = Token.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if token.revoked is not None:
        raise ValidationError(_("令牌已经撤销"))
    token.revoked, token.revoked_by = now(), f"{actor.post} {actor.name}".strip()
    token.save(update_fields=["revoked", "revoked_by"])
    _record(token, actor, REVOKED, reason=reason)
    return token


def record_act(bearer: Bearer, *, chain: str, subject: str) -> None:
    """Write, in the transaction of an act, that a program did it in the person's name."""
    after = {"token": bearer.token.pk, "mark": bearer.token.mark}
    record(chain=chain, actor=bearer.actor, action=ACTED, subject=subject, after=after)


def bearer_of(secret: str, address: str) -> Bearer:
    """Who asks with a token that serves today.

    A wrong one is counted against its address, and after many is not looked at for a while; a
    right one is never kept waiting, as an address may be that of everybody.

    Raises:
        WrongToken: there is no such token, or it no longer serves.
    """
    token = _tokens().filter(sha256=hashed(secret)).first()
    if token is None:
        raise WrongToken(_refused(address))
    if not serves(token):
        raise WrongToken
    _seen(token)
    return Bearer(token)


def serves(token: Token) -> bool:
    """Whether a token of a list serves today: its person still in the post, nothing over."""
    running = token.revoked is None and token.until >= today()
    standing_still = token.account.is_active and token.post.organ.ended is None
    return running and standing_still and bool(token.in_post)  # type: ignore[attr-defined]


def _seen(token: Token) -> None:
    moment = now()
    due = Q(last_used=None) | Q(last_used__lt=moment - SEEN_AGAIN)
    if token.last_used is None or token.last_used < moment - SEEN_AGAIN:
        Token.objects.filter(due, pk=token.pk).update(last_used=moment)


def _refused(address: str) -> int:
    """Count a wrong token; how many seconds the next one has to wait."""
    keys = {key("token", address): FREE_FAILURES_OF_AN_ADDRESS}
    wait = waiting(keys)
    if wait.total_seconds() > 0:
        return int(wait.total_seconds()) + 1
    if failed(keys):
        _record_block()
    return 0


@transaction.atomic
def _record_block() -> None:
    record(chain=HOUSE, actor=Actor.system(), action=BLOCKED, subject="token")


def _record(
    token: Token,
    actor: Actor,
    action: str,
    *,
    reason: str = "",
    after: dict[str, object] | None = None,
) -> None:
    record(
        chain=token.post.organ.code,
        actor=actor,
        action=action,
        subject=f"token {token.pk}",
        reason=reason,
        after={"post": token.post.title, "account": token.account_id, **(after or {})},
    )
