"""Conditions live in rules alone: no figure of a standard stands outside its rulebook."""

import ast
import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "guiju"
# how a figure could be written again: money in ten thousands or fen, litres in millilitres
SCALES = {"元": (Decimal(1), Decimal("0.0001"), Decimal(100)), "升": (Decimal(1), Decimal(1000))}
DAY = "日"
WEB = {"forms", "selectors", "views", "procedures", "tables", "filters", "services"}
NUMBER = re.compile(r"(?<![\w.#-])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.#-])\d+(?:\.\d+)?(?![\w%])")


def standards() -> list[tuple[str, str]]:
    """Unit and printed figure of every version of every standard."""
    return [
        (standard["unit"], str(value["value"]))
        for path in SOURCE.glob("institutions/*/rulebook/standards.yaml")
        for standard in yaml.safe_load(path.read_text("utf-8"))
        for value in standard["values"]
    ]


def figures() -> set[Decimal]:
    """Every figure of every standards.yaml as it could be written again.

    Small whole numbers and powers of ten are left out: they stand for many other things.
    """
    found = {
        Decimal(value) * scale
        for unit, value in standards()
        if unit != DAY
        for scale in SCALES.get(unit, (Decimal(1),))
    }
    return {f for f in found if f != int(f) or (f > 60 and f.normalize().as_tuple().digits != (1,))}


def days() -> set[dt.date]:
    """Every day that some standard sets."""
    return {dt.date.fromisoformat(value) for unit, value in standards() if unit == DAY}


def day(node: ast.AST) -> dt.date | None:
    """A day as it is written in code: its ISO form, or the call that makes it."""
    try:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return dt.date.fromisoformat(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("date"):
            return dt.date(*(argument.value for argument in node.args))  # type: ignore[attr-defined]
    except (ValueError, TypeError, AttributeError):
        return None
    return None


def number(value: object) -> Decimal | None:
    """A literal as a number, where it is one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        return None


def literals(tree: ast.AST) -> list[ast.AST]:
    """The nodes of a module but for sizes in bytes, which are written as shifts (300 << 20)."""
    sizes = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.LShift)
        for inner in ast.walk(node)
    }
    return [node for node in ast.walk(tree) if id(node) not in sizes]


def judged_modules() -> list[Path]:
    """What may hold no figure: the institutions outside their rulebooks, and every web part."""
    return [
        path
        for path in sorted(SOURCE.rglob("*.py"))
        if not {"rulebook", "migrations", "demo", "settings", "rules"} & {*path.parts}
        and path.stem != "demo"
        and ("institutions" in path.parts or {path.stem, path.parent.name} & WEB)
    ]


def test_there_are_standards_to_look_for() -> None:
    assert len(figures()) > 10
    assert dt.date(2020, 6, 30) in days()


def test_days_are_recognised_as_they_are_written() -> None:
    written = [
        ast.parse(text, mode="eval").body for text in ("'2020-06-30'", "dt.date(2020, 6, 30)")
    ]
    assert [day(node) for node in written] == [dt.date(2020, 6, 30)] * 2


def test_no_module_outside_a_rulebook_holds_a_figure_of_a_standard() -> None:
    forbidden, set_days = figures(), days()
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}"  # type: ignore[attr-defined]
        for path in judged_modules()
        for node in literals(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Constant) and number(node.value) in forbidden)
        or day(node) in set_days
    ]
    assert found == []


def test_no_template_holds_a_figure_of_a_standard() -> None:
    forbidden = figures()
    found = [
        f"{path.relative_to(ROOT)}: {match}"
        for path in sorted(SOURCE.rglob("*.html"))
        for match in NUMBER.findall(
            re.sub(r"<(svg|style)\b.*?</\1>", "", path.read_text("utf-8"), flags=re.S)
        )
        if number(match) in forbidden
    ]
    assert found == []


def test_no_template_compares_with_a_figure() -> None:
    compares = re.compile(r"{%-?\s*(?:el)?if\b[^%]*[<>]=?\s*[\d.]{2,}[^%]*%}")
    found = [
        f"{path.relative_to(ROOT)}: {match}"
        for path in sorted(SOURCE.rglob("*.html"))
        for match in compares.findall(path.read_text("utf-8"))
    ]
    assert found == []
