"""The room as Django knows it, and what it adds to the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    """Official documents; no tables of its own."""

    name = "guiju.disclosure"
    label = "disclosure"
    verbose_name = _("公开与公文")

    def ready(self) -> None:
        """Make abilities, actions and navigation known."""
        from guiju.organs import abilities
        from guiju.organs.models import Role
        from guiju.oversight.doors import register_door
        from guiju.pages import nav

        from . import services  # noqa: F401
        from .selectors import door

        register_door(door)

        # Whoever judges findings gives notice of them.
        abilities.register("documents.notify", _("发出问题通知"), (Role.AUTHORITY, Role.DISCIPLINE))
        nav.register(
            "disclosure:notices",
            _("通知"),
            ability="documents.notify",
            order=31,
            about=_("把未了结的问题通知所在机关，排成公文"),
        )
