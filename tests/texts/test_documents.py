"""Files cut into documents: gazettes, orders, pages of a paper, pages of a site; all invented."""

import pytest

from guiju.texts.parsing import Document, parse

GAZETTE = """青石县人民政府公报

2021年第2号（总第18号）

目    录

青石县人民政府关于做好渡口安全工作的通知（青政发〔2021〕3号）\t(1)
青石县人民政府关于修改《渡船管理办法》的决定（青石县人民政府令第15号）\t(3)
青石县人民政府办公室关于印发渡口应急办法的通知（青政办发〔2021〕7号）\t(5)

- 1 -

青石县人民政府
关于做好渡口安全工作的通知
青政发〔2021〕3号

各乡镇人民政府，县直各单位：
为做好渡口安全工作，现就有关事项通知如下：
一、落实责任
各乡镇要落实责任。

青石县人民政府
2021年3月2日

- 2 -

青石县人民政府令
第15号

《青石县人民政府关于修改〈渡船管理办法〉的决定》已经县人民政府通过，自公布之日起施行。

县长  张 三
2021年3月8日

青石县人民政府关于修改《渡船管理办法》的决定

青石县人民政府决定对《渡船管理办法》作如下修改：
一、将第三条修改为：“渡船应当每年检验一次。”
二、删去第五条第二款。
本决定自公布之日起施行。

- 3 -

青石县人民政府办公室关于印发渡口应急办法的通知
青政办发〔2021〕7号

各乡镇人民政府：
现将《渡口应急办法》印发给你们，请认真组织实施。

青石县人民政府办公室
2021年3月20日

渡口应急办法

第一条　为做好应急工作，制定本办法。
第二条　本办法自印发之日起施行。
"""


def documents(text: str) -> list[Document]:
    """The documents of a text."""
    return parse(text).documents


def test_a_gazette_with_running_page_numbers() -> None:
    parsed = parse(GAZETTE)
    told = [(d.title, d.number, d.annex_of, d.date) for d in parsed.documents]
    assert told == [
        ("青石县人民政府关于做好渡口安全工作的通知", "青政发〔2021〕3号", None, "2021-03-02"),
        ("青石县人民政府令", "青石县人民政府令第15号", None, "2021-03-08"),
        (
            "青石县人民政府关于修改《渡船管理办法》的决定",
            *(None, "青石县人民政府令第15号", "2021-03-08"),
        ),
        (
            "青石县人民政府办公室关于印发渡口应急办法的通知",
            *("青政办发〔2021〕7号", None, "2021-03-20"),
        ),
        ("渡口应急办法", None, "青政办发〔2021〕7号", "2021-03-20"),
    ]
    kinds = [one.kind for one in parsed.leftovers if parsed.text[one.start : one.end].strip()]
    assert kinds == ["cover", "contents", "page head", "page head", "page head"]


def test_addressees_issuer_and_effect_of_a_gazette() -> None:
    found = documents(GAZETTE)
    assert [d.addressees for d in found if d.addressees] == [
        "各乡镇人民政府，县直各单位",
        "各乡镇人民政府",
    ]
    assert [d.issuer for d in found] == [
        *("青石县人民政府", "青石县人民政府", "青石县人民政府"),
        *("青石县人民政府办公室", "青石县人民政府办公室"),
    ]
    assert found[4].effective == "2021-03-20"


def test_a_title_that_the_contents_print_otherwise_is_flagged() -> None:
    text = GAZETTE.replace("渡口安全工作的通知（", "渡口和安全工作的通知（")
    flags = documents(text)[0].flags
    assert [(f.kind, f.proposed) for f in flags] == [
        ("contents", "青石县人民政府关于做好渡口安全工作的通知")
    ]


def test_a_page_of_a_site() -> None:
    body = "".join(f"<p>第{n}条&nbsp;渡船应当{n}次登记。</p>" for n in "一二三")
    text = (
        "<!DOCTYPE html><html><head><title>渡船</title></head><body><div>首页 | 公报</div>"
        f"<h1>青石县渡船管理办法</h1><p>（2019年3月1日青石县人民政府令第12号公布）</p>{body}"
        "</body></html>"
    )
    (document,) = documents(text)
    assert (document.title, document.date) == ("青石县渡船管理办法", "2019-03-01")
    assert [str(p.address) for p in document.provisions] == ["1/1", "2/1", "3/1"]
    first = document.provisions[0]
    assert text[first.start : first.end].startswith("第一条&nbsp;渡船")


LAW = """中华人民共和国渡船法

（2010年6月25日第十一届全国人民代表大会常务委员会第十五次会议通过　2018年10月26日修正）

目录

第一章　总则
第二章　附则

第一章　总则

　　第一条　为了管好渡船，制定本法。
　　前款所称渡船，不含快艇。

第二章　附则

　　第二条　本法自2010年10月1日起施行。
"""


