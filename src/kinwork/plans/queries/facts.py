"""What flags are made of, for one family, for a unit, for what is somebody's own: in SQL (docs/adr/0007)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinwork.access.actor import Actor
from kinwork.access.roles import keys_of
from kinwork.access.sql import Row, rows
from kinwork.cases.models import LEADS
from kinwork.children.models import ConferenceKind
from kinwork.meetings.models import ConversationState, TaskState
from kinwork.people.models import BirthKind, short_name_of
from kinwork.record.models import CONTACTS
from kinwork.record.queries import MAY_KNOW
from kinwork.record.seen import KIDS
from kinwork.units.unit_shapes import Holds

from ..flags import After, ChildSeen, Facts, Unnamed
from ..models import AimState, ReviewKind
from ..suggestions import ALONG, suggestions_of, with_suggestions

# Which open involvements: those of a unit, the one of a family, or what is somebody's own in the units that open to
# them: who is key worker, has a leading role or is the named social worker; and all of a unit for whoever leads it.
OF_UNIT = "a.unit_id = %(unit)s"
OF_FAMILY = "i.family_id = %(family)s"
OWN = """(%(everywhere)s OR a.unit_id = ANY (%(units)s::bigint[])) AND (
    a.unit_id = ANY (%(led)s::bigint[]) OR i.key_worker_id = %(user)s
    OR EXISTS (SELECT 1 FROM cases_familyrole r WHERE r.involvement_id = i.id AND r.user_id = %(user)s
               AND r.kind = ANY (%(leads)s) AND r.during @> %(on)s::date)
    OR EXISTS (SELECT 1 FROM children_namedworker n WHERE n.involvement_id = i.id AND n.worker_id = %(user)s
               AND n.withdrawn_at IS NULL AND n.ended_on IS NULL))"""
STANDS = "involvement_id = held.id AND withdrawn_at IS NULL"

# Each of these is worked out once: PostgreSQL, which takes the families for one, would do so again for each of them.
FACTS = f"""
WITH rules AS (
    SELECT %(on)s::date AS on_day, coalesce(max(active_within_weeks), 8) AS active,
           coalesce(max(step_overdue_days), 14) AS overdue, coalesce(max(discuss_every_weeks), 4) AS discuss,
           coalesce(max(seen_within_weeks), 4) AS seen, coalesce(max(alone_within_weeks), 8) AS alone,
           coalesce(max(plan_within_weeks), 9) AS plan
    FROM access_authority
), held AS (
    SELECT i.id, i.family_id, i.opened_on, i.expected_end, i.why_open, i.trying_to_do, i.how, i.key_worker_id,
           a.unit_id, nullif(a.began_on, '-infinity') AS since
    FROM cases_involvement i JOIN cases_holding a ON a.involvement_id = i.id
         AND a.began_on <= %(on)s::date AND (a.ended_on IS NULL OR a.ended_on > %(on)s::date)
    WHERE i.closed_on IS NULL AND WHICH
), {KIDS}, seen AS MATERIALIZED (
    SELECT kids.involvement_id, json_agg(json_build_array(
        p.id, p.given_name, p.family_name, CASE WHEN p.born_kind = '{BirthKind.EXACT}' THEN p.born_on END,
        kids.seen_on, kids.alone_on) ORDER BY p.id) AS told
    FROM kids JOIN people_person p ON p.id = kids.person_id
    WHERE kids.is_born GROUP BY kids.involvement_id
), talk AS MATERIALIZED (
    SELECT held.id, max(m.held_on) AS last FROM held JOIN meetings_discussion d USING (family_id)
    JOIN meetings_meeting m ON m.id = d.meeting_id WHERE m.held_on <= %(on)s GROUP BY held.id
), active AS (
    SELECT held.id, held.unit_id, e.by_id AS user_id FROM held JOIN record_entry e USING (family_id)
    WHERE e.kind = ANY (%(contacts)s) AND e.happened_on > (SELECT on_day - active * 7 FROM rules) AND {MAY_KNOW}
    UNION SELECT held.id, held.unit_id, t.owner_id FROM held JOIN meetings_task t USING (family_id)
    WHERE t.state = '{TaskState.OPEN}' AND t.owner_id IS NOT NULL
    UNION SELECT held.id, held.unit_id, unnest(ARRAY[c.lead_id, c.reflect_id])
    FROM held JOIN meetings_plannedconversation c USING (family_id) WHERE c.state = '{ConversationState.PLANNED}'
), alone AS MATERIALIZED (
    SELECT active.id, min(w.full_name) AS name FROM active JOIN access_user w ON w.id = active.user_id
    GROUP BY active.id HAVING bool_and(EXISTS (
        SELECT 1 FROM units_postholding h JOIN units_post p ON p.id = h.post_id
        WHERE h.user_id = active.user_id AND h.during @> %(on)s::date AND p.role = ANY (%(clinical)s)
    ))
), reviewed AS MATERIALIZED (
    SELECT held.id, r.* FROM held CROSS JOIN LATERAL (
        SELECT * FROM (
            SELECT '{ReviewKind.PLAN}' AS kind, v.on AS day FROM plans_plan p
            JOIN plans_planreview v ON v.plan_id = p.id WHERE p.involvement_id = held.id AND v.mistaken_at IS NULL
            UNION ALL SELECT '{ReviewKind.NEED}', "on" FROM children_needreview WHERE {STANDS}
            UNION ALL SELECT '{ReviewKind.CONFERENCE}', "on" FROM children_conference
            WHERE {STANDS} AND kind = '{ConferenceKind.REVIEW}'
            UNION ALL SELECT '{ReviewKind.CARE}', "on" FROM children_carereview WHERE {STANDS}
        ) x ORDER BY day DESC, kind LIMIT 1
    ) r
), steps AS (
    SELECT p.involvement_id, t.id, t.what, t.due_on, s.aim_id, coalesce(w.full_name, t.agency) AS who
    FROM held JOIN plans_plan p ON p.involvement_id = held.id AND p.ended_on IS NULL
    JOIN plans_aim a ON a.plan_id = p.id AND a.state = '{AimState.OPEN}'
    JOIN plans_planstep s ON s.aim_id = a.id AND s.taken_out_at IS NULL
    JOIN meetings_task t ON t.id = s.task_id LEFT JOIN access_user w ON w.id = t.owner_id
    WHERE t.state = '{TaskState.OPEN}'
), late AS MATERIALIZED (
    SELECT involvement_id, count(*) AS number, (array_agg(what ORDER BY due_on, id))[1] AS what, min(due_on) AS due
    FROM steps WHERE due_on < (SELECT on_day - overdue FROM rules) GROUP BY involvement_id
), law AS MATERIALIZED (
    SELECT held.id, min(l.started_on) AS since FROM held CROSS JOIN LATERAL (
        SELECT started_on FROM children_needplan WHERE {STANDS} AND ended_on IS NULL
        UNION ALL SELECT started_on FROM children_protectionplan WHERE {STANDS} AND ended_on IS NULL
        UNION ALL SELECT started_on FROM children_careperiod WHERE {STANDS} AND ended_on IS NULL
    ) l GROUP BY held.id
), grave AS (
    SELECT held.id, person_id, started_on FROM held JOIN children_protectionplan p ON p.involvement_id = held.id
        AND p.withdrawn_at IS NULL AND p.ended_on IS NULL
    UNION ALL SELECT held.id, person_id, started_on FROM held JOIN children_careperiod c ON c.involvement_id = held.id
        AND c.withdrawn_at IS NULL AND c.ended_on IS NULL
), unnamed AS (
    SELECT grave.id, json_agg(json_build_array(
        p.id, p.given_name, p.family_name, greatest(grave.since, n.ended_on), coalesce(n.who, '')
    ) ORDER BY p.id) AS told
    FROM (SELECT id, person_id, min(started_on) AS since FROM grave GROUP BY id, person_id) grave
    JOIN people_person p ON p.id = grave.person_id
    LEFT JOIN LATERAL (
        SELECT n.ended_on, CASE WHEN n.ended_on IS NULL THEN w.full_name END AS who, n.ended_on IS NULL
               AND w.is_active AND EXISTS (
                   SELECT 1 FROM units_postholding h WHERE h.user_id = w.id AND h.during @> %(on)s::date) AS holds
        FROM children_namedworker n JOIN access_user w ON w.id = n.worker_id
        WHERE n.person_id = p.id AND n.withdrawn_at IS NULL AND n.started_on <= %(on)s
        ORDER BY n.started_on DESC LIMIT 1
    ) n ON true
    WHERE NOT coalesce(n.holds, false) GROUP BY grave.id
)
SELECT held.id AS involvement_id, held.family_id, f.name AS family, held.unit_id, u.name AS unit, held.opened_on,
    held.since, held.expected_end, talk.last, rules.discuss AS every_weeks,
    ARRAY[rules.seen, rules.alone, rules.plan, rules.active, rules.overdue] AS after,
    coalesce(unnamed.told, '[]') AS unnamed, coalesce(seen.told, '[]') AS children,
    coalesce(alone.name, '') AS clinician,
    reviewed.kind AS review_kind, reviewed.day AS review_day, asked.on AS asked_on, asked.by_name AS asked_by,
    asked.is_still_so, asked.review_kind AS asked_at, asked.review_on AS asked_review_on,
    p.id AS plan_id, p.review_on, law.since AS in_law_since, late.what AS late_what, late.due AS late_due,
    coalesce(late.number, 0) AS late_number, EXISTS (
        SELECT 1 FROM meetings_broughtforward b LEFT JOIN meetings_meeting m ON m.id = b.met_in_id
        WHERE b.family_id = held.family_id AND b.withdrawn_at IS NULL AND m.closed_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM meetings_discussion d WHERE d.meeting_id = m.id AND d.family_id = held.family_id)
    ) AS is_on_next, held.key_worker_id = %(user)s AND u.holds = %(individual)s AS is_by_name MORE{ALONG}
