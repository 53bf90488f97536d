"""One case of a matter as typed by a visitor: decided, with the form that asks what matters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict
from django.utils.translation import gettext as _

from guiju.rules import CompiledMatter, Decision, Matter, Rulebook
from guiju.rules.asking import questions
from guiju.rules.deciding import UNKNOWN
from guiju.rules.errors import RuleError
from guiju.rules.registry import find, names
from guiju.rules.versions import Versions

from .coverage import book_of
from .fields import Field, Form, Group, make_form
from .rows import with_rows_changed
from .typed import Typed, read_day, read_typed
from .words import refused

AT_ONCE = 5
"""So many questions are put at once; the rest, all in the same order, on demand."""
LONGEST_ADDRESS = 6_000
"""Signs that a form may put into an address; a longer one is posted instead."""


@dataclass(frozen=True)
class Place:
    """A matter of a rulebook: ``relief/interest``."""

    book: str
    rulebook: Rulebook
    matter: Matter

    @property
    def rule(self) -> str:
        """The rulebook and the matter as the commands name them."""
        return f"{self.book}/{self.matter.name}"


@dataclass(frozen=True)
class Case:
    """A case with everything that its page shows."""

    place: Place
    data: QueryDict
    day: dt.date
    day_error: str
    typed: Typed
    decision: Decision
    compiled: CompiledMatter
    form: Form
    more: int

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What has to be corrected: what it is about, what is wrong, the field."""
        found = [(_("按哪一天的规则"), self.day_error, "as_of")] if self.day_error else []
        shown: list[Field | Group] = [*self.form.answered, *self.form.asked, *self.form.every()]
        known = {one.name: one for one in shown}
        for name, told in self.typed.errors.items():
            one = known.get(name)
            found.append((one.label, told, one.target) if one else (name[2:], told, ""))
        return found

    @property
    def touched(self) -> bool:
        """Whether anything was answered."""
        return bool(self.form.answered)

    @property
    def settled(self) -> bool:
        """Whether nothing can change the verdict any more."""
        return self.decision.verdict != UNKNOWN

    @property
    def lapsed(self) -> dt.date | None:
        """The last day of an instrument that is no longer in force on the day."""
        until = self.place.rulebook.outline.until
        return until if until is not None and self.day > until else None

    @property
    def method(self) -> str:
        """An address holds the facts, so that it can be kept and sent; many records are posted."""
        return "get" if self.form.length() <= LONGEST_ADDRESS else "post"

    def address(self) -> str:
        """The query that asks for this case again, blanks left out."""
        query = QueryDict(mutable=True)
        for name, text in self.data.items():
            kept = name in ("as_of", "all") or name[:2] in ("f:", "n:", "r:")
            if kept and str(text).strip():
                query[name] = str(text)
        return query.urlencode()

    @property
    def given(self) -> list[tuple[str, str]]:
        """What was typed, with the names that people know, for the printed page."""
        every = {one.name: one.label for one in self.form.every()}
        found = [(every[n], text) for n, text in self.hidden() if n in every]
        found += [(g.title, str(len(g.rows))) for g in self.form.answered if isinstance(g, Group)]
        return found

    def hidden(self) -> list[tuple[str, str]]:
        """Every typed field, for the forms of other rooms."""
        return [(name, text) for name, text in self.typed.values.items() if text.strip()]


@lru_cache(maxsize=64)
def versions_on(book: str, name: str, day: dt.date) -> Versions:
    """A matter under the rules of a day, compiled once."""
    return Versions(find(book), name, day)


def find_place(instrument: str, name: str) -> Place | None:
    """The matter of an instrument; None where there is none."""
    book = book_of(instrument)
    if book is None:
        return None
    rulebook = find(book)
    found = next((matter for matter in rulebook.matters if matter.name == name), None)
    return None if found is None else Place(book, rulebook, found)


def all_places() -> list[Place]:
    """Every matter of every rulebook."""
    return [Place(book, find(book), matter) for book in names() for matter in find(book).matters]


def read_case(place: Place, sent: QueryDict, today: dt.date) -> Case:
    """The case that a form describes, after its button (add or take away a row)."""
    data = with_rows_changed(place.matter, sent)
    day, wrong = read_day(data, today)
    first = place.rulebook.outline.effective
    if not wrong and day < first:
        wrong = _("不早于 %(day)s：这件文件从那天起施行") % {"day": first.isoformat()}
    versions = versions_on(place.book, place.matter.name, first if wrong else day)
    typed = read_typed(place.matter, data)
    decision, asked = _decided(versions, typed)
    form = make_form(place.matter, typed, decision, asked)
    more = 0
    if not data.get("all") and len(form.asked) > AT_ONCE:
        more = len(form.asked) - AT_ONCE
        form.asked = form.asked[:AT_ONCE]
    compiled = versions.of(typed.facts)[-1]
    return Case(place, data, day, wrong, typed, decision, compiled, form, more)


def _decided(versions: Versions, typed: Typed) -> tuple[Decision, list[str]]:
    """The decision and what is still asked; a day without rules is an error beside its field."""
    dated = versions.matter.dated
    try:
        decision = versions.decide(typed.facts, typed.related)
    except RuleError as error:
        if dated is None or typed.facts.get(dated.key) is None:
            raise
        typed.errors[f"f:{dated.key}"] = refused(error)
        typed.facts[dated.key] = None
        decision = versions.decide(typed.facts, typed.related)
    if decision.verdict != UNKNOWN:
        return decision, []
    return decision, [ask.name for ask in questions(versions, typed.facts, typed.related)]
