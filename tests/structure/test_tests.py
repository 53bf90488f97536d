"""Tests of the tests: each can fail, and none looks away but for a stated reason."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
REASONS = ("browser", "chromium", "postgresql", "shared", "windows", "浏览器", "源文本", "中文字体")
SKIPS = {"skip", "skipif", "importorskip"}


def trees() -> list[tuple[str, ast.Module]]:
    """Every module of the tests with its syntax tree."""
    return [
        (str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8")))
        for path in sorted(TESTS.rglob("*.py"))
    ]


def called(node: ast.AST) -> str:
    """The last name of what a call calls."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def asserts(node: ast.AST, helpers: dict[str, ast.AST], seen: frozenset[str] = frozenset()) -> bool:
    """Whether something in a function can fail: itself, or in a helper of the same module."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assert) and not isinstance(inner.test, ast.Constant):
            return True
        name = called(inner)
        if name in {"raises", "fail", "warns"} or name.startswith(("assert", "expect", "to_")):
            return True
        if name in helpers and name not in seen and asserts(helpers[name], helpers, seen | {name}):
            return True
    return False


def test_every_test_can_fail() -> None:
    idle = []
    for place, tree in trees():
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        helpers: dict[str, ast.AST] = {node.name: node for node in functions}
        idle += [
            f"{place}:{node.lineno} {node.name}"
            for node in functions
            if node.name.startswith("test_") and not asserts(node, helpers, frozenset({node.name}))
        ]
    assert idle == []


def test_a_test_looks_away_only_where_a_browser_a_server_or_the_sources_are_missing() -> None:
    strange = [
        f"{place}:{node.lineno}"
        for place, tree in trees()
        for node in ast.walk(tree)
        if called(node) in SKIPS
        and not any(reason in ast.unparse(node).lower() for reason in REASONS)
        and "reason" not in {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
    ]
    assert strange == []
