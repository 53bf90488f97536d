"""The room as Django knows it."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """Organs, posts and people."""

    name = "guiju.organs"
    label = "organs"
    verbose_name = "机关"

    def ready(self) -> None:
        """Tell the history where its clock may run ahead."""
        from . import rehearsing  # noqa: F401
