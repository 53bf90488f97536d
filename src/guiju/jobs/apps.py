"""The room as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work."""

    name = "guiju.jobs"
    label = "jobs"
    verbose_name = "任务"

    def ready(self) -> None:
        """Make the kernel's own handlers known."""
        from . import handlers  # noqa: F401
