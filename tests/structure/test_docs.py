"""Documentation that fails when it lies: commands, settings, institutions, the ten parts."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import typer.main

from guiju.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "guiju"
VARIABLE = re.compile(r"\bGUIJU_[A-Z_]+\b")
TEN_PARTS = ["条款", "标准", "事实", "条件", "裁量", "决定", "程序", "台账", "公开", "问题线索"]


def variables(paths: list[Path]) -> set[str]:
    """The settings named in these files."""
    return {name for path in paths for name in VARIABLE.findall(path.read_text("utf-8"))}


def commands() -> Iterator[str]:
    """Every command with the words that lead to it."""
    for name, (where, _) in COMMANDS.items():
        module, _, attribute = where.partition(":")
        app = getattr(importlib.import_module(module), attribute or "app")
        inside = getattr(typer.main.get_command(app), "commands", None)
        yield from (f"{name} {word}" for word in inside) if inside else (name,)


def test_every_setting_is_documented_and_no_other() -> None:
    used = variables([ROOT / "run.py", *SOURCE.rglob("*.py")])
    assert variables([DOCS / "settings.md"]) == used


def test_every_command_is_documented() -> None:
    text = (DOCS / "commands.md").read_text("utf-8")
    found = list(commands())
    assert len(found) > 4
    assert [name for name in found if f"run.py {name}" not in text] == []


def test_both_readmes_name_every_institution() -> None:
    names = [path.parent.name for path in SOURCE.glob("institutions/*/README.md")]
    missing = [
        f"{readme}: {name}"
        for readme in ("README.md", "README.zh.md")
        for name in names
        if f"institutions/{name}" not in (ROOT / readme).read_text("utf-8")
    ]
    assert names
    assert missing == []


def test_both_readmes_give_the_two_commands() -> None:
    for readme in ("README.md", "README.zh.md"):
        text = (ROOT / readme).read_text("utf-8")
        assert "python3 run.py\n" in text
        assert "python3 run.py test\n" in text


def test_the_architecture_names_every_room() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    rooms = [path.parent.name for path in SOURCE.glob("*/__init__.py")]
    assert rooms
    assert [room for room in rooms if f"`{room}`" not in text and f"`{room}/`" not in text] == []


def test_the_glossary_has_the_ten_parts() -> None:
    text = (DOCS / "glossary.md").read_text("utf-8")
    assert [part for part in TEN_PARTS if f"| {part} |" not in text] == []


def test_every_link_inside_the_documentation_leads_somewhere() -> None:
    pages = [*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "README.zh.md"]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
