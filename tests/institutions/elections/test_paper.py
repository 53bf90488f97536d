"""The ballot 选票: names in their order, each in its place, alike on every sheet."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from guiju.institutions.elections.counting import Election
from guiju.institutions.elections.paper import Ballot, PaperError, Printing, make_ballot, read_bits
from guiju.institutions.elections.paper.fitting import fitted
from guiju.institutions.elections.paper.measures import NORMAL
from guiju.names import OrderError, sort

from . import printed
from .printed import PEOPLE, SECRETARIES, Mark, election, marks, names, text_in

LONG = ["阿不都热合曼·买买提", "张三（女，工人）", "李四（市第一人民医院）", "欧阳明华", "于一"]
SHAPES: dict[str, tuple[Election, dict[str, Any]]] = {
    "three": (election(names(3)), {}),
    "delegates": (election(names(30), kind="delegates", body="unit", seats=25), {}),
    "committee": (election([*names(39), *LONG], seats=40), {}),
    "joint": (
        election(names(70), kind="committee_and_alternates", seats=44, alternate_seats=11),
        {},
    ),
    "secretaries": (
        election(PEOPLE, **SECRETARIES, approved_order=["王明华", "魏建国", "于一"]),
        {},
    ),
    "runoff": (election(names(2), round="runoff", seats=1), {}),
    "large": (election([*names(39), *LONG], seats=40), {"large": True}),
    "A3": (election([*names(115), *LONG], seats=110), {}),
    "specimen": (election(names(44), seats=40), {"specimen": True}),
    "demo": (election(names(12), round="preselection", seats=10), {"demo": True}),
}


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Skipped where there is no Chinese font."""
    printed.need_chinese()
    yield


def ballot(of: Election, **others: Any) -> Ballot:
    """The ballot of an election under an invented code."""
    return make_ballot(of, Printing(code="DEMO-7", **others))


@cache
def shaped(shape: str) -> tuple[Election, Ballot, list[Mark]]:
    """A shape's election, its ballot and what is drawn on it."""
    of, others = SHAPES[shape]
    made = ballot(of, **others)
    return of, made, marks(made.content)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_name_and_line_stands_whole_in_the_place_that_the_layout_tells(shape: str) -> None:
    of, made, found = shaped(shape)
    assert {one.page for one in found} == {1}, "one list on one sheet"
    placed = made.layout["candidates"]
    assert len(placed) == len(of.candidates)
    for one in placed:
        cell = one["name_cell"]
        told = text_in(found, cell)
        assert str(one["place"]) in told
        assert re.sub(r"\d", "", told) == "".join(one["name"].split())
        touching = [m for m in found if m.text and _meets(m, cell) and not m.turned]
        assert all(m.within(cell) for m in touching), one["name"]
        for mark_cell in one["cells"].values():
            assert text_in(found, mark_cell) == ""
    table = [cell for one in placed for cell in one["cells"].values()]
    right = max(cell["x"] + cell["width"] for cell in table)
    for line in made.layout["others"]:
        assert text_in(found, line) == ""
        assert line["x"] + line["width"] <= right + 0.05, "under the list, not beside it"
    assert len(placed) == len({one["name"] for one in placed})


