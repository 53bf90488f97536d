"""Each test of official texts has an index of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_index(settings: object, tmp_path: Path) -> Path:
    """The folder of the index."""
    folder = tmp_path / "texts-index"
    settings.TEXT_INDEX_DIR = folder  # type: ignore[attr-defined]
    return folder
