"""What is taken away from the pages, and read: ballots, letters, the package that is recounted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTTextContainer, LTTextLine

from guiju.institutions.elections.demo.papers import ABSTAIN, AGAINST, FOR, Paper
from guiju.institutions.elections.proving import recount
from guiju.institutions.elections.proving.seal import unseal

from .desks import Desks
from .steps import at, fill

HALVES = ("第一名监票人的口令", "第二名监票人的口令")
AROUND = re.compile(r"演示|演示\s*内容为虚构.*|—\s*\d+\s*—")
"""What stands across, above and below each page of the demo, between the rows of its text."""
ONE_ROW = 4.0
"""Points by which the middle of what stands in one row may differ."""


@dataclass(frozen=True)
class Printed:
    """A PDF as it reads: its pages, each a list of rows from above without any space."""

    pages: list[list[str]]

    @property
    def text(self) -> str:
        """Everything in one line."""
        return "".join(row for page in self.pages for row in page)

    def row(self, *parts: object) -> bool:
        """Whether some row has exactly these cells."""
        wanted = "".join("".join(str(part).split()) for part in parts)
        return any(wanted == row for page in self.pages for row in page)


def read(content: bytes) -> Printed:
    """A PDF's rows."""
    return Printed([_rows(page) for page in extract_pages(BytesIO(content))])


def _rows(page: Any) -> list[str]:
    boxes = [one for one in page if isinstance(one, LTTextContainer)]
    lines = [line for box in boxes for line in box if isinstance(line, LTTextLine)]
    lines = [line for line in lines if not AROUND.fullmatch(line.get_text().strip())]
    rows: list[list[LTTextLine]] = []
    for line in sorted(lines, key=lambda one: -_middle(one)):
        if rows and abs(_middle(rows[-1][0]) - _middle(line)) < ONE_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    ordered = (sorted(row, key=lambda one: one.x0) for row in rows)
    return ["".join("".join(one.get_text() for one in row).split()) for row in ordered]


def _middle(line: LTTextLine) -> float:
    return (line.y0 + line.y1) / 2


def download(page: Any, link: str) -> bytes:
    """What a link or button gives."""
    with page.expect_download() as told:
        page.locator(link).first.click()
    return Path(told.value.path()).read_bytes()


def printed_ballot(desks: Desks, election: int) -> Printed:
    """The ballot as the secretary has it printed once two persons released it."""
    page = desks["secretary"]
    at(page, election, "ballot/")
    return read(download(page, 'main a[href$="/print/ballot/"]'))


def letter(page: Any, election: int, kind: str) -> Printed:
    """A letter as somebody takes it from the result's page."""
    at(page, election, "result/")
    return read(download(page, f'main a[href$="/documents/{kind}/"]'))


def votes_of(papers: Sequence[Paper], order: Sequence[str], seats: int) -> dict[str, list[int]]:
    """For, against, abstaining for each name, counted on the paper by hand as it were."""
    valid = [one.marks for one in papers if one.marks.count(FOR) + bool(one.others) <= seats]
    return {
        name: [sum(marks[place] == mark for marks in valid) for mark in (FOR, AGAINST, ABSTAIN)]
        for place, name in enumerate(order)
    }


def recounted(desks: Desks, election: int, folder: Path) -> str:
    """The package taken away sealed, opened with both halves, counted again; its fingerprint."""
    page = desks["scrutineer"]
    at(page, election, "package/")
    fingerprint = str(page.locator("main code").last.inner_text())
    first, second = HALVES
    other = str(desks.hall["other"].account.pk)
    fill(page, first=first, scrutineer=other, second=second)
    sealed = download(page, "main form button")
    path = folder / f"{election}.zip"
    path.write_bytes(unseal(sealed, HALVES))
    assert recount.main([str(path), fingerprint]) == 0
    return fingerprint
