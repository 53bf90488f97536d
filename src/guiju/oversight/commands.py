"""``oversight recount``: due dates that were provisional, counted again by a new notice."""

from __future__ import annotations

import typer

app = typer.Typer(help="问题与线索", no_args_is_help=True, add_completion=False)


@app.callback()
def oversight() -> None:
    """问题与线索。"""
    import django

    django.setup()


@app.command()
def recount() -> None:
    """放假通知公布后，重算暂定的办理期限。"""
    from guiju.ledger.services import Actor

    from .services import recount as count_again

    print(f"已重算 {count_again(Actor.system())} 个办理期限")
