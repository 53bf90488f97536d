"""The administrator's pages: import, forgotten passwords, closed accounts, organs that change."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guiju.clock import today
from guiju.jobs.models import Job
from guiju.jobs.worker import run_one
from guiju.ledger.models import Entry
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs import services
from guiju.organs.models import Account, Organ, Post, Tenure
from guiju.sheets import SheetOut, write_xlsx

pytestmark = pytest.mark.django_db
PEOPLE = ("用户名", "姓名", "机关代码", "岗位名称", "自", "至")
ORGANS = ("代码", "名称", "行政层级", "单位类别", "上级代码")
POSTS = ("机关代码", "职责", "岗位名称")
PASSWORD = "eine-lange-Reihe-9"


@pytest.fixture(autouse=True)
def own_data(settings: object, tmp_path: object) -> None:
    """Waiting passwords go to a folder of their own."""
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def administrator(as_role: Callable[[str], Client]) -> Client:
    """Signed in as the city's administrator."""
    return as_role("administrator")


def workbook(person: str = "演示人") -> SimpleUploadedFile:
    target = BytesIO()
    write_xlsx(
        target,
        [
            SheetOut("机关", ORGANS, [("4514-91", "演示办", "市", "行政机关", "4514")]),
            SheetOut("岗位", POSTS, [("4514-91", "用车单位经办", "经办")]),
            SheetOut("人员", PEOPLE, [("neu", person, "4514-91", "经办", "2026-01-06", None)]),
        ],
    )
    return SimpleUploadedFile("city.xlsx", target.getvalue())


def handed_in(client: Client, book: SimpleUploadedFile) -> str:
    """The address of the report of a rehearsal that has run."""
    answer = client.post(reverse("organs:import"), {"book": book})
    assert answer.status_code == 302, answer.content.decode()
    assert run_one("w")
    return answer["Location"]


