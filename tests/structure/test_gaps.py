"""known-gaps.yaml: what is unfinished, each with its reason and place."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"id", "what", "why", "where"}


def gaps() -> list[dict[str, str]]:
    """The gaps as written."""
    return yaml.safe_load((ROOT / "known-gaps.yaml").read_text("utf-8")) or []


def test_every_gap_says_what_why_and_where() -> None:
    strange = [gap for gap in gaps() if {*gap} != KEYS or not all(map(str.strip, gap.values()))]
    assert strange == []


def test_no_gap_stands_twice() -> None:
    names = [gap["id"] for gap in gaps()]
    assert len(names) == len(set(names))


def test_every_gap_is_somewhere_in_this_tree() -> None:
    assert [gap["id"] for gap in gaps() if not (ROOT / gap["where"]).exists()] == []
