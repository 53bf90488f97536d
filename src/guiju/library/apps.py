"""The room as Django knows it."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Instruments and their coverage."""

    name = "guiju.library"
    label = "library"
    verbose_name = "文库"
