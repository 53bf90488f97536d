"""Reading checks: those of a post's scope, their findings by article and by organ, one row."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from guiju.jobs.models import State
from guiju.organs.models import Post
from guiju.organs.scope import organs_of

from ..models import Check, CheckedRow, CheckFinding
from ..services.files import path_of


def visible(post: Post) -> QuerySet[Check]:
    """The checks of the organs that a post sees, newest first."""
    return Check.objects.filter(organ__in=organs_of(post)).select_related(
        "organ", "job", "export_job"
    )


def by_provision(check: Check) -> QuerySet[CheckFinding, dict[str, Any]]:
    """How many findings there are of each provision, in the order of the articles."""
    return _counted(check, "place", "provision")


def by_organ(check: Check) -> QuerySet[CheckFinding, dict[str, Any]]:
    """How many findings there are of each organ."""
    return _counted(check, "organ")


def _counted(check: Check, *keys: str) -> QuerySet[CheckFinding, dict[str, Any]]:
    return (
        check.findings.values(*keys)
        .annotate(
            breaches=Count("pk", filter=Q(verdict="breach")),
            unknowns=Count("pk", filter=Q(verdict="unknown")),
        )
        .order_by(*keys)
    )


def findings(check: Check, told: dict[str, str]) -> QuerySet[CheckFinding]:
    """The findings of a check, filtered by provision, organ, verdict and words."""
    found = check.findings.order_by("place", "number", "pk")
    for key in ("provision", "organ", "verdict"):
        if told.get(key):
            found = found.filter(**{key: told[key]})
    if told.get("q"):
        found = found.filter(Q(subject__icontains=told["q"]) | Q(organ__icontains=told["q"]))
    return found


def rows(check: Check, told: dict[str, str]) -> QuerySet[CheckedRow]:
    """The rows of a check, filtered by verdict and words."""
    found = check.checked_rows.order_by("number")
    if told.get("verdict"):
        found = found.filter(verdict=told["verdict"])
    if told.get("q"):
        found = found.filter(Q(subject__icontains=told["q"]) | Q(organ__icontains=told["q"]))
    return found


def prepared_file(check: Check) -> str | None:
    """The name of a file written after the last correction; None where there is none."""
    job = check.export_job
    if job is None or job.state != State.DONE:
        return None
    corrected_later = check.corrections.filter(at__gte=job.created).exists()
    name = str(job.result["file"])
    return None if corrected_later or not path_of(name).exists() else name


def corrections(check: Check) -> dict[int, dict[str, str | None]]:
    """The last value of every corrected cell, by row and column."""
    last: dict[int, dict[str, str | None]] = {}
    for number, column, after in check.corrections.order_by("pk").values_list(
        "number", "column", "after"
    ):
        last.setdefault(number, {})[column] = after or None
    return last
