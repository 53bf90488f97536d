"""The election 选举 that is counted: what the file of an election says, checked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..rulebook.facts import BODIES, KINDS, LEVELS, PERSONS_AT_MOST, ROUNDS
from .errors import ElectionError
from .marks import without_spaces

BLANKS = ("abstain", "for")
JOINT, STANDING, SECRETARIES = "committee_and_alternates", "standing", "secretaries"


@dataclass(frozen=True)
class Candidate:
    """A candidate 候选人 as printed on the ballot; ``post`` only for secretaries.

    ``withdrawn``: no candidate any more since the ballots were printed. Votes are counted still.
    """

    name: str
    post: str = ""
    withdrawn: bool = False

    @property
    def key(self) -> str:
        """The name without spaces, by which it is found in a ballot file."""
        return without_spaces(self.name)


@dataclass(frozen=True)
class Seat:
    """What a ballot fills: all seats, or those of one post 职务, and how many."""

    post: str
    seats: int


@dataclass(frozen=True)
class Election:
    """One round of one election; every number is a whole number of persons or ballots."""

    title: str
    kind: str
    round: str
    body: str
    seats: int
    eligible: int | None
    present: int | None
    issued: int | None
    candidates: tuple[Candidate, ...] = ()
    posts: tuple[Seat, ...] = ()
    alternate_seats: int = 0
    approved_order: tuple[str, ...] = ()
    level: str = "local"
    preselected: bool = False
    of_preselection: bool = False
    blank: str = "abstain"
    commission: bool | None = None
    """Whether a standing committee or secretaries are a discipline commission's (第二十三条)."""
    unused: tuple[str, ...] = field(default=(), compare=False)

    @property
    def nominates(self) -> bool:
        """Whether it is a preselection, or a later round of one (第三十六条第二款)."""
        return self.round == "preselection" or self.of_preselection

    @property
    def groups(self) -> tuple[Seat, ...]:
        """What is filled separately: each post of secretaries, else all seats together."""
        return self.posts or (Seat("", self.seats + self.alternate_seats),)


