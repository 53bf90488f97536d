"""The pages of official vehicles: checks of ledgers, register, quota, adoption, applications."""

from .adopting import adopt_check, adoption_detail
from .applying import apply_form, apply_list
from .changing import (
    account_detail,
    account_freeze,
    account_transfer,
    car_correct,
    car_move,
    organ_merge,
)
from .checks import (
    cell_correct,
    check_detail,
    check_download,
    check_follow,
    check_letter,
    check_list,
    check_new,
    check_problems,
    check_rows,
    front,
    letter_document,
    row_detail,
)
from .register import car_detail, car_list, quota_list, quota_set
from .yearly import plan_document, plan_year

__all__ = [
    "account_detail",
    "account_freeze",
    "account_transfer",
    "adopt_check",
    "adoption_detail",
    "apply_form",
    "apply_list",
    "car_correct",
    "car_detail",
    "car_list",
    "car_move",
    "cell_correct",
    "check_detail",
    "check_download",
    "check_follow",
    "check_letter",
    "check_list",
    "check_new",
    "check_problems",
    "check_rows",
    "front",
    "letter_document",
    "organ_merge",
    "plan_document",
    "plan_year",
    "quota_list",
    "quota_set",
    "row_detail",
]
