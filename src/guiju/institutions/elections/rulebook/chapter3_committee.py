"""第三章 委员会委员的产生: alternates (17), the differential (18), who comes first (20)."""

from guiju.rules import Duty, Part, Strength

from .chapter1_general import COMPETITIVE, ORDINARY
from .chapter2_delegates import WHOLE
from .facts import KINDS, alternate_seats, kind, members_done, seats, surplus
from .instrument import cite, standard

JOINT = kind == KINDS["committee_and_alternates"]

ALTERNATES_SHARE = Duty(
    "17/1",
    cite("17/1"),
    Strength.NORMALLY,
    "候补委员占委员、候补委员总数的比例",
    "share of alternates among members and alternates",
    parts=(
        Part(
            "候补委员的比例不低于一般比例",
            "the share of alternates is no less than usual",
            alternate_seats * WHOLE
            >= seats * standard("alternate_share") + alternate_seats * standard("alternate_share"),
            (alternate_seats, seats),
        ),
    ),
    applies=ORDINARY & JOINT,
    subject="ratio",
)

COMMITTEE = Duty(
    "18/1",
    cite("18/1"),
    Strength.MUST,
    "委员、候补委员、纪委委员候选人的差额比例",
    "differential of candidates for a committee",
    parts=(
        Part(
            "差额比例不低于规定",
            "the differential is no less than prescribed",
            surplus * WHOLE
            >= seats * standard("committee_ratio") + alternate_seats * standard("committee_ratio"),
            (surplus, seats, alternate_seats),
        ),
    ),
    applies=COMPETITIVE
    & kind.among(
        *(KINDS[name] for name in ("committee", "alternates", "discipline")),
        KINDS["committee_and_alternates"],
    ),
    subject="ratio",
)

MEMBERS_FIRST = Duty(
    "20/1",
    cite("20/1"),
    Strength.NORMALLY,
    "先选举委员，再选举候补委员",
    "members are elected before alternates",
    parts=(Part("委员已经选出", "members were elected", members_done == "是", (members_done,)),),
    applies=kind == KINDS["alternates"],
    subject="sequence",
)
