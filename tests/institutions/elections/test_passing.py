"""What a discipline commission elected is passed by the plenary of the committee (23)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from docx import Document as Docx
from typer.testing import CliRunner

from guiju.clock import today
from guiju.institutions.elections.commands import app
from guiju.institutions.elections.counting import ElectionError, parse_election
from guiju.institutions.elections.letters import letter
from guiju.institutions.elections.models import Decision, Election
from guiju.institutions.elections.proving import read_package
from guiju.institutions.elections.selectors.checks import AFTER, checks_of
from guiju.institutions.elections.selectors.decisions import must_pass, passed
from guiju.institutions.elections.selectors.inbox import next_steps, waiting_for
from guiju.institutions.elections.selectors.papers import matter_above, matter_of, papers_for
from guiju.institutions.elections.selectors.plain import described
from guiju.institutions.elections.selectors.turns import elections_waiting
from guiju.institutions.elections.services import acts, decisions, following, packaging
from guiju.institutions.elections.services.decisions import Told
from guiju.ledger.models import Entry as LedgerEntry

from .hands import Hands, announce, decide, decided, set_up, told
from .test_letters import text

OWN = {"kind": "standing", "body": "plenary", "commission": True}
ALL = ["11122"] * 10
VOTE = {"entitled": 40, "present": 38, "agreed": 36, "against": 1, "abstained": 1}


def elected(hands: Hands, **change: Any) -> Election:
    """The commission's standing committee elected and announced: three of five."""
    made = decided(hands, ALL, seats=3, **{**OWN, **change})
    return announce(hands, made)


def passing(hands: Hands, election: Election, **change: Any) -> Decision:
    """The plenary's decision recorded by two."""
    values: dict[str, Any] = {"course": "passed", "decider": "plenary", "near": None, **change}
    return decide(hands, election, "passing", **values)


def after(election: Election) -> list[tuple[str, str]]:
    """The checks of what comes after the announcement."""
    return [(one.provision, one.state) for one in checks_of(election) if one.stage == AFTER]


def test_the_commission_s_own_is_told_apart_from_the_committee_s(elections_hands: Hands) -> None:
    hands = elections_hands
    own, other = set_up(hands, **OWN), set_up(hands, **{**OWN, "commission": False})
    unknown = set_up(hands, kind="secretaries", body="plenary", seats=1, candidates=[],
                     posts=[{"post": "书记", "seats": 1}], commission=None)  # fmt: skip
    names = [one.kind_told for one in (own, other, unknown)]
    assert names == ["纪委常委会委员", "常委会委员", "书记、副书记"]
    assert [described(one).get("commission") for one in (own, other, unknown)] == [
        True,
        False,
        None,
    ]
    assert [after(one) for one in (own, other, unknown)] == [
        [("23/1", "unknown")], [], [("23/1", "unknown")],
    ]  # fmt: skip
    assert after(set_up(hands)) == []


@pytest.mark.parametrize("wrong", [{"kind": "discipline"}, {"kind": "standing", "commission": 1}])
def test_a_file_says_it_of_a_plenary_s_elections_alone(wrong: dict[str, Any]) -> None:
    with pytest.raises(ElectionError, match="commission"):
        parse_election(told(**{"commission": True, **wrong}))
    assert parse_election(told()).commission is None


def test_a_round_that_follows_stays_the_commission_s(elections_hands: Hands) -> None:
    hands = elections_hands
    few = announce(hands, decided(hands, ["11222"] * 10, seats=3, **OWN))
    made = following.make_repeat(few, person=hands["secretary"], day=today(), names=["李三"])
    assert made.commission is True
    package = read_package(packaging.kept_package(few))
    assert json.loads(package.files["election.json"])["commission"] is True


def test_after_the_announcement_it_waits_for_the_plenary(elections_hands: Hands) -> None:
    hands = elections_hands
    election = elected(hands)
    assert (must_pass(election), passed(election)) == (True, None)
    secretary, chair = hands["secretary"], hands["chair"]
    assert [one.code for _election, one in waiting_for(secretary)] == ["decide-passing"]
    assert (elections_waiting(secretary), elections_waiting(chair)) == (1, 0)
    decisions.propose_decision(
        election, kind="passing", person=secretary,
        told=Told("passed", "plenary", today(), "会议记录", **VOTE),
    )  # fmt: skip
    assert passed(election) is None
    assert [one.code for _election, one in waiting_for(chair)] == ["decide-passing"]
    assert (elections_waiting(secretary), elections_waiting(chair)) == (0, 1)
    decisions.confirm_decision(election.decisions.get(), person=chair)
    assert (passed(election), after(election)) == (True, [("23/1", "holds")])
    assert (elections_waiting(chair), waiting_for(chair)) == (0, [])
    assert next_steps(election) == []
    entries = LedgerEntry.objects.filter(action__startswith="elections.decision.")
    assert ['"article":"23/1"' in one.content for one in entries] == [True, True]


