"""The navigation: rooms register their entries; a post sees those it may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from guiju.organs.abilities import may
from guiju.organs.models import Post


@dataclass(frozen=True)
class Entry:
    """One entry: its name, its route, who may open it (None: anyone), what it is for."""

    order: int
    url_name: str
    label: str | Promise
    ability: str | None
    about: str | Promise


_ENTRIES: dict[str, Entry] = {}


def register(
    url_name: str, label: str | Promise, *, ability: str | None, order: int, about: str | Promise
) -> None:
    """Add an entry."""
    _ENTRIES[url_name] = Entry(order, url_name, label, ability, about)


def entries(post: Post | None) -> list[Entry]:
    """The entries that a post (None: the public) may open, in order."""
    found = [e for e in _ENTRIES.values() if e.ability is None or may(post, e.ability)]
    return sorted(found, key=lambda entry: entry.order)
