-- Which link an address opens, and as whom it is asked: of no family is anything known before that.
CREATE OR REPLACE FUNCTION kinwork_link_by(hash text) RETURNS TABLE (id bigint, by_id bigint) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT l.id, l.by_id FROM faces_link l WHERE l.token_hash = hash $$;

REVOKE ALL ON FUNCTION kinwork_link_by(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_link_by(text) TO kinwork_app;

-- Whoever becomes a member of a family later is kept, too, from what was written through its links: all but whose words
-- they are (also under another record that was found to be theirs). A unit that wants them to read it widens it.
CREATE OR REPLACE FUNCTION kinwork_kept_from_who_comes_later() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM 1 FROM families_family f WHERE f.id = NEW.family_id FOR KEY SHARE;  -- an answer on its way comes first
    INSERT INTO record_hiddenfrom (entry_id, person_id)
    SELECT l.entry_id, NEW.person_id FROM faces_link l LEFT JOIN faces_face f ON f.id = l.face_id
    WHERE l.family_id = NEW.family_id AND l.entry_id IS NOT NULL AND (f.id IS NULL OR f.person_id NOT IN (
        SELECT NEW.person_id
        UNION SELECT m.dropped_id FROM cases_merging m WHERE m.kept_id = NEW.person_id AND m.undone_at IS NULL
        UNION SELECT m.kept_id FROM cases_merging m WHERE m.dropped_id = NEW.person_id AND m.undone_at IS NULL))
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER kinwork_kept_from_who_comes AFTER INSERT ON families_familymember
    FOR EACH ROW EXECUTE FUNCTION kinwork_kept_from_who_comes_later();
CREATE OR REPLACE TRIGGER kinwork_kept_from_who_comes_instead AFTER UPDATE ON families_familymember
    FOR EACH ROW WHEN ((OLD.family_id, OLD.person_id) IS DISTINCT FROM (NEW.family_id, NEW.person_id)
        OR (OLD.taken_back AND NOT NEW.taken_back))
    EXECUTE FUNCTION kinwork_kept_from_who_comes_later();

REVOKE ALL ON FUNCTION kinwork_kept_from_who_comes_later() FROM PUBLIC;
