"""The demo city's congress: elections that are over, one being counted, two to come."""

from .congress import congress

__all__ = ["congress"]
