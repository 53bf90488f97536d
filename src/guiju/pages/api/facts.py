"""Facts as programs tell them: text as people write it, or a whole number; nothing inexact."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import BeforeValidator, StringConstraints, WithJsonSchema

from .lists import PLAIN

MOST_DIGITS = 30
_KINDS = {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}


def fact_value(value: Any) -> str | int | None:
    """A value as it was told; 1.0 is the whole number, 1.5 is to be written as text.

    Raises:
        ValueError: it is neither text nor a whole number nor null.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    short = isinstance(value, Decimal) and abs(value.adjusted()) < MOST_DIGITS
    if short and value == int(value):
        return int(value)
    raise ValueError(_("文字、整数或者 null；小数写成文字"))


FactName = Annotated[str, StringConstraints(max_length=60, pattern=PLAIN)]
FactValue = Annotated[Any, BeforeValidator(fact_value), WithJsonSchema(_KINDS)]
Facts = dict[FactName, FactValue]
"""Facts by the name that people know; null, or left out: not known."""
