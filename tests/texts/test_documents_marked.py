"""Invented documents under marks of Markdown and HTML, on red heads, made to take long."""

from __future__ import annotations

import time

import pytest

from guiju.texts.citing import citations
from guiju.texts.parsing import gaps, parse

PAGE = """<!DOCTYPE html><html><head><title>甲</title></head><body>
<h1>某市甲管理办法</h1>
<p>（2020年5月1日某市人民政府令第12号公布&nbsp;自2020年6月1日起施行）</p>
<p><strong>第一条</strong>&nbsp;&nbsp;为了&ldquo;甲&rdquo;，根据<a href="#">《甲法》</a>
第三条，制定本办法。</p>
<SCRIPT>var a = "<p>第二条 乙。</p>";</SCRIPT>
<p>第二条 本办法自2020年6月1日起施行。</p></body></html>"""

NOTICE = """某市人民政府文件
某政发〔2020〕5号

某市人民政府
关于印发某市甲管理办法的通知

各县（区）人民政府，市直各部门：
现将《某市甲管理办法》印发给你们，请遵照执行。
某市人民政府
2020年5月6日
（此件公开发布）

某市甲管理办法

第一条 为了甲，制定本办法。
第二条 本办法自印发之日起施行。
"""

ARTICLES = {
    "bold": "# 某办法\n\n**第一条** 甲。\n\n**第二条** 乙。\n",
    "entities": "# 某办法\n\n第一条&nbsp;甲。\n\n第二条&nbsp;&nbsp;乙。\n",
    "quoted head": "# 某办法\n\n> 2020年1月1日 某省人民政府令第3号公布\n\n"
    "第一条 甲。\n\n第二条 乙。\n",
}

LONG = {
    "comments": "<!--" * 60_000,
    "scripts": "<p>" + "<script>" * 30_000,
    "heads": "<html>" + "<head " * 40_000,
    "stars": "**甲" * 80_000,
    "contents": "目录\n"
    + "".join(f"关于甲{n}的通知……（{n}）\n" for n in range(6_000))
    + "".join(f"关于甲{n}的通知\n\n正文。\n\n" for n in range(6_000)),
    "twice": "# 某办法\n\n第一条 甲。\n\n第二条 "
    + "".join(f"{chr(0x4E00 + n)}甲乙{chr(0x4E00 + n)}甲丙。" for n in range(20_000)),
}


def test_page_of_a_site_keeps_its_places():
    parsed = parse(PAGE)
    (document,) = parsed.documents
    assert (document.title, document.date, document.effective) == (
        "某市甲管理办法",
        "2020-05-01",
        "2020-06-01",
    )
    assert [one.text for one in document.provisions] == [
        "为了“甲”，根据《甲法》第三条，制定本办法。",
        "本办法自2020年6月1日起施行。",
    ]
    assert (len(parsed.text), gaps(parsed)) == (len(PAGE), [])
    cited = citations(parsed)[0]
    assert PAGE[cited.start : cited.end] == "《甲法》</a>\n第三条"


def test_red_head_has_its_number_above_the_title():
    notice, work = parse(NOTICE).documents
    assert (notice.title, notice.number, notice.start) == (
        "某市人民政府关于印发某市甲管理办法的通知",
        "某政发〔2020〕5号",
        0,
    )
    assert notice.addressees == "各县（区）人民政府，市直各部门"
    assert (work.title, work.annex_of, work.effective) == (
        "某市甲管理办法",
        "某政发〔2020〕5号",
        "2020-05-06",
    )
    assert [str(one.address) for one in work.provisions] == ["1/1", "2/1"]


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_articles_under_marks(text):
    (document,) = parse(text).documents
    told = [(str(one.address), one.text) for one in document.provisions]
    assert told == [("1/1", "甲。"), ("2/1", "乙。")]


def test_order_above_a_law_is_its_number():
    (document,) = parse(ARTICLES["quoted head"]).documents
    assert (document.number, document.issuer) == ("某省人民政府令第3号", "某省人民政府")


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_time_grows_with_length_only(text):
    """Each took minutes, or many times as long, when something was sought once for every mark."""
    begin = time.process_time()
    assert gaps(parse(text)) == []
    assert time.process_time() - begin < 10


def test_several_works_in_one_file_of_markdown() -> None:
    """Each begins with its heading; the dates below it are no running head."""
    head = "# 渡{n}条例\n\n20{n}年3月1日 青石县人民政府令第{n}号公布\n\n"
    one = f"{head}第一条 渡船登记。\n\n第二条 施行。\n"
    found = parse("\n".join(one.format(n=n) for n in range(10, 15))).documents
    assert [(d.title, d.date, len(d.provisions)) for d in found] == [
        (f"渡{n}条例", f"20{n}-03-01", 2) for n in range(10, 15)
    ]
