"""The rounds of an election put together: one result over all of them, each told by itself."""

from __future__ import annotations

from dataclasses import replace

from guiju.disclosure.documents import Block, Heading, Paragraph, Table

from ..rulebook.facts import ROUNDS
from .matter import Matter
from .words import date, figures, opening, spaced, standing


def whole(matter: Matter) -> Matter:
    """The election with the result over all its rounds; as it is where only one is known."""
    over = matter.overall
    if over is None:
        return matter
    all_ = rounds(matter)
    told = {
        **matter.result,
        "elected": list(over.elected),
        "elected_alternates": list(over.alternates),
        "runoffs": list(over.ties),
        "open_seats": 0 if over.pending else _open(matter),
    }
    for key in ("candidates", "write_ins"):
        told[key] = [person for one in all_ for person in one.result[key]]
    return replace(matter, result=told)


def rounds(matter: Matter) -> list[Matter]:
    """The election and the rounds that followed, in turn."""
    return [matter, *(matter.overall.rounds if matter.overall is not None else ())]


def _open(matter: Matter) -> int:
    """Seats that nobody has and that no tie is about."""
    over, election = matter.overall, matter.election
    if over is None:
        return int(matter.result["open_seats"])
    tied = sum(one["seats"] + one.get("alternate_seats", 0) for one in over.ties)
    taken = len(over.elected) + len(over.alternates) + tied
    return max(election.seats + election.alternate_seats - taken, 0)


def told(matter: Matter) -> list[Block]:
    """Each round by itself: day, candidates, who attended, ballots, whether it is valid."""
    blocks: list[Block] = []
    for turn, one in enumerate(rounds(matter)):
        name = f"{_name(one)}：" if turn else ""
        blocks += [Paragraph(f"{name}{opening(one)}"), *standing(one), _meeting(one)]
    return blocks


def _name(matter: Matter) -> str:
    return ROUNDS[matter.election.round]


def _meeting(matter: Matter) -> Block:
    election, ballots = matter.election, matter.result["ballots"]
    valid = "选举有效" if matter.result["valid"] else "选举无效"
    return Paragraph(
        f"应到会有选举权人数{election.eligible}名，到会{election.present}名；发出选票"
        f"{election.issued}张，收回{ballots['returned']}张，有效票{ballots['valid']}张，"
        f"无效票{ballots['invalid']}张。{valid}。"
    )


def votes(matter: Matter) -> list[Block]:
    """Of each round its figures and the votes of those whom it elected."""
    several, blocks = len(rounds(matter)) > 1, list[Block]()
    for one in rounds(matter):
        if several:
            blocks.append(Heading(1, f"{_name(one)}（{date(one)}）"))
        blocks.append(figures(one))
        if one.result["elected"] or one.result["elected_alternates"]:
            blocks.append(_elected(one))
        else:
            blocks.append(Paragraph("没有人当选。"))
    return blocks


def _elected(matter: Matter) -> Table:
    """The votes of those elected in one round, candidates before those written in."""
    told, posts = matter.result, bool(matter.election.posts)
    people = [*told["candidates"], *told["write_ins"]]
    won = [one for one in people if one["outcome"] == "elected"]
    order = [*told["elected"], *told["elected_alternates"]]
    won.sort(key=lambda one: order.index(one["name"]))
    figures = ("for", "against", "abstain")
    rows = [
        [spaced(one["name"]), *([one["post"]] if posts else []),
         *(str(one.get(key, "—")) for key in figures)]
        for one in won
    ]  # fmt: skip
    return Table(["姓名", *(["职务"] if posts else []), "赞成", "不赞成", "弃权"], rows)
