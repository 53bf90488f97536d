"""What many tests share: the source texts, the demo city, a client for every role."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT.parent / "shared" / "sources"


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of the source texts; skipped where they do not stand beside the project."""
    if not SOURCES.is_dir():
        pytest.skip("the source texts (../shared) are not here")
    return SOURCES


@pytest.fixture(autouse=True)
def own_uploads(settings: object, tmp_path: Path) -> None:
    """Uploads of tests go to a folder of their own."""
    settings.UPLOAD_DIR = tmp_path / "uploads"  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Without the triggers, so that tests can empty the tables; one test puts them back."""
    from django.db import connection

    from guiju.ledger import guards

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        guards.remove(connection)


@pytest.fixture
def city(db: None) -> None:
    """The demo city's organs, posts and people, without ledgers."""
    from .cities import load_city

    load_city()


@pytest.fixture
def as_role(city: None, client: object) -> Callable[[str], object]:
    """A client signed in as the city's demo post of a role; ``public`` is nobody."""
    from guiju.organs.models import ELECTION_ROLES, Post

    def sign_in(role: str) -> object:
        client.logout()  # type: ignore[attr-defined]
        if role in ELECTION_ROLES:
            client.force_login(_election_worker(role))  # type: ignore[attr-defined]
        elif role != "public":
            post = Post.objects.filter(role=role, demo=True, organ__code__startswith="4514-").get()
            account = post.tenures.get().account
            client.force_login(account)  # type: ignore[attr-defined]
        return client

    return sign_in


def _election_worker(role: str) -> object:
    """Somebody with a post for elections in an organ of the city; made where there is none."""
    import datetime as dt

    from guiju.organs.models import Account, Organ, Post, Tenure

    organ = Organ.objects.get(code="4514")
    post, new = Post.objects.get_or_create(organ=organ, role=role, defaults={"title": role})
    if new:
        account = Account.objects.create_user(role, role)
        Tenure.objects.create(account=account, post=post, since=dt.date(2020, 1, 6))
    return post.tenures.get().account


@pytest.fixture(scope="session")
def on_postgresql() -> bool:
    """Whether the tests run on PostgreSQL."""
    return bool(os.environ.get("GUIJU_DATABASE_URL"))


@pytest.fixture
def transactional_city(transactional_db: None) -> Iterator[None]:
    """The demo city where commits are real."""
    from .cities import load_city

    load_city()
    yield
