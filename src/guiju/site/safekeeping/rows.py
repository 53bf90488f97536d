"""Rows of a table as lines of JSON, and back: exact to the microsecond, the same everywhere."""

from __future__ import annotations

import base64
import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import DatabaseError, connections, models
from django.utils.duration import duration_string

from .errors import SafekeepingError
from .schema import fields_of, is_json

BATCH = 1000


def lines_of(model: type[models.Model], using: str) -> Iterator[bytes]:
    """Every row, in the order of its key, read in pieces."""
    names = [field.attname for field in fields_of(model)]
    found = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in found.iterator(chunk_size=BATCH):
        text = json.dumps([plain(value) for value in row], ensure_ascii=False, allow_nan=False)
        yield text.encode("utf-8") + b"\n"


def plain(value: Any) -> Any:
    """A value as JSON has it; what JSON holds already stays as it is."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return duration_string(value)
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value


def load(
    model: type[models.Model],
    names: list[str],
    lines: Iterable[bytes],
    using: str,
    told: Callable[[int], None],
) -> int:
    """Insert lines as rows, a batch at a time; how many there were.

    Raises:
        SafekeepingError: the columns differ, or a row does not fit this database.
    """
    fields = fields_of(model)
    if [field.attname for field in fields] != names:
        raise SafekeepingError(model._meta.label_lower, "、".join(names), "这一版结构的列")
    for field in fields:
        # A moment that was set when the row was made is not this moment.
        field.auto_now = field.auto_now_add = False  # type: ignore[attr-defined]
    readers = [_same if is_json(field) else field.to_python for field in fields]
    rows, source = 0, iter(lines)
    while batch := list(islice(source, BATCH)):
        made = [_row(model, names, readers, line) for line in batch]
        try:
            model._base_manager.using(using).bulk_create(made)
        except (DatabaseError, ValueError) as error:
            place = f"{model._meta.label_lower} 第 {rows + 1}–{rows + len(batch)} 行"
            shown = str(error).splitlines()[0]
            raise SafekeepingError(place, shown, "这个数据库收得下的内容") from error
        rows += len(batch)
        told(rows)
    return rows


def _row(
    model: type[models.Model],
    names: list[str],
    readers: Sequence[Callable[[Any], Any]],
    line: bytes,
) -> models.Model:
    values = json.loads(line)
    told = zip(names, readers, values, strict=True)
    return model(**{name: read(value) for name, read, value in told})


def _same(value: Any) -> Any:
    return value


def empty_tables(found: Iterable[type[models.Model]], using: str) -> None:
    """Take out what migrations put into fresh tables: the archive holds it too."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for model in found:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def set_sequences(found: Iterable[type[models.Model]], using: str) -> None:
    """Let new rows go on after the highest key."""
    from django.core.management.color import no_style

    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(found)):
            cursor.execute(statement)
