"""Organs, posts and people from a spreadsheet: rehearsed, then written whole or not at all."""

from .planning import Plan, plan_import
from .reading import CityBook, read_city
from .template import write_template
from .writing import ImportRefused, Written, write_import

__all__ = [
    "CityBook",
    "ImportRefused",
    "Plan",
    "Written",
    "plan_import",
    "read_city",
    "write_import",
    "write_template",
]
