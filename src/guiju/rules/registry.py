"""Which rulebooks there are: every institution with a ``rulebook`` package offers one."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from .errors import RuleError, nearest
from .rulebook import Rulebook

_PACKAGE = "guiju.institutions"
_FOLDER = Path(__file__).resolve().parents[1] / "institutions"


@cache
def names() -> tuple[str, ...]:
    """The names of all rulebooks."""
    return tuple(path.parents[1].name for path in sorted(_FOLDER.glob("*/rulebook/__init__.py")))


def find(name: str) -> Rulebook:
    """The rulebook of a name; the nearest names are told where there is none."""
    if name not in names():
        raise RuleError("rulebook", name, nearest(name, names()))
    rulebook: Rulebook = importlib.import_module(f"{_PACKAGE}.{name}.rulebook").rulebook()
    return rulebook


def find_matter(name: str) -> tuple[Rulebook, str]:
    """The rulebook and the matter of ``rulebook/matter``."""
    book, _, matter = name.partition("/")
    rulebook = find(book)
    if not matter:
        told = [f"{book}/{one.name}" for one in rulebook.matters]
        raise RuleError("rule", name, " · ".join(told))
    rulebook.matter(matter)
    return rulebook, matter
