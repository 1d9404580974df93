-- Words as they are found. Two ways of reading one text: by the stems of English, so that "visited" finds "visit", and as
-- written, for what stands in quotation marks. No word is left out as too common: "Will" and "May" are also names.

-- Letter by letter the same length, so that what is found is marked where it stands in the text itself: accents come
-- off, every other sign is a space.
CREATE OR REPLACE FUNCTION kinwork_findable_text(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        -- Accents are looked for where there may be some: that is dear, and inverted commas are none.
        CASE WHEN octet_length(translate(said, '‘’“”–—…£€', '.........')) = length(said) THEN said ELSE translate(said,
        'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒ'
        'ēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũ'
        'ŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǠǡǦǧǨǩǪǫǬǭǰǴǵǸǹǺǻȀȁȂȃȄȅȆȇȈ'
        'ȉȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȞȟȦȧȨȩȪȫȬȭȮȯȰȱȲȳḀḁḂḃḄḅḆḇḈḉḊḋḌḍḎḏḐḑḒḓḔḕḖḗḘḙḚḛḜḝḞḟḠḡḢ'
        'ḣḤḥḦḧḨḩḪḫḬḭḮḯḰḱḲḳḴḵḶḷḸḹḺḻḼḽḾḿṀṁṂṃṄṅṆṇṈṉṊṋṌṍṎṏṐṑṒṓṔṕṖṗṘṙṚṛṜṝṞṟṠṡṢṣṤṥṦṧṨ'
        'ṩṪṫṬṭṮṯṰṱṲṳṴṵṶṷṸṹṺṻṼṽṾṿẀẁẂẃẄẅẆẇẈẉẊẋẌẍẎẏẐẑẒẓẔẕẖẗẘẙẛẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳ'
        'ẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ'
        'øØłŁđĐħĦıŧŦ',
        'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyyAaAaAaCcCcCcCcDdE'
        'eEeEeEeEeGgGgGgGgHhIiIiIiIiIJjKkLlLlLlNnNnNnOoOoOoRrRrRrSsSsSsSsTtTtUu'
        'UuUuUuUuUuWwYyYZzZzZzsOoUuAaIiOoUuUuUuUuUuAaAaGgKkOoOojGgNnAaAaAaEeEeI'
        'iIiOoOoRrRrUuUuSsTtHhAaEeOoOoOoOoYyAaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgH'
        'hHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsS'
        'sTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwysAaAaAaAaAaAaAaAaAaAa'
        'AaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy'
        'oOlLdDhHitT') END,
        '[^[:alnum:] ]', ' ', 'g')
$$;

-- Which word follows which in a text without signs, as marks that no text has. An index tells who has all words of a
-- phrase, not where: of common words that would be half of everything, read one by one.
CREATE OR REPLACE FUNCTION kinwork_pairs(plain text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said text[] := (array_remove(string_to_array(lower(plain), ' '), ''))[1:16383];  -- PostgreSQL counts no further
BEGIN
    RETURN ARRAY(
        SELECT '+' || left(md5(one || ' ' || following), 6)
        FROM unnest(said[1:cardinality(said) - 1], said[2:]) AS follows (one, following)
    );
END
$$;

-- What is asked of words as written, narrowed to texts that have the pairs of these phrases.
CREATE OR REPLACE FUNCTION kinwork_narrowed(asked tsquery, phrases text[]) RETURNS tsquery LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(asked && (
        SELECT string_agg(DISTINCT quote_literal(pair), ' & ')::tsquery
        FROM unnest(phrases) AS said
        CROSS JOIN LATERAL unnest(kinwork_pairs(kinwork_findable_text(said))) AS pair
    ), asked)
$$;

DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_ts_dict WHERE dictname = 'kinwork_stem'
                   AND dictnamespace = 'public'::regnamespace) THEN
        CREATE TEXT SEARCH DICTIONARY public.kinwork_stem (TEMPLATE = snowball, LANGUAGE = english);
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = 'kinwork_stems'
                   AND cfgnamespace = 'public'::regnamespace) THEN
        CREATE TEXT SEARCH CONFIGURATION public.kinwork_stems (COPY = pg_catalog.english);
        ALTER TEXT SEARCH CONFIGURATION public.kinwork_stems
            ALTER MAPPING REPLACE english_stem WITH public.kinwork_stem;
    END IF;
END $$;

-- What is asked: words that all must be there, words that must not; the first as stems, the second as written. A word
-- with a sign in it is its parts, one after the other. Whatever was typed, it is no error.
CREATE OR REPLACE FUNCTION kinwork_asked(config regconfig, wanted text[], unwanted text[]) RETURNS tsquery
LANGUAGE plpgsql STABLE AS $$
DECLARE
    asked tsquery := ''::tsquery;
    part tsquery;
    said text;
BEGIN
    FOREACH said IN ARRAY wanted LOOP
        part := phraseto_tsquery(config, kinwork_findable_text(said));
        IF numnode(part) > 0 THEN
            asked := CASE WHEN numnode(asked) = 0 THEN part ELSE asked && part END;
        END IF;
    END LOOP;
    FOREACH said IN ARRAY unwanted LOOP
        part := phraseto_tsquery(config, kinwork_findable_text(said));
        IF numnode(part) > 0 THEN
            asked := CASE WHEN numnode(asked) = 0 THEN !! part ELSE asked && !! part END;
        END IF;
    END LOOP;
    RETURN asked;
END
$$;
