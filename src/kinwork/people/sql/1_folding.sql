-- What is like each other when names are compared. NFKD takes the accents off the letters, then what is left of them
-- goes; double letters of other alphabets follow, and apostrophes fall away.
CREATE OR REPLACE FUNCTION kinwork_fold(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(translate(
        replace(replace(replace(replace(lower(
            regexp_replace(normalize(said, NFKD), '[\u0300-\u036f\u064b-\u065f\u0670\u200b-\u200f]+', '', 'g')
        ), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        'łøđðħŋəɓɗƙıŧ''’‘ʼʻ`´′＇ʹ', 'loddhnabdkit'), '[[:punct:][:space:][:cntrl:]]+', ' ', 'g'))
$$;

-- Small words that belong to the name after them (people/naming.py has the same).
CREATE OR REPLACE FUNCTION kinwork_before_a_name() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ARRAY[
    'mc', 'mac', 'o', 'al', 'el', 'ul', 'ur', 'de', 'da', 'di', 'du', 'del', 'dos', 'van', 'von', 'der',
    'den', 'la', 'le', 'st', 'ni', 'nic', 'ap', 'ab', 'abd', 'abdul', 'abu', 'bin', 'bint', 'ibn', 'ben',
    'fitz', 'ter', 'ten'
] $$;

-- A name's words. Halves of a double-barrelled name stand alone and joined: Smith-Jones is smith, jones and smithjones.
-- The sign that stands for a hyphen meanwhile is a letter to PostgreSQL, so that folding leaves it. Mc Donald, El
-- Amin and Ni Riain are mcdonald, elamin and niriain too.
CREATE OR REPLACE FUNCTION kinwork_words(name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT w FROM (SELECT kinwork_fold(translate(name, '-‐‑–—', 'ǀǀǀǀǀ')) AS f OFFSET 0) folded, LATERAL (
        SELECT w FROM string_to_table(translate(f, 'ǀ', ' '), ' ') w WHERE w <> ''
        UNION ALL
        SELECT replace(c, 'ǀ', '') FROM string_to_table(f, ' ') c WHERE c LIKE '%ǀ_%'
        UNION ALL
        SELECT a.c || replace(b.c, 'ǀ', '')
        FROM string_to_table(f, ' ') WITH ORDINALITY a(c, n) JOIN string_to_table(f, ' ') WITH ORDINALITY b(c, n)
          ON b.n = a.n + 1 AND a.c = ANY (kinwork_before_a_name())
         AND b.c <> ALL (kinwork_before_a_name())
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
    ) ELSE '{}' END
$$;
