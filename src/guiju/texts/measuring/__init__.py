"""Quantities in official texts: money, measures, shares, counts, dates and time limits."""

from .finding import find
from .rules import Found

__all__ = ["Found", "find"]
