"""YAML read with its lines: every mapping knows where it and each of its keys stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import yaml

from .errors import RuleError
from .places import Place


class Lined(dict[str, Any]):
    """A mapping of a YAML file, with its place and the places of its keys."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}

    def at(self, key: str) -> Place:
        """Where a key stands; the mapping itself where it lacks the key."""
        return self.places.get(key, self.place)

    def refuse(self, key: str, value: object, expected: str, where: str = "") -> RuleError:
        """The refusal of what stands under a key."""
        return RuleError(where or key, value, expected, place=self.at(key))

    def hold_to(self, must: Collection[str], may: Collection[str] = (), where: str = "") -> None:
        """Refuse a key that is not foreseen and the lack of one that is."""
        for key in self:
            if key not in must and key not in may:
                told = " ".join(sorted([*must, *may]))
                raise self.refuse(key, key, f"exactly the keys {told}", where)
        for key in must:
            if key not in self:
                raise self.refuse("", f"no {key}", f"exactly the keys {' '.join(must)}", where)

    def text(self, key: str, where: str = "") -> str:
        """The words under a key, refused where there are none."""
        value = self[key]
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(key, value, f"words for {key}", where)
        return value

    def day(self, key: str, where: str = "") -> dt.date:
        """The date under a key; a moment is no date."""
        value = self[key]
        if type(value) is not dt.date:
            raise self.refuse(key, value, f"dates such as 2020-01-06 for {key}", where)
        return value

    def entries(self, key: str, where: str = "") -> list[Lined]:
        """The list of mappings under a key."""
        return entries(self[key], self.at(key), where or key)


def entries(value: Any, place: Place, where: str = "") -> list[Lined]:
    """A list of mappings; anything else is refused."""
    if not isinstance(value, list):
        raise RuleError(where, value, "a list of entries", place=place)
    for entry in value:
        if not isinstance(entry, Lined):
            raise RuleError(where, entry, "a list whose entries have keys", place=place)
    return value


def read_lines(path: Path) -> Any:
    """What a YAML file says; what cannot be read is refused with its line."""
    start = Place(str(path), 1)
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        loader.name = str(path)
        return loader.get_single_data()
    except UnicodeDecodeError as error:
        raise RuleError("", error.reason, "a file in UTF-8", place=start) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = start if mark is None else Place(str(path), mark.line + 1)
        raise RuleError("", error.problem, "YAML", place=place) from None
    except yaml.YAMLError as error:
        raise RuleError("", str(error).splitlines()[0], "YAML", place=start) from None


class _Loader(yaml.SafeLoader):
    """The safe loader, whose mappings keep their lines and name each key once."""


def _place(node: yaml.Node) -> Place:
    return Place(node.start_mark.name, node.start_mark.line + 1)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Iterator[Lined]:
    made = Lined(_place(node))
    yield made
    for key, _ in node.value:
        name = str(key.value)
        if name in made.places:
            raise RuleError("", name, "a key that stands here once", place=_place(key))
        made.places[name] = _place(key)
    found: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    made.update(found)


def _day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        told = "a day of the calendar, such as 2020-01-06"
        raise RuleError("", node.value, told, place=_place(node)) from None


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)
