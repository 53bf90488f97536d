"""Citations of single sentences, as a hand expected them that had not seen the grammar."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guiju.texts.citing import find, plain
from guiju.texts.citing.resolving import resolve

ROWS = yaml.safe_load((Path(__file__).parent / "tables/cites.yaml").read_text("utf-8"))


def differences(row: dict[str, Any]) -> list[str]:
    """What differs between a row of the table and what is found."""
    text = "".join(row["text"].split())
    found = [(c, text[c.start : c.end], resolve(c, None, None, {})) for c in find(text)]
    wrong, used = [], set()
    for expected in row["cites"]:
        printed = str(expected["printed"])
        same = [f for f in found if (f[1] in printed or printed in f[1]) and id(f[0]) not in used]
        exact = [f for f in same if f[1] == printed]
        same = exact[:1] or same
        used |= {id(f[0]) for f in same}
        if expected.get("may"):
            continue
        if not same:
            wrong.append(f"missing {printed}")
            continue
        wrong += _wrong(same, expected)
    return wrong + [f"not there: {f[1]}" for f in found if id(f[0]) not in used]


def _wrong(same: list[Any], expected: dict[str, Any]) -> list[str]:
    addresses = {a for _, _, resolved in same for a in resolved.addresses}
    wrong = []
    if addresses != {str(a) for a in expected["addresses"]}:
        wrong.append(f"{expected['printed']}: {sorted(addresses)}")
    works = expected["work"] if isinstance(expected["work"], list) else [expected["work"]]
    resolved = same[0][2]
    named = "self" if resolved.own else plain(resolved.work)
    if named not in {w if w == "self" else plain(str(w)) for w in works}:
        wrong.append(f"{expected['printed']}: of {named}")
    return wrong


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:24])
def test_a_sentence_has_the_citations_that_a_reader_sees(row: dict[str, Any]) -> None:
    assert differences(row) == []


@given(
    st.text(
        alphabet=st.sampled_from("《》第一二十百条款项目之前本法、和至，〔〕2020号（）"),
        max_size=40,
    )
)
def test_whatever_stands_there_citations_stand_where_they_say(text: str) -> None:
    found = find(text)
    assert all(0 <= c.start < c.end <= len(text) for c in found)
    assert [c.start for c in found] == sorted(c.start for c in found)
