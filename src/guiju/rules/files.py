"""JSON and YAML files read as they are written: figures and days stay text, nothing twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from .errors import RuleError

_NULL = "tag:yaml.org,2002:null"


def read_mapping(path: Path) -> dict[str, Any]:
    """The one mapping that a JSON or YAML file holds; RuleError where it is none.

    A name that stands twice is refused, for only one of its values could be kept; so is a
    reference to another place of a YAML file, which a small file could blow up with.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RuleError(path.name, "不是 UTF-8 文本", "UTF-8 编码的 JSON 或 YAML 文件") from None
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise RuleError(str(path), told, "可以读的 JSON 或 YAML 文件") from None
    data = _parsed(text, path.name)
    if not isinstance(data, dict):
        raise RuleError(path.name, _kind(data), "按名称写的一组内容")
    return data


def _parsed(text: str, name: str) -> Any:
    try:
        found = _json(text, name)
        return yaml.load(text, Loader=_Strings) if found is _NONE else found  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name} 第{mark.line + 1}行" if mark else name
        told = getattr(error, "problem", None) or getattr(error, "reason", "")
        raise RuleError(where, told, "JSON 或 YAML") from None
    except RecursionError:
        raise RuleError(name, "层次太深", "JSON 或 YAML") from None


_NONE = object()


def _json(text: str, name: str) -> Any:
    """JSON as it is written, figures as text; `_NONE` where the text is none."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise RuleError(name, key, "每个名称只写一次")
            found[key] = value
        return found

    try:
        data = json.loads(
            text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=once
        )
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError:
        return _NONE
    except UnicodeEncodeError:
        raise RuleError(name, "不成对的代理字符", "UTF-8 文字") from None
    return data


def _kind(data: Any) -> str:
    return "空文件" if data is None else "一个列表" if isinstance(data, list) else str(data)[:40]


class _Strings(yaml.SafeLoader):
    """YAML that keeps figures and days as they are written: nothing becomes a float."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse a reference to another node."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(problem="引用（*）", problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """Refuse a name that stands twice."""
        found: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            name = str(key.value)
            if name in found:
                told = f"“{name}”写了两次"
                raise yaml.MarkedYAMLError(problem=told, problem_mark=key.start_mark)
            found.add(name)
        return super().construct_mapping(node, deep)

    def construct_scalar(self, node: Any) -> Any:
        """Refuse half of a pair of signs that stand for one."""
        text = super().construct_scalar(node)
        if isinstance(text, str) and any("\ud800" <= sign <= "\udfff" for sign in text):
            raise yaml.MarkedYAMLError(problem="不成对的代理字符", problem_mark=node.start_mark)
        return text


_Strings.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if tag == _NULL]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
