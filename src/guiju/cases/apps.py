"""The room as Django knows it, and what it adds to the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Kept decisions and their receipts."""

    name = "guiju.cases"
    label = "cases"
    verbose_name = _("决定")

    def ready(self) -> None:
        """Make abilities, actions and navigation known."""
        from . import services  # noqa: F401

        _register_abilities()
        _register_navigation()
        _register_action()


def _register_abilities() -> None:
    """Who may do what: clerks keep what they decide; inspection reads and replays."""
    from guiju.organs import abilities
    from guiju.organs.models import Role

    deciding = (Role.USING_CLERK, Role.AUTHORITY, Role.FINANCE)
    abilities.register("cases.keep", _("保存一项决定"), deciding)
    abilities.register("cases.view", _("查看和重演已保存的决定"), (*deciding, Role.DISCIPLINE))


def _register_navigation() -> None:
    from guiju.pages import nav

    nav.register(
        "cases:list",
        _("决定"),
        ability="cases.view",
        order=55,
        about=_("已保存的决定，可以按当时的规则重新判定"),
    )


def _register_action() -> None:
    from guiju.library import actions

    actions.register("cases:keep", _("保存这项决定"), "cases.keep")
