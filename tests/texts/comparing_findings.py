"""Compares what was read by hand with the contract's JSON: citations, quantities, findings.

An expectation is found again by what is printed, never by offsets: `printed` and which
occurrence (`at`), both in the text without any white space, so that a line that breaks inside a
citation does not matter. See ``expected/README-findings.md`` for the keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]
FACTORS = {"%": 100, "％": 100, "个百分点": 100, "百分点": 100, "‰": 1000}
UNITS = {"L": "升", "㎡": "平方米", "天": "日", "周岁": "岁", "％": "%", "百分点": "个百分点"}


@dataclass(frozen=True)
class Squeezed:
    """A stretch of a text without white space, and where each of its characters stood."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Squeezed:
        """The stretch from `start` to `end`, in characters of the text as it came."""
        stop = len(text) if end is None else end
        kept = [i for i in range(start, stop) if not text[i].isspace()]
        return cls("".join(text[i] for i in kept), tuple(kept))

    def span(self, printed: str, at: int | None = None) -> tuple[int, int]:
        """Where the `at`-th occurrence stands; without `at` it must be the only one."""
        wanted = "".join(str(printed).split())
        if at is None and self.text.count(wanted) != 1:
            raise LookupError(f"{printed!r} stands {self.text.count(wanted)} times")
        place = -1
        for _ in range(at or 1):
            place = self.text.find(wanted, place + 1)
            if place < 0:
                raise LookupError(f"{printed!r} has no occurrence {at}")
        return self.places[place], self.places[place + len(wanted) - 1] + 1


def spans_of(stretch: Squeezed, row: Row) -> list[tuple[int, int]]:
    """Where a row's words stand: once, or everywhere (`at: all`; perhaps nowhere)."""
    if row.get("at") != "all":
        return [stretch.span(row["printed"], row.get("at"))]
    wanted = "".join(str(row["printed"]).split())
    return [stretch.span(wanted, i + 1) for i in range(stretch.text.count(wanted))]


def part_of(text: str, part: Row) -> Squeezed:
    """The stretch between the anchors `from` (inclusive) and `to` (exclusive); whole without."""
    whole = Squeezed.of(text)
    start = whole.span(part["from"], part.get("from_at"))[0] if "from" in part else 0
    if "to" not in part:
        return Squeezed.of(text, start)
    rest = Squeezed.of(text, start)
    return Squeezed.of(text, start, rest.span(part["to"], part.get("to_at", 1))[0])


def overlapping(found: Iterable[Row], span: tuple[int, int]) -> list[Row]:
    """What was found that shares at least one character with the span."""
    return [f for f in found if f["start"] < span[1] and span[0] < f["end"]]


def listed(value: Any) -> list[Any]:
    """One value or several alternatives, as a list."""
    return list(value) if isinstance(value, list) else [value]


def plain_name(work: Any) -> str:
    """A work's name without title brackets, its people's republic, and a date behind."""
    name = re.sub(r"[《》\s]", "", str(work or ""))
    name = re.sub(r"^中华人民共和国", "", name)
    name = re.sub(
        r"[（(]\d{4}-\d\d-\d\d[)）]$|[（(]\d{4}年[^（）()]*[)）]$|@.*$|\d{4}-\d\d-\d\d$", "", name
    )
    numbered = re.fullmatch(r"(.*?)[\[【﹝(（［〔](\d{4})[\]】﹞)）］〕](\d+)号", name)
    return f"{numbered[1]}〔{numbered[2]}〕{numbered[3]}号" if numbered else name


def same_work(expected: Any, found: Any) -> bool:
    """Whether the names mean one work: one of the alternatives, or a short name of it."""
    name = plain_name(found)
    return any(plain_name(e) == name for e in listed(expected))


def address_sets(addresses: Sequence[Any]) -> list[set[str]]:
    """The alternatives: one list of addresses, or a list of such lists."""
    several = addresses if addresses and isinstance(addresses[0], list) else [addresses]
    return [{str(a) for a in one} for one in several]


