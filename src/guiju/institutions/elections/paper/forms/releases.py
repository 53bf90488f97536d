"""What needs two persons: the ballot, the figures, the names."""

from __future__ import annotations

from .writer import About, Cell, Form, label

RELEASES = (
    ("选票定稿", "选举工作人员", ""),
    ("报告得票情况", "监票人或者计票人", ""),
    ("宣布当选名单", "选举工作人员", "会议主持人"),
    ("停止选举", "选举工作人员", "会议主持人"),
)
"""The act, who proposes and who agrees; nobody named: whoever leads the scrutineers."""


def released(about: About) -> Form:
    """One act after another, each proposed by one person and agreed to by another."""
    form = Form(about, "定稿和发布签字单")
    form.begin()
    form.sentence(
        "每一事项由一人提出、另一人同意，不得是同一人；没有签字的，不印制、不报告、不宣布。"
    )
    for name, first, agreeing in RELEASES:
        second = agreeing or about.leads
        form.gap(4)
        form.row([label(180, name)])
        form.row([label(40, f"提出：{first}"), Cell(60), label(20, "日期"), Cell(60)], 12)
        form.row([label(40, f"同意：{second}"), Cell(60), label(20, "日期"), Cell(60)], 12)
        form.row([label(40, "退回的理由"), Cell(140)], 12)
    return form
