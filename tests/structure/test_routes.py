"""Every route says who may take it, and the migrations are complete."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver


def routes(
    patterns: list[URLPattern | URLResolver] | None = None, before: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    """Every route with its path."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        else:
            yield path, pattern


def access(pattern: URLPattern) -> object:
    """The mark of a route: on the view, or on the class it was made from."""
    mark = getattr(pattern.callback, "access", None)
    return mark or getattr(getattr(pattern.callback, "view_class", None), "access", None)


def test_there_are_routes() -> None:
    assert len(list(routes())) > 10


def test_every_route_is_public_or_needs_a_sign_in_or_an_ability() -> None:
    assert [path for path, pattern in routes() if not access(pattern)] == []


def test_every_route_has_a_name() -> None:
    assert [path for path, pattern in routes() if not pattern.name] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    output = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=output, stderr=output)
        complete = True
    except SystemExit:
        complete = False
    assert complete, output.getvalue()
