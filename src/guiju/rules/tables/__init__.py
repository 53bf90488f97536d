"""Facts in tables: CSV, XLSX, XLS, ODS and Parquet files read into typed frames and decided."""

from .checking import CheckedFile, check_file
from .fields import Field, fields_of
from .reading import FactTable, open_table

__all__ = ["CheckedFile", "FactTable", "Field", "check_file", "fields_of", "open_table"]
