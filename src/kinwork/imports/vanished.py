"""What was brought in of such files before, and does not stand in this one: said, and left as it is."""

from __future__ import annotations

from .extract import At, Extract, Said
from .reading import asked

GONE = "is not in this file: left as it is"
SIZE = 20_000
# What stands in a file by itself. What follows from it (openings, units, posts) has no line that could vanish.
BEFORE = """
SELECT DISTINCT ON (r.key) r.key, r.list, r.child, r.model FROM imports_importedrow r
JOIN imports_import i ON i.id = r.of_id AND i.taken_back_at IS NULL AND i.kind = %s
WHERE r.key > %s AND r.child <> '' AND (
    r.model IN ('people.person', 'people.identifier', 'people.particular', 'people.address', 'families.parenthood',
                'record.seen', 'record.entry')
    OR r.model LIKE 'children.%%')
ORDER BY r.key, r.id DESC LIMIT %s
"""


def vanished(extract: Extract, using: str) -> list[Said]:
    """A child of whom nothing is left once, of others each line. A statement for every twenty thousand rows."""
    here = {said.child for said in extract.left_out}  # whose line is there, and is left out
    known = _keys(extract)
    found: list[Said] = []
    last = ""
    while rows := asked(using, BEFORE, extract.kind, last, SIZE):
        last = rows[-1][0]
        for key, name, child, model in rows:
            if child in here or key in known:
                continue
            if model == "people.person" or (child in extract.people and key != f"person/{child}/number"):
                found.append(Said(At(name, 0), child, GONE))
    return found


def _keys(extract: Extract) -> set[str]:
    known = {f"person/{number}" for number in extract.people}
    known.update(fact.key for fact in extract.facts)
    known.update(note.key for note in extract.notes)
    known.update(one.key for one in extract.mothers)
    known.update(one.key for one in extract.told)
    known.update(f"seen/{one.child}/{one.on.isoformat()}" for one in extract.visits)
    return known
