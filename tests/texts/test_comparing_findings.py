"""The comparison of findings notices each kind of difference; the tables' anchors exist."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.texts.comparing_findings import (
    Squeezed,
    compare_citations,
    compare_findings,
    compare_quantities,
    part_of,
)

TABLES = Path(__file__).parent / "tables"
TEXT = (
    "第一条 依照《船法》第\n二条、第四条，罚5万元以上\n20万元以下；"
    "自停航之日起3日内报告，占10%—20%。"
)


def found(printed: str, **more: Any) -> dict[str, Any]:
    """One entry of the contract's JSON for words of TEXT."""
    start, end = Squeezed.of(TEXT).span(printed)
    return {"start": start, "end": end, "text": TEXT[start:end], **more}


def cited(printed: str, *addresses: str, **more: Any) -> dict[str, Any]:
    """A citation of the invented law."""
    base = {
        "work": "中华人民共和国船法",
        "self": False,
        "addresses": [*addresses],
        "resolves": None,
    }
    return found(printed, **{**base, **more})


LAW = {"printed": "《船法》第二条、第四条", "work": "船法", "addresses": [2, 4], "resolves": None}


@pytest.mark.parametrize(
    ("citations", "told"),
    [
        ([cited("《船法》第二条、第四条", "2", "4")], []),
        ([cited("《船法》第二条", "2"), cited("第四条", "4")], []),
        ([], ["not found"]),
        ([cited("《船法》第二条", "2")], ["addresses"]),
        ([cited("《船法》第二条、第四条", "2", "4", resolves=True)], ["resolves"]),
        ([cited("《船法》第二条、第四条", "2", "4", work="港法")], ["work"]),
        ([cited("《船法》第二条、第四条", "2", "4", self=True)], ["self"]),
        ([cited("《船法》第二条、第四条", "2", "4"), cited("第一条", "1")], ["is none"]),
        ([cited("《船法》第二条、第四条", "2", "4"), cited("停航", "1")], ["not expected"]),
    ],
)
def test_each_difference_of_a_citation_is_told(citations: list[Any], told: list[str]) -> None:
    part = {"cites": [LAW, {"printed": "第一条", "none": True}]}
    differences = compare_citations(TEXT, part, citations)
    assert len(differences) == len(told)
    assert all(word in line for word, line in zip(told, differences, strict=True))


LEAST, MOST = "at least, inclusive", "at most, inclusive"
FINE = {"printed": "5万元以上", "kind": "money", "value": 50000, "unit": "元", "direction": LEAST}
LIMIT = {
    "printed": "3日内",
    "kind": "time limit",
    "value": 3,
    "unit": "日",
    "event": "自停航之日起",
}
SHARE = {"printed": "10%—20%", "kind": "share", "value": [10, 20], "unit": "%"}


def sum_of(printed: str, kind: str, value: str, unit: str | None, **more: Any) -> dict[str, Any]:
    """A quantity of the contract's JSON."""
    base = {"kind": kind, "value": value, "unit": unit, "direction": None, "event": None}
    return found(printed, **{**base, **more})


RIGHT = [
    sum_of("5万元以上", "money", "50000", "元", direction=LEAST),
    sum_of("3日内", "time limit", "3", "日", direction=MOST, event="自停航之日起"),
    sum_of("10%", "share", "0.1", None),
    sum_of("20%", "share", "20", "%"),
]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({0: {"value": "5"}}, ["value"]),
        ({0: {"kind": "count"}}, ["kind"]),
        ({0: {"direction": "more than"}}, ["direction"]),
        ({1: {"unit": "工作日"}}, ["unit"]),
        ({1: {"event": None}}, ["event"]),
        ({3: {"value": "30"}}, ["value"]),
    ],
)
def test_each_difference_of_a_quantity_is_told(changed: dict[int, Any], told: list[str]) -> None:
    part = {"quantities": [FINE, LIMIT, SHARE]}
    quantities = [{**q, **changed.get(i, {})} for i, q in enumerate(RIGHT)]
    differences = compare_quantities(TEXT, part, quantities)
    assert len(differences) == len(told)
    assert all(word in line for word, line in zip(told, differences, strict=True))


def test_a_range_may_come_as_one_quantity() -> None:
    part = {"quantities": [SHARE]}
    assert not compare_quantities(TEXT, part, [sum_of("10%—20%", "share", "10-20", "%")])


def test_a_finding_that_must_be_made_is_missed() -> None:
    row = {"printed": "第四条", "kind": "citation", "certainty": "must"}
    never = {"printed": "5万元", "kind": "figure", "certainty": "never"}
    part = {"findings": [row, never]}
    assert len(compare_findings(TEXT, part, [found("第四条", kind="date")])) == 1
    assert not compare_findings(TEXT, part, [found("第四条", kind="citation")])
    wrong = [found("第四条", kind="citation"), found("5万元以上", kind="figure")]
    assert compare_findings(TEXT, part, wrong) == ["figure 5万元: is none"]


def test_an_anchor_that_stands_twice_is_refused() -> None:
    with pytest.raises(LookupError):
        Squeezed.of("甲 乙甲乙").span("甲乙")
    assert Squeezed.of("甲 乙甲乙").span("甲乙", 2) == (3, 5)
    assert part_of("甲乙丙丁", {"from": "乙", "to": "丁"}).text == "乙丙"


@pytest.mark.parametrize("name", sorted(p.name for p in TABLES.glob("[cq]*.yaml")))
def test_every_anchor_of_the_tables_stands_in_its_text(name: str) -> None:
    key = "cites" if name.startswith("cites") else "quantities"
    rows = yaml.safe_load((TABLES / name).read_text("utf-8"))
    for row in rows:
        stretch = Squeezed.of(row["text"])
        spans = [stretch.span(one["printed"], one.get("at")) for one in row[key]]
        assert all(end > start for start, end in spans), row["text"]
    assert len(rows) >= 5
