"""The sheets of a city's workbook, their columns, and what each cell accepts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.translation import override

from guiju.sheets import Accepted

from ..models import Category, Level, Role

ORGANS, POSTS, PEOPLE = "机关", "岗位", "人员"
CODE, NAME, LEVEL, CATEGORY, PARENT = "代码", "名称", "行政层级", "单位类别", "上级代码"
ORGAN_CODE, ROLE, TITLE = "机关代码", "职责", "岗位名称"
USERNAME, PERSON, SINCE, UNTIL = "用户名", "姓名", "自", "至"


@dataclass(frozen=True)
class Column:
    """A column: whether a row needs it, what it accepts, and the list where it is closed."""

    name: str
    accepts: Accepted
    required: bool = True
    values: tuple[str, ...] = ()
    longest: int = 0


def _choices(values: list[str]) -> Accepted:
    return Accepted("one of: " + ", ".join(values), "其中之一：" + "、".join(values))


@cache
def roles() -> dict[str, str]:
    """The name of each role in Chinese, as a workbook gives it, with its code."""
    with override("zh-hans"):
        return {str(label): str(value) for value, label in Role.choices}


_ORGAN_CODE = Accepted(
    "digits and capital letters, with hyphens between, as text (4514-08)",
    "数字和大写字母，中间可用连字符，文本格式（4514-08）",
)
_OF_AN_ORGAN = Accepted(
    "the code of an organ in this workbook or set up already", "本工作簿里或已设立的机关的代码"
)
_DAY = Accepted("a date such as 2020-01-06", "日期，例如 2020-01-06")


def _text(name: str, longest: int, what: str, chinese: str) -> Column:
    told = Accepted(f"{what}, at most {longest} characters", f"{chinese}，最多 {longest} 字")
    return Column(name, told, longest=longest)


def sheets() -> dict[str, tuple[Column, ...]]:
    """Every sheet with its columns, in the order of the template."""
    levels, categories = [str(v) for v in Level.values], [str(v) for v in Category.values]
    named = list(roles())
    return {
        ORGANS: (
            Column(CODE, _ORGAN_CODE),
            _text(NAME, 100, "the organ's name", "机关的名称"),
            Column(LEVEL, _choices(levels), values=tuple(levels)),
            Column(CATEGORY, _choices(categories), values=tuple(categories)),
            Column(PARENT, _OF_AN_ORGAN, required=False),
        ),
        POSTS: (
            Column(ORGAN_CODE, _OF_AN_ORGAN),
            Column(ROLE, _choices(named), values=tuple(named)),
            _text(TITLE, 100, "a title that the organ uses once", "机关里不重复的名称"),
        ),
        PEOPLE: (
            _text(USERNAME, 60, "the name to sign in with", "登录用的名称，一人一个"),
            _text(PERSON, 60, "the person's name", "本人的姓名"),
            Column(ORGAN_CODE, _OF_AN_ORGAN),
            Column(TITLE, Accepted("a post of that organ", "该机关的一个岗位")),
            Column(SINCE, _DAY),
            Column(UNTIL, _DAY, required=False),
        ),
    }  # fmt: skip
