"""Names of nobody, of characters whose strokes are known: for the demo's ballots."""

from __future__ import annotations

from collections.abc import Sequence

_SURNAMES = "韦黄覃陆农梁李陈莫蒙潘卢甘吴刘何罗邓唐"
_GIVEN = (
    *("望舒", "砚青", "听澜", "守拙", "知非", "若谷", "怀瑾", "景行", "行简", "云起", "松年"),
    *("鹤鸣", "秋实", "冬青", "澜", "抱朴", "闻溪", "牧野", "见山", "拾光", "千里", "恒"),
    *("采薇", "静姝", "思齐", "仰止", "临川", "望岳", "朝颜"),
)


def people(first: int, count: int) -> list[str]:
    """So many invented names from a number on; no two alike before number 551."""
    return [_name(number) for number in range(first, first + count)]


def _name(number: int) -> str:
    return _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number % len(_GIVEN)]


STAFF = people(0, 6)
"""Secretary, chief scrutineer, two scrutineers, two counters: no candidates."""
MEMBERS = [*people(20, 16), "陆春晖", "陆春晖（女）", *people(36, 26)]
"""Those who stand for the committee; of two of one name a note in brackets tells which."""
ALTERNATES = people(70, 10)
DISCIPLINE = people(90, 28)
OTHERS = people(130, 3)
"""Written in on a ballot."""


def votes(names: Sequence[str], most: int, step: int, last: Sequence[int]) -> dict[str, int]:
    """Votes for each: from the most down in equal steps, and the last ones as given."""
    falling = [most - step * place for place in range(len(names) - len(last))]
    return dict(zip(names, [*falling, *last], strict=True))
