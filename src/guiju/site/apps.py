"""The composition as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """Start page, sign-in and the pages of the kernel rooms."""

    name = "guiju.site"
    label = "site"
    verbose_name = _("站点")

    def ready(self) -> None:
        """Add the kernel rooms to the navigation, and the jobs of an import."""
        from . import navigation  # noqa: F401
        from .city import handlers  # noqa: F401
