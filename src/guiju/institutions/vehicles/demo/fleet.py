"""The demo's cars as their organs write them down each half-year: some wrong, some put right."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from guiju.clock import today
from guiju.organs.models import Organ, Post

from ..checking.columns import CLASS, ORGAN, PLATE
from ..models import Car, CarState, QuotaAccount
from ..services.cars import cell
from .ledgers import as_ledger, invented_car, plate_of, with_oddities

CARS = (4, 9)
"""How few and how many cars an organ has at the beginning."""
YEARS = 10
"""How old the oldest car is then."""
AFTERWARDS = (
    ("卫星定位", "否"),
    ("统一标识", "否"),
    ("固定使用人", "演示某"),
    ("集中管理", "否"),
    ("登记所有人类别", "下属单位"),
    ("高档配置", "是"),
)
"""What goes wrong with a car that was in order before."""
NEW_CAR = {
    "卫星定位": "是",
    "统一标识": "是",
    "免标识核准文号": "无",
    "免标识备案文号": "无",
    "高档配置": "否",
    "安全技术检测": "合格",
    "环保检测": "合格",
}
Cells = dict[str, Any]


@dataclass
class Fleet:
    """What is true of the cars beside what the register says; in the memory of one run only."""

    seed: str
    right: defaultdict[str, Cells] = field(default_factory=lambda: defaultdict(dict))
    """By plate, how a wrong cell would stand once it is put right."""
    mended: defaultdict[str, Cells] = field(default_factory=lambda: defaultdict(dict))
    """By plate, what the next ledger will show otherwise than the register."""
    plates: int = 0

    def first_ledger(self, government: str, organs: Sequence[Organ]) -> bytes:
        """The ledger with which the register begins."""
        chance = random.Random(f"{self.seed} first {government}")  # noqa: S311
        rows = []
        for organ in organs:
            for _ in range(chance.randint(*CARS)):
                rows.append(self._first_car(organ, chance))
        return as_ledger(rows, _numbers_at_first(rows, chance))

    def _first_car(self, organ: Organ, chance: random.Random) -> Cells:
        row = invented_car(organ, chance)
        age = dt.timedelta(days=chance.randrange(120, YEARS * 365))
        row["购置日期"] = (today() - age).isoformat()
        odd = with_oddities(row, chance)
        odd[PLATE] = plate_of(organ, self.plates)
        self.plates += 1
        # What a car cost and how it came stays as it is: an approval, if any, puts that right.
        wrong = {name: row[name] for name in row if odd.get(name) != row[name]}
        if wrong.keys() & {"价格（元）", "排气量（升）"}:
            wrong = {"超标准批准文号": f"演超{self.plates}"}
        self.right[odd[PLATE]] |= wrong
        return odd

    def next_ledger(self, government: str, organs: Sequence[Organ]) -> bytes:
        """The ledger of a later half-year: the register, what was put right, what went wrong."""
        chance = random.Random(f"{self.seed} {government} {today()}")  # noqa: S311
        shown = set(Post.objects.filter(demo=True).values_list("organ", flat=True))
        rows: list[Cells] = []
        for organ in organs:
            own = {ORGAN: organ.name, "单位类别": organ.category, "行政层级": organ.level}
            often = 0.25 if organ.pk in shown else 0.06
            cars = Car.objects.filter(organ=organ, state=CarState.IN_USE).order_by("plate")
            for car in cars:
                cells = {column: cell(car, column) for column in Car.FIELDS} | own
                rows.append({**cells, **self._otherwise(car, cells, often, chance)})
        return as_ledger(rows, _numbers_known(organs))

    def _otherwise(self, car: Car, cells: Cells, often: float, chance: random.Random) -> Cells:
        told = {**_filled_in(cells, chance), **self.mended.pop(car.plate, {})}
        if not told and chance.random() < often:
            column, wrong = chance.choice(AFTERWARDS)
            if cells[column] and cells[column] != wrong:
                self.right[car.plate][column] = cells[column]
                told = {column: wrong}
        return told

    def mend(self, plate: str) -> None:
        """The organ puts right what is wrong with a car; the next ledger will show it."""
        self.mended[plate] |= self.right.pop(plate, {})

    def mending(self, plate: str) -> partial[None]:
        """The same, for a story to call."""
        return partial(self.mend, plate)


def _filled_in(cells: Cells, chance: random.Random) -> Cells:
    """What the papers of a new car did not say, and the organ writes down; seldom nothing."""
    if cells["高档配置"] or chance.random() < 0.1:
        return {}
    model = chance.choice(("演示牌 A1", "演示牌 B2", "演示牌 C3"))
    return {**NEW_CAR, "厂牌型号": model, "登记所有人": cells[ORGAN]}


def _numbers_at_first(rows: Sequence[Cells], chance: random.Random) -> list[tuple[str, str, int]]:
    """The region's numbers: mostly what there is, often a place more, now and then one less."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row[ORGAN], row[CLASS])
        counts[key] = counts.get(key, 0) + 1
    spare = (0, 0, 0, 0, 1, 1, 1, 2, -1)
    return [(*key, max(1, count + chance.choice(spare))) for key, count in counts.items()]


def _numbers_known(organs: Sequence[Organ]) -> list[tuple[str, str, int]]:
    known = QuotaAccount.objects.filter(organ__in=organs, authorised__isnull=False)
    found = known.select_related("organ").order_by("organ__path", "pk")
    return [
        (one.organ.name, one.vehicle_class, one.authorised)
        for one in found
        if one.authorised is not None
    ]