def test_a_law_with_its_own_list_of_chapters() -> None:
    parsed = parse(LAW)
    (document,) = parsed.documents
    assert [(d.role, d.date) for d in document.dates] == [
        ("adopted", "2010-06-25"),
        ("amended", "2018-10-26"),
    ]
    assert (document.date, document.effective) == ("2018-10-26", "2010-10-01")
    assert [(str(p.address), p.chapter) for p in document.provisions] == [
        ("1/1", "第一章 总则"),
        ("1/2", "第一章 总则"),
        ("2/1", "第二章 附则"),
    ]
    assert [one.kind for one in parsed.leftovers] == ["contents"]


PAPER = """青石日报 2021年3月9日 星期二

第一条 为了管好渡船，保障乘客
安全，制定本条例。

第二条 本条例所称渡船，是指用
于客运的船舶。

第三条 渡船应当登记。登记机关应
当在五日内办结。

第四条 违反第三条的，处二百元以
下罚款。

第五条 本条例自2021年5月1日起施
行。

青石县渡船管理条例

（2021年1月20日青石县人民代表大会通过
2021年3月1日批准）

本报讯 （记者 李四）昨日，全县渡口
安全工作会议召开。会议要求，各乡镇
要落实责任，加强检查，确保安全。
上接第一版 与会人员参观了青石渡口，
听取了船员代表的发言，并观看了演练。
"""


def test_a_page_of_a_paper_whose_title_stands_behind_the_text() -> None:
    parsed = parse(PAPER)
    (document,) = parsed.documents
    assert document.title == "青石县渡船管理条例"
    assert [(d.role, d.date) for d in document.dates] == [
        ("adopted", "2021-01-20"),
        ("approved", "2021-03-01"),
    ]
    assert [p.text for p in document.provisions][:2] == [
        "为了管好渡船，保障乘客安全，制定本条例。",
        "本条例所称渡船，是指用于客运的船舶。",
    ]
    assert [one.kind for one in parsed.leftovers if PAPER[one.start : one.end].strip()] == [
        *("page head", "story", "continuation")
    ]
    assert len(document.parts) == 2


@pytest.mark.parametrize(
    ("closing", "effective"),
    [
        ("本办法自公布之日起施行。", "2019-03-01"),
        ("本办法自2019年5月1日起施行。", "2019-05-01"),
        ("本办法自公布之日起30日后施行。", "2019-03-31"),
        ("本办法自公布之日起三个月后施行。", "2019-06-01"),
        ("本办法由县交通局解释。", None),
    ],
)
def test_the_date_of_effect_is_worked_out_from_the_closing_article(
    closing: str, effective: str | None
) -> None:
    head = "# 渡船办法\n\n2019年3月1日 青石县人民政府令第12号公布\n\n"
    (document,) = documents(f"{head}第一条 渡船应当登记。\n\n第二条 {closing}\n")
    assert document.effective == effective
    assert document.number == "青石县人民政府令第12号"


def test_what_is_no_document_is_left_over_whole() -> None:
    parsed = parse("今天天气很好。\n\n我们去渡口看船。\n")
    assert parsed.documents == []
    assert [(one.kind, one.start, one.end) for one in parsed.leftovers] == [("other", 0, 18)]


def test_a_day_of_the_year_before_among_many_is_flagged() -> None:
    notices = "\n".join(
        f"青石县人民政府关于渡口第{n}号标志的通知\n\n青政发〔2021〕{n}号\n\n各乡镇人民政府：\n\n"
        f"现将渡口标志设好。\n\n青石县人民政府\n\n{2020 if n == 2 else 2021}年1月{n}日\n"
        for n in range(1, 6)
    )
    flags = [(f.kind, f.printed, f.proposed) for d in documents(notices) for f in d.flags]
    assert flags == [("date", "2020年1月2日", "2021-01-02")]


def test_a_story_between_two_articles_is_cut_out_of_the_regulation() -> None:
    story = "本报讯 （记者 王五）昨日，县里召\n开会议，部署渡口检查。\n\n"
    text = PAPER.replace("第三条 渡船应当登记", f"{story}第三条 渡船应当登记")
    parsed = parse(text)
    (document,) = parsed.documents
    assert [p.text for p in document.provisions] == [
        p.text for p in parse(PAPER).documents[0].provisions
    ]
    assert len(document.parts) == 3
    inside = [o for o in parsed.leftovers if document.start < o.start and o.end < document.end]
    assert "王五" in "".join(text[o.start : o.end] for o in inside if o.kind == "story")
