"""Backup and restore of a whole installation: rows, uploads, chain heads, in one portable file."""
