"""Paper to print: the ballot once it is released, its specimen at any time, the forms."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from guiju.disclosure.documents import DocumentError
from guiju.disclosure.files import as_file
from guiju.names import OrderError
from guiju.organs.access import requires
from guiju.organs.selectors import is_demo

from ..models import Election
from ..paper import PaperError, make_ballot, make_forms
from ..selectors.plain import plain
from ..selectors.printing import PRINTED, printable, printing_of
from .common import election_of


@requires("elections.view")
def printed(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A paper as PDF: of those that who asks may print now, else 404."""
    election, person = election_of(request, pk)
    if kind not in printable(election, person):
        raise Http404
    name = f"{election.code}-{PRINTED[kind]}"
    return as_file(request, _told(lambda: _made(election, kind)), "pdf", name)


def _made(election: Election, kind: str) -> bytes:
    printing = printing_of(election, kind, demo=is_demo())
    if kind == "forms":
        return make_forms(plain(election), printing).content
    return make_ballot(plain(election), printing).content


def _told(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What cannot be printed is told as what cannot be written is."""

    def made() -> bytes:
        try:
            return make()
        except (PaperError, OrderError) as error:
            raise DocumentError(error.where, error.value, error.expected) from error

    return made
