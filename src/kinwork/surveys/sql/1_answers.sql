-- What staff answered, apart from who they are (docs/adr/0145). The application may neither read nor write the tables of
-- keys, marks, sheets and words; these functions let it do what may be done.

-- A round has a secret of its own, which no one chooses or sees.
CREATE OR REPLACE FUNCTION kinwork_survey_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    INSERT INTO surveys_roundkey (round_id, secret)
    VALUES (NEW.id, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER kinwork_survey_key AFTER INSERT ON surveys_round
    FOR EACH ROW EXECUTE FUNCTION kinwork_survey_key();

-- Closed is closed, and its secret is gone: from then on a mark is of no one.
CREATE OR REPLACE FUNCTION kinwork_survey_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a survey that was closed stays closed' USING ERRCODE = 'check_violation';
    END IF;
    DELETE FROM surveys_roundkey WHERE round_id = NEW.id;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER kinwork_survey_closed BEFORE UPDATE OF closed_at ON surveys_round
    FOR EACH ROW WHEN (OLD.closed_at IS DISTINCT FROM NEW.closed_at) EXECUTE FUNCTION kinwork_survey_closed();

-- Who is asked is settled before anyone answers: someone added later would be known by their answer.
CREATE OR REPLACE FUNCTION kinwork_survey_asked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM surveys_mark m WHERE m.round_id = NEW.round_id)
       OR EXISTS (SELECT 1 FROM surveys_round r WHERE r.id = NEW.round_id AND r.closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'who is asked was settled when the survey was made' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER kinwork_survey_asked BEFORE INSERT ON surveys_asked
    FOR EACH ROW EXECUTE FUNCTION kinwork_survey_asked();

-- The mark of whoever asks: never of anyone else.
CREATE OR REPLACE FUNCTION kinwork_survey_mark(survey bigint) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT encode(sha256(convert_to(k.secret || ':' || public.kinwork_user()::text || ':' || k.secret, 'UTF8')), 'hex')
      FROM surveys_roundkey k WHERE k.round_id = survey $$;

-- Whether whoever asks has answered. Of anyone else it is not said.
CREATE OR REPLACE FUNCTION kinwork_survey_answered(survey bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT EXISTS (
    SELECT 1 FROM surveys_mark m WHERE m.round_id = survey AND m.mark = public.kinwork_survey_mark(survey)) $$;

-- Take the answers of whoever asks: 'taken', or why not. All rows of the round are written anew, in an order and with
-- ids of chance, in this one transaction: neither id nor place nor transaction says which came last, or with which mark.
CREATE OR REPLACE FUNCTION kinwork_survey_take(survey bigint, on_day date, sheets jsonb, said jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    theirs bigint;
    own text;
BEGIN
    PERFORM 1 FROM surveys_round r WHERE r.id = survey AND r.closed_at IS NULL
        AND on_day BETWEEN r.opens_on AND r.closes_on FOR UPDATE;
    IF NOT FOUND THEN RETURN 'not open'; END IF;
    SELECT a.unit_id INTO theirs FROM surveys_asked a WHERE a.round_id = survey AND a.user_id = public.kinwork_user();
    IF NOT FOUND THEN RETURN 'not asked'; END IF;
    own := public.kinwork_survey_mark(survey);
    IF EXISTS (SELECT 1 FROM surveys_mark m WHERE m.round_id = survey AND m.mark = own) THEN RETURN 'twice'; END IF;
    INSERT INTO surveys_mark (id, round_id, mark) VALUES (gen_random_uuid(), survey, own);
    INSERT INTO surveys_sheet (id, round_id, unit_id, instrument, answers)
        SELECT gen_random_uuid(), survey, theirs, s.key, s.value FROM jsonb_each(sheets) s;
    INSERT INTO surveys_words (id, round_id, instrument, item, words)
        SELECT gen_random_uuid(), survey, w->>0, (w->>1)::smallint, w->>2 FROM jsonb_array_elements(said) w;
    WITH gone AS (DELETE FROM surveys_mark m WHERE m.round_id = survey RETURNING m.mark)
    INSERT INTO surveys_mark (id, round_id, mark) SELECT gen_random_uuid(), survey, g.mark FROM gone g ORDER BY random();
    WITH gone AS (
        DELETE FROM surveys_sheet x WHERE x.round_id = survey RETURNING x.unit_id, x.instrument, x.answers
    )
    INSERT INTO surveys_sheet (id, round_id, unit_id, instrument, answers)
        SELECT gen_random_uuid(), survey, g.unit_id, g.instrument, g.answers FROM gone g ORDER BY random();
    WITH gone AS (
        DELETE FROM surveys_words x WHERE x.round_id = survey RETURNING x.instrument, x.item, x.words
    )
    INSERT INTO surveys_words (id, round_id, instrument, item, words)
        SELECT gen_random_uuid(), survey, g.instrument, g.item, g.words FROM gone g ORDER BY random();
    RETURN 'taken';
END $$;

-- While it is open: how many in all, in fives, so that no single answer is seen to come. Closed: by unit.
CREATE OR REPLACE FUNCTION kinwork_survey_responses(survey bigint) RETURNS TABLE (unit_id bigint, answers bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT NULL::bigint, count(*) / 5 * 5 FROM surveys_mark m WHERE m.round_id = survey
        AND EXISTS (SELECT 1 FROM surveys_round r WHERE r.id = survey AND r.closed_at IS NULL)
    UNION ALL
    SELECT s.unit_id, count(*) FROM surveys_sheet s JOIN surveys_round r ON r.id = s.round_id
    WHERE s.round_id = survey AND r.closed_at IS NOT NULL AND s.instrument = r.instruments[1] GROUP BY s.unit_id
$$;

-- What was answered: once the round is closed, and by five at least.
CREATE OR REPLACE FUNCTION kinwork_survey_sheets(survey bigint)
RETURNS TABLE (unit_id bigint, instrument text, answers jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.unit_id, s.instrument::text, s.answers FROM surveys_sheet s
    WHERE s.round_id = survey AND EXISTS (SELECT 1 FROM surveys_round r WHERE r.id = survey AND r.closed_at IS NOT NULL)
      AND (SELECT count(*) FROM surveys_mark m WHERE m.round_id = survey) >= 5
    ORDER BY random()
$$;

CREATE OR REPLACE FUNCTION kinwork_survey_words(survey bigint)
RETURNS TABLE (instrument text, item smallint, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT w.instrument::text, w.item, w.words FROM surveys_words w
    WHERE w.round_id = survey AND EXISTS (SELECT 1 FROM surveys_round r WHERE r.id = survey AND r.closed_at IS NOT NULL)
      AND (SELECT count(*) FROM surveys_words o WHERE o.round_id = survey AND o.instrument = w.instrument
           AND o.item = w.item) >= 5
    ORDER BY w.instrument, w.item, random()
$$;

REVOKE ALL ON FUNCTION kinwork_survey_key() FROM PUBLIC;
REVOKE ALL ON FUNCTION kinwork_survey_closed() FROM PUBLIC;
REVOKE ALL ON FUNCTION kinwork_survey_asked() FROM PUBLIC;
REVOKE ALL ON FUNCTION kinwork_survey_mark(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION kinwork_survey_answered(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION kinwork_survey_take(bigint, date, jsonb, jsonb) FROM PUBLIC;
REVOKE ALL ON FUNCTION kinwork_survey_responses(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION kinwork_survey_sheets(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION kinwork_survey_words(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_survey_answered(bigint) TO kinwork_app;
GRANT EXECUTE ON FUNCTION kinwork_survey_take(bigint, date, jsonb, jsonb) TO kinwork_app;
GRANT EXECUTE ON FUNCTION kinwork_survey_responses(bigint) TO kinwork_app;
GRANT EXECUTE ON FUNCTION kinwork_survey_sheets(bigint) TO kinwork_app;
GRANT EXECUTE ON FUNCTION kinwork_survey_words(bigint) TO kinwork_app;
