"""Official texts read: a file into documents, their provisions, and what belongs to none."""

from .giving import as_json
from .model import Document, Flag, Leftover, Parsed, Provision
from .reading import decode
from .whole import gaps, parse

__all__ = [
    "Document",
    "Flag",
    "Leftover",
    "Parsed",
    "Provision",
    "as_json",
    "decode",
    "gaps",
    "parse",
]
