"""Where citations lead: addresses in the work itself, in works at hand, or not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..addresses import Address
from ..parsing.model import Document
from .finding import Cited
from .runs import NOT_NAMED, Path
from .works import plain


@dataclass
class Places:
    """The addresses of a work in the order of its text, with all that they stand in."""

    name: str
    order: list[Address]
    known: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, name: str, addresses: Iterable[Address]) -> Places:
        """The places of a work from the addresses of its provisions."""
        places = cls(name, [])
        for address in addresses:
            step: Address | None = address
            lineage = []
            while step is not None and str(step) not in places.known:
                lineage.append(step)
                places.known.add(str(step))
                step = step.parent
            places.order += reversed(lineage)
        return places

    @classmethod
    def of_document(cls, document: Document) -> Places:
        """The places of a parsed document."""
        return cls.of(document.name, [p.address for p in document.provisions])

    def paragraph_of(self, article: str, item: str) -> str | None:
        """The paragraph of an article that holds an item, where one does."""
        for address in self.order:
            text = str(address)
            if (
                len(address.steps) == 3
                and text.startswith(f"{article}/")
                and (text.split("/")[2] == item)
            ):
                return text.split("/")[1]
        return None

    def before(self, address: Address, depth: int, count: int) -> list[str]:
        """The ``count`` places of one depth just before an address; [] where there are fewer."""
        here = Address(address.steps[:depth])
        parent = Address(here.steps[:-1]).steps if depth > 1 else ()
        siblings = [a for a in self.order if len(a.steps) == depth and a.steps[:-1] == parent]
        index = siblings.index(here) if here in siblings else 0
        return [str(a) for a in siblings[index - count : index]] if index >= count else []


Shelf = Mapping[str, Places]
"""Works at hand by ``plain`` name or number."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a citation means: its work by name, whether that is the text itself, addresses."""

    work: str
    own: bool
    addresses: tuple[str, ...]
    resolves: bool | None


def resolve(cited: Cited, own: Places | None, here: Address | None, shelf: Shelf) -> Resolved:
    """Where a citation leads from the provision ``here`` of the work ``own``."""
    if cited.work is None:
        return _own(cited, own, here)
    places = shelf.get(cited.number or "") or shelf.get(plain(cited.work))
    mine = places is not None and places is own
    addresses = [_address(path, places) for path in cited.paths]
    there: bool | None = None
    if places is not None:
        there = all(address in places.known for address in addresses)
    return Resolved(cited.number or cited.work, mine, tuple(addresses), there)


def _own(cited: Cited, own: Places | None, here: Address | None) -> Resolved:
    name = own.name if own else ""
    if cited.relative:
        addresses = _relative(cited, own, here)
    else:
        base = here if cited.here or (here and not _names_article(cited.paths)) else None
        addresses = [_address(_based(path, base, cited.here), own) for path in cited.paths]
    known = own.known if own else set()
    there = bool(addresses) and all(address in known for address in addresses)
    return Resolved(name, True, tuple(addresses), there if own else None)


def _names_article(paths: tuple[Path, ...]) -> bool:
    return any(path[0] != NOT_NAMED for path in paths)


def _based(path: Path, base: Address | None, here: str | None) -> Path:
    """A path that names no article stands in the article, or paragraph, that cites it."""
    if base is None or path[0] != NOT_NAMED:
        return path
    steps = [(n, inserted) for n, inserted, _ in base.steps]
    paragraph = path[1]
    if paragraph == NOT_NAMED and here == "款" and len(steps) > 1:
        paragraph = steps[1]
    return steps[0], paragraph, path[2], path[3]


def _relative(cited: Cited, own: Places | None, here: Address | None) -> list[str]:
    if own is None or here is None or cited.relative is None:
        return []
    level, count = cited.relative
    depth = "条款项".index(level) + 1
    if len(here.steps) < depth:
        return []
    found = own.before(here, depth, count)
    if not cited.paths:
        return found
    return [_below(base, path, own) for base in found for path in cited.paths]


def _below(base: str, path: Path, own: Places) -> str:
    """前条第一款第（三）项: what is named below the place before."""
    steps = [(n, inserted) for n, inserted, _ in Address.parse(base).steps]
    full = [*steps, *path[len(steps) :]]
    return _address((full[0], full[1], full[2], full[3]), own)


def _address(path: Path, places: Places | None) -> str:
    """``12/2/5``; ``3/?/2`` where the paragraph is not named and the text not at hand."""
    parts = [f"{n}-{inserted}" if inserted else f"{n}" for n, inserted in path]
    while parts and parts[-1] == "0":
        parts.pop()
    if len(parts) > 2 and parts[1] == "0":
        found = places.paragraph_of(parts[0], parts[2]) if places else None
        parts[1] = found or "?"
    return "/".join(part if part != "0" else "?" for part in parts)
