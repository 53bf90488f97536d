"""What one reader sees and another reading lacks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """One thing that differs; where it is not certain, another reader could see it otherwise."""

    text: str
    certain: bool = True


def plain(value: Any) -> str | None:
    """A value without blanks, full and half width alike, without a colon at its end."""
    if value is None:
        return None
    return "".join(unicodedata.normalize("NFKC", str(value)).split()).rstrip(":")


def wanted(spec: Any) -> tuple[list[str | None], bool]:
    """The plain values that an expectation accepts, and whether it is certain of them."""
    if isinstance(spec, dict):
        accepted = [spec["is"], *spec.get("or", [])]
        return [plain(one) for one in accepted], not spec.get("may", False)
    return [plain(spec)], True
