-- Which contacts wait for an answer, kept (docs/adr/0106). kinwork_goes_to_a_unit is made of the levels (kept.py).

-- How it is, worked out.
CREATE OR REPLACE FUNCTION kinwork_unanswered_now(contacts bigint[])
RETURNS TABLE (contact_id bigint, undecided int, to_go int) LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT x.contact_id, x.undecided, x.to_go
    FROM (
        SELECT a.contact_id, count(*) FILTER (WHERE d.id IS NULL)::int AS undecided,
               count(*) FILTER (WHERE kinwork_goes_to_a_unit(d.level) AND r.id IS NULL)::int AS to_go
        FROM front_door_about a
        LEFT JOIN front_door_decision d ON d.about_id = a.id
            AND NOT EXISTS (SELECT 1 FROM front_door_decision s WHERE s.supersedes_id = d.id)
        LEFT JOIN front_door_referred r ON r.about_id = a.id
        WHERE a.contact_id = ANY (contacts) AND a.who <> 'adult'
        GROUP BY a.contact_id
    ) x
    WHERE x.undecided > 0 OR x.to_go > 0
$$;

-- Two who write of a contact at once keep it one after the other: the second sees what the first has written.
CREATE OR REPLACE FUNCTION kinwork_keep_unanswered(contacts bigint[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF contacts IS NULL THEN
        RETURN;
    END IF;
    PERFORM 1 FROM front_door_contact c WHERE c.id = ANY (contacts) ORDER BY c.id FOR NO KEY UPDATE;
    WITH so AS MATERIALIZED (SELECT * FROM kinwork_unanswered_now(contacts)), gone AS (
        DELETE FROM front_door_unanswered k
        WHERE k.contact_id = ANY (contacts) AND NOT EXISTS (SELECT 1 FROM so WHERE so.contact_id = k.contact_id)
    )
    INSERT INTO front_door_unanswered AS k (contact_id, undecided, to_go) SELECT so.* FROM so
    ON CONFLICT (contact_id) DO UPDATE SET undecided = EXCLUDED.undecided, to_go = EXCLUDED.to_go
    WHERE (k.undecided, k.to_go) IS DISTINCT FROM (EXCLUDED.undecided, EXCLUDED.to_go);
END
$$;

-- Whom a contact is about, what was decided and who came to a unit are only ever added to.
CREATE OR REPLACE FUNCTION kinwork_unanswered_by_about() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM kinwork_keep_unanswered((SELECT array_agg(DISTINCT now.contact_id) FROM now));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_unanswered_by_answer() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM kinwork_keep_unanswered((
        SELECT array_agg(DISTINCT a.contact_id) FROM now JOIN front_door_about a ON a.id = now.about_id));
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER kinwork_unanswered_insert AFTER INSERT ON front_door_about REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_unanswered_by_about();
CREATE OR REPLACE TRIGGER kinwork_unanswered_insert AFTER INSERT ON front_door_decision REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_unanswered_by_answer();
CREATE OR REPLACE TRIGGER kinwork_unanswered_insert AFTER INSERT ON front_door_referred REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_unanswered_by_answer();

REVOKE ALL ON FUNCTION kinwork_unanswered_now(bigint[]), kinwork_keep_unanswered(bigint[]),
    kinwork_unanswered_by_about(), kinwork_unanswered_by_answer() FROM PUBLIC;
