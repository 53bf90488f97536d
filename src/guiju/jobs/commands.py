"""``jobs worker``."""

from __future__ import annotations

import signal
import threading

import typer

app = typer.Typer(help="后台任务", no_args_is_help=True, add_completion=False)


@app.callback()
def jobs() -> None:
    """后台任务。"""
    import django

    django.setup()


@app.command()
def worker() -> None:
    """领取并执行后台任务，直到收到结束信号。"""
    from .worker import run_forever

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_forever(stop)
