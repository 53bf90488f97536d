"""YAML read with its lines, so that whatever is refused is named by file and line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from .errors import ClockError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


class Lined(dict[str, Any]):
    """A mapping of a YAML file that knows the line of each of its keys."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.line = file, line
        self.lines: dict[str, int] = {}

    def refuse(self, key: str, value: object, expected: str) -> ClockError:
        """The refusal of what stands under a key."""
        line = self.lines.get(key, self.line)
        return ClockError(f"{self.file}:{line} {key}".rstrip(), value, expected)

    def hold_to(self, must: Collection[str], may: Collection[str] = ()) -> None:
        """Refuse a key that is not foreseen and the lack of one that is."""
        for key in self:
            if key not in must and key not in may:
                raise self.refuse(key, key, f"只能有这些键：{' '.join([*must, *may])}")
        for key in must:
            if key not in self:
                raise self.refuse("", f"没有 {key}", f"必须有这些键：{' '.join(must)}")

    def text(self, key: str) -> str:
        """The words under a key."""
        value = self[key]
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(key, value, "一段文字")
        return value

    def number(self, key: str) -> int:
        """The whole number under a key."""
        value = self[key]
        if type(value) is not int:
            raise self.refuse(key, value, "一个整数")
        return value

    def day(self, key: str) -> dt.date:
        """The day under a key."""
        return self._day(key, self[key])

    def entries(self, key: str) -> list[Lined]:
        """The list of mappings under a key."""
        value = self[key]
        if not isinstance(value, list) or not all(isinstance(entry, Lined) for entry in value):
            raise self.refuse(key, value, "一列条目，每条有自己的键")
        return value

    def days(self, key: str) -> list[dt.date]:
        """The days under a key: a list of days and of first..last; none where the key is not."""
        value = self.get(key, [])
        if not isinstance(value, list):
            raise self.refuse(key, value, "一列日期，例如 [2020-01-01, 2020-01-24..2020-01-30]")
        found = [day for part in value for day in self._span(key, part)]
        if len(set(found)) < len(found):
            raise self.refuse(key, value, "每一天只写一次")
        return found

    def _span(self, key: str, part: object) -> list[dt.date]:
        match = _SPAN.fullmatch(part) if isinstance(part, str) else None
        if match is None:
            return [self._day(key, part)]
        try:
            first, last = map(dt.date.fromisoformat, match.groups())
        except ValueError:
            raise self.refuse(key, part, "日历上有的日期") from None
        if not 0 < (last - first).days < 31:
            raise self.refuse(key, part, "先后两天，相隔不到一个月")
        return [first + dt.timedelta(days) for days in range((last - first).days + 1)]

    def _day(self, key: str, value: object) -> dt.date:
        if type(value) is not dt.date:
            raise self.refuse(key, value, "一个日期，例如 2020-01-24")
        return value


def read_lined(path: Path) -> Lined:
    """The mapping that a YAML file holds; what cannot be read is refused with its line."""
    name = path.name
    try:
        loader = _LOADER(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        value = _value(node, loader, name) if node is not None else None
    except UnicodeDecodeError as error:
        raise ClockError(name, error.reason, "UTF-8 文字的文件") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ClockError(f"{name}:{line}", error.problem, "可以读的 YAML") from None
    if not isinstance(value, Lined):
        raise ClockError(f"{name}:1", value, "一组键和值")
    return value


def _value(node: yaml.Node, loader: Any, file: str) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_value(inner, loader, file) for inner in node.value]
    if not isinstance(node, yaml.MappingNode):
        try:
            return loader.construct_object(node)
        except ValueError as error:
            told = f"{file}:{node.start_mark.line + 1}"
            raise ClockError(told, f"{node.value}（{error}）", "日历上有的日期") from None
    found = Lined(file, node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in found:
            raise ClockError(f"{file}:{line} {key}", key, "每个键只写一次")
        found.lines[key] = line
        found[key] = _value(value_node, loader, file)
    return found
