-- What can be found, kept (docs/adr/0106, 0119): one row for each thing written in each family's record, with its words.

-- The texts of things of one source, as they stand: what was added to them later belongs to them. So long a text that
-- no index takes it is found by its first 400,000 letters. Each source by itself, so that a plan is kept for it: to plan
-- the union of all took longer than to read one entry's words.
CREATE OR REPLACE FUNCTION kinwork_findable_texts(from_source text, ids bigint[])
RETURNS TABLE (
    source text, thing_id bigint, family_id bigint, kind text, on_day date, by_id bigint, is_limited boolean,
    people bigint[], said text
) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
    IF from_source = 'entry' THEN
        RETURN QUERY
        SELECT 'entry', e.id, e.family_id, e.kind::text, e.happened_on, e.by_id, e.is_limited,
               ARRAY(SELECT s.person_id FROM record_seen s WHERE s.entry_id = e.id
                     UNION SELECT p.person_id FROM record_present p WHERE p.entry_id = e.id AND p.person_id IS NOT NULL
                     ORDER BY 1),
               concat_ws(E'\n', e.text, e.place, e.present, e.said_by, e.not_seen_because, (
                   SELECT string_agg(a.text, E'\n' ORDER BY a.id) FROM record_entryamendment a WHERE a.entry_id = e.id))
        FROM record_entry e WHERE e.id = ANY (ids);
    ELSIF from_source = 'discussion' THEN
        RETURN QUERY
        SELECT 'discussion', d.id, d.family_id, 'discussion', m.held_on, NULL::bigint, false, '{}'::bigint[],
               concat_ws(E'\n', (
                   SELECT string_agg(p.text, E'\n' ORDER BY p.id) FROM meetings_passage p WHERE p.discussion_id = d.id), (
                   SELECT string_agg(concat_ws(E'\n', x.words, x.reason), E'\n' ORDER BY x.id)
                   FROM meetings_decision x WHERE x.discussion_id = d.id), (
                   SELECT string_agg(a.text, E'\n' ORDER BY a.id)
                   FROM meetings_minute i JOIN meetings_amendment a ON a.minute_id = i.id WHERE i.discussion_id = d.id))
        FROM meetings_discussion d JOIN meetings_meeting m ON m.id = d.meeting_id
        WHERE d.id = ANY (ids);
    ELSIF from_source = 'hypothesis' THEN
        RETURN QUERY
        SELECT 'hypothesis', h.id, h.family_id, 'hypothesis', m.held_on, h.raised_by_id, false, '{}'::bigint[],
               concat_ws(E'\n', h.statement, h.speaks_for, h.speaks_against, h.find_out)
        FROM meetings_hypothesis h JOIN meetings_discussion d ON d.id = h.raised_in_id
        JOIN meetings_meeting m ON m.id = d.meeting_id
        WHERE h.id = ANY (ids);
    ELSIF from_source = 'conversation' THEN
        RETURN QUERY
        SELECT 'conversation', c.id, c.family_id, 'conversation',
               (coalesce(c.ended_at, c.planned_at) AT TIME ZONE 'Europe/London')::date, c.lead_id, false,
               ARRAY(SELECT w.person_id FROM meetings_plannedconversation_people w
                     WHERE w.plannedconversation_id = c.id ORDER BY w.person_id),
               concat_ws(E'\n', c.purpose, c.questions, c.if_yes, c.if_no, c.what_happened, c.effect)
        FROM meetings_plannedconversation c WHERE c.id = ANY (ids);
    ELSIF from_source = 'contact' THEN
        RETURN QUERY
        SELECT 'contact', c.id, f.id, 'contact', c.received_on, c.taken_by_id, false,
               ARRAY(SELECT DISTINCT a.person_id FROM front_door_about a
                     WHERE a.contact_id = c.id AND a.person_id IS NOT NULL ORDER BY a.person_id),
               concat_ws(E'\n', c.said, c.wanted, c.relation, c.agency_name, (
                   SELECT string_agg(x.text, E'\n' ORDER BY x.id) FROM front_door_addition x WHERE x.contact_id = c.id))
        FROM front_door_contact c, unnest(c.family_ids) AS f (id) WHERE c.id = ANY (ids);
    ELSIF from_source = 'formal' THEN
        RETURN QUERY
        SELECT 'formal', m.id, i.family_id, m.kind::text, m."on", m.arranged_by_id, false,
               ARRAY(SELECT c.person_id FROM formal_meetings_formalmeeting_children c
                     WHERE c.formalmeeting_id = m.id ORDER BY c.person_id),
               concat_ws(E'\n', m.notes, m.outcome, m.agenda, m.because)
        FROM formal_meetings_formalmeeting m JOIN cases_involvement i ON i.id = m.involvement_id
        WHERE m.id = ANY (ids);
    ELSIF from_source = 'summary' THEN
        -- The one that stands, in the unit's own words: what it took up of entries is found there.
        RETURN QUERY
        SELECT 'summary', s.id, i.family_id, 'summary', s.standing_on, s.standing_by_id, false, '{}'::bigint[], (
                   SELECT string_agg(p.text, E'\n' ORDER BY p.id) FROM summaries_summarypassage p
                   WHERE p.summary_id = s.id AND p.entry_id IS NULL)
        FROM summaries_summary s JOIN cases_involvement i ON i.id = s.involvement_id
        WHERE s.id = ANY (ids) AND s.standing_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM summaries_summary later
            WHERE later.involvement_id = s.involvement_id AND later.number > s.number AND later.standing_at IS NOT NULL);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_findable_rows(from_source text, ids bigint[])
