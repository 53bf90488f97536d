"""Disclosure 公开: official documents in the grid of GB/T 9704, as PDF and as editable DOCX."""
