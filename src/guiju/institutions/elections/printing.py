"""The result of a count on a terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

_OUTCOMES = {
    "elected": "当选",
    "nominated": "列为正式候选人",
    "no majority": "未过半数",
    "not in the first N": "过半数，名额已满",
    "tied": "票数相等，再次投票",
    "void": "选举无效",
    "withdrawn": "已退出",
}


def print_result(told: dict[str, Any]) -> None:
    """Checks, ballots, votes, lists and what follows."""
    console = Console()
    console.print(told["title"], style="bold")
    for check in told["checks"]:
        console.print(("✓ " if check["holds"] else "✗ ") + check["sentence"])
    ballots = told["ballots"]
    numbers = f"收回 {ballots['returned']}，有效 {ballots['valid']}，无效 {ballots['invalid']}"
    console.print(f"选票：{numbers}")
    for ballot in ballots["invalid_ballots"]:
        console.print(f"  无效票 {ballot['ballot']}：{ballot['reason']}〔{ballot['provision']}〕")
    for ballot in ballots["for_a_person"]:
        console.print(f"  须认定 {ballot['ballot']}：{ballot['reason']}")
    console.print(_votes(told))
    _lists(console, told)


def _votes(told: dict[str, Any]) -> Table:
    table = Table("姓名", "职务", "赞成", "不赞成", "弃权", "结果")
    for one in [*told["candidates"], *told["write_ins"]]:
        figures = [str(one.get(key, "")) for key in ("for", "against", "abstain")]
        table.add_row(one["name"], one.get("post", ""), *figures, _OUTCOMES[one["outcome"]])
    return table


def _lists(console: Console, told: dict[str, Any]) -> None:
    title = "列为正式候选人" if told["nominates"] else "当选"
    for name, people in ((title, told["elected"]), ("候补委员", told["elected_alternates"])):
        if people:
            console.print(f"{name}（{len(people)}）：{'、'.join(people)}")
    for runoff in told["runoffs"]:
        console.print(f"再次投票：{'、'.join(runoff['names'])}，取 {runoff['seats']} 人")
    for step in told["next"]:
        console.print(f"→ {step['step']}〔{step['provision']}〕")
    for notice in told["notices"]:
        console.print(f"注意：{notice}")
    if told["provisional"]:
        console.print("有选票须由监票人认定，结果是暂时的。", style="bold")
