"""``migrate``, ``serve`` and ``demo load``."""

from __future__ import annotations

import os
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


@demo.callback()
def _demo() -> None:
    """演示城市。"""
    import django

    django.setup()


@demo.command()
def load() -> None:
    """把演示城市载入空数据库；已有机关的数据库不动。"""
    from .demo import load_city

    print("已载入演示城市" if load_city() else "数据库里已有机关，没有改动")
