"""``jobs worker``."""

from __future__ import annotations

import signal
import threading

import typer

from guiju.commandline import refuse

app = typer.Typer(help="后台任务", no_args_is_help=True, add_completion=False)


@app.callback()
def jobs() -> None:
    """后台任务。"""
    import django

    django.setup()


@app.command()
def worker() -> None:
    """领取并执行后台任务，直到收到结束信号。"""
    from guiju.clock.moment import AHEAD
    from guiju.organs.rehearsing import accepted, days_in_earnest

    from .worker import run_forever

    if days := days_in_earnest():
        refuse(AHEAD, days, accepted(), as_json=False)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_forever(stop)
