"""The facts of an application: held to its matter, kept as one canonical text, amended by steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.ledger.canonical import canonical
from guiju.library.words import fact_name, refused, said
from guiju.rules import Fact, Matter
from guiju.rules.deciding import judge_of
from guiju.rules.errors import RuleError, nearest
from guiju.rules.inputs import parse_given, parse_value, written
from guiju.rules.registry import find_matter

from .definitions import Procedure
from .refusals import Refused

Given = Mapping[str, Any]


def matter_of(rule: str) -> Matter:
    """The matter of ``rulebook/matter``."""
    rulebook, name = find_matter(rule)
    return rulebook.matter(name)


def further_facts(definition: Procedure) -> dict[str, Fact]:
    """The facts that an application carries beside those of its matter, by name."""
    rulebook, _ = find_matter(definition.matter)
    known = {fact.key: fact for fact in rulebook.facts}
    for key in definition.also:
        if key not in known:
            raise RuleError("also", key, nearest(key, known), place=definition.place)
    return {key: known[key] for key in definition.also}


def facts_of(definition: Procedure) -> dict[str, Fact]:
    """Every fact that an application may carry, by name, those of the matter first."""
    matter = matter_of(definition.matter)
    own = {fact.key: fact for fact in (*matter.facts(), *matter.aggregates())}
    return {**further_facts(definition), **own}


def kept_facts(definition: Procedure, facts: Given, related: Given) -> str:
    """Facts and related records as they are typed, as one canonical text; blanks left out.

    Raises:
        Refused: a name or a value that the matter does not know, or an answer that only a
            person other than the applicant may give.
    """
    matter, more = matter_of(definition.matter), further_facts(definition)
    names = {fact.key for fact in (*matter.facts(), *matter.aggregates())}
    beside = {key: value for key, value in facts.items() if key in more and key not in names}
    own = {key: value for key, value in facts.items() if key not in beside}
    try:
        read, rows = parse_given(matter, {"facts": own, "related": related})
        read |= {key: parse_value(more[key], value, None, key) for key, value in beside.items()}
    except RuleError as error:
        raise Refused("facts", why=refused(error)) from None
    by_key = facts_of(definition)
    _hold_to_judges(by_key, read)
    kinds = {records.key: records.facts for records in matter.records()}
    told = {
        "facts": {k: written(by_key[k], value) for k, value in read.items() if value is not None},
        "related": {
            name: None
            if found is None
            else [
                {f.key: written(f, row[f.key]) for f in kinds[name] if row.get(f.key) is not None}
                for row in found
            ]
            for name, found in rows.items()
        },
    }
    return canonical(told)


def _hold_to_judges(by_key: Mapping[str, Fact], read: Given) -> None:
    """What only a post may judge is answered with a step of that post, by name and reason."""
    for key, value in read.items():
        judge = judge_of(by_key[key])
        if value is not None and judge is not None:
            post = said(judge.post, judge.english)
            raise Refused("judged by another", fact=fact_name(by_key[key]), post=post)


def amended(definition: Procedure, given: Given, changes: Mapping[str, str]) -> str:
    """The same with some facts told anew."""
    return kept_facts(definition, {**given["facts"], **changes}, given["related"])
