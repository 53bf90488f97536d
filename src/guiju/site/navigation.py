"""The kernel rooms in the navigation."""

from django.utils.translation import gettext_lazy as _

from guiju.pages import nav

nav.register("start", _("首页"), ability=None, order=0, about=_("回到首页"))
nav.register("organs:list", _("机关"), ability="organs.view", order=60, about=_("机关、岗位和任职"))
nav.register("jobs:list", _("任务"), ability="jobs.view", order=70, about=_("后台任务的进度"))
nav.register("ledger:list", _("历史"), ability="ledger.view", order=80, about=_("谁在何时做了什么"))
