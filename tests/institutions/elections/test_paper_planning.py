"""How a list finds room: nothing is wider than its place, whatever the names and their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from guiju.institutions.elections.counting import Candidate
from guiju.institutions.elections.paper import PaperError, Printing, make_ballot
from guiju.institutions.elections.paper.codes import LONGEST, SIGNS, Row, bits, read_bits
from guiju.institutions.elections.paper.fitting import LEADING, fitted, spoken, wide, wrapped
from guiju.institutions.elections.paper.measures import A3, A4, LARGE, NORMAL, SHEETS, Style, mm
from guiju.institutions.elections.paper.planning import (
    FOOT,
    fixed_height,
    planned,
    rows_of,
    title_lines,
)
from guiju.institutions.elections.paper.words import Group, Words

from . import printed
from .printed import PEOPLE, SECRETARIES, election, names

STYLES = some.sampled_from([NORMAL, LARGE])
SIGN = some.sampled_from("王明华强军建国阿不都热合曼买提·（）女，")
WORDS = Words("演示市委员会选举委员", "选票", ("填写方法。" * 12,) * 4, "选举代码：A", "")


@pytest.fixture(scope="module", autouse=True)
def chinese() -> Iterator[None]:
    """Skipped where there is no Chinese font."""
    printed.need_chinese()
    yield


@given(some.text(SIGN, min_size=1, max_size=14), some.floats(18, 90), some.floats(6.5, 17), STYLES)
def test_a_name_is_never_wider_or_higher_than_its_place_and_never_loses_a_sign(
    name: str, room: float, row: float, style: Style
) -> None:
    found = fitted(name, room, row, style)
    if found is None:
        return
    assert "".join("".join(found.lines).split()) == "".join(name.split())
    assert max(map(wide, found.lines)) * mm(found.size) <= room + 0.001
    assert len(found.lines) * mm(found.size) * LEADING <= row + 0.001
    assert found.size >= (style.one_line if len(found.lines) == 1 else style.more_lines) - 0.25


@given(some.text(SIGN, min_size=1, max_size=4), some.integers(1, 3), STYLES)
def test_usual_names_stand_in_one_line_in_one_size(name: str, extra: int, style: Style) -> None:
    room = 4 * mm(style.one_line) + extra
    found = fitted(name, room, style.row_most, style)
    assert found is not None
    assert found.lines == (spoken(name),)
    assert found.size == fitted("王明华", room, style.row_most, style).size  # type: ignore[union-attr]


@settings(deadline=None)
@given(
    some.lists(some.tuples(some.integers(1, 150), some.integers(0, 12)), min_size=1, max_size=3),
    STYLES,
)
def test_a_plan_ends_above_the_foot_and_stands_between_the_marks(
    shapes: list[tuple[int, int]], style: Style
) -> None:
    person = Candidate("王明华")
    groups = [Group("职务", "职务", (person,) * count, lines) for count, lines in shapes]
    try:
        plan = planned(WORDS, groups, SHEETS, style)
    except PaperError as error:
        assert "最多放得下" in error.expected
        return
    height = sum(
        fixed_height(group, plan) + rows_of(len(group.people), plan.blocks) * plan.row
        for group in groups
    )
    assert plan.head.bottom + height <= plan.sheet.inner.bottom - FOOT + 0.001
    assert style.row_least <= plan.row <= style.row_most
    assert plan.left >= 12
    assert plan.left + plan.width <= plan.sheet.width - 12


@given(some.text(some.sampled_from("甲乙，。；（）“”"), min_size=1, max_size=90))
def test_a_sentence_keeps_every_sign_and_its_lines_are_no_longer_than_one_sign_more(
    text: str,
) -> None:
    lines = wrapped(text, 12)
    assert "".join(lines) == text
    plain = [line for line in lines if not set(line) & set("，。；）”")]
    assert all(wide(line) <= 12 for line in plain)


@given(
    some.text(some.sampled_from(SIGNS), min_size=1, max_size=LONGEST),
    some.booleans(),
    some.booleans(),
    some.booleans(),
)
def test_what_the_squares_say_is_read_back(code: str, a3: bool, large: bool, spec: bool) -> None:
    row = Row(code, a3, large, spec)
    assert read_bits(bits(row)) == row


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("某市第三次代表大会选举委员", ["某市第三次代表大会", "选举委员"]),
        ("第一选举单位选举代表大会代表", ["第一选举单位", "选举代表大会代表"]),
        ("选举委员", ["选举委员"]),
    ],
)
def test_a_title_is_parted_before_what_is_elected(title: str, lines: list[str]) -> None:
    assert title_lines(title, 10) == lines


def test_a_title_that_takes_too_many_lines_is_refused() -> None:
    of = replace(election(names(3)), title="选举" * 100)
    with pytest.raises(PaperError, match="选举名称"):
        make_ballot(of, Printing(code="A"))


def test_who_asks_for_a4_is_told_that_a3_would_do() -> None:
    of = election(names(110), seats=100)
    with pytest.raises(PaperError, match="可以改用A3纸"):
        make_ballot(of, Printing(code="A", size="a4"))
    assert make_ballot(of, Printing(code="A")).layout["page"]["name"] == A3.name
    short = election(names(3))
    assert make_ballot(short, Printing(code="A", size="a4")).layout["page"]["name"] == A4.name


def test_too_many_for_the_second_of_two_posts_are_refused() -> None:
    people = [{"name": name, "post": "副书记"} for name in names(300)]
    of = election(people, **SECRETARIES, approved_order=names(300))
    with pytest.raises(PaperError, match=r"300名候选人.*最多放得下\d+名"):
        make_ballot(of, Printing(code="A"))


def test_who_was_written_in_may_stand_in_a_runoff_without_an_approved_place() -> None:
    tied = [{"name": "魏建国", "post": "副书记"}, {"name": "于一", "post": "副书记"}]
    posts = {"seats": 1, "posts": [{"post": "副书记", "seats": 1}]}
    of = election(tied, **{**SECRETARIES, **posts}, round="runoff", approved_order=["魏建国"])
    made = make_ballot(of, Printing(code="A"))
    assert [one["name"] for one in made.layout["candidates"]] == ["魏建国", "于一"]
    assert any("于一不在上级批准的顺序中" in notice for notice in made.notices)


def test_who_withdrew_after_the_printing_stays_on_the_paper() -> None:
    people = [*names(4), {"name": "于一", "withdrawn": True}]
    made = make_ballot(election(people), Printing(code="A"))
    assert "于一" in [one["name"] for one in made.layout["candidates"]]


def test_two_of_one_name_stand_with_what_tells_them_apart() -> None:
    made = make_ballot(election(["张伟（女）", "王一", "张伟（男）"]), Printing(code="A"))
    told = printed.all_text(made.content)
    assert "张伟（女）" in told
    assert "张伟（男）" in told


def test_posts_without_candidates_have_lines_alone_or_nothing() -> None:
    of = election(PEOPLE[:1], **SECRETARIES)
    made = make_ballot(of, Printing(code="A"))
    assert [one["post"] for one in made.layout["others"]] == ["书记", "副书记", "副书记"]
    alone = make_ballot(of, Printing(code="A", lines=0))
    assert alone.layout["others"] == []
    assert "书记（应选1名）" not in printed.all_text(alone.content)
