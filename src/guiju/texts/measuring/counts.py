"""Counts with a measure word: 3名, 400人, 五辆, 两次, 一票."""

from __future__ import annotations

import re

from .figures import NUMBER, decimal, value_of
from .rules import Rule, Value

_WORDS = (
    "人次|批次|步(?!骤|行|入|伐)|款(?!项|式)|人(?!民|大|员|事|身|均|口|格|类|才|工|物|生|力|选|士|防|家|行)|名(?!单|称|义|录|誉|额|列)"
    "|个(?!月|工作日|小时|百分点|人(?!以)|别|体|星期|性|自信|意识|维护|确立|务必|坚持|全面|结合|统一|不变|一律)|辆|次(?!日|要|年|序)|件(?!套)|票(?!据|面|数)"
    "|份(?!额|子)|家(?!庭|长|属|禽|具|用|级)|户(?!籍|口|外|主)|所(?!有|在|需|得|属|称|以|列|谓|述|规|作|指|产)"
    "|位(?!置|于|列|居|数)|台(?!账|湾|风)|套(?!餐|用|取)|间(?!接|隔)|张(?!贴)|枚|座|艘|架(?!构)|头(?!衔)|只(?!要|有|能|是|限|需|得)"
    "|本(?!条|法|办|规|细|市|级|单|次|人|机|行|区|省|县|年|地|部|身|着|质|科|科)|册(?!子)|期(?!间|限|货|满|末)|届|批(?!准|复|评|次|发)|宗(?!教|旨)|起(?!草|诉|点|来|的)|笔(?!试|录)|例(?!如|外|会|行)|场(?!所|地)"
    "|支(?!部|付|出|持|行|队|撑|农)|条(?!例|件|款|规|文|约|第)|项(?!目)|处(?!理|罚|分|置|于|以(?![上下内])|室|长)|对(?=夫妇)|组(?!织|成|长)|组组|类(?!别|型)|种(?!类|植|子)|层|门(?!类|口)|副(?!本|主|职|省|市|县|厅|处|科|书|秘|部|校|院|组)|把|棵|株|匹|床|车次|班次|标段|班(?!子|级|组|长|车|会)"
)
_PATTERN = rf"(?P<count>{NUMBER})[多余]?(?P<counted>[万亿])?(?P<word>{_WORDS})"
_VAGUE = frozenset("个种类条项次对层门起处本期批组场步")


def _read(match: re.Match[str]) -> Value | None:
    """One of a thing in words (一个, 一种, 一项) is an article of speech and no count."""
    printed, word = match["count"], match["word"]
    if printed == "一" and word in _VAGUE:
        return None
    if _is_ordinal(match, printed, word):
        return None
    factor = {"万": 10**4, "亿": 10**8, None: 1}[match["counted"]]
    return decimal(value_of(printed) * factor), word


def _is_ordinal(match: re.Match[str], printed: str, word: str) -> bool:
    """十九届 and 公益二类 count nothing: 第 is left out."""
    if printed[0].isdigit():
        return False
    if word == "届":
        return len(printed) > 1
    return word == "类" and match.string[match.start() - 1 : match.start()] not in _COUNTS_CLASSES


_COUNTS_CLASSES = {"为", "成", "这", "有", "共", "下", "述", "列", "等", "于", "了"}
COUNT = Rule("count", _PATTERN, _read)
