"""What stands on a sheet: checked as it comes in, and laid out as `counting` takes it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..counting import Ballots, ElectionError, Written
from ..counting import Election as Plain
from ..counting.ballots import read_written
from ..counting.marks import CONTRADICTORY, NOTHING, UNREADABLE

AS_SEEN = "012345"
"""Marks that somebody may see on paper."""
AS_SETTLED = "0123" + str(NOTHING)
"""Marks that two scrutineers may say count: nothing doubtful is left."""
Row = tuple[int, str, str]
"""Number of the sheet, a digit for each candidate, names written in."""


def words_of(mark: str) -> str:
    """A mark in words."""
    return {
        "0": _("空白"),
        "1": _("赞成"),
        "2": _("反对"),
        "3": _("弃权"),
        str(CONTRADICTORY): _("矛盾"),
        str(UNREADABLE): _("不清"),
        str(NOTHING): _("不计"),
    }[mark]


def hold_to_marks(election: Plain, marks: str, accepted: str) -> str:
    """Marks with one sign for each candidate.

    Raises:
        ValidationError: too few, too many, or a sign that is none of those accepted.
    """
    wanted = len(election.candidates)
    if len(marks) != wanted:
        told = _("须有 %(wanted)s 个标记，每名候选人一个；现有 %(n)s 个")
        raise ValidationError({"marks": told % {"wanted": wanted, "n": len(marks)}})
    for place, mark in enumerate(marks):
        if mark not in accepted:
            told = _("%(name)s的标记“%(mark)s”不能用；可用：%(accepted)s")
            values = {
                "name": election.candidates[place].name,
                "mark": mark,
                "accepted": "、".join(f"{one} {words_of(one)}" for one in accepted),
            }
            raise ValidationError({"marks": told % values})
    return marks


def hold_to_others(election: Plain, others: str) -> str:
    """Names written in, each once, parted by 、; for secretaries each with its post.

    Raises:
        ValidationError: a name that cannot be taken, or more text than a sheet holds.
    """
    found = "、".join(_written(one) for one in written(election, others))
    if len(found) > 1000:
        raise ValidationError({"others": _("另选他人不能超过 1000 字")})
    return found


def written(election: Plain, others: str) -> tuple[Written, ...]:
    """The names in what was written in.

    Raises:
        ValidationError: for secretaries, a name without one of the posts.
    """
    try:
        return read_written(others, [seat.post for seat in election.posts], _("另选他人"))
    except ElectionError as error:
        raise ValidationError({"others": str(error)}) from error


def _written(one: Written) -> str:
    return f"{one.post}:{one.name}" if one.post else one.name


def ballots_from(
    election: Plain, numbers: Sequence[str], rows: Sequence[Row], settled: frozenset[int]
) -> Ballots:
    """Sheets as ballots: a byte for each mark, a column for each candidate."""
    width = len(election.candidates)
    data = "".join(marks for _number, marks, _others in rows).encode("ascii")
    zero = ord("0")
    columns = {
        str(place): pl.Series([mark - zero for mark in data[place::width]], dtype=pl.UInt8)
        for place in range(width)
    }
    others = {
        row: names
        for row, (_number, _marks, text) in enumerate(rows)
        if text and (names := written(election, text))
    }
    return Ballots(pl.Series(numbers, dtype=pl.String), pl.DataFrame(columns), others, settled)
