"""Looking that somebody should ask about. It accuses nobody: there may be a good reason for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kinwork.access.roles import keys_of
from kinwork.access.sql import tuples

LOOKS_BACK = timedelta(days=30)
MANY = 30  # families opened in a day by one person: a busy duty desk opens about ten
MANY_SEARCHES = 60  # in a day by one person: a busy front door asks about thirty times
FAMILIES_SAID = 5


@dataclass(frozen=True)
class UnusualAccess:
    """What somebody did, how often and when last; and of which families, as far as one may know of them."""

    user_id: int
    name: str
    what: str
    how_often: int
    last: datetime
    families: list[int] = field(default_factory=list)

    @property
    def said(self) -> list[int]:
        """The families that are named on the page."""
        return self.families[:FAMILIES_SAID]

    @property
    def more(self) -> int:
        return len(self.families) - len(self.said)


# Drawing data without names (of a study) opens no family: nobody sees whose it is.
SURNAME = """
SELECT u.id, u.full_name, 'opened a family with their own surname', count(*), max(e.at), array_agg(DISTINCT e.family_id)
FROM access_auditevent e JOIN access_user u ON u.id = e.actor_id
WHERE e.at >= %(since)s AND e.family_id IS NOT NULL AND e.object_type <> 'Study' AND EXISTS (
    SELECT 1 FROM families_familymember m JOIN people_person p ON p.id = m.person_id
    WHERE m.family_id = e.family_id
      AND lower(p.family_name) = lower(regexp_replace(u.full_name, '^.*\\s', '')) AND p.family_name <> '')
GROUP BY u.id, u.full_name
"""
VOLUME = """
SELECT id, full_name, 'opened ' || most || ' different families in one day', days, last FROM (
    SELECT u.id, u.full_name, max(d.families) AS most, count(*) AS days, max(d.last) AS last
    FROM (SELECT actor_id, at::date, count(DISTINCT family_id) AS families, max(at) AS last FROM access_auditevent
          WHERE at >= %(since)s AND family_id IS NOT NULL AND object_type <> 'Study'
          GROUP BY actor_id, at::date) d
    JOIN access_user u ON u.id = d.actor_id WHERE d.families >= %(many)s GROUP BY u.id, u.full_name) found
"""
FORMER_UNIT = """
SELECT u.id, u.full_name, 'opened a family of a unit that they have left, by giving a reason', count(*),
       max(o.opened_at), array_agg(DISTINCT o.family_id)
FROM access_accessgrant o JOIN access_user u ON u.id = o.user_id
WHERE o.opened_at >= %(since)s AND EXISTS (
    SELECT 1 FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    JOIN units_post p ON p.unit_id = a.unit_id JOIN units_postholding h ON h.post_id = p.id AND h.user_id = u.id
    WHERE i.family_id = o.family_id AND a.during @> o.opened_at::date AND upper(h.during) <= o.opened_at::date)
GROUP BY u.id, u.full_name
"""
AT_NIGHT = """
SELECT u.id, u.full_name, 'opened families between eleven at night and six', count(*), max(e.at)
FROM access_auditevent e JOIN access_user u ON u.id = e.actor_id
WHERE e.at >= %(since)s AND e.family_id IS NOT NULL AND e.object_type <> 'Study'
  AND extract(hour FROM e.at AT TIME ZONE 'Europe/London') NOT BETWEEN 6 AND 22
  AND NOT EXISTS (SELECT 1 FROM units_postholding h JOIN units_post p ON p.id = h.post_id
                  WHERE h.user_id = u.id AND p.role = ANY (%(at_night)s) AND h.during @> e.at::date)
GROUP BY u.id, u.full_name
"""
# Where staff live is not for the application to read: PostgreSQL compares, and tells only that it fits (sql/).
NEAR_HOME = """
SELECT u.id, u.full_name, CASE n.what
    WHEN 'house' THEN 'opened a family with an address at the house where they live'
    WHEN 'near' THEN 'opened a family with an address near where they live'
    ELSE 'searched for the postcode where they live' END, n.times, n.last, coalesce(n.families, '{}')
FROM kinwork_near_home(%(since)s::timestamptz) n JOIN access_user u ON u.id = n.user_id
"""
# The search asks at every pause of typing: what only goes on with what was asked just before is the same search.
SEARCHES = """
WITH asked AS (
    SELECT e.id, e.actor_id, e.at, ' ' || kinwork_fold(e.words) || ' ' AS words
    FROM access_auditevent e WHERE e.at >= %(since)s AND e.verb IN ('searched', 'searched in emergency')
), turned AS (
    SELECT *, lag(at) OVER mine AS before_at, rtrim(lag(words) OVER mine) AS said, rtrim(words) AS says FROM asked
    WINDOW mine AS (PARTITION BY actor_id ORDER BY id)
), counted AS (
    SELECT *, count(*) FILTER (
        WHERE before_at IS NULL OR at - before_at > interval '1 minute'
           OR NOT (starts_with(says, said) OR starts_with(said, says))
    ) OVER (PARTITION BY actor_id ORDER BY id) AS search FROM turned
), search AS (
    SELECT u.id, u.full_name, c.search, max(c.at) AS at, (max(c.at) AT TIME ZONE 'Europe/London')::date AS day,
           bool_or(own <> '' AND strpos(c.words, ' ' || own || ' ') > 0) AS is_own
    FROM counted c JOIN access_user u ON u.id = c.actor_id,
         LATERAL (SELECT kinwork_fold(regexp_replace(u.full_name, '^.*\\s', '')) AS own) named
    GROUP BY u.id, u.full_name, c.search
)
SELECT id, full_name, 'searched for their own surname', count(*), max(at) FROM search WHERE is_own
GROUP BY id, full_name
UNION ALL
SELECT id, full_name, 'searched ' || max(searches) || ' times in one day', count(*), max(last) FROM (
    SELECT id, full_name, day, count(*) AS searches, max(at) AS last FROM search GROUP BY id, full_name, day
) each_day WHERE searches >= %(many)s GROUP BY id, full_name
"""


def unusual_access(since: datetime) -> list[UnusualAccess]:
    """What stands out in the log since a moment. Six statements."""
    found = [
        *tuples(SURNAME, since=since),
        *tuples(NEAR_HOME, since=since),
        *tuples(VOLUME, since=since, many=MANY),
        *tuples(FORMER_UNIT, since=since),
        *tuples(AT_NIGHT, since=since, at_night=keys_of(lambda role: role.works_at_night)),
        *tuples(SEARCHES, since=since, many=MANY_SEARCHES),
    ]
    return sorted((UnusualAccess(*row) for row in found), key=lambda one: one.last, reverse=True)
