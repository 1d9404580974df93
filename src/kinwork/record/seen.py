"""When each child was last seen: the one place that says so for lists, figures and what needs attention."""

from __future__ import annotations

from kinwork.people.models import BirthKind

from .queries import MAY_KNOW

SEEN_WITHIN_WEEKS = 4  # a child whom nobody has seen for so long is "not seen", unless a list asks for another time

# Children of concern, as the board counts them; whether one has been born yet; the last time that each was seen.
# ``held``: open involvements with their unit, read before.
KIDS = f"""kids AS (
    SELECT held.unit_id, held.family_id, held.id AS involvement_id, p.id AS person_id,
           p.born_kind <> '{BirthKind.EXPECTED}' AS is_born, seen.happened_on AS seen_on, seen.alone, seen.by_id
    FROM held JOIN families_familymember fm USING (family_id) JOIN people_person p ON p.id = fm.person_id
    LEFT JOIN LATERAL (
        SELECT e.happened_on, s.alone, e.by_id FROM record_seen s JOIN record_entry e ON e.id = s.entry_id
        WHERE s.person_id = p.id AND e.family_id = held.family_id AND {MAY_KNOW}
        ORDER BY e.happened_on DESC, e.id DESC LIMIT 1
    ) seen ON true
    WHERE fm.is_child AND NOT fm.taken_back AND NOT p.is_deceased
)"""  # noqa: S608 -- choices from their enums
SEEN_ALONE = "is_born AND seen_on > %(unseen)s::date AND alone"
NOT_SEEN = "is_born AND (seen_on IS NULL OR seen_on <= %(unseen)s::date)"
