"""``procedures``: listed, checked as models, drawn; limits that have run out recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from guiju.commandline import emit, refuse

app = typer.Typer(help="程序", no_args_is_help=True, add_completion=False)


@app.callback()
def procedures() -> None:
    """程序的定义、核对、图示和到期处理。"""
    import django

    django.setup()


@app.command("list")
def list_procedures(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """列出每个程序的名称、版本、状态数和步骤数。"""
    from .definitions import names, versions

    found = [
        {
            "procedure": one.name,
            "version": one.version.isoformat(),
            "title": one.title,
            "english": one.english,
            "instrument": one.instrument,
            "matter": one.matter,
            "states": len(one.states),
            "transitions": len(one.transitions),
        }
        for name in names()
        for one in versions(name)
    ]
    if as_json:
        emit({"procedures": found})
        return
    for one in found:
        print(f"{one['procedure']}  {one['version']}  {one['title']}（{one['instrument']}）")


@app.command()
def check(
    tree: Annotated[bool, typer.Option(help="连同本数据库的机关：每一步都有机关能办")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """把每个程序作为模型核对：没有死状态、没有无人决定的路、期限有处理、条款和规则都存在。"""
    from guiju.organs.models import Role
    from guiju.rules.errors import RuleError

    from .acting import can_act
    from .definitions import names, versions
    from .definitions.checking import check as check_one

    asked = can_act() if tree else None
    try:
        every = [one for name in names() for one in versions(name)]
    except RuleError as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)
    found = [(one, problem) for one in every for problem in check_one(one, Role.values, asked)]
    if as_json:
        told = [{"procedure": o.name, "where": str(p.place), "problem": p.told} for o, p in found]
        emit({"procedures": len(every), "problems": told})
    else:
        for one, problem in found:
            print(f"{one.name} {problem}")
        print(f"{len(every)} 个程序，{len(found)} 处问题")
    raise typer.Exit(1 if found else 0)


@app.command()
def diagram(
    name: Annotated[str, typer.Argument(help="程序，例如 vehicles/purchase")],
    out: Annotated[Path | None, typer.Option(help="写到这个文件")] = None,
    english: Annotated[bool, typer.Option(help="英文")] = False,
) -> None:
    """画出一个程序（SVG）；图中的数字就是步骤表的编号。"""
    from .definitions import find, names
    from .definitions.drawing import draw

    if name not in names():
        refuse("程序", name, "、".join(names()), as_json=False)
    picture = draw(find(name), english=english)
    if out is None:
        print(picture, end="")
    else:
        out.write_text(picture, encoding="utf-8")


@app.command()
def lapse(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """记录已届满的期限，并按新公布的放假通知重算暂定的期限；不作任何决定。每天运行一次。"""
    from .services import lapse_due, recount_provisional

    moved, lapsed = recount_provisional(), lapse_due()
    if as_json:
        emit({"recounted": moved, "lapsed": lapsed})
    else:
        print(f"重算后变动 {moved} 个期限，记录届满 {lapsed} 个期限")
