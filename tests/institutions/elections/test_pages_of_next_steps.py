"""Where the pages lead next: from sheet to sheet, to what is missing, to the round that follows."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest

from guiju import clock
from guiju.clock import today
from guiju.institutions.elections.counting import parse_election
from guiju.institutions.elections.models import Batch, Election, OfficerFunction
from guiju.institutions.elections.services import comparing, meeting, setup
from guiju.institutions.elections.services.officers import set_officers

from .hands import FUNCTIONS, Hands, announce, decided, key_in, meet, release, set_up, told
from .pages import marks, page, send, signed, text

ALIKE, OTHER = "11422", "21122"


def doubtful(hands: Hands) -> tuple[Election, list[Batch]]:
    """Two batches compared: in each, the second sheet contradicts itself in both entries."""
    election = meet(hands, release(hands), [3, 3])
    batches = list(election.batches.order_by("number"))
    for batch in batches:
        key_in(hands, batch, "counter", ["11122", ALIKE, "11122"])
        key_in(hands, batch, "second", ["11122", ALIKE, OTHER])
        comparing.compare(batch, person=hands["counter"])
    return election, batches


def test_a_mark_that_both_keyed_as_unclear_is_marked_for_whoever_settles(
    elections_hands: Hands,
) -> None:
    election, _batches = doubtful(elections_hands)
    client = signed(elections_hands, "scrutineer")
    rows = text(client, page(election, "batches/1/sheets/2/")).split("<tr")
    marked = [row for row in rows if 'class="differs"' in row]
    assert len(marked) == 1
    assert "李三" in marked[0]
    assert "（须认定）" in marked[0]


def test_from_one_doubtful_sheet_to_the_next_over_all_batches(elections_hands: Hands) -> None:
    hands = elections_hands
    election, batches = doubtful(hands)
    one, other = signed(hands, "scrutineer"), signed(hands, "other")
    places = [(1, 2), (1, 3), (2, 2), (2, 3)]
    addresses = [page(election, f"batches/{batch}/sheets/{sheet}/") for batch, sheet in places]
    assert f'href="{addresses[1]}"' in text(one, addresses[0])
    assert f'href="{addresses[0]}"' in text(one, addresses[3])
    way = list(pairwise([*addresses, page(election, "batches/2/")]))
    fields = {"do": "propose", "reason": "看原票", "others": "", **marks("11122")}
    for here, next_one in way:
        answer = one.post(here, fields, follow=True)
        assert answer.redirect_chain == [(next_one, 302)]
        assert "已办理" in answer.content.decode()
    assert "下一张须认定的选票" not in text(one, addresses[0])
    for here, next_one in way:
        seen = "11122//看原票"
        answer = other.post(here, {"do": "confirm", "seen": seen}, follow=True)
        assert answer.redirect_chain == [(next_one, 302)]
    assert [batch.settled.count() for batch in batches] == [3, 3]
    assert "没有别的选票等您认定" in text(one, addresses[0])


@pytest.mark.parametrize(("later", "put_in"), [(0, 0), (3, 3), (-2, 0)])
def test_a_round_that_follows_has_a_day_put_in(
    elections_hands: Hands, later: int, put_in: int
) -> None:
    """Today; never before the round it follows, where a rehearsal's clock stands earlier."""
    tie = ["11222"] * 4 + ["12122"] * 4 + ["21122"] * 2
    election = announce(elections_hands, decided(elections_hands, tie, seats=2))
    day = election.day + dt.timedelta(put_in)
    noon = dt.datetime.combine(election.day + dt.timedelta(later), dt.time(12), dt.UTC)
    with clock.using(clock.FixedClock(noon)):
        client = signed(elections_hands, "secretary")
        assert f'value="{day.isoformat()}"' in text(client, page(election, "runoff/"))


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("congress", ["chief", "scrutineer", "scrutineer", "counter", "counter", "chair"]),
        ("plenary", ["scrutineer", "scrutineer", "counter", "counter", "chair"]),
    ],
)
def test_officers_open_with_a_row_for_each_that_is_needed_and_grow_without_a_script(
    elections_hands: Hands, body: str, rows: list[str]
) -> None:
    hands = elections_hands
    parsed = parse_election(told(body=body))
    election = setup.create_election(
        person=hands["secretary"], parsed=parsed, organ=hands.organ, day=today()
    )
    client = signed(hands, "secretary")
    address = page(election, "officers/")
    answer = client.get(address)
    form = answer.context["form"]
    assert [form[f"function-{row}"].value() for row in range(form.count)] == [*rows, "", ""]
    assert ("28/2" in answer.content.decode()) == (body == "plenary")
    filled: dict[str, Any] = {"rows": form.count, "more": "1"}
    for row, name in enumerate(FUNCTIONS):
        filled |= {f"function-{row}": FUNCTIONS[name], f"account-{row}": hands[name].account.pk}
    send(client, address, **filled)
    grown = client.get(address).context["form"]
    assert election.officers.count() == len(FUNCTIONS)
    assert grown.count == len(FUNCTIONS) + 2


