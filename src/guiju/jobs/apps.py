"""The room as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work."""

    name = "guiju.jobs"
    label = "jobs"
    verbose_name = "任务"
