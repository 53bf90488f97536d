"""Definitions of procedures: read from YAML, checked as models, run as plain state machines.

Nothing here knows of a database; the services keep what the machine says.
"""

from .reading import read_procedure
from .registry import find, find_version, in_force, names, versions
from .shapes import (
    CLOCK,
    OPEN,
    By,
    Countersign,
    Entry,
    Guard,
    Limit,
    Procedure,
    State,
    Suspension,
    Transition,
)

__all__ = [
    "CLOCK",
    "OPEN",
    "By",
    "Countersign",
    "Entry",
    "Guard",
    "Limit",
    "Procedure",
    "State",
    "Suspension",
    "Transition",
    "find",
    "find_version",
    "in_force",
    "names",
    "read_procedure",
    "versions",
]
