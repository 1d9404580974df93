"""From where the events come that start, meet and end what is due. Each room registers its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from kinwork.access.sql import tuples
from kinwork.clocks.events import Event
from kinwork.people.models import BirthKind


class Told(NamedTuple):
    """An event of a child (``person_id``) or of the whole family (None) within an involvement."""

    involvement_id: int
    person_id: int | None
    event: Event


Source = Callable[[Sequence[int]], Iterable[Told]]
_sources: list[Source] = []
EVERYBODY = None
Whom = Collection[int] | None  # the children for whom something may follow: none of them, some, or everybody
_watched: dict[str, Callable[[str, object], Whom]] = {}  # by the class of what is written


def register(
    source: Source, *things: str, verb: str = "", whom: Callable[[str, object], Whom] = lambda verb, thing: EVERYBODY
) -> None:
    """Bring a source: it reads the events of some involvements in one statement. ``things``: the classes of what it
    tells; whenever something is logged about one of them (only by this verb, if one is named), what is due is worked
    out anew, for those of whom ``whom`` says that something may follow. Reading is logged about things too, and changes
    nothing: those of which it is, name their verb.
    """
    if source not in _sources:
        _sources.append(source)
    _watched.update(dict.fromkeys(things, lambda said, thing: whom(said, thing) if verb in ("", said) else ()))


def for_whom(verb: str, thing: object) -> Whom:
    """For whom something that is due may follow from what was done with a thing."""
    asked = _watched.get(type(thing).__name__)
    return () if asked is None else asked(verb, thing)


def told(involvement_ids: Sequence[int]) -> Iterable[Told]:
    """Everything that is known of these involvements. One statement for each source."""
    for source in _sources:
        yield from source(involvement_ids)


INVOLVEMENTS = f"""
SELECT i.id, i.opened_on, i.closed_on, p.id, p.born_on, p.born_kind = '{BirthKind.EXPECTED}'
FROM cases_involvement i
LEFT JOIN families_familymember m ON m.family_id = i.family_id AND m.is_child AND NOT m.taken_back
LEFT JOIN people_person p ON p.id = m.person_id AND NOT p.is_deceased
WHERE i.id = ANY (%(ids)s)
"""  # noqa: S608 -- a choice from its enum


def of_involvements(involvement_ids: Sequence[int]) -> Iterable[Told]:
    """Opened, closed; each child, and when they were born. One statement."""
    seen = set()
    for pk, opened, closed, person_id, born, is_expected in tuples(INVOLVEMENTS, ids=list(involvement_ids)):
        if pk not in seen:
            seen.add(pk)
            yield Told(pk, None, Event("opened", opened))
            if closed:
                yield Told(pk, None, Event("closed", closed))
        if person_id is None:
            continue
        if born:
            yield Told(pk, person_id, Event("born", born, detail={"expected": "yes"} if is_expected else {}))
        if closed:
            yield Told(pk, person_id, Event("closed", closed))


VARIATIONS = """
SELECT involvement_id, person_id, rule, "on", until, by, reason FROM obligations_variation
WHERE withdrawn_at IS NULL AND involvement_id = ANY (%(ids)s)
"""


def variations(involvement_ids: Sequence[int]) -> Iterable[Told]:
    """What was put off. One statement."""
    for pk, person_id, rule, on, until, by, reason in tuples(VARIATIONS, ids=list(involvement_ids)):
        detail = {"obligation": rule, "until": until.isoformat(), "by": by, "reason": reason}
        yield Told(pk, person_id, Event("varied", on, detail=detail))
