"""The room as Django knows it."""

from django.apps import AppConfig


class VehiclesConfig(AppConfig):
    """Official vehicles (崇政办发〔2020〕1号)."""

    name = "guiju.institutions.vehicles"
    label = "vehicles"
    verbose_name = "公务用车"