RETURNS TABLE (
    key text, source text, thing_id bigint, family_id bigint, kind text, on_day date, by_id bigint, is_limited boolean,
    people bigint[], stems tsvector, words tsvector
) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    -- The same text, as of visits that were brought in, is read once.
    WITH t AS MATERIALIZED (
        SELECT x.*, left(x.said, 400000) AS found FROM kinwork_findable_texts(from_source, ids) x WHERE x.said ~ '\S'
    ), read AS MATERIALIZED (
        SELECT d.found, to_tsvector('public.kinwork_stems', d.plain) AS stems,
               to_tsvector('pg_catalog.simple', d.plain)
                   || array_to_tsvector(kinwork_pairs(d.plain)) AS words
        FROM (SELECT u.found, kinwork_findable_text(u.found) AS plain FROM (SELECT DISTINCT found FROM t) u OFFSET 0) d
    )
    SELECT concat_ws('-', t.source, t.thing_id, t.family_id), t.source, t.thing_id, t.family_id, t.kind, t.on_day,
           t.by_id, t.is_limited, t.people, read.stems, read.words
    FROM t JOIN read ON read.found = t.found;
END
$$;

-- Which things of a source are in these families.
CREATE OR REPLACE FUNCTION kinwork_findable_of(from_source text, families bigint[]) RETURNS bigint[] LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT array_agg(id) FROM (
        SELECT e.id FROM record_entry e WHERE from_source = 'entry' AND e.family_id = ANY (families)
        UNION ALL
        SELECT d.id FROM meetings_discussion d WHERE from_source = 'discussion' AND d.family_id = ANY (families)
        UNION ALL
        SELECT h.id FROM meetings_hypothesis h WHERE from_source = 'hypothesis' AND h.family_id = ANY (families)
        UNION ALL
        SELECT c.id FROM meetings_plannedconversation c
        WHERE from_source = 'conversation' AND c.family_id = ANY (families)
        UNION ALL
        SELECT c.id FROM front_door_contact c WHERE from_source = 'contact' AND c.family_ids && families
        UNION ALL
        SELECT m.id FROM formal_meetings_formalmeeting m JOIN cases_involvement i ON i.id = m.involvement_id
        WHERE from_source = 'formal' AND i.family_id = ANY (families)
        UNION ALL
        SELECT s.id FROM summaries_summary s JOIN cases_involvement i ON i.id = s.involvement_id
        WHERE from_source = 'summary' AND i.family_id = ANY (families)
    ) things
$$;

