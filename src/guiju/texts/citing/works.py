"""How a citation names a work: 《…》, a short name, 本条例, or a document number 文号."""

from __future__ import annotations

import re

from .runs import PLACE

_OPEN, _CLOSE = "〔\\[【（﹝(", "〕\\]】）﹞)"
_FIGURES = "[0-9０-９]"
_SHORT_KINDS = "法典|法|条例|章程|党章|宪法|细则|规定|办法|规则|解释|决定|修正案"
_KINDS = (
    "法典|法|条例|实施细则|细则|办法|规定|规则|决定|解释|规范|章程|准则|意见|通知|方案|措施"
    "|标准|规程|纲要|修正案|制度|公约|协定|守则|指引|指南"
)
TITLE = re.compile(
    r"《(?P<title>(?:[^《》]|《[^《》]*》){1,200})》"
    rf"(?P<note>[（(][^（）()《》]{{0,40}}?(?:年|号)[^（）()《》]{{0,24}}[）)]|[（(][^（）()《》]{{0,20}}[{_OPEN}]{_FIGURES}{{4}}[{_CLOSE}][^（）()《》]{{0,12}}号[）)])?"
)
SELF = re.compile(
    rf"本(?:实施)?(?:暂行)?(?:{_KINDS})(?![院人律制官庭定学国师警医规])(?=(?:中|的)?{PLACE})"
)
NUMBER = re.compile(
    rf"(?P<word>[\u4e00-\u9fff]{{1,14}})\s?[{_OPEN}]\s?(?P<year>{_FIGURES}{{4}})\s?[{_CLOSE}]"
    rf"\s?第?\s?(?P<number>{_FIGURES}{{1,5}})\s?号"
)
SHORT = re.compile(rf"(?P<name>[\u4e00-\u9fff（）]{{0,24}}(?:{_SHORT_KINDS}))(?={PLACE})")
DECLARED = re.compile(
    r"《(?P<title>[^《》]{2,80})》(?:[（(][^（）]{0,40}[）)])?"
    r"[（(](?:以下|下)?(?:统一)?(?:简称|统称|称)[:：为]?[《“\"]?(?P<short>[^《》”\"（）()]{1,30})[》”\"]?[）)]"
)
_STOPS = re.compile(
    "认定为|视为|作为|是指|应当|可以|不得|定罪处罚|依照|按照|根据|依据|违反|构成|同时|符合|属于|适用|参照|比照|遵照|执行|落实|贯彻|转发|印发|同意"
    "|或者|以及|并且|关于|既是|触犯|还应|由于|规定的|所列|均按|仍按|严格|包括|不受|超出|经过|有权|没有"
    "|[、，。；：“”‘’（《》的犯按依与及或经即见原是系除]|(?<!共)和(?!国)"
    "|^[以对由将在因为有据照]"
)
_NO_WORKS = re.compile("(?:合同|协议|契约|招标|方法|书)$")
_FORMS = re.compile("(?:证|表|卡|单|日报|晚报|早报|周刊|书|曲|歌|照|册|台账)$")


def bare_number(match: re.Match[str]) -> tuple[str, int]:
    """崇政办发〔2020〕1号 in its usual form, and where its word begins in the text."""
    word = match["word"]
    begin = max((m.end() for m in _STOPS.finditer(word)), default=0)
    year, number = (_ascii(match[name]) for name in ("year", "number"))
    return f"{word[begin:]}〔{year}〕{number}号", match.start("word") + begin


def number_in(note: str) -> str | None:
    """The document number in a note behind a title; None for a note of another kind."""
    match = NUMBER.search(note)
    return bare_number(match)[0] if match else None


def short_name(name: str) -> str | None:
    """A short name without what leads to it: 以行政处罚法 is 行政处罚法; None for no work."""
    begin = max((m.end() for m in _STOPS.finditer(name)), default=0)
    bare = name[begin:]
    if not bare or _NO_WORKS.search(bare) or bare in _KINDS.split("|"):
        return None
    return bare


def is_work(title: str) -> bool:
    """Whether what stands in 《》 alone can be a work: no form, certificate or newspaper."""
    return not _FORMS.search(title)


def plain(title: str) -> str:
    """A title as it is compared: without white space, 中华人民共和国 and brackets."""
    bare = re.sub(r"\s+", "", title).translate(_PLAIN)
    return bare.removeprefix("中华人民共和国")


_PLAIN = str.maketrans(dict.fromkeys("《》〈〉“”") | dict(zip("()", "（）", strict=True)))


def _ascii(figures: str) -> str:
    return figures.translate({ord("０") + n: str(n) for n in range(10)})
