-- Children whose earlier record is sealed since their adoption, from whoever has not opened it (docs/adr/0109).
CREATE OR REPLACE FUNCTION kinwork_sealed_people() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(array_agg(s.person_id), '{}') FROM children_sealing s
    WHERE s.lifted_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM children_sealopening o
        WHERE o.sealing_id = s.id AND o.user_id = kinwork_user() AND o.ends_at > now())
$$;

-- The same as worked out when the request began, as with families (access/sql/1_restricted_families.sql).
CREATE OR REPLACE FUNCTION kinwork_sealed() RETURNS bigint[] LANGUAGE sql STABLE
AS $$ SELECT CASE WHEN current_setting('kinwork.sealed', true) <> ''
             THEN current_setting('kinwork.sealed')::bigint[] ELSE kinwork_sealed_people() END $$;

-- Whether the person who asks is named for a sealing: they may know who the child is now, and open it.
CREATE OR REPLACE FUNCTION kinwork_keeps(sealed bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT EXISTS (SELECT 1 FROM children_sealkeeper WHERE sealing_id = sealed AND user_id = kinwork_user()) $$;

-- While nobody is named, whoever seals it is still at work on it.
CREATE OR REPLACE FUNCTION kinwork_has_keepers(sealed bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT EXISTS (SELECT 1 FROM children_sealkeeper WHERE sealing_id = sealed) $$;

-- Since when the record of a child is sealed from the person who asks, whoever the child is now; nothing where not.
CREATE OR REPLACE FUNCTION kinwork_sealed_since(child bigint) RETURNS date LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT adopted_on FROM children_sealing
    WHERE person_id = child AND lifted_at IS NULL AND child = ANY (kinwork_sealed())
$$;

-- Whether a household of adopters would tell who a sealed child is now: one of them was adopted by it, whoever else was
-- matched with it; or all who were matched with it are sealed.
CREATE OR REPLACE FUNCTION kinwork_household_is_sealed(which bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM children_sealing
        WHERE household_id = which AND lifted_at IS NULL AND person_id = ANY (kinwork_sealed())
    ) OR coalesce(bool_and(person_id = ANY (kinwork_sealed())), false) FROM (
        SELECT person_id FROM children_adoptionmatch WHERE household_id = which AND withdrawn_at IS NULL
        UNION SELECT person_id FROM children_adoptionorder WHERE household_id = which AND withdrawn_at IS NULL
    ) matched
$$;

-- Whether somebody in a family's record would tell who a sealed child of it is now: also who is in it no longer.
CREATE OR REPLACE FUNCTION kinwork_tells_of_sealed(family bigint, who bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM children_sealing s JOIN children_adopterhousehold h ON h.id = s.household_id
        JOIN families_familymember m ON m.person_id = s.person_id AND m.family_id = family
        WHERE s.lifted_at IS NULL AND s.person_id = ANY (kinwork_sealed())
          AND who IN (s.adopted_as_id, h.first_id, h.second_id))
$$;

-- Whether something that was noted in a family's record before a child of it was sealed names who would tell it: as the
-- person, or by the full name that somebody typed. What is typed later, by who does not know, tells nothing.
CREATE OR REPLACE FUNCTION kinwork_told_of_sealed(family bigint, who bigint, called text, noted timestamptz)
RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM children_sealing s JOIN children_adopterhousehold h ON h.id = s.household_id
        JOIN families_familymember m ON m.person_id = s.person_id AND m.family_id = family
        JOIN people_person p ON p.id IN (s.adopted_as_id, h.first_id, h.second_id)
        WHERE s.lifted_at IS NULL AND s.person_id = ANY (kinwork_sealed()) AND noted < s.sealed_at
          AND (p.id = who OR (p.given_name <> '' AND p.family_name <> ''
                              AND strpos(lower(called), lower(p.given_name || ' ' || p.family_name)) > 0)))
$$;

-- The same of somebody around the family, by what was noted together with it.
CREATE OR REPLACE FUNCTION kinwork_tie_told_of_sealed(noted_in bigint, who bigint, called text)
RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT kinwork_told_of_sealed(family_id, who, called, at) FROM families_changeset WHERE id = noted_in
$$;

-- Whether what was kept of a whole family on a day, word for word, tells of a child who was sealed only later, or was
-- kept by somebody who had opened the record.
CREATE OR REPLACE FUNCTION kinwork_kept_of_sealed(family bigint, made timestamptz, by_whom bigint)
RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM children_sealing s
        JOIN families_familymember m ON m.person_id = s.person_id AND m.family_id = family
        WHERE s.lifted_at IS NULL AND s.person_id = ANY (kinwork_sealed()) AND (
            made < s.sealed_at OR EXISTS (
                SELECT 1 FROM children_sealopening o WHERE o.sealing_id = s.id AND o.user_id = by_whom
                AND made >= o.opened_at AND made < o.ends_at)))
