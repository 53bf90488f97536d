"""Sentences, lists and tables that several letters of an election share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from guiju.disclosure.documents import Block, Paragraph, Table

from ..counting.election import JOINT
from ..paper.words import title_of
from ..rulebook.facts import BODIES, ROUNDS
from ..rulebook.instrument import cite
from .matter import Matter, Watcher

INSTRUMENT = "《中国共产党地方组织选举工作条例》"
MEMBERS = {
    "delegates": "代表",
    "committee": "委员会委员",
    "alternates": "候补委员",
    JOINT: "委员会委员",
    "discipline": "纪律检查委员会委员",
    "standing": "常务委员会委员",
    "secretaries": "书记、副书记",
}
NAME, LINE, WIDE = 4, 25, "　"
"""Characters of a usual name, characters of a line of names, the space between."""


def basis(*addresses: str) -> list[str]:
    """The provisions on which a letter rests."""
    return [INSTRUMENT + "、".join(cite(one).label for one in addresses)]


def members(matter: Matter) -> str:
    """What is elected; a discipline commission's own as such (23)."""
    what = MEMBERS[matter.election.kind]
    own = matter.commission and matter.election.kind in ("standing", "secretaries")
    return f"纪律检查委员会{what}" if own else what


def title(matter: Matter, what: str) -> str:
    """The title of a letter: the election, its round where it is no formal one, what it is."""
    turn = "" if matter.election.round == "formal" else f"（{ROUNDS[matter.election.round]}）"
    return f"{title_of(matter.election)}{turn}\n{what}"


def date(matter: Matter) -> str:
    """The day of the election."""
    return f"{matter.day.year}年{matter.day.month}月{matter.day.day}日"


def opening(matter: Matter) -> str:
    """Which election: day, who elects, what is elected, how many."""
    election = matter.election
    what = members(matter)
    places = f"{what}{election.seats}名"
    if election.posts:
        places = "、".join(f"{one.post}{one.seats}名" for one in election.posts)
    if election.alternate_seats:
        places += f"、候补委员{election.alternate_seats}名"
    verb = "预选，产生正式候选人：" if matter.preselection else "选举，应选"
    code = f"选举代码{matter.code}。" if matter.code else ""
    return (
        f"{date(matter)}，{BODIES[election.body]}以无记名投票方式进行{verb}{places}，"
        f"候选人{len(election.candidates)}名。{code}"
    )


def standing(matter: Matter) -> list[Block]:
    """What must be said before anything else: void, provisional, who withdrew."""
    told: list[Block] = []
    if not matter.result["valid"]:
        steps = "；".join(one["step"] for one in matter.result["next"])
        told.append(Paragraph(f"本次选举无效：{steps}。没有人当选。"))
    doubtful = len(matter.result["ballots"].get("for_a_person", ()))
    if matter.result.get("provisional"):
        left = f"还有{doubtful}张选票" if doubtful else "还有选票"
        told.append(
            Paragraph(f"本结果是暂时的：{left}须由两名监票人认定，认定以前不得报告和宣布。")
        )
    if names := matter.withdrawn:
        who = "、".join(names)
        told.append(Paragraph(f"候选人{who}在选票印制后退出，得票照计，不能当选。"))
    return told


def figures(matter: Matter) -> Table:
    """Who should attend and attends, ballots issued, returned, valid, invalid (33, 34)."""
    election, ballots = matter.election, matter.result["ballots"]
    told = {
        "应到会有选举权人数": election.eligible,
        "到会人数": election.present,
        "发出选票": election.issued,
        "收回选票": ballots["returned"],
        "有效票": ballots["valid"],
        "无效票": ballots["invalid"],
    }
    return Table(list(told), [[str(value) for value in told.values()]])


def votes(matter: Matter) -> list[Block]:
    """The votes of everybody: for, against, abstaining; then who was written in (37/2)."""
    posts = bool(matter.election.posts)
    told, valid = matter.result["candidates"], matter.result["ballots"]["valid"]
    rows = [
        [str(n), spaced(one["name"]), *([one.get("post", "")] if posts else []), *_counted(one)]
        for n, one in enumerate(told, 1)
    ]
    head = ["序号", "姓名", *(["职务"] if posts else []), "赞成", "不赞成", "弃权"]
    blocks: list[Block] = [Table(head, rows)]
    short = [one for one in told if sum(map(int, _counted(one))) < valid]
    if short:
        who = "、".join(one["name"] for one in short)
        blocks.append(
            Paragraph(f"{who}的三项合计少于有效票{valid}张，是因为有的标记不计或者待定。")
        )
    others = matter.result["write_ins"]
    if not others:
        return [*blocks, Paragraph("没有另选他人。")]
    rows = [
        [str(n), spaced(one["name"]), *([one.get("post", "")] if posts else []), str(one["for"])]
        for n, one in enumerate(others, 1)
    ]
    head = ["序号", "另选他人", *(["职务"] if posts else []), "得票"]
    return [*blocks, Table(head, rows)]


def _counted(one: dict[str, Any]) -> list[str]:
    return [str(one[key]) for key in ("for", "against", "abstain")]


def spaced(name: str) -> str:
    """A name of two characters as lists set it, with a space between."""
    name = "".join(name.split())
    return f"{name[0]}{WIDE}{name[1]}" if len(name) == 2 else name


def names(people: Iterable[str]) -> list[Block]:
    """A list of names in columns, as official lists stand; a longer name takes more of them."""
    lines: list[str] = []
    line = ""
    for name in map(spaced, people):
        cell = name.ljust(-(-(len(name) + 1) // (NAME + 1)) * (NAME + 1) - 1, WIDE)
        if line and len(line) + 1 + len(cell) > LINE:
            lines, line = [*lines, line], ""
        line = f"{line}{WIDE}{cell}" if line else cell
    return [Paragraph(one) for one in [*lines, line] if one]


def signatures(watchers: Sequence[Watcher]) -> Table:
    """A line for each to sign on."""
    rows = [[one.function, spaced(one.name) if one.name else "", ""] for one in watchers]
    return Table(["职责", "姓名", "签名"], rows)
