"""The slip on which two scrutineers say what a doubtful sheet counts as."""

from __future__ import annotations

from ..words import CHIEF
from .writer import About, Cell, Form, label

DOUBTS = (
    ("□ 两次录入不一致", "□ 标记互相矛盾"),
    ("□ 标记无法辨认", "□ 没有反对票而另选他人（第三十二条）"),
    ("□ 另选的姓名无法辨认", "□ 另选的是本选票上的候选人"),
)
WHOLE = "□ 有效　　□ 所选人数多于应选人数，无效（第三十四条）"
PERSONS = 3


def adjudication(about: About) -> Form:
    """Two slips to a page: the doubt, what it counts as for each person, why, and who says so."""
    form = Form(about, "疑问选票认定单")
    form.begin()
    otherwise = "报总监票人" if about.leads == CHIEF else "由全体监票人商定"
    form.sentence(f"一张选票用一单，由两名监票人对着选票认定；意见不一致的，{otherwise}。")
    for _slip in range(2):
        form.gap(2)
        form.row([label(30, "批次"), Cell(60), label(30, "张序号"), Cell(60)], 8)
        for pair in DOUBTS:
            form.row([Cell(90, told, align="left") for told in pair], 7)
        form.row([label(50, "候选人"), label(130, "认定为")], 7)
        for _person in range(PERSONS):
            marks = "□ 赞成　□ 反对　□ 弃权　□ 不计"
            form.row([Cell(50), Cell(130, marks)], 7.5)
        form.row([label(50, "另选他人，计入的姓名"), Cell(130)], 8)
        form.row([label(50, "整张选票"), Cell(130, WHOLE)], 8)
        form.row([label(50, "理由"), Cell(130)], 11)
        form.sign(["提出认定的监票人", "同意认定的监票人"])
    return form
