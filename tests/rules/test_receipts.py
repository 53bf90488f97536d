"""Receipts: made of a decision, replayed to the same, and honest about every difference."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from guiju.rules import (
    ALWAYS,
    Compiled,
    Day,
    Entitlement,
    Grant,
    Matter,
    Outline,
    Quantity,
    Rulebook,
    RuleError,
    Standard,
    Strength,
    at_most,
    read_outline,
)
from guiju.rules import receipts as room
from guiju.rules.commands import app
from guiju.rules.expressions import Figure
from guiju.rules.inputs import parse_given
from guiju.rules.receipts import FORMAT, TAMPERED, Judgement, digest, make_receipt, replay
from guiju.rules.registry import find_matter
from guiju.rules.standards import Period
from guiju.rules.versions import Versions

MADE = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)
LOANS = [
    {"贷款日期": "2020-03-01", "金融机构贷款": "是", "2020年2—6月利息（元）": "90000.00"},
    {"贷款日期": "2020-07-01", "金融机构贷款": "是", "2020年2—6月利息（元）": "90000.00"},
]
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "relief": (
        "relief/interest",
        {"facts": {"企业规模": "中小企业", "生产用品": "其他"}, "related": {"loans": LOANS}},
    ),
    "relief-blank": ("relief/interest", {"facts": {}, "related": {"loans": None}}),
    "relief-judged": (
        "relief/guarantee-loss",
        {"facts": {"企业规模": "中小企业", "受疫情影响较大": "是"}, "related": {"guarantees": []}},
    ),
    "schools": (
        "schools/award",
        {"facts": {"学校类别": "高中", "民办": "是", "评为自治区示范性": "是",
                   "已获此项奖励": "否"}},
    ),
    "vehicles": (
        "vehicles/purchase",
        {"facts": {"单位类别": "行政机关", "行政层级": "市", "车型": "轿车",
                   "价格（元）": "268000"}},
    ),
    "vehicles-quota": (
        "vehicles/quota",
        {"facts": {"单位类别": "行政机关", "行政层级": "市", "编制数": "3"},
         "related": {"cars": []}},
    ),
}  # fmt: skip
JUDGEMENT = Judgement(
    fact="受疫情影响较大",
    value="是",
    post="市财政局（金融办）",
    person="演示甲",
    reason="停产三个月",
    date="2020-05-01",
)


def made(name: str, **told: Any) -> dict[str, Any]:
    """The receipt of one of the cases."""
    rule, given = CASES[name]
    rulebook, matter = find_matter(rule)
    versions = Versions(rulebook, matter, dt.date(2020, 6, 1))
    facts, related = parse_given(versions.matter, given)
    decision = versions.decide(facts, related)
    return make_receipt(versions, rule, facts, related, decision, made=MADE, **told)


@pytest.mark.parametrize("name", CASES)
def test_a_receipt_replays_to_the_same_also_from_its_text(name: str) -> None:
    receipt = made(name, person="演示局 演示甲")
    assert receipt["format"] == FORMAT
    assert receipt["sha256"] == digest(receipt)
    told = replay(json.loads(json.dumps(receipt, ensure_ascii=False)))
    assert (told["agrees"], told["differences"], told["differences_en"]) == (True, [], [])
    assert told["decision"] == receipt["decision"]


def test_a_receipt_keeps_what_the_decision_rests_on() -> None:
    receipt = made("relief", person="演示局 演示甲")
    assert receipt["as_of"] == "2020-06-01"
    assert receipt["made"] == "2026-03-01T09:30:00+00:00"
    assert receipt["person"] == "演示局 演示甲"
    assert receipt["facts"]["企业规模"] == "中小企业"
    assert receipt["related"]["loans"][1]["贷款日期"] == "2020-07-01"
    assert receipt["decision"]["verdict"] == "entitled"
    assert receipt["decision"]["amount"] == "27000.00", "30 % of the one loan that counts"
    assert receipt["decision"]["sentences_en"] and receipt["decision"]["approvals"]
    assert set(receipt["figures"]) == set(find_matter("relief/interest")[0].standards)


def test_blanks_stay_blanks_in_a_receipt() -> None:
    receipt = made("relief-blank")
    assert receipt["decision"]["verdict"] == "unknown"
    assert receipt["decision"]["missing"]
    assert receipt["related"] == {"loans": None}
    assert "企业规模" not in receipt["facts"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("decision", "amount"), "99999999.00"),
        (("decision", "verdict"), "not entitled"),
        (("facts", "企业规模"), "大型企业"),
        (("figures", "interest_rate"), 9999),
        (("person",), "另一人"),
        (("made",), "2027-01-01T00:00:00+00:00"),
    ],
)
def test_whatever_is_altered_is_told(path: tuple[str, ...], value: Any) -> None:
    receipt = made("relief")
    inside = receipt
    for key in path[:-1]:
        inside = inside[key]
    assert inside[path[-1]] != value
    inside[path[-1]] = value
    told = replay(receipt)
    assert not told["agrees"]
    assert told["differences"][0] == TAMPERED[0]
    assert told["differences_en"][0] == TAMPERED[1]


def test_an_outcome_altered_with_its_hash_is_found_by_deciding_again() -> None:
    receipt = made("relief")
    receipt["decision"]["amount"] = "30000.00"
    receipt["sha256"] = digest(receipt)
    told = replay(receipt)
    assert told["differences"] == ["amount：当时 30000.00，现在 27000.00"]
    assert told["differences_en"] == ["amount: then 30000.00, now 27000.00"]


def test_other_words_for_the_same_result_are_no_difference() -> None:
    receipt = made("relief")
    receipt["decision"]["sentences"][0] = "当时的措辞"
    receipt["sha256"] = digest(receipt)
    told = replay(receipt)
    assert told["agrees"]
    assert told["worded"] == ["sentences"]
    assert replay(made("relief"))["worded"] == []


def test_judgements_and_what_the_register_adds_stand_under_the_hash() -> None:
    kept = {"organ": "4514-F", "reference": "2026-0001", "salt": "00"}
    receipt = made("relief-judged", judgements=[JUDGEMENT], kept=kept)
    assert receipt["judgements"] == [JUDGEMENT]
    assert receipt["kept"] == kept
    before = copy.deepcopy(receipt)
    assert replay(receipt)["agrees"]
    assert receipt == before, "a replay changes nothing"
    for change in ("judgements", "kept"):
        other = copy.deepcopy(receipt)
        inner = other[change][0] if change == "judgements" else other[change]
        inner[next(iter(inner))] = "x"
        assert replay(other)["differences"] == [TAMPERED[0]]


def test_a_receipt_without_judgements_says_so() -> None:
    receipt = made("schools")
    assert receipt["judgements"] == []
    assert "kept" not in receipt


def test_a_receipt_holds_under_its_own_figures_when_a_standard_has_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receipt = made("relief")
    rulebook, name = find_matter("relief/interest")
    old = rulebook.standards["interest_rate"]
    doubled = tuple(dataclasses.replace(p, value=p.value * 2) for p in old.periods)
    # Rules name their standard as an object; the figure of a day is looked up by name.
    changed = dataclasses.replace(old, periods=doubled)
    newer = dataclasses.replace(rulebook, standards={**rulebook.standards, old.name: changed})
    monkeypatch.setattr(room, "find_matter", lambda rule: (newer, name))
    versions = Versions(newer, name, dt.date(2020, 6, 1))
    facts, related = parse_given(versions.matter, CASES["relief"][1])
    assert versions.decide(facts, related).amount == 2 * 2_700_000, "the change is felt"
    assert replay(receipt)["agrees"]


def test_other_rules_are_told_even_where_they_come_to_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receipt = made("relief")
    monkeypatch.setattr(Compiled, "version", "2020-02-20+000000000000")
    told = replay(receipt)
    assert len(told["differences"]) == 1
    assert told["differences"][0].startswith("规则版本：当时 ")
    assert told["differences_en"][0].endswith("now 2020-02-20+000000000000")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", "guiju-receipt-0"),
        ("rule", 7),
        ("facts", []),
        ("figures", None),
        ("figures", {"interest_rate": "30"}),
        ("as_of", "yesterday"),
        ("rule", "relief/nothing"),
        ("decision", {}),
        ("facts", {"企业规模": "小小企业"}),
        ("related", {"loans": "none"}),
        ("related", {"loans": ["none"]}),
    ],
)
def test_what_is_no_receipt_is_refused(key: str, value: Any) -> None:
    with pytest.raises(RuleError):
        replay({**made("relief"), key: value})


def dated_rulebook(outline: Outline) -> Rulebook:
    """A grant whose cap rises on a day, the cases dated by a fact."""
    place = next(iter(outline))
    first, turn = outline.effective, outline.effective + dt.timedelta(days=100)
    cap = Standard(
        "cap", "上限", "cap", place, "元",
        (Period(first, turn - dt.timedelta(days=1), 100), Period(turn, None, 300)),
    )  # fmt: skip
    paid = Quantity("支出（元）", "元", 0, 10_000, "Paid (yuan)")
    day = Day("日期", dt.date(2000, 1, 1), dt.date(2100, 1, 1), "Day")
    grant = Grant(
        "g", place, Strength.MUST, "补", "aid",
        (Entitlement("all", "全部", "all", place, amount=at_most(paid, Figure(cap))),),
    )  # fmt: skip
    matter = Matter("m", "补", "aid", "谁", grant, dated=day)
    return Rulebook(outline, {"cap": cap}, (paid, day), ALWAYS, grants=(grant,), matters=(matter,))


def test_a_case_of_no_known_day_replays_under_every_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = Path(room.__file__).parents[1] / "institutions/relief/rulebook/outline.yaml"
    rulebook = dated_rulebook(read_outline(root))
    monkeypatch.setattr(room, "find_matter", lambda rule: (rulebook, "m"))
    versions = Versions(rulebook, "m", dt.date(2021, 1, 1))
    given = {"支出（元）": 250}
    decision = versions.decide(given)
    assert (decision.verdict, decision.missing) == ("unknown", ("日期",))
    receipt = make_receipt(versions, "x/m", given, {}, decision)
    assert receipt["possible"] == [{"cap": 100}, {"cap": 300}]
    told = replay(receipt)
    assert told["agrees"], told["differences"]
    assert told["decision"]["between"] == ["1.00", "2.50"]


def test_the_command_replays_a_file_and_refuses_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(json.dumps(made("schools"), ensure_ascii=False), "utf-8")
    done = CliRunner().invoke(app, ["replay", str(path), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["agrees"] is True
    receipt = json.loads(path.read_text("utf-8"))
    receipt["facts"]["民办"] = "否"
    path.write_text(json.dumps(receipt, ensure_ascii=False), "utf-8")
    done = CliRunner().invoke(app, ["replay", str(path)])
    assert done.exit_code == 1
    assert TAMPERED[0] in done.stdout
    path.write_text("no receipt", "utf-8")
    assert CliRunner().invoke(app, ["replay", str(path), "--json"]).exit_code == 2