def test_a_workbook_is_rehearsed_confirmed_written_and_its_passwords_are_taken_once(
    administrator: Client, client: Client
) -> None:
    organs = Organ.objects.count()
    report = handed_in(administrator, workbook())
    text = administrator.get(report).content.decode()
    for told in ("4514-91 演示办", "neu 演示人", "确认写入"):
        assert told in text
    assert Organ.objects.count() == organs
    written = administrator.post(f"{report}write/")["Location"]
    assert "进度" in administrator.get(written).content.decode()
    assert run_one("w")
    assert "取走密码" in administrator.get(written).content.decode()
    account = Account.objects.get(username="neu")
    assert account.tenures.get().post.organ.code == "4514-91"
    entry = Entry.objects.get(action="organs.imported")
    assert entry.actor_name == Account.objects.get(pk=administrator.session["_auth_user_id"]).name
    job = Job.objects.get(kind="organs.import.write")
    waiting = settings.DATA_DIR / "passwords" / f"import-{job.pk}.csv"
    assert waiting.stat().st_mode & 0o777 == 0o600
    taken = administrator.post(f"{written}passwords/")
    lines = b"".join(taken.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "用户名,姓名,一次性密码"
    assert account.check_password(lines[1].split(",")[2])
    assert taken["Cache-Control"] == "no-store"
    assert not waiting.exists()
    again = administrator.post(f"{written}passwords/", follow=True)
    assert "已经取走" in again.content.decode()
    assert administrator.post(f"{report}write/").status_code == 404
    assert "已经写入" in administrator.get(report).content.decode()
    assert verify().broken is None


def test_a_job_that_runs_again_after_its_commit_writes_nothing_twice(
    administrator: Client,
) -> None:
    report = handed_in(administrator, workbook())
    administrator.post(f"{report}write/")
    assert run_one("w")
    job = Job.objects.get(kind="organs.import.write")
    waiting = settings.DATA_DIR / "passwords" / f"import-{job.pk}.csv"
    before = (waiting.read_bytes(), Entry.objects.filter(action="organs.imported").count())
    Job.objects.filter(pk=job.pk).update(state="waiting")
    assert run_one("w")
    assert Job.objects.get(pk=job.pk).state == "done"
    after = (waiting.read_bytes(), Entry.objects.filter(action="organs.imported").count())
    assert after == before


def test_refused_cells_are_shown_and_cannot_be_confirmed(administrator: Client) -> None:
    report = handed_in(administrator, workbook(person=""))
    text = administrator.get(report).content.decode()
    assert "不能用的单元格" in text
    assert "本人的姓名" in text
    assert "确认写入" not in text
    assert administrator.post(f"{report}write/").status_code == 404
    administrator.post("/language/", {"language": "en"})
    assert "the person&#x27;s name" in administrator.get(report).content.decode()


def test_what_changed_after_the_rehearsal_is_not_written(administrator: Client) -> None:
    report = handed_in(administrator, workbook())
    services.create_account(Actor("演示甲", ""), username="neu", name="演示人")
    written = administrator.post(f"{report}write/")["Location"]
    assert run_one("w")
    text = administrator.get(written).content.decode()
    assert "没有写入任何内容" in text
    assert not Organ.objects.filter(code="4514-91").exists()


def test_a_file_that_is_no_workbook_is_told(administrator: Client) -> None:
    assert administrator.post(reverse("organs:import"), {}).status_code == 400
    report = handed_in(administrator, SimpleUploadedFile("a.pdf", b"%PDF-1.7 nothing"))
    assert "没有写入任何内容" in administrator.get(report).content.decode()


def test_the_template_can_be_taken(administrator: Client) -> None:
    answer = administrator.get(reverse("organs:import-template"))
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert {"机关", "岗位", "人员"} <= set(book.sheetnames)


def test_a_forgotten_password_is_replaced_shown_once_and_changed_first(
    administrator: Client,
) -> None:
    account = Account.objects.get(tenures__post__organ__code="4514-08")
    address = reverse("organs:account-reset", args=[account.pk])
    assert administrator.post(address, {"reason": ""}).status_code == 400
    answer = administrator.post(address, {"reason": "本人申请"})
    assert answer["Cache-Control"] == "no-store"
    password = answer.context["password"]
    assert password in answer.content.decode()
    page = administrator.get(reverse("organs:account", args=[account.pk])).content.decode()
    assert "须更改密码" in page
    assert password not in page
    owner = Client()
    owner.post("/sign-in/", {"username": account.username, "password": password})
    for address in ("/", "/organs/", "/vehicles/checks/"):
        assert owner.get(address)["Location"] == "/password/"
    assert "只用一次" in owner.get("/password/").content.decode()
    assert owner.post("/language/", {"language": "zh-hans"}).status_code == 302
    chosen = {"old_password": password, "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert owner.post("/password/", chosen)["Location"] == "/"
    assert owner.get("/organs/").status_code == 200


def test_an_account_is_found_and_closed_but_not_ones_own(administrator: Client) -> None:
    account = Account.objects.get(tenures__post__organ__code="4514-08")
    found = administrator.get(reverse("organs:accounts"), {"q": account.name}).content.decode()
    assert account.username in found
    assert account.last_login is None and f"{today()}" not in found
    page = administrator.get(reverse("organs:detail", args=["4514-08"])).content.decode()
    assert reverse("organs:account", args=[account.pk]) in page
    address = reverse("organs:account-close", args=[account.pk])
    assert administrator.post(address, {"reason": "调离"}).status_code == 302
    assert not Account.objects.get(pk=account.pk).is_active
    assert "已停用" in administrator.get(found_at(account)).content.decode()
    own = administrator.session["_auth_user_id"]
    address = reverse("organs:account-close", args=[own])
    answer = administrator.post(address, {"reason": "试"})
    assert (answer.status_code, "自己的账号" in answer.content.decode()) == (400, True)
    assert administrator.get(address).status_code == 200


def found_at(account: Account) -> str:
    return reverse("organs:account", args=[account.pk])


def test_accounts_outside_the_scope_are_not_there(administrator: Client) -> None:
    above = Account.objects.get(tenures__post__organ__code="45-F")
    for name in ("account", "account-reset", "account-close"):
        address = reverse(f"organs:{name}", args=[above.pk])
        assert administrator.get(address).status_code == 404
        assert administrator.post(address, {"reason": "试"}).status_code == 404
    assert above.is_active


def test_an_organ_is_renamed_and_ended_on_its_page(administrator: Client) -> None:
    code = "4514-08"
    rename, end = (reverse(f"organs:{name}", args=[code]) for name in ("rename", "end"))
    assert "市教育局" in administrator.get(rename).content.decode()
    same = administrator.post(rename, {"name": "市教育局", "reason": "试"})
    assert same.status_code == 400
    administrator.post(rename, {"name": "市教育体育局", "reason": "机构改革"})
    page = administrator.get(reverse("organs:detail", args=[code])).content.decode()
    assert "市教育体育局" in page
    assert "原名" in page
    sent = {"day": today().isoformat(), "reason": "机构改革"}
    answer = administrator.post(end, sent)
    assert (answer.status_code, "任职没有结束" in answer.content.decode()) == (400, True)
    tenure = Tenure.objects.get(post__organ__code=code)
    services.end_tenure(Actor("演示甲", ""), tenure=tenure, until=today())
    assert administrator.post(end, sent).status_code == 302
    page = administrator.get(reverse("organs:detail", args=[code])).content.decode()
    assert "撤销日期" in page
    assert reverse("organs:appoint", args=[code]) not in page
    late = {"username": tenure.account.username, "post": Post.objects.get(organ__code=code).pk,
            "since": today().isoformat()}  # fmt: skip
    answer = administrator.post(reverse("organs:appoint-known", args=[code]), late)
    assert (answer.status_code, "机关已撤销" in answer.content.decode()) == (400, True)
    new = administrator.get(reverse("organs:new")).content.decode()
    assert "市教育体育局" not in new


def test_history_is_filtered_by_day_in_the_citys_time(administrator: Client) -> None:
    address = reverse("ledger:list")
    day = today().isoformat()
    within = administrator.get(address, {"since": day, "until": day})
    assert "没有记录" not in within.content.decode()
    for told in ({"until": "2020-01-05"}, {"since": "2999-01-01"}):
        assert "没有记录" in administrator.get(address, told).content.decode()
    odd = administrator.get(address, {"since": "morgen"})
    assert odd.status_code == 200
    assert "id_since_error" in odd.content.decode()
    for edge in ("0001-01-01", "9999-12-31"):
        assert administrator.get(address, {"since": edge, "until": edge}).status_code == 200
