"""What codes of imported texts say to people."""

from django.utils.translation import gettext_lazy as _

QUANTITIES = {
    "money": _("金额"),
    "measure": _("计量"),
    "share": _("比例"),
    "count": _("数目"),
    "date": _("日期"),
    "time limit": _("期限"),
}
DIRECTIONS = {
    "at most, inclusive": _("至多（含）"),
    "at least, inclusive": _("至少（含）"),
    "more than": _("超过（不含）"),
    "less than": _("不足（不含）"),
    "exactly": _("正好"),
}
LEFTOVERS = {
    "page head": _("页眉页脚"),
    "contents": _("目录"),
    "cover": _("封面"),
    "continuation": _("转接的文章"),
    "story": _("报道"),
    "label": _("栏目标签"),
    "other": _("其他"),
}


def kind_word(kind: str) -> str:
    """A kind of quantity."""
    return str(QUANTITIES.get(kind, kind))


def direction_word(direction: str) -> str:
    """On which side of a value."""
    return str(DIRECTIONS.get(direction, direction))


def leftover_word(kind: str) -> str:
    """What characters are that belong to no document."""
    return str(LEFTOVERS.get(kind, kind))
