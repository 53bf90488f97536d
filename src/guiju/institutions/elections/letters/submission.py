"""The report to the committee above 报批准、报备案: the result list and its votes (14, 23, 41)."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.disclosure.documents import Attachment, Block, Document, Heading, Paragraph

from ..counting.election import JOINT
from ..rulebook.facts import ROUNDS
from .announcement import lists, order_of
from .errors import LetterError
from .matter import Matter
from .passing import passing
from .rounds import rounds, told, votes, whole
from .words import basis, date, members, title_of

WAITING = "待批准"


@dataclass(frozen=True)
class Way:
    """What happens above: for approval or for the record, and by which provision."""

    verb: str
    form: str
    article: str
    waiting: bool


APPROVED = Way("批准", "请示", "41/2", True)
RECORDED = Way("备案", "报告", "41/1", False)
EXAMINED = Way("审批", "请示", "14/1/4", True)


def way_of(matter: Matter) -> Way:
    """Standing committees and secretaries are approved (41/2), delegates examined by the committee
    that calls the congress (14), all others recorded (41/1)."""
    kind = matter.election.kind
    if kind in ("standing", "secretaries"):
        return APPROVED
    return EXAMINED if kind == "delegates" else RECORDED


def submission(matter: Matter) -> Document:
    """The result over all rounds for the committee above; LetterError where there is none.

    Raises:
        LetterError: a preselection, a void or a provisional election, or nobody elected.
    """
    first, matter = matter, whole(matter)
    _hold_to_result(matter)
    way, what, name = way_of(matter), members(matter), title_of(matter.election)
    asked = f"报请{way.verb}{name}结果" if way.waiting else f"报送{name}结果{way.verb}"
    waiting = f"（{WAITING}）" if way.waiting else ""
    body: list[Block] = [*told(first), *lists(matter), *_standing(matter, way, first)]
    body.append(Paragraph(f"现报上，请予{way.verb}。" if way.waiting else "现报上备案。"))
    orders = [order_of(matter)[1], *(["38/2"] if matter.election.kind == JOINT else [])]
    through = ["23/1"] if matter.commission is not False and way is APPROVED else []
    return Document(
        organ=matter.organ,
        number=matter.number,
        title=f"关于{asked}的{way.form}{waiting}",
        date=matter.day,
        addressees=[matter.above],
        body=body,
        basis=basis("36/1", *orders, *through, way.article),
        attachments=[Attachment(f"{what}选举得票情况", votes(first))],
        demo=matter.demo,
    )


def _passing(matter: Matter) -> list[Block]:
    """What the plenary decided on each round that elected somebody; once where it is the same."""
    told: dict[str, list[str]] = {}
    for one in rounds(matter):
        if one.result["elected"]:
            told.setdefault(passing(one), []).append(ROUNDS[one.election.round])
    told.pop("", None)
    if len(told) < 2:
        return [Paragraph(one) for one in told]
    return [Paragraph(f"{'、'.join(names)}：{one}") for one, names in told.items()]


def _hold_to_result(matter: Matter) -> None:
    result = matter.result
    if matter.preselection:
        raise LetterError("轮次", "预选", "正式选举、再次投票或者重新选举；预选没有当选人")
    if not result["valid"]:
        raise LetterError("选举", "无效", "有效的选举")
    if result.get("provisional"):
        raise LetterError("结果", "暂时的", "有疑问的选票都经监票人认定的结果")
    if not result["elected"]:
        raise LetterError("当选人", "没有", "至少一名当选人")


def _standing(matter: Matter, way: Way, first: Matter) -> list[Block]:
    """What is still wanting before those elected take office, and which seats are open."""
    blocks: list[Block] = []
    if way.waiting:
        blocks.append(
            Paragraph(f"以上人员{WAITING}：{date(matter)}选出，尚未经{matter.above}{way.verb}。")
        )
    blocks += _passing(first)
    over = matter.overall
    if over is not None and over.pending:
        titles = "、".join(over.pending)
        blocks.append(Paragraph(f"还没有宣布的轮次：{titles}；其结果另行报送。"))
    if left := matter.result["open_seats"]:
        decided = f"不再选举：{over.left_open}。" if over is not None and over.left_open else ""
        blocks.append(Paragraph(f"空缺名额{left}名。{decided}"))
    for one in matter.result.get("runoffs") or []:
        names = "、".join(one["names"])
        blocks.append(Paragraph(f"{names}票数相等，再次投票的结果另行报送。"))
    return [Heading(1, "有关情况"), *blocks] if blocks else []
