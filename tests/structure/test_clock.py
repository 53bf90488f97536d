"""The present is asked of the clock room alone: the machine's own time is read nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "guiju"
CLOCK = "clock/moment.py"
EXCEPTIONS = {
    "jobs/running.py": "leases and signs of life measure time that passes between processes",
}
"""Each module that may read the machine's time, and why."""
READS = {
    ("timezone", "now"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "gmtime"),
    ("functions", "Now"),
}
OF_NOTHING = {("timezone", "localdate"), ("timezone", "localtime"), ("time", "localtime")}
"""These turn a moment that they are given; with none they read the machine's."""
KEYWORDS = {"auto_now", "auto_now_add"}
IMPORTED = {
    ("time", "time"),
    ("django.utils.timezone", "now"),
    ("django.db.models.functions", "Now"),
}


def named(node: ast.AST) -> tuple[str, str]:
    """The last two names of an attribute: ``dt.datetime.now`` is datetime, now."""
    if not isinstance(node, ast.Attribute):
        return "", ""
    owner = node.value
    return getattr(owner, "attr", getattr(owner, "id", "")), node.attr


def readings(tree: ast.Module) -> Iterator[int]:
    """The lines on which the machine's time is read, or handed on to be read."""
    given = {
        id(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (node.args or node.keywords)
    }
    for node in ast.walk(tree):
        if reads(node, given=id(node) in given):
            yield node.lineno  # type: ignore[attr-defined]


def reads(node: ast.AST, *, given: bool) -> bool:
    """Whether a node reads the machine's time; ``given``: it is called with something."""
    if isinstance(node, ast.keyword):
        return node.arg in KEYWORDS
    if isinstance(node, ast.ImportFrom):
        return any((node.module, one.name) in IMPORTED for one in node.names)
    return named(node) in READS or (named(node) in OF_NOTHING and not given)


def found() -> dict[str, list[int]]:
    """Every module that reads the machine's time, with the lines."""
    modules = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
    told = {
        path.relative_to(SOURCE).as_posix(): sorted(readings(ast.parse(path.read_text("utf-8"))))
        for path in modules
    }
    return {place: lines for place, lines in told.items() if lines}


def test_nobody_but_the_clock_reads_the_machines_time() -> None:
    strange = {place: lines for place, lines in found().items() if place not in EXCEPTIONS}
    assert strange.pop(CLOCK, None), "the clock itself was not seen: this test sees nothing"
    assert strange == {}


def test_an_exception_that_is_none_any_more_is_struck_out() -> None:
    assert set(EXCEPTIONS) <= set(found())
    assert all(EXCEPTIONS.values())


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("timezone.now()", True),
        ("dt.datetime.now(dt.UTC)", True),
        ("dt.date.today()", True),
        ("time.time()", True),
        ("timezone.localdate()", True),
        ("Field(initial=timezone.localdate)", True),
        ("models.DateTimeField(auto_now_add=True)", True),
        ("from django.utils.timezone import now", True),
        ("timezone.localdate(moment)", False),
        ("timezone.localtime(moment)", False),
        ("clock.now()", False),
        ("time.perf_counter()", False),
        ("time.monotonic()", False),
    ],
)
def test_what_counts_as_reading_it(text: str, does: bool) -> None:
    assert bool(list(readings(ast.parse(text)))) is does
