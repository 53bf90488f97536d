"""The index as its users have it: a folder to put works in, take them out and search."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable
from pathlib import Path
from threading import Lock

from . import folder as place
from . import keeping
from .asking import Found, Part, Question
from .model import KINDS, Kind, Page, SearchError, Text
from .segment import Segment
from .words import words

_KEPT = 16
_TRIES = 5


class Index:
    """A folder of segments; made when something is put in, empty where there is none.

    An ``Index`` may be kept and shared by threads: each search sees the whole state of its moment.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._state = place.State(-1, ())
        self._parts: tuple[Part, ...] = ()
        self._answers: OrderedDict[Question, Found] = OrderedDict()

    def add(self, texts: Iterable[Text]) -> int:
        """Put works in, in place of those of their names; gives how many."""
        return keeping.add(self.folder, texts)

    def remove(self, works: Iterable[str]) -> int:
        """Take works out; gives how many were there."""
        return keeping.remove(self.folder, works)

    def tidy(self) -> None:
        """Write everything anew in as few segments as can be; nothing found changes."""
        keeping.tidy(self.folder)

    def works(self) -> list[str]:
        """The works in the index, by name."""
        return keeping.works(self.folder)

    def search(
        self,
        query: str,
        *,
        kinds: Collection[Kind] = KINDS,
        works: Collection[str] | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Page:
        """The entries in which all words of the query occur, and how many they are.

        Any query is answered; one without a word finds nothing. A page after the first of the
        same question costs no new search. ``SearchError`` where the folder is damaged.
        """
        wanted = None if works is None else frozenset(works)
        question = Question(words(query), frozenset(kinds), wanted)
        if not question.words:
            return Page(0, ())
        with self._lock:
            self._refresh()
            found = self._answers.pop(question, None) or Found(self._parts, question)
            self._answers[question] = found
            if len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
            return Page(found.total, found.page(max(0, offset), max(0, limit)))

    def _refresh(self) -> None:
        """Open the segments of the state that counts, if it is not the one that is open."""
        for _ in range(_TRIES):
            state = place.current(self.folder)
            if state == self._state:
                return
            opened = {part.segment.path.name: part.segment for part in self._parts}
            try:
                self._parts = tuple(
                    Part.of(opened.get(name) or Segment(self.folder / name), gone)
                    for name, gone in state.segments
                )
            except FileNotFoundError:  # a writer was quicker: the state has changed since
                continue
            self._state = state
            self._answers.clear()
            return
        raise SearchError(f"{self.folder} lacks segments that its state names; index again")
