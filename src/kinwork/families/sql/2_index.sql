-- The names that families are found by, kept by the database as those of people are (people/sql).

CREATE OR REPLACE FUNCTION kinwork_name_family(family bigint, name text) RETURNS void LANGUAGE sql VOLATILE
SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO families_familyterm (family_id, term)
    SELECT DISTINCT family, left(array_to_string(w[n:], ' '), 60)
    FROM string_to_array(kinwork_fold(name), ' ') w, generate_series(1, least(cardinality(w), 6)) n
    ON CONFLICT DO NOTHING
$$;

CREATE OR REPLACE FUNCTION kinwork_index_family() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM families_familyterm WHERE family_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM kinwork_name_family(NEW.id, NEW.name);
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER kinwork_index AFTER INSERT OR UPDATE OF name OR DELETE ON families_family
FOR EACH ROW EXECUTE FUNCTION kinwork_index_family();

REVOKE ALL ON FUNCTION kinwork_name_family(bigint, text), kinwork_index_family() FROM PUBLIC;
