"""``elections package``, ``recount`` and ``unseal``: a result proved, and the proof held to."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from guiju.commandline import BAD_INPUT, emit, refuse

ElectionFile = Annotated[Path, typer.Argument(help="选举文件：JSON 或 YAML")]
BallotFile = Annotated[Path, typer.Argument(help="选票文件：CSV、PrefLib .cat 或 Pabulib .pb")]
Records = Annotated[
    Path | None, typer.Option("--adjudications", help="监票人认定的记录，如证明包中的 JSON")
]
Day = Annotated[str, typer.Option("--day", help="选举日期；不写的，按条例施行之日的规则")]
Halves = Annotated[
    Path | None, typer.Option("--halves", help="口令两半各一行的文件；不写的，在终端输入")
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]


def package(
    election: ElectionFile,
    ballots: BallotFile,
    out: Annotated[Path, typer.Argument(help="写入的证明包")],
    adjudications: Records = None,
    sealed: Annotated[bool, typer.Option("--seal", help="由两名监票人各设一半口令密封")] = False,
    halves: Halves = None,
    day: Day = "",
    code: Annotated[str, typer.Option("--code", help="选举代码")] = "",
    as_json: Json = False,
) -> None:
    """计票、判定并写成证明包：选票、认定、结果和复算程序；旁边另写只有合计的摘要。"""
    from ..proving import seal, summary

    try:
        made = _made(election, ballots, adjudications, _day(day, as_json), code)
        data = seal(made, _halves(halves, twice=True)) if sealed or halves else made
        told = summary(made)
        beside = out.with_name(f"{out.stem}.summary.json")
        out.write_bytes(data)
        beside.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except (ValueError, OSError) as error:
        _refuse(error, as_json)
    sha256 = told["package_sha256"]
    if as_json:
        emit({"file": str(out), "summary": str(beside), "sha256": sha256, "sealed": data != made})
        return
    told_seal = "已密封" if data != made else "未密封：有每张选票的内容，只由监票人保管"
    print(f"{out}（{told_seal}）\n{beside}（只有合计）\n指纹 {sha256}")


def recount(
    package: Annotated[Path, typer.Argument(help="证明包")],
    sha256: Annotated[str, typer.Option("--sha256", help="应有的指纹")] = "",
    as_json: Json = False,
) -> None:
    """用证明包自带的同一程序另行计票，逐项说明是否一致；不一致的，退出状态为 1。"""
    from ..proving.recount import main

    out = StringIO()
    with redirect_stdout(out):
        status = main([str(package), *([sha256] if sha256 else [])])
    lines = out.getvalue().splitlines()
    if status == BAD_INPUT:
        refuse(str(package), lines[0], "elections package 写成的证明包", as_json=as_json)
    if as_json:
        emit({"agrees": status == 0, "lines": lines})
    else:
        print("\n".join(lines))
    sys.exit(status)


def unseal(
    sealed: Annotated[Path, typer.Argument(help="密封的证明包")],
    out: Annotated[Path, typer.Argument(help="写入的证明包")],
    halves: Halves = None,
    as_json: Json = False,
) -> None:
    """打开密封的证明包：两名监票人各输入自己的一半口令，先后不限。"""
    from ..proving import read_package
    from ..proving import unseal as opened

    try:
        data = opened(sealed.read_bytes(), _halves(halves))
        sha256 = read_package(data).sha256
        out.write_bytes(data)
    except (ValueError, OSError) as error:
        _refuse(error, as_json)
    if as_json:
        emit({"file": str(out), "sha256": sha256})
    else:
        print(f"{out}\n指纹 {sha256}")


def _made(
    election_file: Path, ballot_file: Path, records: Path | None, day: dt.date, code: str
) -> bytes:
    """The package of two files, settled by the records of scrutineers where there are any."""
    from ..counting import as_json, decide, read_ballots, read_election
    from ..counting.asking import rules_of
    from ..proving import write_package
    from ..proving.settling import read_records, settled

    rules = rules_of(day)
    election, ballots = read_ballots(ballot_file, read_election(election_file))
    found = read_records(records, election) if records else ()
    ballots = settled(election, ballots, found)
    result = as_json(decide(election, ballots, rules))
    return write_package(
        election, ballots, result, adjudications=found, rules_version=rules.version, code=code
    )


def _day(told: str, as_json: bool) -> dt.date:
    from ..counting.asking import first_day

    try:
        return dt.date.fromisoformat(told) if told else first_day()
    except ValueError:
        refuse("--day", told, "日期，例如 2026-03-01", as_json=as_json)


def _halves(file: Path | None, *, twice: bool = False) -> tuple[str, str]:
    """The two halves of the passphrase: of a file, or typed by one scrutineer after the other."""
    from ..proving import PackageError

    if file is not None:
        lines = file.read_text("utf-8").splitlines()
        if len(lines) != 2:
            raise PackageError(str(file), f"{len(lines)} 行", "口令的两半各一行")
        return lines[0], lines[1]
    found = []
    for which in ("第一名监票人", "第二名监票人"):
        half = getpass.getpass(f"{which}的一半口令：")
        if twice and getpass.getpass(f"{which}再输入一次：") != half:
            raise PackageError(f"{which}的口令", "两次输入不同", "相同的口令")
        found.append(half)
    return found[0], found[1]


def _refuse(error: ValueError | OSError, as_json: bool) -> NoReturn:
    if isinstance(error, OSError):
        refuse(str(error.filename), str(error.strerror), "可以读写的文件", as_json=as_json)
    told: Any = error
    if not hasattr(told, "where"):
        raise error
    refuse(told.where, told.value, told.expected, as_json=as_json)
