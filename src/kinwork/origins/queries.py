"""Reads of what was brought in, each with its number of statements.

The database shows nobody a text that is limited to others; the same is asked here again (two walls).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from kinwork.access.actor import Actor
from kinwork.access.models import AccessGrantKind
from kinwork.access.permissions import Permission
from kinwork.access.sql import rows, tuples
from kinwork.record.queries import MAY_KNOW as MAY_KNOW_ENTRY

from .kinds import BY_KEY, BY_MACHINE, Kind, Origin, Outcome, Struck
from .models import BroughtIn, Passage

_MAY_KNOW = f"""(CASE WHEN b.entry_id IS NOT NULL
    THEN EXISTS (SELECT 1 FROM record_entry e WHERE e.id = b.entry_id AND {MAY_KNOW_ENTRY})
    ELSE NOT b.is_limited OR b.by_id = %(user)s
        OR EXISTS (SELECT 1 FROM origins_mayread r WHERE r.brought_in_id = b.id AND r.user_id = %(user)s)
        OR EXISTS (SELECT 1 FROM access_accessgrant o WHERE o.family_id = b.family_id AND o.user_id = %(user)s
                   AND o.kind = '{AccessGrantKind.BREAK_GLASS}' AND o.ends_at > now()) END)"""  # noqa: S608 -- choices from their enums
_MACHINES = ", ".join(f"'{key}'" for key in BY_MACHINE)
# Passages that somebody has to go through.
_TO_CHECK = f"(b.kind IN ({_MACHINES}) OR p.origin = '{Origin.MACHINE}')"
_LINES = f"""
SELECT b.id, b.family_id, f.name AS family, b.kind, b.happened_on, b.made_by, b.made_version, b.is_limited, b.by_id,
       w.full_name AS bringer, b.at, b.entry_id, b.finished_at, d.full_name AS finisher, b.withdrawn_at,
       b.withdrawn_because, v.full_name AS withdrawer, n.*
FROM origins_broughtin b JOIN families_family f ON f.id = b.family_id JOIN access_user w ON w.id = b.by_id
LEFT JOIN access_user d ON d.id = b.finished_by_id LEFT JOIN access_user v ON v.id = b.withdrawn_by_id
CROSS JOIN LATERAL (
    SELECT count(*) AS passages, count(*) FILTER (WHERE {_TO_CHECK}) AS to_check,
           count(*) FILTER (WHERE {_TO_CHECK} AND p.outcome <> '') AS checked
    FROM origins_passage p WHERE p.brought_in_id = b.id
) n
"""  # noqa: S608 -- put together from the constants above
OF_FAMILY = f"{_LINES} WHERE b.family_id = %(family)s AND {_MAY_KNOW} ORDER BY b.at DESC, b.id DESC LIMIT %(most)s"
WAITING = f"""
SELECT x.*, (SELECT h.unit_id FROM kinwork_holding(x.family_id) h) AS unit_id FROM ({_LINES}
    WHERE b.entry_id IS NULL AND b.withdrawn_at IS NULL AND {_MAY_KNOW} AND (b.by_id = %(user)s OR EXISTS (
        SELECT 1 FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
        WHERE i.family_id = b.family_id AND i.closed_on IS NULL AND a.unit_id = ANY (%(units)s)
          AND a.during @> current_date))
    ORDER BY b.at, b.id LIMIT %(most)s) x
"""  # noqa: S608 -- put together from the constants above
MOST = 200
# Read with why the family is open: what waits, oldest first. The database is asked who asks.
OF_FAMILY_THAT_WAITS = f"""
SELECT coalesce(json_agg(json_build_array(b.id, b.kind, b.happened_on, w.full_name, n.checked, n.to_check, b.is_limited)
                         ORDER BY b.at, b.id), '[]')
FROM origins_broughtin b JOIN access_user w ON w.id = b.by_id
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE {_TO_CHECK}) AS to_check,
           count(*) FILTER (WHERE {_TO_CHECK} AND p.outcome <> '') AS checked
    FROM origins_passage p WHERE p.brought_in_id = b.id
) n
WHERE b.family_id = %(family)s AND b.entry_id IS NULL AND b.withdrawn_at IS NULL
  AND {_MAY_KNOW.replace("%(user)s", "kinwork_user()")}
