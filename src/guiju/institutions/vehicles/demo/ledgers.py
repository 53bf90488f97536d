"""Invented ledgers of the demo city, handed in by its clerks and adopted: the same every time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guiju.jobs.worker import run_one
from guiju.ledger.services import Actor
from guiju.organs.models import Organ, Role, Tenure
from guiju.organs.scope import organs_of
from guiju.sheets import SheetOut, write_xlsx

from ..checking.columns import CLASS, COLUMNS, ORGAN, PLATE, QUOTA, QUOTA_SHEET, SHEET
from ..models import Check, QuotaAccount
from ..services import start_check
from ..services.accounts import Approval
from ..services.adopting import adopt, rehearse
from ..services.quota import set_authorised

CARS_AN_ORGAN = 9
_CLASSES = ("机要通信", "应急保障", "执法执勤", "特种专业技术", "离退休干部服务", "行政执法")
LEDGERS = {"451421-A": 5000, "4514-08": 8000, "4514-A": 0}
"""Whose ledgers are handed in, and the number of the first plate in each."""
APPROVAL = Approval("桂机管〔2020〕演示1号", dt.date(2020, 3, 2))
ROOMY = "4514-08"
"""An organ whose numbers leave a place free in every class, so that it can ask for a car."""
_NUMBERS = {"市": "F", "县": "F", "乡": "F", "自治区": "A"}
# One in so many cars of the demo has each oddity, so that every article shows something.
_ODD: tuple[tuple[int, dict[str, str]], ...] = (
    (9, {"价格（元）": "268000"}),
    (11, {"排气量（升）": "2.5"}),
    (13, {"产地": "进口"}),
    (14, {"车型": "越野车", "越野车批准文号": "无"}),
    (17, {"登记所有人类别": "下属单位"}),
    (12, {"卫星定位": "否"}),
    (15, {"统一标识": "否"}),
    (19, {"固定使用人": "演示某"}),
    (23, {"车辆来源": "借用"}),
    (29, {"车辆来源": "受赠"}),
    (31, {"高档配置": "是"}),
    (21, {"价格（元）": "196000", "购置日期": "2018-06-01"}),
)
_BLANKS = ("配备情形", "动力类型", "购置日期", "保密用途", "价格（元）")


def load_checks() -> None:
    """Hand in the ledger of the city's organs and of one county's, and check them at once."""
    for code, first in LEDGERS.items():
        organ = Organ.objects.get(code=code)
        head = organ if code == "4514-08" else organ.parent
        assert head is not None
        keepers = [
            o for o in Organ.objects.filter(path__startswith=head.path) if o.level == organ.level
        ]
        tenure = _clerk(organ)
        name = f"{head.name}公务用车台账（演示）.xlsx"
        content = ledger_file(keepers, seed=code, first=first)
        upload = SimpleUploadedFile(name, content)
        start_check(organ=organ, actor=Actor(tenure.account.name, str(tenure.post)), upload=upload)
    while run_one("demo"):
        pass


def _clerk(organ: Organ) -> Tenure:
    """Who works with cars in an organ."""
    held = Tenure.objects.filter(post__organ=organ).exclude(post__role=Role.ADMINISTRATOR)
    return held.select_related("account", "post__organ__parent").order_by("pk")[0]


def load_register() -> None:
    """Adopt the ledgers of the authorities with the numbers that the region approved."""
    for check in Check.objects.select_related("organ", "job").order_by("pk"):
        tenure = _clerk(check.organ)
        if tenure.post.role != Role.AUTHORITY:
            continue
        organs = list(organs_of(tenure.post))
        adopt(
            check=check,
            organs=organs,
            fingerprint=rehearse(check, organs).fingerprint,
            actor=Actor(tenure.account.name, str(tenure.post)),
            approval=APPROVAL,
        )
    keeper = _clerk(Organ.objects.get(code="4514-A"))
    organ = Organ.objects.get(code=ROOMY)
    held = dict(QuotaAccount.objects.filter(organ=organ).values_list("vehicle_class", "held"))
    for vehicle_class in _CLASSES:
        set_authorised(
            organ=organ,
            vehicle_class=vehicle_class,
            authorised=held.get(vehicle_class, 0) + 1,
            approval=APPROVAL,
            actor=Actor(keeper.account.name, str(keeper.post)),
        )


def ledger_file(
    organs: list[Organ], *, seed: str, cars: int = CARS_AN_ORGAN, first: int = 0
) -> bytes:
    """An invented ledger with its quota sheet, as XLSX; the same seed gives the same file."""
    chance = random.Random(seed)  # noqa: S311
    rows = [row for organ in organs for row in _cars(organ, cars, chance)]
    for number, row in enumerate(rows, start=first):
        row[PLATE] = f"桂{_NUMBERS[row['行政层级']]}·演{number:04}"
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row[ORGAN], row[CLASS])
        counts[key] = counts.get(key, 0) + 1
    quota = [(*key, count - (chance.random() < 0.1)) for key, count in counts.items()]
    return as_ledger(rows, quota)


def as_ledger(rows: Sequence[Mapping[str, Any]], quota: Iterable[tuple[str, str, int]]) -> bytes:
    """Rows by column and numbers by organ and class, as XLSX."""
    header = [column.name for column in COLUMNS]
    target = BytesIO()
    write_xlsx(
        target,
        [
            SheetOut(SHEET, header, [[row.get(name) or None for name in header] for row in rows]),
            SheetOut(QUOTA_SHEET, (ORGAN, CLASS, QUOTA), list(quota)),
        ],
    )
    return target.getvalue()


def plate_of(organ: Organ, number: int) -> str:
    """A plate that no car has: 演 in the place of a sign."""
    return f"桂{_NUMBERS[organ.level]}·演{number:05}"


def _cars(organ: Organ, count: int, chance: random.Random) -> list[dict[str, Any]]:
    return [with_oddities(invented_car(organ, chance), chance) for _ in range(count)]


def with_oddities(car: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """A car with what may be odd about it."""
    row = dict(car)
    for one_in, odd in _ODD:
        if chance.random() * one_in < 0.3:
            row.update(odd)
    if chance.random() < 0.06:
        row[chance.choice(_BLANKS)] = ""
    return row


def invented_car(organ: Organ, chance: random.Random) -> dict[str, Any]:
    """A car that conforms."""
    kind = chance.choice(_CLASSES[:2] if organ.category != "行政机关" else _CLASSES)
    electric = chance.random() < 0.3
    return {
        ORGAN: organ.name,
        "单位类别": organ.category,
        "行政层级": organ.level,
        CLASS: kind,
        "车型": chance.choice(("轿车", "其他小型客车")),
        "厂牌型号": chance.choice(("演示牌 A1", "演示牌 B2", "演示牌 C3")),
        "产地": "国产",
        "动力类型": "纯电动" if electric else "汽油",
        "价格（元）": str(chance.randrange(85_000, 120_001, 100)),
        "排气量（升）": "" if electric else chance.choice(("1.4", "1.5", "1.6")),
        "购置日期": f"20{chance.randrange(20, 26)}-{chance.randrange(1, 13):02}-15",
        "配备情形": "常规",
        "超标准批准文号": "无",
        "越野车批准文号": "无",
        "集中管理": "是",
        "登记所有人": organ.name,
        "登记所有人类别": "本机关",
        "保密用途": "无",
        "卫星定位": "是",
        "统一标识": "是",
        "免标识核准文号": "无",
        "免标识备案文号": "无",
        "使用岗位": "一线执法执勤" if kind == "执法执勤" else "其他",
        "固定使用人": "无",
        "高档配置": "否",
        "车辆来源": "购置",
        "安全技术检测": "合格",
        "环保检测": "合格",
    }
