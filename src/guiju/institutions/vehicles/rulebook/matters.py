"""What can be asked of the rulebook: a car as it stands, a purchase before it is made, a quota,
and each thing that an organ can apply for.
"""

from guiju.rules import Matter

from . import (
    chapter2_standards,
    chapter3_equipping,
    chapter4_use,
    chapter5_accountability,
)
from .chapter1_general import BINDS
from .chapter3_equipping import EXCESS
from .chapter4_use import DISPOSAL, REPLACEMENT, UNMARKED

DUTIES = (
    *chapter2_standards.DUTIES,
    *chapter3_equipping.DUTIES,
    *chapter4_use.DUTIES,
    *chapter5_accountability.DUTIES,
)
OF_A_CAR = tuple(duty for duty in DUTIES if duty.subject == "vehicle")
# What can be told before a car is bought: standards, front line, domestic, off-road.
OF_A_PURCHASE = tuple(
    duty
    for duty in (*chapter2_standards.DUTIES, *chapter3_equipping.DUTIES)
    if duty.subject == "vehicle" and duty is not chapter3_equipping.REGISTERED_TO_THE_ORGAN
)
# Whether an organ may ask for cars of a class at all: its number, and who may have 执法执勤 cars.
OF_A_REQUEST = (
    chapter2_standards.REQUEST,
    chapter2_standards.ON_THE_FRONT_LINE,
    chapter2_standards.NOT_IN_INSTITUTIONS,
)
PLATE, ORGAN, CLASS = "号牌号码", "使用单位", "用车类别"

MATTERS = (
    Matter(
        "car",
        "公务用车",
        "an official car",
        PLATE,
        duties=OF_A_CAR,
        binds=BINDS,
        about=(ORGAN, "厂牌型号", "登记所有人", "安全技术检测", "环保检测"),
        required=("单位类别", "行政层级", CLASS, "车型"),
    ),
    Matter(
        "purchase",
        "购置公务用车",
        "the purchase of an official car",
        "事项",
        duties=OF_A_PURCHASE,
        binds=BINDS,
    ),
    Matter(
        "quota",
        "公务用车编制",
        "the authorised number of official cars",
        ORGAN,
        duties=(chapter2_standards.QUOTA,),
        binds=BINDS,
        with_key=(CLASS,),
    ),
    Matter(
        "request",
        "申请配备公务用车的编制",
        "the authorised number when a car is asked for",
        ORGAN,
        duties=OF_A_REQUEST,
        binds=BINDS,
        with_key=(CLASS,),
    ),
    Matter(
        "acquisition",
        "申请配备公务用车",
        "the application for an official car",
        "事项",
        duties=(chapter2_standards.REQUEST, *OF_A_PURCHASE),
        binds=BINDS,
    ),
    Matter(
        "increase",
        "增加车辆编制",
        "an increase of the authorised number",
        ORGAN,
        chapter2_standards.INCREASE,
        with_key=(CLASS,),
    ),
    Matter("excess", "超出标准配备公务用车", "a car beyond the standard", "事项", EXCESS),
    Matter("marking", "不喷涂统一标识", "no unified marking", PLATE, UNMARKED),
    Matter("replacement", "更新公务用车", "the replacement of an official car", PLATE, REPLACEMENT),
    Matter("disposal", "处置旧车", "the disposal of an old car", PLATE, DISPOSAL),
)
GRANTS = tuple(matter.grant for matter in MATTERS if matter.grant is not None)
