"""What can be asked of the rulebook: a car as it stands, a purchase before it is made, a quota."""

from guiju.rules import Matter

from . import (
    chapter2_standards,
    chapter3_equipping,
    chapter4_use,
    chapter5_accountability,
)
from .chapter1_general import BINDS

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
)
