"""Closing waits for what is being written, and what is written waits for closing: one lock for each meeting.

An advisory lock, shared by those who write and exclusive for who closes (ADR 3): a row lock would write to the
meeting's row at every keystroke save.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION kinwork_hold_open(meeting bigint) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7203, meeting::int);
    -- A statement of its own sees what was committed while the lock was waited for.
    RETURN EXISTS (SELECT 1 FROM meetings_meeting WHERE id = meeting AND closed_at IS NULL);
END $$;
CREATE FUNCTION kinwork_hold_to_close(meeting bigint) RETURNS void LANGUAGE sql VOLATILE AS $$
    SELECT pg_advisory_xact_lock(7203, meeting::int);
$$;
"""
DROP = "DROP FUNCTION kinwork_hold_open(bigint); DROP FUNCTION kinwork_hold_to_close(bigint);"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_belongs_to_the_family_discussed")]

    operations = [migrations.RunSQL(CREATE, DROP)]
