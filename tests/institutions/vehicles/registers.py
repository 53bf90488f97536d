"""What the tests of the register share: checked ledgers, approvals, accounts, what must hold."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guiju.institutions.vehicles.models import Car, Check, QuotaAccount
from guiju.institutions.vehicles.services import start_check
from guiju.institutions.vehicles.services.accounts import Approval
from guiju.institutions.vehicles.services.adopting import accounts_off, adopt, rehearse
from guiju.institutions.vehicles.services.quota import set_authorised
from guiju.jobs.worker import run_one
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs.models import Account, Organ, Post, Role
from guiju.procedures.models import Case
from guiju.procedures.services import take_step

from .ledgers import OK, xlsx_file

ACTOR = Actor("演示甲", "演示局 公务用车主管经办")
APPROVAL = Approval("桂机管〔2020〕演1号", dt.date(2020, 3, 1))
OFFICE, POLICE = "4514-08", "4514-09"
CLASS = "机要通信"


def organ(code: str = OFFICE) -> Organ:
    """An organ of the demo city."""
    return Organ.objects.get(code=code)


def row(number: int, code: str = OFFICE, **changes: Any) -> dict[str, Any]:
    """A conforming car of an organ as a ledger lists it."""
    own = organ(code)
    told = {"使用单位": own.name, "单位类别": own.category, "行政层级": own.level}
    return {"号牌号码": f"桂F·R{number:03}", **OK, **told, "登记所有人": own.name, **changes}


def checked(folder: Path, rows: list[dict[str, Any]], quota: Any = None) -> Check:
    """A ledger handed in by the city's authority and checked to its end."""
    path = xlsx_file(folder / "台账.xlsx", rows, quota=quota)
    upload = SimpleUploadedFile("台账.xlsx", path.read_bytes())
    check = start_check(organ=organ("4514-A"), actor=ACTOR, upload=upload)
    assert run_one("test")
    check.refresh_from_db()
    return check


def city_organs() -> Any:
    """The organs of the city's scope."""
    return Organ.objects.filter(path__startswith=organ("4514").path)


def adopted(check: Check, approval: Approval | None = None) -> Any:
    """The adoption of a check, confirmed as it was rehearsed."""
    plan = rehearse(check, city_organs())
    return adopt(
        check=check,
        organs=city_organs(),
        fingerprint=plan.fingerprint,
        actor=ACTOR,
        approval=approval,
    )


def numbered(code: str = OFFICE, count: int = 3, name: str = CLASS) -> QuotaAccount:
    """An account with an approved number."""
    return set_authorised(
        organ=organ(code), vehicle_class=name, authorised=count, approval=APPROVAL, actor=ACTOR
    )


def account(code: str = OFFICE, name: str = CLASS) -> QuotaAccount:
    """An account as it stands."""
    return QuotaAccount.objects.get(organ__code=code, vehicle_class=name)


def figures(code: str = OFFICE, name: str = CLASS) -> tuple[int | None, int, int, int, int | None]:
    """Authorised, held, pending, frozen and free."""
    one = account(code, name)
    return one.authorised, one.held, one.pending, one.frozen, one.free


def cells(number: int, code: str = OFFICE, **changes: str) -> dict[str, str]:
    """The facts of a delivered car as they are typed."""
    told = row(number, code, **changes)
    return {column: str(told[column]) for column in Car.FIELDS if told.get(column)}


def all_holds() -> bool:
    """Whether counts are those of the register and the chains verify."""
    return accounts_off() == [] and verify().broken is None


def post_of(code: str) -> tuple[Post, Account]:
    """The post of an organ that acts in procedures, and who holds it."""
    post = organ(code).posts.exclude(role=Role.ADMINISTRATOR).order_by("pk")[0]
    return post, post.tenures.order_by("pk")[0].account


def take(case: Case, code: str, transition: str, **more: Any) -> Case:
    """One step of a case by the post of an organ, with a reason."""
    state = Case.objects.get(pk=case.pk).state
    more.setdefault("reason", "演示理由")
    return take_step(*post_of(code), case.pk, transition, expected_state=state, **more)
