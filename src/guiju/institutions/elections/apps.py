"""The institution as Django knows it, and what it adds to the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    """Elections in local Party organisations (地方组织选举)."""

    name = "guiju.institutions.elections"
    label = "elections"
    verbose_name = _("地方组织选举")
