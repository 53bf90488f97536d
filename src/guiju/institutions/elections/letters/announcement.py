"""The announcement 当选名单: who is elected, in the prescribed order, as the chair reads it."""

from __future__ import annotations

from collections.abc import Sequence

from guiju.disclosure.documents import Block, Document, Heading, Paragraph

from ..counting.election import JOINT, SECRETARIES
from .matter import Matter
from .passing import passing
from .words import basis, members, names, opening, signatures, standing, title

ORDERS = {
    "strokes": ("按姓氏笔画为序", "38/1"),
    "votes": ("按得票多少为序，得票相等的按姓氏笔画为序", "38/2"),
    "approved": ("按上级党的委员会批准的顺序", "38/3"),
    "printed": ("按姓氏笔画为序", "30/1"),
    "printed_as_approved": ("按上级党的委员会批准的顺序", "30/1"),
}


def announcement(matter: Matter) -> Document:
    """The list; of a preselection those who become candidates of the formal election."""
    pre = matter.preselection
    body: list[Block] = [Paragraph(opening(matter)), *standing(matter)]
    orders = [order_of(matter)]
    if matter.result["valid"]:
        body += lists(matter)
        orders += [ORDERS["votes"]] if matter.election.kind == JOINT and not pre else []
        body += _open(matter)
        if matter.commission and (through := passing(matter)):
            body += [Heading(1, "全体会议通过"), Paragraph(through)]
    body += [Heading(1, "宣布"), signatures(matter.named("会议主持人"))]
    articles = ["36/2" if pre else "36/1", "37/1", *dict.fromkeys(one for _, one in orders)]
    articles += ["23/1"] if matter.commission and passing(matter) else []
    return Document(
        organ=matter.organ,
        number=matter.number,
        title=title(matter, _called(matter)),
        date=matter.day,
        body=body,
        basis=basis(*articles),
        demo=matter.demo,
    )


def _called(matter: Matter) -> str:
    if not matter.result["valid"]:
        return "选举结果"
    return "正式候选人名单" if matter.preselection else "当选名单"


def order_of(matter: Matter) -> tuple[str, str]:
    """How the list is ordered and by which provision."""
    kind = matter.election.kind
    if matter.preselection:
        return ORDERS["printed_as_approved" if kind == SECRETARIES else "printed"]
    if kind in (SECRETARIES, "standing"):
        return ORDERS["approved"]
    return ORDERS["votes" if kind == "alternates" else "strokes"]


def lists(matter: Matter) -> list[Block]:
    """Each list with how many stand in it and how it is ordered; secretaries with their posts."""
    result, kind = matter.result, matter.election.kind
    verb = "列为正式候选人" if matter.preselection else "当选"
    blocks = _list(f"{verb}的{members(matter)}", _with_posts(matter), order_of(matter)[0])
    if kind == JOINT:
        order = order_of(matter)[0] if matter.preselection else ORDERS["votes"][0]
        blocks += _list(f"{verb}的候补委员", result["elected_alternates"], order)
    return blocks


def _list(heading: str, people: Sequence[str], order: str) -> list[Block]:
    if not people:
        return [Heading(1, heading), Paragraph("没有。")]
    return [Heading(1, f"{heading}（{len(people)}名，{order}）"), *names(people)]


def _with_posts(matter: Matter) -> list[str]:
    """Names elected; where there are posts each with that to which it was elected."""
    told = matter.result
    if not matter.election.posts:
        return list(told["elected"])
    won: dict[str, list[str]] = {}
    for one in (*told["candidates"], *told["write_ins"]):
        if one["outcome"] in ("elected", "nominated"):
            won.setdefault(one["name"], []).append(one["post"])
    return [f"{name}（{won[name].pop(0)}）" if won.get(name) else name for name in told["elected"]]


def _open(matter: Matter) -> list[Block]:
    """Who is voted on again, and which seats are open; what follows is for persons to decide."""
    blocks: list[Block] = []
    for one in matter.result.get("runoffs") or []:
        who, post = "、".join(one["names"]), f"（{one['post']}）" if one.get("post") else ""
        told = f"{who}票数相等{post}，不能确定当选人，就其再次投票，取{one['seats']}名。"
        blocks.append(Paragraph(told))
    if left := matter.result["open_seats"]:
        blocks.append(Paragraph(f"获得赞成票超过半数的不足应选名额，空缺{left}名。"))
    return [Heading(1, "尚未选出的名额"), *blocks] if blocks else []
