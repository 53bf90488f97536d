"""The files in ``expected/``: what a reader noted of each source, before any parser read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "expected"
LAWS = "laws.yaml"


def read(path: Path) -> Any:
    """One file of notes."""
    return yaml.safe_load(path.read_text("utf-8"))


def sources_expected() -> dict[str, dict[str, Any]]:
    """Notes by the name of the source file; a long source has its notes in several files."""
    notes: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("[0-9]*.yaml")):
        part = read(path)
        whole = notes.setdefault(part["source"], {"documents": [], "leftovers": []})
        whole["documents"] += part["documents"]
        whole["leftovers"] += part.get("leftovers", [])
        if "characters" in part:
            whole["characters"] = part["characters"]
    return notes


def laws_expected() -> dict[str, dict[str, Any]]:
    """Notes by the name of the law's file."""
    return {one["source"]: one for one in read(FOLDER / LAWS)}