def citation_differs(row: Row, got: Sequence[Row]) -> list[str]:
    """What of the citations that share the span differs from the one read by hand."""
    told: list[str] = []
    addresses = {a for f in got for a in f["addresses"]}
    if "addresses" in row and addresses not in address_sets(row["addresses"]):
        told.append(f"addresses {sorted(addresses)}, expected {row['addresses']}")
    works = [w for w in listed(row.get("work")) if w]
    own = works == ["self"]
    asked = own or (bool(works) and "self" not in works)
    if asked and any(bool(f["self"]) != own for f in got):
        told.append(f"self {[f['self'] for f in got]}, expected {own}")
    if works and "self" not in works and not all(same_work(works, f["work"]) for f in got):
        told.append(f"work {[f['work'] for f in got]}, expected {row['work']}")
    if "resolves" in row and joined([f["resolves"] for f in got]) is not row["resolves"]:
        told.append(f"resolves {[f['resolves'] for f in got]}, expected {row['resolves']}")
    return told


def joined(answers: Sequence[bool | None]) -> bool | None:
    """The answer for a run that came as several citations: one dead end is a dead end."""
    if False in answers:
        return False
    return None if None in answers else True


def numbers(value: Any, kind: str) -> list[str]:
    """The values of a quantity: one, or both ends of a range written as one."""
    if isinstance(value, list | tuple):
        return [str(v) for v in value]
    text = str(value).replace(",", "")
    if kind == "date":
        return re.split(r"/|\.\.|至", text)
    return re.split(r"\s*(?:—|–|~|至|\.\.|(?<=\d)-(?=\d))\s*", text)


def readings(value: str, unit: Any, kind: str) -> set[Any]:
    """What a printed value may mean: a share as a fraction of one, a number, or text (a date)."""
    try:
        number = Fraction(value)
    except (ValueError, ZeroDivisionError):
        return {value}
    if kind == "date":
        return {value}
    if kind != "share":
        return {number}
    if unit in FACTORS:
        return {number / FACTORS[unit]}
    return {number} if "/" in value else {number, number / 100}


def same_value(row: Row, got: Row, kind: str) -> bool:
    """Whether a quantity has the value read by hand; nested lists are alternatives."""
    unit = listed(row.get("unit"))[0]
    wanted = row["value"]
    alternatives = wanted[0] if isinstance(wanted, list) and isinstance(wanted[0], list) else None
    expected = [str(v) for v in (alternatives or listed(wanted))]
    held = [readings(n, got.get("unit"), kind) for n in numbers(got["value"], kind)]
    return any(readings(e, unit, kind) & h for e in expected for h in held)


def bare_event(event: Any) -> str:
    """An event without white space and the words that only lead in or out."""
    text = re.sub(r"[\s，、。]", "", str(event or ""))
    return re.sub(r"(起|内|后|的|以内)+$", "", re.sub(r"^(应当|自|从|在|于)+", "", text))


def same_event(expected: Any, found: Any) -> bool:
    """Whether two conditions say the same; one may be printed with more of its sentence."""
    a, b = bare_event(expected), bare_event(found)
    return a == b if not a or not b else (a in b or b in a) and len(b) * 2 >= len(a)


def quantity_differs(row: Row, got: Row) -> list[str]:
    """What of one quantity differs from the one read by hand."""
    kind = got["kind"]
    told: list[str] = []
    if "kind" in row and kind not in listed(row["kind"]):
        told.append(f"kind {kind}, expected {row['kind']}")
    if "value" in row and not same_value(row, got, kind):
        told.append(f"value {got['value']} {got.get('unit')}, expected {row['value']}")
    units = {UNITS.get(u, u) for u in map(str, listed(row.get("unit")))}
    unit = str(got.get("unit"))
    if row.get("unit") and kind not in {"share", "date"} and UNITS.get(unit, unit) not in units:
        told.append(f"unit {unit}, expected {row['unit']}")
    several = len(numbers(got["value"], kind)) > 1
    if "direction" in row and not several and bare(got) != bare(row):
        told.append(f"direction {got.get('direction')}, expected {row['direction']}")
    if "event" in row and not same_event(row["event"], got.get("event")):
        told.append(f"event {got.get('event')}, expected {row['event']}")
    if row.get("document") and not same_work(row["document"], got.get("document")):
        told.append(f"document {got.get('document')}, expected {row['document']}")
    if row.get("address") and str(got.get("address")) not in map(str, listed(row["address"])):
        told.append(f"address {got.get('address')}, expected {row['address']}")
    return told


