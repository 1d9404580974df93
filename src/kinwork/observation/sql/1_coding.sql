-- Whether the person who asks is told what was coded in a session: its worker, and whose colleague the worker released it
-- to. No leader, manager or head by their post.
CREATE OR REPLACE FUNCTION kinwork_is_told(session bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM observation_feedback f JOIN observation_session s ON s.id = f.session_id
        WHERE f.session_id = session AND s.removed_at IS NULL AND kinwork_user() IN (s.worker_id, f.released_to_id))
$$;

-- Why somebody may not code a session blind: it is their own, they are heard in it, they know the family or the worker's
-- unit. Empty where they may. It looks at everything, restricted families too, and says nothing but the kind.
CREATE OR REPLACE FUNCTION kinwork_why_not_code(who bigint, session bigint) RETURNS text LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT CASE
        WHEN who IN (s.worker_id, s.observer_id) THEN 'own'
        WHEN who = s.by_id THEN 'noted'
        WHEN EXISTS (SELECT 1 FROM observation_consent c WHERE c.session_id = s.id AND c.user_id = who) THEN 'heard'
        WHEN s.family_id IS NOT NULL AND (
            NOT kinwork_may_know(s.family_id, who)
            OR EXISTS (
                SELECT 1 FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
                JOIN units_post p ON p.unit_id = a.unit_id JOIN units_postholding h ON h.post_id = p.id
                WHERE i.family_id = s.family_id AND h.user_id = who AND h.during && a.during)
            OR EXISTS (
                SELECT 1 FROM cases_involvement i LEFT JOIN cases_familyrole r ON r.involvement_id = i.id
                WHERE i.family_id = s.family_id AND who IN (i.key_worker_id, i.decided_by_id, i.closed_by_id, r.user_id))
            OR EXISTS (SELECT 1 FROM record_entry e WHERE e.family_id = s.family_id AND e.by_id = who)
            OR EXISTS (SELECT 1 FROM access_accessgrant g WHERE g.family_id = s.family_id AND g.user_id = who)
            OR EXISTS (SELECT 1 FROM access_auditevent l WHERE l.family_id = s.family_id AND l.actor_id = who)
        ) THEN 'family'
        WHEN EXISTS (
            SELECT 1 FROM units_postholding theirs JOIN units_post at ON at.id = theirs.post_id
            JOIN units_post mine ON mine.unit_id = at.unit_id JOIN units_postholding my ON my.post_id = mine.id
            WHERE theirs.user_id = s.worker_id AND my.user_id = who AND theirs.during && my.during) THEN 'unit'
        ELSE '' END
    FROM observation_session s WHERE s.id = session
$$;

-- The same, kept: nobody codes blind what they know, whoever assigns it; and live only who was there.
CREATE OR REPLACE FUNCTION kinwork_coders_are_blind() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NEW.codes_as = 'live' THEN
        PERFORM 1 FROM observation_session s WHERE s.id = NEW.session_id AND s.observer_id = NEW.coder_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'only the observer codes what was not recorded' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF kinwork_why_not_code(NEW.coder_id, NEW.session_id) <> '' THEN
        RAISE EXCEPTION 'this coder knows the session' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER kinwork_coders_are_blind BEFORE INSERT ON observation_coding
    FOR EACH ROW EXECUTE FUNCTION kinwork_coders_are_blind();

-- What was submitted or given back stays as it was.
CREATE OR REPLACE FUNCTION kinwork_codes_stay() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM 1 FROM observation_coding c
    WHERE c.id = NEW.coding_id AND c.submitted_at IS NULL AND c.given_back_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the coding is submitted: it stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER kinwork_codes_stay BEFORE INSERT OR UPDATE ON observation_code
    FOR EACH ROW EXECUTE FUNCTION kinwork_codes_stay();
CREATE OR REPLACE TRIGGER kinwork_codes_stay BEFORE INSERT OR UPDATE ON observation_mark
    FOR EACH ROW EXECUTE FUNCTION kinwork_codes_stay();

CREATE OR REPLACE FUNCTION kinwork_submitted_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'the coding is submitted: it stays' USING ERRCODE = 'check_violation';
END $$;

CREATE OR REPLACE TRIGGER kinwork_submitted_stays BEFORE UPDATE ON observation_coding
    FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL OR OLD.given_back_at IS NOT NULL)
    EXECUTE FUNCTION kinwork_submitted_stays();

-- With the first coding that is submitted the worker has something to read: before anybody else.
CREATE OR REPLACE FUNCTION kinwork_tell_the_worker() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NEW.codes_as IN ('blind', 'live') THEN
        INSERT INTO observation_feedback (session_id, at)
        SELECT s.id, NEW.submitted_at FROM observation_session s WHERE s.id = NEW.session_id AND NOT s.is_training
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER kinwork_tell_the_worker AFTER UPDATE ON observation_coding
    FOR EACH ROW WHEN (OLD.submitted_at IS NULL AND NEW.submitted_at IS NOT NULL)
    EXECUTE FUNCTION kinwork_tell_the_worker();

-- A recording is there only while everybody who is heard agrees, its worker among them, and of a family one of it.
CREATE OR REPLACE FUNCTION kinwork_heard_agree(session bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.removed_at IS NULL
        AND EXISTS (SELECT 1 FROM observation_consent c
                    WHERE c.session_id = s.id AND c.user_id = s.worker_id AND c.withdrawn_at IS NULL)
        AND EXISTS (SELECT 1 FROM observation_consent c
                    WHERE c.session_id = s.id AND c.withdrawn_at IS NULL
                      AND CASE WHEN s.family_id IS NULL THEN c.name <> '' ELSE c.person_id IS NOT NULL END)
        AND NOT EXISTS (SELECT 1 FROM observation_consent c WHERE c.session_id = s.id AND c.withdrawn_at IS NOT NULL)
    FROM observation_session s WHERE s.id = session
$$;

CREATE OR REPLACE FUNCTION kinwork_recordings_have_consent() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE about bigint := CASE TG_TABLE_NAME WHEN 'observation_session' THEN NEW.id
                        ELSE (to_jsonb(NEW) ->> 'session_id')::bigint END;
BEGIN
    IF EXISTS (SELECT 1 FROM observation_recording r WHERE r.session_id = about AND r.gone_at IS NULL)
        AND NOT kinwork_heard_agree(about) THEN
        RAISE EXCEPTION 'a recording needs the consent of everybody who is heard' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS kinwork_recordings_have_consent ON observation_recording;
CREATE CONSTRAINT TRIGGER kinwork_recordings_have_consent AFTER INSERT OR UPDATE ON observation_recording
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kinwork_recordings_have_consent();
DROP TRIGGER IF EXISTS kinwork_recordings_have_consent ON observation_consent;
CREATE CONSTRAINT TRIGGER kinwork_recordings_have_consent AFTER INSERT OR UPDATE ON observation_consent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kinwork_recordings_have_consent();
DROP TRIGGER IF EXISTS kinwork_recordings_have_consent ON observation_session;
CREATE CONSTRAINT TRIGGER kinwork_recordings_have_consent AFTER UPDATE ON observation_session
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kinwork_recordings_have_consent();

REVOKE ALL ON FUNCTION kinwork_is_told(bigint), kinwork_why_not_code(bigint, bigint), kinwork_coders_are_blind(),
    kinwork_codes_stay(), kinwork_submitted_stays(), kinwork_tell_the_worker(), kinwork_heard_agree(bigint),
    kinwork_recordings_have_consent() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_is_told(bigint), kinwork_why_not_code(bigint, bigint), kinwork_heard_agree(bigint)
    TO kinwork_app;
