-- Words as they are compared: small letters and figures with one space between, however they were typed.
CREATE OR REPLACE FUNCTION kinwork_bare_words(said text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$
    SELECT trim(regexp_replace(lower(normalize(
        regexp_replace(said, '[\u00AD\u200B-\u200F\u2060\uFEFF]', '', 'g'), NFKC)), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- Everything in a family's record that is kept from one of its people, or from everybody but named staff. What is
-- marked as whole counts only as a whole (a postcode).
CREATE OR REPLACE FUNCTION kinwork_kept_from(family bigint, who bigint)
RETURNS TABLE (said text, is_whole boolean) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH same AS MATERIALIZED (  -- records that were ever taken for one person's count as one
        SELECT who AS id
        UNION SELECT dropped_id FROM cases_merging WHERE kept_id = who
        UNION SELECT kept_id FROM cases_merging WHERE dropped_id = who
    ), entries AS MATERIALIZED (
        SELECT e.id, e.text, e.place, e.said_by FROM record_entry e WHERE e.family_id = family AND (e.is_limited OR EXISTS (
            SELECT 1 FROM record_hiddenfrom h WHERE h.entry_id = e.id AND h.person_id IN (SELECT id FROM same)))
    ), plans AS MATERIALIZED (
        SELECT p.id, p.for_staff FROM plans_plan p JOIN cases_involvement i ON i.id = p.involvement_id
        WHERE i.family_id = family
    ), aims AS MATERIALIZED (
        SELECT a.id, a.words, a.is_for_staff OR EXISTS (
            SELECT 1 FROM plans_aimkeptfrom k WHERE k.aim_id = a.id AND k.person_id IN (SELECT id FROM same)) AS is_kept
        FROM plans_aim a WHERE a.plan_id IN (SELECT id FROM plans)
    )
    SELECT text, false FROM entries
    UNION ALL SELECT place, false FROM entries
    UNION ALL SELECT m.text, false FROM record_entryamendment m WHERE m.entry_id IN (SELECT id FROM entries)
    UNION ALL SELECT for_staff, false FROM plans
    UNION ALL SELECT words, false FROM aims WHERE is_kept
    UNION ALL SELECT t.what, false FROM plans_planstep s JOIN aims a ON a.id = s.aim_id JOIN meetings_task t ON t.id = s.task_id
        WHERE s.taken_out_at IS NULL AND (s.is_for_staff OR a.is_kept)
    -- what was said about a face that is not theirs
    UNION ALL SELECT c.text, false FROM faces_facecomment c JOIN faces_face f ON f.id = c.face_id
        JOIN cases_involvement i ON i.id = f.involvement_id
        WHERE i.family_id = family AND f.person_id NOT IN (SELECT id FROM same)
    -- where somebody else lives, if that must not become known
    UNION ALL SELECT a.postcode, true FROM people_address a JOIN families_familymember m ON m.person_id = a.person_id
        WHERE m.family_id = family AND a.is_confidential AND a.person_id NOT IN (SELECT id FROM same)
    UNION ALL SELECT split_part(a.lines, E'\n', 1), true FROM people_address a
        JOIN families_familymember m ON m.person_id = a.person_id
        WHERE m.family_id = family AND a.is_confidential AND a.person_id NOT IN (SELECT id FROM same)
$$;

-- Of each of several texts, words in it that stand in something that is kept from a person: six in a row, a whole
-- sentence of four or five, a whole address. Empty where there are none. It gives only what was in the text.
CREATE OR REPLACE FUNCTION kinwork_words_kept_from(family bigint, who bigint, texts text[])
RETURNS TABLE (n bigint, words text) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH kept AS MATERIALIZED (
        SELECT k.said, k.is_whole, ' ' || kinwork_bare_words(k.said) || ' ' AS words
        FROM kinwork_kept_from(family, who) k WHERE k.said <> ''
    ), wholes AS MATERIALIZED (
        SELECT kept.words FROM kept WHERE is_whole AND length(kept.words) > 6
        UNION SELECT ' ' || kinwork_bare_words(piece) || ' ' FROM kept, regexp_split_to_table(said, '[.!?;\n]+') piece
        WHERE NOT is_whole AND array_length(string_to_array(kinwork_bare_words(piece), ' '), 1) BETWEEN 4 AND 5
    ), asked AS MATERIALIZED (
        SELECT a.n, ' ' || kinwork_bare_words(a.said) || ' ' AS words, string_to_array(kinwork_bare_words(a.said), ' ') AS w
        FROM unnest(texts) WITH ORDINALITY a (said, n)
    )
    SELECT asked.n, coalesce((
        SELECT trim(wholes.words) FROM wholes WHERE strpos(asked.words, wholes.words) > 0 LIMIT 1
    ), (
        SELECT array_to_string(asked.w[i:i + 5], ' ')
        FROM generate_series(1, array_length(asked.w, 1) - 5) i
        WHERE EXISTS (SELECT 1 FROM kept WHERE NOT kept.is_whole
                      AND strpos(kept.words, ' ' || array_to_string(asked.w[i:i + 5], ' ') || ' ') > 0)
        LIMIT 1
    ), '') FROM asked
$$;

REVOKE ALL ON FUNCTION kinwork_kept_from(bigint, bigint),
    kinwork_words_kept_from(bigint, bigint, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_words_kept_from(bigint, bigint, text[]) TO kinwork_app;
