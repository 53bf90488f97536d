"""What a city asks of its procedures beyond the articles: ours, off until the city turns it on."""

import os


def switch(name: str) -> bool:
    """A switch from the environment: ``yes`` or ``no``; off where nothing is given."""
    given = os.environ.get(name, "") or "no"
    if given not in ("yes", "no"):
        raise ValueError(f"{name}: {given} — expected yes or no")
    return given == "yes"


PAPER_DECIDED_BY_ANOTHER = switch("GUIJU_PAPER_DECIDED_BY_ANOTHER")
