"""The history: the hash that links its chains (SHA-256, or SM3 where this machine has it)."""

import os

LEDGER_ALGORITHM = os.environ.get("GUIJU_LEDGER_ALGORITHM", "sha256")
if LEDGER_ALGORITHM not in ("sha256", "sm3"):
    raise ValueError(f"GUIJU_LEDGER_ALGORITHM: {LEDGER_ALGORITHM} — expected sha256 or sm3")
