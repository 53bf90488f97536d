"""What each role may do: one table, to which institutions add their own abilities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import ELECTION_ROLES, Post, Role


@dataclass(frozen=True)
class Ability:
    """Something that a post may do, its name for people and the roles that have it."""

    code: str
    title: str | Promise
    roles: frozenset[str]


ABILITIES: dict[str, Ability] = {}

EVERYONE = tuple(Role.values)
OFFICE = tuple(role for role in Role.values if role not in ELECTION_ROLES)
"""Everyone but those who work at elections: whoever puts work in the queue, or watches it."""


def register(code: str, title: str | Promise, roles: Iterable[str]) -> None:
    """Make an ability known."""
    ABILITIES[code] = Ability(code, title, frozenset(roles))


def may(post: Post | None, code: str) -> bool:
    """Whether a post has an ability."""
    return post is not None and post.role in ABILITIES[code].roles


register("organs.view", _("查看机关和岗位"), EVERYONE)
register("organs.manage", _("管理机关、岗位和任职"), [Role.ADMINISTRATOR])
register("ledger.view", _("查看历史链"), [Role.AUTHORITY, Role.DISCIPLINE, Role.ADMINISTRATOR])
register("ledger.verify", _("核验历史链"), [Role.DISCIPLINE, Role.ADMINISTRATOR])
register("jobs.view", _("查看后台任务"), OFFICE)
register("jobs.cancel", _("取消后台任务"), [Role.USING_CLERK, Role.AUTHORITY, Role.ADMINISTRATOR])