$$;

-- Nobody who would tell it comes into a family of the sealed child, nor the sealed child into a family of theirs.
CREATE OR REPLACE FUNCTION kinwork_keep_apart() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NEW.taken_back OR NOT EXISTS (SELECT 1 FROM children_sealing WHERE lifted_at IS NULL) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT 1 FROM children_sealing s JOIN children_adopterhousehold h ON h.id = s.household_id
        JOIN families_familymember m ON m.family_id = NEW.family_id AND NOT m.taken_back AND m.person_id <> NEW.person_id
        WHERE s.lifted_at IS NULL AND (
            (m.person_id = s.person_id AND NEW.person_id IN (s.adopted_as_id, h.first_id, h.second_id))
            OR (NEW.person_id = s.person_id AND m.person_id IN (s.adopted_as_id, h.first_id, h.second_id)))
    ) THEN
        RAISE EXCEPTION 'sealed_records_stay_apart' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

DO $$ BEGIN
    DROP TRIGGER IF EXISTS kinwork_keep_apart ON families_familymember;
    CREATE TRIGGER kinwork_keep_apart AFTER INSERT OR UPDATE ON families_familymember
        FOR EACH ROW EXECUTE FUNCTION kinwork_keep_apart();
END $$;

-- A sealed record is not put together with another. Who the child is now may be, by who is named for the sealing and
-- with nobody of the former family: the seal follows, and goes back when the two are taken apart again.
CREATE OR REPLACE FUNCTION kinwork_seal_follows() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF kinwork_joins_sealed(NEW.kept_id, NEW.dropped_id) THEN
            RAISE EXCEPTION 'sealed_records_stay_apart' USING ERRCODE = 'check_violation';
        END IF;
        UPDATE children_sealing SET adopted_as_id = NEW.kept_id WHERE adopted_as_id = NEW.dropped_id;
    ELSIF OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL THEN
        UPDATE children_sealing s SET adopted_as_id = NEW.dropped_id WHERE s.adopted_as_id = NEW.kept_id
            AND EXISTS (SELECT 1 FROM children_sealingevent e WHERE e.id = s.id AND e.adopted_as_id = NEW.dropped_id);
    END IF;
    RETURN NEW;
END $$;

DO $$ BEGIN
    DROP TRIGGER IF EXISTS kinwork_seal_follows ON cases_merging;
    CREATE TRIGGER kinwork_seal_follows AFTER INSERT OR UPDATE ON cases_merging
        FOR EACH ROW EXECUTE FUNCTION kinwork_seal_follows();
END $$;

REVOKE ALL ON FUNCTION kinwork_sealed_people(), kinwork_keeps(bigint), kinwork_has_keepers(bigint),
    kinwork_sealed_since(bigint), kinwork_household_is_sealed(bigint), kinwork_tells_of_sealed(bigint, bigint),
    kinwork_told_of_sealed(bigint, bigint, text, timestamptz), kinwork_tie_told_of_sealed(bigint, bigint, text),
    kinwork_kept_of_sealed(bigint, timestamptz, bigint),
    kinwork_keep_apart(), kinwork_seal_follows() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_sealed_people(), kinwork_keeps(bigint), kinwork_has_keepers(bigint),
    kinwork_sealed_since(bigint), kinwork_household_is_sealed(bigint), kinwork_tells_of_sealed(bigint, bigint),
    kinwork_told_of_sealed(bigint, bigint, text, timestamptz), kinwork_tie_told_of_sealed(bigint, bigint, text),
    kinwork_kept_of_sealed(bigint, timestamptz, bigint)
    TO kinwork_app;