CREATE OR REPLACE FUNCTION kinwork_findable_now(families bigint[])
RETURNS TABLE (
    key text, source text, thing_id bigint, family_id bigint, kind text, on_day date, by_id bigint, is_limited boolean,
    people bigint[], stems tsvector, words tsvector
) LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.* FROM unnest(ARRAY['entry', 'discussion', 'hypothesis', 'conversation', 'contact', 'formal', 'summary'])
        AS s (source)
    CROSS JOIN LATERAL kinwork_findable_rows(s.source, kinwork_findable_of(s.source, families)) r
    WHERE r.family_id = ANY (families)
$$;

CREATE OR REPLACE FUNCTION kinwork_keep_things(from_source text, ids bigint[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    IF ids IS NULL THEN
        RETURN;
    END IF;
    WITH so AS MATERIALIZED (SELECT * FROM kinwork_findable_rows(from_source, ids)), gone AS (
        DELETE FROM find_findable f
        WHERE f.source = from_source AND f.thing_id = ANY (ids)
          AND NOT EXISTS (SELECT 1 FROM so WHERE so.key = f.key)
    )
    INSERT INTO find_findable AS f
        (key, source, thing_id, family_id, kind, on_day, by_id, is_limited, people, stems, words)
    SELECT so.* FROM so
    ON CONFLICT (key) DO UPDATE SET
        kind = EXCLUDED.kind, on_day = EXCLUDED.on_day, by_id = EXCLUDED.by_id, is_limited = EXCLUDED.is_limited,
        people = EXCLUDED.people, stems = EXCLUDED.stems, words = EXCLUDED.words
    WHERE (f.kind, f.on_day, f.by_id, f.is_limited, f.people, f.stems, f.words)
        IS DISTINCT FROM (EXCLUDED.kind, EXCLUDED.on_day, EXCLUDED.by_id, EXCLUDED.is_limited, EXCLUDED.people,
                          EXCLUDED.stems, EXCLUDED.words);
END
$$;

-- Whom things name, where nothing else of them changed: their words stay as they were read.
CREATE OR REPLACE FUNCTION kinwork_keep_people(from_source text, ids bigint[]) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE find_findable f SET people = t.people
    FROM kinwork_findable_texts(from_source, ids) t
    WHERE f.source = from_source AND f.thing_id = t.thing_id AND f.family_id = t.family_id
      AND f.people IS DISTINCT FROM t.people
$$;

-- All of it for some families, some hundred of them at a time: nobody waits for the whole.
CREATE OR REPLACE FUNCTION kinwork_keep_findable(families bigint[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    batch bigint[];
    things bigint[];
    of_source text;
BEGIN
    FOR n IN 0 .. cardinality(families) / 200 LOOP
        batch := families[n * 200 + 1 : n * 200 + 200];
        FOREACH of_source IN ARRAY
            ARRAY['entry', 'discussion', 'hypothesis', 'conversation', 'contact', 'formal', 'summary'] LOOP
            things := kinwork_findable_of(of_source, batch);
            DELETE FROM find_findable f WHERE f.source = of_source AND f.family_id = ANY (batch)
                AND f.thing_id <> ALL (coalesce(things, '{}'));
            PERFORM kinwork_keep_things(of_source, things);
        END LOOP;
    END LOOP;
END
$$;

-- Which things a statement changed: by its rows, the source and the column that leads to the thing.
CREATE OR REPLACE FUNCTION kinwork_findable_by_thing() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ids bigint[];
BEGIN
    IF kinwork_is_put_off() THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT array_agg(DISTINCT %I) FROM now WHERE %I IS NOT NULL', TG_ARGV[1], TG_ARGV[1]) INTO ids;
    PERFORM kinwork_keep_things(TG_ARGV[0], ids);
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_findable_by_people() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ids bigint[];
BEGIN
    IF kinwork_is_put_off() THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT array_agg(DISTINCT %I) FROM now WHERE %I IS NOT NULL', TG_ARGV[1], TG_ARGV[1]) INTO ids;
    PERFORM kinwork_keep_people(TG_ARGV[0], ids);
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_findable_by_meeting() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ids bigint[];
BEGIN
    SELECT array_agg(d.id) INTO ids FROM now JOIN was USING (id) JOIN meetings_discussion d ON d.meeting_id = now.id
    WHERE now.held_on <> was.held_on;
    PERFORM kinwork_keep_things('discussion', ids);
    PERFORM kinwork_keep_things('hypothesis', (
        SELECT array_agg(h.id) FROM meetings_hypothesis h WHERE h.raised_in_id = ANY (ids)));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_findable_by_minute() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM kinwork_keep_things('discussion', (
        SELECT array_agg(DISTINCT m.discussion_id) FROM now JOIN meetings_minute m ON m.id = now.minute_id));
    RETURN NULL;
END
$$;

-- A new version stands: it is found now, and the one before no longer.
CREATE OR REPLACE FUNCTION kinwork_findable_by_summary() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM kinwork_keep_things('summary', (
        SELECT array_agg(DISTINCT s.id) FROM now JOIN summaries_summary s ON s.involvement_id = now.involvement_id));
    RETURN NULL;
END
$$;

DO $$
DECLARE
    which record;
BEGIN
    FOR which IN
        SELECT * FROM (VALUES
            ('record_entry', 'entry', 'id', 'thing'), ('record_entryamendment', 'entry', 'entry_id', 'thing'),
            ('record_seen', 'entry', 'entry_id', 'people'), ('record_present', 'entry', 'entry_id', 'people'),
            ('meetings_discussion', 'discussion', 'id', 'thing'),
            ('meetings_passage', 'discussion', 'discussion_id', 'thing'),
            ('meetings_decision', 'discussion', 'discussion_id', 'thing'),
            ('meetings_hypothesis', 'hypothesis', 'id', 'thing'),
            ('meetings_plannedconversation', 'conversation', 'id', 'thing'),
            ('meetings_plannedconversation_people', 'conversation', 'plannedconversation_id', 'people'),
            ('front_door_contact', 'contact', 'id', 'thing'), ('front_door_addition', 'contact', 'contact_id', 'thing'),
            ('front_door_about', 'contact', 'contact_id', 'people'),
            ('formal_meetings_formalmeeting', 'formal', 'id', 'thing'),
            ('formal_meetings_formalmeeting_children', 'formal', 'formalmeeting_id', 'people')
        ) AS t (name, source, key_column, of), (VALUES
            ('INSERT', 'NEW'), ('UPDATE', 'NEW'), ('DELETE', 'OLD')
        ) AS e (event, rows)
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER kinwork_find_%s AFTER %s ON %I REFERENCING %s TABLE AS now '
            'FOR EACH STATEMENT EXECUTE FUNCTION %I(%L, %L)',
            lower(which.event), which.event, which.name, which.rows, 'kinwork_findable_by_' || which.of, which.source,
            which.key_column);
    END LOOP;
END $$;

CREATE OR REPLACE TRIGGER kinwork_find_insert AFTER INSERT ON meetings_amendment REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_findable_by_minute();
CREATE OR REPLACE TRIGGER kinwork_find_insert AFTER INSERT ON summaries_summary REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_findable_by_summary();
CREATE OR REPLACE TRIGGER kinwork_find_update AFTER UPDATE ON summaries_summary REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_findable_by_summary();
CREATE OR REPLACE TRIGGER kinwork_find_delete AFTER DELETE ON summaries_summary REFERENCING OLD TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_findable_by_thing('summary', 'id');
CREATE OR REPLACE TRIGGER kinwork_find_day AFTER UPDATE ON meetings_meeting
REFERENCING OLD TABLE AS was NEW TABLE AS now FOR EACH STATEMENT EXECUTE FUNCTION kinwork_findable_by_meeting();

REVOKE ALL ON FUNCTION kinwork_findable_texts(text, bigint[]), kinwork_findable_rows(text, bigint[]),
    kinwork_findable_of(text, bigint[]), kinwork_findable_now(bigint[]), kinwork_keep_things(text, bigint[]),
    kinwork_keep_findable(bigint[]), kinwork_keep_people(text, bigint[]), kinwork_findable_by_thing(),
    kinwork_findable_by_people(), kinwork_findable_by_meeting(),
    kinwork_findable_by_minute() FROM PUBLIC;
