"""Findings 问题线索 and leads, followed until a named person of another organ closes them."""
