"""``organs begin``: the first organ of an empty installation, and who administers it."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from guiju.commandline import refuse

app = typer.Typer(help="机关", no_args_is_help=True, add_completion=False)


@app.callback()
def organs() -> None:
    """机关。"""
    import django

    django.setup()


@app.command("begin")
def begin_installation(
    code: Annotated[str, typer.Argument(help="机关代码，例如 4514")],
    name: Annotated[str, typer.Argument(help="机关名称，例如 崇左市")],
    username: Annotated[str, typer.Argument(help="管理员的用户名")],
    person: Annotated[str, typer.Argument(help="管理员的姓名")],
    level: Annotated[str, typer.Option(help="行政层级：自治区、市、县、乡")] = "市",
    category: Annotated[str, typer.Option(help="单位类别")] = "行政机关",
) -> None:
    """在空数据库里设立第一个机关和它的系统管理员；密码另行输入，或由标准输入给出一行。"""
    from .beginning import begin
    from .models import Organ

    if Organ.objects.exists():
        refuse("数据库", Organ.objects.earliest("pk").name, "没有机关的数据库", as_json=False)
    wanted = {"code": code, "name": name, "level": level, "category": category}
    password = read_password()
    begun(lambda: begin(**wanted, username=username, person=person, password=password))
    print(f"已设立 {name}，管理员 {username} 可以登录")


def begun(begin: Callable[[], object]) -> None:
    """Begin an installation, or say which value does not fit."""
    from django.core.exceptions import ValidationError

    try:
        begin()
    except ValidationError as error:
        refuse(*_told(error), as_json=False)


def read_password() -> str:
    """Typed unseen, or one line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass("密码：")
    return sys.stdin.readline().rstrip("\r\n")


def _told(error: Exception) -> tuple[str, str, str]:
    """Where, what stood there (never a password), what would be accepted."""
    fields = getattr(error, "error_dict", None)
    where = next(iter(fields)) if fields else "密码"
    return where, "", "；".join(error.messages)  # type: ignore[attr-defined]
