"""The bytes over which a chain is hashed, and the hashes themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

ALGORITHMS = ("sha256", "sm3")
START = "0" * 64


def canonical(content: Any) -> str:
    """One text for equal content: JSON with sorted keys and no spaces, figures whole."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def digest(text: str, algorithm: str) -> str:
    """The hash of a text in hex; ValueError where this machine lacks the algorithm."""
    try:
        return hashlib.new(algorithm, text.encode("utf-8")).hexdigest()
    except ValueError:
        raise ValueError(f"{algorithm}: this machine offers sha256 only") from None


def link(previous: str, content: str, algorithm: str) -> str:
    """The hash of an entry: over the hash before it and its stored text."""
    return digest(f"{previous}\n{content}", algorithm)


def merkle_root(rows: Iterable[Any], algorithm: str) -> tuple[str, int]:
    """The root over many rows, and how many there were; leaves and nodes hashed apart."""
    level = [digest("row\n" + canonical(row), algorithm) for row in rows]
    count = len(level)
    if not level:
        return START, 0
    while len(level) > 1:
        level = [_pair(level[i : i + 2], algorithm) for i in range(0, len(level), 2)]
    return level[0], count


def merkle_path(rows: Iterable[Any], index: int, algorithm: str) -> list[tuple[str, str]]:
    """The neighbours that lead from one row to the root: side and hash."""
    level = [digest("row\n" + canonical(row), algorithm) for row in rows]
    path = []
    while len(level) > 1:
        neighbour = index ^ 1
        if neighbour < len(level):
            path.append(("left" if neighbour < index else "right", level[neighbour]))
        level = [_pair(level[i : i + 2], algorithm) for i in range(0, len(level), 2)]
        index //= 2
    return path


def belongs(row: Any, path: list[tuple[str, str]], root: str, algorithm: str) -> bool:
    """Whether a row with its neighbours leads to the root."""
    found = digest("row\n" + canonical(row), algorithm)
    for side, other in path:
        found = _pair([other, found] if side == "left" else [found, other], algorithm)
    return found == root


def _pair(nodes: list[str], algorithm: str) -> str:
    return nodes[0] if len(nodes) == 1 else digest("node\n" + "".join(nodes), algorithm)
