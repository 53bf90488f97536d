"""The institution as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VehiclesConfig(AppConfig):
    """Official vehicles (公务用车)."""

    name = "guiju.institutions.vehicles"
    label = "vehicles"
    verbose_name = _("公务用车")

    def ready(self) -> None:
        """Make abilities, jobs and navigation known."""
        from . import handlers, registrations  # noqa: F401
