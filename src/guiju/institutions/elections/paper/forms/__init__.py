"""The forms of scrutineers and counters: all that is done on screen can be done on paper."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.disclosure.documents import Fonts

from ...counting import Election
from ...counting.asking import first_day
from .. import codes
from ..ballot import Printing, ordered
from ..drawing import set_pages
from ..words import OPTIONS, date_of, demo_line, leads, name_of, title_of
from . import counts, doubts, meeting, releases
from .writer import About, Form


@dataclass(frozen=True)
class Forms:
    """The PDF, how many pages it has, and what a person should look at."""

    content: bytes
    pages: int
    notices: tuple[str, ...] = ()


def make_forms(election: Election, printing: Printing, fonts: Fonts | None = None) -> Forms:
    """One PDF with every form of an election, candidates in the order of its ballot.

    Raises:
        PaperError: no candidates, a name that finds no room, no typeface with some character.
        OrderError: a character whose strokes nobody has given yet.
    """
    about = About(
        title=f"{title_of(election)}　{name_of(election)}",
        code=codes.checked(printing.code),
        foot="　".join(part for part in (printing.organ, date_of(printing.day)) if part),
        demo=demo_line(printing.demo),
        leads=leads(election),
    )
    notices: list[str] = []
    people = ordered(election, printing.in_order, notices)
    forms: list[Form] = [
        meeting.issued(about, election),
        meeting.reconciled(about, election),
        meeting.batches(about),
        doubts.adjudication(about),
        counts.tally(about, election, people),
        counts.transcript(about, election, people),
        *(counts.summed(about, told, people) for told in OPTIONS.values()),
        counts.report(about, election, people),
        releases.released(about),
    ]
    pages = [page for form in forms for page in form.finished()]
    day = printing.day or first_day()  # of the file alone: nothing of it is printed
    content = set_pages(pages, f"{title_of(election)}用表", day, fonts)
    return Forms(content, len(pages), tuple(notices))
