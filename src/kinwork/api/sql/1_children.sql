-- Children who have a child protection plan or are looked after, on a day or within the twelve months before it; also
-- of restricted families, and then without the unit that holds them: which unit it is tells where they are. Never one
-- whose record is sealed since an adoption: that a child was looked after would lead to who the child is now. Places,
-- addresses and other people are not read at all (docs/adr/0170). The day on which something ended is the first on
-- which it is no longer so.
CREATE OR REPLACE FUNCTION kinwork_children_protected(day date, only_these bigint[])
RETURNS TABLE (
    person_id bigint, born_on date, is_unborn boolean, nhs text, mothers_nhs text, plan_from date, plan_until date,
    care_from date, care_until date, is_restricted boolean, unit_id bigint
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH facts AS (
        SELECT 'plan' AS what, f.person_id, f.involvement_id, f.started_on, f.ended_on
        FROM children_protectionplan f
        WHERE f.withdrawn_at IS NULL AND f.started_on <= day
          AND (f.ended_on IS NULL OR f.ended_on > day - interval '12 months')
          AND (only_these IS NULL OR f.person_id = ANY (only_these))
        UNION ALL
        SELECT 'care', f.person_id, f.involvement_id, f.started_on, f.ended_on
        FROM children_careperiod f
        WHERE f.withdrawn_at IS NULL AND f.started_on <= day
          AND (f.ended_on IS NULL OR f.ended_on > day - interval '12 months')
          AND (only_these IS NULL OR f.person_id = ANY (only_these))
    ), last AS (
        SELECT DISTINCT ON (what, person_id) what, person_id, involvement_id, started_on,
               CASE WHEN ended_on <= day THEN ended_on END AS ended_on
        FROM facts ORDER BY what, person_id, started_on DESC, ended_on DESC NULLS FIRST
    ), child AS (
        SELECT person_id, max(started_on) FILTER (WHERE what = 'plan') AS plan_from,
               max(ended_on) FILTER (WHERE what = 'plan') AS plan_until,
               max(started_on) FILTER (WHERE what = 'care') AS care_from,
               max(ended_on) FILTER (WHERE what = 'care') AS care_until,
               (array_agg(involvement_id ORDER BY ended_on IS NOT NULL, started_on DESC))[1] AS involvement_id
        FROM last GROUP BY person_id
    )
    SELECT c.person_id, p.born_on, p.born_kind = 'expected', (
               SELECT i.value FROM people_identifier i
               WHERE i.person_id = p.id AND i.kind = 'nhs' AND NOT i.is_mistaken ORDER BY i.ended <> '', i.id DESC LIMIT 1
           ), CASE WHEN p.born_kind = 'expected' THEN (
               SELECT i.value FROM families_parenthood h JOIN people_person m ON m.id = h.parent_id AND m.sex <> 'male'
               JOIN people_identifier i ON i.person_id = m.id AND i.kind = 'nhs' AND NOT i.is_mistaken
               WHERE h.child_id = p.id AND h.kind = 'birth' AND h.superseded_in_id IS NULL
               ORDER BY i.ended <> '', i.id DESC LIMIT 1
           ) END,
           c.plan_from, c.plan_until, c.care_from, c.care_until, r.is_restricted,
           CASE WHEN NOT r.is_restricted THEN held.unit_id END
    FROM child c JOIN people_person p ON p.id = c.person_id
    JOIN cases_involvement i ON i.id = c.involvement_id
    LEFT JOIN LATERAL kinwork_holding(i.family_id) held ON true
    CROSS JOIN LATERAL (
        SELECT EXISTS (
            SELECT 1 FROM access_restriction a WHERE a.lifted_at IS NULL AND (
                a.family_id = i.family_id OR a.family_id IN (
                    SELECT m.family_id FROM families_familymember m WHERE m.person_id = c.person_id))
        ) AS is_restricted
    ) r
    WHERE NOT EXISTS (SELECT 1 FROM children_sealing s WHERE s.person_id = c.person_id AND s.lifted_at IS NULL)
$$;

-- Of one child, by an NHS number or our own, with the date of birth (of an unborn baby by our number and the day on
-- which it is due); and the unborn babies with a plan of whoever has that number. Nothing where nothing is known, where
-- there is no such child and where the asking system may not be told: one and the same.
CREATE OR REPLACE FUNCTION kinwork_child_asked_for(
    day date, said_nhs text, said_id bigint, born date, with_restricted boolean
) RETURNS TABLE (
    is_of_parent boolean, person_id bigint, born_on date, is_unborn boolean, plan_from date, plan_until date,
    care_from date, care_until date, is_restricted boolean, unit_id bigint
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH asked AS MATERIALIZED (
        SELECT p.id FROM people_person p WHERE p.born_on = born AND p.id = ANY (ARRAY(
            SELECT i.person_id FROM people_identifier i
            WHERE i.kind = 'nhs' AND i.value = said_nhs AND NOT i.is_mistaken
            UNION SELECT said_id WHERE said_id IS NOT NULL))
    ), babies AS MATERIALIZED (
        SELECT h.child_id AS id FROM families_parenthood h JOIN people_person b ON b.id = h.child_id
        WHERE h.parent_id IN (SELECT id FROM asked) AND h.superseded_in_id IS NULL AND b.born_kind = 'expected'
    )
    SELECT c.person_id NOT IN (SELECT id FROM asked), c.person_id, c.born_on, c.is_unborn, c.plan_from, c.plan_until,
           c.care_from, c.care_until, c.is_restricted, c.unit_id
    FROM kinwork_children_protected(day, ARRAY(SELECT id FROM asked UNION SELECT id FROM babies)) c
    WHERE with_restricted OR NOT c.is_restricted
    ORDER BY 1, c.plan_from IS NULL, c.plan_until IS NOT NULL, c.care_until IS NOT NULL, c.person_id
$$;
REVOKE ALL ON FUNCTION kinwork_children_protected(date, bigint[]),
    kinwork_child_asked_for(date, text, bigint, date, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_child_asked_for(date, text, bigint, date, boolean) TO kinwork_app;
