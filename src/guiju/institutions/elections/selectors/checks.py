"""Every check of an election: the article, whether it holds, and what is not known yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..models import Election


@dataclass(frozen=True)
class Checked:
    """A check: ``state`` is holds, broken or unknown; ``stage`` setup, meeting or count.

    ``sentence`` tells it with its figures; ``missing`` what is not entered; ``steps`` how the
    verdict was reached, a line each; ``must`` whether the article leaves no choice.
    """

    provision: str
    label: str
    title: str
    state: str
    stage: str
    must: bool
    sentence: str
    missing: tuple[str, ...] = ()
    steps: tuple[str, ...] = field(default=())


def checks_of(election: Election) -> list[Checked]:
    """Every check that applies, in the order of the articles."""
    raise NotImplementedError
