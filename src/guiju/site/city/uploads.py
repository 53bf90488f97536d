"""Workbooks handed in on the pages, each with the report of its rehearsal, until it is written."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings


def keep(chunks: Iterable[bytes]) -> str:
    """Write an upload under a name of its own; the name."""
    name = uuid.uuid4().hex
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        for chunk in chunks:
            stream.write(chunk)
    return name


def path_of(name: str) -> Path:
    """Where a workbook lies."""
    folder: Path = settings.UPLOAD_DIR / "imports"
    return folder / name


def keep_report(name: str, report: dict[str, Any]) -> None:
    """Write the report of a rehearsal beside its workbook."""
    text = json.dumps(report, ensure_ascii=False)
    path_of(name).with_suffix(".json").write_text(text, "utf-8")


def report_of(name: str) -> dict[str, Any] | None:
    """The report of a rehearsal; None where the workbook was written or is gone."""
    path = path_of(name).with_suffix(".json")
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def remove(name: str) -> None:
    """Delete a workbook that was written, with its report."""
    path_of(name).unlink(missing_ok=True)
    path_of(name).with_suffix(".json").unlink(missing_ok=True)
