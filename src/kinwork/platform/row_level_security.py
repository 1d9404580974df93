"""The second wall (docs/adr/0008): what PostgreSQL itself keeps from the application, however it is asked.

The application connects as a role that owns nothing and cannot bypass row-level security. Rows of a restricted family
are there only for its listed people, its guardian, and whoever has opened it in an emergency; the audit log can only
grow. The policies in code are the first wall; a forgotten filter there, or raw SQL, does not get past this one.

Raised anew after every migration, as the owner of the tables. Nothing here depends on what stood before.
"""

from __future__ import annotations

from typing import Any

from django.db import connections, transaction

from kinwork.access.models import ChangeKind
from kinwork.families import indexing as families_indexing
from kinwork.people import indexing
from kinwork.search.merging import keys_to_people

APP_ROLE = "kinwork_app"

# Where a row says itself which family it is of.
FAMILY_COLUMN = {
    "families_family": "id",
    "families_familyevent": "id",
    "families_familyterm": "family_id",
    "families_familymember": "family_id",
    "families_familymemberevent": "family_id",
    "families_telling": "family_id",
    "families_tellingevent": "family_id",
    "cases_involvement": "family_id",
    "cases_involvementevent": "family_id",
    "meetings_agendaitem": "family_id",
    "meetings_broughtforward": "family_id",
    "meetings_discussion": "family_id",
    "meetings_hypothesis": "family_id",
    "meetings_plannedconversation": "family_id",
    "meetings_task": "family_id",
    "record_share": "family_id",
    "evaluation_consent": "family_id",
    "evaluation_consentevent": "family_id",
    "record_shareevent": "family_id",
    "access_restriction": "family_id",
    "access_restrictionevent": "family_id",
}
# Where it follows from another row: it is there for whoever sees that one.
THROUGH = {
    **{
        f"families_{fact}{event}": [("telling_id", "families_telling")]
        for fact in ("parenthood", "partnership", "siblinghood", "bond", "loss", "household", "living", "tie")
        for event in ("", "event")
    },
    "cases_allocation": [("involvement_id", "cases_involvement")],
    "cases_allocationevent": [("involvement_id", "cases_involvement")],
    "cases_keydate": [("involvement_id", "cases_involvement")],
    "cases_keydateevent": [("involvement_id", "cases_involvement")],
    "cases_statusdecision": [("involvement_id", "cases_involvement")],
    "cases_statusdecisionevent": [("involvement_id", "cases_involvement")],
    "meetings_amendment": [("minute_id", "meetings_minute")],
    "meetings_decision": [("discussion_id", "meetings_discussion")],
    "meetings_hypothesischange": [("discussion_id", "meetings_discussion"), ("hypothesis_id", "meetings_hypothesis")],
    "meetings_minute": [("discussion_id", "meetings_discussion")],
    "meetings_withdrawnminute": [("discussion_id", "meetings_discussion")],
    "meetings_passage": [("discussion_id", "meetings_discussion")],
    "meetings_plannedconversation_people": [("plannedconversation_id", "meetings_plannedconversation")],
    "meetings_step": [
        ("task_id", "meetings_task"),
        ("conversation_id", "meetings_plannedconversation"),
        ("discussion_id", "meetings_discussion"),
    ],
    "practice_discussionrating": [("discussion_id", "meetings_discussion")],
    "access_listed": [("restriction_id", "access_restriction")],
    "access_listedevent": [("restriction_id", "access_restriction")],
}
# What belongs to an entry of the record is there for whoever may know of the entry (docs/adr/0040).
OF_ENTRY = {
    "record_entryevent": "id",
    **{f"record_{part}": "entry_id" for part in ("seen", "entryamendment", "hiddenfrom", "reader")},
    **{f"record_{part}event": "entry_id" for part in ("hiddenfrom", "reader")},
}
# Somebody is hidden who is in hidden families only.
PERSON_COLUMN = {
    "people_person": "id",
    "people_personevent": "id",
    "cases_merging": "kept_id",
}
# What is noted of somebody is hidden with them, and with the family in whose record it was noted.
NOTED = {
    f"people_{noted}{event}"
    for noted in ("othername", "identifier", "address", "contact", "particular", "safetywarning")
    for event in ("", "event")
}
# How a box stood before: of the row that the box belongs to.
BOXES = {
    "passage": "meetings_passage",
    "hypothesis": "meetings_hypothesis",
    "conversation": "meetings_plannedconversation",
    "decision": "meetings_decision",
}
# What the application may add to and read, and nothing else.
APPEND_ONLY = (
    "access_auditevent", "access_auditshown", "meetings_minute", "meetings_amendment", "meetings_revision",
    "record_entryamendment", "evaluation_consent", "meetings_step", "meetings_hypothesischange", "pghistory_context",
)  # fmt: skip
READ_ONLY = (
    "access_auditlink", "meetings_reopening", "meetings_withdrawnminute", "django_migrations", "people_term",
    "people_word", "families_familyterm",
)  # fmt: skip
# What stays as it was written, but for these columns: what ends it, or says that it was taken back. (Two records of one
# person are put together by their keys, and each key is written down before: cases_moved.)
STAYS_BUT = {
    "access_gravechange": ("undone_by_id", "undone_at", "disputed_at", "dispute"),
    "access_opening": ("ends_at", "reviewed_by_id", "reviewed_at", "was_right", "review"),
    "cases_merging": ("undone_at", "undone_by_id"),
    "cases_moved": ("is_undone",),
    "cases_statusdecision": ("person_id", "taken_back_at", "taken_back_by_id", "taken_back_because"),
    "families_telling": ("drawn", "taken_back_at", "taken_back_by_id"),
    "meetings_undoable": ("undone_by_id", "undone_at"),
    "record_entry": ("is_limited", "why_limited"),
    "record_seen": ("person_id",),
    "record_share": ("words", "until", "ended_at", "ended_by_id", "ended_because"),
}
# What the application may take away: what was begun by mistake, who is on a list, what is put back when two records are
# taken apart, and what belongs to nobody's record. From every other table nothing goes.
MAY_GO = (
    "access_listed", "access_home", "evaluation_studyevaluator", "meetings_agendaitem", "meetings_attendance",
    "meetings_hypothesis", "meetings_plannedconversation", "meetings_plannedconversation_people", "meetings_decision",
    "people_othername", "people_particular", "record_hiddenfrom", "record_reader", "record_sharedentry",
    "units_deputy",
)  # fmt: skip
# Sessions, ways of signing in, counted failures, what is seen and sent: not of Kinwork's record.
OF_THE_HOUSE = ("django_", "auth_", "account_", "axes_", "mfa_", "socialaccount_", "notices_")

