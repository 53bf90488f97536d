"""The provisions of a parsed document beside the addresses, openings and ends a reader noted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.texts.differences import Difference, plain

Json = dict[str, Any]
NUMERAL = "[一二三四五六七八九十百千零〇]+"
LABEL = re.compile(
    rf"^(?:[-*]*)(?:第{NUMERAL}条(?:之{NUMERAL})?|[(]{NUMERAL}[)]|[0-9]+[.、]|{NUMERAL}、)"
)


def compare_provisions(awaited: Json, document: Json) -> Iterator[Difference]:
    """Everything an expectation says of a document's provisions."""
    provisions = document["provisions"]
    if "articles" in awaited:
        numbers = {one["address"].split("/")[0] for one in provisions}
        if len(numbers) != awaited["articles"]:
            yield Difference(f"articles: {len(numbers)}, not {awaited['articles']}")
    if "provisions" in awaited:
        yield from _addresses(awaited["provisions"], provisions)
        yield from _wordings(awaited["provisions"], provisions)
    yield from _shapes(awaited.get("shapes", {}), provisions)
    yield from _chapters(awaited.get("chapters", []), provisions)
    for measure in awaited.get("measures", []):
        yield from _measure(measure, provisions)


def _addresses(expected: list[list[str]], provisions: list[Json]) -> Iterator[Difference]:
    """The addresses of 款 and below, none missing, none more, in the order of the text."""
    awaited = [str(one[0]) for one in expected]
    given = [one["address"] for one in provisions if "/" in one["address"]]
    missing = [one for one in awaited if one not in set(given)]
    strange = [one for one in given if one not in set(awaited)]
    if missing:
        yield Difference(f"provisions missing: {' '.join(missing)}")
    if strange:
        yield Difference(f"provisions that are none: {' '.join(strange)}")
    if not missing and not strange and given != awaited:
        yield Difference("provisions stand in another order, or twice")


def _wordings(expected: list[list[str]], provisions: list[Json]) -> Iterator[Difference]:
    """The first and last characters of each provision; a lead may go on with its items."""
    given = {one["address"]: one for one in provisions}
    for address, head, tail in expected:
        if address not in given:
            continue
        text = unlabelled(given[address]["text"])
        leads = any(other.startswith(f"{address}/") for other, _, _ in expected)
        ends = str(plain(tail)) in text if leads else text.endswith(str(plain(tail)))
        if not text.startswith(str(plain(head))) or not ends:
            yield Difference(f"{address}: {text[:8]}…{text[-8:]}, not {head}…{tail}")


def unlabelled(text: str) -> str:
    """A wording, plain and without the label it may begin with."""
    return LABEL.sub("", str(plain(text)), count=1)


def _shapes(expected: Json, provisions: list[Json]) -> Iterator[Difference]:
    """How many paragraphs an article has, and how many items each of them."""
    for article, awaited in expected.items():
        shape: dict[str, int] = {}
        for one in provisions:
            number, *rest = one["address"].split("/")
            if number == str(article) and len(rest) in (1, 2):
                shape[rest[0]] = shape.get(rest[0], 0) + len(rest) - 1
        if shape != {str(paragraph): items for paragraph, items in awaited.items()}:
            yield Difference(f"article {article}: {shape}, not {awaited}")


def _order(article: Any) -> tuple[int, int]:
    """``120-1`` as something to compare."""
    number, _, more = str(article).partition("-")
    return int(number), int(more or 0)


def _chapters(expected: list[list[Any]], provisions: list[Json]) -> Iterator[Difference]:
    """Which articles stand under which heading."""
    for title, first, last in expected:
        inside = [
            one
            for one in provisions
            if re.match(r"\d+(?:-\d+)?(?:/|$)", one["address"])
            and _order(first) <= _order(one["address"].split("/")[0]) <= _order(last)
        ]
        wrong = [
            one["address"]
            for one in inside
            if str(plain(title)) not in str(plain(one.get("chapter") or ""))
        ]
        if not inside:
            yield Difference(f"chapter {title}: no provision in it")
        if wrong:
            yield Difference(f"chapter {title}: not that of {' '.join(wrong[:5])}")


def _measure(measure: list[Any], provisions: list[Json]) -> Iterator[Difference]:
    """A numbered measure of a notice: as a provision, or as the heading of provisions."""
    label, address, head = measure
    opening = str(plain(head))
    found = [one for one in provisions if unlabelled(one["text"]).startswith(opening)]
    below = [
        one
        for one in provisions
        if opening in str(plain(one.get("chapter") or ""))
        or one["address"].startswith(f"{address}/")
    ]
    if not found and ("/" in str(address) or not below):
        yield Difference(f"measure {label}{head}: no provision")
    elif found and str(address) not in {one["address"] for one in found}:
        given = " ".join(one["address"] for one in found)
        yield Difference(f"measure {label}{head}: {given}, not {address}", certain=False)
