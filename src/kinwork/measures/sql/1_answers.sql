-- An answer belongs to a questionnaire that is being filled in: what was finished or removed stays as it was.
CREATE OR REPLACE FUNCTION kinwork_answers_stay_when_finished() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM 1 FROM measures_completion c
    WHERE c.id = NEW.completion_id AND c.finished_at IS NULL AND c.removed_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the questionnaire is finished: its answers stay' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER kinwork_answers_stay_when_finished BEFORE INSERT OR UPDATE ON measures_answer
    FOR EACH ROW EXECUTE FUNCTION kinwork_answers_stay_when_finished();

-- Finished is finished: a questionnaire is not taken up again, another is begun.
CREATE OR REPLACE FUNCTION kinwork_finished_stays_finished() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'the questionnaire is finished' USING ERRCODE = 'check_violation';
END $$;

CREATE OR REPLACE TRIGGER kinwork_finished_stays_finished BEFORE UPDATE ON measures_completion
    FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL AND NEW.finished_at IS DISTINCT FROM OLD.finished_at)
    EXECUTE FUNCTION kinwork_finished_stays_finished();

-- Which questionnaire an address opens, and as who it is asked: of no family is anything known before that.
CREATE OR REPLACE FUNCTION kinwork_answer_link_by(hash text) RETURNS TABLE (id bigint, by_id bigint) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT l.id, l.by_id FROM measures_answerlink l WHERE l.token_hash = hash $$;

REVOKE ALL ON FUNCTION kinwork_answer_link_by(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_answer_link_by(text) TO kinwork_app;
REVOKE ALL ON FUNCTION kinwork_answers_stay_when_finished() FROM PUBLIC;
REVOKE ALL ON FUNCTION kinwork_finished_stays_finished() FROM PUBLIC;
