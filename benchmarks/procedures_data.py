"""A city of any size with its cars and cases: a few handed in by the real services, then copied.

A case of every kind and state is taken through the services on some days, at an organ of the city
and at one of a county; every row that they leave (steps, limits, inbox, notes, ledger entries) is
then written again for other organs with other numbers, times, plates, people and salts, each hash
and each chain computed anew. So a copy is what the services would have left, and its chain holds.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from procedures_copies import Copies, Writer
from procedures_shapes import CITY, SHAPES, TEMPLATES, Template, Templates

from guiju.clock.moment import local
from guiju.institutions.vehicles.models import Car, CarState, QuotaAccount, Source, SourceKind
from guiju.ledger.services import Actor
from guiju.organs.demo import load_organs
from guiju.organs.models import Level, Organ, Post, Role
from guiju.organs.services import appoint, create_account, create_organ, create_post

ACTOR = Actor("演示数据", "")
SINCE = dt.date(2020, 1, 6)
BUSY = "4514-09"
"""The organ that has many cases to decide at once."""
COUNTIES = ("451402", "451421", "451422", "451423", "451424", "451425", "451481", "451499")
KINDS = (
    "林业局",
    "水利局",
    "税务局",
    "统计局",
    "民政局",
    "财政所",
    "文化馆",
    "图书馆",
    "卫生院",
    "中学",
)
MODELS = ("五菱宏光S", "大众帕萨特", "比亚迪秦PLUS", "别克GL8", "丰田普拉多", "江铃全顺")
BATCH = 50_000
"""So many steps are written at once."""


def add_organs(count: int) -> None:
    """Organs of the counties and of the city beside those of the demo, each with its clerk."""
    parents = {one.code: one for one in Organ.objects.filter(code__in=(CITY, *COUNTIES))}
    for number in range(count):
        code = (CITY, *COUNTIES)[number % 9]
        parent, kind = parents[code], KINDS[number // 9 % len(KINDS)]
        name = f"{parent.name.removesuffix('管委会')}第{number // 90 + 1}{kind}（演示）"
        organ = create_organ(
            ACTOR,
            code=f"{code}-B{number // 9 + 1:03}",
            name=name,
            level=Level.CITY if code == CITY else Level.COUNTY,
            category="行政机关",
            parent=parent,
        )
        post = create_post(ACTOR, organ=organ, role=Role.USING_CLERK, title="公务用车经办")
        account = create_account(ACTOR, username=f"bench-{number}", name=f"演示员{number}")
        appoint(ACTOR, account=account, post=post, since=SINCE)


def using_organs() -> list[Organ]:
    """The organs of city and counties that have cars, in the order of their codes."""
    posts = Post.objects.filter(role=Role.USING_CLERK, organ__category="行政机关")
    posts = posts.filter(organ__level__in=(Level.CITY, Level.COUNTY), organ__code__startswith=CITY)
    return sorted({post.organ for post in posts.select_related("organ")}, key=lambda one: one.code)


def add_cars(organs: Sequence[Organ], count: int) -> dict[int, list[Car]]:
    """So many cars, the same number for each organ, from one adopted ledger; by organ."""
    source = Source.objects.create(
        kind=SourceKind.ADOPTION, reference="演示台账", by="演示", at=local(SINCE)
    )
    chance = random.Random(1)
    found: dict[int, list[Car]] = defaultdict(list)
    for number in range(count):
        organ = organs[number % len(organs)]
        found[organ.pk].append(_car(organ, number, source, chance))
    for first in range(0, len(organs), 50):
        Car.objects.bulk_create(
            (car for organ in organs[first : first + 50] for car in found[organ.pk]),
            batch_size=1000,
        )
    QuotaAccount.objects.bulk_create(
        QuotaAccount(
            organ_id=organ,
            vehicle_class="机要通信",
            authorised=len(cars) + 5,
            held=len(cars),
            approval="演示核定",
        )
        for organ, cars in found.items()
    )
    return found


def _car(organ: Organ, number: int, source: Source, chance: random.Random) -> Car:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    plate = (
        f"桂F·{letters[number // 10000 % 24]}{letters[number // 240000 % 24]}{number % 10000:04}"
    )
    return Car(
        organ=organ,
        state=CarState.IN_USE,
        plate=plate,
        vehicle_class="机要通信",
        body="轿车",
        model=chance.choice(MODELS),
        make="国产",
        power=chance.choice(("汽油", "新能源")),
        price=chance.randrange(60_000_00, 180_000_00, 100_00),
        displacement=1500,
        bought=dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(3600)),
        situation="常规",
        pooled="是",
        source=source,
    )


def drawn(
    organ: Organ, count: int, found: Mapping[tuple[str, int], list[Template]]
) -> Iterator[Template]:
    """Which templates an organ's cases are copied from, by weight; one organ has many to decide."""
    chance = random.Random(organ.code)
    weights = [shape.weight * bool(found[organ.level, place]) for place, shape in enumerate(SHAPES)]
    weights[0] += 400 if organ.code == BUSY else 0
    for place in chance.choices(range(len(SHAPES)), weights, k=count):
        yield chance.choice(found[organ.level, place])


def build(cases: int, cars: int, organs: int) -> dict[str, int]:
    """Fill an empty database; how many rows of each kind were copied."""
    load_organs()
    add_organs(organs)
    using = using_organs()
    owned = add_cars(using, cars)
    templates, writer = Templates(owned), Writer()
    copied = [one for one in using if one.code not in TEMPLATES.values()]
    for place, organ in enumerate(copied):
        count = (cases * (place + 1)) // len(copied) - (cases * place) // len(copied)
        # The organ whose chain is written to by many at once has cases enough, however few others.
        count = max(count, 600) if organ.code == BUSY else count
        made = Copies(organ, organ.level, owned[organ.pk], writer)
        made.write(drawn(organ, count, templates.found))
        writer.flush(least=BATCH)
    writer.finish()
    return dict(writer.count)
