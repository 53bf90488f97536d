"""Several administrators at once: one import is written, no organ ends under a new appointment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from guiju.clock import today
from guiju.ledger.models import Entry
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs import services
from guiju.organs.changing import end_organ
from guiju.organs.importing import ImportRefused, read_city, write_import
from guiju.organs.importing.writing import Credential
from guiju.organs.models import Account, Organ, Role, Tenure
from guiju.sheets import SheetOut, write_xlsx

pytestmark = pytest.mark.django_db(transaction=True)
ACTOR = Actor("演示甲", "演示岗位")
CLIENTS = 4


def at_once(*works: Callable[[], None]) -> None:
    """Run each in a thread of its own, all from the same moment on."""
    start, faults = threading.Barrier(len(works)), list[BaseException]()

    def run(work: Callable[[], None]) -> None:
        try:
            start.wait()
            work()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def head() -> Organ:
    return services.create_organ(
        ACTOR, code="4514", name="崇左市", level="市", category="行政机关", parent=None
    )


def test_of_several_imports_at_once_one_is_written(tmp_path: Path) -> None:
    post = services.create_post(ACTOR, organ=head(), role=Role.FINANCE, title="岗")
    people = [(f"u{number}", f"演示{number}", "4514", "岗", "2026-01-06", None)
              for number in range(5)]  # fmt: skip
    path = tmp_path / "city.xlsx"
    header = ("用户名", "姓名", "机关代码", "岗位名称", "自", "至")
    write_xlsx(path, [SheetOut("人员", header, people)])
    handed: list[list[Credential]] = []

    def write() -> None:
        try:
            write_import(ACTOR, read_city(path), hand_out=handed.append)
        except ImportRefused:
            assert post.tenures.count() == len(people)

    at_once(*[write] * CLIENTS)
    assert len(handed) == 1
    for username, _, password in handed[0]:
        assert Account.objects.get(username=username).check_password(password)
    assert Tenure.objects.count() == len(people)
    assert Entry.objects.filter(action="organs.imported").count() == 1
    assert verify().broken is None


def test_no_organ_ends_while_somebody_is_appointed_in_it() -> None:
    city = head()
    account = services.create_account(ACTOR, username="u", name="演示乙")
    for number in range(8):
        organ = services.create_organ(
            ACTOR, code=f"4514-{number}", name=f"局{number}", level="市", category="行政机关",
            parent=city,
        )  # fmt: skip
        post = services.create_post(ACTOR, organ=organ, role=Role.FINANCE, title="岗")
        done: list[str] = []

        def end(organ: Organ = organ, done: list[str] = done) -> None:
            try:
                end_organ(ACTOR, organ=organ, day=today(), reason="试")
                done.append("ended")
            except ValidationError:
                done.append("kept")

        def appoint(post: object = post, done: list[str] = done) -> None:
            try:
                services.appoint(ACTOR, account=account, post=post, since=today())  # type: ignore[arg-type]
                done.append("appointed")
            except ValidationError:
                done.append("refused")

        at_once(end, appoint)
        assert set(done) in ({"ended", "refused"}, {"kept", "appointed"})
        organ.refresh_from_db()
        assert (organ.ended is None) is Tenure.objects.filter(post=post, until=None).exists()
    assert verify().broken is None
