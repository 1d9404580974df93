-- With its study the key goes, for good: nobody finds from a code which family it was. The application cannot take a key
-- away otherwise.
CREATE OR REPLACE FUNCTION kinwork_a_closed_study_has_no_key() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    DELETE FROM studies_keyentry k WHERE k.study_id = NEW.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER kinwork_a_closed_study_has_no_key AFTER UPDATE ON evaluation_study
    FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL)
    EXECUTE FUNCTION kinwork_a_closed_study_has_no_key();
REVOKE ALL ON FUNCTION kinwork_a_closed_study_has_no_key() FROM PUBLIC;
