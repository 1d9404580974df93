"""The chain keeps no rows of its own."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables()
