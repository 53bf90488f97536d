"""The table of every list: rows that are equal in what it is sorted by keep one order."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet


class Table(tables.Table):
    """A table whose order is whole, so that no page repeats a row or leaves one out."""

    @property
    def order_by(self) -> Any:
        """By which columns the rows are sorted."""
        return super().order_by

    @order_by.setter
    def order_by(self, value: Any) -> None:
        tables.Table.order_by.fset(self, value)
        self.data.data = settled(self.data.data)


def settled(rows: Any) -> Any:
    """Sorted rows of a database with their key as the last thing they are sorted by."""
    if not isinstance(rows, QuerySet) or rows.query.group_by is not None:
        return rows
    by = rows.query.order_by
    keyed = any(str(one).lstrip("-") in ("pk", "id") for one in by)
    return rows if not by or keyed else rows.order_by(*by, "pk")
