"""The parts of a step read from YAML: who takes it, its guard, its signatures, what it records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.rules.lines import Lined

from .shapes import ORGANS, By, Countersign, Entry, Guard

_WORDS_OF_NEED = ("all", "any")


def parties(entry: Lined, key: str, name: str) -> tuple[By, ...]:
    """One or several posts: role, and in whose organ."""
    value = entry[key]
    told = value if isinstance(value, list) else [value]
    if not told or not all(isinstance(one, Lined) for one in told):
        raise entry.refuse(key, value, "a post, or a list of posts: {role, organ}", name)
    found = []
    for one in told:
        one.hold_to(("role", "organ"), (), name)
        if one["organ"] not in ORGANS:
            raise one.refuse("organ", one["organ"], " ".join(ORGANS), name)
        found.append(By(one.text("role", name), one["organ"], one.place))
    if len(set(found)) < len(found):
        raise entry.refuse(key, "the same post twice", "each post once", name)
    return tuple(found)


def read_guard(entry: Lined, name: str) -> Guard | None:
    """The guard of a step; None where it has none."""
    if "guard" not in entry:
        return None
    told = entry["guard"]
    if not isinstance(told, Lined):
        raise entry.refuse("guard", told, "the keys rule verdicts", name)
    told.hold_to(("rule", "verdicts"), ("only", "cases", "supposing"), name)
    supposing = told.get("supposing", {})
    if not isinstance(supposing, Mapping):
        raise told.refuse("supposing", supposing, "facts by name", name)
    return Guard(
        told.text("rule", name),
        words(told, "verdicts", name),
        words(told, "only", name) if "only" in told else (),
        words(told, "cases", name) if "cases" in told else (),
        {str(key): str(value) for key, value in supposing.items()},
        told.place,
    )


def words(entry: Lined, key: str, name: str) -> tuple[str, ...]:
    """A list of words that is not empty."""
    value = entry[key]
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        raise entry.refuse(key, value, "a list of words", name)
    return tuple(value)


def read_countersign(entry: Lined, name: str) -> Countersign | None:
    """The signatures that a step needs together; None where one post takes it alone."""
    if "countersign" not in entry:
        return None
    told = entry["countersign"]
    if not isinstance(told, Lined):
        raise entry.refuse("countersign", told, "the keys of need", name)
    told.hold_to(("of", "need"), ("ours",), name)
    of = parties(told, "of", name)
    return Countersign(of, _need(told, len(of), name), told.get("ours") is True, told.place)


def _need(told: Lined, count: int, name: str) -> int:
    need: Any = told["need"]
    if need in _WORDS_OF_NEED:
        return count if need == "all" else 1
    if type(need) is not int or not 1 <= need <= count:
        raise told.refuse("need", need, f"all, any, or a number from 1 to {count}", name)
    return int(need)


def read_entries(entry: Lined, name: str) -> tuple[Entry, ...]:
    """What is written down with a step: ``{fact: …}``, or ``{name: …, name_en: …}``."""
    found = []
    for one in entry.entries("entries", name) if "entries" in entry else ():
        if "fact" in one:
            one.hold_to(("fact",), (), name)
            found.append(Entry(one.text("fact", name), "", True, one.place))
        else:
            one.hold_to(("name", "name_en"), (), name)
            text = one.text("name", name), one.text("name_en", name)
            found.append(Entry(*text, False, one.place))
    return tuple(found)