FROM held JOIN families_family f ON f.id = held.family_id JOIN units_unit u ON u.id = held.unit_id
LEFT JOIN seen ON seen.involvement_id = held.id LEFT JOIN talk ON talk.id = held.id
CROSS JOIN rules LEFT JOIN unnamed ON unnamed.id = held.id
LEFT JOIN alone ON alone.id = held.id LEFT JOIN reviewed ON reviewed.id = held.id
LEFT JOIN late ON late.involvement_id = held.id LEFT JOIN law ON law.id = held.id
LEFT JOIN plans_plan p ON p.involvement_id = held.id AND p.ended_on IS NULL
LEFT JOIN LATERAL (
    SELECT q.*, w.full_name AS by_name FROM plans_questionsasked q JOIN access_user w ON w.id = q.by_id
    WHERE q.involvement_id = held.id ORDER BY q.on DESC, q.id DESC LIMIT 1
) asked ON true
ORDER BY lower(f.name), f.id
"""  # noqa: S608 -- choices from their enums

# For the family's own page: what the plan says there in brief, and how the four questions were answered.
IN_BRIEF = f""",
    held.why_open, held.trying_to_do, held.how, (
        SELECT json_build_array(g.number, g.on, g.agreed_with) FROM plans_agreement g
        WHERE g.plan_id = p.id AND g.mistaken_at IS NULL ORDER BY g.number DESC LIMIT 1
    ) AS agreed, coalesce((
        SELECT json_agg(json_build_array(x.id, x.words, x.said_by, x.is_for_staff, (
            SELECT coalesce(json_agg(concat_ws(' ', nullif(n.given_name, ''), nullif(n.family_name, '')) ORDER BY k.id),
                '[]') FROM plans_aimkeptfrom k JOIN people_person n ON n.id = k.person_id WHERE k.aim_id = x.id
        )) ORDER BY x.position, x.id)
        FROM plans_aim x WHERE x.plan_id = p.id AND x.state = '{AimState.OPEN}'
    ), '[]') AS aims, coalesce((
        SELECT json_agg(json_build_array(s.aim_id, s.id, s.what, s.who, s.due_on) ORDER BY s.due_on, s.id)
        FROM steps s WHERE s.involvement_id = held.id
    ), '[]') AS steps"""  # noqa: S608 -- choices from their enums
UNIT_FACTS, OWN_FACTS = (FACTS.replace("WHICH", which).replace("MORE", "") for which in (OF_UNIT, OWN))
FAMILY_FACTS = FACTS.replace("WHICH", OF_FAMILY).replace("MORE", IN_BRIEF)


def _values(actor: Actor, on: date) -> dict[str, Any]:
    return {
        "on": on,
        "user": actor.user_id,
        "contacts": [kind.value for kind in CONTACTS],
        "clinical": keys_of(lambda role: role.is_clinical),
        "individual": Holds.INDIVIDUAL,
    }


def facts_of_unit(actor: Actor, unit_id: int, on: date) -> list[Facts]:
    """Of every open family of a unit, by name. One statement, however many families."""
    return [_facts(row, on) for row in rows(with_suggestions(UNIT_FACTS), unit=unit_id, **_values(actor, on))]


def own_facts(actor: Actor, on: date) -> list[Facts]:
    """Of the families that are somebody's own, and of all in the units that they lead. One statement."""
    led = [unit_id for unit_id in actor.unit_ids if actor.leads(unit_id)]
    found = rows(
        with_suggestions(OWN_FACTS), units=actor.reach, everywhere=actor.sees_every_unit, led=led,
        leads=[kind.value for kind in LEADS], **_values(actor, on),
    )  # fmt: skip
    return [_facts(row, on) for row in found]


