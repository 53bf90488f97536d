"""第四章 使用和处置管理: positioning (第十八条), marking (第二十条), an old car replaced and
disposed of (第二十五条).
"""

from guiju.rules import (
    Approval,
    Duty,
    Entitlement,
    Grant,
    Named,
    Part,
    Reserve,
    Strength,
    months_after,
)
from guiju.rules.expressions import Figure

from .chapter1_general import BINDS
from .chapter3_equipping import SECRET
from .facts import (
    asked_on,
    bought,
    disposal_way,
    early_needed,
    emission_test,
    marked,
    marking_filing,
    marking_waiver,
    positioned,
    replaced,
    safety_test,
    secrecy,
    vehicle_class,
)
from .instrument import cite, standard
from .scope import SCOPE

# 第十八条 names two kinds of secret work and leaves its list open: other secrecy is not named.
OTHER_SPECIAL_NEED = Reserve(
    "其他保密用途是否属于不需加装定位的特殊需要，须由人判断",
    "whether other secrecy is a special need that excuses positioning",
    cite("18/1"),
    secrecy == "其他保密",
)

POSITIONED = Duty(
    "18/1",
    cite("18/1"),
    Strength.MUST,
    "加装卫星定位系统",
    "fitted with satellite positioning",
    parts=(Part("已加装卫星定位", "fitted with positioning", positioned == "是", (positioned,)),),
    applies=~(secrecy.among("国家安全", "侦查办案") | (vehicle_class == "特种专业技术")),
    reserves=(*SCOPE, OTHER_SPECIAL_NEED),
)

# 第二十条: a secret car may go unmarked, once that is approved and filed.
MARKED = Duty(
    "20/1",
    cite("20/1"),
    Strength.MUST,
    "喷涂统一标识，不喷涂的须经核准并备案",
    "marked, or the waiver approved and filed",
    parts=(
        Part(
            "已喷涂统一标识，或者属于保密用车且已核准、备案",
            "marked, or secret with the waiver approved and filed",
            (marked == "是") | (SECRET & marking_waiver.given & marking_filing.given),
            (marked, secrecy, marking_waiver, marking_filing),
        ),
    ),
    reserves=SCOPE,
)

# The application for it: the owner proposes, the authority approves, inspection is told.
UNMARKED = Grant(
    "marking",
    cite("20/1"),
    Strength.MAY,
    "不喷涂统一标识",
    "no unified marking",
    (
        Entitlement(
            "secret",
            "涉及国家安全、侦查办案和其他有保密要求的特殊工作用车",
            "a car for state security, investigation or other secret work",
            cite("20/1"),
            BINDS & SECRET,
        ),
    ),
    reserves=SCOPE,
    approvals=(
        Approval("车辆权属部门（提出）", "the owner of the car proposes", cite("20/1")),
        Approval(
            "同级公务用车主管部门（核准）",
            "the vehicle authority of the level approves",
            cite("20/1"),
        ),
        Approval(
            "同级纪检监察机关（备案）",
            "discipline inspection of the level is told",
            cite("20/1"),
        ),
    ),
)

MONTHS_A_YEAR = 12
# 超过: the day on which the years are full is not yet beyond them.
BEYOND_THE_TERM = Named(
    "使用年限超过规定年限",
    asked_on > months_after(bought, Figure(standard("replacement_years")) * MONTHS_A_YEAR),
    "in use for more than the term",
)
SOUND = Named(
    "安全技术检测和环保检测达到要求",
    (safety_test == "合格") & (emission_test == "合格"),
    "Safety inspection and Emission inspection passed",
)

# 第二十五条: beyond its term a car that is sound goes on; before it, only safety and the like.
REPLACEMENT = Grant(
    "replacement",
    cite("25/1"),
    Strength.MAY,
    "更新公务用车",
    "replacement of an official car",
    (
        Entitlement(
            "due",
            "使用年限超过规定年限，检测没有达到要求",
            "in use for more than the term, and not sound",
            cite("25/1"),
            BINDS & BEYOND_THE_TERM & ~SOUND,
        ),
        Entitlement(
            "early",
            "因安全等原因确需提前更新，须经审核、审批",
            "really to be replaced early for safety or the like, with approval",
            cite("25/1"),
            BINDS & ~BEYOND_THE_TERM & (early_needed == "是"),
        ),
    ),
    reserves=SCOPE,
    approvals=(
        Approval(
            "本级公务用车主管部门（提前更新的审核）",
            "the vehicle authority of the level (review, where early)",
            cite("25/1"),
        ),
        Approval(
            "同级财政部门（提前更新的审批）",
            "finance of the level (approval, where early)",
            cite("25/1"),
        ),
    ),
)

# 第二十五条第二款 names three ways and leaves its list open: another way is not named.
OTHER_WAY = Reserve(
    "列举之外的方式是否属于“等方式”，须由人判断",
    "whether a way that is not listed may be taken",
    cite("25/2"),
    disposal_way == "其他方式",
)

# It speaks of the old car once it has been replaced, and of no other.
DISPOSAL = Grant(
    "disposal",
    cite("25/2"),
    Strength.MAY,
    "处置旧车",
    "disposal of an old car",
    (
        Entitlement(
            "replaced",
            "按照规定更新后的旧车，报财政部门批准后处置",
            "an old car that was replaced by the rules, once finance approves",
            cite("25/2"),
            BINDS & (replaced == "是"),
        ),
    ),
    reserves=(*SCOPE, OTHER_WAY),
    approvals=(
        Approval("公务用车主管部门（报批）", "the vehicle authority reports it", cite("25/2")),
        Approval("财政部门（批准）", "finance approves", cite("25/2")),
    ),
)

DUTIES = (POSITIONED, MARKED)
