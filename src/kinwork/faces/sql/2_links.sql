-- Which link an address opens, and as whom it is asked: of no family is anything known before that.
CREATE OR REPLACE FUNCTION kinwork_link_by(hash text) RETURNS TABLE (id bigint, by_id bigint) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT l.id, l.by_id FROM faces_link l WHERE l.token_hash = hash $$;

REVOKE ALL ON FUNCTION kinwork_link_by(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_link_by(text) TO kinwork_app;
