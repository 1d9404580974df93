-- What a save changed, as the page watched it happen (docs/adr/0061); where that does not lead from the one text to the
-- other, as one change from the first character that differs to the last. Positions count characters, from 0.
CREATE OR REPLACE FUNCTION kinwork_edit(old text, new text, said jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    change jsonb;
    made text := '';
    at int := 0;
    low int;
    high int;
    middle int;
    first int;
    size int := least(length(old), length(new));
BEGIN
    BEGIN
        FOR change IN SELECT value FROM jsonb_array_elements(said) LOOP
            EXIT WHEN (change->>0)::int < at
                OR substr(old, (change->>0)::int + 1, length(change->>1)) <> change->>1;
            made := made || substr(old, at + 1, (change->>0)::int - at)
                || (SELECT coalesce(string_agg(part->>0, '' ORDER BY n), '')
                    FROM jsonb_array_elements(change->2) WITH ORDINALITY AS parts (part, n));
            at := (change->>0)::int + length(change->>1);
        END LOOP;
        IF jsonb_array_length(said) > 0 AND made || substr(old, at + 1) = new THEN
            RETURN said;
        END IF;
    EXCEPTION WHEN data_exception OR null_value_not_allowed THEN
        NULL;  -- what was said is nonsense: found out below
    END;
    low := 0; high := size;
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF left(old, middle) = left(new, middle) THEN low := middle; ELSE high := middle - 1; END IF;
    END LOOP;
    first := low;
    low := 0; high := size - first;
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF right(old, middle) = right(new, middle) THEN low := middle; ELSE high := middle - 1; END IF;
    END LOOP;
    IF length(old) = first AND length(new) = first THEN
        RETURN '[]';
    END IF;
    RETURN jsonb_build_array(jsonb_build_array(
        first, substr(old, first + 1, length(old) - first - low),
        jsonb_build_array(jsonb_build_array(substr(new, first + 1, length(new) - first - low), first))));
END $$;
