"""What a visitor typed about one case: read into facts, with every error beside its field.

Names of fields: ``f:<fact>``; for related records ``n:<records>`` (a number of rows, ``none`` or
``unknown``) and ``r:<records>:<row>:<fact>`` with rows from 1; ``as_of`` for the day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from guiju.rules import Fact, Known, Matter, Records
from guiju.rules.errors import RuleError
from guiju.rules.inputs import parse_value
from guiju.sheets import PartialDate, parse_date

from .words import expected, unknown_name

NONE, UNKNOWN = "none", "unknown"
NOT_KNOWN = ("不知道", "未知", "not known", "unknown", "?", "？")
"""What people write into a field of which they know nothing; the same as leaving it blank."""
MOST_ROWS = 50
LONGEST = 200
"""Signs in one field; no fact that is typed needs more."""


@dataclass
class Typed:
    """Facts and related records as a matter takes them, errors by field, values as typed."""

    facts: dict[str, Known | None] = field(default_factory=dict)
    related: dict[str, list[dict[str, Known | None]] | None] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


def read_typed(matter: Matter, data: QueryDict) -> Typed:
    """Everything typed about a case; what cannot be read is not known and has an error."""
    typed = Typed(values={n: str(data[n]) for n in data if n[:2] in ("f:", "n:", "r:")})
    facts: dict[str, Fact] = {f.key: f for f in (*matter.facts(), *matter.aggregates())}
    known = {f"f:{key}": fact for key, fact in facts.items()}
    for records in matter.records():
        known |= _read_records(typed, records)
    for key, fact in facts.items():
        typed.facts[key] = _read(typed, f"f:{key}", fact)
    counts = [f"n:{records.key}" for records in matter.records()]
    for name in typed.values:
        if name not in known and name not in counts and not _is_row(name, matter):
            typed.errors[name] = unknown_name(name[2:], [one[2:] for one in known])
    return typed


def _read_records(typed: Typed, records: Records) -> dict[str, Fact]:
    """The rows of one kind of records into ``typed``; the fields that they have."""
    count = row_count(typed, records)
    typed.related[records.key] = None if count is None else []
    fields: dict[str, Fact] = {}
    for row in range(1, (count or 0) + 1):
        names = {f"r:{records.key}:{row}:{fact.key}": fact for fact in records.facts}
        read = {fact.key: _read(typed, name, fact) for name, fact in names.items()}
        rows = typed.related[records.key]
        assert rows is not None
        rows.append(read)
        fields |= names
    return fields


def row_count(typed: Typed, records: Records) -> int | None:
    """How many rows there are; None where it is not known which records there are."""
    name = f"n:{records.key}"
    text = typed.values.get(name, "").strip()
    if text in ("", UNKNOWN, *NOT_KNOWN):
        return None
    if text == NONE:
        return 0
    if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= MOST_ROWS:
        return int(text)
    told = _("应为“没有”，或至多 %(most)s 的行数；更多的记录用命令 rules check 核对")
    typed.errors[name] = told % {"most": MOST_ROWS}
    return None


def _read(typed: Typed, name: str, fact: Fact) -> Known | None:
    text = typed.values.get(name, "").strip()
    if text in NOT_KNOWN:
        return None
    if len(text) > LONGEST:
        typed.errors[name] = _("至多 %(most)s 个字") % {"most": LONGEST}
        return None
    try:
        return parse_value(fact, text)
    except RuleError:
        typed.errors[name] = expected(fact)
        return None


def _is_row(name: str, matter: Matter) -> bool:
    """Whether a field belongs to a row of the matter's records, also to one beyond their count."""
    parts = name.split(":", 3)
    keys = {r.key: {fact.key for fact in r.facts} for r in matter.records()}
    return len(parts) == 4 and parts[0] == "r" and parts[3] in keys.get(parts[1], ())


def read_day(data: QueryDict, today: dt.date) -> tuple[dt.date, str]:
    """The day as of which is decided (``as_of``; today where none is typed), and what is wrong."""
    text = data.get("as_of", "").strip()
    if not text:
        return today, ""
    day = parse_date(text)
    if day is None or isinstance(day, PartialDate):
        return today, _("应为日期，例如 2020-03-01、2020/3/1 或 2020年3月1日")
    return day, ""
