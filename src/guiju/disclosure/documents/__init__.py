"""Official documents 公文: one typed model, read from a file, set as PDF and written as DOCX."""

from .errors import DocumentError, FontError
from .fonts import Fonts
from .model import Attachment, Block, Document, Heading, Paragraph, Table
from .pdf import Made, to_pdf
from .reading import parse_document, read_document
from .word import to_docx

__all__ = [
    "Attachment",
    "Block",
    "Document",
    "DocumentError",
    "FontError",
    "Fonts",
    "Heading",
    "Made",
    "Paragraph",
    "Table",
    "parse_document",
    "read_document",
    "to_docx",
    "to_pdf",
]
