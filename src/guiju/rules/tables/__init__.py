"""Facts in tables: CSV, XLSX, XLS, ODS and Parquet files read into typed frames and decided."""

from .checking import CheckedFile, check_file
from .explaining import explain_row
from .fields import Field, fields_of
from .framed import result_frame
from .reading import FactTable, open_table
from .results import Results, total_json

__all__ = [
    "CheckedFile",
    "FactTable",
    "Field",
    "Results",
    "check_file",
    "explain_row",
    "fields_of",
    "open_table",
    "result_frame",
    "total_json",
]
