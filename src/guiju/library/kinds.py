"""The kinds of provision in words; Chinese here, translated where they are shown."""

from django.utils.translation import gettext_noop as _

KINDS = {
    "executed": _("已执行"),
    "standard": _("标准"),
    "definition": _("定义"),
    "procedure": _("程序"),
    "judgement": _("裁量"),
    "record": _("记录"),
    "disclosure": _("公开"),
    "outside": _("软件之外"),
    "later": _("以后"),
    "unclaimed": _("未认领"),
}
