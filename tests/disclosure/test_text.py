"""What goes into a document comes out of the PDF and the DOCX: every character, in its order."""

import random
from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.disclosure.documents import Attachment, Heading, Paragraph, Table, to_docx, to_pdf

from .conftest import document, expected, squeezed, text_of, whole

pytestmark = pytest.mark.usefixtures("chinese")

NASTY = [
    '#strong[甲] #import "x.typ" #panic(1) #(1+1) #read("/etc/passwd")',
    "$x^2$ *粗* _斜_ `raw` ```block``` <label> @reference \\ \\u{41} \\n ~ -- --- ...",
    "= 标题 // 注释 /* 注释 */ https://example.org [方括号] {花括号} \"引号\" 'x'",
    "{{ x }} {% y %} ${z} %s & &amp; <w:p> ]]> <!-- --> \u201c引\u201d ‘号’ …… —— ·",
    'C:\\目录\\文件 \\\\ \\" 100% 5*3=15 a_b_c ^上标^ #0 #[x] #{y}',
]


def word_text(content: bytes) -> str:
    """What stands in a DOCX, tables in their place, without blanks."""
    body = docx.Document(BytesIO(content)).element.body
    return squeezed("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))


@pytest.mark.parametrize("nasty", NASTY)
def test_no_text_is_markup(nasty: str) -> None:
    made = document(
        Heading(1, nasty),
        Paragraph(nasty),
        Table([nasty], [[nasty]], nasty),
        addressees=[nasty],
        title=nasty[:60],
        note=nasty,
        copies=[nasty],
        attachments=[Attachment(nasty, [Paragraph(nasty)])],
    )
    for text in (text_of(to_pdf(made).content), word_text(to_docx(made))):
        assert text.count(squeezed(nasty)) == 11 + (len(nasty) <= 60)


def test_everything_stands_in_the_pdf_and_in_the_docx_in_its_order() -> None:
    made = document(
        Paragraph("根据有关规定，现将核对情况通知如下。"),
        Heading(1, "发现的问题"),
        Heading(2, "价格"),
        Heading(3, "甲车。", "价格为190000.00元。"),
        Heading(4, "乙车"),
        Heading(2, "排气量"),
        Heading(1, "要求"),
        Heading(2, "限期整改"),
        Table(["车辆", "条款"], [["桂F00001", "第七条"], ["", "第八条"]], "明细"),
        number="演机管〔2026〕12号",
        addressees=["甲局", "乙局"],
        note="联系人：演示甲",
        copies=["丙局"],
        secrecy="秘密★1年",
        urgency="特急",
    )
    told = expected(
        "秘密★1年特急演示市机关事务管理局演机管〔2026〕12号关于核对公务用车台账的通知",
        "甲局、乙局：根据有关规定，现将核对情况通知如下。",
        "一、发现的问题（一）价格1.甲车。价格为190000.00元。（1）乙车（二）排气量",
        "二、要求（一）限期整改明细车辆条款桂F00001第七条第八条",
        "依据：演示办发〔2026〕1号第七条第一款。演示市机关事务管理局2026年3月1日",
        "（联系人：演示甲）抄送：丙局。",
    )
    assert text_of(to_pdf(made).content) == told
    assert word_text(to_docx(made)) == told


def test_a_list_of_two_thousand_characters_of_addressees_is_set_whole() -> None:
    names = [f"演示第{n}中心小学校（虚构）" for n in range(160)]
    made = document(addressees=names)
    told = whole("、".join(names) + "：请按要求办理。")
    assert len("、".join(names)) > 2000
    assert text_of(to_pdf(made).content) == told
    assert word_text(to_docx(made)) == told


def test_rare_characters_of_names_come_back() -> None:
    made = document(Paragraph("镕堃喆𬭸䶮㵄犇淼邨翀頔昇"))
    assert text_of(to_pdf(made).content) == whole("镕堃喆𬭸䶮㵄犇淼邨翀頔昇")


def test_the_whole_common_repertoire_comes_back() -> None:
    """The characters of GB 2312, in an order of chance."""
    repertoire = [
        bytes([row, column]).decode("gb2312")
        for row in range(0xB0, 0xF8)
        for column in range(0xA1, 0xFF)
        if not (row == 0xD7 and column > 0xF9)
    ]
    random.Random(1).shuffle(repertoire)
    assert len(repertoire) == 6763
    text = "".join(repertoire)
    assert text_of(to_pdf(document(Paragraph(text))).content) == whole(text)


TEXT = st.text(
    st.sampled_from(
        "国规矩照章办事，。；：、“”（）《》—…·0123456789.%/-+=#$*_\\@<>`~^&[]{}|'\" AbZ〔〕"
    ),
    min_size=1,
    max_size=120,
).filter(lambda text: bool(text.strip()))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXT)
def test_any_text_comes_back(text: str) -> None:
    made = document(Paragraph(text), Table(["列"], [[text]]))
    told = whole(expected(text, "列", text))
    assert text_of(to_pdf(made).content) == told
    assert word_text(to_docx(made)) == told


def test_the_same_document_gives_the_same_bytes() -> None:
    made = [document(Paragraph("甲" * 900), Table(["列"], [["格"]]), demo=True) for _ in range(2)]
    assert to_pdf(made[0]).content == to_pdf(made[1]).content
    assert to_docx(made[0]) == to_docx(made[1])


def test_the_pdf_is_for_archives_and_says_what_it_is() -> None:
    content = to_pdf(document(demo=True)).content
    assert b"pdfaid:part>2" in content
    assert b"pdfaid:conformance>B" in content
    assert "关于核对公务用车台账的通知".encode() in content
    assert b"2026-03-01" in content
