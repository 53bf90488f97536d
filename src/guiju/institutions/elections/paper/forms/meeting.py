"""Forms of the hall: ballots issued and returned, the record that compares them, batches."""

from __future__ import annotations

from ...counting import Election
from ..words import CHIEF, SCRUTINEER
from .writer import About, Cell, Form, label

PLACES, BOXES, SCRUTINEERS = 12, 4, 4
YES_NO = "□ 是　　□ 否"
PLACE_COLUMNS = (
    ("序号", 11),
    ("发票处（代表团、分区）", 47),
    *((told, 17) for told in ("应到", "到会", "领取", "发出", "剩余")),
    ("发票人签名", 37),
)
BOX_COLUMNS = (
    ("序号", 11),
    ("票箱", 47),
    ("开箱前封条完好", 42),
    ("收回选票张数", 40),
    ("开箱人签名", 40),
)
BATCH_ROWS = (
    ("第一次录入", "录入人：", "录入完毕，张数："),
    ("第二次录入", "录入人：", "录入完毕，张数："),
    ("比对", "一致的张数：", "交监票人认定的张数："),
    ("认定完毕", YES_NO, "有效　　　　张　　无效　　　　张"),
    ("封存", "封存袋号：", "监票人签名："),
)


def issued(about: About, election: Election) -> Form:
    """Ballots given out by place and taken out of the boxes: numbers alone, nobody's name."""
    form = Form(about, "选票发出、收回登记表")
    form.begin()
    form.sentence("只登记张数，不登记选举人姓名，不在选票上做任何记号。多印、损坏的选票当场封存。")
    form.gap(2)
    head = [label(width, told) for told, width in PLACE_COLUMNS]
    rows = [[str(number)] + [""] * 7 for number in range(1, PLACES + 1)]
    eligible, present = _told(election.eligible), _told(election.present)
    rows.append(["", "合计", eligible, present, "", _told(election.issued), "", ""])
    form.table(head, rows, 8.5)
    form.gap()
    head = [label(width, told) for told, width in BOX_COLUMNS]
    rows = [[str(number), "", YES_NO, "", ""] for number in range(1, BOXES + 1)]
    form.table(head, [*rows, ["", "合计", "", "", ""]], 8.5)
    form.gap(2)
    form.sign([about.leads, SCRUTINEER, SCRUTINEER])
    return form


def _told(number: int | None) -> str:
    """A number that is known already; otherwise a place to write it."""
    return "" if number is None else str(number)


def reconciled(about: About, election: Election) -> Form:
    """The record of those voting, ballots issued and returned (33), and whether it stands (34)."""
    form = Form(about, "投票人数和选票数核对记录")
    form.begin()
    form.sentence("投票结束后，监票人、计票人核对投票人数、发出选票数和收回选票数（第三十三条）。")
    form.gap(2)
    known = (
        ("应到会有选举权人数", election.eligible),
        ("到会人数", election.present),
        ("投票人数", None),
        ("发出选票数", election.issued),
        ("收回选票数", None),
        ("剩余、损坏后封存的选票数", None),
    )
    for told, number in known:
        form.row([label(80, told), Cell(100, _told(number))])
    questions = ["发出选票数不多于到会人数", "收回选票数不多于发出选票数"]
    if election.body != "unit":  # of an assembly of members article 24 says nothing
        questions.insert(0, "到会人数符合第二十四条")
    for told in questions:
        form.row([label(80, told), Cell(100, YES_NO)])
    form.gap(2)
    form.sentence(
        "收回选票数等于或者少于发出选票数的，选举有效；多于的，选举无效，重新选举（第三十四条）。"
    )
    form.gap(2)
    form.row([label(80, "本次选举"), Cell(100, "□ 有效　　□ 无效，重新选举")], 11)
    form.row([label(80, "不一致的说明"), Cell(100)], 24)
    form.gap()
    leading = [CHIEF, "副总监票人"] if about.leads == CHIEF else []
    form.sign([*leading, *[SCRUTINEER] * SCRUTINEERS, "计票人", "计票人"])
    return form


def batches(about: About) -> Form:
    """Slips that go with a batch: counted by hand, two entries, comparison, sealing."""
    form = Form(about, "批次单")
    form.begin()
    form.sentence(
        "选票混合以后分批，每批从 1 起编张序号，写在批次的夹条上，不写在选票上。"
        "两次录入由两人分别进行，互不知道结果。"
    )
    for _slip in range(2):
        form.gap(3)
        form.row([label(30, "批次"), Cell(60), label(30, "来源（票箱）"), Cell(60)])
        counted = ("第一次点数", "第二次点数", "张数")
        form.row([cell for told in counted for cell in (label(30, told), Cell(30))])
        for told, first, second in BATCH_ROWS:
            left, right = (Cell(60, first, align="left"), Cell(90, second, align="left"))
            form.row([label(30, told), left, right])
        form.sign(["点数人", "点数人", "监票人"])
    return form