"""  # noqa: S608 -- put together from the constants above


@dataclass(frozen=True)
class Line:
    """A text on a list, and how far its checking has come."""

    pk: int
    family_id: int
    family: str
    kind: Kind
    on: date
    maker: str
    is_limited: bool
    by_id: int
    bringer: str
    at: datetime
    entry_id: int | None
    finished_at: datetime | None
    finisher: str
    withdrawn_at: datetime | None
    withdrawn_because: str
    withdrawer: str
    passages: int
    to_check: int
    checked: int

    @property
    def waits(self) -> bool:
        return self.entry_id is None and self.withdrawn_at is None

    @property
    def progress(self) -> str:
        return progress_in_words(self.checked, self.to_check)


def progress_in_words(checked: int, to_check: int) -> str:
    """How far checking has come.

    >>> progress_in_words(12, 40), progress_in_words(0, 0), progress_in_words(40, 40)
    ('12 of 40 passages checked', 'nothing in it has to be checked', 'all 40 passages checked')
    """
    if not to_check:
        return "nothing in it has to be checked"
    if checked == to_check:
        return f"all {to_check} passages checked" if to_check > 1 else "its one passage is checked"
    return f"{checked} of {to_check} passages checked"


def _line(row: dict[str, object]) -> Line:
    said = dict(row)
    said.pop("unit_id", None)
    maker = " ".join(str(part) for part in (said.pop("made_by"), said.pop("made_version")) if part)
    kind = BY_KEY[str(said.pop("kind"))]
    return Line(pk=said.pop("id"), kind=kind, on=said.pop("happened_on"), maker=maker, **said)  # type: ignore[arg-type]


def of_family(actor: Actor, family_id: int) -> list[Line]:
    """What was brought in for a family, newest first. One statement."""
    return [_line(row) for row in rows(OF_FAMILY, family=family_id, user=actor.user_id, most=MOST)]


def waiting_for(actor: Actor) -> list[Line]:
    """What waits to be checked or written to the record: what this person brought in, and what is of their units.
    Only of families that they may open. One statement.
    """
    found = rows(WAITING, user=actor.user_id, units=actor.home_unit_ids, most=MOST)
    return [_line(row) for row in found if actor.can(Permission.SEE_FAMILY, row["unit_id"])]


def text_of(actor: Actor, family_id: int, pk: int) -> BroughtIn | None:
    """One text, if this person may know of it. Two statements."""
    text = (
        BroughtIn.objects.select_related("by", "finished_by", "withdrawn_by").filter(pk=pk, family_id=family_id).first()
    )
    if text is None:
        return None
    known = tuples(f"SELECT 1 FROM origins_broughtin b WHERE b.id = %(id)s AND {_MAY_KNOW}", id=pk, user=actor.user_id)  # noqa: S608 -- put together from constants
    return text if known else None


@dataclass(frozen=True)
class Progress:
    """How many passages there are, have to be checked, are; what was found in them; and the first that waits."""

    passages: int
    to_check: int
    checked: int
    kept: int
    corrected: int
    struck: int
    next_place: int | None

    @property
    def is_done(self) -> bool:
        return self.checked == self.to_check

    @property
    def words(self) -> str:
        return progress_in_words(self.checked, self.to_check)


PROGRESS = f"""
SELECT count(*), count(*) FILTER (WHERE {_TO_CHECK}), count(*) FILTER (WHERE {_TO_CHECK} AND p.outcome <> ''),
       count(*) FILTER (WHERE p.outcome = '{Outcome.KEPT}'), count(*) FILTER (WHERE p.outcome = '{Outcome.CORRECTED}'),
       count(*) FILTER (WHERE p.outcome = '{Outcome.STRUCK}'),
       min(p.position) FILTER (WHERE {_TO_CHECK} AND p.outcome = '')
