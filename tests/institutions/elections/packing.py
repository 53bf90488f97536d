"""Elections packed for proof: at random, changed by a forger, recounted by the program itself."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import strategies as st

from guiju.institutions.elections.counting import (
    Ballots,
    Election,
    Written,
    as_json,
    decide,
    parse_election,
)
from guiju.institutions.elections.proving import Adjudication, recount, write_package
from guiju.institutions.elections.proving.package import MANIFEST, hash_of, packed, written_text

NAMES = ("丁安", "于和", "王 平", "石清", "许明", "李新（女）", "欧阳·万里", "Anna B.", "刘大力")
OTHERS = ("雷鸣", "万里", "方圆", "王平平")
POSTS = ("书记", "副书记")
KINDS = ("delegates", "committee", "alternates", "discipline", "standing")
SIGNS = (1, 1, 1, 1, 2, 2, 3, 0, 4, 5)
SETTLED = (1, 1, 2, 3, 0, 6)


@dataclass(frozen=True)
class Packed:
    """An election as it goes into a package."""

    election: Election
    ballots: Ballots
    adjudications: tuple[Adjudication, ...] = ()

    def result(self) -> dict[str, Any]:
        """What the first count says."""
        return as_json(decide(self.election, self.ballots))

    def package(self, result: dict[str, Any] | None = None) -> bytes:
        """The package; with another result than the count's where one is given."""
        return write_package(
            self.election,
            self.ballots,
            self.result() if result is None else result,
            adjudications=self.adjudications,
            rules_version="试验",
            code="A1",
        )


@st.composite
def elections(draw: st.DrawFn) -> Election:
    """An election of any kind and round, so small that ties and shortfalls are common."""
    kind = draw(st.sampled_from((*KINDS, "committee_and_alternates", "secretaries")))
    names = draw(st.permutations(NAMES))[: draw(st.integers(2, 7))]
    people: list[dict[str, Any]] = [{"name": name} for name in names]
    told: dict[str, Any] = {"kind": kind, "seats": draw(st.integers(1, 4))}
    if kind == "secretaries":
        seats = draw(st.integers(1, 2))
        told |= {"seats": 1 + seats}
        told |= {"posts": [{"post": POSTS[0], "seats": 1}, {"post": POSTS[1], "seats": seats}]}
        people = [{**one, "post": draw(st.sampled_from(POSTS))} for one in people]
    if kind == "committee_and_alternates":
        told["alternate_seats"] = draw(st.integers(0, 3))
    for one in people:
        if draw(st.integers(0, 9)) == 0:
            one["withdrawn"] = True
    entitled = draw(st.integers(4, 14))
    present = entitled - draw(st.sampled_from((0, 0, 0, 1, 5)))
    return parse_election(
        {
            **told,
            "title": "选举",
            "round": draw(
                st.sampled_from(("preselection", "formal", "formal", "runoff", "repeat"))
            ),
            "body": draw(st.sampled_from(("congress", "plenary", "unit"))),
            "level": draw(st.sampled_from(("local", "national"))),
            "preselected": draw(st.booleans()),
            "blank": draw(st.sampled_from(("abstain", "for"))),
            "eligible": entitled,
            "present": max(0, present),
            "issued": max(0, present + draw(st.sampled_from((0, 0, 0, -1, 1)))),
            "candidates": people,
            "approved_order": draw(st.permutations(names))[: draw(st.integers(0, len(names)))],
        }
    )


@st.composite
def packs(draw: st.DrawFn) -> Packed:
    """An election with ballots, clear and doubtful ones, and some that scrutineers settled."""
    election = draw(elections())
    rows = draw(st.integers(0, (election.issued or 0) + draw(st.sampled_from((0, 0, 0, 1)))))
    width, sheets, written, records = len(election.candidates), [], {}, []
    bias = draw(st.lists(st.sampled_from(SIGNS), min_size=width, max_size=width))
    for row in range(rows):
        said = draw(st.integers(0, 4)) == 0
        signs = st.sampled_from(SETTLED if said else SIGNS)
        own = draw(st.lists(signs, min_size=width, max_size=width))
        keep = draw(st.lists(st.booleans(), min_size=width, max_size=width))
        usual = zip(bias, own, keep, strict=True)
        marks = [b if k and (b < 4 or not said) else o for b, o, k in usual]
        if names := draw(_written(election, said)):
            written[row] = names
        if said:
            text = "".join(map(str, marks)), written_text(names)
            records.append(Adjudication(f"{row:03d}", "不清", *text, "看过原票", ("甲", "乙")))
        sheets.append(marks)
    columns = {
        str(place): pl.Series([sheet[place] for sheet in sheets], dtype=pl.UInt8)
        for place in range(width)
    }
    numbers = pl.Series([f"{row:03d}" for row in range(rows)], dtype=pl.String)
    settled = frozenset(int(one.number) for one in records)
    ballots = Ballots(numbers, pl.DataFrame(columns), written, settled)
    return Packed(election, ballots, tuple(records))


@st.composite
def _written(draw: st.DrawFn, election: Election, said: bool) -> tuple[Written, ...]:
    if draw(st.integers(0, 2)):
        return ()
    names = OTHERS if said else (*OTHERS, *OTHERS, "不清", *(c.key for c in election.candidates))
    posts = [seat.post for seat in election.posts] or [""]
    one = st.builds(Written, st.sampled_from(names), st.sampled_from(posts))
    return tuple(draw(st.lists(one, min_size=1, max_size=2, unique=True)))


def recounted(package: bytes, folder: Path, *more: str) -> tuple[int, str]:
    """What the program of the package says: exit status and lines."""
    path, out = folder / "package.zip", io.StringIO()
    path.write_bytes(package)
    with redirect_stdout(out):
        status = recount.main([str(path), *more])
    return status, out.getvalue()


def differing(package: bytes, folder: Path) -> list[str]:
    """The lines of what does not agree."""
    return [line for line in recounted(package, folder)[1].splitlines() if line[:3] == "不一致"]


def files_of(package: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def forged(package: bytes, name: str, data: bytes, remade: bool = True) -> bytes:
    """A package with another file in the place of one; a careful forger mends the manifest too."""
    files = {**files_of(package), name: data}
    if remade:
        manifest = json.loads(files[MANIFEST])
        manifest["files"][name] = sha256(data).hexdigest()
        manifest["hash"] = hash_of(manifest)
        files[MANIFEST] = json.dumps(manifest, ensure_ascii=False).encode("utf-8")
    return packed(files)


def with_json(package: bytes, name: str, change: Callable[[Any], Any]) -> bytes:
    """A package in whose file something is otherwise, manifest mended."""
    told = json.loads(files_of(package)[name])
    change(told)
    return forged(package, name, json.dumps(told, ensure_ascii=False).encode("utf-8"))


def with_rows(package: bytes, change: Callable[[list[list[str]]], Any]) -> bytes:
    """A package with other ballots, manifest mended; the first row is the header."""
    rows = list(csv.reader(io.StringIO(files_of(package)["ballots.csv"].decode("utf-8"))))
    change(rows)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return forged(package, "ballots.csv", out.getvalue().encode("utf-8"))
