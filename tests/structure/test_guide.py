"""docs/rulebook.md held against the code: its names exist, its examples run."""

from __future__ import annotations

import ast
import builtins
import datetime as dt
import importlib
import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main
import yaml

import guiju.rules as rules
from guiju.rules import read_outline, read_standards
from guiju.rules.answers import VERDICTS
from guiju.rules.casebook import failures, read_cases
from guiju.rules.commands import app
from guiju.rules.outline import KINDS, NUMBERINGS
from guiju.rules.registry import find

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "rulebook.md").read_text("utf-8")
MODULES = ("arithmetic", "casebook", "expressions", "rendering", "sentences")
OF_VEHICLES = "## 6."
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def blocks(language: str) -> list[tuple[int, str, str]]:
    """The examples in a language: line, the section that they stand in, text."""
    found = []
    for match in BLOCK.finditer(GUIDE):
        before = GUIDE[: match.start()]
        if match[1] == language:
            section = [line for line in before.splitlines() if line.startswith("## ")]
            found.append((before.count("\n") + 1, section[-1], match[2]))
    return found


def inline() -> set[str]:
    """What stands between single backticks outside the examples."""
    found = re.findall(r"`([^`]+)`", BLOCK.sub("", GUIDE))
    return {" ".join(text.split()) for text in found}


def module(book: str, name: str = "") -> ModuleType:
    """A module of a rulebook."""
    return importlib.import_module(f"guiju.institutions.{book}.rulebook{name and f'.{name}'}")


def names_of(book: str) -> dict[str, Any]:
    """Everything that the modules of a rulebook name: what an example builds on."""
    found: dict[str, Any] = {}
    for path in sorted(Path(str(module(book).__file__)).parent.glob("[a-z]*.py")):
        found |= vars(module(book, path.stem))
    return {name: value for name, value in found.items() if not name.startswith("__")}


def test_the_guide_has_examples_of_both_kinds() -> None:
    assert len(blocks("yaml")) >= 4
    assert len(blocks("python")) >= 10


# What is run


@cache
def measures() -> str:
    """Some lines in the shape of measures, for the example that reads such a text."""
    return "一、甲。\n\n二、乙。\n"


