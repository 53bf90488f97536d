"""Standards 标准: dated figures that a provision sets, read from YAML and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path

from .errors import RuleError, nearest
from .lines import Lined, entries, read_lines
from .outline import Outline, Provision
from .places import Place, placed, written

_WHOLE = ("辆", "人", "年", "月", "班", "次", "笔")
SCALES = {"元": 100, "升": 1000, "%": 100} | dict.fromkeys(_WHOLE, 1)
"""How many of the small whole unit (fen, millilitre, …) make one printed unit."""
DAY = "日"
"""The unit of a standard that is a day: its figure is the day's ordinal."""

MAY_FALL_BELOW_ZERO = "%"
"""The unit of which a figure may be negative (a rate of growth); money and counts may not."""

_KEYS = ("name", "title", "title_en", "address", "unit", "values")
_VALUE_KEYS = ("from", "to", "value")


@dataclass(frozen=True)
class Period:
    """A figure and the days on which it is in force, both included; ``last`` None: still."""

    first: dt.date
    last: dt.date | None
    value: int


@dataclass(frozen=True, eq=False)
class Standard:
    """One standard: its name in code, its title, the provision that sets it and its figures."""

    name: str
    title: str
    english: str
    provision: Provision
    unit: str
    periods: tuple[Period, ...]
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def in_force(self, day: dt.date) -> bool:
        """Whether there is a figure in force on a day."""
        return any(p.first <= day and (p.last is None or day <= p.last) for p in self.periods)

    def on(self, day: dt.date) -> int:
        """The figure in force on a day, in the small unit; refused where there is none."""
        for period in self.periods:
            if period.first <= day and (period.last is None or day <= period.last):
                return period.value
        told = "a day on which the standard is in force"
        raise RuleError(self.name, day, told, place=self.place)


class Standards(dict[str, Standard]):
    """The standards of an instrument by name; a name that is none of them is refused."""

    def __missing__(self, name: str) -> Standard:
        raise RuleError("standard", name, nearest(name, self), place=written())


def printed(value: int, unit: str) -> str:
    """A figure of the small unit as people print it: 12000000 分 as 120000.00, 1600 mL as 1.6."""
    if unit == DAY:
        return dt.date.fromordinal(value).isoformat()
    if unit == "元":
        yuan, fen = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{yuan}.{fen:02d}"
    if SCALES[unit] == 1:
        return str(value)
    return f"{(Decimal(value) / SCALES[unit]).normalize():f}"


_ENGLISH = {"元": "yuan", "升": "L", "辆": "cars", "人": "persons", "年": "years", "月": "months",
            "班": "classes", "次": "times", "笔": "records"}  # fmt: skip


def in_english(text: str) -> str:
    """A printed value with its unit in English: ``120000.00 元`` is ``120000.00 yuan``."""
    words = [_ENGLISH.get(word, word) for word in text.split(" ")]
    return " ".join(words)


def read_standards(path: Path, outline: Outline) -> Standards:
    """Every standard of a file, by name; whatever is not foreseen is refused with its line."""
    found = Standards()
    for entry in entries(read_lines(path), Place(str(path), 1)):
        entry.hold_to(_KEYS, (), str(entry.get("name", "")))
        name = entry.text("name")
        if name in found:
            told = f"a name used once; it stands at {found[name].place}"
            raise entry.refuse("name", name, told)
        found[name] = _standard(name, entry, outline)
    return found


def _standard(name: str, entry: Lined, outline: Outline) -> Standard:
    unit, address = entry["unit"], str(entry["address"])
    if unit not in (*SCALES, DAY):
        raise entry.refuse("unit", unit, f"a unit: {' '.join((*SCALES, DAY))}", name)
    provision = outline.find(address)
    if provision is None:
        raise entry.refuse("address", address, "an address that stands in the outline", name)
    values = entry.entries("values", name)
    if not values:
        raise entry.refuse("values", "nothing", "at least one dated value", name)
    periods = [_period(name, value, unit) for value in values]
    _refuse_overlap_and_gap(name, values, periods)
    return Standard(
        name,
        entry.text("title", name),
        entry.text("title_en", name),
        provision,
        unit,
        tuple(periods),
        place=entry.place,
    )


def _refuse_overlap_and_gap(name: str, values: Sequence[Lined], periods: Sequence[Period]) -> None:
    told = "periods that follow one another without overlap and without gap"
    for (earlier, later), value in zip(pairwise(periods), values[1:], strict=True):
        if earlier.last is None or later.first <= earlier.last:
            found = f"two values in force at once on {max(earlier.first, later.first)}"
            if later.last is not None and later.last < earlier.first:
                found = f"{later.first} after {earlier.first}"
            raise value.refuse("from", found, told, name)
        if earlier.last + dt.timedelta(days=1) != later.first:
            raise value.refuse("from", f"no value in force after {earlier.last}", told, name)


def _period(name: str, value: Lined, unit: str) -> Period:
    value.hold_to(_VALUE_KEYS, (), name)
    first = value.day("from", name)
    last = None if value["to"] is None else value.day("to", name)
    if last is not None and last < first:
        raise value.refuse("to", f"{first} to {last}", "a last day that is not before from", name)
    if not isinstance(value["value"], str):
        raise value.refuse("value", value["value"], "a figure as quoted text", name)
    with placed(value.at("value")):
        figure = parsed(value["value"], unit, name)
    if figure < 0 and unit != MAY_FALL_BELOW_ZERO:
        raise value.refuse("value", value["value"], f"no negative number of {unit}", name)
    return Period(first, last, figure)


def parsed(text: str, unit: str, where: str) -> int:
    """A printed figure in the small unit (a day as its ordinal): ``"1.6"`` litres are 1600."""
    try:
        if unit == DAY:
            return dt.date.fromisoformat(text).toordinal()
        scaled = Decimal(text) * SCALES[unit]
    except (InvalidOperation, ValueError):
        raise RuleError(where, text, "a day" if unit == DAY else "a decimal figure") from None
    if not scaled.is_finite() or scaled != int(scaled):
        raise RuleError(where, text, f"a figure exact to 1/{SCALES[unit]} {unit}")
    return int(scaled)
