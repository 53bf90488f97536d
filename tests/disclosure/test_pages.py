"""The grid, read back from the coordinates of a PDF: 22 lines of 28 characters, numbers outside."""

import itertools

import pytest

from guiju.disclosure.documents import Attachment, Heading, Paragraph, Table, to_pdf

from .conftest import (
    BOTTOM,
    CELL,
    LEFT,
    MM,
    PITCH,
    RIGHT,
    TOP,
    document,
    glyphs,
    in_type_area,
    lines_of,
    text_of,
)

pytestmark = pytest.mark.usefixtures("chinese")

LONG = "崇左市机关事务管理规矩照章办事公开透明人人可查" * 90


def test_a_page_has_22_lines_of_28_characters() -> None:
    found = in_type_area(glyphs(to_pdf(document(Paragraph(LONG))).content))
    lines = lines_of(found, 2)
    assert [len(line) for line in lines] == [28] * 22
    for number, line in enumerate(lines):
        middle = TOP - CELL * 0.5 - number * PITCH
        for place, one in enumerate(line):
            assert one.x0 == pytest.approx(LEFT + place * CELL, abs=0.5)
            assert (one.y + one.size / 2) == pytest.approx(middle, abs=4)
    steps = [a[0].y - b[0].y for a, b in itertools.pairwise(lines)]
    assert steps == pytest.approx([PITCH] * 21, abs=0.2)


def test_the_lines_of_the_first_page_stand_on_the_same_grid_below_its_head() -> None:
    found = in_type_area(glyphs(to_pdf(document(Paragraph(LONG), addressees=["甲局"])).content))
    first, second = lines_of(found, 1), lines_of(found, 2)
    places = {round(line[0].y) for line in second}
    body = [line for line in first if line[0].size == pytest.approx(CELL, abs=3) and len(line) > 25]
    assert len(body) == 9
    assert [len(line) for line in body] == [26] + [28] * 8
    assert all(any(abs(line[0].y - place) <= 1 for place in places) for line in body)
    assert body[0][0].x0 == pytest.approx(LEFT + 2 * CELL, abs=0.5)


def test_nothing_stands_in_the_margins_but_the_page_number() -> None:
    table = Table(["车辆", "说明"], [["桂F" + "0" * 90, "很长" * 400]])
    content = to_pdf(document(Paragraph("A" * 3000), table, Paragraph(LONG))).content
    found = in_type_area(glyphs(content))
    assert min(one.x0 for one in found) > LEFT - 1
    assert max(one.x1 for one in found) < RIGHT + 1


def test_page_numbers_stand_outside_between_dashes() -> None:
    found = glyphs(to_pdf(document(Paragraph(LONG * 2))).content)
    numbers = [one for one in found if one.y < BOTTOM - 3]
    pages = sorted({one.page for one in numbers})
    assert pages == list(range(1, 1 + max(one.page for one in found)))
    for page in pages:
        line = [one for one in numbers if one.page == page]
        assert "".join(one.text for one in line) == f"— {page} —"
        if page % 2:
            assert line[-1].x1 == pytest.approx(RIGHT - CELL, abs=1)
        else:
            assert line[0].x0 == pytest.approx(LEFT + CELL, abs=1)
        assert line[0].y + line[0].size < BOTTOM - 5 * MM


def test_the_mark_and_the_red_line_stand_where_the_standard_says() -> None:
    found = glyphs(to_pdf(document(number="演机管〔2026〕12号")).content)
    mark = [one for one in found if one.size > 30]
    assert "".join(one.text for one in mark) == "演示市机关事务管理局"
    middle = (mark[0].x0 + mark[-1].x1) / 2
    assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=2)


def test_the_signature_is_over_the_date_four_characters_from_the_right() -> None:
    found = in_type_area(glyphs(to_pdf(document()).content))
    *_, signed, date = lines_of(found, 1)
    assert "".join(one.text for one in signed) == "演示市机关事务管理局"
    assert "".join(one.text for one in date) == "2026年3月1日"
    centres = [(line[0].x0 + line[-1].x1) / 2 for line in (signed, date)]
    assert centres[0] == pytest.approx(centres[1], abs=1)
    assert date[-1].x1 == pytest.approx(RIGHT - 4 * CELL, abs=2)


def test_attachments_begin_their_own_pages() -> None:
    made = to_pdf(
        document(
            attachments=[
                Attachment("核对明细", [Table(["车辆"], [["桂F1"]])]),
                Attachment("办法", [Heading(1, "怎样说明"), Paragraph("写信。")]),
            ],
            copies=["演示市财政局"],
        )
    ).content
    found = in_type_area(glyphs(made))
    assert ["".join(one.text for one in lines_of(found, page)[0]) for page in (2, 3)] == [
        "附件1",
        "附件2",
    ]
    assert "附件：1.核对明细2.办法" in text_of(made)
    last = lines_of(found, 3)[-1]
    assert "".join(one.text for one in last) == "抄送：演示市财政局。"
    assert last[0].y < BOTTOM + 2 * PITCH, "the copies stand at the foot of the last page"


def test_the_header_of_a_long_table_is_repeated_on_every_page() -> None:
    rows = [[str(n), f"桂F{n:05}", "价格超过标准"] for n in range(1, 201)]
    found = in_type_area(glyphs(to_pdf(document(Table(["序号", "车辆", "说明"], rows))).content))
    pages = {one.page for one in found if one.text == "桂"}
    assert len(pages) > 3
    for page in pages:
        texts = ["".join(one.text for one in line) for line in lines_of(found, page)]
        assert any(text.startswith("序号车辆说明") for text in texts), page
    plates = [f"桂F{n:05}" for n in range(1, 201)]
    whole = "".join(one.text for one in found)
    assert [plate for plate in plates if plate not in whole] == []


@pytest.mark.parametrize("demo", [True, False])
def test_a_demo_says_so_on_every_page(demo: bool) -> None:
    found = glyphs(to_pdf(document(Paragraph(LONG), demo=demo)).content)
    for page in range(1, max(one.page for one in found) + 1):
        above = "".join(one.text for one in found if one.page == page and one.y > TOP)
        assert ("演示" in above) is demo


def test_a_heading_stays_with_its_text_and_points_do_not_cling_to_each_other() -> None:
    points = [Heading(3, f"第{n}点") for n in range(1, 31)]
    found = in_type_area(glyphs(to_pdf(document(Paragraph("甲" * 150), *points)).content))
    assert "第1点" in "".join(one.text for one in found if one.page == 1)
    for filled in range(180, 240, 28):
        body = [Paragraph("甲" * filled), Heading(1, "标题"), Paragraph("乙" * 100)]
        found = in_type_area(glyphs(to_pdf(document(*body)).content))
        heading = next(one.page for one in found if one.text == "标" and one.size < 24)
        assert heading == next(one.page for one in found if one.text == "乙")


def test_no_page_holds_a_signature_alone() -> None:
    for lines in range(1, 9):
        made = to_pdf(
            document(
                Paragraph("甲" * (28 * lines - 2)),
                attachments=[Attachment("明细", [Paragraph("内容")])],
            )
        ).content
        found = in_type_area(glyphs(made))
        signed = next(one.page for one in found if one.text == "年" and one.size < 30)
        page = "".join(one.text for one in found if one.page == signed)
        assert "依据：" in page
        assert "附件：明细" in page
