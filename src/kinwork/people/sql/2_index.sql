-- The index that people are found by (people/indexing.py says what stands in it).

-- A word that goes with the person is not also that of a family.
CREATE OR REPLACE FUNCTION kinwork_name_words(ids bigint[])
RETURNS TABLE (person_id bigint, word text, family_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
    WITH said AS (
        SELECT DISTINCT n.person_id, left(w, 40) AS word, n.family_id FROM (
    SELECT id AS person_id, given_name || ' ' || family_name AS name, 0::bigint AS family_id
    FROM people_person WHERE id = ANY (ids)
    UNION ALL
    SELECT person_id, given_name || ' ' || family_name, coalesce(family_id, 0)
    FROM people_othername WHERE person_id = ANY (ids) AND NOT is_mistaken
) n, kinwork_words(n.name) w
    )
    SELECT * FROM said s WHERE family_id = 0 OR NOT EXISTS (
        SELECT 1 FROM said o WHERE o.person_id = s.person_id AND o.word = s.word AND o.family_id = 0)
$$;

CREATE OR REPLACE FUNCTION kinwork_addresses(ids bigint[])
RETURNS TABLE (person_id bigint, words text[], postcode text, kind text, family_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
    SELECT person_id, string_to_array(kinwork_fold(lines), ' '), lower(postcode),
           CASE WHEN is_confidential THEN 'c' ELSE '' END, coalesce(family_id, 0)
    FROM people_address WHERE person_id = ANY (ids) AND NOT is_mistaken
$$;

-- Everything by which these people may be looked for. Of a name the first eight words are paired; words with which
-- nobody begins to say where somebody lives begin no address.
CREATE OR REPLACE FUNCTION kinwork_terms(ids bigint[]) RETURNS TABLE (person_id bigint, term text, family_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
    WITH word AS MATERIALIZED (
        SELECT x.*, v.sounds, row_number() OVER (PARTITION BY x.person_id ORDER BY x.family_id, x.word COLLATE "C") AS n
        FROM kinwork_name_words(ids) x JOIN people_word v ON v.word = x.word COLLATE "C"
    ), pair AS MATERIALIZED (
        SELECT a.person_id, a.word AS one, b.word AS other, a.sounds AS heard, b.sounds AS heard_too,
               greatest(a.family_id, b.family_id) AS family_id
        FROM word a JOIN word b ON b.person_id = a.person_id AND b.n > a.n AND b.word <> a.word
        WHERE b.n <= 8 AND (a.family_id = b.family_id OR 0 IN (a.family_id, b.family_id))
    ), address AS MATERIALIZED (
        SELECT * FROM kinwork_addresses(ids)
    )
    SELECT person_id, 'n ' || word, family_id FROM word
    UNION
    SELECT person_id, unnest(ARRAY['p ' || one || ' ' || other, 'p ' || other || ' ' || one]), family_id FROM pair
    UNION
    SELECT person_id, 's ' || least(x, y COLLATE "C") || ' ' || greatest(x, y COLLATE "C"), family_id
    FROM pair, unnest(heard) x, unnest(heard_too) y
    UNION
    SELECT id, 'b ' || to_char(born_on, 'YYYY-MM-DD'), 0 FROM people_person
    WHERE id = ANY (ids) AND born_on IS NOT NULL AND born_kind IN ('exact', 'expected') AND NOT due_month_only
    UNION
    SELECT w.person_id, 'd ' || to_char(p.born_on, 'YYYY-MM-DD') || ' ' || w.word, w.family_id
    FROM word w JOIN people_person p ON p.id = w.person_id
    WHERE p.born_on IS NOT NULL AND p.born_kind IN ('exact', 'expected') AND NOT p.due_month_only
    UNION
    SELECT person_id, 'b ' || code, coalesce(family_id, 0) FROM people_particular
    WHERE person_id = ANY (ids) AND NOT is_mistaken AND what = 'born' AND length(code) = 10
    UNION
    SELECT person_id, CASE kind WHEN 'nhs' THEN 'h ' ELSE 'u ' END || replace(kinwork_fold(value), ' ', ''),
           coalesce(family_id, 0)
    FROM people_identifier WHERE person_id = ANY (ids) AND NOT is_mistaken
    UNION
    SELECT person_id, 'u ' || CASE WHEN position('@' IN value) > 0 THEN lower(btrim(value)) ELSE
               regexp_replace(regexp_replace(value, '^\s*(\+|00)44\s*(\(0\))?', '0'), '[^0-9]', '', 'g') END,
           coalesce(family_id, 0)
    FROM people_contact WHERE person_id = ANY (ids) AND NOT is_mistaken
      AND (position('@' IN value) > 0 OR length(regexp_replace(value, '[^0-9]', '', 'g')) >= 7)
    UNION
    SELECT person_id, kind || 'z ' || postcode, family_id FROM address WHERE postcode <> ''
    UNION
    SELECT person_id, kind || 'a ' || left(array_to_string(words[n:], ' '), 48), family_id
    FROM address, generate_series(1, least(cardinality(words), 6)) n
    WHERE words[n] <> ALL (ARRAY[
        'road', 'rd', 'street', 'st', 'lane', 'ln', 'avenue', 'ave', 'close', 'drive', 'court', 'way',
        'place', 'house', 'gardens', 'terrace', 'crescent', 'square', 'the', 'of', 'and'
    ])
$$;

CREATE OR REPLACE FUNCTION kinwork_learn(words text[]) RETURNS void LANGUAGE sql VOLATILE
SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO people_word (word, sounds, near)
    SELECT w, coalesce(kinwork_sounds(w), '{}'), kinwork_near(w)
    FROM (SELECT DISTINCT w COLLATE "C" AS w FROM unnest(words) w WHERE w <> '') x
    WHERE NOT EXISTS (SELECT 1 FROM people_word known WHERE known.word = x.w)
    ORDER BY w  -- two who add the same words wait for each other in the same order
    ON CONFLICT DO NOTHING
$$;

-- Puts the index right for these people: what is not so any more goes, what is missing comes.
CREATE OR REPLACE FUNCTION kinwork_index_people(ids bigint[]) RETURNS void LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    PERFORM kinwork_learn(ARRAY(
        SELECT word FROM kinwork_name_words(ids)
        UNION SELECT left(w, 40) FROM kinwork_addresses(ids), unnest(words) w WHERE w ~ '^[^0-9]{4}'));
    WITH wanted AS MATERIALIZED (
        SELECT * FROM kinwork_terms(ids)
    ), gone AS (
        DELETE FROM people_term t WHERE t.person_id = ANY (ids)
        AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.person_id = t.person_id AND w.term = t.term COLLATE "C"
                        AND w.family_id = t.family_id)
    )
    INSERT INTO people_term (person_id, term, family_id) SELECT person_id, term, family_id FROM wanted
    ON CONFLICT DO NOTHING;
END
$$;

REVOKE ALL ON FUNCTION kinwork_learn(text[]), kinwork_index_people(bigint[]) FROM PUBLIC;
