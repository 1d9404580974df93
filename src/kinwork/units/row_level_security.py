"""What may become of who stands in for whom."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables(may_go=("units_deputy",))
