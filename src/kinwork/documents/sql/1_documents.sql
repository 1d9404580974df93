-- Whether a document is about a child whose record is sealed from the person who asks.
CREATE OR REPLACE FUNCTION kinwork_document_of_sealed(which bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM documents_documentchild c WHERE c.document_id = which AND c.person_id = ANY (kinwork_sealed()))
$$;

-- Of whom nobody knows but those on the list of a restricted family, as whoever is on no list has it: what is composed
-- for everybody who may open one family holds nobody from another. That one family's own people are there.
CREATE OR REPLACE FUNCTION kinwork_people_hidden_but(family bigint) RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH hidden AS (SELECT unnest(array_remove(kinwork_hidden_families(), family)) AS family_id)
    SELECT coalesce(array_agg(DISTINCT m.person_id), '{}')
    FROM hidden JOIN families_familymember m USING (family_id)
    WHERE NOT EXISTS (
        SELECT 1 FROM families_familymember o
        WHERE o.person_id = m.person_id AND o.family_id NOT IN (SELECT family_id FROM hidden))
$$;

REVOKE ALL ON FUNCTION kinwork_document_of_sealed(bigint), kinwork_people_hidden_but(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_document_of_sealed(bigint), kinwork_people_hidden_but(bigint) TO kinwork_app;
