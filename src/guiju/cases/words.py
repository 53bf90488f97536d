"""What a receipt says, in the language of the page: rules, verdicts, facts, questions."""

from __future__ import annotations

from guiju.library.results import LOOKS, SIGNS
from guiju.library.words import said
from guiju.rules import Fact, Matter, Standard, registry
from guiju.rules.answers import VERDICTS
from guiju.rules.deciding import judge_of
from guiju.rules.errors import RuleError
from guiju.rules.expressions import Figure, walk
from guiju.rules.records import aggregates_in


def rule_titles() -> dict[str, tuple[str, str]]:
    """Every rule with its Chinese and English title."""
    return {
        f"{name}/{matter.name}": (matter.title, matter.english)
        for name in registry.names()
        for matter in registry.find(name).matters
    }


def rule_title(rule: str) -> str:
    """What a rule decides; its code where there is no such rule today."""
    titles = rule_titles().get(rule)
    return said(*titles) if titles else rule


def verdict_word(verdict: str) -> str:
    """A verdict in words."""
    return said(*VERDICTS[verdict]) if verdict in VERDICTS else verdict


def verdict_look(verdict: str) -> tuple[str, str]:
    """The class and the sign of a verdict."""
    return LOOKS.get(verdict, ""), SIGNS.get(verdict, "—")


def matter_of(rule: str) -> Matter | None:
    """The matter that a receipt names, where there still is one."""
    try:
        rulebook, name = registry.find_matter(rule)
    except RuleError:
        return None
    return rulebook.matter(name)


def standards_of(matter: Matter) -> list[Standard]:
    """The standards that a matter uses, as they first occur, those of its sums included."""
    nodes = matter.nodes()
    nodes += [sums.where for sums in aggregates_in(nodes)]
    figures = [n.standard for root in nodes for n in walk(root) if isinstance(n, Figure)]
    return list({one.name: one for one in figures}.values())


class Vocabulary:
    """The English of what a receipt names in Chinese, as far as today's rules know it."""

    def __init__(self, rule: str) -> None:
        self._english: dict[str, str] = {}
        matter = matter_of(rule)
        if matter is None:
            return
        for fact in (*matter.facts(), *matter.aggregates()):
            self._add(fact)
        for records in matter.records():
            self._english[records.key] = self._english[records.title] = records.english
            for fact in records.facts:
                self._add(fact)
        grant = matter.grant
        reserves = [r for duty in matter.duties for r in duty.reserves]
        for told in (*(grant.reserves if grant else ()), *reserves):
            self._english[told.title] = told.english
        for approval in grant.approvals if grant else ():
            self._english[approval.post] = approval.english

    def _add(self, fact: Fact) -> None:
        self._english[fact.key] = fact.english
        if judge := judge_of(fact):
            self._english[judge.post] = judge.english

    def __call__(self, chinese: str) -> str:
        """A name or a question in the language of the page."""
        return said(chinese, self._english.get(chinese, ""))
