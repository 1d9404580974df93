"""The database's functions that make and read the index of people (indexing.py): text only, nothing is run here."""

from __future__ import annotations

FOLDED_AWAY = "".join("'’‘ʼʻ`´′＇ʹ")
LETTERS = ("łøđðħŋəɓɗƙıŧ", "loddhnabdkit")
MOST_WORDS = 8  # of one person that are paired: a name of ten words has its first eight

# NFKD takes the accents off the letters, then what is left of them goes. Double letters of other alphabets follow.
FOLD = f"""
CREATE OR REPLACE FUNCTION kinwork_fold(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(translate(
        replace(replace(replace(replace(lower(
            regexp_replace(normalize(said, NFKD), '[\\u0300-\\u036f\\u064b-\\u065f\\u0670\\u200b-\\u200f]+', '', 'g')
        ), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        '{LETTERS[0]}{FOLDED_AWAY.replace("'", "''")}', '{LETTERS[1]}'), '[[:punct:][:space:][:cntrl:]]+', ' ', 'g'))
$$;
"""

# Small words that belong to the name after them: Mc Donald, El Amin and Ni Riain are mcdonald, elamin and niriain too.
BEFORE_A_NAME = (
    "mc", "mac", "o", "al", "el", "ul", "ur", "de", "da", "di", "du", "del", "dos", "van", "von", "der", "den", "la",
    "le", "st", "ni", "nic", "ap", "ab", "abd", "abdul", "abu", "bin", "bint", "ibn", "ben", "fitz", "ter", "ten",
)  # fmt: skip
# A name's words. Halves of a double-barrelled name stand alone and joined: Smith-Jones is smith, jones and smithjones.
# The sign that stands for a hyphen meanwhile is a letter to PostgreSQL, so that folding leaves it.
WORDS = f"""
CREATE OR REPLACE FUNCTION kinwork_words(name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT w FROM (SELECT kinwork_fold(translate(name, '-‐‑–—', 'ǀǀǀǀǀ')) AS f OFFSET 0) folded, LATERAL (
        SELECT w FROM string_to_table(translate(f, 'ǀ', ' '), ' ') w WHERE w <> ''
        UNION ALL
        SELECT replace(c, 'ǀ', '') FROM string_to_table(f, ' ') c WHERE c LIKE '%ǀ_%'
        UNION ALL
        SELECT a.c || replace(b.c, 'ǀ', '')
        FROM string_to_table(f, ' ') WITH ORDINALITY a(c, n) JOIN string_to_table(f, ' ') WITH ORDINALITY b(c, n)
          ON b.n = a.n + 1 AND a.c = ANY (ARRAY{list(BEFORE_A_NAME)!r}) AND b.c <> ALL (ARRAY{list(BEFORE_A_NAME)!r})
    ) words
$$;

CREATE OR REPLACE FUNCTION kinwork_hash(word text) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT ('x' || left(md5(word), 8))::bit(32)::int $$;

-- The word and what it is with a letter missed out; long words with two.
CREATE OR REPLACE FUNCTION kinwork_near(word text) RETURNS int[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN length(word) BETWEEN 3 AND 24 THEN (
        WITH once AS (
            SELECT DISTINCT left(word, n - 1) || substr(word, n + 1) AS w FROM generate_series(1, length(word)) n
        )
        SELECT array_agg(DISTINCT kinwork_hash(w)) FROM (
            SELECT word AS w UNION ALL SELECT w FROM once UNION ALL
            SELECT left(w, n - 1) || substr(w, n + 1) FROM once, generate_series(1, length(w)) n WHERE length(word) >= 8
        ) all_of_them
    ) ELSE '{{}}' END
$$;
"""

