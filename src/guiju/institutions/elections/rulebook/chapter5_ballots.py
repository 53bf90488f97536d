"""第五章 选举的实施, ballots: quorum (24), another person (32), validity (33, 34)."""

from guiju.rules import ALWAYS, Duty, Part, Reserve, Strength

from .chapter5_scrutineers import AT_CONGRESS, AT_PLENARY
from .facts import against, chosen, eligible, issued, limit, present, returned, written
from .instrument import cite

# Two matters of their own: each compares the same two figures, and that only once.
CONGRESS_QUORUM = Duty(
    "24/1:congress",
    cite("24/1"),
    Strength.MUST,
    "代表大会到会人数超过应到会人数的半数",
    "more than half of those entitled attend the congress",
    parts=(
        Part(
            "到会人数超过半数", "more than half attend", present * 2 > eligible, (present, eligible)
        ),
    ),
    applies=AT_CONGRESS,
    subject="congress",
)
PLENARY_QUORUM = Duty(
    "24/1:plenary",
    cite("24/1"),
    Strength.MUST,
    "全体会议到会人数超过应到会人数的三分之二",
    "more than two thirds of those entitled attend the plenary",
    parts=(
        Part(
            "到会人数超过三分之二",
            "more than two thirds attend",
            present * 3 > eligible * 2,
            (present, eligible),
        ),
    ),
    applies=AT_PLENARY,
    subject="plenary",
)

ISSUED = Duty(
    "33/1",
    cite("33/1"),
    Strength.MUST,
    "发出的选票不多于到会人数",
    "no more ballots are issued than voters are present",
    parts=(
        Part(
            "发出选票数不多于到会人数", "no more than present", issued <= present, (issued, present)
        ),
    ),
    subject="reconciliation",
)
RETURNED = Duty(
    "34/1",
    cite("34/1"),
    Strength.MUST,
    "收回的选票不多于发出的选票",
    "no more ballots come back than were issued",
    parts=(
        Part(
            "收回选票数不多于发出选票数",
            "no more than issued",
            returned <= issued,
            (returned, issued),
        ),
    ),
    subject="reconciliation",
)

# Who chooses another without a vote against is not told by the article to be wrong: people look.
WRITTEN = Duty(
    "32/1",
    cite("32/1"),
    Strength.MUST,
    "另选他人的，投了不赞成票",
    "who chooses another votes against a candidate",
    parts=(Part("有不赞成票", "there is a vote against", against >= 1, (against,)),),
    applies=written >= 1,
    reserves=(
        Reserve(
            "没有不赞成票而另选他人，须由监票人认定",
            "another is chosen without a vote against: for the scrutineers to settle",
            cite("32/1"),
            ALWAYS,
        ),
    ),
    subject="ballot",
)
CHOSEN = Duty(
    "34/2",
    cite("34/2"),
    Strength.MUST,
    "所选人数不多于应选人数",
    "a ballot chooses no more persons than seats",
    parts=(
        Part("所选人数不多于应选人数", "no more than the seats", chosen <= limit, (chosen, limit)),
    ),
    subject="ballot",
)
