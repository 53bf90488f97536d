"""Quantities of single sentences, as a hand expected them that had not seen the grammar."""

import itertools
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guiju.texts.measuring import Found, find
from guiju.texts.measuring.figures import decimal, value_of

TABLES = Path(__file__).parent / "tables"
ROWS = [
    row
    for name in ("quantities", "quantities-times")
    for row in yaml.safe_load((TABLES / f"{name}.yaml").read_text("utf-8"))
]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("12", 12),
        ("1,234,567.89", Fraction("1234567.89")),
        ("3.5亿", 350_000_000),
        ("8千万", 80_000_000),
        ("一百二十万", 1_200_000),
        ("十二亿五千万", 1_250_000_000),
        ("两千零五", 2005),
        ("二〇二〇", 2020),
        ("三点一四", Fraction("3.14")),
    ],
)
def test_a_figure_has_one_exact_value(printed: str, value: Fraction) -> None:
    assert value_of(printed) == value


@given(st.fractions(max_denominator=10_000))
def test_a_value_written_down_is_the_value(value: Fraction) -> None:
    assert Fraction(decimal(value)) == value


@given(
    st.text(
        alphabet=st.sampled_from("一二十百万亿年月日个元%.,，自起后的0123456789不超过以上"),
        max_size=40,
    )
)
def test_whatever_stands_there_quantities_stand_where_they_say(text: str) -> None:
    found = find(text)
    assert all(text[q.start : q.end] == q.text and q.text for q in found)
    assert all(a.start <= b.start for a, b in itertools.pairwise(found))


def unmatched(row: dict[str, Any]) -> list[str]:
    """What differs between a row of the table and what is found."""
    found = find("".join(row["text"].split()) if "-" not in row["text"] else row["text"])
    wrong, used = [], set()
    for expected in row["quantities"]:
        same = [q for q in found if _overlap(q.text, str(expected["printed"]))]
        used |= {id(q) for q in same}
        if not same and not expected.get("may"):
            wrong.append(f"missing {expected['printed']}")
        wrong += [f"{expected['printed']}: {w}" for w in _wrong(same, expected)]
    return wrong + [f"not there: {q.text}" for q in found if id(q) not in used]


def _overlap(one: str, other: str) -> bool:
    other = "".join(other.split())
    return one in other or other in one


def _wrong(same: list[Found], expected: dict[str, Any]) -> list[str]:
    if not same or expected.get("may"):
        return []
    kinds = expected.get("kind", same[0].kind)
    if same[0].kind not in (kinds if isinstance(kinds, list) else [kinds]):
        return [f"{same[0].kind} for {kinds}"]
    value = expected.get("value")
    if isinstance(value, list) or value is None or same[0].kind == "date":
        return []
    exact = Fraction(str(value))
    return [] if exact in {Fraction(q.value) for q in same} else [f"{same[0].value} for {value}"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:24])
def test_a_sentence_has_the_quantities_that_a_reader_sees(row: dict[str, Any]) -> None:
    assert unmatched(row) == []
