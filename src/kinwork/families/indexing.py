"""The names that families are found by, kept by the database as those of people are (people/indexing.py)."""

from __future__ import annotations

from django.db import connections

FUNCTION = """
CREATE OR REPLACE FUNCTION kinwork_index_family() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM families_familyterm WHERE family_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM kinwork_name_family(NEW.id, NEW.name);
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_name_family(family bigint, name text) RETURNS void LANGUAGE sql VOLATILE
SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO families_familyterm (family_id, term)
    SELECT DISTINCT family, left(array_to_string(w[n:], ' '), 60)
    FROM string_to_array(kinwork_fold(name), ' ') w, generate_series(1, least(cardinality(w), 6)) n
    ON CONFLICT DO NOTHING
$$;
REVOKE ALL ON FUNCTION kinwork_name_family(bigint, text), kinwork_index_family() FROM PUBLIC;
CREATE OR REPLACE TRIGGER kinwork_index AFTER INSERT OR UPDATE OF name OR DELETE ON families_family
FOR EACH ROW EXECUTE FUNCTION kinwork_index_family();
"""


def install(using: str = "default") -> None:
    """The function and its trigger; and the index itself where it never was."""
    with connections[using].cursor() as cursor:
        cursor.execute(FUNCTION)
        cursor.execute("SELECT EXISTS (SELECT 1 FROM families_familyterm)")
        [(is_there,)] = cursor.fetchall()
    if not is_there:
        reindex(using)


def reindex(using: str = "default") -> None:
    """Make it anew, as the tables' owner. Two statements."""
    with connections[using].cursor() as cursor:
        cursor.execute("DELETE FROM families_familyterm")
        cursor.execute("SELECT count(kinwork_name_family(id, name)) FROM families_family")


def behind(using: str = "default") -> int:
    """How many families the index does not know by the beginning of their name. As the tables' owner. One statement."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM families_family f WHERE NOT EXISTS (SELECT 1 FROM families_familyterm t "
            "WHERE t.family_id = f.id AND t.term = left(kinwork_fold(f.name), 60)) AND kinwork_fold(f.name) <> ''"
        )
        [(found,)] = cursor.fetchall()
    return int(found)