def _meets(mark: Mark, box: dict[str, float]) -> bool:
    """Whether a character overlaps a rectangle by more than the thickness of a line."""
    return (
        mark.x0 < box["x"] + box["width"] - 0.3
        and mark.x1 > box["x"] + 0.3
        and mark.y0 < box["y"] + box["height"] - 0.3
        and mark.y1 > box["y"] + 0.3
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_written_stands_on_anything_else_written_or_leaves_the_sheet(shape: str) -> None:
    _of, made, drawn = shaped(shape)
    found = [one for one in drawn if one.text.strip() and not one.turned]
    width, height = made.layout["page"]["width"], made.layout["page"]["height"]
    assert all(one.x0 >= 12 and one.x1 <= width - 12 for one in found)
    assert all(one.y0 >= 12 and one.y1 <= height - 12 for one in found)
    black = list(made.layout["corner_marks"].values())
    assert not [one for one in found for mark in black if _meets(one, mark)]
    assert _overlapping(found) == []


def _overlapping(found: list[Mark]) -> list[tuple[str, str]]:
    """Pairs of characters whose middles are nearer than half a character."""
    return [
        (one.text, two.text)
        for place, one in enumerate(found)
        for two in found[place + 1 :]
        if abs(one.x0 + one.x1 - two.x0 - two.x1) / 2 < min(one.width, two.width) * 0.45
        and abs(one.y0 + one.y1 - two.y0 - two.y1) / 2 < min(one.height, two.height) * 0.45
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_cells_that_the_layout_tells_are_the_cells_that_are_drawn(shape: str) -> None:
    _of, made, drawn = shaped(shape)
    lines = [one for one in drawn if not one.text and not one.filled]
    boxes = [cell for one in made.layout["candidates"] for cell in one["cells"].values()]
    for box in [*boxes, *made.layout["others"]]:
        right, bottom = box["x"] + box["width"], box["y"] + box["height"]
        for x in (box["x"], right):
            assert any(_upright(line, x, box["y"], bottom) for line in lines), (x, box)
        for y in (box["y"], bottom):
            assert any(_level(line, y, box["x"], right) for line in lines), (y, box)


def _upright(line: Mark, x: float, top: float, bottom: float) -> bool:
    """Whether a line, or the left or right side of a rectangle, runs there."""
    near = abs(line.x0 - x) < 0.06 or abs(line.x1 - x) < 0.06
    return near and line.y0 <= top + 0.06 and line.y1 >= bottom - 0.06


def _level(line: Mark, y: float, left: float, right: float) -> bool:
    near = abs(line.y0 - y) < 0.06 or abs(line.y1 - y) < 0.06
    return near and line.x0 <= left + 0.06 and line.x1 >= right - 0.06


@pytest.mark.parametrize("shape", SHAPES)
def test_four_black_squares_stand_at_least_twelve_millimetres_inside_the_edges(shape: str) -> None:
    _of, made, drawn = shaped(shape)
    page = made.layout["page"]
    big = [one for one in drawn if one.filled and one.width > 4]
    assert len(big) == 4
    for one in big:
        assert one.width == pytest.approx(one.height, abs=0.01)
        edges = (one.x0, one.y0, page["width"] - one.x1, page["height"] - one.y1)
        assert min(edges) >= 12
        assert sorted(edges)[1] < 14, "at a corner"
    told = made.layout["corner_marks"].values()
    assert all(any(one.within(box, 0.02) for one in big) for box in told)
    assert len({(round(one.x0), round(one.y0)) for one in big}) == 4


@pytest.mark.parametrize("shape", SHAPES)
def test_the_row_of_squares_says_the_code_and_which_sheet_it_is(shape: str) -> None:
    _of, made, drawn = shaped(shape)
    row = made.layout["code_row"]
    first = row["first"]
    small = [one for one in drawn if one.filled and one.width < 4]
    places = [round((one.x0 - first["x"]) / row["pitch"], 1) for one in small]
    read = "".join("1" if float(place) in places else "0" for place in range(len(row["bits"])))
    assert len(small) == read.count("1")
    assert all(abs(one.y0 - first["y"]) < 0.05 for one in small)
    found = read_bits(read)
    assert found.code == "DEMO-7"
    assert found.a3 == (made.layout["page"]["name"] == "A3")
    assert (found.large, found.specimen) == (made.layout["large"], made.layout["specimen"])
    assert f"选举代码：{found.code}" in printed.all_text(made.content)


def test_a_square_that_is_smudged_is_noticed() -> None:
    bits = ballot(SHAPES["three"][0]).layout["code_row"]["bits"]
    for place, bit in enumerate(bits):
        wrong = bits[:place] + ("0" if bit == "1" else "1") + bits[place + 1 :]
        with pytest.raises(PaperError, match="没有污损"):
            read_bits(wrong)


def test_candidates_stand_by_strokes_whatever_the_order_of_the_file() -> None:
    people = names(44)
    expected = list(sort(people).names)
    one = ballot(election(people, seats=40))
    random.Random(3).shuffle(people)
    other = ballot(election(people, seats=40))
    assert [c["name"] for c in one.layout["candidates"]] == expected
    assert other.content == one.content, "the order of the file leaves no trace"
    rows = [(c["name_cell"]["x"], c["name_cell"]["y"]) for c in one.layout["candidates"]]
    assert rows == sorted(rows), "down each column, columns from the left"


def test_an_order_fixed_at_the_release_is_kept() -> None:
    people = sorted(names(9), reverse=True)
    made = ballot(election(people), in_order=True)
    assert [one["name"] for one in made.layout["candidates"]] == people


def test_secretaries_stand_in_the_approved_order_under_their_posts_with_their_limits() -> None:
    made = ballot(*SHAPES["secretaries"][:1])
    placed = [(one["post"], one["name"]) for one in made.layout["candidates"]]
    assert placed == [("书记", "王明华"), ("副书记", "魏建国"), ("副书记", "于一")]
    assert [line["post"] for line in made.layout["others"]] == ["书记", "副书记", "副书记"]
    told = printed.all_text(made.content)
    assert "书记（应选1名）" in told
    assert "副书记（应选2名）" in told
    assert "书记不超过1人、副书记不超过2人" in told
    assert "按照上级党的委员会批准的顺序排列" in told


def test_a_secretary_without_a_place_in_the_approved_order_is_refused() -> None:
    with pytest.raises(PaperError, match=r"于一.*批准的顺序（第三十条）"):
        ballot(election(PEOPLE, **SECRETARIES, approved_order=["王明华", "魏建国"]))


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ({"blank": "abstain"}, "三栏都不画的，按照选举办法视为弃权。"),
        ({"blank": "for"}, "三栏都不画的，按照选举办法视为赞成。"),
        ({"seats": 7}, "赞成的和另选的人数合计不超过7人；超过7人的，整张选票无效。"),
        ({"round": "preselection", "seats": 8}, "预选产生正式候选人8名"),
        ({"round": "runoff", "seats": 1}, "9人得票相等，再次投票，从中选1人"),
        (
            {"kind": "committee_and_alternates", "seats": 5, "alternate_seats": 2},
            "应选委员5名、候补委员2名，一并选举",
        ),
        (
            {"kind": "committee_and_alternates", "seats": 5, "alternate_seats": 2},
            "人数合计不超过7人",
        ),
    ],
)
def test_the_ballot_says_how_it_is_filled_in(others: dict[str, Any], told: str) -> None:
    assert told in printed.all_text(ballot(election(names(9), **others)).content)