@pytest.mark.parametrize("line, section, source", blocks("python"))
def test_every_python_example_runs(
    line: int,
    section: str,
    source: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = "vehicles" if section.startswith(OF_VEHICLES) else "relief"
    namespace = {name: getattr(rules, name) for name in rules.__all__}
    namespace |= names_of(book) | {"date": dt.date, "pytest": pytest, "cache": cache}
    namespace |= {"MATTERS": find(book).matters, "DUTIES": find(book).duties}
    namespace["__file__"] = str(module(book).__file__)
    (tmp_path / "instrument.txt").write_text(measures(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before = dict(namespace)
    exec(compile(source, f"rulebook.md, the example at line {line}", "exec"), namespace)
    made = {name for name, value in namespace.items() if before.get(name) is not value}
    assert made - {"__builtins__"}, "an example makes something"
    if "def rulebook()" in source:
        assert namespace["rulebook"]().matters == find(book).matters
    if "print(" in source:
        assert capsys.readouterr().out.count("\n") == 2


def test_what_the_last_examples_come_to() -> None:
    namespace: dict[str, Any] = {}
    for _, section, source in blocks("python"):
        if section.startswith(("## 9.", "## 10.")):
            exec(source, namespace)
    assert namespace["told"]["verdict"] == "not entitled"
    assert "中小企业" in namespace["chinese"]
    assert "small or medium firm" in namespace["english"]


def test_the_outline_and_the_standards_are_read(tmp_path: Path) -> None:
    written = {block[1][:5]: block[2] for block in blocks("yaml")}
    (tmp_path / "outline.yaml").write_text(written["## 1."], encoding="utf-8")
    (tmp_path / "standards.yaml").write_text(written["## 2."], encoding="utf-8")
    outline = read_outline(tmp_path / "outline.yaml")
    standards = read_standards(tmp_path / "standards.yaml", outline)
    assert outline["5"].readings
    assert standards["interest_cap"].on(outline.effective) == 30_000_000


def test_the_cases_are_met(tmp_path: Path) -> None:
    (source,) = [text for _, section, text in blocks("yaml") if section.startswith("## 8.")]
    (tmp_path / "cases.yaml").write_text(source, encoding="utf-8")
    cases = read_cases(tmp_path / "cases.yaml")
    assert len(cases) == len(yaml.safe_load(source)["cases"]) > 1
    assert list(failures(find("relief"), cases)) == []


# What is named


def attributes() -> set[str]:
    """Fields, methods and parameters of what the kernel exports."""
    found: set[str] = set()
    for name in rules.__all__:
        value = getattr(rules, name)
        found |= {word for word in dir(value) if not word.startswith("_")}
        if is_dataclass(value):
            found |= {field.name for field in fields(value)}
        if inspect.isfunction(value) or inspect.isclass(value):
            found |= set(inspect.signature(value).parameters)
    return found


def spoken() -> set[str]:
    """Keys of the YAML examples, and the words that the kernel itself knows."""
    found = {*KINDS, *NUMBERINGS, *VERDICTS, "as_of", "read_articles"}
    for _, _, source in blocks("yaml"):
        found |= set(re.findall(r"\b[a-z_]+(?=:)", source))
    return found


def assigned() -> set[str]:
    """Names that the Python examples make."""
    trees = [ast.parse(source) for _, _, source in blocks("python")]
    return {
        node.id
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def exported() -> set[str]:
    """Names of the kernel and of the modules of it that the guide mentions."""
    found = set(rules.__all__)
    for name in MODULES:
        found |= set(vars(importlib.import_module(f"guiju.rules.{name}")))
    return found


def test_every_module_that_is_named_exists() -> None:
    named = set(re.findall(r"\bguiju\.[a-z_.]*[a-z_]", GUIDE))
    assert {"guiju.rules", "guiju.rules.casebook", "guiju.texts"} <= named
    assert [one for one in named if not importlib.import_module(one)] == []


def test_every_path_that_is_named_exists() -> None:
    paths = {one for one in inline() if re.fullmatch(r"(src|tests|docs)/[\w/.]+", one)}
    assert len(paths) > 2
    assert [one for one in paths if not (ROOT / one).exists()] == []


def calls() -> Iterator[tuple[str, str]]:
    """Every call between backticks with the name that it calls."""
    for text in sorted(inline()):
        match = re.match(r"(?:[A-Za-z_]+\.)?([A-Za-z_]\w*)\(", text)
        if match:
            yield text, match[1]


def dotted(text: str) -> list[str]:
    """The names in ``name.attribute``; none in the name of a file or of a module."""
    file = re.search(r"\.(py|yaml|md|json|csv)$", text)
    plain = re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", text) and not text.startswith("guiju.")
    return text.split(".") if plain and not file else []


def test_every_name_between_backticks_exists() -> None:
    known = exported() | attributes() | assigned() | spoken() | set(dir(builtins))
    known |= set(names_of("relief")) | set(names_of("vehicles"))
    words = {text for text in inline() if re.fullmatch(r"[A-Za-z_]\w*", text)}
    words |= {part for text in inline() for part in dotted(text)}
    assert len(words) > 40
    assert words - known == set()


def test_every_call_between_backticks_is_of_the_kernel() -> None:
    known = exported() | attributes() | {"rulebook"}
    assert len(list(calls())) > 5
    assert [text for text, name in calls() if name not in known] == []


def test_the_parameters_of_the_facts_are_in_the_order_of_the_code() -> None:
    told = {text.partition("(")[0]: text for text, _ in calls()}
    for name in ("Choice", "Quantity", "Day", "Paper", "Records"):
        given = re.findall(r"\w+", told[name].partition("(")[2])
        taken = list(inspect.signature(getattr(rules, name)).parameters)
        called = ["key" if word == "name" else word for word in given]
        assert called == taken[: len(given)], name


def test_every_command_and_option_exists() -> None:
    group: Any = typer.main.get_command(app)
    lines = re.findall(r"run\.py rules ([^`\n]+)", GUIDE)
    assert len(lines) > 5
    for line in lines:
        command, *rest = line.split()
        options = {one for p in group.commands[command].params for one in p.opts}
        assert {word for word in rest if word.startswith("--")} <= options, line
