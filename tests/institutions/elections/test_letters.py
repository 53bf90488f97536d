"""The letters of an election: what each says, of void and provisional results too."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from docx import Document as Docx
from typer.testing import CliRunner

from guiju.disclosure.documents import Document, Heading, Paragraph, Table, to_docx, to_pdf
from guiju.institutions.elections.commands import app
from guiju.institutions.elections.counting import (
    Ballots,
    Written,
    as_json,
    decide,
    parse_election,
)
from guiju.institutions.elections.letters import KINDS, LetterError, Matter, Watcher, letter
from guiju.institutions.elections.letters.words import names

from . import printed

PEOPLE = ("丁安", "于和平", "王平", "石清")
WATCHERS = (
    Watcher("总监票人", "周一"),
    Watcher("监票人", "钱二"),
    Watcher("监票人", "孙三"),
    Watcher("计票人", "李四"),
    Watcher("会议主持人", "吴五"),
)


def matter(sheets: list[str], others: dict[int, str] | None = None, **change: Any) -> Matter:
    """An election of two out of four by ballots that are given as digits."""
    told = {
        "title": "选举委员",
        "kind": "committee",
        "round": "formal",
        "body": "congress",
        **dict.fromkeys(("eligible", "present", "issued"), 9),
        "seats": 2,
        "candidates": [{"name": name} for name in PEOPLE],
        **change,
    }
    election = parse_election(told)
    columns = {
        str(i): pl.Series([int(one[i]) for one in sheets], dtype=pl.UInt8)
        for i in range(len(election.candidates))
    }
    written = {row: (Written(name),) for row, name in (others or {}).items()}
    numbers = pl.Series([f"01-{n:04d}" for n in range(1, len(sheets) + 1)], dtype=pl.String)
    result = as_json(decide(election, Ballots(numbers, pl.DataFrame(columns), written)))
    return Matter("演示市代表大会", dt.date(2026, 3, 1), election, result, watchers=WATCHERS)


CLEAR = [*["1122"] * 6, "1222", "1322", "2122"]


def text(document: Document) -> str:
    """Everything that a document says."""
    parts = [document.title.replace("\n", ""), *document.addressees, *document.basis]
    attached = [one for each in document.attachments for one in each.body]
    for block in [*document.body, *attached]:
        if isinstance(block, Paragraph):
            parts.append(block.text)
        elif isinstance(block, Heading):
            parts.append(block.title)
        else:
            parts += ["|".join(row) for row in [block.header, *block.rows]]
    return "\n".join(parts)


def tables(document: Document) -> list[Table]:
    """The tables of a document."""
    return [block for block in document.body if isinstance(block, Table)]


def test_the_record_holds_every_figure_batches_and_lines_to_sign_on() -> None:
    told = replace(
        matter(CLEAR, {6: "方圆"}),
        batches=((1, "第一代表团", 5), (2, "", 4)),
        adjudicated=2,
        package_sha256="ab" * 32,
    )
    found = letter("record", told)
    said = text(found)
    assert tables(found)[0].rows == (("9", "9", "9", "9", "9", "0"),)
    assert tables(found)[1].rows == (
        ("第1批", "第一代表团", "5"),
        ("第2批", "—", "4"),
        ("合计", "", "9"),
    )
    assert tables(found)[-1].rows == (
        ("总监票人", "周　一", ""),
        ("监票人", "钱　二", ""),
        ("监票人", "孙　三", ""),
        ("计票人", "李　四", ""),
    )
    assert "2张选票有疑问" in said
    assert "ab" * 32 in said
    assert all(one in said for one in ("第二十九条", "第三十三条", "第三十四条第一款"))
    assert "01-0" not in said


def test_the_report_tells_all_four_kinds_of_votes_and_not_who_is_elected() -> None:
    """37/2; the chair announces who is elected (37/1)."""
    found = letter("report", matter(CLEAR, {6: "方圆", 7: "方圆"}))
    assert tables(found)[1].header == ("序号", "姓名", "赞成", "不赞成", "弃权")
    assert tables(found)[1].rows[1] == ("2", "于和平", "7", "1", "1")
    assert tables(found)[2].rows == (("1", "方　圆", "2"),)
    assert found.addressees == ("选举人",)
    assert "当选" not in text(found)
    assert "第三十七条第二款" in text(found)


def test_a_plenary_without_a_chief_is_signed_by_its_scrutineers() -> None:
    """28/2 sets scrutineers alone; where a plenary has set a chief, the chief stands first."""
    plenary = matter(CLEAR, body="plenary", kind="standing", approved_order=list(PEOPLE))
    for watchers, signing in (
        (WATCHERS[1:3], ["监票人", "监票人"]),
        ((), ["监票人"]),
        (WATCHERS[:3], ["总监票人"]),
    ):
        found = letter("report", replace(plenary, watchers=watchers))
        assert [row[0] for row in tables(found)[-1].rows] == signing
    record = letter("record", replace(plenary, watchers=WATCHERS[:2]))
    assert [row[0] for row in tables(record)[-1].rows] == ["总监票人", "监票人", "计票人"]


def test_a_preselection_is_reported_to_the_presidium_alone() -> None:
    told = matter(CLEAR, round="preselection")
    found = letter("report", told)
    assert found.addressees == ("大会主席团",)
    assert "只向大会主席团报告" in text(found)
    nominated = letter("announcement", told)
    assert "正式候选人名单" in nominated.title
    assert "当选名单" not in text(nominated)
    assert all(one in text(nominated) for one in ("第三十条", "第三十六条第二款"))


def test_the_announcement_has_the_names_in_the_order_of_article_38_and_no_votes() -> None:
    found = letter("announcement", matter(CLEAR))
    assert "丁　安　　于和平" in text(found)
    assert "2名，按姓氏笔画为序" in text(found)
    assert [one.header for one in tables(found)] == [("职责", "姓名", "签名")]
    assert "第三十八条第一款" in text(found)


@pytest.mark.parametrize(
    ("change", "order", "article"),
    [
        ({"kind": "alternates"}, "于和平　　丁　安", "第三十八条第二款"),
        (
            {"kind": "standing", "approved_order": ["石清", "于和平", "丁安"]},
            "于和平　　丁　安",
            "第三十八条第三款",
        ),
        ({"kind": "discipline"}, "丁　安　　于和平", "第三十八条第一款"),
    ],
)
def test_each_list_has_its_order(change: dict[str, Any], order: str, article: str) -> None:
    sheets = [*["1122"] * 6, "2122", "2122", "1222"]
    said = text(letter("announcement", matter(sheets, **change)))
    assert order in said
    assert article in said


def test_secretaries_stand_with_their_posts() -> None:
    people = [{"name": "丁安", "post": "书记"}, {"name": "王平", "post": "副书记"}]
    posts = [{"post": "书记", "seats": 1}, {"post": "副书记", "seats": 1}]
    told = matter(
        ["11"] * 9, kind="secretaries", body="plenary", posts=posts, candidates=people,
        approved_order=["丁安", "王平"],
    )  # fmt: skip
    said = text(letter("announcement", told))
    assert "丁安（书记）" in said
    assert "王平（副书记）" in said
    assert "书记1名、副书记1名" in said
    assert tables(letter("report", told))[1].rows[0] == ("1", "丁　安", "书记", "9", "0", "0")


def test_members_and_alternates_of_a_joint_election_stand_apart() -> None:
    sheets = [*["1112"] * 6, "1122", "1222", "1222"]
    told = matter(sheets, kind="committee_and_alternates", alternate_seats=1)
    said = text(letter("announcement", told))
    assert "当选的委员会委员（2名，按姓氏笔画为序）" in said
    assert "当选的候补委员（1名，按得票多少为序" in said
    assert "第三十八条第二款" in said


def test_a_seat_that_is_left_is_told() -> None:
    said = text(letter("announcement", matter(["1222"] * 9)))
    assert "空缺1名" in said
    assert "尚未选出的名额" not in text(letter("announcement", matter(CLEAR)))


def test_equal_votes_are_told_with_the_seats_at_stake() -> None:
    told = matter(["1222", "2122"], seats=1, round="runoff")
    said = text(letter("announcement", told))
    assert "丁安、于和平票数相等，不能确定当选人，就其再次投票，取1名" in said
    assert "没有。" in said


def test_who_withdrew_is_named_in_every_letter() -> None:
    people = [{"name": "丁安", "withdrawn": True}, *({"name": name} for name in PEOPLE[1:])]
    told = matter(CLEAR, candidates=people)
    for kind in KINDS:
        assert "丁安在选票印制后退出" in text(letter(kind, told)), kind


@pytest.mark.parametrize("kind", ["record", "report", "announcement"])
def test_a_void_election_is_said_to_be_void(kind: str) -> None:
    told = matter(CLEAR, issued=8)
    said = text(letter(kind, told))
    assert "本次选举无效" in said
    assert "没有人当选" in said
    assert "当选的" not in said
    with pytest.raises(LetterError, match="有效的选举"):
        letter("submission", told)


@pytest.mark.parametrize("kind", ["record", "report", "announcement"])
def test_a_provisional_result_is_said_to_be_provisional(kind: str) -> None:
    told = matter([*CLEAR[:-1], "4122"])
    said = text(letter(kind, told))
    assert "本结果是暂时的：还有1张选票" in said
    with pytest.raises(LetterError, match="认定"):
        letter("submission", told)


def test_marks_that_do_not_count_are_explained() -> None:
    assert "丁安的三项合计少于有效票9张" in text(letter("report", matter([*CLEAR[:-1], "4122"])))


@pytest.mark.parametrize(
    ("change", "wanted", "unwanted"),
    [
        ({"kind": "committee"}, ("备案", "第四十一条第一款"), ("待批准", "第二十三条")),
        ({"kind": "alternates"}, ("备案", "第四十一条第一款"), ("待批准",)),
        ({"kind": "discipline"}, ("备案", "第四十一条第一款"), ("待批准",)),
        ({"kind": "standing"}, ("待批准", "第四十一条第二款", "请示"), ("备案",)),
        (
            {"kind": "delegates", "body": "unit"},
            ("审批", "第十四条", "请示"),
            ("备案", "第四十一条"),
        ),
    ],
)
def test_what_happens_above(
    change: dict[str, Any], wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    said = text(letter("submission", replace(matter(CLEAR, **change), above="演示省委员会")))
    assert "演示省委员会" in said
    assert [one for one in wanted if one not in said] == []
    assert [one for one in unwanted if one in said] == []


def test_a_commission_s_standing_committee_passes_the_committee_s_plenary_session() -> None:
    """23; where it is not known whose it is, the letter says so and leaves it to a person."""
    told = matter(CLEAR, kind="standing", body="plenary")
    passed = "须经同级党的委员会全体会议通过"
    assert f"以上人员由纪律检查委员会全体会议选举产生，{passed}" in text(
        letter("submission", replace(told, commission=True))
    )
    own = text(letter("submission", replace(told, commission=False)))
    assert passed not in own
    assert "第二十三条" not in own
    assert "由报送人填写" in text(letter("submission", told))


def test_a_preselection_is_not_reported_above() -> None:
    with pytest.raises(LetterError, match="预选没有当选人"):
        letter("submission", matter(CLEAR, round="preselection"))
    with pytest.raises(LetterError, match="至少一名当选人"):
        letter("submission", matter(["2222"] * 9))
    with pytest.raises(LetterError, match="record"):
        letter("diploma", matter(CLEAR))


def test_names_stand_in_columns_and_long_ones_take_more() -> None:
    lines = [one.text for one in names(["丁安", "于和平", "欧阳万里", "阿卜杜拉·买买提", "石清"])]  # type: ignore[union-attr]
    assert lines == ["丁　安　　于和平　　欧阳万里　阿卜杜拉·买买提", "石　清"]
    assert names([]) == []


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_letter_is_set_as_pdf_and_written_as_docx(kind: str, tmp_path: Path) -> None:
    printed.need_chinese()
    document = letter(kind, matter(CLEAR, {6: "方圆"}))
    pdf = to_pdf(document).content
    assert pdf == to_pdf(document).content
    assert pdf.startswith(b"%PDF")
    path = tmp_path / "letter.docx"
    path.write_bytes(to_docx(document))
    written = Docx(str(path))
    assert any("委员" in one.text for one in written.paragraphs)
    cells = {cell.text for table in written.tables for row in table.rows for cell in row.cells}
    assert {"职责", "签名"} & cells or "姓名" in cells


def test_the_command_writes_them(tmp_path: Path) -> None:
    printed.need_chinese()
    told = {
        "title": "选举委员", "kind": "committee", "round": "formal", "body": "congress",
        **dict.fromkeys(("eligible", "present", "issued"), 3), "seats": 1,
        "candidates": [{"name": "王平"}, {"name": "丁安"}],
    }  # fmt: skip
    (tmp_path / "e.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    rows = "票号,王平,丁安,另选他人\n1,反对,赞成,\n2,反对,赞成,\n3,赞成,反对,\n"
    (tmp_path / "b.csv").write_text(rows, "utf-8")

    def run(out: str, *more: str) -> Any:
        places = [str(tmp_path / name) for name in ("e.json", "b.csv", out)]
        return CliRunner().invoke(app, ["documents", *places, *more])

    made = run("r.docx", "--kind", "report", "--organ", "演示市代表大会", "--day", "2026-03-01",
               "--watcher", "总监票人=周一", "--json")  # fmt: skip
    assert made.exit_code == 0, made.stderr
    assert json.loads(made.stdout)["title"] == "选举委员得票情况报告单"
    rows_ = Docx(str(tmp_path / "r.docx")).tables[1].rows
    assert [[cell.text for cell in row.cells][1:3] for row in rows_[1:]] == [
        ["丁　安", "2"], ["王　平", "1"],
    ]  # fmt: skip
    assert run("s.pdf", "--kind", "submission").exit_code == 0
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")
    for wrong in (
        ("x.txt",),
        ("x.pdf", "--kind", "diploma"),
        ("x.pdf", "--day", "x"),
        ("x.pdf", "--watcher", "周一"),
    ):
        assert run(*wrong).exit_code == 2, wrong
    assert not (tmp_path / "x.pdf").exists()
