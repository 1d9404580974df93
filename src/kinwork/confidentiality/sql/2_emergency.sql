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

REVOKE ALL ON FUNCTION kinwork_find_in_emergency(text, text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_find_in_emergency(text, text, date) TO kinwork_app;
