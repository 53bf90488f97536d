"""A receipt laid out for a page: what was decided, on what, by whom and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from guiju.library.coverage import find_outline
from guiju.library.words import cited, in_english
from guiju.rules import Matter, Outline, printed
from guiju.rules.errors import RuleError
from guiju.rules.registry import find_matter
from guiju.rules.standards import DAY
from guiju.rules.standards import in_english as unit_in_english

from .words import Vocabulary, matter_of, rule_title, standards_of, verdict_look, verdict_word


@dataclass
class Line:
    """A sentence of the derivation with those below it."""

    text: str
    below: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class FactRow:
    """A fact as it was given; ``value`` None: not known; ``source``: whose word it is."""

    name: str
    value: str | None
    source: str


@dataclass(frozen=True)
class RecordsTable:
    """The related records of one kind; ``rows`` None: not known which there are."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | None]] | None


class Shown:
    """What a template asks of a receipt, in the language of the page."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        self.decision: Mapping[str, Any] = content["decision"]
        self.words = Vocabulary(content["rule"])

    @property
    def title(self) -> str:
        """What the rule decides."""
        return rule_title(self.content["rule"])

    @property
    def verdict(self) -> dict[str, str]:
        """The verdict as word, class and sign."""
        return verdict_shown(self.decision["verdict"])

    @cached_property
    def _matter(self) -> Matter | None:
        return matter_of(self.content["rule"])

    @cached_property
    def outline(self) -> Outline | None:
        """The instrument."""
        return find_outline(self.content["instrument"])

    @property
    def lapsed(self) -> dt.date | None:
        """The last day of an instrument that was over when this was decided."""
        until = self.outline.until if self.outline else None
        made = dt.datetime.fromisoformat(self.content["made"]).date()
        return until if until is not None and made > until else None

    @property
    def provisions(self) -> list[tuple[str, str]]:
        """The provisions cited: their address and what they are called."""
        return [(address, self._cited(address)) for address in self.decision["provisions"]]

    def _cited(self, address: str) -> str:
        found = next((p for p in self.outline or () if str(p) == address), None)
        return cited(found) if found else address

    @property
    def reasons(self) -> list[str]:
        """Why, in sentences."""
        return self._told("reasons")

    @property
    def missing(self) -> list[str]:
        """What is not known and could change the verdict."""
        return [self.words(name) for name in self.decision["missing"]]

    @property
    def questions(self) -> list[dict[str, str]]:
        """What only a person may answer and nobody has."""
        return [
            {"question": self.words(one["question"]), "post": self.words(one["post"])}
            for one in self.decision.get("judgements", ())
        ]

    @property
    def approvals(self) -> list[dict[str, str]]:
        """The approvals that the matter needs, in their order."""
        return [
            {"post": self.words(one["post"]), "cited": self._cited(one["provision"])}
            for one in self.decision.get("approvals", ())
        ]

    @property
    def judgements(self) -> list[dict[str, str]]:
        """The questions of judgement that were answered."""
        return [{**j, "fact": self.words(j["fact"])} for j in self.content.get("judgements", ())]

    @property
    def facts(self) -> list[FactRow]:
        """The facts as given; a sum over records only where it was given itself."""
        judges = {
            j["fact"]: f"{j['post']} {j['person']}" for j in self.content.get("judgements", ())
        }
        given, matter = self.content["facts"], self._matter
        sums = [sums.key for sums in matter.aggregates()] if matter else []
        asked = [fact.key for fact in matter.facts()] if matter else []
        return [
            FactRow(self.words(key), given[key], judges.get(key, self.content["person"]))
            for key in in_order(given, [*asked, *sums])
            if given[key] is not None or key not in sums
        ]

    @property
    def related(self) -> list[RecordsTable]:
        """The related records as given."""
        return [self._table(key, rows) for key, rows in self.content["related"].items()]

    def _table(self, key: str, rows: Sequence[Mapping[str, str | None]] | None) -> RecordsTable:
        kinds = self._matter.records() if self._matter else ()
        kind = next((one for one in kinds if one.key == key), None)
        given = dict.fromkeys(name for row in rows or () for name in row)
        names = in_order(given, [fact.key for fact in kind.facts] if kind else [])
        header = [self.words(name) for name in names]
        table = None if rows is None else [[row.get(name) for name in names] for row in rows]
        return RecordsTable(self.words(kind.title if kind else key), header, table)

    @property
    def derivation(self) -> list[Line]:
        """The sentences of the derivation, those further in below the others."""
        return nested(self._told("sentences"))

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        """The standards of that day that the matter uses: title, figure with unit, provision."""
        try:
            rulebook, name = find_matter(self.content["rule"])
        except RuleError:
            return []
        found, figures = [], self.content["figures"]
        for one in standards_of(rulebook.matter(name)):
            if (figure := figures.get(one.name)) is not None:
                told = printed(figure, one.unit) + ("" if one.unit == DAY else f" {one.unit}")
                title = one.english if in_english() else one.title
                value = unit_in_english(told) if in_english() else told
                found.append((title, value, cited(one.provision)))
        return found

    def _told(self, key: str) -> list[str]:
        other = self.decision.get(f"{key}_en") if in_english() else None
        return list(other or self.decision.get(key, ()))


def in_order(given: Iterable[str], order: Sequence[str]) -> list[str]:
    """Names in an order that is known, any others after them: stored text has none of its own."""
    names = list(given)
    return [*(n for n in order if n in names), *(n for n in names if n not in order)]


def verdict_shown(verdict: str) -> dict[str, str]:
    """A verdict as word, class and sign."""
    look, sign = verdict_look(verdict)
    return {"word": verdict_word(verdict), "look": look, "sign": sign}


def nested(sentences: Iterable[str]) -> list[Line]:
    """Sentences indented by two blanks a level, as a tree."""
    top: list[Line] = []
    levels = [top]
    for sentence in sentences:
        depth = (len(sentence) - len(sentence.lstrip(" "))) // 2
        line = Line(sentence.strip())
        del levels[min(depth, len(levels) - 1) + 1 :]
        levels[-1].append(line)
        levels.append(line.below)
    return top
