"""Tests of the API: through the same front door as a program."""
