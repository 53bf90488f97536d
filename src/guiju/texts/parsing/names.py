"""What a document is called: its title, kind 文种, number 文号, issuer and addressees."""

from __future__ import annotations

import re

_N = "[0-9０-９]"
TITLED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
"""A title in its brackets, another one in it or not."""
NUMBER_LINE = re.compile(
    rf"[(（]?[\u4e00-\u9fff]{{1,16}}\s*(?:字|办|发|规|函|令|公告|通告)?\s*"
    rf"[〔\[【（(﹝［]\s*{_N}{{4}}\s*[〕\]】）)﹞］]\s*第?\s*{_N}{{1,5}}\s*号[)）]?"
    rf"|(?:[\u4e00-\u9fff]{{2,24}}(?:令|公告)|第?[\u4e00-\u9fff]{{0,12}}令)\s*(?:第\s*[{_N[1:-1]}〇零一二三四五六七八九十百]{{1,6}}\s*号)"
)
ORDER = re.compile(
    rf"(?P<organ>(?:中华人民共和国)?[\u4e00-\u9fff、]{{2,40}}?)令\s*"
    rf"[（(〔\[]?(?:\d{{4}}年?)?[）)〕\]]?\s*第\s*(?P<number>{_N}{{1,5}}|[〇零一二三四五六七八九十百]{{1,6}})\s*号"
)
_KINDS = (
    "实施细则",
    *("细则", "条例", "规定", "办法", "规则", "解释", "通知", "意见", "决定", "公告", "通告"),
    *("通报", "批复", "决议", "命令", "议案", "报告", "请示", "纪要", "公报", "修正案", "方案"),
    *("措施", "规划", "计划", "标准", "规范", "章程", "准则", "讲话", "名单", "规程", "制度"),
    *("纲要", "指南", "指引", "目录", "要点", "公约", "守则", "预案", "通则", "细目", "答复"),
    *("批准书", "协定", "复函", "函", "令", "法典", "宪法", "法", "编", "总则", "暂行规定"),
)
_NOTE = re.compile(r"[（(][^（）()]{1,20}[）)]$")
_BY_LENGTH = sorted(_KINDS, key=len, reverse=True)
_ANY = tuple(_BY_LENGTH)
_SENTENCE = re.compile(r"[。；：？！，]|[:;]$")
_PAGE = re.compile(r"\||星期[一二三四五六日天]|第\s*\d+\s*[版期页]|\d+月\d+日")
_PERSON = re.compile(
    r"(?:县长|市长|省长|区长|州长|主席|主任|总理|部长|局长|院长|检察长|署长)\s*\S"
    r"|[\u4e00-\u9fff]{2,12}(?:主席|总理|市长|省长|区长|州长|县长|部长)\s+\S"
)
_ORGAN = re.compile(
    "(?:政府|委员会|办公室|办公厅|人大|大会|法院|检察院|部|局|厅|署|院|会|指挥部|公司|处|司|中心|联合会|总局|党组|小组|行|协会|[省市县区州]委|党委|党工委)$"
)


def kind_of(title: str) -> str | None:
    """The kind of document that a title ends with: 通知, 办法, 法 …; 细则 for 实施细则."""
    bare = title.rstrip()
    while note := _NOTE.search(bare):
        bare = bare[: note.start()].rstrip()
    ends = bare.endswith(_ANY)
    kind = next((kind for kind in _BY_LENGTH if bare.endswith(kind)), None) if ends else None
    if kind == "实施细则":
        return "细则"
    return "任免" if kind is None and "任免" in bare[-6:] else kind


def is_title(words: str) -> bool:
    """Whether a line can be a title: it names a kind of document and is no sentence."""
    return (
        3 < len(words) < 120
        and "|" not in words
        and kind_of(words) is not None
        and _SENTENCE.search(words) is None
    )


def can_begin_title(words: str) -> bool:
    """Whether a line can be the first part of a title that runs over lines."""
    if 1 < len(words) < 4 and kind_of(words):
        return True
    if not 2 < len(words) < 80 or words[0].isdigit() or _PAGE.search(words):
        return False
    return _SENTENCE.search(words) is None


def issuer_in(title: str) -> str | None:
    """The organ that a title begins with: 崇左市人民政府 关于 …."""
    match = re.match(r"(.{2,60}?)(?:关于|任免|令$|公告$)", title)
    if match is None:
        return None
    organ = match[1].strip()
    return organ if _ORGAN.search(organ) else None


def is_organ(words: str) -> bool:
    """Whether a line can be the organ that signs."""
    bare = re.sub(r"\s+", "", words)
    return 2 < len(bare) < 45 and not _SENTENCE.search(bare) and bool(_ORGAN.search(bare))


def is_signer(words: str) -> bool:
    """Whether a line is a person who signs an order: 县长 张三."""
    return len(words) < 20 and _PERSON.match(words) is not None


def announces(title: str) -> bool:
    """Whether a title speaks of another text that is printed behind the notice."""
    return kind_of(title) in ("令", "公告") or bool(
        re.search("印发|转发|公布|发布|下发|颁发|颁布", title)
    )


def is_address(words: str) -> bool:
    """Whether a line ending in a colon names those that a document goes to."""
    if words[-1:] not in "：:" or len(words) > 300:
        return False
    if re.search("如下|通知|决定|规定|意见|以下|强调|要求|指出|部署|措施|。", words):
        return False
    return bool(re.search("^各|[，、]各|局|厅|委|府|院|校|公司|指挥部|们|单位|办公室", words))
