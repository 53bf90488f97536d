"""``rules test``, ``mutate`` and ``agree``: rules against cases, cases against mutants, readers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from guiju.commandline import emit

from ..casebook import cases_of, failures, unnoticed
from ..registry import find
from ..versions import Versions
from .common import AsJson, AsOf, Bar, bad_input_told, day_of

Book = Annotated[str, typer.Argument(help="规则集，例如 relief")]
Cases = Annotated[Path | None, typer.Option("--cases", help="用例所在的文件夹")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("test")(test)
    app.command("mutate")(mutate)
    app.command("agree")(agree)


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


def agree(
    rulebook: Book,
    rows: Annotated[int, typer.Option(min=1, help="每个事项随机多少个案件")] = 10_000,
    seed: Annotated[int, typer.Option(help="随机数的种子")] = 1,
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> None:
    """用随机案件（含空缺和每个界限的两侧）核对逐案判定和整表判定是否一致。"""
    from ..columns.agreement import Sample, differences

    with bad_input_told(as_json):
        book = find(rulebook)
        day = day_of(as_of) if as_of else book.outline.effective
        found = {
            matter.name: [*differences(Sample(Versions(book, matter.name, day), rows, seed))]
            for matter in book.matters
        }
    if as_json:
        told = {name: [one._asdict() for one in some] for name, some in found.items()}
        emit({"rulebook": rulebook, "rows": rows, "differences": told})
    else:
        for name, some in found.items():
            print(f"{rulebook}/{name}：{rows} 个案件，{len(some)} 个不一致")
            for one in some[:3]:
                print(f"  {one.facts} {one.related}\n  {one.scalar}\n  {one.columns}")
    raise typer.Exit(1 if any(found.values()) else 0)
