-- A family is allocated to a unit only from a day on which the unit is there; and a unit does not end while a family is
-- open with it, nor begin after one was. As the tables' owner, since whoever writes may not know of every family.
CREATE OR REPLACE FUNCTION kinwork_unit_is_there() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM units_unit u
        WHERE u.id = NEW.unit_id AND daterange(u.began_on, u.ended_on) @> coalesce(lower(NEW.during), u.began_on, '-infinity')
    ) THEN
        RAISE EXCEPTION 'allocated_while_the_unit_is_there' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_unit_keeps_its_families() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM cases_allocation a JOIN cases_involvement i ON i.id = a.involvement_id
        WHERE a.unit_id = NEW.id AND NOT isempty(a.during) AND (
            NOT daterange(NEW.began_on, NEW.ended_on) @> lower(a.during)
            OR (NEW.ended_on IS NOT NULL AND i.closed_on IS NULL AND coalesce(upper(a.during) > NEW.ended_on, true)))
    ) THEN
        RAISE EXCEPTION 'a_unit_ends_after_its_families' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER allocated_while_the_unit_is_there BEFORE INSERT OR UPDATE OF unit_id, during
ON cases_allocation FOR EACH ROW EXECUTE FUNCTION kinwork_unit_is_there();

CREATE OR REPLACE TRIGGER a_unit_ends_after_its_families BEFORE UPDATE OF began_on, ended_on
ON units_unit FOR EACH ROW EXECUTE FUNCTION kinwork_unit_keeps_its_families();
