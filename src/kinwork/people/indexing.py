"""The index that people are found by: made by the database, in the transaction of whatever changes (docs/adr/0046).

``people_term`` has a row for each thing by which somebody may be looked for. What kind of thing it is stands before it:

====  =======================================================================================================
``n`` a word of any name of theirs, folded: small letters, no accents, no apostrophes; ``n obrien``
``p`` two words of their names, in both orders: ``p stone amy``. So a full name is one look-up, also half typed
``s`` two words as they sound, in alphabetical order: ``s ami stn``
``b`` a date of birth: ``b 2015-03-12``; ``d`` the same with a word of the name: ``d 2015-03-12 stone``
``h`` an NHS number; ``u`` another number, a telephone number, an email address
``z`` a postcode; ``a`` an address from some word on: ``a 14 mill lane leeds``, ``a mill lane leeds``
``cz``, ``ca``  the same of a confidential address: only asked for by those who may see it (search/search.py)
====  =======================================================================================================

What was noted in one family's record carries that family, and is behind its wall.

``people_word`` has every word once, with its sounds and the words that it becomes when a letter or two are missed out
(two words that share one of those differ by a slip of the finger). The application cannot read it: words of hidden
people stand in it too. It asks ``kinwork_words_like``, which tells only those by which somebody may be found.

Ours, because the embedded server has no pg_trgm, whose operators row-level security would not let near an index anyway.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import resources

from django.db import connections

from . import phonetics

# The files that say by what somebody is found; the others only read the index, or keep it.
RULES = ("1_folding.sql", "2_index.sql")


def rules() -> str:
    """A fingerprint of all rules by which the index is made: another one means that it must be made anew."""
    folder = resources.files("kinwork.people") / "sql"
    said = [phonetics.sql(), *((folder / name).read_text(encoding="utf-8") for name in RULES)]
    return hashlib.sha256("".join(said).encode()).hexdigest()[:16]


def bring_up_to_date(using: str = "default") -> None:
    """Make the index anew where it was made by other rules, or never."""
    if made_by(using) != rules():
        reindex(using)


def made_by(using: str = "default") -> str:
    """The fingerprint of the rules by which the index was made; empty when it never was. One statement."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT coalesce(obj_description('people_term'::regclass), '')")
        [(said,)] = cursor.fetchall()
    return str(said)


# Words by which nobody is found any more.
UNUSED = """
DELETE FROM people_word v
WHERE NOT EXISTS (SELECT 1 FROM people_term t WHERE t.term = 'n ' || v.word)
  AND NOT EXISTS (SELECT 1 FROM people_term t WHERE t.term >= 'a ' || v.word AND t.term < 'a ' || v.word || '!')
  AND NOT EXISTS (SELECT 1 FROM people_term t WHERE t.term >= 'ca ' || v.word AND t.term < 'ca ' || v.word || '!')
"""
# Somebody of whom something stands there that is not so, or the other way round.
BEHIND = """
WITH so AS MATERIALIZED (SELECT * FROM kinwork_terms(ARRAY(SELECT id FROM people_person))),
     there AS (SELECT person_id, term, family_id FROM people_term)
SELECT count(*) FROM (
    SELECT DISTINCT person_id FROM (
        (TABLE so EXCEPT TABLE there) UNION ALL (TABLE there EXCEPT TABLE so)) differs
    LIMIT %s
) people
"""
CHUNK = 5_000  # people at once


def reindex(using: str = "default", progress: Callable[[int], None] = lambda people: None) -> int:
    """Make the whole index anew, as the tables' owner; gives the number of people. Words nobody has any more go.

    Others may work meanwhile: each chunk is a transaction of its own, and what they change indexes itself.
    """
    done = 0
    with connections[using].cursor() as cursor:
        after = 0
        while True:
            # Not by ranges of ids: those count time (docs/adr/0059), so that most ranges would be empty.
            cursor.execute(
                "WITH chunk AS (SELECT id FROM people_person WHERE id > %s ORDER BY id LIMIT %s) "
                "SELECT kinwork_index_people(array_agg(id)), count(*), max(id) FROM chunk HAVING count(*) > 0",
                [after, CHUNK],
            )
            rows = cursor.fetchall()
            if not rows:
                break
            [(_, found, after)] = rows
            done += found
            progress(found)
        cursor.execute(
            "DELETE FROM people_term t WHERE NOT EXISTS (SELECT 1 FROM people_person p WHERE p.id = person_id)"
        )
        cursor.execute(UNUSED)
        cursor.execute(f"COMMENT ON TABLE people_term IS '{rules()}'")
        cursor.execute("ANALYZE people_term, people_word")
    return done


def behind(using: str = "default", most: int = 1000) -> int:
    """How many people the index does not tell as they are, counted up to ``most``. As the tables' owner.

    Compares everything: about a minute for a hundred thousand people.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(BEHIND, [most])
        [(found,)] = cursor.fetchall()
    return int(found)
