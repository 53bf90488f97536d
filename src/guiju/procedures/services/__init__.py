"""Changing cases: begun, stepped, corrected, withdrawn, suspended, delegated; each recorded.

Every function is one transaction: the case's row is locked, the step is written with its ledger
entry in the chain of the applicant's organ, and whatever an institution asked for by ``on`` is
done, or nothing is.
"""

from guiju.procedures.guarding import Answer
from guiju.procedures.hooks import on, supplies
from guiju.procedures.refusals import Refused

from .applicants import correct_and_resubmit, withdraw
from .delegating import delegate, end_delegation
from .lapsing import lapse_due, recount_provisional
from .noting import take_note
from .opening import open_case
from .stepping import return_for_correction, take_step
from .suspending import resume, suspend

__all__ = [
    "Answer",
    "Refused",
    "correct_and_resubmit",
    "delegate",
    "end_delegation",
    "lapse_due",
    "on",
    "open_case",
    "recount_provisional",
    "resume",
    "return_for_correction",
    "supplies",
    "suspend",
    "take_note",
    "take_step",
    "withdraw",
]
