"""What the tests of names share: the published list and the stroke data beside the project."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def beside(name: str) -> Path:
    """A file of ``../shared/data``; skipped where it is not here."""
    if not (SHARED / name).is_file():
        pytest.skip(f"{name} (../shared) is not here")
    return SHARED / name


@pytest.fixture(scope="session")
def published() -> list[str]:
    """The 204 members of the 19th central committee in their published order."""
    return beside("central-committee-19.txt").read_text("utf-8").split()


@pytest.fixture(scope="session")
def stroke_codes() -> list[list[str]]:
    """The rows of the stroke data: character, level, strokes, agreeing, sources, structure."""
    lines = beside("stroke-codes.tsv").read_text("utf-8").split("\n")[1:]
    return [line.split("\t") for line in lines if line]


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    monkeypatch.setenv("GUIJU_DATA", str(tmp_path))
    return tmp_path
