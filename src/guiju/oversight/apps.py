"""The room as Django knows it, and what it adds to the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OversightConfig(AppConfig):
    """Findings and leads."""

    name = "guiju.oversight"
    label = "oversight"
    verbose_name = _("问题线索")

    def ready(self) -> None:
        """Make abilities, actions and navigation known."""
        from guiju.organs.changing import register_hold

        from . import (
            holding,
            services,  # noqa: F401
        )

        register_hold(holding.held)
        _register_abilities()
        _register_navigation()
        _register_waiting()


def _register_abilities() -> None:
    """Who may do what.

    An organ explains for itself, also one that watches over others. Whoever watches over a level
    judges; finance passes on what it finds. Leads are for discipline inspection alone.
    """
    from guiju.organs import abilities
    from guiju.organs.models import Role

    everyone = (Role.USING_CLERK, Role.AUTHORITY, Role.FINANCE, Role.DISCIPLINE)
    judging = (Role.AUTHORITY, Role.DISCIPLINE)
    abilities.register("findings.view", _("查看问题"), everyone)
    abilities.register("findings.explain", _("说明本单位的问题"), everyone)
    abilities.register("findings.judge", _("处理问题"), judging)
    abilities.register("findings.pass_on", _("移送问题"), (Role.AUTHORITY, Role.FINANCE))
    abilities.register("leads.view", _("受理线索"), [Role.DISCIPLINE])


def _register_navigation() -> None:
    from guiju.pages import nav

    nav.register(
        "oversight:findings",
        _("问题"),
        ability="findings.view",
        order=30,
        about=_("核对发现的问题，逐件跟踪到了结"),
    )
    nav.register(
        "oversight:leads",
        _("线索"),
        ability="leads.view",
        order=32,
        about=_("群众反映和移送来的线索"),
    )
    nav.register(
        "oversight:report",
        _("反映问题"),
        ability=None,
        order=90,
        about=_("反映公务管理中的问题，可以不留姓名"),
    )


def _register_waiting() -> None:
    from guiju.organs.models import Account, Post
    from guiju.pages import waiting

    def findings(_account: Account, post: Post) -> int:
        from .selectors import findings_waiting

        return findings_waiting(post).count()

    def leads(account: Account, post: Post) -> int:
        from .acting import Person
        from .selectors import leads_for
        from .states import LEAD_OPEN

        return leads_for(Person(account, post)).filter(state__in=LEAD_OPEN).count()

    for name, ability, words, count in (
        ("oversight:findings", "findings.view", _("%(n)s 个问题等您说明或者处理"), findings),
        ("oversight:leads", "leads.view", _("%(n)s 条线索没有办结"), leads),
    ):
        waiting.register(name, waiting.Offer(name, ability, words, count))
