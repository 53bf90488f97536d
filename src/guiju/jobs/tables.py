"""The table of jobs."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from .models import Job


class JobTable(tables.Table):
    """Jobs with their state and progress."""

    title = tables.Column(_("名称"), linkify=("jobs:detail", {"pk": tables.A("pk")}))
    organ = tables.Column(_("机关"))
    state = tables.Column(_("状态"), accessor="get_state_display", order_by="state")
    rows_done = tables.Column(_("已完成行数"))
    rows_total = tables.Column(_("总行数"))
    created = tables.DateTimeColumn(verbose_name=_("提交时间"), format="Y-m-d H:i")

    class Meta:
        model = Job
        fields = ("title", "organ", "state", "rows_done", "rows_total", "created")
        order_by = "-created"
        empty_text = _("没有后台任务")
