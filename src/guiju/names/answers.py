"""Strokes that persons gave 补录 for characters without data, with who and when."""

from __future__ import annotations

import json
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .errors import OrderError
from .table import LEFT_RIGHT, TOP_BOTTOM, WHOLE, StrokeTable, table
from .writing import is_han, plain

STRUCTURE_WORDS = {
    **dict.fromkeys(("left-right", "左右", "0"), LEFT_RIGHT),
    **dict.fromkeys(("top-bottom", "上下", "1"), TOP_BOTTOM),
    **dict.fromkeys(("whole", "整体", "独体", "2"), WHOLE),
}
_STROKES = re.compile(r"[1-5]{1,64}")


class Answer(NamedTuple):
    """What a person said of a character: its strokes, its structure (or None), who, when, why."""

    character: str
    strokes: str
    structure: int | None
    by: str
    at: str
    why: str


def folder() -> Path:
    """The data folder, as the settings have it."""
    project = Path(__file__).resolve().parents[3]
    return Path(os.environ.get("GUIJU_DATA", project / "data"))


def place(data: Path | None = None) -> Path:
    """The file of answers, one JSON object a line; nothing in it is ever changed."""
    return (data or folder()) / "stroke-answers.jsonl"


def current(data: Path | None = None) -> StrokeTable:
    """The stroke table with the answers of a data folder."""
    path = place(data)
    try:
        found = path.stat()
    except OSError:
        return table()
    return _with_answers(path, found.st_mtime_ns, found.st_size)


def read(data: Path | None = None) -> list[Answer]:
    """Every answer of a data folder, in the order given; a correction stands after the first."""
    path = place(data)
    if not path.exists():
        return []
    lines = path.read_text("utf-8").splitlines()
    return [_answer(path, number, line) for number, line in enumerate(lines, 1)]


def learn(
    character: str,
    strokes: str,
    structure: int | None = None,
    *,
    by: str,
    why: str = "",
    correct: bool = False,
    data: Path | None = None,
) -> Answer:
    """Record the strokes of a character without data; ``OrderError`` where they are refused.

    The same answer again changes nothing, nor does what the table itself has; another answer
    needs ``correct`` and a reason.
    """
    from guiju.clock import now  # which reads tables of its own; only an answer needs it

    character, strokes = _han(character.strip()), "".join(strokes.split())
    _check(character, strokes, by)
    given = Answer(character, strokes, structure, by, now().isoformat(timespec="seconds"), why)
    if table().has(character):
        return given._replace(structure=table()[character].structure, by="字表")
    known = {answer.character: answer for answer in read(data)}.get(character)
    if known is not None:
        if (known.strokes, known.structure) == (strokes, structure):
            return known
        if not (correct and why):
            told = f"{known.by}于{known.at}给出的 {known.strokes}；更正须写明理由"
            raise OrderError(f"「{character}」的笔画", strokes, told)
    path = place(data)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(json.dumps(given._asdict(), ensure_ascii=False) + "\n")
    return given


def structure_named(word: str) -> int | None:
    """The structure that a word means; None for none."""
    if word and word not in STRUCTURE_WORDS:
        raise OrderError("结构", word, "左右（left-right）、上下（top-bottom）或整体（whole）")
    return STRUCTURE_WORDS.get(word)


def _han(character: str) -> str:
    if not is_han(character):
        raise OrderError("字", character, "一个汉字")
    return plain(character)


def _check(character: str, strokes: str, by: str) -> None:
    if table().has(character) and table()[character].order != strokes:
        raise OrderError(f"「{character}」的笔画", strokes, f"字表的 {table()[character].order}")
    if not _STROKES.fullmatch(strokes):
        raise OrderError(f"「{character}」的笔画", strokes, "笔顺：1横 2竖 3撇 4点 5折，每笔一位")
    if not by.strip():
        raise OrderError("由谁给出", by, "一个人的姓名")


@lru_cache(maxsize=4)
def _with_answers(path: Path, _changed: int, _size: int) -> StrokeTable:
    found = table().copy()
    for answer in read(path.parent):
        if not table().has(answer.character):
            found.answered(answer.character, answer.strokes, answer.structure, answer.by)
    return found


def _answer(path: Path, number: int, line: str) -> Answer:
    try:
        return Answer(**json.loads(line))
    except (ValueError, TypeError):
        told = "一行一个 JSON 对象，如 names learn 所写"
        raise OrderError(f"{path.name} 第{number}行", line[:80], told) from None
