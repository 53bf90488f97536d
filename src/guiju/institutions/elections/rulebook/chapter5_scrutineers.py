"""第五章 选举的实施, who watches: chief and deputy scrutineers, scrutineers (第二十八条)."""

from guiju.rules import Duty, Expression, Part, Strength

from .facts import (
    body,
    candidate_scrutineers,
    chiefs,
    deputies,
    outside_scrutineers,
    scrutineers,
    scrutineers_voted,
)
from .instrument import cite, standard

AT_CONGRESS = body == "代表大会"
AT_PLENARY = body == "委员会全体会议"
SEVERAL = 2
"""Fewest scrutineers: ours, as two settle a doubtful ballot together; the article says 若干."""


def _from_voters(address: str, applies: Expression) -> tuple[Duty, Duty]:
    """Scrutineers are several voters who are no candidates, and voted in."""
    who = Duty(
        f"{address}:scrutineers",
        cite(address),
        Strength.MUST,
        "监票人从不是候选人的选举人中产生",
        "scrutineers are voters who are no candidates",
        parts=(
            Part("有若干监票人", "there are several", scrutineers >= SEVERAL, (scrutineers,)),
            Part(
                "没有候选人担任监票人",
                "none is a candidate",
                candidate_scrutineers <= 0,
                (candidate_scrutineers,),
            ),
            Part("都是选举人", "all may vote", outside_scrutineers <= 0, (outside_scrutineers,)),
        ),
        applies=applies,
        subject="scrutiny",
    )
    voted = Duty(
        f"{address}:voted",
        cite(address),
        Strength.MUST,
        "监票人经表决通过",
        "scrutineers are voted in",
        parts=(Part("经表决通过", "voted in", scrutineers_voted == "是", (scrutineers_voted,)),),
        applies=applies,
        subject="scrutiny",
    )
    return who, voted


CHIEF = Duty(
    "28/1:chief",
    cite("28/1"),
    Strength.MUST,
    "设总监票人",
    "a chief scrutineer",
    parts=(
        Part(
            "总监票人为规定的人数",
            "as many chief scrutineers as prescribed",
            (chiefs >= standard("chief_scrutineers")) & (chiefs <= standard("chief_scrutineers")),
            (chiefs,),
        ),
    ),
    applies=AT_CONGRESS,
    subject="scrutiny",
)
DEPUTY = Duty(
    "28/1:deputy",
    cite("28/1"),
    Strength.MAY,
    "必要时设副总监票人",
    "a deputy where needed",
    parts=(
        Part(
            "副总监票人不多于规定的人数",
            "no more deputies than prescribed",
            deputies <= standard("deputy_scrutineers"),
            (deputies,),
        ),
    ),
    applies=AT_CONGRESS,
    subject="scrutiny",
)
DUTIES = (
    CHIEF,
    DEPUTY,
    *_from_voters("28/1", AT_CONGRESS),
    *_from_voters("28/2", AT_PLENARY),
)
