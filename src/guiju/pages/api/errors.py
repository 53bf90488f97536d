"""Errors of the API: the shape in which the commands answer, with the status that fits."""

from __future__ import annotations

from typing import Any

from ninja import Schema

LONGEST = 400
"""Signs of a value that an error repeats."""


class Wrong(Schema):
    """Where something was wrong, what stood there, what would be accepted."""

    where: str
    value: str
    expected: str


class Problem(Schema):
    """Why a request was not answered."""

    error: Wrong


class Refusal(Exception):
    """A request that is not answered, with its status."""

    status = 422

    def __init__(self, where: str, value: object, expected: object, *, wait: int = 0) -> None:
        super().__init__(where)
        self.where, self.value, self.expected = where, short(value), str(expected)
        self.wait = wait

    @property
    def told(self) -> dict[str, Any]:
        """The answer."""
        return problem(self.where, self.value, self.expected)


class Strange(Refusal):
    """A value that is not accepted (422)."""


class Unsigned(Refusal):
    """No token that serves (401)."""

    status = 401


class Waiting(Refusal):
    """Too many wrong tokens from this address (429)."""

    status = 429


class Forbidden(Refusal):
    """The post of the token may not do this (403)."""

    status = 403


class Missing(Refusal):
    """Nothing of that name in the scope of the token (404)."""

    status = 404


class Conflict(Refusal):
    """It does not fit what is there already (409)."""

    status = 409


def problem(where: str, value: str, expected: str) -> dict[str, Any]:
    """An error as the commands tell it."""
    return {"error": {"where": where, "value": value, "expected": expected}}


def short(value: object) -> str:
    """A value as an error repeats it: of a long one the beginning."""
    text = "" if value is None else str(value)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def answers(good: Any, *further: int, signed: bool = True) -> dict[Any, Any]:
    """The answers of a route: the good one, and the errors it can have."""
    common = {400, 422} | ({401, 403, 429} if signed else set())
    told = good if isinstance(good, dict) else {200: good}
    return {**told, **dict.fromkeys(sorted(common | {*further}), Problem)}
