"""The notebook in docs/: stored without outputs, run from top to bottom in plain Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "docs" / "rules.ipynb"
RUNNER = '''
import ast, contextlib, io, json, sys

def run(source, name, namespace):
    """A cell as a notebook runs it: its last expression is what it shows."""
    tree = ast.parse(source, name)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), namespace)
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), name, "eval"), namespace)

cells = json.load(sys.stdin)
namespace, shown, printed = {"__name__": "__main__"}, [], []
for place, source in enumerate(cells):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        value = run(source, f"<cell {place}>", namespace)
    shown.append(value._repr_svg_() if hasattr(value, "_repr_svg_") else repr(value))
    printed.append(out.getvalue())

def plain(value):
    """Whether JSON holds a value."""
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True

left = {name: value for name, value in namespace.items() if name[0] != "_" and plain(value)}
json.dump({"left": left, "shown": shown, "printed": printed,
           "django": "django" in sys.modules}, sys.stdout)
'''


def cells(kind: str) -> list[dict[str, Any]]:
    """The notebook's cells of a kind."""
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def sources() -> list[str]:
    """The code of every cell."""
    return ["".join(cell["source"]) for cell in cells("code")]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What every cell showed and printed, and what is left when all have run."""
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RUNNER],
        input=json.dumps(sources()),
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path_factory.mktemp("notebook"),
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def left(ran: dict[str, Any]) -> dict[str, Any]:
    """The variables that the cells leave."""
    found: dict[str, Any] = ran["left"]
    return found


def test_no_output_is_stored() -> None:
    assert cells("code")
    stored = [c for c in cells("code") if c["outputs"] or c["execution_count"] is not None]
    assert stored == []


def test_every_heading_is_in_both_languages() -> None:
    for cell in cells("markdown"):
        first, *rest = [line for line in cell["source"] if line.strip()]
        if first.startswith("#"):
            assert not first.isascii()
            assert rest[0].startswith("*")


def test_every_cell_ran_without_django(ran: dict[str, Any]) -> None:
    assert len(ran["shown"]) == len(sources())
    assert ran["django"] is False


def test_a_case_is_decided_and_explained(left: dict[str, Any], ran: dict[str, Any]) -> None:
    assert left["decided"]["verdict"] == "entitled"
    assert left["decided"]["amount"] == "12000.00"  # 30 % of 40000.00; the older loan is out
    assert left["decided"]["provisions"] == ["5"]
    told = "\n".join(ran["printed"])
    assert "企业规模为中小企业：中小企业——成立" in told
    assert "Size of the firm is 中小企业: 中小企业 – holds" in told


def test_a_blank_is_missing_and_asked_for(left: dict[str, Any]) -> None:
    undecided = left["undecided"]
    assert undecided["verdict"] == "unknown"
    assert undecided["missing"] == ["生产用品"]
    # A small firm: 30 % of 40000.00; a maker: all interest of the year, 90000.00 and 36000.00.
    assert undecided["between"] == ["12000.00", "126000.00"]
    assert sorted(left["asked"][0]) == ["企业规模", "生产用品", "贷款"]
    assert left["asked"][1:] == [["生产用品"], []]


def test_a_table_is_checked_and_a_row_explained(left: dict[str, Any], ran: dict[str, Any]) -> None:
    # 甲厂 30 % of 50000.00, 乙厂 all of 120000.00, 己厂 the cap.
    assert left["total"] == {"entitled": 3, "amount": "435000.00", "unknown": 2}
    assert left["problems"] == [[6, "企业规模", "很大", "中小企业 · 大型企业 之一"]]
    assert left["explained"]["subject"] == "甲厂"
    assert left["explained"]["amount"] == "15000.00"
    assert any("300000.00" in shown and "丙厂" in shown for shown in ran["shown"])


def test_scenarios_and_a_sweep_are_simulated(left: dict[str, Any], ran: dict[str, Any]) -> None:
    told = {one["name"]: one for one in left["simulated"]["scenarios"]}
    assert [one["amount"] for one in told.values()] == ["435000.00", "635000.00", "240000.00"]
    lower = told["比例四成、上限十万元"]
    assert (lower["gained"], lower["lost"]) == ("5000.00", "200000.00")
    assert set(left["by_county"]) == {"大新县", "扶绥县", "江州区"}
    assert left["by_county"]["大新县"]["interest_cap=200000.00"] == "200000.00"
    assert left["by_county"]["大新县"]["interest_cap=600000.00"] == "600000.00"
    assert len(left["by_county"]["大新县"]) == 6
    pictures = [shown for shown in ran["shown"] if shown.startswith("<svg")]
    assert len(pictures) == 1
    assert pictures[0].count("<rect") == 6
    assert "735000.00" in pictures[0]


def test_the_small_rulebook_decides(left: dict[str, Any]) -> None:
    # Nine circles at 300.00, up to the cap of the year.
    assert left["of_2024"]["amount"] == "2000.00"
    assert left["of_2025"]["amount"] == "2500.00"
    assert left["held"]["verdict"] == "breach"
    assert left["held"]["provisions"] == ["1"]
    assert left["refused"] == ["3", "an address that stands in the outline"]


def test_the_coverage_adds_up(left: dict[str, Any]) -> None:
    assert {"崇政发〔2020〕2号", "崇政规〔2020〕1号", "崇政办发〔2020〕1号"} <= {*left["coverage"]}
    for totals in left["coverage"].values():
        assert totals["all"] == sum(count for kind, count in totals.items() if kind != "all")
        assert totals["executed"] > 0