FUNCTIONS = """
CREATE OR REPLACE FUNCTION kinwork_user() RETURNS bigint LANGUAGE sql STABLE
AS $$ SELECT nullif(current_setting('kinwork.asking', true), '')::bigint $$;

-- Restricted families of which the person who asks must not know.
CREATE OR REPLACE FUNCTION kinwork_hidden_families() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(array_agg(r.family_id), '{}')
    FROM access_restriction r
    WHERE r.lifted_at IS NULL
      AND r.guardian_id IS DISTINCT FROM kinwork_user()
      AND NOT EXISTS (SELECT 1 FROM access_listed l WHERE l.restriction_id = r.id AND l.user_id = kinwork_user())
      -- until anybody is listed, whoever imposes it is still at work on the list
      AND NOT (r.imposed_by_id IS NOT DISTINCT FROM kinwork_user()
               AND NOT EXISTS (SELECT 1 FROM access_listed l WHERE l.restriction_id = r.id))
      AND NOT EXISTS (
          SELECT 1 FROM access_opening o
          WHERE o.family_id = r.family_id AND o.user_id = kinwork_user() AND o.kind = 'emergency' AND o.ends_at > now()
            AND o.opened_at >= r.imposed_at)  -- what was opened before it was restricted is closed by that
$$;

CREATE OR REPLACE FUNCTION kinwork_hidden_people() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH hidden AS (SELECT unnest(kinwork_hidden_families()) AS family_id)
    SELECT coalesce(array_agg(DISTINCT m.person_id), '{}')
    FROM hidden JOIN families_familymember m USING (family_id)
    -- Past memberships count: or whoever takes somebody out of a family would see by what vanishes that they are in a
    -- hidden one.
    WHERE NOT EXISTS (
        SELECT 1 FROM families_familymember o
        WHERE o.person_id = m.person_id AND o.family_id NOT IN (SELECT family_id FROM hidden))
$$;

-- Searches that found a restricted family of which the person who asks must not know, and what was typed on the way to
-- them or went on from them within a minute: their words tell of it.
CREATE OR REPLACE FUNCTION kinwork_hidden_searches() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH hit AS MATERIALIZED (
        SELECT e.actor_id, e.id, e.at, kinwork_fold(e.words) AS words
        FROM access_auditshown s JOIN access_auditevent e ON e.id = s.event_id
        WHERE s.family_ids && kinwork_hidden_families() AND e.verb IN ('searched', 'searched in emergency')
    )
    SELECT coalesce(array_agg(DISTINCT e.id), '{}')
    FROM hit JOIN access_auditevent e ON e.actor_id = hit.actor_id AND e.verb IN ('searched', 'searched in emergency')
         AND e.at BETWEEN hit.at - interval '1 minute' AND hit.at + interval '1 minute',
         LATERAL (SELECT kinwork_fold(e.words) AS words) said
    WHERE e.id = hit.id OR starts_with(said.words, hit.words) OR starts_with(hit.words, said.words)
$$;

-- Who made a change that pghistory noted. The note itself nobody reads.
CREATE OR REPLACE FUNCTION kinwork_changed_by(context uuid) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT (metadata->>'user')::bigint FROM pghistory_context WHERE id = context $$;

-- pghistory's own, but that who made a change is written once: what stands there is not written over.
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE plpgsql
AS $$
DECLARE
    context uuid := nullif(current_setting('pghistory.context_id', true), '');
    metadata jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF context IS NULL OR metadata IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (context, metadata, now(), now())
    ON CONFLICT DO NOTHING;
    RETURN context;
END
$$;

-- The same as worked out when the request began (units/queries.py), so that a page does not work it out at every table;
-- worked out now where nobody has: then for a person who is nobody, from whom everything restricted is hidden.
CREATE OR REPLACE FUNCTION kinwork_hidden() RETURNS bigint[] LANGUAGE sql STABLE
AS $$ SELECT CASE WHEN current_setting('kinwork.hidden', true) <> ''
             THEN current_setting('kinwork.hidden')::bigint[] ELSE kinwork_hidden_families() END $$;

CREATE OR REPLACE FUNCTION kinwork_hidden_persons() RETURNS bigint[] LANGUAGE sql STABLE
AS $$ SELECT CASE WHEN current_setting('kinwork.hidden_people', true) <> ''
             THEN current_setting('kinwork.hidden_people')::bigint[] ELSE kinwork_hidden_people() END $$;

-- For an emergency: families in which somebody has exactly this name and was born on this day, the hidden ones too.
-- Only from within an emergency that was stated, and it says which of them are hidden, so that those can be noted.
CREATE OR REPLACE FUNCTION kinwork_find_in_emergency(given text, surname text, born date)
RETURNS TABLE (family_id bigint, is_hidden boolean) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT DISTINCT m.family_id, m.family_id = ANY (kinwork_hidden_families())
    FROM people_person p JOIN families_familymember m ON m.person_id = p.id
    WHERE kinwork_user() IS NOT NULL AND p.born_on = born AND (
        (lower(p.given_name) = lower(given) AND lower(p.family_name) = lower(surname))
        OR EXISTS (SELECT 1 FROM people_othername n WHERE n.person_id = p.id
                   AND lower(n.given_name) = lower(given) AND lower(n.family_name) = lower(surname)))
$$;

-- Who is to be told of an emergency opening: the named guardian, or nobody in particular.
CREATE OR REPLACE FUNCTION kinwork_guardian(family bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT guardian_id FROM access_restriction WHERE family_id = family AND lifted_at IS NULL $$;

-- Whether somebody else may know of a family: whom to tell of what happened in it.
CREATE OR REPLACE FUNCTION kinwork_may_know(family bigint, who bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM access_restriction r
        WHERE r.family_id = family AND r.lifted_at IS NULL AND r.guardian_id <> who
          AND NOT EXISTS (SELECT 1 FROM access_listed l WHERE l.restriction_id = r.id AND l.user_id = who))
$$;

-- The unit that holds a family: to know who leads it, when the family itself is hidden.
CREATE OR REPLACE FUNCTION kinwork_unit_of(family bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT a.unit_id FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    WHERE i.family_id = family ORDER BY i.opened_on DESC, a.during DESC LIMIT 1
$$;

-- Who opened families with an address where they live or near it, or searched for the postcode where they live: that
-- it was so, never where it is. Of a confidential address it is told only that it is near. Hidden families are left
-- out, and what was noted in their records.
CREATE OR REPLACE FUNCTION kinwork_near_home(since timestamptz)
RETURNS TABLE (user_id bigint, what text, families bigint[], times bigint, last timestamptz) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH hidden AS MATERIALIZED (
        SELECT kinwork_hidden_families() AS families, kinwork_hidden_searches() AS searches
    ),
    home AS MATERIALIZED (SELECT * FROM access_home WHERE ended_at IS NULL OR ended_at >= since),
    near AS (
        SELECT h.id, h.user_id, h.ended_at, m.family_id, bool_or(
            NOT a.is_confidential AND h.house <> ''
            AND strpos(' ' || kinwork_fold(a.lines) || ' ', ' ' || kinwork_fold(h.house) || ' ') > 0) AS is_house
        FROM hidden, home h JOIN people_address a ON a.postcode = h.postcode AND NOT a.is_mistaken
        JOIN families_familymember m ON m.person_id = a.person_id AND NOT m.taken_back
        WHERE m.family_id <> ALL (hidden.families)
          AND (a.family_id IS NULL OR a.family_id <> ALL (hidden.families))
        GROUP BY h.id, h.user_id, h.ended_at, m.family_id
    )
    SELECT n.user_id, CASE WHEN n.is_house THEN 'house' ELSE 'near' END, array_agg(DISTINCT n.family_id), count(*),
           max(e.at)
    FROM near n JOIN access_auditevent e ON e.actor_id = n.user_id AND e.family_id = n.family_id
    WHERE e.at >= since AND (n.ended_at IS NULL OR e.at <= n.ended_at) AND e.object_type <> 'Study'
    GROUP BY n.user_id, n.is_house
    UNION ALL
    SELECT h.user_id, 'search', NULL, count(*), max(e.at)
    FROM hidden, home h JOIN access_auditevent e ON e.actor_id = h.user_id
    WHERE e.at >= since AND (h.ended_at IS NULL OR e.at <= h.ended_at) AND e.verb = 'searched'
      AND e.id <> ALL (hidden.searches)
      AND strpos(replace(upper(e.words), ' ', ''), replace(h.postcode, ' ', '')) > 0
    GROUP BY h.user_id
$$;

-- Whether the person who asks found this record by an emergency search since then.
CREATE OR REPLACE FUNCTION kinwork_found_by_me(family bigint, since timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (SELECT 1 FROM access_auditevent
                   WHERE family_id = family AND actor_id = kinwork_user() AND at > since
                     AND verb = 'found in emergency')
$$;

-- Whether the person who asks is named for a limited entry, or has opened its family in an emergency.
CREATE OR REPLACE FUNCTION kinwork_is_reader(entry bigint, family bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (SELECT 1 FROM record_reader WHERE entry_id = entry AND user_id = kinwork_user())
        OR EXISTS (SELECT 1 FROM access_opening
                   WHERE family_id = family AND user_id = kinwork_user() AND kind = 'emergency' AND ends_at > now())
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

-- What an event is fingerprinted by: everything that it says. The walk (chain.py) puts it together by itself.
CREATE OR REPLACE FUNCTION kinwork_audit_text(e access_auditevent) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT jsonb_build_array(2, e.id, extract(epoch FROM e.at), e.actor_id, e.verb, e.family_id, e.object_type,
        e.object_id, e.policy, e.opening_id, e.address::text, e.words)::text $$;

-- Which families stood on lists: as far as the person who asks may know of them. The table itself nobody reads.
CREATE OR REPLACE FUNCTION kinwork_shown(events bigint[]) RETURNS TABLE (event_id bigint, family_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.event_id, f.id FROM access_auditshown s, unnest(s.family_ids) f (id)
    WHERE s.event_id = ANY (events) AND f.id <> ALL (kinwork_hidden_families()) ORDER BY 1, 2
$$;

-- Who saw a family on lists: a row for each person and day, with the last event of it, and which lists.
CREATE OR REPLACE FUNCTION kinwork_lists_with(family bigint)
RETURNS TABLE (id bigint, user_id bigint, at timestamptz, until timestamptz, lists text) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT max(e.id), e.actor_id, min(e.at), max(e.at),
           string_agg(DISTINCT CASE WHEN e.verb = 'saw on a list' THEN e.words
                                    WHEN e.family_id IS NULL THEN 'what a search found'
                                    ELSE 'another family’s page' END, ', ')
    FROM access_auditshown s JOIN access_auditevent e ON e.id = s.event_id
    WHERE s.family_ids @> ARRAY[family] AND family <> ALL (kinwork_hidden_families())
    GROUP BY e.actor_id, (e.at AT TIME ZONE 'Europe/London')::date
$$;

-- One link more. The lock is the last that a transaction takes, and it is let go when that ends.
CREATE OR REPLACE FUNCTION kinwork_link_audit(event bigint) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    last access_auditlink;
BEGIN
    PERFORM pg_advisory_xact_lock(54689665);
    SELECT * INTO last FROM access_auditlink ORDER BY seq DESC LIMIT 1;
    INSERT INTO access_auditlink (seq, event_id, form, fingerprint)
    SELECT coalesce(last.seq, 0) + 1, e.id, 2, sha256(coalesce(last.fingerprint, ''::bytea) || convert_to(
               kinwork_audit_text(e) || coalesce(s.family_ids::text, ''), 'UTF8'))
    FROM access_auditevent e LEFT JOIN access_auditshown s ON s.event_id = e.id WHERE e.id = event;
END
$$;
REVOKE ALL ON FUNCTION kinwork_link_audit(bigint), kinwork_give_back_wishes(bigint),
    kinwork_open_again(bigint, text), kinwork_hidden_families(), kinwork_hidden_people(),
    kinwork_find_in_emergency(text, text, date), kinwork_guardian(bigint),
    kinwork_unit_of(bigint), kinwork_found_by_me(bigint, timestamptz), kinwork_may_know(bigint, bigint),
    kinwork_near_home(timestamptz), kinwork_shown(bigint[]), kinwork_lists_with(bigint),
    kinwork_is_reader(bigint, bigint), kinwork_hidden_searches(), kinwork_changed_by(uuid) FROM PUBLIC;
"""

