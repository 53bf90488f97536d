"""What the page of an article shows: standards, rules in words, matters, who judges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guiju.clock import today
from guiju.rules import Duty, Grant, Outline, Provision, Rulebook, RuleError, Standard, printed
from guiju.rules.facts import Judge
from guiju.rules.matters import facts_in
from guiju.rules.registry import find
from guiju.rules.rendering import Line, duty_lines, grant_lines
from guiju.rules.sentences import CHINESE, ENGLISH
from guiju.rules.standards import DAY, in_english
from guiju.texts import Address

from .coverage import book_of
from .deciding import Place, all_places
from .words import fact_name, said
from .words import in_english as english_page

Rule = Duty | Grant


@dataclass(frozen=True)
class Value:
    """A standard's figure with the days on which it is in force."""

    standard: Standard
    title: str
    value: str
    first: dt.date
    last: dt.date | None


@dataclass(frozen=True)
class Told:
    """A rule in words."""

    title: str
    lines: list[Line]
    places: list[Place]


@dataclass(frozen=True)
class Judged:
    """A question that a post answers by this article."""

    question: str
    post: str


@dataclass(frozen=True)
class Article:
    """A provision, or a whole article where only its paragraphs are listed, with all below it."""

    label: str
    address: str
    provision: Provision | None
    below: list[Provision]
    standards: list[Value]
    rules: list[Told]
    elsewhere: list[tuple[str, Provision]]
    judged: list[Judged]
    places: list[Place]


def find_article(outline: Outline, address: str) -> Article | None:
    """The article or provision of an address; None where the outline has nothing there."""
    here = [p for p in outline if str(p) == address]
    below = [p for p in outline if str(p).startswith(f"{address}/")]
    if not here and not below:
        return None
    provision = here[0] if here else None
    label = provision.label if provision else _label(below[0], address)
    own = [*here, *below]
    book = book_of(outline.instrument)
    if book is None:
        return Article(label, address, provision, below, [], [], [], [], [])
    rulebook = find(book)
    rules = [rule for rule in _rules(rulebook) if _home(rule) in own]
    cite = [rule for rule in _rules(rulebook) if rule not in rules and _cites(rule, own)]
    places = [place for place in all_places() if place.book == book]
    return Article(
        label,
        address,
        provision,
        below,
        [value for standard in rulebook.standards.values() for value in _values(standard, own)],
        [Told(said(r.title, r.english), _lines(rulebook, r), _asked(r, places)) for r in rules],
        [(said(rule.title, rule.english), rule.provision) for rule in cite],
        _judged(rulebook, own),
        [place for place in places if any(_part(rule, place) for rule in (*rules, *cite))],
    )


def _label(below: Provision, address: str) -> str:
    return Address.parse(address).label(numbering=below.numbering)


def _rules(rulebook: Rulebook) -> list[Rule]:
    return [*rulebook.duties, *rulebook.grants]


def _home(rule: Rule) -> Provision:
    return rule.provision


def _cites(rule: Rule, own: list[Provision]) -> bool:
    """Whether a rule rests on one of these provisions, in whatever part."""
    lines = duty_lines(rule) if isinstance(rule, Duty) else grant_lines(rule)
    return any(line.provision in own for line in _every(lines))


def _every(lines: list[Line] | tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _every(line.below)


def _lines(rulebook: Rulebook, rule: Rule) -> list[Line]:
    words = ENGLISH if english_page() else CHINESE
    figures = figures_of(rulebook)
    if isinstance(rule, Duty):
        return duty_lines(rule, words, figures)
    return grant_lines(rule, words, figures)


def figures_of(rulebook: Rulebook) -> dict[str, int] | None:
    """The figures of today, or of the last day of a lapsed instrument."""
    day, until = today(), rulebook.outline.until
    day = max(min(day, until or day), rulebook.outline.effective)
    try:
        return dict(rulebook.in_force(day).figures)
    except RuleError:
        return None


def _values(standard: Standard, own: list[Provision]) -> Iterator[Value]:
    if standard.provision not in own:
        return
    for period in standard.periods:
        text = printed(period.value, standard.unit)
        told = text if standard.unit == DAY else f"{text} {standard.unit}"
        yield Value(
            standard,
            said(standard.title, standard.english),
            said(told, in_english(told)),
            period.first,
            period.last,
        )


def _judged(rulebook: Rulebook, own: list[Provision]) -> list[Judged]:
    found = {}
    for fact in facts_in(rulebook.nodes()):
        judge: Judge | None = getattr(fact, "judge", None)
        if judge is not None and judge.provision in own:
            found[fact.key] = Judged(fact_name(fact), said(judge.post, judge.english))
    return list(found.values())


def _part(rule: Rule, place: Place) -> bool:
    return rule is place.matter.grant or any(rule is duty for duty in place.matter.duties)


def _asked(rule: Rule, places: list[Place]) -> list[Place]:
    return [place for place in places if _part(rule, place)]