def test_a_runoff_has_the_tied_persons_and_no_line_for_others_unless_asked_for() -> None:
    of = SHAPES["runoff"][0]
    assert ballot(of).layout["others"] == []
    assert "另选" not in printed.all_text(ballot(of).content)
    assert len(ballot(of, lines=1).layout["others"]) == 1


@pytest.mark.parametrize(("seats", "lines", "expected"), [(2, None, 2), (9, None, 6), (9, 9, 9)])
def test_there_is_a_line_for_each_seat_up_to_six_or_as_many_as_asked_for(
    seats: int, lines: int | None, expected: int
) -> None:
    made = ballot(election(names(10), seats=seats), lines=lines)
    assert len(made.layout["others"]) == expected


def test_all_pages_of_a_print_run_are_the_same_to_the_byte() -> None:
    of = election(names(60), seats=50)
    run = ballot(of, copies=4)
    (first, drawn), *others = printed.pages(run.content)
    assert len(others) == 3
    assert all(page == (first, drawn) for page in others)
    assert len(drawn) > 1000
    assert ballot(of, copies=4).content == run.content, "the same file each time it is made"


@pytest.mark.parametrize("large", [False, True])
def test_a_list_too_long_for_a_sheet_is_refused_with_the_number_that_fits(large: bool) -> None:
    with pytest.raises(PaperError) as refused:
        ballot(election(names(400), seats=300), large=large)
    a4, a3 = (int(found) for found in re.findall(r"最多放得下(\d+)名", refused.value.expected))
    assert refused.value.value == "400名候选人，另选他人6行"
    people = names(400)
    fits = ballot(election(people[:a4], seats=300), large=large)
    assert fits.layout["page"]["name"] == "A4"
    more = ballot(election(people[: a4 + 1], seats=300), large=large)
    assert more.layout["page"]["name"] == "A3"
    most = ballot(election(people[:a3], seats=300), large=large)
    assert most.layout["page"]["name"] == "A3"
    assert len(printed.pages(most.content)) == 1
    with pytest.raises(PaperError, match=f"最多放得下{a3}名"):
        ballot(election(people[: a3 + 1], seats=300), large=large)


