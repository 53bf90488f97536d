"""The list of elections: searched and filtered, within a person's scope."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from ..models import Election

FILTERS = ("q", "state", "kind", "round")


def search(elections: QuerySet[Election], told: Mapping[str, str]) -> QuerySet[Election]:
    """Elections by words in title, organ or code, and by state, kind and round."""
    words = told.get("q", "")
    if words:
        named = Q(title__icontains=words) | Q(organ__name__icontains=words)
        elections = elections.filter(named | Q(code__iexact=words))
    exact = {key: told[key] for key in FILTERS[1:] if told.get(key)}
    return elections.filter(**exact)
