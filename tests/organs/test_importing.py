"""A city from a workbook: rehearsed, refused cell by cell, written whole, and never twice."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from guiju.ledger.models import Entry, Personal
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs import services
from guiju.organs.importing import (
    ImportRefused,
    plan_import,
    read_city,
    write_import,
    write_template,
)
from guiju.organs.importing.writing import Credential
from guiju.organs.models import Account, Organ, Post, Role, Tenure
from guiju.organs.selectors import former_names
from guiju.sheets import SheetError, SheetOut, write_xlsx

pytestmark = pytest.mark.django_db
ACTOR = Actor("演示甲", "演示岗位")
HEADERS = {
    "机关": ("代码", "名称", "行政层级", "单位类别", "上级代码"),
    "岗位": ("机关代码", "职责", "岗位名称"),
    "人员": ("用户名", "姓名", "机关代码", "岗位名称", "自", "至"),
}
ROWS = {
    "机关": [
        ("4514-08-1", "演示所", "市", "所属事业单位", "4514-08"),
        ("4514", "崇左市", "市", "行政机关", None),
        ("4514-08", "演示局", "市", "行政机关", "4514"),
    ],
    "岗位": [
        ("4514-08", "用车单位经办", "经办"),
        ("4514-08-1", "用车单位经办", "经办"),
        ("4514", "系统管理员", "副管理员"),
    ],
    "人员": [
        ("u1", "演示乙", "4514-08", "经办", "2026-01-06", None),
        ("u1", "演示乙", "4514-08-1", "经办", dt.date(2026, 1, 6), "2026-06-30"),
        ("u2", "演示丙", "4514", "副管理员", "2026年1月6日", None),
    ],
}
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def head(db: None) -> Organ:
    """An installation with its first organ and nothing else."""
    return services.create_organ(
        ACTOR, code="4514", name="崇左市", level="市", category="行政机关", parent=None
    )


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook; sheets can be replaced or left out."""

    def write(**changed: Sequence[tuple[object, ...]] | None) -> Path:
        rows = {name: told for name, told in {**ROWS, **changed}.items() if told is not None}
        path = tmp_path / "city.xlsx"
        write_xlsx(path, [SheetOut(name, HEADERS[name], rows[name]) for name in rows])  # type: ignore[misc]
        return path

    return write


def written(path: Path, root: Organ | None = None) -> list[Credential]:
    told: list[Credential] = []
    write_import(ACTOR, read_city(path), root=root, hand_out=told.extend)
    return told


def refused(path: Path, root: Organ | None = None) -> set[tuple[str, int, str, str]]:
    plan = plan_import(read_city(path), root)
    return {(one.sheet, one.row, one.column, one.value) for one in plan.refusals}


def everything() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Organ, Post, Account, Tenure, Entry))


def test_a_rehearsal_tells_what_would_happen_and_writes_nothing(
    head: Organ, book: Callable[..., Path]
) -> None:
    before = everything()
    plan = plan_import(read_city(book()))
    assert plan.counts() == {
        "organs": 2, "changed": 0, "posts": 3, "accounts": 2, "tenures": 3, "ended": 0,
        "unchanged": 1, "refused": 0,
    }  # fmt: skip
    assert {(one.sheet, one.row, one.action) for one in plan.changes} == {
        ("机关", 2, "organ.new"), ("机关", 4, "organ.new"), ("岗位", 2, "post.new"),
        ("岗位", 3, "post.new"), ("岗位", 4, "post.new"), ("人员", 2, "account.new"),
        ("人员", 2, "tenure.new"), ("人员", 3, "tenure.new"), ("人员", 4, "account.new"),
        ("人员", 4, "tenure.new"),
    }  # fmt: skip
    assert everything() == before


def test_a_workbook_is_written_with_one_entry_and_a_second_time_nothing(
    head: Organ, book: Callable[..., Path]
) -> None:
    path = book()
    entries = Entry.objects.count()
    told = written(path)
    assert [(username, name) for username, name, _ in told] == [("u1", "演示乙"), ("u2", "演示丙")]
    assert Organ.objects.get(code="4514-08-1").path == "/4514/4514-08/4514-08-1/"
    assert Post.objects.get(title="副管理员").role == Role.ADMINISTRATOR
    tenure = Tenure.objects.get(account__username="u1", post__organ__code="4514-08-1")
    assert (tenure.since, tenure.until) == (dt.date(2026, 1, 6), dt.date(2026, 6, 30))
    entry = Entry.objects.get(action="organs.imported")
    assert Entry.objects.count() == entries + 1
    after = json.loads(entry.content)["after"]
    assert (after["rows"], len(after["merkle_root"])) == (10, 64)
    assert "演示乙" not in entry.content
    assert "演示乙" in Personal.objects.get(entry_hash=entry.hash).values
    before = everything()
    assert written(path) == []
    assert everything() == before
    assert verify().broken is None


def test_one_time_passwords_are_random_and_must_be_changed(
    head: Organ, book: Callable[..., Path]
) -> None:
    told = written(book())
    passwords = {username: password for username, _, password in told}
    assert len(set(passwords.values())) == 2
    for username, password in passwords.items():
        account = Account.objects.get(username=username)
        assert account.check_password(password)
        assert account.must_change_password
        assert account.password.startswith("argon2")  # the sign-in has hashed it slowly
        assert not Entry.objects.filter(content__contains=password).exists()


def test_nothing_is_written_where_the_passwords_cannot_be_handed_out(
    head: Organ, book: Callable[..., Path]
) -> None:
    def full(_: list[Credential]) -> None:
        raise OSError("no space left")

    before = everything()
    with pytest.raises(OSError, match="no space"):
        write_import(ACTOR, read_city(book()), hand_out=full)
    assert everything() == before
    assert verify().broken is None


@pytest.mark.parametrize(
    ("sheet", "row", "expected"),
    [
        ("机关", ("4514-09", "演示所", "省", "行政机关", "4514"), ("行政层级", "省")),
        ("机关", ("4514-09", "演示所", "市", "公司", "4514"), ("单位类别", "公司")),
        ("机关", ("4514-09", "演示所", "自治区", "行政机关", "4514"), ("行政层级", "自治区")),
        ("机关", ("4514-a", "演示所", "市", "行政机关", "4514"), ("代码", "4514-a")),
        ("机关", ("4514-08", "演示所", "市", "行政机关", "4514"), ("代码", "4514-08")),
        ("机关", ("4514-09", "演示所", "市", "行政机关", "9"), ("上级代码", "9")),
        ("机关", ("4514-09", "演示所", "市", "行政机关", "4514-09"), ("上级代码", "4514-09")),
        ("机关", ("4514-09", "演示所", "市", "行政机关", None), ("上级代码", "")),
        ("机关", ("4514-09", None, "市", "行政机关", "4514"), ("名称", "")),
        ("机关", ("4514-09", "名" * 101, "市", "行政机关", "4514"), ("名称", "名" * 101)),
        ("机关", (dt.date(4514, 8, 1), "演示所", "市", "行政机关", "4514"), ("代码", "4514-08-01")),
        ("岗位", ("4514-77", "财政部门经办", "岗"), ("机关代码", "4514-77")),
        ("岗位", ("4514", "市长", "岗"), ("职责", "市长")),
        ("岗位", ("4514-08", "财政部门经办", "经办"), ("岗位名称", "经办")),
        ("人员", ("u3", "演示丁", "4514", "没有的岗位", "2026-01-06", None),
         ("岗位名称", "没有的岗位")),
        ("人员", ("u3", "演示丁", "4514", "副管理员", "2026-01", None), ("自", "2026-01")),
        ("人员", ("u3", "演示丁", "4514", "副管理员", None, None), ("自", "")),
        ("人员", ("u3", "演示丁", "4514", "副管理员", "2026-01-06", "2026-01-05"),
         ("至", "2026-01-05")),
        ("人员", ("u1", "演示戊", "4514", "副管理员", "2026-01-06", None), ("姓名", "演示戊")),
        ("人员", ("u1", "演示乙", "4514-08", "经办", "2026-05-01", None), ("自", "2026-05-01")),
    ],
)  # fmt: skip
def test_a_refused_cell_is_named_and_keeps_everything_out(
    head: Organ,
    book: Callable[..., Path],
    sheet: str,
    row: tuple[object, ...],
    expected: tuple[str, str],
) -> None:
    before = everything()
    path = book(**{sheet: [*ROWS[sheet], row]})
    assert refused(path) == {(sheet, 5, *expected)}
    with pytest.raises(ImportRefused):
        written(path)
    assert everything() == before


def test_organs_in_a_circle_are_refused(head: Organ, book: Callable[..., Path]) -> None:
    circle = [("1", "甲", "市", "行政机关", "2"), ("2", "乙", "市", "行政机关", "1")]
    path = book(机关=circle, 岗位=[("1", "财政部门经办", "岗")], 人员=None)
    assert refused(path) == {("机关", 2, "上级代码", "2"), ("机关", 3, "上级代码", "1")}


def test_a_second_workbook_renames_and_ends_but_moves_and_lengthens_nothing(
    head: Organ, book: Callable[..., Path]
) -> None:
    written(book())
    people = [("u1", "演示乙", "4514-08", "经办", "2026-01-06", "2026-03-31"), *ROWS["人员"][1:]]
    organs = [*ROWS["机关"][:2], ("4514-08", "演示委", "市", "行政机关", "4514")]
    plan = plan_import(read_city(book(机关=organs, 人员=people)))
    assert {one.action for one in plan.changes} == {"organ.changed", "tenure.ended"}
    assert written(book(机关=organs, 人员=people)) == []
    organ = Organ.objects.get(code="4514-08")
    assert organ.name == "演示委"
    assert [one["name"] for one in former_names(organ)] == ["演示局"]
    assert Tenure.objects.get(post__organ=organ).until == dt.date(2026, 3, 31)
    assert refused(book(人员=ROWS["人员"], 机关=organs)) == {("人员", 2, "至", "")}
    moved = [("4514-08-1", "演示所", "县", "所属事业单位", "4514-08"), *organs[1:]]
    assert refused(book(人员=people, 机关=moved)) == {("机关", 2, "行政层级", "县")}
    moved = [("4514-08-1", "演示所", "市", "所属事业单位", "4514"), *organs[1:]]
    assert refused(book(人员=people, 机关=moved)) == {("机关", 2, "上级代码", "4514")}
    assert verify().broken is None


def test_the_last_administrators_are_not_ended_together(
    head: Organ, book: Callable[..., Path]
) -> None:
    posts = [*ROWS["岗位"], ("4514", "系统管理员", "管理员")]
    two = [("u2", "演示丙", "4514", "副管理员", "2026-01-06", None),
           ("u3", "演示丁", "4514", "管理员", "2026-01-06", None)]  # fmt: skip
    written(book(岗位=posts, 人员=two))
    ended = [(*row[:5], "2026-02-01") for row in two]
    with pytest.raises(ImportRefused):
        written(book(岗位=posts, 人员=ended))
    assert not Tenure.objects.exclude(until=None).exists()


def test_an_administrator_imports_only_into_the_own_scope(
    city: None, book: Callable[..., Path]
) -> None:
    county = Organ.objects.get(code="451421")
    inside = [("451421-88", "演示办", "县", "行政机关", "451421")]
    outside = [("451422-88", "演示办", "县", "行政机关", "451422"),
               ("451422", "宁明县", "县", "行政机关", "4514")]  # fmt: skip
    path = book(机关=[*inside, *outside], 岗位=None, 人员=None)
    assert refused(path, county) == {
        ("机关", 3, "上级代码", "451422"), ("机关", 4, "代码", "451422"),
    }  # fmt: skip
    assert refused(book(机关=inside, 岗位=None, 人员=None), county) == set()


def test_an_organ_that_has_ended_takes_nothing_new(head: Organ, book: Callable[..., Path]) -> None:
    written(book(岗位=None, 人员=None))
    Organ.objects.filter(code="4514-08-1").update(ended=dt.date(2026, 1, 1))
    told = refused(book())
    assert {(sheet, row) for sheet, row, _, _ in told} == {("机关", 2), ("岗位", 3), ("人员", 3)}


def test_a_file_that_is_no_city_is_told(head: Organ, tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    write_xlsx(path, [SheetOut("表", ("代码",), [("1",)])])
    with pytest.raises(SheetError, match="机关"):
        read_city(path)
    write_xlsx(path, [SheetOut("岗位", ("机关代码", "岗位名称"), [("1", "岗")])])
    with pytest.raises(SheetError, match="职责"):
        read_city(path)


def test_one_sheet_comes_as_csv(head: Organ, tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("机关代码,职责,岗位名称\n4514,财政部门经办,预算\n", "utf-8")
    written(path)
    assert Post.objects.get(title="预算").role == Role.FINANCE


def test_the_template_holds_every_column_and_list_and_imports_as_it_is(
    head: Organ, tmp_path: Path
) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path)
    opened = openpyxl.load_workbook(path)
    for name, header in HEADERS.items():
        assert tuple(cell.value for cell in opened[name][1]) == header
    assert [cell.value for cell in opened["岗位职责"]["A"]] == [str(r) for r in _role_names()]
    assert opened["机关"]["A2"].number_format in ("@", "General")
    assert opened["机关"].column_dimensions["A"].number_format == "@"
    assert plan_import(read_city(path)).empty


def _role_names() -> list[str]:
    return [role.label for role in Role]


def test_what_stands_in_a_refused_row_is_not_refused_once_more(
    head: Organ, book: Callable[..., Path]
) -> None:
    organs = [*ROWS["机关"][1:], ("4514-09", "演示所", "省", "行政机关", "4514")]
    posts = [("4514-09", "财政部门经办", "岗"), ("4514", "市长", "岗")]
    people = [("u1", "演示乙", "4514-09", "岗", "2026-01-06", None),
              ("u2", "演示丙", "4514", "岗", "2026-01-06", None)]  # fmt: skip
    path = book(机关=organs, 岗位=posts, 人员=people)
    assert refused(path) == {("机关", 4, "行政层级", "省"), ("岗位", 3, "职责", "市长")}
