"""A simulation says what deciding every row by itself under every scenario says."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import pytest

from guiju.rules import Choice, Day, Decision, Fact, Matter, Paper, Rulebook
from guiju.rules.columns.frames import frame_of
from guiju.rules.columns.related import SUBJECT
from guiju.rules.registry import find
from guiju.rules.scenarios import Scenario, scenario, sweep
from guiju.rules.simulating import STATISTICS, simulate
from guiju.rules.versions import Versions

GROUP = "所在县"
COUNTIES = ("江州区", "扶绥县", "龙州县", None)
ROWS, BLANK = 240, 0.08
Row = dict[str, Any]


def scenarios(book: Rulebook, **changes: str) -> list[Scenario]:
    """A scenario for each change, and one of them all."""
    alone = [scenario(book, name, {name: value}) for name, value in changes.items()]
    return [*alone, scenario(book, "together", changes)]


def values(fact: Fact, cuts: Sequence[int]) -> list[Any]:
    """Values on both sides of every bound that some scenario sets."""
    if isinstance(fact, Choice):
        return list(fact.options)
    if isinstance(fact, Paper):
        return [fact.none, "〔2020〕1号"]
    if isinstance(fact, Day):
        near = {min(max(cut + d, fact.low), fact.high) for cut in cuts for d in (-1, 0, 1, 40)}
        return [dt.date.fromordinal(day) for day in sorted(near)]
    ends = {fact.low, fact.low + 1, (fact.low + fact.high) // 2, fact.high}
    near = {cut * factor // part + d for cut in cuts for factor, part in ((1, 1), (10, 3)) for d in
            (-1, 0, 1)}  # fmt: skip
    return sorted(ends | {value for value in near if fact.low <= value <= fact.high})


GOOD: dict[str, Any] = {
    "学校类别": "小学", "班数": 18, "学生人数": 810, "民办": "是", "教育行政部门批准设立": "是",
    "开始在本市办学日期": dt.date(2018, 2, 25), "申请日期": dt.date(2020, 2, 25),
    "新建或扩建": "是", "立项和建设许可": "是", "教学设施建设投资（元）": 300_000_000,
    "教学设备采购（元）": 50_000_000, "贴息年次": 2, "金融机构贷款": "是",
    "评为自治区示范性": "是", "已获此项奖励": "否",
    "单位类别": "行政机关", "行政层级": "市", "用车类别": "机要通信", "车型": "轿车",
    "产地": "国产", "动力类型": "汽油", "排气量（升）": 1600, "购置日期": dt.date(2023, 5, 6),
    "配备情形": "常规", "超标准批准文号": "无", "集中管理": "是", "登记所有人类别": "本机关",
    "保密用途": "无", "卫星定位": "是", "统一标识": "是", "固定使用人": "无",
    "高档配置": "否", "车辆来源": "购置",
}  # fmt: skip
"""What most cells hold, so that some rows are entitled, and some cars conform."""


def table(book: Rulebook, matter: Matter, every: Sequence[Scenario], seed: int) -> tuple[Any, Any]:
    """Random rows and records of a matter, one cell in eight blank."""
    draw = random.Random(seed)
    figures = [s.on(book.outline.effective) for s in book.standards.values()]
    figures += [value for one in every for value in one.changes.values()]
    days = [book.outline.effective.toordinal(), *(f for f in figures if 700_000 < f < 800_000)]
    domains: dict[str, list[Any]] = {}

    def row(facts: Sequence[Fact]) -> Row:
        found = {}
        for fact in facts:
            cuts = days if isinstance(fact, Day) else figures
            domains.setdefault(fact.key, values(fact, cuts))
            value = draw.choice(domains[fact.key])
            if draw.random() < 0.85:
                value = GOOD.get(fact.key, value)
            found[fact.key] = None if draw.random() < BLANK else value
        return found

    subjects = [
        {**row(matter.facts()), GROUP: draw.choice(COUNTIES), SUBJECT: f"{n}"} for n in range(ROWS)
    ]
    related = {
        kind.key: {f"{n}": [row(kind.facts) for _ in range(draw.choice((0, 1, 2)))]
                   for n in range(ROWS)}
        for kind in matter.records()
    }  # fmt: skip
    return subjects, related


def frames(matter: Matter, subjects: list[Row], related: Any) -> tuple[Any, Any]:
    """The same as typed frames, the subjects in three parts."""
    whole = frame_of(subjects, matter.facts()).with_columns(
        pl.Series(GROUP, [row[GROUP] for row in subjects], pl.String),
        pl.Series(SUBJECT, [row[SUBJECT] for row in subjects], pl.String),
    )
    records = {
        kind.key: frame_of(
            [row for rows in related[kind.key].values() for row in rows], kind.facts
        ).with_columns(
            pl.Series(
                SUBJECT, [n for n, rows in related[kind.key].items() for _ in rows], pl.String
            )
        )
        for kind in matter.records()
    }
    return [whole[:7], whole[7:100], whole[100:]], records


def state(decision: Decision, pays: bool) -> int | None:
    """What a row comes to: fen; for a measure without money, or duties, one or nought."""
    if decision.verdict == "unknown":
        return None
    return decision.amount if pays else int(decision.verdict in ("entitled", "breach"))


def brute(decided: Sequence[Sequence[int | None]], duty: bool) -> list[dict[str, int]]:
    """The statistics of rows, scenario by scenario, from what each row comes to under each."""
    found = []
    for amounts in zip(*decided, strict=True):
        pairs = list(zip([row[0] for row in decided], amounts, strict=True))
        settled = [(a, b) for a, b in pairs if a is not None and b is not None]
        if duty:
            gaining = sum(1 for a, b in pairs if a == 1 and b != 1)
            losing = sum(1 for a, b in pairs if a != 1 and b == 1)
        else:
            gaining, losing = sum(b > a for a, b in settled), sum(b < a for a, b in settled)
        found.append({
            "rows": len(amounts),
            "given": sum(1 for a in amounts if a),
            "unknown": sum(1 for a in amounts if a is None),
            "amount": 0 if duty else sum(a or 0 for a in amounts),
            "gaining": gaining,
            "losing": losing,
            "gained": 0 if duty else sum(max(b - a, 0) for a, b in settled),
            "lost": 0 if duty else sum(max(a - b, 0) for a, b in settled),
        })  # fmt: skip
    return found


MATTERS: dict[str, Mapping[str, str]] = {
    "relief/interest": {
        "interest_cap": "200000", "interest_rate": "50", "maker_cap": "1500000",
        "first_day": "2020-03-01", "last_day": "2020-08-31", "maker_rate": "33.33",
    },
    "relief/rent": {"park_months": "2", "fewest_months": "2", "most_months": "6"},
    "relief/guarantee-loss": {"loss_cap": "100", "loss_rate": "31", "last_day": "2020-06-01"},
    "relief/unemployment": {"returned_rate": "51.5"},
    "relief/late": {"late_months": "6"},
    "relief/validity": {"validity_first": "2020-02-08", "validity_last": "2020-12-31"},
    "schools/interest": {
        "running_months": "12", "primary_students": "500", "senior_classes": "10",
        "least_building": "2000000", "least_equipment": "1", "relief_years": "3",
    },
    "schools/award": {"kindergarten_award": "50000", "senior_award": "250000"},
    "vehicles/car": {
        "confidential_price": "150000", "emergency_displacement": "1.6",
        "new_energy_price": "100000", "offroad_price": "500000",
    },
}  # fmt: skip


def sweeps(name: str, book: Rulebook) -> list[Scenario]:
    """A range of figures, and one of days."""
    if name != "relief/interest":
        return []
    caps = sweep(book, "interest_cap=0:400000:133333.33")
    return caps + sweep(book, "first_day=2020-02-01:2020-07-10:53")


@pytest.mark.parametrize("name", MATTERS)
def test_totals_and_groups_equal_those_of_row_by_row(name: str) -> None:
    room, _, what = name.partition("/")
    book = find(room)
    matter, day = book.matter(what), book.outline.effective
    every = [*scenarios(book, **MATTERS[name]), *sweeps(name, book)]
    subjects, related = table(book, matter, every, seed=len(name) + 1)
    parts, records = frames(matter, subjects, related)
    result = simulate(book, what, day, every, parts, by=[GROUP], records=records)

    versions = [Versions(book, what, day, one.changes) for one in (Scenario("", {}), *every)]
    duty = matter.grant is None
    pays = matter.grant is not None and matter.grant.pays
    decided = []
    for row in subjects:
        mine = {kind: rows[row[SUBJECT]] for kind, rows in related.items()}
        facts = {fact.key: row[fact.key] for fact in matter.facts()}
        decided.append([state(one.decide(facts, mine), pays) for one in versions])

    def shown(statistics: Mapping[str, int]) -> dict[str, int]:
        names = STATISTICS if pays else ("rows", "given", "unknown", "gaining", "losing")
        return {key: statistics[key] for key in names}

    assert result.rows == ROWS
    assert [shown(s) for s in result.totals] == [shown(s) for s in brute(decided, duty)]
    groups = dict(result.groups())
    assert set(groups) == {(county,) for county in COUNTIES}
    for county in COUNTIES:
        mine = [one for one, row in zip(decided, subjects, strict=True) if row[GROUP] == county]
        assert [shown(s) for s in groups[(county,)]] == [shown(s) for s in brute(mine, duty)]
    # The table says something about every kind of statistics.
    some = [shown(statistics) for statistics in result.totals]
    assert any(s["given"] for s in some)
    assert any(s["unknown"] for s in some)
    assert any(s["gaining"] or s["losing"] for s in some)
