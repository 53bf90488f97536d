"""Columns of cells made into typed columns, exactly; what does not fit is named, not coerced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import polars as pl

from guiju.sheets import CellValue, PartialDate, exact_decimal, parse_date

from ..columns import column_type
from ..facts import GIVEN, NONE, Choice, Day, Fact, Paper, Quantity


class Typed(NamedTuple):
    """A typed column and the places whose cells could not be used."""

    column: pl.Series
    wrong: list[int]


def text_of(value: CellValue) -> str | None:
    """A cell as text; figures without needless digits, days in ISO form."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def texts(values: Iterable[CellValue]) -> pl.Series:
    """Cells as a column of text, blank ones null."""
    return pl.Series([text_of(value) for value in values], dtype=pl.String)


def typed(fact: Fact | None, column: pl.Series, scale: int) -> Typed | None:
    """A column of a file as the column of a fact; None where its type is none that is accepted.

    ``scale`` is how many small units one unit of the column is.
    """
    if fact is None:
        return _text(column)
    if column.dtype in (pl.Categorical, pl.Enum) and column.dtype != column_type(fact):
        column = column.cast(pl.String)
    if isinstance(column.dtype, pl.Decimal):
        column = column.cast(pl.String)
    if column.dtype == pl.Null:
        return Typed(pl.Series(column.name, [None] * len(column), column_type(fact)), [])
    if isinstance(fact, Choice):
        return _choice(fact, column)
    if isinstance(fact, Paper):
        return _paper(fact, column)
    if isinstance(fact, Day):
        return _day(fact, column)
    return _quantity(fact, column, scale)


_TEXT = (pl.String, pl.Categorical, pl.Enum)


def _text(column: pl.Series) -> Typed:
    """Names and other text: whole numbers and days as they are written, other types not at all."""
    if column.dtype == pl.String:
        bare = column.str.strip_chars()
        return Typed(bare.set(bare == "", None), [])
    if column.dtype in _TEXT:
        return Typed(column, [])
    if column.dtype.is_integer() or column.dtype in (pl.Date, pl.Null):
        return Typed(column.cast(pl.String), [])
    blank = pl.Series(column.name, [None], pl.String).new_from_index(0, len(column))
    return Typed(blank, column.is_not_null().arg_true().to_list())


def _choice(fact: Choice, column: pl.Series) -> Typed | None:
    if column.dtype == column_type(fact):
        return Typed(column, [])
    if column.dtype != pl.String:
        return None
    found = column.cast(column_type(fact), strict=False)
    found = _mended(column, found, lambda text: _option(fact, text))
    return Typed(found, _places(column, found))


def _option(fact: Choice, text: str) -> str | None:
    return text.strip() if text.strip() in fact.options else None


def _paper(fact: Paper, column: pl.Series) -> Typed | None:
    if column.dtype == column_type(fact):
        return Typed(column, [])
    if column.dtype != pl.String:
        return None
    bare = column.str.strip_chars()
    kinds = pl.select(pl.when(bare == fact.none).then(pl.lit(NONE)).otherwise(pl.lit(GIVEN)))
    found = kinds.to_series().set(bare.fill_null("") == "", None)
    return Typed(found.cast(column_type(fact)), [])


def _day(fact: Day, column: pl.Series) -> Typed | None:
    if column.dtype == pl.String:
        # The fast reader takes signs and years of five figures as well; those are none of ours.
        plain = column.set(~column.str.contains(_PLAIN_DAY), None)
        found = plain.str.to_date("%Y-%m-%d", strict=False, exact=True)
        found = _mended(column, found, _parsed_day)
    elif column.dtype == pl.Date:
        found = column
    else:
        return None
    inside = (found >= fact.first) & (found <= fact.last)
    found = found.set(~inside.fill_null(True), None)
    return Typed(found, _places(column, found))


_PLAIN_DAY = r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"


def _parsed_day(text: str) -> dt.date | None:
    day = parse_date(text)
    return None if isinstance(day, PartialDate) else day


def _quantity(fact: Quantity, column: pl.Series, scale: int) -> Typed | None:
    if column.dtype == pl.String:
        found = _mended(column, _plain(column, scale), lambda text: _exact(text, scale))
    elif column.dtype.is_integer():
        wide = column.cast(pl.Int64, strict=False)
        low, high = -(-fact.low // scale), fact.high // scale
        found = wide.set(~wide.is_between(low, high).fill_null(True), None) * scale
    else:
        return None
    inside = (found >= fact.low) & (found <= fact.high)
    found = found.set(~inside.fill_null(True), None)
    return Typed(found, _places(column, found))


def _plain(column: pl.Series, scale: int) -> pl.Series:
    """Plain figures, without sign, of at most as many decimals as the scale keeps."""
    digits = len(str(scale)) - 1
    parts = column.str.extract_groups(r"^([0-9]{1,12})(?:\.([0-9]{1,6}))?$").struct.unnest()
    whole = parts["1"].cast(pl.Int64)
    if not digits:
        return whole.set(parts["2"].is_not_null(), None)
    decimals = parts["2"].fill_null("0").str.pad_end(digits, "0")
    decimals = decimals.set(decimals.str.len_chars() > digits, None)
    return whole * scale + decimals.cast(pl.Int64)


def _exact(text: str, scale: int) -> int | None:
    number = exact_decimal(text)
    # A fraction keeps every digit; a product of decimals keeps twenty-eight.
    scaled = None if number is None else Fraction(number) * scale
    if scaled is None or scaled.denominator != 1 or abs(scaled) > 2**62:
        return None
    return int(scaled)


def _mended(column: pl.Series, found: pl.Series, parse: Callable[[str], Any]) -> pl.Series:
    """What the fast reader could not take, read value by value (full-width, 2020年2月3日)."""
    left = column.filter(column.is_not_null() & found.is_null()).unique().to_list()
    known = {text: value for text in left if (value := parse(text)) is not None}
    if not known:
        return found
    other = column.replace_strict(
        list(known), list(known.values()), default=None, return_dtype=found.dtype
    )
    return pl.select(pl.coalesce(found, other)).to_series()


def _places(column: pl.Series, found: pl.Series) -> list[int]:
    """Where something stands that could not be used; white space alone is a blank."""
    places = (column.is_not_null() & found.is_null()).arg_true()
    if not len(places) or column.dtype != pl.String:
        return places.to_list()
    return places.filter(column.gather(places).str.strip_chars() != "").to_list()
