"""Quantities in official texts: money, measures, shares, counts, dates and time limits."""

from .finding import find
from .placing import Quantity, quantities
from .rules import Found

__all__ = ["Found", "Quantity", "find", "quantities"]
