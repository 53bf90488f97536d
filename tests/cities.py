"""The demo city of tests: acted once for each moment, then its rows are written again."""

from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from guiju import clock
from guiju.organs.demo import load_organs

ROOMS = ("organs", "ledger")
"""The rooms in which the tree, its people and its history stand."""
A_DAY = dt.timedelta(days=1)
Rows = list[tuple[type[models.Model], list[models.Model]]]
_kept: dict[dt.datetime | None, Rows] = {}


def load_city() -> None:
    """The organs, posts and people of the demo city with their history, in an empty database."""
    moment = _moment()
    if not _empty():
        load_organs()
    elif moment not in _kept:
        load_organs()
        _kept[moment] = [(kind, list(models.QuerySet(kind))) for kind in _kinds()]
    else:
        _write(_kept[moment])


def _moment() -> dt.datetime | None:
    """A clock that a test set; None for the machine's, under which any earlier time will do."""
    now = clock.now()
    return None if abs(now - clock.SystemClock().read()) < A_DAY else now


def _kinds() -> list[type[models.Model]]:
    return [kind for room in ROOMS for kind in apps.get_app_config(room).get_models()]


def _empty() -> bool:
    return not any(models.QuerySet(kind).exists() for kind in _kinds())


def _write(rows: Rows) -> None:
    with transaction.atomic():
        for kind, found in rows:
            models.QuerySet(kind).bulk_create(found)
        with connection.cursor() as cursor:
            for told in connection.ops.sequence_reset_sql(no_style(), _kinds()):
                cursor.execute(told)
