"""``rules test`` and ``rules mutate``: rules against their cases, cases against mutants."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from guiju.commandline import emit

from ..casebook import cases_of, failures, unnoticed
from ..registry import find
from .common import AsJson, Bar, bad_input_told

Book = Annotated[str, typer.Argument(help="规则集，例如 relief")]
Cases = Annotated[Path | None, typer.Option("--cases", help="用例所在的文件夹")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("test")(test)
    app.command("mutate")(mutate)


def test(rulebook: Book, cases: Cases = None, as_json: AsJson = False) -> None:
    """用用例核对规则。"""
    with bad_input_told(as_json):
        book, found = find(rulebook), cases_of(rulebook, cases)
        failed = list(failures(book, found))
    if as_json:
        told = [{"case": case.name, "differences": differences} for case, differences in failed]
        emit({"rulebook": rulebook, "cases": len(found), "failed": told})
    else:
        for case, differences in failed:
            print("\n  ".join([case.name, *differences]))
        print(f"{len(found)} 个用例，{len(failed)} 个不符")
    raise typer.Exit(1 if failed else 0)


def mutate(rulebook: Book, cases: Cases = None, as_json: AsJson = False) -> None:
    """逐处改动规则，列出用例没有察觉的改动。"""
    with bad_input_told(as_json):
        book, found = find(rulebook), cases_of(rulebook, cases)
        count, alive = 0, []
        with Bar("改动", None) as bar:
            for what, missed in unnoticed(book, found):
                count += 1
                bar.done(count)
                alive += [what] if missed else []
    if as_json:
        emit({"rulebook": rulebook, "mutants": count, "unnoticed": alive})
    else:
        print("\n".join(alive))
        print(f"{count} 处改动，{len(alive)} 处没有用例察觉")
    raise typer.Exit(1 if alive else 0)