@dataclass(frozen=True)
class NextStep:
    """An open step, as the family's page tells of it."""

    aim_id: int
    task_id: int
    what: str
    who: str
    due_on: date | None


@dataclass(frozen=True)
class InBrief:
    """What a family's page shows of plan and questions."""

    facts: Facts
    involvement_id: int
    answers: dict[str, Any]
    asked: dict[str, Any] | None  # when the questions were answered last, by whom, at which review
    review: tuple[str, date] | None  # the last one: its kind and day
    agreed: tuple[int, date, str] | None
    aims: list[tuple[int, str, str, bool, list[str]]]  # and from whom in the family it is kept
    steps: list[NextStep]


def in_brief(actor: Actor, family_id: int, on: date) -> InBrief | None:
    """Flags' facts, plan and questions of one family; none where it is not open. One statement."""
    found = rows(with_suggestions(FAMILY_FACTS), family=family_id, **_values(actor, on))
    if not found:
        return None
    row = found[0]
    asked = None
    if row["asked_on"]:
        asked = {
            "on": row["asked_on"],
            "by": row["asked_by"],
            "is_still_so": row["is_still_so"],
            "at": ReviewKind(row["asked_at"]).label if row["asked_at"] else "",
            "review_on": row["asked_review_on"],
        }
    agreed = row["agreed"]
    return InBrief(
        facts=_facts(row, on),
        involvement_id=row["involvement_id"],
        answers={name: row[name] for name in ("why_open", "trying_to_do", "how", "expected_end")},
        asked=asked,
        review=(row["review_kind"], row["review_day"]) if row["review_day"] else None,
        agreed=(agreed[0], date.fromisoformat(agreed[1]), agreed[2]) if agreed else None,
        aims=[tuple(aim) for aim in row["aims"]],
        steps=[NextStep(aim, pk, what, who, _day(due)) for aim, pk, what, who, due in row["steps"]],
    )


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _facts(row: Row, on: date) -> Facts:
    return Facts(
        family_id=row["family_id"],
        family=row["family"],
        unit_id=row["unit_id"],
        unit=row["unit"],
        opened_on=row["opened_on"],
        since=row["since"] or row["opened_on"],
        expected_end=row["expected_end"],
        last_discussed=row["last"],
        every_weeks=row["every_weeks"],
        children=tuple(
            ChildSeen(pk, short_name_of(given, surname), _day(born), _day(seen), _day(alone))
            for pk, given, surname, born, seen, alone in row["children"]
        ),
        unnamed=tuple(
            Unnamed(pk, short_name_of(given, surname), _day(since) or row["opened_on"], left)
            for pk, given, surname, since, left in row["unnamed"]
        ),
        after=After(*row["after"]),
        only_clinician=row["clinician"],
        review=(str(ReviewKind(row["review_kind"]).label), row["review_day"]) if row["review_day"] else None,
        asked_on=row["asked_on"],
        plan_id=row["plan_id"],
        review_on=row["review_on"],
        in_law_since=row["in_law_since"],
        late_step=(row["late_what"], row["late_due"]) if row["late_due"] else None,
        late_steps=row["late_number"],
        is_on_next=row["is_on_next"],
        is_by_name=bool(row["is_by_name"]),
        suggestions=suggestions_of(row, on),
    )
