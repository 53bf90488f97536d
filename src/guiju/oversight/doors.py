"""Where the findings of an organ lead on: rooms above say what can be made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from guiju.organs.models import Organ, Post


@dataclass(frozen=True)
class Door:
    """A page of another room about an organ's findings: what it is called, its address."""

    title: str
    address: str


Opens = Callable[[Post, Organ], Door | None]
_DOORS: list[Opens] = []


def register_door(opens: Opens) -> Opens:
    """Let a room lead on from the findings of an organ, for the posts that may go there."""
    if opens not in _DOORS:
        _DOORS.append(opens)
    return opens


def doors(post: Post, organ: Organ) -> list[Door]:
    """Where a post may go on from the findings of an organ."""
    return [door for opens in _DOORS if (door := opens(post, organ)) is not None]
