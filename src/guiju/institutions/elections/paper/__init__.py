"""Paper 纸: ballots with everything at a known place, and forms to count without a computer."""

from .ballot import Ballot, Printing, make_ballot
from .codes import Row, derived, read_bits
from .errors import PaperError
from .forms import Forms, make_forms

__all__ = [
    "Ballot",
    "Forms",
    "PaperError",
    "Printing",
    "Row",
    "derived",
    "make_ballot",
    "make_forms",
    "read_bits",
]
