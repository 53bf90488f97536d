"""What other rooms offer to do with a decision: each a form below it, for posts that may."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from guiju.organs.abilities import may
from guiju.organs.models import Post


@dataclass(frozen=True)
class Action:
    """Something to be done with a decided case: where it is posted to, its name, who may."""

    url_name: str
    label: str | Promise
    ability: str


_ACTIONS: dict[str, Action] = {}


def register(url_name: str, label: str | Promise, ability: str) -> None:
    """Offer an action; ``url_name`` gets all typed fields, ``rule`` and ``as_of`` by POST."""
    _ACTIONS[url_name] = Action(url_name, label, ability)


def actions_of(post: Post | None) -> list[Action]:
    """The actions that a post may take."""
    return [action for action in _ACTIONS.values() if may(post, action.ability)]
