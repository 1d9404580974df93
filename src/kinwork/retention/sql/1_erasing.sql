-- Erasing a record whose time has come (docs/adr/0127). The application may delete nothing of it: this function alone
-- does, as the owner of the tables, and only where two people have signed and nothing stops it.

-- Families whose records hang together with one, since they share people, a contact, or an adoption; and those people.
CREATE OR REPLACE FUNCTION kinwork_together(family bigint, OUT families bigint[], OUT people bigint[], OUT contacts bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before integer := -1;
BEGIN
    families := ARRAY[family];
    people := '{}';
    contacts := '{}';
    WHILE before <> cardinality(families) + cardinality(people) + cardinality(contacts) LOOP
        before := cardinality(families) + cardinality(people) + cardinality(contacts);
        people := ARRAY(
            SELECT m.person_id FROM families_familymember m WHERE m.family_id = ANY (families)
            UNION SELECT unnest(people)
            UNION SELECT a.person_id FROM front_door_about a WHERE a.contact_id = ANY (contacts) AND a.person_id IS NOT NULL
            UNION SELECT r.person_id FROM front_door_referred r JOIN front_door_referral f ON f.id = r.referral_id
                  WHERE f.family_id = ANY (families) AND r.person_id IS NOT NULL
            UNION SELECT x.kept_id FROM cases_merging x WHERE x.dropped_id = ANY (people)
            UNION SELECT x.dropped_id FROM cases_merging x WHERE x.kept_id = ANY (people)
            UNION SELECT s.adopted_as_id FROM children_sealing s
                  WHERE s.person_id = ANY (people) AND s.adopted_as_id IS NOT NULL
            UNION SELECT s.person_id FROM children_sealing s WHERE s.adopted_as_id = ANY (people));
        contacts := ARRAY(
            SELECT a.contact_id FROM front_door_about a WHERE a.family_id = ANY (families) OR a.person_id = ANY (people)
            UNION SELECT r.contact_id FROM front_door_referral r WHERE r.family_id = ANY (families)
            UNION SELECT unnest(contacts));
        families := ARRAY(
            SELECT m.family_id FROM families_familymember m WHERE m.person_id = ANY (people)
            UNION SELECT a.family_id FROM front_door_about a WHERE a.contact_id = ANY (contacts) AND a.family_id IS NOT NULL
            UNION SELECT r.family_id FROM front_door_referral r
                  WHERE r.contact_id = ANY (contacts) AND r.family_id IS NOT NULL
            UNION SELECT unnest(families));
    END LOOP;
END
$$;

-- What stops erasing a family's record and all that hangs together with it; nothing, where nothing does.
CREATE OR REPLACE FUNCTION kinwork_erasing_stops(family bigint) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH t AS MATERIALIZED (SELECT * FROM kinwork_together(family))
    SELECT array_remove(ARRAY[
        CASE WHEN EXISTS (
            SELECT 1 FROM retention_hold h WHERE h.lifted_at IS NULL AND CASE h.scope
                WHEN 'everything' THEN true
                WHEN 'family' THEN h.family_id = ANY (t.families)
                WHEN 'period' THEN EXISTS (
                    SELECT 1 FROM families_family f WHERE f.id = ANY (t.families) AND (
                        (f.created_at AT TIME ZONE 'Europe/London')::date BETWEEN h.since AND h.until
                        OR EXISTS (SELECT 1 FROM cases_involvement i WHERE i.family_id = f.id
                                   AND i.opened_on <= h.until AND coalesce(i.closed_on, 'infinity') >= h.since)
                        OR EXISTS (SELECT 1 FROM front_door_about a JOIN front_door_contact c ON c.id = a.contact_id
                                   WHERE a.family_id = f.id AND c.received_on BETWEEN h.since AND h.until)))
            END) THEN 'hold' END,
        CASE WHEN EXISTS (SELECT 1 FROM cases_involvement i WHERE i.family_id = ANY (t.families) AND i.closed_on IS NULL)
             THEN 'open' END,
        CASE WHEN EXISTS (SELECT 1 FROM front_door_unanswered u WHERE u.contact_id = ANY (t.contacts))
             THEN 'contact' END,
        CASE WHEN EXISTS (SELECT 1 FROM bundles_subjectaccessrequest r
                          WHERE r.person_id = ANY (t.people) AND r.outcome = '') THEN 'request' END,
        CASE WHEN EXISTS (SELECT 1 FROM bundles_bundle b WHERE b.family_id = ANY (t.families)
                          AND b.state IN ('waiting', 'working')) THEN 'bundle' END,
        CASE WHEN t.families && kinwork_hidden() THEN 'hidden' END
    ], NULL) FROM t
$$;

-- What bears on how long records are kept: days and yes or no of every member, sealed ones too, no names. Of families
-- that may be known; without ids, of those only that are closed and in which no looked-after child is under 75.
CREATE OR REPLACE FUNCTION kinwork_keeping(families bigint[])
RETURNS TABLE (family_id bigint, known_since date, last_on date, is_open boolean, was_open boolean, had_plan boolean,
    people jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT f.id, least(i.first_on, (f.created_at AT TIME ZONE 'Europe/London')::date),
           greatest(i.last_on, c.last_on, CASE WHEN i.first_on IS NULL AND c.last_on IS NULL
                    THEN (f.created_at AT TIME ZONE 'Europe/London')::date END),
           coalesce(i.is_open, false), i.first_on IS NOT NULL, coalesce(m.had_plan, false), coalesce(m.people, '[]')
    FROM families_family f
    LEFT JOIN LATERAL (
        SELECT min(opened_on) AS first_on, max(closed_on) AS last_on, bool_or(closed_on IS NULL) AS is_open
        FROM cases_involvement WHERE family_id = f.id) i ON true
    LEFT JOIN LATERAL (
        SELECT max(c.received_on) AS last_on FROM front_door_about a JOIN front_door_contact c ON c.id = a.contact_id
        WHERE a.family_id = f.id) c ON true
    LEFT JOIN LATERAL (
        SELECT bool_or(s.had_plan) AS had_plan, jsonb_agg(jsonb_build_object(
            'id', p.id, 'is_child', m.is_child, 'born', p.born_on, 'born_kind', p.born_kind, 'died', p.died_on,
            'in_care', s.in_care, 'adopted', s.adopted, 'adopted_on', s.adopted_on) ORDER BY m.position, p.id) AS people
        FROM families_familymember m JOIN people_person p ON p.id = m.person_id, LATERAL (
            SELECT EXISTS (SELECT 1 FROM children_protectionplan x WHERE x.person_id = p.id AND x.withdrawn_at IS NULL)
                       AS had_plan,
                   EXISTS (SELECT 1 FROM children_careperiod x WHERE x.person_id = p.id AND x.withdrawn_at IS NULL)
                       OR EXISTS (SELECT 1 FROM cases_statusdecision x WHERE x.person_id = p.id AND x.status = 'lac'
                                  AND x.taken_back_at IS NULL) AS in_care,
                   EXISTS (SELECT 1 FROM children_adoptionorder x WHERE x.person_id = p.id AND x.withdrawn_at IS NULL)
                       OR EXISTS (SELECT 1 FROM children_sealing x WHERE x.person_id = p.id OR x.adopted_as_id = p.id)
                       AS adopted,
                   (SELECT max(o."on") FROM children_adoptionorder o WHERE o.withdrawn_at IS NULL AND (
                        o.person_id = p.id OR o.person_id IN (
                            SELECT x.person_id FROM children_sealing x WHERE x.adopted_as_id = p.id))) AS adopted_on) s
        WHERE m.family_id = f.id AND NOT m.taken_back) m ON true
    WHERE f.id <> ALL (kinwork_hidden()) AND CASE WHEN families IS NOT NULL THEN f.id = ANY (families)
        ELSE NOT coalesce(i.is_open, false) AND NOT EXISTS (
            SELECT 1 FROM families_familymember m JOIN people_person p ON p.id = m.person_id
            JOIN children_careperiod x ON x.person_id = p.id AND x.withdrawn_at IS NULL
            WHERE m.family_id = f.id AND NOT m.taken_back AND p.died_on IS NULL
              AND (p.born_on IS NULL OR p.born_on > current_date - interval '75 years'))
        END
    ORDER BY f.id
$$;

-- All rows of these families, people and contacts: whatever leads to them, and to what leads to them.
CREATE OR REPLACE FUNCTION kinwork_rows_to_erase(families bigint[], people bigint[], contacts bigint[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    got jsonb := jsonb_build_object('families_family', families, 'people_person', people, 'front_door_contact', contacts);
    todo jsonb := got;
    reached text;
    ids bigint[];
    new bigint[];
    known bigint[];
    link record;
BEGIN
    LOOP
        SELECT key INTO reached FROM jsonb_object_keys(todo) key LIMIT 1;
        EXIT WHEN reached IS NULL;
        ids := ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(todo -> reached) x);
        todo := todo - reached;
        CONTINUE WHEN cardinality(ids) = 0;
        FOR link IN SELECT * FROM kinwork_erasing_links() l WHERE l."to" = reached AND l.pk <> '' LOOP
            known := ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(coalesce(got -> link.tab, '[]')) x);
            EXECUTE format('SELECT array_agg(s.%1$I) FROM %2$I s WHERE %3$s AND s.%1$I <> ALL ($2) %4$s',
                link.pk, link.tab,
                CASE WHEN link.is_many THEN format('s.%I && $1', link.col) ELSE format('s.%I = ANY ($1)', link.col) END,
                CASE WHEN link.only_where = '' THEN '' ELSE 'AND ' || link.only_where END)
            INTO new USING ids, known;
            IF new IS NOT NULL THEN
                got := jsonb_set(got, ARRAY[link.tab], to_jsonb(known || new));
                todo := jsonb_set(todo, ARRAY[link.tab], coalesce(todo -> link.tab, '[]') || to_jsonb(new));
            END IF;
        END LOOP;
    END LOOP;
    RETURN got;
END
$$;

-- The one way in which something of a record goes for good; called by the two functions below, which say when it may.
CREATE OR REPLACE FUNCTION kinwork_take_away(families bigint[], people bigint[], contacts bigint[]) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    got jsonb := kinwork_rows_to_erase(families, people, contacts);
    number bigint;
    counts jsonb := '{}';
    one record;
    ids bigint[];
BEGIN
    -- No row that is also of somebody whose record stays.
    FOR one IN SELECT * FROM kinwork_erasing_links() l WHERE l.pk <> '' AND l.binds AND NOT l.is_many
               AND l.only_where = '' AND got ? l.tab LOOP
        ids := ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(got -> one.tab) x);
        EXECUTE format('SELECT count(*) FROM %I s WHERE s.%I = ANY ($1) AND s.%I IS NOT NULL AND s.%I <> ALL ($2)',
            one.tab, one.pk, one.col, one.col)
        INTO number
        USING ids, ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(coalesce(got -> one."to", '[]')) x);
        IF number > 0 THEN
            RAISE EXCEPTION 'another record names somebody of this one: % in %', number, one.tab
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    -- What keeps rows from being deleted, and what would keep a history of it, lets this one pass; indexes and what is
    -- kept by triggers of our own follow.
    PERFORM set_config('pgtrigger.ignore', (SELECT array_agg(DISTINCT t.tgname)::text FROM pg_trigger t
                                            WHERE t.tgname LIKE 'pgtrigger\_%'), true);
    FOR one IN SELECT key AS tab, value FROM jsonb_each(got) ORDER BY key LOOP
        ids := ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(one.value) x);
        EXECUTE format('DELETE FROM %I s WHERE s.%I = ANY ($1)', one.tab,
            coalesce((SELECT l.pk FROM kinwork_erasing_links() l WHERE l.tab = one.tab LIMIT 1), 'id')) USING ids;
        GET DIAGNOSTICS number = ROW_COUNT;
        IF number > 0 THEN
            counts := counts || jsonb_build_object(one.tab, number);
        END IF;
    END LOOP;
    FOR one IN SELECT * FROM kinwork_erasing_links() l WHERE l.pk = '' AND l.is_many = false LOOP
        EXECUTE format('DELETE FROM %I s WHERE s.%I = ANY ($1)', one.tab, one.col)
        USING ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(coalesce(got -> one."to", '[]')) x);
    END LOOP;
    -- A word of names and addresses that nobody is found by any more.
    DELETE FROM people_word w WHERE NOT EXISTS (
        SELECT 1 FROM people_term t WHERE t.term = 'n ' || w.word COLLATE "C" OR t.term = 'cn ' || w.word COLLATE "C")
        AND NOT EXISTS (SELECT 1 FROM people_address a, unnest(string_to_array(kinwork_fold(a.lines), ' ')) x
                        WHERE left(x, 40) = w.word);
    PERFORM set_config('pgtrigger.ignore', '', true);
    RETURN counts;
