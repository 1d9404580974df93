-- Who is found by any of these: ranges of terms, best first, so many of each at most, who is in some family's record
-- that the person who asks may know of. It runs as whoever calls it, so row security holds; the planner is only told
-- to walk the index in its order, as many steps as are asked for. Families held by these units; people born from then
-- to then.
CREATE OR REPLACE FUNCTION kinwork_find_people(
    lows text[], highs text[], mosts int[], units bigint[], born_from date, born_to date, most int
) RETURNS TABLE (probe int, person_id bigint) LANGUAGE sql STABLE
SET enable_bitmapscan = off SET enable_seqscan = off SET enable_sort = off SET enable_hashjoin = off
SET enable_mergejoin = off SET jit = off AS $$
    SELECT asked.n::int, found.person_id
    FROM unnest(lows, highs, mosts) WITH ORDINALITY AS asked(low, high, many, n)
    CROSS JOIN LATERAL (
        SELECT t.person_id FROM people_term t
        WHERE t.term >= asked.low COLLATE "C" AND t.term <= asked.high COLLATE "C"
          AND (SELECT true FROM families_familymember m WHERE m.person_id = t.person_id AND NOT m.taken_back
               AND (units IS NULL OR EXISTS (
                   SELECT 1 FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
                   WHERE i.family_id = m.family_id AND a.unit_id = ANY (units)))
               LIMIT 1)
          AND (born_from IS NULL OR (
               SELECT p.born_on BETWEEN born_from AND born_to FROM people_person p WHERE p.id = t.person_id))
        ORDER BY t.term, t.person_id DESC LIMIT asked.many
    ) found
    LIMIT most
$$
;
