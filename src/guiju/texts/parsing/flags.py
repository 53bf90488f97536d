"""What looks wrong in the print: dates, recognition errors, titles that the contents have else.

The printed wording stays; a flag carries the proposal and its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from . import contents
from .heads import Head
from .model import Dated, Document, Flag, Line

_TRADITIONAL = dict(
    zip(
        "員學爲為門們會長國發業東車書務無電開關馬魚鳥見貝頁風飛餘體聯機構價產縣區廣點萬與專農歲"
        "質費資財貨標準規範條權責總統計劃經濟環保護險養優營時間過還進運達適選際階隊階階陽陰陳"
        "實寶對導將應慶廳當畫盡監確積穩種稱稅級紀約紅納純紙結給絡絕統維綜綠線練續職聲腦臨興舉舊"
        "藥術補製複規視親觀計討訊訓記許設訪評詞試話該誤說課調談請論證識議變讓負責貧購貸貼賓賞賣"
        "賴贈軍輕載輔輪輸轉辦農這連週遲遠鄉醫釋針鋼錄錢鎮鐵鏈長閱隨雙難雲靈靜項順須預領頭題額類"
        "顯願飯館驗黨齊齡龍龜",
        "员学为为门们会长国发业东车书务无电开关马鱼鸟见贝页风飞余体联机构价产县区广点万与专农岁"
        "质费资财货标准规范条权责总统计划经济环保护险养优营时间过还进运达适选际阶队阶阶阳阴陈"
        "实宝对导将应庆厅当画尽监确积稳种称税级纪约红纳纯纸结给络绝统维综绿线练续职声脑临兴举旧"
        "药术补制复规视亲观计讨讯训记许设访评词试话该误说课调谈请论证识议变让负责贫购贷贴宾赏卖"
        "赖赠军轻载辅轮输转办农这连周迟远乡医释针钢录钱镇铁链长阅随双难云灵静项顺须预领头题额类"
        "显愿饭馆验党齐龄龙龟",
        strict=True,
    )
)
_TRADITIONAL = {a: b for a, b in _TRADITIONAL.items() if a != b}
_STRANGE = re.compile(f"[{''.join(_TRADITIONAL)}]")
_ENGLISH = re.compile(r"(?<=[\u4e00-\u9fff])[ ]?(and|or|the|of|in)[ ]?(?=[\u4e00-\u9fff])")
_WORDS = {"and": "和", "or": "或", "the": "", "of": "的", "in": "在"}
_FEW, _SOME = 4, 3
_AT_A_BREAK = "换行处文字重复"


def recognition(text: str, document: Document) -> Iterator[Flag]:
    """Traditional characters in a simplified text, and English words read for Chinese ones."""
    for start, end in document.parts:
        strange = list(_STRANGE.finditer(text, start, end))
        if len(strange) <= max(_SOME, (end - start) // 200):
            for match in strange:
                proposed = _TRADITIONAL[match.group()]
                reason = f"简体文本中出现繁体字“{match.group()}”"
                yield Flag("recognition", *match.span(), match.group(), proposed, reason)
        for match in _ENGLISH.finditer(text, start, end):
            word = match[1]
            reason = "汉字之间出现英文单词，疑为识别错误"
            yield Flag("recognition", *match.span(1), word, _WORDS[word], reason)


def doubled(lines: Sequence[Line]) -> Iterator[Flag]:
    """An organ that signs over two lines with its words printed twice at the break."""
    for one, other in pairwise(lines):
        for size in range(6, 1, -1):
            word = one.text[-size:]
            if len(word) == size and other.text.startswith(word):
                start, end = one.last - size, other.first + size
                more = other.text[size : size + 2]
                yield Flag(
                    "recognition", start, end + len(more), word * 2 + more, word + more, _AT_A_BREAK
                )
                break


def years(documents: list[Document]) -> None:
    """A day in the first weeks of a year that is printed with the year before."""
    days = [d.date for d in documents if d.date and not d.annex_of]
    if len(days) < _FEW:
        return
    year, times = Counter(day[:4] for day in days).most_common(1)[0]
    if 2 * times <= len(days):
        return
    for document in documents:
        for dated in document.dates:
            if dated.date == document.date and _last_year(dated, year):
                proposed = year + dated.date[4:]
                reason = f"同一汇编中其他文件均为{year}年，年份疑为上年之误"
                printed = f"{int(dated.date[:4])}年{int(dated.date[5:7])}月{int(dated.date[8:])}日"
                flag = Flag("date", dated.start, dated.end, printed, proposed, reason)
                document.flags.append(flag)


def _last_year(dated: Dated, year: str) -> bool:
    return (
        dated.role == "signed"
        and int(dated.date[:4]) == int(year) - 1
        and dated.date[5:7] in ("01", "02", "03")
    )


def listed(document: Document, head: Head, lines: Sequence[Line]) -> None:
    """A title or a number that the contents print otherwise."""
    entry = head.listed
    if entry is None:
        return
    above = [line for line in lines[head.begin : head.body] if line.text]
    start, end = above[0].first, above[-1].last
    if contents.bare(entry.title) != contents.bare(head.title):
        reason = f"目录中的标题为“{entry.title}”，与正文标题不一致"
        flag = Flag("contents", start, end, entry.title, head.title, reason)
        document.flags.append(flag)
    number = contents.bare(entry.number or "")
    if document.number and "号" in number and number != contents.bare(document.number):
        reason = f"目录中的文号为“{number}”，与正文文号不一致"
        document.flags.append(Flag("contents", start, end, number, document.number, reason))
