-- Closing waits for what is being written, and what is written waits for closing: one lock for each meeting. An
-- advisory lock, shared by those who write and exclusive for who closes (docs/adr/0003): a row lock would write to the
-- meeting's row at every keystroke save.
CREATE OR REPLACE FUNCTION kinwork_hold_open(meeting bigint) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7203, meeting::int);
    -- A statement of its own sees what was committed while the lock was waited for.
    RETURN EXISTS (SELECT 1 FROM meetings_meeting WHERE id = meeting AND closed_at IS NULL);
END $$;

CREATE OR REPLACE FUNCTION kinwork_hold_to_close(meeting bigint) RETURNS void LANGUAGE sql VOLATILE AS $$
    SELECT pg_advisory_xact_lock(7203, meeting::int);
$$;

-- Wishes that a closed meeting did not reach wait for the next one, also those that whoever closed it must not know.
CREATE OR REPLACE FUNCTION kinwork_give_back_wishes(meeting bigint) RETURNS void LANGUAGE sql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    UPDATE meetings_broughtforward b SET met_in_id = NULL, given_back_from_id = m.id
    FROM meetings_meeting m
    WHERE m.id = meeting AND m.closed_at IS NOT NULL AND b.met_in_id = m.id
      AND NOT EXISTS (SELECT 1 FROM meetings_discussion d WHERE d.meeting_id = m.id AND d.family_id = b.family_id)
$$;

-- Until when a closing can be undone: to the end of its day, and for an hour at least (docs/adr/0056).
CREATE OR REPLACE FUNCTION kinwork_may_open_again_until(closed timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE
AS $$
    SELECT greatest(closed + interval '1 hour',
        (date_trunc('day', closed AT TIME ZONE 'Europe/London') + interval '1 day') AT TIME ZONE 'Europe/London')
$$;

-- Undo a closing: the meeting is open as before, its minutes are withdrawn and kept, also those of families of which
-- whoever does it must not know. What it answers is why it cannot be; nothing, if it is done.
CREATE OR REPLACE FUNCTION kinwork_open_again(meeting bigint, because text) RETURNS text LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    m meetings_meeting;
    again bigint;
BEGIN
    SELECT * INTO m FROM meetings_meeting WHERE id = meeting FOR UPDATE;
    IF m.closed_at IS NULL THEN RETURN 'open'; END IF;
    IF now() > kinwork_may_open_again_until(m.closed_at) THEN RETURN 'late'; END IF;
    IF EXISTS (SELECT 1 FROM meetings_amendment a JOIN meetings_minute x ON x.id = a.minute_id
               JOIN meetings_discussion d ON d.id = x.discussion_id WHERE d.meeting_id = m.id) THEN
        RETURN 'amended';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_meeting later WHERE later.unit_id = m.unit_id AND later.id <> m.id
               AND later.held_on > m.held_on AND later.opened_at > m.closed_at) THEN
        RETURN 'followed';
    END IF;
    INSERT INTO meetings_reopening
        (meeting_id, closed_by_id, closed_at, closed_because, reopened_by_id, reopened_at, because)
    VALUES (m.id, m.closed_by_id, m.closed_at, m.closed_because, kinwork_user(), greatest(now(), m.closed_at), because)
    RETURNING id INTO again;
    INSERT INTO meetings_withdrawnminute (discussion_id, reopening_id, body, frozen_at)
    SELECT x.discussion_id, again, x.body, x.frozen_at
    FROM meetings_minute x JOIN meetings_discussion d ON d.id = x.discussion_id WHERE d.meeting_id = m.id;
    DELETE FROM meetings_minute x USING meetings_discussion d WHERE d.id = x.discussion_id AND d.meeting_id = m.id;
    UPDATE meetings_discussion SET ended_at = NULL WHERE meeting_id = m.id AND ended_at = m.closed_at;
    UPDATE meetings_meeting SET closed_at = NULL, closed_by_id = NULL, closed_because = '' WHERE id = m.id;
    UPDATE meetings_broughtforward SET met_in_id = m.id, given_back_from_id = NULL
    WHERE given_back_from_id = m.id AND met_in_id IS NULL;
    RETURN '';
END
$$;

REVOKE ALL ON FUNCTION kinwork_give_back_wishes(bigint), kinwork_open_again(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_give_back_wishes(bigint), kinwork_open_again(bigint, text) TO kinwork_app;
