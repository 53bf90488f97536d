"""How well a folder of official texts is read: ``texts_corpus.py FOLDER [--json]``.

For every file: articles 1…n, citations that resolve, whether what is read and written as
Markdown reads the same, flags, and whether every character has one owner; the worst are listed.
All works of the folder are at hand for each other's citations.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from guiju.texts.addresses import Address
from guiju.texts.citing import citations
from guiju.texts.citing.placing import shelf_of
from guiju.texts.citing.resolving import Places, Shelf
from guiju.texts.parsing import Document, Parsed, decode, gaps, parse
from guiju.texts.parsing.rendering import markdown

WORST = 10


@dataclass
class Read:
    """What was found in one file."""

    name: str
    parsed: Parsed
    lost: int = 0
    uncounted: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    cited: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)

    @property
    def badness(self) -> tuple[int, ...]:
        """What makes a text one of the worst: lost characters first."""
        wrong = len(self.uncounted) + len(self.differing)
        return self.lost, wrong, self.cited["nowhere"], self.flags.total()


def articles(document: Document) -> list[int]:
    """The numbers of a document's articles without those inserted, in the order of the text."""
    found: list[int] = []
    for provision in document.provisions:
        number, inserted, again = provision.address.steps[0]
        if not inserted and (not found or found[-1] != number or again > 1):
            found.append(number)
    return found


def runs(numbers: list[int], first: int) -> bool:
    """Whether numbers run on from the first by ones."""
    return numbers == list(range(first, first + len(numbers)))


def runs_from_one(document: Document) -> bool:
    """Whether a document has articles, and they run from 1 to the last."""
    numbers = articles(document)
    return bool(numbers) and runs(numbers, 1)


def reads_the_same(document: Document) -> bool:
    """Whether a document written as Markdown has the same provisions when it is read again."""
    again = parse(markdown(document)).documents
    return len(again) == 1 and provisions(again[0]) == provisions(document)


def provisions(document: Document) -> list[tuple[Address, str, str, str, str]]:
    """A document's provisions without their places: address, label, chapter, heading, wording."""
    return [(p.address, p.label, p.chapter, p.heading, p.text) for p in document.provisions]


def examined(name: str, parsed: Parsed, shelf: Shelf) -> Read:
    """One file, looked at from all sides."""
    read = Read(name, parsed, sum(end - start for start, end in gaps(parsed)))
    for document in parsed.documents:
        numbers = articles(document)
        whole = runs(numbers, numbers[0]) if document.kind == "编" and numbers else None
        if numbers and not (whole or runs_from_one(document)):
            read.uncounted.append(document.title)
        if not reads_the_same(document):
            read.differing.append(document.title)
        read.flags.update(flag.kind for flag in document.flags)
    words = {True: "found", False: "nowhere", None: "not at hand"}
    read.cited.update(words[one.resolved.resolves] for one in citations(parsed, shelf))
    return read


def figures(files: list[Path]) -> tuple[dict[str, int], list[Read]]:
    """The figures of a folder, and its files."""
    parsed = [(path.name, parse(decode(path.read_bytes()))) for path in files]
    documents = [document for _, one in parsed for document in one.documents]
    shelf = shelf_of((document, Places.of_document(document)) for document in documents)
    read = [examined(name, one, shelf) for name, one in parsed]
    cited: Counter[str] = sum((one.cited for one in read), Counter())
    flags: Counter[str] = sum((one.flags for one in read), Counter())
    counted = {
        "files": len(read),
        "characters": sum(len(one.parsed.text) for one in read),
        "characters lost": sum(one.lost for one in read),
        "documents": len(documents),
        "provisions": sum(len(document.provisions) for document in documents),
        "documents whose articles are 1…n": sum(map(runs_from_one, documents)),
        "documents whose articles are not 1…n": sum(len(one.uncounted) for one in read),
        "documents that read differently from Markdown": sum(len(one.differing) for one in read),
        "citations": cited.total(),
        "citations found": cited["found"],
        "citations that lead nowhere": cited["nowhere"],
        "citations of works not at hand": cited["not at hand"],
        "flags": flags.total(),
        **{f"flags: {kind}": count for kind, count in sorted(flags.items())},
    }
    return counted, read


def main() -> None:
    """Print the dashboard of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    files = sorted(path for path in given.folder.rglob("*") if path.is_file())
    counted, read = figures(files)
    if given.json:
        json.dump(counted, sys.stdout, ensure_ascii=False)
        return
    for what, count in counted.items():
        print(f"{what:<48}{count:>10,}")
    for one in sorted(read, key=lambda one: one.badness, reverse=True)[:WORST]:
        if any(one.badness):
            told = [*one.uncounted, *(f"reads differently: {title}" for title in one.differing)]
            counts = f"{one.cited['nowhere']} lead nowhere, {dict(one.flags)}"
            print(f"  {one.name}: {counts} {'; '.join(told)}")


if __name__ == "__main__":
    main()
