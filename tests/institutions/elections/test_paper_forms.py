"""The forms of scrutineers and counters: whole, in order, signed, and without anybody's vote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from guiju.institutions.elections.counting import Election
from guiju.institutions.elections.paper import PaperError, Printing, make_forms
from guiju.names import sort

from . import printed
from .printed import PEOPLE, SECRETARIES, Mark, election, marks, names, text_in

LONG = ["阿不都热合曼·买买提", "张三（女，工人）", "李四（市第一人民医院）", "欧阳明华", "于一"]
FORMS = (
    "选票发出、收回登记表",
    "投票人数和选票数核对记录",
    "批次单",
    "疑问选票认定单",
    "计票单（画“正”字）",
    "选票抄录单",
    "分批得票汇总表（赞成票）",
    "分批得票汇总表（反对票）",
    "分批得票汇总表（弃权票）",
    "得票情况报告单",
    "定稿和发布签字单",
)
SHAPES: dict[str, Election] = {
    "three": election(names(3)),
    "committee": election([*names(39), *LONG], seats=40),
    "seventy": election(names(70), seats=60),
    "secretaries": election(PEOPLE, **SECRETARIES, approved_order=["王明华", "魏建国", "于一"]),
    "runoff": election(names(2), round="runoff", seats=1),
    "unit": election(names(7), body="unit", kind="delegates"),
}


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Skipped where there is no Chinese font."""
    printed.need_chinese()
    yield


@cache
def forms(of: Election) -> list[list[Mark]]:
    """What is drawn on each page of an election's forms."""
    made = make_forms(of, Printing(code="DEMO-7", demo=True))
    found = marks(made.content)
    pages = [[one for one in found if one.page == page] for page in range(1, made.pages + 1)]
    assert all(pages)
    assert len(found) == sum(map(len, pages))
    return pages


def told(page: list[Mark]) -> str:
    """What is written on a page, line by line, without blanks."""
    return text_in(page, {"x": 0, "y": 0, "width": 300, "height": 300})


@pytest.mark.parametrize("shape", SHAPES)
def test_every_form_is_there_and_every_page_names_election_code_and_form(shape: str) -> None:
    of = SHAPES[shape]
    pages = [told(page) for page in forms(of)]
    found = []
    for page in pages:
        assert of.title in page
        assert "选举代码：DEMO-7" in page
        assert page.index(of.title) < 30
        found += [name for name in FORMS if name in page[:110]]
    assert list(dict.fromkeys(found)) == list(FORMS)
    assert len(found) == len(pages), "one form a page"


@pytest.mark.parametrize("shape", SHAPES)
def test_every_form_is_numbered_page_by_page(shape: str) -> None:
    numbers = [re.findall(r"第(\d+)页共(\d+)页", told(page)) for page in forms(SHAPES[shape])]
    assert all(len(one) == 1 for one in numbers)
    expected = 1
    for [(number, last)] in numbers:
        assert int(number) == expected
        expected = 1 if number == last else expected + 1
    assert expected == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_on_a_form_leaves_its_page_or_stands_on_something_else(shape: str) -> None:
    for page in forms(SHAPES[shape]):
        across = 297 if max(one.x1 for one in page) > 205 else 210
        down = 210 if across == 297 else 297
        assert all(one.x0 >= 12 and one.x1 <= across - 12 for one in page)
        assert all(one.y0 >= 8 and one.y1 <= down - 5 for one in page)
        written = [one for one in page if one.text.strip()]
        lines = [one for one in page if not one.text and one.height < 0.1]
        for one in written:
            crossed = [
                line
                for line in lines
                if line.x0 < one.x1 and line.x1 > one.x0 and one.y0 + 1 < line.y0 < one.y1 - 1
            ]
            assert crossed == [], one.text
        middles = {(round(one.x0 + one.x1), round(one.y0 + one.y1)) for one in written}
        assert len(middles) == len(written), "no character on another"


