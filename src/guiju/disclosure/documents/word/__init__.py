"""A document as editable DOCX: the same text, order and grid as the PDF, by styles and fonts."""

from .writing import to_docx

__all__ = ["to_docx"]
