"""Outlines, rulebooks and derivations: what is refused, and that every step is true and cited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.institutions.vehicles.rulebook import rulebook
from guiju.institutions.vehicles.rulebook.facts import LEDGER_FACTS
from guiju.institutions.vehicles.rulebook.instrument import OUTLINE, STANDARDS
from guiju.rules import Choice, Paper, RuleError, Step, Verdict, derive, read_outline
from guiju.rules.diagram import decide
from guiju.rules.mutating import mutants
from guiju.rules.sentences import sentence

DAY = dt.date(2026, 1, 1)
BOOK = rulebook()
RULES = BOOK.in_force(DAY)
ENTRY = """instrument: 某发〔2020〕1号
title: 某办法
issued: 2020-01-06
effective: 2020-01-06
chapters: []
provisions:
- {address: 1/1, gist: 甲, gist_en: a, hash: "00", kind: executed, by: [某]}
"""


def values(fact: Any) -> list[Any]:
    if isinstance(fact, Choice):
        return [None, *fact.options]
    if isinstance(fact, Paper):
        return [None, "无", "某1号"]
    return [None, *{"元": [1, 99_999_999], "升": [1, 9999], "日": [DAY]}[fact.unit]]


facts = st.fixed_dictionaries({f.key: st.sampled_from(values(f)) for f in LEDGER_FACTS})


def steps(told: list[Step] | tuple[Step, ...]) -> Iterator[Step]:
    for step in told:
        yield step
        yield from steps(step.below)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: executed", "kind: somehow"),
        ("gist: 甲, ", ""),
        ("by: [某]", "by: [某], colour: red"),
        ("address: 1/1", "address: 第一条"),
    ],
)
def test_an_outline_with_something_unforeseen_is_refused(
    tmp_path: Path, old: str, new: str
) -> None:
    path = tmp_path / "outline.yaml"
    path.write_text(ENTRY.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=r"."):
        read_outline(path)


def test_an_address_listed_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "outline.yaml"
    path.write_text(ENTRY + ENTRY.splitlines()[-1] + "\n", encoding="utf-8")
    with pytest.raises(RuleError, match="once"):
        read_outline(path)


def test_an_address_that_is_not_in_the_outline_cannot_be_cited() -> None:
    with pytest.raises(RuleError, match="outline"):
        OUTLINE["7/9"]


def test_a_standard_that_no_duty_uses_is_refused() -> None:
    spare = {**STANDARDS, "spare": replace(STANDARDS["offroad_price"], name="spare")}
    with pytest.raises(RuleError, match="spare"):
        replace(BOOK, standards=spare).check(DAY)


def test_a_figure_that_does_not_exist_cannot_be_changed() -> None:
    with pytest.raises(RuleError, match="offroad_price"):
        BOOK.in_force(DAY, {"ofroad_price": 1})


def test_another_figure_gives_another_verdict() -> None:
    car = {"单位类别": "行政机关", "行政层级": "市", "用车类别": "机要通信", "车型": "轿车",
           "动力类型": "汽油", "价格（元）": 13_000_000, "排气量（升）": 1500, "购置日期": DAY,
           "超标准批准文号": "无"}  # fmt: skip
    assert "7/1/1" in {str(o.provision) for o in RULES.decide(car)}
    raised = BOOK.in_force(DAY, {"confidential_price": 13_000_000})
    assert "7/1/1" not in {str(o.provision) for o in raised.decide(car)}


@settings(max_examples=150, deadline=None)
@given(facts)
def test_every_step_of_a_derivation_is_true_and_cited(row: dict[str, Any]) -> None:
    for outcome in RULES.decide(row):
        group = RULES.readers["vehicle"].groups[str(outcome.provision)]
        for duty, _ in outcome.parts:
            told = derive(duty, row, RULES.figures)
            assert all(step.provision is not None for step in told)
            exact = {
                part.title: decide(group.condition[id(part.condition)], row)[0]
                for part in duty.parts
            }
            for step in told:
                if step.kind == "part" and step.truth is not None:
                    assert exact[step.text] == {step.truth}
            for step in steps(told):
                assert step.text
                if step.kind == "standard":
                    assert step.provision is not None
                    assert step.value


def test_a_breach_names_a_part_that_fails() -> None:
    car = dict.fromkeys((fact.key for fact in LEDGER_FACTS), None)
    car |= {"单位类别": "行政机关", "行政层级": "市", "车型": "轿车", "产地": "进口"}
    breaches = [o for o in RULES.decide(car) if o.verdict is Verdict.BREACH]
    assert [str(o.provision) for o in breaches] == ["13/1"]
    assert [part.title for _, part in breaches[0].parts] == ["产地为国产"]


def test_conditions_are_told_in_words() -> None:
    for duty in BOOK.duties:
        for condition in duty.conditions():
            assert "object at 0x" not in sentence(condition)
            assert sentence(condition)


def test_there_are_mutants_of_every_duty_and_figure() -> None:
    told = [mutant.what for mutant in mutants(BOOK, DAY)]
    assert len(told) > 300
    for name in STANDARDS:
        assert f"{name} +1" in told
        assert f"{name} -1" in told
    for duty in BOOK.duties:
        assert f"{duty.name}: dropped" in told
