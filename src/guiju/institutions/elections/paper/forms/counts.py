"""Counting on paper: tally sheets, what stands on each ballot, adding up batches, the report."""

from __future__ import annotations

from collections.abc import Sequence

from ...counting import Candidate, Election
from ...counting.election import SECRETARIES
from ..words import OPTIONS, OTHERS, SCRUTINEER
from .writer import A4_ACROSS, SIGNED, About, Cell, Form, label

WRITTEN, BATCHES, SHEETS = 8, 9, 20
MANY = 24
"""How many candidates one page of the transcript takes."""
BLANK = {"abstain": "空白算作弃权", "for": "空白算作赞成"}


def _rows(width: float, people: Sequence[Candidate], *others: str) -> list[list[str | Cell]]:
    """A row for each candidate: number, name (with the post), what is printed in the others."""
    return [
        [str(number), Cell(width, _told(one), align="left", name=True), *others]
        for number, one in enumerate(people, 1)
    ]


def _told(one: Candidate) -> str:
    return f"{one.name}（{one.post}）" if one.post else one.name


def _batch_line(form: Form) -> None:
    each = form.width / 8
    told = ("批次", "张数", "有效张数", "无效张数")
    form.row([cell for one in told for cell in (label(each, one), Cell(each))])
    form.gap(2)


def tally(about: About, election: Election, people: Sequence[Candidate]) -> Form:
    """A stroke of 正 for each vote: by batch, so that a mistake is found within the batch."""
    form = Form(about, "计票单（画“正”字）", A4_ACROSS)
    form.begin()
    form.sentence(
        "一批一单，由一人唱票、一人计票、一名监票人监督；另两人再计一遍，两单一致才算。"
        f"{BLANK[election.blank]}；每名候选人三栏之和等于有效张数。无效票和有疑问的票不计入。"
    )
    form.gap(2)
    _batch_line(form)
    widths = {"for": 85.0, "against": 48.0, "abstain": 48.0}
    head = [label(10, ""), label(35, "姓名")]
    for key, told in OPTIONS.items():
        head += [label(widths[key], told), label(13.5, "小计")]
    form.table(head, _rows(35, people, *[""] * 6), 10)
    form.gap()
    head = [label(65, f"{OTHERS}：姓名{'、职务' if election.kind == SECRETARIES else ''}")]
    head += [label(182, "画“正”字"), label(19.5, "小计")]
    form.table(head, [[""] * 3] * WRITTEN, 9, after=SIGNED + 1)
    form.gap(1)
    form.sign(["唱票人", "计票人", "监票人"], 4)
    return form


def transcript(about: About, election: Election, people: Sequence[Candidate]) -> Form:
    """Sheet by sheet what stands on each ballot, for a later key entry or comparison."""
    form = Form(about, "选票抄录单", A4_ACROSS)
    numbered = list(enumerate(people, 1))
    for start in range(0, len(numbered), MANY):
        part = numbered[start : start + MANY]
        form.begin()
        form.sentence(
            "一批一单，代替录入：赞成写“○”，反对写“×”，弃权写“－”，空白不写，矛盾写“○×”，"
            "看不清写“？”；两人分别抄录，再逐张比对。"
        )
        _batch_line(form)
        each = (form.width - 15 - 36) / max(len(part), 12)
        head = [label(15, "候选人")]
        head += [Cell(each, str(number), "first", size=9) for number, _one in part]
        form.row([*head, label(36, OTHERS)], 6)
        names = [Cell(each, one.name, size=8, upright=True) for _number, one in part]
        form.row([label(15, "张序号"), *names, Cell(36)], 26)
        height = (form.bottom - form.y - SIGNED) / SHEETS
        for _sheet in range(SHEETS):
            form.row([Cell(15), *[Cell(each)] * len(part), Cell(36)], height)
        form.sign(["抄录人", "监票人"], 4)
    return form


def summed(about: About, told: str, people: Sequence[Candidate]) -> Form:
    """The batches added up for one kind of vote; who was written in has votes for alone."""
    form = Form(about, f"分批得票汇总表（{told}票）", A4_ACROSS)
    form.begin()
    form.sentence("先按行、再按列相加，两次结果一致才算。")
    form.gap(1)
    each = (form.width - 10 - 38 - 22) / BATCHES
    head = [label(10, ""), label(38, "姓名")]
    head += [label(each, "第　批") for _batch in range(BATCHES)]
    rows = _rows(38, people, *[""] * (BATCHES + 1))
    if told == OPTIONS["for"]:
        rows += [[""] * (BATCHES + 3)] * (WRITTEN - 2)
    rows.append(["", "合计", *[""] * (BATCHES + 1)])
    form.table([*head, label(22, "合计")], rows, 8.5, after=SIGNED)
    form.sign(["计票人", "计票人", "监票人"], 4)
    return form


def report(about: About, election: Election, people: Sequence[Candidate]) -> Form:
    """The votes of everybody as the chief scrutineer, or the scrutineers, report them (33, 37)."""
    form = Form(about, "得票情况报告单")
    form.begin()
    whom = "大会主席团" if election.round == "preselection" else "选举人"
    form.sentence(f"由{about.leads}向{whom}报告（第三十七条）；当选与否按照第三十六条判定。")
    form.gap(2)
    each = form.width / 8
    told = ("发出选票", "收回选票", "有效票", "无效票")
    form.row([cell for one in told for cell in (label(each, one), Cell(each))])
    form.gap(2)
    head = [label(12, ""), label(48, "姓名")]
    head += [label(22, told) for told in OPTIONS.values()]
    # Tied persons are voted on again: whoever has more votes is elected, no majority is asked for.
    runoff = election.round == "runoff"
    head.append(label(54, "按得票多少的次序" if runoff else "赞成票超过应到会人数半数"))
    majority = "" if runoff else "□ 是　　□ 否"
    form.table(head, _rows(48, people, "", "", "", majority), 8.5)
    form.gap()
    head = [label(60, f"{OTHERS}：姓名"), label(40, "得票"), label(80, "说明")]
    form.table(head, [[""] * 3] * WRITTEN, 8.5, after=2 * SIGNED + 2)
    form.gap(2)
    form.sign([about.leads, SCRUTINEER, SCRUTINEER])
    return form
