"""``rules decide`` and ``rules replay``: one case decided, and decided again years later."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from guiju.commandline import emit

from ..answers import decision_json, printable, verdict_text
from ..errors import RuleError
from ..inputs import parse_given, read_facts
from ..receipts import make_receipt, replay
from ..versions import Versions
from .common import AsJson, AsOf, Rule, bad_input_told, matter_on


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("decide")(decide)
    app.command("replay")(replay_receipt)


def decide(
    rule: Rule,
    facts: Annotated[Path, typer.Option("--facts", help="事实，JSON 或 YAML 文件")],
    as_of: AsOf = "",
    english: Annotated[bool, typer.Option("--english", help="用英文说明")] = False,
    receipt: Annotated[Path | None, typer.Option(help="把决定的收据写到这个文件")] = None,
    person: Annotated[str, typer.Option(help="收据上的经办人")] = "",
    as_json: AsJson = False,
) -> None:
    """按规则判定一件事：结论、金额、缺什么、须由谁判断、逐步的推导。"""
    with bad_input_told(as_json):
        rulebook, name, day = matter_on(rule, as_of)
        versions = Versions(rulebook, name, day)
        known, related = parse_given(versions.matter, read_facts(facts))
        decision = versions.decide(known, related)
        compiled = versions.of(known)[-1]
        told = decision_json(compiled, decision, rule)
        told |= {"as_of": day.isoformat(), "lapsed": _lapsed(rulebook.outline.until, day)}
        if receipt is not None:
            who = person.encode("utf-8", "replace").decode("utf-8")
            made = make_receipt(versions, rule, known, related, decision, person=who)
            receipt.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    if as_json:
        emit(told)
    else:
        print_decision(told, english=english)


def _lapsed(until: dt.date | None, day: dt.date) -> str | None:
    return until.isoformat() if until is not None and day > until else None


def print_decision(told: dict[str, Any], *, english: bool = False) -> None:
    """A decision for people: verdict, amount, what is missing, who judges, how it came about."""
    between = told.get("between")
    lines = [verdict_text(told["verdict"], english=english)]
    if told.get("amount") is not None:
        lines.append(f"amount: {told['amount']} yuan" if english else f"金额：{told['amount']} 元")
    elif between and english:
        lines.append(f"amount from {between[0]} to {between[1]} yuan")
    elif between:
        lines.append(f"金额在 {between[0]} 至 {between[1]} 元之间")
    lines += (_english if english else _chinese)(told)
    lines += told["reasons_en" if english else "reasons"]
    lines += told["sentences_en" if english else "sentences"]
    print("\n".join(map(printable, lines)))


def _chinese(told: dict[str, Any]) -> list[str]:
    lines = []
    if told.get("lapsed"):
        lines.append(f"本规定执行至 {told['lapsed']}，这里是对已失效规定的重演")
    if told["missing"]:
        lines.append(f"还不知道：{'、'.join(told['missing'])}")
    lines += [f"须由{j['post'] or '有权的人'}判断：{j['question']}" for j in told["judgements"]]
    return lines + [f"审批{i}：{a['post']}" for i, a in enumerate(told["approvals"], start=1)]


def _english(told: dict[str, Any]) -> list[str]:
    lines = []
    if told.get("lapsed"):
        lines.append(f"in force until {told['lapsed']}: a replay of rules that have lapsed")
    if told["missing"]:
        lines.append(f"not known: {', '.join(told['missing_en'])}")
    judges = [(j["post"] or "a person who may", j["english"]) for j in told["judgements"]]
    lines += [f"to be judged by {post}: {question}" for post, question in judges]
    approvals = enumerate(told["approvals"], start=1)
    return lines + [f"approval {i}: {a['english']}" for i, a in approvals]


def replay_receipt(
    file: Annotated[Path, typer.Argument(help="收据文件")], as_json: AsJson = False
) -> None:
    """按收据写明的规则版本重新判定，核对结果是否一致。"""
    with bad_input_told(as_json):
        told = replay(_receipt(file))
    if as_json:
        emit(told)
    else:
        print("一致" if told["agrees"] else "不一致")
        for line in told["differences"]:
            print(line)
    raise typer.Exit(0 if told["agrees"] else 1)


def _receipt(file: Path) -> dict[str, Any]:
    try:
        receipt = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise RuleError(file.name, str(error), "rules decide 写出的收据") from None
    if not isinstance(receipt, dict):
        raise RuleError(file.name, str(receipt)[:40], "rules decide 写出的收据")
    return receipt
