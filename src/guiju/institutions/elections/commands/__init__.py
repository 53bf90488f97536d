"""``elections``: an election counted and decided on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from guiju.commandline import emit, refuse

from .letters import documents
from .paper import ballot, forms
from .proving import package, recount, unseal

app = typer.Typer(help="选举的计票和判定", no_args_is_help=True, add_completion=False)


@app.callback()
def elections() -> None:
    """选举的计票和判定。"""


app.command()(ballot)
app.command()(forms)
app.command()(documents)
app.command()(package)
app.command()(recount)
app.command()(unseal)


@app.command()
def count(
    election: Annotated[Path, typer.Argument(help="选举文件：JSON 或 YAML")],
    ballots: Annotated[Path, typer.Argument(help="选票文件：CSV、PrefLib .cat 或 Pabulib .pb")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """计票并判定一轮选举：选举和每张选票是否有效、得票、当选、再次投票、空缺和下一步。"""
    from guiju.names import OrderError

    from ..counting import ElectionError, decide, read_ballots, read_election
    from ..counting import as_json as contract_json

    try:
        told = contract_json(decide(*read_ballots(ballots, read_election(election))))
    except (ElectionError, OrderError) as error:
        refuse(error.where, error.value, error.expected, as_json=as_json)
    except OSError as error:
        refuse(str(error.filename), str(error.strerror), "可以读的文件", as_json=as_json)
    if as_json:
        emit(told)
    else:
        from ..printing import print_result

        print_result(told)
