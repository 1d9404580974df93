"""The key of the first start is changed when it is used, and stays."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables()
