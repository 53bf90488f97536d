"""Invented files that hold several works: gazettes without contents, annexed works, stories."""

from __future__ import annotations

from guiju.texts.parsing import parse

TWO = """某市人民政府关于做好甲工作的通知
某政发〔2020〕1号
各县人民政府：
一、甲。
某市人民政府
2020年1月3日
某市人民政府关于做好乙工作的
通知
发布时间：2020年1月9日
某政发〔2020〕2号
各县人民政府：
一、乙。
某市人民政府
2020年1月8日
"""

ANNEXED = """某市人民政府关于印发某甲管理办法和某乙管理办法的通知
某政发〔2020〕1号
各县人民政府：
现将《某甲管理办法》《某乙管理办法》印发给你们。
附件：1. 某甲管理办法
2. 某乙管理办法
某市人民政府
2020年1月3日
附件1
某甲管理办法
第一条 甲。
第二条 本办法自印发之日起施行。
附件2
某乙管理办法
第一条 乙。
第二条 丙。
第三条 本办法自2020年2月1日起施行。
"""

ORDER = """中华人民共和国主席令
第四十五号
《中华人民共和国甲乙法》已由某会议于2020年5月28日通过，现予公布，自2021年1月1日起施行。
中华人民共和国主席　张三
2020年5月28日
中华人民共和国甲乙法
（2020年5月28日某会议通过）
第一条 甲。
第二条 本法自2021年1月1日起施行。
"""

MIXED = (
    "".join(f"　　第{n}条　为了甲乙，制\n\n定本条例。\n\n" for n in "一二三四五六七")
    + "　　第八条　本条例自公布之日起施\n\n行。\n\n某省甲条例\n\n"
    + "（2021年3月1日某省人民代表大会常务委员会通过）\n\n"
    + "　　本报讯 记者张三 昨天，甲乙\n\n丙。\n\n上接第1版 丁戊己。\n"
)


def test_notices_follow_one_another_without_contents():
    told = [(one.title, one.number, one.date) for one in parse(TWO).documents]
    assert told == [
        ("某市人民政府关于做好甲工作的通知", "某政发〔2020〕1号", "2020-01-03"),
        ("某市人民政府关于做好乙工作的通知", "某政发〔2020〕2号", "2020-01-08"),
    ]


def test_each_announced_work_is_a_document():
    notice, first, second = parse(ANNEXED).documents
    assert (notice.issuer, notice.attachments) == ("某市人民政府", [])
    assert [(one.title, one.annex_of, one.effective) for one in (first, second)] == [
        ("某甲管理办法", "某政发〔2020〕1号", "2020-01-03"),
        ("某乙管理办法", "某政发〔2020〕1号", "2020-02-01"),
    ]
    assert ANNEXED[second.start :].startswith("附件2")


def test_order_with_the_law_that_it_promulgates():
    order, law = parse(ORDER).documents
    assert (order.kind, order.number, order.date) == (
        "令",
        "中华人民共和国主席令第四十五号",
        "2020-05-28",
    )
    assert (law.title, law.annex_of, law.effective) == (
        "中华人民共和国甲乙法",
        "中华人民共和国主席令第四十五号",
        "2021-01-01",
    )


def test_articles_among_stories_have_their_title_behind_them():
    parsed = parse(MIXED)
    (document,) = parsed.documents
    assert (document.title, document.date, len(document.provisions)) == (
        "某省甲条例",
        "2021-03-01",
        8,
    )
    assert [one.kind for one in parsed.leftovers] == ["story", "continuation"]


def test_articles_without_any_title_are_read():
    (document,) = parse("甲乙丙丁\n\n第一条 甲。\n\n第二条 乙。\n").documents
    assert [str(one.address) for one in document.provisions] == ["1/1", "2/1"]
