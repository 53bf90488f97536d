"""Procedures 程序: steps by posts in order, limits by the clock, inbox and timeline."""
