"""Invented official texts, and how tests take them in."""

from guiju.ledger.services import Actor
from guiju.library.official.importing import Imported, read_in, receive

PARKS = """甲市公园管理办法
（2020年3月1日甲市人民政府令第5号公布　自2020年4月1日起施行）
第一章　总　则
第一条　为了管理公园，制定本办法。
第二条　本办法所称公园，包括下列各类：
（一）综合公园；
（二）社区公园。
第二章　管　理
第三条　公园每日开放不少于12小时。依照本办法第二条第一款第（二）项设立的，可以另定。
第四条　申请应当自受理之日起10个工作日内答复，费用不得超过500元。
第五条　本办法自2020年4月1日起施行。
"""
PARKS_LATER = (
    PARKS.replace("2020年4月1日", "2024年5月1日")
    .replace("2020年3月1日", "2024年4月2日")
    .replace("500元", "300元")
)
FEES = """甲市公园收费规定
（2021年2月1日甲市人民政府公布　自2021年3月1日起施行）
第一条　为了规范公园收费，根据《甲市公园管理办法》第四条和《乙省游园条例》第九条，制定本规定。
第二条　收费标准见《甲市公园管理办法》第四条第一款、第九十条。
第三条　本规定自2021年3月1日起施行。
"""
ACTOR = Actor("林某", "甲市档案馆 馆员")


def take_in(text: str, name: str = "a.txt") -> Imported:
    """Import a text as a file in UTF-8."""
    content = text.encode("utf-8")
    return read_in(receive(content=content, name=name, actor=ACTOR), actor=ACTOR)
