"""``ledger verify`` and ``ledger erase``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from guiju.commandline import emit, refuse

app = typer.Typer(help="历史链的核验", no_args_is_help=True, add_completion=False)


@app.callback()
def ledger() -> None:
    """历史链。"""
    import django

    django.setup()


@app.command()
def verify(
    chain: Annotated[str | None, typer.Option(help="只核验一个机关的链")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """从第一条起逐条核验，指出第一处断裂。"""
    from .verifying import chains
    from .verifying import verify as walk

    if chain is not None and chain not in chains():
        refuse("--chain", chain, "有历史记录的机关代码", as_json=as_json)

    def show(walked: int) -> None:
        if sys.stderr.isatty():
            print(f"\r已核验 {walked:,} 条", end="", file=sys.stderr)

    found = walk(chain, show)
    broken = found.broken
    if as_json:
        told = None if broken is None else vars(broken)
        emit({"entries": found.entries, "chains": found.chains, "broken": told})
    elif broken is None:
        print(f"完好：{found.chains} 条链，{found.entries} 条记录")
    else:
        print(f"断裂：{broken.chain} 第 {broken.number} 条：{broken.why}")
    raise typer.Exit(0 if broken is None else 1)


@app.command()
def erase() -> None:
    """删除保存期已过的个人信息；链仍可核验。"""
    from guiju.clock import today

    from .services import erase_personal

    print(f"已删除 {erase_personal(today())} 条个人信息")
