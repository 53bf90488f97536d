"""Guiju 规矩: the institutions of a city, run as their published rules prescribe."""

__version__ = "0.1.0"
