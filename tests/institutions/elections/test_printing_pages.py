"""Paper to print from the pages: specimens at any time, ballots once two persons released them."""

from __future__ import annotations

from guiju.institutions.elections.models import Election

from .hands import Hands, act, set_up
from .pages import page, signed, text
from .printed import need_chinese


def got(hands: Hands, name: str, election: Election, kind: str) -> tuple[int, bytes]:
    """Status and first bytes of a file."""
    answer = signed(hands, name).get(page(election, f"print/{kind}/"))
    return answer.status_code, answer.content[:5]


def test_ballots_are_printed_once_they_are_released(elections_hands: Hands) -> None:
    need_chinese()
    hands = elections_hands
    election = set_up(hands)
    secretary = signed(hands, "secretary")
    assert "选票定稿后才能印制" in text(secretary, page(election, "ballot/"))
    assert got(hands, "secretary", election, "ballot")[0] == 404
    act(hands, election, "ballot", "secretary", "chief")
    assert page(election, "print/ballot/") in text(secretary, page(election, "ballot/"))
    assert got(hands, "secretary", election, "ballot") == (200, b"%PDF-")
    assert got(hands, "counter", election, "ballot")[0] == 404
    for kind in ("specimen", "forms"):
        assert (kind, *got(hands, "counter", election, kind)) == (kind, 200, b"%PDF-")
    assert got(hands, "secretary", election, "other")[0] == 404
