"""The room as Django knows it."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Shared web parts."""

    name = "guiju.pages"
    label = "pages"
    verbose_name = "页面"