# Where somebody's names stand, with the family in whose record each was noted.
NAMES = """
    SELECT id AS person_id, given_name || ' ' || family_name AS name, 0::bigint AS family_id
    FROM people_person WHERE id = ANY (ids)
    UNION ALL
    SELECT person_id, given_name || ' ' || family_name, coalesce(family_id, 0)
    FROM people_othername WHERE person_id = ANY (ids) AND NOT is_mistaken
"""
# Words with which nobody begins to say where somebody lives.
NO_BEGINNING = (
    "road", "rd", "street", "st", "lane", "ln", "avenue", "ave", "close", "drive", "court", "way", "place", "house",
    "gardens", "terrace", "crescent", "square", "the", "of", "and",
)  # fmt: skip
TERMS = f"""
-- A word that goes with the person is not also that of a family.
CREATE OR REPLACE FUNCTION kinwork_name_words(ids bigint[])
RETURNS TABLE (person_id bigint, word text, family_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    WITH said AS (
        SELECT DISTINCT n.person_id, left(w, 40) AS word, n.family_id FROM ({NAMES}) n, kinwork_words(n.name) w
    )
    SELECT * FROM said s WHERE family_id = 0 OR NOT EXISTS (
        SELECT 1 FROM said o WHERE o.person_id = s.person_id AND o.word = s.word AND o.family_id = 0)
$$;

CREATE OR REPLACE FUNCTION kinwork_addresses(ids bigint[])
RETURNS TABLE (person_id bigint, words text[], postcode text, kind text, family_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT person_id, string_to_array(kinwork_fold(lines), ' '), lower(postcode),
           CASE WHEN is_confidential THEN 'c' ELSE '' END, coalesce(family_id, 0)
    FROM people_address WHERE person_id = ANY (ids) AND NOT is_mistaken
$$;

CREATE OR REPLACE FUNCTION kinwork_terms(ids bigint[]) RETURNS TABLE (person_id bigint, term text, family_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    WITH word AS MATERIALIZED (
        SELECT x.*, v.sounds, row_number() OVER (PARTITION BY x.person_id ORDER BY x.family_id, x.word COLLATE "C") AS n
        FROM kinwork_name_words(ids) x JOIN people_word v ON v.word = x.word COLLATE "C"
    ), pair AS MATERIALIZED (
        SELECT a.person_id, a.word AS one, b.word AS other, a.sounds AS heard, b.sounds AS heard_too,
               greatest(a.family_id, b.family_id) AS family_id
        FROM word a JOIN word b ON b.person_id = a.person_id AND b.n > a.n AND b.word <> a.word
        WHERE b.n <= {MOST_WORDS} AND (a.family_id = b.family_id OR 0 IN (a.family_id, b.family_id))
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
    WHERE id = ANY (ids) AND born_on IS NOT NULL AND born_kind IN ('exact', 'expected')
    UNION
    SELECT w.person_id, 'd ' || to_char(p.born_on, 'YYYY-MM-DD') || ' ' || w.word, w.family_id
    FROM word w JOIN people_person p ON p.id = w.person_id
    WHERE p.born_on IS NOT NULL AND p.born_kind IN ('exact', 'expected')
    UNION
    SELECT person_id, 'b ' || code, coalesce(family_id, 0) FROM people_particular
    WHERE person_id = ANY (ids) AND NOT is_mistaken AND what = 'born' AND length(code) = 10
    UNION
    SELECT person_id, CASE kind WHEN 'nhs' THEN 'h ' ELSE 'u ' END || replace(kinwork_fold(value), ' ', ''),
           coalesce(family_id, 0)
    FROM people_identifier WHERE person_id = ANY (ids) AND NOT is_mistaken
    UNION
    SELECT person_id, kind || 'z ' || postcode, family_id FROM address WHERE postcode <> ''
    UNION
    SELECT person_id, kind || 'a ' || left(array_to_string(words[n:], ' '), 48), family_id
    FROM address, generate_series(1, least(cardinality(words), 6)) n
    WHERE words[n] <> ALL (ARRAY{list(NO_BEGINNING)!r})
$$;

CREATE OR REPLACE FUNCTION kinwork_learn(words text[]) RETURNS void LANGUAGE sql VOLATILE
SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO people_word (word, sounds, near)
    SELECT w, coalesce(kinwork_sounds(w), '{{}}'), kinwork_near(w)
    FROM (SELECT DISTINCT w COLLATE "C" AS w FROM unnest(words) w WHERE w <> '') x
    WHERE NOT EXISTS (SELECT 1 FROM people_word known WHERE known.word = x.w)
    ORDER BY w  -- two who add the same words wait for each other in the same order
    ON CONFLICT DO NOTHING
$$;

-- Puts the index right for these people: what is not so any more goes, what is missing comes.
CREATE OR REPLACE FUNCTION kinwork_index_people(ids bigint[]) RETURNS void LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM kinwork_learn(ARRAY(
        SELECT word FROM kinwork_name_words(ids)
        UNION SELECT left(w, 40) FROM kinwork_addresses(ids), unnest(words) w WHERE w ~ '^[^0-9]{{4}}'));
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

-- Statement triggers see all rows of a statement at once: a thousand people are indexed together.
CREATE OR REPLACE FUNCTION kinwork_index_changed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ids bigint[];
BEGIN
    EXECUTE format(
        CASE TG_OP WHEN 'UPDATE' THEN 'SELECT array_agg(DISTINCT %1$I) FROM (TABLE was UNION ALL TABLE now) x'
             ELSE 'SELECT array_agg(DISTINCT %1$I) FROM now' END, TG_ARGV[0]) INTO ids;
    IF ids IS NOT NULL THEN
        PERFORM kinwork_index_people(ids);
    END IF;
    RETURN NULL;
END
$$;
"""

# What is like each word that was typed: itself, folded ("is"), how it sounds ("key"), and the words by which somebody
# may be found that begin like it, sound like it, or are a slip away. Limits count only what those who ask may know of:
# hidden people change nothing, not even what is left out.
# Not as EXISTS: PostgreSQL would join all words with all terms, where it should look at a handful.
_FOUND_BY = """(
                SELECT true FROM people_term t
                WHERE t.term = 'n ' || v.word AND t.person_id <> ALL (people) AND t.family_id <> ALL (families)
                LIMIT 1)"""
LIKE = f"""
DROP FUNCTION IF EXISTS kinwork_words_like(text[]);
CREATE FUNCTION kinwork_words_like(typed text[])
RETURNS TABLE (place int, asked text, word text, how text) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off SET enable_seqscan = off AS $$
DECLARE
    people bigint[] := kinwork_hidden_persons();
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
            WHERE v.word > one COLLATE "C" AND v.word <= one || U&'\\FFFF' COLLATE "C" AND {_FOUND_BY}
            ORDER BY v.word LIMIT 40;
        END IF;
        RETURN QUERY
        SELECT n, one, v.word, 'sounds' FROM people_word v WHERE v.sounds && heard AND v.word <> one AND {_FOUND_BY}
        LIMIT 120;
        RETURN QUERY
        SELECT n, one, v.word, 'slip' FROM people_word v WHERE v.near && slips AND v.word <> one AND {_FOUND_BY}
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
"""