# Ids of what may be hidden: gaps between them would tell that something hidden was made, and when. So they count time,
# not rows: milliseconds since 2020, then thirteen random bits (as UUIDv7 does, in the 53 bits that a browser's numbers
# hold, until 2054). Within a session they only rise, since much is read in the order in which it was made.
IDS = """
CREATE OR REPLACE FUNCTION kinwork_new_id() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    chance bigint := ('x' || right(gen_random_uuid()::text, 4))::bit(16)::bigint & 8191;
    new bigint := ((floor(extract(epoch FROM clock_timestamp()) * 1000))::bigint - 1577836800000) * 8192 + chance;
    last bigint := nullif(current_setting('kinwork.last_id', true), '')::bigint;
BEGIN
    IF last >= new THEN
        new := last + 1 + chance;
    END IF;
    PERFORM set_config('kinwork.last_id', new::text, false);
    RETURN new;
END
$$;
"""
# The log is read in its own order, which its chain proves; its ids are shown to nobody.
COUNTED = ("access_auditevent",)

ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
        CREATE ROLE {APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
END $$;
"""

GRANTS = f"""
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
REVOKE DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public FROM {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_link_audit(bigint), kinwork_give_back_wishes(bigint),
    kinwork_open_again(bigint, text), kinwork_hidden_families(), kinwork_hidden_people(),
    kinwork_find_in_emergency(text, text, date), kinwork_guardian(bigint),
    kinwork_unit_of(bigint), kinwork_found_by_me(bigint, timestamptz), kinwork_may_know(bigint, bigint),
    kinwork_near_home(timestamptz), kinwork_shown(bigint[]), kinwork_lists_with(bigint),
    kinwork_is_reader(bigint, bigint), kinwork_hidden_searches(), kinwork_changed_by(uuid),
    kinwork_words_like(text[]) TO {APP_ROLE};
"""


def walls() -> dict[str, tuple[str, str]]:
    """Each walled table with what a row must be for it to be there (USING), and to be written (WITH CHECK)."""
    # Not as a subquery of rows: PostgreSQL takes half of the rows for hidden then, and plans badly.
    hidden, people = "(SELECT kinwork_hidden())::bigint[]", "(SELECT kinwork_hidden_persons())::bigint[]"
    built: dict[str, tuple[str, str]] = {}
    for table, column in FAMILY_COLUMN.items():
        built[table] = (f"{column} <> ALL ({hidden})",) * 2
    for table, column in PERSON_COLUMN.items():
        built[table] = (f"{column} <> ALL ({people})",) * 2
    for table in sorted(NOTED | {"people_term"}):
        built[table] = (f"person_id <> ALL ({people}) AND (family_id IS NULL OR family_id <> ALL ({hidden}))",) * 2
    for table, ways in THROUGH.items():
        parts = [f"({c} IS NULL OR EXISTS (SELECT 1 FROM {t} up WHERE up.id = {table}.{c}))" for c, t in ways]
        # Usually nothing is hidden from a person, and then no row need be looked at twice.
        built[table] = (f"(SELECT kinwork_hidden() = '{{}}') OR ({' AND '.join(parts)})",) * 2
    mine = "by_id = kinwork_user() OR kinwork_is_reader(id, family_id)"
    built["record_entry"] = (f"family_id <> ALL ({hidden}) AND (NOT is_limited OR {mine})",) * 2
    for table in ("record_sharedentry", "record_sharedentryevent"):
        built[table] = (
            f"EXISTS (SELECT 1 FROM record_entry up WHERE up.id = {table}.entry_id) "
            f"AND EXISTS (SELECT 1 FROM record_share up WHERE up.id = {table}.share_id)",
        ) * 2
    for table, column in OF_ENTRY.items():
        built[table] = (f"EXISTS (SELECT 1 FROM record_entry up WHERE up.id = {table}.{column})",) * 2
    boxes = " ".join(
        f"WHEN '{box}' THEN EXISTS (SELECT 1 FROM {t} up WHERE up.id = object_id)" for box, t in BOXES.items()
    )
    built["meetings_revision"] = (f"CASE split_part(box, '.', 1) {boxes} ELSE true END", "true")
    # What a merging did to a row is there for whoever sees that row.
    tables = sorted({model._meta.db_table for model, _ in keys_to_people()} | {"people_person"})
    rows = " ".join(f"WHEN '{t}' THEN EXISTS (SELECT 1 FROM {t} up WHERE up.id = cases_moved.row)" for t in tables)
    gone = "EXISTS (SELECT 1 FROM cases_merging up WHERE up.id = cases_moved.merging_id)"
    built["cases_moved"] = (f'{gone} AND ("column" = \'-\' OR CASE "table" {rows} ELSE false END)', "true")
    # Whoever opened something sees that they did; what they may write is the business of the code.
    mine = "user_id = kinwork_user() OR kinwork_user() = ANY (guardian_ids)"
    built["access_opening"] = (f"{mine} OR family_id <> ALL ({hidden})", "true")
    # Whoever does something may tell of it, also of a family that they opened in an emergency; nobody is told of a
    # family, or of an entry, that they must not know of.
    entry = "object_type <> 'Entry' OR EXISTS (SELECT 1 FROM record_entry up WHERE up.id = object_id)"
    built["notices_notice"] = (f"(family_id IS NULL OR family_id <> ALL ({hidden})) AND ({entry})", "true")
    built["notices_seen"] = (
        "user_id = kinwork_user() AND EXISTS (SELECT 1 FROM notices_notice up WHERE up.id = notices_seen.notice_id)",
    ) * 2
    # What can be taken back in a meeting says what was done to a family, to who may know of it.
    built["meetings_undoable"] = (f"family_id IS NULL OR family_id <> ALL ({hidden})",) * 2
    # A grave change: for whoever may know of the family, and for who restricted it without being on the list.
    known = (
        f"family_id IS NULL OR family_id <> ALL ({hidden}) "
        f"OR (by_id = kinwork_user() AND kind IN ('{ChangeKind.RESTRICTED}', '{ChangeKind.RESTRICTION_CHANGED}'))"
    )
    built["access_gravechange"] = (f"({known}) AND ({entry})", "true")
    # Where somebody lives is theirs to see, and nobody else's.
    built["access_home"] = ("user_id = kinwork_user()",) * 2
    # Nor that there is something of which they must not know.
    searches = (
        "verb NOT IN ('searched', 'searched in emergency') OR (SELECT kinwork_hidden() = '{}') "
        "OR id <> ALL ((SELECT kinwork_hidden_searches())::bigint[])"
    )
    built["access_auditevent"] = (
        f"(family_id IS NULL OR family_id <> ALL ({hidden})) AND ({entry}) AND ({searches})",
        "true",
    )
    # The first listed people are put in when nobody is listed yet.
    for table in ("access_restriction", "access_restrictionevent", "access_listed", "access_listedevent"):
        built[table] = (built[table][0], "true")
    return built


def raise_walls(using: str = "default") -> None:
    """Create the application's role, its grants, the functions and the policies: all of them or none."""
    with transaction.atomic(using=using):
        _raise_walls(using)


def _raise_walls(using: str) -> None:
    connection = connections[using]
    statements = [FUNCTIONS, IDS, ROLE, GRANTS]
    statements += [f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}" for table in APPEND_ONLY]
    statements += [f"REVOKE UPDATE ON {table} FROM {APP_ROLE}" for table in STAYS_BUT]
    statements += [f"GRANT DELETE ON {table} TO {APP_ROLE}" for table in MAY_GO]
    statements += [f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}" for table in READ_ONLY]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        for table, columns in STAYS_BUT.items():
            cursor.execute(f"GRANT UPDATE ({', '.join(columns)}) ON {table} TO {APP_ROLE}")
        # Words of hidden people stand there too (people/indexing.py), hidden families among others (adr/0050), and ids.
        cursor.execute(f"REVOKE SELECT ON people_word, access_auditshown, pghistory_context FROM {APP_ROLE}")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            if table.startswith(OF_THE_HOUSE) and table not in (*APPEND_ONLY, *READ_ONLY):
                cursor.execute(f"GRANT DELETE ON {table} TO {APP_ROLE}")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE '%%event'")
        for (table,) in cursor.fetchall():  # pghistory's: what was, stays
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}")
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id' "
            "AND is_identity = 'YES' AND table_name = ANY (%s) AND table_name <> ALL (%s)",
            [list(walls()), list(COUNTED)],
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"ALTER TABLE {table} ALTER COLUMN id DROP IDENTITY, ALTER COLUMN id SET DEFAULT kinwork_new_id()"
            )
        for table, (using_clause, check) in walls().items():
            cursor.execute(
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; DROP POLICY IF EXISTS walls ON {table}; "
                f"CREATE POLICY walls ON {table} FOR ALL TO {APP_ROLE} USING ({using_clause}) WITH CHECK ({check})"
            )


def after_migration(using: str, **more: Any) -> None:
    """Raise the walls once all tables are there, after the index that people are found by."""
    indexing.install(using)
    families_indexing.install(using)
    raise_walls(using)
