"""Who is told: asked when something happens, and again whenever somebody looks."""

from __future__ import annotations

from kinwork.access.models import Reach
from kinwork.access.roles import RUNS_THE_MEETING, keys_of

# The consultant social worker, the unit coordinator and the group manager.
ANSWERS = keys_of(lambda role: role.permissions >= RUNS_THE_MEETING)
LEADS = keys_of(lambda role: role.leads)

# Who answers for which unit today: by a post, by being named deputy, by covering for one of these, and, while nobody
# leads the unit, the consultant social worker of its buddy. Asked for one person or for one unit: PostgreSQL looks at
# no others.
WHO_ANSWERS = f"""
    SELECT p.unit_id, h.user_id
    FROM units_postholding h JOIN units_post p ON p.id = h.post_id JOIN units_unit u ON u.id = p.unit_id
    WHERE h.during @> %(on)s::date AND u.is_active AND p.role = ANY (%(roles)s::text[])
    UNION
    SELECT d.unit_id, d.user_id FROM units_deputy d
    WHERE d.during @> %(on)s::date AND EXISTS (
        SELECT 1 FROM units_postholding h JOIN units_post p ON p.id = h.post_id
        WHERE h.user_id = d.user_id AND h.during @> %(on)s::date AND p.unit_id = d.unit_id)
    UNION
    SELECT a.unit_id, a.covered_by_id
    FROM units_absence a JOIN units_postholding h ON h.user_id = a.user_id AND h.during @> %(on)s::date
    JOIN units_post p ON p.id = h.post_id AND p.unit_id = a.unit_id AND p.role = ANY (%(roles)s::text[])
    WHERE a.during @> %(on)s::date AND a.covered_by_id IS NOT NULL
    UNION
    SELECT bare.id, h.user_id
    FROM units_unit bare JOIN units_unit near ON near.buddy_id = bare.id AND near.is_active
    JOIN units_post p ON p.unit_id = near.id AND p.role = ANY (%(leads)s::text[])
    JOIN units_postholding h ON h.post_id = p.id
    WHERE bare.is_active AND h.during @> %(on)s::date
      AND NOT EXISTS (SELECT 1 FROM access_authority WHERE reach = '{Reach.UNIT}')
      AND NOT EXISTS (
          SELECT 1 FROM units_postholding l JOIN units_post lp ON lp.id = l.post_id
          JOIN access_user lw ON lw.id = l.user_id AND lw.is_active
          WHERE lp.unit_id = bare.id AND lp.role = ANY (%(leads)s::text[]) AND l.during @> %(on)s::date)
      AND NOT EXISTS (SELECT 1 FROM units_deputy d WHERE d.unit_id = bare.id AND d.during @> %(on)s::date)
"""  # noqa: S608 -- choices from their enums
