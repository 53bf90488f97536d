"""What tests of the pages of elections share: clients, pages, forms that are sent."""

from __future__ import annotations

from typing import Any

from django.test import Client

from guiju.institutions.elections.models import Batch, Election

from .hands import Hands, meet, release

WHAT = {
    "title": "第一次代表大会选举委员会委员",
    "kind": "committee",
    "round": "formal",
    "body": "congress",
    "level": "local",
}


def signed(hands: Hands, name: str) -> Client:
    """A client signed in as one of the people."""
    client = Client()
    client.force_login(hands[name].account)
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    """A page's text."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def send(client: Client, address: str, **fields: Any) -> str:
    """Where a form that is taken leads, its page as text."""
    answer = client.post(address, fields, follow=True)
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    return answer.content.decode()


def page(election: Election, rest: str = "") -> str:
    """The address of a page of an election."""
    return f"/elections/{election.pk}/{rest}"


def marks(signs: str) -> dict[str, str]:
    """The fields of a sheet's marks."""
    return {f"mark-{place}": sign for place, sign in enumerate(signs)}


def entering(hands: Hands, sheets: int = 3) -> tuple[Election, Batch]:
    """An election whose one batch waits for its entries."""
    election = meet(hands, release(hands), [sheets])
    return election, election.batches.get()
