"""What a room says of its tables to PostgreSQL: for whom a row is there, and what may become of it (docs/adr/0008).

Each room with tables has a ``row_level_security.py`` with one :class:`Tables`. After every migration they are applied
together (``platform/row_level_security.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

# Not as subqueries of rows: PostgreSQL takes half of the rows for hidden then, and plans badly.
HIDDEN = "(SELECT kinwork_hidden())::bigint[]"
HIDDEN_PEOPLE = "(SELECT kinwork_hidden_persons())::bigint[]"
EVERYTHING = "true"
# Children whose earlier record is sealed since their adoption (children/sql/sealing.sql).
SEALED = "(SELECT kinwork_sealed())::bigint[]"
# For work of which nothing is shown to anybody, or only numbers: for the length of a transaction.
HIDES_NOTHING = (
    "SELECT set_config('kinwork.hidden', '{}', true), set_config('kinwork.hidden_people', '{}', true), "
    "set_config('kinwork.sealed', '{}', true)"
)


@dataclass(frozen=True)
class Policy:
    """What a row must be for it to be there, and to be written; the same where nothing else is said."""

    using: str
    check: str = ""


@dataclass(frozen=True, kw_only=True)
class Tables:
    """What a room says of its tables. One that is not named is there for everybody, and may be added to and changed.

    From no table anything goes that is not named in ``may_go``; histories (``…event``) are only ever added to.
    """

    policies: Mapping[str, Policy] = field(default_factory=dict)
    # A room above may ask for more: of what a lower room keeps about something of its own.
    also: Mapping[str, str] = field(default_factory=dict)
    append_only: tuple[str, ...] = ()
    read_only: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    # What stays as it was written, but for these columns: what ends it, or says that it was taken back.
    stays_but: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    may_go: tuple[str, ...] = ()
    # Walled, and counted all the same: every other walled table has ids that count time.
    counted: tuple[str, ...] = ()


def with_history(*tables: str) -> Iterator[str]:
    """Each table, and the one in which pghistory keeps what its rows were."""
    for table in tables:
        yield table
        yield f"{table}event"


def of_family(column: str = "family_id", *, check: str = "") -> Policy:
    """Rows that say themselves which family they are of."""
    return Policy(f"{column} <> ALL ({HIDDEN})", check)


def of_family_or_none(*, check: str = "") -> Policy:
    """The same, where a row may be of no family."""
    return Policy(f"family_id IS NULL OR family_id <> ALL ({HIDDEN})", check)


def of_person(column: str) -> Policy:
    """Rows of a person: somebody is hidden who is in hidden families only."""
    return Policy(f"{column} <> ALL ({HIDDEN_PEOPLE})")


def noted() -> Policy:
    """What is noted of somebody is hidden with them, and with the family in whose record it was noted."""
    return Policy(f"person_id <> ALL ({HIDDEN_PEOPLE}) AND (family_id IS NULL OR family_id <> ALL ({HIDDEN}))")


def unsealed(column: str = "person_id") -> str:
    """That somebody's record is not sealed, or has been opened by the person who asks."""
    # Usually nobody's is sealed, and then no row need be looked at.
    return f"((SELECT kinwork_sealed() = '{{}}') OR {column} IS NULL OR {column} <> ALL ({SEALED}))"


def and_also(policy: Policy, condition: str) -> Policy:
    """What a policy asks, and this."""
    return Policy(f"({policy.using}) AND {condition}", policy.check)


def sees(above: str, key: str) -> str:
    """That the row of another table is there to which a column leads."""
    return f"EXISTS (SELECT 1 FROM {above} up WHERE up.id = {key})"


def through(table: str, *, check: str = "", **keys: str) -> Policy:
    """Rows that follow from others, by column and table: there for whoever sees all those."""
    return _through(table, keys, "kinwork_hidden() = '{}'", check)


def through_sealed(table: str, **keys: str) -> Policy:
    """The same, where one of those is not there once a child's record is sealed: nor is what follows from it."""
    return _through(table, keys, "kinwork_hidden() = '{}' AND kinwork_sealed() = '{}'")


def _through(table: str, keys: Mapping[str, str], nothing: str, check: str = "") -> Policy:
    parts = [f"({table}.{key} IS NULL OR {sees(above, f'{table}.{key}')})" for key, above in keys.items()]
    # Usually nothing is hidden from a person, and then no row need be looked at twice.
    return Policy(f"(SELECT {nothing}) OR ({' AND '.join(parts)})", check)
