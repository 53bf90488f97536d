"""Invented cases of the demo city: some that wait today, so that every demo post has something to
do, and those of years before."""

from .standing import begin_standing

__all__ = ["begin_standing"]
