"""Fields 栏目: which columns a matter's tables have, by what names and in what units they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guiju.sheets import Accepted, normal_header

from ..facts import Choice, Day, Fact, Paper, Quantity
from ..matters import Matter
from ..records import Records
from ..standards import SCALES

UNITS = {
    "元": {"元": 100, "万元": 1_000_000, "分": 1},
    "升": {"升": 1000, "毫升": 1},
}
"""By the unit of a fact, the units in which its column may be headed, each in small units."""


@dataclass(frozen=True)
class Field:
    """One column: its name, the fact it holds (None: text), whether a table must have it."""

    name: str
    fact: Fact | None = None
    required: bool = False
    optional: bool = False
    """Whether a table may do without the column at all, as without a sum worked out elsewhere."""
    heading: str = ""
    """Under which the column comes, where that is not its name."""

    def headers(self) -> dict[str, int]:
        """Every heading under which the column may come, with the scale of its figures."""
        fact = self.fact
        if not isinstance(fact, Quantity):
            return {normal_header(self.heading or self.name): 1}
        units = UNITS.get(fact.unit, {fact.unit: SCALES[fact.unit]})
        stem = self.name.removesuffix(f"（{fact.unit}）")
        if stem == self.name:
            return {normal_header(self.name): SCALES[fact.unit]}
        return {normal_header(f"{stem}（{unit}）"): scale for unit, scale in units.items()}

    @property
    def accepts(self) -> Accepted:
        """What a cell may hold."""
        return accepted(self.fact)


def accepted(fact: Fact | None) -> Accepted:
    """What a cell of a fact's column may hold, in both languages."""
    if isinstance(fact, Choice):
        listed = " · ".join(fact.options)
        return Accepted(f"one of {listed}", f"{listed} 之一")
    if isinstance(fact, Paper):
        return Accepted(f"a number or name, or {fact.none}", f"文号或姓名；没有的填“{fact.none}”")
    if isinstance(fact, Day):
        return Accepted(
            f"a date from {fact.first} to {fact.last}",
            f"{fact.first} 至 {fact.last} 的日期，例如 2020-03-01、2020/3/1 或 2020年3月1日",
        )
    if isinstance(fact, Quantity):
        return _figure(fact)
    return Accepted("text", "文字")


def _figure(fact: Quantity) -> Accepted:
    scale = SCALES[fact.unit]
    low, high = fact.low // scale, fact.high // scale
    digits = len(str(scale)) - 1
    exact = f"at most {digits} decimals" if digits else "a whole number"
    told = f"至多{digits}位小数" if digits else "整数"
    return Accepted(f"{exact}, {low} to {high} {fact.unit}", f"{told}，{low} 至 {high} {fact.unit}")


def fields_of(matter: Matter, by: Sequence[str] = (), *, named: bool = True) -> list[Field]:
    """The columns of a table of subjects: name, facts, sums that may be given, what is about.

    ``by`` are headings to group by, named as `groups_of` says; ``named`` says whether every
    subject must have a name.
    """
    fields = _of_subjects(matter, named)
    known = {field.name for field in fields}
    groups = groups_of(matter, by).items()
    return fields + [Field(name, heading=told) for name, told in groups if name not in known]


def _of_subjects(matter: Matter, named: bool) -> list[Field]:
    needed = set(matter.required)
    by_key = {fact.key: fact for fact in matter.facts()}
    return [
        Field(matter.key, None, named),
        # A part of the name may be a fact too: an organ's cars of one class.
        *(Field(name, by_key.get(name), named) for name in matter.with_key),
        *(
            Field(fact.key, fact, fact.key in needed)
            for fact in matter.facts()
            if fact.key not in matter.with_key
        ),
        *(Field(sums.key, sums, optional=True) for sums in matter.aggregates()),
        *(Field(name) for name in matter.about),
    ]


def groups_of(matter: Matter, by: Sequence[str]) -> dict[str, str]:
    """Headings to group by, each once, under the name of its field.

    A column that no rule knows gets a name of its own, so that it can be called anything.
    """
    known = {name: f.name for f in _of_subjects(matter, named=False) for name in f.headers()}
    found: dict[str, str] = {}
    for place, heading in enumerate(by):
        normal = normal_header(heading)
        found.setdefault(known.setdefault(normal, f"⁂by{place}"), heading)
    return found


def fields_of_records(matter: Matter, records: Records) -> list[Field]:
    """The columns of a table of related records: whose they are, and their facts."""
    keys = (matter.key, *matter.with_key)
    return [
        *(Field(name, None, True) for name in keys),
        *(Field(fact.key, fact) for fact in records.facts if fact.key not in keys),
    ]


def keys_of(matter: Matter) -> tuple[str, ...]:
    """The columns that name a subject together."""
    return (matter.key, *matter.with_key)
