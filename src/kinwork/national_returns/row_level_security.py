"""Nothing here is of a family."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables()
