"""The coverage of every instrument only moves forward: coverage.yaml holds how far it has come."""

from pathlib import Path

import yaml

from guiju.library.coverage import outlines

HELD = yaml.safe_load((Path(__file__).parent / "coverage.yaml").read_text("utf-8"))


def reached() -> dict[str, dict[str, int]]:
    """How many provisions of each instrument are executed, and how many are left over."""
    return {
        number: {
            "executed": sum(1 for p in outline if p.kind == "executed"),
            "left": sum(1 for p in outline if p.kind in ("later", "unclaimed")),
        }
        for number, outline in outlines().items()
    }


def behind(held: dict[str, int], now: dict[str, int]) -> bool:
    """Whether the coverage fell below what is held."""
    return now["executed"] < held["executed"] or now["left"] > held["left"]


def test_every_instrument_is_held() -> None:
    assert set(HELD) == set(reached())


def test_coverage_does_not_fall() -> None:
    now = reached()
    fallen = {number: now[number] for number in HELD if behind(HELD[number], now[number])}
    assert fallen == {}, "fewer provisions executed, or more left over, than coverage.yaml holds"


def test_what_was_gained_is_held() -> None:
    now = reached()
    better = {n: now[n] for n in HELD if not behind(HELD[n], now[n]) and now[n] != HELD[n]}
    assert better == {}, "write these figures into tests/structure/coverage.yaml"


def test_a_fall_would_be_seen() -> None:
    assert behind({"executed": 3, "left": 1}, {"executed": 2, "left": 1})
    assert behind({"executed": 3, "left": 1}, {"executed": 3, "left": 2})
    assert not behind({"executed": 3, "left": 1}, {"executed": 4, "left": 0})
