"""Names 姓名: Chinese personal names in stroke order, as published lists have them."""

from .answers import Answer, current, learn
from .doubts import Decision, Doubt, counted, decided
from .errors import NotAnOrderedCharacterError, OrderError, UnknownCharacterError
from .ordering import STYLES, Sorted, Style, key, sort
from .table import Evidence, Key, StrokeTable, Weight, table
from .writing import characters

__all__ = [
    "STYLES",
    "Answer",
    "Decision",
    "Doubt",
    "Evidence",
    "Key",
    "NotAnOrderedCharacterError",
    "OrderError",
    "Sorted",
    "StrokeTable",
    "Style",
    "UnknownCharacterError",
    "Weight",
    "characters",
    "counted",
    "current",
    "decided",
    "key",
    "learn",
    "sort",
    "table",
]
