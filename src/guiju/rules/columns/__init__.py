"""The column reader: whole tables decided at once with Polars, row for row as the scalar reader.

A diagram tells apart only the cells of each fact, so a row is a small number: one digit a fact,
one digit more for a blank. Each number that occurs is decided once by the diagram itself, blanks
included, and looked up for every row; amounts are then worked out column by column in 64-bit
whole numbers. Rows whose blanks leave an amount open are handed to the scalar reader, which says
what is missing: only they pay for it.
"""

from .checking import MatterColumns
from .frames import column_type, schema_of

__all__ = ["MatterColumns", "column_type", "schema_of"]
