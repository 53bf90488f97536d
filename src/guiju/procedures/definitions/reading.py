"""A procedure read from YAML: whatever is not foreseen is refused with its file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from guiju.clock.outcomes import UNITS
from guiju.rules.errors import RuleError
from guiju.rules.lines import Lined, read_lines
from guiju.rules.places import Place

from .shapes import (
    CLOCK,
    ENTERED,
    OPEN,
    RESERVED,
    By,
    Limit,
    Procedure,
    State,
    Suspension,
    Transition,
)
from .steps import parties, read_countersign, read_entries, read_guard
from .steps import words as words_of

_HEAD = ("name", "version", "title", "title_en", "instrument", "subject", "subject_en", "matter")
_PARTS = ("opens", "states", "transitions")
_OPENS = ("title", "title_en", "to", "by", "address")
_OPENS_MAY = ("guard", "tells")
_STATE = ("name", "title", "title_en")
_STATE_MAY = ("final", "limit", "expires", "suspend")
_LIMIT = ("amount", "unit", "event")
_STEP = ("name", "title", "title_en", "from", "to", "address", "value")
_STEP_MAY = ("by", "guard", "tells", "returns", "resubmits", "withdraws", "countersign", "entries")
_MARKS = ("returns", "resubmits", "withdraws")


def read_procedure(path: Path) -> Procedure:
    """The procedure of a file in an institution's folder ``procedures``."""
    data = read_lines(path)
    if not isinstance(data, Lined):
        raise RuleError("", type(data).__name__, "a procedure", place=Place(str(path), 1))
    data.hold_to((*_HEAD, *_PARTS), ("region", "also"))
    states = _once([_state(entry) for entry in data.entries("states")])
    steps = _once([_transition(entry, states) for entry in data.entries("transitions")])
    opens = data["opens"]
    if not isinstance(opens, Lined):
        raise data.refuse("opens", opens, f"the keys {' '.join(_OPENS)}")
    words = {key: data.text(key) for key in _HEAD if key != "version"}
    institution = path.parents[1].name
    return Procedure(
        name=f"{institution}/{words['name']}",
        version=data.day("version"),
        title=words["title"],
        english=words["title_en"],
        instrument=words["instrument"],
        subject=words["subject"],
        subject_en=words["subject_en"],
        matter=words["matter"],
        also=words_of(data, "also", words["name"]) if "also" in data else (),
        region=data.text("region") if "region" in data else "",
        opening=_opening(opens, states),
        states=states,
        transitions=steps,
        place=data.place,
    )


def _once(found: list[Any]) -> dict[str, Any]:
    """By name, each used once."""
    kept: dict[str, Any] = {}
    for one in found:
        if one.name in kept or one.name in RESERVED:
            told = f"a name used once, and none of {' '.join(RESERVED)}"
            raise RuleError(one.name, one.name, told, place=one.place)
        kept[one.name] = one
    return kept


def _state(entry: Lined) -> State:
    name = str(entry.get("name", ""))
    entry.hold_to(_STATE, _STATE_MAY, name)
    final = flag(entry, "final", name)
    if final and (wrong := [key for key in ("limit", "expires", "suspend") if key in entry]):
        raise entry.refuse(wrong[0], wrong[0], "nothing of a state that is final", name)
    if not final and "limit" not in entry:
        raise entry.refuse("", "no limit", "a limit, or the reason why there is none", name)
    return State(
        entry.text("name"),
        entry.text("title", name),
        entry.text("title_en", name),
        final,
        None if final else _limit(entry, name),
        entry.text("expires", name) if "expires" in entry else "",
        _suspend(entry, name) if "suspend" in entry else None,
        entry.place,
    )


def _limit(entry: Lined, name: str) -> Limit:
    limit = _inside(entry, "limit", name)
    if "none" in limit:
        limit.hold_to(("none", "none_en"), (), name)
        return Limit(
            limit.place, none=limit.text("none", name), none_en=limit.text("none_en", name)
        )
    limit.hold_to(_LIMIT, ("address", "ours", "roll"), name)
    amount, unit = limit["amount"], limit["unit"]
    if type(amount) is not int or amount < 1:
        raise limit.refuse("amount", amount, "a whole number from 1 on", name)
    if unit not in UNITS:
        raise limit.refuse("unit", unit, " ".join(UNITS), name)
    return Limit(
        limit.place,
        amount,
        unit,
        limit.text("event", name) if limit["event"] else ENTERED,
        flag(limit, "roll", name),
        *source(limit, name),
    )


def source(entry: Lined, name: str) -> tuple[str, bool]:
    """The provision that sets something, or that we set it ourselves: one of the two."""
    ours = flag(entry, "ours", name)
    if ours is ("address" in entry):
        told = "either the address that sets it or ours: true"
        raise entry.refuse("address", "both" if ours else "neither", told, name)
    return (str(entry["address"]) if "address" in entry else ""), ours


def _suspend(entry: Lined, name: str) -> Suspension:
    told = _inside(entry, "suspend", name)
    told.hold_to(("by",), ("address", "ours"), name)
    return Suspension(parties(told, "by", name), *source(told, name), told.place)


def _inside(entry: Lined, key: str, name: str) -> Lined:
    value = entry[key]
    if not isinstance(value, Lined):
        raise entry.refuse(key, value, f"keys below {key}", name)
    return value


def flag(entry: Lined, key: str, name: str) -> bool:
    """A mark that is true or false; false where it is left out."""
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise entry.refuse(key, value, "true or false", name)
    return value


def _opening(entry: Lined, states: dict[str, State]) -> Transition:
    entry.hold_to(_OPENS, _OPENS_MAY, OPEN)
    return Transition(
        name=OPEN,
        title=entry.text("title", OPEN),
        english=entry.text("title_en", OPEN),
        sources=(),
        to=_known(entry, "to", entry["to"], states, OPEN),
        by=parties(entry, "by", OPEN),
        address=str(entry["address"]),
        value=False,
        place=entry.place,
        guard=read_guard(entry, OPEN),
        tells=parties(entry, "tells", OPEN) if "tells" in entry else (),
    )


def _transition(entry: Lined, states: dict[str, State]) -> Transition:
    name = str(entry.get("name", ""))
    entry.hold_to(_STEP, _STEP_MAY, name)
    sources = entry["from"] if isinstance(entry["from"], list) else [entry["from"]]
    if ("by" in entry) is ("countersign" in entry):
        raise entry.refuse("by", "both or neither", "by or countersign", name)
    clock = entry.get("by") == CLOCK
    by: tuple[By, ...] = ()
    if "by" in entry and not clock:
        by = parties(entry, "by", name)
    return Transition(
        name=entry.text("name"),
        title=entry.text("title", name),
        english=entry.text("title_en", name),
        sources=tuple(_known(entry, "from", one, states, name) for one in sources),
        to=_known(entry, "to", entry["to"], states, name),
        by=by,
        address=str(entry["address"]),
        value=flag(entry, "value", name),
        place=entry.place,
        clock=clock,
        guard=read_guard(entry, name),
        tells=parties(entry, "tells", name) if "tells" in entry else (),
        countersign=read_countersign(entry, name),
        entries=read_entries(entry, name),
        **{mark: flag(entry, mark, name) for mark in _MARKS},
    )


def _known(entry: Lined, key: str, state: Any, states: dict[str, State], name: str) -> str:
    if state not in states:
        raise entry.refuse(key, state, f"a state: {' '.join(states)}", name)
    return str(state)
