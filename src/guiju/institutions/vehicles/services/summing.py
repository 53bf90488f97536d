"""A check summed up: its rows by verdict, its organs against their numbers."""

from __future__ import annotations

from django.db.models import Count

from ..checking.check import rules_on
from ..checking.quota import Holdings, judge_quota
from ..models import Check, CheckFinding
from .storing import finding_record, reader_for


def recount(check: Check) -> None:
    """Count the rows of a check by verdict."""
    counted = check.checked_rows.values_list("verdict").annotate(Count("pk")).order_by()
    found = dict(counted)
    check.conforming = found.get("conforming", 0)
    check.breach = found.get("breach", 0)
    check.unknown = found.get("unknown", 0)
    check.save(update_fields=["conforming", "breach", "unknown"])


def judge_organs(check: Check, holdings: Holdings) -> None:
    """Put the findings about organs in the place of those there were."""
    CheckFinding.objects.filter(ledger=check, number=None).delete()
    if check.quota is None:
        return
    listed = {(organ, kind): count for organ, kind, count in check.quota}
    found = judge_quota(rules_on(check.day), holdings, listed)
    CheckFinding.objects.bulk_create([finding_record(check, one) for one in found])


def holdings_of(check: Check) -> Holdings:
    """What the stored rows say of each organ."""
    holdings, reader, plates = Holdings(), reader_for(check), set[str]()
    rows = check.checked_rows.order_by("number").values_list("number", "cells")
    for number, cells in rows.iterator(chunk_size=2000):
        holdings.add(reader.row(number, cells, plates))
    return holdings
