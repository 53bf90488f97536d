"""``elections documents``: what an election is written up in, as PDF or DOCX."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from guiju.commandline import emit, refuse

from .proving import BallotFile, ElectionFile, Json, Records, _refuse

if TYPE_CHECKING:
    from ..letters import Matter, Watcher

FORMATS = (".pdf", ".docx")


def documents(
    election: ElectionFile,
    ballots: BallotFile,
    out: Annotated[Path, typer.Argument(help="写入的文件：.pdf 或 .docx")],
    kind: Annotated[
        str, typer.Option("--kind", help="record、report、announcement 或 submission")
    ] = "record",
    organ: Annotated[str, typer.Option("--organ", help="发文的组织")] = "",
    day: Annotated[str, typer.Option("--day", help="选举日期，例如 2026-03-01")] = "",
    code: Annotated[str, typer.Option("--code", help="选举代码")] = "",
    adjudications: Records = None,
    watcher: Annotated[
        list[str] | None, typer.Option("--watcher", help="职责=姓名，例如 总监票人=张三；可多次")
    ] = None,
    above: Annotated[str, typer.Option("--above", help="报送的上级党的委员会")] = "",
    commission: Annotated[
        bool | None,
        typer.Option("--commission/--no-commission", help="是否纪律检查委员会的常委会或者书记"),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="每页标明演示")] = False,
    as_json: Json = False,
) -> None:
    """写出选举的文书：核对和计票记录、得票情况报告单、当选名单、报上级的结果。"""
    from guiju.disclosure.documents import to_docx, to_pdf

    from ..letters import letter

    suffix = out.suffix.lower()
    if suffix not in FORMATS:
        refuse("输出文件", out.name, "、".join(FORMATS), as_json=as_json)
    try:
        matter = _matter(election, ballots, adjudications)
        matter = replace(
            matter,
            organ=organ or matter.organ,
            day=_day(day, matter.day),
            code=code,
            watchers=_watchers(watcher or []),
            above=above or matter.above,
            commission=matter.commission if commission is None else commission,
            demo=demo,
        )
        document = letter(kind, matter)
        made = to_pdf(document).content if suffix == ".pdf" else to_docx(document)
        out.write_bytes(made)
    except (ValueError, OSError) as error:
        _refuse(error, as_json)
    if as_json:
        emit({"file": str(out), "kind": kind, "title": document.title.replace("\n", "")})
    else:
        print(out)


def _matter(election_file: Path, ballot_file: Path, records: Path | None) -> Matter:
    from guiju.clock import today

    from ..counting import as_json, decide, read_ballots, read_election
    from ..letters import Matter
    from ..paper.ballot import ordered
    from ..paper.words import title_of
    from ..proving.settling import read_records, settled

    election = read_election(election_file)
    if election.candidates:
        election = replace(election, candidates=tuple(ordered(election, False, [])))
    election, ballots = read_ballots(ballot_file, election)
    found = read_records(records, election) if records else ()
    result = as_json(decide(election, settled(election, ballots, found)))
    organ = title_of(election)[:36]
    own = election.commission
    return Matter(organ, today(), election, result, adjudicated=len(found), commission=own)


def _day(told: str, otherwise: dt.date) -> dt.date:
    from ..letters import LetterError

    try:
        return dt.date.fromisoformat(told) if told else otherwise
    except ValueError:
        raise LetterError("--day", told, "日期，例如 2026-03-01") from None


def _watchers(told: list[str]) -> tuple[Watcher, ...]:
    from ..letters import LetterError
    from ..letters import Watcher as Made

    found = []
    for one in told:
        function, equal, name = one.partition("=")
        if not equal or not function.strip() or not name.strip():
            raise LetterError("--watcher", one, "职责=姓名，例如 总监票人=张三")
        found.append(Made(function.strip(), name.strip()))
    return tuple(found)
