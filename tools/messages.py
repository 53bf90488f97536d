"""Translations: ``python tools/messages.py`` updates and compiles every room's English.

``--check`` changes nothing and fails where a Chinese string has no English or a catalogue is
stale. Chinese is the source language; a catalogue lies in its room's ``locale/en``.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "guiju"
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "translate"}
TRANSLATE = re.compile(r"{%\s*translate\s+(\"([^\"]*)\"|'([^']*)')")
BLOCK = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")


def python_messages(text: str) -> set[str]:
    """The strings given to gettext under any of its names."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in CALLS
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def template_messages(text: str) -> set[str]:
    """The strings of translate tags, and the blocks with their variables."""
    found = {double or single for _, double, single in TRANSLATE.findall(text)}
    return found | {VARIABLE.sub(r"%(\1)s", block) for block in BLOCK.findall(text)}


def rooms() -> list[Path]:
    """Every folder with an apps.py."""
    return sorted(path.parent for path in SOURCE.rglob("apps.py"))


def messages(room: Path) -> set[str]:
    """Every string of a room."""
    others = [other for other in rooms() if other != room and room in other.parents]
    found: set[str] = set()
    for path in sorted(room.rglob("*")):
        if any(other in path.parents for other in others):
            continue
        if path.suffix == ".py":
            found |= python_messages(path.read_text(encoding="utf-8"))
        elif path.suffix == ".html":
            found |= template_messages(path.read_text(encoding="utf-8"))
    return {text for text in found if text.strip()}


def catalogue(room: Path) -> tuple[Path, polib.POFile]:
    """A room's English catalogue, as it lies there or new."""
    path = room / "locale" / "en" / "LC_MESSAGES" / "django.po"
    if path.exists():
        return path, polib.pofile(str(path), wrapwidth=100)
    made = polib.POFile(wrapwidth=100)
    made.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "en",
    }
    return path, made


def _compiled(path: Path) -> dict[str, str]:
    return {e.msgid: e.msgstr for e in polib.mofile(str(path))} if path.exists() else {}


def main() -> int:
    """Update or check; how many strings lack their English."""
    check, lacking, stale = "--check" in sys.argv, [], []
    for room in rooms():
        wanted = messages(room)
        if not wanted:
            continue
        path, known = catalogue(room)
        had = {entry.msgid: entry.msgstr for entry in known}
        lacking += [f"{room.name}: {text}" for text in sorted(wanted) if not had.get(text)]
        compiled = path.with_suffix(".mo")
        told = {text: english for text, english in had.items() if english}
        if set(had) != wanted or _compiled(compiled) != told:
            stale.append(room.name)
        if not check:
            known.clear()
            known.extend(polib.POEntry(msgid=t, msgstr=had.get(t, "")) for t in sorted(wanted))
            path.parent.mkdir(parents=True, exist_ok=True)
            known.save(str(path))
            known.save_as_mofile(str(compiled))
    for text in lacking:
        print(f"no English: {text}")
    if check and stale:
        print(f"stale, run tools/messages.py: {', '.join(stale)}")
    return 1 if lacking or (check and stale) else 0


if __name__ == "__main__":
    sys.exit(main())
