-- What is said of each child to those who keep a copy, brought up to a day, with a new number for each that changed.
-- One at a time, from before the first number is given until the transaction ends: whoever has read up to a number has
-- read all that there will ever be below it.
CREATE OR REPLACE FUNCTION kinwork_say_what_changed(day date) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    next_seq bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(54689666);
    SELECT coalesce(max(seq), 0) INTO next_seq FROM api_childstatus;
    WITH telephone AS (SELECT unit_id, telephone FROM api_callto), now_so AS (
        SELECT c.person_id, c.is_restricted, jsonb_build_object(
                   'born_on', c.born_on, 'is_unborn', c.is_unborn, 'nhs_number', c.nhs,
                   'mothers_nhs_number', c.mothers_nhs, 'plan_from', c.plan_from, 'plan_until', c.plan_until,
                   'care_from', c.care_from, 'care_until', c.care_until, 'unit', u.name,
                   'telephone', coalesce(t.telephone, (SELECT telephone FROM telephone WHERE unit_id IS NULL))) AS said
        FROM kinwork_children_protected(day, NULL) c
        LEFT JOIN units_unit u ON u.id = c.unit_id LEFT JOIN telephone t ON t.unit_id = c.unit_id
    ), changed AS (
        SELECT coalesce(n.person_id, s.person_id) AS person_id, n.said,
               coalesce(n.is_restricted, s.is_restricted) AS is_restricted,
               s.said IS NOT NULL AND EXISTS (
                   SELECT 1 FROM children_protectionplan f
                   WHERE f.person_id = s.person_id AND f.withdrawn_at > s.at
                   UNION ALL SELECT 1 FROM children_careperiod f
                   WHERE f.person_id = s.person_id AND f.withdrawn_at > s.at) AS corrects
        FROM now_so n FULL JOIN api_childstatus s ON s.person_id = n.person_id
        WHERE n.said IS DISTINCT FROM s.said OR (n.said IS NOT NULL AND n.is_restricted <> s.is_restricted)
    ), said AS (
        SELECT c.person_id, next_seq + row_number() OVER (ORDER BY c.person_id) AS seq, c.said, c.is_restricted,
               c.corrects, CASE
                   WHEN c.said IS NOT NULL THEN 'status'
                   WHEN NOT EXISTS (SELECT 1 FROM people_person p WHERE p.id = c.person_id) THEN 'erase'
                   WHEN EXISTS (SELECT 1 FROM children_sealing a
                                WHERE a.person_id = c.person_id AND a.lifted_at IS NULL) THEN 'erase'
                   WHEN c.corrects THEN 'corrected' ELSE 'lapsed' END AS what
        FROM changed c
    )
    INSERT INTO api_childstatus AS old (person_id, seq, what, said, corrects, is_restricted, at, open_what, open_corrects)
    SELECT person_id, seq, what, said, corrects, is_restricted, clock_timestamp(), '', false FROM said
    ON CONFLICT (person_id) DO UPDATE SET
        seq = EXCLUDED.seq, what = EXCLUDED.what, said = EXCLUDED.said, corrects = EXCLUDED.corrects,
        is_restricted = EXCLUDED.is_restricted, at = EXCLUDED.at;

    -- What of it those get who may not know of restricted families: of a child who was always in one, nothing.
    SELECT coalesce(max(open_seq), 0) INTO next_seq FROM api_childstatus;
    WITH changed AS (
        SELECT s.person_id, n.what, n.said, s.corrects AND NOT s.is_restricted AS corrects
        FROM api_childstatus s
        CROSS JOIN LATERAL (
            SELECT CASE WHEN s.is_restricted THEN 'erase' ELSE s.what END AS what,
                   CASE WHEN NOT s.is_restricted THEN s.said END AS said
        ) n
        WHERE (s.open_what <> '' OR NOT s.is_restricted)
          AND (n.what, n.said) IS DISTINCT FROM (s.open_what::text, s.open_said)
    ), numbered AS (
        SELECT c.*, next_seq + row_number() OVER (ORDER BY c.person_id) AS seq FROM changed c
    )
    UPDATE api_childstatus s SET open_seq = n.seq, open_what = n.what, open_said = n.said, open_corrects = n.corrects,
           open_at = clock_timestamp()
    FROM numbered n WHERE n.person_id = s.person_id;
END
$$;

-- What was said after a number, in its order, each of the two in numbers of its own. Who begins a copy is told of no one
-- who is not in it.
CREATE OR REPLACE FUNCTION kinwork_changes_after(after bigint, most int, with_restricted boolean)
RETURNS TABLE (seq bigint, person_id bigint, what text, said jsonb, corrects boolean, at timestamptz) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.* FROM (
        SELECT c.seq, c.person_id, c.what::text, c.said, c.corrects, c.at FROM api_childstatus c WHERE with_restricted
        UNION ALL
        SELECT c.open_seq, c.person_id, c.open_what::text, c.open_said, c.open_corrects, c.open_at
        FROM api_childstatus c WHERE NOT with_restricted AND c.open_seq IS NOT NULL
    ) s
    WHERE s.seq > after AND (after > 0 OR s.what = 'status')
    ORDER BY s.seq LIMIT most
$$;

-- The last number that was given: a cursor beyond it is none of ours.
CREATE OR REPLACE FUNCTION kinwork_last_change(with_restricted boolean) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT coalesce(max(CASE WHEN with_restricted THEN seq ELSE open_seq END), 0) FROM api_childstatus $$;

-- A record that is erased takes with it what was said of the child; that it is to be erased elsewhere too stays.
CREATE OR REPLACE FUNCTION kinwork_forget_status() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM api_childstatus WHERE person_id = OLD.id AND what <> 'erase') THEN
        PERFORM pg_advisory_xact_lock(54689666);
        UPDATE api_childstatus SET seq = (SELECT max(seq) + 1 FROM api_childstatus), what = 'erase', said = NULL,
               corrects = false, at = clock_timestamp() WHERE person_id = OLD.id;
        UPDATE api_childstatus SET open_seq = (SELECT max(open_seq) + 1 FROM api_childstatus), open_what = 'erase',
               open_said = NULL, open_corrects = false, open_at = clock_timestamp()
        WHERE person_id = OLD.id AND open_what NOT IN ('', 'erase');
    END IF;
    RETURN NULL;
END
$$;
DO $$ BEGIN
    DROP TRIGGER IF EXISTS kinwork_forget_status ON people_person;
    CREATE TRIGGER kinwork_forget_status AFTER DELETE ON people_person
        FOR EACH ROW EXECUTE FUNCTION kinwork_forget_status();
END $$;

REVOKE ALL ON FUNCTION kinwork_say_what_changed(date), kinwork_changes_after(bigint, int, boolean),
    kinwork_last_change(boolean), kinwork_forget_status() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_say_what_changed(date), kinwork_changes_after(bigint, int, boolean),
    kinwork_last_change(boolean) TO kinwork_app;
