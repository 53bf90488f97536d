"""The command line: collects the commands that rooms offer and loads only the one asked for."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import typer
import typer.main

from .commandline import BAD_INPUT, refuse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.site.settings")

COMMANDS = {
    "check": ("guiju.institutions.vehicles.commands", "核对台账：check vehicles 文件"),
    "vehicles": (
        "guiju.institutions.vehicles.commands.adopting",
        "车辆登记册：vehicles adopt 台账 --by 用户名",
    ),
    "elections": (
        "guiju.institutions.elections.commands",
        "选举：elections count 选举文件 选票文件",
    ),
    "rules": (
        "guiju.rules.commands",
        "规则：rules list、decide、ask、check、simulate …",
    ),
    "clock": ("guiju.clock.commands", "工作日与期限：clock add、subtract、between、year"),
    "names": ("guiju.names.commands", "姓名按姓氏笔画排序：names sort、check、key、learn"),
    "coverage": ("guiju.library.commands", "列出一件文件的每一条款及其落实：coverage 文号"),
    "texts": ("guiju.library.texts_commands", "官方文本：texts import、search、parse、cites …"),
    "documents": ("guiju.disclosure.commands", "公文：documents render，排成 PDF 和 DOCX"),
    "procedures": ("guiju.procedures.commands", "程序：procedures list、check、diagram、lapse"),
    "ledger": ("guiju.ledger.commands", "历史链的核验：ledger verify"),
    "organs": ("guiju.organs.commands", "第一个机关和管理员：organs begin"),
    "city": ("guiju.site.city.commands", "真实的城市：city new、import、template"),
    "oversight": ("guiju.oversight.commands", "问题与线索：oversight recount"),
    "jobs": ("guiju.jobs.commands", "后台任务：jobs worker"),
    "demo": ("guiju.site.commands:demo", "载入演示城市：demo load；三年的历史：demo --scale 1"),
    "backup": ("guiju.site.safekeeping.commands:backup", "备份：backup OUT.tar、backup check"),
    "restore": ("guiju.site.safekeeping.commands:restore", "恢复到空数据库：restore IN.tar"),
    "migrate": ("guiju.site.commands:migrate", "建立或升级数据库"),
    "serve": ("guiju.site.commands:serve", "提供网页：serve --host --port"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_help())
        return 0 if arguments else BAD_INPUT
    as_json = "--json" in arguments
    name = arguments[0]
    if name not in COMMANDS:
        refuse("命令", name, "、".join(COMMANDS), as_json=as_json)
    module, _, attribute = COMMANDS[name][0].partition(":")
    app = getattr(importlib.import_module(module), attribute or "app")
    command = typer.main.get_command(app)
    try:
        status = command.main(arguments[1:], prog_name=f"guiju {name}", standalone_mode=False)
    except typer.Abort:
        return 130
    except Exception as error:
        if _of_the_database(error):
            refuse("数据库", str(error), "可以连接并已执行 migrate 的数据库", as_json=as_json)
        if type(error).__name__ == "RunsAhead":
            days = os.environ.get("GUIJU_CLOCK_AHEAD", "")
            refuse("GUIJU_CLOCK_AHEAD", days, "不设置，或者演练数据库", as_json=as_json)
        if not hasattr(error, "format_message"):
            raise
        refuse(f"guiju {name}", " ".join(arguments[1:]), _accepted(error), as_json=as_json)
    return status if isinstance(status, int) else 0


def _of_the_database(error: Exception) -> bool:
    """Whether the database is missing, not migrated or not configured; without loading Django."""
    told = {"OperationalError", "ProgrammingError", "ImproperlyConfigured"}
    return type(error).__module__.startswith("django.") and type(error).__name__ in told


def _accepted(error: Exception) -> str:
    """What a command would accept, from the message of a usage error."""
    context = getattr(error, "ctx", None)
    usage = context.get_usage().removeprefix("Usage: ") if context else ""
    told = error.format_message()  # type: ignore[attr-defined]
    return f"{usage}（{told}）" if told else usage


def _help() -> str:
    lines = [f"  {name:<10}{told}" for name, (_, told) in COMMANDS.items()]
    return "\n".join(["规矩 Guiju：按公布的规则办事", "", "命令：", *lines])
