"""A backup carries imported texts: its tables are found by the models, their bytes come back."""

from __future__ import annotations

import json

import pytest
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from guiju.library.models import Clause, TextFile
from guiju.site.safekeeping.rows import lines_of, load
from guiju.site.safekeeping.schema import applied, fields_of, models_at

from .texts import PARKS, take_in

pytestmark = pytest.mark.django_db
TABLES = ("textfile", "work", "workname", "version", "printing", "clause", "citation", "quantity")


def test_every_table_of_imported_texts_is_in_a_backup() -> None:
    models = models_at(applied("default"), MigrationLoader(connections["default"]))
    assert [name for name in TABLES if f"library.{name}" not in models] == []


def test_files_and_provisions_come_back_as_they_were() -> None:
    take_in(PARKS)
    kept = list(lines_of(TextFile, "default")), list(lines_of(Clause, "default"))
    assert len(kept[1]) == 7
    Clause.objects.all().delete()
    (line,) = kept[0]
    row = json.loads(line)
    row[0], row[1] = 999, "0" * 64
    names = [field.attname for field in fields_of(TextFile)]
    assert names[:2] == ["id", "sha256"]
    assert load(TextFile, names, [json.dumps(row).encode()], "default", lambda done: None) == 1
    assert bytes(TextFile.objects.get(pk=999).content) == PARKS.encode()
    names = [field.attname for field in fields_of(Clause)]
    assert load(Clause, names, kept[1], "default", lambda done: None) == 7
    assert Clause.objects.get(address="2/1/2").text == "社区公园。"
