"""The fields of a decision's form: what was answered, and what can still change the outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from guiju.rules import Choice, Day, Decision, Fact, Matter, Quantity, Records
from guiju.rules.deciding import judge_of
from guiju.rules.facts import Judge
from guiju.rules.phrases import option
from guiju.rules.sentences import CHINESE, ENGLISH
from guiju.rules.standards import in_english as unit_in_english

from .typed import MOST_ROWS, NONE, NOT_KNOWN, UNKNOWN, Typed, row_count
from .words import fact_name, format_told, in_english, said

FEW_OPTIONS = 5
"""Up to so many values are shown as radio buttons, more as a list to choose from."""
BLANK_ROOM = 40
"""Signs reserved for what may still be typed into a blank field."""


@dataclass(frozen=True)
class Field:
    """One fact to be typed or chosen."""

    name: str
    ident: str
    label: str
    kind: str
    value: str = ""
    error: str = ""
    format: str = ""
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    judge: Judge | None = None

    @property
    def target(self) -> str:
        """What a link to the field points at: a group of radio buttons by the first of them."""
        return f"{self.ident}-0" if self.kind == "radios" else self.ident


@dataclass(frozen=True)
class Row:
    """One related record."""

    number: int
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Group:
    """The related records of one kind: not known, none, or row by row."""

    key: str
    ident: str
    title: str
    state: str
    rows: tuple[Row, ...] = ()
    error: str = ""
    judge: Judge | None = None

    @property
    def name(self) -> str:
        """The name of the field that says how many there are."""
        return f"n:{self.key}"

    @property
    def label(self) -> str:
        """The same as the title, as of any field."""
        return self.title

    @property
    def target(self) -> str:
        """What a link to the records points at."""
        return f"{self.ident}-unknown"

    @property
    def count(self) -> str:
        """How many rows there will be where records are given."""
        return str(max(len(self.rows), 1))

    @property
    def full(self) -> bool:
        """Whether the page takes no further row."""
        return len(self.rows) >= MOST_ROWS


@dataclass
class Form:
    """Answered fields in the order of answering, then what is asked, the soonest first."""

    answered: list[Field | Group] = field(default_factory=list)
    asked: list[Field | Group] = field(default_factory=list)

    def every(self) -> list[Field]:
        """Every field, those of rows included."""
        found: list[Field] = []
        for one in (*self.answered, *self.asked):
            rows = one.rows if isinstance(one, Group) else ()
            found += [f for row in rows for f in row.fields] if rows else []
            if isinstance(one, Field):
                found.append(one)
        return found

    def length(self) -> int:
        """How long the address would be with every blank filled."""
        return sum(
            len(quote(f.name)) + max(len(quote(f.value)), BLANK_ROOM) + 2 for f in self.every()
        )


def make_form(matter: Matter, typed: Typed, decision: Decision, asked: list[str]) -> Form:
    """What is shown: everything typed, and the facts ``asked`` (by name) that are blank."""
    makers: dict[str, Fact | Records] = {fact.key: fact for fact in matter.facts()}
    makers |= {records.title: records for records in matter.records()}
    places = {name: place for place, name in enumerate(makers)}
    by_field = {field_name(one): name for name, one in makers.items()}
    order = [by_field[n] for n, text in typed.values.items() if n in by_field and _told(text)]

    def shown(name: str) -> Field | Group:
        one = makers[name]
        if isinstance(one, Records):
            return _group(matter, one, typed, decision)
        return _field(one, field_name(one), f"f-{places[name]}", typed)

    return Form(
        [shown(name) for name in order],
        [shown(name) for name in asked if name in makers and name not in order],
    )


def field_name(one: Fact | Records) -> str:
    """The name of a fact's field, or of the count of records."""
    return f"n:{one.key}" if isinstance(one, Records) else f"f:{one.key}"


def _told(text: str) -> bool:
    return text.strip() not in NOT_KNOWN and text.strip() != ""


def _field(fact: Fact, name: str, ident: str, typed: Typed) -> Field:
    words = ENGLISH if in_english() else CHINESE
    value = typed.values.get(name, "")
    options: tuple[tuple[str, str], ...] = ()
    kind = "text"
    if isinstance(fact, Choice):
        options = tuple((one, option(one, words)) for one in fact.options)
        kind = "radios" if len(options) <= FEW_OPTIONS else "select"
        if value and value not in fact.options and name in typed.errors:
            options = (*options, (value, value))
    elif isinstance(fact, Quantity):
        kind = "figure"
    elif isinstance(fact, Day):
        kind = "day"
    unit = ""
    if isinstance(fact, Quantity) and f"（{fact.unit}）" not in fact.key:
        unit = said(fact.unit, unit_in_english(fact.unit))
    told = "" if isinstance(fact, Choice) else format_told(fact)
    error = typed.errors.get(name, "")
    return Field(
        name, ident, fact_name(fact), kind, value, error, told, unit, options, judge_of(fact)
    )


def _group(matter: Matter, records: Records, typed: Typed, decision: Decision) -> Group:
    name, ident = f"n:{records.key}", f"n-{records.key}"
    error = typed.errors.get(name, "")
    count = None if error else row_count(typed, records)
    state = UNKNOWN if count is None else NONE if not count else "rows"
    facts = _columns(matter, records, typed, decision, count or 0)
    rows = tuple(
        Row(
            row,
            tuple(
                _field(
                    fact, f"r:{records.key}:{row}:{fact.key}", f"r-{records.key}-{row}-{i}", typed
                )
                for i, fact in facts
            ),
        )
        for row in range(1, (count or 0) + 1)
    )
    return Group(records.key, ident, said(records.title, records.english), state, rows, error)


def _columns(
    matter: Matter, records: Records, typed: Typed, decision: Decision, count: int
) -> list[tuple[int, Fact]]:
    """The facts of a record that are typed already or can still change the outcome."""
    used = {f.key for sums in matter.aggregates() if sums.records is records for f in sums.used}
    facts = [(i, fact) for i, fact in enumerate(records.facts) if fact.key in used]
    names = [f"r:{records.key}:{row}:" for row in range(1, count + 1)]
    shown = [
        (i, fact)
        for i, fact in facts
        if fact.key in decision.missing
        or any(typed.values.get(name + fact.key, "").strip() for name in names)
    ]
    return shown or facts
