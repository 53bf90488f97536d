"""The room as Django knows it, and what it adds to the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    """Cases under procedures."""

    name = "guiju.procedures"
    label = "procedures"
    verbose_name = _("程序")

    def ready(self) -> None:
        """Make abilities and actions known."""
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
    """Who may do what: posts that act in procedures; which step is whose, each procedure says."""
    from guiju.organs import abilities
    from guiju.organs.models import Role

    acting = (Role.USING_CLERK, Role.AUTHORITY, Role.FINANCE, Role.DISCIPLINE)
    abilities.register("procedures.view", _("查看待办和办理事项"), acting)
    abilities.register("procedures.act", _("办理程序中本岗位的步骤"), acting)
    abilities.register("procedures.delegate", _("委托其他岗位代行"), acting)


def _register_navigation() -> None:
    from guiju.pages import nav

    nav.register(
        "procedures:inbox",
        _("待办"),
        ability="procedures.view",
        order=5,
        about=_("等待本岗位办理的事项，到期日和为什么是这一天"),
    )


def _register_waiting() -> None:
    from guiju.organs.models import Account, Post
    from guiju.pages import waiting

    def count(_account: Account, post: Post) -> int:
        from .selectors import inbox

        return inbox(post).count()

    words = _("%(n)s 件等您办理")
    offer = waiting.Offer("procedures:inbox", "procedures.view", words, count)
    waiting.register("procedures:inbox", offer)
