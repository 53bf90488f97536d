"""Real laws of many kinds: every article, however the text is laid out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.texts.lines_of import body_of

from guiju.texts.parsing.model import Document
from guiju.texts.parsing.rendering import markdown

UNBROKEN = 47
OTHERWISE = {"人格权编": "a book of the civil code, from article 989 on"}
"""Files whose articles do not run from 1: how their names begin, and why."""


@pytest.fixture(scope="module")
def laws(sources: Path) -> dict[str, str]:
    """The laws below the facts that stand at their head."""
    paths = sorted((sources.parent / "data" / "laws").glob("*.md"))
    texts = {path.name: path.read_bytes().decode("utf-8") for path in paths}
    return {name: text[text.index("INFO END") + 13 :] for name, text in texts.items()}


def test_articles_run_from_one_to_the_last_without_a_gap(laws: dict[str, str]) -> None:
    unbroken = 0
    for name, text in laws.items():
        steps = [one.address.steps[0] for one in body_of(text).provisions]
        numbers = list(dict.fromkeys(number for number, _, again in steps if again == 1))
        if not name.startswith(tuple(OTHERWISE)):
            assert numbers == list(range(1, len(numbers) + 1)), name
            assert all(again == 1 for _, _, again in steps), name
            unbroken += 1
    assert unbroken == UNBROKEN


def test_no_law_has_a_number_that_does_not_follow(laws: dict[str, str]) -> None:
    flags = {name: body_of(text).flags for name, text in laws.items()}
    assert {name: found for name, found in flags.items() if found} == {}


def test_every_printed_head_of_an_article_begins_one(laws: dict[str, str]) -> None:
    head = re.compile(
        r"^第[一二三四五六七八九十百千零]+条(?:之[一二三四五六七八九十]+)?\s", re.MULTILINE
    )
    for name, text in laws.items():
        begun = {one.start for one in body_of(text).provisions}
        assert {match.start() for match in head.finditer(text)} - begun == set(), name


def paragraphs(text: str) -> Iterator[str]:
    """The lines of a law that say something, without marks of Markdown."""
    for line in text.splitlines():
        words = re.sub(r"^#+ ", "", line.strip())
        if words:
            yield words


def newspaper(text: str) -> str:
    """Columns of twenty characters with indented paragraphs."""
    lines = (p if re.match(r"第.{1,6}[编章节]\s", p) else f"　　{p}" for p in paragraphs(text))
    return "\n\n".join(
        line[place : place + 20] for line in lines for place in range(0, len(line), 20)
    )


LAYOUTS: dict[str, Callable[[str], str]] = {
    "indented, with line ends of two characters": lambda text: "\r\n".join(
        f"　　{one}" for one in paragraphs(text)
    ),
    "without blanks behind 第七条": lambda text: "\n".join(
        re.sub(r"^(第\S{1,12}?条(?:之.)?)\s+", r"\1", one) for one in paragraphs(text)
    ),
    "with blanks within 第 七 条": lambda text: "\n".join(
        re.sub(r"^第(\S{1,9}?)条", r"第 \1 条", one) for one in paragraphs(text)
    ),
    "with narrow brackets and bullets": lambda text: "\n\n".join(
        re.sub(r"^[（(](\S{1,4}?)[）)]", r"- (\1) ", one) for one in paragraphs(text)
    ),
    "in columns": newspaper,
}
BROKEN_FORMULAS = "关于职工全年月平均"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_provisions_are_the_same_in_other_layouts(layout: str, laws: dict[str, str]) -> None:
    read = different = 0
    for name, text in laws.items():
        if name.startswith(BROKEN_FORMULAS):
            continue
        awaited = {(str(one.address), one.text) for one in body_of(text).provisions}
        given = {(str(one.address), one.text) for one in body_of(LAYOUTS[layout](text)).provisions}
        read += len(awaited)
        different += len(awaited - given)
    assert read > 6000
    assert different <= (read // 1000 if layout == "in columns" else 0)


def test_markdown_reads_the_same(laws: dict[str, str]) -> None:
    for name, text in laws.items():
        body = body_of(text)
        document = Document(name, 0, len(text), [], provisions=body.provisions, tables=body.tables)
        again = body_of(markdown(document)).provisions
        assert [(one.address, one.label, one.chapter, one.heading, one.text) for one in again] == [
            (one.address, one.label, one.chapter, one.heading, one.text) for one in body.provisions
        ], name
