"""Citations in official texts: the grammar of works and places, and where they lead."""

from .finding import Cited, find
from .placing import Citation, citations
from .resolving import Places, Resolved, Shelf
from .works import plain

__all__ = ["Citation", "Cited", "Places", "Resolved", "Shelf", "citations", "find", "plain"]
