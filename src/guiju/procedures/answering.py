"""What persons have answered in a case so far: kept with their steps, used by later guards."""

from __future__ import annotations

from .guarding import Answer
from .models import Case, Kind


def earlier_answers(case: Case) -> dict[str, Answer]:
    """The answers since the application was last handed in, the latest to each question.

    An application that was corrected is another one: what was judged before is judged again.
    """
    found: dict[str, Answer] = {}
    if case.pk is None:
        return found
    for step in case.taken():
        told = step.told
        if step.kind == Kind.OPEN or ("given" in told and "entries" not in told):
            found = {}
        found |= {name: Answer(**one) for name, one in told.get("answers", {}).items()}
    return found
