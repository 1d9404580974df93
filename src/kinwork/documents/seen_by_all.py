"""A document is read by everybody who may open the family: it is composed as whoever is on no list would read it.

Otherwise somebody who may know of a restricted family, or has opened a sealed record, would put people from there into
what colleagues read who may not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError

from kinwork.access.sql import tuples

STANDS = """
SELECT current_setting('kinwork.asking', true), current_setting('kinwork.hidden', true),
       current_setting('kinwork.hidden_people', true), current_setting('kinwork.sealed', true)
"""
# Nobody asks: everything restricted is hidden but this family, everything sealed is sealed.
AS_NOBODY = """
WITH nobody AS MATERIALIZED (SELECT set_config('kinwork.asking', '', false) AS who)
SELECT set_config('kinwork.hidden', array_remove(kinwork_hidden_families(), %(family)s::bigint)::text, false),
       set_config('kinwork.hidden_people', kinwork_people_hidden_but(%(family)s::bigint)::text, false),
       set_config('kinwork.sealed', kinwork_sealed_people()::text, false)
FROM nobody WHERE who = ''
"""
AS_BEFORE = """
SELECT set_config('kinwork.asking', %(asking)s, false), set_config('kinwork.hidden', %(hidden)s, false),
       set_config('kinwork.hidden_people', %(people)s, false), set_config('kinwork.sealed', %(sealed)s, false)
"""


@contextmanager
def as_everybody_sees(family_id: int) -> Iterator[None]:
    """What is read inside is what everybody who may open this family could read. Three statements."""
    [stood] = tuples(STANDS)
    asking, hidden, people, sealed = (one or "" for one in stood)
    tuples(AS_NOBODY, family=family_id)
    try:
        yield
    finally:
        # After a statement that failed, PostgreSQL itself puts back what was said in that transaction.
        with suppress(DatabaseError):
            tuples(AS_BEFORE, asking=asking, hidden=hidden, people=people, sealed=sealed)
