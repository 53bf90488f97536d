"""How long uploaded ledgers and written exports are kept: ours, no article gives a period."""

import os


def days(name: str) -> int | None:
    """A whole number of days of one or more from the environment; None where nothing is given."""
    given = os.environ.get(name, "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and int(given) > 0):
        raise ValueError(f"{name}: {given} — expected a whole number of one or more, or nothing")
    return int(given)


UPLOAD_DAYS = days("GUIJU_UPLOAD_DAYS")
"""None: they stay until somebody deletes them."""
