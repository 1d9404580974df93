"""What may become of who holds what, and who stands in for whom: what has not begun may go, the rest ends."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables(may_go=("units_deputy", "units_postholding", "units_absence", "units_dutyturn"))
