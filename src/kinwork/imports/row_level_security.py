"""Where rows came from is read on the command line, as the owner of the tables; the application adds nothing."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables(unread=("imports_importedrow",), read_only=("imports_import", "imports_importedrow"))
