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
    INSERT INTO api_childstatus AS old (person_id, seq, what, said, corrects, is_restricted, was_open, at)
    SELECT person_id, seq, what, said, corrects, is_restricted, NOT is_restricted, clock_timestamp() FROM said
    ON CONFLICT (person_id) DO UPDATE SET
        seq = EXCLUDED.seq, what = EXCLUDED.what, said = EXCLUDED.said, corrects = EXCLUDED.corrects,
        is_restricted = EXCLUDED.is_restricted, was_open = old.was_open OR EXCLUDED.was_open, at = EXCLUDED.at;
END
$$;

-- What was said after a number, in its order. To who may not know of restricted families, of a child that has come into
-- one only that what they hold is to be erased; of one that was always in one, nothing.
CREATE OR REPLACE FUNCTION kinwork_changes_after(after bigint, most int, with_restricted boolean)
RETURNS TABLE (seq bigint, person_id bigint, what text, said jsonb, corrects boolean, at timestamptz) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.seq, s.person_id,
           CASE WHEN s.is_restricted AND NOT with_restricted THEN 'erase' ELSE s.what END,
           CASE WHEN s.is_restricted AND NOT with_restricted THEN NULL ELSE s.said END,
           s.corrects AND (with_restricted OR NOT s.is_restricted), s.at
    FROM api_childstatus s
    WHERE s.seq > after AND (with_restricted OR s.was_open)
    ORDER BY s.seq LIMIT most
$$;

-- A record that is erased takes with it what was said of the child; that it is to be erased elsewhere too stays.
CREATE OR REPLACE FUNCTION kinwork_forget_status() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM api_childstatus WHERE person_id = OLD.id AND what <> 'erase') THEN
        PERFORM pg_advisory_xact_lock(54689666);
        UPDATE api_childstatus SET seq = (SELECT max(seq) + 1 FROM api_childstatus), what = 'erase', said = NULL,
               corrects = false, at = clock_timestamp() WHERE person_id = OLD.id;
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
    kinwork_forget_status() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_say_what_changed(date), kinwork_changes_after(bigint, int, boolean) TO kinwork_app;
