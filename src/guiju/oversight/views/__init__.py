"""The pages of findings and leads."""

from .findings import (
    attachment,
    explain_finding,
    finding_detail,
    finding_list,
    front,
    judge_finding,
    pass_on_finding,
    summary,
)
from .leads import lead_detail, lead_list, lead_step, read_lead_reporter, report_lead

__all__ = [
    "attachment",
    "explain_finding",
    "finding_detail",
    "finding_list",
    "front",
    "judge_finding",
    "lead_detail",
    "lead_list",
    "lead_step",
    "pass_on_finding",
    "read_lead_reporter",
    "report_lead",
    "summary",
]
