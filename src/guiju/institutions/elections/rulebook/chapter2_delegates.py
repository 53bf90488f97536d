"""第二章 代表的产生: the differential of delegates (第十三条)."""

from guiju.rules import Duty, Part, Strength

from .chapter1_general import COMPETITIVE
from .facts import KINDS, kind, level, seats, surplus
from .instrument import cite, standard

WHOLE = 10_000
"""A hundred per cent, in hundredths of one per cent."""

DELEGATES = Duty(
    "13/1",
    cite("13/1"),
    Strength.MUST,
    "代表候选人的差额比例",
    "differential of candidates for delegate",
    parts=(
        Part(
            "差额比例不低于规定",
            "the differential is no less than prescribed",
            surplus * WHOLE >= seats * standard("delegate_ratio"),
            (surplus, seats),
        ),
    ),
    applies=COMPETITIVE & (kind == KINDS["delegates"]) & (level == "地方"),
    subject="ratio",
)

# A matter of its own: the same figures are compared in another way.
NATIONAL_DELEGATES = Duty(
    "13/1:national",
    cite("13/1"),
    Strength.MUST,
    "全国代表大会代表候选人的差额比例",
    "differential of candidates for delegate to the national congress",
    parts=(
        Part(
            "差额比例多于规定",
            "the differential is more than prescribed",
            surplus * WHOLE > seats * standard("national_delegate_ratio"),
            (surplus, seats),
        ),
    ),
    applies=COMPETITIVE & (kind == KINDS["delegates"]) & (level == "全国"),
    subject="national",
)
