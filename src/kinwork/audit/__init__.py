"""Published tables checked against themselves: every figure recomputed over the box of its inputs' rounding.

>>> from kinwork.audit import audit_table, read_table
"""

from .checking import audit_table, read_file
from .reading import read_table
from .results import CONSISTENT, INCONSISTENT, UNDETERMINED, Explanation, Result
from .table import BadTable, Table

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
