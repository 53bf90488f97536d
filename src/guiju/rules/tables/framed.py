"""The results of a batch as columns of text for a file, worked out column by column."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from ..answers import money
from ..deciding import CONFORMS
from .fields import keys_of
from .reading import ROW
from .results import Results

_SAMPLE = 987_654_321_098_765
"""An amount by which the place of amounts in a sentence is found."""
_BETWEEN = "\x1f"


def result_frame(results: Results, batch: pl.DataFrame) -> pl.DataFrame:
    """A batch as columns of text and figures for a file: one row a subject; a blank is null."""
    told = _granted if "case" in batch.columns else _judged
    provisions, reasons = told(results, batch)
    amounts = [_yuan(batch["amount"]).alias("金额（元）")] if results.pays else []
    return pl.DataFrame(
        [
            batch[ROW].cast(pl.Int64).alias("行号"),
            _subjects(results, batch).alias(results.matter.key),
            batch["verdict"].cast(pl.String).alias("结论"),
            *amounts,
            provisions.alias("条款"),
            *_by_provision(results, batch),
            reasons.alias("理由"),
            _listed(batch["missing"]).alias("不知道的事实"),
        ]
    )


def no_results(results: Results) -> pl.DataFrame:
    """The columns of a file of results without rows."""
    amounts = ["金额（元）"] if results.pays else []
    provisions = [*results.labels.values()]
    texts = [results.matter.key, "结论", *amounts, "条款", *provisions, "理由", "不知道的事实"]
    return pl.DataFrame(schema={"行号": pl.Int64, **dict.fromkeys(texts, pl.String)})


def _subjects(results: Results, batch: pl.DataFrame) -> pl.Series:
    """Whom each row is about: the columns that name the subject, or the row's number."""
    keys = [pl.col(key).cast(pl.String) for key in keys_of(results.matter)]
    names = pl.concat_str(keys, separator=" ", ignore_nulls=True)
    numbered = pl.format("第{}行", pl.col(ROW))
    blank = pl.all_horizontal(key.is_null() for key in keys)
    return batch.select(pl.when(blank).then(numbered).otherwise(names).alias("s"))["s"]


def _by_provision(results: Results, batch: pl.DataFrame) -> list[pl.Series]:
    """A column for each provision of a matter of duties: its verdict where it does not conform."""
    columns = []
    for address, label in results.labels.items():
        verdicts = batch[address].cast(pl.String)
        columns.append(verdicts.set(verdicts == CONFORMS, None).alias(label))
    return columns


def _listed(lists: pl.Series) -> pl.Series:
    joined = lists.list.join("、")
    return joined.set(lists.list.len() == 0, None)


def _yuan(amounts: pl.Series) -> pl.Series:
    """Fen as yuan with two decimals; amounts are never negative."""
    fen = (amounts % 100).cast(pl.String).str.zfill(2)
    whole = (amounts // 100).cast(pl.String)
    return pl.select(pl.concat_str(pl.lit(whole), pl.lit("."), pl.lit(fen))).to_series()


def _looked_up(
    keys: pl.Series, told: Callable[[str], tuple[str | None, ...]], width: int
) -> list[pl.Series]:
    """Columns of text of which few different keys stand for all rows, each worked out once."""
    unique = keys.unique()
    rows = [told(key) for key in unique.to_list()]
    columns = [pl.Series([row[place] for row in rows], dtype=pl.String) for place in range(width)]
    return [keys.replace_strict(unique, column, return_dtype=pl.String) for column in columns]


def _granted(results: Results, batch: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    given = (pl.col("amount") > 0).fill_null(False).cast(pl.String)
    parts = [pl.col("verdict").cast(pl.String), pl.col("case").cast(pl.String).fill_null(""), given]
    keys = batch.select(pl.concat_str(parts, separator=_BETWEEN).alias("key"))["key"]
    sample = str(money(_SAMPLE))

    def told(key: str) -> tuple[str | None, ...]:
        verdict, case, above = key.split(_BETWEEN)
        amount = _SAMPLE if above == "true" else 0 if results.pays else None
        said = results.said(verdict, case or None, amount)
        before, sums, after = "；".join(said["reasons"]).partition(sample)
        return "、".join(said["provisions"]) or None, before or None, after if sums else None

    provisions, before, after = _looked_up(keys, told, 3)
    if not results.pays:
        return provisions, before
    with_sum = pl.concat_str(pl.lit(before), pl.lit(_yuan(batch["amount"])), pl.lit(after))
    # A sentence without a sum in it has nothing after the sum.
    return provisions, pl.select(pl.coalesce(with_sum, pl.lit(before))).to_series()


def _judged(results: Results, batch: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    parts = [
        pl.col("verdict").cast(pl.String),
        pl.col("breach").list.join(" "),
        pl.col("unknown").list.join(" "),
    ]
    keys = batch.select(pl.concat_str(parts, separator=_BETWEEN).alias("key"))["key"]

    def told(key: str) -> tuple[str | None, ...]:
        verdict, breach, unknown = key.split(_BETWEEN)
        said = results.judged(verdict, breach.split(), unknown.split())
        return "、".join(said["provisions"]) or None, "；".join(said["reasons"]) or None

    provisions, reasons = _looked_up(keys, told, 2)
    return provisions, reasons
