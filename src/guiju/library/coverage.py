"""Which instruments Guiju runs, and the coverage of each: read from the outlines of rulebooks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from guiju.rules import Outline, read_outline

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
