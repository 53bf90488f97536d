"""One car judged: outcomes of the rulebook as findings with facts, standards and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from guiju.rules import Compiled, Duty, Fact, Outcome, Part, Verdict, printed
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
        _message(rules, outcome, facts, missing),
        _message_en(rules, outcome, facts, missing),
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


def _evidence(rules: Compiled, part: Part, facts: Facts, limit: str) -> str:
    told = [
        f"{fact.key} {value_text(fact, value)}"
        for fact in part.shows
        if (value := facts.get(fact.key)) is not None
    ]
    figure = _figure(rules, part, facts)
    return "，".join([*told, f"{limit} {figure}"] if figure else told)


def _message(rules: Compiled, outcome: Outcome, facts: Facts, missing: tuple[str, ...]) -> str:
    duties = []
    for duty, parts in _by_duty(outcome).items():
        unmet = "；".join(
            f"“{part.title}”" + (f"（{told}）" if told else "")
            for part in parts
            for told in [_evidence(rules, part, facts, "标准")]
        )
        duties.append(f"{duty.title}：{unmet}")
    label = outcome.provision.label
    if outcome.verdict is Verdict.BREACH:
        return f"{'。'.join(duties)}不符合{label}。"
    reasons = [
        *([f"不知道{'、'.join(missing)}"] if missing else []),
        *(reserve.title for reserve in outcome.reserves),
    ]
    return f"{'。'.join(duties)}尚不能判定是否符合{label}：{'；'.join(reasons)}。"


def _message_en(rules: Compiled, outcome: Outcome, facts: Facts, missing: tuple[str, ...]) -> str:
    duties = []
    for duty, parts in _by_duty(outcome).items():
        unmet = "; ".join(
            f"“{part.english}”" + (f" ({told})" if told else "")
            for part in parts
            for told in [_evidence(rules, part, facts, "standard")]
        )
        duties.append(f"{duty.english}: {unmet}")
    where = f"{outcome.provision}"
    if outcome.verdict is Verdict.BREACH:
        return f"{'. '.join(duties)} does not meet {where}."
    reasons = [
        *([f"not known: {', '.join(missing)}"] if missing else []),
        *(reserve.english for reserve in outcome.reserves),
    ]
    return f"{'. '.join(duties)} cannot be told under {where}: {'; '.join(reasons)}."
