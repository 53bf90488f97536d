"""A rehearsed import written: everything and one entry of the history, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from guiju.ledger import actions
from guiju.ledger.services import Actor, lock, record_bulk

from ..accounts import hashed_quickly, one_time_password
from ..changing import change_organ
from ..models import Account, Organ, Post, Tenure
from ..services import HOUSE, end_tenure
from . import telling
from .columns import PEOPLE, UNTIL
from .planning import Plan, plan_import
from .reading import CityBook, OrganRow

IMPORTED = actions.register("organs.imported", _("导入机关、岗位和人员"))
Credential = tuple[str, str, str]
"""User name, name and one-time password."""
Progress = Callable[[int, int], None]
_BATCH = 1000


class ImportRefused(Exception):
    """A workbook with refused cells, or a database that changed meanwhile; nothing was written."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"{len(plan.refusals)} cells refused")
        self.plan = plan


@dataclass(frozen=True)
class Written:
    """What was written, and the passwords to hand out."""

    plan: Plan
    credentials: list[Credential]


def write_import(
    actor: Actor,
    book: CityBook,
    *,
    root: Organ | None = None,
    hand_out: Callable[[list[Credential]], None],
    progress: Progress | None = None,
) -> Written:
    """Write a workbook in one transaction with its entry; a workbook without news writes nothing.

    ``hand_out`` is given the one-time passwords before anything is committed: where it fails,
    nobody has an account whose password nobody knows.

    Raises:
        ImportRefused: some cells are refused, or what is stored changed while it was written.
    """
    plan = plan_import(book, root)
    if plan.refusals:
        raise ImportRefused(plan)
    if plan.empty:
        return Written(plan, [])
    passwords = {username: one_time_password() for username in plan.accounts}
    hashes = _hashed(passwords, progress)
    try:
        with transaction.atomic():
            _lock(plan)
            again = plan_import(book, root)
            if again.refusals or again.counts() != plan.counts():
                raise ImportRefused(again)
            _apply(actor, again, hashes)
            told = [(name, again.accounts[name], passwords[name]) for name in again.accounts]
            if told:
                hand_out(told)
    except IntegrityError:
        raise ImportRefused(plan_import(book, root)) from None
    return Written(again, told)


def _hashed(passwords: dict[str, str], progress: Progress | None) -> dict[str, str]:
    """The hash of each password, before the transaction: nobody waits for them."""
    found = {}
    for done, (username, password) in enumerate(passwords.items(), start=1):
        found[username] = hashed_quickly(password)
        if progress is not None and done % _BATCH == 0:
            progress(done, len(passwords))
    return found


def _lock(plan: Plan) -> None:
    """Hold the chains and the organs that are written to, in the order of their codes."""
    chains = {organ.code for organ, _ in plan.changed}
    lock([HOUSE, *chains, *(tenure.post.organ.code for tenure, _ in plan.ended)])
    touched = {
        *chains,
        *(row.parent for row in plan.organs),
        *(row.organ for row in plan.posts),
        *(row.organ for row in plan.tenures),
    }
    held = Organ.objects.select_for_update(no_key=True).order_by("code")
    list(held.filter(code__in=touched).values_list("pk"))


def _apply(actor: Actor, plan: Plan, hashes: dict[str, str]) -> None:
    for organ, row in plan.changed:
        change_organ(actor, organ=organ, name=row.name, category=row.category)
    try:
        for tenure, told in plan.ended:
            assert told.until is not None
            end_tenure(actor, tenure=tenure, until=told.until)
    except ValidationError:
        # Several administrators ended by one workbook: each alone could go, not all of them.
        raise ImportRefused(_last_administrator(plan)) from None
    organs = _organs(plan.organs)
    posts = _posts(plan, organs)
    accounts = _accounts(plan, hashes)
    Tenure.objects.bulk_create(
        [
            Tenure(account=accounts[row.username], post=posts[row.organ, row.title],
                   since=row.since, until=row.until)
            for row in plan.tenures
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    counts = {key: plan.counts()[key] for key in ("organs", "posts", "accounts", "tenures")}
    made = {name: accounts[name] for name in plan.accounts}
    record_bulk(
        chain=HOUSE,
        actor=actor,
        action=IMPORTED,
        subject=f"workbook {plan.digest[:16]}",
        after={"workbook": plan.digest, **counts},
        rows=_rows(plan, accounts),
        personal={"accounts": [[account.pk, name, account.name] for name, account in made.items()]},
    )


def _last_administrator(plan: Plan) -> Plan:
    for _tenure, row in plan.ended:
        plan.refuse((PEOPLE, row.row, UNTIL), str(row.until), telling.KEPT_HOUSE)
    return plan


def _organs(rows: list[OrganRow]) -> dict[str, Organ]:
    """Set up the new organs; each stands after the one above it."""
    above = Organ.objects.in_bulk({row.parent for row in rows}, field_name="code")
    made: dict[str, Organ] = {}
    for row in rows:
        parent = made.get(row.parent) or above.get(row.parent)
        path = f"{parent.path if parent else '/'}{row.code}/"
        made[row.code] = Organ(
            code=row.code, name=row.name, level=row.level, category=row.category, parent=parent,
            path=path,
        )  # fmt: skip
    # A row needs the key of the one above: those of one depth are written together.
    for depth in sorted({organ.depth for organ in made.values()}):
        layer = [organ for organ in made.values() if organ.depth == depth]
        for organ in layer:
            organ.parent = organ.parent  # takes over the key that the parent got meanwhile
        Organ.objects.bulk_create(layer, batch_size=_BATCH)
    return made


def _posts(plan: Plan, organs: dict[str, Organ]) -> dict[tuple[str, str], Post]:
    """Set up the new posts; all posts by organ and title."""
    codes = {row.organ for row in plan.posts}
    known = organs | Organ.objects.in_bulk(codes - set(organs), field_name="code")
    made = [Post(organ=known[row.organ], role=row.role, title=row.title) for row in plan.posts]
    Post.objects.bulk_create(made, batch_size=_BATCH)
    wanted = Post.objects.filter(organ__code__in={row.organ for row in plan.tenures})
    return {(post.organ.code, post.title): post for post in wanted.select_related("organ")}


def _accounts(plan: Plan, hashes: dict[str, str]) -> dict[str, Account]:
    """Make the new accounts; all that take a post, by user name."""
    made = [
        Account(username=username, name=name, password=hashes[username], must_change_password=True)
        for username, name in plan.accounts.items()
    ]
    Account.objects.bulk_create(made, batch_size=_BATCH)
    wanted = {row.username for row in plan.tenures} | set(plan.accounts)
    return Account.objects.in_bulk(wanted, field_name="username")


def _rows(plan: Plan, accounts: dict[str, Account]) -> Iterator[list[Any]]:
    """What was set up, row by row, as the entry's Merkle root holds it: no name of a person."""
    for one in plan.organs:
        yield ["organ", one.code, one.name, one.level, one.category, one.parent]
    for post in plan.posts:
        yield ["post", post.organ, post.title, post.role]
    for username in plan.accounts:
        yield ["account", accounts[username].pk]
    for told in plan.tenures:
        period = [told.since.isoformat(), told.until.isoformat() if told.until else None]
        yield ["tenure", accounts[told.username].pk, told.organ, told.title, *period]