END
$$;

-- A record's erasure: once, when two people have signed.
CREATE OR REPLACE FUNCTION kinwork_erase(proposal bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    signed retention_proposal;
    together record;
    stops text[];
    counts jsonb;
    erased bigint;
BEGIN
    -- While this goes on, nothing is added to any of these families.
    SELECT * INTO signed FROM retention_proposal p WHERE p.id = proposal FOR UPDATE;
    PERFORM 1 FROM families_family f WHERE f.id = ANY (signed.family_ids) ORDER BY f.id FOR UPDATE;
    IF signed.id IS NULL OR signed.answer <> 'agreed' OR signed.by_id = signed.answered_by_id
       OR signed.answered_by_id IS DISTINCT FROM kinwork_user() OR signed.kept_until > current_date THEN
        RAISE EXCEPTION 'erasing takes two people, and a record whose time has come'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT * INTO together FROM kinwork_together(signed.family_id);
    PERFORM 1 FROM people_person p WHERE p.id = ANY (together.people) ORDER BY p.id FOR UPDATE;
    stops := kinwork_erasing_stops(signed.family_id);
    IF cardinality(stops) > 0 THEN
        RAISE EXCEPTION 'erasing is stopped: %', array_to_string(stops, ', ')
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT (signed.family_ids @> together.families AND together.families @> signed.family_ids) THEN
        RAISE EXCEPTION 'what hangs together with this record has changed since it was proposed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    counts := kinwork_take_away(together.families, together.people, together.contacts);
    INSERT INTO retention_erased (id, proposal_id, family_ids, person_ids, contact_ids, people, rules, kept_until,
        proposed_by_id, proposed_at, decided_by_id, at, rows)
    VALUES (kinwork_new_id(), signed.id, signed.family_ids, together.people, together.contacts,
        cardinality(together.people), signed.rules, signed.kept_until, signed.by_id, signed.at, signed.answered_by_id,
        now(), counts)
    RETURNING id INTO erased;
    RETURN erased;
END
$$;

-- A record that came back with a backup made before it was erased goes again: as the list kept outside the database says
-- (kept_list.py), which the tables' owner reads. Two people had decided it and nothing stopped it then, so nothing is asked
-- again but that it is no more than was erased. Gives nothing where the database knows of that erasure.
CREATE OR REPLACE FUNCTION kinwork_erase_again(erasure bigint, families bigint[], people bigint[], contacts bigint[],
    counted integer, by_rules text[], kept date, proposed_by bigint, proposed timestamptz, decided_by bigint,
    decided timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    one bigint;
    there record;
    too_many bigint[];
    counts jsonb;
    erased bigint;
BEGIN
    IF EXISTS (SELECT 1 FROM retention_erased e WHERE e.proposal_id = erasure) THEN
        RETURN NULL;
    END IF;
    IF proposed_by = decided_by THEN
        RAISE EXCEPTION 'erasing takes two people' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM 1 FROM families_family f WHERE f.id = ANY (families) ORDER BY f.id FOR UPDATE;
    FOR one IN SELECT f.id FROM families_family f WHERE f.id = ANY (families) ORDER BY f.id LOOP
        SELECT * INTO there FROM kinwork_together(one);
        too_many := ARRAY(SELECT unnest(there.families) EXCEPT SELECT unnest(families));
        IF cardinality(too_many) > 0 THEN
            RAISE EXCEPTION 'family % hangs together with family %, which was not erased', one, too_many[1]
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        people := ARRAY(SELECT unnest(people) UNION SELECT unnest(there.people));
        contacts := ARRAY(SELECT unnest(contacts) UNION SELECT unnest(there.contacts));
    END LOOP;
    PERFORM 1 FROM people_person p WHERE p.id = ANY (people) ORDER BY p.id FOR UPDATE;
    counts := kinwork_take_away(families, people, contacts);
    INSERT INTO retention_erased (id, proposal_id, family_ids, person_ids, contact_ids, people, rules, kept_until,
        proposed_by_id, proposed_at, decided_by_id, at, rows, again_at)
    VALUES (kinwork_new_id(), erasure, families, people, contacts, counted, by_rules, kept,
        (SELECT u.id FROM access_user u WHERE u.id = proposed_by), proposed,
        (SELECT u.id FROM access_user u WHERE u.id = decided_by), decided, counts, now())
    RETURNING id INTO erased;
    INSERT INTO access_auditevent (at, verb, family_id, object_type, object_id, policy, words)
    SELECT now(), 'erased the record again after a restore', f, 'Erased', erased, '', format(
        'erased before on %s: proposed by user %s, decided by user %s', to_char(decided AT TIME ZONE 'Europe/London',
        'YYYY-MM-DD'), proposed_by, decided_by)
    FROM unnest(families) f;
    RETURN erased;
END
$$;

-- What of it lies elsewhere than in the database (outside.py) is asked for before: rows of these tables.
CREATE OR REPLACE FUNCTION kinwork_erasing_rows_of(proposal bigint, tables text[]) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(jsonb_object_agg(r.key, r.value), '{}')
    FROM retention_proposal p, kinwork_together(p.family_id) t,
         jsonb_each(kinwork_rows_to_erase(t.families, t.people, t.contacts)) r
    WHERE p.id = proposal AND p.answer = 'agreed' AND p.answered_by_id = kinwork_user() AND r.key = ANY (tables)
$$;

-- Which families hang together with one: those that may be known.
CREATE OR REPLACE FUNCTION kinwork_families_together(family bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ARRAY(SELECT f FROM unnest((kinwork_together(family)).families) f WHERE f <> ALL (kinwork_hidden()) ORDER BY f)
    WHERE family <> ALL (kinwork_hidden())
$$;

REVOKE ALL ON FUNCTION kinwork_together(bigint), kinwork_erasing_stops(bigint), kinwork_keeping(bigint[]),
    kinwork_rows_to_erase(bigint[], bigint[], bigint[]), kinwork_take_away(bigint[], bigint[], bigint[]),
    kinwork_erase_again(bigint, bigint[], bigint[], bigint[], integer, text[], date, bigint, timestamptz, bigint,
        timestamptz), kinwork_erase(bigint), kinwork_erasing_rows_of(bigint, text[]),
    kinwork_families_together(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_erasing_stops(bigint), kinwork_keeping(bigint[]), kinwork_erase(bigint),
    kinwork_erasing_rows_of(bigint, text[]), kinwork_families_together(bigint) TO kinwork_app;
