"""Database triggers that refuse to change or delete entries, whoever asks."""

from typing import Any

_TABLE = "ledger_entry"


def install(connection: Any) -> None:
    """Put the triggers in place (SQLite or PostgreSQL)."""
    with connection.cursor() as cursor:
        for statement in _STATEMENTS[connection.vendor]:
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take the triggers away: for tests that empty their tables."""
    on = f" ON {_TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in ("no_update", "no_delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {_TABLE}_{name}{on}")


def _sqlite(name: str, event: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {_TABLE}_{name} BEFORE {event} ON {_TABLE} "
        "BEGIN SELECT RAISE(ABORT, 'ledger entries are append-only'); END"
    )


def _postgresql(name: str, event: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {_TABLE}_{name} BEFORE {event} ON {_TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_append_only()"
    )


_STATEMENTS = {
    "sqlite": [_sqlite("no_update", "UPDATE"), _sqlite("no_delete", "DELETE")],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'ledger entries are append-only'; END $$",
        _postgresql("no_update", "UPDATE"),
        _postgresql("no_delete", "DELETE"),
    ],
}
