"""A file read whole, and the proof that nothing of it is lost."""

from __future__ import annotations

from ..restoring import Span
from . import flags, slips
from .documents import documents
from .lines import lines_of
from .model import Leftover, Parsed
from .reading import blanked


def parse(text: str) -> Parsed:
    """The documents and leftovers of a decoded file; offsets are those of ``text``.

    No text is refused: what cannot be understood is a leftover.
    """
    seen = blanked(text)
    parsed = documents(seen, lines_of(seen))
    flags.years(parsed.documents)
    slips.swapped(seen, parsed.documents)
    counts = slips.Counts(seen)
    for document in parsed.documents:
        document.flags += flags.recognition(seen, document)
        document.flags += slips.twice(seen, document, counts)
        document.flags.sort(key=lambda flag: (flag.start, flag.end))
    parsed.leftovers += [Leftover("other", *gap) for gap in gaps(parsed)]
    parsed.leftovers.sort(key=lambda one: one.start)
    return parsed


def gaps(parsed: Parsed) -> list[Span]:
    """The characters that belong to no document and no leftover; a whole parse has none."""
    taken = [part for document in parsed.documents for part in document.parts]
    taken += [(one.start, one.end) for one in parsed.leftovers]
    found, place = [], 0
    for start, end in sorted(taken):
        if start > place:
            found.append((place, start))
        place = max(place, end)
    if place < len(parsed.text):
        found.append((place, len(parsed.text)))
    return found
