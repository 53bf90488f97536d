"""``rules list``: every matter that can be decided."""

from __future__ import annotations

from typing import Any

import typer

from guiju.commandline import emit

from ..registry import find, names
from .common import AsJson, bad_input_told


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list")(list_matters)


def list_matters(as_json: AsJson = False) -> None:
    """列出每个规则集的事项、所需事实和关联记录。"""
    with bad_input_told(as_json):
        told = [_told(name) for name in names()]
    if as_json:
        emit({"rulebooks": told})
        return
    for book in told:
        lapsed = f"（执行至 {book['until']}）" if book["until"] else ""
        print(f"{book['rulebook']}  {book['instrument']} {book['title']}{lapsed}")
        for matter in book["matters"]:
            related = "".join(f" --related {name}=文件" for name in matter["related"])
            print(f"  {matter['rule']:<28}{matter['title']}{related}")
            print(f"    事实：{'、'.join(matter['facts'])}")


def _told(name: str) -> dict[str, Any]:
    rulebook = find(name)
    outline = rulebook.outline
    return {
        "rulebook": name,
        "instrument": outline.instrument,
        "title": outline.title,
        "effective": outline.effective.isoformat(),
        "until": outline.until.isoformat() if outline.until else None,
        "matters": [
            {
                "rule": f"{name}/{matter.name}",
                "title": matter.title,
                "english": matter.english,
                "key": matter.key,
                "facts": [fact.key for fact in matter.facts()],
                "related": {
                    records.key: [fact.key for fact in records.facts]
                    for records in matter.records()
                },
            }
            for matter in rulebook.matters
        ],
        "standards": [
            {"name": s.name, "title": s.title, "unit": s.unit, "address": str(s.provision)}
            for s in rulebook.standards.values()
        ],
    }