@pytest.mark.parametrize(
    "name", ["计票单（画“正”字）", "分批得票汇总表（赞成票）", "得票情况报告单"]
)
@pytest.mark.parametrize("shape", SHAPES)
def test_candidates_stand_on_the_forms_in_the_order_of_the_ballot(shape: str, name: str) -> None:
    of = SHAPES[shape]
    people = [one.name for one in of.candidates]
    expected = ["王明华", "魏建国", "于一"] if shape == "secretaries" else sort(people).names
    text = "".join(told(page) for page in forms(of) if name in told(page)[:110])
    places = [
        re.search(rf"(?<!\d){number}{re.escape(''.join(one.split()))}", text)
        for number, one in enumerate(expected, 1)
        if len(one) < 6  # a longer one may stand in two lines
    ]
    assert all(places)
    assert len(places) > 1
    starts = [place.start() for place in places if place]
    assert starts == sorted(starts)


def test_numbers_that_are_known_are_printed_and_others_left_to_be_written() -> None:
    known = told(forms(election(names(3), eligible=437, present=421, issued=419))[1])
    assert all(number in known for number in ("437", "421", "419"))
    unknown = told(forms(election(names(3), eligible=437))[1])
    assert "437" in unknown
    assert not re.search(r"到会人数\d", unknown.replace("应到会有选举权人数437", ""))


def test_the_reconciliation_asks_for_what_articles_33_and_34_name_and_is_signed() -> None:
    page = told(forms(SHAPES["committee"])[1])
    for asked in ("投票人数", "发出选票数", "收回选票数", "总监票人：", "监票人：", "计票人："):
        assert asked in page
    assert "到会人数符合第二十四条" in page
    assert "第二十四条" not in told(forms(SHAPES["unit"])[1]), "of a unit it says nothing"


def test_an_adjudication_is_for_two_scrutineers() -> None:
    page = told(forms(SHAPES["committee"])[3])
    assert page.count("提出认定的监票人：") == page.count("同意认定的监票人：") == 2


def test_signatures_never_stand_alone_on_a_page() -> None:
    for count in (9, 26, 43):
        for page in forms(election(names(count), seats=1)):
            rows = {round(one.y0) for one in page if not one.text and one.height > 3}
            assert rows, told(page)


def test_who_hears_the_report_depends_on_the_round() -> None:
    for of, whom in (
        (election(names(5), round="preselection"), "向大会主席团报告"),
        (election(names(5)), "向选举人报告"),
    ):
        assert whom in _report(of)
    runoff = _report(SHAPES["runoff"])
    assert "超过应到会人数半数" not in runoff
    assert "按得票多少的次序" in runoff


def test_forms_of_a_plenary_name_no_chief_scrutineer() -> None:
    """28/2: a plenary sets scrutineers; 33: they sign and report."""
    plenary = election(names(5), body="plenary", kind="standing")
    assert all("总监票人" not in told(page) for page in forms(plenary))
    assert "由监票人向选举人报告" in _report(plenary)
    assert "由总监票人向选举人报告" in _report(election(names(5)))


def _report(of: Election) -> str:
    """The report of the votes."""
    return "".join(told(page) for page in forms(of) if "得票情况报告单" in told(page)[:110])


def test_no_form_asks_for_a_voter_or_for_the_time_of_a_ballot() -> None:
    for page in forms(SHAPES["committee"]):
        text = told(page)
        for never in ("选举人签名", "投票人姓名", "投票时间", "时间", "时分", "身份证", "代表证"):
            assert never not in text


def test_forms_are_the_same_each_time_and_refuse_what_cannot_be_printed() -> None:
    of = SHAPES["three"]
    printing = Printing(code="DEMO-7")
    assert make_forms(of, printing).content == make_forms(of, printing).content
    with pytest.raises(PaperError, match="选举代码"):
        make_forms(of, Printing(code="x"))
    with pytest.raises(PaperError, match="没有候选人"):
        make_forms(election([]), printing)
