"""What waits for somebody: each room offers one count, and the start page shows those that fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from guiju.organs.abilities import may
from guiju.organs.models import Account, Post

Counted = Callable[[Account, Post], int]
"""How many things wait for a person in a post; the same few queries however many there are."""


@dataclass(frozen=True)
class Offer:
    """A count: the page on which the things stand, who sees it, and its words with ``%(n)s``."""

    page: str
    ability: str
    words: str | Promise
    count: Counted


@dataclass(frozen=True)
class Waiting:
    """What waits in a room: the page on which it stands, how many, in words."""

    page: str
    n: int
    told: str


_OFFERS: dict[str, Offer] = {}


def register(url_name: str, offer: Offer) -> None:
    """Offer a count beside an entry of the navigation."""
    _OFFERS[url_name] = offer


def waiting(account: Account, post: Post) -> dict[str, Waiting]:
    """What waits for a person in a post, by entry of the navigation; none where nothing does."""
    found = {
        url_name: (offer, offer.count(account, post))
        for url_name, offer in _OFFERS.items()
        if may(post, offer.ability)
    }
    return {
        url_name: Waiting(offer.page, n, str(offer.words) % {"n": n})
        for url_name, (offer, n) in found.items()
        if n
    }