def test_large_type_is_large_and_normal_type_is_legible() -> None:
    for large, least, usual in ((True, 14, 18), (False, 9, 10.5)):
        made = ballot(election([*names(39), *LONG], seats=40), large=large)
        found = marks(made.content)
        sizes = [
            one.size
            for place in made.layout["candidates"]
            for one in found
            if one.text in place["name"] and one.within(place["name_cell"])
        ]
        assert min(sizes) >= least
        assert sorted(sizes)[len(sizes) // 2] >= usual


def test_a_specimen_is_struck_across_and_says_so_everywhere_and_a_ballot_is_not() -> None:
    of = SHAPES["specimen"][0]
    specimen, real = (ballot(of, specimen=told) for told in (True, False))
    assert "样票只供说明填写方法，不得用于投票" in printed.all_text(specimen.content)
    turned = "".join(one.text for one in marks(specimen.content) if one.turned)
    assert turned == "样票"
    page = specimen.layout["page"]
    assert [
        one
        for one in marks(specimen.content)
        if one.width > page["width"] * 0.7 and one.height > page["height"] * 0.7 and not one.text
    ]
    assert "样票" not in printed.all_text(real.content)
    assert not [one for one in marks(real.content) if one.turned]
    assert specimen.layout["code_row"]["bits"] != real.layout["code_row"]["bits"]


def test_rare_characters_are_printed_and_read_back() -> None:
    people = ["䶮一", "王喆", "犇鑫淼", "张·玥"]
    made = ballot(election(people))
    found = marks(made.content)
    told = (text_in(found, one["name_cell"]) for one in made.layout["candidates"])
    read = {re.sub(r"\d", "", one) for one in told}
    assert read == set(people)


def test_a_character_that_no_font_has_stops_the_printing_and_is_named() -> None:
    with pytest.raises(PaperError, match=r"U\+323AF"):
        ballot(election(["王\U000323af", "张三"]), in_order=True)


def test_a_character_whose_strokes_nobody_knows_stops_the_printing() -> None:
    with pytest.raises(OrderError):
        ballot(election(["王\U000323af", "张三"]))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("张三（女，工人）", ("张三", "（女，工人）")),
        ("阿不都热合曼·买买提", ("阿不都热合", "曼·买买提")),
        ("买买提·阿不都", ("买买提·", "阿不都")),
        ("李四（市第一人民医院）", ("李四（市第", "一人民医院）")),
    ],
)
def test_a_long_name_is_parted_where_it_reads_best(name: str, lines: tuple[str, ...]) -> None:
    found = fitted(name, 19.4, 10.5, NORMAL)
    assert found is not None
    assert found.lines == lines
    assert found.size >= 9


def test_a_name_that_cannot_be_legible_in_its_cell_is_named() -> None:
    long = "王" + "明" * 60
    with pytest.raises(PaperError, match=long):
        ballot(election([long, "张三"]))


@pytest.mark.parametrize("code", ["", "abc", "A B", "123456789", "规矩"])
def test_a_code_that_cannot_be_printed_is_refused(code: str) -> None:
    with pytest.raises(PaperError, match="选举代码"):
        make_ballot(election(names(3)), Printing(code=code))


@pytest.mark.parametrize("copies", [0, -1, 5001])
def test_a_number_of_copies_out_of_bounds_is_refused(copies: int) -> None:
    with pytest.raises(PaperError, match="份数"):
        ballot(election(names(3)), copies=copies)


def test_a_ballot_without_candidates_is_refused() -> None:
    with pytest.raises(PaperError, match="没有候选人"):
        ballot(election([]))


def test_the_layout_is_plain_json_and_names_every_cell_once() -> None:
    made = ballot(SHAPES["committee"][0])
    told = json.loads(json.dumps(made.layout, ensure_ascii=False))
    assert told == made.layout
    cells = [cell for one in told["candidates"] for cell in one["cells"].values()]
    corners = {(cell["x"], cell["y"]) for cell in cells}
    assert len(corners) == 3 * 44
    assert set(told["candidates"][0]["cells"]) == {"for", "against", "abstain"}
