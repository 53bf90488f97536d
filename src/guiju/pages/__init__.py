"""Shared web parts."""
