"""Who somebody may be, while the caller is still speaking: what the search finds, behind its walls, to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kinwork.access.actor import Actor
from kinwork.cases.coming_back import LastClosing, last_closings
from kinwork.people.models import Person
from kinwork.search.search import Answer, families_of, search

from .actions.drafts import Known, known_of

MOST = 6


@dataclass(frozen=True)
class Choice:
    """Somebody in a family, or only a family, with the least that shows whether it is the right one."""

    value: str
    name: str
    born: str
    family: str
    unit: str
    is_in_reach: bool
    why: tuple[str, ...] = ()
    closing: LastClosing | None = None  # of a family that is closed now


@dataclass(frozen=True)
class Looked:
    """What was looked for in words, what came of it, and which families it names, for the log."""

    words: str
    choices: list[Choice]
    family_ids: set[int]
    notes: list[str]


def words_of(row: Mapping[str, str]) -> list[str]:
    """What to look for: the name with the date of birth, and the same under each other surname."""
    given, family, also = (
        " ".join(row.get(name, "").split())[:60] for name in ("given_name", "family_name", "also_known_as")
    )
    born = row.get("born", "").strip()[:20] if row.get("who") != "adult" or row.get("born") else ""
    names = [family, *[one.strip() for one in also.replace("/", ",").split(",") if one.strip()]]
    found = [" ".join(part for part in (given, name, born) if part) for name in dict.fromkeys(names)]
    # A first name alone finds half of the town.
    return [words[:120] for words in dict.fromkeys(found) if len(words.split()) > 1][:3]


def look_for(actor: Actor, row: Mapping[str, str], today: date) -> Looked:
    """Who in the records it may be; who was chosen stands first. A search for each surname, three at most."""
    said = words_of(row)
    answers = [search(actor, words, today) for words in said]
    choices: dict[str, Choice] = {}
    chosen = known_of(row.get("known", ""))
    if chosen is not None:
        for one in _chosen(actor, chosen, today):
            choices[one.value] = one
    for answer in answers:
        for one in _choices(answer):
            choices.setdefault(one.value, one)
    shown = list(choices.values())[:MOST]
    named = {known.family_id for one in shown if (known := known_of(one.value)) is not None}
    closed = {known.family_id for one in shown if not one.unit and (known := known_of(one.value)) is not None}
    closings = last_closings(closed) if closed else {}
    shown = [replace(one, closing=closings.get(getattr(known_of(one.value), "family_id", 0))) for one in shown]
    return Looked("; ".join(said), shown, named, [note for answer in answers for note in answer.asked.notes])


def _choices(answer: Answer) -> Iterator[Choice]:
    for found in answer.people:
        born = _born(found.born_on, found.born_kind, is_near=found.is_in_reach)
        for family in found.families:
            yield Choice(
                f"{found.person_id}:{family.family_id}", found.name, born, family.name, family.unit,
                family.is_in_reach, tuple(found.match.why),
            )  # fmt: skip
    for family in answer.families:
        yield Choice(f":{family.family_id}", "", "", family.name, family.unit, family.is_in_reach)


def _born(day: date | None, kind: str, *, is_near: bool) -> str:
    """Out of reach, only the year: as the search shows it."""
    if day is None:
        return ""
    person = Person(born_on=day, born_kind=kind)
    return person.born_in_words if is_near else str(day.year)


def _chosen(actor: Actor, chosen: Known, today: date) -> Iterator[Choice]:
    """Whom somebody chose before, though what is typed now finds them no more. Two statements."""
    if chosen.person_id is None:
        return
    person = Person.objects.filter(pk=chosen.person_id).first()
    if person is None:
        return
    for family in families_of(actor, [person.pk], today).get(person.pk, []):
        if family.family_id == chosen.family_id:
            born = _born(person.born_on, person.born_kind, is_near=family.is_in_reach)
            yield Choice(
                f"{person.pk}:{family.family_id}", person.name, born, family.name, family.unit, family.is_in_reach
            )
