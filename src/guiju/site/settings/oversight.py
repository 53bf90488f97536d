"""Limits of oversight that no article sets: ours, until whoever may settle them does."""

import os


def whole(name: str, default: int) -> int:
    """A whole number of one or more from the environment."""
    given = os.environ.get(name, str(default))
    if not (given.isascii() and given.isdigit() and int(given) > 0):
        raise ValueError(f"{name}: {given} — expected a whole number of one or more")
    return int(given)


OVERSIGHT_EXPLAIN_WORKDAYS = whole("GUIJU_EXPLAIN_WORKDAYS", 10)
OVERSIGHT_JUDGE_WORKDAYS = whole("GUIJU_JUDGE_WORKDAYS", 10)
OVERSIGHT_LEAD_WORKDAYS = whole("GUIJU_LEAD_WORKDAYS", 10)
OVERSIGHT_REPORTER_DAYS = whole("GUIJU_REPORTER_DAYS", 1095)
OVERSIGHT_REGION = os.environ.get("GUIJU_REGION", "广西") or None
