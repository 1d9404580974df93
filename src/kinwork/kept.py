"""Tables that the database keeps in step with others by its triggers: made anew, and compared with what is so.

A room that has one names it here by :class:`Kept`; its ``sql`` folder has how it is worked out, and by what it changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connections


@dataclass(frozen=True)
class Kept:
    """A table, its columns, the function that works it out for some ids of another table, and the one that keeps it."""

    table: str
    columns: tuple[str, ...]  # its key first
    of: str  # the table whose ids are given to both functions
    now: str
    keep: str

    @property
    def _all(self) -> str:
        return f"ARRAY(SELECT id FROM {self.of})"  # noqa: S608 -- a table of ours

    def bring_up_to_date(self, using: str = "default") -> None:
        """Work it out where it never was. One statement, and what it takes."""
        with connections[using].cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {self.table})")  # noqa: S608 -- a table of ours
            [(is_there,)] = cursor.fetchall()
        if not is_there:
            self.make_anew(using)

    def make_anew(self, using: str = "default") -> None:
        """Work out all of it, as the tables' owner. One statement."""
        with connections[using].cursor() as cursor:
            cursor.execute(f"SELECT {self.keep}({self._all})")

    def behind(self, using: str = "default") -> int:
        """How many rows are kept otherwise than they are, or are missing. As the tables' owner. One statement."""
        columns = ", ".join(self.columns)
        with connections[using].cursor() as cursor:
            cursor.execute(
                f"WITH so AS MATERIALIZED (SELECT {columns} FROM {self.now}({self._all})), "  # noqa: S608 -- ours
                f"kept AS (SELECT {columns} FROM {self.table}) SELECT count(DISTINCT {self.columns[0]}) FROM ("
                "(TABLE so EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE so)) differs"
            )
            [(found,)] = cursor.fetchall()
        return int(found)
