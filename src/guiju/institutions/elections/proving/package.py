"""The package 证明包: one archive with everything needed to count an election again.

Deterministic: the same election gives the same bytes, on every machine. Files are stored, not
compressed, because compressors differ from version to version.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from guiju.names import OrderError, characters, current

from ..counting import Ballots, Election, Written
from ..counting.ballots import NUMBER, OTHERS
from .errors import PackageError

FORMAT = "guiju-election-package-1"
SAID, YES = "监票人认定", "是"
WORDS = ("", "赞成", "反对", "弃权", "○×", "不清", "不计")
"""How each mark of `counting.marks` is written; the last only where two scrutineers said so."""
BLANK = "空白"
RECOUNT = Path(__file__).with_name("recount.py")
MANIFEST = "manifest.json"
_STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Adjudication:
    """What two scrutineers said of a doubtful ballot; a digit of ``marks`` for each candidate."""

    number: str
    doubt: str
    marks: str
    others: str
    reason: str
    scrutineers: tuple[str, str]


@dataclass(frozen=True)
class Package:
    """A package as read: its files, its manifest, the SHA-256 of the whole."""

    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]
    sha256: str

    @property
    def result(self) -> dict[str, Any]:
        """The result in the form of ``elections count --json``."""
        told: dict[str, Any] = json.loads(self.files["result.json"])
        return told


def write_package(
    election: Election,
    ballots: Ballots,
    result: Mapping[str, Any],
    *,
    adjudications: Iterable[Adjudication] = (),
    rules_version: str,
    code: str = "",
) -> bytes:
    """The package of an election; ``result`` as ``as_json`` gives it.

    Raises:
        PackageError: settled ballots without their record, or records without their ballot.
    """
    told = sorted(adjudications, key=lambda one: one.number)
    _hold_to_records(ballots, told)
    files = {
        "election.json": _json(election_file(election)),
        "ballots.csv": _ballots(election, ballots),
        "adjudications.json": _json([_record(election, one) for one in told]),
        "result.json": _json(result),
        "strokes.json": _json(_strokes(election, result)),
        "recount.py": RECOUNT.read_bytes(),
    }
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "code": code,
        "rules_version": rules_version,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    manifest["hash"] = hash_of(manifest)
    return packed({**files, MANIFEST: _json(manifest)})


def hash_of(manifest: Mapping[str, Any]) -> str:
    """SHA-256 over everything in a manifest but its hash."""
    text = json.dumps({**manifest, "hash": ""}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of files in the order of their names, with no time and no trace of a machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_STAMP)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def read_package(data: bytes) -> Package:
    """A package from its bytes; whether it agrees is for ``recount.py`` to say.

    Raises:
        PackageError: no archive, or files are missing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(files[MANIFEST])
        json.loads(files["result.json"])
        known = manifest["format"] == FORMAT
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, RuntimeError) as error:
        raise PackageError("证明包", str(error), f"{FORMAT} 的压缩包") from None
    if not known:
        raise PackageError("manifest.json format", manifest["format"], FORMAT)
    return Package(files, manifest, hashlib.sha256(data).hexdigest())


def summary(package: bytes) -> dict[str, Any]:
    """What may leave the scrutineers: totals and the fingerprint, no single ballot.

    Of a preselection no votes and no names: they go to the presidium alone (37/1).
    """
    found = read_package(package)
    told = found.result
    ballots = {key: told["ballots"][key] for key in ("returned", "valid", "invalid")}
    if told["nominates"]:
        told = {
            key: told[key]
            for key in ("title", "kind", "round", "nominates", "valid", "provisional")
        }
    return {
        **told,
        "ballots": ballots,
        "package_sha256": found.sha256,
        "rules_version": found.manifest["rules_version"],
    }


def election_file(election: Election) -> dict[str, Any]:
    """The election as a file says it (`election-files`)."""
    keys = ("title", "kind", "round", "body", "level", "eligible", "present", "issued", "seats")
    told: dict[str, Any] = {key: getattr(election, key) for key in keys}
    told |= {"blank": election.blank, "preselected": election.preselected}
    if election.of_preselection:
        told["of_preselection"] = True
    if election.commission is not None:
        told["commission"] = election.commission
    if election.alternate_seats:
        told["alternate_seats"] = election.alternate_seats
    if election.posts:
        told["posts"] = [{"post": one.post, "seats": one.seats} for one in election.posts]
    told["candidates"] = [
        {"name": one.name}
        | ({"post": one.post} if one.post else {})
        | ({"withdrawn": True} if one.withdrawn else {})
        for one in election.candidates
    ]
    return {**told, "approved_order": list(election.approved_order)}


def _hold_to_records(ballots: Ballots, records: Sequence[Adjudication]) -> None:
    settled = sorted(str(ballots.numbers[row]) for row in ballots.settled)
    recorded = [one.number for one in records]
    if settled != recorded:
        value = "、".join(sorted(set(settled) ^ set(recorded)))
        raise PackageError("认定记录", value, "每张经认定的选票一份记录")


def _ballots(election: Election, ballots: Ballots) -> bytes:
    """The ballots as they were counted, one a row, in the order of their numbers."""
    words = {mark: word or None for mark, word in enumerate(WORDS)}
    said = [YES if row in ballots.settled else None for row in range(len(ballots))]
    others = [written_text(ballots.written.get(row, ())) or None for row in range(len(ballots))]
    marks = {
        one.key: ballots.marks[str(place)].replace_strict(words, return_dtype=pl.String)
        for place, one in enumerate(election.candidates)
    }
    numbers = ballots.numbers.cast(pl.String)
    told = {SAID: pl.Series(said, dtype=pl.String), OTHERS: pl.Series(others, dtype=pl.String)}
    frame = pl.DataFrame({NUMBER: numbers, SAID: told[SAID], **marks, OTHERS: told[OTHERS]})
    return frame.sort(NUMBER).write_csv().encode("utf-8")


def written_text(names: Iterable[Written]) -> str:
    """Names written in as a cell holds them."""
    return "、".join(f"{one.post}:{one.name}" if one.post else one.name for one in names)


def _record(election: Election, one: Adjudication) -> dict[str, Any]:
    words = [WORDS[int(mark)] or BLANK for mark in one.marks]
    names = [candidate.name for candidate in election.candidates]
    return {
        "number": one.number,
        "doubt": one.doubt,
        "settlement": {
            "marks": [list(pair) for pair in zip(names, words, strict=True)],
            "others": one.others,
        },
        "reason": one.reason,
        "scrutineers": list(one.scrutineers),
    }


def _strokes(election: Election, result: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Strokes, structure and row of each character of the names, as they were known."""
    known = current()
    names = [one.name for one in election.candidates]
    names += [one["name"] for one in result["write_ins"]]
    found: dict[str, list[Any]] = {}
    for name in names:
        try:
            signs = characters(name)
        except OrderError:  # a name that needs no order: by the approved order, or not elected
            continue
        for sign in signs:
            if known.has(sign):
                found[sign] = list(known[sign][1:])
    return found


def _json(told: Any) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
