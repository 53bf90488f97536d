"""What the institution adds to the house: abilities and navigation."""

from django.utils.translation import gettext_lazy as _

from guiju.organs import abilities
from guiju.organs.models import Role
from guiju.pages import nav

_WORKING = (Role.USING_CLERK, Role.AUTHORITY)
_WATCHING = (*_WORKING, Role.FINANCE, Role.DISCIPLINE)

# 第五条 gives the authority, 第二十七条 finance and discipline inspection, the view of a level;
# the administrator keeps the house and sees no ledger.
abilities.register("vehicles.check", _("核对公务用车台账"), _WORKING)
abilities.register("vehicles.checks.view", _("查看台账核对结果"), _WATCHING)
abilities.register("vehicles.checks.correct", _("改正核对中的单元格"), _WORKING)

nav.register(
    "vehicles:new",
    _("核对台账"),
    ability="vehicles.check",
    order=10,
    about=_("交来公务用车台账，看哪些车不符合哪一条"),
)
nav.register(
    "vehicles:list",
    _("核对结果"),
    ability="vehicles.checks.view",
    order=20,
    about=_("已核对的台账和发现"),
)
