"""Instruments and their coverage."""
