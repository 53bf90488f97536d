"""The clock 时钟: working days by official notice, limits counted and explained, the present."""

from .almanac import Almanac, almanac, calendar, read_almanac
from .errors import ClockError, ClockSetBackError
from .limits import add, between, is_workday, recount, subtract
from .moment import AheadClock, Clock, FixedClock, SystemClock, at, now, today, using
from .notices import Notice, Ruling
from .outcomes import Outcome, Span
from .telling import Line
from .workdays import WorkCalendar

__all__ = [
    "AheadClock",
    "Almanac",
    "Clock",
    "ClockError",
    "ClockSetBackError",
    "FixedClock",
    "Line",
    "Notice",
    "Outcome",
    "Ruling",
    "Span",
    "SystemClock",
    "WorkCalendar",
    "add",
    "almanac",
    "at",
    "between",
    "calendar",
    "is_workday",
    "now",
    "read_almanac",
    "recount",
    "subtract",
    "today",
    "using",
]
