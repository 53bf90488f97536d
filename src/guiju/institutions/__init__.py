"""The institutions: one folder each, one floor plan for all, none importing another."""
