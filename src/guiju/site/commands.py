"""``migrate``, ``serve``, ``demo load`` and ``demo --scale``."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Annotated

import typer

from guiju.commandline import refuse

migrate = typer.Typer(add_completion=False)
serve = typer.Typer(add_completion=False)
demo = typer.Typer(add_completion=False, no_args_is_help=True, help="演示城市")


@migrate.command()
def _migrate() -> None:
    """建立数据库，或升级到这一版。"""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)


@serve.command()
def _serve(
    host: Annotated[str, typer.Option(help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口")] = 8000,
) -> None:
    """提供网页（granian）。"""
    os.environ["GUIJU_HOST"] = host
    os.environ["DJANGO_SETTINGS_MODULE"] = "guiju.site.settings.serving"
    _collect_static_files()
    hold_to_the_clock()
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "guiju.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()


def hold_to_the_clock() -> None:
    """Leave with a sentence where the clock is set forward over the database of a city."""
    from guiju.clock.moment import AHEAD
    from guiju.organs.rehearsing import accepted, days_in_earnest

    if days := days_in_earnest():
        refuse(AHEAD, days, accepted(), as_json=False)


def _collect_static_files() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)


@demo.callback(invoke_without_command=True)
def _demo(
    context: typer.Context,
    scale: Annotated[
        int | None, typer.Option(min=1, max=1000, help="三年的历史；各县机关、车辆、事项的倍数")
    ] = None,
    seed: Annotated[str, typer.Option(help="同一个种子得到同一部历史")] = "1",
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="历史到哪一天为止（今天）")
    ] = None,
) -> None:
    """演示城市：load 只有现在；--scale N 连同三年的历史。"""
    import django

    django.setup()
    if context.invoked_subcommand is None:
        _history(scale, seed, until)


def _history(scale: int | None, seed: str, until: datetime | None) -> None:
    """Act the history in an empty database, or say why not."""
    import time

    from guiju.clock import today

    from .demo.history import EARLIEST, Size, load_history
    from .progress import progress

    day = until.date() if until else today()
    if scale is None:
        refuse("--scale", "", "倍数，例如 1", as_json=False)
    if not EARLIEST <= day <= today():
        refuse("--until", str(day), f"从 {EARLIEST} 到今天的一天", as_json=False)
    start = time.perf_counter()
    with progress("三年历史") as told:
        acted = load_history(Size(scale=scale, seed=seed, until=day), told)
    if acted is None:
        refuse("数据库", "已有机关", "没有机关的数据库：历史只写入空数据库", as_json=False)
    spent = time.perf_counter() - start
    print(f"已载入演示城市和到 {day} 为止三年的历史：{acted} 步，{spent:.0f} 秒")


@demo.command()
def load() -> None:
    """把演示城市载入空数据库；已有机关的数据库不动。"""
    from .demo import load_city

    print("已载入演示城市" if load_city() else "数据库里已有机关，没有改动")
