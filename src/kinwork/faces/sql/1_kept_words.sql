-- Words as they are compared: small letters and figures with one space between, however they were typed.
CREATE OR REPLACE FUNCTION kinwork_bare_words(said text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$
    SELECT trim(regexp_replace(lower(normalize(
        regexp_replace(said, '[\u00AD\u200B-\u200F\u2060\uFEFF]', '', 'g'), NFKC)), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- These two gave less back before.
DROP FUNCTION IF EXISTS kinwork_words_kept_from(bigint, bigint, text[]);
DROP FUNCTION IF EXISTS kinwork_kept_from(bigint, bigint);

-- Everything in a family's record that is kept from one of its people, or from everybody but named staff. What is
-- marked as whole counts only as a whole (a postcode). ``ref``: the row of which it is known whether whoever asks sees
-- it; none where they are not to learn it here anyhow. What is quiet is given back to nobody.
CREATE OR REPLACE FUNCTION kinwork_kept_from(family bigint, who bigint)
RETURNS TABLE (said text, is_whole boolean, ref text, is_quiet boolean) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH same AS MATERIALIZED (  -- records that were ever taken for one person's count as one
        SELECT who AS id
        UNION SELECT dropped_id FROM cases_merging WHERE kept_id = who
        UNION SELECT kept_id FROM cases_merging WHERE dropped_id = who
    ), entries AS MATERIALIZED (
        SELECT e.id, 'entry:' || e.id AS ref, e.text, e.place, e.said_by, e.present, e.not_seen_because, e.why_limited
        FROM record_entry e WHERE e.family_id = family AND (e.is_limited OR EXISTS (
            SELECT 1 FROM record_hiddenfrom h WHERE h.entry_id = e.id AND h.person_id IN (SELECT id FROM same)))
    ), plans AS MATERIALIZED (
        SELECT p.id, p.for_staff FROM plans_plan p JOIN cases_involvement i ON i.id = p.involvement_id
        WHERE i.family_id = family
    ), aims AS MATERIALIZED (
        SELECT a.id, a.words, a.is_for_staff OR EXISTS (
            SELECT 1 FROM plans_aimkeptfrom k WHERE k.aim_id = a.id AND k.person_id IN (SELECT id FROM same)) AS is_kept
        FROM plans_aim a WHERE a.plan_id IN (SELECT id FROM plans)
    ), hiding AS MATERIALIZED (  -- whose address must not become known; of a child who was adopted, the new home's
        SELECT a.person_id, a.lines, a.postcode FROM people_address a
        JOIN families_familymember m ON m.person_id = a.person_id WHERE m.family_id = family AND a.is_confidential
        UNION SELECT a.person_id, a.lines, a.postcode FROM children_sealing s
        JOIN families_familymember m ON m.person_id = s.person_id AND m.family_id = family
        LEFT JOIN children_adopterhousehold h ON h.id = s.household_id
        JOIN people_address a ON a.person_id IN (s.adopted_as_id, h.first_id, h.second_id)
        WHERE s.lifted_at IS NULL
    )
    SELECT text, false, ref, false FROM entries
    UNION ALL SELECT said, false, ref, true FROM entries, unnest(ARRAY[place, said_by, present]) said
    UNION ALL SELECT said, false, ref, false FROM entries, unnest(ARRAY[not_seen_because, why_limited]) said
    UNION ALL SELECT m.text, false, e.ref, false FROM record_entryamendment m JOIN entries e ON e.id = m.entry_id
    UNION ALL SELECT n.because, false, e.ref, false FROM record_notseen n JOIN entries e ON e.id = n.entry_id
    UNION ALL SELECT f.caption, false, e.ref, false FROM record_attachment f JOIN entries e ON e.id = f.entry_id
    UNION ALL SELECT f.name, false, e.ref, true FROM record_attachment f JOIN entries e ON e.id = f.entry_id
    UNION ALL SELECT for_staff, false, 'plan:' || id, false FROM plans
    UNION ALL SELECT words, false, 'aim:' || id, false FROM aims WHERE is_kept
    UNION ALL SELECT t.what, false, 'step:' || s.id, false FROM plans_planstep s JOIN aims a ON a.id = s.aim_id
        JOIN meetings_task t ON t.id = s.task_id WHERE s.taken_out_at IS NULL AND (s.is_for_staff OR a.is_kept)
    -- what was said about a face that is not theirs
    UNION ALL SELECT c.text, false, 'comment:' || c.id, false FROM faces_facecomment c JOIN faces_face f ON f.id = c.face_id
        JOIN cases_involvement i ON i.id = f.involvement_id
        WHERE i.family_id = family AND f.person_id NOT IN (SELECT id FROM same)
    -- what a child wrote on their own page, and others are not to read
    UNION ALL SELECT said, false, 'own:' || o.id, false FROM faces_ownwords o, unnest(ARRAY[o.text, o.title]) said
        WHERE o.family_id = family AND NOT o.for_others AND o.person_id NOT IN (SELECT id FROM same)
    -- where somebody else lives, if that must not become known
    UNION ALL SELECT said, true, NULL, true FROM hiding, unnest(ARRAY[postcode, split_part(lines, E'\n', 1)]) said
        WHERE person_id NOT IN (SELECT id FROM same)
$$;

-- Which of those rows whoever asks sees: with their own rights, behind the same walls as everywhere.
CREATE OR REPLACE FUNCTION kinwork_refs_in_sight(family bigint) RETURNS text[] LANGUAGE sql STABLE
AS $$
    SELECT ARRAY(
        SELECT 'entry:' || e.id FROM record_entry e WHERE e.family_id = family
        UNION ALL SELECT 'plan:' || p.id FROM plans_plan p JOIN cases_involvement i ON i.id = p.involvement_id
            WHERE i.family_id = family
        UNION ALL SELECT 'aim:' || a.id FROM plans_aim a JOIN plans_plan p ON p.id = a.plan_id
            JOIN cases_involvement i ON i.id = p.involvement_id WHERE i.family_id = family
        UNION ALL SELECT 'step:' || s.id FROM plans_planstep s JOIN meetings_task t ON t.id = s.task_id
            JOIN plans_aim a ON a.id = s.aim_id JOIN plans_plan p ON p.id = a.plan_id
            JOIN cases_involvement i ON i.id = p.involvement_id WHERE i.family_id = family
        UNION ALL SELECT 'comment:' || c.id FROM faces_facecomment c JOIN faces_face f ON f.id = c.face_id
            JOIN cases_involvement i ON i.id = f.involvement_id WHERE i.family_id = family
        UNION ALL SELECT 'own:' || o.id FROM faces_ownwords o WHERE o.family_id = family
    )
$$;

-- Of each of several texts, whether something in it stands in something that is kept from a person: six words in a row,
-- a whole sentence of four or five, a whole address; whether any of that comes from a row that is not in sight; and
-- words of it, only where all of it is in sight and none of it quiet. It gives only what was in the text.
CREATE OR REPLACE FUNCTION kinwork_words_kept_from(family bigint, who bigint, texts text[], in_sight text[])
RETURNS TABLE (n bigint, is_kept boolean, is_out_of_sight boolean, words text) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH kept AS MATERIALIZED (  -- 2: not in sight, 1: quiet, 0: may be said back
        SELECT k.said, k.is_whole, ' ' || kinwork_bare_words(k.said) || ' ' AS words,
            CASE WHEN k.ref IS NULL OR k.ref <> ALL (in_sight) THEN 2 WHEN k.is_quiet THEN 1 ELSE 0 END AS how
        FROM kinwork_kept_from(family, who) k WHERE k.said <> ''
    ), wholes AS MATERIALIZED (
        SELECT kept.words, kept.how FROM kept WHERE is_whole AND length(kept.words) > 6
        UNION SELECT ' ' || kinwork_bare_words(piece) || ' ', kept.how
        FROM kept, regexp_split_to_table(said, '[.!?;\n]+') piece
        WHERE NOT is_whole AND array_length(string_to_array(kinwork_bare_words(piece), ' '), 1) BETWEEN 4 AND 5
    ), asked AS MATERIALIZED (
        SELECT a.n, ' ' || kinwork_bare_words(a.said) || ' ' AS words, string_to_array(kinwork_bare_words(a.said), ' ') AS w
        FROM unnest(texts) WITH ORDINALITY a (said, n)
    ), runs AS MATERIALIZED (
        SELECT asked.n, array_to_string(asked.w[i:i + 5], ' ') AS words
        FROM asked, generate_series(1, array_length(asked.w, 1) - 5) i
    ), hits AS MATERIALIZED (
        SELECT asked.n, wholes.how, trim(wholes.words) AS words
        FROM asked JOIN wholes ON strpos(asked.words, wholes.words) > 0
        UNION ALL SELECT runs.n, kept.how, runs.words
        FROM runs JOIN kept ON NOT kept.is_whole AND strpos(kept.words, ' ' || runs.words || ' ') > 0
    ), found AS (
        SELECT hits.n, max(hits.how) AS how, (array_agg(hits.words))[1] AS words FROM hits GROUP BY hits.n
    )
    SELECT asked.n, found.how IS NOT NULL, coalesce(found.how = 2, false),
        CASE WHEN found.how = 0 THEN found.words ELSE '' END
    FROM asked LEFT JOIN found USING (n)
$$;

REVOKE ALL ON FUNCTION kinwork_kept_from(bigint, bigint),
    kinwork_words_kept_from(bigint, bigint, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_words_kept_from(bigint, bigint, text[], text[]) TO kinwork_app;
