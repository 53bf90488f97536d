"""An election of the database as `counting` knows it."""

from __future__ import annotations

from ..counting import Election as Plain
from ..models import Election


def plain(election: Election) -> Plain:
    """The election with candidates in the order of the ballot (of entry, before its release)."""
    raise NotImplementedError
