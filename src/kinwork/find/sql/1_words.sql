-- Words as they are found. Two ways of reading one text: by the stems of English, so that "visited" finds "visit", and as
-- written, for what stands in quotation marks. No word is left out as too common: "Will" and "May" are also names.

-- Letter by letter the same length, so that what is found is marked where it stands in the text itself: accents come
-- off, every other sign is a space.
CREATE OR REPLACE FUNCTION kinwork_findable_text(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(translate(said,
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
        'oOlLdDhHitT'),
        '[^[:alnum:]]', ' ', 'g')
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
