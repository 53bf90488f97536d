"""Writing findings and leads: each service is one transaction and leaves its record."""

from .leads import LeadTold, look_into_lead, read_reporter, report, settle_lead
from .recounting import recount
from .steps import Attachment, accept, confirm_put_right, explain, pass_on, reject, reopen, take
from .taking_up import FoundFinding, Source, TakenUp, take_up

__all__ = [
    "Attachment",
    "FoundFinding",
    "LeadTold",
    "Source",
    "TakenUp",
    "accept",
    "confirm_put_right",
    "explain",
    "look_into_lead",
    "pass_on",
    "read_reporter",
    "recount",
    "reject",
    "reopen",
    "report",
    "settle_lead",
    "take",
    "take_up",
]