def bare(quantity: Row) -> str:
    """A direction; what is printed without one is exactly that, or says nothing."""
    return quantity.get("direction") or "exactly"


def quantities_differ(row: Row, got: Sequence[Row]) -> list[str]:
    """The differences of the quantity that fits best; a range needs both of its ends."""
    value = row.get("value")
    ends = value if isinstance(value, list) and not isinstance(value[0], list) else [value]
    told: list[str] = []
    for end in ends:
        one = {**row, "value": end} if len(ends) > 1 else row
        told += sorted((quantity_differs(one, f) for f in got), key=list.__len__)[0]
    return told


def compare(
    text: str,
    part: Row,
    key: str,
    found: Sequence[Row],
    differs: Callable[[Row, Sequence[Row]], list[str]],
) -> list[str]:
    """The differences of one part, as sentences; none where reading and program agree."""
    stretch, told, spans = part_of(text, part), [], []
    for row in part[key]:
        places = spans_of(stretch, row)
        got = [f for span in places for f in overlapping(found, span)]
        name = f"{row['printed']} ({row.get('at', 1)})"
        spans += places
        if row.get("none"):
            told += [f"{name}: is none, found {f['text']}" for f in got]
            continue
        if row.get("may"):
            continue
        told += [f"{name}: {d}" for d in differs(row, got)] if got else [f"{name}: not found"]
    if part.get("complete", True) and stretch.places:
        inside = overlapping(found, (stretch.places[0], stretch.places[-1] + 1))
        extra = [f for f in inside if not any(overlapping([f], s) for s in spans)]
        told += [f"{f['text']} at {f['start']}: not expected" for f in extra if not tolerated(f)]
    return told


def tolerated(found: Row) -> bool:
    """本条例 alone names the work and no place in it: it may be listed or not."""
    return bool(found.get("self")) and not found.get("addresses")


def compare_citations(text: str, part: Row, found: Sequence[Row]) -> list[str]:
    """The differences between `part["cites"]` and the contract's `citations` of the text."""
    return compare(text, part, "cites", found, citation_differs)


def compare_quantities(text: str, part: Row, found: Sequence[Row]) -> list[str]:
    """The differences between `part["quantities"]` and the contract's `quantities` of the text."""
    shared = {"document": part["document"]} if "document" in part else {}
    part = {**part, "quantities": [{**shared, **row} for row in part["quantities"]]}
    return compare(text, part, "quantities", found, quantities_differ)


def ways_of(row: Row) -> list[Row]:
    """The places where a reader may put the finger: `printed`, and those under `or`."""
    return [row, *({"printed": words} for words in row.get("or", []))]


def compare_findings(text: str, part: Row, found: Sequence[Row]) -> list[str]:
    """The findings that `health` must make in a part and does not; those that it may not make."""
    stretch, told = part_of(text, part), []
    for row in part["findings"]:
        spans = [place for one in ways_of(row) for place in spans_of(stretch, one)]
        near = [f for span in spans for f in overlapping(found, span)]
        got = [f for f in near if f["kind"] in listed(row["kind"])]
        if row["certainty"] == "must" and not got:
            told.append(f"{row['kind']} {row['printed']}: not found")
        if row["certainty"] == "never" and got:
            told.append(f"{row['kind']} {row['printed']}: is none")
    return told
