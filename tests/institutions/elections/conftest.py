"""An organ with people for its elections, and elections set up, released, counted."""

from __future__ import annotations

import pytest

from .hands import Hands, make_hands


@pytest.fixture
def elections_hands(db: None) -> Hands:
    """Secretary, chair, three scrutineers and three counters of an organ."""
    return make_hands()
