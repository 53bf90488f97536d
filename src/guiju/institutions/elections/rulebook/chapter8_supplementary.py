"""第八章 附则: the method of an election is adopted before it is used (第四十六条)."""

from guiju.rules import Duty, Part, Strength

from .facts import assenting, eligible
from .instrument import cite

METHOD = Duty(
    "46/1",
    cite("46/1"),
    Strength.MUST,
    "选举办法经应到会选举人半数以上同意",
    "at least half of those who should attend assent to the method",
    parts=(
        Part(
            "同意的人数达到半数",
            "at least half assent",
            assenting * 2 >= eligible,
            (assenting, eligible),
        ),
    ),
    subject="method",
)
