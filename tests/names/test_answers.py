"""Strokes that persons give: recorded once with who, when and why, and used from then on."""

import datetime as dt
from pathlib import Path

import pytest

from guiju import clock
from guiju.names import OrderError, UnknownCharacterError, current, learn, sort, table
from guiju.names.answers import place, read


def test_an_answer_is_recorded_once_and_used_from_then_on(own_data: Path) -> None:
    with pytest.raises(UnknownCharacterError):
        sort(["㐂三", "王五"])
    with clock.at(dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.moment.ZONE)):
        learn("㐂", "1 5 1 5 1 5", 1, by="王五", why="字典")
    assert sort(["㐂三", "王五"]).names == ("王五", "㐂三")
    assert [answer._asdict() for answer in read()] == [
        {
            "character": "㐂",
            "strokes": "151515",
            "structure": 1,
            "by": "王五",
            "at": "2026-03-02T09:30:00+08:00",
            "why": "字典",
        }
    ]
    learn("㐂", "151515", 1, by="李六")
    assert len(read()) == 1
    assert current().evidence("㐂").by == "王五"
    assert not table().has("㐂")


def test_another_answer_needs_a_reason_and_leaves_the_first_in_the_record(own_data: Path) -> None:
    learn("㐂", "151515", by="王五")
    with pytest.raises(OrderError) as caught:
        learn("㐂", "151551", by="李六", correct=True)
    assert "王五" in caught.value.expected
    with pytest.raises(OrderError):
        learn("㐂", "151551", by="李六", why="误记")
    learn("㐂", "151551", by="李六", why="误记", correct=True)
    assert [answer.strokes for answer in read()] == ["151515", "151551"]
    assert current()["㐂"].order == "151551"


def test_the_structure_may_be_left_to_the_table(own_data: Path) -> None:
    structure, row = table().place("𬬭")
    learn("𬬭", "3111534315", by="王五")
    assert current()["𬬭"] == (10, "3111534315", structure, row)


@pytest.mark.parametrize(
    ("character", "strokes", "by"),
    [
        ("㐂", "", "王五"),
        ("㐂", "1516", "王五"),
        ("㐂", "１２", "王五"),
        ("㐂", "1" * 65, "王五"),
        ("㐂㐂", "12", "王五"),
        ("A", "12", "王五"),
        ("", "12", "王五"),
        ("王", "1122", "王五"),
        ("㐂", "12", " "),
    ],
)
def test_what_is_no_answer_is_refused_and_not_recorded(
    own_data: Path, character: str, strokes: str, by: str
) -> None:
    with pytest.raises(OrderError):
        learn(character, strokes, by=by)
    assert read() == []


def test_what_the_table_has_is_not_recorded(own_data: Path) -> None:
    assert learn("王", "1121", by="王五").by == "字表"
    assert not place().exists()


def test_a_record_that_was_spoilt_is_told_with_its_line(own_data: Path) -> None:
    learn("㐂", "151515", by="王五")
    with place().open("a", encoding="utf-8") as stream:
        stream.write("{}\n")
    with pytest.raises(OrderError) as caught:
        sort(["王五"])
    assert "第2行" in caught.value.where


def test_a_data_folder_may_be_named(own_data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    learn("㐂", "151515", by="王五", data=other)
    assert sort(["㐂三"], strokes=current(other)).names == ("㐂三",)
    assert not current().has("㐂")