FROM origins_passage p JOIN origins_broughtin b ON b.id = p.brought_in_id WHERE b.id = %(id)s
"""  # noqa: S608 -- put together from constants


def progress_of(pk: int) -> Progress:
    """How far the checking of a text has come. One statement."""
    return Progress(*tuples(PROGRESS, id=pk)[0])


def passages_of(pk: int, *, first: int = 1, most: int | None = None) -> list[Passage]:
    """Its passages in their order, with who checked them. One statement."""
    found = Passage.objects.filter(brought_in_id=pk, position__gte=first).select_related("checked_by", "changed_by")
    found = found.order_by("position")
    return list(found if most is None else found[:most])


SPEAKERS = """
SELECT speaker, count(*), CASE WHEN count(DISTINCT origin) = 1 THEN min(origin) ELSE '' END
FROM origins_passage WHERE brought_in_id = %(id)s AND speaker <> '' GROUP BY speaker ORDER BY min(position)
"""


def speakers_of(pk: int) -> list[tuple[str, int, str]]:
    """Who speaks in it, in how many passages, and whose words theirs are where that is one. One statement."""
    return tuples(SPEAKERS, id=pk)


@dataclass(frozen=True)
class Step:
    """What somebody made of a passage, and when."""

    outcome: str
    as_checked: str
    struck_for: str
    struck_words: str
    origin: str
    who: str
    at: datetime

    @property
    def words(self) -> str:
        if self.outcome == Outcome.STRUCK:
            why = self.struck_words or Struck(self.struck_for).label
            return f"struck out: {why[:1].lower()}{why[1:]}"
        return {
            Outcome.KEPT: "kept", Outcome.CORRECTED: "corrected", "": "not checked",
        }[self.outcome]  # fmt: skip


STEPS = """
SELECT p.id, e.outcome, e.as_checked, e.struck_for, e.struck_words, e.origin, w.full_name, e.changed_at
FROM origins_passageevent e JOIN origins_passage p ON p.id = e.pgh_obj_id JOIN access_user w ON w.id = e.changed_by_id
WHERE p.id = ANY (%(ids)s) AND e.version > 1 ORDER BY e.pgh_id
"""


def steps_of(passage_ids: Collection[int]) -> dict[int, list[Step]]:
    """All that was ever found in checking these passages, oldest first. One statement."""
    found: dict[int, list[Step]] = {}
    for pk, *step in tuples(STEPS, ids=list(passage_ids)):
        found.setdefault(pk, []).append(Step(*step))
    return found


@dataclass(frozen=True)
class Came:
    """From what an entry came: the text, who or what made it, who checked it."""

    pk: int
    family_id: int
    kind: Kind
    maker: str
    checkers: list[str]
    finisher: str
    on: date
    corrected: int
    struck: int

    @property
    def words(self) -> str:
        made = f" by {self.maker}" if self.maker else ""
        by = " and ".join(self.checkers)
        if not self.checkers:
            return f"From {self.kind.noun}{made}, written to the record by {self.finisher}"
        return f"From {self.kind.noun}{' made' if made else ''}{made}, checked by {by}"


CAME_FROM = f"""
SELECT b.entry_id, b.id, b.family_id, b.kind, b.made_by, b.made_version, d.full_name,
       (b.finished_at AT TIME ZONE 'Europe/London')::date, n.*
FROM origins_broughtin b JOIN access_user d ON d.id = b.finished_by_id
CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(DISTINCT u.full_name) FILTER (WHERE u.id IS NOT NULL), '[]'),
           count(*) FILTER (WHERE p.outcome = '{Outcome.CORRECTED}'),
           count(*) FILTER (WHERE p.outcome = '{Outcome.STRUCK}')
    FROM origins_passage p LEFT JOIN access_user u ON u.id = p.checked_by_id WHERE p.brought_in_id = b.id
) n
WHERE b.entry_id = ANY (%(ids)s)
"""  # noqa: S608 -- put together from constants


def came_from(entry_ids: Collection[int]) -> dict[int, Came]:
    """From which text each of these entries came, if from any. One statement."""
    found = {}
    for entry, pk, family, kind, made_by, version, finisher, on, checkers, corrected, struck in tuples(
        CAME_FROM, ids=list(entry_ids)
    ):
        maker = " ".join(part for part in (made_by, version) if part)
        found[entry] = Came(pk, family, BY_KEY[kind], maker, checkers, finisher, on, corrected, struck)
    return found


@dataclass(frozen=True)
class HowOften:
    """How often one tool was wrong, of the passages that were checked in what is in the record."""

    kind: Kind
    tool: str
    texts: int
    passages: int
    corrected: int
    struck: int
    invented: int

    def share(self, of: int) -> str:
        """In hundredths, or in words where there are too few for that."""
        return f"{100 * of / self.passages:.0f}%" if self.passages >= FEW else f"{of} of {self.passages}, too few"


FEW = 50  # checked passages, below which a share says nothing about a tool


def how_often_wrong() -> list[HowOften]:
    """By kind and tool, of all families: numbers alone. One statement."""
    found = tuples(
        "SELECT kind, tool, texts, passages, corrected, struck, invented FROM kinwork_how_often_wrong(%(kinds)s) "
        "ORDER BY kind, passages DESC, tool",
        kinds=list(BY_MACHINE),
    )
    return [HowOften(BY_KEY[kind], tool, *counts) for kind, tool, *counts in found]
