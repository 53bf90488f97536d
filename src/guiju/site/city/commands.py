"""``city new``, ``city import`` and ``city template``: a real city without demo data."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guiju.commandline import emit, refuse

if TYPE_CHECKING:
    from guiju.organs.importing import Plan

app = typer.Typer(help="真实的城市", no_args_is_help=True, add_completion=False)
Book = Annotated[Path, typer.Argument(help="工作簿：工作表 机关、岗位、人员")]
Write = Annotated[bool, typer.Option("--write", help="写入；不给时只试导入，不写任何内容")]
Passwords = Annotated[
    Path | None, typer.Option(help="一次性密码写到这个新文件（只有本人可读）；写入新账号时必须给")
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]


@app.callback()
def city() -> None:
    """真实的城市：没有演示数据。"""
    import django

    django.setup()


@app.command()
def template(out: Annotated[Path, typer.Argument(help="要写的 XLSX 文件")]) -> None:
    """写出待填的工作簿，带说明和可选的值。"""
    from guiju.organs.importing import write_template

    if out.exists():
        refuse("文件", str(out), "还不存在的文件名", as_json=False)
    try:
        write_template(out)
    except OSError as error:
        refuse("文件", str(out), f"可以写的文件（{error.strerror}）", as_json=False)
    print(f"已写出 {out}")


@app.command("import")
def import_book(
    book: Book, write: Write = False, passwords: Passwords = None, as_json: AsJson = False
) -> None:
    """由工作簿导入机关、岗位和人员：先试导入，再加 --write 写入；有一格不能用就都不写。"""
    from guiju.organs.models import Organ

    if not Organ.objects.exists():
        refuse("数据库", "没有机关", "已由 city new 设立第一个机关", as_json=as_json)
    raise typer.Exit(_import(book, write, passwords, as_json))


@app.command("new")
def new_city(
    code: Annotated[str, typer.Argument(help="机关代码，例如 4514")],
    name: Annotated[str, typer.Argument(help="机关名称，例如 崇左市")],
    username: Annotated[str, typer.Argument(help="管理员的用户名")],
    person: Annotated[str, typer.Argument(help="管理员的姓名")],
    level: Annotated[str, typer.Option(help="行政层级：自治区、市、县、乡")] = "市",
    category: Annotated[str, typer.Option(help="单位类别")] = "行政机关",
    book: Annotated[
        Path | None, typer.Option("--from", help="同时导入这个工作簿；不加 --write 时只试")
    ] = None,
    write: Write = False,
    passwords: Passwords = None,
    as_json: AsJson = False,
) -> None:
    """空的安装：建立数据库，设立第一个机关和管理员；可以同时由工作簿导入。密码另行输入。"""
    from django.core.management import call_command

    from guiju.organs.beginning import begin
    from guiju.organs.commands import begun, read_password
    from guiju.organs.models import Organ

    call_command("migrate", interactive=False, verbosity=0)
    if Organ.objects.exists():
        told = Organ.objects.earliest("pk").name
        refuse("数据库", told, "没有机关的数据库", as_json=as_json)
    wanted = {"code": code, "name": name, "level": level, "category": category}
    owner = {"username": username, "person": person, "password": read_password()}
    status = 0
    # One transaction: where the workbook is refused, the city has not begun either.
    with _rehearsing(book is not None and not write) as undo:
        begun(lambda: begin(**wanted, **owner))
        if book is not None:
            status = _import(book, write, passwords, as_json)
        if status:
            undo()
    if book is None and as_json:
        emit({"begun": code})
    elif book is None:
        print(f"已设立 {name}，管理员 {username} 可以登录")
    raise typer.Exit(status)


@app.command()
def rehearsal(
    code: Annotated[str, typer.Argument(help="最上级机关的代码，用来确认是哪个数据库")],
) -> None:
    """把这个数据库标为演练，不能撤销：此后时钟可以拨前，任何记录都不算数。"""
    from django.core.exceptions import ValidationError

    from guiju.ledger.services import Actor
    from guiju.organs.models import Organ
    from guiju.organs.rehearsing import mark_rehearsal

    head = Organ.objects.filter(parent=None).first()
    if head is None or head.code != code:
        told = head.code if head else "没有机关的数据库"
        refuse("机关代码", code, f"这个数据库最上级机关的代码：{told}", as_json=False)
    try:
        mark_rehearsal(Actor.system())
    except ValidationError as error:
        refuse("数据库", error.messages[0], "还没有标为演练的数据库", as_json=False)
    print(f"已标为演练：{head.name}")


@contextlib.contextmanager
def _rehearsing(always: bool) -> Iterator[Callable[[], None]]:
    """A transaction that is undone where it is a rehearsal or ``undo`` was called."""
    from django.db import transaction

    with transaction.atomic():

        def undo() -> None:
            transaction.set_rollback(True)

        yield undo
        if always:
            undo()


def _import(path: Path, write: bool, passwords: Path | None, as_json: bool) -> int:
    """Rehearse or write; the exit status."""
    from guiju.organs.importing import plan_import, read_city
    from guiju.sheets import SheetError

    try:
        book = read_city(path)
    except SheetError as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)
    plan = plan_import(book)
    if write and plan.accounts and not plan.refusals:
        _check_file(passwords, as_json)
    if write and not plan.refusals:
        plan = _write(book, passwords, as_json)
    written = write and not plan.refusals
    handed = str(passwords) if written and plan.accounts else None
    _tell(plan, write, handed, as_json)
    return 1 if plan.refusals else 0


def _check_file(passwords: Path | None, as_json: bool) -> None:
    if passwords is None:
        told = "要写一次性密码的新文件（有新账号）"
        refuse("--passwords", "", told, as_json=as_json)
    if passwords.exists() or not passwords.absolute().parent.is_dir():
        told = "已有的文件夹里还不存在的文件名"
        refuse("--passwords", str(passwords), told, as_json=as_json)


def _write(book: Any, passwords: Path | None, as_json: bool) -> Plan:
    from guiju.ledger.services import Actor
    from guiju.organs.importing import ImportRefused, write_import

    from ..progress import progress
    from .handing import handing_out

    try:
        with handing_out(passwords or Path()) as hand_out, progress("密码") as told:
            done = write_import(Actor.system(), book, hand_out=hand_out, progress=told)
    except ImportRefused as refusal:
        return refusal.plan
    except OSError as error:
        refuse("--passwords", str(passwords), f"可以写的文件（{error.strerror}）", as_json=as_json)
    return done.plan


def _tell(plan: Plan, write: bool, handed: str | None, as_json: bool) -> None:
    from .printing import report, show

    written = write and not plan.refusals
    if as_json:
        emit({**report(plan), "written": written and not plan.empty, "passwords": handed})
        return
    show(plan)
    if plan.refusals:
        print("有不能用的单元格：没有写入任何内容", file=sys.stderr)
    elif plan.empty:
        print("没有改动")
    elif not written:
        print("这是试导入：没有写入任何内容；加 --write 写入")
    else:
        print("已写入" + (f"；一次性密码在 {handed}，本人首次登录时必须更改" if handed else ""))
