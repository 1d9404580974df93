"""Finding what was written, each read with its number of statements."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from kinwork.access.actor import Actor
from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.formal_meetings.kinds import KINDS as FORMAL
from kinwork.record.models import EntryKind

from .asked import AskedWords
from .excerpts import START, STOP, excerpts, hits_in
from .models import Source

PAGE = 20
MOST = 1000  # counted; beyond that there are "more than 1,000"


@dataclass(frozen=True)
class Within:
    """Where is looked: of which kinds, from when until when, by whom, naming whom."""

    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    writer: int | None = None
    person: int | None = None


@dataclass(frozen=True)
class FoundText:
    """Something written in which the words are."""

    source: str
    pk: int
    family_id: int
    family: str
    kind: str
    on: date
    writer: str
    is_limited: bool
    excerpts: list[Markup]

    @property
    def what(self) -> str:
        """In words: 'Visit at home', 'Unit meeting', 'Core group'."""
        if self.source == Source.ENTRY:
            return EntryKind(self.kind).label if self.kind in EntryKind.values else self.kind
        if self.source == Source.FORMAL:
            return FORMAL[self.kind].name if self.kind in FORMAL else "Meeting with others"
        return ONE[Source(self.source)]


ONE = {
    Source.DISCUSSION: "Unit meeting",
    Source.HYPOTHESIS: "Hypothesis",
    Source.CONVERSATION: "Planned conversation",
    Source.CONTACT: "What came in",
    Source.SUMMARY: "Summary",
}


@dataclass
class Found:
    """A page of what was found, and how much there is."""

    asked: AskedWords
    texts: list[FoundText] = field(default_factory=list)
    total: int = 0
    families: list[int] = field(default_factory=list)  # of everything that was found, also on other pages
    is_limited: bool = False  # whether anything among it is for named staff only

    @property
    def is_more(self) -> bool:
        return self.total > MOST


# The families that open to somebody directly, and those that they have opened. Which unit holds a family is looked up
# only for those that such a unit ever held.
REACH = """
SELECT i.family_id FROM (
    SELECT DISTINCT x.family_id FROM cases_allocation a JOIN cases_involvement x ON x.id = a.involvement_id
    WHERE a.unit_id = ANY (%(reach)s::bigint[])
) i CROSS JOIN LATERAL kinwork_holding(i.family_id) held WHERE held.unit_id = ANY (%(reach)s::bigint[])
UNION
SELECT o.family_id FROM access_accessgrant o WHERE o.user_id = %(user)s AND o.ends_at > now()
"""


def families_in_reach(actor: Actor) -> list[int] | None:
    """Those whose records open to somebody; None for all that there are for them. One statement, or none."""
    if actor.sees_every_unit:
        return None
    return [pk for (pk,) in tuples(REACH, reach=actor.reach, user=actor.user_id)]


# The keys come from the index; everything else of them through row security, the count too. Names and what is written
# as it was typed stand before other forms of a word, where the best comes first.
FIND = """
WITH asked AS MATERIALIZED (
    SELECT kinwork_asked('public.kinwork_stems', %(words)s::text[], %(without_words)s::text[]) AS stems,
           kinwork_asked('pg_catalog.simple', %(phrases)s::text[], %(without_phrases)s::text[]) AS words,
           kinwork_asked('pg_catalog.simple', %(words)s::text[] || %(phrases)s::text[], '{}') AS exact
), found AS MATERIALIZED (
    SELECT key FROM asked, kinwork_find(
        asked.stems, kinwork_narrowed(asked.words, %(phrases)s::text[]), %(families)s::bigint[], %(kinds)s::text[],
        %(since)s::date, %(until)s::date, %(writer)s::bigint, %(person)s::bigint, %(most)s::int + 1) AS f (key)
), there AS MATERIALIZED (
    SELECT t.key, t.source, t.thing_id, t.family_id, t.kind, t.on_day, t.by_id, t.is_limited,
           CASE WHEN %(best)s THEN ts_rank(t.words, asked.exact) * 2 + ts_rank(t.stems, asked.stems) ELSE 0 END AS rank
    FROM find_findable t CROSS JOIN asked WHERE t.key = ANY (ARRAY(SELECT key FROM found))
)
SELECT t.source, t.thing_id, t.family_id, f.name, t.kind, t.on_day, coalesce(w.full_name, ''), t.is_limited,
       (SELECT count(*) FROM there), (SELECT array_agg(DISTINCT family_id) FROM there),
       (SELECT bool_or(is_limited) FROM there)
