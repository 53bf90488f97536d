"""Measures: lengths, areas, volumes, weights, power, temperature, hours, ages."""

from __future__ import annotations

import re

from .figures import NUMBER, decimal, value_of
from .rules import Rule, Value

_UNITS = {
    "平方米": "平方米|平米|m²|m2|㎡",
    "平方公里": "平方公里|平方千米|km²|km2",
    "立方米": "立方米|m³|m3",
    "公顷": "公顷",
    "亩": "亩",
    "公里": "公里|千米|(?:km|KM)(?![a-z/])",
    "海里": "海里",
    "毫米": "毫米|mm",
    "厘米": "厘米|cm",
    "米": "米(?!饭|粉|面)",
    "毫升": "毫升|(?:ml|mL|ML)(?![A-Za-z])",
    "升": "升(?![级至到学降为高值温旗国入格任职压])|L(?![A-Za-z])",
    "毫克": "毫克|mg(?!/)",
    "千克": "千克|公斤|kg",
    "克": "克(?![服己])",
    "吨": "吨",
    "千瓦时": "千瓦时|度电",
    "兆瓦": "兆瓦",
    "千瓦": "千瓦|kW",
    "马力": "马力",
    "摄氏度": "摄氏度|℃",
    "分贝": "分贝",
    "小时": "个?小时",
    "分钟": "分钟",
    "秒": "秒钟?",
    "周": "周(?![年岁边期一二三四五六日])|个星期",
    "岁": "周岁|岁",
    "度": "度(?=[，。；、以])",
}
_NAMES = {f"unit_{place}": unit for place, unit in enumerate(_UNITS)}
_ALTERNATIVES = "|".join(
    f"(?P<unit_{place}>{pattern})" for place, pattern in enumerate(_UNITS.values())
)
_PATTERN = rf"(?P<measure>{NUMBER})[多余]?(?P<measured>[万亿])?(?:{_ALTERNATIVES})"


def _read(match: re.Match[str]) -> Value | None:
    unit = next(unit for name, unit in _NAMES.items() if match[name])
    factor = {"万": 10**4, "亿": 10**8, None: 1}[match["measured"]]
    return decimal(value_of(match["measure"]) * factor), unit


MEASURE = Rule("measure", _PATTERN, _read)
