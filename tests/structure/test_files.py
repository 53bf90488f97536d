"""Files and functions stay short, and each says what it holds."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "guiju"
SHARE_THAT_MAY_BE_LONG = 0.1


def modules() -> list[Path]:
    """Every module of the house but the migrations."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def trees() -> list[tuple[str, ast.Module]]:
    """Every module's place and syntax tree."""
    return [(str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))) for path in modules()]


def lengths() -> dict[str, int]:
    """How many lines each module and template has."""
    files = [*modules(), *SOURCE.rglob("*.html")]
    return {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files
    }


def test_no_file_has_four_hundred_lines() -> None:
    assert {name: lines for name, lines in lengths().items() if lines >= 400} == {}


def test_most_files_stay_under_three_hundred_lines() -> None:
    found = lengths()
    long = [name for name, lines in found.items() if lines >= 300]
    assert len(long) <= len(found) * SHARE_THAT_MAY_BE_LONG, long


def test_most_functions_stay_under_twenty_five_lines() -> None:
    functions = [
        (place, node)
        for place, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = [
        f"{place}:{node.lineno} {node.name}"
        for place, node in functions
        if (node.end_lineno or node.lineno) - node.lineno + 1 > 25
    ]
    assert len(long) <= len(functions) * SHARE_THAT_MAY_BE_LONG, long


def test_every_module_says_what_it_holds() -> None:
    silent = [place for place, tree in trees() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_every_public_function_and_class_says_what_it_does() -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    silent = [
        f"{place}:{node.lineno} {node.name}"
        for place, tree in trees()
        for node in tree.body
        if isinstance(node, kinds) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []
