"""Official texts taken in: kept whole, versions beside each other, twice the same once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from guiju.ledger.models import Entry
from guiju.library.models import Citation, Clause, Printing, Quantity, TextFile, Version, Work
from guiju.library.official.importing import STORED, read_in, receive
from guiju.library.official.selectors import in_force
from guiju.library.official.taking import as_json, as_markdown
from guiju.texts import wording_hash

from .texts import ACTOR, FEES, PARKS, PARKS_LATER, take_in

pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    """How many rows there are of everything."""
    models = (TextFile, Work, Version, Printing, Clause, Citation, Quantity, Entry)
    return [model.objects.count() for model in models]


def test_a_text_is_stored_with_its_provisions_and_one_entry_each() -> None:
    done = take_in(PARKS)
    assert (done.documents, done.new, done.known) == (1, 1, False)
    version = Version.objects.get()
    assert (version.label, str(version.since)) == ("2020-04-01", "2020-04-01")
    addresses = [clause.address for clause in version.clauses.order_by("place")]
    assert addresses == ["1/1", "2/1", "2/1/1", "2/1/2", "3/1", "4/1", "5/1"]
    first = version.clauses.get(address="2/1/2")
    assert (first.text, first.label) == ("社区公园。", "第二条第（二）项")
    assert first.wording == wording_hash("社区公园。")
    assert PARKS[slice(*first.pieces[0])] == "社区公园。"
    assert Entry.objects.filter(action=STORED).count() == 1


def test_the_same_file_twice_changes_nothing() -> None:
    take_in(PARKS)
    before = counts()
    assert take_in(PARKS, "other-name.txt").known
    assert counts() == before


def test_the_same_text_in_other_lines_is_another_printing_of_the_version() -> None:
    take_in(PARKS)
    again = take_in(PARKS.replace("每日开放不少于", "每日开放\n不少于"))
    assert (again.new, again.known) == (0, False)
    assert Version.objects.count() == 1
    assert Printing.objects.get().file == again.file
    assert bytes(again.file.content).decode().count("\n") == PARKS.count("\n") + 1


def test_a_new_version_stands_beside_the_older_by_its_date_of_effect() -> None:
    take_in(PARKS)
    take_in(PARKS_LATER)
    work = Work.objects.get()
    older, newer = work.versions.order_by("since")
    assert (older.label, newer.label) == ("2020-04-01", "2024-05-01")
    assert "500元" in older.clauses.get(address="4/1").text
    assert "300元" in newer.clauses.get(address="4/1").text
    both = [older, newer]
    assert in_force(both, older.since) == older  # type: ignore[arg-type]
    assert in_force(both, newer.since) == newer  # type: ignore[arg-type]


def test_another_wording_of_the_same_day_is_kept_too() -> None:
    take_in(PARKS)
    take_in(PARKS.replace("社区公园", "社区花园"))
    assert set(Version.objects.values_list("label", flat=True)) == {"2020-04-01", "2020-04-01~2"}


def test_an_interrupted_import_goes_on_where_it_was() -> None:
    file = receive(content=PARKS.encode(), name="a.txt", actor=ACTOR)

    def breaks(done: int, total: int) -> None:
        raise RuntimeError(f"{done} of {total}")

    with pytest.raises(RuntimeError, match="1 of 1"):
        read_in(file, actor=ACTOR, progress=breaks)
    assert TextFile.objects.get().read is None
    assert read_in(file, actor=ACTOR).documents == 1
    assert Version.objects.count() == 1


def test_an_empty_file_is_refused_and_senseless_ones_are_kept() -> None:
    with pytest.raises(ValidationError):
        receive(content=b"", name="empty.txt", actor=ACTOR)
    done = take_in("一二三\n\n四五六\n")
    assert done.file.read is not None
    assert bytes(TextFile.objects.get().content) == "一二三\n\n四五六\n".encode()


def test_citations_lead_to_works_whenever_these_come_in() -> None:
    take_in(FEES)
    named = Citation.objects.filter(name="甲市公园管理办法")
    assert set(named.values_list("work", flat=True)) == {None}
    take_in(PARKS)
    parks = Work.objects.get(title="甲市公园管理办法")
    assert set(named.values_list("work", flat=True)) == {parks.pk}
    assert {one.address for one in named} >= {"4", "4/1", "90"}
    assert Citation.objects.get(name="乙省游园条例").work is None
    own = Citation.objects.get(version__work=parks, address="2/1/2")
    assert (own.own, own.work) == (True, parks)


def test_quantities_are_stored_with_exact_values_and_true_spans() -> None:
    take_in(PARKS)
    money = Quantity.objects.get(kind="money")
    assert (money.value, money.unit, money.direction) == ("500", "元", "at most, inclusive")
    assert PARKS[money.start : money.end] == money.text
    assert Quantity.objects.get(kind="time limit").clause.address == "4/1"  # type: ignore[union-attr]


def test_a_version_is_taken_away_as_markdown_and_json() -> None:
    take_in(PARKS)
    version = Version.objects.get()
    told = as_json(version)
    assert [one["address"] for one in told["provisions"]][-1] == "5/1"
    assert told["citations"][0]["addresses"] == ["2/1/2"]
    assert {one["kind"] for one in told["quantities"]} >= {"money", "time limit"}
    lines = as_markdown(version)
    assert lines.startswith("# 甲市公园管理办法\n")
    take_in(lines, "again.md")
    wordings = [clause.wording for clause in version.clauses.order_by("place")]
    other = Version.objects.exclude(pk=version.pk).get()
    assert [clause.wording for clause in other.clauses.order_by("place")] == wordings


def test_the_command_imports_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from guiju.cli import main

    path = tmp_path / "parks.txt"
    path.write_bytes(PARKS.encode("gb18030"))
    assert main(["texts", "import", str(path), "--json"]) == 0
    assert '"new_versions": 1' in capfd.readouterr().out
    assert Version.objects.get().clauses.count() == 7
    assert main(["texts", "search", "答复", "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["total"], told["hits"][0]["label"]) == (1, "第四条")
    assert main(["texts", "search", "答复"]) == 0
    assert "第四条：" in capfd.readouterr().out
    with pytest.raises(SystemExit) as left:
        main(["texts", "import", str(tmp_path / "missing.txt"), "--json"])
    assert left.value.code == 2
    assert '"where"' in capfd.readouterr().out
