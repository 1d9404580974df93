-- What is like each other when names are compared. NFKD takes the accents off the letters, then what is left of them
-- goes; double letters of other alphabets follow, and apostrophes fall away. What Arabic, Persian and Urdu write
-- differently is one letter, and so are the long and the short signs of Chinese names. Signs that join letters in the
-- scripts of India go, as they would part words.
CREATE OR REPLACE FUNCTION kinwork_fold(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(translate(
        replace(replace(replace(replace(lower(
            regexp_replace(normalize(said, NFKD), '[\u0300-\u036f\u064b-\u065f\u0670\u200b-\u200f'
                '\u093c\u094d\u09bc\u09cd\u0a3c\u0a4d\u0acd\u0bcd]+', '', 'g')
        ), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        'ةىیکہھ張偉陳劉黃趙吳楊馬葉鄧許韓馮蕭謝蘇盧蔣鄭羅麗華國強軍榮靜潔蘭鳳龍飛學東輝傑寶鵬紅豔濤維慶貴鎮愛瑋穎曉瓊'
        '義賢衛禮億齊齡韻興鐘錦銘鋒勝勁雲嶽譚賴閻顏範孫呂莊龔嚴湯溫塗鄒陸遲連鮑倫儀優憲憶懷應歐潤澤為環瑩嬌娛'
        'łøđðħŋəɓɗƙıŧ''’‘ʼʻ`´′＇ʹ',
        'هييكهه张伟陈刘黄赵吴杨马叶邓许韩冯萧谢苏卢蒋郑罗丽华国强军荣静洁兰凤龙飞学东辉杰宝鹏红艳涛维庆贵镇爱玮颖晓琼'
        '义贤卫礼亿齐龄韵兴钟锦铭锋胜劲云岳谭赖阎颜范孙吕庄龚严汤温涂邹陆迟连鲍伦仪优宪忆怀应欧润泽为环莹娇娱'
        'loddhnabdkit'), '[[:punct:][:space:][:cntrl:]]+', ' ', 'g'))
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
