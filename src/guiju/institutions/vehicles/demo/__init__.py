"""The invented cars of the demo city: ledgers handed in, checked and adopted."""

from .ledgers import ledger_file, load_checks, load_register

__all__ = ["ledger_file", "load_checks", "load_register"]
