"""Writing history: one entry, a bulk entry, the heads kept above, and erasure."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from guiju.clock import AheadClock, now
from guiju.clock.moment import AHEAD, current

from . import actions
from .canonical import START, canonical, digest, link, merkle_root
from .models import Entry, Head, KeptHead, Personal


@dataclass(frozen=True)
class Actor:
    """Who acts, as text: the name and the post at that time."""

    name: str
    post: str

    @classmethod
    def system(cls) -> Actor:
        """The machine itself; it decides nothing of value."""
        return cls("系统", "")


class NotInTransaction(RuntimeError):
    """History is written in the transaction of what it records."""


class RunsAhead(RuntimeError):
    """The clock is set forward where no rehearsal is: the entry would lie about its day."""


_REHEARSALS: list[Callable[[], bool]] = []


def rehearses(check: Callable[[], bool]) -> None:
    """Let a room say whether this database is a rehearsal: there alone the clock may run ahead."""
    if check not in _REHEARSALS:
        _REHEARSALS.append(check)


def present() -> dt.datetime:
    """The present moment for history: the clock in force, never one set forward in earnest.

    Raises:
        RunsAhead: ``GUIJU_CLOCK_AHEAD`` is set and nothing says that this is a rehearsal.
    """
    if isinstance(current(), AheadClock) and not any(check() for check in _REHEARSALS):
        raise RunsAhead(f"{AHEAD}: the clock may run ahead in a demo or a rehearsal only")
    return now()


def lock(chains: Iterable[str]) -> dict[str, Head]:
    """Lock the heads of several chains, always in the order of their codes."""
    if not connection.in_atomic_block:
        raise NotInTransaction("the ledger is written inside transaction.atomic()")
    heads = {}
    for chain in sorted(set(chains)):
        locked = Head.objects.select_for_update()
        head = locked.filter(chain=chain).first()
        if head is None:
            first = Head(chain=chain, number=0, hash=START)
            Head.objects.bulk_create([first], ignore_conflicts=True)
            head = locked.get(chain=chain)
        heads[chain] = head
    return heads


def record(
    *,
    chain: str,
    actor: Actor,
    action: str,
    subject: str,
    reason: str = "",
    article: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    personal: dict[str, Any] | None = None,
    personal_until: dt.date | None = None,
) -> Entry:
    """Write one entry: who, when, what, why, which article, before and after.

    ``personal`` is kept apart; the chain holds its salted hash only. Nothing is written where the
    clock was set back (``ClockSetBackError``), nor by a clock set forward (``RunsAhead``).
    """
    if not actions.known(action):
        raise ValueError(f"{action}: no registered action")
    head = lock([chain])[chain]
    algorithm = settings.LEDGER_ALGORITHM
    content: dict[str, Any] = {
        "chain": chain,
        "number": head.number + 1,
        "at": present().astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor": {"name": actor.name, "post": actor.post},
        "action": action,
        "subject": subject,
        "reason": reason,
        "article": article,
        "before": before,
        "after": after,
    }
    if personal is not None:
        salt, values = secrets.token_hex(32), canonical(personal)
        content["personal"] = digest(f"{salt}\n{values}", algorithm)
    entry = _append(head, content, algorithm)
    if personal is not None:
        Personal.objects.create(
            entry_hash=entry.hash, salt=salt, values=values, kept_until=personal_until
        )
    return entry


def record_bulk(*, rows: Iterable[Any], after: dict[str, Any] | None = None, **told: Any) -> Entry:
    """Write one entry for many rows: their number and their Merkle root."""
    root, count = merkle_root(rows, settings.LEDGER_ALGORITHM)
    return record(after={**(after or {}), "rows": count, "merkle_root": root}, **told)


def _append(head: Head, content: dict[str, Any], algorithm: str) -> Entry:
    text = canonical(content)
    entry = Entry(
        chain=content["chain"],
        number=content["number"],
        at=content["at"],
        action=content["action"],
        subject=content["subject"],
        actor_name=content["actor"]["name"],
        actor_post=content["actor"]["post"],
        content=text,
        algorithm=algorithm,
        previous=head.hash,
        hash=link(head.hash, text, algorithm),
    )
    entry.save()
    head.number, head.hash = entry.number, entry.hash
    head.save(update_fields=["number", "hash"])
    return entry


@transaction.atomic
def keep_heads(keeper: str, chains: Iterable[str], day: dt.date) -> int:
    """Keep the heads of the chains below an organ for a day; how many were new."""
    kept = 0
    for chain in sorted(set(chains)):
        head = Head.objects.filter(chain=chain).first()
        if head is not None and head.number:
            _, made = KeptHead.objects.get_or_create(
                chain=chain,
                day=day,
                keeper=keeper,
                defaults={"number": head.number, "hash": head.hash},
            )
            kept += made
    return kept


@transaction.atomic
def erase_personal(day: dt.date) -> int:
    """Erase the personal data whose period is over; the chains still verify."""
    return Personal.objects.filter(kept_until__lt=day).delete()[0]