FROM (SELECT * FROM there ORDER BY rank DESC, on_day DESC, key LIMIT %(page)s OFFSET %(skip)s) t
JOIN families_family f ON f.id = t.family_id LEFT JOIN access_user w ON w.id = t.by_id
ORDER BY t.rank DESC, t.on_day DESC, t.key
"""
# Each source's text as its reader may have it.
TEXTS = f"""
WITH asked AS MATERIALIZED (
    SELECT kinwork_asked('public.kinwork_stems', %(words)s::text[], '{{}}') AS stems,
           kinwork_asked('pg_catalog.simple', %(phrases)s::text[], '{{}}') AS words
), said (key, text) AS (
    SELECT 'entry-' || e.id, concat_ws(E'\\n', e.text, (
        SELECT string_agg(a.text, E'\\n' ORDER BY a.id) FROM record_entryamendment a WHERE a.entry_id = e.id),
        e.place, e.present, e.said_by, e.not_seen_because)
    FROM record_entry e WHERE e.id = ANY (%({Source.ENTRY.value})s::bigint[])
    UNION ALL
    SELECT 'discussion-' || d.id, concat_ws(E'\\n', (
        SELECT string_agg(p.text, E'\\n' ORDER BY p.id) FROM meetings_passage p WHERE p.discussion_id = d.id), (
        SELECT string_agg(concat_ws(E'\\n', x.words, x.reason), E'\\n' ORDER BY x.id)
        FROM meetings_decision x WHERE x.discussion_id = d.id), (
        SELECT string_agg(a.text, E'\\n' ORDER BY a.id)
        FROM meetings_minute i JOIN meetings_amendment a ON a.minute_id = i.id WHERE i.discussion_id = d.id))
    FROM meetings_discussion d WHERE d.id = ANY (%({Source.DISCUSSION.value})s::bigint[])
    UNION ALL
    SELECT 'hypothesis-' || h.id, concat_ws(E'\\n', h.statement, h.speaks_for, h.speaks_against, h.find_out)
    FROM meetings_hypothesis h WHERE h.id = ANY (%({Source.HYPOTHESIS.value})s::bigint[])
    UNION ALL
    SELECT 'conversation-' || c.id,
           concat_ws(E'\\n', c.purpose, c.questions, c.if_yes, c.if_no, c.what_happened, c.effect)
    FROM meetings_plannedconversation c WHERE c.id = ANY (%({Source.CONVERSATION.value})s::bigint[])
    UNION ALL
    SELECT 'contact-' || c.id, concat_ws(E'\\n', c.said, c.wanted, c.relation, c.agency_name, (
        SELECT string_agg(x.text, E'\\n' ORDER BY x.id) FROM front_door_addition x WHERE x.contact_id = c.id))
    FROM front_door_contact c WHERE c.id = ANY (%({Source.CONTACT.value})s::bigint[])
    UNION ALL
    SELECT 'formal-' || m.id, concat_ws(E'\\n', m.notes, m.outcome, m.agenda, m.because)
    FROM formal_meetings_formalmeeting m WHERE m.id = ANY (%({Source.FORMAL.value})s::bigint[])
    UNION ALL
    SELECT 'summary-' || p.summary_id, string_agg(p.text, E'\\n' ORDER BY p.id)
    FROM summaries_summarypassage p
    WHERE p.summary_id = ANY (%({Source.SUMMARY.value})s::bigint[]) AND p.entry_id IS NULL GROUP BY p.summary_id
)
SELECT said.key, said.text,
       CASE WHEN numnode(asked.stems) > 0
            THEN ts_headline('public.kinwork_stems', kinwork_findable_text(left(said.text, %(longest)s)), asked.stems,
                             %(options)s) ELSE '' END,
       CASE WHEN numnode(asked.words) > 0
            THEN ts_headline('pg_catalog.simple', kinwork_findable_text(left(said.text, %(longest)s)), asked.words,
                             %(options)s) ELSE '' END
