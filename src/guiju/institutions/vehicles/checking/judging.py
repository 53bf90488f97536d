"""One car judged: outcomes of the rulebook as findings with facts, standards and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guiju.rules import Compiled, Duty, Fact, Outcome, Part, Reserve, Verdict, printed
from guiju.rules.facts import Between, Known, Quantity

from .columns import ORDER, shown
from .findings import Finding

Facts = Mapping[str, "Known | Between | None"]


def judge(
    rules: Compiled, facts: Facts, *, row: int | None, subject: str, organ: str | None
) -> list[Finding]:
    """Every finding about one car, in the order of the provisions."""
    return [
        finding(rules, outcome, facts, outcome.missing, row=row, subject=subject, organ=organ)
        for outcome in rules.decide(facts)
    ]


def finding(
    rules: Compiled,
    outcome: Outcome,
    facts: Facts,
    missing: tuple[str, ...],
    *,
    row: int | None,
    subject: str,
    organ: str | None,
) -> Finding:
    """One outcome as it is told to people and files."""
    told = shown_facts(rules, outcome, facts)
    missing = tuple(sorted(missing, key=lambda name: ORDER.get(name, len(ORDER))))
    return Finding(
        row,
        subject,
        str(outcome.provision),
        tuple(str(provision) for provision in outcome.also),
        outcome.verdict.value,
        outcome.strength.value,
        _message(rules, outcome, facts, missing, CHINESE),
        _message(rules, outcome, facts, missing, ENGLISH),
        told,
        missing,
        organ,
    )


def shown_facts(rules: Compiled, outcome: Outcome, facts: Facts) -> dict[str, str]:
    """The known facts of the parts not met and the figures that they are held against."""
    told: dict[str, str] = {}
    for _, part in outcome.parts:
        for fact in part.shows:
            value = facts.get(fact.key)
            if value is not None:
                told[fact.key] = value_text(fact, value)
        figure = _figure(rules, part, facts)
        if figure is not None:
            told["标准" if "标准" not in told else f"标准（{part.shows[0].key}）"] = figure
    return told


def value_text(fact: Fact, value: Known | Between) -> str:
    """A fact as printed; a span of a count with blanks in it as 2–3."""
    if isinstance(value, Between):
        return f"{value.low}–{value.high}" if value.low != value.high else str(value.low)
    return shown(fact, value)


def _figure(rules: Compiled, part: Part, facts: Facts) -> str | None:
    if part.standard is None:
        return None
    figure = rules.figure(part.standard, facts)
    fact = part.shows[0]
    assert isinstance(fact, Quantity)
    return None if figure is None else printed(figure, fact.unit)


def _by_duty(outcome: Outcome) -> dict[Duty, list[Part]]:
    grouped: dict[Duty, list[Part]] = {}
    for duty, part in outcome.parts:
        grouped.setdefault(duty, []).append(part)
    return grouped


@dataclass(frozen=True)
class _Words:
    """The words of one language: how a finding is told in it."""

    chinese: bool
    standard: str
    breach: str
    unknown: str
    missing: str
    and_part: str
    and_duty: str
    comma: str

    def of(self, told: Duty | Part | Reserve) -> str:
        """The title in this language."""
        return told.title if self.chinese else told.english


CHINESE = _Words(
    True, "标准", "{told}不符合{where}。", "{told}尚不能判定是否符合{where}：{why}。",
    "不知道{names}", "；", "。", "、",
)  # fmt: skip
ENGLISH = _Words(
    False, "standard", "{told} does not meet {where}.",
    "{told} cannot be told under {where}: {why}.",
    "not known: {names}", "; ", ". ", ", ",
)  # fmt: skip


def _evidence(rules: Compiled, part: Part, facts: Facts, words: _Words) -> str:
    told = [
        f"{fact.key} {value_text(fact, value)}"
        for fact in part.shows
        if (value := facts.get(fact.key)) is not None
    ]
    figure = _figure(rules, part, facts)
    shown = "，".join([*told, f"{words.standard} {figure}"] if figure else told)
    return f"“{words.of(part)}”" + (f"（{shown}）" if shown else "")


def _message(
    rules: Compiled, outcome: Outcome, facts: Facts, missing: tuple[str, ...], words: _Words
) -> str:
    """The sentence of a finding: what was asked, what stood there, what follows."""
    told = words.and_duty.join(
        f"{words.of(duty)}：{words.and_part.join(_evidence(rules, p, facts, words) for p in parts)}"
        for duty, parts in _by_duty(outcome).items()
    )
    where = outcome.provision.label if words.chinese else str(outcome.provision)
    if outcome.verdict is Verdict.BREACH:
        return words.breach.format(told=told, where=where)
    why = [words.missing.format(names=words.comma.join(missing))] if missing else []
    why += [words.of(reserve) for reserve in outcome.reserves]
    return words.unknown.format(told=told, where=where, why=words.and_part.join(why))