def test_after_an_act_the_page_begins_with_what_was_done(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    client = signed(elections_hands, "secretary")
    answer = client.post(page(election, "acts/ballot/"), {"do": "propose"})
    assert answer.headers["Location"] == page(election)


def test_what_blocks_the_release_is_said_in_the_place_of_its_button(
    elections_hands: Hands,
) -> None:
    hands = elections_hands
    election = set_up(hands)
    kept = [hands.officer(name) for name in ("chief", "scrutineer", "other", "counter", "chair")]
    set_officers(election, person=hands["secretary"], officers=kept)
    client = signed(hands, "secretary")
    shown = text(client, page(election, "acts/ballot/"))
    assert "须有两名以上计票人" in shown
    assert 'value="propose"' not in shown
    detail = text(client, page(election))
    assert "须有两名以上计票人" in detail
    assert "还有 1 项" in detail
    set_officers(election, person=hands["secretary"], officers=[*kept, hands.officer("second")])
    assert 'value="propose"' in text(client, page(election, "acts/ballot/"))


def test_what_blocks_the_count_is_said_in_the_place_of_its_button(elections_hands: Hands) -> None:
    hands = elections_hands
    election = release(hands)
    client = signed(hands, "chief")
    address = page(election, "meeting/")
    assert "还没有登记到会人数" in text(client, address)
    meeting.record_meeting(election, person=hands["chief"], present=3, issued=3)
    meeting.add_batch(election, person=hands["chief"], sheets=3)
    few = text(client, address)
    assert "核对完毕，开始计票" not in few
    assert "开始计票以前还要办理的" in few
    meeting.record_meeting(election, person=hands["chief"], present=9, issued=9)
    assert "核对完毕，开始计票" in text(client, address)


def test_checks_of_the_meeting_do_not_stand_among_those_of_the_set_up(
    elections_hands: Hands,
) -> None:
    election = set_up(elections_hands)
    stages = signed(elections_hands, "secretary").get(page(election)).context["stages"]
    found = {name: {one.provision for one in checks} for name, checks in stages}
    assert list(found) == ["选票定稿以前", "会议", "计票"]
    assert "24/1" in found["会议"]
    assert "24/1" not in found["选票定稿以前"]


def test_a_plenary_without_a_chief_is_reported_by_its_scrutineers(elections_hands: Hands) -> None:
    hands = elections_hands
    election = set_up(hands, body="plenary")
    client = signed(hands, "secretary")
    shown = text(client, page(election, "acts/figures/"))
    assert "由总监票人向选举人报告" in shown
    without = [hands.officer(name) for name in FUNCTIONS if name != "chief"]
    set_officers(election, person=hands["secretary"], officers=without)
    shown = text(client, page(election, "acts/figures/"))
    assert "由监票人向选举人报告" in shown
    assert OfficerFunction.CHIEF not in election.officers.values_list("function", flat=True)


def test_a_count_asks_no_more_of_many_batches_than_of_few(
    elections_hands: Hands, django_assert_max_num_queries: Any
) -> None:
    hands = elections_hands
    election = meet(hands, release(hands, eligible=60), [1] * 30)
    for batch in election.batches.all()[:8]:
        for name, sheet in (("counter", "11122"), ("second", "21122")):
            key_in(hands, batch, name, [sheet])
    for batch in election.batches.all()[:5]:
        comparing.compare(batch, person=hands["counter"])
    for name, most in (("counter", 30), ("scrutineer", 30)):
        client = signed(hands, name)
        with django_assert_max_num_queries(most):
            assert "第 30 批" in text(client, page(election))
    with django_assert_max_num_queries(15):
        assert "第 30 批还没有比对" in text(client, page(election, "decide/"))


def test_from_a_batch_that_is_done_to_what_waits_elsewhere(elections_hands: Hands) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [1, 1])
    key_in(hands, election.batches.get(number=1), "counter", ["11122"])
    shown = text(signed(hands, "counter"), page(election, "batches/1/"))
    assert f'href="{page(election, "batches/2/enter/")}"' in shown
    assert f'href="{page(election, "batches/1/enter/")}"' not in shown
    assert "接下来等您办理的" not in text(signed(hands, "chair"), page(election, "batches/1/"))
