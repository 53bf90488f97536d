"""The uploaded files: kept under a name of their own, never under the one that was sent."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def new_file() -> tuple[str, Path]:
    """A new name in the data folder, and where the file is to lie."""
    folder: Path = settings.UPLOAD_DIR / "checks"
    folder.mkdir(parents=True, exist_ok=True)
    name = uuid.uuid4().hex
    return name, folder / name


def keep(chunks: Iterable[bytes]) -> str:
    """Write an upload to the data folder; the name under which it is kept."""
    name, path = new_file()
    with path.open("xb") as stream:
        for chunk in chunks:
            stream.write(chunk)
    return name


def path_of(name: str) -> Path:
    """Where a kept file lies."""
    path: Path = settings.UPLOAD_DIR / "checks" / name
    return path
