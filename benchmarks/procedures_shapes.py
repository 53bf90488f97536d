"""Cases that the real services take for benchmarks/procedures.py: one of every kind and state."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guiju.clock import at, today
from guiju.institutions.vehicles.models import Car
from guiju.ledger.models import Entry
from guiju.organs.models import Account, Level, Organ, Post, Role
from guiju.procedures.models import Case, Due, Step, Told, Waiting, entry_subject
from guiju.procedures.services import Answer, lapse_due, open_case, take_step

CITY = "4514"
TEMPLATES = {"市": "4514-08", "县": "451421-02"}
"""The organ whose cases are copied, by level: copies go to every other organ of the level."""
MATTERS = ("山区应急保障用车", "防汛抢险用车", "森林防火巡护用车", "边境值勤用车", "疫苗冷链用车")


@dataclass(frozen=True)
class Shape:
    """One way of a case: procedure, facts, the steps taken; out of so many; open or ended."""

    weight: int
    procedure: str
    facts: Mapping[str, str]
    steps: Sequence[tuple[str, str, Mapping[str, Any]]] = ()
    subject: str = "car"
    days: str = "recent"


WHY = "情况属实（演示理由）"
SECRET = {"保密用途": "侦查办案"}
ABROAD = {"用车类别": "应急保障", "车型": "其他小型客车", "产地": "国产", "动力类型": "汽油"}
NEED = {"judgements": {"确需增加编制": Answer("是", WHY)}}
EARLY = {"judgements": {"因安全等原因确需提前更新": Answer("是", WHY)}}
BEYOND = {"judgements": {"确因工作需要超出标准": Answer("是", WHY)}}
NEW = {"增编原因": "新成立机构", "用车类别": "应急保障", "申请数": "1"}
APPROVE = ("level/A", "approve", {"entries": {"核准文号": "演核〔演示〕1号"}})
FILE = ("level/D", "file", {"entries": {"备案文号": "演备〔演示〕1号"}})
SHAPES = (
    Shape(5, "marking-exemption", SECRET),
    Shape(1, "marking-exemption", SECRET, days="lapsed"),
    Shape(3, "marking-exemption", SECRET, [APPROVE]),
    Shape(1, "marking-exemption", SECRET, [("level/A", "return", {})]),
    Shape(60, "marking-exemption", SECRET, [APPROVE, FILE], days="old"),
    Shape(8, "marking-exemption", {"保密用途": "无"}, [("level/A", "refuse", {})], days="old"),
    Shape(3, "marking-exemption", SECRET, [("own", "withdraw", {})], days="old"),
    Shape(2, "excess-standard", ABROAD, subject="words"),
    Shape(2, "excess-standard", ABROAD, [("city/A", "apply", BEYOND)], subject="words"),
    Shape(8, "excess-standard", ABROAD, [("city/A", "decline", {})], "words", "old"),
    Shape(1, "early-replacement", {}),
    Shape(1, "early-replacement", {}, [("level/A", "examine", EARLY)]),
    Shape(
        6,
        "early-replacement",
        {},
        [("level/A", "examine", EARLY), ("level/F", "refuse", {})],
        days="old",
    ),
    Shape(1, "quota-increase", NEW, [("city/A", "review", NEED)], "organ"),
    Shape(
        1, "quota-increase", NEW, [("city/A", "review", NEED), ("city/F", "review", {})], "organ"
    ),
    Shape(4, "quota-increase", NEW, [("city/A", "refuse_review", {})], "organ", "old"),
)
DAYS = {"recent": (2, 5, 9), "lapsed": (40,), "old": tuple(range(60, 1000, 120))}


@dataclass
class Template:
    """A case that the services took, with every row of it; entries beside the step they tell."""

    shape: Shape
    case: Case
    car: Car
    steps: list[Step]
    dues: list[Due]
    waiting: list[Waiting]
    told: list[Told]
    entries: list[tuple[int, dict[str, Any], str]] = field(default_factory=list)
    """Number of the step, content, and what the subject is: ``case``, ``car``."""


class Templates:
    """The cases that the services take, and every row that they leave."""

    def __init__(self, cars: Mapping[int, list[Car]]) -> None:
        self.found: dict[tuple[str, int], list[Template]] = defaultdict(list)
        self._cars = cars
        self._used: dict[int, int] = defaultdict(int)
        for level, code in TEMPLATES.items():
            organ = Organ.objects.get(code=code)
            for place, shape in enumerate(SHAPES):
                if shape.subject == "words" and level != Level.CITY:
                    continue  # 第十四条: only an organ of the city asks the city to apply
                for back in DAYS[shape.days]:
                    self.found[level, place].append(self._take(organ, shape, back))
        self._lapse()

    def _take(self, organ: Organ, shape: Shape, back: int) -> Template:
        used = self._used[organ.pk]
        self._used[organ.pk] += 1
        cars = self._cars[organ.pk]
        car = cars[used % len(cars)]
        day = today() - dt.timedelta(days=back)
        before = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
        case, told = None, []
        for number, (who, step, more) in enumerate([("own", "open", {}), *shape.steps], start=1):
            moment = dt.datetime.combine(day, dt.time(8 + number, 7))
            with at(moment, back=True):
                case = self._step(case, organ, shape, car, who, step, more)
            new = Entry.objects.filter(pk__gt=before).order_by("pk")
            told += [(number, json.loads(entry.content)) for entry in new]
            before = new.last().pk  # type: ignore[union-attr]
        assert case is not None
        return self._template(shape, case, car, told)

    def _step(
        self,
        case: Case | None,
        organ: Organ,
        shape: Shape,
        car: Car,
        who: str,
        step: str,
        more: Any,
    ) -> Case:
        poster = holder(organ, who)
        if case is not None:
            told = {"reason": WHY, "expected_state": case.state, **more}
            return take_step(*poster, case.pk, step, **told)
        facts = {"单位类别": organ.category, "行政层级": organ.level, **shape.facts}
        if shape.procedure == "early-replacement":
            bought = today() - dt.timedelta(days=5 * 365)
            facts |= {"购置日期": bought.isoformat(), "申请日期": today().isoformat()}
        subject = {"car": car.plate, "organ": organ.name, "words": MATTERS[0]}[shape.subject]
        return open_case(*poster, f"vehicles/{shape.procedure}", facts, {}, subject)

    def _template(self, shape: Shape, case: Case, car: Car, told: list[Any]) -> Template:
        case = Case.objects.select_related("organ").get(pk=case.pk)
        found = Template(
            shape,
            case,
            car,
            steps=list(case.history.order_by("number")),
            dues=list(case.dues.order_by("pk")),
            waiting=list(case.waiting.order_by("pk")),
            told=list(case.told.select_related("step").order_by("pk")),
        )
        for number, content in told:
            of = "case" if content["subject"] == entry_subject(case) else "car"
            assert of == "case" or content["subject"] == f"car {car.pk}", content
            found.entries.append((number, content, of))
        return found

    def _lapse(self) -> None:
        """What ran out is recorded by the system, as every night."""
        before = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
        lapse_due()
        new = [json.loads(one.content) for one in Entry.objects.filter(pk__gt=before)]
        for key, templates in self.found.items():
            if SHAPES[key[1]].days != "lapsed":
                continue
            for place, one in enumerate(templates):
                told = [(number, content) for number, content, _ in one.entries]
                told += [
                    (content["after"]["step"], content)
                    for content in new
                    if (content["chain"], content["subject"])
                    == (one.case.organ.code, entry_subject(one.case))
                ]
                templates[place] = self._template(one.shape, one.case, one.car, told)


def holder(organ: Organ, who: str) -> tuple[Post, Account]:
    """The post of an organ itself, or of a department of its level or of the city, by letter."""
    relation, _, letter = who.partition("/")
    code = organ.code
    if relation != "own":
        code = f"{CITY if relation == 'city' else organ.code.partition('-')[0]}-{letter}"
    posts = Post.objects.filter(organ__code=code).exclude(role=Role.ADMINISTRATOR)
    post = posts.select_related("organ__parent").order_by("pk")[0]
    return post, post.tenures.select_related("account").order_by("pk")[0].account
