"""Organs, posts and people."""
