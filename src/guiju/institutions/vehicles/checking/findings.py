"""What a check finds about a car or an organ."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """What is said of one provision about one car (``row``) or one organ (``row`` None)."""

    row: int | None
    subject: str
    provision: str
    also: tuple[str, ...]
    verdict: str
    strength: str
    message: str
    message_en: str
    facts: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    organ: str | None = None
