"""A check on the page: handed in, judged as a job, read, explained, corrected, taken away."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guiju.institutions.vehicles.checking import as_json, check_file
from guiju.institutions.vehicles.checking.columns import ORDER
from guiju.institutions.vehicles.models import Check, CheckedRow, CheckFinding
from guiju.institutions.vehicles.services import correct_cell, start_check
from guiju.jobs.models import Job, State
from guiju.jobs.services import claim, run
from guiju.jobs.worker import run_one
from guiju.ledger.models import Entry
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs.models import Organ

from .ledgers import cars, csv_file, xlsx_file

pytestmark = pytest.mark.django_db
ACTOR = Actor("演示甲", "演示岗位")
ROWS = cars(
    {},
    {"价格（元）": "135000.00"},
    {"产地": ""},
    {"购置日期": "2019-02-30", "价格（元）": "135000.00"},
    {"固定使用人": "演示丙"},
)


def upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


@pytest.fixture
def check(city: None, tmp_path: Path) -> Check:
    """A finished check with a quota sheet."""
    path = xlsx_file(tmp_path / "台账.xlsx", ROWS, quota=[("演示单位", "机要通信", 4)])
    organ = Organ.objects.get(code="4514-A")
    made = start_check(organ=organ, actor=ACTOR, upload=upload(path))
    assert run_one("w")
    made.refresh_from_db()
    return made


def stored(check: Check) -> set[tuple[Any, ...]]:
    """The findings of a check, comparable."""
    return {
        (f.number, f.subject, f.provision, f.verdict, tuple(f.missing), f.message)
        for f in check.findings.all()
    }


def told(path: Path) -> set[tuple[Any, ...]]:
    """The findings of the command line on the same file."""
    return {
        (f["row"], f["subject"], f["provision"], f["verdict"], tuple(f["missing"]), f["message"])
        for f in as_json(check_file(path))["findings"]
    }


def test_the_page_finds_what_the_command_finds(check: Check, tmp_path: Path) -> None:
    assert stored(check) == told(tmp_path / "台账.xlsx")
    assert (check.rows, check.breach, check.unknown, check.conforming) == (5, 2, 2, 1)
    assert {f.provision for f in check.findings.filter(number=None)} == {"6/1"}
    assert check.job is not None
    assert (check.job.rows_done, check.job.rows_total) == (5, 5)


def test_handing_in_reading_and_taking_away(
    as_role: Callable[[str], Client], tmp_path: Path
) -> None:
    client = as_role("vehicle_authority")
    empty = client.post(reverse("vehicles:new"), {})
    assert empty.status_code == 400
    assert "error-summary" in empty.content.decode()
    path = csv_file(tmp_path / "a.csv", ROWS)
    answer = client.post(reverse("vehicles:new"), {"ledger": upload(path)})
    check = Check.objects.get()
    assert answer["Location"] == reverse("vehicles:check", args=[check.pk])
    waiting = client.get(answer["Location"]).content.decode()
    assert "<progress" in waiting
    assert check.job is not None
    progress = reverse("jobs:progress", args=[check.job.pk])
    assert "HX-Refresh" not in client.get(progress)
    assert run_one("w")
    assert client.get(progress)["HX-Refresh"] == "true"
    page = client.get(answer["Location"]).content.decode()
    named = ("第七条第一款第（一）项", "第十三条", "第二十九条第（五）项")
    for said in (*named, "违反", "不能判定", "按单位"):
        assert said in page
    filtered = client.get(f"{answer['Location']}?provision=13/1").content.decode()
    assert "产地" in filtered
    assert "135000.00" not in filtered
    problems = client.get(reverse("vehicles:problems", args=[check.pk])).content.decode()
    assert "2019-02-30" in problems
    row = client.get(reverse("vehicles:row", args=[check.pk, 3])).content.decode()
    for said in ("135000.00", "120000.00", "第七条第一款第（一）项", "怎样得出的", "第二十九条"):
        assert said in row
    letter = client.get(reverse("vehicles:letter", args=[check.pk, 3])).content.decode()
    assert "核对意见" in letter
    english = Client()
    english.cookies = client.cookies
    english.post("/language/", {"language": "en"})
    assert (
        "does not meet" in english.get(reverse("vehicles:row", args=[check.pk, 3])).content.decode()
    )


def test_a_corrected_cell_changes_the_verdict_and_leaves_its_record(
    check: Check, as_role: Callable[[str], Client]
) -> None:
    client = as_role("vehicle_authority")
    url = reverse("vehicles:cell", args=[check.pk, 3, ORDER["价格（元）"]])
    assert 'value="135000' in client.get(url).content.decode()
    assert client.post(url, {"value": "119000"}).status_code == 302
    check.refresh_from_db()
    assert (check.breach, check.conforming) == (1, 2)
    assert not check.findings.filter(number=3).exists()
    entry = Entry.objects.get(action="vehicles.check.corrected")
    assert "119000" not in entry.content
    assert check.corrections.get().before == "135000.00"
    row = client.get(reverse("vehicles:row", args=[check.pk, 3])).content.decode()
    assert "已改正" in row
    assert verify().broken is None


def test_a_malformed_correction_is_reported_and_counts_as_not_known(check: Check) -> None:
    correct_cell(check=check, number=2, column="购置日期", value="gestern", actor=ACTOR)
    problem = check.problems.get(number=2)
    assert (problem.column, problem.value, problem.expected_en) == ("购置日期", "gestern", "a date")
    assert CheckedRow.objects.get(ledger=check, number=2).verdict == "conforming"
    correct_cell(check=check, number=2, column="购置日期", value="", actor=ACTOR)
    assert not check.problems.filter(number=2).exists()


def test_correcting_class_or_organ_counts_again(check: Check) -> None:
    assert check.findings.get(number=None).verdict == "breach"
    correct_cell(check=check, number=2, column="使用单位", value="另一单位", actor=ACTOR)
    assert set(check.findings.filter(number=None).values_list("subject", "verdict")) == {
        ("另一单位", "unknown")
    }


def test_a_repaired_plate_is_a_plate(city: None, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", cars({"号牌号码": "甲"}, {"号牌号码": "甲"}))
    check = start_check(organ=Organ.objects.get(code="4514-A"), actor=ACTOR, upload=upload(path))
    run_one("w")
    assert check.problems.get().column == "号牌号码"
    correct_cell(check=check, number=3, column="号牌号码", value="乙", actor=ACTOR)
    assert not check.problems.exists()
    correct_cell(check=check, number=3, column="号牌号码", value="甲", actor=ACTOR)
    assert check.problems.get().number == 3


def test_the_download_holds_corrections_and_findings(
    check: Check, as_role: Callable[[str], Client]
) -> None:
    correct_cell(check=check, number=3, column="价格（元）", value="119000", actor=ACTOR)
    answer = as_role("finance").get(reverse("vehicles:download", args=[check.pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert book.sheetnames == ["车辆台账", "单位发现", "填写问题"]
    header, *rows = book["车辆台账"].iter_rows(values_only=True)
    price, verdict = header.index("价格（元）"), header.index("核对结论")
    assert [row[price] for row in rows][1] == "119000"
    assert [row[verdict] for row in rows] == ["符合", "符合", "不能判定", "不能判定", "违反"]
    assert book["单位发现"]["A2"].value == "演示单位"
    assert book["填写问题"]["D2"].value == "2019-02-30"


def test_a_large_ledger_is_written_as_a_job(
    check: Check, as_role: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guiju.institutions.vehicles.views.checks.AT_ONCE", 4)
    client = as_role("finance")
    url = reverse("vehicles:download", args=[check.pk])
    assert "开始写出" in client.get(url).content.decode()
    page = client.post(url)["Location"]
    assert client.post(url)["Location"] == page
    assert run_one("w")
    assert f'href="{url}"' in client.get(page).content.decode()
    answer = client.get(url)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert book["车辆台账"].max_row == 6
    correct_cell(check=check, number=3, column="价格（元）", value="119000", actor=ACTOR)
    assert "开始写出" in client.get(url).content.decode()


def test_every_service_leaves_its_record(check: Check) -> None:
    import inspect

    from guiju.institutions.vehicles import services

    own = {
        name
        for name, function in inspect.getmembers(services, inspect.isfunction)
        if function.__module__ == services.__name__ and not name.startswith("_")
    }
    assert own == {"start_check", "correct_cell", "prepare_export"}
    correct_cell(check=check, number=2, column="产地", value="进口", actor=ACTOR)
    actions = set(Entry.objects.values_list("action", flat=True))
    assert {"vehicles.check.started", "vehicles.check.corrected", "jobs.submitted"} <= actions


def test_a_check_writes_no_cars(check: Check) -> None:
    from guiju.institutions.vehicles.models import Car, QuotaAccount

    assert check.checked_rows.count() == 5
    assert not Car.objects.exists()
    assert not QuotaAccount.objects.exists()


def test_a_file_that_cannot_be_read_is_told_on_the_page(
    as_role: Callable[[str], Client],
) -> None:
    client = as_role("using_clerk")
    client.post(reverse("vehicles:new"), {"ledger": SimpleUploadedFile("a.xlsx", b"%PDF-1.7")})
    run_one("w")
    check = Check.objects.get()
    page = client.get(reverse("vehicles:check", args=[check.pk])).content.decode()
    assert "不能核对" in page
    assert "XLSX、XLS、ODS" in page


def test_a_check_interrupted_between_chunks_goes_on_where_it_was(
    city: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guiju.institutions.vehicles.handlers.CHUNK", 2)
    path = xlsx_file(tmp_path / "a.xlsx", ROWS, quota=[("演示单位", "机要通信", 4)])
    check = start_check(organ=Organ.objects.get(code="4514-A"), actor=ACTOR, upload=upload(path))
    import guiju.institutions.vehicles.handlers as handlers

    whole, calls = handlers._store, []

    def dying(*told: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        whole(*told)

    monkeypatch.setattr(handlers, "_store", dying)
    taken = claim("one")
    assert taken is not None
    with pytest.raises(KeyboardInterrupt):
        run(taken)
    assert CheckedRow.objects.count() == 2
    monkeypatch.setattr(handlers, "_store", whole)
    Job.objects.update(state=State.WAITING)
    assert run_one("two")
    check.refresh_from_db()
    assert stored(check) == told(path)
    assert CheckedRow.objects.count() == check.rows == 5


def test_a_cancelled_check_keeps_what_it_had(
    as_role: Callable[[str], Client], tmp_path: Path
) -> None:
    client = as_role("vehicle_authority")
    path = csv_file(tmp_path / "a.csv", ROWS)
    client.post(reverse("vehicles:new"), {"ledger": upload(path)})
    check = Check.objects.get()
    assert check.job is not None
    client.post(reverse("jobs:cancel", args=[check.job.pk]))
    page = client.get(reverse("vehicles:check", args=[check.pk])).content.decode()
    assert "核对已取消" in page
    assert not CheckFinding.objects.exists()


@pytest.mark.parametrize("name", ["list", "check", "rows", "problems", "row"])
def test_queries_of_a_page_do_not_grow_with_its_rows(
    name: str, check: Check, as_role: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    client = as_role("vehicle_authority")
    arguments = {"list": [], "row": [check.pk, 3]}.get(name, [check.pk])
    with django_assert_max_num_queries(18):
        assert client.get(reverse(f"vehicles:{name}", args=arguments)).status_code == 200


@pytest.mark.parametrize("name", ["list", "check", "rows", "problems"])
def test_lists_can_be_exported(name: str, check: Check, as_role: Callable[[str], Client]) -> None:
    client = as_role("vehicle_authority")
    url = reverse(f"vehicles:{name}", args=[] if name == "list" else [check.pk])
    answer = client.get(f"{url}?export=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert book.worksheets[0].max_row >= 2
