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
        raise RuleError("规则集", name, nearest(str(name), names()))
    rulebook: Rulebook = importlib.import_module(f"{_PACKAGE}.{name}.rulebook").rulebook()
    return rulebook


def find_matter(name: str) -> tuple[Rulebook, str]:
    """The rulebook and the matter of ``rulebook/matter``."""
    book, _, matter = name.partition("/")
    rulebook = find(book)
    known = [f"{book}/{one.name}" for one in rulebook.matters]
    if name not in known:
        raise RuleError("事项", name, nearest(name, known) if matter else " · ".join(known))
    return rulebook, matter
