"""Whatever stands in a file: nothing crashes, nothing is lost, good rows are checked."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.institutions.vehicles.checking import as_json, check_file
from guiju.sheets import SheetError

from .ledgers import HEADER, cars

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n"), max_size=12)
odd = st.one_of(
    texts,
    st.sampled_from(["", "-1", "1e9", "无", "是", "2023-02-30", "０", "=1+1", "999999999999999"]),
)


def checked(data: bytes) -> dict[str, object]:
    """The answer for the bytes of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(data)
        return as_json(check_file(path))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(HEADER, odd)), max_size=6))
def test_odd_cells_are_problems_and_the_good_row_is_checked(rows: list[dict[str, str]]) -> None:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, HEADER, restval="")
    writer.writeheader()
    good = cars({"号牌号码": "好车", "价格（元）": "135000"})[0]
    writer.writerows([*rows, good])
    told = checked(stream.getvalue().encode())
    number = len(rows) + 2
    assert {
        (f["provision"], f["verdict"])
        for f in told["findings"]  # type: ignore[attr-defined]
        if f["row"] == number and f["provision"] == "7/1/1"
    } == {("7/1/1", "breach")}
    blank = [row for row in rows if not any(value.strip() for value in row.values())]
    assert told["rows"] == len(rows) + 1 - len(blank)
    for problem in told["problems"]:  # type: ignore[attr-defined]
        assert problem["column"] in HEADER
        assert 2 <= problem["row"] <= number
        assert problem["expected"]
    assert sum(told["summary"].values()) == told["rows"]  # type: ignore[attr-defined]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), texts.map(lambda text: text.encode("gb18030", "ignore"))))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        told = checked(data)
    except SheetError as refusal:
        assert refusal.where
        assert refusal.expected
    else:
        assert told["rows"] == 0