def test_nothing_goes_to_the_committee_above_before_it_passed(elections_hands: Hands) -> None:
    hands = elections_hands
    election = elected(hands)
    assert "submission" not in papers_for(election, hands["secretary"])
    assert "announcement" in papers_for(election, hands["secretary"])
    passing(hands, election)
    assert "submission" in papers_for(election, hands["secretary"])


def test_what_did_not_pass_is_not_submitted_and_breaks_the_article(elections_hands: Hands) -> None:
    hands = elections_hands
    election = elected(hands)
    passing(hands, election, course="not_passed")
    assert (passed(election), after(election)) == (False, [("23/1", "broken")])
    assert "submission" not in papers_for(election, hands["secretary"])
    assert "没有通过" in text(letter("announcement", matter_of(election)))


def test_no_ballot_is_released_before_it_is_told_whose_it_is(elections_hands: Hands) -> None:
    hands = elections_hands
    made = set_up(hands, **{**OWN, "commission": None})
    with pytest.raises(ValidationError, match="须写明是党的委员会的"):
        acts.propose(made, kind="ballot", person=hands["secretary"])
    assert not made.acts.exists()


def test_the_committee_s_own_needs_no_passing(elections_hands: Hands) -> None:
    hands = elections_hands
    election = elected(hands, commission=False)
    assert not must_pass(election)
    assert "submission" in papers_for(election, hands["secretary"])
    with pytest.raises(ValidationError, match="没有须由会议决定"):
        passing(hands, election)


def test_nothing_is_passed_before_names_are_announced(elections_hands: Hands) -> None:
    hands = elections_hands
    election = decided(hands, ALL, seats=3, **OWN)
    with pytest.raises(ValidationError, match="没有须由会议决定"):
        passing(hands, election)


@pytest.mark.parametrize(
    ("change", "told_"),
    [
        ({"decider": "presidium"}, "不由其决定"),
        ({"course": "leave"}, "不能这样决定"),
        ({**VOTE, "present": 41}, "应到会人数"),
        ({**VOTE, "agreed": 37}, "表决的人数之和"),
        ({"agreed": 41, "entitled": 40}, "表决的人数之和"),
    ],
)
def test_a_vote_that_cannot_be_is_refused(
    elections_hands: Hands, change: dict[str, Any], told_: str
) -> None:
    election = elected(elections_hands)
    with pytest.raises(ValidationError, match=told_):
        passing(elections_hands, election, **change)
    assert not Decision.objects.exists()


def test_a_letter_of_files_takes_from_the_election_file_whose_it_is(tmp_path: Path) -> None:
    people = [{"name": name} for name in ("丁安", "于和", "王平")]
    said = {**told(kind="standing", body="plenary", seats=2), "title": "", "candidates": people}
    said |= {"commission": True, "present": 10, "issued": 10}
    (tmp_path / "e.json").write_text(json.dumps(said), "utf-8")
    rows = "".join(f"{number:04d},赞成,赞成,反对,\n" for number in range(1, 10))
    (tmp_path / "b.csv").write_text(f"票号,丁安,于和,王平,另选他人\n{rows}", "utf-8")
    paths = [str(tmp_path / name) for name in ("e.json", "b.csv", "o.docx")]
    for more, own in (([], True), (["--no-commission"], False)):
        made = CliRunner().invoke(app, ["documents", *paths, "--kind", "announcement", *more])
        assert made.exit_code == 0, made.stderr
        written = "\n".join(one.text for one in Docx(paths[2]).paragraphs)
        assert ("纪律检查委员会常务委员会委员" in written) == own
        assert "选举纪委常委会委员" in written


def test_the_letters_name_the_commission_and_how_it_passed(elections_hands: Hands) -> None:
    hands = elections_hands
    election = elected(hands)
    open_ = text(letter("announcement", matter_of(election)))
    assert "当选的纪律检查委员会常务委员会委员" in open_
    assert "须经同级党的委员会全体会议通过。通过日期：" in open_
    passing(hands, election, **VOTE)
    day = f"{today().year}年{today().month}月{today().day}日"
    wanted = f"{day}经同级党的委员会全体会议通过（同意36名，不同意1名，弃权1名）"
    assert wanted in text(letter("announcement", matter_of(election)))
    assert wanted in text(letter("submission", matter_above(election)))
    without = replace(matter_of(election), commission=False)
    assert "全体会议通过" not in text(letter("announcement", without))
