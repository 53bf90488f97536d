"""The notes of citations, quantities and flaws in ``expected/``, and the texts they speak of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "expected"
TABLES = Path(__file__).parent / "tables"
KEYS = {"cites": "cites", "quantities": "quantities", "health": "findings"}


def notes_of(kind: str) -> list[tuple[str, dict[str, Any]]]:
    """The parts of all files of a kind (cites, quantities, health), each with its source's name."""
    found: list[tuple[str, dict[str, Any]]] = []
    for path in sorted(FOLDER.glob(f"{kind}-*.yaml")):
        held = yaml.safe_load(path.read_text("utf-8"))
        for one in held if isinstance(held, list) else [held]:
            found += [(one["source"], part) for part in one["parts"]]
    return found


def rows_of(kind: str) -> list[dict[str, Any]]:
    """The rows of the invented tables of a kind: a text and what is in it."""
    paths = sorted(TABLES.glob(f"{kind}*.yaml"))
    return [row for path in paths for row in yaml.safe_load(path.read_text("utf-8"))]


def text_of(sources: Path, name: str) -> str:
    """A source or, under `laws/`, a law; its line ends as they are."""
    folder = sources.parent / "data" if name.startswith("laws/") else sources
    return (folder / name).read_bytes().decode("utf-8")
