-- Whom to tell of a contact about somebody who may be in a family that is hidden from whoever takes it: the guardians.
-- It says nothing of which family, and to the person who asks nothing is shown. All the words of a name are among the
-- words of somebody's names; where both dates of birth are known, they are the same.
CREATE OR REPLACE FUNCTION kinwork_guardians_of_namesakes(called text[], born date[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT DISTINCT r.guardian_id
    FROM unnest(called, born) AS said (name, born)
    CROSS JOIN LATERAL (SELECT array_agg(DISTINCT w) AS words FROM kinwork_words(said.name) w) typed
    JOIN access_restriction r ON r.lifted_at IS NULL AND r.family_id = ANY (kinwork_hidden_families())
    JOIN families_familymember m ON m.family_id = r.family_id AND NOT m.taken_back
    JOIN people_person p ON p.id = m.person_id
    WHERE cardinality(typed.words) > 1
      AND (said.born IS NULL OR p.born_on IS NULL OR p.born_on = said.born)
      AND typed.words <@ ARRAY(
          SELECT w FROM kinwork_words(concat_ws(' ', p.given_name, p.family_name)) w
          UNION SELECT w FROM people_othername o, kinwork_words(concat_ws(' ', o.given_name, o.family_name)) w
          WHERE o.person_id = p.id AND NOT o.is_mistaken)
$$;

REVOKE ALL ON FUNCTION kinwork_guardians_of_namesakes(text[], date[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_guardians_of_namesakes(text[], date[]) TO kinwork_app;
