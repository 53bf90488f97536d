"""The room as Django knows it."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Append-only history."""

    name = "guiju.ledger"
    label = "ledger"
    verbose_name = "台账"
