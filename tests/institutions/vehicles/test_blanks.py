"""Blanks in real rows: what is said equals what all completed rows say together."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.institutions.vehicles.rulebook import rulebook
from guiju.institutions.vehicles.rulebook.facts import LEDGER_FACTS
from guiju.rules import Choice, Paper
from guiju.rules.cells import settled

RULES = rulebook().in_force(dt.date(2026, 1, 1))
# A value on each side of every bound that any article sets.
YUAN = [12_000_000, 12_000_001, 18_000_000, 18_000_001, 25_000_000, 25_000_001, 45_000_001]
LITRES = [1600, 1601, 1800, 1801, 3000, 3001]
DAYS = [dt.date(2020, 1, 5), dt.date(2020, 1, 6)]


def values(fact: Any) -> list[Any]:
    """Enough values of a fact to reach every cell of every condition."""
    if isinstance(fact, Choice):
        return list(fact.options)
    if isinstance(fact, Paper):
        return ["无", "某1号"]
    return {"元": YUAN, "升": LITRES, "日": DAYS}[fact.unit]


DOMAINS = {fact.key: values(fact) for fact in LEDGER_FACTS}
rows = st.fixed_dictionaries({key: st.sampled_from(found) for key, found in DOMAINS.items()})


def verdicts(row: dict[str, Any]) -> dict[str, str]:
    """Verdict by provision; a provision that is not named conforms."""
    return {str(o.provision): o.verdict.value for o in RULES.decide(row)}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows, st.sets(st.sampled_from(sorted(DOMAINS)), min_size=1, max_size=3))
def test_blanks_say_what_all_completions_say(row: dict[str, Any], blanks: set[str]) -> None:
    keys = sorted(blanks)
    table = {
        told: verdicts({**row, **dict(zip(keys, told, strict=True))})
        for told in product(*(DOMAINS[key] for key in keys))
    }
    found = {str(o.provision): o for o in RULES.decide({**row, **dict.fromkeys(keys)})}
    for provision in {address for told in table.values() for address in told} | set(found):
        seen = {told: said.get(provision, "conforms") for told, said in table.items()}
        wanted = set(seen.values())
        verdict = wanted.pop() if len(wanted) == 1 else "unknown"
        outcome = found.get(provision)
        assert (outcome.verdict.value if outcome else "conforms") == verdict, provision
        missing = {
            key
            for index, key in enumerate(keys)
            for told, one in seen.items()
            for other in DOMAINS[key]
            if seen[(*told[:index], other, *told[index + 1 :])] != one
        }
        assert set(outcome.missing if outcome else ()) == missing, provision


@settings(max_examples=150, deadline=None)
@given(rows, st.sets(st.sampled_from(sorted(DOMAINS)), max_size=4))
def test_joined_branches_and_diagrams_agree_on_every_condition(
    row: dict[str, Any], blanks: set[str]
) -> None:
    from guiju.rules.diagram import decide

    known = {**row, **dict.fromkeys(blanks)}
    found = [(s, group) for s, reader in RULES.readers.items() for group in reader.groups.values()]
    for subject, group in found:
        if subject != "vehicle":
            continue
        for duty in group.duties:
            for condition in duty.conditions():
                exact = decide(group.condition[id(condition)], known)[0]
                assert settled(condition, known, RULES.figures) == exact
