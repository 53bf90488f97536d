"""Which provision an institution's rules give for a step of oversight: registered by it."""

from __future__ import annotations

from collections.abc import Mapping

_BASES: dict[tuple[str, str], str] = {}


def register(institution: str, provisions: Mapping[str, str]) -> None:
    """Make known the provisions (addresses) by the code of the step."""
    for step, provision in provisions.items():
        _BASES[institution, step] = provision


def basis(institution: str, step: str) -> str:
    """The provision of a step; nothing where the rules give none."""
    return _BASES.get((institution, step), "")
