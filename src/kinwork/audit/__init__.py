"""Published tables checked against themselves: every figure recomputed over the box of its inputs' rounding.

>>> from kinwork.audit import audit_table, read_table
"""

from .checking import audit_table, read_file
from .results import CONSISTENT, INCONSISTENT, UNDETERMINED, Explanation, Result
from .table import BadTable, Table
from .table_file import read_table

__all__ = [
    "CONSISTENT",
    "INCONSISTENT",
    "UNDETERMINED",
    "BadTable",
    "Explanation",
    "Result",
    "Table",
    "audit_table",
    "read_file",
    "read_table",
]
