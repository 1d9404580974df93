-- Statement triggers see all rows of a statement at once: a thousand people are indexed together.
CREATE OR REPLACE FUNCTION kinwork_index_changed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ids bigint[];
BEGIN
    IF kinwork_is_put_off() THEN
        RETURN NULL;
    END IF;
    EXECUTE format(
        CASE TG_OP WHEN 'UPDATE' THEN 'SELECT array_agg(DISTINCT %1$I) FROM (TABLE was UNION ALL TABLE now) x'
             ELSE 'SELECT array_agg(DISTINCT %1$I) FROM now' END, TG_ARGV[0]) INTO ids;
    IF ids IS NOT NULL THEN
        PERFORM kinwork_index_people(ids);
    END IF;
    RETURN NULL;
END
$$;

REVOKE ALL ON FUNCTION kinwork_index_changed() FROM PUBLIC;

-- Tables whose changes are changes of the index, with the column that says of whom.
DO $$
DECLARE
    watched record;
BEGIN
    FOR watched IN SELECT * FROM (VALUES
        ('people_person', 'id'), ('people_othername', 'person_id'), ('people_identifier', 'person_id'),
        ('people_address', 'person_id'), ('people_particular', 'person_id'), ('people_contact', 'person_id')
    ) AS tables (name, person) LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER kinwork_index_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS now '
            'FOR EACH STATEMENT EXECUTE FUNCTION kinwork_index_changed(%L)', watched.name, watched.person);
        EXECUTE format('CREATE OR REPLACE TRIGGER kinwork_index_update AFTER UPDATE ON %I '
            'REFERENCING OLD TABLE AS was NEW TABLE AS now '
            'FOR EACH STATEMENT EXECUTE FUNCTION kinwork_index_changed(%L)', watched.name, watched.person);
        EXECUTE format('CREATE OR REPLACE TRIGGER kinwork_index_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS now '
            'FOR EACH STATEMENT EXECUTE FUNCTION kinwork_index_changed(%L)', watched.name, watched.person);
    END LOOP;
END
$$;
