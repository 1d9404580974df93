-- The chain of the audit log (operations/audit_chain.py walks it), and what may be asked of it.

-- What an event is fingerprinted by: everything that it says. The walk (audit_chain.py) puts it together by itself.
CREATE OR REPLACE FUNCTION kinwork_audit_text(e access_auditevent) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT jsonb_build_array(2, e.id, extract(epoch FROM e.at), e.actor_id, e.verb, e.family_id, e.object_type,
        e.object_id, e.policy, e.opening_id, e.address::text, e.words)::text $$;

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
    FROM access_auditevent e LEFT JOIN access_auditeventfamilies s ON s.event_id = e.id WHERE e.id = event;
END
$$;

-- Which families stood on lists: as far as the person who asks may know of them. The table itself nobody reads.
CREATE OR REPLACE FUNCTION kinwork_shown(events bigint[]) RETURNS TABLE (event_id bigint, family_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.event_id, f.id FROM access_auditeventfamilies s, unnest(s.family_ids) f (id)
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
    FROM access_auditeventfamilies s JOIN access_auditevent e ON e.id = s.event_id
    WHERE s.family_ids @> ARRAY[family] AND family <> ALL (kinwork_hidden_families())
    GROUP BY e.actor_id, (e.at AT TIME ZONE 'Europe/London')::date
$$;

-- Whether the person who asks found this record by an emergency search since then.
CREATE OR REPLACE FUNCTION kinwork_found_by_me(family bigint, since timestamptz) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (SELECT 1 FROM access_auditevent
                   WHERE family_id = family AND actor_id = kinwork_user() AND at > since
                     AND verb = 'found in emergency')
$$;

REVOKE ALL ON FUNCTION kinwork_link_audit(bigint), kinwork_shown(bigint[]), kinwork_lists_with(bigint),
    kinwork_found_by_me(bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_link_audit(bigint), kinwork_shown(bigint[]), kinwork_lists_with(bigint),
    kinwork_found_by_me(bigint, timestamptz) TO kinwork_app;
