"""The count of an organ's cars against its authorised number 编制 (第六条), blanks included."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from guiju.rules import Compiled, Known
from guiju.rules.facts import Between
from guiju.sheets import Accepted, CellValue, Problem, SheetError, Table, normal_header

from ..rulebook import facts as f
from .columns import CLASS, ORGAN, PLATE, QUOTA, Malformed, read_cars, text
from .findings import Finding
from .judging import finding
from .reading import Row

_ONCE = Accepted("an organ and class listed once", "同一单位同一用车类别只列一行")
_CLASS = Accepted(
    f"one of {' · '.join(f.vehicle_class.options)}", f"{' · '.join(f.vehicle_class.options)} 之一"
)
_NAME = Accepted("the name of an organ", "单位名称")
Pair = tuple[str, str]


@dataclass
class Holdings:
    """What the rows say of each organ: cars by class, cars of unknown class, its kind."""

    sure: Counter[Pair] = field(default_factory=Counter)
    repeated: Counter[Pair] = field(default_factory=Counter)
    unclassed: Counter[str] = field(default_factory=Counter)
    unowned: Counter[str | None] = field(default_factory=Counter)
    kinds: dict[str, tuple[set[Known], set[Known]]] = field(
        default_factory=lambda: defaultdict(lambda: (set(), set()))
    )

    def add(self, row: Row) -> None:
        """Count one car; every car that an organ holds counts, however it came."""
        organ, vehicle_class = row.facts.get(ORGAN), row.facts.get(CLASS)
        if organ is None:
            self.unowned[None if vehicle_class is None else str(vehicle_class)] += 1
            return
        for seen, key in zip(self.kinds[str(organ)], ("单位类别", "行政层级"), strict=True):
            if (value := row.facts.get(key)) is not None:
                seen.add(value)
        if vehicle_class is None:
            self.unclassed[str(organ)] += 1
        else:
            counted = self.repeated if row.duplicate else self.sure
            counted[(str(organ), str(vehicle_class))] += 1

    def held(self, pair: Pair) -> tuple[int | Between, tuple[str, ...]]:
        """How many cars there are, and the columns whose blanks leave it open."""
        organ, vehicle_class = pair
        blanks = {
            PLATE: self.repeated[pair],
            ORGAN: self.unowned[vehicle_class] + self.unowned[None],
            CLASS: self.unclassed[organ] + self.unowned[None],
        }
        low = self.sure[pair]
        high = low + self.repeated[pair] + self.unclassed[organ] + blanks[ORGAN]
        columns = tuple(column for column, count in blanks.items() if count)
        return (low if low == high else Between(low, high)), columns

    def kind(self, organ: str) -> dict[str, Known | None]:
        """Category and level of an organ, not known where its rows disagree."""
        categories, levels = self.kinds[organ]
        return {
            f.organ_category.key: next(iter(categories)) if len(categories) == 1 else None,
            f.level.key: next(iter(levels)) if len(levels) == 1 else None,
        }


def read_quota(table: Table) -> tuple[dict[Pair, int | None], list[Problem]]:
    """The authorised numbers by organ and class, None where not known; and what is odd."""
    places = {normal_header(name): i for i, name in enumerate(table.header)}
    for name in (ORGAN, CLASS, QUOTA):
        if name not in places:
            raise SheetError(f"{table.sheet} 第1行", "、".join(table.header), f"有“{name}”列")
    listed: dict[Pair, int | None] = {}
    problems: list[Problem] = []
    for number, values in table.rows:

        def cell(name: str, values: tuple[CellValue, ...] = values) -> CellValue:
            return values[places[name]] if places[name] < len(values) else None

        def odd(name: str, accepted: Accepted, number: int = number) -> None:
            problems.append(Problem(table.sheet, number, name, _told(cell(name)), accepted))

        organ, vehicle_class = cell(ORGAN), cell(CLASS)
        if organ is None:
            odd(ORGAN, _NAME)
        elif vehicle_class not in f.vehicle_class.options:
            odd(CLASS, _CLASS)
        elif (pair := (text(organ), str(vehicle_class))) in listed:
            odd(CLASS, _ONCE)
        else:
            try:
                count = cell(QUOTA)
                listed[pair] = None if count is None else int(read_cars(count))  # type: ignore[arg-type]
            except Malformed as malformed:
                listed[pair] = None
                odd(QUOTA, malformed.expected)
    return listed, problems


def _told(value: CellValue) -> str:
    return "" if value is None else text(value)


def judge_quota(
    rules: Compiled, holdings: Holdings, listed: dict[Pair, int | None]
) -> Iterator[Finding]:
    """One finding an organ and class where its number is exceeded or cannot be told."""
    order = {name: index for index, name in enumerate(f.vehicle_class.options)}
    pairs = {*listed, *holdings.sure, *holdings.repeated}
    for pair in sorted(pairs, key=lambda pair: (pair[0], order[pair[1]])):
        held, blanks = holdings.held(pair)
        organ, vehicle_class = pair
        facts = {
            **holdings.kind(organ),
            f.vehicle_class.key: vehicle_class,
            f.held.key: held,
            f.authorised.key: listed.get(pair),
        }
        for outcome in rules.decide(facts, "organ"):
            missing = tuple(
                name
                for key in outcome.missing
                for name in (blanks if key == f.held.key else (key,))
            )
            found = finding(rules, outcome, facts, missing, row=None, subject=organ, organ=organ)
            yield _of_class(found, vehicle_class)


def _of_class(found: Finding, vehicle_class: str) -> Finding:
    return replace(
        found,
        facts={CLASS: vehicle_class, **found.facts},
        message=f"{vehicle_class}：{found.message}",
        message_en=f"{vehicle_class}: {found.message_en}",
    )
