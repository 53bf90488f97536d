"""What tests of rulebooks in files share."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .small_rulebook import forget


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty rulebook's folder, importable as ``demo.rulebook`` for one test."""
    path = tmp_path / "demo" / "rulebook"
    path.mkdir(parents=True)
    (tmp_path / "demo" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield path
    forget()
