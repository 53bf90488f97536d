"""Definitions: read with file and line, versioned, checked as models, drawn, walked at random."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from guiju.organs.models import Role
from guiju.procedures import services
from guiju.procedures.acting import can_act
from guiju.procedures.commands import app
from guiju.procedures.definitions import (
    Procedure,
    find,
    find_version,
    in_force,
    names,
    read_procedure,
    versions,
)
from guiju.procedures.definitions.checking import check, reachable
from guiju.procedures.definitions.drawing import draw, numbered
from guiju.procedures.definitions.machine import Position, begin, expire, open_to, take
from guiju.procedures.definitions.registry import added
from guiju.rules.errors import RuleError

ROOT = Path(__file__).resolve().parents[2]
VEHICLES = ROOT / "src" / "guiju" / "institutions" / "vehicles" / "procedures"
QUOTA = "vehicles/quota-increase"
EVERY = [(one.name, one) for name in names() for one in versions(name)]
Changed = Callable[..., Procedure]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """A procedure of the vehicles with some of its text replaced."""

    def change(name: str, *pairs: tuple[str, str]) -> Procedure:
        text = (VEHICLES / f"{name}.yaml").read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        folder = tmp_path / "vehicles" / "procedures"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yaml").write_text(text, "utf-8")
        return read_procedure(folder / f"{name}.yaml")

    return change


def test_the_vehicle_procedures_are_all_there() -> None:
    found = {name.removeprefix("vehicles/") for name in names() if name.startswith("vehicles/")}
    assert found == {
        "quota-increase",
        "excess-standard",
        "early-replacement",
        "due-replacement",
        "marking-exemption",
        "disposal",
        "purchase",
    }


@pytest.mark.parametrize(("name", "procedure"), EVERY)
def test_every_definition_holds_as_a_model(name: str, procedure: Procedure) -> None:
    assert check(procedure, Role.values) == []


def test_every_post_of_every_definition_exists_in_the_demo_tree(city: None) -> None:
    asked = can_act()
    problems = [p for _, one in EVERY for p in check(one, Role.values, asked)]
    assert problems == []


REFUSED = [
    (("region: 广西", "colour: red"), "colour"),
    (("version: 2020-01-06", "version: early"), "dates such as"),
    (("from: proposed\n  to: approved", "from: proposed\n  to: aproved"), "a state: proposed"),
    (("organ: level}, ours", "organ: county}, ours"), "own level city region"),
    (("amount: 15", "amount: 0"), "a whole number from 1 on"),
    (("unit: workdays", "unit: weeks"), "workdays days months"),
    (("event: entered, ours: true", "event: entered"), "either the address"),
    (("event: entered, ours: true", "event: entered, ours: true, address: 20/1"), "either"),
    (("- name: filed\n", "- name: approved\n"), "a name used once"),
    (("- name: refuse\n", "- name: suspend\n"), "a name used once"),
    (("value: true", "value: yes please"), "true or false"),
    (("verdicts: [entitled, unknown]", "verdicts: []"), "a list of words"),
    (("  final: true", "  final: true\n  expires: remind"), "nothing of a state that is final"),
    (("  by: clock\n", "  by: []\n"), "a post, or a list of posts"),
    (("{name: 核准文号, name_en: Number of the approval}", "{name: 核准文号}"), "exactly the keys"),
]


@pytest.mark.parametrize(("pair", "told"), REFUSED)
def test_what_is_not_foreseen_is_refused_with_its_line(
    changed: Changed, pair: tuple[str, str], told: str
) -> None:
    with pytest.raises(RuleError) as refused:
        changed("marking-exemption", pair)
    assert told in str(refused.value)
    assert re.match(r"marking-exemption\.yaml:\d+", str(refused.value))


def test_the_line_is_the_one_to_mend(changed: Changed) -> None:
    lines = (VEHICLES / "marking-exemption.yaml").read_text("utf-8").splitlines()
    with pytest.raises(RuleError) as refused:
        changed("marking-exemption", ("unit: workdays", "unit: weeks"))
    at = next(i for i, line in enumerate(lines, 1) if "unit: workdays" in line)
    assert str(refused.value).startswith(f"marking-exemption.yaml:{at} ")


@pytest.mark.parametrize("need", ["most", "0", "3"])
def test_the_number_of_signatures_is_held(changed: Changed, need: str) -> None:
    with pytest.raises(RuleError) as refused:
        changed("quota-increase", ("need: all", f"need: {need}"))
    assert "a number from 1 to 2" in str(refused.value)


BROKEN = [
    (("from: returned\n  to: proposed", "from: proposed\n  to: proposed"), "no post moves a case"),
    (("from: approved\n  to: filed", "from: approved\n  to: approved"), "no case ever comes"),
    (("from: approved\n  to: filed", "from: approved\n  to: approved"), "no way leads from here"),
    (("from: [proposed, returned]", "from: [proposed, filed]"), "final, yet withdraw leaves it"),
    (("expires: remind\n", "expires: approve\n"), "its limit needs expires"),
    (("expires: remind_filing", "expires: remind"), "its limit needs expires"),
    (("expires: remind_filing", "expires: remind"), "no limit of approved ever sets it off"),
    (("event: approve,", "event: aprove,"), "aprove is no event"),
    (("event: approve,", "event: withdraw,"), "can be entered without withdraw"),
    (
        ("address: 20/1\n  value: true", "address: 20/9\n  value: true"),
        "no provision of the outline",
    ),
    (("rule: vehicles/marking", "rule: vehicles/markings"), "vehicles/marking"),
    (("rule: vehicles/marking", "rule: vehicles/replacement"), "carried by no application"),
    (("verdicts: [entitled", "verdicts: [conforms"), "conforms: vehicles/marking comes to"),
    (("unknown]}", "unknown], cases: [open]}"), "no case of vehicles/marking: secret"),
    (("unknown]}", "unknown], only: [20/1]}"), "no duty of vehicles/marking"),
    (("unknown]}", "unknown], supposing: {保密用途: 无密}}"), "supposing 保密用途"),
    (
        ("role: discipline, organ: level}\n  address", "role: police, organ: level}\n  address"),
        "no role",
    ),
    (
        ("by: clock\n  address: 20/1\n  value: false", "by: clock\n  address: 20/1\n  value: true"),
        "names no post",
    ),
    (
        ("from: proposed\n  to: proposed", "from: proposed\n  to: refused"),
        "leads unattended to refused",
    ),
    (("matter: vehicles/marking", "matter: vehicles/mark"), "matter"),
    (
        ("name: 备案文号, name_en: Number of the filing", "fact: 备案文号"),
        "no fact that the application",
    ),
    (
        ("instrument: 崇政办发〔2020〕1号", "instrument: 崇政办发〔2020〕2号"),
        "the rulebook is that of",
    ),
    (("  resubmits: true", "  resubmits: false"), "nothing hands in again"),
    (("  withdraws: true", "  withdraws: true\n  resubmits: true"), "one of returns, resubmits"),
    (
        ("value: false\n  resubmits: true", "value: true\n  resubmits: true"),
        "the applicant decides nothing",
    ),
    (("limit: {none: 由", "expires: remind\n  limit: {none: 由"), "for a limit that does not run"),
]


@pytest.mark.parametrize(("pair", "told"), BROKEN)
def test_the_model_check_finds_what_is_broken(
    changed: Changed, pair: tuple[str, str], told: str
) -> None:
    problems = [str(p) for p in check(changed("marking-exemption", pair), Role.values)]
    assert any(told in problem for problem in problems), problems
    assert all(re.match(r"marking-exemption\.yaml:\d+ ", problem) for problem in problems)


def test_a_fact_that_no_rule_knows_is_not_carried(changed: Changed) -> None:
    one = changed("quota-increase", ("also: [用车类别, 申请数]", "also: [用车类别, 申请书]"))
    assert ["no fact of the rulebook" in p.told for p in check(one, Role.values)] == [True]


def test_a_post_that_no_organ_has_is_found(changed: Changed) -> None:
    one = changed("marking-exemption")
    problems = check(one, Role.values, lambda by: by.role != "discipline")
    assert {p.told for p in problems} == {"discipline level: no organ of the tree has this post"}


def test_versions_follow_one_another_and_a_case_finds_its_own(changed: Changed) -> None:
    later = changed("marking-exemption", ("version: 2020-01-06", "version: 2026-03-03"))
    name = "vehicles/marking-exemption"
    with added([later]):
        assert in_force(name, dt.date(2026, 3, 2)).version == dt.date(2020, 1, 6)
        assert in_force(name, dt.date(2026, 3, 3)) is later is find(name)
        assert find_version(name, dt.date(2020, 1, 6)) is not later
        with pytest.raises(RuleError), added([later]):
            find(name)
    with pytest.raises(RuleError):
        in_force(name, dt.date(2020, 1, 5))
    with pytest.raises(RuleError):
        find_version(name, dt.date(2026, 3, 3))
    with pytest.raises(RuleError) as refused:
        find("vehicles/purchases")
    assert "vehicles/purchase" in refused.value.expected


# Walks.


@st.composite
def walks(draw_: st.DrawFn) -> tuple[Procedure, list[int]]:
    """A procedure and the choices of a walk through it."""
    procedure = draw_(st.sampled_from([one for _, one in EVERY]))
    return procedure, draw_(st.lists(st.integers(0, 99), max_size=40))


@given(walks())
def test_random_walks_never_get_stuck_and_nothing_is_decided_unattended(
    walk: tuple[Procedure, list[int]],
) -> None:
    procedure, choices = walk
    known, position = reachable(procedure), begin(procedure)
    decided = {one.to for one in procedure.transitions.values() if one.value}
    for choice in choices:
        state = procedure.states[position.state]
        assert state.name in known
        options = open_to(procedure, position)
        if state.final:
            assert options == []
            break
        if choice % 5 == 0:
            after = expire(procedure, position)
            assert after.state == position.state or after.state not in decided
            position = after
            continue
        assert options, state.name
        transition, by = options[choice % len(options)]
        after = take(procedure, position, transition, by)
        assert after != position
        if after.state != position.state:
            assert after == Position(transition.to)
        else:
            assert transition.countersign is not None or transition.to == position.state
        position = after


@given(st.permutations(range(3)), st.integers(1, 3))
def test_signatures_in_any_order_suffice_at_k_of_n(order: list[int], need: int) -> None:
    text = (VEHICLES / "quota-increase.yaml").read_text("utf-8")
    third = "- {role: discipline, organ: city}\n    need:"
    text = text.replace("need: all", f"need: {need}").replace("need:", third, 1)
    procedure = _read(text)
    review, position = procedure.transitions["review"], begin(procedure)
    for place, signer in enumerate(order[:need], start=1):
        assert position.state == "asked"
        position = take(procedure, position, review, review.actors[signer])
        assert position.state == ("reviewed" if place == need else "asked")
    with pytest.raises(ValueError, match="not open"):
        take(procedure, position, review, review.actors[order[0]])


def _read(text: str) -> Procedure:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vehicles" / "procedures"
        path.mkdir(parents=True)
        (path / "one.yaml").write_text(text, "utf-8")
        return read_procedure(path / "one.yaml")


# Pictures and commands.


@pytest.mark.parametrize(("name", "procedure"), EVERY)
def test_every_state_and_step_is_in_the_picture(name: str, procedure: Procedure) -> None:
    for english in (False, True):
        root = ElementTree.fromstring(draw(procedure, english=english))
        texts = [(node.text or "") for node in root.iter() if node.tag.endswith("}text")]
        words = "".join(texts).replace(" ", "")
        for state in procedure.states.values():
            title = state.english if english else state.title
            assert title.replace(" ", "") in words
        numbers = set(re.findall(r"\d+", " ".join(texts)))
        assert {str(number) for number, _ in numbered(procedure)} <= numbers
        width, height = map(int, root.attrib["viewBox"].split()[2:])
        for node in root.iter():
            if node.tag.endswith("}rect"):
                x, y, w, h = (int(node.attrib[k]) for k in ("x", "y", "width", "height"))
                assert x >= 0 and y >= 0 and x + w <= width and y + h <= height


@pytest.mark.parametrize("name", names())
def test_the_pictures_of_the_documentation_are_current(name: str) -> None:
    drawn = ROOT / "docs" / "images" / "procedures" / f"{name.partition('/')[2]}.svg"
    assert drawn.read_text("utf-8") == draw(find(name), english=True), (
        f"python3 run.py procedures diagram {name} --english --out {drawn.relative_to(ROOT)}"
    )


def test_the_commands_list_check_and_draw(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert "vehicles/purchase  2020-01-06  配备公务用车" in run(app, ["list"]).stdout
    assert '"matter": "vehicles/excess"' in run(app, ["list", "--json"]).stdout
    checked = run(app, ["check", "--json"])
    assert (checked.exit_code, '"problems": []' in checked.stdout) == (0, True)
    assert "0 处问题" in run(app, ["check"]).stdout
    out = tmp_path / "one.svg"
    assert run(app, ["diagram", QUOTA, "--english", "--out", str(out)]).exit_code == 0
    assert out.read_text("utf-8") == draw(find(QUOTA), english=True)
    assert run(app, ["diagram", QUOTA]).stdout == draw(find(QUOTA))
    assert run(app, ["diagram", "vehicles/none"]).exit_code == 2


def test_the_example_of_the_guide_holds_and_its_names_exist() -> None:
    guide = (ROOT / "docs" / "procedures.md").read_text("utf-8")
    example = re.findall(r"```yaml\n(name: .*?)```", guide, re.DOTALL)
    assert len(example) == 1
    assert check(_read(example[0]), Role.values) == []
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", guide, re.MULTILINE))
    assert {f"vehicles/{name}" for name in listed} == {n for n in names() if "vehicles/" in n}
    told = guide.partition("Services: ")[2].partition(".")[0]
    assert sorted([*re.findall(r"`(\w+)`", told), "Answer", "Refused", "on", "supplies"]) == sorted(
        services.__all__
    )
