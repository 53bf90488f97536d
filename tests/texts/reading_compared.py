"""Reads texts by the commands `texts cites`, `quantities` and `health`, beside what a reader found.

Run by itself it prints the differences: ``python -m tests.texts.reading_compared cites``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.texts.comparing_findings import (
    Row,
    compare_citations,
    compare_findings,
    compare_quantities,
)
from tests.texts.findings_expected import notes_of, rows_of, text_of

LISTS = {"cites": "citations", "quantities": "quantities", "health": "findings"}
COMPARING = {
    "cites": compare_citations,
    "quantities": compare_quantities,
    "health": compare_findings,
}


class UnbuiltError(LookupError):
    """The command is not there yet."""


def unknown(answer: str, kind: str) -> bool:
    """Whether a command answered that there is no such command."""
    try:
        return json.loads(answer)["error"]["value"] in {"texts", kind}
    except (ValueError, KeyError, TypeError):
        return False


def found_in(kind: str, texts: Mapping[str, str]) -> dict[str, list[Row]]:
    """What a command finds in several texts, by their names."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{place:04}.txt" for place, name in enumerate(texts)}
        for name, path in paths.items():
            path.write_bytes(texts[name].encode("utf-8"))
        files = [str(path) for path in paths.values()]
        command = [sys.executable, "-m", "guiju", "texts", kind, *files, "--json"]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if ran.returncode:
        raise (
            UnbuiltError(ran.stderr[-500:])
            if unknown(ran.stdout, kind)
            else AssertionError(f"texts {kind} ended with {ran.returncode}: {ran.stderr[-500:]}")
        )
    lines = [json.loads(line) for line in ran.stdout.splitlines() if line.strip()]
    return {name: line[LISTS[kind]] for name, line in zip(texts, lines, strict=True)}


def tables_compared(kind: str) -> list[str]:
    """The differences in the invented texts."""
    rows = rows_of(kind)
    found = found_in(kind, {str(i): row["text"] for i, row in enumerate(rows)})
    told: list[str] = []
    for i, row in enumerate(rows):
        name = row.get("name", row["text"][:30])
        told += [f"{name}: {d}" for d in COMPARING[kind](row["text"], row, found[str(i)])]
    return told


def notes_compared(kind: str, sources: Path) -> list[str]:
    """The differences in the sources and laws of which there are notes."""
    notes = notes_of(kind)
    texts = {name: text_of(sources, name) for name, _ in notes}
    found = found_in(kind, texts)
    told: list[str] = []
    for name, part in notes:
        differences = COMPARING[kind](texts[name], part, found[name])
        told += [f"{name[:12]} {part['name']}: {d}" for d in differences]
    return told


def main(kind: str, sources: Any = None) -> None:
    """Print the differences of one kind; the folder of the sources may be named."""
    folder = Path(sources or Path(__file__).resolve().parents[3] / "shared" / "sources")
    tables = tables_compared(kind) if kind != "health" else []
    notes = notes_compared(kind, folder) if folder.is_dir() else []
    print("\n".join([*tables, *notes, f"{len(tables)} in the tables, {len(notes)} in the notes"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
