"""What is kept of official vehicles: checks of ledgers, the register, the quota, adoptions."""

from .adoptions import Adopted, Adoption, Line
from .cars import Car, CarState, Source, SourceKind
from .checks import CellProblem, Check, CheckedRow, CheckFinding, Correction, Verdict
from .quota import ExcessUse, Hold, QuotaAccount, RenewalCase

__all__ = [
    "Adopted",
    "Adoption",
    "Car",
    "CarState",
    "CellProblem",
    "Check",
    "CheckFinding",
    "CheckedRow",
    "Correction",
    "ExcessUse",
    "Hold",
    "Line",
    "QuotaAccount",
    "RenewalCase",
    "Source",
    "SourceKind",
    "Verdict",
]
