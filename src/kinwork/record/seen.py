"""When each child was last seen: the one place that says so for lists, figures and what needs attention."""

from __future__ import annotations

from kinwork.access.models import AccessGrantKind

from .queries import MAY_KNOW

SEEN_WITHIN_WEEKS = 4  # a child whom nobody has seen for so long is "not seen", unless a list asks for another time

# Of each child of the record, the last time that they were seen by an entry that is limited to named staff, of those
# that the person who asks may know of: few, and found by who wrote them, who is named for them, or what was opened.
LIMITED = f"""limited AS MATERIALIZED (
    SELECT DISTINCT ON (e.family_id, s.person_id) e.family_id, s.person_id, e.id, e.happened_on, s.alone, e.by_id,
           max(e.happened_on) FILTER (WHERE s.alone) OVER (PARTITION BY e.family_id, s.person_id) AS alone_on
    FROM record_entry e JOIN record_seen s ON s.entry_id = e.id
    WHERE e.is_limited AND {MAY_KNOW} AND e.id IN (
        SELECT own.id FROM record_entry own WHERE own.is_limited AND own.by_id = %(user)s
        UNION ALL
        SELECT r.entry_id FROM record_reader r WHERE r.user_id = %(user)s
        UNION ALL
        SELECT other.id FROM access_accessgrant o JOIN record_entry other ON other.family_id = o.family_id
        WHERE other.is_limited AND o.user_id = %(user)s AND o.kind = '{AccessGrantKind.BREAK_GLASS}'
    )
    ORDER BY e.family_id, s.person_id, e.happened_on DESC, e.id DESC
)"""  # noqa: S608 -- choices from their enums
# Children of concern, as the board counts them; whether one has been born yet; the last time that each was seen, and
# the last time alone. ``held``: open involvements with their unit, read before. With the order an adopted child is
# nobody whom the unit sees: whose record is sealed is not among them, also for who has opened it.
KIDS = f"""{LIMITED}, kids AS (
    SELECT held.unit_id, held.family_id, held.id AS involvement_id, k.person_id, k.is_born,
           CASE WHEN is_later THEN l.happened_on ELSE k.seen_on END AS seen_on,
           CASE WHEN is_later THEN l.alone ELSE k.alone END AS alone,
           CASE WHEN is_later THEN l.by_id ELSE k.by_id END AS by_id, greatest(k.alone_on, l.alone_on) AS alone_on
    FROM held JOIN record_lastseen k USING (family_id)
    LEFT JOIN limited l ON l.family_id = k.family_id AND l.person_id = k.person_id
    CROSS JOIN LATERAL (
        SELECT l.id IS NOT NULL AND (k.entry_id IS NULL OR (l.happened_on, l.id) > (k.seen_on, k.entry_id)) AS is_later
    ) compared
    WHERE NOT EXISTS (SELECT 1 FROM children_sealing s WHERE s.person_id = k.person_id AND s.lifted_at IS NULL)
)"""  # noqa: S608 -- put together from constants
SEEN_ALONE = "is_born AND seen_on > %(unseen)s::date AND alone"
NOT_SEEN = "is_born AND (seen_on IS NULL OR seen_on <= %(unseen)s::date)"
