"""Which procedures there are: every file in an institution's folder ``procedures``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from guiju.rules.errors import RuleError, nearest

from .reading import read_procedure
from .shapes import Procedure

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = Path(__file__).resolve().parents[2] / "institutions"
_ADDED: list[Procedure] = []


@lru_cache(maxsize=1)
def _stored() -> tuple[Procedure, ...]:
    return tuple(map(read_procedure, sorted(_FOLDER.glob("*/procedures/*.yaml"))))


def _all() -> dict[str, dict[dt.date, Procedure]]:
    """Every version of every procedure, by name and by the day from which it is in force."""
    found: dict[str, dict[dt.date, Procedure]] = {}
    for one in (*_stored(), *_ADDED):
        versions_of = found.setdefault(one.name, {})
        if one.version in versions_of:
            told = f"a version written once; it stands at {versions_of[one.version].place}"
            raise RuleError(one.name, one.version, told, place=one.place)
        versions_of[one.version] = one
    return found


@contextmanager
def added(procedures: Iterable[Procedure]) -> Iterator[None]:
    """More procedures for a while, or later versions of known ones: for tests and rehearsals."""
    before = list(_ADDED)
    _ADDED.extend(procedures)
    try:
        yield
    finally:
        _ADDED[:] = before


def names() -> tuple[str, ...]:
    """The names of all procedures: vehicles/purchase, …"""
    return tuple(sorted(_all()))


def versions(name: str) -> tuple[Procedure, ...]:
    """Every version of a procedure, the oldest first."""
    known = _all()
    if name not in known:
        raise RuleError("程序", name, nearest(name, known))
    return tuple(known[name][day] for day in sorted(known[name]))


def in_force(name: str, day: dt.date) -> Procedure:
    """The version in force on a day."""
    found = [one for one in versions(name) if one.version <= day]
    if not found:
        told = f"a day from {versions(name)[0].version} on"
        raise RuleError(name, day, told)
    return found[-1]


def find(name: str) -> Procedure:
    """The latest version of a procedure."""
    return versions(name)[-1]


def find_version(name: str, version: dt.date) -> Procedure:
    """One version of a procedure: that under which a case began."""
    for one in versions(name):
        if one.version == version:
            return one
    raise RuleError(name, version, " · ".join(str(one.version) for one in versions(name)))
