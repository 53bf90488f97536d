"""Search 检索 over official texts: exact for Chinese words of any length, in a folder of its own.

::

    index = Index(folder)
    index.add([Text("law-1", "甲条例", [Entry("1", "text", "第一条　为了……，制定本条例。")])])
    page = index.search("制定", kinds=("text",), limit=20)
    page.total, page.hits[0].work, page.hits[0].address, page.hits[0].piece()

Hits are those of a plain scan of the folded texts (``folding``), never more and never fewer.
Behind that stand the pairs of neighbouring characters: their lists say which entries may hold a
word, and the entry's own text, kept in few bytes, says whether it does (``segment``). Works come
and go in segments that are never changed (``keeping``); one small file says which of them count
(``folder``). ``docs/texts-search.md`` has the figures.
"""

from .index import Index
from .model import KINDS, Entry, Hit, Kind, Page, SearchError, Span, Text

__all__ = ["KINDS", "Entry", "Hit", "Index", "Kind", "Page", "SearchError", "Span", "Text"]
