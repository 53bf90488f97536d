"""Which instruments Guiju runs, and the coverage of each: read from the outlines of rulebooks."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from guiju.rules import Duty, Grant, Outline, read_outline
from guiju.rules.registry import find, names

_INSTITUTIONS = Path(__file__).resolve().parents[1] / "institutions"
_BRACKETS = str.maketrans(
    {
        "[": "〔",
        "［": "〔",
        "【": "〔",
        "(": "〔",
        "（": "〔",
        "]": "〕",
        "］": "〕",
        "】": "〕",
        ")": "〕",
        "）": "〕",
    }
)


@cache
def outlines() -> dict[str, Outline]:
    """Every outline in the house, by the number of its instrument."""
    found = (read_outline(path) for path in sorted(_INSTITUTIONS.glob("*/rulebook/outline.yaml")))
    return {outline.instrument: outline for outline in found}


def known_instruments() -> list[str]:
    """The numbers of the instruments that have an outline."""
    return list(outlines())


def find_outline(number: str) -> Outline | None:
    """The outline of an instrument; other brackets round the year are accepted."""
    return outlines().get("".join(number.split()).translate(_BRACKETS))


def coverage_json(outline: Outline) -> dict[str, Any]:
    """Every provision with its gist, its kind and what runs it; totals by kind."""
    return {
        "instrument": outline.instrument,
        "provisions": [
            {
                "address": str(provision.address),
                "gist": provision.gist,
                "kind": provision.kind,
                "by": list(provision.by),
            }
            for provision in outline
        ],
        "totals": outline.totals(),
    }


def coverage_in_full(outline: Outline) -> dict[str, Any]:
    """The same with title, period, and by provision the standards it sets and rules it makes."""
    standards, rules = _set_by(outline)
    told = coverage_json(outline)
    for provision in told["provisions"]:
        provision["standards"] = standards[provision["address"]]
        provision["rules"] = rules[provision["address"]]
    until = outline.until.isoformat() if outline.until is not None else None
    return {
        "title": outline.title,
        "effective": outline.effective.isoformat(),
        "until": until,
        **told,
    }


def _set_by(outline: Outline) -> tuple[defaultdict[str, list[str]], defaultdict[str, list[str]]]:
    """By address the standards that a provision sets and the rules that it makes."""
    standards: defaultdict[str, list[str]] = defaultdict(list)
    rules: defaultdict[str, list[str]] = defaultdict(list)
    book = book_of(outline.instrument)
    if book is not None:
        rulebook = find(book)
        for standard in rulebook.standards.values():
            standards[str(standard.provision)].append(standard.name)
        written: list[Duty | Grant] = [*rulebook.duties, *rulebook.grants]
        for rule in written:
            rules[str(rule.provision)].append(f"{book}/{rule.name}")
    return standards, rules


def book_of(instrument: str) -> str | None:
    """The name of the rulebook of an instrument, where it has one."""
    return next((one for one in names() if find(one).outline.instrument == instrument), None)
