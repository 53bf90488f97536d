"""The secret key, the names served by, the database's address."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from guiju.site.logs import JsonFormatter
from guiju.site.settings.database import database
from guiju.site.settings.security import allowed_hosts, secret_key


def test_a_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    key = secret_key(folder, "")
    assert len(key) >= 64
    assert secret_key(folder, "") == key
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret-key"]
    assert secret_key(tmp_path / "other", "") != key


def test_a_key_that_is_given_is_not_written(tmp_path: Path) -> None:
    assert secret_key(tmp_path, "given") == "given"
    assert list(tmp_path.iterdir()) == []


LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


@pytest.mark.parametrize(
    ("host", "names", "expected"),
    [
        ("127.0.0.1", "", LOOPBACK),
        ("0.0.0.0", "", LOOPBACK),
        ("::", "", LOOPBACK),
        ("10.1.2.3", "", [*LOOPBACK, "10.1.2.3"]),
        ("fe80::1", "", [*LOOPBACK, "[fe80::1]"]),
        ("0.0.0.0", "guiju.example, other.example,", [*LOOPBACK, "guiju.example", "other.example"]),
    ],
)
def test_the_printed_address_is_always_answered(host: str, names: str, expected: list[str]) -> None:
    assert allowed_hosts(host, names) == expected


def test_a_database_address_is_read_with_its_escapes() -> None:
    told = database("postgresql://a%40b:p%2Fq@db.example:5433/guiju")
    assert (told["USER"], told["PASSWORD"], told["HOST"], told["PORT"], told["NAME"]) == (
        "a@b", "p/q", "db.example", 5433, "guiju",
    )  # fmt: skip
    assert str(database("")["ENGINE"]).endswith("sqlite3")
    with pytest.raises(ImproperlyConfigured):
        database("mysql://localhost/x")


@pytest.mark.parametrize("name", ["django.security.DisallowedHost", "guiju.jobs"])
def test_a_log_line_holds_no_value(name: str) -> None:
    quoted = name.startswith("django.security")
    text, arguments = ("Invalid host 演示乙", ()) if quoted else ("%s came", ("演示乙",))
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, text, arguments, None)
    line = JsonFormatter().format(record)
    assert "演示乙" not in line
    assert json.loads(line)["part"] == name