FROM said CROSS JOIN asked
"""  # noqa: S608 -- choices from their enum
LONGEST = 400_000
OPTIONS = f"HighlightAll=true, StartSel={START}, StopSel={STOP}"


@may_lag
def find(
    actor: Actor,
    asked: AskedWords,
    within: Within = Within(),
    *,
    family_id: int | None = None,
    best: bool = False,
    page: int = 1,
) -> Found:
    """In one family's record, or in all that open to whoever asks. At most three statements."""
    found = Found(asked)
    if asked.is_empty:
        return found
    families = [family_id] if family_id is not None else families_in_reach(actor)
    if families == []:
        return found
    rows = tuples(
        FIND, **_said(asked), families=families, kinds=list(within.kinds), since=within.since, until=within.until,
        writer=within.writer, person=within.person, most=MOST, best=best, page=PAGE, skip=(page - 1) * PAGE,
    )  # fmt: skip
    if not rows:
        return found
    found.total, found.families, found.is_limited = rows[0][8:11]
    said = _excerpts(asked, [(row[0], row[1]) for row in rows])
    found.texts = [_found(row, said.get((row[0], row[1]), [])) for row in rows]
    return found


def _found(row: tuple[Any, ...], places: list[Markup]) -> FoundText:
    source, pk, family_id, family, kind, on, writer, is_limited, *_ = row
    return FoundText(source, pk, family_id, family, kind, on, writer, is_limited, places)


def _said(asked: AskedWords) -> dict[str, list[str]]:
    plain = {
        "words": asked.words,
        "phrases": asked.phrases,
        "without_words": asked.without_words,
        "without_phrases": asked.without_phrases,
    }
    return {name: [unicodedata.normalize("NFC", one) for one in said] for name, said in plain.items()}


def _excerpts(asked: AskedWords, things: Sequence[tuple[str, int]]) -> dict[tuple[str, int], list[Markup]]:
    """The places in the texts of a page. One statement."""
    of_source = {source.value: [pk for known, pk in things if known == source] for source in Source}
    said = {name: words for name, words in _said(asked).items() if not name.startswith("without")}
    found = {}
    for key, text, by_stems, by_words in tuples(TEXTS, **said, **of_source, longest=LONGEST, options=OPTIONS):
        source, _, pk = key.partition("-")
        hits = sorted({*hits_in(by_stems), *hits_in(by_words)}, key=lambda one: (one.start, -one.end))
        apart = [one for at, one in enumerate(hits) if at == 0 or one.start >= hits[at - 1].end]
        found[source, int(pk)] = excerpts(text, apart)
    return found


WRITERS = """
SELECT u.id, u.full_name FROM access_user u
WHERE u.id IN (SELECT f.by_id FROM find_findable f WHERE f.family_id = %(family)s) ORDER BY u.full_name, u.id
"""


def writers_in(family_id: int) -> list[tuple[int, str]]:
    """Who has written anything that can be found in a family's record. One statement."""
    return [(pk, name) for pk, name in tuples(WRITERS, family=family_id)]


COLLEAGUES = """
SELECT DISTINCT u.id, u.full_name FROM access_user u JOIN units_postholding h ON h.user_id = u.id
JOIN units_post p ON p.id = h.post_id WHERE %(all)s OR p.unit_id = ANY (%(reach)s::bigint[])
ORDER BY u.full_name, u.id LIMIT 300
"""


def writers_in_reach(actor: Actor) -> list[tuple[int, str]]:
    """Who works, or worked, in the units whose families open to somebody. One statement."""
    found = tuples(COLLEAGUES, all=actor.sees_every_unit, reach=actor.reach)
    return [(pk, name) for pk, name in found if name]
