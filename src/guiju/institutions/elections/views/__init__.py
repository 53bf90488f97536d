"""The pages of elections, from set-up to the hall's screen."""

from .acts import act, ballot
from .comparing import batch_compare, batch_detail, sheet_settle, sheet_slip
from .deciding import decision
from .documents import document, package, totals
from .entering import enter, enter_begin, enter_close, sheet_keep
from .following import again, formal, repeat, runoff
from .listing import election_detail, election_list, waiting
from .meeting import batch_add, batch_recount, batch_remove, counting_start, meeting, withdraw
from .people import method, officer_replace, officers
from .printing import printed
from .result import decide, projector, result
from .setting_up import election_change, election_new, election_new_file, election_write

__all__ = [
    "act",
    "again",
    "ballot",
    "batch_add",
    "batch_compare",
    "batch_detail",
    "batch_recount",
    "batch_remove",
    "counting_start",
    "decide",
    "decision",
    "document",
    "election_change",
    "election_detail",
    "election_list",
    "election_new",
    "election_new_file",
    "election_write",
    "enter",
    "enter_begin",
    "enter_close",
    "formal",
    "meeting",
    "method",
    "officer_replace",
    "officers",
    "package",
    "printed",
    "projector",
    "repeat",
    "result",
    "runoff",
    "sheet_keep",
    "sheet_settle",
    "sheet_slip",
    "totals",
    "waiting",
    "withdraw",
]
