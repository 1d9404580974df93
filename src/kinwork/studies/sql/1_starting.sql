-- A study cannot start without what families read before they agree; and what it was started or drawn by stays.
CREATE OR REPLACE FUNCTION kinwork_a_plan_stays_once_started() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NEW.started_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM studies_consentwording w WHERE w.study_id = NEW.study_id
    ) THEN
        RAISE EXCEPTION 'a study without consent wording cannot start' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.started_at IS NOT NULL AND (
        NEW.design IS DISTINCT FROM OLD.design OR NEW.started_at IS DISTINCT FROM OLD.started_at
        OR NEW.started_by_id IS DISTINCT FROM OLD.started_by_id
    ) THEN
        RAISE EXCEPTION 'the study has started: its design stays' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.seed IS NOT NULL AND (
        NEW.seed, NEW.frame_hash, NEW.drawn_on, NEW.drawn_by_id, NEW.assessed, NEW.excluded, NEW.in_frame, NEW.sampled
    ) IS DISTINCT FROM (
        OLD.seed, OLD.frame_hash, OLD.drawn_on, OLD.drawn_by_id, OLD.assessed, OLD.excluded, OLD.in_frame, OLD.sampled
    ) THEN
        RAISE EXCEPTION 'the families were drawn: a study draws once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER kinwork_a_plan_stays_once_started BEFORE INSERT OR UPDATE ON studies_plan
    FOR EACH ROW EXECUTE FUNCTION kinwork_a_plan_stays_once_started();
REVOKE ALL ON FUNCTION kinwork_a_plan_stays_once_started() FROM PUBLIC;

-- Families that are in no study, whoever asks: restricted ones, and those with a child whose record is sealed.
CREATE OR REPLACE FUNCTION kinwork_in_no_study() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT f.family_id), '{}') FROM (
        SELECT r.family_id FROM access_restriction r WHERE r.lifted_at IS NULL
        UNION
        SELECT m.family_id FROM children_sealing s
        JOIN families_familymember m ON m.person_id IN (s.person_id, s.adopted_as_id) WHERE s.lifted_at IS NULL
    ) f
$$;
REVOKE ALL ON FUNCTION kinwork_in_no_study() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_in_no_study() TO kinwork_app;

-- How many were drawn of each group and unit: as they were, whoever asks, and whatever has become of a family since. What
-- is there now less what was drawn would say how many are restricted.
CREATE OR REPLACE FUNCTION kinwork_drawn_for(study bigint) RETURNS TABLE ("group" text, unit text, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT p."group"::text, u.name::text, count(*) FROM studies_participant p JOIN units_unit u ON u.id = p.unit_id
    WHERE p.study_id = study GROUP BY 1, 2
$$;
REVOKE ALL ON FUNCTION kinwork_drawn_for(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_drawn_for(bigint) TO kinwork_app;
