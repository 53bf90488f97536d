"""Secrets, cookies, headers and passwords."""
