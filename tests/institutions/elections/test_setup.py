"""Setting an election up: what is taken, what is refused, what every check says of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from guiju.clock import today
from guiju.institutions.elections.counting import parse_election
from guiju.institutions.elections.models import Election, State
from guiju.institutions.elections.selectors.checks import checks_of
from guiju.institutions.elections.selectors.plain import described, plain, printed_order
from guiju.institutions.elections.services import acts, officers, setup
from guiju.ledger.models import Entry as LedgerEntry
from guiju.organs.models import Role

from .hands import FUNCTIONS, NAMES, Hands, make_hands, make_person, release, set_up, told


def by_provision(election: Election) -> dict[str, str]:
    """The state of each check by its provision; the worst where there are several."""
    found: dict[str, str] = {}
    for one in checks_of(election):
        if found.get(one.provision) != "broken":
            found[one.provision] = one.state
    return found


def test_an_election_is_set_up_as_a_file_describes_it(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    assert plain(election) == parse_election(told(approved_order=[]))
    assert election.state == State.DRAFT
    assert len(election.code) == 6
    entry = LedgerEntry.objects.get(action="elections.created")
    assert entry.chain == elections_hands.organ.code
    assert "丁一" not in entry.content


def test_secretaries_keep_their_posts_and_the_approved_order(elections_hands: Hands) -> None:
    election = set_up(
        elections_hands,
        kind="secretaries",
        body="plenary",
        seats=3,
        posts=[{"post": "书记", "seats": 1}, {"post": "副书记", "seats": 2}],
        candidates=[
            {"name": "丁一", "post": "副书记"},
            {"name": "赵五", "post": "书记"},
            {"name": "王二", "post": "副书记"},
        ],
        approved_order=["赵五", "王二", "丁一"],
    )
    assert described(election)["approved_order"] == ["赵五", "王二", "丁一"]
    order, notices = printed_order(election)
    assert [(one.name, one.post) for one in order] == [
        ("赵五", "书记"), ("王二", "副书记"), ("丁一", "副书记"),
    ]  # fmt: skip
    assert notices == []


def test_only_the_secretary_of_the_organ_sets_up(elections_hands: Hands) -> None:
    stranger = make_hands("E2")["secretary"]
    for person in (elections_hands["chief"], elections_hands["chair"], stranger):
        with pytest.raises(ValidationError):
            setup.create_election(
                person=person,
                parsed=parse_election(told()),
                organ=elections_hands.organ,
                day=today(),
            )
    assert not Election.objects.exists()


def test_what_is_not_entered_is_unknown_and_never_nought(elections_hands: Hands) -> None:
    election = setup.create_election(
        person=elections_hands["secretary"],
        parsed=parse_election(told(candidates=[])),
        organ=elections_hands.organ,
        day=today(),
    )
    checks = {one.provision: one for one in checks_of(election)}
    assert set(by_provision(election).values()) == {"unknown"}
    assert "同意选举办法人数" in checks["46/1"].missing
    assert "差额人数" in checks["18/1"].missing
    assert "还不知道" in checks["24/1"].sentence


def test_every_check_of_set_up_holds_with_its_derivation(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    found = by_provision(election)
    assert found["4/1"] == found["18/1"] == found["28/1"] == found["46/1"] == "holds"
    assert found["24/1"] == found["33/1"] == found["34/1"] == "unknown"
    eighteen = next(one for one in checks_of(election) if one.provision == "18/1")
    assert eighteen.must
    assert "差额人数 2" in eighteen.sentence
    assert any("差额" in line for line in eighteen.steps)


@pytest.mark.parametrize(("candidates", "state"), [(3, "broken"), (4, "holds")])
def test_the_differential_is_asked_of_the_rulebook(
    elections_hands: Hands, candidates: int, state: str
) -> None:
    election = set_up(elections_hands, candidates=[{"name": n} for n in NAMES[:candidates]])
    assert by_provision(election)["18/1"] == state


@pytest.mark.parametrize(("assenting", "state"), [(4, "broken"), (5, "holds")])
def test_half_of_those_entitled_assent_to_the_method(
    elections_hands: Hands, assenting: int, state: str
) -> None:
    election = set_up(elections_hands)
    setup.record_method(election, person=elections_hands["secretary"], assenting=assenting)
    election.refresh_from_db()
    assert by_provision(election)["46/1"] == state


def test_more_cannot_assent_than_are_entitled(elections_hands: Hands) -> None:
    with pytest.raises(ValidationError, match="不能多于"):
        setup.record_method(
            set_up(elections_hands), person=elections_hands["secretary"], assenting=11
        )


def test_a_candidate_as_scrutineer_is_seen(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    wanted = [elections_hands.officer(name) for name in FUNCTIONS if name != "other"]
    wanted.append(elections_hands.officer("other", name="丁一"))
    officers.set_officers(election, person=elections_hands["secretary"], officers=wanted)
    assert by_provision(election)["28/1"] == "broken"


def test_alternates_come_after_members(elections_hands: Hands) -> None:
    election = set_up(elections_hands, kind="alternates")
    assert by_provision(election)["20/1"] == "unknown"
    secretary = elections_hands["secretary"]
    setup.record_sequence(election, person=secretary, members_done=True)
    assert by_provision(Election.objects.get())["20/1"] == "holds"


def test_one_person_has_one_function(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    account = elections_hands["counter"].account
    make_person(elections_hands.organ, Role.SCRUTINEER, "double")
    wanted = [officers.OfficerIn("scrutineer", account), officers.OfficerIn("counter", account)]
    with pytest.raises(ValidationError, match="只担任一项"):
        officers.set_officers(election, person=elections_hands["secretary"], officers=wanted)
    assert election.officers.count() == len(FUNCTIONS)


def test_an_officer_holds_a_post_for_it(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    wanted = [officers.OfficerIn("chief", elections_hands["counter"].account)]
    with pytest.raises(ValidationError, match="没有担任"):
        officers.set_officers(election, person=elections_hands["secretary"], officers=wanted)


def test_nothing_changes_once_the_ballot_is_released(elections_hands: Hands) -> None:
    election = release(elections_hands)
    secretary = elections_hands["secretary"]
    with pytest.raises(ValidationError, match="设置中"):
        setup.change_election(
            election, person=secretary, parsed=parse_election(told(seats=4)), day=today()
        )
    with pytest.raises(ValidationError, match="设置中"):
        officers.set_officers(election, person=secretary, officers=[])
    with pytest.raises(ValidationError, match="设置中"):
        setup.record_method(election, person=secretary, assenting=1)
    election.refresh_from_db()
    assert (election.seats, election.officers.count()) == (3, len(FUNCTIONS))


def test_nothing_changes_while_the_release_is_proposed(elections_hands: Hands) -> None:
    election, secretary = set_up(elections_hands), elections_hands["secretary"]
    proposed = acts.propose(election, kind="ballot", person=secretary)
    change = {"person": secretary, "parsed": parse_election(told(seats=4)), "day": today()}
    with pytest.raises(ValidationError, match="提请定稿"):
        setup.change_election(election, **change)
    acts.refuse(proposed, person=elections_hands["chief"], why="名额有误")
    setup.change_election(election, **change)
    election.refresh_from_db()
    assert election.seats == 4


def test_a_change_takes_the_place_of_what_was_there(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    day = today() + dt.timedelta(days=1)
    parsed = parse_election(told(candidates=[{"name": "李三"}, {"name": "王二"}]))
    setup.change_election(election, person=elections_hands["secretary"], parsed=parsed, day=day)
    changed = Election.objects.get(pk=election.pk)
    assert [one.name for one in changed.candidates.all()] == ["李三", "王二"]
    assert changed.day == day


def test_an_approved_order_names_candidates_alone(elections_hands: Hands) -> None:
    with pytest.raises(ValidationError, match="批准的顺序"):
        set_up(elections_hands, approved_order=["赵五", "钱六"])


def test_a_key_that_nobody_knows_is_refused(elections_hands: Hands) -> None:
    with pytest.raises(ValidationError, match="没有用到：colour"):
        set_up(elections_hands, colour="红")


def test_without_eligible_nothing_is_set_up(elections_hands: Hands) -> None:
    with pytest.raises(ValidationError, match="有选举权人数"):
        set_up(elections_hands, eligible=None)


def test_checks_are_told_in_english_too(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    with override("en"):
        eighteen = next(one for one in checks_of(election) if one.provision == "18/1")
    assert "differential of candidates for a committee" in eighteen.sentence
    assert "conforms" in eighteen.sentence
    assert "差额" not in "".join([eighteen.sentence, *eighteen.steps])
