"""The stroke table: what stands beside the project, and what was counted by ourselves."""

import pytest

from guiju.names import NotAnOrderedCharacterError, UnknownCharacterError, table
from guiju.names.table import BEYOND, HERE

PARTS = {
    "凃": [("凉", 0, 2), ("余", 0, None)],
    "崐": [("山", 0, None), ("昆", 0, None)],
    "晧": [("日", 0, None), ("告", 0, None)],
    "濛": [("江", 0, 3), ("蒙", 0, None)],
    "珮": [("玩", 0, 4), ("佩", 2, None)],
    "飚": [("风", 0, None), ("焱", 0, None)],
}


def test_the_table_is_the_stroke_data(stroke_codes: list[list[str]]) -> None:
    found = table()
    for row, (character, _, order, agreeing, sources, structure) in enumerate(stroke_codes, 1):
        assert found.place(character) == (int(structure), row)
        if order:
            assert found[character] == (len(order), order, int(structure), row)
            assert found.evidence(character)[:2] == (int(agreeing), int(sources))
        else:
            assert not found.has(character)
    assert len(stroke_codes) == 8105


def test_characters_beyond_the_standard_table_are_put_together_from_their_parts() -> None:
    found = table()
    lines = (HERE / "beyond.tsv").read_text("utf-8").split("\n")
    assert {line[0] for line in lines if line and line[0] != "#"} == set(PARTS)
    for character, parts in PARTS.items():
        strokes = "".join(found[part].order[first:last] for part, first, last in parts)
        assert found[character].order == strokes
        assert found[character].row == BEYOND + ord(character)
        assert not found.evidence(character).disputed


def test_a_character_without_data_is_an_error() -> None:
    for character in "㐂𬉼張𪚥":
        with pytest.raises(UnknownCharacterError):
            table()[character]
    with pytest.raises(NotAnOrderedCharacterError):
        table()["A"]


def test_a_copy_leaves_the_table_alone() -> None:
    copy = table().copy()
    copy.answered("㐂", "151515", None, "王五")
    assert copy["㐂"] == (6, "151515", 3, BEYOND + ord("㐂"))
    assert copy.evidence("㐂").by == "王五"
    assert not table().has("㐂")
