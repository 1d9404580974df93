-- What is like each word that was typed: itself, folded ("is"), how it sounds ("key"), and the words by which somebody
-- may be found that begin like it, sound like it, or are a slip away. Limits count only what those who ask may know of:
-- hidden people change nothing, not even what is left out. Whether somebody is found by a word is not asked as EXISTS:
-- PostgreSQL would join all words with all terms, where it should look at a handful.
DROP FUNCTION IF EXISTS kinwork_words_like(text[]);
CREATE OR REPLACE FUNCTION kinwork_words_like(typed text[])
RETURNS TABLE (place int, asked text, word text, how text) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off SET enable_seqscan = off AS $$
DECLARE
    people bigint[] := kinwork_hidden_persons() || kinwork_sealed();
    families bigint[] := kinwork_hidden();
    one text;
    n int := 0;
    heard text[];
    slips int[];
BEGIN
    FOREACH one IN ARRAY string_to_array(kinwork_fold(array_to_string(typed, ' ')), ' ') LOOP
        n := n + 1;
        CONTINUE WHEN one = '' OR n > 12;
        heard := kinwork_sounds(one);
        slips := kinwork_near(one);
        RETURN QUERY SELECT n, one, one, 'is';
        RETURN QUERY SELECT n, one, k, 'key' FROM unnest(heard) k;
        CONTINUE WHEN one ~ '[0-9]';
        IF length(one) >= 2 THEN
            RETURN QUERY
            SELECT n, one, v.word, 'begins' FROM people_word v
            WHERE v.word > one COLLATE "C" AND v.word <= one || U&'\FFFF' COLLATE "C" AND (
                SELECT true FROM people_term t
                WHERE t.term = 'n ' || v.word AND t.person_id <> ALL (people) AND t.family_id <> ALL (families)
                LIMIT 1)
            ORDER BY v.word LIMIT 40;
        END IF;
        RETURN QUERY
        SELECT n, one, v.word, 'sounds' FROM people_word v WHERE v.sounds && heard AND v.word <> one AND (
                SELECT true FROM people_term t
                WHERE t.term = 'n ' || v.word AND t.person_id <> ALL (people) AND t.family_id <> ALL (families)
                LIMIT 1)
        LIMIT 120;
        RETURN QUERY
        SELECT n, one, v.word, 'slip' FROM people_word v WHERE v.near && slips AND v.word <> one AND (
                SELECT true FROM people_term t
                WHERE t.term = 'n ' || v.word AND t.person_id <> ALL (people) AND t.family_id <> ALL (families)
                LIMIT 1)
        LIMIT 120;
        RETURN QUERY
        SELECT n, one, v.word, 'street' FROM people_word v
        WHERE v.near && slips AND v.word <> one AND (
            SELECT true FROM people_term t WHERE t.term >= 'a ' || v.word AND t.term < 'a ' || v.word || '!'
            AND t.person_id <> ALL (people) AND t.family_id <> ALL (families) LIMIT 1)
        LIMIT 10;
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION kinwork_words_like(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_words_like(text[]) TO kinwork_app;
