"""The words of what ended with an entry in the record, in SQL."""

from __future__ import annotations


# What stands in the record of something that ended with an entry, and what was added since; nothing of what is limited
# to named staff, for what is read here is everybody's in the unit.
def recorded(of: str) -> str:
    """As SQL, for the row called ``of``: the words of its entry."""
    return f"""(
    SELECT concat_ws(E'\\n\\n', e.text, (
        SELECT string_agg(a.text, E'\\n\\n' ORDER BY a.id) FROM record_entryamendment a WHERE a.entry_id = e.id))
    FROM record_entry e WHERE e.id = {of}.entry_id AND NOT e.is_limited)"""  # noqa: S608 -- a name from the code