def read_election(path: Path) -> Election:
    """The election in a JSON or YAML file; ElectionError where it says what cannot be."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ElectionError(path.name, error.reason, "UTF-8 文件") from None
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        data = _yaml(path, text)
    return parse_election(data)


def _yaml(path: Path, text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name} 第{mark.line + 1}行" if mark else path.name
        raise ElectionError(where, getattr(error, "problem", "") or "", "JSON 或 YAML") from None


_NUMBERS = ("eligible", "present", "issued", "seats", "alternate_seats")
_KEYS = {
    *("title", "kind", "round", "body", "candidates", "approved_order", "blank", "level"),
    *("of_preselection", "preselected", "posts", "commission", *_NUMBERS),
}


def parse_election(data: Any) -> Election:
    """The election that a mapping describes."""
    if not isinstance(data, Mapping):
        raise ElectionError("选举文件", type(data).__name__, "一组键和值")
    reader = _Reader(data)
    kind = reader.one_of("kind", KINDS)
    posts = reader.posts() if kind == SECRETARIES else ()
    numbers = {key: reader.number(key) for key in _NUMBERS}
    seats = reader.seats(numbers["seats"], posts)
    alternate_seats = reader.alternates(kind, numbers["alternate_seats"])
    election = Election(
        title=str(data.get("title") or ""),
        kind=kind,
        round=reader.one_of("round", ROUNDS),
        body=reader.one_of("body", BODIES),
        seats=seats,
        eligible=numbers["eligible"],
        present=numbers["present"],
        issued=numbers["issued"],
        candidates=reader.candidates(posts),
        posts=posts,
        alternate_seats=alternate_seats,
        approved_order=reader.names("approved_order"),
        level=reader.one_of("level", LEVELS, "local"),
        preselected=reader.truth("preselected"),
        of_preselection=reader.truth("of_preselection"),
        blank=reader.one_of("blank", BLANKS, "abstain"),
        commission=reader.commission(kind),
        unused=tuple(str(key) for key in data if key not in _KEYS),
    )
    refuse_impossible(election)
    return election


def refuse_impossible(election: Election) -> None:
    """Numbers that contradict each other are refused."""
    eligible, present = election.eligible, election.present
    if eligible is not None and eligible < 1:
        raise ElectionError("eligible", eligible, "至少 1 人")
    if eligible is not None and present is not None and present > eligible:
        raise ElectionError("present", present, f"不多于应到会有选举权人数 {eligible}")


class _Reader:
    """One key after another of an election file."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    def one_of(
        self, key: str, accepted: Sequence[str] | Mapping[str, str], default: str = ""
    ) -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str) or value not in accepted:
            raise ElectionError(key, value, "、".join(accepted))
        return value

    def number(self, key: str) -> int | None:
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise ElectionError(key, value, "整数")
        if not 0 <= value <= PERSONS_AT_MOST:
            raise ElectionError(key, value, f"0 到 {PERSONS_AT_MOST} 的整数")
        return value

    def truth(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise ElectionError(key, value, "true 或 false")
        return value

    def commission(self, kind: str) -> bool | None:
        if self.data.get("commission") is None:
            return None
        found = self.truth("commission")
        if kind not in (STANDING, SECRETARIES):
            expected = f"只有 {STANDING}、{SECRETARIES} 才有的键"
            raise ElectionError("commission", found, expected)
        return found

    def names(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key) or []
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            raise ElectionError(key, value, "姓名的列表")
        return tuple(value)

    def posts(self) -> tuple[Seat, ...]:
        value = self.data.get("posts")
        if not isinstance(value, list) or not value:
            raise ElectionError("posts", value, '职务的列表，例如 [{"post": "书记", "seats": 1}]')
        found = []
        for place, post in enumerate(value, start=1):
            name = post.get("post") if isinstance(post, Mapping) else None
            if not isinstance(name, str) or not without_spaces(name):
                raise ElectionError(f"posts[{place}] post", post, "职务的名称")
            seats = _Reader(post).number("seats")
            if not seats:
                raise ElectionError(f"posts[{place}] seats", seats, "至少 1 的整数")
            found.append(Seat(without_spaces(name), seats))
        _refuse_twice("posts", [seat.post for seat in found])
        return tuple(found)

    def seats(self, given: int | None, posts: Sequence[Seat]) -> int:
        total = sum(seat.seats for seat in posts)
        if posts and given not in (None, total):
            raise ElectionError("seats", given, f"各职务应选人数之和 {total}")
        found = given if given is not None else total
        if not found:
            raise ElectionError("seats", given, "至少 1 的整数")
        return found

    def alternates(self, kind: str, given: int | None) -> int:
        if kind == JOINT and given is None:
            raise ElectionError("alternate_seats", "", "一并选举的候补委员应选人数")
        if kind != JOINT and given:
            raise ElectionError("alternate_seats", given, f"只有 {JOINT} 才有的键")
        return given or 0

    def candidates(self, posts: Sequence[Seat]) -> tuple[Candidate, ...]:
        value = self.data.get("candidates") or []
        if not isinstance(value, list):
            raise ElectionError("candidates", value, '候选人的列表，例如 [{"name": "张三"}]')
        found = []
        known = [seat.post for seat in posts]
        for place, one in enumerate(value, start=1):
            given = one if isinstance(one, Mapping) else {"name": one}
            name, post = given.get("name"), given.get("post") or ""
            if not isinstance(name, str) or not without_spaces(name):
                raise ElectionError(f"candidates[{place}] name", name, "姓名")
            if posts and without_spaces(str(post)) not in known:
                raise ElectionError(f"candidates[{place}] post", post, "、".join(known))
            withdrawn = _Reader(given).truth("withdrawn")
            post = without_spaces(str(post)) if posts else ""
            found.append(Candidate(name.strip(), post, withdrawn))
        _refuse_twice("candidates", [one.key for one in found])
        return tuple(found)


def _refuse_twice(key: str, names: Sequence[str]) -> None:
    for place, name in enumerate(names, start=1):
        if name in names[: place - 1]:
            expected = "不重复的名称；同名的人在姓名后用括号区别，例如 张三（女）"
            raise ElectionError(f"{key}[{place}]", name, expected)
