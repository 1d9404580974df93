-- What is read across sessions by people who may not read the sessions: without worker, family or unit.

-- The sessions that somebody could code blind next, the one that waits longest first.
CREATE OR REPLACE FUNCTION kinwork_next_to_code(who bigint, of_instruments text[]) RETURNS TABLE (session_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.id FROM observation_session s
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE c.codes_as = 'blind' AND c.given_back_at IS NULL) AS blind,
               count(*) FILTER (WHERE c.coder_id = who) AS own
        FROM observation_coding c WHERE c.session_id = s.id) there
    WHERE s.removed_at IS NULL AND NOT s.is_training AND s.instrument = ANY (of_instruments)
      AND EXISTS (SELECT 1 FROM observation_recording r WHERE r.session_id = s.id AND r.gone_at IS NULL)
      AND there.own = 0 AND there.blind < 1 + s.is_twice::int
      AND kinwork_why_not_code(who, s.id) = ''
    ORDER BY there.blind, s.at, s.id
$$;

-- The training sessions that somebody has not coded yet.
CREATE OR REPLACE FUNCTION kinwork_training_to_code(who bigint) RETURNS TABLE (session_id bigint, instrument text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.id, s.instrument FROM observation_session s
    WHERE s.removed_at IS NULL AND s.is_training
      AND EXISTS (SELECT 1 FROM observation_recording r WHERE r.session_id = s.id AND r.gone_at IS NULL)
      AND EXISTS (SELECT 1 FROM observation_coding c
                  WHERE c.session_id = s.id AND c.codes_as = 'expert' AND c.submitted_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM observation_coding c WHERE c.session_id = s.id AND c.coder_id = who)
      AND kinwork_why_not_code(who, s.id) = ''
    ORDER BY s.at, s.id
$$;

-- A coding for somebody else: whoever assigns it does not read it.
CREATE OR REPLACE FUNCTION kinwork_assign_coding(session bigint, who bigint, as_what text, assigned_by bigint)
RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    INSERT INTO observation_coding (session_id, coder_id, codes_as, is_second, notes, begun_at, by_id,
                                    given_back_because)
    SELECT session, who, as_what,
           as_what = 'blind' AND EXISTS (SELECT 1 FROM observation_coding c WHERE c.session_id = session
                                         AND c.codes_as = 'blind' AND NOT c.is_second AND c.given_back_at IS NULL),
           '', now(), assigned_by, ''
    RETURNING id
$$;

-- How far the coding of each session is.
CREATE OR REPLACE FUNCTION kinwork_coding_progress() RETURNS TABLE (
    id bigint, code text, instrument text, at timestamptz, is_twice boolean, is_training boolean, has_recording boolean,
    keep_until date, may_train boolean, coders json)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.id, s.code, s.instrument, s.at, s.is_twice, s.is_training, r.id IS NOT NULL, r.keep_until,
           NOT EXISTS (SELECT 1 FROM observation_consent c WHERE c.session_id = s.id AND NOT c.may_train),
           (SELECT coalesce(json_agg(json_build_array(u.full_name, c.codes_as, c.submitted_at IS NOT NULL,
                                                      c.given_back_at IS NOT NULL) ORDER BY c.begun_at, c.id), '[]')
            FROM observation_coding c JOIN access_user u ON u.id = c.coder_id WHERE c.session_id = s.id)
    FROM observation_session s
    LEFT JOIN observation_recording r ON r.session_id = s.id AND r.gone_at IS NULL
    WHERE s.removed_at IS NULL AND (s.family_id IS NULL OR s.family_id <> ALL (kinwork_hidden()))
      AND (r.id IS NOT NULL OR EXISTS (SELECT 1 FROM observation_coding c WHERE c.session_id = s.id))
    ORDER BY s.at DESC, s.id DESC
$$;

-- What coders gave, by the session's code: what agreement is worked out from.
CREATE OR REPLACE FUNCTION kinwork_codes_given(of_instrument text) RETURNS TABLE (
    code text, coder_id bigint, coder text, codes_as text, is_second boolean, item smallint, value smallint,
    submitted_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.code, c.coder_id, u.full_name, c.codes_as, c.is_second, k.item, k.value, c.submitted_at
    FROM observation_session s JOIN observation_coding c ON c.session_id = s.id
    JOIN access_user u ON u.id = c.coder_id JOIN observation_code k ON k.coding_id = c.id
    WHERE s.removed_at IS NULL AND s.instrument = of_instrument AND c.submitted_at IS NOT NULL AND k.value IS NOT NULL
    ORDER BY c.submitted_at, s.id, c.id, k.item
$$;

-- Observed skill by unit and month, and of all units together (unit empty): the mean of all items of the scale, of
-- sessions in which each could be coded (listwise). A mean is there only of five workers and five sessions at least; and
-- of all units only where what is left beside those that are shown is as many, or nothing: it could be worked out else.
CREATE OR REPLACE FUNCTION kinwork_observed_skill(of_instrument text, of_items smallint[]) RETURNS TABLE (
    unit_id bigint, month date, sessions bigint, mean double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH primary_coding AS (
        SELECT DISTINCT ON (s.id) s.id, s.unit_id, s.worker_id, date_trunc('month', s.held_on)::date AS month, c.id AS coding
        FROM observation_session s JOIN observation_coding c ON c.session_id = s.id
        WHERE s.removed_at IS NULL AND NOT s.is_training AND s.instrument = of_instrument
          AND c.submitted_at IS NOT NULL AND c.codes_as IN ('blind', 'live') AND NOT c.is_second
        ORDER BY s.id, c.codes_as),
    overall AS (
        SELECT p.unit_id, p.month, p.worker_id, avg(k.value)::double precision AS skill
        FROM primary_coding p JOIN observation_code k ON k.coding_id = p.coding AND k.item = ANY (of_items)
        GROUP BY p.id, p.unit_id, p.month, p.worker_id
        HAVING count(k.value) = cardinality(of_items)),
    by_unit AS (
        SELECT o.unit_id, o.month, count(*) AS sessions, avg(o.skill) AS mean,
               count(*) >= 5 AND count(DISTINCT o.worker_id) >= 5 AS is_shown
        FROM overall o GROUP BY o.unit_id, o.month),
    rest AS (
        SELECT o.month, count(*) AS sessions, count(DISTINCT o.worker_id) AS workers
        FROM overall o JOIN by_unit b ON b.unit_id = o.unit_id AND b.month = o.month AND NOT b.is_shown
        GROUP BY o.month),
    every AS (
        SELECT o.month, count(*) AS sessions, avg(o.skill) AS mean, count(DISTINCT o.worker_id) AS workers
        FROM overall o GROUP BY o.month)
    SELECT b.unit_id, b.month, b.sessions, CASE WHEN b.is_shown THEN b.mean END FROM by_unit b
    UNION ALL
    SELECT NULL, e.month, e.sessions,
           CASE WHEN e.sessions >= 5 AND e.workers >= 5
                     AND (r.month IS NULL OR (r.sessions >= 5 AND r.workers >= 5)) THEN e.mean END
    FROM every e LEFT JOIN rest r ON r.month = e.month
    ORDER BY 2, 1
$$;

-- Recordings whose time is over, of whichever family: their keys go at once, what is on the disk after that.
CREATE OR REPLACE FUNCTION kinwork_recordings_over(today date) RETURNS TABLE (id bigint, session_id bigint,
    family_id bigint, sha256 text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH over AS (
        UPDATE observation_recording r SET gone_at = now(), gone_because = 'clock'
        WHERE r.gone_at IS NULL AND r.keep_until < today RETURNING r.id, r.session_id, r.sha256),
    keys AS (DELETE FROM observation_recordingkey k USING over o WHERE k.recording_id = o.id)
    SELECT o.id, o.session_id, s.family_id, o.sha256 FROM over o JOIN observation_session s ON s.id = o.session_id
$$;

-- After a restore of a backup that was made before they went: once more, as the owner of the tables.
CREATE OR REPLACE FUNCTION kinwork_recordings_again(gone text[], withdrawn bigint[]) RETURNS TABLE (sha256 text)
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH sessions AS (
        UPDATE observation_session s
        SET removed_at = now(), removed_by_id = s.by_id, removed_because = 'Consent was withdrawn'
        WHERE s.id = ANY (withdrawn) AND s.removed_at IS NULL),
    recordings AS (
        UPDATE observation_recording r
        SET gone_at = now(), gone_because = CASE WHEN r.session_id = ANY (withdrawn) THEN 'withdrawn' ELSE 'removed' END
        WHERE r.gone_at IS NULL AND (r.sha256 = ANY (gone) OR r.session_id = ANY (withdrawn))
        RETURNING r.id, r.sha256),
    keys AS (DELETE FROM observation_recordingkey k USING recordings r WHERE k.recording_id = r.id)
    SELECT r.sha256 FROM recordings r
$$;

-- Which of these fingerprints no recording names that is still kept.
CREATE OR REPLACE FUNCTION kinwork_unnamed_recordings(asked text[]) RETURNS SETOF text LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT one FROM unnest(asked) one
    WHERE NOT EXISTS (SELECT 1 FROM observation_recording WHERE sha256 = one AND gone_at IS NULL)
$$;

REVOKE ALL ON FUNCTION kinwork_next_to_code(bigint, text[]), kinwork_training_to_code(bigint),
    kinwork_assign_coding(bigint, bigint, text, bigint), kinwork_coding_progress(), kinwork_codes_given(text),
    kinwork_observed_skill(text, smallint[]), kinwork_recordings_over(date), kinwork_unnamed_recordings(text[]),
    kinwork_recordings_again(text[], bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_next_to_code(bigint, text[]), kinwork_training_to_code(bigint),
    kinwork_assign_coding(bigint, bigint, text, bigint), kinwork_coding_progress(), kinwork_codes_given(text),
    kinwork_observed_skill(text, smallint[]), kinwork_recordings_over(date), kinwork_unnamed_recordings(text[])
    TO kinwork_app;

-- How many are heard on a session besides one person, its staff not among them: also those whom nobody here may know of.
CREATE OR REPLACE FUNCTION kinwork_heard_besides(session bigint, person bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT count(*) FROM observation_consent c
    WHERE c.session_id = session AND c.user_id IS NULL AND c.person_id IS DISTINCT FROM person
$$;
REVOKE ALL ON FUNCTION kinwork_heard_besides(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_heard_besides(bigint, bigint) TO kinwork_app;
