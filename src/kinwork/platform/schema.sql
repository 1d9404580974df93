-- Made from the migrations by scripts/schema.py; not to be changed by hand.
-- made from: 8aa3afdb2b9642b65ce8fa662412485d
-- sum: 661d11c397f7f06587239ff36b1d740a
-- PostgreSQL: 18
CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;
CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;
CREATE FUNCTION public.kinwork_edit(old text, new text, said jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    AS $$
DECLARE
    change jsonb;
    made text := '';
    at int := 0;
    low int;
    high int;
    middle int;
    first int;
    size int := least(length(old), length(new));
BEGIN
    BEGIN
        FOR change IN SELECT value FROM jsonb_array_elements(said) LOOP
            EXIT WHEN (change->>0)::int < at
                OR substr(old, (change->>0)::int + 1, length(change->>1)) <> change->>1;
            made := made || substr(old, at + 1, (change->>0)::int - at)
                || (SELECT coalesce(string_agg(part->>0, '' ORDER BY n), '')
                    FROM jsonb_array_elements(change->2) WITH ORDINALITY AS parts (part, n));
            at := (change->>0)::int + length(change->>1);
        END LOOP;
        IF jsonb_array_length(said) > 0 AND made || substr(old, at + 1) = new THEN
            RETURN said;
        END IF;
    EXCEPTION WHEN data_exception OR null_value_not_allowed THEN
        NULL;  -- what was said is nonsense: found out below
    END;
    low := 0; high := size;
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF left(old, middle) = left(new, middle) THEN low := middle; ELSE high := middle - 1; END IF;
    END LOOP;
    first := low;
    low := 0; high := size - first;
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF right(old, middle) = right(new, middle) THEN low := middle; ELSE high := middle - 1; END IF;
    END LOOP;
    IF length(old) = first AND length(new) = first THEN
        RETURN '[]';
    END IF;
    RETURN jsonb_build_array(jsonb_build_array(
        first, substr(old, first + 1, length(old) - first - low),
        jsonb_build_array(jsonb_build_array(substr(new, first + 1, length(new) - first - low), first))));
END $$;
CREATE FUNCTION public.kinwork_find_people(lows text[], highs text[], mosts integer[], units bigint[], born_from date, born_to date, most integer) RETURNS TABLE(probe integer, person_id bigint)
    LANGUAGE sql STABLE
    SET enable_bitmapscan TO 'off'
    SET enable_seqscan TO 'off'
    SET enable_sort TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
    SELECT asked.n::int, found.person_id
    FROM unnest(lows, highs, mosts) WITH ORDINALITY AS asked(low, high, many, n)
    CROSS JOIN LATERAL (
        SELECT t.person_id FROM people_term t
        WHERE t.term >= asked.low COLLATE "C" AND t.term <= asked.high COLLATE "C"
          AND (SELECT true FROM families_familymember m WHERE m.person_id = t.person_id AND NOT m.taken_back
               AND (units IS NULL OR EXISTS (
                   SELECT 1 FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
                   WHERE i.family_id = m.family_id AND a.unit_id = ANY (units)))
               LIMIT 1)
          AND (born_from IS NULL OR (
               SELECT p.born_on BETWEEN born_from AND born_to FROM people_person p WHERE p.id = t.person_id))
        ORDER BY t.term, t.person_id DESC LIMIT asked.many
    ) found
    LIMIT most
$$;
CREATE FUNCTION public.kinwork_hold_open(meeting bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7203, meeting::int);
    -- A statement of its own sees what was committed while the lock was waited for.
    RETURN EXISTS (SELECT 1 FROM meetings_meeting WHERE id = meeting AND closed_at IS NULL);
END $$;
CREATE FUNCTION public.kinwork_hold_to_close(meeting bigint) RETURNS void
    LANGUAGE sql
    AS $$
    SELECT pg_advisory_xact_lock(7203, meeting::int);
$$;
CREATE FUNCTION public.pgtrigger_a_contact_follows_whom_it_is_about_009dd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
UPDATE front_door_contact SET
    family_ids = ARRAY(SELECT DISTINCT a.family_id FROM front_door_about a
                       WHERE a.contact_id = NEW.contact_id AND a.family_id IS NOT NULL),
    person_ids = ARRAY(SELECT DISTINCT a.person_id FROM front_door_about a
                       WHERE a.contact_id = NEW.contact_id AND a.person_id IS NOT NULL)
WHERE id = NEW.contact_id;
RETURN NULL;

                END;
            $$;
CREATE FUNCTION public.pgtrigger_additions_are_kept_5c525() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_amendments_are_never_edited_d1e55() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_audit_is_append_only_9f6eb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_audit_is_chained_30d8e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM kinwork_link_audit(NEW.id); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_callers_are_kept_3d19e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_closed_meetings_stay_closed_8f843() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF OLD.closed_at IS NULL THEN
    IF NEW.closed_at IS NOT NULL AND NEW.held_on > (NEW.closed_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'a meeting is not closed before its day' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END IF;
IF NEW.closed_at IS NULL AND NEW.closed_by_id IS NULL AND NEW.closed_because = ''
    AND (to_jsonb(NEW) - '{closed_at,closed_by_id,closed_because}'::text[])
        = (to_jsonb(OLD) - '{closed_at,closed_by_id,closed_because}'::text[])
    AND EXISTS (
        SELECT 1 FROM meetings_reopening r
        WHERE r.meeting_id = OLD.id AND r.closed_at = OLD.closed_at
          AND r.reopened_at = greatest(now(), r.closed_at))
THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'Cannot update rows from meetings_meeting: a closed meeting stays closed';

                END;
            $$;
CREATE FUNCTION public.pgtrigger_consent_is_never_changed_06643() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_contacts_are_never_deleted_0a6cc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_decided_well_de0c7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF NEW.decided_on < (SELECT c.received_on FROM front_door_contact c JOIN front_door_about a ON a.contact_id = c.id
                     WHERE a.id = NEW.about_id) THEN
    RAISE EXCEPTION 'a contact is decided after it came' USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (SELECT 1 FROM units_postholding h
               WHERE h.user_id = NEW.decided_by_id AND h.during @> NEW.decided_on) THEN
    RAISE EXCEPTION 'who decides holds a post that day' USING ERRCODE = 'check_violation';
END IF;
IF NEW.supersedes_id IS NOT NULL
   AND NEW.about_id <> (SELECT d.about_id FROM front_door_decision d WHERE d.id = NEW.supersedes_id) THEN
    RAISE EXCEPTION 'a decision supersedes one of the same child' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;

                END;
            $$;
CREATE FUNCTION public.pgtrigger_decisions_are_kept_5bfb6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_decisions_freeze_with_their_meeting_7e3fa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE which bigint;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'DELETE' THEN which := OLD.discussion_id; ELSE which := NEW.discussion_id; END IF;
            IF EXISTS (
                SELECT 1 FROM meetings_discussion d JOIN meetings_meeting m ON m.id = d.meeting_id
                WHERE d.id = which AND m.closed_at IS NOT NULL
            ) THEN
                RAISE EXCEPTION 'the meeting is closed: amend its minutes instead' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        
                END;
            $$;
CREATE FUNCTION public.pgtrigger_delete_delete_50790() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "access_listedevent" ("added_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restriction_id", "user_id") VALUES (OLD."added_by_id", OLD."id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."restriction_id", OLD."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_delete_delete_6424a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_sharedentryevent" ("entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_id") VALUES (OLD."entry_id", OLD."id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."share_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_delete_delete_c87df() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_readerevent" ("entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."entry_id", OLD."id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_delete_delete_ee05c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_hiddenfromevent" ("entry_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."entry_id", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), 'delete', OLD."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_delete_delete_f12da() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "evaluation_studyevaluatorevent" ("id", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "study_id", "user_id") VALUES (OLD."id", OLD."named_by_id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."study_id", OLD."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_entries_are_amended_not_edited_7a5e1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_entries_are_never_deleted_1f916() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_entry_amendments_are_kept_39aa6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_feedback_is_kept_628e6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_grave_changes_stay_a33fb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what somebody answers for is kept' USING ERRCODE = 'integrity_constraint_violation';
END IF;
IF (to_jsonb(NEW) - '{undone_by_id,undone_at,disputed_at,dispute}'::text[])
    IS DISTINCT FROM (to_jsonb(OLD) - '{undone_by_id,undone_at,disputed_at,dispute}'::text[])
    OR (OLD.undone_at IS NOT NULL
        AND (NEW.undone_at, NEW.undone_by_id) IS DISTINCT FROM (OLD.undone_at, OLD.undone_by_id))
    OR (OLD.disputed_at IS NOT NULL
        AND (NEW.disputed_at, NEW.dispute) IS DISTINCT FROM (OLD.disputed_at, OLD.dispute)) THEN
    RAISE EXCEPTION 'what somebody answers for stays as it was' USING ERRCODE = 'integrity_constraint_violation';
END IF;
IF OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL AND now() > coalesce(OLD.undo_until, '-infinity') THEN
    RAISE EXCEPTION 'it is too late to undo this' USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NEW;

                END;
            $$;
CREATE FUNCTION public.pgtrigger_hypotheses_are_never_deleted_3b1f3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_00706() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_placementplanevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_0511e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_statusdecisionevent" ("alternatives", "category", "decided_by", "decider_id", "id", "involvement_id", "level", "on", "panel", "panel_answer", "panel_on", "panel_reason", "panel_recorded_at", "panel_recorded_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed", "reason", "recorded_at", "recorded_by_id", "status", "taken_back_at", "taken_back_because", "taken_back_by_id") VALUES (NEW."alternatives", NEW."category", NEW."decided_by", NEW."decider_id", NEW."id", NEW."involvement_id", NEW."level", NEW."on", NEW."panel", NEW."panel_answer", NEW."panel_on", NEW."panel_reason", NEW."panel_recorded_at", NEW."panel_recorded_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."placed", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."status", NEW."taken_back_at", NEW."taken_back_because", NEW."taken_back_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_0a60e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_adviserevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "name", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."name", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_0bb54() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_placementnoticeevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "told", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."told", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_0bcf9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_carereviewevent" ("chair", "decision_id", "id", "involvement_id", "note", "on", "participation", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."chair", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."participation", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_120d1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "formal_meetings_viewevent" ("how", "id", "is_child", "meeting_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "why_not") VALUES (NEW."how", NEW."id", NEW."is_child", NEW."meeting_id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."why_not"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_12335() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "access_listedevent" ("added_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restriction_id", "user_id") VALUES (NEW."added_by_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."restriction_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_12521() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_adoptionmatchevent" ("adopters", "adopters_status", "decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "were_carers", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."adopters", NEW."adopters_status", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."were_carers", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_1b613() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_absenceevent" ("arranged_by_id", "covered_by_id", "during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (NEW."arranged_by_id", NEW."covered_by_id", NEW."during", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."unit_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_1bab8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "formal_meetings_reportevent" ("by", "due_on", "ended_at", "ended_because", "id", "invitation_id", "is_ours", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "what") VALUES (NEW."by", NEW."due_on", NEW."ended_at", NEW."ended_because", NEW."id", NEW."invitation_id", NEW."is_ours", NEW."meeting_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."received_on", NEW."what"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_1cea9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "access_restrictionevent" ("cause", "family_id", "guardian_id", "id", "imposed_at", "imposed_by_id", "lifted_at", "lifted_because", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."cause", NEW."family_id", NEW."guardian_id", NEW."id", NEW."imposed_at", NEW."imposed_by_id", NEW."lifted_at", NEW."lifted_because", NEW."lifted_by_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_1d745() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_tieevent" ("about_id", "agency_id", "begun", "change_set_id", "closeness", "email", "ended", "first_id", "flow", "heard", "id", "is_carer", "is_lead", "is_stressful", "name", "on", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "somebody_id", "source", "superseded_in_id", "support", "telephone") VALUES (NEW."about_id", NEW."agency_id", NEW."begun", NEW."change_set_id", NEW."closeness", NEW."email", NEW."ended", NEW."first_id", NEW."flow", NEW."heard", NEW."id", NEW."is_carer", NEW."is_lead", NEW."is_stressful", NEW."name", NEW."on", NEW."part", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."role", NEW."somebody_id", NEW."source", NEW."superseded_in_id", NEW."support", NEW."telephone"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_1ff70() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_missingevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_at", "ended_on", "id", "involvement_id", "is_interview_offered", "kind", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_at", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_at", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."is_interview_offered", NEW."kind", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_at", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_2112c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_tellingevent" ("at", "by_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_back_at", "taken_back_by_id", "words") VALUES (NEW."at", NEW."by_id", NEW."family_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."taken_back_at", NEW."taken_back_by_id", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_23fb7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_legalstatusevent" ("code", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."code", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_24c07() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_episodeevent" ("decision_id", "end_decision_id", "end_reason", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "is_no_further_action", "need", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "source", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_reason", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."is_no_further_action", NEW."need", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."source", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_2d3e4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_movedinevent" ("authority", "decision_id", "documents_on", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "status", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority", NEW."decision_id", NEW."documents_on", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."status", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_3715d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_namedworkerevent" ("change", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "registration", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."change", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."registration", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_3a780() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_schoolmoveevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "school", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."school", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_3bf44() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_hearingevent" ("decision_id", "id", "involvement_id", "kind", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_3cd9f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_applicationevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "kind", "note", "number", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."number", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_3d835() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "obligations_variationevent" ("by", "id", "involvement_id", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "rule", "until", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."by", NEW."id", NEW."involvement_id", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."rule", NEW."until", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_3f5b9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_shareevent" ("at", "by_id", "ended_at", "ended_because", "ended_by_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "user_id", "words") VALUES (NEW."at", NEW."by_id", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."family_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."until", NEW."user_id", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_40f0d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_providedhomeevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_42e4d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_householdevent" ("change_set_id", "id", "is_main", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."change_set_id", NEW."id", NEW."is_main", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_46fb6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_parenthoodevent" ("begun", "change_set_id", "child_id", "ended", "id", "kind", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."child_id", NEW."ended", NEW."id", NEW."kind", NEW."parent_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_4a276() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_leavereligibilityevent" ("decision_id", "id", "involvement_id", "kind", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_4f3e2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_convictionevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_55573() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_orderevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "name", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."name", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_5664b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_postevent" ("counts", "ended_on", "fte", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "title", "unit_id") VALUES (NEW."counts", NEW."ended_on", NEW."fte", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."role", NEW."title", NEW."unit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_58971() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_contactevent" ("begun", "ended", "family_id", "how", "id", "is_mistaken", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "safe", "source", "value", "whose") VALUES (NEW."begun", NEW."ended", NEW."family_id", NEW."how", NEW."id", NEW."is_mistaken", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."safe", NEW."source", NEW."value", NEW."whose"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_5cf1f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_partnershipevent" ("begun", "change_set_id", "ended", "how_ended", "id", "kind", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."ended", NEW."how_ended", NEW."id", NEW."kind", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_5e8a4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_changesetevent" ("at", "by_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_back_at", "taken_back_by_id", "words") VALUES (NEW."at", NEW."by_id", NEW."family_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."taken_back_at", NEW."taken_back_by_id", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_5f449() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_adviservisitevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_5fa8a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_difficultiesscoreevent" ("decision_id", "id", "involvement_id", "no_score", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "score", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."no_score", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."score", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_60a54() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_healthevent" ("decision_id", "id", "involvement_id", "kind", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_64c42() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_involvementevent" ("closed_by_id", "closed_on", "closing_decided_by_id", "closing_reason", "decided_by_id", "expected_end", "family_id", "how", "id", "if_rereferred", "key_worker_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "step_down_agency", "step_down_agreed_on", "step_down_name", "step_down_telephone", "tell_once", "told_how", "told_on", "told_what", "trying_to_do", "what_changed", "why_open") VALUES (NEW."closed_by_id", NEW."closed_on", NEW."closing_decided_by_id", NEW."closing_reason", NEW."decided_by_id", NEW."expected_end", NEW."family_id", NEW."how", NEW."id", NEW."if_rereferred", NEW."key_worker_id", NEW."opened_on", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."step_down_agency", NEW."step_down_agreed_on", NEW."step_down_name", NEW."step_down_telephone", NEW."tell_once", NEW."told_how", NEW."told_on", NEW."told_what", NEW."trying_to_do", NEW."what_changed", NEW."why_open"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_65688() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_personevent" ("born_kind", "born_on", "born_source", "died_kind", "died_on", "died_source", "due_month_only", "family_name", "given_name", "id", "is_deceased", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sex") VALUES (NEW."born_kind", NEW."born_on", NEW."born_source", NEW."died_kind", NEW."died_on", NEW."died_source", NEW."due_month_only", NEW."family_name", NEW."given_name", NEW."id", NEW."is_deceased", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."sex"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_667db() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_leavercontactevent" ("activity", "decision_id", "home", "id", "in_touch", "involvement_id", "is_suitable", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."activity", NEW."decision_id", NEW."home", NEW."id", NEW."in_touch", NEW."involvement_id", NEW."is_suitable", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_6a525() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_libertyorderevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_6e72f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_leavingneedsevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_6f35a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "evaluation_consentevent" ("answer", "family_id", "id", "noted_at", "noted_by_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_by", "study_id", "words") VALUES (NEW."answer", NEW."family_id", NEW."id", NEW."noted_at", NEW."noted_by_id", NEW."on", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."said_by", NEW."study_id", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_70f31() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_allocationevent" ("during", "id", "involvement_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."during", NEW."id", NEW."involvement_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."unit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_7ec8c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "obligations_localruleevent" ("id", "in_force_from", "in_force_until", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "set_at", "set_by_id", "source") VALUES (NEW."id", NEW."in_force_from", NEW."in_force_until", NEW."period", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."rule", NEW."set_at", NEW."set_by_id", NEW."source"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_7ee02() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_leavingcareevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_8413d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_privatefosteringevent" ("carer", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."carer", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_87088() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_substanceuseevent" ("decision_id", "id", "involvement_id", "is_offered", "is_received", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."is_offered", NEW."is_received", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_8a0df() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_returninterviewevent" ("decision_id", "id", "involvement_id", "is_accepted", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."is_accepted", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_8f168() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_familymeetingevent" ("answer", "decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "took_part", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."answer", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."proposal", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."took_part", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_8ff8e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_educationplanevent" ("decision_id", "id", "involvement_id", "is_ready", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."is_ready", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_9286b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_preproceedingsevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "first_meeting_on", "has_lawyer", "id", "involvement_id", "meetings", "note", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."first_meeting_on", NEW."has_lawyer", NEW."id", NEW."involvement_id", NEW."meetings", NEW."note", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_94ac7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_particularevent" ("begun", "code", "ended", "family_id", "id", "is_mistaken", "needs_interpreter", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "what", "words") VALUES (NEW."begun", NEW."code", NEW."ended", NEW."family_id", NEW."id", NEW."is_mistaken", NEW."needs_interpreter", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."what", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_9cd5d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_agencyevent" ("email", "family_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "telephone") VALUES (NEW."email", NEW."family_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."place", NEW."telephone"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_9df25() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_decisiontoapplyevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_9eeb9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_previousorderevent" ("authority", "decision_id", "id", "involvement_id", "kind", "note", "on", "ordered", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."on", NEW."ordered", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_9f76a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_unaccompaniedevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_9fa57() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_fosteringvisitevent" ("decision_id", "id", "involvement_id", "is_alone", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."is_alone", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a0020() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_careperiodevent" ("decision_id", "destination", "end_decision_id", "end_reason", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "home_postcode", "id", "involvement_id", "need", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."destination", NEW."end_decision_id", NEW."end_reason", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."home_postcode", NEW."id", NEW."involvement_id", NEW."need", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a10c8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_needreviewevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a1cac() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_identifierevent" ("begun", "ended", "family_id", "id", "is_mistaken", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") VALUES (NEW."begun", NEW."ended", NEW."family_id", NEW."id", NEW."is_mistaken", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."value"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a38aa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_protectionplanevent" ("category", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_plans", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."category", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."previous_plans", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a3bd9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_postholdingevent" ("during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "user_id") VALUES (NEW."during", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."post_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a4059() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_lossevent" ("change_set_id", "id", "kind", "mother_id", "name", "on", "other_parent_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."mother_id", NEW."name", NEW."on", NEW."other_parent_id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a4902() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_familyroleevent" ("agency", "during", "ended_because", "ended_by_id", "id", "involvement_id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "telephone", "user_id") VALUES (NEW."agency", NEW."during", NEW."ended_because", NEW."ended_by_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."telephone", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a8a7c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "evaluation_studyevent" ("begins", "closed_at", "closed_by_id", "ends", "id", "made_at", "made_by_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") VALUES (NEW."begins", NEW."closed_at", NEW."closed_by_id", NEW."ends", NEW."id", NEW."made_at", NEW."made_by_id", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."purpose"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a8f3d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_incidentevent" ("decision_id", "id", "involvement_id", "note", "notified_on", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "reviewed_on", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."notified_on", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."reviewed_on", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_ad05e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "formal_meetings_invitationevent" ("agency", "answer", "attendance", "because", "ended_at", "ended_because", "id", "invited_at", "invited_by_id", "meeting_id", "name", "needs", "part", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reach", "role", "sends_report", "user_id") VALUES (NEW."agency", NEW."answer", NEW."attendance", NEW."because", NEW."ended_at", NEW."ended_because", NEW."id", NEW."invited_at", NEW."invited_by_id", NEW."meeting_id", NEW."name", NEW."needs", NEW."part", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reach", NEW."role", NEW."sends_report", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b1177() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_entryevent" ("by_id", "family_id", "happened_at", "happened_on", "id", "is_limited", "is_significant", "kind", "not_seen_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "recorded_at", "said_by", "text", "why_limited") VALUES (NEW."by_id", NEW."family_id", NEW."happened_at", NEW."happened_on", NEW."id", NEW."is_limited", NEW."is_significant", NEW."kind", NEW."not_seen_because", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."place", NEW."present", NEW."recorded_at", NEW."said_by", NEW."text", NEW."why_limited"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b18e1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "transfers_transferevent" ("done_on", "from_unit_id", "id", "introduced_by_whom", "introduced_on", "introduced_told", "involvement_id", "offered_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_because", "raised_on", "since", "state", "times_returned", "to_unit_id", "wanted_from", "why") VALUES (NEW."done_on", NEW."from_unit_id", NEW."id", NEW."introduced_by_whom", NEW."introduced_on", NEW."introduced_told", NEW."involvement_id", NEW."offered_on", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."raised_because", NEW."raised_on", NEW."since", NEW."state", NEW."times_returned", NEW."to_unit_id", NEW."wanted_from", NEW."why"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b19f1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_othernameevent" ("begun", "ended", "family_id", "family_name", "given_name", "id", "is_mistaken", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."begun", NEW."ended", NEW."family_id", NEW."family_name", NEW."given_name", NEW."id", NEW."is_mistaken", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b227a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_needplanevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "kind", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b2336() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_safetywarningevent" ("begun", "ended", "family_id", "id", "is_mistaken", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "source", "words") VALUES (NEW."begun", NEW."ended", NEW."family_id", NEW."id", NEW."is_mistaken", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."review_on", NEW."source", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b3032() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_familyevent" ("created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b32ac() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "formal_meetings_formalmeetingevent" ("agenda", "apart", "arranged_at", "arranged_by_id", "at", "because", "ended_at", "ended_by_id", "follows_id", "id", "involvement_id", "is_apart_asked", "key_date_id", "kind", "minutes", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum_because", "state", "token", "video") VALUES (NEW."agenda", NEW."apart", NEW."arranged_at", NEW."arranged_by_id", NEW."at", NEW."because", NEW."ended_at", NEW."ended_by_id", NEW."follows_id", NEW."id", NEW."involvement_id", NEW."is_apart_asked", NEW."key_date_id", NEW."kind", NEW."minutes", NEW."on", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."place", NEW."quorum_because", NEW."state", NEW."token", NEW."video"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b7032() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_conferenceevent" ("chair", "decision_id", "has_plan", "id", "involvement_id", "kind", "note", "on", "participation", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."chair", NEW."decision_id", NEW."has_plan", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."on", NEW."participation", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b92a8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "evaluation_studyevaluatorevent" ("id", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "study_id", "user_id") VALUES (NEW."id", NEW."named_by_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."study_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_ba17d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_movedawayevent" ("accepted_on", "authority", "decision_id", "documents_on", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "told_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."accepted_on", NEW."authority", NEW."decision_id", NEW."documents_on", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."told_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_ba400() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_careplanevent" ("decision_id", "id", "involvement_id", "note", "on", "permanence", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."permanence", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_bd4ae() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_deputyevent" ("during", "id", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (NEW."during", NEW."id", NEW."named_by_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."unit_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_c0548() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_readerevent" ("entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."entry_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_c2f2a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_plancategoryevent" ("category", "decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."category", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_c4154() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_familymemberevent" ("change_set_id", "family_id", "id", "is_child", "lives_here", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "taken_away_in_id", "taken_back") VALUES (NEW."change_set_id", NEW."family_id", NEW."id", NEW."is_child", NEW."lives_here", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."position", NEW."role", NEW."taken_away_in_id", NEW."taken_back"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_c822b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_sharedentryevent" ("entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_id") VALUES (NEW."entry_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."share_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_cdac5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_hiddenfromevent" ("entry_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."entry_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_cf575() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_coregroupevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "took_part", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."took_part", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_d1443() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_strategydiscussionevent" ("begins_enquiry", "decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "took_part", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."begins_enquiry", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."took_part", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_d16c6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_siblinghoodevent" ("change_set_id", "id", "kind", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_d19ac() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_familymeetingofferevent" ("answer", "decision_id", "id", "involvement_id", "is_in_letter", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."answer", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."is_in_letter", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_d1d0b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_connectedapprovalevent" ("carer", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "is_extended", "is_full", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."carer", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."is_extended", NEW."is_full", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_d5101() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_disabilitiesevent" ("codes", "decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."codes", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_da353() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_adoptiondecisionevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "reversal", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."reversal", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_dee93() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_pathwayplanevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_e2dca() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_enquiryevent" ("conference_target", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."conference_target", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_e3d00() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_livingevent" ("begun", "change_set_id", "ended", "household_id", "id", "lived_here", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."ended", NEW."household_id", NEW."id", NEW."lived_here", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_e3f03() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_addressevent" ("begun", "ended", "family_id", "id", "is_confidential", "is_mistaken", "kind", "lines", "note", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "source") VALUES (NEW."begun", NEW."ended", NEW."family_id", NEW."id", NEW."is_confidential", NEW."is_mistaken", NEW."kind", NEW."lines", NEW."note", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."postcode", NEW."source"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_e6d0e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "approvals_approvalevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "involvement_id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "thing_id", "thing_type", "went_up_at", "words") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."thing_id", NEW."thing_type", NEW."went_up_at", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_f15a3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_bondevent" ("change_set_id", "id", "kind", "observer", "on", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."observer", NEW."on", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_f43a6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_placementevent" ("decision_id", "end_decision_id", "end_reason", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "is_same_carer", "is_to_eighteen", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "postcode", "provider", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "type", "urn", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_reason", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."is_same_carer", NEW."is_to_eighteen", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."place", NEW."postcode", NEW."provider", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."type", NEW."urn", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_f9328() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "front_door_aboutevent" ("address", "also_known_as", "born_kind", "born_on", "called", "contact_id", "family_id", "family_name", "given_name", "household", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "setting", "sex", "who") VALUES (NEW."address", NEW."also_known_as", NEW."born_kind", NEW."born_on", NEW."called", NEW."contact_id", NEW."family_id", NEW."family_name", NEW."given_name", NEW."household", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."position", NEW."role", NEW."setting", NEW."sex", NEW."who"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_f9393() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_dutyturnevent" ("during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."during", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."unit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_fb1f3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_unitevent" ("area", "began_on", "buddy_id", "ended_on", "function", "holds", "id", "is_active", "meeting_at", "meeting_days", "meeting_minutes", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_children", "planned_families_high", "planned_families_low", "template") VALUES (NEW."area", NEW."began_on", NEW."buddy_id", NEW."ended_on", NEW."function", NEW."holds", NEW."id", NEW."is_active", NEW."meeting_at", NEW."meeting_days", NEW."meeting_minutes", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."planned_children", NEW."planned_families_high", NEW."planned_families_low", NEW."template"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_fdcbd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_assessmentevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "factors", "id", "involvement_id", "is_child_seen", "note", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "review_point_on", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."factors", NEW."id", NEW."involvement_id", NEW."is_child_seen", NEW."note", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."review_point_on", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_fe92b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_keydateevent" ("cancelled", "id", "involvement_id", "is_arranged", "kind", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."cancelled", NEW."id", NEW."involvement_id", NEW."is_arranged", NEW."kind", NEW."note", NEW."on", _pgh_attach_context(), NOW(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_links_are_append_only_b3ba6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_minutes_are_never_edited_94e92() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF TG_OP = 'DELETE' AND EXISTS (
    SELECT 1 FROM meetings_withdrawnminute w JOIN meetings_reopening r ON r.id = w.reopening_id
    WHERE w.discussion_id = OLD.discussion_id AND w.body = OLD.body AND w.frozen_at = OLD.frozen_at
      AND r.reopened_at = greatest(now(), r.closed_at))
THEN
    RETURN OLD;
END IF;
RAISE EXCEPTION 'Cannot update or delete rows from meetings_minute: minutes are amended, never edited';

                END;
            $$;
CREATE FUNCTION public.pgtrigger_passages_freeze_with_their_meeting_51879() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE which bigint;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'DELETE' THEN which := OLD.discussion_id; ELSE which := NEW.discussion_id; END IF;
            IF EXISTS (
                SELECT 1 FROM meetings_discussion d JOIN meetings_meeting m ON m.id = d.meeting_id
                WHERE d.id = which AND m.closed_at IS NOT NULL
            ) THEN
                RAISE EXCEPTION 'the meeting is closed: amend its minutes instead' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        
                END;
            $$;
CREATE FUNCTION public.pgtrigger_referrals_are_kept_a1057() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_referred_children_stay_fa1b8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_reopenings_are_kept_cacd7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_revisions_are_kept_50a0f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_shown_is_append_only_a4c89() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_shown_is_append_only_b1b36() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_shown_with_its_event_82ba9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (SELECT 1 FROM access_auditlink WHERE event_id = NEW.event_id) THEN RAISE EXCEPTION 'an event that is in the chain stays as it is'; END IF; RETURN NEW;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_shown_with_its_event_91ecc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (SELECT 1 FROM access_auditlink WHERE event_id = NEW.event_id) THEN RAISE EXCEPTION 'an event that is in the chain stays as it is'; END IF; RETURN NEW;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_04922() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_allocationevent" ("during", "id", "involvement_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."during", NEW."id", NEW."involvement_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."unit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_09622() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_changesetevent" ("at", "by_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_back_at", "taken_back_by_id", "words") VALUES (NEW."at", NEW."by_id", NEW."family_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."taken_back_at", NEW."taken_back_by_id", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_0ce66() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_fosteringvisitevent" ("decision_id", "id", "involvement_id", "is_alone", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."is_alone", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_0ee8b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_familymemberevent" ("change_set_id", "family_id", "id", "is_child", "lives_here", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "taken_away_in_id", "taken_back") VALUES (NEW."change_set_id", NEW."family_id", NEW."id", NEW."is_child", NEW."lives_here", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."position", NEW."role", NEW."taken_away_in_id", NEW."taken_back"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_108a5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "transfers_transferevent" ("done_on", "from_unit_id", "id", "introduced_by_whom", "introduced_on", "introduced_told", "involvement_id", "offered_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_because", "raised_on", "since", "state", "times_returned", "to_unit_id", "wanted_from", "why") VALUES (NEW."done_on", NEW."from_unit_id", NEW."id", NEW."introduced_by_whom", NEW."introduced_on", NEW."introduced_told", NEW."involvement_id", NEW."offered_on", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."raised_because", NEW."raised_on", NEW."since", NEW."state", NEW."times_returned", NEW."to_unit_id", NEW."wanted_from", NEW."why"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_15db9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_namedworkerevent" ("change", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "registration", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "worker_id") VALUES (NEW."change", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."registration", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."worker_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_18ee8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_readerevent" ("entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."entry_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_20838() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "obligations_variationevent" ("by", "id", "involvement_id", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "rule", "until", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."by", NEW."id", NEW."involvement_id", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."rule", NEW."until", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_2083a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_legalstatusevent" ("code", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."code", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_209ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_adoptiondecisionevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "reversal", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."reversal", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_2101f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_partnershipevent" ("begun", "change_set_id", "ended", "how_ended", "id", "kind", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."ended", NEW."how_ended", NEW."id", NEW."kind", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_22da7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "obligations_localruleevent" ("id", "in_force_from", "in_force_until", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "set_at", "set_by_id", "source") VALUES (NEW."id", NEW."in_force_from", NEW."in_force_until", NEW."period", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."rule", NEW."set_at", NEW."set_by_id", NEW."source"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_265fd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_pathwayplanevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_29b8d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "access_listedevent" ("added_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restriction_id", "user_id") VALUES (NEW."added_by_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."restriction_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_2c6c9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_adviservisitevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3035a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_connectedapprovalevent" ("carer", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "is_extended", "is_full", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."carer", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."is_extended", NEW."is_full", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_31a3b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_leavingcareevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_32455() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_privatefosteringevent" ("carer", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."carer", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_32efa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_parenthoodevent" ("begun", "change_set_id", "child_id", "ended", "id", "kind", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."child_id", NEW."ended", NEW."id", NEW."kind", NEW."parent_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_346ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_tieevent" ("about_id", "agency_id", "begun", "change_set_id", "closeness", "email", "ended", "first_id", "flow", "heard", "id", "is_carer", "is_lead", "is_stressful", "name", "on", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "somebody_id", "source", "superseded_in_id", "support", "telephone") VALUES (NEW."about_id", NEW."agency_id", NEW."begun", NEW."change_set_id", NEW."closeness", NEW."email", NEW."ended", NEW."first_id", NEW."flow", NEW."heard", NEW."id", NEW."is_carer", NEW."is_lead", NEW."is_stressful", NEW."name", NEW."on", NEW."part", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."role", NEW."somebody_id", NEW."source", NEW."superseded_in_id", NEW."support", NEW."telephone"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3aa79() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_educationplanevent" ("decision_id", "id", "involvement_id", "is_ready", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."is_ready", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3b72d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_carereviewevent" ("chair", "decision_id", "id", "involvement_id", "note", "on", "participation", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."chair", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."participation", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3cc1b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_leavingneedsevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3df12() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_strategydiscussionevent" ("begins_enquiry", "decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "took_part", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."begins_enquiry", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."took_part", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_411d5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_placementnoticeevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "told", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."told", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_444d8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_leavercontactevent" ("activity", "decision_id", "home", "id", "in_touch", "involvement_id", "is_suitable", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."activity", NEW."decision_id", NEW."home", NEW."id", NEW."in_touch", NEW."involvement_id", NEW."is_suitable", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_4af9c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_placementplanevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_4b4b4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_livingevent" ("begun", "change_set_id", "ended", "household_id", "id", "lived_here", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."begun", NEW."change_set_id", NEW."ended", NEW."household_id", NEW."id", NEW."lived_here", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_51761() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_difficultiesscoreevent" ("decision_id", "id", "involvement_id", "no_score", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "score", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."no_score", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."score", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_534ae() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_siblinghoodevent" ("change_set_id", "id", "kind", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_549ef() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_preproceedingsevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "first_meeting_on", "has_lawyer", "id", "involvement_id", "meetings", "note", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."first_meeting_on", NEW."has_lawyer", NEW."id", NEW."involvement_id", NEW."meetings", NEW."note", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_5650d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_othernameevent" ("begun", "ended", "family_id", "family_name", "given_name", "id", "is_mistaken", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."begun", NEW."ended", NEW."family_id", NEW."family_name", NEW."given_name", NEW."id", NEW."is_mistaken", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_58aec() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "approvals_approvalevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "involvement_id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "thing_id", "thing_type", "went_up_at", "words") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."thing_id", NEW."thing_type", NEW."went_up_at", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_59423() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_movedinevent" ("authority", "decision_id", "documents_on", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "status", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority", NEW."decision_id", NEW."documents_on", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."status", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_5ae5f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_enquiryevent" ("conference_target", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."conference_target", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_5c844() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_needreviewevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_5f69a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "formal_meetings_invitationevent" ("agency", "answer", "attendance", "because", "ended_at", "ended_because", "id", "invited_at", "invited_by_id", "meeting_id", "name", "needs", "part", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reach", "role", "sends_report", "user_id") VALUES (NEW."agency", NEW."answer", NEW."attendance", NEW."because", NEW."ended_at", NEW."ended_because", NEW."id", NEW."invited_at", NEW."invited_by_id", NEW."meeting_id", NEW."name", NEW."needs", NEW."part", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reach", NEW."role", NEW."sends_report", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_5f81b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "front_door_aboutevent" ("address", "also_known_as", "born_kind", "born_on", "called", "contact_id", "family_id", "family_name", "given_name", "household", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "setting", "sex", "who") VALUES (NEW."address", NEW."also_known_as", NEW."born_kind", NEW."born_on", NEW."called", NEW."contact_id", NEW."family_id", NEW."family_name", NEW."given_name", NEW."household", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."position", NEW."role", NEW."setting", NEW."sex", NEW."who"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_602bd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_careplanevent" ("decision_id", "id", "involvement_id", "note", "on", "permanence", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."permanence", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_6123e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_protectionplanevent" ("category", "decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_plans", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."category", NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."previous_plans", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_6a9f6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_previousorderevent" ("authority", "decision_id", "id", "involvement_id", "kind", "note", "on", "ordered", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."authority", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."on", NEW."ordered", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_7092e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_schoolmoveevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "school", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."school", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_727f7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_unitevent" ("area", "began_on", "buddy_id", "ended_on", "function", "holds", "id", "is_active", "meeting_at", "meeting_days", "meeting_minutes", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_children", "planned_families_high", "planned_families_low", "template") VALUES (NEW."area", NEW."began_on", NEW."buddy_id", NEW."ended_on", NEW."function", NEW."holds", NEW."id", NEW."is_active", NEW."meeting_at", NEW."meeting_days", NEW."meeting_minutes", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."planned_children", NEW."planned_families_high", NEW."planned_families_low", NEW."template"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_737b6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_movedawayevent" ("accepted_on", "authority", "decision_id", "documents_on", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "told_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."accepted_on", NEW."authority", NEW."decision_id", NEW."documents_on", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."told_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_7758c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "formal_meetings_reportevent" ("by", "due_on", "ended_at", "ended_because", "id", "invitation_id", "is_ours", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "what") VALUES (NEW."by", NEW."due_on", NEW."ended_at", NEW."ended_because", NEW."id", NEW."invitation_id", NEW."is_ours", NEW."meeting_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."received_on", NEW."what"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_7e3b1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_keydateevent" ("cancelled", "id", "involvement_id", "is_arranged", "kind", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."cancelled", NEW."id", NEW."involvement_id", NEW."is_arranged", NEW."kind", NEW."note", NEW."on", _pgh_attach_context(), NOW(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_825b4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_returninterviewevent" ("decision_id", "id", "involvement_id", "is_accepted", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."is_accepted", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_889d4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_sharedentryevent" ("entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_id") VALUES (NEW."entry_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."share_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_89a75() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_careperiodevent" ("decision_id", "destination", "end_decision_id", "end_reason", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "home_postcode", "id", "involvement_id", "need", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."destination", NEW."end_decision_id", NEW."end_reason", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."home_postcode", NEW."id", NEW."involvement_id", NEW."need", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_8c081() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_missingevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_at", "ended_on", "id", "involvement_id", "is_interview_offered", "kind", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_at", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_at", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."is_interview_offered", NEW."kind", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_at", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_8d740() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_plancategoryevent" ("category", "decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."category", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_8e90e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_assessmentevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "factors", "id", "involvement_id", "is_child_seen", "note", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "review_point_on", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."factors", NEW."id", NEW."involvement_id", NEW."is_child_seen", NEW."note", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."review_point_on", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_8f911() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_postholdingevent" ("during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "user_id") VALUES (NEW."during", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."post_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_925aa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_dutyturnevent" ("during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."during", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."unit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_928e8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "evaluation_studyevaluatorevent" ("id", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "study_id", "user_id") VALUES (NEW."id", NEW."named_by_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."study_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_93224() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_bondevent" ("change_set_id", "id", "kind", "observer", "on", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."observer", NEW."on", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_94f5b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "formal_meetings_formalmeetingevent" ("agenda", "apart", "arranged_at", "arranged_by_id", "at", "because", "ended_at", "ended_by_id", "follows_id", "id", "involvement_id", "is_apart_asked", "key_date_id", "kind", "minutes", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum_because", "state", "token", "video") VALUES (NEW."agenda", NEW."apart", NEW."arranged_at", NEW."arranged_by_id", NEW."at", NEW."because", NEW."ended_at", NEW."ended_by_id", NEW."follows_id", NEW."id", NEW."involvement_id", NEW."is_apart_asked", NEW."key_date_id", NEW."kind", NEW."minutes", NEW."on", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."place", NEW."quorum_because", NEW."state", NEW."token", NEW."video"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_977c6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_adviserevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "name", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."name", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_9a42e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_addressevent" ("begun", "ended", "family_id", "id", "is_confidential", "is_mistaken", "kind", "lines", "note", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "source") VALUES (NEW."begun", NEW."ended", NEW."family_id", NEW."id", NEW."is_confidential", NEW."is_mistaken", NEW."kind", NEW."lines", NEW."note", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."postcode", NEW."source"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_9cc70() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_familyevent" ("created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_9d238() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_familyroleevent" ("agency", "during", "ended_because", "ended_by_id", "id", "involvement_id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "telephone", "user_id") VALUES (NEW."agency", NEW."during", NEW."ended_because", NEW."ended_by_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."telephone", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_9ea1c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_hearingevent" ("decision_id", "id", "involvement_id", "kind", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_a18ad() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "evaluation_studyevent" ("begins", "closed_at", "closed_by_id", "ends", "id", "made_at", "made_by_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") VALUES (NEW."begins", NEW."closed_at", NEW."closed_by_id", NEW."ends", NEW."id", NEW."made_at", NEW."made_by_id", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."purpose"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_a507e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "access_restrictionevent" ("cause", "family_id", "guardian_id", "id", "imposed_at", "imposed_by_id", "lifted_at", "lifted_because", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."cause", NEW."family_id", NEW."guardian_id", NEW."id", NEW."imposed_at", NEW."imposed_by_id", NEW."lifted_at", NEW."lifted_because", NEW."lifted_by_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_a755a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "formal_meetings_viewevent" ("how", "id", "is_child", "meeting_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "why_not") VALUES (NEW."how", NEW."id", NEW."is_child", NEW."meeting_id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."why_not"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_a860f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_householdevent" ("change_set_id", "id", "is_main", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."change_set_id", NEW."id", NEW."is_main", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_b17d3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_placementevent" ("decision_id", "end_decision_id", "end_reason", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "is_same_carer", "is_to_eighteen", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "postcode", "provider", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "type", "urn", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_reason", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."is_same_carer", NEW."is_to_eighteen", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."place", NEW."postcode", NEW."provider", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."type", NEW."urn", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_b74eb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_needplanevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "kind", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_b7912() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_coregroupevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "took_part", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."took_part", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_c0f56() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_deputyevent" ("during", "id", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (NEW."during", NEW."id", NEW."named_by_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."unit_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_c474e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_hiddenfromevent" ("entry_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."entry_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_c99ab() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_postevent" ("counts", "ended_on", "fte", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "title", "unit_id") VALUES (NEW."counts", NEW."ended_on", NEW."fte", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."role", NEW."title", NEW."unit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_cf049() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_orderevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "name", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."name", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_cf369() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_involvementevent" ("closed_by_id", "closed_on", "closing_decided_by_id", "closing_reason", "decided_by_id", "expected_end", "family_id", "how", "id", "if_rereferred", "key_worker_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "step_down_agency", "step_down_agreed_on", "step_down_name", "step_down_telephone", "tell_once", "told_how", "told_on", "told_what", "trying_to_do", "what_changed", "why_open") VALUES (NEW."closed_by_id", NEW."closed_on", NEW."closing_decided_by_id", NEW."closing_reason", NEW."decided_by_id", NEW."expected_end", NEW."family_id", NEW."how", NEW."id", NEW."if_rereferred", NEW."key_worker_id", NEW."opened_on", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."step_down_agency", NEW."step_down_agreed_on", NEW."step_down_name", NEW."step_down_telephone", NEW."tell_once", NEW."told_how", NEW."told_on", NEW."told_what", NEW."trying_to_do", NEW."what_changed", NEW."why_open"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d080f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_adoptionmatchevent" ("adopters", "adopters_status", "decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "were_carers", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."adopters", NEW."adopters_status", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."were_carers", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d14e3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_conferenceevent" ("chair", "decision_id", "has_plan", "id", "involvement_id", "kind", "note", "on", "participation", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."chair", NEW."decision_id", NEW."has_plan", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."on", NEW."participation", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d2237() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_entryevent" ("by_id", "family_id", "happened_at", "happened_on", "id", "is_limited", "is_significant", "kind", "not_seen_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "recorded_at", "said_by", "text", "why_limited") VALUES (NEW."by_id", NEW."family_id", NEW."happened_at", NEW."happened_on", NEW."id", NEW."is_limited", NEW."is_significant", NEW."kind", NEW."not_seen_because", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."place", NEW."present", NEW."recorded_at", NEW."said_by", NEW."text", NEW."why_limited"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d22a9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_familymeetingevent" ("answer", "decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposal", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "took_part", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."answer", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."proposal", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."took_part", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d2e3d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_statusdecisionevent" ("alternatives", "category", "decided_by", "decider_id", "id", "involvement_id", "level", "on", "panel", "panel_answer", "panel_on", "panel_reason", "panel_recorded_at", "panel_recorded_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed", "reason", "recorded_at", "recorded_by_id", "status", "taken_back_at", "taken_back_because", "taken_back_by_id") VALUES (NEW."alternatives", NEW."category", NEW."decided_by", NEW."decider_id", NEW."id", NEW."involvement_id", NEW."level", NEW."on", NEW."panel", NEW."panel_answer", NEW."panel_on", NEW."panel_reason", NEW."panel_recorded_at", NEW."panel_recorded_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."placed", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."status", NEW."taken_back_at", NEW."taken_back_because", NEW."taken_back_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d497f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_healthevent" ("decision_id", "id", "involvement_id", "kind", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d49d3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_applicationevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "kind", "note", "number", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."number", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d617a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_lossevent" ("change_set_id", "id", "kind", "mother_id", "name", "on", "other_parent_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "superseded_in_id") VALUES (NEW."change_set_id", NEW."id", NEW."kind", NEW."mother_id", NEW."name", NEW."on", NEW."other_parent_id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."superseded_in_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d6f5e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_convictionevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d82d1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_agencyevent" ("email", "family_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "telephone") VALUES (NEW."email", NEW."family_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."place", NEW."telephone"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_daf96() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_contactevent" ("begun", "ended", "family_id", "how", "id", "is_mistaken", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "safe", "source", "value", "whose") VALUES (NEW."begun", NEW."ended", NEW."family_id", NEW."how", NEW."id", NEW."is_mistaken", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."safe", NEW."source", NEW."value", NEW."whose"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_ddd6f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_leavereligibilityevent" ("decision_id", "id", "involvement_id", "kind", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."kind", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_de829() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_personevent" ("born_kind", "born_on", "born_source", "died_kind", "died_on", "died_source", "due_month_only", "family_name", "given_name", "id", "is_deceased", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sex") VALUES (NEW."born_kind", NEW."born_on", NEW."born_source", NEW."died_kind", NEW."died_on", NEW."died_source", NEW."due_month_only", NEW."family_name", NEW."given_name", NEW."id", NEW."is_deceased", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."sex"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_e0bbe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "record_shareevent" ("at", "by_id", "ended_at", "ended_because", "ended_by_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "user_id", "words") VALUES (NEW."at", NEW."by_id", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."family_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."until", NEW."user_id", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_e2387() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "units_absenceevent" ("arranged_by_id", "covered_by_id", "during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (NEW."arranged_by_id", NEW."covered_by_id", NEW."during", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."unit_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_e23ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_decisiontoapplyevent" ("decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_e3682() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_identifierevent" ("begun", "ended", "family_id", "id", "is_mistaken", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") VALUES (NEW."begun", NEW."ended", NEW."family_id", NEW."id", NEW."is_mistaken", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."value"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_e474a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_particularevent" ("begun", "code", "ended", "family_id", "id", "is_mistaken", "needs_interpreter", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "what", "words") VALUES (NEW."begun", NEW."code", NEW."ended", NEW."family_id", NEW."id", NEW."is_mistaken", NEW."needs_interpreter", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."what", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_e4ddb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_substanceuseevent" ("decision_id", "id", "involvement_id", "is_offered", "is_received", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."is_offered", NEW."is_received", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_e5f3f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_episodeevent" ("decision_id", "end_decision_id", "end_reason", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "is_no_further_action", "need", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "source", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_reason", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."is_no_further_action", NEW."need", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."source", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_eb21d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_familymeetingofferevent" ("answer", "decision_id", "id", "involvement_id", "is_in_letter", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."answer", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."is_in_letter", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_ebfb5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "families_tellingevent" ("at", "by_id", "family_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_back_at", "taken_back_by_id", "words") VALUES (NEW."at", NEW."by_id", NEW."family_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."taken_back_at", NEW."taken_back_by_id", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_f065b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_disabilitiesevent" ("codes", "decision_id", "id", "involvement_id", "note", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."codes", NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_f10d3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_providedhomeevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_f67e0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_libertyorderevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_fb348() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_unaccompaniedevent" ("decision_id", "end_decision_id", "end_recorded_at", "end_recorded_by_id", "end_said_by", "ended_on", "id", "involvement_id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "said_by", "started_on", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."end_decision_id", NEW."end_recorded_at", NEW."end_recorded_by_id", NEW."end_said_by", NEW."ended_on", NEW."id", NEW."involvement_id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."said_by", NEW."started_on", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_fdf5f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "children_incidentevent" ("decision_id", "id", "involvement_id", "note", "notified_on", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "reviewed_on", "said_by", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."decision_id", NEW."id", NEW."involvement_id", NEW."note", NEW."notified_on", NEW."on", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."reviewed_on", NEW."said_by", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_ffadc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_safetywarningevent" ("begun", "ended", "family_id", "id", "is_mistaken", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "source", "words") VALUES (NEW."begun", NEW."ended", NEW."family_id", NEW."id", NEW."is_mistaken", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."review_on", NEW."source", NEW."words"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_whom_it_is_about_stays_5e451() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_withdrawn_minutes_are_kept_4d1b8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE TABLE public.access_accessgrant (
    id bigint CONSTRAINT access_opening_id_not_null NOT NULL,
    family_id bigint CONSTRAINT access_opening_family_id_not_null NOT NULL,
    kind character varying(10) CONSTRAINT access_opening_kind_not_null NOT NULL,
    reason character varying(20) CONSTRAINT access_opening_reason_not_null NOT NULL,
    words character varying(500) CONSTRAINT access_opening_words_not_null NOT NULL,
    opened_at timestamp with time zone CONSTRAINT access_opening_opened_at_not_null NOT NULL,
    ends_at timestamp with time zone CONSTRAINT access_opening_ends_at_not_null NOT NULL,
    guardian_ids bigint[] CONSTRAINT access_opening_guardian_ids_not_null NOT NULL,
    reviewed_at timestamp with time zone,
    was_right boolean,
    review character varying(500) CONSTRAINT access_opening_review_not_null NOT NULL,
    reviewed_by_id bigint,
    user_id bigint CONSTRAINT access_opening_user_id_not_null NOT NULL,
    CONSTRAINT nobody_reviews_their_own CHECK (((reviewed_by_id IS NULL) OR (NOT ((reviewed_by_id = user_id) AND (reviewed_by_id IS NOT NULL))))),
    CONSTRAINT opening_lasts_a_while CHECK ((ends_at > opened_at)),
    CONSTRAINT opening_says_why CHECK ((NOT ((words)::text = ''::text))),
    CONSTRAINT review_is_whole CHECK ((((reviewed_at IS NULL) AND (reviewed_by_id IS NULL) AND (was_right IS NULL)) OR ((reviewed_at IS NOT NULL) AND (reviewed_by_id IS NOT NULL) AND (was_right IS NOT NULL))))
);
CREATE TABLE public.access_auditevent (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    verb character varying(60) NOT NULL,
    family_id bigint,
    object_type character varying(60) NOT NULL,
    object_id bigint,
    policy character varying(60) NOT NULL,
    actor_id bigint,
    address inet,
    opening_id bigint,
    words character varying(200) NOT NULL
);
ALTER TABLE public.access_auditevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_auditevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_auditeventfamilies (
    event_id bigint CONSTRAINT access_auditshown_event_id_not_null NOT NULL,
    family_ids bigint[] CONSTRAINT access_auditshown_family_ids_not_null NOT NULL
);
CREATE TABLE public.access_auditlink (
    seq bigint NOT NULL,
    event_id bigint NOT NULL,
    fingerprint bytea NOT NULL,
    form smallint DEFAULT 1 NOT NULL,
    CONSTRAINT access_auditlink_form_check CHECK ((form >= 0))
);
CREATE TABLE public.access_authority (
    id smallint NOT NULL,
    name character varying(120) NOT NULL,
    is_demo boolean NOT NULL,
    discuss_every_weeks smallint NOT NULL,
    dates_soon_days smallint NOT NULL,
    emergency_hours smallint NOT NULL,
    opening_hours smallint NOT NULL,
    reach character varying(8) NOT NULL,
    returns_within_months smallint NOT NULL,
    works_as character varying(12) NOT NULL,
    approvals_go_up_after smallint NOT NULL,
    CONSTRAINT access_authority_approvals_go_up_after_check CHECK ((approvals_go_up_after >= 0)),
    CONSTRAINT access_authority_dates_soon_days_check CHECK ((dates_soon_days >= 0)),
    CONSTRAINT access_authority_discuss_every_weeks_check CHECK ((discuss_every_weeks >= 0)),
    CONSTRAINT access_authority_emergency_hours_check CHECK ((emergency_hours >= 0)),
    CONSTRAINT access_authority_id_check CHECK ((id >= 0)),
    CONSTRAINT access_authority_opening_hours_check CHECK ((opening_hours >= 0)),
    CONSTRAINT access_authority_returns_within_months_check CHECK ((returns_within_months >= 0)),
    CONSTRAINT one_authority_per_database CHECK ((id = 1))
);
CREATE TABLE public.access_gravechange (
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    family_id bigint,
    unit_id bigint,
    object_type character varying(60) NOT NULL,
    object_id bigint NOT NULL,
    words character varying(400) NOT NULL,
    reason character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    answerable_ids bigint[] NOT NULL,
    was jsonb NOT NULL,
    became jsonb NOT NULL,
    undo_until timestamp with time zone,
    undone_at timestamp with time zone,
    disputed_at timestamp with time zone,
    dispute character varying(500) NOT NULL,
    by_id bigint NOT NULL,
    decided_by_id bigint,
    undone_by_id bigint,
    CONSTRAINT a_grave_change_says_what_and_why CHECK (((NOT ((words)::text = ''::text)) AND (NOT ((reason)::text = ''::text)))),
    CONSTRAINT decided_by_somebody_else CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = by_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT grave_change_of_a_known_kind CHECK (((kind)::text = ANY (ARRAY[('status_decided'::character varying)::text, ('status_removed'::character varying)::text, ('decider_named'::character varying)::text, ('family_closed'::character varying)::text, ('family_reopened'::character varying)::text, ('family_moved'::character varying)::text, ('families_moved'::character varying)::text, ('restricted'::character varying)::text, ('restriction_changed'::character varying)::text, ('restriction_lifted'::character varying)::text, ('entry_widened'::character varying)::text, ('share_ended'::character varying)::text, ('note_removed'::character varying)::text, ('note_changed'::character varying)::text, ('member_removed'::character varying)::text, ('post_ended'::character varying)::text, ('post_changed'::character varying)::text, ('appointed'::character varying)::text, ('moved'::character varying)::text, ('cover_arranged'::character varying)::text, ('cover_ended'::character varying)::text, ('deputy_withdrawn'::character varying)::text, ('meeting_closed'::character varying)::text, ('meeting_reopened'::character varying)::text, ('decided_for_csw'::character varying)::text]))),
    CONSTRAINT only_who_is_named_disputes CHECK (((((dispute)::text = ''::text) AND (disputed_at IS NULL)) OR ((decided_by_id IS NOT NULL) AND (disputed_at IS NOT NULL)))),
    CONSTRAINT undoing_is_whole CHECK ((((undone_at IS NULL) AND (undone_by_id IS NULL)) OR ((undone_at IS NOT NULL) AND (undone_by_id IS NOT NULL)))),
    CONSTRAINT undone_while_it_can_be CHECK (((undone_at IS NULL) OR ((undone_at >= at) AND (undone_at <= undo_until))))
);
ALTER TABLE public.access_gravechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_gravechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_home (
    id bigint NOT NULL,
    postcode character varying(8) NOT NULL,
    house character varying(60) NOT NULL,
    said_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    user_id bigint NOT NULL,
    CONSTRAINT home_ends_after_it_began CHECK (((ended_at IS NULL) OR (ended_at >= said_at))),
    CONSTRAINT home_has_a_postcode CHECK (((postcode)::text ~ '^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$'::text))
);
ALTER TABLE public.access_home ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_home_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_listed (
    id bigint NOT NULL,
    added_by_id bigint NOT NULL,
    user_id bigint NOT NULL,
    restriction_id bigint NOT NULL
);
ALTER TABLE public.access_listed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_listed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_listedevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    added_by_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    user_id bigint NOT NULL,
    restriction_id bigint NOT NULL
);
ALTER TABLE public.access_listedevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_listedevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.access_accessgrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_opening_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_restriction (
    id bigint NOT NULL,
    family_id bigint NOT NULL,
    cause character varying(10) NOT NULL,
    words character varying(500) NOT NULL,
    imposed_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    guardian_id bigint NOT NULL,
    imposed_by_id bigint NOT NULL,
    lifted_by_id bigint,
    lifted_because character varying(500) NOT NULL,
    CONSTRAINT lifting_is_whole CHECK ((((lifted_at IS NULL) AND ((lifted_because)::text = ''::text) AND (lifted_by_id IS NULL)) OR ((lifted_at IS NOT NULL) AND (lifted_by_id IS NOT NULL) AND (NOT ((lifted_because)::text = ''::text)))))
);
ALTER TABLE public.access_restriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_restriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_restrictionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    family_id bigint NOT NULL,
    cause character varying(10) NOT NULL,
    words character varying(500) NOT NULL,
    imposed_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    guardian_id bigint NOT NULL,
    imposed_by_id bigint NOT NULL,
    lifted_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    lifted_because character varying(500) NOT NULL
);
ALTER TABLE public.access_restrictionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_restrictionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    email character varying(254) NOT NULL,
    full_name character varying(120) NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    invited_at timestamp with time zone,
    session_round integer NOT NULL,
    link_sent_at timestamp with time zone,
    CONSTRAINT access_user_session_round_check CHECK ((session_round >= 0))
);
ALTER TABLE public.access_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.approvals_approval (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    thing_type character varying(60) NOT NULL,
    thing_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    went_up_at timestamp with time zone,
    answer character varying(10) NOT NULL,
    answered_at timestamp with time zone,
    words character varying(500) NOT NULL,
    answered_by_id bigint,
    asked_by_id bigint NOT NULL,
    involvement_id bigint NOT NULL,
    person_id bigint,
    CONSTRAINT an_answer_says_whose_and_when CHECK (((((answer)::text = ''::text) AND (answered_at IS NULL) AND (answered_by_id IS NULL) AND ((words)::text = ''::text)) OR ((NOT ((answer)::text = ''::text)) AND (answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL)))),
    CONSTRAINT approval_answer_is_known CHECK (((answer)::text = ANY (ARRAY[('approved'::character varying)::text, ('returned'::character varying)::text, ('dropped'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT what_is_returned_says_why CHECK (((NOT ((answer)::text = 'returned'::text)) OR (NOT ((words)::text = ''::text))))
);
ALTER TABLE public.approvals_approval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.approvals_approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.approvals_approvalevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    thing_type character varying(60) NOT NULL,
    thing_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    went_up_at timestamp with time zone,
    answer character varying(10) NOT NULL,
    answered_at timestamp with time zone,
    words character varying(500) NOT NULL,
    answered_by_id bigint,
    asked_by_id bigint NOT NULL,
    involvement_id bigint NOT NULL,
    person_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.approvals_approvalevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.approvals_approvalevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.authority_setupkey (
    id smallint NOT NULL,
    fingerprint character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT a_used_setup_key_opens_nothing CHECK (((used_at IS NULL) OR ((fingerprint)::text = ''::text))),
    CONSTRAINT authority_setupkey_id_check CHECK ((id >= 0)),
    CONSTRAINT one_setup_key_per_database CHECK ((id = 1))
);
CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);
ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);
ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);
ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.calendars_feed (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    read_at timestamp with time zone,
    fingerprint character varying(64) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    unit_id bigint,
    user_id bigint NOT NULL,
    CONSTRAINT a_feed_ends_after_it_began CHECK (((ended_at IS NULL) OR (ended_at >= made_at)))
);
ALTER TABLE public.calendars_feed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calendars_feed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_allocation (
    id bigint NOT NULL,
    during daterange NOT NULL,
    unit_id bigint NOT NULL,
    involvement_id bigint NOT NULL
);
ALTER TABLE public.cases_allocation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_allocation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_allocationevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    during daterange NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    involvement_id bigint NOT NULL
);
ALTER TABLE public.cases_allocationevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_allocationevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_familyrole (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(120) NOT NULL,
    agency character varying(120) NOT NULL,
    telephone character varying(40) NOT NULL,
    during daterange NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    ended_because character varying(300) NOT NULL,
    ended_by_id bigint,
    involvement_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT a_role_has_a_beginning CHECK (((NOT isempty(during)) AND (lower(during) IS NOT NULL))),
    CONSTRAINT a_role_is_somebodys CHECK (((((name)::text = ''::text) AND (user_id IS NOT NULL)) OR ((user_id IS NULL) AND (NOT ((name)::text = ''::text))))),
    CONSTRAINT familyrole_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('lead'::character varying)::text, ('lead_cp'::character varying)::text, ('cp_team'::character varying)::text, ('around'::character varying)::text, ('early_help'::character varying)::text, ('in_need'::character varying)::text, ('protection'::character varying)::text])))
);
ALTER TABLE public.cases_familyrole ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_familyrole_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_familyroleevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(120) NOT NULL,
    agency character varying(120) NOT NULL,
    telephone character varying(40) NOT NULL,
    during daterange NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    ended_because character varying(300) NOT NULL,
    ended_by_id bigint,
    involvement_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.cases_familyroleevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_familyroleevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_involvement (
    id bigint NOT NULL,
    opened_on date NOT NULL,
    closed_on date,
    why_open text NOT NULL,
    trying_to_do text NOT NULL,
    how text NOT NULL,
    expected_end date,
    closing_reason text NOT NULL,
    what_changed text NOT NULL,
    if_rereferred text NOT NULL,
    closed_by_id bigint,
    decided_by_id bigint,
    family_id bigint NOT NULL,
    key_worker_id bigint,
    tell_once text NOT NULL,
    closing_decided_by_id bigint,
    step_down_agency character varying(120) NOT NULL,
    step_down_agreed_on date,
    step_down_name character varying(120) NOT NULL,
    step_down_telephone character varying(40) NOT NULL,
    told_how character varying(10) NOT NULL,
    told_on date,
    told_what text NOT NULL,
    CONSTRAINT closed_not_before_opened CHECK (((closed_on IS NULL) OR (closed_on >= opened_on))),
    CONSTRAINT involvement_told_how_is_known CHECK (((told_how)::text = ANY (ARRAY[('visit'::character varying)::text, ('meeting'::character varying)::text, ('call'::character varying)::text, ('letter'::character varying)::text, ('message'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT stepping_down_names_who_agreed CHECK ((((NOT ((step_down_name)::text = ''::text)) AND (step_down_agreed_on IS NOT NULL)) OR (((step_down_agency)::text = ''::text) AND (step_down_agreed_on IS NULL) AND ((step_down_name)::text = ''::text) AND ((step_down_telephone)::text = ''::text)))),
    CONSTRAINT what_a_family_was_told_has_a_day CHECK (((told_on IS NOT NULL) OR (((told_how)::text = ''::text) AND (told_on IS NULL) AND (told_what = ''::text))))
);
ALTER TABLE public.cases_involvement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_involvement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_involvementevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    opened_on date NOT NULL,
    closed_on date,
    why_open text NOT NULL,
    trying_to_do text NOT NULL,
    how text NOT NULL,
    expected_end date,
    closing_reason text NOT NULL,
    what_changed text NOT NULL,
    if_rereferred text NOT NULL,
    closed_by_id bigint,
    decided_by_id bigint,
    family_id bigint NOT NULL,
    key_worker_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    tell_once text NOT NULL,
    closing_decided_by_id bigint,
    step_down_agency character varying(120) NOT NULL,
    step_down_agreed_on date,
    step_down_name character varying(120) NOT NULL,
    step_down_telephone character varying(40) NOT NULL,
    told_how character varying(10) NOT NULL,
    told_on date,
    told_what text NOT NULL
);
ALTER TABLE public.cases_involvementevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_involvementevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_keydate (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    "on" date NOT NULL,
    note character varying(200) NOT NULL,
    cancelled boolean NOT NULL,
    involvement_id bigint NOT NULL,
    is_arranged boolean NOT NULL,
    CONSTRAINT keydate_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('conference'::character varying)::text, ('review'::character varying)::text, ('court'::character varying)::text, ('meeting'::character varying)::text, ('birth'::character varying)::text, ('health'::character varying)::text, ('school'::character varying)::text, ('other'::character varying)::text])))
);
ALTER TABLE public.cases_keydate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_keydate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_keydateevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    "on" date NOT NULL,
    note character varying(200) NOT NULL,
    cancelled boolean NOT NULL,
    involvement_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    is_arranged boolean NOT NULL
);
ALTER TABLE public.cases_keydateevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_keydateevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_merging (
    id bigint NOT NULL,
    called character varying(250) NOT NULL,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    by_id bigint NOT NULL,
    dropped_id bigint NOT NULL,
    kept_id bigint NOT NULL,
    undone_by_id bigint,
    CONSTRAINT a_merging_is_undone_after_it CHECK (((undone_at IS NULL) OR (undone_at >= at))),
    CONSTRAINT merging_is_of_two_records CHECK ((NOT (kept_id = dropped_id)))
);
ALTER TABLE public.cases_merging ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_merging_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_moved (
    id bigint NOT NULL,
    "table" character varying(63) NOT NULL,
    "row" bigint NOT NULL,
    "column" character varying(63) NOT NULL,
    was jsonb,
    became jsonb,
    is_undone boolean NOT NULL,
    merging_id bigint NOT NULL
);
ALTER TABLE public.cases_moved ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_moved_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_statusdecision (
    id bigint NOT NULL,
    status character varying(8) NOT NULL,
    category character varying(3) NOT NULL,
    placed character varying(200) NOT NULL,
    "on" date NOT NULL,
    decided_by character varying(200) NOT NULL,
    reason character varying(500) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    taken_back_at timestamp with time zone,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    taken_back_by_id bigint,
    decider_id bigint,
    taken_back_because character varying(500) NOT NULL,
    alternatives character varying(1000) NOT NULL,
    level character varying(10) NOT NULL,
    panel character varying(120) NOT NULL,
    panel_answer character varying(8) NOT NULL,
    panel_on date,
    panel_reason character varying(500) NOT NULL,
    panel_recorded_at timestamp with time zone,
    panel_recorded_by_id bigint,
    CONSTRAINT a_category_that_fits_the_status CHECK (((((category)::text = ANY (ARRAY[('NEG'::character varying)::text, ('PHY'::character varying)::text, ('SAB'::character varying)::text, ('EMO'::character varying)::text, ('MUL'::character varying)::text])) AND ((status)::text = 'cp'::text)) OR (((category)::text = ANY (ARRAY[('V2'::character varying)::text, ('C1'::character varying)::text, ('C2'::character varying)::text, ('E1'::character varying)::text, ('L1'::character varying)::text, ('L2'::character varying)::text, ('L3'::character varying)::text, ('J1'::character varying)::text, ('J2'::character varying)::text, ('J3'::character varying)::text, ('V3'::character varying)::text, ('V4'::character varying)::text, ('D1'::character varying)::text, ('L'::character varying)::text, ('J'::character varying)::text])) AND ((status)::text = 'lac'::text)) OR ((NOT ((status)::text = ANY (ARRAY[('cp'::character varying)::text, ('lac'::character varying)::text]))) AND ((category)::text = ''::text)))),
    CONSTRAINT a_status_says_who_decided CHECK ((NOT ((decided_by)::text = ''::text))),
    CONSTRAINT only_who_is_looked_after_is_placed CHECK ((((status)::text = 'lac'::text) OR ((placed)::text = ''::text))),
    CONSTRAINT statusdecision_category_is_known CHECK (((category)::text = ANY (ARRAY[('NEG'::character varying)::text, ('PHY'::character varying)::text, ('SAB'::character varying)::text, ('EMO'::character varying)::text, ('MUL'::character varying)::text, ('V2'::character varying)::text, ('C1'::character varying)::text, ('C2'::character varying)::text, ('E1'::character varying)::text, ('L1'::character varying)::text, ('L2'::character varying)::text, ('L3'::character varying)::text, ('J1'::character varying)::text, ('J2'::character varying)::text, ('J3'::character varying)::text, ('V3'::character varying)::text, ('V4'::character varying)::text, ('D1'::character varying)::text, ('L'::character varying)::text, ('J'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT statusdecision_level_is_known CHECK (((level)::text = ANY (ARRAY[('unit'::character varying)::text, ('manager'::character varying)::text, ('head'::character varying)::text, ('conference'::character varying)::text, ('panel'::character varying)::text, ('court'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT statusdecision_panel_answer_is_known CHECK (((panel_answer)::text = ANY (ARRAY[('agreed'::character varying)::text, ('refused'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT statusdecision_status_is_known CHECK (((status)::text = ANY (ARRAY[('none'::character varying)::text, ('leaver'::character varying)::text, ('cin'::character varying)::text, ('cp'::character varying)::text, ('lac'::character varying)::text]))),
    CONSTRAINT taking_a_status_back_is_whole CHECK ((((taken_back_at IS NULL) AND ((taken_back_because)::text = ''::text) AND (taken_back_by_id IS NULL)) OR ((taken_back_at IS NOT NULL) AND (taken_back_by_id IS NOT NULL) AND (NOT ((taken_back_because)::text = ''::text))))),
    CONSTRAINT the_answer_of_a_panel_is_whole CHECK (((((panel_answer)::text = ''::text) AND (panel_on IS NULL) AND ((panel_reason)::text = ''::text) AND (panel_recorded_at IS NULL) AND (panel_recorded_by_id IS NULL)) OR ((NOT ((panel)::text = ''::text)) AND (NOT ((panel_answer)::text = ''::text)) AND (panel_on IS NOT NULL) AND (panel_recorded_at IS NOT NULL) AND (panel_recorded_by_id IS NOT NULL))))
);
ALTER TABLE public.cases_statusdecision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_statusdecision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_statusdecisionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    status character varying(8) NOT NULL,
    category character varying(3) NOT NULL,
    placed character varying(200) NOT NULL,
    "on" date NOT NULL,
    decided_by character varying(200) NOT NULL,
    reason character varying(500) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    taken_back_at timestamp with time zone,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    taken_back_by_id bigint,
    decider_id bigint,
    taken_back_because character varying(500) NOT NULL,
    alternatives character varying(1000) NOT NULL,
    level character varying(10) NOT NULL,
    panel character varying(120) NOT NULL,
    panel_answer character varying(8) NOT NULL,
    panel_on date,
    panel_reason character varying(500) NOT NULL,
    panel_recorded_at timestamp with time zone,
    panel_recorded_by_id bigint
);
ALTER TABLE public.cases_statusdecisionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_statusdecisionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_adoptiondecision (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    reversal character varying(3) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT adoptiondecision_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT adoptiondecision_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT adoptiondecision_reversal_is_known CHECK (((reversal)::text = ANY (ARRAY[('RD1'::character varying)::text, ('RD2'::character varying)::text, ('RD3'::character varying)::text, ('RD4'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT adoptiondecision_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_adoptiondecision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_adoptiondecision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_adoptiondecisionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    reversal character varying(3) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_adoptiondecisionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_adoptiondecisionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_adoptionmatch (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    adopters character varying(2) NOT NULL,
    adopters_status character varying(3) NOT NULL,
    were_carers boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT adoptionmatch_adopters_is_known CHECK (((adopters)::text = ANY (ARRAY[('M1'::character varying)::text, ('F1'::character varying)::text, ('MM'::character varying)::text, ('FF'::character varying)::text, ('MF'::character varying)::text]))),
    CONSTRAINT adoptionmatch_adopters_status_is_known CHECK (((adopters_status)::text = ANY (ARRAY[('L0'::character varying)::text, ('L11'::character varying)::text, ('L12'::character varying)::text, ('L2'::character varying)::text, ('L3'::character varying)::text, ('L4'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT adoptionmatch_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_adoptionmatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_adoptionmatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_adoptionmatchevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    adopters character varying(2) NOT NULL,
    adopters_status character varying(3) NOT NULL,
    were_carers boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_adoptionmatchevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_adoptionmatchevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_adviser (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    name character varying(120) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT adviser_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT adviser_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT adviser_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_adviser ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_adviser_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_adviserevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    name character varying(120) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_adviserevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_adviserevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_adviservisit (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT adviservisit_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_adviservisit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_adviservisit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_adviservisitevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_adviservisitevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_adviservisitevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_application (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    kind character varying(11) NOT NULL,
    number character varying(40) NOT NULL,
    outcome character varying(200) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT application_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT application_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT application_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('care'::character varying)::text, ('supervision'::character varying)::text, ('emergency'::character varying)::text, ('placement'::character varying)::text, ('sgo'::character varying)::text, ('cao'::character varying)::text, ('dol'::character varying)::text, ('other'::character varying)::text]))),
    CONSTRAINT application_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_applicationevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    kind character varying(11) NOT NULL,
    number character varying(40) NOT NULL,
    outcome character varying(200) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_applicationevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_applicationevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_assessment (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    review_point_on date,
    is_child_seen boolean,
    factors character varying(3)[] NOT NULL,
    outcome character varying(10) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT assessment_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT assessment_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT assessment_outcome_is_known CHECK (((outcome)::text = ANY (ARRAY[('needs'::character varying)::text, ('early_help'::character varying)::text, ('nothing'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT assessment_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL)))),
    CONSTRAINT factors_are_known CHECK ((factors <@ ARRAY['1A'::character varying(3), '1B'::character varying(3), '1C'::character varying(3), '2A'::character varying(3), '2B'::character varying(3), '2C'::character varying(3), '3A'::character varying(3), '3B'::character varying(3), '3C'::character varying(3), '4A'::character varying(3), '4B'::character varying(3), '4C'::character varying(3), '5A'::character varying(3), '5B'::character varying(3), '5C'::character varying(3), '6A'::character varying(3), '6B'::character varying(3), '6C'::character varying(3), '7A'::character varying(3), '8B'::character varying(3), '8C'::character varying(3), '8D'::character varying(3), '8E'::character varying(3), '8F'::character varying(3), '9A'::character varying(3), '10A'::character varying(3), '11A'::character varying(3), '12A'::character varying(3), '13A'::character varying(3), '14A'::character varying(3), '15A'::character varying(3), '16A'::character varying(3), '17A'::character varying(3), '18B'::character varying(3), '18C'::character varying(3), '19B'::character varying(3), '19C'::character varying(3), '20'::character varying(3), '21'::character varying(3), '22A'::character varying(3), '23A'::character varying(3), '24A'::character varying(3)]))
);
ALTER TABLE public.children_assessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_assessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_assessmentevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    review_point_on date,
    is_child_seen boolean,
    factors character varying(3)[] NOT NULL,
    outcome character varying(10) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_assessmentevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_assessmentevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_careperiod (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    need character varying(2) NOT NULL,
    home_postcode character varying(8) NOT NULL,
    end_reason character varying(3) NOT NULL,
    destination character varying(200) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT careperiod_end_reason_is_known CHECK (((end_reason)::text = ANY (ARRAY[('E4A'::character varying)::text, ('E4B'::character varying)::text, ('E13'::character varying)::text, ('E41'::character varying)::text, ('E45'::character varying)::text, ('E46'::character varying)::text, ('E47'::character varying)::text, ('E48'::character varying)::text, ('E11'::character varying)::text, ('E12'::character varying)::text, ('E5'::character varying)::text, ('E6'::character varying)::text, ('E17'::character varying)::text, ('E7'::character varying)::text, ('E3'::character varying)::text, ('E14'::character varying)::text, ('E9'::character varying)::text, ('E15'::character varying)::text, ('E16'::character varying)::text, ('E2'::character varying)::text, ('E8'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT careperiod_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT careperiod_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT careperiod_need_is_known CHECK (((need)::text = ANY (ARRAY[('N1'::character varying)::text, ('N2'::character varying)::text, ('N3'::character varying)::text, ('N4'::character varying)::text, ('N5'::character varying)::text, ('N6'::character varying)::text, ('N7'::character varying)::text, ('N8'::character varying)::text, ('N9'::character varying)::text, ('N0'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT careperiod_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_careperiod ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_careperiod_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_careperiodevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    need character varying(2) NOT NULL,
    home_postcode character varying(8) NOT NULL,
    end_reason character varying(3) NOT NULL,
    destination character varying(200) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_careperiodevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_careperiodevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_careplan (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    permanence character varying(11) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT careplan_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT careplan_permanence_is_known CHECK (((permanence)::text = ANY (ARRAY[('home'::character varying)::text, ('adoption'::character varying)::text, ('sgo'::character varying)::text, ('supported'::character varying)::text, ('residential'::character varying)::text, ('fostering'::character varying)::text, ('other'::character varying)::text, (''::character varying)::text])))
);
ALTER TABLE public.children_careplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_careplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_careplanevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    permanence character varying(11) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_careplanevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_careplanevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_carereview (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    chair character varying(120) NOT NULL,
    participation character varying(3) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT carereview_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT carereview_participation_is_known CHECK (((participation)::text = ANY (ARRAY[('PN0'::character varying)::text, ('PN1'::character varying)::text, ('PN2'::character varying)::text, ('PN3'::character varying)::text, ('PN4'::character varying)::text, ('PN5'::character varying)::text, ('PN6'::character varying)::text, ('PN7'::character varying)::text, (''::character varying)::text])))
);
ALTER TABLE public.children_carereview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_carereview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_carereviewevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    chair character varying(120) NOT NULL,
    participation character varying(3) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_carereviewevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_carereviewevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_conference (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    kind character varying(8) NOT NULL,
    chair character varying(120) NOT NULL,
    has_plan boolean,
    participation character varying(3) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT conference_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT conference_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('initial'::character varying)::text, ('review'::character varying)::text, ('transfer'::character varying)::text]))),
    CONSTRAINT conference_participation_is_known CHECK (((participation)::text = ANY (ARRAY[('PN0'::character varying)::text, ('PN1'::character varying)::text, ('PN2'::character varying)::text, ('PN3'::character varying)::text, ('PN4'::character varying)::text, ('PN5'::character varying)::text, ('PN6'::character varying)::text, ('PN7'::character varying)::text, (''::character varying)::text])))
);
ALTER TABLE public.children_conference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_conference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_conferenceevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    kind character varying(8) NOT NULL,
    chair character varying(120) NOT NULL,
    has_plan boolean,
    participation character varying(3) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_conferenceevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_conferenceevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_connectedapproval (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    carer character varying(120) NOT NULL,
    is_extended boolean NOT NULL,
    is_full boolean NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT connectedapproval_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT connectedapproval_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT connectedapproval_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_connectedapproval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_connectedapproval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_connectedapprovalevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    carer character varying(120) NOT NULL,
    is_extended boolean NOT NULL,
    is_full boolean NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_connectedapprovalevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_connectedapprovalevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_conviction (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT conviction_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_conviction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_conviction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_convictionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_convictionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_convictionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_coregroup (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    took_part character varying(300) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT coregroup_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_coregroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_coregroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_coregroupevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    took_part character varying(300) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_coregroupevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_coregroupevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_decisiontoapply (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT decisiontoapply_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_decisiontoapply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_decisiontoapply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_decisiontoapplyevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_decisiontoapplyevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_decisiontoapplyevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_difficultiesscore (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    score smallint,
    no_score character varying(4) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT a_total_or_why_there_is_none CHECK (((((no_score)::text = ''::text) AND (score <= 40)) OR ((score IS NULL) AND (NOT ((no_score)::text = ''::text))))),
    CONSTRAINT children_difficultiesscore_score_check CHECK ((score >= 0)),
    CONSTRAINT difficultiesscore_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT difficultiesscore_no_score_is_known CHECK (((no_score)::text = ANY (ARRAY[('SDQ1'::character varying)::text, ('SDQ2'::character varying)::text, ('SDQ3'::character varying)::text, ('SDQ4'::character varying)::text, ('SDQ5'::character varying)::text, (''::character varying)::text])))
);
ALTER TABLE public.children_difficultiesscore ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_difficultiesscore_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_difficultiesscoreevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    score smallint,
    no_score character varying(4) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT children_difficultiesscoreevent_score_check CHECK ((score >= 0))
);
ALTER TABLE public.children_difficultiesscoreevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_difficultiesscoreevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_disabilities (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    codes character varying(4)[] NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT disabilities_are_known CHECK (((codes <@ ARRAY['NONE'::character varying(4), 'MOB'::character varying(4), 'HAND'::character varying(4), 'PC'::character varying(4), 'INC'::character varying(4), 'COMM'::character varying(4), 'LD'::character varying(4), 'HEAR'::character varying(4), 'VIS'::character varying(4), 'BEH'::character varying(4), 'CON'::character varying(4), 'AUT'::character varying(4), 'DDA'::character varying(4)]) AND (
CASE
    WHEN (codes IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(codes, 1), 0)
END > 0))),
    CONSTRAINT disabilities_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT none_stands_alone CHECK (((NOT (codes @> ARRAY['NONE'::character varying(4)])) OR (
CASE
    WHEN (codes IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(codes, 1), 0)
END = 1)))
);
ALTER TABLE public.children_disabilities ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_disabilities_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_disabilitiesevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    codes character varying(4)[] NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_disabilitiesevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_disabilitiesevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_educationplan (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    is_ready boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT educationplan_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_educationplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_educationplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_educationplanevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    is_ready boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_educationplanevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_educationplanevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_enquiry (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    conference_target date,
    outcome character varying(10) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT enquiry_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT enquiry_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT enquiry_outcome_is_known CHECK (((outcome)::text = ANY (ARRAY[('conference'::character varying)::text, ('no_risk'::character varying)::text, ('not'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT enquiry_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_enquiry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_enquiry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_enquiryevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    conference_target date,
    outcome character varying(10) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_enquiryevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_enquiryevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_episode (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    source character varying(2) NOT NULL,
    is_no_further_action boolean NOT NULL,
    need character varying(2) NOT NULL,
    end_reason character varying(3) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT episode_end_reason_is_known CHECK (((end_reason)::text = ANY (ARRAY[('RC1'::character varying)::text, ('RC2'::character varying)::text, ('RC3'::character varying)::text, ('RC4'::character varying)::text, ('RC5'::character varying)::text, ('RC6'::character varying)::text, ('RC7'::character varying)::text, ('RC8'::character varying)::text, ('RC9'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT episode_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT episode_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT episode_need_is_known CHECK (((need)::text = ANY (ARRAY[('N1'::character varying)::text, ('N2'::character varying)::text, ('N3'::character varying)::text, ('N4'::character varying)::text, ('N5'::character varying)::text, ('N6'::character varying)::text, ('N7'::character varying)::text, ('N8'::character varying)::text, ('N9'::character varying)::text, ('N0'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT episode_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL)))),
    CONSTRAINT episode_source_is_known CHECK (((source)::text = ANY (ARRAY[('1A'::character varying)::text, ('1B'::character varying)::text, ('1C'::character varying)::text, ('1D'::character varying)::text, ('2A'::character varying)::text, ('2B'::character varying)::text, ('3A'::character varying)::text, ('3B'::character varying)::text, ('3C'::character varying)::text, ('3D'::character varying)::text, ('3E'::character varying)::text, ('3F'::character varying)::text, ('4'::character varying)::text, ('5A'::character varying)::text, ('5B'::character varying)::text, ('5C'::character varying)::text, ('5D'::character varying)::text, ('6'::character varying)::text, ('7'::character varying)::text, ('8'::character varying)::text, ('9'::character varying)::text, ('10'::character varying)::text]))),
    CONSTRAINT no_further_action_is_no_open_episode CHECK (((NOT is_no_further_action) OR (((end_reason)::text = ''::text) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_episode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_episode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_episodeevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    source character varying(2) NOT NULL,
    is_no_further_action boolean NOT NULL,
    need character varying(2) NOT NULL,
    end_reason character varying(3) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_episodeevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_episodeevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_familymeeting (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    took_part character varying(300) NOT NULL,
    proposal text NOT NULL,
    answer character varying(6) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT familymeeting_answer_is_known CHECK (((answer)::text = ANY (ARRAY[('agreed'::character varying)::text, ('partly'::character varying)::text, ('not'::character varying)::text, ('none'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT familymeeting_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_familymeeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_familymeeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_familymeetingevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    took_part character varying(300) NOT NULL,
    proposal text NOT NULL,
    answer character varying(6) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_familymeetingevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_familymeetingevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_familymeetingoffer (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    answer character varying(8) NOT NULL,
    is_in_letter boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT familymeetingoffer_answer_is_known CHECK (((answer)::text = ANY (ARRAY[('accepted'::character varying)::text, ('declined'::character varying)::text, ('waiting'::character varying)::text, ('not'::character varying)::text]))),
    CONSTRAINT familymeetingoffer_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT no_family_meeting_says_who_and_why CHECK (((NOT ((answer)::text = 'not'::text)) OR ((NOT (note = ''::text)) AND (NOT ((said_by)::text = ''::text)))))
);
ALTER TABLE public.children_familymeetingoffer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_familymeetingoffer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_familymeetingofferevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    answer character varying(8) NOT NULL,
    is_in_letter boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_familymeetingofferevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_familymeetingofferevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_fosteringvisit (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    is_alone boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT fosteringvisit_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_fosteringvisit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_fosteringvisit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_fosteringvisitevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    is_alone boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_fosteringvisitevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_fosteringvisitevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_health (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    kind character varying(12) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT health_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT health_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('assessment'::character varying)::text, ('dentist'::character varying)::text, ('immunised'::character varying)::text, ('surveillance'::character varying)::text])))
);
ALTER TABLE public.children_health ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_health_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_healthevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    kind character varying(12) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_healthevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_healthevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_hearing (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    kind character varying(5) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT hearing_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT hearing_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('cmh'::character varying)::text, ('irh'::character varying)::text, ('final'::character varying)::text, ('other'::character varying)::text])))
);
ALTER TABLE public.children_hearing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_hearing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_hearingevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    kind character varying(5) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_hearingevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_hearingevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_incident (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    notified_on date,
    reviewed_on date,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT incident_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT what_follows_an_incident_is_after_it CHECK ((((notified_on IS NULL) OR (notified_on >= "on")) AND ((reviewed_on IS NULL) OR (reviewed_on >= "on"))))
);
ALTER TABLE public.children_incident ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_incident_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_incidentevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    notified_on date,
    reviewed_on date,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_incidentevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_incidentevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_leavercontact (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    in_touch character varying(4) NOT NULL,
    activity character varying(2) NOT NULL,
    home character varying(1) NOT NULL,
    is_suitable boolean,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT leavercontact_activity_is_known CHECK (((activity)::text = ANY (ARRAY[('F1'::character varying)::text, ('P1'::character varying)::text, ('F2'::character varying)::text, ('P2'::character varying)::text, ('F4'::character varying)::text, ('P4'::character varying)::text, ('F5'::character varying)::text, ('P5'::character varying)::text, ('G4'::character varying)::text, ('G5'::character varying)::text, ('G6'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT leavercontact_home_is_known CHECK (((home)::text = ANY (ARRAY[('B'::character varying)::text, ('C'::character varying)::text, ('D'::character varying)::text, ('E'::character varying)::text, ('G'::character varying)::text, ('H'::character varying)::text, ('K'::character varying)::text, ('R'::character varying)::text, ('S'::character varying)::text, ('T'::character varying)::text, ('U'::character varying)::text, ('V'::character varying)::text, ('W'::character varying)::text, ('X'::character varying)::text, ('Z'::character varying)::text, ('Y'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT leavercontact_in_touch_is_known CHECK (((in_touch)::text = ANY (ARRAY[('YES'::character varying)::text, ('NO'::character varying)::text, ('REFU'::character varying)::text, ('NREQ'::character varying)::text, ('RHOM'::character varying)::text, ('DIED'::character varying)::text]))),
    CONSTRAINT leavercontact_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT no_home_and_custody_suit_nobody CHECK (((NOT ((home)::text = ANY (ARRAY[('S'::character varying)::text, ('X'::character varying)::text]))) OR (NOT (is_suitable AND (is_suitable IS NOT NULL)))))
);
ALTER TABLE public.children_leavercontact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_leavercontact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_leavercontactevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    in_touch character varying(4) NOT NULL,
    activity character varying(2) NOT NULL,
    home character varying(1) NOT NULL,
    is_suitable boolean,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_leavercontactevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_leavercontactevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_leavereligibility (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    kind character varying(10) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT leavereligibility_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT leavereligibility_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('eligible'::character varying)::text, ('relevant'::character varying)::text, ('former'::character varying)::text, ('qualifying'::character varying)::text, ('other'::character varying)::text])))
);
ALTER TABLE public.children_leavereligibility ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_leavereligibility_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_leavereligibilityevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    kind character varying(10) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_leavereligibilityevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_leavereligibilityevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_leavingcare (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT leavingcare_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT leavingcare_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT leavingcare_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_leavingcare ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_leavingcare_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_leavingcareevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_leavingcareevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_leavingcareevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_leavingneeds (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT leavingneeds_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_leavingneeds ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_leavingneeds_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_leavingneedsevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_leavingneedsevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_leavingneedsevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_legalstatus (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    code character varying(2) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT legalstatus_code_is_known CHECK (((code)::text = ANY (ARRAY[('V2'::character varying)::text, ('C1'::character varying)::text, ('C2'::character varying)::text, ('E1'::character varying)::text, ('L1'::character varying)::text, ('L2'::character varying)::text, ('L3'::character varying)::text, ('J1'::character varying)::text, ('J2'::character varying)::text, ('J3'::character varying)::text, ('V3'::character varying)::text, ('V4'::character varying)::text, ('D1'::character varying)::text, ('L'::character varying)::text, ('J'::character varying)::text]))),
    CONSTRAINT legalstatus_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT legalstatus_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT legalstatus_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_legalstatus ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_legalstatus_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_legalstatusevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    code character varying(2) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_legalstatusevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_legalstatusevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_libertyorder (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT libertyorder_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT libertyorder_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT libertyorder_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_libertyorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_libertyorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_libertyorderevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_libertyorderevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_libertyorderevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_missing (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    kind character varying(1) NOT NULL,
    started_at time without time zone,
    ended_at time without time zone,
    is_interview_offered boolean,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT back_after_going CHECK (((NOT ((ended_on = started_on) AND (ended_on IS NOT NULL))) OR (ended_at IS NULL) OR (ended_at >= started_at))),
    CONSTRAINT missing_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT missing_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT missing_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('M'::character varying)::text, ('A'::character varying)::text]))),
    CONSTRAINT missing_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_missing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_missing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_missingevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    kind character varying(1) NOT NULL,
    started_at time without time zone,
    ended_at time without time zone,
    is_interview_offered boolean,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_missingevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_missingevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_movedaway (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    authority character varying(120) NOT NULL,
    told_on date,
    documents_on date,
    accepted_on date,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT movedaway_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT nobody_takes_over_untold CHECK (((accepted_on IS NULL) OR ((accepted_on >= told_on) AND (told_on IS NOT NULL)))),
    CONSTRAINT who_moved_away_went_somewhere CHECK ((NOT ((authority)::text = ''::text)))
);
ALTER TABLE public.children_movedaway ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_movedaway_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_movedawayevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    authority character varying(120) NOT NULL,
    told_on date,
    documents_on date,
    accepted_on date,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_movedawayevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_movedawayevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_movedin (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    authority character varying(120) NOT NULL,
    status character varying(8) NOT NULL,
    documents_on date,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT movedin_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT movedin_status_is_known CHECK (((status)::text = ANY (ARRAY[('none'::character varying)::text, ('help'::character varying)::text, ('plan'::character varying)::text, ('care'::character varying)::text, ('leaver'::character varying)::text]))),
    CONSTRAINT who_moved_in_came_from_somewhere CHECK ((NOT ((authority)::text = ''::text)))
);
ALTER TABLE public.children_movedin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_movedin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_movedinevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    authority character varying(120) NOT NULL,
    status character varying(8) NOT NULL,
    documents_on date,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_movedinevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_movedinevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_namedworker (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    registration character varying(12) NOT NULL,
    change character varying(6) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    worker_id bigint NOT NULL,
    CONSTRAINT a_registration_number CHECK (((registration)::text ~ '^(SW|XX)[0-9A-Z]{1,10}$'::text)),
    CONSTRAINT namedworker_change_is_known CHECK (((change)::text = ANY (ARRAY[('MANAGE'::character varying)::text, ('FCONTA'::character varying)::text, ('LEFTRL'::character varying)::text, ('ORGRST'::character varying)::text, ('TSPROC'::character varying)::text, ('ABSENC'::character varying)::text, ('CHCHAN'::character varying)::text, ('PCCHAN'::character varying)::text, ('SWDIED'::character varying)::text, ('OTHERS'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT namedworker_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT namedworker_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT namedworker_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_namedworker ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_namedworker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_namedworkerevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    registration character varying(12) NOT NULL,
    change character varying(6) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    worker_id bigint NOT NULL
);
ALTER TABLE public.children_namedworkerevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_namedworkerevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_needplan (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    kind character varying(12) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT needplan_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT needplan_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT needplan_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('cin'::character varying)::text, ('family_help'::character varying)::text]))),
    CONSTRAINT needplan_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_needplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_needplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_needplanevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    kind character varying(12) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_needplanevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_needplanevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_needreview (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT needreview_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_needreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_needreview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_needreviewevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_needreviewevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_needreviewevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_order (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    name character varying(120) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT an_order_has_a_name CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT order_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT order_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT order_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_orderevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    name character varying(120) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_orderevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_orderevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_pathwayplan (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT pathwayplan_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_pathwayplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_pathwayplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_pathwayplanevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_pathwayplanevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_pathwayplanevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_placement (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    place character varying(200) NOT NULL,
    type character varying(2) NOT NULL,
    provider character varying(3) NOT NULL,
    urn character varying(7) NOT NULL,
    postcode character varying(8) NOT NULL,
    is_same_carer boolean NOT NULL,
    is_to_eighteen boolean NOT NULL,
    end_reason character varying(6) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT a_placement_says_where CHECK (((NOT ((place)::text = ''::text)) OR (NOT ((type)::text = ''::text)))),
    CONSTRAINT placement_end_reason_is_known CHECK (((end_reason)::text = ANY (ARRAY[('CARPL'::character varying)::text, ('CLOSE'::character varying)::text, ('ALLEG'::character varying)::text, ('STAND'::character varying)::text, ('APPRR'::character varying)::text, ('CREQB'::character varying)::text, ('CREQO'::character varying)::text, ('CHILD'::character varying)::text, ('LAREQ'::character varying)::text, ('PLACE'::character varying)::text, ('CUSTOD'::character varying)::text, ('OTHER'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT placement_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT placement_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT placement_provider_is_known CHECK (((provider)::text = ANY (ARRAY[('PR0'::character varying)::text, ('PR1'::character varying)::text, ('PR2'::character varying)::text, ('PR3'::character varying)::text, ('PR4'::character varying)::text, ('PR5'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT placement_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL)))),
    CONSTRAINT placement_type_is_known CHECK (((type)::text = ANY (ARRAY[('U1'::character varying)::text, ('U2'::character varying)::text, ('U3'::character varying)::text, ('U4'::character varying)::text, ('U5'::character varying)::text, ('U6'::character varying)::text, ('P1'::character varying)::text, ('K2'::character varying)::text, ('K1'::character varying)::text, ('K3'::character varying)::text, ('H5'::character varying)::text, ('P2'::character varying)::text, ('P3'::character varying)::text, ('R1'::character varying)::text, ('R2'::character varying)::text, ('R3'::character varying)::text, ('R5'::character varying)::text, ('S1'::character varying)::text, ('A3'::character varying)::text, ('A4'::character varying)::text, ('A5'::character varying)::text, ('A6'::character varying)::text, ('T0'::character varying)::text, ('T1'::character varying)::text, ('T2'::character varying)::text, ('T3'::character varying)::text, ('T4'::character varying)::text, ('Z1'::character varying)::text, (''::character varying)::text])))
);
ALTER TABLE public.children_placement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_placement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_placementevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    place character varying(200) NOT NULL,
    type character varying(2) NOT NULL,
    provider character varying(3) NOT NULL,
    urn character varying(7) NOT NULL,
    postcode character varying(8) NOT NULL,
    is_same_carer boolean NOT NULL,
    is_to_eighteen boolean NOT NULL,
    end_reason character varying(6) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_placementevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_placementevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_placementnotice (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    told character varying(300) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT placementnotice_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_placementnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_placementnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_placementnoticeevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    told character varying(300) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_placementnoticeevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_placementnoticeevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_placementplan (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT placementplan_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_placementplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_placementplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_placementplanevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_placementplanevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_placementplanevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_plancategory (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    category character varying(3) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT plancategory_category_is_known CHECK (((category)::text = ANY (ARRAY[('NEG'::character varying)::text, ('PHY'::character varying)::text, ('SAB'::character varying)::text, ('EMO'::character varying)::text, ('MUL'::character varying)::text]))),
    CONSTRAINT plancategory_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_plancategory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_plancategory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_plancategoryevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    category character varying(3) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_plancategoryevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_plancategoryevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_preproceedings (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    first_meeting_on date,
    meetings smallint,
    has_lawyer boolean,
    outcome character varying(5) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT children_preproceedings_meetings_check CHECK ((meetings >= 0)),
    CONSTRAINT preproceedings_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT preproceedings_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT preproceedings_outcome_is_known CHECK (((outcome)::text = ANY (ARRAY[('down'::character varying)::text, ('issue'::character varying)::text, ('kin'::character varying)::text, ('other'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT preproceedings_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_preproceedings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_preproceedings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_preproceedingsevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    first_meeting_on date,
    meetings smallint,
    has_lawyer boolean,
    outcome character varying(5) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT children_preproceedingsevent_meetings_check CHECK ((meetings >= 0))
);
ALTER TABLE public.children_preproceedingsevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_preproceedingsevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_previousorder (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    kind character varying(2) NOT NULL,
    authority character varying(3) NOT NULL,
    ordered character varying(10) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT previousorder_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT previousorder_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('P1'::character varying)::text, ('P2'::character varying)::text, ('P3'::character varying)::text, ('P4'::character varying)::text, ('Z1'::character varying)::text])))
);
ALTER TABLE public.children_previousorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_previousorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_previousorderevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    kind character varying(2) NOT NULL,
    authority character varying(3) NOT NULL,
    ordered character varying(10) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_previousorderevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_previousorderevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_privatefostering (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    carer character varying(120) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT privatefostering_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT privatefostering_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT privatefostering_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_privatefostering ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_privatefostering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_privatefosteringevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    carer character varying(120) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_privatefosteringevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_privatefosteringevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_protectionplan (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    category character varying(3) NOT NULL,
    previous_plans smallint,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT children_protectionplan_previous_plans_check CHECK ((previous_plans >= 0)),
    CONSTRAINT previous_plans_are_few CHECK (((previous_plans IS NULL) OR (previous_plans <= 20))),
    CONSTRAINT protectionplan_category_is_known CHECK (((category)::text = ANY (ARRAY[('NEG'::character varying)::text, ('PHY'::character varying)::text, ('SAB'::character varying)::text, ('EMO'::character varying)::text, ('MUL'::character varying)::text]))),
    CONSTRAINT protectionplan_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT protectionplan_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT protectionplan_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_protectionplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_protectionplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_protectionplanevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    category character varying(3) NOT NULL,
    previous_plans smallint,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT children_protectionplanevent_previous_plans_check CHECK ((previous_plans >= 0))
);
ALTER TABLE public.children_protectionplanevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_protectionplanevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_providedhome (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    place character varying(200) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT providedhome_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT providedhome_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT providedhome_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_providedhome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_providedhome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_providedhomeevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    place character varying(200) NOT NULL,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_providedhomeevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_providedhomeevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_returninterview (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    is_accepted boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT returninterview_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_returninterview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_returninterview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_returninterviewevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    is_accepted boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_returninterviewevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_returninterviewevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_schoolmove (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    school character varying(120) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT schoolmove_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_schoolmove ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_schoolmove_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_schoolmoveevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    school character varying(120) NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_schoolmoveevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_schoolmoveevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_strategydiscussion (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    took_part character varying(300) NOT NULL,
    begins_enquiry boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT strategydiscussion_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_strategydiscussion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_strategydiscussion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_strategydiscussionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    took_part character varying(300) NOT NULL,
    begins_enquiry boolean NOT NULL,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_strategydiscussionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_strategydiscussionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_substanceuse (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    is_offered boolean,
    is_received boolean,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT substanceuse_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text)))))
);
ALTER TABLE public.children_substanceuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_substanceuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_substanceuseevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    "on" date NOT NULL,
    is_offered boolean,
    is_received boolean,
    decision_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_substanceuseevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_substanceuseevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_unaccompanied (
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT unaccompanied_ends_after_it_began CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT unaccompanied_is_withdrawn_whole CHECK ((((withdrawn_at IS NULL) AND ((withdrawn_because)::text = ''::text) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT ((withdrawn_because)::text = ''::text))))),
    CONSTRAINT unaccompanied_says_who_recorded_its_end CHECK ((((end_recorded_at IS NULL) AND (end_recorded_by_id IS NULL) AND (ended_on IS NULL)) OR ((end_recorded_at IS NOT NULL) AND (end_recorded_by_id IS NOT NULL) AND (ended_on IS NOT NULL))))
);
ALTER TABLE public.children_unaccompanied ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_unaccompanied_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.children_unaccompaniedevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    said_by character varying(200) NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_said_by character varying(200) NOT NULL,
    end_recorded_at timestamp with time zone,
    decision_id bigint,
    end_decision_id bigint,
    end_recorded_by_id bigint,
    involvement_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    withdrawn_by_id bigint
);
ALTER TABLE public.children_unaccompaniedevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.children_unaccompaniedevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.evaluation_consent (
    id bigint NOT NULL,
    answer character varying(10) NOT NULL,
    "on" date NOT NULL,
    said_by character varying(200) NOT NULL,
    words character varying(300) NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    family_id bigint NOT NULL,
    noted_by_id bigint NOT NULL,
    study_id bigint NOT NULL,
    CONSTRAINT consent_answer_is_known CHECK (((answer)::text = ANY (ARRAY[('agreed'::character varying)::text, ('declined'::character varying)::text, ('withdrawn'::character varying)::text]))),
    CONSTRAINT consent_says_who_gave_it CHECK ((NOT ((said_by)::text = ''::text)))
);
ALTER TABLE public.evaluation_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluation_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.evaluation_consentevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    answer character varying(10) NOT NULL,
    "on" date NOT NULL,
    said_by character varying(200) NOT NULL,
    words character varying(300) NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    family_id bigint NOT NULL,
    noted_by_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    study_id bigint NOT NULL
);
ALTER TABLE public.evaluation_consentevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluation_consentevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.evaluation_study (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    purpose text NOT NULL,
    begins date NOT NULL,
    ends date NOT NULL,
    secret character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by_id bigint,
    made_by_id bigint NOT NULL,
    CONSTRAINT a_study_ends_after_it_begins CHECK ((ends >= begins)),
    CONSTRAINT a_study_says_what_for CHECK (((NOT ((name)::text = ''::text)) AND (NOT (purpose = ''::text)))),
    CONSTRAINT closing_a_study_destroys_its_secret CHECK ((((closed_at IS NULL) AND (closed_by_id IS NULL) AND (NOT ((secret)::text = ''::text))) OR ((closed_at IS NOT NULL) AND (closed_by_id IS NOT NULL) AND ((secret)::text = ''::text))))
);
ALTER TABLE public.evaluation_study ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluation_study_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.evaluation_studyevaluator (
    id bigint NOT NULL,
    named_by_id bigint NOT NULL,
    study_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.evaluation_studyevaluator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluation_studyevaluator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.evaluation_studyevaluatorevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    named_by_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    study_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.evaluation_studyevaluatorevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluation_studyevaluatorevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.evaluation_studyevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    purpose text NOT NULL,
    begins date NOT NULL,
    ends date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by_id bigint,
    made_by_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.evaluation_studyevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluation_studyevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_agency (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(30) NOT NULL,
    place character varying(120) NOT NULL,
    telephone character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    family_id bigint,
    CONSTRAINT an_agency_has_a_name CHECK ((NOT ((name)::text = ''::text)))
);
ALTER TABLE public.families_agency ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_agency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_agencyevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(30) NOT NULL,
    place character varying(120) NOT NULL,
    telephone character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    family_id bigint
);
ALTER TABLE public.families_agencyevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_agencyevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_bond (
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    kind character varying(16) NOT NULL,
    observer character varying(200) NOT NULL,
    "on" character varying(10) NOT NULL,
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_bond_telling_id_not_null NOT NULL,
    CONSTRAINT bond_is_of_two_people CHECK ((NOT (one_id = other_id))),
    CONSTRAINT bond_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('close'::character varying)::text, ('fused'::character varying)::text, ('distant'::character varying)::text, ('hostile'::character varying)::text, ('cutoff'::character varying)::text, ('violent'::character varying)::text, ('abuse_physical'::character varying)::text, ('abuse_sexual'::character varying)::text, ('abuse_emotional'::character varying)::text, ('neglect'::character varying)::text, ('caring'::character varying)::text, ('controlling'::character varying)::text]))),
    CONSTRAINT bond_on_is_a_date CHECK (((("on")::text = ''::text) OR (("on")::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text)))
);
ALTER TABLE public.families_bond ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_bond_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_bondevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    kind character varying(16) NOT NULL,
    observer character varying(200) NOT NULL,
    "on" character varying(10) NOT NULL,
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_bondevent_telling_id_not_null NOT NULL
);
ALTER TABLE public.families_bondevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_bondevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_changeset (
    id bigint CONSTRAINT families_telling_id_not_null NOT NULL,
    words character varying(300) CONSTRAINT families_telling_words_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT families_telling_at_not_null NOT NULL,
    taken_back_at timestamp with time zone,
    by_id bigint,
    family_id bigint CONSTRAINT families_telling_family_id_not_null NOT NULL,
    taken_back_by_id bigint,
    drawn jsonb,
    CONSTRAINT a_change_set_is_taken_back_after_it CHECK (((taken_back_at IS NULL) OR (taken_back_at >= at)))
);
CREATE TABLE public.families_changesetevent (
    pgh_id integer CONSTRAINT families_tellingevent_pgh_id_not_null NOT NULL,
    pgh_created_at timestamp with time zone CONSTRAINT families_tellingevent_pgh_created_at_not_null NOT NULL,
    pgh_label text CONSTRAINT families_tellingevent_pgh_label_not_null NOT NULL,
    id bigint CONSTRAINT families_tellingevent_id_not_null NOT NULL,
    words character varying(300) CONSTRAINT families_tellingevent_words_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT families_tellingevent_at_not_null NOT NULL,
    taken_back_at timestamp with time zone,
    by_id bigint,
    family_id bigint CONSTRAINT families_tellingevent_family_id_not_null NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint CONSTRAINT families_tellingevent_pgh_obj_id_not_null NOT NULL,
    taken_back_by_id bigint
);
CREATE TABLE public.families_family (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
ALTER TABLE public.families_family ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_family_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_familyevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.families_familyevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_familyevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_familymember (
    id bigint NOT NULL,
    role character varying(80) NOT NULL,
    is_child boolean NOT NULL,
    lives_here boolean NOT NULL,
    "position" smallint NOT NULL,
    family_id bigint NOT NULL,
    person_id bigint NOT NULL,
    taken_back boolean NOT NULL,
    change_set_id bigint,
    taken_away_in_id bigint,
    CONSTRAINT families_familymember_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.families_familymember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_familymember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_familymemberevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    role character varying(80) NOT NULL,
    is_child boolean NOT NULL,
    lives_here boolean NOT NULL,
    "position" smallint NOT NULL,
    family_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    taken_back boolean NOT NULL,
    change_set_id bigint,
    taken_away_in_id bigint,
    CONSTRAINT families_familymemberevent_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.families_familymemberevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_familymemberevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_familyterm (
    family_id bigint NOT NULL,
    term text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.families_household (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    is_main boolean NOT NULL,
    change_set_id bigint CONSTRAINT families_household_telling_id_not_null NOT NULL
);
ALTER TABLE public.families_household ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_household_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_householdevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    is_main boolean NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    change_set_id bigint CONSTRAINT families_householdevent_telling_id_not_null NOT NULL
);
ALTER TABLE public.families_householdevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_householdevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_living (
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    lived_here boolean NOT NULL,
    household_id bigint NOT NULL,
    person_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_living_telling_id_not_null NOT NULL,
    CONSTRAINT living_begun_is_a_date CHECK ((((begun)::text = ''::text) OR ((begun)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT living_ended_is_a_date CHECK ((((ended)::text = ''::text) OR ((ended)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT living_ends_after_its_start CHECK ((((begun)::text = ''::text) OR ((ended)::text = ''::text) OR ("left"((ended)::text, LEAST(length((begun)::text), length((ended)::text))) >= "left"((begun)::text, LEAST(length((begun)::text), length((ended)::text))))))
);
ALTER TABLE public.families_living ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_living_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_livingevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    lived_here boolean NOT NULL,
    household_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_livingevent_telling_id_not_null NOT NULL
);
ALTER TABLE public.families_livingevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_livingevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_loss (
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(120) NOT NULL,
    "on" character varying(10) NOT NULL,
    mother_id bigint NOT NULL,
    other_parent_id bigint,
    person_id bigint,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_loss_telling_id_not_null NOT NULL,
    CONSTRAINT loss_is_of_two_people CHECK ((NOT ((mother_id = other_parent_id) AND (other_parent_id IS NOT NULL)))),
    CONSTRAINT loss_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('miscarriage'::character varying)::text, ('stillbirth'::character varying)::text, ('termination'::character varying)::text]))),
    CONSTRAINT loss_on_is_a_date CHECK (((("on")::text = ''::text) OR (("on")::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text)))
);
ALTER TABLE public.families_loss ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_loss_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_lossevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(120) NOT NULL,
    "on" character varying(10) NOT NULL,
    mother_id bigint NOT NULL,
    other_parent_id bigint,
    person_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_lossevent_telling_id_not_null NOT NULL
);
ALTER TABLE public.families_lossevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_lossevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_parenthood (
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    kind character varying(10) NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    child_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_parenthood_telling_id_not_null NOT NULL,
    CONSTRAINT parenthood_begun_is_a_date CHECK ((((begun)::text = ''::text) OR ((begun)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT parenthood_ended_is_a_date CHECK ((((ended)::text = ''::text) OR ((ended)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT parenthood_ends_after_its_start CHECK ((((begun)::text = ''::text) OR ((ended)::text = ''::text) OR ("left"((ended)::text, LEAST(length((begun)::text), length((ended)::text))) >= "left"((begun)::text, LEAST(length((begun)::text), length((ended)::text)))))),
    CONSTRAINT parenthood_is_of_two_people CHECK ((NOT (parent_id = child_id))),
    CONSTRAINT parenthood_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('birth'::character varying)::text, ('adoptive'::character varying)::text, ('foster'::character varying)::text, ('step'::character varying)::text, ('surrogate'::character varying)::text])))
);
ALTER TABLE public.families_parenthood ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_parenthood_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_parenthoodevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    kind character varying(10) NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    child_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_parenthoodevent_telling_id_not_null NOT NULL
);
ALTER TABLE public.families_parenthoodevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_parenthoodevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_partnership (
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    kind character varying(10) NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    how_ended character varying(10) NOT NULL,
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_partnership_telling_id_not_null NOT NULL,
    CONSTRAINT partnership_begun_is_a_date CHECK ((((begun)::text = ''::text) OR ((begun)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT partnership_ended_is_a_date CHECK ((((ended)::text = ''::text) OR ((ended)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT partnership_ends_after_its_start CHECK ((((begun)::text = ''::text) OR ((ended)::text = ''::text) OR ("left"((ended)::text, LEAST(length((begun)::text), length((ended)::text))) >= "left"((begun)::text, LEAST(length((begun)::text), length((ended)::text)))))),
    CONSTRAINT partnership_how_ended_is_known CHECK (((how_ended)::text = ANY (ARRAY[('separated'::character varying)::text, ('divorced'::character varying)::text, ('ended'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT partnership_is_of_two_people CHECK ((NOT (one_id = other_id))),
    CONSTRAINT partnership_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('married'::character varying)::text, ('cohabiting'::character varying)::text, ('dating'::character varying)::text, ('unknown'::character varying)::text]))),
    CONSTRAINT partnership_that_ended_says_how CHECK ((((ended)::text = ''::text) OR (NOT ((how_ended)::text = ''::text))))
);
ALTER TABLE public.families_partnership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_partnership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_partnershipevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    kind character varying(10) NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    how_ended character varying(10) NOT NULL,
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_partnershipevent_telling_id_not_null NOT NULL
);
ALTER TABLE public.families_partnershipevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_partnershipevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_siblinghood (
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_siblinghood_telling_id_not_null NOT NULL,
    kind character varying(10) NOT NULL,
    CONSTRAINT siblinghood_is_of_two_people CHECK ((NOT (one_id = other_id))),
    CONSTRAINT siblinghood_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('siblings'::character varying)::text, ('twins'::character varying)::text, ('identical'::character varying)::text])))
);
ALTER TABLE public.families_siblinghood ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_siblinghood_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_siblinghoodevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_siblinghoodevent_telling_id_not_null NOT NULL,
    kind character varying(10) NOT NULL
);
ALTER TABLE public.families_siblinghoodevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_siblinghoodevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.families_changeset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_telling_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.families_changesetevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_tellingevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_tie (
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    part character varying(12) NOT NULL,
    name character varying(120) NOT NULL,
    role character varying(120) NOT NULL,
    telephone character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    is_lead boolean NOT NULL,
    is_carer boolean NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    "on" character varying(10) NOT NULL,
    heard character varying(10) NOT NULL,
    support character varying(8) NOT NULL,
    closeness character varying(10) NOT NULL,
    flow character varying(4) NOT NULL,
    is_stressful boolean NOT NULL,
    about_id bigint,
    agency_id bigint,
    first_id bigint,
    somebody_id bigint,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_tie_telling_id_not_null NOT NULL,
    CONSTRAINT tie_account_is_dated CHECK ((NOT (("on")::text = ''::text))),
    CONSTRAINT tie_begun_is_a_date CHECK ((((begun)::text = ''::text) OR ((begun)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT tie_closeness_is_known CHECK (((closeness)::text = ANY (ARRAY[('very_close'::character varying)::text, ('close'::character varying)::text, ('loose'::character varying)::text, ('nowhere'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT tie_ended_is_a_date CHECK ((((ended)::text = ''::text) OR ((ended)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT tie_ends_after_its_start CHECK ((((begun)::text = ''::text) OR ((ended)::text = ''::text) OR ("left"((ended)::text, LEAST(length((begun)::text), length((ended)::text))) >= "left"((begun)::text, LEAST(length((begun)::text), length((ended)::text)))))),
    CONSTRAINT tie_flow_is_known CHECK (((flow)::text = ANY (ARRAY[('to'::character varying)::text, ('from'::character varying)::text, ('both'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT tie_heard_is_a_date CHECK ((((heard)::text = ''::text) OR ((heard)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT tie_is_of_two_people CHECK ((NOT ((about_id = somebody_id) AND (about_id IS NOT NULL) AND (somebody_id IS NOT NULL)))),
    CONSTRAINT tie_is_with_somebody CHECK (((NOT ((name)::text = ''::text)) OR (somebody_id IS NOT NULL) OR (agency_id IS NOT NULL))),
    CONSTRAINT tie_on_is_a_date CHECK (((("on")::text = ''::text) OR (("on")::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT tie_part_is_known CHECK (((part)::text = ANY (ARRAY[('professional'::character varying)::text, ('family'::character varying)::text, ('community'::character varying)::text]))),
    CONSTRAINT tie_support_is_known CHECK (((support)::text = ANY (ARRAY[('strong'::character varying)::text, ('moderate'::character varying)::text, ('low'::character varying)::text, (''::character varying)::text])))
);
ALTER TABLE public.families_tie ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_tie_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.families_tieevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    part character varying(12) NOT NULL,
    name character varying(120) NOT NULL,
    role character varying(120) NOT NULL,
    telephone character varying(40) NOT NULL,
    email character varying(254) NOT NULL,
    is_lead boolean NOT NULL,
    is_carer boolean NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    "on" character varying(10) NOT NULL,
    heard character varying(10) NOT NULL,
    support character varying(8) NOT NULL,
    closeness character varying(10) NOT NULL,
    flow character varying(4) NOT NULL,
    is_stressful boolean NOT NULL,
    about_id bigint,
    agency_id bigint,
    first_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    somebody_id bigint,
    superseded_in_id bigint,
    change_set_id bigint CONSTRAINT families_tieevent_telling_id_not_null NOT NULL
);
ALTER TABLE public.families_tieevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.families_tieevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.formal_meetings_formalmeeting (
    id bigint NOT NULL,
    version integer NOT NULL,
    written_at timestamp with time zone,
    kind character varying(20) NOT NULL,
    "on" date NOT NULL,
    at time without time zone,
    minutes smallint NOT NULL,
    place character varying(200) NOT NULL,
    video character varying(300) NOT NULL,
    agenda text NOT NULL,
    is_apart_asked boolean NOT NULL,
    apart character varying(500) NOT NULL,
    notes text NOT NULL,
    outcome text NOT NULL,
    state character varying(9) NOT NULL,
    ended_at timestamp with time zone,
    because character varying(500) NOT NULL,
    quorum_because character varying(500) NOT NULL,
    token uuid NOT NULL,
    arranged_at timestamp with time zone NOT NULL,
    arranged_by_id bigint NOT NULL,
    ended_by_id bigint,
    follows_id bigint,
    involvement_id bigint NOT NULL,
    key_date_id bigint NOT NULL,
    written_by_id bigint,
    CONSTRAINT a_meeting_follows_another CHECK ((NOT ((follows_id = id) AND (follows_id IS NOT NULL)))),
    CONSTRAINT a_meeting_lasts_at_most_a_day CHECK (((minutes > 0) AND (minutes <= 720))),
    CONSTRAINT a_meetings_end_says_by_whom CHECK ((((ended_at IS NULL) AND (ended_by_id IS NULL) AND ((state)::text = 'arranged'::text)) OR ((NOT ((state)::text = 'arranged'::text)) AND (ended_at IS NOT NULL) AND (ended_by_id IS NOT NULL)))),
    CONSTRAINT cancelling_a_meeting_says_why CHECK (((NOT ((state)::text = 'cancelled'::text)) OR (NOT ((because)::text = ''::text)))),
    CONSTRAINT formal_meetings_formalmeeting_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT formal_meetings_formalmeeting_version_check CHECK ((version >= 0)),
    CONSTRAINT formalmeeting_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('strategy'::character varying)::text, ('initial'::character varying)::text, ('review'::character varying)::text, ('transfer'::character varying)::text, ('core_group'::character varying)::text, ('need_review'::character varying)::text, ('care_review'::character varying)::text, ('family'::character varying)::text, ('legal'::character varying)::text, ('pre_proceedings'::character varying)::text, ('panel'::character varying)::text, ('hearing'::character varying)::text, ('other'::character varying)::text]))),
    CONSTRAINT formalmeeting_state_is_known CHECK (((state)::text = ANY (ARRAY[('arranged'::character varying)::text, ('held'::character varying)::text, ('cancelled'::character varying)::text])))
);
CREATE TABLE public.formal_meetings_formalmeeting_children (
    id bigint NOT NULL,
    formalmeeting_id bigint CONSTRAINT formal_meetings_formalmeeting_childre_formalmeeting_id_not_null NOT NULL,
    person_id bigint NOT NULL
);
ALTER TABLE public.formal_meetings_formalmeeting_children ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_formalmeeting_children_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.formal_meetings_formalmeeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_formalmeeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.formal_meetings_formalmeetingevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    "on" date NOT NULL,
    at time without time zone,
    minutes smallint NOT NULL,
    place character varying(200) NOT NULL,
    video character varying(300) NOT NULL,
    agenda text NOT NULL,
    is_apart_asked boolean NOT NULL,
    apart character varying(500) NOT NULL,
    state character varying(9) NOT NULL,
    ended_at timestamp with time zone,
    because character varying(500) NOT NULL,
    quorum_because character varying(500) NOT NULL,
    token uuid NOT NULL,
    arranged_at timestamp with time zone NOT NULL,
    arranged_by_id bigint NOT NULL,
    ended_by_id bigint,
    follows_id bigint,
    involvement_id bigint NOT NULL,
    key_date_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT formal_meetings_formalmeetingevent_minutes_check CHECK ((minutes >= 0))
);
ALTER TABLE public.formal_meetings_formalmeetingevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_formalmeetingevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.formal_meetings_invitation (
    id bigint NOT NULL,
    name character varying(250) NOT NULL,
    role character varying(120) NOT NULL,
    agency character varying(120) NOT NULL,
    part character varying(8) NOT NULL,
    reach character varying(200) NOT NULL,
    needs character varying(300) NOT NULL,
    answer character varying(9) NOT NULL,
    because character varying(300) NOT NULL,
    sends_report boolean NOT NULL,
    attendance character varying(6) NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_because character varying(300) NOT NULL,
    invited_by_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    person_id bigint,
    user_id bigint,
    CONSTRAINT an_invitation_names_somebody CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT invitation_answer_is_known CHECK (((answer)::text = ANY (ARRAY[('invited'::character varying)::text, ('coming'::character varying)::text, ('apologies'::character varying)::text]))),
    CONSTRAINT invitation_attendance_is_known CHECK (((attendance)::text = ANY (ARRAY[('here'::character varying)::text, ('video'::character varying)::text, ('absent'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT invitation_part_is_known CHECK (((part)::text = ANY (ARRAY[('chair'::character varying)::text, ('worker'::character varying)::text, ('manager'::character varying)::text, ('police'::character varying)::text, ('health'::character varying)::text, ('school'::character varying)::text, ('legal'::character varying)::text, ('carer'::character varying)::text, ('child'::character varying)::text, ('family'::character varying)::text, ('support'::character varying)::text, ('other'::character varying)::text]))),
    CONSTRAINT who_comes_gives_no_apologies CHECK ((((answer)::text = 'apologies'::text) OR (((because)::text = ''::text) AND (NOT sends_report))))
);
ALTER TABLE public.formal_meetings_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.formal_meetings_invitationevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(250) NOT NULL,
    role character varying(120) NOT NULL,
    agency character varying(120) NOT NULL,
    part character varying(8) NOT NULL,
    reach character varying(200) NOT NULL,
    needs character varying(300) NOT NULL,
    answer character varying(9) NOT NULL,
    because character varying(300) NOT NULL,
    sends_report boolean NOT NULL,
    attendance character varying(6) NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_because character varying(300) NOT NULL,
    invited_by_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    person_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE public.formal_meetings_invitationevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_invitationevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.formal_meetings_made (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    fact_id bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    meeting_id bigint NOT NULL
);
ALTER TABLE public.formal_meetings_made ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_made_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.formal_meetings_move (
    id bigint NOT NULL,
    was_on date NOT NULL,
    was_at time without time zone,
    "on" date NOT NULL,
    at time without time zone,
    because character varying(500) NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    CONSTRAINT moving_a_meeting_says_why CHECK ((NOT ((because)::text = ''::text)))
);
ALTER TABLE public.formal_meetings_move ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_move_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.formal_meetings_report (
    id bigint NOT NULL,
    what character varying(120) NOT NULL,
    by character varying(250) NOT NULL,
    is_ours boolean NOT NULL,
    due_on date,
    received_on date,
    ended_at timestamp with time zone,
    ended_because character varying(300) NOT NULL,
    invitation_id bigint,
    meeting_id bigint NOT NULL,
    CONSTRAINT a_report_says_what CHECK ((NOT ((what)::text = ''::text)))
);
ALTER TABLE public.formal_meetings_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.formal_meetings_reportevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    what character varying(120) NOT NULL,
    by character varying(250) NOT NULL,
    is_ours boolean NOT NULL,
    due_on date,
    received_on date,
    ended_at timestamp with time zone,
    ended_because character varying(300) NOT NULL,
    invitation_id bigint,
    meeting_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.formal_meetings_reportevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_reportevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.formal_meetings_view (
    id bigint NOT NULL,
    version integer NOT NULL,
    written_at timestamp with time zone,
    is_child boolean NOT NULL,
    words text NOT NULL,
    how character varying(8) NOT NULL,
    why_not character varying(300) NOT NULL,
    meeting_id bigint NOT NULL,
    person_id bigint NOT NULL,
    written_by_id bigint,
    CONSTRAINT formal_meetings_view_version_check CHECK ((version >= 0)),
    CONSTRAINT view_how_is_known CHECK (((how)::text = ANY (ARRAY[('said'::character varying)::text, ('told'::character varying)::text, ('wrote'::character varying)::text, ('for'::character varying)::text, ('observed'::character varying)::text, ('not'::character varying)::text, (''::character varying)::text]))),
    CONSTRAINT views_not_obtained_say_why CHECK (((NOT ((how)::text = 'not'::text)) OR (NOT ((why_not)::text = ''::text))))
);
ALTER TABLE public.formal_meetings_view ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_view_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.formal_meetings_viewevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    is_child boolean NOT NULL,
    how character varying(8) NOT NULL,
    why_not character varying(300) NOT NULL,
    meeting_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.formal_meetings_viewevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.formal_meetings_viewevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.front_door_about (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    who character varying(8) NOT NULL,
    given_name character varying(120) NOT NULL,
    family_name character varying(120) NOT NULL,
    also_known_as character varying(120) NOT NULL,
    role character varying(80) NOT NULL,
    born_on date,
    born_kind character varying(10) NOT NULL,
    sex character varying(8) NOT NULL,
    address character varying(200) NOT NULL,
    setting character varying(120) NOT NULL,
    household smallint NOT NULL,
    called character varying(400) NOT NULL,
    family_id bigint,
    person_id bigint,
    contact_id bigint NOT NULL,
    CONSTRAINT about_born_kind_is_known CHECK (((born_kind)::text = ANY (ARRAY[('exact'::character varying)::text, ('month'::character varying)::text, ('year'::character varying)::text, ('estimated'::character varying)::text, ('expected'::character varying)::text]))),
    CONSTRAINT about_sex_is_known CHECK (((sex)::text = ANY (ARRAY[('female'::character varying)::text, ('male'::character varying)::text, ('unknown'::character varying)::text]))),
    CONSTRAINT about_who_is_known CHECK (((who)::text = ANY (ARRAY[('child'::character varying)::text, ('expected'::character varying)::text, ('adult'::character varying)::text]))),
    CONSTRAINT an_adult_is_somebody CHECK (((NOT ((who)::text = 'adult'::text)) OR (NOT (((family_name)::text = ''::text) AND ((given_name)::text = ''::text) AND ((role)::text = ''::text))))),
    CONSTRAINT front_door_about_household_check CHECK ((household >= 0)),
    CONSTRAINT front_door_about_position_check CHECK (("position" >= 0)),
    CONSTRAINT somebody_known_is_of_a_family CHECK (((person_id IS NULL) OR (family_id IS NOT NULL)))
);
ALTER TABLE public.front_door_about ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.front_door_about_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.front_door_aboutevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    who character varying(8) NOT NULL,
    given_name character varying(120) NOT NULL,
    family_name character varying(120) NOT NULL,
    also_known_as character varying(120) NOT NULL,
    role character varying(80) NOT NULL,
    born_on date,
    born_kind character varying(10) NOT NULL,
    sex character varying(8) NOT NULL,
    address character varying(200) NOT NULL,
    setting character varying(120) NOT NULL,
    household smallint NOT NULL,
    called character varying(400) NOT NULL,
    family_id bigint,
    person_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    CONSTRAINT front_door_aboutevent_household_check CHECK ((household >= 0)),
    CONSTRAINT front_door_aboutevent_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.front_door_aboutevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.front_door_aboutevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.front_door_addition (
    id bigint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    CONSTRAINT an_addition_says_something CHECK ((NOT (text = ''::text)))
);
ALTER TABLE public.front_door_addition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.front_door_addition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.front_door_caller (
    contact_id bigint NOT NULL,
    name character varying(120) NOT NULL,
    telephone character varying(120) NOT NULL
);
CREATE TABLE public.front_door_contact (
    id bigint NOT NULL,
    received_on date NOT NULL,
    source character varying(2) NOT NULL,
    agency_name character varying(120) NOT NULL,
    relation character varying(120) NOT NULL,
    is_anonymous boolean NOT NULL,
    said text NOT NULL,
    wanted text NOT NULL,
    family_knows character varying(8) NOT NULL,
    consent character varying(10) NOT NULL,
    no_consent_because character varying(500) NOT NULL,
    wants_answer boolean NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    family_ids bigint[] NOT NULL,
    person_ids bigint[] NOT NULL,
    agency_id bigint,
    taken_by_id bigint NOT NULL,
    CONSTRAINT a_contact_says_something CHECK ((NOT (said = ''::text))),
    CONSTRAINT contact_consent_is_known CHECK (((consent)::text = ANY (ARRAY[('given'::character varying)::text, ('refused'::character varying)::text, ('not_asked'::character varying)::text]))),
    CONSTRAINT contact_family_knows_is_known CHECK (((family_knows)::text = ANY (ARRAY[('yes'::character varying)::text, ('no'::character varying)::text, ('unknown'::character varying)::text]))),
    CONSTRAINT contact_source_is_known CHECK (((source)::text = ANY (ARRAY[('1A'::character varying)::text, ('1B'::character varying)::text, ('1C'::character varying)::text, ('1D'::character varying)::text, ('2A'::character varying)::text, ('2B'::character varying)::text, ('3A'::character varying)::text, ('3B'::character varying)::text, ('3C'::character varying)::text, ('3D'::character varying)::text, ('3E'::character varying)::text, ('3F'::character varying)::text, ('4'::character varying)::text, ('5A'::character varying)::text, ('5B'::character varying)::text, ('5C'::character varying)::text, ('5D'::character varying)::text, ('6'::character varying)::text, ('7'::character varying)::text, ('8'::character varying)::text, ('9'::character varying)::text, ('10'::character varying)::text])))
);
ALTER TABLE public.front_door_contact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.front_door_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.front_door_decision (
    id bigint NOT NULL,
    level character varying(12) NOT NULL,
    reason text NOT NULL,
    passed_to character varying(300) NOT NULL,
    consent character varying(10) NOT NULL,
    no_consent_because character varying(500) NOT NULL,
    decided_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    because character varying(500) NOT NULL,
    about_id bigint NOT NULL,
    decided_by_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    supersedes_id bigint,
    CONSTRAINT a_decision_says_why CHECK ((NOT (reason = ''::text))),
    CONSTRAINT decision_consent_is_known CHECK (((consent)::text = ANY (ARRAY[('given'::character varying)::text, ('refused'::character varying)::text, ('not_asked'::character varying)::text]))),
    CONSTRAINT decision_level_is_known CHECK (((level)::text = ANY (ARRAY[('nothing'::character varying)::text, ('advice'::character varying)::text, ('help'::character varying)::text, ('elsewhere'::character varying)::text, ('referral'::character varying)::text, ('referral_nfa'::character varying)::text, ('strategy'::character varying)::text]))),
    CONSTRAINT passed_on_says_to_whom CHECK (((NOT ((level)::text = 'elsewhere'::text)) OR (NOT ((passed_to)::text = ''::text)))),
    CONSTRAINT what_is_put_right_says_why CHECK (((((because)::text = ''::text) AND (supersedes_id IS NULL)) OR ((supersedes_id IS NOT NULL) AND (NOT ((because)::text = ''::text))))),
    CONSTRAINT without_consent_says_why CHECK (((NOT ((level)::text = ANY (ARRAY[('help'::character varying)::text, ('elsewhere'::character varying)::text, ('referral'::character varying)::text, ('referral_nfa'::character varying)::text, ('strategy'::character varying)::text]))) OR ((consent)::text = 'given'::text) OR (NOT ((no_consent_because)::text = ''::text))))
);
ALTER TABLE public.front_door_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.front_door_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.front_door_draft (
    id bigint NOT NULL,
    token uuid NOT NULL,
    typed jsonb NOT NULL,
    version integer NOT NULL,
    page character varying(40) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    discarded_at timestamp with time zone,
    family_ids bigint[] NOT NULL,
    person_ids bigint[] NOT NULL,
    begun_by_id bigint NOT NULL,
    contact_id bigint,
    discarded_by_id bigint,
    saved_by_id bigint NOT NULL,
    CONSTRAINT a_draft_is_discarded_by_somebody CHECK ((((discarded_at IS NULL) AND (discarded_by_id IS NULL)) OR ((contact_id IS NULL) AND (discarded_at IS NOT NULL) AND (discarded_by_id IS NOT NULL)))),
    CONSTRAINT a_draft_that_is_over_holds_no_words CHECK ((((contact_id IS NULL) AND (discarded_at IS NULL)) OR (typed = '{}'::jsonb))),
    CONSTRAINT front_door_draft_version_check CHECK ((version >= 0))
);
ALTER TABLE public.front_door_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.front_door_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.front_door_feedback (
    id bigint NOT NULL,
    "on" date NOT NULL,
    how character varying(10) NOT NULL,
    words character varying(500) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    CONSTRAINT feedback_how_is_known CHECK (((how)::text = ANY (ARRAY[('telephone'::character varying)::text, ('email'::character varying)::text, ('letter'::character varying)::text, ('in_person'::character varying)::text])))
);
ALTER TABLE public.front_door_feedback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.front_door_feedback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.front_door_referral (
    id bigint NOT NULL,
    is_news boolean NOT NULL,
    suggested_because character varying(500) NOT NULL,
    overruled_because character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    family_id bigint NOT NULL,
    involvement_id bigint NOT NULL,
    suggested_id bigint,
    unit_id bigint NOT NULL,
    CONSTRAINT overruling_a_suggestion_says_why CHECK (((suggested_id IS NULL) OR (suggested_id = unit_id) OR (NOT ((overruled_because)::text = ''::text))))
);
ALTER TABLE public.front_door_referral ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.front_door_referral_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.front_door_referred (
    id bigint NOT NULL,
    about_id bigint NOT NULL,
    person_id bigint NOT NULL,
    referral_id bigint NOT NULL
);
ALTER TABLE public.front_door_referred ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.front_door_referred_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_agendaitem (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    why character varying(10) NOT NULL,
    reason character varying(400) NOT NULL,
    minutes smallint NOT NULL,
    postponed_because character varying(300) NOT NULL,
    family_id bigint NOT NULL,
    postponed_by_id bigint,
    meeting_id bigint NOT NULL,
    CONSTRAINT agendaitem_why_is_known CHECK (((why)::text = ANY (ARRAY[('crisis'::character varying)::text, ('new'::character varying)::text, ('date'::character varying)::text, ('overdue'::character varying)::text, ('asked'::character varying)::text, ('turn'::character varying)::text]))),
    CONSTRAINT meetings_agendaitem_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT meetings_agendaitem_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.meetings_agendaitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_agendaitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_amendment (
    id bigint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    minute_id bigint NOT NULL,
    CONSTRAINT an_amendment_says_something CHECK ((NOT (text = ''::text)))
);
ALTER TABLE public.meetings_amendment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_amendment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_attendance (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    role character varying(80) NOT NULL,
    is_guest boolean NOT NULL,
    status character varying(10) NOT NULL,
    user_id bigint,
    meeting_id bigint NOT NULL,
    CONSTRAINT attendance_status_is_known CHECK (((status)::text = ANY (ARRAY[('present'::character varying)::text, ('apologies'::character varying)::text, ('absent'::character varying)::text])))
);
ALTER TABLE public.meetings_attendance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_attendance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_broughtforward (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    words character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    family_id bigint NOT NULL,
    met_in_id bigint,
    given_back_from_id bigint,
    line_before jsonb,
    withdrawn_at timestamp with time zone,
    withdrawn_by_id bigint,
    CONSTRAINT broughtforward_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('crisis'::character varying)::text, ('asked'::character varying)::text]))),
    CONSTRAINT withdrawn_by_somebody CHECK ((((line_before = 'null'::jsonb) AND (withdrawn_at IS NULL) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL))))
);
ALTER TABLE public.meetings_broughtforward ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_broughtforward_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_decision (
    id bigint NOT NULL,
    version integer NOT NULL,
    written_at timestamp with time zone,
    words text NOT NULL,
    reason text NOT NULL,
    decided_at timestamp with time zone,
    decided_as character varying(40) NOT NULL,
    decided_by_id bigint,
    drafted_by_id bigint NOT NULL,
    written_by_id bigint,
    discussion_id bigint NOT NULL,
    CONSTRAINT a_decision_has_words_reason_and_decider CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL)) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND (NOT (words = ''::text)) AND (NOT (reason = ''::text))))),
    CONSTRAINT meetings_decision_version_check CHECK ((version >= 0))
);
ALTER TABLE public.meetings_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_discussion (
    id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    family_id bigint NOT NULL,
    started_by_id bigint NOT NULL,
    meeting_id bigint NOT NULL
);
ALTER TABLE public.meetings_discussion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_discussion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_hypothesis (
    id bigint NOT NULL,
    version integer NOT NULL,
    written_at timestamp with time zone,
    statement text NOT NULL,
    speaks_for text NOT NULL,
    speaks_against text NOT NULL,
    find_out text NOT NULL,
    state character varying(10) NOT NULL,
    family_id bigint NOT NULL,
    raised_by_id bigint NOT NULL,
    raised_in_id bigint NOT NULL,
    written_by_id bigint,
    CONSTRAINT hypothesis_state_is_known CHECK (((state)::text = ANY (ARRAY[('open'::character varying)::text, ('supported'::character varying)::text, ('weakened'::character varying)::text, ('dropped'::character varying)::text]))),
    CONSTRAINT meetings_hypothesis_version_check CHECK ((version >= 0))
);
ALTER TABLE public.meetings_hypothesis ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_hypothesis_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_hypothesischange (
    id bigint NOT NULL,
    before character varying(10) NOT NULL,
    after character varying(10) NOT NULL,
    because character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    discussion_id bigint NOT NULL,
    hypothesis_id bigint NOT NULL,
    CONSTRAINT hypothesischange_after_is_known CHECK (((after)::text = ANY (ARRAY[('open'::character varying)::text, ('supported'::character varying)::text, ('weakened'::character varying)::text, ('dropped'::character varying)::text]))),
    CONSTRAINT hypothesischange_before_is_known CHECK (((before)::text = ANY (ARRAY[('open'::character varying)::text, ('supported'::character varying)::text, ('weakened'::character varying)::text, ('dropped'::character varying)::text])))
);
ALTER TABLE public.meetings_hypothesischange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_hypothesischange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_meeting (
    id bigint NOT NULL,
    version integer NOT NULL,
    written_at timestamp with time zone,
    held_on date NOT NULL,
    minutes smallint NOT NULL,
    learning_minutes smallint NOT NULL,
    learning_topic character varying(200) NOT NULL,
    learning_notes text NOT NULL,
    clinician_present boolean,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by_id bigint,
    opened_by_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    written_by_id bigint,
    closed_because character varying(500) NOT NULL,
    CONSTRAINT closed_by_somebody CHECK ((((closed_at IS NULL) AND ((closed_because)::text = ''::text) AND (closed_by_id IS NULL)) OR ((closed_at IS NOT NULL) AND (closed_by_id IS NOT NULL)))),
    CONSTRAINT meetings_meeting_learning_minutes_check CHECK ((learning_minutes >= 0)),
    CONSTRAINT meetings_meeting_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT meetings_meeting_version_check CHECK ((version >= 0))
);
ALTER TABLE public.meetings_meeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_meeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_minute (
    id bigint NOT NULL,
    body jsonb NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    discussion_id bigint NOT NULL
);
ALTER TABLE public.meetings_minute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_minute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_passage (
    id bigint NOT NULL,
    version integer NOT NULL,
    written_at timestamp with time zone,
    part character varying(20) NOT NULL,
    text text NOT NULL,
    discussion_id bigint NOT NULL,
    written_by_id bigint,
    CONSTRAINT meetings_passage_version_check CHECK ((version >= 0)),
    CONSTRAINT passage_part_is_known CHECK (((part)::text = ANY (ARRAY[('last_time'::character varying)::text, ('whats_new'::character varying)::text, ('family_context'::character varying)::text, ('child_experience'::character varying)::text, ('seen'::character varying)::text, ('risk'::character varying)::text, ('safety'::character varying)::text, ('complicating'::character varying)::text, ('situation'::character varying)::text, ('current_risk'::character varying)::text, ('rejected'::character varying)::text, ('disagreement'::character varying)::text, ('gaps'::character varying)::text])))
);
ALTER TABLE public.meetings_passage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_passage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_plannedconversation (
    id bigint NOT NULL,
    version integer NOT NULL,
    written_at timestamp with time zone,
    with_others character varying(200) NOT NULL,
    purpose text NOT NULL,
    questions text NOT NULL,
    if_yes text NOT NULL,
    if_no text NOT NULL,
    by_when date,
    state character varying(8) NOT NULL,
    what_happened text NOT NULL,
    effect text NOT NULL,
    ended_at timestamp with time zone,
    planned_at timestamp with time zone NOT NULL,
    discussion_id bigint NOT NULL,
    family_id bigint NOT NULL,
    lead_id bigint,
    planned_by_id bigint NOT NULL,
    reflect_id bigint,
    tests_id bigint,
    written_by_id bigint,
    CONSTRAINT an_ended_conversation_says_when CHECK ((((ended_at IS NULL) AND ((state)::text = 'planned'::text)) OR ((NOT ((state)::text = 'planned'::text)) AND (ended_at IS NOT NULL)))),
    CONSTRAINT meetings_plannedconversation_version_check CHECK ((version >= 0)),
    CONSTRAINT plannedconversation_state_is_known CHECK (((state)::text = ANY (ARRAY[('planned'::character varying)::text, ('happened'::character varying)::text, ('missed'::character varying)::text])))
);
ALTER TABLE public.meetings_plannedconversation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_plannedconversation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_plannedconversation_people (
    id bigint NOT NULL,
    plannedconversation_id bigint CONSTRAINT meetings_plannedconversation_pe_plannedconversation_id_not_null NOT NULL,
    person_id bigint NOT NULL
);
ALTER TABLE public.meetings_plannedconversation_people ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_plannedconversation_people_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_reopening (
    id bigint NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    closed_because character varying(500) NOT NULL,
    reopened_at timestamp with time zone NOT NULL,
    because character varying(500) NOT NULL,
    closed_by_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    reopened_by_id bigint NOT NULL,
    CONSTRAINT a_reopening_says_why CHECK ((NOT ((because)::text = ''::text))),
    CONSTRAINT opened_again_after_closing CHECK ((reopened_at >= closed_at))
);
ALTER TABLE public.meetings_reopening ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_reopening_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_revision (
    id bigint NOT NULL,
    box character varying(40) NOT NULL,
    object_id bigint NOT NULL,
    text text,
    written_at timestamp with time zone,
    written_by_id bigint,
    changes jsonb,
    keys character varying(100) NOT NULL,
    over jsonb,
    version integer,
    CONSTRAINT a_revision_says_what_changed CHECK ((((changes IS NULL) AND (text IS NOT NULL)) OR ((changes IS NOT NULL) AND (text IS NULL) AND (version IS NOT NULL)))),
    CONSTRAINT meetings_revision_version_check CHECK ((version >= 0))
);
ALTER TABLE public.meetings_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_step (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    note text NOT NULL,
    due_before date,
    due_after date,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    conversation_id bigint,
    discussion_id bigint,
    task_id bigint,
    agency_before character varying(120) NOT NULL,
    owner_before_id bigint,
    undoes_id bigint,
    CONSTRAINT a_step_of_one_thing CHECK ((((conversation_id IS NULL) AND (task_id IS NOT NULL)) OR ((conversation_id IS NOT NULL) AND (task_id IS NULL)))),
    CONSTRAINT step_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('done'::character varying)::text, ('carried'::character varying)::text, ('dropped'::character varying)::text, ('missed'::character varying)::text, ('reopened'::character varying)::text, ('given'::character varying)::text, ('reworded'::character varying)::text, ('mistaken'::character varying)::text, ('taken back'::character varying)::text])))
);
ALTER TABLE public.meetings_step ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_task (
    id bigint NOT NULL,
    what character varying(500) NOT NULL,
    agency character varying(120) NOT NULL,
    due_on date,
    state character varying(8) NOT NULL,
    ended_at timestamp with time zone,
    outcome character varying(500) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    discussion_id bigint,
    family_id bigint NOT NULL,
    given_by_id bigint NOT NULL,
    owner_id bigint,
    CONSTRAINT a_task_has_one_owner CHECK (((((agency)::text = ''::text) AND (owner_id IS NOT NULL)) OR ((owner_id IS NULL) AND (NOT ((agency)::text = ''::text))))),
    CONSTRAINT a_task_says_what CHECK ((NOT ((what)::text = ''::text))),
    CONSTRAINT an_ended_task_says_when CHECK ((((ended_at IS NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (ended_at IS NOT NULL)))),
    CONSTRAINT task_state_is_known CHECK (((state)::text = ANY (ARRAY[('open'::character varying)::text, ('done'::character varying)::text, ('dropped'::character varying)::text, ('mistaken'::character varying)::text])))
);
ALTER TABLE public.meetings_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_undoable (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    "row" bigint NOT NULL,
    before jsonb,
    after jsonb,
    words character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    by_id bigint NOT NULL,
    discussion_id bigint,
    family_id bigint,
    meeting_id bigint NOT NULL,
    undone_by_id bigint,
    CONSTRAINT something_was_there_before_or_after CHECK (((before IS NOT NULL) OR (after IS NOT NULL))),
    CONSTRAINT undoable_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('hypothesis'::character varying)::text, ('conversation'::character varying)::text, ('decision'::character varying)::text, ('guest'::character varying)::text, ('added'::character varying)::text, ('order'::character varying)::text, ('line'::character varying)::text, ('time'::character varying)::text]))),
    CONSTRAINT undone_by_somebody CHECK ((((undone_at IS NULL) AND (undone_by_id IS NULL)) OR ((undone_at IS NOT NULL) AND (undone_by_id IS NOT NULL)))),
    CONSTRAINT what_is_of_a_discussion_is_of_its_family CHECK (((discussion_id IS NULL) OR (family_id IS NOT NULL)))
);
ALTER TABLE public.meetings_undoable ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_undoable_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_withdrawnminute (
    id bigint NOT NULL,
    body jsonb NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    discussion_id bigint NOT NULL,
    reopening_id bigint NOT NULL
);
ALTER TABLE public.meetings_withdrawnminute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_withdrawnminute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_digest (
    id bigint NOT NULL,
    day date NOT NULL,
    up_to timestamp with time zone NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.notices_digest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_digest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_mailchoice (
    user_id bigint NOT NULL,
    choice character varying(8) NOT NULL,
    CONSTRAINT mailchoice_choice_is_known CHECK (((choice)::text = ANY (ARRAY[('usual'::character varying)::text, ('at_once'::character varying)::text, ('daily'::character varying)::text, ('never'::character varying)::text])))
);
CREATE TABLE public.notices_notice (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    to_ids bigint[] NOT NULL,
    at timestamp with time zone NOT NULL,
    object_type character varying(60) NOT NULL,
    object_id bigint,
    due date,
    actor_id bigint,
    family_id bigint,
    unit_id bigint,
    CONSTRAINT notice_has_a_kind CHECK ((NOT ((kind)::text = ''::text))),
    CONSTRAINT notice_is_for_somebody CHECK (((unit_id IS NOT NULL) OR (
CASE
    WHEN (to_ids IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(to_ids, 1), 0)
END > 0))),
    CONSTRAINT notice_points_to_a_whole_thing CHECK ((((object_id IS NULL) AND ((object_type)::text = ''::text)) OR ((NOT ((object_type)::text = ''::text)) AND (object_id IS NOT NULL))))
);
ALTER TABLE public.notices_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_seen (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    notice_id bigint NOT NULL,
    user_id bigint NOT NULL,
    is_kept boolean NOT NULL
);
ALTER TABLE public.notices_seen ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_seen_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.obligations_localrule (
    id bigint NOT NULL,
    rule character varying(20) NOT NULL,
    period character varying(40) NOT NULL,
    source character varying(200) NOT NULL,
    in_force_from date NOT NULL,
    in_force_until date,
    set_at timestamp with time zone NOT NULL,
    set_by_id bigint NOT NULL,
    CONSTRAINT a_local_rule_ends_after_it_began CHECK (((in_force_until IS NULL) OR (in_force_until >= in_force_from))),
    CONSTRAINT a_local_rule_says_where_it_is_written CHECK ((NOT ((source)::text = ''::text)))
);
ALTER TABLE public.obligations_localrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.obligations_localrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.obligations_localruleevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    rule character varying(20) NOT NULL,
    period character varying(40) NOT NULL,
    source character varying(200) NOT NULL,
    in_force_from date NOT NULL,
    in_force_until date,
    set_at timestamp with time zone NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    set_by_id bigint NOT NULL
);
ALTER TABLE public.obligations_localruleevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.obligations_localruleevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.obligations_obligation (
    id bigint NOT NULL,
    rule character varying(20) NOT NULL,
    name character varying(200) NOT NULL,
    state character varying(12) NOT NULL,
    is_open boolean NOT NULL,
    expires boolean NOT NULL,
    arose date NOT NULL,
    because character varying(100) NOT NULL,
    because_on date NOT NULL,
    due date,
    due_time time without time zone,
    falls_due date,
    met_on date,
    met_by character varying(100) NOT NULL,
    ended_on date,
    late_by integer,
    varied_by character varying(200) NOT NULL,
    varied_because character varying(500) NOT NULL,
    involvement_id bigint NOT NULL,
    person_id bigint
);
ALTER TABLE public.obligations_obligation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.obligations_obligation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.obligations_variation (
    id bigint NOT NULL,
    rule character varying(20) NOT NULL,
    "on" date NOT NULL,
    until date NOT NULL,
    by character varying(200) NOT NULL,
    reason character varying(500) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    involvement_id bigint NOT NULL,
    person_id bigint,
    recorded_by_id bigint NOT NULL,
    withdrawn_by_id bigint,
    CONSTRAINT a_variation_says_who_and_why CHECK (((NOT ((reason)::text = ''::text)) AND (NOT ((by)::text = ''::text)))),
    CONSTRAINT withdrawing_a_variation_is_whole CHECK ((((withdrawn_at IS NULL) AND (withdrawn_by_id IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL))))
);
ALTER TABLE public.obligations_variation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.obligations_variation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.obligations_variationevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    rule character varying(20) NOT NULL,
    "on" date NOT NULL,
    until date NOT NULL,
    by character varying(200) NOT NULL,
    reason character varying(500) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    involvement_id bigint NOT NULL,
    person_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    withdrawn_by_id bigint
);
ALTER TABLE public.obligations_variationevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.obligations_variationevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_address (
    id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    family_id bigint,
    noted_at timestamp with time zone NOT NULL,
    is_mistaken boolean NOT NULL,
    kind character varying(12) NOT NULL,
    lines character varying(300) NOT NULL,
    postcode character varying(8) NOT NULL,
    is_confidential boolean NOT NULL,
    note character varying(200) NOT NULL,
    noted_by_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT address_begun_is_a_date CHECK ((((begun)::text = ''::text) OR ((begun)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT address_ended_is_a_date CHECK ((((ended)::text = ''::text) OR ((ended)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT address_ends_after_its_start CHECK ((((begun)::text = ''::text) OR ((ended)::text = ''::text) OR ("left"((ended)::text, LEAST(length((begun)::text), length((ended)::text))) >= "left"((begun)::text, LEAST(length((begun)::text), length((ended)::text)))))),
    CONSTRAINT address_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('home'::character varying)::text, ('staying'::character varying)::text, ('temporary'::character varying)::text, ('refuge'::character varying)::text, ('placement'::character varying)::text, ('school'::character varying)::text, ('hospital'::character varying)::text, ('prison'::character varying)::text, ('none'::character varying)::text, ('other'::character varying)::text]))),
    CONSTRAINT an_address_says_where CHECK ((((kind)::text = 'none'::text) OR (NOT (((lines)::text = ''::text) AND ((postcode)::text = ''::text))))),
    CONSTRAINT postcode_has_its_form CHECK ((((postcode)::text = ''::text) OR ((postcode)::text ~ '^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$'::text)))
);
ALTER TABLE public.people_address ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_address_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_addressevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    family_id bigint,
    noted_at timestamp with time zone NOT NULL,
    is_mistaken boolean NOT NULL,
    kind character varying(12) NOT NULL,
    lines character varying(300) NOT NULL,
    postcode character varying(8) NOT NULL,
    is_confidential boolean NOT NULL,
    note character varying(200) NOT NULL,
    noted_by_id bigint,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.people_addressevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_addressevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_contact (
    id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    family_id bigint,
    noted_at timestamp with time zone NOT NULL,
    is_mistaken boolean NOT NULL,
    kind character varying(10) NOT NULL,
    value character varying(200) NOT NULL,
    whose character varying(120) NOT NULL,
    safe character varying(8) NOT NULL,
    how character varying(300) NOT NULL,
    noted_by_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT a_contact_says_where CHECK ((NOT ((value)::text = ''::text))),
    CONSTRAINT contact_begun_is_a_date CHECK ((((begun)::text = ''::text) OR ((begun)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT contact_ended_is_a_date CHECK ((((ended)::text = ''::text) OR ((ended)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT contact_ends_after_its_start CHECK ((((begun)::text = ''::text) OR ((ended)::text = ''::text) OR ("left"((ended)::text, LEAST(length((begun)::text), length((ended)::text))) >= "left"((begun)::text, LEAST(length((begun)::text), length((ended)::text)))))),
    CONSTRAINT contact_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('mobile'::character varying)::text, ('landline'::character varying)::text, ('email'::character varying)::text, ('through'::character varying)::text, ('other'::character varying)::text]))),
    CONSTRAINT contact_safe_is_known CHECK (((safe)::text = ANY (ARRAY[('yes'::character varying)::text, ('care'::character varying)::text, ('no'::character varying)::text, ('unknown'::character varying)::text]))),
    CONSTRAINT with_care_says_how CHECK ((NOT (((how)::text = ''::text) AND ((safe)::text = 'care'::text))))
);
ALTER TABLE public.people_contact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_contactevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    family_id bigint,
    noted_at timestamp with time zone NOT NULL,
    is_mistaken boolean NOT NULL,
    kind character varying(10) NOT NULL,
    value character varying(200) NOT NULL,
    whose character varying(120) NOT NULL,
    safe character varying(8) NOT NULL,
    how character varying(300) NOT NULL,
    noted_by_id bigint,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.people_contactevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_contactevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_identifier (
    id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    family_id bigint,
    noted_at timestamp with time zone NOT NULL,
    is_mistaken boolean NOT NULL,
    kind character varying(12) NOT NULL,
    value character varying(40) NOT NULL,
    noted_by_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT a_number_is_not_empty CHECK ((NOT ((value)::text = ''::text))),
    CONSTRAINT identifier_begun_is_a_date CHECK ((((begun)::text = ''::text) OR ((begun)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT identifier_ended_is_a_date CHECK ((((ended)::text = ''::text) OR ((ended)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT identifier_ends_after_its_start CHECK ((((begun)::text = ''::text) OR ((ended)::text = ''::text) OR ("left"((ended)::text, LEAST(length((begun)::text), length((ended)::text))) >= "left"((begun)::text, LEAST(length((begun)::text), length((ended)::text)))))),
    CONSTRAINT identifier_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('nhs'::character varying)::text, ('upn'::character varying)::text, ('home_office'::character varying)::text, ('other'::character varying)::text]))),
    CONSTRAINT nhs_number_has_ten_digits CHECK (((NOT ((kind)::text = 'nhs'::text)) OR ((value)::text ~ '^\d{10}$'::text))),
    CONSTRAINT upn_has_its_form CHECK (((NOT ((kind)::text = 'upn'::text)) OR ((value)::text ~ '^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$'::text)))
);
ALTER TABLE public.people_identifier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_identifier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_identifierevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    family_id bigint,
    noted_at timestamp with time zone NOT NULL,
    is_mistaken boolean NOT NULL,
    kind character varying(12) NOT NULL,
    value character varying(40) NOT NULL,
    noted_by_id bigint,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.people_identifierevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_identifierevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_othername (
    id bigint NOT NULL,
    given_name character varying(120) NOT NULL,
    family_name character varying(120) NOT NULL,
    kind character varying(60) NOT NULL,
    person_id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    family_id bigint,
    is_mistaken boolean NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    noted_by_id bigint,
    source character varying(200) NOT NULL,
    CONSTRAINT another_name_is_not_empty CHECK ((NOT (((family_name)::text = ''::text) AND ((given_name)::text = ''::text)))),
    CONSTRAINT othername_begun_is_a_date CHECK ((((begun)::text = ''::text) OR ((begun)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT othername_ended_is_a_date CHECK ((((ended)::text = ''::text) OR ((ended)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT othername_ends_after_its_start CHECK ((((begun)::text = ''::text) OR ((ended)::text = ''::text) OR ("left"((ended)::text, LEAST(length((begun)::text), length((ended)::text))) >= "left"((begun)::text, LEAST(length((begun)::text), length((ended)::text))))))
);
ALTER TABLE public.people_othername ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_othername_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_othernameevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    given_name character varying(120) NOT NULL,
    family_name character varying(120) NOT NULL,
    kind character varying(60) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    person_id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    family_id bigint,
    is_mistaken boolean NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    noted_by_id bigint,
    source character varying(200) NOT NULL
);
ALTER TABLE public.people_othernameevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_othernameevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_particular (
    id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    family_id bigint,
    noted_at timestamp with time zone NOT NULL,
    is_mistaken boolean NOT NULL,
    what character varying(12) NOT NULL,
    code character varying(20) NOT NULL,
    words character varying(300) NOT NULL,
    needs_interpreter boolean NOT NULL,
    noted_by_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT a_particular_says_something CHECK ((NOT (((code)::text = ''::text) AND ((words)::text = ''::text)))),
    CONSTRAINT an_interpreter_is_for_a_language CHECK (((NOT needs_interpreter) OR ((what)::text = 'language'::text))),
    CONSTRAINT particular_begun_is_a_date CHECK ((((begun)::text = ''::text) OR ((begun)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT particular_ended_is_a_date CHECK ((((ended)::text = ''::text) OR ((ended)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT particular_ends_after_its_start CHECK ((((begun)::text = ''::text) OR ((ended)::text = ''::text) OR ("left"((ended)::text, LEAST(length((begun)::text), length((ended)::text))) >= "left"((begun)::text, LEAST(length((begun)::text), length((ended)::text)))))),
    CONSTRAINT particular_what_is_known CHECK (((what)::text = ANY (ARRAY[('born'::character varying)::text, ('gender'::character varying)::text, ('pronouns'::character varying)::text, ('ethnicity'::character varying)::text, ('language'::character varying)::text, ('religion'::character varying)::text, ('disability'::character varying)::text, ('immigration'::character varying)::text, ('recourse'::character varying)::text]))),
    CONSTRAINT what_is_coded_has_its_code CHECK (((NOT ((what)::text = ANY (ARRAY[('born'::character varying)::text, ('disability'::character varying)::text, ('ethnicity'::character varying)::text, ('immigration'::character varying)::text, ('recourse'::character varying)::text]))) OR (NOT ((code)::text = ''::text))))
);
ALTER TABLE public.people_particular ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_particular_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_particularevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    family_id bigint,
    noted_at timestamp with time zone NOT NULL,
    is_mistaken boolean NOT NULL,
    what character varying(12) NOT NULL,
    code character varying(20) NOT NULL,
    words character varying(300) NOT NULL,
    needs_interpreter boolean NOT NULL,
    noted_by_id bigint,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.people_particularevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_particularevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_person (
    id bigint NOT NULL,
    given_name character varying(120) NOT NULL,
    family_name character varying(120) NOT NULL,
    born_on date,
    born_kind character varying(10) NOT NULL,
    sex character varying(8) NOT NULL,
    is_deceased boolean NOT NULL,
    died_on date,
    born_source character varying(200) NOT NULL,
    died_kind character varying(10) NOT NULL,
    died_source character varying(200) NOT NULL,
    due_month_only boolean NOT NULL,
    CONSTRAINT a_date_of_death_means_deceased CHECK (((died_on IS NULL) OR is_deceased)),
    CONSTRAINT death_not_before_birth CHECK (((died_on IS NULL) OR (born_on IS NULL) OR (died_on >= born_on) OR (((born_kind)::text = ANY (ARRAY[('year'::character varying)::text, ('estimated'::character varying)::text])) AND (EXTRACT(year FROM died_on) >= EXTRACT(year FROM born_on))))),
    CONSTRAINT expected_birth_has_a_date CHECK (((NOT ((born_kind)::text = 'expected'::text)) OR (born_on IS NOT NULL))),
    CONSTRAINT only_an_expected_birth_is_due_in_a_month CHECK (((NOT due_month_only) OR (((born_kind)::text = 'expected'::text) AND (EXTRACT(day FROM born_on) = (1)::numeric)))),
    CONSTRAINT person_born_kind_is_known CHECK (((born_kind)::text = ANY (ARRAY[('exact'::character varying)::text, ('month'::character varying)::text, ('year'::character varying)::text, ('estimated'::character varying)::text, ('expected'::character varying)::text]))),
    CONSTRAINT person_died_kind_is_known CHECK (((died_kind)::text = ANY (ARRAY[('exact'::character varying)::text, ('month'::character varying)::text, ('year'::character varying)::text, ('estimated'::character varying)::text]))),
    CONSTRAINT person_sex_is_known CHECK (((sex)::text = ANY (ARRAY[('female'::character varying)::text, ('male'::character varying)::text, ('unknown'::character varying)::text])))
);
ALTER TABLE public.people_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_personevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    given_name character varying(120) NOT NULL,
    family_name character varying(120) NOT NULL,
    born_on date,
    born_kind character varying(10) NOT NULL,
    sex character varying(8) NOT NULL,
    is_deceased boolean NOT NULL,
    died_on date,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    born_source character varying(200) NOT NULL,
    died_kind character varying(10) NOT NULL,
    died_source character varying(200) NOT NULL,
    due_month_only boolean NOT NULL
);
ALTER TABLE public.people_personevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_personevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_safetywarning (
    id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    family_id bigint,
    noted_at timestamp with time zone NOT NULL,
    is_mistaken boolean NOT NULL,
    kind character varying(12) NOT NULL,
    words character varying(500) NOT NULL,
    review_on date NOT NULL,
    noted_by_id bigint,
    person_id bigint NOT NULL,
    CONSTRAINT a_warning_says_why CHECK ((NOT ((words)::text = ''::text))),
    CONSTRAINT safetywarning_begun_is_a_date CHECK ((((begun)::text = ''::text) OR ((begun)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT safetywarning_ended_is_a_date CHECK ((((ended)::text = ''::text) OR ((ended)::text ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'::text))),
    CONSTRAINT safetywarning_ends_after_its_start CHECK ((((begun)::text = ''::text) OR ((ended)::text = ''::text) OR ("left"((ended)::text, LEAST(length((begun)::text), length((ended)::text))) >= "left"((begun)::text, LEAST(length((begun)::text), length((ended)::text)))))),
    CONSTRAINT safetywarning_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('aggression'::character varying)::text, ('threats'::character varying)::text, ('weapons'::character varying)::text, ('dogs'::character varying)::text, ('two'::character varying)::text, ('not_home'::character varying)::text, ('watched'::character varying)::text, ('infection'::character varying)::text, ('premises'::character varying)::text, ('other'::character varying)::text])))
);
ALTER TABLE public.people_safetywarning ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_safetywarning_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_safetywarningevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    begun character varying(10) NOT NULL,
    ended character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    family_id bigint,
    noted_at timestamp with time zone NOT NULL,
    is_mistaken boolean NOT NULL,
    kind character varying(12) NOT NULL,
    words character varying(500) NOT NULL,
    review_on date NOT NULL,
    noted_by_id bigint,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.people_safetywarningevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_safetywarningevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_term (
    person_id bigint NOT NULL,
    term text NOT NULL COLLATE pg_catalog."C",
    family_id bigint NOT NULL
);
CREATE TABLE public.people_word (
    word text NOT NULL COLLATE pg_catalog."C",
    sounds text[] NOT NULL,
    near integer[] NOT NULL
);
CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);
CREATE TABLE public.practice_discussionrating (
    id bigint NOT NULL,
    rater character varying(8) NOT NULL,
    features smallint[] NOT NULL,
    version character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    discussion_id bigint NOT NULL,
    CONSTRAINT discussionrating_rater_is_known CHECK (((rater)::text = ANY (ARRAY[('unit'::character varying)::text, ('observer'::character varying)::text]))),
    CONSTRAINT features_are_one_to_eight CHECK ((features <@ ARRAY[(1)::smallint, (2)::smallint, (3)::smallint, (4)::smallint, (5)::smallint, (6)::smallint, (7)::smallint, (8)::smallint]))
);
ALTER TABLE public.practice_discussionrating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.practice_discussionrating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_entry (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    happened_on date NOT NULL,
    happened_at time without time zone,
    place character varying(120) NOT NULL,
    present character varying(300) NOT NULL,
    text text NOT NULL,
    said_by character varying(200) NOT NULL,
    not_seen_because character varying(300) NOT NULL,
    is_significant boolean NOT NULL,
    is_limited boolean NOT NULL,
    why_limited character varying(300) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    family_id bigint NOT NULL,
    CONSTRAINT a_limited_entry_says_why CHECK (((NOT is_limited) OR (NOT ((why_limited)::text = ''::text)))),
    CONSTRAINT an_entry_says_something CHECK ((NOT (text = ''::text))),
    CONSTRAINT entry_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('visit'::character varying)::text, ('elsewhere'::character varying)::text, ('telephone'::character varying)::text, ('message'::character varying)::text, ('meeting'::character varying)::text, ('failed'::character varying)::text, ('cancelled'::character varying)::text, ('note'::character varying)::text])))
);
ALTER TABLE public.record_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_entryamendment (
    id bigint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    happened_at time without time zone,
    CONSTRAINT an_entry_amendment_says_something CHECK ((NOT (text = ''::text)))
);
ALTER TABLE public.record_entryamendment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_entryamendment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_entryevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    happened_on date NOT NULL,
    happened_at time without time zone,
    place character varying(120) NOT NULL,
    present character varying(300) NOT NULL,
    text text NOT NULL,
    said_by character varying(200) NOT NULL,
    not_seen_because character varying(300) NOT NULL,
    is_significant boolean NOT NULL,
    is_limited boolean NOT NULL,
    why_limited character varying(300) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    family_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.record_entryevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_entryevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_hiddenfrom (
    id bigint NOT NULL,
    entry_id bigint NOT NULL,
    person_id bigint NOT NULL
);
ALTER TABLE public.record_hiddenfrom ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_hiddenfrom_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_hiddenfromevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    entry_id bigint NOT NULL,
    person_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.record_hiddenfromevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_hiddenfromevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_reader (
    id bigint NOT NULL,
    entry_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.record_reader ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_reader_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_readerevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    entry_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.record_readerevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_readerevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_seen (
    id bigint NOT NULL,
    alone boolean NOT NULL,
    entry_id bigint NOT NULL,
    person_id bigint NOT NULL
);
ALTER TABLE public.record_seen ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_seen_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_share (
    id bigint NOT NULL,
    words character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    until date NOT NULL,
    ended_at timestamp with time zone,
    by_id bigint NOT NULL,
    ended_by_id bigint,
    family_id bigint NOT NULL,
    user_id bigint NOT NULL,
    ended_because character varying(500) NOT NULL,
    CONSTRAINT a_share_says_what_for CHECK ((NOT ((words)::text = ''::text))),
    CONSTRAINT ending_a_share_is_whole CHECK ((((ended_at IS NULL) AND ((ended_because)::text = ''::text) AND (ended_by_id IS NULL)) OR ((ended_at IS NOT NULL) AND (ended_by_id IS NOT NULL) AND (NOT ((ended_because)::text = ''::text)))))
);
ALTER TABLE public.record_share ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_share_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_sharedentry (
    id bigint NOT NULL,
    entry_id bigint NOT NULL,
    share_id bigint NOT NULL
);
ALTER TABLE public.record_sharedentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_sharedentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_sharedentryevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    entry_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    share_id bigint NOT NULL
);
ALTER TABLE public.record_sharedentryevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_sharedentryevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.record_shareevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    words character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    until date NOT NULL,
    ended_at timestamp with time zone,
    by_id bigint NOT NULL,
    ended_by_id bigint,
    family_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    user_id bigint NOT NULL,
    ended_because character varying(500) NOT NULL
);
ALTER TABLE public.record_shareevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.record_shareevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);
ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);
ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.transfers_pack (
    id bigint NOT NULL,
    html text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint NOT NULL,
    transfer_id bigint NOT NULL
);
ALTER TABLE public.transfers_pack ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transfers_pack_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.transfers_step (
    id bigint NOT NULL,
    what character varying(14) NOT NULL,
    state character varying(12) NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    words text NOT NULL,
    by_id bigint,
    transfer_id bigint NOT NULL,
    CONSTRAINT step_state_is_known CHECK (((state)::text = ANY (ARRAY[('offered'::character varying)::text, ('returned'::character varying)::text, ('accepted'::character varying)::text, ('introduced'::character varying)::text, ('done'::character varying)::text, ('ended'::character varying)::text]))),
    CONSTRAINT step_what_is_known CHECK (((what)::text = ANY (ARRAY[('offered'::character varying)::text, ('offered_again'::character varying)::text, ('returned'::character varying)::text, ('accepted'::character varying)::text, ('raised'::character varying)::text, ('decided'::character varying)::text, ('introduced'::character varying)::text, ('done'::character varying)::text, ('withdrawn'::character varying)::text, ('ended'::character varying)::text, ('put_back'::character varying)::text])))
);
ALTER TABLE public.transfers_step ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transfers_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.transfers_transfer (
    id bigint NOT NULL,
    why text NOT NULL,
    wanted_from date NOT NULL,
    state character varying(12) NOT NULL,
    since date NOT NULL,
    offered_on date NOT NULL,
    times_returned smallint NOT NULL,
    raised_on date,
    raised_because character varying(200) NOT NULL,
    introduced_on date,
    introduced_by_whom character varying(300) NOT NULL,
    introduced_told text NOT NULL,
    done_on date,
    from_unit_id bigint NOT NULL,
    involvement_id bigint NOT NULL,
    to_unit_id bigint NOT NULL,
    CONSTRAINT a_transfer_is_between_two_units CHECK ((NOT (from_unit_id = to_unit_id))),
    CONSTRAINT a_transfer_is_done_on_a_day CHECK ((((done_on IS NOT NULL) AND ((state)::text = 'done'::text)) OR ((NOT ((state)::text = 'done'::text)) AND (done_on IS NULL)))),
    CONSTRAINT a_transfer_says_why CHECK ((NOT (why = ''::text))),
    CONSTRAINT an_introduction_says_what_was_told CHECK (((((introduced_by_whom)::text = ''::text) AND (introduced_on IS NULL) AND (introduced_told = ''::text)) OR ((introduced_on IS NOT NULL) AND (NOT (introduced_told = ''::text))))),
    CONSTRAINT transfer_state_is_known CHECK (((state)::text = ANY (ARRAY[('offered'::character varying)::text, ('returned'::character varying)::text, ('accepted'::character varying)::text, ('introduced'::character varying)::text, ('done'::character varying)::text, ('ended'::character varying)::text]))),
    CONSTRAINT transfers_transfer_times_returned_check CHECK ((times_returned >= 0)),
    CONSTRAINT what_goes_up_says_why CHECK (((((raised_because)::text = ''::text) AND (raised_on IS NULL)) OR ((raised_on IS NOT NULL) AND (NOT ((raised_because)::text = ''::text)))))
);
ALTER TABLE public.transfers_transfer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transfers_transfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.transfers_transferevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    why text NOT NULL,
    wanted_from date NOT NULL,
    state character varying(12) NOT NULL,
    since date NOT NULL,
    offered_on date NOT NULL,
    times_returned smallint NOT NULL,
    raised_on date,
    raised_because character varying(200) NOT NULL,
    introduced_on date,
    introduced_by_whom character varying(300) NOT NULL,
    introduced_told text NOT NULL,
    done_on date,
    from_unit_id bigint NOT NULL,
    involvement_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    to_unit_id bigint NOT NULL,
    CONSTRAINT transfers_transferevent_times_returned_check CHECK ((times_returned >= 0))
);
ALTER TABLE public.transfers_transferevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transfers_transferevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_absence (
    id bigint NOT NULL,
    during daterange NOT NULL,
    arranged_by_id bigint NOT NULL,
    covered_by_id bigint,
    unit_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT an_absence_ends_by_itself CHECK (((upper(during) IS NOT NULL) AND (NOT isempty(during)) AND (lower(during) IS NOT NULL))),
    CONSTRAINT nobody_covers_for_themselves CHECK (((covered_by_id IS NULL) OR (NOT ((covered_by_id = user_id) AND (covered_by_id IS NOT NULL)))))
);
ALTER TABLE public.units_absence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_absenceevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    during daterange NOT NULL,
    arranged_by_id bigint NOT NULL,
    covered_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.units_absenceevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_absenceevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_deputy (
    id bigint NOT NULL,
    during daterange NOT NULL,
    named_by_id bigint NOT NULL,
    user_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT deputy_for_some_days CHECK ((NOT isempty(during)))
);
ALTER TABLE public.units_deputy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_deputy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_deputyevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    during daterange NOT NULL,
    named_by_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    user_id bigint NOT NULL,
    unit_id bigint NOT NULL
);
ALTER TABLE public.units_deputyevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_deputyevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_dutyturn (
    id bigint NOT NULL,
    during daterange NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT duty_for_some_days CHECK (((upper(during) IS NOT NULL) AND (NOT isempty(during)) AND (lower(during) IS NOT NULL)))
);
ALTER TABLE public.units_dutyturn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_dutyturn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_dutyturnevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    during daterange NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL
);
ALTER TABLE public.units_dutyturnevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_dutyturnevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_post (
    id bigint NOT NULL,
    role character varying(12) NOT NULL,
    fte numeric(3,2) NOT NULL,
    unit_id bigint NOT NULL,
    ended_on date,
    counts boolean NOT NULL,
    title character varying(60) NOT NULL,
    CONSTRAINT post_fte_between_0_and_1 CHECK (((fte >= (0)::numeric) AND (fte <= (1)::numeric))),
    CONSTRAINT post_role_is_known CHECK (((role)::text = ANY (ARRAY[('csw'::character varying)::text, ('sw'::character varying)::text, ('cp'::character varying)::text, ('clinician'::character varying)::text, ('uc'::character varying)::text, ('gm'::character varying)::text, ('hos'::character varying)::text, ('chair'::character varying)::text, ('frontdoor'::character varying)::text, ('edt'::character varying)::text, ('qa'::character varying)::text, ('analyst'::character varying)::text, ('evaluator'::character varying)::text, ('partner'::character varying)::text, ('sysadmin'::character varying)::text])))
);
ALTER TABLE public.units_post ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_postevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    role character varying(12) NOT NULL,
    fte numeric(3,2) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    ended_on date,
    counts boolean NOT NULL,
    title character varying(60) NOT NULL
);
ALTER TABLE public.units_postevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_postevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_postholding (
    id bigint NOT NULL,
    during daterange NOT NULL,
    post_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT holding_has_a_beginning CHECK (((NOT isempty(during)) AND (lower(during) IS NOT NULL)))
);
ALTER TABLE public.units_postholding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_postholding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_postholdingevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    during daterange NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    post_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.units_postholdingevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_postholdingevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_unit (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    function character varying(20) NOT NULL,
    area character varying(80) NOT NULL,
    template character varying(20) NOT NULL,
    meeting_minutes smallint NOT NULL,
    planned_families_low smallint,
    planned_families_high smallint,
    is_active boolean NOT NULL,
    buddy_id bigint,
    meeting_at time without time zone,
    holds character varying(10) NOT NULL,
    meeting_days smallint[] NOT NULL,
    planned_children smallint,
    began_on date,
    ended_on date,
    CONSTRAINT unit_holds_is_known CHECK (((holds)::text = ANY (ARRAY[('joint'::character varying)::text, ('individual'::character varying)::text]))),
    CONSTRAINT unit_is_not_its_own_buddy CHECK (((NOT ((buddy_id = id) AND (buddy_id IS NOT NULL))) OR (buddy_id IS NULL))),
    CONSTRAINT unit_is_there_for_a_day CHECK ((ended_on > began_on)),
    CONSTRAINT unit_meets_on_weekdays CHECK (((meeting_days <@ ARRAY[(0)::smallint, (1)::smallint, (2)::smallint, (3)::smallint, (4)::smallint]) AND ((
CASE
    WHEN (meeting_days IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(meeting_days, 1), 0)
END >= 1) AND (
CASE
    WHEN (meeting_days IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(meeting_days, 1), 0)
END <= 5)))),
    CONSTRAINT unit_plan_from_low_to_high CHECK ((((planned_families_high IS NULL) AND (planned_families_low IS NULL)) OR (planned_families_low <= planned_families_high))),
    CONSTRAINT unit_template_is_known CHECK (((template)::text = ANY (ARRAY[('systemic'::character varying)::text, ('swwff'::character varying)::text, ('kft'::character varying)::text, ('harrow_cin'::character varying)::text, ('harrow_assess'::character varying)::text, ('neighbourhood'::character varying)::text, ('borough_assess'::character varying)::text, ('conventional'::character varying)::text, ('banes'::character varying)::text, ('birmingham'::character varying)::text, ('derby_north'::character varying)::text, ('derby_south'::character varying)::text, ('tyneside'::character varying)::text, ('rochdale'::character varying)::text, ('sheffield'::character varying)::text, ('shropshire'::character varying)::text, ('pod'::character varying)::text, ('towerhamlets_fs'::character varying)::text, ('towerhamlets_ps'::character varying)::text, ('westminster'::character varying)::text, ('wirral_front'::character varying)::text, ('wirral_care'::character varying)::text, ('own'::character varying)::text]))),
    CONSTRAINT unit_that_is_gone_has_ended CHECK ((is_active OR (ended_on IS NOT NULL))),
    CONSTRAINT units_unit_meeting_minutes_check CHECK ((meeting_minutes >= 0)),
    CONSTRAINT units_unit_planned_children_check CHECK ((planned_children >= 0)),
    CONSTRAINT units_unit_planned_families_high_check CHECK ((planned_families_high >= 0)),
    CONSTRAINT units_unit_planned_families_low_check CHECK ((planned_families_low >= 0))
);
ALTER TABLE public.units_unit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_unit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.units_unitevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    function character varying(20) NOT NULL,
    area character varying(80) NOT NULL,
    template character varying(20) NOT NULL,
    meeting_minutes smallint NOT NULL,
    planned_families_low smallint,
    planned_families_high smallint,
    is_active boolean NOT NULL,
    buddy_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    meeting_at time without time zone,
    holds character varying(10) NOT NULL,
    meeting_days smallint[] NOT NULL,
    planned_children smallint,
    began_on date,
    ended_on date,
    CONSTRAINT units_unitevent_meeting_minutes_check CHECK ((meeting_minutes >= 0)),
    CONSTRAINT units_unitevent_planned_children_check CHECK ((planned_children >= 0)),
    CONSTRAINT units_unitevent_planned_families_high_check CHECK ((planned_families_high >= 0)),
    CONSTRAINT units_unitevent_planned_families_low_check CHECK ((planned_families_low >= 0))
);
ALTER TABLE public.units_unitevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.units_unitevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.meetings_reopening
    ADD CONSTRAINT a_closing_is_undone_once UNIQUE (meeting_id, closed_at);
ALTER TABLE ONLY public.units_deputy
    ADD CONSTRAINT a_deputy_is_named_once_at_a_time EXCLUDE USING gist (int8range(unit_id, unit_id, '[]'::text) WITH &&, int8range(user_id, user_id, '[]'::text) WITH &&, during WITH &&);
ALTER TABLE ONLY public.formal_meetings_made
    ADD CONSTRAINT a_fact_is_of_one_meeting UNIQUE (kind, fact_id);
ALTER TABLE ONLY public.meetings_agendaitem
    ADD CONSTRAINT a_family_is_once_on_an_agenda UNIQUE (meeting_id, family_id);
ALTER TABLE ONLY public.meetings_withdrawnminute
    ADD CONSTRAINT a_minute_is_withdrawn_once UNIQUE (discussion_id, reopening_id);
ALTER TABLE ONLY public.notices_seen
    ADD CONSTRAINT a_notice_is_seen_once UNIQUE (notice_id, user_id);
ALTER TABLE ONLY public.meetings_attendance
    ADD CONSTRAINT a_person_attends_once UNIQUE (meeting_id, user_id);
ALTER TABLE ONLY public.families_familymember
    ADD CONSTRAINT a_person_is_once_in_a_family UNIQUE (family_id, person_id);
ALTER TABLE ONLY public.record_reader
    ADD CONSTRAINT a_reader_is_named_once UNIQUE (entry_id, user_id);
ALTER TABLE ONLY public.units_dutyturn
    ADD CONSTRAINT a_unit_is_on_duty_once_at_a_time EXCLUDE USING gist (int8range(unit_id, unit_id, '[]'::text) WITH &&, during WITH &&);
ALTER TABLE ONLY public.access_auditevent
    ADD CONSTRAINT access_auditevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_auditlink
    ADD CONSTRAINT access_auditlink_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY public.access_auditlink
    ADD CONSTRAINT access_auditlink_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.access_auditeventfamilies
    ADD CONSTRAINT access_auditshown_pkey PRIMARY KEY (event_id);
ALTER TABLE ONLY public.access_authority
    ADD CONSTRAINT access_authority_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_gravechange
    ADD CONSTRAINT access_gravechange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_home
    ADD CONSTRAINT access_home_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_listed
    ADD CONSTRAINT access_listed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_listedevent
    ADD CONSTRAINT access_listedevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.access_accessgrant
    ADD CONSTRAINT access_opening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_restriction
    ADD CONSTRAINT access_restriction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_restrictionevent
    ADD CONSTRAINT access_restrictionevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_email_key UNIQUE (email);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_sharedentry
    ADD CONSTRAINT an_entry_is_shared_once UNIQUE (share_id, entry_id);
ALTER TABLE ONLY public.evaluation_studyevaluator
    ADD CONSTRAINT an_evaluator_is_named_once UNIQUE (study_id, user_id);
ALTER TABLE ONLY public.approvals_approval
    ADD CONSTRAINT approvals_approval_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.approvals_approvalevent
    ADD CONSTRAINT approvals_approvalevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.authority_setupkey
    ADD CONSTRAINT authority_setupkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);
ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.calendars_feed
    ADD CONSTRAINT calendars_feed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.calendars_feed
    ADD CONSTRAINT calendars_feed_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.cases_allocation
    ADD CONSTRAINT cases_allocation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_allocationevent
    ADD CONSTRAINT cases_allocationevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cases_familyrole
    ADD CONSTRAINT cases_familyrole_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_familyroleevent
    ADD CONSTRAINT cases_familyroleevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cases_involvement
    ADD CONSTRAINT cases_involvement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_involvementevent
    ADD CONSTRAINT cases_involvementevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cases_keydate
    ADD CONSTRAINT cases_keydate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_keydateevent
    ADD CONSTRAINT cases_keydateevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cases_merging
    ADD CONSTRAINT cases_merging_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_moved
    ADD CONSTRAINT cases_moved_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_statusdecision
    ADD CONSTRAINT cases_statusdecision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_statusdecisionevent
    ADD CONSTRAINT cases_statusdecisionevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT children_adoptiondecision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT children_adoptiondecision_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_adoptiondecisionevent
    ADD CONSTRAINT children_adoptiondecisionevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_adoptionmatch
    ADD CONSTRAINT children_adoptionmatch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_adoptionmatch
    ADD CONSTRAINT children_adoptionmatch_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_adoptionmatchevent
    ADD CONSTRAINT children_adoptionmatchevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT children_adviser_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT children_adviser_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_adviserevent
    ADD CONSTRAINT children_adviserevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_adviservisit
    ADD CONSTRAINT children_adviservisit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_adviservisit
    ADD CONSTRAINT children_adviservisit_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_adviservisitevent
    ADD CONSTRAINT children_adviservisitevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_application
    ADD CONSTRAINT children_application_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_application
    ADD CONSTRAINT children_application_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_applicationevent
    ADD CONSTRAINT children_applicationevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT children_assessment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT children_assessment_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_assessmentevent
    ADD CONSTRAINT children_assessmentevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT children_careperiod_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT children_careperiod_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_careperiodevent
    ADD CONSTRAINT children_careperiodevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_careplan
    ADD CONSTRAINT children_careplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_careplan
    ADD CONSTRAINT children_careplan_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_careplanevent
    ADD CONSTRAINT children_careplanevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_carereview
    ADD CONSTRAINT children_carereview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_carereview
    ADD CONSTRAINT children_carereview_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_carereviewevent
    ADD CONSTRAINT children_carereviewevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_conference
    ADD CONSTRAINT children_conference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_conference
    ADD CONSTRAINT children_conference_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_conferenceevent
    ADD CONSTRAINT children_conferenceevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_connectedapproval
    ADD CONSTRAINT children_connectedapproval_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_connectedapproval
    ADD CONSTRAINT children_connectedapproval_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_connectedapprovalevent
    ADD CONSTRAINT children_connectedapprovalevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_conviction
    ADD CONSTRAINT children_conviction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_conviction
    ADD CONSTRAINT children_conviction_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_convictionevent
    ADD CONSTRAINT children_convictionevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_coregroup
    ADD CONSTRAINT children_coregroup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_coregroup
    ADD CONSTRAINT children_coregroup_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_coregroupevent
    ADD CONSTRAINT children_coregroupevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_decisiontoapply
    ADD CONSTRAINT children_decisiontoapply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_decisiontoapply
    ADD CONSTRAINT children_decisiontoapply_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_decisiontoapplyevent
    ADD CONSTRAINT children_decisiontoapplyevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_difficultiesscore
    ADD CONSTRAINT children_difficultiesscore_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_difficultiesscore
    ADD CONSTRAINT children_difficultiesscore_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_difficultiesscoreevent
    ADD CONSTRAINT children_difficultiesscoreevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_disabilities
    ADD CONSTRAINT children_disabilities_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_disabilities
    ADD CONSTRAINT children_disabilities_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_disabilitiesevent
    ADD CONSTRAINT children_disabilitiesevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_educationplan
    ADD CONSTRAINT children_educationplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_educationplan
    ADD CONSTRAINT children_educationplan_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_educationplanevent
    ADD CONSTRAINT children_educationplanevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT children_enquiry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT children_enquiry_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_enquiryevent
    ADD CONSTRAINT children_enquiryevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT children_episode_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT children_episode_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_episodeevent
    ADD CONSTRAINT children_episodeevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_familymeeting
    ADD CONSTRAINT children_familymeeting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_familymeeting
    ADD CONSTRAINT children_familymeeting_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_familymeetingevent
    ADD CONSTRAINT children_familymeetingevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_familymeetingoffer
    ADD CONSTRAINT children_familymeetingoffer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_familymeetingoffer
    ADD CONSTRAINT children_familymeetingoffer_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_familymeetingofferevent
    ADD CONSTRAINT children_familymeetingofferevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_fosteringvisit
    ADD CONSTRAINT children_fosteringvisit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_fosteringvisit
    ADD CONSTRAINT children_fosteringvisit_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_fosteringvisitevent
    ADD CONSTRAINT children_fosteringvisitevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_health
    ADD CONSTRAINT children_health_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_health
    ADD CONSTRAINT children_health_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_healthevent
    ADD CONSTRAINT children_healthevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_hearing
    ADD CONSTRAINT children_hearing_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_hearing
    ADD CONSTRAINT children_hearing_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_hearingevent
    ADD CONSTRAINT children_hearingevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_incident
    ADD CONSTRAINT children_incident_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_incident
    ADD CONSTRAINT children_incident_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_incidentevent
    ADD CONSTRAINT children_incidentevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_leavercontact
    ADD CONSTRAINT children_leavercontact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_leavercontact
    ADD CONSTRAINT children_leavercontact_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_leavercontactevent
    ADD CONSTRAINT children_leavercontactevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_leavereligibility
    ADD CONSTRAINT children_leavereligibility_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_leavereligibility
    ADD CONSTRAINT children_leavereligibility_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_leavereligibilityevent
    ADD CONSTRAINT children_leavereligibilityevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT children_leavingcare_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT children_leavingcare_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_leavingcareevent
    ADD CONSTRAINT children_leavingcareevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_leavingneeds
    ADD CONSTRAINT children_leavingneeds_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_leavingneeds
    ADD CONSTRAINT children_leavingneeds_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_leavingneedsevent
    ADD CONSTRAINT children_leavingneedsevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT children_legalstatus_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT children_legalstatus_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_legalstatusevent
    ADD CONSTRAINT children_legalstatusevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT children_libertyorder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT children_libertyorder_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_libertyorderevent
    ADD CONSTRAINT children_libertyorderevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT children_missing_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT children_missing_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_missingevent
    ADD CONSTRAINT children_missingevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_movedaway
    ADD CONSTRAINT children_movedaway_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_movedaway
    ADD CONSTRAINT children_movedaway_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_movedawayevent
    ADD CONSTRAINT children_movedawayevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_movedin
    ADD CONSTRAINT children_movedin_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_movedin
    ADD CONSTRAINT children_movedin_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_movedinevent
    ADD CONSTRAINT children_movedinevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_namedworkerevent
    ADD CONSTRAINT children_namedworkerevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT children_needplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT children_needplan_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_needplanevent
    ADD CONSTRAINT children_needplanevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_needreview
    ADD CONSTRAINT children_needreview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_needreview
    ADD CONSTRAINT children_needreview_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_needreviewevent
    ADD CONSTRAINT children_needreviewevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_order
    ADD CONSTRAINT children_order_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_order
    ADD CONSTRAINT children_order_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_orderevent
    ADD CONSTRAINT children_orderevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_pathwayplan
    ADD CONSTRAINT children_pathwayplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_pathwayplan
    ADD CONSTRAINT children_pathwayplan_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_pathwayplanevent
    ADD CONSTRAINT children_pathwayplanevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT children_placement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT children_placement_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_placementevent
    ADD CONSTRAINT children_placementevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_placementnotice
    ADD CONSTRAINT children_placementnotice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_placementnotice
    ADD CONSTRAINT children_placementnotice_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_placementnoticeevent
    ADD CONSTRAINT children_placementnoticeevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_placementplan
    ADD CONSTRAINT children_placementplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_placementplan
    ADD CONSTRAINT children_placementplan_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_placementplanevent
    ADD CONSTRAINT children_placementplanevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_plancategory
    ADD CONSTRAINT children_plancategory_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_plancategory
    ADD CONSTRAINT children_plancategory_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_plancategoryevent
    ADD CONSTRAINT children_plancategoryevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT children_preproceedings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT children_preproceedings_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_preproceedingsevent
    ADD CONSTRAINT children_preproceedingsevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_previousorder
    ADD CONSTRAINT children_previousorder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_previousorder
    ADD CONSTRAINT children_previousorder_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_previousorderevent
    ADD CONSTRAINT children_previousorderevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT children_privatefostering_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT children_privatefostering_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_privatefosteringevent
    ADD CONSTRAINT children_privatefosteringevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT children_protectionplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT children_protectionplan_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_protectionplanevent
    ADD CONSTRAINT children_protectionplanevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT children_providedhome_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT children_providedhome_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_providedhomeevent
    ADD CONSTRAINT children_providedhomeevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_returninterview
    ADD CONSTRAINT children_returninterview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_returninterview
    ADD CONSTRAINT children_returninterview_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_returninterviewevent
    ADD CONSTRAINT children_returninterviewevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_schoolmove
    ADD CONSTRAINT children_schoolmove_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_schoolmove
    ADD CONSTRAINT children_schoolmove_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_schoolmoveevent
    ADD CONSTRAINT children_schoolmoveevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_strategydiscussion
    ADD CONSTRAINT children_strategydiscussion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_strategydiscussion
    ADD CONSTRAINT children_strategydiscussion_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_strategydiscussionevent
    ADD CONSTRAINT children_strategydiscussionevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_substanceuse
    ADD CONSTRAINT children_substanceuse_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_substanceuse
    ADD CONSTRAINT children_substanceuse_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_substanceuseevent
    ADD CONSTRAINT children_substanceuseevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT children_unaccompanied_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT children_unaccompanied_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.children_unaccompaniedevent
    ADD CONSTRAINT children_unaccompaniedevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT deprived_of_liberty_once_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.meetings_discussion
    ADD CONSTRAINT discussion_and_its_family UNIQUE (id, family_id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.front_door_about
    ADD CONSTRAINT each_has_a_place_in_a_contact UNIQUE (contact_id, "position");
ALTER TABLE ONLY public.obligations_obligation
    ADD CONSTRAINT each_obligation_is_there_once UNIQUE NULLS NOT DISTINCT (involvement_id, person_id, rule, because_on, due);
ALTER TABLE ONLY public.evaluation_consent
    ADD CONSTRAINT evaluation_consent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.evaluation_consentevent
    ADD CONSTRAINT evaluation_consentevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.evaluation_study
    ADD CONSTRAINT evaluation_study_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.evaluation_studyevaluator
    ADD CONSTRAINT evaluation_studyevaluator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.evaluation_studyevaluatorevent
    ADD CONSTRAINT evaluation_studyevaluatorevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.evaluation_studyevent
    ADD CONSTRAINT evaluation_studyevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_agency
    ADD CONSTRAINT families_agency_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_agencyevent
    ADD CONSTRAINT families_agencyevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_bond
    ADD CONSTRAINT families_bond_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_bondevent
    ADD CONSTRAINT families_bondevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_family
    ADD CONSTRAINT families_family_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_familyevent
    ADD CONSTRAINT families_familyevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_familymember
    ADD CONSTRAINT families_familymember_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_familymemberevent
    ADD CONSTRAINT families_familymemberevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_familyterm
    ADD CONSTRAINT families_familyterm_pkey PRIMARY KEY (family_id, term);
ALTER TABLE ONLY public.families_household
    ADD CONSTRAINT families_household_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_householdevent
    ADD CONSTRAINT families_householdevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_living
    ADD CONSTRAINT families_living_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_livingevent
    ADD CONSTRAINT families_livingevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_loss
    ADD CONSTRAINT families_loss_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_lossevent
    ADD CONSTRAINT families_lossevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_parenthood
    ADD CONSTRAINT families_parenthood_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_parenthoodevent
    ADD CONSTRAINT families_parenthoodevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_partnership
    ADD CONSTRAINT families_partnership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_partnershipevent
    ADD CONSTRAINT families_partnershipevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_siblinghood
    ADD CONSTRAINT families_siblinghood_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_siblinghoodevent
    ADD CONSTRAINT families_siblinghoodevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_changeset
    ADD CONSTRAINT families_telling_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_changesetevent
    ADD CONSTRAINT families_tellingevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.families_tie
    ADD CONSTRAINT families_tie_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.families_tieevent
    ADD CONSTRAINT families_tieevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.formal_meetings_formalmeeting_children
    ADD CONSTRAINT formal_meetings_formalme_formalmeeting_id_person__77732222_uniq UNIQUE (formalmeeting_id, person_id);
ALTER TABLE ONLY public.formal_meetings_formalmeeting_children
    ADD CONSTRAINT formal_meetings_formalmeeting_children_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.formal_meetings_formalmeeting
    ADD CONSTRAINT formal_meetings_formalmeeting_key_date_id_key UNIQUE (key_date_id);
ALTER TABLE ONLY public.formal_meetings_formalmeeting
    ADD CONSTRAINT formal_meetings_formalmeeting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.formal_meetings_formalmeeting
    ADD CONSTRAINT formal_meetings_formalmeeting_token_key UNIQUE (token);
ALTER TABLE ONLY public.formal_meetings_formalmeetingevent
    ADD CONSTRAINT formal_meetings_formalmeetingevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.formal_meetings_invitation
    ADD CONSTRAINT formal_meetings_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.formal_meetings_invitationevent
    ADD CONSTRAINT formal_meetings_invitationevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.formal_meetings_made
    ADD CONSTRAINT formal_meetings_made_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.formal_meetings_move
    ADD CONSTRAINT formal_meetings_move_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.formal_meetings_report
    ADD CONSTRAINT formal_meetings_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.formal_meetings_reportevent
    ADD CONSTRAINT formal_meetings_reportevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.formal_meetings_view
    ADD CONSTRAINT formal_meetings_view_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.formal_meetings_viewevent
    ADD CONSTRAINT formal_meetings_viewevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.front_door_about
    ADD CONSTRAINT front_door_about_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.front_door_aboutevent
    ADD CONSTRAINT front_door_aboutevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.front_door_addition
    ADD CONSTRAINT front_door_addition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.front_door_caller
    ADD CONSTRAINT front_door_caller_pkey PRIMARY KEY (contact_id);
ALTER TABLE ONLY public.front_door_contact
    ADD CONSTRAINT front_door_contact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.front_door_decision
    ADD CONSTRAINT front_door_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.front_door_decision
    ADD CONSTRAINT front_door_decision_supersedes_id_key UNIQUE (supersedes_id);
ALTER TABLE ONLY public.front_door_draft
    ADD CONSTRAINT front_door_draft_contact_id_key UNIQUE (contact_id);
ALTER TABLE ONLY public.front_door_draft
    ADD CONSTRAINT front_door_draft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.front_door_draft
    ADD CONSTRAINT front_door_draft_token_key UNIQUE (token);
ALTER TABLE ONLY public.front_door_feedback
    ADD CONSTRAINT front_door_feedback_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.front_door_referral
    ADD CONSTRAINT front_door_referral_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.front_door_referred
    ADD CONSTRAINT front_door_referred_about_id_key UNIQUE (about_id);
ALTER TABLE ONLY public.front_door_referred
    ADD CONSTRAINT front_door_referred_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_hiddenfrom
    ADD CONSTRAINT hidden_once_from_a_person UNIQUE (entry_id, person_id);
ALTER TABLE ONLY public.access_listed
    ADD CONSTRAINT listed_once UNIQUE (restriction_id, user_id);
ALTER TABLE ONLY public.meetings_agendaitem
    ADD CONSTRAINT meetings_agendaitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_amendment
    ADD CONSTRAINT meetings_amendment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_attendance
    ADD CONSTRAINT meetings_attendance_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_broughtforward
    ADD CONSTRAINT meetings_broughtforward_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_decision
    ADD CONSTRAINT meetings_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_discussion
    ADD CONSTRAINT meetings_discussion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_hypothesis
    ADD CONSTRAINT meetings_hypothesis_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_hypothesischange
    ADD CONSTRAINT meetings_hypothesischange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_minute
    ADD CONSTRAINT meetings_minute_discussion_id_key UNIQUE (discussion_id);
ALTER TABLE ONLY public.meetings_minute
    ADD CONSTRAINT meetings_minute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_passage
    ADD CONSTRAINT meetings_passage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_plannedconversation_people
    ADD CONSTRAINT meetings_plannedconversa_plannedconversation_id_p_fb577d3c_uniq UNIQUE (plannedconversation_id, person_id);
ALTER TABLE ONLY public.meetings_plannedconversation_people
    ADD CONSTRAINT meetings_plannedconversation_people_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_plannedconversation
    ADD CONSTRAINT meetings_plannedconversation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_reopening
    ADD CONSTRAINT meetings_reopening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_revision
    ADD CONSTRAINT meetings_revision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_step
    ADD CONSTRAINT meetings_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_step
    ADD CONSTRAINT meetings_step_undoes_id_key UNIQUE (undoes_id);
ALTER TABLE ONLY public.meetings_task
    ADD CONSTRAINT meetings_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_undoable
    ADD CONSTRAINT meetings_undoable_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_withdrawnminute
    ADD CONSTRAINT meetings_withdrawnminute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT missing_once_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.notices_digest
    ADD CONSTRAINT notices_digest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_mailchoice
    ADD CONSTRAINT notices_mailchoice_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_seen
    ADD CONSTRAINT notices_seen_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.obligations_localrule
    ADD CONSTRAINT obligations_localrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.obligations_localruleevent
    ADD CONSTRAINT obligations_localruleevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.obligations_obligation
    ADD CONSTRAINT obligations_obligation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.obligations_variation
    ADD CONSTRAINT obligations_variation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.obligations_variationevent
    ADD CONSTRAINT obligations_variationevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT one_adoption_decision_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT one_assessment_of_a_child_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.notices_digest
    ADD CONSTRAINT one_digest_a_day UNIQUE (user_id, day);
ALTER TABLE ONLY public.meetings_discussion
    ADD CONSTRAINT one_discussion_of_a_family_a_meeting UNIQUE (meeting_id, family_id);
ALTER TABLE ONLY public.cases_familyrole
    ADD CONSTRAINT one_early_help_of_a_family_at_a_time EXCLUDE USING gist (int8range(involvement_id, involvement_id, '[]'::text) WITH &&, during WITH &&) WHERE (((kind)::text = 'early_help'::text));
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT one_enquiry_about_a_child_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT one_episode_of_need_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE (((withdrawn_at IS NULL) AND (NOT is_no_further_action)));
ALTER TABLE ONLY public.units_postholding
    ADD CONSTRAINT one_holder_of_a_post_at_a_time EXCLUDE USING gist (int8range(post_id, post_id, '[]'::text) WITH &&, during WITH &&);
ALTER TABLE ONLY public.cases_familyrole
    ADD CONSTRAINT one_in_need_of_a_family_at_a_time EXCLUDE USING gist (int8range(involvement_id, involvement_id, '[]'::text) WITH &&, during WITH &&) WHERE (((kind)::text = 'in_need'::text));
ALTER TABLE ONLY public.cases_familyrole
    ADD CONSTRAINT one_lead_cp_of_a_family_at_a_time EXCLUDE USING gist (int8range(involvement_id, involvement_id, '[]'::text) WITH &&, during WITH &&) WHERE (((kind)::text = 'lead_cp'::text));
ALTER TABLE ONLY public.cases_familyrole
    ADD CONSTRAINT one_lead_of_a_family_at_a_time EXCLUDE USING gist (int8range(involvement_id, involvement_id, '[]'::text) WITH &&, during WITH &&) WHERE (((kind)::text = 'lead'::text));
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT one_legal_status_of_a_child_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT one_meeting_of_a_unit_a_day UNIQUE (unit_id, held_on);
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT one_named_social_worker_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.meetings_passage
    ADD CONSTRAINT one_passage_a_part UNIQUE (discussion_id, part);
ALTER TABLE ONLY public.obligations_localrule
    ADD CONSTRAINT one_period_of_a_rule_from_a_day UNIQUE (rule, in_force_from);
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT one_period_of_care_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT one_personal_adviser_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT one_placement_of_a_child_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE (((withdrawn_at IS NULL) AND (NOT ((type)::text = ANY (ARRAY[('T0'::character varying)::text, ('T1'::character varying)::text, ('T2'::character varying)::text, ('T3'::character varying)::text, ('T4'::character varying)::text])))));
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT one_plan_of_a_child_in_need_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT one_pre_proceedings_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT one_private_fostering_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.cases_familyrole
    ADD CONSTRAINT one_protection_of_a_family_at_a_time EXCLUDE USING gist (int8range(involvement_id, involvement_id, '[]'::text) WITH &&, during WITH &&) WHERE (((kind)::text = 'protection'::text));
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT one_protection_plan_of_a_child_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT one_provided_home_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.meetings_revision
    ADD CONSTRAINT one_revision_for_each_version UNIQUE (box, object_id, version);
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT one_temporary_placement_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE (((withdrawn_at IS NULL) AND ((type)::text = ANY (ARRAY[('T0'::character varying)::text, ('T1'::character varying)::text, ('T2'::character varying)::text, ('T3'::character varying)::text, ('T4'::character varying)::text]))));
ALTER TABLE ONLY public.cases_allocation
    ADD CONSTRAINT one_unit_holds_an_involvement_at_a_time EXCLUDE USING gist (int8range(involvement_id, involvement_id, '[]'::text) WITH &&, during WITH &&);
ALTER TABLE ONLY public.people_address
    ADD CONSTRAINT people_address_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_addressevent
    ADD CONSTRAINT people_addressevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_contact
    ADD CONSTRAINT people_contact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_contactevent
    ADD CONSTRAINT people_contactevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_identifier
    ADD CONSTRAINT people_identifier_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_identifierevent
    ADD CONSTRAINT people_identifierevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_othername
    ADD CONSTRAINT people_othername_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_othernameevent
    ADD CONSTRAINT people_othernameevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_particular
    ADD CONSTRAINT people_particular_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_particularevent
    ADD CONSTRAINT people_particularevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_person
    ADD CONSTRAINT people_person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_personevent
    ADD CONSTRAINT people_personevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_safetywarning
    ADD CONSTRAINT people_safetywarning_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_safetywarningevent
    ADD CONSTRAINT people_safetywarningevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_term
    ADD CONSTRAINT people_term_pkey PRIMARY KEY (person_id, term, family_id);
ALTER TABLE ONLY public.people_word
    ADD CONSTRAINT people_word_pkey PRIMARY KEY (word);
ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.practice_discussionrating
    ADD CONSTRAINT practice_discussionrating_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_entry
    ADD CONSTRAINT record_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_entryamendment
    ADD CONSTRAINT record_entryamendment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_entryevent
    ADD CONSTRAINT record_entryevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.record_hiddenfrom
    ADD CONSTRAINT record_hiddenfrom_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_hiddenfromevent
    ADD CONSTRAINT record_hiddenfromevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.record_reader
    ADD CONSTRAINT record_reader_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_readerevent
    ADD CONSTRAINT record_readerevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.record_seen
    ADD CONSTRAINT record_seen_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_share
    ADD CONSTRAINT record_share_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_sharedentry
    ADD CONSTRAINT record_sharedentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.record_sharedentryevent
    ADD CONSTRAINT record_sharedentryevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.record_shareevent
    ADD CONSTRAINT record_shareevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.record_seen
    ADD CONSTRAINT seen_once_in_an_entry UNIQUE (entry_id, person_id);
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);
ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.units_absence
    ADD CONSTRAINT somebody_is_away_once_at_a_time EXCLUDE USING gist (int8range(unit_id, unit_id, '[]'::text) WITH &&, int8range(user_id, user_id, '[]'::text) WITH &&, during WITH &&);
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT supported_as_a_care_leaver_once_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.transfers_pack
    ADD CONSTRAINT transfers_pack_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.transfers_step
    ADD CONSTRAINT transfers_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.transfers_transfer
    ADD CONSTRAINT transfers_transfer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.transfers_transferevent
    ADD CONSTRAINT transfers_transferevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT unaccompanied_once_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, daterange(started_on, ended_on, '[)'::text) WITH &&) WHERE ((withdrawn_at IS NULL));
ALTER TABLE ONLY public.units_absence
    ADD CONSTRAINT units_absence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.units_absenceevent
    ADD CONSTRAINT units_absenceevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.units_deputy
    ADD CONSTRAINT units_deputy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.units_deputyevent
    ADD CONSTRAINT units_deputyevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.units_dutyturn
    ADD CONSTRAINT units_dutyturn_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.units_dutyturnevent
    ADD CONSTRAINT units_dutyturnevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.units_post
    ADD CONSTRAINT units_post_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.units_postevent
    ADD CONSTRAINT units_postevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.units_postholding
    ADD CONSTRAINT units_postholding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.units_postholdingevent
    ADD CONSTRAINT units_postholdingevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.units_unit
    ADD CONSTRAINT units_unit_name_key UNIQUE (name);
ALTER TABLE ONLY public.units_unit
    ADD CONSTRAINT units_unit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.units_unitevent
    ADD CONSTRAINT units_unitevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.formal_meetings_view
    ADD CONSTRAINT views_of_somebody_once UNIQUE (meeting_id, person_id);
CREATE UNIQUE INDEX a_family_is_restricted_once_at_a_time ON public.access_restriction USING btree (family_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX a_person_is_asked_to_a_meeting_once ON public.formal_meetings_invitation USING btree (meeting_id, person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX a_thing_waits_once ON public.approvals_approval USING btree (thing_type, thing_id, kind) WHERE ((answer)::text = ''::text);
CREATE UNIQUE INDEX a_user_is_asked_to_a_meeting_once ON public.formal_meetings_invitation USING btree (meeting_id, user_id) WHERE (ended_at IS NULL);
CREATE INDEX access_auditevent_actor_id_6b860062 ON public.access_auditevent USING btree (actor_id);
CREATE INDEX access_auditevent_at_6a1e33a4 ON public.access_auditevent USING btree (at);
CREATE INDEX access_auditevent_family_id_9234555c ON public.access_auditevent USING btree (family_id);
CREATE INDEX access_gravechange_by_id_d4ecd61f ON public.access_gravechange USING btree (by_id);
CREATE INDEX access_gravechange_decided_by_id_32ec5785 ON public.access_gravechange USING btree (decided_by_id);
CREATE INDEX access_gravechange_family_id_9f66b35d ON public.access_gravechange USING btree (family_id);
CREATE INDEX access_gravechange_undone_by_id_d6e99db1 ON public.access_gravechange USING btree (undone_by_id);
CREATE INDEX access_gravechange_unit_id_950d21e4 ON public.access_gravechange USING btree (unit_id);
CREATE INDEX access_home_user_id_42961e30 ON public.access_home USING btree (user_id);
CREATE INDEX access_listed_added_by_id_5bb8186a ON public.access_listed USING btree (added_by_id);
CREATE INDEX access_listed_restriction_id_2a4d4648 ON public.access_listed USING btree (restriction_id);
CREATE INDEX access_listed_user_id_fe2de973 ON public.access_listed USING btree (user_id);
CREATE INDEX access_listedevent_added_by_id_08e9fbf0 ON public.access_listedevent USING btree (added_by_id);
CREATE INDEX access_listedevent_pgh_context_id_c185bb92 ON public.access_listedevent USING btree (pgh_context_id);
CREATE INDEX access_listedevent_pgh_obj_id_7925b565 ON public.access_listedevent USING btree (pgh_obj_id);
CREATE INDEX access_listedevent_restriction_id_6cb14cf4 ON public.access_listedevent USING btree (restriction_id);
CREATE INDEX access_listedevent_user_id_5e88f8d3 ON public.access_listedevent USING btree (user_id);
CREATE INDEX access_opening_family_id_758bf696 ON public.access_accessgrant USING btree (family_id);
CREATE INDEX access_opening_reviewed_by_id_6c2d9d35 ON public.access_accessgrant USING btree (reviewed_by_id);
CREATE INDEX access_opening_user_id_2960b660 ON public.access_accessgrant USING btree (user_id);
CREATE INDEX access_restriction_guardian_id_267f4a3e ON public.access_restriction USING btree (guardian_id);
CREATE INDEX access_restriction_imposed_by_id_7c458b59 ON public.access_restriction USING btree (imposed_by_id);
CREATE INDEX access_restriction_lifted_by_id_7ed56729 ON public.access_restriction USING btree (lifted_by_id);
CREATE INDEX access_restrictionevent_guardian_id_c6b3626b ON public.access_restrictionevent USING btree (guardian_id);
CREATE INDEX access_restrictionevent_imposed_by_id_d62e6507 ON public.access_restrictionevent USING btree (imposed_by_id);
CREATE INDEX access_restrictionevent_lifted_by_id_cfd3c213 ON public.access_restrictionevent USING btree (lifted_by_id);
CREATE INDEX access_restrictionevent_pgh_context_id_bfbb73ad ON public.access_restrictionevent USING btree (pgh_context_id);
CREATE INDEX access_restrictionevent_pgh_obj_id_de8c8f36 ON public.access_restrictionevent USING btree (pgh_obj_id);
CREATE INDEX access_user_email_f0cf94cd_like ON public.access_user USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX adoptiondecision_of_a_child ON public.children_adoptiondecision USING btree (person_id, started_on);
CREATE INDEX adoptionmatch_of_a_child ON public.children_adoptionmatch USING btree (person_id, "on");
CREATE INDEX adviser_of_a_child ON public.children_adviser USING btree (person_id, started_on);
CREATE INDEX adviservisit_of_a_child ON public.children_adviservisit USING btree (person_id, "on");
CREATE UNIQUE INDEX an_agency_is_once_in_the_register ON public.families_agency USING btree (lower((name)::text), kind, lower((place)::text), family_id) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX an_observer_rates_a_discussion_once ON public.practice_discussionrating USING btree (discussion_id, by_id) WHERE ((rater)::text = 'observer'::text);
CREATE INDEX answers_to_a_study ON public.evaluation_consent USING btree (study_id, family_id, id DESC);
CREATE INDEX application_of_a_child ON public.children_application USING btree (person_id, started_on);
CREATE INDEX approvals_approval_answered_by_id_bc48aba7 ON public.approvals_approval USING btree (answered_by_id);
CREATE INDEX approvals_approval_asked_by_id_2e7fca29 ON public.approvals_approval USING btree (asked_by_id);
CREATE INDEX approvals_approval_involvement_id_e25efabf ON public.approvals_approval USING btree (involvement_id);
CREATE INDEX approvals_approval_person_id_cf340b10 ON public.approvals_approval USING btree (person_id);
CREATE INDEX approvals_approvalevent_answered_by_id_13bd3462 ON public.approvals_approvalevent USING btree (answered_by_id);
CREATE INDEX approvals_approvalevent_asked_by_id_421e39e2 ON public.approvals_approvalevent USING btree (asked_by_id);
CREATE INDEX approvals_approvalevent_involvement_id_6dcbb677 ON public.approvals_approvalevent USING btree (involvement_id);
CREATE INDEX approvals_approvalevent_person_id_537fbc94 ON public.approvals_approvalevent USING btree (person_id);
CREATE INDEX approvals_approvalevent_pgh_context_id_5dc81963 ON public.approvals_approvalevent USING btree (pgh_context_id);
CREATE INDEX approvals_approvalevent_pgh_obj_id_56e2bff4 ON public.approvals_approvalevent USING btree (pgh_obj_id);
CREATE INDEX approvals_of_a_thing ON public.approvals_approval USING btree (thing_type, thing_id);
CREATE INDEX approvals_waiting ON public.approvals_approval USING btree (involvement_id) WHERE ((answer)::text = ''::text);
CREATE INDEX assessment_of_a_child ON public.children_assessment USING btree (person_id, started_on);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);
CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);
CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);
CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);
CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);
CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);
CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);
CREATE INDEX calendars_feed_token_hash_c81c392e_like ON public.calendars_feed USING btree (token_hash varchar_pattern_ops);
CREATE INDEX calendars_feed_unit_id_f9775a4e ON public.calendars_feed USING btree (unit_id);
CREATE INDEX calendars_feed_user_id_142f8a7b ON public.calendars_feed USING btree (user_id);
CREATE INDEX careperiod_of_a_child ON public.children_careperiod USING btree (person_id, started_on);
CREATE INDEX careplan_of_a_child ON public.children_careplan USING btree (person_id, "on");
CREATE INDEX carereview_of_a_child ON public.children_carereview USING btree (person_id, "on");
CREATE INDEX cases_allocation_involvement_id_00d676f7 ON public.cases_allocation USING btree (involvement_id);
CREATE INDEX cases_allocation_unit_id_4471a94e ON public.cases_allocation USING btree (unit_id);
CREATE INDEX cases_allocationevent_involvement_id_28886c7b ON public.cases_allocationevent USING btree (involvement_id);
CREATE INDEX cases_allocationevent_pgh_context_id_70107fbc ON public.cases_allocationevent USING btree (pgh_context_id);
CREATE INDEX cases_allocationevent_pgh_obj_id_6e57aefc ON public.cases_allocationevent USING btree (pgh_obj_id);
CREATE INDEX cases_allocationevent_unit_id_380a75b1 ON public.cases_allocationevent USING btree (unit_id);
CREATE INDEX cases_familyrole_ended_by_id_3ecbb8dd ON public.cases_familyrole USING btree (ended_by_id);
CREATE INDEX cases_familyrole_involvement_id_6e2a99e3 ON public.cases_familyrole USING btree (involvement_id);
CREATE INDEX cases_familyrole_recorded_by_id_790f5851 ON public.cases_familyrole USING btree (recorded_by_id);
CREATE INDEX cases_familyrole_user_id_7e92026b ON public.cases_familyrole USING btree (user_id);
CREATE INDEX cases_familyroleevent_ended_by_id_ace3dc18 ON public.cases_familyroleevent USING btree (ended_by_id);
CREATE INDEX cases_familyroleevent_involvement_id_c58625ab ON public.cases_familyroleevent USING btree (involvement_id);
CREATE INDEX cases_familyroleevent_pgh_context_id_e786f69f ON public.cases_familyroleevent USING btree (pgh_context_id);
CREATE INDEX cases_familyroleevent_pgh_obj_id_39576fef ON public.cases_familyroleevent USING btree (pgh_obj_id);
CREATE INDEX cases_familyroleevent_recorded_by_id_7d96fc41 ON public.cases_familyroleevent USING btree (recorded_by_id);
CREATE INDEX cases_familyroleevent_user_id_e8d55500 ON public.cases_familyroleevent USING btree (user_id);
CREATE INDEX cases_involvement_closed_by_id_d13b3434 ON public.cases_involvement USING btree (closed_by_id);
CREATE INDEX cases_involvement_closing_decided_by_id_af73ce5c ON public.cases_involvement USING btree (closing_decided_by_id);
CREATE INDEX cases_involvement_decided_by_id_f46254fe ON public.cases_involvement USING btree (decided_by_id);
CREATE INDEX cases_involvement_family_id_9e87f13e ON public.cases_involvement USING btree (family_id);
CREATE INDEX cases_involvement_key_worker_id_bafb9d87 ON public.cases_involvement USING btree (key_worker_id);
CREATE INDEX cases_involvementevent_closed_by_id_3c967d75 ON public.cases_involvementevent USING btree (closed_by_id);
CREATE INDEX cases_involvementevent_closing_decided_by_id_bfd6f457 ON public.cases_involvementevent USING btree (closing_decided_by_id);
CREATE INDEX cases_involvementevent_decided_by_id_368642a2 ON public.cases_involvementevent USING btree (decided_by_id);
CREATE INDEX cases_involvementevent_family_id_9784c994 ON public.cases_involvementevent USING btree (family_id);
CREATE INDEX cases_involvementevent_key_worker_id_f1cad476 ON public.cases_involvementevent USING btree (key_worker_id);
CREATE INDEX cases_involvementevent_pgh_context_id_a980707c ON public.cases_involvementevent USING btree (pgh_context_id);
CREATE INDEX cases_involvementevent_pgh_obj_id_bfad8930 ON public.cases_involvementevent USING btree (pgh_obj_id);
CREATE INDEX cases_keydate_involvement_id_50b6a2aa ON public.cases_keydate USING btree (involvement_id);
CREATE INDEX cases_keydateevent_involvement_id_7abca9e5 ON public.cases_keydateevent USING btree (involvement_id);
CREATE INDEX cases_keydateevent_pgh_context_id_267d9317 ON public.cases_keydateevent USING btree (pgh_context_id);
CREATE INDEX cases_keydateevent_pgh_obj_id_98deb035 ON public.cases_keydateevent USING btree (pgh_obj_id);
CREATE INDEX cases_merging_by_id_5ebba74e ON public.cases_merging USING btree (by_id);
CREATE INDEX cases_merging_dropped_id_beceabcb ON public.cases_merging USING btree (dropped_id);
CREATE INDEX cases_merging_kept_id_04d18b40 ON public.cases_merging USING btree (kept_id);
CREATE INDEX cases_merging_undone_by_id_55e795e6 ON public.cases_merging USING btree (undone_by_id);
CREATE INDEX cases_moved_merging_id_7230b331 ON public.cases_moved USING btree (merging_id);
CREATE INDEX cases_statusdecision_decider_id_eb170610 ON public.cases_statusdecision USING btree (decider_id);
CREATE INDEX cases_statusdecision_involvement_id_ee79abd1 ON public.cases_statusdecision USING btree (involvement_id);
CREATE INDEX cases_statusdecision_panel_recorded_by_id_45051f8a ON public.cases_statusdecision USING btree (panel_recorded_by_id);
CREATE INDEX cases_statusdecision_person_id_49bf905c ON public.cases_statusdecision USING btree (person_id);
CREATE INDEX cases_statusdecision_recorded_by_id_697c97d8 ON public.cases_statusdecision USING btree (recorded_by_id);
CREATE INDEX cases_statusdecision_taken_back_by_id_0160e198 ON public.cases_statusdecision USING btree (taken_back_by_id);
CREATE INDEX cases_statusdecisionevent_decider_id_987d7bf0 ON public.cases_statusdecisionevent USING btree (decider_id);
CREATE INDEX cases_statusdecisionevent_involvement_id_8078c613 ON public.cases_statusdecisionevent USING btree (involvement_id);
CREATE INDEX cases_statusdecisionevent_panel_recorded_by_id_15eee3c8 ON public.cases_statusdecisionevent USING btree (panel_recorded_by_id);
CREATE INDEX cases_statusdecisionevent_person_id_3963fa41 ON public.cases_statusdecisionevent USING btree (person_id);
CREATE INDEX cases_statusdecisionevent_pgh_context_id_aeb2a811 ON public.cases_statusdecisionevent USING btree (pgh_context_id);
CREATE INDEX cases_statusdecisionevent_pgh_obj_id_8e261325 ON public.cases_statusdecisionevent USING btree (pgh_obj_id);
CREATE INDEX cases_statusdecisionevent_recorded_by_id_416fc465 ON public.cases_statusdecisionevent USING btree (recorded_by_id);
CREATE INDEX cases_statusdecisionevent_taken_back_by_id_72ca84a8 ON public.cases_statusdecisionevent USING btree (taken_back_by_id);
CREATE INDEX children_adoptiondecision_decision_id_56ba5d25 ON public.children_adoptiondecision USING btree (decision_id);
CREATE INDEX children_adoptiondecision_end_decision_id_e560d4a4 ON public.children_adoptiondecision USING btree (end_decision_id);
CREATE INDEX children_adoptiondecision_end_recorded_by_id_79ac106b ON public.children_adoptiondecision USING btree (end_recorded_by_id);
CREATE INDEX children_adoptiondecision_involvement_id_0379c651 ON public.children_adoptiondecision USING btree (involvement_id);
CREATE INDEX children_adoptiondecision_person_id_51a6dd45 ON public.children_adoptiondecision USING btree (person_id);
CREATE INDEX children_adoptiondecision_recorded_by_id_adc8a3df ON public.children_adoptiondecision USING btree (recorded_by_id);
CREATE INDEX children_adoptiondecision_withdrawn_by_id_0bdad9eb ON public.children_adoptiondecision USING btree (withdrawn_by_id);
CREATE INDEX children_adoptiondecisionevent_decision_id_03a5064a ON public.children_adoptiondecisionevent USING btree (decision_id);
CREATE INDEX children_adoptiondecisionevent_end_decision_id_40fa74bc ON public.children_adoptiondecisionevent USING btree (end_decision_id);
CREATE INDEX children_adoptiondecisionevent_end_recorded_by_id_d1df95a8 ON public.children_adoptiondecisionevent USING btree (end_recorded_by_id);
CREATE INDEX children_adoptiondecisionevent_involvement_id_56d42760 ON public.children_adoptiondecisionevent USING btree (involvement_id);
CREATE INDEX children_adoptiondecisionevent_person_id_7a5d48ae ON public.children_adoptiondecisionevent USING btree (person_id);
CREATE INDEX children_adoptiondecisionevent_pgh_context_id_d5e095fb ON public.children_adoptiondecisionevent USING btree (pgh_context_id);
CREATE INDEX children_adoptiondecisionevent_pgh_obj_id_fd3a0b49 ON public.children_adoptiondecisionevent USING btree (pgh_obj_id);
CREATE INDEX children_adoptiondecisionevent_recorded_by_id_114f3255 ON public.children_adoptiondecisionevent USING btree (recorded_by_id);
CREATE INDEX children_adoptiondecisionevent_replaces_id_bbddfb09 ON public.children_adoptiondecisionevent USING btree (replaces_id);
CREATE INDEX children_adoptiondecisionevent_withdrawn_by_id_50d2fa17 ON public.children_adoptiondecisionevent USING btree (withdrawn_by_id);
CREATE INDEX children_adoptionmatch_decision_id_745de534 ON public.children_adoptionmatch USING btree (decision_id);
CREATE INDEX children_adoptionmatch_involvement_id_fc2ac0c1 ON public.children_adoptionmatch USING btree (involvement_id);
CREATE INDEX children_adoptionmatch_person_id_2fee66c9 ON public.children_adoptionmatch USING btree (person_id);
CREATE INDEX children_adoptionmatch_recorded_by_id_4d003713 ON public.children_adoptionmatch USING btree (recorded_by_id);
CREATE INDEX children_adoptionmatch_withdrawn_by_id_b67957a8 ON public.children_adoptionmatch USING btree (withdrawn_by_id);
CREATE INDEX children_adoptionmatchevent_decision_id_6ebfd070 ON public.children_adoptionmatchevent USING btree (decision_id);
CREATE INDEX children_adoptionmatchevent_involvement_id_7b058c4b ON public.children_adoptionmatchevent USING btree (involvement_id);
CREATE INDEX children_adoptionmatchevent_person_id_911385af ON public.children_adoptionmatchevent USING btree (person_id);
CREATE INDEX children_adoptionmatchevent_pgh_context_id_d3e10e32 ON public.children_adoptionmatchevent USING btree (pgh_context_id);
CREATE INDEX children_adoptionmatchevent_pgh_obj_id_8e502cb1 ON public.children_adoptionmatchevent USING btree (pgh_obj_id);
CREATE INDEX children_adoptionmatchevent_recorded_by_id_e24b4105 ON public.children_adoptionmatchevent USING btree (recorded_by_id);
CREATE INDEX children_adoptionmatchevent_replaces_id_488ff1c7 ON public.children_adoptionmatchevent USING btree (replaces_id);
CREATE INDEX children_adoptionmatchevent_withdrawn_by_id_64ee6b26 ON public.children_adoptionmatchevent USING btree (withdrawn_by_id);
CREATE INDEX children_adviser_decision_id_b224354c ON public.children_adviser USING btree (decision_id);
CREATE INDEX children_adviser_end_decision_id_0ecc4d00 ON public.children_adviser USING btree (end_decision_id);
CREATE INDEX children_adviser_end_recorded_by_id_b2ec7a5e ON public.children_adviser USING btree (end_recorded_by_id);
CREATE INDEX children_adviser_involvement_id_14677c39 ON public.children_adviser USING btree (involvement_id);
CREATE INDEX children_adviser_person_id_674c2ef0 ON public.children_adviser USING btree (person_id);
CREATE INDEX children_adviser_recorded_by_id_ce00756c ON public.children_adviser USING btree (recorded_by_id);
CREATE INDEX children_adviser_withdrawn_by_id_7db16579 ON public.children_adviser USING btree (withdrawn_by_id);
CREATE INDEX children_adviserevent_decision_id_eea3041b ON public.children_adviserevent USING btree (decision_id);
CREATE INDEX children_adviserevent_end_decision_id_06fe0fc7 ON public.children_adviserevent USING btree (end_decision_id);
CREATE INDEX children_adviserevent_end_recorded_by_id_a05e115a ON public.children_adviserevent USING btree (end_recorded_by_id);
CREATE INDEX children_adviserevent_involvement_id_af5a88ad ON public.children_adviserevent USING btree (involvement_id);
CREATE INDEX children_adviserevent_person_id_8eb20a68 ON public.children_adviserevent USING btree (person_id);
CREATE INDEX children_adviserevent_pgh_context_id_5579d4ab ON public.children_adviserevent USING btree (pgh_context_id);
CREATE INDEX children_adviserevent_pgh_obj_id_4765fdf7 ON public.children_adviserevent USING btree (pgh_obj_id);
CREATE INDEX children_adviserevent_recorded_by_id_6e283c3b ON public.children_adviserevent USING btree (recorded_by_id);
CREATE INDEX children_adviserevent_replaces_id_883118ee ON public.children_adviserevent USING btree (replaces_id);
CREATE INDEX children_adviserevent_withdrawn_by_id_82d94e37 ON public.children_adviserevent USING btree (withdrawn_by_id);
CREATE INDEX children_adviservisit_decision_id_2e280710 ON public.children_adviservisit USING btree (decision_id);
CREATE INDEX children_adviservisit_involvement_id_37699508 ON public.children_adviservisit USING btree (involvement_id);
CREATE INDEX children_adviservisit_person_id_1e47b2f4 ON public.children_adviservisit USING btree (person_id);
CREATE INDEX children_adviservisit_recorded_by_id_5556b7d9 ON public.children_adviservisit USING btree (recorded_by_id);
CREATE INDEX children_adviservisit_withdrawn_by_id_6d1ddf08 ON public.children_adviservisit USING btree (withdrawn_by_id);
CREATE INDEX children_adviservisitevent_decision_id_565558f0 ON public.children_adviservisitevent USING btree (decision_id);
CREATE INDEX children_adviservisitevent_involvement_id_7ec31dbe ON public.children_adviservisitevent USING btree (involvement_id);
CREATE INDEX children_adviservisitevent_person_id_f85356b6 ON public.children_adviservisitevent USING btree (person_id);
CREATE INDEX children_adviservisitevent_pgh_context_id_9b31931f ON public.children_adviservisitevent USING btree (pgh_context_id);
CREATE INDEX children_adviservisitevent_pgh_obj_id_e3385502 ON public.children_adviservisitevent USING btree (pgh_obj_id);
CREATE INDEX children_adviservisitevent_recorded_by_id_65a739a1 ON public.children_adviservisitevent USING btree (recorded_by_id);
CREATE INDEX children_adviservisitevent_replaces_id_d7f13ab5 ON public.children_adviservisitevent USING btree (replaces_id);
CREATE INDEX children_adviservisitevent_withdrawn_by_id_dc6b651c ON public.children_adviservisitevent USING btree (withdrawn_by_id);
CREATE INDEX children_application_decision_id_2166627d ON public.children_application USING btree (decision_id);
CREATE INDEX children_application_end_decision_id_6cf1a9f7 ON public.children_application USING btree (end_decision_id);
CREATE INDEX children_application_end_recorded_by_id_6875df36 ON public.children_application USING btree (end_recorded_by_id);
CREATE INDEX children_application_involvement_id_c75a2012 ON public.children_application USING btree (involvement_id);
CREATE INDEX children_application_person_id_8743e867 ON public.children_application USING btree (person_id);
CREATE INDEX children_application_recorded_by_id_4f753752 ON public.children_application USING btree (recorded_by_id);
CREATE INDEX children_application_withdrawn_by_id_cbe6b28b ON public.children_application USING btree (withdrawn_by_id);
CREATE INDEX children_applicationevent_decision_id_9478dc81 ON public.children_applicationevent USING btree (decision_id);
CREATE INDEX children_applicationevent_end_decision_id_6354ac9f ON public.children_applicationevent USING btree (end_decision_id);
CREATE INDEX children_applicationevent_end_recorded_by_id_b14a99ed ON public.children_applicationevent USING btree (end_recorded_by_id);
CREATE INDEX children_applicationevent_involvement_id_878defd5 ON public.children_applicationevent USING btree (involvement_id);
CREATE INDEX children_applicationevent_person_id_bd0d6d33 ON public.children_applicationevent USING btree (person_id);
CREATE INDEX children_applicationevent_pgh_context_id_cc2abe64 ON public.children_applicationevent USING btree (pgh_context_id);
CREATE INDEX children_applicationevent_pgh_obj_id_42d8cd23 ON public.children_applicationevent USING btree (pgh_obj_id);
CREATE INDEX children_applicationevent_recorded_by_id_2733e725 ON public.children_applicationevent USING btree (recorded_by_id);
CREATE INDEX children_applicationevent_replaces_id_9d5d28ea ON public.children_applicationevent USING btree (replaces_id);
CREATE INDEX children_applicationevent_withdrawn_by_id_9c9239f0 ON public.children_applicationevent USING btree (withdrawn_by_id);
CREATE INDEX children_assessment_decision_id_74dc02f1 ON public.children_assessment USING btree (decision_id);
CREATE INDEX children_assessment_end_decision_id_1c9fbaa7 ON public.children_assessment USING btree (end_decision_id);
CREATE INDEX children_assessment_end_recorded_by_id_ba80084f ON public.children_assessment USING btree (end_recorded_by_id);
CREATE INDEX children_assessment_involvement_id_2755fa19 ON public.children_assessment USING btree (involvement_id);
CREATE INDEX children_assessment_person_id_0cc30321 ON public.children_assessment USING btree (person_id);
CREATE INDEX children_assessment_recorded_by_id_177e2084 ON public.children_assessment USING btree (recorded_by_id);
CREATE INDEX children_assessment_withdrawn_by_id_a04905a3 ON public.children_assessment USING btree (withdrawn_by_id);
CREATE INDEX children_assessmentevent_decision_id_10f608af ON public.children_assessmentevent USING btree (decision_id);
CREATE INDEX children_assessmentevent_end_decision_id_23d6b549 ON public.children_assessmentevent USING btree (end_decision_id);
CREATE INDEX children_assessmentevent_end_recorded_by_id_3690d943 ON public.children_assessmentevent USING btree (end_recorded_by_id);
CREATE INDEX children_assessmentevent_involvement_id_49b657b3 ON public.children_assessmentevent USING btree (involvement_id);
CREATE INDEX children_assessmentevent_person_id_272853c5 ON public.children_assessmentevent USING btree (person_id);
CREATE INDEX children_assessmentevent_pgh_context_id_30745839 ON public.children_assessmentevent USING btree (pgh_context_id);
CREATE INDEX children_assessmentevent_pgh_obj_id_fabd1101 ON public.children_assessmentevent USING btree (pgh_obj_id);
CREATE INDEX children_assessmentevent_recorded_by_id_c71aee3f ON public.children_assessmentevent USING btree (recorded_by_id);
CREATE INDEX children_assessmentevent_replaces_id_89975ec7 ON public.children_assessmentevent USING btree (replaces_id);
CREATE INDEX children_assessmentevent_withdrawn_by_id_f71e967e ON public.children_assessmentevent USING btree (withdrawn_by_id);
CREATE INDEX children_careperiod_decision_id_00e8c54b ON public.children_careperiod USING btree (decision_id);
CREATE INDEX children_careperiod_end_decision_id_83daca36 ON public.children_careperiod USING btree (end_decision_id);
CREATE INDEX children_careperiod_end_recorded_by_id_fb871e2a ON public.children_careperiod USING btree (end_recorded_by_id);
CREATE INDEX children_careperiod_involvement_id_fe4790d3 ON public.children_careperiod USING btree (involvement_id);
CREATE INDEX children_careperiod_person_id_0a15e687 ON public.children_careperiod USING btree (person_id);
CREATE INDEX children_careperiod_recorded_by_id_700aa0fc ON public.children_careperiod USING btree (recorded_by_id);
CREATE INDEX children_careperiod_withdrawn_by_id_65ae91dc ON public.children_careperiod USING btree (withdrawn_by_id);
CREATE INDEX children_careperiodevent_decision_id_f8fdefb7 ON public.children_careperiodevent USING btree (decision_id);
CREATE INDEX children_careperiodevent_end_decision_id_a8f66046 ON public.children_careperiodevent USING btree (end_decision_id);
CREATE INDEX children_careperiodevent_end_recorded_by_id_f7305e02 ON public.children_careperiodevent USING btree (end_recorded_by_id);
CREATE INDEX children_careperiodevent_involvement_id_51249ae0 ON public.children_careperiodevent USING btree (involvement_id);
CREATE INDEX children_careperiodevent_person_id_39bb81da ON public.children_careperiodevent USING btree (person_id);
CREATE INDEX children_careperiodevent_pgh_context_id_33b67cee ON public.children_careperiodevent USING btree (pgh_context_id);
CREATE INDEX children_careperiodevent_pgh_obj_id_55ce3dc5 ON public.children_careperiodevent USING btree (pgh_obj_id);
CREATE INDEX children_careperiodevent_recorded_by_id_ca38062d ON public.children_careperiodevent USING btree (recorded_by_id);
CREATE INDEX children_careperiodevent_replaces_id_a5a146c0 ON public.children_careperiodevent USING btree (replaces_id);
CREATE INDEX children_careperiodevent_withdrawn_by_id_fee9171a ON public.children_careperiodevent USING btree (withdrawn_by_id);
CREATE INDEX children_careplan_decision_id_99390f7f ON public.children_careplan USING btree (decision_id);
CREATE INDEX children_careplan_involvement_id_20826d70 ON public.children_careplan USING btree (involvement_id);
CREATE INDEX children_careplan_person_id_0b24be6b ON public.children_careplan USING btree (person_id);
CREATE INDEX children_careplan_recorded_by_id_95e7b389 ON public.children_careplan USING btree (recorded_by_id);
CREATE INDEX children_careplan_withdrawn_by_id_ed39e31f ON public.children_careplan USING btree (withdrawn_by_id);
CREATE INDEX children_careplanevent_decision_id_df0532ff ON public.children_careplanevent USING btree (decision_id);
CREATE INDEX children_careplanevent_involvement_id_3837d282 ON public.children_careplanevent USING btree (involvement_id);
CREATE INDEX children_careplanevent_person_id_fa92eac6 ON public.children_careplanevent USING btree (person_id);
CREATE INDEX children_careplanevent_pgh_context_id_65c9d660 ON public.children_careplanevent USING btree (pgh_context_id);
CREATE INDEX children_careplanevent_pgh_obj_id_afb02471 ON public.children_careplanevent USING btree (pgh_obj_id);
CREATE INDEX children_careplanevent_recorded_by_id_27bc7462 ON public.children_careplanevent USING btree (recorded_by_id);
CREATE INDEX children_careplanevent_replaces_id_59ba5b08 ON public.children_careplanevent USING btree (replaces_id);
CREATE INDEX children_careplanevent_withdrawn_by_id_5095c849 ON public.children_careplanevent USING btree (withdrawn_by_id);
CREATE INDEX children_carereview_decision_id_2bd00a3d ON public.children_carereview USING btree (decision_id);
CREATE INDEX children_carereview_involvement_id_7d6ec612 ON public.children_carereview USING btree (involvement_id);
CREATE INDEX children_carereview_person_id_c1700233 ON public.children_carereview USING btree (person_id);
CREATE INDEX children_carereview_recorded_by_id_7e7e4fba ON public.children_carereview USING btree (recorded_by_id);
CREATE INDEX children_carereview_withdrawn_by_id_535955d7 ON public.children_carereview USING btree (withdrawn_by_id);
CREATE INDEX children_carereviewevent_decision_id_6c36f402 ON public.children_carereviewevent USING btree (decision_id);
CREATE INDEX children_carereviewevent_involvement_id_d48c2f8d ON public.children_carereviewevent USING btree (involvement_id);
CREATE INDEX children_carereviewevent_person_id_da804fcf ON public.children_carereviewevent USING btree (person_id);
CREATE INDEX children_carereviewevent_pgh_context_id_4d8752b9 ON public.children_carereviewevent USING btree (pgh_context_id);
CREATE INDEX children_carereviewevent_pgh_obj_id_1370da1a ON public.children_carereviewevent USING btree (pgh_obj_id);
CREATE INDEX children_carereviewevent_recorded_by_id_90e0ad43 ON public.children_carereviewevent USING btree (recorded_by_id);
CREATE INDEX children_carereviewevent_replaces_id_a5f8f4b6 ON public.children_carereviewevent USING btree (replaces_id);
CREATE INDEX children_carereviewevent_withdrawn_by_id_187e4984 ON public.children_carereviewevent USING btree (withdrawn_by_id);
CREATE INDEX children_conference_decision_id_2ab4c481 ON public.children_conference USING btree (decision_id);
CREATE INDEX children_conference_involvement_id_5efdedb8 ON public.children_conference USING btree (involvement_id);
CREATE INDEX children_conference_person_id_32dd7bfd ON public.children_conference USING btree (person_id);
CREATE INDEX children_conference_recorded_by_id_ead75afa ON public.children_conference USING btree (recorded_by_id);
CREATE INDEX children_conference_withdrawn_by_id_a696bb1c ON public.children_conference USING btree (withdrawn_by_id);
CREATE INDEX children_conferenceevent_decision_id_4e8d213c ON public.children_conferenceevent USING btree (decision_id);
CREATE INDEX children_conferenceevent_involvement_id_dd02fe4d ON public.children_conferenceevent USING btree (involvement_id);
CREATE INDEX children_conferenceevent_person_id_c5f06534 ON public.children_conferenceevent USING btree (person_id);
CREATE INDEX children_conferenceevent_pgh_context_id_8b419092 ON public.children_conferenceevent USING btree (pgh_context_id);
CREATE INDEX children_conferenceevent_pgh_obj_id_158db66b ON public.children_conferenceevent USING btree (pgh_obj_id);
CREATE INDEX children_conferenceevent_recorded_by_id_8ccb2914 ON public.children_conferenceevent USING btree (recorded_by_id);
CREATE INDEX children_conferenceevent_replaces_id_ab3204a0 ON public.children_conferenceevent USING btree (replaces_id);
CREATE INDEX children_conferenceevent_withdrawn_by_id_25fd28f0 ON public.children_conferenceevent USING btree (withdrawn_by_id);
CREATE INDEX children_connectedapproval_decision_id_183d1362 ON public.children_connectedapproval USING btree (decision_id);
CREATE INDEX children_connectedapproval_end_decision_id_f35ec0ca ON public.children_connectedapproval USING btree (end_decision_id);
CREATE INDEX children_connectedapproval_end_recorded_by_id_9b89399c ON public.children_connectedapproval USING btree (end_recorded_by_id);
CREATE INDEX children_connectedapproval_involvement_id_6c439c8a ON public.children_connectedapproval USING btree (involvement_id);
CREATE INDEX children_connectedapproval_person_id_711d01cf ON public.children_connectedapproval USING btree (person_id);
CREATE INDEX children_connectedapproval_recorded_by_id_c015f2e3 ON public.children_connectedapproval USING btree (recorded_by_id);
CREATE INDEX children_connectedapproval_withdrawn_by_id_d4121bf9 ON public.children_connectedapproval USING btree (withdrawn_by_id);
CREATE INDEX children_connectedapprovalevent_decision_id_de1ecb98 ON public.children_connectedapprovalevent USING btree (decision_id);
CREATE INDEX children_connectedapprovalevent_end_decision_id_3bfeaf00 ON public.children_connectedapprovalevent USING btree (end_decision_id);
CREATE INDEX children_connectedapprovalevent_end_recorded_by_id_dba6da18 ON public.children_connectedapprovalevent USING btree (end_recorded_by_id);
CREATE INDEX children_connectedapprovalevent_involvement_id_5c2730ad ON public.children_connectedapprovalevent USING btree (involvement_id);
CREATE INDEX children_connectedapprovalevent_person_id_c2bf3f75 ON public.children_connectedapprovalevent USING btree (person_id);
CREATE INDEX children_connectedapprovalevent_pgh_context_id_6347da0b ON public.children_connectedapprovalevent USING btree (pgh_context_id);
CREATE INDEX children_connectedapprovalevent_pgh_obj_id_f51e645c ON public.children_connectedapprovalevent USING btree (pgh_obj_id);
CREATE INDEX children_connectedapprovalevent_recorded_by_id_f2d6483e ON public.children_connectedapprovalevent USING btree (recorded_by_id);
CREATE INDEX children_connectedapprovalevent_replaces_id_34681e42 ON public.children_connectedapprovalevent USING btree (replaces_id);
CREATE INDEX children_connectedapprovalevent_withdrawn_by_id_d3c6e822 ON public.children_connectedapprovalevent USING btree (withdrawn_by_id);
CREATE INDEX children_conviction_decision_id_5dd52a89 ON public.children_conviction USING btree (decision_id);
CREATE INDEX children_conviction_involvement_id_c1a03719 ON public.children_conviction USING btree (involvement_id);
CREATE INDEX children_conviction_person_id_b44753e6 ON public.children_conviction USING btree (person_id);
CREATE INDEX children_conviction_recorded_by_id_e3ac816f ON public.children_conviction USING btree (recorded_by_id);
CREATE INDEX children_conviction_withdrawn_by_id_909f7ae4 ON public.children_conviction USING btree (withdrawn_by_id);
CREATE INDEX children_convictionevent_decision_id_24dacd95 ON public.children_convictionevent USING btree (decision_id);
CREATE INDEX children_convictionevent_involvement_id_52ec8c2b ON public.children_convictionevent USING btree (involvement_id);
CREATE INDEX children_convictionevent_person_id_f8d080d3 ON public.children_convictionevent USING btree (person_id);
CREATE INDEX children_convictionevent_pgh_context_id_cbf10971 ON public.children_convictionevent USING btree (pgh_context_id);
CREATE INDEX children_convictionevent_pgh_obj_id_dc89cf3f ON public.children_convictionevent USING btree (pgh_obj_id);
CREATE INDEX children_convictionevent_recorded_by_id_b6e95fdc ON public.children_convictionevent USING btree (recorded_by_id);
CREATE INDEX children_convictionevent_replaces_id_cfd849c2 ON public.children_convictionevent USING btree (replaces_id);
CREATE INDEX children_convictionevent_withdrawn_by_id_e0060f39 ON public.children_convictionevent USING btree (withdrawn_by_id);
CREATE INDEX children_coregroup_decision_id_92f698e3 ON public.children_coregroup USING btree (decision_id);
CREATE INDEX children_coregroup_involvement_id_5f35df33 ON public.children_coregroup USING btree (involvement_id);
CREATE INDEX children_coregroup_person_id_890d94f0 ON public.children_coregroup USING btree (person_id);
CREATE INDEX children_coregroup_recorded_by_id_4c283098 ON public.children_coregroup USING btree (recorded_by_id);
CREATE INDEX children_coregroup_withdrawn_by_id_f981ad42 ON public.children_coregroup USING btree (withdrawn_by_id);
CREATE INDEX children_coregroupevent_decision_id_b734c227 ON public.children_coregroupevent USING btree (decision_id);
CREATE INDEX children_coregroupevent_involvement_id_a3dec7b6 ON public.children_coregroupevent USING btree (involvement_id);
CREATE INDEX children_coregroupevent_person_id_73c861b1 ON public.children_coregroupevent USING btree (person_id);
CREATE INDEX children_coregroupevent_pgh_context_id_7c3d1b63 ON public.children_coregroupevent USING btree (pgh_context_id);
CREATE INDEX children_coregroupevent_pgh_obj_id_f2fa53fa ON public.children_coregroupevent USING btree (pgh_obj_id);
CREATE INDEX children_coregroupevent_recorded_by_id_c0e8f0ec ON public.children_coregroupevent USING btree (recorded_by_id);
CREATE INDEX children_coregroupevent_replaces_id_eabc01e4 ON public.children_coregroupevent USING btree (replaces_id);
CREATE INDEX children_coregroupevent_withdrawn_by_id_33f65fcd ON public.children_coregroupevent USING btree (withdrawn_by_id);
CREATE INDEX children_decisiontoapply_decision_id_6d365bd4 ON public.children_decisiontoapply USING btree (decision_id);
CREATE INDEX children_decisiontoapply_involvement_id_e1dec718 ON public.children_decisiontoapply USING btree (involvement_id);
CREATE INDEX children_decisiontoapply_person_id_a53a4a31 ON public.children_decisiontoapply USING btree (person_id);
CREATE INDEX children_decisiontoapply_recorded_by_id_d082c0ba ON public.children_decisiontoapply USING btree (recorded_by_id);
CREATE INDEX children_decisiontoapply_withdrawn_by_id_b8bb4c41 ON public.children_decisiontoapply USING btree (withdrawn_by_id);
CREATE INDEX children_decisiontoapplyevent_decision_id_1955f8f9 ON public.children_decisiontoapplyevent USING btree (decision_id);
CREATE INDEX children_decisiontoapplyevent_involvement_id_ac216ee4 ON public.children_decisiontoapplyevent USING btree (involvement_id);
CREATE INDEX children_decisiontoapplyevent_person_id_9941599c ON public.children_decisiontoapplyevent USING btree (person_id);
CREATE INDEX children_decisiontoapplyevent_pgh_context_id_5911793e ON public.children_decisiontoapplyevent USING btree (pgh_context_id);
CREATE INDEX children_decisiontoapplyevent_pgh_obj_id_48ed2f60 ON public.children_decisiontoapplyevent USING btree (pgh_obj_id);
CREATE INDEX children_decisiontoapplyevent_recorded_by_id_f744cc3f ON public.children_decisiontoapplyevent USING btree (recorded_by_id);
CREATE INDEX children_decisiontoapplyevent_replaces_id_6b9be743 ON public.children_decisiontoapplyevent USING btree (replaces_id);
CREATE INDEX children_decisiontoapplyevent_withdrawn_by_id_ddf00c0a ON public.children_decisiontoapplyevent USING btree (withdrawn_by_id);
CREATE INDEX children_difficultiesscore_decision_id_dcb30765 ON public.children_difficultiesscore USING btree (decision_id);
CREATE INDEX children_difficultiesscore_involvement_id_fa129084 ON public.children_difficultiesscore USING btree (involvement_id);
CREATE INDEX children_difficultiesscore_person_id_19c8906b ON public.children_difficultiesscore USING btree (person_id);
CREATE INDEX children_difficultiesscore_recorded_by_id_adac2ffa ON public.children_difficultiesscore USING btree (recorded_by_id);
CREATE INDEX children_difficultiesscore_withdrawn_by_id_c8b367b2 ON public.children_difficultiesscore USING btree (withdrawn_by_id);
CREATE INDEX children_difficultiesscoreevent_decision_id_35759bb0 ON public.children_difficultiesscoreevent USING btree (decision_id);
CREATE INDEX children_difficultiesscoreevent_involvement_id_435aad2b ON public.children_difficultiesscoreevent USING btree (involvement_id);
CREATE INDEX children_difficultiesscoreevent_person_id_b3628821 ON public.children_difficultiesscoreevent USING btree (person_id);
CREATE INDEX children_difficultiesscoreevent_pgh_context_id_7d61c02b ON public.children_difficultiesscoreevent USING btree (pgh_context_id);
CREATE INDEX children_difficultiesscoreevent_pgh_obj_id_3eba1e9b ON public.children_difficultiesscoreevent USING btree (pgh_obj_id);
CREATE INDEX children_difficultiesscoreevent_recorded_by_id_84a7d67e ON public.children_difficultiesscoreevent USING btree (recorded_by_id);
CREATE INDEX children_difficultiesscoreevent_replaces_id_10b8d3fd ON public.children_difficultiesscoreevent USING btree (replaces_id);
CREATE INDEX children_difficultiesscoreevent_withdrawn_by_id_98045120 ON public.children_difficultiesscoreevent USING btree (withdrawn_by_id);
CREATE INDEX children_disabilities_decision_id_499a9347 ON public.children_disabilities USING btree (decision_id);
CREATE INDEX children_disabilities_involvement_id_9777831e ON public.children_disabilities USING btree (involvement_id);
CREATE INDEX children_disabilities_person_id_b6d05d06 ON public.children_disabilities USING btree (person_id);
CREATE INDEX children_disabilities_recorded_by_id_5a69ada1 ON public.children_disabilities USING btree (recorded_by_id);
CREATE INDEX children_disabilities_withdrawn_by_id_c709c754 ON public.children_disabilities USING btree (withdrawn_by_id);
CREATE INDEX children_disabilitiesevent_decision_id_b39c5036 ON public.children_disabilitiesevent USING btree (decision_id);
CREATE INDEX children_disabilitiesevent_involvement_id_98be0cd8 ON public.children_disabilitiesevent USING btree (involvement_id);
CREATE INDEX children_disabilitiesevent_person_id_cb8bd9b7 ON public.children_disabilitiesevent USING btree (person_id);
CREATE INDEX children_disabilitiesevent_pgh_context_id_6b6bd341 ON public.children_disabilitiesevent USING btree (pgh_context_id);
CREATE INDEX children_disabilitiesevent_pgh_obj_id_7fef5d0c ON public.children_disabilitiesevent USING btree (pgh_obj_id);
CREATE INDEX children_disabilitiesevent_recorded_by_id_3c9c17a9 ON public.children_disabilitiesevent USING btree (recorded_by_id);
CREATE INDEX children_disabilitiesevent_replaces_id_3840f258 ON public.children_disabilitiesevent USING btree (replaces_id);
CREATE INDEX children_disabilitiesevent_withdrawn_by_id_4ba84525 ON public.children_disabilitiesevent USING btree (withdrawn_by_id);
CREATE INDEX children_educationplan_decision_id_cfddea22 ON public.children_educationplan USING btree (decision_id);
CREATE INDEX children_educationplan_involvement_id_c276edfe ON public.children_educationplan USING btree (involvement_id);
CREATE INDEX children_educationplan_person_id_65543f37 ON public.children_educationplan USING btree (person_id);
CREATE INDEX children_educationplan_recorded_by_id_e7853d93 ON public.children_educationplan USING btree (recorded_by_id);
CREATE INDEX children_educationplan_withdrawn_by_id_a1c1e245 ON public.children_educationplan USING btree (withdrawn_by_id);
CREATE INDEX children_educationplanevent_decision_id_cd68c199 ON public.children_educationplanevent USING btree (decision_id);
CREATE INDEX children_educationplanevent_involvement_id_29c05b24 ON public.children_educationplanevent USING btree (involvement_id);
CREATE INDEX children_educationplanevent_person_id_a227bf01 ON public.children_educationplanevent USING btree (person_id);
CREATE INDEX children_educationplanevent_pgh_context_id_bdc114d0 ON public.children_educationplanevent USING btree (pgh_context_id);
CREATE INDEX children_educationplanevent_pgh_obj_id_47c279e3 ON public.children_educationplanevent USING btree (pgh_obj_id);
CREATE INDEX children_educationplanevent_recorded_by_id_6e367487 ON public.children_educationplanevent USING btree (recorded_by_id);
CREATE INDEX children_educationplanevent_replaces_id_ce5993c0 ON public.children_educationplanevent USING btree (replaces_id);
CREATE INDEX children_educationplanevent_withdrawn_by_id_dc4e48ee ON public.children_educationplanevent USING btree (withdrawn_by_id);
CREATE INDEX children_enquiry_decision_id_cd36ffb6 ON public.children_enquiry USING btree (decision_id);
CREATE INDEX children_enquiry_end_decision_id_eead1fc7 ON public.children_enquiry USING btree (end_decision_id);
CREATE INDEX children_enquiry_end_recorded_by_id_1bfaa59d ON public.children_enquiry USING btree (end_recorded_by_id);
CREATE INDEX children_enquiry_involvement_id_7136e13e ON public.children_enquiry USING btree (involvement_id);
CREATE INDEX children_enquiry_person_id_2c418708 ON public.children_enquiry USING btree (person_id);
CREATE INDEX children_enquiry_recorded_by_id_18cb0e02 ON public.children_enquiry USING btree (recorded_by_id);
CREATE INDEX children_enquiry_withdrawn_by_id_1411001f ON public.children_enquiry USING btree (withdrawn_by_id);
CREATE INDEX children_enquiryevent_decision_id_1b84b51c ON public.children_enquiryevent USING btree (decision_id);
CREATE INDEX children_enquiryevent_end_decision_id_1f292761 ON public.children_enquiryevent USING btree (end_decision_id);
CREATE INDEX children_enquiryevent_end_recorded_by_id_5cf3f9e9 ON public.children_enquiryevent USING btree (end_recorded_by_id);
CREATE INDEX children_enquiryevent_involvement_id_682d237c ON public.children_enquiryevent USING btree (involvement_id);
CREATE INDEX children_enquiryevent_person_id_ccf4ad7d ON public.children_enquiryevent USING btree (person_id);
CREATE INDEX children_enquiryevent_pgh_context_id_60c2e81b ON public.children_enquiryevent USING btree (pgh_context_id);
CREATE INDEX children_enquiryevent_pgh_obj_id_4248c67d ON public.children_enquiryevent USING btree (pgh_obj_id);
CREATE INDEX children_enquiryevent_recorded_by_id_09c81c7d ON public.children_enquiryevent USING btree (recorded_by_id);
CREATE INDEX children_enquiryevent_replaces_id_b61bb1d4 ON public.children_enquiryevent USING btree (replaces_id);
CREATE INDEX children_enquiryevent_withdrawn_by_id_43d4426b ON public.children_enquiryevent USING btree (withdrawn_by_id);
CREATE INDEX children_episode_decision_id_65006ab2 ON public.children_episode USING btree (decision_id);
CREATE INDEX children_episode_end_decision_id_1ef344be ON public.children_episode USING btree (end_decision_id);
CREATE INDEX children_episode_end_recorded_by_id_d47a3b02 ON public.children_episode USING btree (end_recorded_by_id);
CREATE INDEX children_episode_involvement_id_4251e451 ON public.children_episode USING btree (involvement_id);
CREATE INDEX children_episode_person_id_821e4454 ON public.children_episode USING btree (person_id);
CREATE INDEX children_episode_recorded_by_id_001d9555 ON public.children_episode USING btree (recorded_by_id);
CREATE INDEX children_episode_withdrawn_by_id_d1cc0067 ON public.children_episode USING btree (withdrawn_by_id);
CREATE INDEX children_episodeevent_decision_id_c83fbca2 ON public.children_episodeevent USING btree (decision_id);
CREATE INDEX children_episodeevent_end_decision_id_7aec2051 ON public.children_episodeevent USING btree (end_decision_id);
CREATE INDEX children_episodeevent_end_recorded_by_id_abce0690 ON public.children_episodeevent USING btree (end_recorded_by_id);
CREATE INDEX children_episodeevent_involvement_id_d9513019 ON public.children_episodeevent USING btree (involvement_id);
CREATE INDEX children_episodeevent_person_id_78c796ff ON public.children_episodeevent USING btree (person_id);
CREATE INDEX children_episodeevent_pgh_context_id_8760af07 ON public.children_episodeevent USING btree (pgh_context_id);
CREATE INDEX children_episodeevent_pgh_obj_id_466458ec ON public.children_episodeevent USING btree (pgh_obj_id);
CREATE INDEX children_episodeevent_recorded_by_id_58f7900b ON public.children_episodeevent USING btree (recorded_by_id);
CREATE INDEX children_episodeevent_replaces_id_b22ca7d6 ON public.children_episodeevent USING btree (replaces_id);
CREATE INDEX children_episodeevent_withdrawn_by_id_b7e8a1d6 ON public.children_episodeevent USING btree (withdrawn_by_id);
CREATE INDEX children_familymeeting_decision_id_1fca895a ON public.children_familymeeting USING btree (decision_id);
CREATE INDEX children_familymeeting_involvement_id_1a9603ac ON public.children_familymeeting USING btree (involvement_id);
CREATE INDEX children_familymeeting_person_id_41b1f2f1 ON public.children_familymeeting USING btree (person_id);
CREATE INDEX children_familymeeting_recorded_by_id_09a43800 ON public.children_familymeeting USING btree (recorded_by_id);
CREATE INDEX children_familymeeting_withdrawn_by_id_51fefe9e ON public.children_familymeeting USING btree (withdrawn_by_id);
CREATE INDEX children_familymeetingevent_decision_id_c925c159 ON public.children_familymeetingevent USING btree (decision_id);
CREATE INDEX children_familymeetingevent_involvement_id_1627efe2 ON public.children_familymeetingevent USING btree (involvement_id);
CREATE INDEX children_familymeetingevent_person_id_8f838260 ON public.children_familymeetingevent USING btree (person_id);
CREATE INDEX children_familymeetingevent_pgh_context_id_67087c60 ON public.children_familymeetingevent USING btree (pgh_context_id);
CREATE INDEX children_familymeetingevent_pgh_obj_id_ff6c1632 ON public.children_familymeetingevent USING btree (pgh_obj_id);
CREATE INDEX children_familymeetingevent_recorded_by_id_d8f646d5 ON public.children_familymeetingevent USING btree (recorded_by_id);
CREATE INDEX children_familymeetingevent_replaces_id_0d883f99 ON public.children_familymeetingevent USING btree (replaces_id);
CREATE INDEX children_familymeetingevent_withdrawn_by_id_49e45100 ON public.children_familymeetingevent USING btree (withdrawn_by_id);
CREATE INDEX children_familymeetingoffer_decision_id_f562b238 ON public.children_familymeetingoffer USING btree (decision_id);
CREATE INDEX children_familymeetingoffer_involvement_id_a614198f ON public.children_familymeetingoffer USING btree (involvement_id);
CREATE INDEX children_familymeetingoffer_person_id_4c6ee695 ON public.children_familymeetingoffer USING btree (person_id);
CREATE INDEX children_familymeetingoffer_recorded_by_id_0c370189 ON public.children_familymeetingoffer USING btree (recorded_by_id);
CREATE INDEX children_familymeetingoffer_withdrawn_by_id_fa519497 ON public.children_familymeetingoffer USING btree (withdrawn_by_id);
CREATE INDEX children_familymeetingofferevent_decision_id_7c32ac6b ON public.children_familymeetingofferevent USING btree (decision_id);
CREATE INDEX children_familymeetingofferevent_involvement_id_1b59bcec ON public.children_familymeetingofferevent USING btree (involvement_id);
CREATE INDEX children_familymeetingofferevent_person_id_54107133 ON public.children_familymeetingofferevent USING btree (person_id);
CREATE INDEX children_familymeetingofferevent_pgh_context_id_ecd7e415 ON public.children_familymeetingofferevent USING btree (pgh_context_id);
CREATE INDEX children_familymeetingofferevent_pgh_obj_id_90a17fdc ON public.children_familymeetingofferevent USING btree (pgh_obj_id);
CREATE INDEX children_familymeetingofferevent_recorded_by_id_ba1576ac ON public.children_familymeetingofferevent USING btree (recorded_by_id);
CREATE INDEX children_familymeetingofferevent_replaces_id_283674e6 ON public.children_familymeetingofferevent USING btree (replaces_id);
CREATE INDEX children_familymeetingofferevent_withdrawn_by_id_b7c874e6 ON public.children_familymeetingofferevent USING btree (withdrawn_by_id);
CREATE INDEX children_fosteringvisit_decision_id_d4ebd569 ON public.children_fosteringvisit USING btree (decision_id);
CREATE INDEX children_fosteringvisit_involvement_id_a06377e0 ON public.children_fosteringvisit USING btree (involvement_id);
CREATE INDEX children_fosteringvisit_person_id_db203106 ON public.children_fosteringvisit USING btree (person_id);
CREATE INDEX children_fosteringvisit_recorded_by_id_d5f22dd9 ON public.children_fosteringvisit USING btree (recorded_by_id);
CREATE INDEX children_fosteringvisit_withdrawn_by_id_a8e905dd ON public.children_fosteringvisit USING btree (withdrawn_by_id);
CREATE INDEX children_fosteringvisitevent_decision_id_b42c54b0 ON public.children_fosteringvisitevent USING btree (decision_id);
CREATE INDEX children_fosteringvisitevent_involvement_id_83d23855 ON public.children_fosteringvisitevent USING btree (involvement_id);
CREATE INDEX children_fosteringvisitevent_person_id_d4aba7a2 ON public.children_fosteringvisitevent USING btree (person_id);
CREATE INDEX children_fosteringvisitevent_pgh_context_id_63b89189 ON public.children_fosteringvisitevent USING btree (pgh_context_id);
CREATE INDEX children_fosteringvisitevent_pgh_obj_id_7dcdf748 ON public.children_fosteringvisitevent USING btree (pgh_obj_id);
CREATE INDEX children_fosteringvisitevent_recorded_by_id_df16dfe8 ON public.children_fosteringvisitevent USING btree (recorded_by_id);
CREATE INDEX children_fosteringvisitevent_replaces_id_b72e1b6e ON public.children_fosteringvisitevent USING btree (replaces_id);
CREATE INDEX children_fosteringvisitevent_withdrawn_by_id_7c5eb6f9 ON public.children_fosteringvisitevent USING btree (withdrawn_by_id);
CREATE INDEX children_health_decision_id_0f72a4b4 ON public.children_health USING btree (decision_id);
CREATE INDEX children_health_involvement_id_e160f997 ON public.children_health USING btree (involvement_id);
CREATE INDEX children_health_person_id_8694edaa ON public.children_health USING btree (person_id);
CREATE INDEX children_health_recorded_by_id_34017154 ON public.children_health USING btree (recorded_by_id);
CREATE INDEX children_health_withdrawn_by_id_e36a31fa ON public.children_health USING btree (withdrawn_by_id);
CREATE INDEX children_healthevent_decision_id_632e8321 ON public.children_healthevent USING btree (decision_id);
CREATE INDEX children_healthevent_involvement_id_397160e4 ON public.children_healthevent USING btree (involvement_id);
CREATE INDEX children_healthevent_person_id_738afc14 ON public.children_healthevent USING btree (person_id);
CREATE INDEX children_healthevent_pgh_context_id_b95ae68c ON public.children_healthevent USING btree (pgh_context_id);
CREATE INDEX children_healthevent_pgh_obj_id_2ef657c8 ON public.children_healthevent USING btree (pgh_obj_id);
CREATE INDEX children_healthevent_recorded_by_id_8582c74e ON public.children_healthevent USING btree (recorded_by_id);
CREATE INDEX children_healthevent_replaces_id_46a8cd1d ON public.children_healthevent USING btree (replaces_id);
CREATE INDEX children_healthevent_withdrawn_by_id_84f5dce9 ON public.children_healthevent USING btree (withdrawn_by_id);
CREATE INDEX children_hearing_decision_id_40c40ea9 ON public.children_hearing USING btree (decision_id);
CREATE INDEX children_hearing_involvement_id_43cfa4a5 ON public.children_hearing USING btree (involvement_id);
CREATE INDEX children_hearing_person_id_97f2fb8f ON public.children_hearing USING btree (person_id);
CREATE INDEX children_hearing_recorded_by_id_554800c6 ON public.children_hearing USING btree (recorded_by_id);
CREATE INDEX children_hearing_withdrawn_by_id_db993e42 ON public.children_hearing USING btree (withdrawn_by_id);
CREATE INDEX children_hearingevent_decision_id_cd794503 ON public.children_hearingevent USING btree (decision_id);
CREATE INDEX children_hearingevent_involvement_id_0b42020b ON public.children_hearingevent USING btree (involvement_id);
CREATE INDEX children_hearingevent_person_id_20710e68 ON public.children_hearingevent USING btree (person_id);
CREATE INDEX children_hearingevent_pgh_context_id_cf631394 ON public.children_hearingevent USING btree (pgh_context_id);
CREATE INDEX children_hearingevent_pgh_obj_id_b2277164 ON public.children_hearingevent USING btree (pgh_obj_id);
CREATE INDEX children_hearingevent_recorded_by_id_b5fd1527 ON public.children_hearingevent USING btree (recorded_by_id);
CREATE INDEX children_hearingevent_replaces_id_0dc649ea ON public.children_hearingevent USING btree (replaces_id);
CREATE INDEX children_hearingevent_withdrawn_by_id_382a1225 ON public.children_hearingevent USING btree (withdrawn_by_id);
CREATE INDEX children_incident_decision_id_efbfed79 ON public.children_incident USING btree (decision_id);
CREATE INDEX children_incident_involvement_id_bd3e16cd ON public.children_incident USING btree (involvement_id);
CREATE INDEX children_incident_person_id_6d01b07d ON public.children_incident USING btree (person_id);
CREATE INDEX children_incident_recorded_by_id_dd87c48b ON public.children_incident USING btree (recorded_by_id);
CREATE INDEX children_incident_withdrawn_by_id_ee80349a ON public.children_incident USING btree (withdrawn_by_id);
CREATE INDEX children_incidentevent_decision_id_a3761d0d ON public.children_incidentevent USING btree (decision_id);
CREATE INDEX children_incidentevent_involvement_id_e8219b85 ON public.children_incidentevent USING btree (involvement_id);
CREATE INDEX children_incidentevent_person_id_69385d47 ON public.children_incidentevent USING btree (person_id);
CREATE INDEX children_incidentevent_pgh_context_id_14cecd24 ON public.children_incidentevent USING btree (pgh_context_id);
CREATE INDEX children_incidentevent_pgh_obj_id_1b514701 ON public.children_incidentevent USING btree (pgh_obj_id);
CREATE INDEX children_incidentevent_recorded_by_id_2c1aa194 ON public.children_incidentevent USING btree (recorded_by_id);
CREATE INDEX children_incidentevent_replaces_id_c812fe66 ON public.children_incidentevent USING btree (replaces_id);
CREATE INDEX children_incidentevent_withdrawn_by_id_17a45eab ON public.children_incidentevent USING btree (withdrawn_by_id);
CREATE INDEX children_leavercontact_decision_id_1af8ad2f ON public.children_leavercontact USING btree (decision_id);
CREATE INDEX children_leavercontact_involvement_id_38924121 ON public.children_leavercontact USING btree (involvement_id);
CREATE INDEX children_leavercontact_person_id_85164c4d ON public.children_leavercontact USING btree (person_id);
CREATE INDEX children_leavercontact_recorded_by_id_0e624d98 ON public.children_leavercontact USING btree (recorded_by_id);
CREATE INDEX children_leavercontact_withdrawn_by_id_773466fb ON public.children_leavercontact USING btree (withdrawn_by_id);
CREATE INDEX children_leavercontactevent_decision_id_d249c7f6 ON public.children_leavercontactevent USING btree (decision_id);
CREATE INDEX children_leavercontactevent_involvement_id_965e30cd ON public.children_leavercontactevent USING btree (involvement_id);
CREATE INDEX children_leavercontactevent_person_id_c143a07e ON public.children_leavercontactevent USING btree (person_id);
CREATE INDEX children_leavercontactevent_pgh_context_id_81c45bd4 ON public.children_leavercontactevent USING btree (pgh_context_id);
CREATE INDEX children_leavercontactevent_pgh_obj_id_79e31ccc ON public.children_leavercontactevent USING btree (pgh_obj_id);
CREATE INDEX children_leavercontactevent_recorded_by_id_d57d277a ON public.children_leavercontactevent USING btree (recorded_by_id);
CREATE INDEX children_leavercontactevent_replaces_id_92465d19 ON public.children_leavercontactevent USING btree (replaces_id);
CREATE INDEX children_leavercontactevent_withdrawn_by_id_ac02cb24 ON public.children_leavercontactevent USING btree (withdrawn_by_id);
CREATE INDEX children_leavereligibility_decision_id_9528940e ON public.children_leavereligibility USING btree (decision_id);
CREATE INDEX children_leavereligibility_involvement_id_c309bd54 ON public.children_leavereligibility USING btree (involvement_id);
CREATE INDEX children_leavereligibility_person_id_4318bcfe ON public.children_leavereligibility USING btree (person_id);
CREATE INDEX children_leavereligibility_recorded_by_id_1919faee ON public.children_leavereligibility USING btree (recorded_by_id);
CREATE INDEX children_leavereligibility_withdrawn_by_id_61d1f9d8 ON public.children_leavereligibility USING btree (withdrawn_by_id);
CREATE INDEX children_leavereligibilityevent_decision_id_cb229a1e ON public.children_leavereligibilityevent USING btree (decision_id);
CREATE INDEX children_leavereligibilityevent_involvement_id_2ed88731 ON public.children_leavereligibilityevent USING btree (involvement_id);
CREATE INDEX children_leavereligibilityevent_person_id_eb204385 ON public.children_leavereligibilityevent USING btree (person_id);
CREATE INDEX children_leavereligibilityevent_pgh_context_id_d4e8de32 ON public.children_leavereligibilityevent USING btree (pgh_context_id);
CREATE INDEX children_leavereligibilityevent_pgh_obj_id_83aa9421 ON public.children_leavereligibilityevent USING btree (pgh_obj_id);
CREATE INDEX children_leavereligibilityevent_recorded_by_id_d9fa10d0 ON public.children_leavereligibilityevent USING btree (recorded_by_id);
CREATE INDEX children_leavereligibilityevent_replaces_id_1380e05e ON public.children_leavereligibilityevent USING btree (replaces_id);
CREATE INDEX children_leavereligibilityevent_withdrawn_by_id_236a78f8 ON public.children_leavereligibilityevent USING btree (withdrawn_by_id);
CREATE INDEX children_leavingcare_decision_id_c3bce85f ON public.children_leavingcare USING btree (decision_id);
CREATE INDEX children_leavingcare_end_decision_id_d3fa6788 ON public.children_leavingcare USING btree (end_decision_id);
CREATE INDEX children_leavingcare_end_recorded_by_id_89117e37 ON public.children_leavingcare USING btree (end_recorded_by_id);
CREATE INDEX children_leavingcare_involvement_id_efda9148 ON public.children_leavingcare USING btree (involvement_id);
CREATE INDEX children_leavingcare_person_id_9a34ad7f ON public.children_leavingcare USING btree (person_id);
CREATE INDEX children_leavingcare_recorded_by_id_3f9dba1e ON public.children_leavingcare USING btree (recorded_by_id);
CREATE INDEX children_leavingcare_withdrawn_by_id_fe2e745f ON public.children_leavingcare USING btree (withdrawn_by_id);
CREATE INDEX children_leavingcareevent_decision_id_3ea8fd3c ON public.children_leavingcareevent USING btree (decision_id);
CREATE INDEX children_leavingcareevent_end_decision_id_8c7a7bcc ON public.children_leavingcareevent USING btree (end_decision_id);
CREATE INDEX children_leavingcareevent_end_recorded_by_id_515b3968 ON public.children_leavingcareevent USING btree (end_recorded_by_id);
CREATE INDEX children_leavingcareevent_involvement_id_402ed5f0 ON public.children_leavingcareevent USING btree (involvement_id);
CREATE INDEX children_leavingcareevent_person_id_37123249 ON public.children_leavingcareevent USING btree (person_id);
CREATE INDEX children_leavingcareevent_pgh_context_id_7c09061c ON public.children_leavingcareevent USING btree (pgh_context_id);
CREATE INDEX children_leavingcareevent_pgh_obj_id_1d68ff86 ON public.children_leavingcareevent USING btree (pgh_obj_id);
CREATE INDEX children_leavingcareevent_recorded_by_id_3168283e ON public.children_leavingcareevent USING btree (recorded_by_id);
CREATE INDEX children_leavingcareevent_replaces_id_22852b3e ON public.children_leavingcareevent USING btree (replaces_id);
CREATE INDEX children_leavingcareevent_withdrawn_by_id_caa5191d ON public.children_leavingcareevent USING btree (withdrawn_by_id);
CREATE INDEX children_leavingneeds_decision_id_4c615dca ON public.children_leavingneeds USING btree (decision_id);
CREATE INDEX children_leavingneeds_involvement_id_8f4db263 ON public.children_leavingneeds USING btree (involvement_id);
CREATE INDEX children_leavingneeds_person_id_d5e335d1 ON public.children_leavingneeds USING btree (person_id);
CREATE INDEX children_leavingneeds_recorded_by_id_2f85c8b6 ON public.children_leavingneeds USING btree (recorded_by_id);
CREATE INDEX children_leavingneeds_withdrawn_by_id_fc48efdb ON public.children_leavingneeds USING btree (withdrawn_by_id);
CREATE INDEX children_leavingneedsevent_decision_id_79257cd1 ON public.children_leavingneedsevent USING btree (decision_id);
CREATE INDEX children_leavingneedsevent_involvement_id_d27d8a00 ON public.children_leavingneedsevent USING btree (involvement_id);
CREATE INDEX children_leavingneedsevent_person_id_82ae1f7b ON public.children_leavingneedsevent USING btree (person_id);
CREATE INDEX children_leavingneedsevent_pgh_context_id_ebdfbe93 ON public.children_leavingneedsevent USING btree (pgh_context_id);
CREATE INDEX children_leavingneedsevent_pgh_obj_id_43d8aba9 ON public.children_leavingneedsevent USING btree (pgh_obj_id);
CREATE INDEX children_leavingneedsevent_recorded_by_id_d3bd0bc2 ON public.children_leavingneedsevent USING btree (recorded_by_id);
CREATE INDEX children_leavingneedsevent_replaces_id_d9cc48dd ON public.children_leavingneedsevent USING btree (replaces_id);
CREATE INDEX children_leavingneedsevent_withdrawn_by_id_208f4b48 ON public.children_leavingneedsevent USING btree (withdrawn_by_id);
CREATE INDEX children_legalstatus_decision_id_7065d3df ON public.children_legalstatus USING btree (decision_id);
CREATE INDEX children_legalstatus_end_decision_id_6ad4c765 ON public.children_legalstatus USING btree (end_decision_id);
CREATE INDEX children_legalstatus_end_recorded_by_id_26eada30 ON public.children_legalstatus USING btree (end_recorded_by_id);
CREATE INDEX children_legalstatus_involvement_id_8eeff28d ON public.children_legalstatus USING btree (involvement_id);
CREATE INDEX children_legalstatus_person_id_7cecee29 ON public.children_legalstatus USING btree (person_id);
CREATE INDEX children_legalstatus_recorded_by_id_9d21c4b1 ON public.children_legalstatus USING btree (recorded_by_id);
CREATE INDEX children_legalstatus_withdrawn_by_id_a90b0800 ON public.children_legalstatus USING btree (withdrawn_by_id);
CREATE INDEX children_legalstatusevent_decision_id_cd9c718a ON public.children_legalstatusevent USING btree (decision_id);
CREATE INDEX children_legalstatusevent_end_decision_id_4130b316 ON public.children_legalstatusevent USING btree (end_decision_id);
CREATE INDEX children_legalstatusevent_end_recorded_by_id_f1bbd6cb ON public.children_legalstatusevent USING btree (end_recorded_by_id);
CREATE INDEX children_legalstatusevent_involvement_id_3cc9bfde ON public.children_legalstatusevent USING btree (involvement_id);
CREATE INDEX children_legalstatusevent_person_id_b63b94df ON public.children_legalstatusevent USING btree (person_id);
CREATE INDEX children_legalstatusevent_pgh_context_id_2c12acd4 ON public.children_legalstatusevent USING btree (pgh_context_id);
CREATE INDEX children_legalstatusevent_pgh_obj_id_64543e1d ON public.children_legalstatusevent USING btree (pgh_obj_id);
CREATE INDEX children_legalstatusevent_recorded_by_id_aae11af0 ON public.children_legalstatusevent USING btree (recorded_by_id);
CREATE INDEX children_legalstatusevent_replaces_id_f3cba437 ON public.children_legalstatusevent USING btree (replaces_id);
CREATE INDEX children_legalstatusevent_withdrawn_by_id_eaeaa64d ON public.children_legalstatusevent USING btree (withdrawn_by_id);
CREATE INDEX children_libertyorder_decision_id_04bdf006 ON public.children_libertyorder USING btree (decision_id);
CREATE INDEX children_libertyorder_end_decision_id_fe0a3688 ON public.children_libertyorder USING btree (end_decision_id);
CREATE INDEX children_libertyorder_end_recorded_by_id_90ed1e93 ON public.children_libertyorder USING btree (end_recorded_by_id);
CREATE INDEX children_libertyorder_involvement_id_fe3e1a68 ON public.children_libertyorder USING btree (involvement_id);
CREATE INDEX children_libertyorder_person_id_6a0c4015 ON public.children_libertyorder USING btree (person_id);
CREATE INDEX children_libertyorder_recorded_by_id_50020c01 ON public.children_libertyorder USING btree (recorded_by_id);
CREATE INDEX children_libertyorder_withdrawn_by_id_911f8554 ON public.children_libertyorder USING btree (withdrawn_by_id);
CREATE INDEX children_libertyorderevent_decision_id_9c79b7c1 ON public.children_libertyorderevent USING btree (decision_id);
CREATE INDEX children_libertyorderevent_end_decision_id_5f5bfdb8 ON public.children_libertyorderevent USING btree (end_decision_id);
CREATE INDEX children_libertyorderevent_end_recorded_by_id_7f75dba2 ON public.children_libertyorderevent USING btree (end_recorded_by_id);
CREATE INDEX children_libertyorderevent_involvement_id_22e27390 ON public.children_libertyorderevent USING btree (involvement_id);
CREATE INDEX children_libertyorderevent_person_id_a6ec769e ON public.children_libertyorderevent USING btree (person_id);
CREATE INDEX children_libertyorderevent_pgh_context_id_4bb2e4ad ON public.children_libertyorderevent USING btree (pgh_context_id);
CREATE INDEX children_libertyorderevent_pgh_obj_id_ab262e90 ON public.children_libertyorderevent USING btree (pgh_obj_id);
CREATE INDEX children_libertyorderevent_recorded_by_id_983a3e9e ON public.children_libertyorderevent USING btree (recorded_by_id);
CREATE INDEX children_libertyorderevent_replaces_id_9afdb3cc ON public.children_libertyorderevent USING btree (replaces_id);
CREATE INDEX children_libertyorderevent_withdrawn_by_id_eb83b219 ON public.children_libertyorderevent USING btree (withdrawn_by_id);
CREATE INDEX children_missing_decision_id_2b0408cb ON public.children_missing USING btree (decision_id);
CREATE INDEX children_missing_end_decision_id_ad7c5cb6 ON public.children_missing USING btree (end_decision_id);
CREATE INDEX children_missing_end_recorded_by_id_fdfcfffe ON public.children_missing USING btree (end_recorded_by_id);
CREATE INDEX children_missing_involvement_id_8800427f ON public.children_missing USING btree (involvement_id);
CREATE INDEX children_missing_person_id_abf82ca5 ON public.children_missing USING btree (person_id);
CREATE INDEX children_missing_recorded_by_id_0525706a ON public.children_missing USING btree (recorded_by_id);
CREATE INDEX children_missing_withdrawn_by_id_06e2cb7f ON public.children_missing USING btree (withdrawn_by_id);
CREATE INDEX children_missingevent_decision_id_27c9c9db ON public.children_missingevent USING btree (decision_id);
CREATE INDEX children_missingevent_end_decision_id_3ae6359b ON public.children_missingevent USING btree (end_decision_id);
CREATE INDEX children_missingevent_end_recorded_by_id_1442b00d ON public.children_missingevent USING btree (end_recorded_by_id);
CREATE INDEX children_missingevent_involvement_id_27db95be ON public.children_missingevent USING btree (involvement_id);
CREATE INDEX children_missingevent_person_id_3b3b69c7 ON public.children_missingevent USING btree (person_id);
CREATE INDEX children_missingevent_pgh_context_id_96598480 ON public.children_missingevent USING btree (pgh_context_id);
CREATE INDEX children_missingevent_pgh_obj_id_cff5265e ON public.children_missingevent USING btree (pgh_obj_id);
CREATE INDEX children_missingevent_recorded_by_id_36bf7bfb ON public.children_missingevent USING btree (recorded_by_id);
CREATE INDEX children_missingevent_replaces_id_f97ae7e3 ON public.children_missingevent USING btree (replaces_id);
CREATE INDEX children_missingevent_withdrawn_by_id_4a19234f ON public.children_missingevent USING btree (withdrawn_by_id);
CREATE INDEX children_movedaway_decision_id_a5e12a59 ON public.children_movedaway USING btree (decision_id);
CREATE INDEX children_movedaway_involvement_id_641247be ON public.children_movedaway USING btree (involvement_id);
CREATE INDEX children_movedaway_person_id_23e2a2ed ON public.children_movedaway USING btree (person_id);
CREATE INDEX children_movedaway_recorded_by_id_867e461d ON public.children_movedaway USING btree (recorded_by_id);
CREATE INDEX children_movedaway_withdrawn_by_id_523b47cf ON public.children_movedaway USING btree (withdrawn_by_id);
CREATE INDEX children_movedawayevent_decision_id_796d052e ON public.children_movedawayevent USING btree (decision_id);
CREATE INDEX children_movedawayevent_involvement_id_819051d2 ON public.children_movedawayevent USING btree (involvement_id);
CREATE INDEX children_movedawayevent_person_id_421748b1 ON public.children_movedawayevent USING btree (person_id);
CREATE INDEX children_movedawayevent_pgh_context_id_94927d0d ON public.children_movedawayevent USING btree (pgh_context_id);
CREATE INDEX children_movedawayevent_pgh_obj_id_ac285267 ON public.children_movedawayevent USING btree (pgh_obj_id);
CREATE INDEX children_movedawayevent_recorded_by_id_37a013c9 ON public.children_movedawayevent USING btree (recorded_by_id);
CREATE INDEX children_movedawayevent_replaces_id_5580c96b ON public.children_movedawayevent USING btree (replaces_id);
CREATE INDEX children_movedawayevent_withdrawn_by_id_d54e2cca ON public.children_movedawayevent USING btree (withdrawn_by_id);
CREATE INDEX children_movedin_decision_id_a097b439 ON public.children_movedin USING btree (decision_id);
CREATE INDEX children_movedin_involvement_id_d921b39a ON public.children_movedin USING btree (involvement_id);
CREATE INDEX children_movedin_person_id_fb234d60 ON public.children_movedin USING btree (person_id);
CREATE INDEX children_movedin_recorded_by_id_9a728a96 ON public.children_movedin USING btree (recorded_by_id);
CREATE INDEX children_movedin_withdrawn_by_id_cf4da1c6 ON public.children_movedin USING btree (withdrawn_by_id);
CREATE INDEX children_movedinevent_decision_id_1671cf8e ON public.children_movedinevent USING btree (decision_id);
CREATE INDEX children_movedinevent_involvement_id_a7393404 ON public.children_movedinevent USING btree (involvement_id);
CREATE INDEX children_movedinevent_person_id_cca0707b ON public.children_movedinevent USING btree (person_id);
CREATE INDEX children_movedinevent_pgh_context_id_e00608b4 ON public.children_movedinevent USING btree (pgh_context_id);
CREATE INDEX children_movedinevent_pgh_obj_id_057acc9c ON public.children_movedinevent USING btree (pgh_obj_id);
CREATE INDEX children_movedinevent_recorded_by_id_b6a04bf0 ON public.children_movedinevent USING btree (recorded_by_id);
CREATE INDEX children_movedinevent_replaces_id_bb78dc7f ON public.children_movedinevent USING btree (replaces_id);
CREATE INDEX children_movedinevent_withdrawn_by_id_a3540bff ON public.children_movedinevent USING btree (withdrawn_by_id);
CREATE INDEX children_namedworker_decision_id_c97186aa ON public.children_namedworker USING btree (decision_id);
CREATE INDEX children_namedworker_end_decision_id_01fd1ab9 ON public.children_namedworker USING btree (end_decision_id);
CREATE INDEX children_namedworker_end_recorded_by_id_51f71cbb ON public.children_namedworker USING btree (end_recorded_by_id);
CREATE INDEX children_namedworker_involvement_id_642f2bb4 ON public.children_namedworker USING btree (involvement_id);
CREATE INDEX children_namedworker_person_id_75ed4c3a ON public.children_namedworker USING btree (person_id);
CREATE INDEX children_namedworker_recorded_by_id_a3d04d96 ON public.children_namedworker USING btree (recorded_by_id);
CREATE INDEX children_namedworker_withdrawn_by_id_006d8228 ON public.children_namedworker USING btree (withdrawn_by_id);
CREATE INDEX children_namedworker_worker_id_e70950b6 ON public.children_namedworker USING btree (worker_id);
CREATE INDEX children_namedworkerevent_decision_id_d96e5304 ON public.children_namedworkerevent USING btree (decision_id);
CREATE INDEX children_namedworkerevent_end_decision_id_82dfe62e ON public.children_namedworkerevent USING btree (end_decision_id);
CREATE INDEX children_namedworkerevent_end_recorded_by_id_0b510e74 ON public.children_namedworkerevent USING btree (end_recorded_by_id);
CREATE INDEX children_namedworkerevent_involvement_id_91cd5971 ON public.children_namedworkerevent USING btree (involvement_id);
CREATE INDEX children_namedworkerevent_person_id_35f07f57 ON public.children_namedworkerevent USING btree (person_id);
CREATE INDEX children_namedworkerevent_pgh_context_id_6185fc91 ON public.children_namedworkerevent USING btree (pgh_context_id);
CREATE INDEX children_namedworkerevent_pgh_obj_id_7ee316b4 ON public.children_namedworkerevent USING btree (pgh_obj_id);
CREATE INDEX children_namedworkerevent_recorded_by_id_94a3c9a1 ON public.children_namedworkerevent USING btree (recorded_by_id);
CREATE INDEX children_namedworkerevent_replaces_id_581a6d98 ON public.children_namedworkerevent USING btree (replaces_id);
CREATE INDEX children_namedworkerevent_withdrawn_by_id_e7ccc068 ON public.children_namedworkerevent USING btree (withdrawn_by_id);
CREATE INDEX children_namedworkerevent_worker_id_1a3e986b ON public.children_namedworkerevent USING btree (worker_id);
CREATE INDEX children_needplan_decision_id_ac9307f1 ON public.children_needplan USING btree (decision_id);
CREATE INDEX children_needplan_end_decision_id_abd967d4 ON public.children_needplan USING btree (end_decision_id);
CREATE INDEX children_needplan_end_recorded_by_id_baa15042 ON public.children_needplan USING btree (end_recorded_by_id);
CREATE INDEX children_needplan_involvement_id_f696c72e ON public.children_needplan USING btree (involvement_id);
CREATE INDEX children_needplan_person_id_4d6e73f3 ON public.children_needplan USING btree (person_id);
CREATE INDEX children_needplan_recorded_by_id_6de81abf ON public.children_needplan USING btree (recorded_by_id);
CREATE INDEX children_needplan_withdrawn_by_id_e60dd1fa ON public.children_needplan USING btree (withdrawn_by_id);
CREATE INDEX children_needplanevent_decision_id_3c9f56bb ON public.children_needplanevent USING btree (decision_id);
CREATE INDEX children_needplanevent_end_decision_id_cc9787ad ON public.children_needplanevent USING btree (end_decision_id);
CREATE INDEX children_needplanevent_end_recorded_by_id_d32fd765 ON public.children_needplanevent USING btree (end_recorded_by_id);
CREATE INDEX children_needplanevent_involvement_id_4d6f6a7e ON public.children_needplanevent USING btree (involvement_id);
CREATE INDEX children_needplanevent_person_id_c9fc8d65 ON public.children_needplanevent USING btree (person_id);
CREATE INDEX children_needplanevent_pgh_context_id_b6c3403a ON public.children_needplanevent USING btree (pgh_context_id);
CREATE INDEX children_needplanevent_pgh_obj_id_8c31ff83 ON public.children_needplanevent USING btree (pgh_obj_id);
CREATE INDEX children_needplanevent_recorded_by_id_1c7c1a08 ON public.children_needplanevent USING btree (recorded_by_id);
CREATE INDEX children_needplanevent_replaces_id_239e63d2 ON public.children_needplanevent USING btree (replaces_id);
CREATE INDEX children_needplanevent_withdrawn_by_id_2d724810 ON public.children_needplanevent USING btree (withdrawn_by_id);
CREATE INDEX children_needreview_decision_id_0543d6ab ON public.children_needreview USING btree (decision_id);
CREATE INDEX children_needreview_involvement_id_3b9787f5 ON public.children_needreview USING btree (involvement_id);
CREATE INDEX children_needreview_person_id_af952ad2 ON public.children_needreview USING btree (person_id);
CREATE INDEX children_needreview_recorded_by_id_a345b0a7 ON public.children_needreview USING btree (recorded_by_id);
CREATE INDEX children_needreview_withdrawn_by_id_7d25c99e ON public.children_needreview USING btree (withdrawn_by_id);
CREATE INDEX children_needreviewevent_decision_id_fce973a3 ON public.children_needreviewevent USING btree (decision_id);
CREATE INDEX children_needreviewevent_involvement_id_97ff574e ON public.children_needreviewevent USING btree (involvement_id);
CREATE INDEX children_needreviewevent_person_id_aa460083 ON public.children_needreviewevent USING btree (person_id);
CREATE INDEX children_needreviewevent_pgh_context_id_9e99b050 ON public.children_needreviewevent USING btree (pgh_context_id);
CREATE INDEX children_needreviewevent_pgh_obj_id_6267ee7f ON public.children_needreviewevent USING btree (pgh_obj_id);
CREATE INDEX children_needreviewevent_recorded_by_id_42918521 ON public.children_needreviewevent USING btree (recorded_by_id);
CREATE INDEX children_needreviewevent_replaces_id_c8737b05 ON public.children_needreviewevent USING btree (replaces_id);
CREATE INDEX children_needreviewevent_withdrawn_by_id_4cf9c643 ON public.children_needreviewevent USING btree (withdrawn_by_id);
CREATE INDEX children_order_decision_id_a2f406b0 ON public.children_order USING btree (decision_id);
CREATE INDEX children_order_end_decision_id_25755d0c ON public.children_order USING btree (end_decision_id);
CREATE INDEX children_order_end_recorded_by_id_79b259f8 ON public.children_order USING btree (end_recorded_by_id);
CREATE INDEX children_order_involvement_id_8e7d67a3 ON public.children_order USING btree (involvement_id);
CREATE INDEX children_order_person_id_536a86af ON public.children_order USING btree (person_id);
CREATE INDEX children_order_recorded_by_id_32472d2b ON public.children_order USING btree (recorded_by_id);
CREATE INDEX children_order_withdrawn_by_id_c6080ffd ON public.children_order USING btree (withdrawn_by_id);
CREATE INDEX children_orderevent_decision_id_2dc6caa9 ON public.children_orderevent USING btree (decision_id);
CREATE INDEX children_orderevent_end_decision_id_101e1496 ON public.children_orderevent USING btree (end_decision_id);
CREATE INDEX children_orderevent_end_recorded_by_id_cb18eb53 ON public.children_orderevent USING btree (end_recorded_by_id);
CREATE INDEX children_orderevent_involvement_id_35b4f651 ON public.children_orderevent USING btree (involvement_id);
CREATE INDEX children_orderevent_person_id_fc553ac7 ON public.children_orderevent USING btree (person_id);
CREATE INDEX children_orderevent_pgh_context_id_7aadd1e5 ON public.children_orderevent USING btree (pgh_context_id);
CREATE INDEX children_orderevent_pgh_obj_id_ddb6f2ea ON public.children_orderevent USING btree (pgh_obj_id);
CREATE INDEX children_orderevent_recorded_by_id_8d77e0e1 ON public.children_orderevent USING btree (recorded_by_id);
CREATE INDEX children_orderevent_replaces_id_821aeb4d ON public.children_orderevent USING btree (replaces_id);
CREATE INDEX children_orderevent_withdrawn_by_id_0e3a99a6 ON public.children_orderevent USING btree (withdrawn_by_id);
CREATE INDEX children_pathwayplan_decision_id_8e766dc5 ON public.children_pathwayplan USING btree (decision_id);
CREATE INDEX children_pathwayplan_involvement_id_ddc01b44 ON public.children_pathwayplan USING btree (involvement_id);
CREATE INDEX children_pathwayplan_person_id_5cbfca45 ON public.children_pathwayplan USING btree (person_id);
CREATE INDEX children_pathwayplan_recorded_by_id_4e216a2a ON public.children_pathwayplan USING btree (recorded_by_id);
CREATE INDEX children_pathwayplan_withdrawn_by_id_f5af5a7e ON public.children_pathwayplan USING btree (withdrawn_by_id);
CREATE INDEX children_pathwayplanevent_decision_id_92d875b2 ON public.children_pathwayplanevent USING btree (decision_id);
CREATE INDEX children_pathwayplanevent_involvement_id_2532342e ON public.children_pathwayplanevent USING btree (involvement_id);
CREATE INDEX children_pathwayplanevent_person_id_b47af79c ON public.children_pathwayplanevent USING btree (person_id);
CREATE INDEX children_pathwayplanevent_pgh_context_id_c8fd9765 ON public.children_pathwayplanevent USING btree (pgh_context_id);
CREATE INDEX children_pathwayplanevent_pgh_obj_id_9ccbfdd0 ON public.children_pathwayplanevent USING btree (pgh_obj_id);
CREATE INDEX children_pathwayplanevent_recorded_by_id_c1296485 ON public.children_pathwayplanevent USING btree (recorded_by_id);
CREATE INDEX children_pathwayplanevent_replaces_id_14ed7736 ON public.children_pathwayplanevent USING btree (replaces_id);
CREATE INDEX children_pathwayplanevent_withdrawn_by_id_d0f17ba8 ON public.children_pathwayplanevent USING btree (withdrawn_by_id);
CREATE INDEX children_placement_decision_id_93a170cd ON public.children_placement USING btree (decision_id);
CREATE INDEX children_placement_end_decision_id_8c89e966 ON public.children_placement USING btree (end_decision_id);
CREATE INDEX children_placement_end_recorded_by_id_75c71dd0 ON public.children_placement USING btree (end_recorded_by_id);
CREATE INDEX children_placement_involvement_id_7880a85a ON public.children_placement USING btree (involvement_id);
CREATE INDEX children_placement_person_id_0d2d4b77 ON public.children_placement USING btree (person_id);
CREATE INDEX children_placement_recorded_by_id_439c0f26 ON public.children_placement USING btree (recorded_by_id);
CREATE INDEX children_placement_withdrawn_by_id_e1fb2889 ON public.children_placement USING btree (withdrawn_by_id);
CREATE INDEX children_placementevent_decision_id_10d29e92 ON public.children_placementevent USING btree (decision_id);
CREATE INDEX children_placementevent_end_decision_id_db7bb716 ON public.children_placementevent USING btree (end_decision_id);
CREATE INDEX children_placementevent_end_recorded_by_id_3685e51f ON public.children_placementevent USING btree (end_recorded_by_id);
CREATE INDEX children_placementevent_involvement_id_d181bf5a ON public.children_placementevent USING btree (involvement_id);
CREATE INDEX children_placementevent_person_id_e36f5558 ON public.children_placementevent USING btree (person_id);
CREATE INDEX children_placementevent_pgh_context_id_88c6aee2 ON public.children_placementevent USING btree (pgh_context_id);
CREATE INDEX children_placementevent_pgh_obj_id_6ba4318b ON public.children_placementevent USING btree (pgh_obj_id);
CREATE INDEX children_placementevent_recorded_by_id_503b9ab0 ON public.children_placementevent USING btree (recorded_by_id);
CREATE INDEX children_placementevent_replaces_id_62d5a8a9 ON public.children_placementevent USING btree (replaces_id);
CREATE INDEX children_placementevent_withdrawn_by_id_fe542e14 ON public.children_placementevent USING btree (withdrawn_by_id);
CREATE INDEX children_placementnotice_decision_id_60bd467f ON public.children_placementnotice USING btree (decision_id);
CREATE INDEX children_placementnotice_involvement_id_a9d2de16 ON public.children_placementnotice USING btree (involvement_id);
CREATE INDEX children_placementnotice_person_id_1159ae53 ON public.children_placementnotice USING btree (person_id);
CREATE INDEX children_placementnotice_recorded_by_id_e075d6ff ON public.children_placementnotice USING btree (recorded_by_id);
CREATE INDEX children_placementnotice_withdrawn_by_id_286528b2 ON public.children_placementnotice USING btree (withdrawn_by_id);
CREATE INDEX children_placementnoticeevent_decision_id_e2622b53 ON public.children_placementnoticeevent USING btree (decision_id);
CREATE INDEX children_placementnoticeevent_involvement_id_7ca40c8f ON public.children_placementnoticeevent USING btree (involvement_id);
CREATE INDEX children_placementnoticeevent_person_id_5ed10e3f ON public.children_placementnoticeevent USING btree (person_id);
CREATE INDEX children_placementnoticeevent_pgh_context_id_3464bdde ON public.children_placementnoticeevent USING btree (pgh_context_id);
CREATE INDEX children_placementnoticeevent_pgh_obj_id_2189782c ON public.children_placementnoticeevent USING btree (pgh_obj_id);
CREATE INDEX children_placementnoticeevent_recorded_by_id_9e3ee28c ON public.children_placementnoticeevent USING btree (recorded_by_id);
CREATE INDEX children_placementnoticeevent_replaces_id_f74b83c0 ON public.children_placementnoticeevent USING btree (replaces_id);
CREATE INDEX children_placementnoticeevent_withdrawn_by_id_92b07f03 ON public.children_placementnoticeevent USING btree (withdrawn_by_id);
CREATE INDEX children_placementplan_decision_id_8cfb0176 ON public.children_placementplan USING btree (decision_id);
CREATE INDEX children_placementplan_involvement_id_94f651c2 ON public.children_placementplan USING btree (involvement_id);
CREATE INDEX children_placementplan_person_id_ad7dbb4c ON public.children_placementplan USING btree (person_id);
CREATE INDEX children_placementplan_recorded_by_id_9e3837e2 ON public.children_placementplan USING btree (recorded_by_id);
CREATE INDEX children_placementplan_withdrawn_by_id_c7caedca ON public.children_placementplan USING btree (withdrawn_by_id);
CREATE INDEX children_placementplanevent_decision_id_2fef3d09 ON public.children_placementplanevent USING btree (decision_id);
CREATE INDEX children_placementplanevent_involvement_id_3288d065 ON public.children_placementplanevent USING btree (involvement_id);
CREATE INDEX children_placementplanevent_person_id_aa8d2b9c ON public.children_placementplanevent USING btree (person_id);
CREATE INDEX children_placementplanevent_pgh_context_id_95ebdb27 ON public.children_placementplanevent USING btree (pgh_context_id);
CREATE INDEX children_placementplanevent_pgh_obj_id_f08b0810 ON public.children_placementplanevent USING btree (pgh_obj_id);
CREATE INDEX children_placementplanevent_recorded_by_id_996d5857 ON public.children_placementplanevent USING btree (recorded_by_id);
CREATE INDEX children_placementplanevent_replaces_id_2f9db7c3 ON public.children_placementplanevent USING btree (replaces_id);
CREATE INDEX children_placementplanevent_withdrawn_by_id_97448aa9 ON public.children_placementplanevent USING btree (withdrawn_by_id);
CREATE INDEX children_plancategory_decision_id_2ba9ce45 ON public.children_plancategory USING btree (decision_id);
CREATE INDEX children_plancategory_involvement_id_dc960293 ON public.children_plancategory USING btree (involvement_id);
CREATE INDEX children_plancategory_person_id_f816fcfc ON public.children_plancategory USING btree (person_id);
CREATE INDEX children_plancategory_recorded_by_id_f5042005 ON public.children_plancategory USING btree (recorded_by_id);
CREATE INDEX children_plancategory_withdrawn_by_id_d7de301a ON public.children_plancategory USING btree (withdrawn_by_id);
CREATE INDEX children_plancategoryevent_decision_id_571f9118 ON public.children_plancategoryevent USING btree (decision_id);
CREATE INDEX children_plancategoryevent_involvement_id_c4bb007e ON public.children_plancategoryevent USING btree (involvement_id);
CREATE INDEX children_plancategoryevent_person_id_c0569193 ON public.children_plancategoryevent USING btree (person_id);
CREATE INDEX children_plancategoryevent_pgh_context_id_29fe3ed2 ON public.children_plancategoryevent USING btree (pgh_context_id);
CREATE INDEX children_plancategoryevent_pgh_obj_id_6cce95ad ON public.children_plancategoryevent USING btree (pgh_obj_id);
CREATE INDEX children_plancategoryevent_recorded_by_id_bfca0669 ON public.children_plancategoryevent USING btree (recorded_by_id);
CREATE INDEX children_plancategoryevent_replaces_id_da7cd857 ON public.children_plancategoryevent USING btree (replaces_id);
CREATE INDEX children_plancategoryevent_withdrawn_by_id_2572012c ON public.children_plancategoryevent USING btree (withdrawn_by_id);
CREATE INDEX children_preproceedings_decision_id_b387433d ON public.children_preproceedings USING btree (decision_id);
CREATE INDEX children_preproceedings_end_decision_id_f3795d48 ON public.children_preproceedings USING btree (end_decision_id);
CREATE INDEX children_preproceedings_end_recorded_by_id_27c8f8ca ON public.children_preproceedings USING btree (end_recorded_by_id);
CREATE INDEX children_preproceedings_involvement_id_d7e4d229 ON public.children_preproceedings USING btree (involvement_id);
CREATE INDEX children_preproceedings_person_id_cd62bfd0 ON public.children_preproceedings USING btree (person_id);
CREATE INDEX children_preproceedings_recorded_by_id_fa23c933 ON public.children_preproceedings USING btree (recorded_by_id);
CREATE INDEX children_preproceedings_withdrawn_by_id_609ee94b ON public.children_preproceedings USING btree (withdrawn_by_id);
CREATE INDEX children_preproceedingsevent_decision_id_f7817b1e ON public.children_preproceedingsevent USING btree (decision_id);
CREATE INDEX children_preproceedingsevent_end_decision_id_73b152a9 ON public.children_preproceedingsevent USING btree (end_decision_id);
CREATE INDEX children_preproceedingsevent_end_recorded_by_id_f4a1ec72 ON public.children_preproceedingsevent USING btree (end_recorded_by_id);
CREATE INDEX children_preproceedingsevent_involvement_id_fdfd1c40 ON public.children_preproceedingsevent USING btree (involvement_id);
CREATE INDEX children_preproceedingsevent_person_id_6beb6313 ON public.children_preproceedingsevent USING btree (person_id);
CREATE INDEX children_preproceedingsevent_pgh_context_id_f3dbabfa ON public.children_preproceedingsevent USING btree (pgh_context_id);
CREATE INDEX children_preproceedingsevent_pgh_obj_id_939082c8 ON public.children_preproceedingsevent USING btree (pgh_obj_id);
CREATE INDEX children_preproceedingsevent_recorded_by_id_2708decc ON public.children_preproceedingsevent USING btree (recorded_by_id);
CREATE INDEX children_preproceedingsevent_replaces_id_446ebc1f ON public.children_preproceedingsevent USING btree (replaces_id);
CREATE INDEX children_preproceedingsevent_withdrawn_by_id_1723e4cd ON public.children_preproceedingsevent USING btree (withdrawn_by_id);
CREATE INDEX children_previousorder_decision_id_8e693ece ON public.children_previousorder USING btree (decision_id);
CREATE INDEX children_previousorder_involvement_id_ce1337bc ON public.children_previousorder USING btree (involvement_id);
CREATE INDEX children_previousorder_person_id_0889141d ON public.children_previousorder USING btree (person_id);
CREATE INDEX children_previousorder_recorded_by_id_992d7132 ON public.children_previousorder USING btree (recorded_by_id);
CREATE INDEX children_previousorder_withdrawn_by_id_22a9c890 ON public.children_previousorder USING btree (withdrawn_by_id);
CREATE INDEX children_previousorderevent_decision_id_502c45eb ON public.children_previousorderevent USING btree (decision_id);
CREATE INDEX children_previousorderevent_involvement_id_986eddf2 ON public.children_previousorderevent USING btree (involvement_id);
CREATE INDEX children_previousorderevent_person_id_d67e6beb ON public.children_previousorderevent USING btree (person_id);
CREATE INDEX children_previousorderevent_pgh_context_id_05089634 ON public.children_previousorderevent USING btree (pgh_context_id);
CREATE INDEX children_previousorderevent_pgh_obj_id_46cca93f ON public.children_previousorderevent USING btree (pgh_obj_id);
CREATE INDEX children_previousorderevent_recorded_by_id_d8553c86 ON public.children_previousorderevent USING btree (recorded_by_id);
CREATE INDEX children_previousorderevent_replaces_id_edfc88ce ON public.children_previousorderevent USING btree (replaces_id);
CREATE INDEX children_previousorderevent_withdrawn_by_id_a124d5a9 ON public.children_previousorderevent USING btree (withdrawn_by_id);
CREATE INDEX children_privatefostering_decision_id_bc2eb28a ON public.children_privatefostering USING btree (decision_id);
CREATE INDEX children_privatefostering_end_decision_id_8c91adfe ON public.children_privatefostering USING btree (end_decision_id);
CREATE INDEX children_privatefostering_end_recorded_by_id_bedec7b4 ON public.children_privatefostering USING btree (end_recorded_by_id);
CREATE INDEX children_privatefostering_involvement_id_dc7e1e44 ON public.children_privatefostering USING btree (involvement_id);
CREATE INDEX children_privatefostering_person_id_1b40d471 ON public.children_privatefostering USING btree (person_id);
CREATE INDEX children_privatefostering_recorded_by_id_6ff5fd3a ON public.children_privatefostering USING btree (recorded_by_id);
CREATE INDEX children_privatefostering_withdrawn_by_id_5582c69e ON public.children_privatefostering USING btree (withdrawn_by_id);
CREATE INDEX children_privatefosteringevent_decision_id_69b2cd8e ON public.children_privatefosteringevent USING btree (decision_id);
CREATE INDEX children_privatefosteringevent_end_decision_id_c7bc3b96 ON public.children_privatefosteringevent USING btree (end_decision_id);
CREATE INDEX children_privatefosteringevent_end_recorded_by_id_b16ccbd6 ON public.children_privatefosteringevent USING btree (end_recorded_by_id);
CREATE INDEX children_privatefosteringevent_involvement_id_5f46d371 ON public.children_privatefosteringevent USING btree (involvement_id);
CREATE INDEX children_privatefosteringevent_person_id_95fb4082 ON public.children_privatefosteringevent USING btree (person_id);
CREATE INDEX children_privatefosteringevent_pgh_context_id_000dd9c4 ON public.children_privatefosteringevent USING btree (pgh_context_id);
CREATE INDEX children_privatefosteringevent_pgh_obj_id_ac245741 ON public.children_privatefosteringevent USING btree (pgh_obj_id);
CREATE INDEX children_privatefosteringevent_recorded_by_id_e7453a60 ON public.children_privatefosteringevent USING btree (recorded_by_id);
CREATE INDEX children_privatefosteringevent_replaces_id_d1173294 ON public.children_privatefosteringevent USING btree (replaces_id);
CREATE INDEX children_privatefosteringevent_withdrawn_by_id_13a17ca8 ON public.children_privatefosteringevent USING btree (withdrawn_by_id);
CREATE INDEX children_protectionplan_decision_id_72d6e75b ON public.children_protectionplan USING btree (decision_id);
CREATE INDEX children_protectionplan_end_decision_id_cb533b6a ON public.children_protectionplan USING btree (end_decision_id);
CREATE INDEX children_protectionplan_end_recorded_by_id_50639891 ON public.children_protectionplan USING btree (end_recorded_by_id);
CREATE INDEX children_protectionplan_involvement_id_8dc4068b ON public.children_protectionplan USING btree (involvement_id);
CREATE INDEX children_protectionplan_person_id_c772cc25 ON public.children_protectionplan USING btree (person_id);
CREATE INDEX children_protectionplan_recorded_by_id_9063ea0c ON public.children_protectionplan USING btree (recorded_by_id);
CREATE INDEX children_protectionplan_withdrawn_by_id_581b3405 ON public.children_protectionplan USING btree (withdrawn_by_id);
CREATE INDEX children_protectionplanevent_decision_id_af3d53b6 ON public.children_protectionplanevent USING btree (decision_id);
CREATE INDEX children_protectionplanevent_end_decision_id_34f98f56 ON public.children_protectionplanevent USING btree (end_decision_id);
CREATE INDEX children_protectionplanevent_end_recorded_by_id_158bd86b ON public.children_protectionplanevent USING btree (end_recorded_by_id);
CREATE INDEX children_protectionplanevent_involvement_id_a51cf306 ON public.children_protectionplanevent USING btree (involvement_id);
CREATE INDEX children_protectionplanevent_person_id_c21534c3 ON public.children_protectionplanevent USING btree (person_id);
CREATE INDEX children_protectionplanevent_pgh_context_id_a40d90fc ON public.children_protectionplanevent USING btree (pgh_context_id);
CREATE INDEX children_protectionplanevent_pgh_obj_id_b56529ca ON public.children_protectionplanevent USING btree (pgh_obj_id);
CREATE INDEX children_protectionplanevent_recorded_by_id_d8a3b9f0 ON public.children_protectionplanevent USING btree (recorded_by_id);
CREATE INDEX children_protectionplanevent_replaces_id_a5ed271d ON public.children_protectionplanevent USING btree (replaces_id);
CREATE INDEX children_protectionplanevent_withdrawn_by_id_c71310ee ON public.children_protectionplanevent USING btree (withdrawn_by_id);
CREATE INDEX children_providedhome_decision_id_c8b5fe39 ON public.children_providedhome USING btree (decision_id);
CREATE INDEX children_providedhome_end_decision_id_10ce140f ON public.children_providedhome USING btree (end_decision_id);
CREATE INDEX children_providedhome_end_recorded_by_id_fe74ca92 ON public.children_providedhome USING btree (end_recorded_by_id);
CREATE INDEX children_providedhome_involvement_id_d13b2e08 ON public.children_providedhome USING btree (involvement_id);
CREATE INDEX children_providedhome_person_id_74eabd56 ON public.children_providedhome USING btree (person_id);
CREATE INDEX children_providedhome_recorded_by_id_569b5b29 ON public.children_providedhome USING btree (recorded_by_id);
CREATE INDEX children_providedhome_withdrawn_by_id_9b58a43c ON public.children_providedhome USING btree (withdrawn_by_id);
CREATE INDEX children_providedhomeevent_decision_id_c43b9824 ON public.children_providedhomeevent USING btree (decision_id);
CREATE INDEX children_providedhomeevent_end_decision_id_cbcfb1fd ON public.children_providedhomeevent USING btree (end_decision_id);
CREATE INDEX children_providedhomeevent_end_recorded_by_id_2f5f010d ON public.children_providedhomeevent USING btree (end_recorded_by_id);
CREATE INDEX children_providedhomeevent_involvement_id_23decb91 ON public.children_providedhomeevent USING btree (involvement_id);
CREATE INDEX children_providedhomeevent_person_id_af1006c5 ON public.children_providedhomeevent USING btree (person_id);
CREATE INDEX children_providedhomeevent_pgh_context_id_bf334679 ON public.children_providedhomeevent USING btree (pgh_context_id);
CREATE INDEX children_providedhomeevent_pgh_obj_id_8e4129b4 ON public.children_providedhomeevent USING btree (pgh_obj_id);
CREATE INDEX children_providedhomeevent_recorded_by_id_ec5fb16f ON public.children_providedhomeevent USING btree (recorded_by_id);
CREATE INDEX children_providedhomeevent_replaces_id_931b0aee ON public.children_providedhomeevent USING btree (replaces_id);
CREATE INDEX children_providedhomeevent_withdrawn_by_id_34bc3a86 ON public.children_providedhomeevent USING btree (withdrawn_by_id);
CREATE INDEX children_returninterview_decision_id_7977eb48 ON public.children_returninterview USING btree (decision_id);
CREATE INDEX children_returninterview_involvement_id_3e5d7718 ON public.children_returninterview USING btree (involvement_id);
CREATE INDEX children_returninterview_person_id_259a9577 ON public.children_returninterview USING btree (person_id);
CREATE INDEX children_returninterview_recorded_by_id_8467ec5a ON public.children_returninterview USING btree (recorded_by_id);
CREATE INDEX children_returninterview_withdrawn_by_id_9b2e81ef ON public.children_returninterview USING btree (withdrawn_by_id);
CREATE INDEX children_returninterviewevent_decision_id_2b5fd97c ON public.children_returninterviewevent USING btree (decision_id);
CREATE INDEX children_returninterviewevent_involvement_id_fda38e26 ON public.children_returninterviewevent USING btree (involvement_id);
CREATE INDEX children_returninterviewevent_person_id_c978ed20 ON public.children_returninterviewevent USING btree (person_id);
CREATE INDEX children_returninterviewevent_pgh_context_id_7a51cd2d ON public.children_returninterviewevent USING btree (pgh_context_id);
CREATE INDEX children_returninterviewevent_pgh_obj_id_947b03b3 ON public.children_returninterviewevent USING btree (pgh_obj_id);
CREATE INDEX children_returninterviewevent_recorded_by_id_a1b2ccb9 ON public.children_returninterviewevent USING btree (recorded_by_id);
CREATE INDEX children_returninterviewevent_replaces_id_7dd8e938 ON public.children_returninterviewevent USING btree (replaces_id);
CREATE INDEX children_returninterviewevent_withdrawn_by_id_74666e52 ON public.children_returninterviewevent USING btree (withdrawn_by_id);
CREATE INDEX children_schoolmove_decision_id_35ba813b ON public.children_schoolmove USING btree (decision_id);
CREATE INDEX children_schoolmove_involvement_id_6f978fd8 ON public.children_schoolmove USING btree (involvement_id);
CREATE INDEX children_schoolmove_person_id_01d4d3c4 ON public.children_schoolmove USING btree (person_id);
CREATE INDEX children_schoolmove_recorded_by_id_ad92174b ON public.children_schoolmove USING btree (recorded_by_id);
CREATE INDEX children_schoolmove_withdrawn_by_id_a61765ff ON public.children_schoolmove USING btree (withdrawn_by_id);
CREATE INDEX children_schoolmoveevent_decision_id_445fb9b1 ON public.children_schoolmoveevent USING btree (decision_id);
CREATE INDEX children_schoolmoveevent_involvement_id_ee1e951e ON public.children_schoolmoveevent USING btree (involvement_id);
CREATE INDEX children_schoolmoveevent_person_id_41752756 ON public.children_schoolmoveevent USING btree (person_id);
CREATE INDEX children_schoolmoveevent_pgh_context_id_cc0006d4 ON public.children_schoolmoveevent USING btree (pgh_context_id);
CREATE INDEX children_schoolmoveevent_pgh_obj_id_65af26d0 ON public.children_schoolmoveevent USING btree (pgh_obj_id);
CREATE INDEX children_schoolmoveevent_recorded_by_id_be5c27e7 ON public.children_schoolmoveevent USING btree (recorded_by_id);
CREATE INDEX children_schoolmoveevent_replaces_id_54afc9da ON public.children_schoolmoveevent USING btree (replaces_id);
CREATE INDEX children_schoolmoveevent_withdrawn_by_id_314fcf65 ON public.children_schoolmoveevent USING btree (withdrawn_by_id);
CREATE INDEX children_strategydiscussion_decision_id_855d1f8f ON public.children_strategydiscussion USING btree (decision_id);
CREATE INDEX children_strategydiscussion_involvement_id_0458de96 ON public.children_strategydiscussion USING btree (involvement_id);
CREATE INDEX children_strategydiscussion_person_id_da024871 ON public.children_strategydiscussion USING btree (person_id);
CREATE INDEX children_strategydiscussion_recorded_by_id_106cd19f ON public.children_strategydiscussion USING btree (recorded_by_id);
CREATE INDEX children_strategydiscussion_withdrawn_by_id_ae8ccca7 ON public.children_strategydiscussion USING btree (withdrawn_by_id);
CREATE INDEX children_strategydiscussionevent_decision_id_2e36e7a2 ON public.children_strategydiscussionevent USING btree (decision_id);
CREATE INDEX children_strategydiscussionevent_involvement_id_8cc97344 ON public.children_strategydiscussionevent USING btree (involvement_id);
CREATE INDEX children_strategydiscussionevent_person_id_7f186a47 ON public.children_strategydiscussionevent USING btree (person_id);
CREATE INDEX children_strategydiscussionevent_pgh_context_id_fbc36c0f ON public.children_strategydiscussionevent USING btree (pgh_context_id);
CREATE INDEX children_strategydiscussionevent_pgh_obj_id_49e3cab7 ON public.children_strategydiscussionevent USING btree (pgh_obj_id);
CREATE INDEX children_strategydiscussionevent_recorded_by_id_82a5b8b9 ON public.children_strategydiscussionevent USING btree (recorded_by_id);
CREATE INDEX children_strategydiscussionevent_replaces_id_fab74053 ON public.children_strategydiscussionevent USING btree (replaces_id);
CREATE INDEX children_strategydiscussionevent_withdrawn_by_id_2a6e4fe6 ON public.children_strategydiscussionevent USING btree (withdrawn_by_id);
CREATE INDEX children_substanceuse_decision_id_61409d20 ON public.children_substanceuse USING btree (decision_id);
CREATE INDEX children_substanceuse_involvement_id_fd131d75 ON public.children_substanceuse USING btree (involvement_id);
CREATE INDEX children_substanceuse_person_id_16d38d4a ON public.children_substanceuse USING btree (person_id);
CREATE INDEX children_substanceuse_recorded_by_id_63e57905 ON public.children_substanceuse USING btree (recorded_by_id);
CREATE INDEX children_substanceuse_withdrawn_by_id_fc8edbe6 ON public.children_substanceuse USING btree (withdrawn_by_id);
CREATE INDEX children_substanceuseevent_decision_id_a3042a33 ON public.children_substanceuseevent USING btree (decision_id);
CREATE INDEX children_substanceuseevent_involvement_id_bcb0edaa ON public.children_substanceuseevent USING btree (involvement_id);
CREATE INDEX children_substanceuseevent_person_id_d3b02270 ON public.children_substanceuseevent USING btree (person_id);
CREATE INDEX children_substanceuseevent_pgh_context_id_98941314 ON public.children_substanceuseevent USING btree (pgh_context_id);
CREATE INDEX children_substanceuseevent_pgh_obj_id_d1cf8f3f ON public.children_substanceuseevent USING btree (pgh_obj_id);
CREATE INDEX children_substanceuseevent_recorded_by_id_aa466fbf ON public.children_substanceuseevent USING btree (recorded_by_id);
CREATE INDEX children_substanceuseevent_replaces_id_ccf1576f ON public.children_substanceuseevent USING btree (replaces_id);
CREATE INDEX children_substanceuseevent_withdrawn_by_id_bf9d046e ON public.children_substanceuseevent USING btree (withdrawn_by_id);
CREATE INDEX children_unaccompanied_decision_id_adbe346d ON public.children_unaccompanied USING btree (decision_id);
CREATE INDEX children_unaccompanied_end_decision_id_b7ad47a6 ON public.children_unaccompanied USING btree (end_decision_id);
CREATE INDEX children_unaccompanied_end_recorded_by_id_05085be2 ON public.children_unaccompanied USING btree (end_recorded_by_id);
CREATE INDEX children_unaccompanied_involvement_id_9d0d3d24 ON public.children_unaccompanied USING btree (involvement_id);
CREATE INDEX children_unaccompanied_person_id_1f714f1e ON public.children_unaccompanied USING btree (person_id);
CREATE INDEX children_unaccompanied_recorded_by_id_ca8ed380 ON public.children_unaccompanied USING btree (recorded_by_id);
CREATE INDEX children_unaccompanied_withdrawn_by_id_ca632074 ON public.children_unaccompanied USING btree (withdrawn_by_id);
CREATE INDEX children_unaccompaniedevent_decision_id_fddc4a4c ON public.children_unaccompaniedevent USING btree (decision_id);
CREATE INDEX children_unaccompaniedevent_end_decision_id_4f3b605a ON public.children_unaccompaniedevent USING btree (end_decision_id);
CREATE INDEX children_unaccompaniedevent_end_recorded_by_id_58270e1c ON public.children_unaccompaniedevent USING btree (end_recorded_by_id);
CREATE INDEX children_unaccompaniedevent_involvement_id_cb5c24db ON public.children_unaccompaniedevent USING btree (involvement_id);
CREATE INDEX children_unaccompaniedevent_person_id_e94ec83a ON public.children_unaccompaniedevent USING btree (person_id);
CREATE INDEX children_unaccompaniedevent_pgh_context_id_ff7e5064 ON public.children_unaccompaniedevent USING btree (pgh_context_id);
CREATE INDEX children_unaccompaniedevent_pgh_obj_id_5f6e95bb ON public.children_unaccompaniedevent USING btree (pgh_obj_id);
CREATE INDEX children_unaccompaniedevent_recorded_by_id_69ca860b ON public.children_unaccompaniedevent USING btree (recorded_by_id);
CREATE INDEX children_unaccompaniedevent_replaces_id_39bbaf61 ON public.children_unaccompaniedevent USING btree (replaces_id);
CREATE INDEX children_unaccompaniedevent_withdrawn_by_id_398051d8 ON public.children_unaccompaniedevent USING btree (withdrawn_by_id);
CREATE INDEX conference_of_a_child ON public.children_conference USING btree (person_id, "on");
CREATE INDEX connectedapproval_of_a_child ON public.children_connectedapproval USING btree (person_id, started_on);
CREATE INDEX contacts_about_a_family ON public.front_door_contact USING gin (family_ids);
CREATE INDEX contacts_about_a_name ON public.front_door_about USING btree (called) WHERE (NOT ((called)::text = ''::text));
CREATE INDEX contacts_about_a_person ON public.front_door_about USING btree (person_id);
CREATE INDEX contacts_by_day ON public.front_door_contact USING btree (received_on DESC, id DESC);
CREATE INDEX conversations_of_a_family ON public.meetings_plannedconversation USING btree (family_id, state);
CREATE INDEX conviction_of_a_child ON public.children_conviction USING btree (person_id, "on");
CREATE INDEX coregroup_of_a_child ON public.children_coregroup USING btree (person_id, "on");
CREATE INDEX decisiontoapply_of_a_child ON public.children_decisiontoapply USING btree (person_id, "on");
CREATE INDEX difficultiesscore_of_a_child ON public.children_difficultiesscore USING btree (person_id, "on");
CREATE INDEX disabilities_of_a_child ON public.children_disabilities USING btree (person_id, "on");
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX due_of_a_family ON public.obligations_obligation USING btree (involvement_id, falls_due);
CREATE INDEX due_soon ON public.obligations_obligation USING btree (falls_due) WHERE is_open;
CREATE INDEX educationplan_of_a_child ON public.children_educationplan USING btree (person_id, "on");
CREATE INDEX enquiry_of_a_child ON public.children_enquiry USING btree (person_id, started_on);
CREATE INDEX entries_of_a_family ON public.record_entry USING btree (family_id, happened_on DESC, id DESC);
CREATE INDEX episode_of_a_child ON public.children_episode USING btree (person_id, started_on);
CREATE INDEX evaluation_consent_family_id_210ae70e ON public.evaluation_consent USING btree (family_id);
CREATE INDEX evaluation_consent_noted_by_id_f9d4cd87 ON public.evaluation_consent USING btree (noted_by_id);
CREATE INDEX evaluation_consent_study_id_1f8cb4b2 ON public.evaluation_consent USING btree (study_id);
CREATE INDEX evaluation_consentevent_family_id_38fe9a6f ON public.evaluation_consentevent USING btree (family_id);
CREATE INDEX evaluation_consentevent_noted_by_id_04a9db42 ON public.evaluation_consentevent USING btree (noted_by_id);
CREATE INDEX evaluation_consentevent_pgh_context_id_5efb27d3 ON public.evaluation_consentevent USING btree (pgh_context_id);
CREATE INDEX evaluation_consentevent_pgh_obj_id_313ec4aa ON public.evaluation_consentevent USING btree (pgh_obj_id);
CREATE INDEX evaluation_consentevent_study_id_0014f65a ON public.evaluation_consentevent USING btree (study_id);
CREATE INDEX evaluation_study_closed_by_id_db72e1a9 ON public.evaluation_study USING btree (closed_by_id);
CREATE INDEX evaluation_study_made_by_id_71aa2bab ON public.evaluation_study USING btree (made_by_id);
CREATE INDEX evaluation_studyevaluator_named_by_id_3b882ee9 ON public.evaluation_studyevaluator USING btree (named_by_id);
CREATE INDEX evaluation_studyevaluator_study_id_5fc26073 ON public.evaluation_studyevaluator USING btree (study_id);
CREATE INDEX evaluation_studyevaluator_user_id_3dbd27ac ON public.evaluation_studyevaluator USING btree (user_id);
CREATE INDEX evaluation_studyevaluatorevent_named_by_id_74b66f8c ON public.evaluation_studyevaluatorevent USING btree (named_by_id);
CREATE INDEX evaluation_studyevaluatorevent_pgh_context_id_ea730509 ON public.evaluation_studyevaluatorevent USING btree (pgh_context_id);
CREATE INDEX evaluation_studyevaluatorevent_pgh_obj_id_62976da5 ON public.evaluation_studyevaluatorevent USING btree (pgh_obj_id);
CREATE INDEX evaluation_studyevaluatorevent_study_id_0aafc635 ON public.evaluation_studyevaluatorevent USING btree (study_id);
CREATE INDEX evaluation_studyevaluatorevent_user_id_55728d5f ON public.evaluation_studyevaluatorevent USING btree (user_id);
CREATE INDEX evaluation_studyevent_closed_by_id_aa986c46 ON public.evaluation_studyevent USING btree (closed_by_id);
CREATE INDEX evaluation_studyevent_made_by_id_fb6ea05a ON public.evaluation_studyevent USING btree (made_by_id);
CREATE INDEX evaluation_studyevent_pgh_context_id_d83756ed ON public.evaluation_studyevent USING btree (pgh_context_id);
CREATE INDEX evaluation_studyevent_pgh_obj_id_a5403156 ON public.evaluation_studyevent USING btree (pgh_obj_id);
CREATE INDEX families_agency_family_id_c9396fe7 ON public.families_agency USING btree (family_id);
CREATE INDEX families_agencyevent_family_id_fe6acb2c ON public.families_agencyevent USING btree (family_id);
CREATE INDEX families_agencyevent_pgh_context_id_9f28198b ON public.families_agencyevent USING btree (pgh_context_id);
CREATE INDEX families_agencyevent_pgh_obj_id_29a49301 ON public.families_agencyevent USING btree (pgh_obj_id);
CREATE INDEX families_bond_one_id_916cbcf1 ON public.families_bond USING btree (one_id);
CREATE INDEX families_bond_other_id_e563a3b7 ON public.families_bond USING btree (other_id);
CREATE INDEX families_bond_superseded_in_id_2c3e7e11 ON public.families_bond USING btree (superseded_in_id);
CREATE INDEX families_bond_telling_id_e6d88abb ON public.families_bond USING btree (change_set_id);
CREATE INDEX families_bondevent_one_id_6986f0fe ON public.families_bondevent USING btree (one_id);
CREATE INDEX families_bondevent_other_id_addca4bf ON public.families_bondevent USING btree (other_id);
CREATE INDEX families_bondevent_pgh_context_id_5630d78d ON public.families_bondevent USING btree (pgh_context_id);
CREATE INDEX families_bondevent_pgh_obj_id_a4412ae3 ON public.families_bondevent USING btree (pgh_obj_id);
CREATE INDEX families_bondevent_superseded_in_id_2e32484c ON public.families_bondevent USING btree (superseded_in_id);
CREATE INDEX families_bondevent_telling_id_af32115d ON public.families_bondevent USING btree (change_set_id);
CREATE INDEX families_by_term ON public.families_familyterm USING btree (term, family_id DESC);
CREATE INDEX families_familyevent_pgh_context_id_4124d16f ON public.families_familyevent USING btree (pgh_context_id);
CREATE INDEX families_familyevent_pgh_obj_id_afb03bcd ON public.families_familyevent USING btree (pgh_obj_id);
CREATE INDEX families_familymember_family_id_c26a6781 ON public.families_familymember USING btree (family_id);
CREATE INDEX families_familymember_person_id_72d6a23b ON public.families_familymember USING btree (person_id);
CREATE INDEX families_familymember_taken_away_in_id_b0d607e9 ON public.families_familymember USING btree (taken_away_in_id);
CREATE INDEX families_familymember_telling_id_d45c81a3 ON public.families_familymember USING btree (change_set_id);
CREATE INDEX families_familymemberevent_family_id_1bcd85b8 ON public.families_familymemberevent USING btree (family_id);
CREATE INDEX families_familymemberevent_person_id_a60c22a8 ON public.families_familymemberevent USING btree (person_id);
CREATE INDEX families_familymemberevent_pgh_context_id_87e42d9d ON public.families_familymemberevent USING btree (pgh_context_id);
CREATE INDEX families_familymemberevent_pgh_obj_id_d65ffc15 ON public.families_familymemberevent USING btree (pgh_obj_id);
CREATE INDEX families_familymemberevent_taken_away_in_id_ff46f9fb ON public.families_familymemberevent USING btree (taken_away_in_id);
CREATE INDEX families_familymemberevent_telling_id_ae9a65a3 ON public.families_familymemberevent USING btree (change_set_id);
CREATE INDEX families_household_telling_id_c22e4960 ON public.families_household USING btree (change_set_id);
CREATE INDEX families_householdevent_pgh_context_id_760aa95d ON public.families_householdevent USING btree (pgh_context_id);
CREATE INDEX families_householdevent_pgh_obj_id_ba77968f ON public.families_householdevent USING btree (pgh_obj_id);
CREATE INDEX families_householdevent_telling_id_541b97ad ON public.families_householdevent USING btree (change_set_id);
CREATE INDEX families_living_household_id_57e283ab ON public.families_living USING btree (household_id);
CREATE INDEX families_living_person_id_9f899d19 ON public.families_living USING btree (person_id);
CREATE INDEX families_living_superseded_in_id_201ea8b4 ON public.families_living USING btree (superseded_in_id);
CREATE INDEX families_living_telling_id_b0167d8c ON public.families_living USING btree (change_set_id);
CREATE INDEX families_livingevent_household_id_ff55f069 ON public.families_livingevent USING btree (household_id);
CREATE INDEX families_livingevent_person_id_59ce3844 ON public.families_livingevent USING btree (person_id);
CREATE INDEX families_livingevent_pgh_context_id_1b195496 ON public.families_livingevent USING btree (pgh_context_id);
CREATE INDEX families_livingevent_pgh_obj_id_d15384a5 ON public.families_livingevent USING btree (pgh_obj_id);
CREATE INDEX families_livingevent_superseded_in_id_2df3d2ad ON public.families_livingevent USING btree (superseded_in_id);
CREATE INDEX families_livingevent_telling_id_a1229293 ON public.families_livingevent USING btree (change_set_id);
CREATE INDEX families_loss_mother_id_b274d8f7 ON public.families_loss USING btree (mother_id);
CREATE INDEX families_loss_other_parent_id_e938c6ee ON public.families_loss USING btree (other_parent_id);
CREATE INDEX families_loss_person_id_1053fccb ON public.families_loss USING btree (person_id);
CREATE INDEX families_loss_superseded_in_id_2b4d6e89 ON public.families_loss USING btree (superseded_in_id);
CREATE INDEX families_loss_telling_id_cd224a33 ON public.families_loss USING btree (change_set_id);
CREATE INDEX families_lossevent_mother_id_2c17a990 ON public.families_lossevent USING btree (mother_id);
CREATE INDEX families_lossevent_other_parent_id_26f1ed83 ON public.families_lossevent USING btree (other_parent_id);
CREATE INDEX families_lossevent_person_id_2d65977f ON public.families_lossevent USING btree (person_id);
CREATE INDEX families_lossevent_pgh_context_id_5c89c87b ON public.families_lossevent USING btree (pgh_context_id);
CREATE INDEX families_lossevent_pgh_obj_id_3cd37f84 ON public.families_lossevent USING btree (pgh_obj_id);
CREATE INDEX families_lossevent_superseded_in_id_0bf3ecf5 ON public.families_lossevent USING btree (superseded_in_id);
CREATE INDEX families_lossevent_telling_id_a345ee45 ON public.families_lossevent USING btree (change_set_id);
CREATE INDEX families_parenthood_child_id_5da0f58c ON public.families_parenthood USING btree (child_id);
CREATE INDEX families_parenthood_parent_id_96d7fb95 ON public.families_parenthood USING btree (parent_id);
CREATE INDEX families_parenthood_superseded_in_id_fba7bb2d ON public.families_parenthood USING btree (superseded_in_id);
CREATE INDEX families_parenthood_telling_id_9b0f8d3d ON public.families_parenthood USING btree (change_set_id);
CREATE INDEX families_parenthoodevent_child_id_571667c3 ON public.families_parenthoodevent USING btree (child_id);
CREATE INDEX families_parenthoodevent_parent_id_46cf8b98 ON public.families_parenthoodevent USING btree (parent_id);
CREATE INDEX families_parenthoodevent_pgh_context_id_52fac369 ON public.families_parenthoodevent USING btree (pgh_context_id);
CREATE INDEX families_parenthoodevent_pgh_obj_id_e0be7ef5 ON public.families_parenthoodevent USING btree (pgh_obj_id);
CREATE INDEX families_parenthoodevent_superseded_in_id_d87dcf90 ON public.families_parenthoodevent USING btree (superseded_in_id);
CREATE INDEX families_parenthoodevent_telling_id_ecb36b50 ON public.families_parenthoodevent USING btree (change_set_id);
CREATE INDEX families_partnership_one_id_4cec0408 ON public.families_partnership USING btree (one_id);
CREATE INDEX families_partnership_other_id_e53d1de6 ON public.families_partnership USING btree (other_id);
CREATE INDEX families_partnership_superseded_in_id_8d378e48 ON public.families_partnership USING btree (superseded_in_id);
CREATE INDEX families_partnership_telling_id_6821c60b ON public.families_partnership USING btree (change_set_id);
CREATE INDEX families_partnershipevent_one_id_bcb250e1 ON public.families_partnershipevent USING btree (one_id);
CREATE INDEX families_partnershipevent_other_id_1b6c33ee ON public.families_partnershipevent USING btree (other_id);
CREATE INDEX families_partnershipevent_pgh_context_id_bb74f6d4 ON public.families_partnershipevent USING btree (pgh_context_id);
CREATE INDEX families_partnershipevent_pgh_obj_id_75826971 ON public.families_partnershipevent USING btree (pgh_obj_id);
CREATE INDEX families_partnershipevent_superseded_in_id_6b524b91 ON public.families_partnershipevent USING btree (superseded_in_id);
CREATE INDEX families_partnershipevent_telling_id_b6239526 ON public.families_partnershipevent USING btree (change_set_id);
CREATE INDEX families_siblinghood_one_id_d52de10f ON public.families_siblinghood USING btree (one_id);
CREATE INDEX families_siblinghood_other_id_520c38fd ON public.families_siblinghood USING btree (other_id);
CREATE INDEX families_siblinghood_superseded_in_id_ea84f8e6 ON public.families_siblinghood USING btree (superseded_in_id);
CREATE INDEX families_siblinghood_telling_id_45d96160 ON public.families_siblinghood USING btree (change_set_id);
CREATE INDEX families_siblinghoodevent_one_id_06e34bc2 ON public.families_siblinghoodevent USING btree (one_id);
CREATE INDEX families_siblinghoodevent_other_id_7ba07cde ON public.families_siblinghoodevent USING btree (other_id);
CREATE INDEX families_siblinghoodevent_pgh_context_id_84235f0a ON public.families_siblinghoodevent USING btree (pgh_context_id);
CREATE INDEX families_siblinghoodevent_pgh_obj_id_23a78c57 ON public.families_siblinghoodevent USING btree (pgh_obj_id);
CREATE INDEX families_siblinghoodevent_superseded_in_id_429f35cf ON public.families_siblinghoodevent USING btree (superseded_in_id);
CREATE INDEX families_siblinghoodevent_telling_id_1b8628a2 ON public.families_siblinghoodevent USING btree (change_set_id);
CREATE INDEX families_telling_by_id_e1448424 ON public.families_changeset USING btree (by_id);
CREATE INDEX families_telling_family_id_4aa6ae70 ON public.families_changeset USING btree (family_id);
CREATE INDEX families_telling_taken_back_by_id_86b72bfb ON public.families_changeset USING btree (taken_back_by_id);
CREATE INDEX families_tellingevent_by_id_1fa24766 ON public.families_changesetevent USING btree (by_id);
CREATE INDEX families_tellingevent_family_id_e4588272 ON public.families_changesetevent USING btree (family_id);
CREATE INDEX families_tellingevent_pgh_context_id_7ec79029 ON public.families_changesetevent USING btree (pgh_context_id);
CREATE INDEX families_tellingevent_pgh_obj_id_cf128c19 ON public.families_changesetevent USING btree (pgh_obj_id);
CREATE INDEX families_tellingevent_taken_back_by_id_eac5e2e2 ON public.families_changesetevent USING btree (taken_back_by_id);
CREATE INDEX families_tie_about_id_e4bd648f ON public.families_tie USING btree (about_id);
CREATE INDEX families_tie_agency_id_14bec876 ON public.families_tie USING btree (agency_id);
CREATE INDEX families_tie_first_id_03e742d3 ON public.families_tie USING btree (first_id);
CREATE INDEX families_tie_somebody_id_2f7a5005 ON public.families_tie USING btree (somebody_id);
CREATE INDEX families_tie_superseded_in_id_c72205be ON public.families_tie USING btree (superseded_in_id);
CREATE INDEX families_tie_telling_id_23470232 ON public.families_tie USING btree (change_set_id);
CREATE INDEX families_tieevent_about_id_7825936b ON public.families_tieevent USING btree (about_id);
CREATE INDEX families_tieevent_agency_id_689d9e1f ON public.families_tieevent USING btree (agency_id);
CREATE INDEX families_tieevent_first_id_cfcd9128 ON public.families_tieevent USING btree (first_id);
CREATE INDEX families_tieevent_pgh_context_id_f72ac75e ON public.families_tieevent USING btree (pgh_context_id);
CREATE INDEX families_tieevent_pgh_obj_id_e10f7418 ON public.families_tieevent USING btree (pgh_obj_id);
CREATE INDEX families_tieevent_somebody_id_a5155359 ON public.families_tieevent USING btree (somebody_id);
CREATE INDEX families_tieevent_superseded_in_id_e37af553 ON public.families_tieevent USING btree (superseded_in_id);
CREATE INDEX families_tieevent_telling_id_c13c8018 ON public.families_tieevent USING btree (change_set_id);
CREATE INDEX familymeeting_of_a_child ON public.children_familymeeting USING btree (person_id, "on");
CREATE INDEX familymeetingoffer_of_a_child ON public.children_familymeetingoffer USING btree (person_id, "on");
CREATE INDEX formal_meetings_formalmeet_formalmeeting_id_e0ceb43a ON public.formal_meetings_formalmeeting_children USING btree (formalmeeting_id);
CREATE INDEX formal_meetings_formalmeeting_arranged_by_id_0617b9db ON public.formal_meetings_formalmeeting USING btree (arranged_by_id);
CREATE INDEX formal_meetings_formalmeeting_children_person_id_1f21b6a2 ON public.formal_meetings_formalmeeting_children USING btree (person_id);
CREATE INDEX formal_meetings_formalmeeting_ended_by_id_ac494a44 ON public.formal_meetings_formalmeeting USING btree (ended_by_id);
CREATE INDEX formal_meetings_formalmeeting_follows_id_a2c64cdb ON public.formal_meetings_formalmeeting USING btree (follows_id);
CREATE INDEX formal_meetings_formalmeeting_involvement_id_2a8b3d4e ON public.formal_meetings_formalmeeting USING btree (involvement_id);
CREATE INDEX formal_meetings_formalmeeting_written_by_id_d77a45f3 ON public.formal_meetings_formalmeeting USING btree (written_by_id);
CREATE INDEX formal_meetings_formalmeetingevent_arranged_by_id_0df3addb ON public.formal_meetings_formalmeetingevent USING btree (arranged_by_id);
CREATE INDEX formal_meetings_formalmeetingevent_ended_by_id_c42c65e6 ON public.formal_meetings_formalmeetingevent USING btree (ended_by_id);
CREATE INDEX formal_meetings_formalmeetingevent_follows_id_6cfa165a ON public.formal_meetings_formalmeetingevent USING btree (follows_id);
CREATE INDEX formal_meetings_formalmeetingevent_involvement_id_eb8cbaf2 ON public.formal_meetings_formalmeetingevent USING btree (involvement_id);
CREATE INDEX formal_meetings_formalmeetingevent_key_date_id_af62b866 ON public.formal_meetings_formalmeetingevent USING btree (key_date_id);
CREATE INDEX formal_meetings_formalmeetingevent_pgh_context_id_93ff4385 ON public.formal_meetings_formalmeetingevent USING btree (pgh_context_id);
CREATE INDEX formal_meetings_formalmeetingevent_pgh_obj_id_f9be4b38 ON public.formal_meetings_formalmeetingevent USING btree (pgh_obj_id);
CREATE INDEX formal_meetings_invitation_invited_by_id_330acde8 ON public.formal_meetings_invitation USING btree (invited_by_id);
CREATE INDEX formal_meetings_invitation_meeting_id_28bf4032 ON public.formal_meetings_invitation USING btree (meeting_id);
CREATE INDEX formal_meetings_invitation_person_id_abbf8d4b ON public.formal_meetings_invitation USING btree (person_id);
CREATE INDEX formal_meetings_invitation_user_id_474c58f0 ON public.formal_meetings_invitation USING btree (user_id);
CREATE INDEX formal_meetings_invitationevent_invited_by_id_9f34d137 ON public.formal_meetings_invitationevent USING btree (invited_by_id);
CREATE INDEX formal_meetings_invitationevent_meeting_id_f5a17505 ON public.formal_meetings_invitationevent USING btree (meeting_id);
CREATE INDEX formal_meetings_invitationevent_person_id_d2751b19 ON public.formal_meetings_invitationevent USING btree (person_id);
CREATE INDEX formal_meetings_invitationevent_pgh_context_id_0832f19a ON public.formal_meetings_invitationevent USING btree (pgh_context_id);
CREATE INDEX formal_meetings_invitationevent_pgh_obj_id_5fb17e42 ON public.formal_meetings_invitationevent USING btree (pgh_obj_id);
CREATE INDEX formal_meetings_invitationevent_user_id_24c9ce1f ON public.formal_meetings_invitationevent USING btree (user_id);
CREATE INDEX formal_meetings_made_meeting_id_bbe5789d ON public.formal_meetings_made USING btree (meeting_id);
CREATE INDEX formal_meetings_move_by_id_dde56fc5 ON public.formal_meetings_move USING btree (by_id);
CREATE INDEX formal_meetings_move_meeting_id_6ee6004e ON public.formal_meetings_move USING btree (meeting_id);
CREATE INDEX formal_meetings_report_invitation_id_07bbcd72 ON public.formal_meetings_report USING btree (invitation_id);
CREATE INDEX formal_meetings_report_meeting_id_18081be1 ON public.formal_meetings_report USING btree (meeting_id);
CREATE INDEX formal_meetings_reportevent_invitation_id_cb1b7a94 ON public.formal_meetings_reportevent USING btree (invitation_id);
CREATE INDEX formal_meetings_reportevent_meeting_id_311c7cf8 ON public.formal_meetings_reportevent USING btree (meeting_id);
CREATE INDEX formal_meetings_reportevent_pgh_context_id_6928a045 ON public.formal_meetings_reportevent USING btree (pgh_context_id);
CREATE INDEX formal_meetings_reportevent_pgh_obj_id_cb30f982 ON public.formal_meetings_reportevent USING btree (pgh_obj_id);
CREATE INDEX formal_meetings_view_meeting_id_58eb738b ON public.formal_meetings_view USING btree (meeting_id);
CREATE INDEX formal_meetings_view_person_id_27a2a298 ON public.formal_meetings_view USING btree (person_id);
CREATE INDEX formal_meetings_view_written_by_id_4f3294ef ON public.formal_meetings_view USING btree (written_by_id);
CREATE INDEX formal_meetings_viewevent_meeting_id_227e83d3 ON public.formal_meetings_viewevent USING btree (meeting_id);
CREATE INDEX formal_meetings_viewevent_person_id_829fd7d6 ON public.formal_meetings_viewevent USING btree (person_id);
CREATE INDEX formal_meetings_viewevent_pgh_context_id_eec7587e ON public.formal_meetings_viewevent USING btree (pgh_context_id);
CREATE INDEX formal_meetings_viewevent_pgh_obj_id_ef767e87 ON public.formal_meetings_viewevent USING btree (pgh_obj_id);
CREATE INDEX fosteringvisit_of_a_child ON public.children_fosteringvisit USING btree (person_id, "on");
CREATE INDEX front_door_about_contact_id_4e4cddd2 ON public.front_door_about USING btree (contact_id);
CREATE INDEX front_door_about_family_id_d27f759b ON public.front_door_about USING btree (family_id);
CREATE INDEX front_door_about_person_id_94dcfc21 ON public.front_door_about USING btree (person_id);
CREATE INDEX front_door_aboutevent_contact_id_0eb04bb4 ON public.front_door_aboutevent USING btree (contact_id);
CREATE INDEX front_door_aboutevent_family_id_24bafa5e ON public.front_door_aboutevent USING btree (family_id);
CREATE INDEX front_door_aboutevent_person_id_11b3b355 ON public.front_door_aboutevent USING btree (person_id);
CREATE INDEX front_door_aboutevent_pgh_context_id_525ee2b9 ON public.front_door_aboutevent USING btree (pgh_context_id);
CREATE INDEX front_door_aboutevent_pgh_obj_id_3b46d6be ON public.front_door_aboutevent USING btree (pgh_obj_id);
CREATE INDEX front_door_addition_by_id_582e01e3 ON public.front_door_addition USING btree (by_id);
CREATE INDEX front_door_addition_contact_id_fd79cc76 ON public.front_door_addition USING btree (contact_id);
CREATE INDEX front_door_contact_agency_id_6264942f ON public.front_door_contact USING btree (agency_id);
CREATE INDEX front_door_contact_taken_by_id_a0ba8e6f ON public.front_door_contact USING btree (taken_by_id);
CREATE INDEX front_door_decision_about_id_01931a79 ON public.front_door_decision USING btree (about_id);
CREATE INDEX front_door_decision_decided_by_id_387722bf ON public.front_door_decision USING btree (decided_by_id);
CREATE INDEX front_door_decision_recorded_by_id_cd4facec ON public.front_door_decision USING btree (recorded_by_id);
CREATE INDEX front_door_draft_begun_by_id_da2261e5 ON public.front_door_draft USING btree (begun_by_id);
CREATE INDEX front_door_draft_discarded_by_id_d0e72965 ON public.front_door_draft USING btree (discarded_by_id);
CREATE INDEX front_door_draft_saved_by_id_9165791c ON public.front_door_draft USING btree (saved_by_id);
CREATE INDEX front_door_feedback_by_id_9aa9c73f ON public.front_door_feedback USING btree (by_id);
CREATE INDEX front_door_feedback_contact_id_8f31e0c4 ON public.front_door_feedback USING btree (contact_id);
CREATE INDEX front_door_referral_by_id_d70198da ON public.front_door_referral USING btree (by_id);
CREATE INDEX front_door_referral_contact_id_c049faca ON public.front_door_referral USING btree (contact_id);
CREATE INDEX front_door_referral_family_id_44388426 ON public.front_door_referral USING btree (family_id);
CREATE INDEX front_door_referral_involvement_id_1a092e21 ON public.front_door_referral USING btree (involvement_id);
CREATE INDEX front_door_referral_suggested_id_6db6ee80 ON public.front_door_referral USING btree (suggested_id);
CREATE INDEX front_door_referral_unit_id_85cacf8f ON public.front_door_referral USING btree (unit_id);
CREATE INDEX front_door_referred_person_id_ef78f673 ON public.front_door_referred USING btree (person_id);
CREATE INDEX front_door_referred_referral_id_f93f766b ON public.front_door_referred USING btree (referral_id);
CREATE INDEX grave_changes_answered_for ON public.access_gravechange USING gin (answerable_ids);
CREATE INDEX grave_changes_of_a_thing ON public.access_gravechange USING btree (object_type, object_id);
CREATE INDEX health_of_a_child ON public.children_health USING btree (person_id, "on");
CREATE INDEX hearing_of_a_child ON public.children_hearing USING btree (person_id, "on");
CREATE INDEX incident_of_a_child ON public.children_incident USING btree (person_id, "on");
CREATE INDEX leavercontact_of_a_child ON public.children_leavercontact USING btree (person_id, "on");
CREATE INDEX leavereligibility_of_a_child ON public.children_leavereligibility USING btree (person_id, "on");
CREATE INDEX leavingcare_of_a_child ON public.children_leavingcare USING btree (person_id, started_on);
CREATE INDEX leavingneeds_of_a_child ON public.children_leavingneeds USING btree (person_id, "on");
CREATE INDEX legalstatus_of_a_child ON public.children_legalstatus USING btree (person_id, started_on);
CREATE INDEX libertyorder_of_a_child ON public.children_libertyorder USING btree (person_id, started_on);
CREATE INDEX lists_that_showed_a_family ON public.access_auditeventfamilies USING gin (family_ids);
CREATE UNIQUE INDEX lives_in_one_place ON public.access_home USING btree (user_id) WHERE (ended_at IS NULL);
CREATE INDEX meetings_about_a_family ON public.formal_meetings_formalmeeting USING btree (involvement_id, "on");
CREATE INDEX meetings_agendaitem_family_id_fc5c7976 ON public.meetings_agendaitem USING btree (family_id);
CREATE INDEX meetings_agendaitem_meeting_id_07815bb0 ON public.meetings_agendaitem USING btree (meeting_id);
CREATE INDEX meetings_agendaitem_postponed_by_id_4ef75202 ON public.meetings_agendaitem USING btree (postponed_by_id);
CREATE INDEX meetings_amendment_by_id_6071ef8e ON public.meetings_amendment USING btree (by_id);
CREATE INDEX meetings_amendment_minute_id_3cbebc85 ON public.meetings_amendment USING btree (minute_id);
CREATE INDEX meetings_attendance_meeting_id_296f48af ON public.meetings_attendance USING btree (meeting_id);
CREATE INDEX meetings_attendance_user_id_1f855404 ON public.meetings_attendance USING btree (user_id);
CREATE INDEX meetings_broughtforward_by_id_23e0bcf8 ON public.meetings_broughtforward USING btree (by_id);
CREATE INDEX meetings_broughtforward_family_id_240060ea ON public.meetings_broughtforward USING btree (family_id);
CREATE INDEX meetings_broughtforward_given_back_from_id_c86a7b83 ON public.meetings_broughtforward USING btree (given_back_from_id);
CREATE INDEX meetings_broughtforward_met_in_id_66d8febd ON public.meetings_broughtforward USING btree (met_in_id);
CREATE INDEX meetings_broughtforward_withdrawn_by_id_bb61e9d5 ON public.meetings_broughtforward USING btree (withdrawn_by_id);
CREATE INDEX meetings_decision_decided_by_id_581353a1 ON public.meetings_decision USING btree (decided_by_id);
CREATE INDEX meetings_decision_discussion_id_c82c513a ON public.meetings_decision USING btree (discussion_id);
CREATE INDEX meetings_decision_drafted_by_id_691f1154 ON public.meetings_decision USING btree (drafted_by_id);
CREATE INDEX meetings_decision_written_by_id_45eecbd7 ON public.meetings_decision USING btree (written_by_id);
CREATE INDEX meetings_discussion_family_id_ea5787f3 ON public.meetings_discussion USING btree (family_id);
CREATE INDEX meetings_discussion_meeting_id_b243ae0a ON public.meetings_discussion USING btree (meeting_id);
CREATE INDEX meetings_discussion_started_by_id_2f8045e9 ON public.meetings_discussion USING btree (started_by_id);
CREATE INDEX meetings_hypothesis_family_id_052ba0cd ON public.meetings_hypothesis USING btree (family_id);
CREATE INDEX meetings_hypothesis_raised_by_id_8000df85 ON public.meetings_hypothesis USING btree (raised_by_id);
CREATE INDEX meetings_hypothesis_raised_in_id_e65d2940 ON public.meetings_hypothesis USING btree (raised_in_id);
CREATE INDEX meetings_hypothesis_written_by_id_79e28988 ON public.meetings_hypothesis USING btree (written_by_id);
CREATE INDEX meetings_hypothesischange_by_id_5194ac95 ON public.meetings_hypothesischange USING btree (by_id);
CREATE INDEX meetings_hypothesischange_discussion_id_a2d15f2e ON public.meetings_hypothesischange USING btree (discussion_id);
CREATE INDEX meetings_hypothesischange_hypothesis_id_bcae92b4 ON public.meetings_hypothesischange USING btree (hypothesis_id);
CREATE INDEX meetings_meeting_closed_by_id_dab0b3f4 ON public.meetings_meeting USING btree (closed_by_id);
CREATE INDEX meetings_meeting_opened_by_id_b8bb4249 ON public.meetings_meeting USING btree (opened_by_id);
CREATE INDEX meetings_meeting_unit_id_b15bcfb2 ON public.meetings_meeting USING btree (unit_id);
CREATE INDEX meetings_meeting_written_by_id_8fe66f4a ON public.meetings_meeting USING btree (written_by_id);
CREATE INDEX meetings_passage_discussion_id_8d54be78 ON public.meetings_passage USING btree (discussion_id);
CREATE INDEX meetings_passage_written_by_id_fd3e7801 ON public.meetings_passage USING btree (written_by_id);
CREATE INDEX meetings_plannedconversati_plannedconversation_id_c5d88f62 ON public.meetings_plannedconversation_people USING btree (plannedconversation_id);
CREATE INDEX meetings_plannedconversation_discussion_id_32c9a096 ON public.meetings_plannedconversation USING btree (discussion_id);
CREATE INDEX meetings_plannedconversation_family_id_8d40ada6 ON public.meetings_plannedconversation USING btree (family_id);
CREATE INDEX meetings_plannedconversation_lead_id_c669cb71 ON public.meetings_plannedconversation USING btree (lead_id);
CREATE INDEX meetings_plannedconversation_people_person_id_08cd6c5d ON public.meetings_plannedconversation_people USING btree (person_id);
CREATE INDEX meetings_plannedconversation_planned_by_id_346806e0 ON public.meetings_plannedconversation USING btree (planned_by_id);
CREATE INDEX meetings_plannedconversation_reflect_id_b08a7de2 ON public.meetings_plannedconversation USING btree (reflect_id);
CREATE INDEX meetings_plannedconversation_tests_id_55ff101a ON public.meetings_plannedconversation USING btree (tests_id);
CREATE INDEX meetings_plannedconversation_written_by_id_24e072cc ON public.meetings_plannedconversation USING btree (written_by_id);
CREATE INDEX meetings_reopening_closed_by_id_f155ea85 ON public.meetings_reopening USING btree (closed_by_id);
CREATE INDEX meetings_reopening_meeting_id_0d79a775 ON public.meetings_reopening USING btree (meeting_id);
CREATE INDEX meetings_reopening_reopened_by_id_9e4426c6 ON public.meetings_reopening USING btree (reopened_by_id);
CREATE INDEX meetings_step_by_id_84e0c4f0 ON public.meetings_step USING btree (by_id);
CREATE INDEX meetings_step_conversation_id_c611e76d ON public.meetings_step USING btree (conversation_id);
CREATE INDEX meetings_step_discussion_id_fb3e9eef ON public.meetings_step USING btree (discussion_id);
CREATE INDEX meetings_step_owner_before_id_865939bf ON public.meetings_step USING btree (owner_before_id);
CREATE INDEX meetings_step_task_id_c984dc6e ON public.meetings_step USING btree (task_id);
CREATE INDEX meetings_task_discussion_id_475dd6a3 ON public.meetings_task USING btree (discussion_id);
CREATE INDEX meetings_task_family_id_9b4054ea ON public.meetings_task USING btree (family_id);
CREATE INDEX meetings_task_given_by_id_eaad2a18 ON public.meetings_task USING btree (given_by_id);
CREATE INDEX meetings_task_owner_id_9decd101 ON public.meetings_task USING btree (owner_id);
CREATE INDEX meetings_undoable_by_id_a483aec7 ON public.meetings_undoable USING btree (by_id);
CREATE INDEX meetings_undoable_discussion_id_fdb4c706 ON public.meetings_undoable USING btree (discussion_id);
CREATE INDEX meetings_undoable_family_id_8d9ba12d ON public.meetings_undoable USING btree (family_id);
CREATE INDEX meetings_undoable_meeting_id_4874c7f9 ON public.meetings_undoable USING btree (meeting_id);
CREATE INDEX meetings_undoable_undone_by_id_d1bb1d40 ON public.meetings_undoable USING btree (undone_by_id);
CREATE INDEX meetings_withdrawnminute_discussion_id_6705936c ON public.meetings_withdrawnminute USING btree (discussion_id);
CREATE INDEX meetings_withdrawnminute_reopening_id_f52a1c5a ON public.meetings_withdrawnminute USING btree (reopening_id);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE INDEX missing_of_a_child ON public.children_missing USING btree (person_id, started_on);
CREATE INDEX movedaway_of_a_child ON public.children_movedaway USING btree (person_id, "on");
CREATE INDEX movedin_of_a_child ON public.children_movedin USING btree (person_id, "on");
CREATE INDEX namedworker_of_a_child ON public.children_namedworker USING btree (person_id, started_on);
CREATE INDEX needplan_of_a_child ON public.children_needplan USING btree (person_id, started_on);
CREATE INDEX needreview_of_a_child ON public.children_needreview USING btree (person_id, "on");
CREATE INDEX notices_digest_user_id_46ae254d ON public.notices_digest USING btree (user_id);
CREATE INDEX notices_notice_actor_id_ca60cc62 ON public.notices_notice USING btree (actor_id);
CREATE INDEX notices_notice_family_id_64148227 ON public.notices_notice USING btree (family_id);
CREATE INDEX notices_notice_unit_id_42d9cfaa ON public.notices_notice USING btree (unit_id);
CREATE INDEX notices_of_a_unit ON public.notices_notice USING btree (unit_id, at DESC);
CREATE INDEX notices_seen_notice_id_b0dd6c1d ON public.notices_seen USING btree (notice_id);
CREATE INDEX notices_seen_user_id_a26b59d0 ON public.notices_seen USING btree (user_id);
CREATE INDEX notices_to_somebody ON public.notices_notice USING gin (to_ids);
CREATE INDEX obligations_localrule_set_by_id_4089f4d6 ON public.obligations_localrule USING btree (set_by_id);
CREATE INDEX obligations_localruleevent_pgh_context_id_4ab152ca ON public.obligations_localruleevent USING btree (pgh_context_id);
CREATE INDEX obligations_localruleevent_pgh_obj_id_226afed3 ON public.obligations_localruleevent USING btree (pgh_obj_id);
CREATE INDEX obligations_localruleevent_set_by_id_dffd1ba0 ON public.obligations_localruleevent USING btree (set_by_id);
CREATE INDEX obligations_obligation_involvement_id_9915078b ON public.obligations_obligation USING btree (involvement_id);
CREATE INDEX obligations_obligation_person_id_18581db1 ON public.obligations_obligation USING btree (person_id);
CREATE INDEX obligations_variation_involvement_id_a0c6287b ON public.obligations_variation USING btree (involvement_id);
CREATE INDEX obligations_variation_person_id_862caee5 ON public.obligations_variation USING btree (person_id);
CREATE INDEX obligations_variation_recorded_by_id_b4bf22a8 ON public.obligations_variation USING btree (recorded_by_id);
CREATE INDEX obligations_variation_withdrawn_by_id_8672406f ON public.obligations_variation USING btree (withdrawn_by_id);
CREATE INDEX obligations_variationevent_involvement_id_194e5319 ON public.obligations_variationevent USING btree (involvement_id);
CREATE INDEX obligations_variationevent_person_id_9d73918a ON public.obligations_variationevent USING btree (person_id);
CREATE INDEX obligations_variationevent_pgh_context_id_f15d07e8 ON public.obligations_variationevent USING btree (pgh_context_id);
CREATE INDEX obligations_variationevent_pgh_obj_id_1e8f270a ON public.obligations_variationevent USING btree (pgh_obj_id);
CREATE INDEX obligations_variationevent_recorded_by_id_88bfcba3 ON public.obligations_variationevent USING btree (recorded_by_id);
CREATE INDEX obligations_variationevent_withdrawn_by_id_74fe00c1 ON public.obligations_variationevent USING btree (withdrawn_by_id);
CREATE UNIQUE INDEX one_address_of_a_feed_at_a_time ON public.calendars_feed USING btree (user_id, unit_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX one_decision_stands_for_a_child ON public.front_door_decision USING btree (about_id) WHERE (supersedes_id IS NULL);
CREATE UNIQUE INDEX one_next_meeting_of_a_kind ON public.formal_meetings_formalmeeting USING btree (follows_id, kind) WHERE (NOT ((state)::text = 'cancelled'::text));
CREATE UNIQUE INDEX one_open_involvement_per_family ON public.cases_involvement USING btree (family_id) WHERE (closed_on IS NULL);
CREATE UNIQUE INDEX one_period_of_a_rule_without_an_end ON public.obligations_localrule USING btree (rule) WHERE (in_force_until IS NULL);
CREATE UNIQUE INDEX one_transfer_at_a_time ON public.transfers_transfer USING btree (involvement_id) WHERE ((state)::text = ANY (ARRAY[('offered'::character varying)::text, ('returned'::character varying)::text, ('accepted'::character varying)::text, ('introduced'::character varying)::text]));
CREATE INDEX open_tasks_of_a_person ON public.meetings_task USING btree (owner_id, due_on) WHERE ((state)::text = 'open'::text);
CREATE INDEX openings_of_somebody ON public.access_accessgrant USING btree (user_id, family_id, ends_at);
CREATE INDEX order_of_a_child ON public.children_order USING btree (person_id, started_on);
CREATE INDEX pathwayplan_of_a_child ON public.children_pathwayplan USING btree (person_id, "on");
CREATE INDEX people_address_noted_by_id_96bbc487 ON public.people_address USING btree (noted_by_id);
CREATE INDEX people_address_person_id_00997e7a ON public.people_address USING btree (person_id);
CREATE INDEX people_addressevent_noted_by_id_cc85f14c ON public.people_addressevent USING btree (noted_by_id);
CREATE INDEX people_addressevent_person_id_c690be66 ON public.people_addressevent USING btree (person_id);
CREATE INDEX people_addressevent_pgh_context_id_dd39e7b3 ON public.people_addressevent USING btree (pgh_context_id);
CREATE INDEX people_addressevent_pgh_obj_id_1144a786 ON public.people_addressevent USING btree (pgh_obj_id);
CREATE INDEX people_by_number ON public.people_identifier USING btree (kind, value);
CREATE INDEX people_by_postcode ON public.people_address USING btree (postcode);
CREATE INDEX people_by_term ON public.people_term USING btree (term, person_id DESC) INCLUDE (family_id);
CREATE INDEX people_contact_noted_by_id_15c690f9 ON public.people_contact USING btree (noted_by_id);
CREATE INDEX people_contact_person_id_f93134c8 ON public.people_contact USING btree (person_id);
CREATE INDEX people_contactevent_noted_by_id_c07529fd ON public.people_contactevent USING btree (noted_by_id);
CREATE INDEX people_contactevent_person_id_22fc0aa3 ON public.people_contactevent USING btree (person_id);
CREATE INDEX people_contactevent_pgh_context_id_7a54cc72 ON public.people_contactevent USING btree (pgh_context_id);
CREATE INDEX people_contactevent_pgh_obj_id_79fca0a6 ON public.people_contactevent USING btree (pgh_obj_id);
CREATE INDEX people_identifier_noted_by_id_ba6e0078 ON public.people_identifier USING btree (noted_by_id);
CREATE INDEX people_identifier_person_id_f0bbceea ON public.people_identifier USING btree (person_id);
CREATE INDEX people_identifierevent_noted_by_id_f201ae4a ON public.people_identifierevent USING btree (noted_by_id);
CREATE INDEX people_identifierevent_person_id_d31344c0 ON public.people_identifierevent USING btree (person_id);
CREATE INDEX people_identifierevent_pgh_context_id_888bdfa3 ON public.people_identifierevent USING btree (pgh_context_id);
CREATE INDEX people_identifierevent_pgh_obj_id_4b338171 ON public.people_identifierevent USING btree (pgh_obj_id);
CREATE INDEX people_othername_noted_by_id_8dab9837 ON public.people_othername USING btree (noted_by_id);
CREATE INDEX people_othername_person_id_1a566383 ON public.people_othername USING btree (person_id);
CREATE INDEX people_othernameevent_noted_by_id_64dd3cd9 ON public.people_othernameevent USING btree (noted_by_id);
CREATE INDEX people_othernameevent_person_id_d7be72ed ON public.people_othernameevent USING btree (person_id);
CREATE INDEX people_othernameevent_pgh_context_id_3be91dc6 ON public.people_othernameevent USING btree (pgh_context_id);
CREATE INDEX people_othernameevent_pgh_obj_id_425cd43c ON public.people_othernameevent USING btree (pgh_obj_id);
CREATE INDEX people_particular_noted_by_id_cb8f0acf ON public.people_particular USING btree (noted_by_id);
CREATE INDEX people_particular_person_id_54e928c2 ON public.people_particular USING btree (person_id);
CREATE INDEX people_particularevent_noted_by_id_44d28c4a ON public.people_particularevent USING btree (noted_by_id);
CREATE INDEX people_particularevent_person_id_9f3ac2d3 ON public.people_particularevent USING btree (person_id);
CREATE INDEX people_particularevent_pgh_context_id_a73787d7 ON public.people_particularevent USING btree (pgh_context_id);
CREATE INDEX people_particularevent_pgh_obj_id_fc58d20d ON public.people_particularevent USING btree (pgh_obj_id);
CREATE INDEX people_personevent_pgh_context_id_f0edbb61 ON public.people_personevent USING btree (pgh_context_id);
CREATE INDEX people_personevent_pgh_obj_id_5819a328 ON public.people_personevent USING btree (pgh_obj_id);
CREATE INDEX people_safetywarning_noted_by_id_3f0e70ff ON public.people_safetywarning USING btree (noted_by_id);
CREATE INDEX people_safetywarning_person_id_6ce13455 ON public.people_safetywarning USING btree (person_id);
CREATE INDEX people_safetywarningevent_noted_by_id_ca88aa7f ON public.people_safetywarningevent USING btree (noted_by_id);
CREATE INDEX people_safetywarningevent_person_id_9336721e ON public.people_safetywarningevent USING btree (person_id);
CREATE INDEX people_safetywarningevent_pgh_context_id_2fc103f7 ON public.people_safetywarningevent USING btree (pgh_context_id);
CREATE INDEX people_safetywarningevent_pgh_obj_id_aea59ce8 ON public.people_safetywarningevent USING btree (pgh_obj_id);
CREATE INDEX people_word_word_4d15c978_like ON public.people_word USING btree (word text_pattern_ops);
CREATE INDEX placement_of_a_child ON public.children_placement USING btree (person_id, started_on);
CREATE INDEX placementnotice_of_a_child ON public.children_placementnotice USING btree (person_id, "on");
CREATE INDEX placementplan_of_a_child ON public.children_placementplan USING btree (person_id, "on");
CREATE INDEX plancategory_of_a_child ON public.children_plancategory USING btree (person_id, "on");
CREATE INDEX practice_discussionrating_by_id_5782ec86 ON public.practice_discussionrating USING btree (by_id);
CREATE INDEX practice_discussionrating_discussion_id_1da15da3 ON public.practice_discussionrating USING btree (discussion_id);
CREATE INDEX preproceedings_of_a_child ON public.children_preproceedings USING btree (person_id, started_on);
CREATE INDEX previousorder_of_a_child ON public.children_previousorder USING btree (person_id, "on");
CREATE INDEX privatefostering_of_a_child ON public.children_privatefostering USING btree (person_id, started_on);
CREATE INDEX protectionplan_of_a_child ON public.children_protectionplan USING btree (person_id, started_on);
CREATE INDEX providedhome_of_a_child ON public.children_providedhome USING btree (person_id, started_on);
CREATE INDEX record_entry_by_id_9332463c ON public.record_entry USING btree (by_id);
CREATE INDEX record_entry_family_id_475082fc ON public.record_entry USING btree (family_id);
CREATE INDEX record_entryamendment_by_id_11c85f00 ON public.record_entryamendment USING btree (by_id);
CREATE INDEX record_entryamendment_entry_id_6d4447bb ON public.record_entryamendment USING btree (entry_id);
CREATE INDEX record_entryevent_by_id_0eb41941 ON public.record_entryevent USING btree (by_id);
CREATE INDEX record_entryevent_family_id_1414059b ON public.record_entryevent USING btree (family_id);
CREATE INDEX record_entryevent_pgh_context_id_2674004c ON public.record_entryevent USING btree (pgh_context_id);
CREATE INDEX record_entryevent_pgh_obj_id_92e20d31 ON public.record_entryevent USING btree (pgh_obj_id);
CREATE INDEX record_hiddenfrom_entry_id_e14807a0 ON public.record_hiddenfrom USING btree (entry_id);
CREATE INDEX record_hiddenfrom_person_id_dad6d1e6 ON public.record_hiddenfrom USING btree (person_id);
CREATE INDEX record_hiddenfromevent_entry_id_8049cea8 ON public.record_hiddenfromevent USING btree (entry_id);
CREATE INDEX record_hiddenfromevent_person_id_58f46afb ON public.record_hiddenfromevent USING btree (person_id);
CREATE INDEX record_hiddenfromevent_pgh_context_id_49d83916 ON public.record_hiddenfromevent USING btree (pgh_context_id);
CREATE INDEX record_hiddenfromevent_pgh_obj_id_599de4f4 ON public.record_hiddenfromevent USING btree (pgh_obj_id);
CREATE INDEX record_reader_entry_id_293e8477 ON public.record_reader USING btree (entry_id);
CREATE INDEX record_reader_user_id_e362b14e ON public.record_reader USING btree (user_id);
CREATE INDEX record_readerevent_entry_id_42a40743 ON public.record_readerevent USING btree (entry_id);
CREATE INDEX record_readerevent_pgh_context_id_cac87e63 ON public.record_readerevent USING btree (pgh_context_id);
CREATE INDEX record_readerevent_pgh_obj_id_cf5f5004 ON public.record_readerevent USING btree (pgh_obj_id);
CREATE INDEX record_readerevent_user_id_815aa765 ON public.record_readerevent USING btree (user_id);
CREATE INDEX record_seen_entry_id_67bf21dc ON public.record_seen USING btree (entry_id);
CREATE INDEX record_seen_person_id_abafabdc ON public.record_seen USING btree (person_id);
CREATE INDEX record_share_by_id_76f4eaf5 ON public.record_share USING btree (by_id);
CREATE INDEX record_share_ended_by_id_b692f394 ON public.record_share USING btree (ended_by_id);
CREATE INDEX record_share_family_id_342d8cd1 ON public.record_share USING btree (family_id);
CREATE INDEX record_share_user_id_e5b36e75 ON public.record_share USING btree (user_id);
CREATE INDEX record_sharedentry_entry_id_6a27a019 ON public.record_sharedentry USING btree (entry_id);
CREATE INDEX record_sharedentry_share_id_6dbd3f11 ON public.record_sharedentry USING btree (share_id);
CREATE INDEX record_sharedentryevent_entry_id_097d3e19 ON public.record_sharedentryevent USING btree (entry_id);
CREATE INDEX record_sharedentryevent_pgh_context_id_3b36e601 ON public.record_sharedentryevent USING btree (pgh_context_id);
CREATE INDEX record_sharedentryevent_pgh_obj_id_cd81417a ON public.record_sharedentryevent USING btree (pgh_obj_id);
CREATE INDEX record_sharedentryevent_share_id_a8e047b4 ON public.record_sharedentryevent USING btree (share_id);
CREATE INDEX record_shareevent_by_id_f2ad6986 ON public.record_shareevent USING btree (by_id);
CREATE INDEX record_shareevent_ended_by_id_e4dd6c89 ON public.record_shareevent USING btree (ended_by_id);
CREATE INDEX record_shareevent_family_id_bb812f29 ON public.record_shareevent USING btree (family_id);
CREATE INDEX record_shareevent_pgh_context_id_99db07b2 ON public.record_shareevent USING btree (pgh_context_id);
CREATE INDEX record_shareevent_pgh_obj_id_cc446f37 ON public.record_shareevent USING btree (pgh_obj_id);
CREATE INDEX record_shareevent_user_id_8e60e92e ON public.record_shareevent USING btree (user_id);
CREATE INDEX returninterview_of_a_child ON public.children_returninterview USING btree (person_id, "on");
CREATE INDEX schoolmove_of_a_child ON public.children_schoolmove USING btree (person_id, "on");
CREATE UNIQUE INDEX shared_once_at_a_time ON public.record_share USING btree (family_id, user_id) WHERE (ended_at IS NULL);
CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);
CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);
CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);
CREATE INDEX staff_by_postcode ON public.access_home USING btree (postcode);
CREATE INDEX statuses_of_a_child ON public.cases_statusdecision USING btree (person_id, "on" DESC, id DESC);
CREATE INDEX strategydiscussion_of_a_child ON public.children_strategydiscussion USING btree (person_id, "on");
CREATE INDEX substanceuse_of_a_child ON public.children_substanceuse USING btree (person_id, "on");
CREATE INDEX tasks_of_a_family ON public.meetings_task USING btree (family_id, state);
CREATE UNIQUE INDEX the_unit_rates_a_discussion_once ON public.practice_discussionrating USING btree (discussion_id) WHERE ((rater)::text = 'unit'::text);
CREATE INDEX transfers_pack_made_by_id_ba2c2bb2 ON public.transfers_pack USING btree (made_by_id);
CREATE INDEX transfers_pack_transfer_id_c1761bd7 ON public.transfers_pack USING btree (transfer_id);
CREATE INDEX transfers_step_by_id_5ae5ef57 ON public.transfers_step USING btree (by_id);
CREATE INDEX transfers_step_transfer_id_9d7f50d2 ON public.transfers_step USING btree (transfer_id);
CREATE INDEX transfers_transfer_from_unit_id_ef88047c ON public.transfers_transfer USING btree (from_unit_id);
CREATE INDEX transfers_transfer_involvement_id_1c54f364 ON public.transfers_transfer USING btree (involvement_id);
CREATE INDEX transfers_transfer_to_unit_id_38c6c924 ON public.transfers_transfer USING btree (to_unit_id);
CREATE INDEX transfers_transferevent_from_unit_id_036de17a ON public.transfers_transferevent USING btree (from_unit_id);
CREATE INDEX transfers_transferevent_involvement_id_3d37e247 ON public.transfers_transferevent USING btree (involvement_id);
CREATE INDEX transfers_transferevent_pgh_context_id_d878fd5d ON public.transfers_transferevent USING btree (pgh_context_id);
CREATE INDEX transfers_transferevent_pgh_obj_id_0688e161 ON public.transfers_transferevent USING btree (pgh_obj_id);
CREATE INDEX transfers_transferevent_to_unit_id_9724da02 ON public.transfers_transferevent USING btree (to_unit_id);
CREATE INDEX unaccompanied_of_a_child ON public.children_unaccompanied USING btree (person_id, started_on);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY (ARRAY[('totp'::character varying)::text, ('recovery_codes'::character varying)::text]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX units_absence_arranged_by_id_b6121a03 ON public.units_absence USING btree (arranged_by_id);
CREATE INDEX units_absence_covered_by_id_be76b32e ON public.units_absence USING btree (covered_by_id);
CREATE INDEX units_absence_unit_id_0472d6aa ON public.units_absence USING btree (unit_id);
CREATE INDEX units_absence_user_id_f739539b ON public.units_absence USING btree (user_id);
CREATE INDEX units_absenceevent_arranged_by_id_38e82199 ON public.units_absenceevent USING btree (arranged_by_id);
CREATE INDEX units_absenceevent_covered_by_id_dec9536e ON public.units_absenceevent USING btree (covered_by_id);
CREATE INDEX units_absenceevent_pgh_context_id_1197ebe8 ON public.units_absenceevent USING btree (pgh_context_id);
CREATE INDEX units_absenceevent_pgh_obj_id_70425a3f ON public.units_absenceevent USING btree (pgh_obj_id);
CREATE INDEX units_absenceevent_unit_id_dcb08114 ON public.units_absenceevent USING btree (unit_id);
CREATE INDEX units_absenceevent_user_id_97bca871 ON public.units_absenceevent USING btree (user_id);
CREATE INDEX units_deputy_named_by_id_f7671363 ON public.units_deputy USING btree (named_by_id);
CREATE INDEX units_deputy_unit_id_0886519e ON public.units_deputy USING btree (unit_id);
CREATE INDEX units_deputy_user_id_a07ad7bd ON public.units_deputy USING btree (user_id);
CREATE INDEX units_deputyevent_named_by_id_5e0d0291 ON public.units_deputyevent USING btree (named_by_id);
CREATE INDEX units_deputyevent_pgh_context_id_fd000a78 ON public.units_deputyevent USING btree (pgh_context_id);
CREATE INDEX units_deputyevent_pgh_obj_id_77d5c585 ON public.units_deputyevent USING btree (pgh_obj_id);
CREATE INDEX units_deputyevent_unit_id_1f7d81c2 ON public.units_deputyevent USING btree (unit_id);
CREATE INDEX units_deputyevent_user_id_aaf2fffd ON public.units_deputyevent USING btree (user_id);
CREATE INDEX units_dutyturn_unit_id_1df0e208 ON public.units_dutyturn USING btree (unit_id);
CREATE INDEX units_dutyturnevent_pgh_context_id_8d7f5fb0 ON public.units_dutyturnevent USING btree (pgh_context_id);
CREATE INDEX units_dutyturnevent_pgh_obj_id_dd0fe667 ON public.units_dutyturnevent USING btree (pgh_obj_id);
CREATE INDEX units_dutyturnevent_unit_id_4528a71f ON public.units_dutyturnevent USING btree (unit_id);
CREATE INDEX units_post_unit_id_883e2ecc ON public.units_post USING btree (unit_id);
CREATE INDEX units_postevent_pgh_context_id_166dfe45 ON public.units_postevent USING btree (pgh_context_id);
CREATE INDEX units_postevent_pgh_obj_id_82328a3d ON public.units_postevent USING btree (pgh_obj_id);
CREATE INDEX units_postevent_unit_id_2e0646eb ON public.units_postevent USING btree (unit_id);
CREATE INDEX units_postholding_post_id_1d091011 ON public.units_postholding USING btree (post_id);
CREATE INDEX units_postholding_user_id_3e82f2c2 ON public.units_postholding USING btree (user_id);
CREATE INDEX units_postholdingevent_pgh_context_id_7c44a77a ON public.units_postholdingevent USING btree (pgh_context_id);
CREATE INDEX units_postholdingevent_pgh_obj_id_3fecd4a8 ON public.units_postholdingevent USING btree (pgh_obj_id);
CREATE INDEX units_postholdingevent_post_id_50c011bc ON public.units_postholdingevent USING btree (post_id);
CREATE INDEX units_postholdingevent_user_id_50f72c52 ON public.units_postholdingevent USING btree (user_id);
CREATE INDEX units_unit_buddy_id_0f89a987 ON public.units_unit USING btree (buddy_id);
CREATE INDEX units_unit_name_b1f6e43a_like ON public.units_unit USING btree (name varchar_pattern_ops);
CREATE INDEX units_unitevent_buddy_id_9cee77bc ON public.units_unitevent USING btree (buddy_id);
CREATE INDEX units_unitevent_pgh_context_id_32fd6290 ON public.units_unitevent USING btree (pgh_context_id);
CREATE INDEX units_unitevent_pgh_obj_id_a88c1cc7 ON public.units_unitevent USING btree (pgh_obj_id);
CREATE INDEX what_somebody_did ON public.access_auditevent USING btree (actor_id, at DESC);
CREATE INDEX words_by_slip ON public.people_word USING gin (near) WITH (fastupdate=off);
CREATE INDEX words_by_sound ON public.people_word USING gin (sounds) WITH (fastupdate=off);
CREATE TRIGGER pgtrigger_a_contact_follows_whom_it_is_about_009dd AFTER INSERT OR UPDATE ON public.front_door_about FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_a_contact_follows_whom_it_is_about_009dd();
COMMENT ON TRIGGER pgtrigger_a_contact_follows_whom_it_is_about_009dd ON public.front_door_about IS '1d4db01bf147ff2144bc1c7d629889effa421577';
CREATE TRIGGER pgtrigger_additions_are_kept_5c525 BEFORE DELETE OR UPDATE ON public.front_door_addition FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_additions_are_kept_5c525();
COMMENT ON TRIGGER pgtrigger_additions_are_kept_5c525 ON public.front_door_addition IS '0b31231a8ce56ca09f0af8c8c0c3eafd93553de7';
CREATE TRIGGER pgtrigger_amendments_are_never_edited_d1e55 BEFORE DELETE OR UPDATE ON public.meetings_amendment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_amendments_are_never_edited_d1e55();
COMMENT ON TRIGGER pgtrigger_amendments_are_never_edited_d1e55 ON public.meetings_amendment IS 'f19cf4f0a74665fd40d71f0029156e9ec7870f96';
CREATE TRIGGER pgtrigger_audit_is_append_only_9f6eb BEFORE DELETE OR UPDATE ON public.access_auditevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_audit_is_append_only_9f6eb();
COMMENT ON TRIGGER pgtrigger_audit_is_append_only_9f6eb ON public.access_auditevent IS '1318c8fb40d77c5eb66a524b3652ef30043aa407';
CREATE CONSTRAINT TRIGGER pgtrigger_audit_is_chained_30d8e AFTER INSERT ON public.access_auditevent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_audit_is_chained_30d8e();
COMMENT ON TRIGGER pgtrigger_audit_is_chained_30d8e ON public.access_auditevent IS 'a309e7ad71d1af89648dbe607ebb4da7f481b2e3';
CREATE TRIGGER pgtrigger_callers_are_kept_3d19e BEFORE DELETE OR UPDATE ON public.front_door_caller FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_callers_are_kept_3d19e();
COMMENT ON TRIGGER pgtrigger_callers_are_kept_3d19e ON public.front_door_caller IS '73c9fc796a687eab423d9b9dcac8170c4e0c940a';
CREATE TRIGGER pgtrigger_closed_meetings_stay_closed_8f843 BEFORE UPDATE ON public.meetings_meeting FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_closed_meetings_stay_closed_8f843();
COMMENT ON TRIGGER pgtrigger_closed_meetings_stay_closed_8f843 ON public.meetings_meeting IS 'd5dcc85466e383932c232362c6293d8f00aabf24';
CREATE TRIGGER pgtrigger_consent_is_never_changed_06643 BEFORE DELETE OR UPDATE ON public.evaluation_consent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_consent_is_never_changed_06643();
COMMENT ON TRIGGER pgtrigger_consent_is_never_changed_06643 ON public.evaluation_consent IS 'c01abec2a47a1d51f6104097e4ae78198790b3f0';
CREATE TRIGGER pgtrigger_contacts_are_never_deleted_0a6cc BEFORE DELETE ON public.front_door_contact FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_contacts_are_never_deleted_0a6cc();
COMMENT ON TRIGGER pgtrigger_contacts_are_never_deleted_0a6cc ON public.front_door_contact IS '274a19efacef853391e2445e2dcb90c6f341c7c6';
CREATE TRIGGER pgtrigger_decided_well_de0c7 BEFORE INSERT ON public.front_door_decision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decided_well_de0c7();
COMMENT ON TRIGGER pgtrigger_decided_well_de0c7 ON public.front_door_decision IS 'd2e841121539ac2e02d801e5fd280bc3f087db95';
CREATE TRIGGER pgtrigger_decisions_are_kept_5bfb6 BEFORE DELETE OR UPDATE ON public.front_door_decision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decisions_are_kept_5bfb6();
COMMENT ON TRIGGER pgtrigger_decisions_are_kept_5bfb6 ON public.front_door_decision IS '8bd16f4e09ba65e0cd4416b290661c1b5b513775';
CREATE TRIGGER pgtrigger_decisions_freeze_with_their_meeting_7e3fa BEFORE INSERT OR DELETE OR UPDATE ON public.meetings_decision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decisions_freeze_with_their_meeting_7e3fa();
COMMENT ON TRIGGER pgtrigger_decisions_freeze_with_their_meeting_7e3fa ON public.meetings_decision IS '44aba2723cb9641e1203fa36d604f55b6263fd41';
CREATE TRIGGER pgtrigger_delete_delete_50790 AFTER DELETE ON public.access_listed FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_50790();
COMMENT ON TRIGGER pgtrigger_delete_delete_50790 ON public.access_listed IS 'e51f05bfbf5732b3f8ff6df9ed639f91559fd46c';
CREATE TRIGGER pgtrigger_delete_delete_6424a AFTER DELETE ON public.record_sharedentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_6424a();
COMMENT ON TRIGGER pgtrigger_delete_delete_6424a ON public.record_sharedentry IS '51430dbf8edb4e03d8b092004f2d091d5a795009';
CREATE TRIGGER pgtrigger_delete_delete_c87df AFTER DELETE ON public.record_reader FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_c87df();
COMMENT ON TRIGGER pgtrigger_delete_delete_c87df ON public.record_reader IS '1501713284ee0f0714702898b5a959a973f6da9d';
CREATE TRIGGER pgtrigger_delete_delete_ee05c AFTER DELETE ON public.record_hiddenfrom FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_ee05c();
COMMENT ON TRIGGER pgtrigger_delete_delete_ee05c ON public.record_hiddenfrom IS '69831484dd8a50d813917fa264567155f56c53e3';
CREATE TRIGGER pgtrigger_delete_delete_f12da AFTER DELETE ON public.evaluation_studyevaluator FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_f12da();
COMMENT ON TRIGGER pgtrigger_delete_delete_f12da ON public.evaluation_studyevaluator IS '53c656945ef53add952a7afef06f85eacc504837';
CREATE TRIGGER pgtrigger_entries_are_amended_not_edited_7a5e1 BEFORE UPDATE ON public.record_entry FOR EACH ROW WHEN (((old.family_id IS DISTINCT FROM new.family_id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.happened_on IS DISTINCT FROM new.happened_on) OR (old.happened_at IS DISTINCT FROM new.happened_at) OR ((old.place)::text IS DISTINCT FROM (new.place)::text) OR ((old.present)::text IS DISTINCT FROM (new.present)::text) OR (old.text IS DISTINCT FROM new.text) OR ((old.said_by)::text IS DISTINCT FROM (new.said_by)::text) OR ((old.not_seen_because)::text IS DISTINCT FROM (new.not_seen_because)::text) OR (old.is_significant IS DISTINCT FROM new.is_significant) OR (old.by_id IS DISTINCT FROM new.by_id) OR (old.recorded_at IS DISTINCT FROM new.recorded_at))) EXECUTE FUNCTION public.pgtrigger_entries_are_amended_not_edited_7a5e1();
COMMENT ON TRIGGER pgtrigger_entries_are_amended_not_edited_7a5e1 ON public.record_entry IS 'fbec313338b96f33324845c863e2568803255bfb';
CREATE TRIGGER pgtrigger_entries_are_never_deleted_1f916 BEFORE DELETE ON public.record_entry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entries_are_never_deleted_1f916();
COMMENT ON TRIGGER pgtrigger_entries_are_never_deleted_1f916 ON public.record_entry IS 'ae7c62cd5376d3c66ce6e76cfe4aaf5d3a5c53f5';
CREATE TRIGGER pgtrigger_entry_amendments_are_kept_39aa6 BEFORE DELETE OR UPDATE ON public.record_entryamendment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entry_amendments_are_kept_39aa6();
COMMENT ON TRIGGER pgtrigger_entry_amendments_are_kept_39aa6 ON public.record_entryamendment IS '540a9578d380dd585159b0dedfcc813cbd6eced7';
CREATE TRIGGER pgtrigger_feedback_is_kept_628e6 BEFORE DELETE OR UPDATE ON public.front_door_feedback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_feedback_is_kept_628e6();
COMMENT ON TRIGGER pgtrigger_feedback_is_kept_628e6 ON public.front_door_feedback IS '1e4d2d45f2949dec063dd224e9d6890e220287f1';
CREATE TRIGGER pgtrigger_grave_changes_stay_a33fb BEFORE DELETE OR UPDATE ON public.access_gravechange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_grave_changes_stay_a33fb();
COMMENT ON TRIGGER pgtrigger_grave_changes_stay_a33fb ON public.access_gravechange IS '284ad0296d03a47151c39d46d429770b1ea78a15';
CREATE TRIGGER pgtrigger_hypotheses_are_never_deleted_3b1f3 BEFORE DELETE ON public.meetings_hypothesis FOR EACH ROW WHEN ((NOT ((old.find_out = ''::text) AND (old.speaks_against = ''::text) AND (old.speaks_for = ''::text) AND ((old.state)::text = 'open'::text) AND (old.statement = ''::text)))) EXECUTE FUNCTION public.pgtrigger_hypotheses_are_never_deleted_3b1f3();
COMMENT ON TRIGGER pgtrigger_hypotheses_are_never_deleted_3b1f3 ON public.meetings_hypothesis IS '0ed2c1872fc257e4e97e93296e4bb87215d545e0';
CREATE TRIGGER pgtrigger_insert_insert_00706 AFTER INSERT ON public.children_placementplan FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_00706();
COMMENT ON TRIGGER pgtrigger_insert_insert_00706 ON public.children_placementplan IS '45f5d2446e63431ecfe2c167e4a54a5b7eea48bc';
CREATE TRIGGER pgtrigger_insert_insert_0511e AFTER INSERT ON public.cases_statusdecision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_0511e();
COMMENT ON TRIGGER pgtrigger_insert_insert_0511e ON public.cases_statusdecision IS 'f6f614fb96f70b172d1785c909954dbdd6c7c338';
CREATE TRIGGER pgtrigger_insert_insert_0a60e AFTER INSERT ON public.children_adviser FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_0a60e();
COMMENT ON TRIGGER pgtrigger_insert_insert_0a60e ON public.children_adviser IS '59067e1fde739b2f98f6c84c462c5e52f929b2bf';
CREATE TRIGGER pgtrigger_insert_insert_0bb54 AFTER INSERT ON public.children_placementnotice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_0bb54();
COMMENT ON TRIGGER pgtrigger_insert_insert_0bb54 ON public.children_placementnotice IS 'db6d94561b91085078f4fb4c5dfe8fc652f1ec58';
CREATE TRIGGER pgtrigger_insert_insert_0bcf9 AFTER INSERT ON public.children_carereview FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_0bcf9();
COMMENT ON TRIGGER pgtrigger_insert_insert_0bcf9 ON public.children_carereview IS 'c34d74cfc212a7c27eedb628c82b43ba3ff77c10';
CREATE TRIGGER pgtrigger_insert_insert_120d1 AFTER INSERT ON public.formal_meetings_view FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_120d1();
COMMENT ON TRIGGER pgtrigger_insert_insert_120d1 ON public.formal_meetings_view IS 'd218e1763ba614d804f0f31bb29623a09f2fbf97';
CREATE TRIGGER pgtrigger_insert_insert_12335 AFTER INSERT ON public.access_listed FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_12335();
COMMENT ON TRIGGER pgtrigger_insert_insert_12335 ON public.access_listed IS '696c93d134943a8de53ec01ad8cc61ce35d2c41d';
CREATE TRIGGER pgtrigger_insert_insert_12521 AFTER INSERT ON public.children_adoptionmatch FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_12521();
COMMENT ON TRIGGER pgtrigger_insert_insert_12521 ON public.children_adoptionmatch IS '1970773db3f7436872d4ab626e1a6062b04971e7';
CREATE TRIGGER pgtrigger_insert_insert_1b613 AFTER INSERT ON public.units_absence FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1b613();
COMMENT ON TRIGGER pgtrigger_insert_insert_1b613 ON public.units_absence IS 'de5a81f117e6dba1dff9c110b085368071acb119';
CREATE TRIGGER pgtrigger_insert_insert_1bab8 AFTER INSERT ON public.formal_meetings_report FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1bab8();
COMMENT ON TRIGGER pgtrigger_insert_insert_1bab8 ON public.formal_meetings_report IS '05e796356fcd899b637708a40d78a4d38cc9b5ce';
CREATE TRIGGER pgtrigger_insert_insert_1cea9 AFTER INSERT ON public.access_restriction FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1cea9();
COMMENT ON TRIGGER pgtrigger_insert_insert_1cea9 ON public.access_restriction IS 'f03235d16737bd71f39348bbdbc94851a4ba031e';
CREATE TRIGGER pgtrigger_insert_insert_1d745 AFTER INSERT ON public.families_tie FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1d745();
COMMENT ON TRIGGER pgtrigger_insert_insert_1d745 ON public.families_tie IS '5b6c78d0b3e006b503e479bfaa7996e1f53d52f5';
CREATE TRIGGER pgtrigger_insert_insert_1ff70 AFTER INSERT ON public.children_missing FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1ff70();
COMMENT ON TRIGGER pgtrigger_insert_insert_1ff70 ON public.children_missing IS '6949703b4c0b105316019f7c5c7009c9433309c0';
CREATE TRIGGER pgtrigger_insert_insert_23fb7 AFTER INSERT ON public.children_legalstatus FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_23fb7();
COMMENT ON TRIGGER pgtrigger_insert_insert_23fb7 ON public.children_legalstatus IS '7351af6db2527f717d76351270520a1e0d85c506';
CREATE TRIGGER pgtrigger_insert_insert_24c07 AFTER INSERT ON public.children_episode FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_24c07();
COMMENT ON TRIGGER pgtrigger_insert_insert_24c07 ON public.children_episode IS 'bc5e3e647aaf5c000ee1d530b67eaf4c88fcbb0d';
CREATE TRIGGER pgtrigger_insert_insert_2d3e4 AFTER INSERT ON public.children_movedin FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_2d3e4();
COMMENT ON TRIGGER pgtrigger_insert_insert_2d3e4 ON public.children_movedin IS 'ecac1b187392f35baa960f4897703cd7186e6aa3';
CREATE TRIGGER pgtrigger_insert_insert_3715d AFTER INSERT ON public.children_namedworker FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3715d();
COMMENT ON TRIGGER pgtrigger_insert_insert_3715d ON public.children_namedworker IS '97926bc476f205a7ef6cabaefc139229be377514';
CREATE TRIGGER pgtrigger_insert_insert_3a780 AFTER INSERT ON public.children_schoolmove FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3a780();
COMMENT ON TRIGGER pgtrigger_insert_insert_3a780 ON public.children_schoolmove IS '5dbed956f040f7e51a374f9a7a8c96b30e047bdb';
CREATE TRIGGER pgtrigger_insert_insert_3bf44 AFTER INSERT ON public.children_hearing FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3bf44();
COMMENT ON TRIGGER pgtrigger_insert_insert_3bf44 ON public.children_hearing IS '2bd2dd48b69d5470dd82476674f627d8580a1775';
CREATE TRIGGER pgtrigger_insert_insert_3cd9f AFTER INSERT ON public.children_application FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3cd9f();
COMMENT ON TRIGGER pgtrigger_insert_insert_3cd9f ON public.children_application IS '789f3f0643270eb03c7a28ecc196ea46be30666b';
CREATE TRIGGER pgtrigger_insert_insert_3d835 AFTER INSERT ON public.obligations_variation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3d835();
COMMENT ON TRIGGER pgtrigger_insert_insert_3d835 ON public.obligations_variation IS 'dee0c34663c80e4f0ca2a4e8d4b0adb034753452';
CREATE TRIGGER pgtrigger_insert_insert_3f5b9 AFTER INSERT ON public.record_share FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3f5b9();
COMMENT ON TRIGGER pgtrigger_insert_insert_3f5b9 ON public.record_share IS 'f8a98bca6489d2751fa004d3396b02655d5d2380';
CREATE TRIGGER pgtrigger_insert_insert_40f0d AFTER INSERT ON public.children_providedhome FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_40f0d();
COMMENT ON TRIGGER pgtrigger_insert_insert_40f0d ON public.children_providedhome IS 'c7e0460b807c19e9f302b024c1ac3e0127bf0f92';
CREATE TRIGGER pgtrigger_insert_insert_42e4d AFTER INSERT ON public.families_household FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_42e4d();
COMMENT ON TRIGGER pgtrigger_insert_insert_42e4d ON public.families_household IS 'abd3e714b0c685f6d2cc929bced190472e6242eb';
CREATE TRIGGER pgtrigger_insert_insert_46fb6 AFTER INSERT ON public.families_parenthood FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_46fb6();
COMMENT ON TRIGGER pgtrigger_insert_insert_46fb6 ON public.families_parenthood IS '4c00f68cd092b7121cda813f01f14aa4c6c97ce6';
CREATE TRIGGER pgtrigger_insert_insert_4a276 AFTER INSERT ON public.children_leavereligibility FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4a276();
COMMENT ON TRIGGER pgtrigger_insert_insert_4a276 ON public.children_leavereligibility IS 'b0ab2a6b03e3492249d5bad1c760abb70973e005';
CREATE TRIGGER pgtrigger_insert_insert_4f3e2 AFTER INSERT ON public.children_conviction FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4f3e2();
COMMENT ON TRIGGER pgtrigger_insert_insert_4f3e2 ON public.children_conviction IS '14e83a41f811d63ba5b721703370fbce4ae49666';
CREATE TRIGGER pgtrigger_insert_insert_55573 AFTER INSERT ON public.children_order FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_55573();
COMMENT ON TRIGGER pgtrigger_insert_insert_55573 ON public.children_order IS '476983f396a95f23fc780fddc99e9c2a7cf74c74';
CREATE TRIGGER pgtrigger_insert_insert_5664b AFTER INSERT ON public.units_post FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_5664b();
COMMENT ON TRIGGER pgtrigger_insert_insert_5664b ON public.units_post IS '87903d3a1de833dc9c221c8b8ebf0622259d7cc5';
CREATE TRIGGER pgtrigger_insert_insert_58971 AFTER INSERT ON public.people_contact FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_58971();
COMMENT ON TRIGGER pgtrigger_insert_insert_58971 ON public.people_contact IS 'a13b5e6a4a3ad7aad27e2051d519e16656ea4193';
CREATE TRIGGER pgtrigger_insert_insert_5cf1f AFTER INSERT ON public.families_partnership FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_5cf1f();
COMMENT ON TRIGGER pgtrigger_insert_insert_5cf1f ON public.families_partnership IS 'f1b710438d5a9e40bb32ac4e94129172455a54a2';
CREATE TRIGGER pgtrigger_insert_insert_5e8a4 AFTER INSERT ON public.families_changeset FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_5e8a4();
COMMENT ON TRIGGER pgtrigger_insert_insert_5e8a4 ON public.families_changeset IS '1b5b9f42cb781cea8dd13d4b5e164dfc971d0a57';
CREATE TRIGGER pgtrigger_insert_insert_5f449 AFTER INSERT ON public.children_adviservisit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_5f449();
COMMENT ON TRIGGER pgtrigger_insert_insert_5f449 ON public.children_adviservisit IS 'd2bcb485cfd019bc70d710ec5aa104b05357b4b7';
CREATE TRIGGER pgtrigger_insert_insert_5fa8a AFTER INSERT ON public.children_difficultiesscore FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_5fa8a();
COMMENT ON TRIGGER pgtrigger_insert_insert_5fa8a ON public.children_difficultiesscore IS '3d85e997f4f0978e738947f255bc32b40510ec63';
CREATE TRIGGER pgtrigger_insert_insert_60a54 AFTER INSERT ON public.children_health FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_60a54();
COMMENT ON TRIGGER pgtrigger_insert_insert_60a54 ON public.children_health IS 'a32dcea0d2490f5910899182ca7afaffa0dc3942';
CREATE TRIGGER pgtrigger_insert_insert_64c42 AFTER INSERT ON public.cases_involvement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_64c42();
COMMENT ON TRIGGER pgtrigger_insert_insert_64c42 ON public.cases_involvement IS 'e6fa7a04b4a52a64b0fbfce8a8035aa7901ae168';
CREATE TRIGGER pgtrigger_insert_insert_65688 AFTER INSERT ON public.people_person FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_65688();
COMMENT ON TRIGGER pgtrigger_insert_insert_65688 ON public.people_person IS '6d48edee4e5d6936ac0643770745474d48dc3020';
CREATE TRIGGER pgtrigger_insert_insert_667db AFTER INSERT ON public.children_leavercontact FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_667db();
COMMENT ON TRIGGER pgtrigger_insert_insert_667db ON public.children_leavercontact IS '2a3bb2fb37a6bb8d86269fa742afc4a0d9ed844c';
CREATE TRIGGER pgtrigger_insert_insert_6a525 AFTER INSERT ON public.children_libertyorder FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6a525();
COMMENT ON TRIGGER pgtrigger_insert_insert_6a525 ON public.children_libertyorder IS 'c70a78889641570006a421fe4cdbcb8cca06eac8';
CREATE TRIGGER pgtrigger_insert_insert_6e72f AFTER INSERT ON public.children_leavingneeds FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6e72f();
COMMENT ON TRIGGER pgtrigger_insert_insert_6e72f ON public.children_leavingneeds IS '1d84e18cc036b16d276271dbf96edf60a2313b9f';
CREATE TRIGGER pgtrigger_insert_insert_6f35a AFTER INSERT ON public.evaluation_consent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6f35a();
COMMENT ON TRIGGER pgtrigger_insert_insert_6f35a ON public.evaluation_consent IS '508eea14dc8c4bfe8f121dd223775401838f2356';
CREATE TRIGGER pgtrigger_insert_insert_70f31 AFTER INSERT ON public.cases_allocation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_70f31();
COMMENT ON TRIGGER pgtrigger_insert_insert_70f31 ON public.cases_allocation IS '320d20528780466cbdebd992a4de7e4272c08f73';
CREATE TRIGGER pgtrigger_insert_insert_7ec8c AFTER INSERT ON public.obligations_localrule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_7ec8c();
COMMENT ON TRIGGER pgtrigger_insert_insert_7ec8c ON public.obligations_localrule IS '1446855d8f4e47db73e016ed73852a396893083f';
CREATE TRIGGER pgtrigger_insert_insert_7ee02 AFTER INSERT ON public.children_leavingcare FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_7ee02();
COMMENT ON TRIGGER pgtrigger_insert_insert_7ee02 ON public.children_leavingcare IS 'e65d710f71f201c3a9f057b68f318a3beafc1e15';
CREATE TRIGGER pgtrigger_insert_insert_8413d AFTER INSERT ON public.children_privatefostering FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_8413d();
COMMENT ON TRIGGER pgtrigger_insert_insert_8413d ON public.children_privatefostering IS '22fc93ea2e3ebde560b6eb847df0a2c21f95f028';
CREATE TRIGGER pgtrigger_insert_insert_87088 AFTER INSERT ON public.children_substanceuse FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_87088();
COMMENT ON TRIGGER pgtrigger_insert_insert_87088 ON public.children_substanceuse IS 'cdeb1b0321fcb8a31173ebdd883f6babafae0bb3';
CREATE TRIGGER pgtrigger_insert_insert_8a0df AFTER INSERT ON public.children_returninterview FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_8a0df();
COMMENT ON TRIGGER pgtrigger_insert_insert_8a0df ON public.children_returninterview IS 'b5a9c95ed85951ca02893aac83e9edd14444b8bc';
CREATE TRIGGER pgtrigger_insert_insert_8f168 AFTER INSERT ON public.children_familymeeting FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_8f168();
COMMENT ON TRIGGER pgtrigger_insert_insert_8f168 ON public.children_familymeeting IS '27a3b91c064b2bf08f73e6eb783653cff3b16e91';
CREATE TRIGGER pgtrigger_insert_insert_8ff8e AFTER INSERT ON public.children_educationplan FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_8ff8e();
COMMENT ON TRIGGER pgtrigger_insert_insert_8ff8e ON public.children_educationplan IS '83889a203b19998c2ae27f65cbbae0ece747615b';
CREATE TRIGGER pgtrigger_insert_insert_9286b AFTER INSERT ON public.children_preproceedings FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9286b();
COMMENT ON TRIGGER pgtrigger_insert_insert_9286b ON public.children_preproceedings IS '6c8fc701d6d318f5a80ca430ae66b5e4bac6ace1';
CREATE TRIGGER pgtrigger_insert_insert_94ac7 AFTER INSERT ON public.people_particular FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_94ac7();
COMMENT ON TRIGGER pgtrigger_insert_insert_94ac7 ON public.people_particular IS '093c6ce2789ed22a2d72a008cbeb980dcfaa001c';
CREATE TRIGGER pgtrigger_insert_insert_9cd5d AFTER INSERT ON public.families_agency FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9cd5d();
COMMENT ON TRIGGER pgtrigger_insert_insert_9cd5d ON public.families_agency IS 'd93ff6657b1292d49b7e759e798c135da5097c39';
CREATE TRIGGER pgtrigger_insert_insert_9df25 AFTER INSERT ON public.children_decisiontoapply FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9df25();
COMMENT ON TRIGGER pgtrigger_insert_insert_9df25 ON public.children_decisiontoapply IS '24db2ec695ccf15d510bc04b0a44dae158d36e7b';
CREATE TRIGGER pgtrigger_insert_insert_9eeb9 AFTER INSERT ON public.children_previousorder FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9eeb9();
COMMENT ON TRIGGER pgtrigger_insert_insert_9eeb9 ON public.children_previousorder IS 'e14789569284c15fe8992a5d83ae52f7390c59e6';
CREATE TRIGGER pgtrigger_insert_insert_9f76a AFTER INSERT ON public.children_unaccompanied FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9f76a();
COMMENT ON TRIGGER pgtrigger_insert_insert_9f76a ON public.children_unaccompanied IS '5ef590e8e46f5ca301b6b65aac4e1e613cc28930';
CREATE TRIGGER pgtrigger_insert_insert_9fa57 AFTER INSERT ON public.children_fosteringvisit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9fa57();
COMMENT ON TRIGGER pgtrigger_insert_insert_9fa57 ON public.children_fosteringvisit IS '0b3c9b40a1986f8137771305bf45efb02ef5885c';
CREATE TRIGGER pgtrigger_insert_insert_a0020 AFTER INSERT ON public.children_careperiod FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a0020();
COMMENT ON TRIGGER pgtrigger_insert_insert_a0020 ON public.children_careperiod IS 'acebdbc0646102d86173e66f681a1e266de2fb0c';
CREATE TRIGGER pgtrigger_insert_insert_a10c8 AFTER INSERT ON public.children_needreview FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a10c8();
COMMENT ON TRIGGER pgtrigger_insert_insert_a10c8 ON public.children_needreview IS 'b81861576bf0e4725edd64fafd1308cecd96aafa';
CREATE TRIGGER pgtrigger_insert_insert_a1cac AFTER INSERT ON public.people_identifier FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a1cac();
COMMENT ON TRIGGER pgtrigger_insert_insert_a1cac ON public.people_identifier IS '909d2b91c3cede458ad22b64787cee1e97ff2f8b';
CREATE TRIGGER pgtrigger_insert_insert_a38aa AFTER INSERT ON public.children_protectionplan FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a38aa();
COMMENT ON TRIGGER pgtrigger_insert_insert_a38aa ON public.children_protectionplan IS 'c0593c4f9e928793d4351b675958e2cc016fa2d6';
CREATE TRIGGER pgtrigger_insert_insert_a3bd9 AFTER INSERT ON public.units_postholding FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a3bd9();
COMMENT ON TRIGGER pgtrigger_insert_insert_a3bd9 ON public.units_postholding IS 'f2f2e39ef7f58131112df1f6f6499ece44c09219';
CREATE TRIGGER pgtrigger_insert_insert_a4059 AFTER INSERT ON public.families_loss FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a4059();
COMMENT ON TRIGGER pgtrigger_insert_insert_a4059 ON public.families_loss IS '6d7840d6c7832cdbf31c1fcccf4d2302c06664e4';
CREATE TRIGGER pgtrigger_insert_insert_a4902 AFTER INSERT ON public.cases_familyrole FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a4902();
COMMENT ON TRIGGER pgtrigger_insert_insert_a4902 ON public.cases_familyrole IS '22067902a982ad893c38fbce06e91bb004419fe2';
CREATE TRIGGER pgtrigger_insert_insert_a8a7c AFTER INSERT ON public.evaluation_study FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a8a7c();
COMMENT ON TRIGGER pgtrigger_insert_insert_a8a7c ON public.evaluation_study IS '7fd7c9de78b605af18e74cc7799a4a6784abfa2a';
CREATE TRIGGER pgtrigger_insert_insert_a8f3d AFTER INSERT ON public.children_incident FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a8f3d();
COMMENT ON TRIGGER pgtrigger_insert_insert_a8f3d ON public.children_incident IS 'e36639f81bd93ca01aa687af0067293eade45381';
CREATE TRIGGER pgtrigger_insert_insert_ad05e AFTER INSERT ON public.formal_meetings_invitation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ad05e();
COMMENT ON TRIGGER pgtrigger_insert_insert_ad05e ON public.formal_meetings_invitation IS '2a21749987b6f82376204773f29d906623277c92';
CREATE TRIGGER pgtrigger_insert_insert_b1177 AFTER INSERT ON public.record_entry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b1177();
COMMENT ON TRIGGER pgtrigger_insert_insert_b1177 ON public.record_entry IS '72e4b1c6cab27a97ae908579ce68946ac8f21e61';
CREATE TRIGGER pgtrigger_insert_insert_b18e1 AFTER INSERT ON public.transfers_transfer FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b18e1();
COMMENT ON TRIGGER pgtrigger_insert_insert_b18e1 ON public.transfers_transfer IS '147d004635fa11f5efb421630ee2a34908743216';
CREATE TRIGGER pgtrigger_insert_insert_b19f1 AFTER INSERT ON public.people_othername FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b19f1();
COMMENT ON TRIGGER pgtrigger_insert_insert_b19f1 ON public.people_othername IS '42fcafdf06b92ac6f14c91d24e12f7cb59ecd43f';
CREATE TRIGGER pgtrigger_insert_insert_b227a AFTER INSERT ON public.children_needplan FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b227a();
COMMENT ON TRIGGER pgtrigger_insert_insert_b227a ON public.children_needplan IS '610bf09f636307e637128699286994ebfa436639';
CREATE TRIGGER pgtrigger_insert_insert_b2336 AFTER INSERT ON public.people_safetywarning FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b2336();
COMMENT ON TRIGGER pgtrigger_insert_insert_b2336 ON public.people_safetywarning IS '605b8a4a260a2742253fb826ebbae5a7d08b1e08';
CREATE TRIGGER pgtrigger_insert_insert_b3032 AFTER INSERT ON public.families_family FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b3032();
COMMENT ON TRIGGER pgtrigger_insert_insert_b3032 ON public.families_family IS '5209edeb0017735d4fe8353d290856ec89831be5';
CREATE TRIGGER pgtrigger_insert_insert_b32ac AFTER INSERT ON public.formal_meetings_formalmeeting FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b32ac();
COMMENT ON TRIGGER pgtrigger_insert_insert_b32ac ON public.formal_meetings_formalmeeting IS '5bd8a7ffd49aeb2f600f1c4731337bfb59236447';
CREATE TRIGGER pgtrigger_insert_insert_b7032 AFTER INSERT ON public.children_conference FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b7032();
COMMENT ON TRIGGER pgtrigger_insert_insert_b7032 ON public.children_conference IS '4dc0ddcf0c13979bb1b69a3ed5f34d3deddb999e';
CREATE TRIGGER pgtrigger_insert_insert_b92a8 AFTER INSERT ON public.evaluation_studyevaluator FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b92a8();
COMMENT ON TRIGGER pgtrigger_insert_insert_b92a8 ON public.evaluation_studyevaluator IS 'bc7da19ad1dd9125c052d9284ae4edb9daf5bb31';
CREATE TRIGGER pgtrigger_insert_insert_ba17d AFTER INSERT ON public.children_movedaway FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ba17d();
COMMENT ON TRIGGER pgtrigger_insert_insert_ba17d ON public.children_movedaway IS 'e036722eac672565bed59e5334a1a4843f7edeed';
CREATE TRIGGER pgtrigger_insert_insert_ba400 AFTER INSERT ON public.children_careplan FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ba400();
COMMENT ON TRIGGER pgtrigger_insert_insert_ba400 ON public.children_careplan IS 'e00e852627c0106f576bc165af621198dd2b8cb9';
CREATE TRIGGER pgtrigger_insert_insert_bd4ae AFTER INSERT ON public.units_deputy FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_bd4ae();
COMMENT ON TRIGGER pgtrigger_insert_insert_bd4ae ON public.units_deputy IS 'f7c0dafe7049b2d3088b764ec5eb57791717ff1d';
CREATE TRIGGER pgtrigger_insert_insert_c0548 AFTER INSERT ON public.record_reader FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_c0548();
COMMENT ON TRIGGER pgtrigger_insert_insert_c0548 ON public.record_reader IS '7fe5a3e547ce243ba30277e108ed2eea42bf6f24';
CREATE TRIGGER pgtrigger_insert_insert_c2f2a AFTER INSERT ON public.children_plancategory FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_c2f2a();
COMMENT ON TRIGGER pgtrigger_insert_insert_c2f2a ON public.children_plancategory IS 'd91702144c8110b4a113eb8c0589b4a3e65ace2a';
CREATE TRIGGER pgtrigger_insert_insert_c4154 AFTER INSERT ON public.families_familymember FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_c4154();
COMMENT ON TRIGGER pgtrigger_insert_insert_c4154 ON public.families_familymember IS '0291986b00e2d08ad1ab188f37891d24943a82f3';
CREATE TRIGGER pgtrigger_insert_insert_c822b AFTER INSERT ON public.record_sharedentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_c822b();
COMMENT ON TRIGGER pgtrigger_insert_insert_c822b ON public.record_sharedentry IS '7dd350a63b6acecf9f6a9c659192060801f79c25';
CREATE TRIGGER pgtrigger_insert_insert_cdac5 AFTER INSERT ON public.record_hiddenfrom FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_cdac5();
COMMENT ON TRIGGER pgtrigger_insert_insert_cdac5 ON public.record_hiddenfrom IS 'c45ce45411dd46c9d4a76ba05f4798583d5b155b';
CREATE TRIGGER pgtrigger_insert_insert_cf575 AFTER INSERT ON public.children_coregroup FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_cf575();
COMMENT ON TRIGGER pgtrigger_insert_insert_cf575 ON public.children_coregroup IS '8d096c718a342d7b52b009567825eedb37d68131';
CREATE TRIGGER pgtrigger_insert_insert_d1443 AFTER INSERT ON public.children_strategydiscussion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d1443();
COMMENT ON TRIGGER pgtrigger_insert_insert_d1443 ON public.children_strategydiscussion IS '379b9a47f09cb1cd7ffc5ed30c625d1af3908b10';
CREATE TRIGGER pgtrigger_insert_insert_d16c6 AFTER INSERT ON public.families_siblinghood FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d16c6();
COMMENT ON TRIGGER pgtrigger_insert_insert_d16c6 ON public.families_siblinghood IS '1d41268c648ca2fd23a01cb24a438e872966568f';
CREATE TRIGGER pgtrigger_insert_insert_d19ac AFTER INSERT ON public.children_familymeetingoffer FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d19ac();
COMMENT ON TRIGGER pgtrigger_insert_insert_d19ac ON public.children_familymeetingoffer IS 'de6f1eddcf80eec598c7e20b52d80de082bdc7a9';
CREATE TRIGGER pgtrigger_insert_insert_d1d0b AFTER INSERT ON public.children_connectedapproval FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d1d0b();
COMMENT ON TRIGGER pgtrigger_insert_insert_d1d0b ON public.children_connectedapproval IS 'a82f6ce61005454885297510dea4a7123539d4ba';
CREATE TRIGGER pgtrigger_insert_insert_d5101 AFTER INSERT ON public.children_disabilities FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d5101();
COMMENT ON TRIGGER pgtrigger_insert_insert_d5101 ON public.children_disabilities IS '6f3646839000278106eab89ec29665ea440c3233';
CREATE TRIGGER pgtrigger_insert_insert_da353 AFTER INSERT ON public.children_adoptiondecision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_da353();
COMMENT ON TRIGGER pgtrigger_insert_insert_da353 ON public.children_adoptiondecision IS '2c02a0b847ae4d4de70ca44dabd1889ab168bb25';
CREATE TRIGGER pgtrigger_insert_insert_dee93 AFTER INSERT ON public.children_pathwayplan FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_dee93();
COMMENT ON TRIGGER pgtrigger_insert_insert_dee93 ON public.children_pathwayplan IS '7723c662a5336e03dba6c57e2a5e8a38fc5e2e2d';
CREATE TRIGGER pgtrigger_insert_insert_e2dca AFTER INSERT ON public.children_enquiry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_e2dca();
COMMENT ON TRIGGER pgtrigger_insert_insert_e2dca ON public.children_enquiry IS '02e9357a2ba03edc4af6bf20637589885191f9fc';
CREATE TRIGGER pgtrigger_insert_insert_e3d00 AFTER INSERT ON public.families_living FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_e3d00();
COMMENT ON TRIGGER pgtrigger_insert_insert_e3d00 ON public.families_living IS 'f75c2cc08d49b384cb50f2c1bee7d843b1b199e1';
CREATE TRIGGER pgtrigger_insert_insert_e3f03 AFTER INSERT ON public.people_address FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_e3f03();
COMMENT ON TRIGGER pgtrigger_insert_insert_e3f03 ON public.people_address IS '567d769f480aa698ac770178559a8f9bf1b60f32';
CREATE TRIGGER pgtrigger_insert_insert_e6d0e AFTER INSERT ON public.approvals_approval FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_e6d0e();
COMMENT ON TRIGGER pgtrigger_insert_insert_e6d0e ON public.approvals_approval IS 'e95cc553cd843e5edaaa44a21bf6732bcf56458c';
CREATE TRIGGER pgtrigger_insert_insert_f15a3 AFTER INSERT ON public.families_bond FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f15a3();
COMMENT ON TRIGGER pgtrigger_insert_insert_f15a3 ON public.families_bond IS '7ff339bb6f31157d73a7b73a97b8c7511142ce81';
CREATE TRIGGER pgtrigger_insert_insert_f43a6 AFTER INSERT ON public.children_placement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f43a6();
COMMENT ON TRIGGER pgtrigger_insert_insert_f43a6 ON public.children_placement IS '1bfd7b79fb8ae623cb59bd2abe7b7ed5bc53b6e4';
CREATE TRIGGER pgtrigger_insert_insert_f9328 AFTER INSERT ON public.front_door_about FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f9328();
COMMENT ON TRIGGER pgtrigger_insert_insert_f9328 ON public.front_door_about IS 'bb6add1e8a950fd6510caf6860a43cdd85a3fade';
CREATE TRIGGER pgtrigger_insert_insert_f9393 AFTER INSERT ON public.units_dutyturn FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f9393();
COMMENT ON TRIGGER pgtrigger_insert_insert_f9393 ON public.units_dutyturn IS 'c6c0ef6dc44624b6223b08a8ca80688bc31d296a';
CREATE TRIGGER pgtrigger_insert_insert_fb1f3 AFTER INSERT ON public.units_unit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_fb1f3();
COMMENT ON TRIGGER pgtrigger_insert_insert_fb1f3 ON public.units_unit IS 'd950ef0824196dada05f88023596253ad26b44db';
CREATE TRIGGER pgtrigger_insert_insert_fdcbd AFTER INSERT ON public.children_assessment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_fdcbd();
COMMENT ON TRIGGER pgtrigger_insert_insert_fdcbd ON public.children_assessment IS 'e74881599fac0fd2357cf3f6f33fbeb1eb6ac179';
CREATE TRIGGER pgtrigger_insert_insert_fe92b AFTER INSERT ON public.cases_keydate FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_fe92b();
COMMENT ON TRIGGER pgtrigger_insert_insert_fe92b ON public.cases_keydate IS 'b819e4fd1908a662438d6ff59a85b1fc709684f3';
CREATE TRIGGER pgtrigger_links_are_append_only_b3ba6 BEFORE DELETE OR UPDATE ON public.access_auditlink FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_links_are_append_only_b3ba6();
COMMENT ON TRIGGER pgtrigger_links_are_append_only_b3ba6 ON public.access_auditlink IS '0063de498c33fe4e6a4a740bd5d60818c1445d95';
CREATE TRIGGER pgtrigger_minutes_are_never_edited_94e92 BEFORE DELETE OR UPDATE ON public.meetings_minute FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_minutes_are_never_edited_94e92();
COMMENT ON TRIGGER pgtrigger_minutes_are_never_edited_94e92 ON public.meetings_minute IS '4d544c49358829a5ef0874c39c08edbd54af9432';
CREATE TRIGGER pgtrigger_passages_freeze_with_their_meeting_51879 BEFORE INSERT OR DELETE OR UPDATE ON public.meetings_passage FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_passages_freeze_with_their_meeting_51879();
COMMENT ON TRIGGER pgtrigger_passages_freeze_with_their_meeting_51879 ON public.meetings_passage IS 'be71ac795a7cbba4d022e65634018905acabd85e';
CREATE TRIGGER pgtrigger_referrals_are_kept_a1057 BEFORE DELETE OR UPDATE ON public.front_door_referral FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_referrals_are_kept_a1057();
COMMENT ON TRIGGER pgtrigger_referrals_are_kept_a1057 ON public.front_door_referral IS 'd42a54fe90ff5b57ec52bc63e218c0dcf4f9211f';
CREATE TRIGGER pgtrigger_referred_children_stay_fa1b8 BEFORE DELETE ON public.front_door_referred FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_referred_children_stay_fa1b8();
COMMENT ON TRIGGER pgtrigger_referred_children_stay_fa1b8 ON public.front_door_referred IS '99a7f1a5d2abd1bd8780bf9866394c333d9b7e11';
CREATE TRIGGER pgtrigger_reopenings_are_kept_cacd7 BEFORE DELETE OR UPDATE ON public.meetings_reopening FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_reopenings_are_kept_cacd7();
COMMENT ON TRIGGER pgtrigger_reopenings_are_kept_cacd7 ON public.meetings_reopening IS 'd11d072674b5614a5779cbfcd703d7be0cb2a3d6';
CREATE TRIGGER pgtrigger_revisions_are_kept_50a0f BEFORE DELETE OR UPDATE ON public.meetings_revision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_revisions_are_kept_50a0f();
COMMENT ON TRIGGER pgtrigger_revisions_are_kept_50a0f ON public.meetings_revision IS 'bd7692008e510169ff7cd44873b4c15c3a8541c6';
CREATE TRIGGER pgtrigger_shown_is_append_only_a4c89 BEFORE DELETE OR UPDATE ON public.access_auditeventfamilies FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_shown_is_append_only_a4c89();
COMMENT ON TRIGGER pgtrigger_shown_is_append_only_a4c89 ON public.access_auditeventfamilies IS '43100c532906a70157a4961acb07684d50159ccf';
CREATE TRIGGER pgtrigger_shown_with_its_event_82ba9 BEFORE INSERT ON public.access_auditeventfamilies FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_shown_with_its_event_82ba9();
COMMENT ON TRIGGER pgtrigger_shown_with_its_event_82ba9 ON public.access_auditeventfamilies IS '370ce3435b9a50fef8cb76b30def2cbcd47c486d';
CREATE TRIGGER pgtrigger_update_update_04922 AFTER UPDATE ON public.cases_allocation FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_04922();
COMMENT ON TRIGGER pgtrigger_update_update_04922 ON public.cases_allocation IS '75c14219bf4707699a5f35a40b827c1bfa5692f7';
CREATE TRIGGER pgtrigger_update_update_09622 AFTER UPDATE ON public.families_changeset FOR EACH ROW WHEN (((old.at IS DISTINCT FROM new.at) OR (old.by_id IS DISTINCT FROM new.by_id) OR (old.family_id IS DISTINCT FROM new.family_id) OR (old.id IS DISTINCT FROM new.id) OR (old.taken_back_at IS DISTINCT FROM new.taken_back_at) OR (old.taken_back_by_id IS DISTINCT FROM new.taken_back_by_id) OR ((old.words)::text IS DISTINCT FROM (new.words)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_09622();
COMMENT ON TRIGGER pgtrigger_update_update_09622 ON public.families_changeset IS 'e675203fdaf9d282caef1410db14233fd66aad65';
CREATE TRIGGER pgtrigger_update_update_0ce66 AFTER UPDATE ON public.children_fosteringvisit FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_0ce66();
COMMENT ON TRIGGER pgtrigger_update_update_0ce66 ON public.children_fosteringvisit IS 'ec21a91472b9d13b8c7f2f6e6392b32ea1fd7afe';
CREATE TRIGGER pgtrigger_update_update_0ee8b AFTER UPDATE ON public.families_familymember FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_0ee8b();
COMMENT ON TRIGGER pgtrigger_update_update_0ee8b ON public.families_familymember IS '871dc2671f21dcb2a836da333c3bf8f191baa735';
CREATE TRIGGER pgtrigger_update_update_108a5 AFTER UPDATE ON public.transfers_transfer FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_108a5();
COMMENT ON TRIGGER pgtrigger_update_update_108a5 ON public.transfers_transfer IS 'ddaee683f1ea23974e01419285bf4b4a0ee497f4';
CREATE TRIGGER pgtrigger_update_update_15db9 AFTER UPDATE ON public.children_namedworker FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_15db9();
COMMENT ON TRIGGER pgtrigger_update_update_15db9 ON public.children_namedworker IS '12329d9317b51121bc5d8e1a46d127fc0d111fe9';
CREATE TRIGGER pgtrigger_update_update_18ee8 AFTER UPDATE ON public.record_reader FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_18ee8();
COMMENT ON TRIGGER pgtrigger_update_update_18ee8 ON public.record_reader IS 'a0b3dae6486306b7fea3a0ea02ad9be4ca798551';
CREATE TRIGGER pgtrigger_update_update_20838 AFTER UPDATE ON public.obligations_variation FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_20838();
COMMENT ON TRIGGER pgtrigger_update_update_20838 ON public.obligations_variation IS '4b4476b74a28e2febcf36d2294512e229f17b886';
CREATE TRIGGER pgtrigger_update_update_2083a AFTER UPDATE ON public.children_legalstatus FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_2083a();
COMMENT ON TRIGGER pgtrigger_update_update_2083a ON public.children_legalstatus IS 'd2a9c4377bf12e18df2c32ed5069c9da3d9cb768';
CREATE TRIGGER pgtrigger_update_update_209ee AFTER UPDATE ON public.children_adoptiondecision FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_209ee();
COMMENT ON TRIGGER pgtrigger_update_update_209ee ON public.children_adoptiondecision IS '8a19145e36dd174c7b8eeec875070f9e2f024cd0';
CREATE TRIGGER pgtrigger_update_update_2101f AFTER UPDATE ON public.families_partnership FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_2101f();
COMMENT ON TRIGGER pgtrigger_update_update_2101f ON public.families_partnership IS 'd7ed373cf8075472c29ce739636f595f4c682dba';
CREATE TRIGGER pgtrigger_update_update_22da7 AFTER UPDATE ON public.obligations_localrule FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_22da7();
COMMENT ON TRIGGER pgtrigger_update_update_22da7 ON public.obligations_localrule IS '0f004361dfaea314234bb50a9f5239871bee2b71';
CREATE TRIGGER pgtrigger_update_update_265fd AFTER UPDATE ON public.children_pathwayplan FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_265fd();
COMMENT ON TRIGGER pgtrigger_update_update_265fd ON public.children_pathwayplan IS '4cdfcf365807e727ab32c04f9affc43add462522';
CREATE TRIGGER pgtrigger_update_update_29b8d AFTER UPDATE ON public.access_listed FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_29b8d();
COMMENT ON TRIGGER pgtrigger_update_update_29b8d ON public.access_listed IS 'ddcb1add11d7089d3ace863b38b24ce6acca53b1';
CREATE TRIGGER pgtrigger_update_update_2c6c9 AFTER UPDATE ON public.children_adviservisit FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_2c6c9();
COMMENT ON TRIGGER pgtrigger_update_update_2c6c9 ON public.children_adviservisit IS 'f7c8d521d605300dfcf8d3b05699069688cea902';
CREATE TRIGGER pgtrigger_update_update_3035a AFTER UPDATE ON public.children_connectedapproval FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3035a();
COMMENT ON TRIGGER pgtrigger_update_update_3035a ON public.children_connectedapproval IS '15c23420291713689f06f4273839c164fc909723';
CREATE TRIGGER pgtrigger_update_update_31a3b AFTER UPDATE ON public.children_leavingcare FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_31a3b();
COMMENT ON TRIGGER pgtrigger_update_update_31a3b ON public.children_leavingcare IS '3850bf6b9a6811687657db6e92c88f1d2492dac7';
CREATE TRIGGER pgtrigger_update_update_32455 AFTER UPDATE ON public.children_privatefostering FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_32455();
COMMENT ON TRIGGER pgtrigger_update_update_32455 ON public.children_privatefostering IS '6fab21d539e5dba3b96b6e0b55bed47682d6f629';
CREATE TRIGGER pgtrigger_update_update_32efa AFTER UPDATE ON public.families_parenthood FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_32efa();
COMMENT ON TRIGGER pgtrigger_update_update_32efa ON public.families_parenthood IS '2e7b0b6e4a137b3bef9c0aaf38f88e208b4e024c';
CREATE TRIGGER pgtrigger_update_update_346ee AFTER UPDATE ON public.families_tie FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_346ee();
COMMENT ON TRIGGER pgtrigger_update_update_346ee ON public.families_tie IS '5ef1b388899660a904aa7f43a17e79dd01d3c150';
CREATE TRIGGER pgtrigger_update_update_3aa79 AFTER UPDATE ON public.children_educationplan FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3aa79();
COMMENT ON TRIGGER pgtrigger_update_update_3aa79 ON public.children_educationplan IS '46b627a8a0d6e9707817523e7e47ff04daa3b12b';
CREATE TRIGGER pgtrigger_update_update_3b72d AFTER UPDATE ON public.children_carereview FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3b72d();
COMMENT ON TRIGGER pgtrigger_update_update_3b72d ON public.children_carereview IS '448503393b2488626bfd4155d68bc03e19c5d095';
CREATE TRIGGER pgtrigger_update_update_3cc1b AFTER UPDATE ON public.children_leavingneeds FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3cc1b();
COMMENT ON TRIGGER pgtrigger_update_update_3cc1b ON public.children_leavingneeds IS '844f2f3a9e0ebaceef3cad2e3442a208a82f64e3';
CREATE TRIGGER pgtrigger_update_update_3df12 AFTER UPDATE ON public.children_strategydiscussion FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3df12();
COMMENT ON TRIGGER pgtrigger_update_update_3df12 ON public.children_strategydiscussion IS 'd396a4d159600272218d62af236e070046b66f40';
CREATE TRIGGER pgtrigger_update_update_411d5 AFTER UPDATE ON public.children_placementnotice FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_411d5();
COMMENT ON TRIGGER pgtrigger_update_update_411d5 ON public.children_placementnotice IS '1de39c9b55e71365b994509f14a46397d7d44ba2';
CREATE TRIGGER pgtrigger_update_update_444d8 AFTER UPDATE ON public.children_leavercontact FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_444d8();
COMMENT ON TRIGGER pgtrigger_update_update_444d8 ON public.children_leavercontact IS '1fe11756ecdaff00bf16cd925390a0f74e9c5aab';
CREATE TRIGGER pgtrigger_update_update_4af9c AFTER UPDATE ON public.children_placementplan FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_4af9c();
COMMENT ON TRIGGER pgtrigger_update_update_4af9c ON public.children_placementplan IS '89d89dac8a2296c4f185f0503ac7689ea98169a0';
CREATE TRIGGER pgtrigger_update_update_4b4b4 AFTER UPDATE ON public.families_living FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_4b4b4();
COMMENT ON TRIGGER pgtrigger_update_update_4b4b4 ON public.families_living IS 'eafcbe3e326b2c2818ab7c629af7f0dcc8100d78';
CREATE TRIGGER pgtrigger_update_update_51761 AFTER UPDATE ON public.children_difficultiesscore FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_51761();
COMMENT ON TRIGGER pgtrigger_update_update_51761 ON public.children_difficultiesscore IS 'ebc5658ced71f4c8593abab596db008ad00562c6';
CREATE TRIGGER pgtrigger_update_update_534ae AFTER UPDATE ON public.families_siblinghood FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_534ae();
COMMENT ON TRIGGER pgtrigger_update_update_534ae ON public.families_siblinghood IS '7bda5b8eb91a0291f873d2ae38f9f6b6aba291ec';
CREATE TRIGGER pgtrigger_update_update_549ef AFTER UPDATE ON public.children_preproceedings FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_549ef();
COMMENT ON TRIGGER pgtrigger_update_update_549ef ON public.children_preproceedings IS '52aed9a5578a12855af24b8602d79893022daadc';
CREATE TRIGGER pgtrigger_update_update_5650d AFTER UPDATE ON public.people_othername FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5650d();
COMMENT ON TRIGGER pgtrigger_update_update_5650d ON public.people_othername IS '6b621eaac43833dff02944141a59227636979c0d';
CREATE TRIGGER pgtrigger_update_update_58aec AFTER UPDATE ON public.approvals_approval FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_58aec();
COMMENT ON TRIGGER pgtrigger_update_update_58aec ON public.approvals_approval IS 'c201a3ea744b5a53ac3bf0a922d180ff85324c3f';
CREATE TRIGGER pgtrigger_update_update_59423 AFTER UPDATE ON public.children_movedin FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_59423();
COMMENT ON TRIGGER pgtrigger_update_update_59423 ON public.children_movedin IS '42a370f8a9e6780c0c3c0b1d1de3feefae69232d';
CREATE TRIGGER pgtrigger_update_update_5ae5f AFTER UPDATE ON public.children_enquiry FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5ae5f();
COMMENT ON TRIGGER pgtrigger_update_update_5ae5f ON public.children_enquiry IS 'f99583a5ec0b0b43d036547eb64e85255806708c';
CREATE TRIGGER pgtrigger_update_update_5c844 AFTER UPDATE ON public.children_needreview FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5c844();
COMMENT ON TRIGGER pgtrigger_update_update_5c844 ON public.children_needreview IS 'c400ab0d66944aa8ae307bfcb5434b33b17c6572';
CREATE TRIGGER pgtrigger_update_update_5f69a AFTER UPDATE ON public.formal_meetings_invitation FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5f69a();
COMMENT ON TRIGGER pgtrigger_update_update_5f69a ON public.formal_meetings_invitation IS 'e911fb8bae7c591bcd2930b5818bb54786c8c707';
CREATE TRIGGER pgtrigger_update_update_5f81b AFTER UPDATE ON public.front_door_about FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5f81b();
COMMENT ON TRIGGER pgtrigger_update_update_5f81b ON public.front_door_about IS '037b1e6f0506c1707aaea61c4927fa19a029c8a9';
CREATE TRIGGER pgtrigger_update_update_602bd AFTER UPDATE ON public.children_careplan FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_602bd();
COMMENT ON TRIGGER pgtrigger_update_update_602bd ON public.children_careplan IS '55cfba98da7d6348e38fbbd296311d0ae4e01ef4';
CREATE TRIGGER pgtrigger_update_update_6123e AFTER UPDATE ON public.children_protectionplan FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_6123e();
COMMENT ON TRIGGER pgtrigger_update_update_6123e ON public.children_protectionplan IS '5f52dd1cfc34f79631791634ce1b074f427c542b';
CREATE TRIGGER pgtrigger_update_update_6a9f6 AFTER UPDATE ON public.children_previousorder FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_6a9f6();
COMMENT ON TRIGGER pgtrigger_update_update_6a9f6 ON public.children_previousorder IS 'c09821ae3df086a4e6cc199ecf9568df731d9c38';
CREATE TRIGGER pgtrigger_update_update_7092e AFTER UPDATE ON public.children_schoolmove FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_7092e();
COMMENT ON TRIGGER pgtrigger_update_update_7092e ON public.children_schoolmove IS '9d8f20444952db5c6345b13b664147eefeb79771';
CREATE TRIGGER pgtrigger_update_update_727f7 AFTER UPDATE ON public.units_unit FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_727f7();
COMMENT ON TRIGGER pgtrigger_update_update_727f7 ON public.units_unit IS '4cf8e49271f2a10290726824e28277ff37c98198';
CREATE TRIGGER pgtrigger_update_update_737b6 AFTER UPDATE ON public.children_movedaway FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_737b6();
COMMENT ON TRIGGER pgtrigger_update_update_737b6 ON public.children_movedaway IS '3649fb3105656a40bfea7d356aad17210ea02570';
CREATE TRIGGER pgtrigger_update_update_7758c AFTER UPDATE ON public.formal_meetings_report FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_7758c();
COMMENT ON TRIGGER pgtrigger_update_update_7758c ON public.formal_meetings_report IS 'dc0bdc1665548efa2138892a7a1c76d7caeb2ca6';
CREATE TRIGGER pgtrigger_update_update_7e3b1 AFTER UPDATE ON public.cases_keydate FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_7e3b1();
COMMENT ON TRIGGER pgtrigger_update_update_7e3b1 ON public.cases_keydate IS '4d2fe661be8936e8b000b2539b307705263753b3';
CREATE TRIGGER pgtrigger_update_update_825b4 AFTER UPDATE ON public.children_returninterview FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_825b4();
COMMENT ON TRIGGER pgtrigger_update_update_825b4 ON public.children_returninterview IS 'a4fd245dff177b977f3a276503e6b46d369c2ab6';
CREATE TRIGGER pgtrigger_update_update_889d4 AFTER UPDATE ON public.record_sharedentry FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_889d4();
COMMENT ON TRIGGER pgtrigger_update_update_889d4 ON public.record_sharedentry IS '497b87d819593c16a2451a4b8db48b33dc79a5f9';
CREATE TRIGGER pgtrigger_update_update_89a75 AFTER UPDATE ON public.children_careperiod FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_89a75();
COMMENT ON TRIGGER pgtrigger_update_update_89a75 ON public.children_careperiod IS '1d8510b0c71e0f1d360790375e8c691e4bb5b5bf';
CREATE TRIGGER pgtrigger_update_update_8c081 AFTER UPDATE ON public.children_missing FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_8c081();
COMMENT ON TRIGGER pgtrigger_update_update_8c081 ON public.children_missing IS 'bd73a4b2c600a9f1b61f367a20bb6d50a5f68ad4';
CREATE TRIGGER pgtrigger_update_update_8d740 AFTER UPDATE ON public.children_plancategory FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_8d740();
COMMENT ON TRIGGER pgtrigger_update_update_8d740 ON public.children_plancategory IS 'c495124cee2ff9c49168a601d7ba5526c7a08a83';
CREATE TRIGGER pgtrigger_update_update_8e90e AFTER UPDATE ON public.children_assessment FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_8e90e();
COMMENT ON TRIGGER pgtrigger_update_update_8e90e ON public.children_assessment IS '7c8fd1fa12ebac46ce9352dad089decd2f06e27d';
CREATE TRIGGER pgtrigger_update_update_8f911 AFTER UPDATE ON public.units_postholding FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_8f911();
COMMENT ON TRIGGER pgtrigger_update_update_8f911 ON public.units_postholding IS '4225442a5bf57c333eadb09dd5151ae1406033b7';
CREATE TRIGGER pgtrigger_update_update_925aa AFTER UPDATE ON public.units_dutyturn FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_925aa();
COMMENT ON TRIGGER pgtrigger_update_update_925aa ON public.units_dutyturn IS '7345dc2d92c8f5f92ea346214399fac4a3028674';
CREATE TRIGGER pgtrigger_update_update_928e8 AFTER UPDATE ON public.evaluation_studyevaluator FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_928e8();
COMMENT ON TRIGGER pgtrigger_update_update_928e8 ON public.evaluation_studyevaluator IS 'b17147a84ebf0367d31f1ddbb3dcf488fd096314';
CREATE TRIGGER pgtrigger_update_update_93224 AFTER UPDATE ON public.families_bond FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_93224();
COMMENT ON TRIGGER pgtrigger_update_update_93224 ON public.families_bond IS 'e179c7fa03b870e6fa105e1f2ccce8a9f7a7056b';
CREATE TRIGGER pgtrigger_update_update_94f5b AFTER UPDATE ON public.formal_meetings_formalmeeting FOR EACH ROW WHEN (((old.agenda IS DISTINCT FROM new.agenda) OR ((old.apart)::text IS DISTINCT FROM (new.apart)::text) OR (old.arranged_at IS DISTINCT FROM new.arranged_at) OR (old.arranged_by_id IS DISTINCT FROM new.arranged_by_id) OR (old.at IS DISTINCT FROM new.at) OR ((old.because)::text IS DISTINCT FROM (new.because)::text) OR (old.ended_at IS DISTINCT FROM new.ended_at) OR (old.ended_by_id IS DISTINCT FROM new.ended_by_id) OR (old.follows_id IS DISTINCT FROM new.follows_id) OR (old.id IS DISTINCT FROM new.id) OR (old.involvement_id IS DISTINCT FROM new.involvement_id) OR (old.is_apart_asked IS DISTINCT FROM new.is_apart_asked) OR (old.key_date_id IS DISTINCT FROM new.key_date_id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.minutes IS DISTINCT FROM new.minutes) OR (old."on" IS DISTINCT FROM new."on") OR ((old.place)::text IS DISTINCT FROM (new.place)::text) OR ((old.quorum_because)::text IS DISTINCT FROM (new.quorum_because)::text) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR (old.token IS DISTINCT FROM new.token) OR ((old.video)::text IS DISTINCT FROM (new.video)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_94f5b();
COMMENT ON TRIGGER pgtrigger_update_update_94f5b ON public.formal_meetings_formalmeeting IS 'ea079817a16e46a5600a8200d14797cb2f930808';
CREATE TRIGGER pgtrigger_update_update_977c6 AFTER UPDATE ON public.children_adviser FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_977c6();
COMMENT ON TRIGGER pgtrigger_update_update_977c6 ON public.children_adviser IS '0624315d0734d192036d60eaf42c383f7cadd63f';
CREATE TRIGGER pgtrigger_update_update_9a42e AFTER UPDATE ON public.people_address FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_9a42e();
COMMENT ON TRIGGER pgtrigger_update_update_9a42e ON public.people_address IS '66bdfcc1f7c8ddd79f500ab38f9940ea9f7dd0c5';
CREATE TRIGGER pgtrigger_update_update_9cc70 AFTER UPDATE ON public.families_family FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_9cc70();
COMMENT ON TRIGGER pgtrigger_update_update_9cc70 ON public.families_family IS 'ec1e8de21159024b029a0f0213cbed457e505dfe';
CREATE TRIGGER pgtrigger_update_update_9d238 AFTER UPDATE ON public.cases_familyrole FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_9d238();
COMMENT ON TRIGGER pgtrigger_update_update_9d238 ON public.cases_familyrole IS '18957a9813a32a3fd166106af9e660af88f7835c';
CREATE TRIGGER pgtrigger_update_update_9ea1c AFTER UPDATE ON public.children_hearing FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_9ea1c();
COMMENT ON TRIGGER pgtrigger_update_update_9ea1c ON public.children_hearing IS '2105e04698bfe40920d1b4d48eb7673c7434b9b3';
CREATE TRIGGER pgtrigger_update_update_a18ad AFTER UPDATE ON public.evaluation_study FOR EACH ROW WHEN (((old.begins IS DISTINCT FROM new.begins) OR (old.closed_at IS DISTINCT FROM new.closed_at) OR (old.closed_by_id IS DISTINCT FROM new.closed_by_id) OR (old.ends IS DISTINCT FROM new.ends) OR (old.id IS DISTINCT FROM new.id) OR (old.made_at IS DISTINCT FROM new.made_at) OR (old.made_by_id IS DISTINCT FROM new.made_by_id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR (old.purpose IS DISTINCT FROM new.purpose))) EXECUTE FUNCTION public.pgtrigger_update_update_a18ad();
COMMENT ON TRIGGER pgtrigger_update_update_a18ad ON public.evaluation_study IS 'b346c0f7c7437d3dfe64b5a836e9fdcc5fa769fd';
CREATE TRIGGER pgtrigger_update_update_a507e AFTER UPDATE ON public.access_restriction FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_a507e();
COMMENT ON TRIGGER pgtrigger_update_update_a507e ON public.access_restriction IS '976dd119d9214f62584b4bae72819e31775d8d8b';
CREATE TRIGGER pgtrigger_update_update_a755a AFTER UPDATE ON public.formal_meetings_view FOR EACH ROW WHEN ((((old.how)::text IS DISTINCT FROM (new.how)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_child IS DISTINCT FROM new.is_child) OR (old.meeting_id IS DISTINCT FROM new.meeting_id) OR (old.person_id IS DISTINCT FROM new.person_id) OR ((old.why_not)::text IS DISTINCT FROM (new.why_not)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_a755a();
COMMENT ON TRIGGER pgtrigger_update_update_a755a ON public.formal_meetings_view IS '77c66f708511328492fc385c35a8909e89139f26';
CREATE TRIGGER pgtrigger_update_update_a860f AFTER UPDATE ON public.families_household FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_a860f();
COMMENT ON TRIGGER pgtrigger_update_update_a860f ON public.families_household IS 'f8d4b098ea1af4c83f55777da166c9701daf728c';
CREATE TRIGGER pgtrigger_update_update_b17d3 AFTER UPDATE ON public.children_placement FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_b17d3();
COMMENT ON TRIGGER pgtrigger_update_update_b17d3 ON public.children_placement IS '5bc36c98851943a487dc09f5f841c17724884633';
CREATE TRIGGER pgtrigger_update_update_b74eb AFTER UPDATE ON public.children_needplan FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_b74eb();
COMMENT ON TRIGGER pgtrigger_update_update_b74eb ON public.children_needplan IS '5325d94082dfa2ef4ba49fea01fdbc3828e7dd97';
CREATE TRIGGER pgtrigger_update_update_b7912 AFTER UPDATE ON public.children_coregroup FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_b7912();
COMMENT ON TRIGGER pgtrigger_update_update_b7912 ON public.children_coregroup IS 'fa8ad05a9f41c7064ebc1c8707350f2b0308ac87';
CREATE TRIGGER pgtrigger_update_update_c0f56 AFTER UPDATE ON public.units_deputy FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_c0f56();
COMMENT ON TRIGGER pgtrigger_update_update_c0f56 ON public.units_deputy IS '08163488633fba816a08c45024e87171cafb9df6';
CREATE TRIGGER pgtrigger_update_update_c474e AFTER UPDATE ON public.record_hiddenfrom FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_c474e();
COMMENT ON TRIGGER pgtrigger_update_update_c474e ON public.record_hiddenfrom IS '9ec88ea3a8518ec151b7fa48a335f33e788c5bea';
CREATE TRIGGER pgtrigger_update_update_c99ab AFTER UPDATE ON public.units_post FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_c99ab();
COMMENT ON TRIGGER pgtrigger_update_update_c99ab ON public.units_post IS '926bd45c89c9ac69d47249bfa47fd0af535cd71c';
CREATE TRIGGER pgtrigger_update_update_cf049 AFTER UPDATE ON public.children_order FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_cf049();
COMMENT ON TRIGGER pgtrigger_update_update_cf049 ON public.children_order IS '4e9b02f5b7d06f1ba17bdfaf4e05a472a9292f58';
CREATE TRIGGER pgtrigger_update_update_cf369 AFTER UPDATE ON public.cases_involvement FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_cf369();
COMMENT ON TRIGGER pgtrigger_update_update_cf369 ON public.cases_involvement IS 'cf4f50fe9bcd03c8311c7bcf84f3a5b6a939ef6e';
CREATE TRIGGER pgtrigger_update_update_d080f AFTER UPDATE ON public.children_adoptionmatch FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d080f();
COMMENT ON TRIGGER pgtrigger_update_update_d080f ON public.children_adoptionmatch IS '5eac447c28a1cc623cec13d955bb8ae8eba7cf7d';
CREATE TRIGGER pgtrigger_update_update_d14e3 AFTER UPDATE ON public.children_conference FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d14e3();
COMMENT ON TRIGGER pgtrigger_update_update_d14e3 ON public.children_conference IS '6a11e3b3bdabcf4e3070a8fcc26b8d57278a1a62';
CREATE TRIGGER pgtrigger_update_update_d2237 AFTER UPDATE ON public.record_entry FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d2237();
COMMENT ON TRIGGER pgtrigger_update_update_d2237 ON public.record_entry IS '302f6155512cfebc167ef71046d126a939e3526a';
CREATE TRIGGER pgtrigger_update_update_d22a9 AFTER UPDATE ON public.children_familymeeting FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d22a9();
COMMENT ON TRIGGER pgtrigger_update_update_d22a9 ON public.children_familymeeting IS '428a992744b8ea1de299bc97a4636d73e479f9bf';
CREATE TRIGGER pgtrigger_update_update_d2e3d AFTER UPDATE ON public.cases_statusdecision FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d2e3d();
COMMENT ON TRIGGER pgtrigger_update_update_d2e3d ON public.cases_statusdecision IS 'd0ee4411c0cbc6c1b0ab245ca273aebc09a4b0aa';
CREATE TRIGGER pgtrigger_update_update_d497f AFTER UPDATE ON public.children_health FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d497f();
COMMENT ON TRIGGER pgtrigger_update_update_d497f ON public.children_health IS 'ef733d64fbfb13c7b2f33f33cf27611df3e7dcb0';
CREATE TRIGGER pgtrigger_update_update_d49d3 AFTER UPDATE ON public.children_application FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d49d3();
COMMENT ON TRIGGER pgtrigger_update_update_d49d3 ON public.children_application IS '73cb54a59a3f4bc9010bc4186366ddb664d18196';
CREATE TRIGGER pgtrigger_update_update_d617a AFTER UPDATE ON public.families_loss FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d617a();
COMMENT ON TRIGGER pgtrigger_update_update_d617a ON public.families_loss IS '0260061cc0f5e74e79b02ce2020d593b42f182ed';
CREATE TRIGGER pgtrigger_update_update_d6f5e AFTER UPDATE ON public.children_conviction FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d6f5e();
COMMENT ON TRIGGER pgtrigger_update_update_d6f5e ON public.children_conviction IS 'b91ab4f460dd783caa0f449b40bd02299d5edc6e';
CREATE TRIGGER pgtrigger_update_update_d82d1 AFTER UPDATE ON public.families_agency FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d82d1();
COMMENT ON TRIGGER pgtrigger_update_update_d82d1 ON public.families_agency IS '3ce9a4abf1c075303ff6fa64a457c263efb0f0a8';
CREATE TRIGGER pgtrigger_update_update_daf96 AFTER UPDATE ON public.people_contact FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_daf96();
COMMENT ON TRIGGER pgtrigger_update_update_daf96 ON public.people_contact IS '6f8fa9bbf25c53fb835bdb77d3da7d3d3f7b2499';
CREATE TRIGGER pgtrigger_update_update_ddd6f AFTER UPDATE ON public.children_leavereligibility FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_ddd6f();
COMMENT ON TRIGGER pgtrigger_update_update_ddd6f ON public.children_leavereligibility IS '66520c9831a3d5c16df840b69348b07ddbd4fc75';
CREATE TRIGGER pgtrigger_update_update_de829 AFTER UPDATE ON public.people_person FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_de829();
COMMENT ON TRIGGER pgtrigger_update_update_de829 ON public.people_person IS '732c095a035b89425216f58e2db6750f07cfddf2';
CREATE TRIGGER pgtrigger_update_update_e0bbe AFTER UPDATE ON public.record_share FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e0bbe();
COMMENT ON TRIGGER pgtrigger_update_update_e0bbe ON public.record_share IS 'eec943cea21cf7cf75996133f0479f2c7ac4fe1c';
CREATE TRIGGER pgtrigger_update_update_e2387 AFTER UPDATE ON public.units_absence FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e2387();
COMMENT ON TRIGGER pgtrigger_update_update_e2387 ON public.units_absence IS '502de07e7bd9a8238b96555da14bca34d65a0963';
CREATE TRIGGER pgtrigger_update_update_e23ee AFTER UPDATE ON public.children_decisiontoapply FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e23ee();
COMMENT ON TRIGGER pgtrigger_update_update_e23ee ON public.children_decisiontoapply IS '94e94f1bdbe91528ea47815eab2dcbb66b2b97b9';
CREATE TRIGGER pgtrigger_update_update_e3682 AFTER UPDATE ON public.people_identifier FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e3682();
COMMENT ON TRIGGER pgtrigger_update_update_e3682 ON public.people_identifier IS 'd69d3c34e65f15580419956915123b92897029c8';
CREATE TRIGGER pgtrigger_update_update_e474a AFTER UPDATE ON public.people_particular FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e474a();
COMMENT ON TRIGGER pgtrigger_update_update_e474a ON public.people_particular IS '31960499f813dc49614ee1431502929cb01e5b0b';
CREATE TRIGGER pgtrigger_update_update_e4ddb AFTER UPDATE ON public.children_substanceuse FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e4ddb();
COMMENT ON TRIGGER pgtrigger_update_update_e4ddb ON public.children_substanceuse IS 'ddfc13cd94223feb18c84712ffd7b57177b625bc';
CREATE TRIGGER pgtrigger_update_update_e5f3f AFTER UPDATE ON public.children_episode FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e5f3f();
COMMENT ON TRIGGER pgtrigger_update_update_e5f3f ON public.children_episode IS 'bdde58e3d72f6612f658936b5ba8b96a8544098d';
CREATE TRIGGER pgtrigger_update_update_eb21d AFTER UPDATE ON public.children_familymeetingoffer FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_eb21d();
COMMENT ON TRIGGER pgtrigger_update_update_eb21d ON public.children_familymeetingoffer IS '9b2c07e07176c851581c9ea3f3ddb8adcaac8813';
CREATE TRIGGER pgtrigger_update_update_f065b AFTER UPDATE ON public.children_disabilities FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_f065b();
COMMENT ON TRIGGER pgtrigger_update_update_f065b ON public.children_disabilities IS '7a019bec0c8510ed3d46e4acd0cb3d12afb311ac';
CREATE TRIGGER pgtrigger_update_update_f10d3 AFTER UPDATE ON public.children_providedhome FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_f10d3();
COMMENT ON TRIGGER pgtrigger_update_update_f10d3 ON public.children_providedhome IS '5925a71d42fff2c68685aa3b9099b7b40b0cf974';
CREATE TRIGGER pgtrigger_update_update_f67e0 AFTER UPDATE ON public.children_libertyorder FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_f67e0();
COMMENT ON TRIGGER pgtrigger_update_update_f67e0 ON public.children_libertyorder IS 'b1e43b9b3b74af4d13df3d09f75b591b80c63225';
CREATE TRIGGER pgtrigger_update_update_fb348 AFTER UPDATE ON public.children_unaccompanied FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_fb348();
COMMENT ON TRIGGER pgtrigger_update_update_fb348 ON public.children_unaccompanied IS '89c5e873af95e71633452c775858117814ef1fcc';
CREATE TRIGGER pgtrigger_update_update_fdf5f AFTER UPDATE ON public.children_incident FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_fdf5f();
COMMENT ON TRIGGER pgtrigger_update_update_fdf5f ON public.children_incident IS '31b7e60030097f9b0e6fa9deb5d5f40a94aa2750';
CREATE TRIGGER pgtrigger_update_update_ffadc AFTER UPDATE ON public.people_safetywarning FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_ffadc();
COMMENT ON TRIGGER pgtrigger_update_update_ffadc ON public.people_safetywarning IS 'ee00825640e50cd163327832b23172c4026f1552';
CREATE TRIGGER pgtrigger_whom_it_is_about_stays_5e451 BEFORE DELETE ON public.front_door_about FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_whom_it_is_about_stays_5e451();
COMMENT ON TRIGGER pgtrigger_whom_it_is_about_stays_5e451 ON public.front_door_about IS '1291ebfa57d1ea0d13d41ded21c66f43dc3b5621';
CREATE TRIGGER pgtrigger_withdrawn_minutes_are_kept_4d1b8 BEFORE DELETE OR UPDATE ON public.meetings_withdrawnminute FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_withdrawn_minutes_are_kept_4d1b8();
COMMENT ON TRIGGER pgtrigger_withdrawn_minutes_are_kept_4d1b8 ON public.meetings_withdrawnminute IS '00505f50aa34bd8357e4b635d0b7f5cff574bbd9';
ALTER TABLE ONLY public.access_auditevent
    ADD CONSTRAINT access_auditevent_actor_id_6b860062_fk_access_user_id FOREIGN KEY (actor_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_auditeventfamilies
    ADD CONSTRAINT access_auditshown_event_id_f0c00339_fk_access_auditevent_id FOREIGN KEY (event_id) REFERENCES public.access_auditevent(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_gravechange
    ADD CONSTRAINT access_gravechange_by_id_d4ecd61f_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_gravechange
    ADD CONSTRAINT access_gravechange_decided_by_id_32ec5785_fk_access_user_id FOREIGN KEY (decided_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_gravechange
    ADD CONSTRAINT access_gravechange_undone_by_id_d6e99db1_fk_access_user_id FOREIGN KEY (undone_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_home
    ADD CONSTRAINT access_home_user_id_42961e30_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_listed
    ADD CONSTRAINT access_listed_added_by_id_5bb8186a_fk_access_user_id FOREIGN KEY (added_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_listed
    ADD CONSTRAINT access_listed_restriction_id_2a4d4648_fk_access_restriction_id FOREIGN KEY (restriction_id) REFERENCES public.access_restriction(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_listed
    ADD CONSTRAINT access_listed_user_id_fe2de973_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_accessgrant
    ADD CONSTRAINT access_opening_reviewed_by_id_6c2d9d35_fk_access_user_id FOREIGN KEY (reviewed_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_accessgrant
    ADD CONSTRAINT access_opening_user_id_2960b660_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_restriction
    ADD CONSTRAINT access_restriction_guardian_id_267f4a3e_fk_access_user_id FOREIGN KEY (guardian_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_restriction
    ADD CONSTRAINT access_restriction_imposed_by_id_7c458b59_fk_access_user_id FOREIGN KEY (imposed_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.access_restriction
    ADD CONSTRAINT access_restriction_lifted_by_id_7ed56729_fk_access_user_id FOREIGN KEY (lifted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.approvals_approval
    ADD CONSTRAINT approvals_approval_answered_by_id_bc48aba7_fk_access_user_id FOREIGN KEY (answered_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.approvals_approval
    ADD CONSTRAINT approvals_approval_asked_by_id_2e7fca29_fk_access_user_id FOREIGN KEY (asked_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.approvals_approval
    ADD CONSTRAINT approvals_approval_involvement_id_e25efabf_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.approvals_approval
    ADD CONSTRAINT approvals_approval_person_id_cf340b10_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.calendars_feed
    ADD CONSTRAINT calendars_feed_unit_id_f9775a4e_fk_units_unit_id FOREIGN KEY (unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.calendars_feed
    ADD CONSTRAINT calendars_feed_user_id_142f8a7b_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_allocation
    ADD CONSTRAINT cases_allocation_involvement_id_00d676f7_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_allocation
    ADD CONSTRAINT cases_allocation_unit_id_4471a94e_fk_units_unit_id FOREIGN KEY (unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_familyrole
    ADD CONSTRAINT cases_familyrole_ended_by_id_3ecbb8dd_fk_access_user_id FOREIGN KEY (ended_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_familyrole
    ADD CONSTRAINT cases_familyrole_involvement_id_6e2a99e3_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_familyrole
    ADD CONSTRAINT cases_familyrole_recorded_by_id_790f5851_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_familyrole
    ADD CONSTRAINT cases_familyrole_user_id_7e92026b_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_involvement
    ADD CONSTRAINT cases_involvement_closed_by_id_d13b3434_fk_access_user_id FOREIGN KEY (closed_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_involvement
    ADD CONSTRAINT cases_involvement_closing_decided_by_i_af73ce5c_fk_access_us FOREIGN KEY (closing_decided_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_involvement
    ADD CONSTRAINT cases_involvement_decided_by_id_f46254fe_fk_access_user_id FOREIGN KEY (decided_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_involvement
    ADD CONSTRAINT cases_involvement_family_id_9e87f13e_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_involvement
    ADD CONSTRAINT cases_involvement_key_worker_id_bafb9d87_fk_access_user_id FOREIGN KEY (key_worker_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_keydate
    ADD CONSTRAINT cases_keydate_involvement_id_50b6a2aa_fk_cases_involvement_id FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_merging
    ADD CONSTRAINT cases_merging_by_id_5ebba74e_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_merging
    ADD CONSTRAINT cases_merging_dropped_id_beceabcb_fk_people_person_id FOREIGN KEY (dropped_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_merging
    ADD CONSTRAINT cases_merging_kept_id_04d18b40_fk_people_person_id FOREIGN KEY (kept_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_merging
    ADD CONSTRAINT cases_merging_undone_by_id_55e795e6_fk_access_user_id FOREIGN KEY (undone_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_moved
    ADD CONSTRAINT cases_moved_merging_id_7230b331_fk_cases_merging_id FOREIGN KEY (merging_id) REFERENCES public.cases_merging(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_statusdecision
    ADD CONSTRAINT cases_statusdecision_decider_id_eb170610_fk_access_user_id FOREIGN KEY (decider_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_statusdecision
    ADD CONSTRAINT cases_statusdecision_involvement_id_ee79abd1_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_statusdecision
    ADD CONSTRAINT cases_statusdecision_panel_recorded_by_id_45051f8a_fk_access_us FOREIGN KEY (panel_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_statusdecision
    ADD CONSTRAINT cases_statusdecision_person_id_49bf905c_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_statusdecision
    ADD CONSTRAINT cases_statusdecision_recorded_by_id_697c97d8_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_statusdecision
    ADD CONSTRAINT cases_statusdecision_taken_back_by_id_0160e198_fk_access_us FOREIGN KEY (taken_back_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT children_adoptiondec_decision_id_56ba5d25_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT children_adoptiondec_end_decision_id_e560d4a4_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT children_adoptiondec_end_recorded_by_id_79ac106b_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT children_adoptiondec_involvement_id_0379c651_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT children_adoptiondec_person_id_51a6dd45_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT children_adoptiondec_recorded_by_id_adc8a3df_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT children_adoptiondec_replaces_id_ec66d56b_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_adoptiondecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptiondecision
    ADD CONSTRAINT children_adoptiondec_withdrawn_by_id_0bdad9eb_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptionmatch
    ADD CONSTRAINT children_adoptionmat_decision_id_745de534_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptionmatch
    ADD CONSTRAINT children_adoptionmat_involvement_id_fc2ac0c1_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptionmatch
    ADD CONSTRAINT children_adoptionmat_recorded_by_id_4d003713_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptionmatch
    ADD CONSTRAINT children_adoptionmat_replaces_id_b71fccbe_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_adoptionmatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptionmatch
    ADD CONSTRAINT children_adoptionmat_withdrawn_by_id_b67957a8_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adoptionmatch
    ADD CONSTRAINT children_adoptionmatch_person_id_2fee66c9_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT children_adviser_decision_id_b224354c_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT children_adviser_end_decision_id_0ecc4d00_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT children_adviser_end_recorded_by_id_b2ec7a5e_fk_access_user_id FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT children_adviser_involvement_id_14677c39_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT children_adviser_person_id_674c2ef0_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT children_adviser_recorded_by_id_ce00756c_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT children_adviser_replaces_id_a80f0f01_fk_children_adviser_id FOREIGN KEY (replaces_id) REFERENCES public.children_adviser(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviser
    ADD CONSTRAINT children_adviser_withdrawn_by_id_7db16579_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviservisit
    ADD CONSTRAINT children_adviservisi_decision_id_2e280710_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviservisit
    ADD CONSTRAINT children_adviservisi_involvement_id_37699508_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviservisit
    ADD CONSTRAINT children_adviservisi_replaces_id_019425d0_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_adviservisit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviservisit
    ADD CONSTRAINT children_adviservisi_withdrawn_by_id_6d1ddf08_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviservisit
    ADD CONSTRAINT children_adviservisit_person_id_1e47b2f4_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_adviservisit
    ADD CONSTRAINT children_adviservisit_recorded_by_id_5556b7d9_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_application
    ADD CONSTRAINT children_application_decision_id_2166627d_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_application
    ADD CONSTRAINT children_application_end_decision_id_6cf1a9f7_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_application
    ADD CONSTRAINT children_application_end_recorded_by_id_6875df36_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_application
    ADD CONSTRAINT children_application_involvement_id_c75a2012_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_application
    ADD CONSTRAINT children_application_person_id_8743e867_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_application
    ADD CONSTRAINT children_application_recorded_by_id_4f753752_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_application
    ADD CONSTRAINT children_application_replaces_id_0b72e82a_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_application(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_application
    ADD CONSTRAINT children_application_withdrawn_by_id_cbe6b28b_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT children_assessment_decision_id_74dc02f1_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT children_assessment_end_decision_id_1c9fbaa7_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT children_assessment_end_recorded_by_id_ba80084f_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT children_assessment_involvement_id_2755fa19_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT children_assessment_person_id_0cc30321_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT children_assessment_recorded_by_id_177e2084_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT children_assessment_replaces_id_53521ce6_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_assessment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_assessment
    ADD CONSTRAINT children_assessment_withdrawn_by_id_a04905a3_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT children_careperiod_decision_id_00e8c54b_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT children_careperiod_end_decision_id_83daca36_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT children_careperiod_end_recorded_by_id_fb871e2a_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT children_careperiod_involvement_id_fe4790d3_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT children_careperiod_person_id_0a15e687_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT children_careperiod_recorded_by_id_700aa0fc_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT children_careperiod_replaces_id_4bb742e9_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_careperiod(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careperiod
    ADD CONSTRAINT children_careperiod_withdrawn_by_id_65ae91dc_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careplan
    ADD CONSTRAINT children_careplan_decision_id_99390f7f_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careplan
    ADD CONSTRAINT children_careplan_involvement_id_20826d70_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careplan
    ADD CONSTRAINT children_careplan_person_id_0b24be6b_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careplan
    ADD CONSTRAINT children_careplan_recorded_by_id_95e7b389_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careplan
    ADD CONSTRAINT children_careplan_replaces_id_66d2628a_fk_children_careplan_id FOREIGN KEY (replaces_id) REFERENCES public.children_careplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_careplan
    ADD CONSTRAINT children_careplan_withdrawn_by_id_ed39e31f_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_carereview
    ADD CONSTRAINT children_carereview_decision_id_2bd00a3d_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_carereview
    ADD CONSTRAINT children_carereview_involvement_id_7d6ec612_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_carereview
    ADD CONSTRAINT children_carereview_person_id_c1700233_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_carereview
    ADD CONSTRAINT children_carereview_recorded_by_id_7e7e4fba_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_carereview
    ADD CONSTRAINT children_carereview_replaces_id_4e5956fc_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_carereview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_carereview
    ADD CONSTRAINT children_carereview_withdrawn_by_id_535955d7_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conference
    ADD CONSTRAINT children_conference_decision_id_2ab4c481_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conference
    ADD CONSTRAINT children_conference_involvement_id_5efdedb8_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conference
    ADD CONSTRAINT children_conference_person_id_32dd7bfd_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conference
    ADD CONSTRAINT children_conference_recorded_by_id_ead75afa_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conference
    ADD CONSTRAINT children_conference_replaces_id_abf4222a_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_conference(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conference
    ADD CONSTRAINT children_conference_withdrawn_by_id_a696bb1c_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_connectedapproval
    ADD CONSTRAINT children_connectedap_decision_id_183d1362_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_connectedapproval
    ADD CONSTRAINT children_connectedap_end_decision_id_f35ec0ca_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_connectedapproval
    ADD CONSTRAINT children_connectedap_end_recorded_by_id_9b89399c_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_connectedapproval
    ADD CONSTRAINT children_connectedap_involvement_id_6c439c8a_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_connectedapproval
    ADD CONSTRAINT children_connectedap_person_id_711d01cf_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_connectedapproval
    ADD CONSTRAINT children_connectedap_recorded_by_id_c015f2e3_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_connectedapproval
    ADD CONSTRAINT children_connectedap_replaces_id_417f66f7_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_connectedapproval(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_connectedapproval
    ADD CONSTRAINT children_connectedap_withdrawn_by_id_d4121bf9_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conviction
    ADD CONSTRAINT children_conviction_decision_id_5dd52a89_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conviction
    ADD CONSTRAINT children_conviction_involvement_id_c1a03719_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conviction
    ADD CONSTRAINT children_conviction_person_id_b44753e6_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conviction
    ADD CONSTRAINT children_conviction_recorded_by_id_e3ac816f_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conviction
    ADD CONSTRAINT children_conviction_replaces_id_ac94e396_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_conviction(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_conviction
    ADD CONSTRAINT children_conviction_withdrawn_by_id_909f7ae4_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_coregroup
    ADD CONSTRAINT children_coregroup_decision_id_92f698e3_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_coregroup
    ADD CONSTRAINT children_coregroup_involvement_id_5f35df33_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_coregroup
    ADD CONSTRAINT children_coregroup_person_id_890d94f0_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_coregroup
    ADD CONSTRAINT children_coregroup_recorded_by_id_4c283098_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_coregroup
    ADD CONSTRAINT children_coregroup_replaces_id_e9cecdd3_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_coregroup(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_coregroup
    ADD CONSTRAINT children_coregroup_withdrawn_by_id_f981ad42_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_decisiontoapply
    ADD CONSTRAINT children_decisiontoa_decision_id_6d365bd4_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_decisiontoapply
    ADD CONSTRAINT children_decisiontoa_involvement_id_e1dec718_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_decisiontoapply
    ADD CONSTRAINT children_decisiontoa_recorded_by_id_d082c0ba_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_decisiontoapply
    ADD CONSTRAINT children_decisiontoa_replaces_id_a6620106_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_decisiontoapply(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_decisiontoapply
    ADD CONSTRAINT children_decisiontoa_withdrawn_by_id_b8bb4c41_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_decisiontoapply
    ADD CONSTRAINT children_decisiontoapply_person_id_a53a4a31_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_difficultiesscore
    ADD CONSTRAINT children_difficultie_decision_id_dcb30765_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_difficultiesscore
    ADD CONSTRAINT children_difficultie_involvement_id_fa129084_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_difficultiesscore
    ADD CONSTRAINT children_difficultie_person_id_19c8906b_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_difficultiesscore
    ADD CONSTRAINT children_difficultie_recorded_by_id_adac2ffa_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_difficultiesscore
    ADD CONSTRAINT children_difficultie_replaces_id_1be3361a_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_difficultiesscore(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_difficultiesscore
    ADD CONSTRAINT children_difficultie_withdrawn_by_id_c8b367b2_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_disabilities
    ADD CONSTRAINT children_disabilitie_decision_id_499a9347_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_disabilities
    ADD CONSTRAINT children_disabilitie_involvement_id_9777831e_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_disabilities
    ADD CONSTRAINT children_disabilitie_replaces_id_d927a5af_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_disabilities(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_disabilities
    ADD CONSTRAINT children_disabilitie_withdrawn_by_id_c709c754_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_disabilities
    ADD CONSTRAINT children_disabilities_person_id_b6d05d06_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_disabilities
    ADD CONSTRAINT children_disabilities_recorded_by_id_5a69ada1_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_educationplan
    ADD CONSTRAINT children_educationpl_decision_id_cfddea22_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_educationplan
    ADD CONSTRAINT children_educationpl_involvement_id_c276edfe_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_educationplan
    ADD CONSTRAINT children_educationpl_recorded_by_id_e7853d93_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_educationplan
    ADD CONSTRAINT children_educationpl_replaces_id_d82b4e3b_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_educationplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_educationplan
    ADD CONSTRAINT children_educationpl_withdrawn_by_id_a1c1e245_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_educationplan
    ADD CONSTRAINT children_educationplan_person_id_65543f37_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT children_enquiry_decision_id_cd36ffb6_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT children_enquiry_end_decision_id_eead1fc7_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT children_enquiry_end_recorded_by_id_1bfaa59d_fk_access_user_id FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT children_enquiry_involvement_id_7136e13e_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT children_enquiry_person_id_2c418708_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT children_enquiry_recorded_by_id_18cb0e02_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT children_enquiry_replaces_id_8981e3d3_fk_children_enquiry_id FOREIGN KEY (replaces_id) REFERENCES public.children_enquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_enquiry
    ADD CONSTRAINT children_enquiry_withdrawn_by_id_1411001f_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT children_episode_decision_id_65006ab2_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT children_episode_end_decision_id_1ef344be_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT children_episode_end_recorded_by_id_d47a3b02_fk_access_user_id FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT children_episode_involvement_id_4251e451_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT children_episode_person_id_821e4454_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT children_episode_recorded_by_id_001d9555_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT children_episode_replaces_id_b1a5df7e_fk_children_episode_id FOREIGN KEY (replaces_id) REFERENCES public.children_episode(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_episode
    ADD CONSTRAINT children_episode_withdrawn_by_id_d1cc0067_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeeting
    ADD CONSTRAINT children_familymeeti_decision_id_1fca895a_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeetingoffer
    ADD CONSTRAINT children_familymeeti_decision_id_f562b238_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeeting
    ADD CONSTRAINT children_familymeeti_involvement_id_1a9603ac_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeetingoffer
    ADD CONSTRAINT children_familymeeti_involvement_id_a614198f_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeetingoffer
    ADD CONSTRAINT children_familymeeti_person_id_4c6ee695_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeeting
    ADD CONSTRAINT children_familymeeti_recorded_by_id_09a43800_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeetingoffer
    ADD CONSTRAINT children_familymeeti_recorded_by_id_0c370189_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeetingoffer
    ADD CONSTRAINT children_familymeeti_replaces_id_37613f82_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_familymeetingoffer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeeting
    ADD CONSTRAINT children_familymeeti_replaces_id_fc0720b0_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_familymeeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeeting
    ADD CONSTRAINT children_familymeeti_withdrawn_by_id_51fefe9e_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeetingoffer
    ADD CONSTRAINT children_familymeeti_withdrawn_by_id_fa519497_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_familymeeting
    ADD CONSTRAINT children_familymeeting_person_id_41b1f2f1_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_fosteringvisit
    ADD CONSTRAINT children_fosteringvi_decision_id_d4ebd569_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_fosteringvisit
    ADD CONSTRAINT children_fosteringvi_involvement_id_a06377e0_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_fosteringvisit
    ADD CONSTRAINT children_fosteringvi_recorded_by_id_d5f22dd9_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_fosteringvisit
    ADD CONSTRAINT children_fosteringvi_replaces_id_8e7c37cf_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_fosteringvisit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_fosteringvisit
    ADD CONSTRAINT children_fosteringvi_withdrawn_by_id_a8e905dd_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_fosteringvisit
    ADD CONSTRAINT children_fosteringvisit_person_id_db203106_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_health
    ADD CONSTRAINT children_health_decision_id_0f72a4b4_fk_cases_statusdecision_id FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_health
    ADD CONSTRAINT children_health_involvement_id_e160f997_fk_cases_involvement_id FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_health
    ADD CONSTRAINT children_health_person_id_8694edaa_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_health
    ADD CONSTRAINT children_health_recorded_by_id_34017154_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_health
    ADD CONSTRAINT children_health_replaces_id_f4dfe21d_fk_children_health_id FOREIGN KEY (replaces_id) REFERENCES public.children_health(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_health
    ADD CONSTRAINT children_health_withdrawn_by_id_e36a31fa_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_hearing
    ADD CONSTRAINT children_hearing_decision_id_40c40ea9_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_hearing
    ADD CONSTRAINT children_hearing_involvement_id_43cfa4a5_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_hearing
    ADD CONSTRAINT children_hearing_person_id_97f2fb8f_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_hearing
    ADD CONSTRAINT children_hearing_recorded_by_id_554800c6_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_hearing
    ADD CONSTRAINT children_hearing_replaces_id_6ed063b0_fk_children_hearing_id FOREIGN KEY (replaces_id) REFERENCES public.children_hearing(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_hearing
    ADD CONSTRAINT children_hearing_withdrawn_by_id_db993e42_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_incident
    ADD CONSTRAINT children_incident_decision_id_efbfed79_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_incident
    ADD CONSTRAINT children_incident_involvement_id_bd3e16cd_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_incident
    ADD CONSTRAINT children_incident_person_id_6d01b07d_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_incident
    ADD CONSTRAINT children_incident_recorded_by_id_dd87c48b_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_incident
    ADD CONSTRAINT children_incident_replaces_id_6a9928ba_fk_children_incident_id FOREIGN KEY (replaces_id) REFERENCES public.children_incident(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_incident
    ADD CONSTRAINT children_incident_withdrawn_by_id_ee80349a_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavercontact
    ADD CONSTRAINT children_leaverconta_decision_id_1af8ad2f_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavercontact
    ADD CONSTRAINT children_leaverconta_involvement_id_38924121_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavercontact
    ADD CONSTRAINT children_leaverconta_recorded_by_id_0e624d98_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavercontact
    ADD CONSTRAINT children_leaverconta_replaces_id_d97718a9_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_leavercontact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavercontact
    ADD CONSTRAINT children_leaverconta_withdrawn_by_id_773466fb_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavercontact
    ADD CONSTRAINT children_leavercontact_person_id_85164c4d_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavereligibility
    ADD CONSTRAINT children_leavereligi_decision_id_9528940e_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavereligibility
    ADD CONSTRAINT children_leavereligi_involvement_id_c309bd54_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavereligibility
    ADD CONSTRAINT children_leavereligi_person_id_4318bcfe_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavereligibility
    ADD CONSTRAINT children_leavereligi_recorded_by_id_1919faee_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavereligibility
    ADD CONSTRAINT children_leavereligi_replaces_id_6a7b3ac3_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_leavereligibility(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavereligibility
    ADD CONSTRAINT children_leavereligi_withdrawn_by_id_61d1f9d8_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT children_leavingcare_decision_id_c3bce85f_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT children_leavingcare_end_decision_id_d3fa6788_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT children_leavingcare_end_recorded_by_id_89117e37_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT children_leavingcare_involvement_id_efda9148_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT children_leavingcare_person_id_9a34ad7f_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT children_leavingcare_recorded_by_id_3f9dba1e_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT children_leavingcare_replaces_id_58d245e7_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_leavingcare(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingcare
    ADD CONSTRAINT children_leavingcare_withdrawn_by_id_fe2e745f_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingneeds
    ADD CONSTRAINT children_leavingneed_decision_id_4c615dca_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingneeds
    ADD CONSTRAINT children_leavingneed_involvement_id_8f4db263_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingneeds
    ADD CONSTRAINT children_leavingneed_replaces_id_9716d7bf_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_leavingneeds(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingneeds
    ADD CONSTRAINT children_leavingneed_withdrawn_by_id_fc48efdb_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingneeds
    ADD CONSTRAINT children_leavingneeds_person_id_d5e335d1_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_leavingneeds
    ADD CONSTRAINT children_leavingneeds_recorded_by_id_2f85c8b6_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT children_legalstatus_decision_id_7065d3df_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT children_legalstatus_end_decision_id_6ad4c765_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT children_legalstatus_end_recorded_by_id_26eada30_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT children_legalstatus_involvement_id_8eeff28d_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT children_legalstatus_person_id_7cecee29_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT children_legalstatus_recorded_by_id_9d21c4b1_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT children_legalstatus_replaces_id_bd0e2b65_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_legalstatus(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_legalstatus
    ADD CONSTRAINT children_legalstatus_withdrawn_by_id_a90b0800_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT children_libertyorde_decision_id_04bdf006_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT children_libertyorde_end_decision_id_fe0a3688_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT children_libertyorde_end_recorded_by_id_90ed1e93_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT children_libertyorde_involvement_id_fe3e1a68_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT children_libertyorde_replaces_id_af33b686_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_libertyorder(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT children_libertyorde_withdrawn_by_id_911f8554_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT children_libertyorder_person_id_6a0c4015_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_libertyorder
    ADD CONSTRAINT children_libertyorder_recorded_by_id_50020c01_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT children_missing_decision_id_2b0408cb_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT children_missing_end_decision_id_ad7c5cb6_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT children_missing_end_recorded_by_id_fdfcfffe_fk_access_user_id FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT children_missing_involvement_id_8800427f_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT children_missing_person_id_abf82ca5_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT children_missing_recorded_by_id_0525706a_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT children_missing_replaces_id_10a0d5da_fk_children_missing_id FOREIGN KEY (replaces_id) REFERENCES public.children_missing(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_missing
    ADD CONSTRAINT children_missing_withdrawn_by_id_06e2cb7f_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedaway
    ADD CONSTRAINT children_movedaway_decision_id_a5e12a59_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedaway
    ADD CONSTRAINT children_movedaway_involvement_id_641247be_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedaway
    ADD CONSTRAINT children_movedaway_person_id_23e2a2ed_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedaway
    ADD CONSTRAINT children_movedaway_recorded_by_id_867e461d_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedaway
    ADD CONSTRAINT children_movedaway_replaces_id_12af9980_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_movedaway(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedaway
    ADD CONSTRAINT children_movedaway_withdrawn_by_id_523b47cf_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedin
    ADD CONSTRAINT children_movedin_decision_id_a097b439_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedin
    ADD CONSTRAINT children_movedin_involvement_id_d921b39a_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedin
    ADD CONSTRAINT children_movedin_person_id_fb234d60_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedin
    ADD CONSTRAINT children_movedin_recorded_by_id_9a728a96_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedin
    ADD CONSTRAINT children_movedin_replaces_id_f743b2cd_fk_children_movedin_id FOREIGN KEY (replaces_id) REFERENCES public.children_movedin(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_movedin
    ADD CONSTRAINT children_movedin_withdrawn_by_id_cf4da1c6_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_decision_id_c97186aa_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_end_decision_id_01fd1ab9_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_end_recorded_by_id_51f71cbb_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_involvement_id_642f2bb4_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_person_id_75ed4c3a_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_recorded_by_id_a3d04d96_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_replaces_id_45635555_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_namedworker(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_withdrawn_by_id_006d8228_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_namedworker
    ADD CONSTRAINT children_namedworker_worker_id_e70950b6_fk_access_user_id FOREIGN KEY (worker_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT children_needplan_decision_id_ac9307f1_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT children_needplan_end_decision_id_abd967d4_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT children_needplan_end_recorded_by_id_baa15042_fk_access_user_id FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT children_needplan_involvement_id_f696c72e_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT children_needplan_person_id_4d6e73f3_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT children_needplan_recorded_by_id_6de81abf_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT children_needplan_replaces_id_225ce640_fk_children_needplan_id FOREIGN KEY (replaces_id) REFERENCES public.children_needplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needplan
    ADD CONSTRAINT children_needplan_withdrawn_by_id_e60dd1fa_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needreview
    ADD CONSTRAINT children_needreview_decision_id_0543d6ab_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needreview
    ADD CONSTRAINT children_needreview_involvement_id_3b9787f5_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needreview
    ADD CONSTRAINT children_needreview_person_id_af952ad2_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needreview
    ADD CONSTRAINT children_needreview_recorded_by_id_a345b0a7_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needreview
    ADD CONSTRAINT children_needreview_replaces_id_fc9e679c_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_needreview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_needreview
    ADD CONSTRAINT children_needreview_withdrawn_by_id_7d25c99e_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_order
    ADD CONSTRAINT children_order_decision_id_a2f406b0_fk_cases_statusdecision_id FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_order
    ADD CONSTRAINT children_order_end_decision_id_25755d0c_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_order
    ADD CONSTRAINT children_order_end_recorded_by_id_79b259f8_fk_access_user_id FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_order
    ADD CONSTRAINT children_order_involvement_id_8e7d67a3_fk_cases_involvement_id FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_order
    ADD CONSTRAINT children_order_person_id_536a86af_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_order
    ADD CONSTRAINT children_order_recorded_by_id_32472d2b_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_order
    ADD CONSTRAINT children_order_replaces_id_e2d5a940_fk_children_order_id FOREIGN KEY (replaces_id) REFERENCES public.children_order(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_order
    ADD CONSTRAINT children_order_withdrawn_by_id_c6080ffd_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_pathwayplan
    ADD CONSTRAINT children_pathwayplan_decision_id_8e766dc5_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_pathwayplan
    ADD CONSTRAINT children_pathwayplan_involvement_id_ddc01b44_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_pathwayplan
    ADD CONSTRAINT children_pathwayplan_person_id_5cbfca45_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_pathwayplan
    ADD CONSTRAINT children_pathwayplan_recorded_by_id_4e216a2a_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_pathwayplan
    ADD CONSTRAINT children_pathwayplan_replaces_id_224a6f50_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_pathwayplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_pathwayplan
    ADD CONSTRAINT children_pathwayplan_withdrawn_by_id_f5af5a7e_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT children_placement_decision_id_93a170cd_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT children_placement_end_decision_id_8c89e966_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT children_placement_end_recorded_by_id_75c71dd0_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT children_placement_involvement_id_7880a85a_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT children_placement_person_id_0d2d4b77_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT children_placement_recorded_by_id_439c0f26_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT children_placement_replaces_id_499e1831_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_placement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placement
    ADD CONSTRAINT children_placement_withdrawn_by_id_e1fb2889_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementnotice
    ADD CONSTRAINT children_placementno_decision_id_60bd467f_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementnotice
    ADD CONSTRAINT children_placementno_involvement_id_a9d2de16_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementnotice
    ADD CONSTRAINT children_placementno_recorded_by_id_e075d6ff_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementnotice
    ADD CONSTRAINT children_placementno_replaces_id_61fbb8e5_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_placementnotice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementnotice
    ADD CONSTRAINT children_placementno_withdrawn_by_id_286528b2_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementnotice
    ADD CONSTRAINT children_placementnotice_person_id_1159ae53_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementplan
    ADD CONSTRAINT children_placementpl_decision_id_8cfb0176_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementplan
    ADD CONSTRAINT children_placementpl_involvement_id_94f651c2_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementplan
    ADD CONSTRAINT children_placementpl_recorded_by_id_9e3837e2_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementplan
    ADD CONSTRAINT children_placementpl_replaces_id_0344c83b_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_placementplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementplan
    ADD CONSTRAINT children_placementpl_withdrawn_by_id_c7caedca_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_placementplan
    ADD CONSTRAINT children_placementplan_person_id_ad7dbb4c_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_plancategory
    ADD CONSTRAINT children_plancategor_decision_id_2ba9ce45_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_plancategory
    ADD CONSTRAINT children_plancategor_involvement_id_dc960293_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_plancategory
    ADD CONSTRAINT children_plancategor_replaces_id_767ac57d_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_plancategory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_plancategory
    ADD CONSTRAINT children_plancategor_withdrawn_by_id_d7de301a_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_plancategory
    ADD CONSTRAINT children_plancategory_person_id_f816fcfc_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_plancategory
    ADD CONSTRAINT children_plancategory_recorded_by_id_f5042005_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT children_preproceedi_decision_id_b387433d_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT children_preproceedi_end_decision_id_f3795d48_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT children_preproceedi_end_recorded_by_id_27c8f8ca_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT children_preproceedi_involvement_id_d7e4d229_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT children_preproceedi_recorded_by_id_fa23c933_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT children_preproceedi_replaces_id_44a763bc_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_preproceedings(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT children_preproceedi_withdrawn_by_id_609ee94b_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_preproceedings
    ADD CONSTRAINT children_preproceedings_person_id_cd62bfd0_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_previousorder
    ADD CONSTRAINT children_previousord_decision_id_8e693ece_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_previousorder
    ADD CONSTRAINT children_previousord_involvement_id_ce1337bc_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_previousorder
    ADD CONSTRAINT children_previousord_recorded_by_id_992d7132_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_previousorder
    ADD CONSTRAINT children_previousord_replaces_id_e9e462fb_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_previousorder(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_previousorder
    ADD CONSTRAINT children_previousord_withdrawn_by_id_22a9c890_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_previousorder
    ADD CONSTRAINT children_previousorder_person_id_0889141d_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT children_privatefost_decision_id_bc2eb28a_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT children_privatefost_end_decision_id_8c91adfe_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT children_privatefost_end_recorded_by_id_bedec7b4_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT children_privatefost_involvement_id_dc7e1e44_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT children_privatefost_person_id_1b40d471_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT children_privatefost_recorded_by_id_6ff5fd3a_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT children_privatefost_replaces_id_6af8e162_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_privatefostering(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_privatefostering
    ADD CONSTRAINT children_privatefost_withdrawn_by_id_5582c69e_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT children_protectionp_decision_id_72d6e75b_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT children_protectionp_end_decision_id_cb533b6a_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT children_protectionp_end_recorded_by_id_50639891_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT children_protectionp_involvement_id_8dc4068b_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT children_protectionp_recorded_by_id_9063ea0c_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT children_protectionp_replaces_id_c92c1855_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_protectionplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT children_protectionp_withdrawn_by_id_581b3405_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_protectionplan
    ADD CONSTRAINT children_protectionplan_person_id_c772cc25_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT children_providedhom_decision_id_c8b5fe39_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT children_providedhom_end_decision_id_10ce140f_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT children_providedhom_end_recorded_by_id_fe74ca92_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT children_providedhom_involvement_id_d13b2e08_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT children_providedhom_replaces_id_3cafb3e4_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_providedhome(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT children_providedhom_withdrawn_by_id_9b58a43c_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT children_providedhome_person_id_74eabd56_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_providedhome
    ADD CONSTRAINT children_providedhome_recorded_by_id_569b5b29_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_returninterview
    ADD CONSTRAINT children_returninter_decision_id_7977eb48_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_returninterview
    ADD CONSTRAINT children_returninter_involvement_id_3e5d7718_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_returninterview
    ADD CONSTRAINT children_returninter_recorded_by_id_8467ec5a_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_returninterview
    ADD CONSTRAINT children_returninter_replaces_id_8802ecd1_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_returninterview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_returninterview
    ADD CONSTRAINT children_returninter_withdrawn_by_id_9b2e81ef_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_returninterview
    ADD CONSTRAINT children_returninterview_person_id_259a9577_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_schoolmove
    ADD CONSTRAINT children_schoolmove_decision_id_35ba813b_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_schoolmove
    ADD CONSTRAINT children_schoolmove_involvement_id_6f978fd8_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_schoolmove
    ADD CONSTRAINT children_schoolmove_person_id_01d4d3c4_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_schoolmove
    ADD CONSTRAINT children_schoolmove_recorded_by_id_ad92174b_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_schoolmove
    ADD CONSTRAINT children_schoolmove_replaces_id_8b2f4d45_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_schoolmove(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_schoolmove
    ADD CONSTRAINT children_schoolmove_withdrawn_by_id_a61765ff_fk_access_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_strategydiscussion
    ADD CONSTRAINT children_strategydis_decision_id_855d1f8f_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_strategydiscussion
    ADD CONSTRAINT children_strategydis_involvement_id_0458de96_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_strategydiscussion
    ADD CONSTRAINT children_strategydis_person_id_da024871_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_strategydiscussion
    ADD CONSTRAINT children_strategydis_recorded_by_id_106cd19f_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_strategydiscussion
    ADD CONSTRAINT children_strategydis_replaces_id_7542c414_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_strategydiscussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_strategydiscussion
    ADD CONSTRAINT children_strategydis_withdrawn_by_id_ae8ccca7_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_substanceuse
    ADD CONSTRAINT children_substanceus_decision_id_61409d20_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_substanceuse
    ADD CONSTRAINT children_substanceus_involvement_id_fd131d75_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_substanceuse
    ADD CONSTRAINT children_substanceus_replaces_id_7d149521_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_substanceuse(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_substanceuse
    ADD CONSTRAINT children_substanceus_withdrawn_by_id_fc8edbe6_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_substanceuse
    ADD CONSTRAINT children_substanceuse_person_id_16d38d4a_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_substanceuse
    ADD CONSTRAINT children_substanceuse_recorded_by_id_63e57905_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT children_unaccompani_decision_id_adbe346d_fk_cases_sta FOREIGN KEY (decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT children_unaccompani_end_decision_id_b7ad47a6_fk_cases_sta FOREIGN KEY (end_decision_id) REFERENCES public.cases_statusdecision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT children_unaccompani_end_recorded_by_id_05085be2_fk_access_us FOREIGN KEY (end_recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT children_unaccompani_involvement_id_9d0d3d24_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT children_unaccompani_recorded_by_id_ca8ed380_fk_access_us FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT children_unaccompani_replaces_id_67e837f0_fk_children_ FOREIGN KEY (replaces_id) REFERENCES public.children_unaccompanied(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT children_unaccompani_withdrawn_by_id_ca632074_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.children_unaccompanied
    ADD CONSTRAINT children_unaccompanied_person_id_1f714f1e_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_plannedconversation
    ADD CONSTRAINT conversation_of_the_family_discussed FOREIGN KEY (discussion_id, family_id) REFERENCES public.meetings_discussion(id, family_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.evaluation_consent
    ADD CONSTRAINT evaluation_consent_family_id_210ae70e_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.evaluation_consent
    ADD CONSTRAINT evaluation_consent_noted_by_id_f9d4cd87_fk_access_user_id FOREIGN KEY (noted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.evaluation_consent
    ADD CONSTRAINT evaluation_consent_study_id_1f8cb4b2_fk_evaluation_study_id FOREIGN KEY (study_id) REFERENCES public.evaluation_study(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.evaluation_study
    ADD CONSTRAINT evaluation_study_closed_by_id_db72e1a9_fk_access_user_id FOREIGN KEY (closed_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.evaluation_study
    ADD CONSTRAINT evaluation_study_made_by_id_71aa2bab_fk_access_user_id FOREIGN KEY (made_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.evaluation_studyevaluator
    ADD CONSTRAINT evaluation_studyeval_named_by_id_3b882ee9_fk_access_us FOREIGN KEY (named_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.evaluation_studyevaluator
    ADD CONSTRAINT evaluation_studyeval_study_id_5fc26073_fk_evaluatio FOREIGN KEY (study_id) REFERENCES public.evaluation_study(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.evaluation_studyevaluator
    ADD CONSTRAINT evaluation_studyevaluator_user_id_3dbd27ac_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_agency
    ADD CONSTRAINT families_agency_family_id_c9396fe7_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_bond
    ADD CONSTRAINT families_bond_change_set_id_f54733ce_fk_families_changeset_id FOREIGN KEY (change_set_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_bond
    ADD CONSTRAINT families_bond_one_id_916cbcf1_fk_people_person_id FOREIGN KEY (one_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_bond
    ADD CONSTRAINT families_bond_other_id_e563a3b7_fk_people_person_id FOREIGN KEY (other_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_bond
    ADD CONSTRAINT families_bond_superseded_in_id_2c3e7e11_fk_families_telling_id FOREIGN KEY (superseded_in_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_familymember
    ADD CONSTRAINT families_familymembe_change_set_id_e2048db9_fk_families_ FOREIGN KEY (change_set_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_familymember
    ADD CONSTRAINT families_familymembe_taken_away_in_id_b0d607e9_fk_families_ FOREIGN KEY (taken_away_in_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_familymember
    ADD CONSTRAINT families_familymember_family_id_c26a6781_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_familymember
    ADD CONSTRAINT families_familymember_person_id_72d6a23b_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_household
    ADD CONSTRAINT families_household_change_set_id_79b02701_fk_families_ FOREIGN KEY (change_set_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_living
    ADD CONSTRAINT families_living_change_set_id_b9960328_fk_families_changeset_id FOREIGN KEY (change_set_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_living
    ADD CONSTRAINT families_living_household_id_57e283ab_fk_families_household_id FOREIGN KEY (household_id) REFERENCES public.families_household(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_living
    ADD CONSTRAINT families_living_person_id_9f899d19_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_living
    ADD CONSTRAINT families_living_superseded_in_id_201ea8b4_fk_families_ FOREIGN KEY (superseded_in_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_loss
    ADD CONSTRAINT families_loss_change_set_id_a5263cb8_fk_families_changeset_id FOREIGN KEY (change_set_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_loss
    ADD CONSTRAINT families_loss_mother_id_b274d8f7_fk_people_person_id FOREIGN KEY (mother_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_loss
    ADD CONSTRAINT families_loss_other_parent_id_e938c6ee_fk_people_person_id FOREIGN KEY (other_parent_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_loss
    ADD CONSTRAINT families_loss_person_id_1053fccb_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_loss
    ADD CONSTRAINT families_loss_superseded_in_id_2b4d6e89_fk_families_telling_id FOREIGN KEY (superseded_in_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_parenthood
    ADD CONSTRAINT families_parenthood_change_set_id_de4df3be_fk_families_ FOREIGN KEY (change_set_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_parenthood
    ADD CONSTRAINT families_parenthood_child_id_5da0f58c_fk_people_person_id FOREIGN KEY (child_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_parenthood
    ADD CONSTRAINT families_parenthood_parent_id_96d7fb95_fk_people_person_id FOREIGN KEY (parent_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_parenthood
    ADD CONSTRAINT families_parenthood_superseded_in_id_fba7bb2d_fk_families_ FOREIGN KEY (superseded_in_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_partnership
    ADD CONSTRAINT families_partnership_change_set_id_fe41b9de_fk_families_ FOREIGN KEY (change_set_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_partnership
    ADD CONSTRAINT families_partnership_one_id_4cec0408_fk_people_person_id FOREIGN KEY (one_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_partnership
    ADD CONSTRAINT families_partnership_other_id_e53d1de6_fk_people_person_id FOREIGN KEY (other_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_partnership
    ADD CONSTRAINT families_partnership_superseded_in_id_8d378e48_fk_families_ FOREIGN KEY (superseded_in_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_siblinghood
    ADD CONSTRAINT families_siblinghood_change_set_id_1abef12d_fk_families_ FOREIGN KEY (change_set_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_siblinghood
    ADD CONSTRAINT families_siblinghood_one_id_d52de10f_fk_people_person_id FOREIGN KEY (one_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_siblinghood
    ADD CONSTRAINT families_siblinghood_other_id_520c38fd_fk_people_person_id FOREIGN KEY (other_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_siblinghood
    ADD CONSTRAINT families_siblinghood_superseded_in_id_ea84f8e6_fk_families_ FOREIGN KEY (superseded_in_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_changeset
    ADD CONSTRAINT families_telling_by_id_e1448424_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_changeset
    ADD CONSTRAINT families_telling_family_id_4aa6ae70_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_changeset
    ADD CONSTRAINT families_telling_taken_back_by_id_86b72bfb_fk_access_user_id FOREIGN KEY (taken_back_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_tie
    ADD CONSTRAINT families_tie_about_id_e4bd648f_fk_people_person_id FOREIGN KEY (about_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_tie
    ADD CONSTRAINT families_tie_agency_id_14bec876_fk_families_agency_id FOREIGN KEY (agency_id) REFERENCES public.families_agency(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_tie
    ADD CONSTRAINT families_tie_change_set_id_feec4a46_fk_families_changeset_id FOREIGN KEY (change_set_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_tie
    ADD CONSTRAINT families_tie_first_id_03e742d3_fk_families_tie_id FOREIGN KEY (first_id) REFERENCES public.families_tie(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_tie
    ADD CONSTRAINT families_tie_somebody_id_2f7a5005_fk_people_person_id FOREIGN KEY (somebody_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.families_tie
    ADD CONSTRAINT families_tie_superseded_in_id_c72205be_fk_families_telling_id FOREIGN KEY (superseded_in_id) REFERENCES public.families_changeset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_formalmeeting
    ADD CONSTRAINT formal_meetings_form_arranged_by_id_0617b9db_fk_access_us FOREIGN KEY (arranged_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_formalmeeting
    ADD CONSTRAINT formal_meetings_form_ended_by_id_ac494a44_fk_access_us FOREIGN KEY (ended_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_formalmeeting
    ADD CONSTRAINT formal_meetings_form_follows_id_a2c64cdb_fk_formal_me FOREIGN KEY (follows_id) REFERENCES public.formal_meetings_formalmeeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_formalmeeting_children
    ADD CONSTRAINT formal_meetings_form_formalmeeting_id_e0ceb43a_fk_formal_me FOREIGN KEY (formalmeeting_id) REFERENCES public.formal_meetings_formalmeeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_formalmeeting
    ADD CONSTRAINT formal_meetings_form_involvement_id_2a8b3d4e_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_formalmeeting
    ADD CONSTRAINT formal_meetings_form_key_date_id_ab6bafc7_fk_cases_key FOREIGN KEY (key_date_id) REFERENCES public.cases_keydate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_formalmeeting_children
    ADD CONSTRAINT formal_meetings_form_person_id_1f21b6a2_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_formalmeeting
    ADD CONSTRAINT formal_meetings_form_written_by_id_d77a45f3_fk_access_us FOREIGN KEY (written_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_invitation
    ADD CONSTRAINT formal_meetings_invi_invited_by_id_330acde8_fk_access_us FOREIGN KEY (invited_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_invitation
    ADD CONSTRAINT formal_meetings_invi_meeting_id_28bf4032_fk_formal_me FOREIGN KEY (meeting_id) REFERENCES public.formal_meetings_formalmeeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_invitation
    ADD CONSTRAINT formal_meetings_invi_person_id_abbf8d4b_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_invitation
    ADD CONSTRAINT formal_meetings_invitation_user_id_474c58f0_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_made
    ADD CONSTRAINT formal_meetings_made_meeting_id_bbe5789d_fk_formal_me FOREIGN KEY (meeting_id) REFERENCES public.formal_meetings_formalmeeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_move
    ADD CONSTRAINT formal_meetings_move_by_id_dde56fc5_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_move
    ADD CONSTRAINT formal_meetings_move_meeting_id_6ee6004e_fk_formal_me FOREIGN KEY (meeting_id) REFERENCES public.formal_meetings_formalmeeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_report
    ADD CONSTRAINT formal_meetings_repo_invitation_id_07bbcd72_fk_formal_me FOREIGN KEY (invitation_id) REFERENCES public.formal_meetings_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_report
    ADD CONSTRAINT formal_meetings_repo_meeting_id_18081be1_fk_formal_me FOREIGN KEY (meeting_id) REFERENCES public.formal_meetings_formalmeeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_view
    ADD CONSTRAINT formal_meetings_view_meeting_id_58eb738b_fk_formal_me FOREIGN KEY (meeting_id) REFERENCES public.formal_meetings_formalmeeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_view
    ADD CONSTRAINT formal_meetings_view_person_id_27a2a298_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.formal_meetings_view
    ADD CONSTRAINT formal_meetings_view_written_by_id_4f3294ef_fk_access_user_id FOREIGN KEY (written_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_about
    ADD CONSTRAINT front_door_about_contact_id_4e4cddd2_fk_front_door_contact_id FOREIGN KEY (contact_id) REFERENCES public.front_door_contact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_about
    ADD CONSTRAINT front_door_about_family_id_d27f759b_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_about
    ADD CONSTRAINT front_door_about_person_id_94dcfc21_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_addition
    ADD CONSTRAINT front_door_addition_by_id_582e01e3_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_addition
    ADD CONSTRAINT front_door_addition_contact_id_fd79cc76_fk_front_doo FOREIGN KEY (contact_id) REFERENCES public.front_door_contact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_caller
    ADD CONSTRAINT front_door_caller_contact_id_67ceedf9_fk_front_door_contact_id FOREIGN KEY (contact_id) REFERENCES public.front_door_contact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_contact
    ADD CONSTRAINT front_door_contact_agency_id_6264942f_fk_families_agency_id FOREIGN KEY (agency_id) REFERENCES public.families_agency(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_contact
    ADD CONSTRAINT front_door_contact_taken_by_id_a0ba8e6f_fk_access_user_id FOREIGN KEY (taken_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_decision
    ADD CONSTRAINT front_door_decision_about_id_01931a79_fk_front_door_about_id FOREIGN KEY (about_id) REFERENCES public.front_door_about(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_decision
    ADD CONSTRAINT front_door_decision_decided_by_id_387722bf_fk_access_user_id FOREIGN KEY (decided_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_decision
    ADD CONSTRAINT front_door_decision_recorded_by_id_cd4facec_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_decision
    ADD CONSTRAINT front_door_decision_supersedes_id_a2447d37_fk_front_doo FOREIGN KEY (supersedes_id) REFERENCES public.front_door_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_draft
    ADD CONSTRAINT front_door_draft_begun_by_id_da2261e5_fk_access_user_id FOREIGN KEY (begun_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_draft
    ADD CONSTRAINT front_door_draft_contact_id_5dc36986_fk_front_door_contact_id FOREIGN KEY (contact_id) REFERENCES public.front_door_contact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_draft
    ADD CONSTRAINT front_door_draft_discarded_by_id_d0e72965_fk_access_user_id FOREIGN KEY (discarded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_draft
    ADD CONSTRAINT front_door_draft_saved_by_id_9165791c_fk_access_user_id FOREIGN KEY (saved_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_feedback
    ADD CONSTRAINT front_door_feedback_by_id_9aa9c73f_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_feedback
    ADD CONSTRAINT front_door_feedback_contact_id_8f31e0c4_fk_front_doo FOREIGN KEY (contact_id) REFERENCES public.front_door_contact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_referral
    ADD CONSTRAINT front_door_referral_by_id_d70198da_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_referral
    ADD CONSTRAINT front_door_referral_contact_id_c049faca_fk_front_doo FOREIGN KEY (contact_id) REFERENCES public.front_door_contact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_referral
    ADD CONSTRAINT front_door_referral_family_id_44388426_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_referral
    ADD CONSTRAINT front_door_referral_involvement_id_1a092e21_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_referral
    ADD CONSTRAINT front_door_referral_suggested_id_6db6ee80_fk_units_unit_id FOREIGN KEY (suggested_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_referral
    ADD CONSTRAINT front_door_referral_unit_id_85cacf8f_fk_units_unit_id FOREIGN KEY (unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_referred
    ADD CONSTRAINT front_door_referred_about_id_e628f9b9_fk_front_door_about_id FOREIGN KEY (about_id) REFERENCES public.front_door_about(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_referred
    ADD CONSTRAINT front_door_referred_person_id_ef78f673_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.front_door_referred
    ADD CONSTRAINT front_door_referred_referral_id_f93f766b_fk_front_doo FOREIGN KEY (referral_id) REFERENCES public.front_door_referral(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_hypothesis
    ADD CONSTRAINT hypothesis_of_the_family_discussed FOREIGN KEY (raised_in_id, family_id) REFERENCES public.meetings_discussion(id, family_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_agendaitem
    ADD CONSTRAINT meetings_agendaitem_family_id_fc5c7976_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_agendaitem
    ADD CONSTRAINT meetings_agendaitem_meeting_id_07815bb0_fk_meetings_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meetings_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_agendaitem
    ADD CONSTRAINT meetings_agendaitem_postponed_by_id_4ef75202_fk_access_user_id FOREIGN KEY (postponed_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_amendment
    ADD CONSTRAINT meetings_amendment_by_id_6071ef8e_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_amendment
    ADD CONSTRAINT meetings_amendment_minute_id_3cbebc85_fk_meetings_minute_id FOREIGN KEY (minute_id) REFERENCES public.meetings_minute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_attendance
    ADD CONSTRAINT meetings_attendance_meeting_id_296f48af_fk_meetings_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meetings_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_attendance
    ADD CONSTRAINT meetings_attendance_user_id_1f855404_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_broughtforward
    ADD CONSTRAINT meetings_broughtforw_family_id_240060ea_fk_families_ FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_broughtforward
    ADD CONSTRAINT meetings_broughtforw_given_back_from_id_c86a7b83_fk_meetings_ FOREIGN KEY (given_back_from_id) REFERENCES public.meetings_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_broughtforward
    ADD CONSTRAINT meetings_broughtforw_met_in_id_66d8febd_fk_meetings_ FOREIGN KEY (met_in_id) REFERENCES public.meetings_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_broughtforward
    ADD CONSTRAINT meetings_broughtforw_withdrawn_by_id_bb61e9d5_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_broughtforward
    ADD CONSTRAINT meetings_broughtforward_by_id_23e0bcf8_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_decision
    ADD CONSTRAINT meetings_decision_decided_by_id_581353a1_fk_access_user_id FOREIGN KEY (decided_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_decision
    ADD CONSTRAINT meetings_decision_discussion_id_c82c513a_fk_meetings_ FOREIGN KEY (discussion_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_decision
    ADD CONSTRAINT meetings_decision_drafted_by_id_691f1154_fk_access_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_decision
    ADD CONSTRAINT meetings_decision_written_by_id_45eecbd7_fk_access_user_id FOREIGN KEY (written_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_discussion
    ADD CONSTRAINT meetings_discussion_family_id_ea5787f3_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_discussion
    ADD CONSTRAINT meetings_discussion_meeting_id_b243ae0a_fk_meetings_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meetings_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_discussion
    ADD CONSTRAINT meetings_discussion_started_by_id_2f8045e9_fk_access_user_id FOREIGN KEY (started_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_hypothesis
    ADD CONSTRAINT meetings_hypothesis_family_id_052ba0cd_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_hypothesis
    ADD CONSTRAINT meetings_hypothesis_raised_by_id_8000df85_fk_access_user_id FOREIGN KEY (raised_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_hypothesis
    ADD CONSTRAINT meetings_hypothesis_raised_in_id_e65d2940_fk_meetings_ FOREIGN KEY (raised_in_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_hypothesis
    ADD CONSTRAINT meetings_hypothesis_written_by_id_79e28988_fk_access_user_id FOREIGN KEY (written_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_hypothesischange
    ADD CONSTRAINT meetings_hypothesisc_discussion_id_a2d15f2e_fk_meetings_ FOREIGN KEY (discussion_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_hypothesischange
    ADD CONSTRAINT meetings_hypothesisc_hypothesis_id_bcae92b4_fk_meetings_ FOREIGN KEY (hypothesis_id) REFERENCES public.meetings_hypothesis(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_hypothesischange
    ADD CONSTRAINT meetings_hypothesischange_by_id_5194ac95_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_closed_by_id_dab0b3f4_fk_access_user_id FOREIGN KEY (closed_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_opened_by_id_b8bb4249_fk_access_user_id FOREIGN KEY (opened_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_unit_id_b15bcfb2_fk_units_unit_id FOREIGN KEY (unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_written_by_id_8fe66f4a_fk_access_user_id FOREIGN KEY (written_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_minute
    ADD CONSTRAINT meetings_minute_discussion_id_a937afc5_fk_meetings_ FOREIGN KEY (discussion_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_passage
    ADD CONSTRAINT meetings_passage_discussion_id_8d54be78_fk_meetings_ FOREIGN KEY (discussion_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_passage
    ADD CONSTRAINT meetings_passage_written_by_id_fd3e7801_fk_access_user_id FOREIGN KEY (written_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_plannedconversation
    ADD CONSTRAINT meetings_plannedconv_discussion_id_32c9a096_fk_meetings_ FOREIGN KEY (discussion_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_plannedconversation
    ADD CONSTRAINT meetings_plannedconv_family_id_8d40ada6_fk_families_ FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_plannedconversation_people
    ADD CONSTRAINT meetings_plannedconv_person_id_08cd6c5d_fk_people_pe FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_plannedconversation
    ADD CONSTRAINT meetings_plannedconv_planned_by_id_346806e0_fk_access_us FOREIGN KEY (planned_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_plannedconversation_people
    ADD CONSTRAINT meetings_plannedconv_plannedconversation__c5d88f62_fk_meetings_ FOREIGN KEY (plannedconversation_id) REFERENCES public.meetings_plannedconversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_plannedconversation
    ADD CONSTRAINT meetings_plannedconv_reflect_id_b08a7de2_fk_access_us FOREIGN KEY (reflect_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_plannedconversation
    ADD CONSTRAINT meetings_plannedconv_tests_id_55ff101a_fk_meetings_ FOREIGN KEY (tests_id) REFERENCES public.meetings_hypothesis(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_plannedconversation
    ADD CONSTRAINT meetings_plannedconv_written_by_id_24e072cc_fk_access_us FOREIGN KEY (written_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_plannedconversation
    ADD CONSTRAINT meetings_plannedconversation_lead_id_c669cb71_fk_access_user_id FOREIGN KEY (lead_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_reopening
    ADD CONSTRAINT meetings_reopening_closed_by_id_f155ea85_fk_access_user_id FOREIGN KEY (closed_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_reopening
    ADD CONSTRAINT meetings_reopening_meeting_id_0d79a775_fk_meetings_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meetings_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_reopening
    ADD CONSTRAINT meetings_reopening_reopened_by_id_9e4426c6_fk_access_user_id FOREIGN KEY (reopened_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_revision
    ADD CONSTRAINT meetings_revision_written_by_id_2fa7af8d_fk_access_user_id FOREIGN KEY (written_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_step
    ADD CONSTRAINT meetings_step_by_id_84e0c4f0_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_step
    ADD CONSTRAINT meetings_step_conversation_id_c611e76d_fk_meetings_ FOREIGN KEY (conversation_id) REFERENCES public.meetings_plannedconversation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_step
    ADD CONSTRAINT meetings_step_discussion_id_fb3e9eef_fk_meetings_discussion_id FOREIGN KEY (discussion_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_step
    ADD CONSTRAINT meetings_step_owner_before_id_865939bf_fk_access_user_id FOREIGN KEY (owner_before_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_step
    ADD CONSTRAINT meetings_step_task_id_c984dc6e_fk_meetings_task_id FOREIGN KEY (task_id) REFERENCES public.meetings_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_step
    ADD CONSTRAINT meetings_step_undoes_id_2f82fb56_fk_meetings_step_id FOREIGN KEY (undoes_id) REFERENCES public.meetings_step(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_task
    ADD CONSTRAINT meetings_task_discussion_id_475dd6a3_fk_meetings_discussion_id FOREIGN KEY (discussion_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_task
    ADD CONSTRAINT meetings_task_family_id_9b4054ea_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_task
    ADD CONSTRAINT meetings_task_given_by_id_eaad2a18_fk_access_user_id FOREIGN KEY (given_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_task
    ADD CONSTRAINT meetings_task_owner_id_9decd101_fk_access_user_id FOREIGN KEY (owner_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_undoable
    ADD CONSTRAINT meetings_undoable_by_id_a483aec7_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_undoable
    ADD CONSTRAINT meetings_undoable_discussion_id_fdb4c706_fk_meetings_ FOREIGN KEY (discussion_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_undoable
    ADD CONSTRAINT meetings_undoable_family_id_8d9ba12d_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_undoable
    ADD CONSTRAINT meetings_undoable_meeting_id_4874c7f9_fk_meetings_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meetings_meeting(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_undoable
    ADD CONSTRAINT meetings_undoable_undone_by_id_d1bb1d40_fk_access_user_id FOREIGN KEY (undone_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_withdrawnminute
    ADD CONSTRAINT meetings_withdrawnmi_discussion_id_6705936c_fk_meetings_ FOREIGN KEY (discussion_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_withdrawnminute
    ADD CONSTRAINT meetings_withdrawnmi_reopening_id_f52a1c5a_fk_meetings_ FOREIGN KEY (reopening_id) REFERENCES public.meetings_reopening(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_digest
    ADD CONSTRAINT notices_digest_user_id_46ae254d_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_mailchoice
    ADD CONSTRAINT notices_mailchoice_user_id_42d4db78_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_actor_id_ca60cc62_fk_access_user_id FOREIGN KEY (actor_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_family_id_64148227_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_unit_id_42d9cfaa_fk_units_unit_id FOREIGN KEY (unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_seen
    ADD CONSTRAINT notices_seen_notice_id_b0dd6c1d_fk_notices_notice_id FOREIGN KEY (notice_id) REFERENCES public.notices_notice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_seen
    ADD CONSTRAINT notices_seen_user_id_a26b59d0_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.obligations_localrule
    ADD CONSTRAINT obligations_localrule_set_by_id_4089f4d6_fk_access_user_id FOREIGN KEY (set_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.obligations_obligation
    ADD CONSTRAINT obligations_obligati_involvement_id_9915078b_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.obligations_obligation
    ADD CONSTRAINT obligations_obligation_person_id_18581db1_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.obligations_variation
    ADD CONSTRAINT obligations_variatio_involvement_id_a0c6287b_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.obligations_variation
    ADD CONSTRAINT obligations_variatio_withdrawn_by_id_8672406f_fk_access_us FOREIGN KEY (withdrawn_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.obligations_variation
    ADD CONSTRAINT obligations_variation_person_id_862caee5_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.obligations_variation
    ADD CONSTRAINT obligations_variation_recorded_by_id_b4bf22a8_fk_access_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_address
    ADD CONSTRAINT people_address_noted_by_id_96bbc487_fk_access_user_id FOREIGN KEY (noted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_address
    ADD CONSTRAINT people_address_person_id_00997e7a_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_contact
    ADD CONSTRAINT people_contact_noted_by_id_15c690f9_fk_access_user_id FOREIGN KEY (noted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_contact
    ADD CONSTRAINT people_contact_person_id_f93134c8_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_identifier
    ADD CONSTRAINT people_identifier_noted_by_id_ba6e0078_fk_access_user_id FOREIGN KEY (noted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_identifier
    ADD CONSTRAINT people_identifier_person_id_f0bbceea_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_othername
    ADD CONSTRAINT people_othername_noted_by_id_8dab9837_fk_access_user_id FOREIGN KEY (noted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_othername
    ADD CONSTRAINT people_othername_person_id_1a566383_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_particular
    ADD CONSTRAINT people_particular_noted_by_id_cb8f0acf_fk_access_user_id FOREIGN KEY (noted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_particular
    ADD CONSTRAINT people_particular_person_id_54e928c2_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_safetywarning
    ADD CONSTRAINT people_safetywarning_noted_by_id_3f0e70ff_fk_access_user_id FOREIGN KEY (noted_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_safetywarning
    ADD CONSTRAINT people_safetywarning_person_id_6ce13455_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.practice_discussionrating
    ADD CONSTRAINT practice_discussionr_discussion_id_1da15da3_fk_meetings_ FOREIGN KEY (discussion_id) REFERENCES public.meetings_discussion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.practice_discussionrating
    ADD CONSTRAINT practice_discussionrating_by_id_5782ec86_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_entry
    ADD CONSTRAINT record_entry_by_id_9332463c_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_entry
    ADD CONSTRAINT record_entry_family_id_475082fc_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_entryamendment
    ADD CONSTRAINT record_entryamendment_by_id_11c85f00_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_entryamendment
    ADD CONSTRAINT record_entryamendment_entry_id_6d4447bb_fk_record_entry_id FOREIGN KEY (entry_id) REFERENCES public.record_entry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_hiddenfrom
    ADD CONSTRAINT record_hiddenfrom_entry_id_e14807a0_fk_record_entry_id FOREIGN KEY (entry_id) REFERENCES public.record_entry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_hiddenfrom
    ADD CONSTRAINT record_hiddenfrom_person_id_dad6d1e6_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_reader
    ADD CONSTRAINT record_reader_entry_id_293e8477_fk_record_entry_id FOREIGN KEY (entry_id) REFERENCES public.record_entry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_reader
    ADD CONSTRAINT record_reader_user_id_e362b14e_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_seen
    ADD CONSTRAINT record_seen_entry_id_67bf21dc_fk_record_entry_id FOREIGN KEY (entry_id) REFERENCES public.record_entry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_seen
    ADD CONSTRAINT record_seen_person_id_abafabdc_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_share
    ADD CONSTRAINT record_share_by_id_76f4eaf5_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_share
    ADD CONSTRAINT record_share_ended_by_id_b692f394_fk_access_user_id FOREIGN KEY (ended_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_share
    ADD CONSTRAINT record_share_family_id_342d8cd1_fk_families_family_id FOREIGN KEY (family_id) REFERENCES public.families_family(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_share
    ADD CONSTRAINT record_share_user_id_e5b36e75_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_sharedentry
    ADD CONSTRAINT record_sharedentry_entry_id_6a27a019_fk_record_entry_id FOREIGN KEY (entry_id) REFERENCES public.record_entry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.record_sharedentry
    ADD CONSTRAINT record_sharedentry_share_id_6dbd3f11_fk_record_share_id FOREIGN KEY (share_id) REFERENCES public.record_share(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_user_id_8146e70c_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_task
    ADD CONSTRAINT task_of_the_family_discussed FOREIGN KEY (discussion_id, family_id) REFERENCES public.meetings_discussion(id, family_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.transfers_pack
    ADD CONSTRAINT transfers_pack_made_by_id_ba2c2bb2_fk_access_user_id FOREIGN KEY (made_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.transfers_pack
    ADD CONSTRAINT transfers_pack_transfer_id_c1761bd7_fk_transfers_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.transfers_transfer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.transfers_step
    ADD CONSTRAINT transfers_step_by_id_5ae5ef57_fk_access_user_id FOREIGN KEY (by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.transfers_step
    ADD CONSTRAINT transfers_step_transfer_id_9d7f50d2_fk_transfers_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.transfers_transfer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.transfers_transfer
    ADD CONSTRAINT transfers_transfer_from_unit_id_ef88047c_fk_units_unit_id FOREIGN KEY (from_unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.transfers_transfer
    ADD CONSTRAINT transfers_transfer_involvement_id_1c54f364_fk_cases_inv FOREIGN KEY (involvement_id) REFERENCES public.cases_involvement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.transfers_transfer
    ADD CONSTRAINT transfers_transfer_to_unit_id_38c6c924_fk_units_unit_id FOREIGN KEY (to_unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_absence
    ADD CONSTRAINT units_absence_arranged_by_id_b6121a03_fk_access_user_id FOREIGN KEY (arranged_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_absence
    ADD CONSTRAINT units_absence_covered_by_id_be76b32e_fk_access_user_id FOREIGN KEY (covered_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_absence
    ADD CONSTRAINT units_absence_unit_id_0472d6aa_fk_units_unit_id FOREIGN KEY (unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_absence
    ADD CONSTRAINT units_absence_user_id_f739539b_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_deputy
    ADD CONSTRAINT units_deputy_named_by_id_f7671363_fk_access_user_id FOREIGN KEY (named_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_deputy
    ADD CONSTRAINT units_deputy_unit_id_0886519e_fk_units_unit_id FOREIGN KEY (unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_deputy
    ADD CONSTRAINT units_deputy_user_id_a07ad7bd_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_dutyturn
    ADD CONSTRAINT units_dutyturn_unit_id_1df0e208_fk_units_unit_id FOREIGN KEY (unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_post
    ADD CONSTRAINT units_post_unit_id_883e2ecc_fk_units_unit_id FOREIGN KEY (unit_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_postholding
    ADD CONSTRAINT units_postholding_post_id_1d091011_fk_units_post_id FOREIGN KEY (post_id) REFERENCES public.units_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_postholding
    ADD CONSTRAINT units_postholding_user_id_3e82f2c2_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.units_unit
    ADD CONSTRAINT units_unit_buddy_id_0f89a987_fk_units_unit_id FOREIGN KEY (buddy_id) REFERENCES public.units_unit(id) DEFERRABLE INITIALLY DEFERRED;
INSERT INTO public.django_migrations (app, name, applied) VALUES
    ('access', '0001_initial', now()),
    ('access', '0002_who_may_see_what', now()),
    ('access', '0003_when_a_link_was_sent', now()),
    ('access', '0004_homes_and_lists', now()),
    ('access', '0005_grave_changes', now()),
    ('access', '0006_opened_by_front_door', now()),
    ('access', '0007_why_a_restriction_is_lifted', now()),
    ('access', '0008_form_of_links', now()),
    ('access', '0009_event_families', now()),
    ('access', '0010_access_grants', now()),
    ('access', '0011_kinds_of_staffing', now()),
    ('access', '0012_how_it_is_said', now()),
    ('access', '0013_returns_to_a_unit', now()),
    ('access', '0014_how_families_are_helped', now()),
    ('access', '0015_approvals_go_up', now()),
    ('access', '0016_families_move', now()),
    ('account', '0001_initial', now()),
    ('account', '0002_email_max_length', now()),
    ('account', '0003_alter_emailaddress_create_unique_verified_email', now()),
    ('account', '0004_alter_emailaddress_drop_unique_email', now()),
    ('account', '0005_emailaddress_idx_upper_email', now()),
    ('account', '0006_emailaddress_lower', now()),
    ('account', '0007_emailaddress_idx_email', now()),
    ('account', '0008_emailaddress_unique_primary_email_fixup', now()),
    ('account', '0009_emailaddress_unique_primary_email', now()),
    ('approvals', '0001_approvals', now()),
    ('auth', '0001_initial', now()),
    ('auth', '0002_alter_permission_name_max_length', now()),
    ('auth', '0003_alter_user_email_max_length', now()),
    ('auth', '0004_alter_user_username_opts', now()),
    ('auth', '0005_alter_user_last_login_null', now()),
    ('auth', '0006_require_contenttypes_0002', now()),
    ('auth', '0007_alter_validators_add_error_messages', now()),
    ('auth', '0008_alter_user_username_max_length', now()),
    ('auth', '0009_alter_user_last_name_max_length', now()),
    ('auth', '0010_alter_group_name_max_length', now()),
    ('auth', '0011_update_proxy_permissions', now()),
    ('auth', '0012_alter_user_first_name_max_length', now()),
    ('authority', '0001_setup_key', now()),
    ('axes', '0001_initial', now()),
    ('axes', '0002_auto_20151217_2044', now()),
    ('axes', '0003_auto_20160322_0929', now()),
    ('axes', '0004_auto_20181024_1538', now()),
    ('axes', '0005_remove_accessattempt_trusted', now()),
    ('axes', '0006_remove_accesslog_trusted', now()),
    ('axes', '0007_alter_accessattempt_unique_together', now()),
    ('axes', '0008_accessfailurelog', now()),
    ('axes', '0009_add_session_hash', now()),
    ('axes', '0010_accessattemptexpiration', now()),
    ('calendars', '0001_feeds_by_private_address', now()),
    ('cases', '0001_initial', now()),
    ('cases', '0002_initial', now()),
    ('cases', '0003_statuses', now()),
    ('cases', '0004_find_people', now()),
    ('cases', '0005_merging', now()),
    ('cases', '0006_known_kinds', now()),
    ('cases', '0007_grave_changes', now()),
    ('cases', '0008_how_it_is_said', now()),
    ('cases', '0009_legal_statuses', now()),
    ('cases', '0010_roles_with_a_family', now()),
    ('cases', '0011_decisions_level_and_panel', now()),
    ('cases', '0012_dates_of_meetings_arranged', now()),
    ('cases', '0013_closing_says_more', now()),
    ('children', '0001_facts', now()),
    ('children', '0002_from_decisions', now()),
    ('children', '0003_moves_between_authorities', now()),
    ('contenttypes', '0001_initial', now()),
    ('contenttypes', '0002_remove_content_type_name', now()),
    ('evaluation', '0001_studies', now()),
    ('evaluation', '0002_how_it_is_said', now()),
    ('families', '0001_initial', now()),
    ('families', '0002_initial', now()),
    ('families', '0003_who_is_related', now()),
    ('families', '0004_network', now()),
    ('families', '0005_drawing_it_live', now()),
    ('families', '0006_found_by', now()),
    ('families', '0007_known_kinds', now()),
    ('families', '0008_change_sets', now()),
    ('families', '0009_confidential_places', now()),
    ('families', '0010_how_it_is_said', now()),
    ('formal_meetings', '0001_meetings_with_others', now()),
    ('front_door', '0001_the_way_in', now()),
    ('meetings', '0001_initial', now()),
    ('meetings', '0002_belongs_to_the_family_discussed', now()),
    ('meetings', '0003_closing_waits_for_writing', now()),
    ('meetings', '0004_an_empty_hypothesis_may_go', now()),
    ('meetings', '0005_known_kinds', now()),
    ('meetings', '0006_undoing_a_closing', now()),
    ('meetings', '0007_steps_stay', now()),
    ('meetings', '0008_each_pause_is_kept', now()),
    ('meetings', '0009_undo_takes_steps_back', now()),
    ('meetings', '0010_what_can_be_taken_back', now()),
    ('meetings', '0011_tasks_reworded', now()),
    ('meetings', '0012_what_was_brought_may_be_withdrawn', now()),
    ('meetings', '0013_how_it_is_said', now()),
    ('mfa', '0001_initial', now()),
    ('mfa', '0002_authenticator_timestamps', now()),
    ('mfa', '0003_authenticator_type_uniq', now()),
    ('notices', '0001_what_is_told', now()),
    ('notices', '0002_left_unread', now()),
    ('obligations', '0001_what_is_due', now()),
    ('obligations', '0002_local_periods', now()),
    ('people', '0001_initial', now()),
    ('people', '0002_particulars', now()),
    ('people', '0003_found_by', now()),
    ('people', '0004_known_kinds', now()),
    ('people', '0005_how_it_is_said', now()),
    ('people', '0006_due_in_a_month', now()),
    ('pghistory', '0001_initial', now()),
    ('pghistory', '0002_aggregateevent', now()),
    ('pghistory', '0003_auto_20201023_1636', now()),
    ('pghistory', '0004_auto_20220906_1625', now()),
    ('pghistory', '0005_events_middlewareevents', now()),
    ('pghistory', '0006_delete_aggregateevent', now()),
    ('pghistory', '0007_auto_20250421_0444', now()),
    ('practice', '0001_initial', now()),
    ('practice', '0002_known_kinds', now()),
    ('practice', '0003_how_it_is_said', now()),
    ('record', '0001_entries', now()),
    ('record', '0002_known_kinds', now()),
    ('record', '0003_the_right_time_of_an_entry', now()),
    ('record', '0004_why_sharing_ended', now()),
    ('record', '0005_how_it_is_said', now()),
    ('sessions', '0001_initial', now()),
    ('socialaccount', '0001_initial', now()),
    ('socialaccount', '0002_token_max_lengths', now()),
    ('socialaccount', '0003_extra_data_default_dict', now()),
    ('socialaccount', '0004_app_provider_id_settings', now()),
    ('socialaccount', '0005_socialtoken_nullable_app', now()),
    ('socialaccount', '0006_alter_socialaccount_extra_data', now()),
    ('transfers', '0001_families_on_their_way', now()),
    ('units', '0001_initial', now()),
    ('units', '0002_who_may_see_what', now()),
    ('units', '0003_absences_and_duty', now()),
    ('units', '0004_shapes_and_rhythm', now()),
    ('units', '0005_when_a_unit_is_there', now());
