"""``elections ballot`` and ``elections forms``: what is printed for an election."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from guiju.commandline import emit, refuse

ElectionFile = Annotated[Path, typer.Argument(help="选举文件：JSON 或 YAML")]
Out = Annotated[Path, typer.Argument(help="写入的 PDF 文件")]
Code = Annotated[str, typer.Option("--code", help="选举代码；不写的，由选举内容得出")]
Day = Annotated[str, typer.Option("--day", help="选举日期，例如 2026-03-01")]
OrganName = Annotated[str, typer.Option("--organ", help="印在选票下方的组织名称")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]


def ballot(
    election: ElectionFile,
    out: Out,
    large: Annotated[bool, typer.Option("--large", help="大字选票")] = False,
    specimen: Annotated[bool, typer.Option("--specimen", help="样票，印有划线")] = False,
    a3: Annotated[bool, typer.Option("--a3", help="用 A3 纸；不写的，A4 放不下时才用")] = False,
    layout: Annotated[Path | None, typer.Option("--layout", help="写入版面说明的 JSON")] = None,
    lines: Annotated[int | None, typer.Option("--lines", help="每个名单另选他人的行数")] = None,
    copies: Annotated[int, typer.Option("--copies", help="印几页相同的选票")] = 1,
    code: Code = "",
    day: Day = "",
    organ: OrganName = "",
    as_json: Json = False,
) -> None:
    """印制选票：候选人按规定顺序（第三十条），一份名单印在一张纸上，每张完全相同。"""
    from guiju.names import OrderError

    from ..counting import ElectionError, read_election
    from ..paper import PaperError, Printing, derived, make_ballot

    try:
        found = read_election(election)
        printing = Printing(
            code=code or derived(found),
            day=_day(day, as_json),
            organ=organ,
            size="a3" if a3 else "auto",
            large=large,
            specimen=specimen,
            lines=lines,
            copies=copies,
        )
        made = make_ballot(found, printing)
        out.write_bytes(made.content)
        if layout is not None:
            layout.write_text(json.dumps(made.layout, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except (ElectionError, PaperError, OrderError) as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)
    except OSError as error:
        refuse(str(error.filename), str(error.strerror), "可以读写的文件", as_json=as_json)
    _say(out, made.layout["code"], made.layout["page"]["name"], copies, made.notices, as_json)


def _day(told: str, as_json: bool) -> dt.date | None:
    if not told:
        return None
    try:
        return dt.date.fromisoformat(told)
    except ValueError:
        refuse("--day", told, "日期，例如 2026-03-01", as_json=as_json)


def _say(
    out: Path, code: str, paper: str, pages: int, notices: tuple[str, ...], as_json: bool
) -> None:
    """What was written, and what a person should look at."""
    if as_json:
        told = {"file": str(out), "code": code, "paper": paper, "pages": pages}
        emit({**told, "notices": list(notices)})
        return
    print(f"{out}：{paper}，{pages}页，选举代码 {code}")
    for notice in notices:
        print(f"注意：{notice}", file=sys.stderr)


def forms(
    election: ElectionFile,
    out: Out,
    code: Code = "",
    day: Day = "",
    organ: OrganName = "",
    as_json: Json = False,
) -> None:
    """印制监票、计票用表：发出收回、核对、批次、认定、计票、抄录、汇总、报告、签字。"""
    from guiju.names import OrderError

    from ..counting import ElectionError, read_election
    from ..paper import PaperError, Printing, derived, make_forms

    try:
        found = read_election(election)
        code = code or derived(found)
        made = make_forms(found, Printing(code=code, day=_day(day, as_json), organ=organ))
        out.write_bytes(made.content)
    except (ElectionError, PaperError, OrderError) as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)
    except OSError as error:
        refuse(str(error.filename), str(error.strerror), "可以读写的文件", as_json=as_json)
    _say(out, code, "A4", made.pages, made.notices, as_json)
