"""Three years of the demo city, acted day by day through the services: the same every time.

Everything goes into one transaction: what is interrupted leaves the database as empty as it was.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from django.db import transaction

from guiju.cases.demo import decisions
from guiju.clock import at, today
from guiju.institutions.elections.demo import congress
from guiju.institutions.vehicles.demo.fleet import Fleet
from guiju.institutions.vehicles.demo.half_years import half_years
from guiju.institutions.vehicles.demo.numbers import merged, new_organ, shifts
from guiju.institutions.vehicles.procedures.demo import asking, begin_standing
from guiju.institutions.vehicles.procedures.demo.absence import absences, reading
from guiju.ledger.services import erase_personal
from guiju.organs.demo import CITY, COUNTIES, SINCE, load_organs
from guiju.organs.demo.growing import grow
from guiju.organs.demo.life import add_deputy, renamed, turnover
from guiju.organs.demo.people import using_posts
from guiju.organs.demo.stage import Progress, Stage, Story, silent
from guiju.organs.models import Organ, Post
from guiju.organs.services import keep_daily_heads
from guiju.oversight.demo.stories import lead
from guiju.procedures.services import lapse_due

YEARS = 3
EARLIEST = SINCE + dt.timedelta(days=YEARS * 365)
"""The first day up to which there can be a history: its rules are in force from the beginning."""
ASKING = (
    (2.0, asking.car),
    (1.1, asking.marking),
    (1.2, asking.due_replacement),
    (0.5, asking.early_replacement),
    (0.4, asking.increase),
)
"""How often an organ asks for something in three years."""
EXCESS = 0.9
"""The same, of organs of the city itself."""
LEADS = 0.25
MAIN = ("行政机关", "党的机关", "人大机关", "政协机关", "审判机关", "检察机关", "人民团体")
"""The organs that ask for something."""
QUIET = ("4514-20", *(f"{code}-04" for code, _ in COUNTIES[::3]))
"""Organs that become part of others on the way."""


@dataclass(frozen=True)
class Size:
    """How much is acted: ``scale`` multiplies the organs of the counties, with cars and cases."""

    scale: int = 1
    seed: str = "1"
    until: dt.date | None = None
    counties: int = len(COUNTIES)
    days: int = YEARS * 365
    every: int = 1
    """Only each so-many-th organ lives: for tests."""


@transaction.atomic
def load_history(size: Size, progress: Progress = silent) -> int | None:
    """Act the history in an empty database; how many parts it had, None where there are organs."""
    if Organ.objects.exists():
        return None
    until = size.until or today()
    since = until - dt.timedelta(days=size.days)
    governments = [CITY, *(code for code, _ in COUNTIES[: size.counties])]
    with at(dt.datetime.combine(since, dt.time(8)), back=True):
        load_organs()
        grow(size.scale - 1, governments[1:])
        for government in governments:
            add_deputy(f"{government}-A")
            add_deputy(f"{government}-F")
    stage = Stage(since, until, seed=size.seed, nightly=_night)
    _Plan(size, stage, governments).begin()
    return stage.run(progress)


def _night() -> None:
    """What the house does by itself: limits run out, heads are kept, personal data are erased."""
    day = today()
    lapse_due(day)
    if day.weekday() == 0 and day.day <= 7:
        # A worker keeps them every day that it runs; the demo's ran once a month.
        keep_daily_heads(day)
        erase_personal(day)


@dataclass
class _Plan:
    """Which stories begin when."""

    size: Size
    stage: Stage
    governments: list[str]

    def begin(self) -> None:
        """Everything that happens."""
        fleet = Fleet(self.size.seed)
        for government in self.governments:
            own, days = self._chance("ledgers", government), len(self.stage.days)
            self.stage.begin(half_years(government, fleet, days, own))
            self.stage.begin(shifts(government, self._chance("shifts", government)), 20)
            for letter in "AF":
                code = f"{government}-{letter}"
                self.stage.begin(absences(code, self._chance("away", code)), 10)
            for post in using_posts(government)[:: self.size.every]:
                self._organ(post)
        for post in Post.objects.filter(demo=True).select_related("organ").order_by("pk"):
            self.stage.begin(reading(post.organ.code, self._chance("reading", post.organ.code)))
        self._changes()
        begin_standing(self.stage)
        self.stage.begin(congress(), -4)

    def _organ(self, post: Post) -> None:
        """The life of one organ."""
        organ, chance = post.organ, self._chance("organ", post.organ.code)
        self.stage.begin(turnover(organ.code, self._chance("people", organ.code)), 5)
        for number in range(_times(LEADS, chance)):
            token = f"demo-{organ.code}-{number}"
            self._some_day(lead(organ.code, token, self._chance(token)), chance)
        if organ.category not in MAIN or organ.code in QUIET:
            return
        for often, story in (*ASKING, (EXCESS if organ.level == "市" else 0, asking.excess)):
            for number in range(_times(often, chance)):
                own = self._chance(story.__name__, organ.code, number)
                self._some_day(story(organ.code, own), chance)

    def _some_day(self, story: Story, chance: random.Random) -> None:
        """Begin a story once the cars are in the register."""
        self.stage.begin(story, chance.randrange(15, max(16, len(self.stage.days))))

    def _changes(self) -> None:
        """Organs that are set up, renamed and merged; decisions that are kept."""
        days = len(self.stage.days)
        for told in decisions():
            self.stage.begin(told, self._chance("kept").randrange(days))
        for place, government in enumerate(self.governments):
            code, name = f"{government}-N1", "数据局（演示）"
            prefix = Organ.objects.get(code=government).name.removesuffix("管委会")
            prefix = "市" if government == CITY else prefix
            own = self._chance("new", code)
            self.stage.begin(new_organ(code, f"{prefix}{name}", government, own), days * 2 // 5)
            for quiet in QUIET:
                if quiet.rpartition("-")[0] == government:
                    into = f"{government}-{'08' if government == CITY else '03'}"
                    self.stage.begin(merged(quiet, into, own), days * 3 // 5 + place)
            if government != CITY and place % 2:
                told = renamed(f"{government}-03", f"{prefix}教育和体育局（演示）")
                self.stage.begin(told, days // 2 + place)

    def _chance(self, *words: object) -> random.Random:
        """Chance of its own for every story: another story more or less changes no other."""
        return random.Random(" ".join(map(str, (self.size.seed, *words))))  # noqa: S311


def _times(often: float, chance: random.Random) -> int:
    """How many times something happens that happens so often on the average."""
    whole = int(often)
    return whole + (chance.random() < often - whole)
