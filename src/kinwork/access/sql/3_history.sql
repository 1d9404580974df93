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

REVOKE ALL ON FUNCTION kinwork_changed_by(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_changed_by(uuid) TO kinwork_app;
