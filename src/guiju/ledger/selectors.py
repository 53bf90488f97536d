"""Reading history: the entries of some chains, searched and filtered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from .models import Entry, EntryQuerySet


def entries(chains: Iterable[str], words: str = "", action: str = "") -> EntryQuerySet:
    """The entries of these chains, newest first."""
    found = Entry.objects.filter(chain__in=list(chains)).order_by("-at", "-number")
    if action:
        found = found.filter(action=action)
    if words:
        found = found.filter(
            Q(subject__icontains=words)
            | Q(chain__iexact=words)
            | Q(actor_name__icontains=words)
            | Q(actor_post__icontains=words)
        )
    return found


def told(entry: Entry) -> dict[str, Any]:
    """What an entry says."""
    content: dict[str, Any] = json.loads(entry.content)
    return content
