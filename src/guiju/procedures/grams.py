"""Words found in references and subjects of very many cases: an index of pairs of characters.

On PostgreSQL every pair of neighbouring characters of a case's reference and subject stands in an
inverted index, so that two Chinese characters are enough to use it (a trigram index needs three).
It takes no extension, only what whoever makes the tables may do. The index proposes, the
comparison as it is written decides: SQLite compares alone, and finds the same.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, Value

from .models import Case

FUNCTION = "guiju_grams"
FEW = 10_000
"""So many cases are looked up by their keys; more of them are compared on the way."""
LEAST = 2
"""From so many characters on the index is of use."""
_MAKE = (
    """CREATE OR REPLACE FUNCTION guiju_grams(one text, other text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_agg(DISTINCT substr(told, place, 2))
    FROM (VALUES (one), (other)) AS texts (told),
    generate_series(1, greatest(length(told) - 1, 1)) AS place
    $$""",
    # A short list of what is still to be sorted in: every search reads it to its end.
    """CREATE INDEX IF NOT EXISTS procedures_case_grams ON procedures_case
    USING gin (guiju_grams(reference, subject)) WITH (gin_pending_list_limit = 256)""",
)


def having(words: str) -> Func:
    """Whether the pairs of some words all occur in reference or subject of a case."""
    own = Func(F("reference"), F("subject"), function=FUNCTION)
    asked = Func(Value(words), Value(words), function=FUNCTION)
    told = {"template": "(%(expressions)s)", "arg_joiner": " @> "}
    return Func(own, asked, output_field=BooleanField(), **told)


def few(compared: QuerySet[Case], words: str) -> list[int] | None:
    """The keys of the cases with some words, by the index; None where there is none to use.

    ``compared``: the cases that have the words. What very many have is soon found without an
    index, so the planner is asked first.
    """
    if connection.vendor != "postgresql" or len(words) < LEAST:
        return None
    found = compared.filter(having(words))
    plan = json.loads(found.explain(format="json"))
    if plan[0]["Plan"]["Plan Rows"] > FEW:
        return None
    keys = list(found.values_list("pk", flat=True)[: FEW + 1])
    return keys if len(keys) <= FEW else None


def install(to: Any) -> None:
    """Put function and index in place, where the database is PostgreSQL."""
    if to.vendor == "postgresql":
        with to.cursor() as cursor:
            for statement in _MAKE:
                cursor.execute(statement)


def remove(to: Any) -> None:
    """Take them away."""
    if to.vendor == "postgresql":
        with to.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS procedures_case_grams")
            cursor.execute("DROP FUNCTION IF EXISTS guiju_grams(text, text)")
