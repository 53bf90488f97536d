"""Shared web parts: base templates, tables, navigation, tags, languages, the look."""
