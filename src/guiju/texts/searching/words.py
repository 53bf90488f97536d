"""A query read into the words that must all occur."""

from __future__ import annotations

import re

from .folding import fold

_WORD = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|([^\s"“”「」]+)')


def words(query: str) -> tuple[str, ...]:
    """The folded words of a query, each once: apart by white space, or phrases in quotes.

    Every query can be read; one of white space and quotes alone has no words. White space inside
    a phrase counts as little as it does in the texts. A quote without its fellow is passed over.
    """
    found = (fold("".join(parts))[0] for parts in _WORD.findall(query))
    return tuple(dict.fromkeys(word for word in found if word))
