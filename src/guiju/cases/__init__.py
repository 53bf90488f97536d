"""Decisions that are kept 决定: receipts in a register for each organ, replayed at any time."""
