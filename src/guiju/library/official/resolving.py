"""Citations and the works that they name: led to each other whenever a new work comes in."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from ..models import Citation, WorkName


def lead() -> int:
    """Lead every citation of another work to the imported work of that name; how many were led.

    A name that several works have leads to the first imported; nothing that is led changes.
    """
    waiting: QuerySet[Citation] = Citation.objects.filter(work=None, own=False)
    named = waiting.exclude(name="").filter(name__in=WorkName.objects.values("name"))
    first = WorkName.objects.filter(name=OuterRef("name")).order_by("work_id").values("work")[:1]
    return named.update(work=Subquery(first))
