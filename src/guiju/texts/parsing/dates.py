"""Printed dates, the roles that the words beside them give, and the date of effect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from ..numerals import number_of
from .model import Dated, Provision, Role
from .names import TITLED

_C = "[〇零○Ｏ一二三四五六七八九十]"
DAY = re.compile(
    rf"(?P<year>[12][0-9]{{3}}|[１２][０-９]{{3}}|[一二]{_C}{{3}})\s*年\s*"
    rf"(?P<month>[0-9０-９]{{1,2}}|{_C}{{1,2}})\s*月\s*(?P<day>[0-9０-９]{{1,2}}|{_C}{{1,3}})\s*日"
)
_ALONE = re.compile(rf"[（(]?\s*{DAY.pattern}\s*[）)]?")
_ROLES: tuple[tuple[str, Role], ...] = (
    ("修正|修订|修改|增补", "amended"),
    ("起施行|起实施|起执行|生效|施行$|实施$", "effective"),
    ("公布|发布|颁布|颁发|印发|令第|令〔|公告第|公告$", "promulgated"),
    ("批准|核准", "approved"),
    ("通过|议定|审议|决定|会议", "adopted"),
)
_BY_ORDER = re.compile(r"令\s*第|(?:修订|修正)[^，。；]{0,4}(?:公布|发布)")
_FROM_A_DAY = re.compile(rf"(?:自|从)\s*{DAY.pattern}\s*起\s*(?:正式)?(?:施行|实施|执行|生效|试行)")
_FROM_NOW = re.compile(
    "(?:自|从)(?:公布|发布|印发|颁布|下发|发文|通过|批准|签发)(?:之|当)?日起"
    "(?:(?P<after>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>日|天|个月)后)?"
    "(?:[^。，；]{0,4})(?:施行|实施|执行|生效|试行)"
)


def iso(match: re.Match[str]) -> str | None:
    """The day that ``DAY`` matched, in ISO form; None where the calendar has none such."""
    try:
        year, month, day = (number_of(match[name]) for name in ("year", "month", "day"))
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def alone(words: str) -> re.Match[str] | None:
    """A day that stands alone on its line, in brackets or not."""
    return _ALONE.fullmatch(words)


def dated(words: str, first: int, role: Role | None = None) -> Iterable[Dated]:
    """The days in a line whose first character stands at ``first``, each with its role.

    What is said of a day stands between it and the next; without a word of a role it is left out.
    """
    found = list(DAY.finditer(words))
    for place, match in enumerate(found):
        behind = found[place + 1].start() if place + 1 < len(found) else len(words)
        day = iso(match)
        between = words[match.end() : behind]
        said = role or role_of(between)
        if day and said:
            yield Dated(said, day, first + match.start(), first + match.end())
            if said == "amended" and _BY_ORDER.search(TITLED.sub("", between)):
                yield Dated("promulgated", day, first + match.start(), first + match.end())


def role_of(words: str) -> Role | None:
    """The role that the words behind a day give it; titles in 《》 say nothing of it."""
    bare = TITLED.sub("", words).strip(" \u3000）)，；。")
    return next((role for pattern, role in _ROLES if re.search(pattern, bare)), None)


def principal(dates: Sequence[Dated]) -> str | None:
    """The date of a document: signed, last promulgated, else the last adopted or amended."""
    for roles in ({"promulgated"}, {"signed"}, {"adopted", "approved", "amended"}):
        days = [d.date for d in dates if d.role in roles]
        if days:
            return max(days)
    return None


def effect(provisions: Sequence[Provision], dates: Sequence[Dated]) -> str | None:
    """The date of effect: as its closing article says, else as it is printed above."""
    for provision in reversed(provisions[-12:]):
        text = provision.text
        if match := _FROM_A_DAY.search(text):
            return iso(match)
        if match := _FROM_NOW.search(text):
            return _later(promulgated(dates), match)
    printed = [d.date for d in dates if d.role == "effective"]
    return printed[-1] if printed else None


def promulgated(dates: Sequence[Dated]) -> str | None:
    """The day from which 自公布之日起 counts."""
    for role in ("promulgated", "signed", "adopted", "approved"):
        days = [d.date for d in dates if d.role == role]
        if days:
            return max(days)
    return principal(dates)


def _later(day: str | None, match: re.Match[str]) -> str | None:
    if day is None or not match["after"]:
        return day
    count = number_of(match["after"])
    begin = date.fromisoformat(day)
    if match["unit"] == "个月":
        month = begin.month - 1 + count
        year, month = begin.year + month // 12, month % 12 + 1
        for last in (begin.day, 30, 29, 28):
            try:
                return date(year, month, last).isoformat()
            except ValueError:
                continue
    return (begin + timedelta(days=count)).isoformat()
