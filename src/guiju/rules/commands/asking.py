"""``rules ask``: which facts can still change the outcome, the soonest to settle it first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from guiju.commandline import emit

from ..answers import verdict_text
from ..asking import questions_json
from ..inputs import parse_given, read_facts
from ..versions import Versions
from .common import AsJson, AsOf, Rule, bad_input_told, matter_on


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ask")(ask)


def ask(
    rule: Rule,
    facts: Annotated[Path | None, typer.Option("--facts", help="已知的事实")] = None,
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> None:
    """还要问什么：只列出能改变结论的事实，最快能定下来的在前。"""
    with bad_input_told(as_json):
        versions = Versions(*matter_on(rule, as_of))
        given = read_facts(facts) if facts is not None else {}
        known, related = parse_given(versions.matter, given)
        told = questions_json(versions, known, related)
    if as_json:
        emit({"rule": rule, "verdict": told["verdict"], "ask": told["ask"]})
        return
    if not told["ask"]:
        print(f"不用再问：{verdict_text(told['verdict'])}")
    for number, question in enumerate(told["ask"], start=1):
        by = f"（由{question['post']}判断）" if question["post"] else ""
        accepts = f"：{question['accepts']}" if question["accepts"] else ""
        print(f"{number}. {question['fact']}{by}{accepts}")
