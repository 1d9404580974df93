-- When each child of concern was last seen, kept (docs/adr/0106): of what everybody who may open the family may know.

-- How it is, worked out.
CREATE OR REPLACE FUNCTION kinwork_seen_now(families bigint[])
RETURNS TABLE (
    member_id bigint, family_id bigint, person_id bigint, is_born boolean, entry_id bigint, seen_on date, alone boolean,
    by_id bigint, alone_on date
) LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
    SELECT m.id, m.family_id, m.person_id, p.born_kind <> 'expected', last.id, last.happened_on,
           coalesce(last.alone, false), last.by_id, last.alone_on
    FROM families_familymember m JOIN people_person p ON p.id = m.person_id
    LEFT JOIN LATERAL (
        SELECT e.id, e.happened_on, e.by_id, s.alone, max(e.happened_on) FILTER (WHERE s.alone) OVER () AS alone_on
        FROM record_seen s JOIN record_entry e ON e.id = s.entry_id
        WHERE s.person_id = m.person_id AND e.family_id = m.family_id AND NOT e.is_limited
        ORDER BY e.happened_on DESC, e.id DESC LIMIT 1
    ) last ON true
    WHERE m.family_id = ANY (families) AND m.is_child AND NOT m.taken_back AND NOT p.is_deceased
$$;

-- Two who write of a family at once keep it one after the other: the second sees what the first has written.
CREATE OR REPLACE FUNCTION kinwork_keep_seen(families bigint[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    IF families IS NULL THEN
        RETURN;
    END IF;
    PERFORM 1 FROM families_family f WHERE f.id = ANY (families) ORDER BY f.id FOR NO KEY UPDATE;
    WITH so AS MATERIALIZED (SELECT * FROM kinwork_seen_now(families)), gone AS (
        DELETE FROM record_lastseen k
        WHERE k.family_id = ANY (families) AND NOT EXISTS (SELECT 1 FROM so WHERE so.member_id = k.member_id)
    )
    INSERT INTO record_lastseen AS k
        (member_id, family_id, person_id, is_born, entry_id, seen_on, alone, by_id, alone_on)
    SELECT so.* FROM so
    ON CONFLICT (member_id) DO UPDATE SET
        family_id = EXCLUDED.family_id, person_id = EXCLUDED.person_id, is_born = EXCLUDED.is_born,
        entry_id = EXCLUDED.entry_id, seen_on = EXCLUDED.seen_on, alone = EXCLUDED.alone, by_id = EXCLUDED.by_id,
        alone_on = EXCLUDED.alone_on
    WHERE (k.family_id, k.person_id, k.is_born, k.entry_id, k.seen_on, k.alone, k.by_id, k.alone_on)
        IS DISTINCT FROM (EXCLUDED.family_id, EXCLUDED.person_id, EXCLUDED.is_born, EXCLUDED.entry_id,
                          EXCLUDED.seen_on, EXCLUDED.alone, EXCLUDED.by_id, EXCLUDED.alone_on);
END
$$;

-- Statement triggers see all rows of a statement at once. Each says in which families something changed.
CREATE OR REPLACE FUNCTION kinwork_seen_by_sight() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF kinwork_is_put_off() THEN
        RETURN NULL;
    END IF;
    PERFORM kinwork_keep_seen((
        SELECT array_agg(DISTINCT e.family_id) FROM now JOIN record_entry e ON e.id = now.entry_id
        WHERE NOT e.is_limited));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_seen_by_entry() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM kinwork_keep_seen((
        SELECT array_agg(DISTINCT now.family_id) FROM now JOIN was USING (id) WHERE now.is_limited <> was.is_limited));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_seen_by_member() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF kinwork_is_put_off() THEN
        RETURN NULL;
    END IF;
    PERFORM kinwork_keep_seen((SELECT array_agg(DISTINCT now.family_id) FROM now));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_seen_by_person() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM kinwork_keep_seen((
        SELECT array_agg(DISTINCT m.family_id)
        FROM now JOIN was USING (id) JOIN families_familymember m ON m.person_id = now.id AND m.is_child
        WHERE (now.is_deceased, now.born_kind) IS DISTINCT FROM (was.is_deceased, was.born_kind)));
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER kinwork_seen_insert AFTER INSERT ON record_seen REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_seen_by_sight();
CREATE OR REPLACE TRIGGER kinwork_seen_update AFTER UPDATE ON record_seen REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_seen_by_sight();
CREATE OR REPLACE TRIGGER kinwork_seen_delete AFTER DELETE ON record_seen REFERENCING OLD TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_seen_by_sight();

CREATE OR REPLACE TRIGGER kinwork_seen_update AFTER UPDATE ON record_entry REFERENCING OLD TABLE AS was NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_seen_by_entry();

CREATE OR REPLACE TRIGGER kinwork_seen_insert AFTER INSERT ON families_familymember REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_seen_by_member();
CREATE OR REPLACE TRIGGER kinwork_seen_update AFTER UPDATE ON families_familymember REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_seen_by_member();
CREATE OR REPLACE TRIGGER kinwork_seen_delete AFTER DELETE ON families_familymember REFERENCING OLD TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_seen_by_member();

CREATE OR REPLACE TRIGGER kinwork_seen_update AFTER UPDATE ON people_person REFERENCING OLD TABLE AS was NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_seen_by_person();

REVOKE ALL ON FUNCTION kinwork_seen_now(bigint[]), kinwork_keep_seen(bigint[]), kinwork_seen_by_sight(),
    kinwork_seen_by_entry(), kinwork_seen_by_member(), kinwork_seen_by_person() FROM PUBLIC;
