-- What must not be likened to anything, put together or listed for whom a sealing does not name (docs/adr/0109).

-- Everybody who is one side of a sealing: the sealed child, who the child is now, and the adopters.
CREATE OR REPLACE FUNCTION kinwork_sealing_sides() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(array_agg(side), '{}')
    FROM children_sealing s JOIN children_adopterhousehold h ON h.id = s.household_id,
         unnest(ARRAY[s.person_id, s.adopted_as_id, h.first_id, h.second_id]) side
    WHERE s.lifted_at IS NULL AND side IS NOT NULL
$$;

-- Who, of these, is one side of a sealing for which whoever asks is not named.
CREATE OR REPLACE FUNCTION kinwork_stays_apart(people bigint[]) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM children_sealing s JOIN children_adopterhousehold h ON h.id = s.household_id
        WHERE s.lifted_at IS NULL AND NOT kinwork_keeps(s.id)
          AND ARRAY[s.person_id, s.adopted_as_id, h.first_id, h.second_id] && people)
$$;

-- Whether putting two records together would join the two sides of a sealing, or be done by who is not named for it.
CREATE OR REPLACE FUNCTION kinwork_joins_sealed(one bigint, other bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM children_sealing s JOIN children_adopterhousehold h ON h.id = s.household_id
        WHERE s.lifted_at IS NULL AND (
            s.person_id IN (one, other)
            OR (ARRAY[s.adopted_as_id, h.first_id, h.second_id] && ARRAY[one, other] AND (
                NOT kinwork_keeps(s.id)
                OR EXISTS (
                    SELECT 1 FROM families_familymember f JOIN families_familymember m ON m.family_id = f.family_id
                    WHERE f.person_id = s.person_id AND m.person_id IN (one, other))))))
$$;

-- Who the children of sealed records are now, and whoever asks is not named for it: found by their own surname, and
-- like nobody else. Not where their family is open to one of these units, which works with them as with any family.
CREATE OR REPLACE FUNCTION kinwork_like_nobody(reach bigint[]) RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(array_agg(s.adopted_as_id), '{}') FROM children_sealing s
    WHERE s.lifted_at IS NULL AND s.adopted_as_id IS NOT NULL AND NOT kinwork_keeps(s.id) AND NOT EXISTS (
        SELECT 1 FROM families_familymember m JOIN cases_holding h ON h.family_id = m.family_id
        WHERE m.person_id = s.adopted_as_id AND NOT m.taken_back AND h.ended_on IS NULL AND h.unit_id = ANY (reach))
$$;

-- The person on the other side of a sealing, in either direction: never the same person for anybody's comparing.
CREATE OR REPLACE FUNCTION kinwork_other_sides(whose bigint) RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(array_agg(CASE WHEN person_id = whose THEN adopted_as_id ELSE person_id END), '{}')
    FROM children_sealing WHERE lifted_at IS NULL AND adopted_as_id IS NOT NULL AND whose IN (person_id, adopted_as_id)
$$;

-- The families of who children of sealed records are now, as long as nobody works with them: their day of closing is
-- the day of the order. For whom the sealing does not name.
CREATE OR REPLACE FUNCTION kinwork_adoptive_families() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(array_agg(m.family_id), '{}')
    FROM children_sealing s JOIN families_familymember m ON m.person_id = s.adopted_as_id AND NOT m.taken_back
    WHERE s.lifted_at IS NULL AND NOT kinwork_keeps(s.id)
      AND NOT EXISTS (SELECT 1 FROM cases_involvement i WHERE i.family_id = m.family_id AND i.closed_on IS NULL)
$$;

-- Whether a line of the log would join the two families of a sealing for whom it does not name: what was done with the
-- sealing itself, and what was done with the adoptive family on that day or while nobody works with it.
CREATE OR REPLACE FUNCTION kinwork_logs_sealing(event bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM access_auditevent e JOIN children_sealing s ON NOT kinwork_keeps(s.id)
        WHERE e.id = event AND s.lifted_at IS NULL AND (
            (e.object_type = 'Sealing' AND e.object_id = s.id)
            OR ((e.family_id = ANY (kinwork_adoptive_families()) OR e.at < s.sealed_at + interval '1 day')
                AND EXISTS (
                    SELECT 1 FROM families_familymember m
                    WHERE m.person_id = s.adopted_as_id AND m.family_id = e.family_id))))
$$;

REVOKE ALL ON FUNCTION kinwork_sealing_sides(), kinwork_stays_apart(bigint[]), kinwork_joins_sealed(bigint, bigint),
    kinwork_like_nobody(bigint[]), kinwork_other_sides(bigint), kinwork_adoptive_families(),
    kinwork_logs_sealing(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_sealing_sides(), kinwork_stays_apart(bigint[]), kinwork_joins_sealed(bigint, bigint),
    kinwork_like_nobody(bigint[]), kinwork_other_sides(bigint), kinwork_adoptive_families(),
    kinwork_logs_sealing(bigint) TO kinwork_app;
