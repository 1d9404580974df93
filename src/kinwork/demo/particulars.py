"""What is noted of the demo's people: names, numbers, addresses, how to reach them, what to mind."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from kinwork.access.models import User
from kinwork.families.models import ChangeSet, FamilyMember, Partnership
from kinwork.people.models import Address, Contact, Identifier, Noted, OtherName, Particular, Person, SafetyWarning
from kinwork.people.validation import check_noted

from .story import Story

FILE = Path(__file__).with_name("particulars.yaml")
MODELS: dict[str, type[Noted]] = {
    "name": OtherName,
    "number": Identifier,
    "address": Address,
    "contact": Contact,
    "warning": SafetyWarning,
}
MONTH = timedelta(days=30)


def note_particulars(stories: list[Story], today: date) -> None:
    """Note what the file says of everybody, each in the record of their family."""
    said: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    by_name = {story.told["name"]: story for story in stories}
    for link in said.pop("also_in"):
        _belongs_to_another(by_name, link)
    for name, people in said.items():
        for key, noted in people.items():
            story = by_name[name]
            person = story.people[key]
            if "born_source" in noted:
                person.born_source = noted["born_source"]
                person.save()
            for one in noted["notes"]:
                _note(story, person, one, today)


def _belongs_to_another(by_name: dict[str, Story], link: dict[str, Any]) -> None:
    story, (family, key) = by_name[link["family"]], link["person"]
    person = by_name[family].people[key]
    story.people[link["as"]] = person
    FamilyMember.objects.create(
        family=story.family, person=person, role=link["role"], lives_here=False, position=len(story.people)
    )
    change_set = ChangeSet.objects.create(family=story.family, words="When he was first seen there", at=timezone.now())
    partner = story.people[link["partner"]]
    Partnership.objects.create(one=partner, other=person, kind=link["kind"], change_set=change_set)


def _note(story: Story, person: Person, said: dict[str, Any], today: date) -> None:
    said = dict(said)
    what, by = said.pop("what"), said.pop("by")
    noted_at = timezone.now() - MONTH * said.pop("months")
    said |= {"begun": _ago(said.pop("since", ""), today), "ended": _ago(said.pop("until", ""), today)}
    if "review_in" in said:
        said["review_on"] = today + timedelta(days=said.pop("review_in"))
    if what not in MODELS:
        said["what"] = what
    staff: User = story.staff[by]
    more: dict[str, Any] = {"person": person, "family_id": story.family.pk, "noted_by": staff, "noted_at": noted_at}
    thing = MODELS.get(what, Particular)(**said, **more)
    # The demo is held to what people are; only a warning may be overdue already.
    thing._state.adding = not isinstance(thing, SafetyWarning)
    check_noted(thing, person, today)
    thing._state.adding = True
    thing.save()


def _ago(when: int | str, today: date) -> str:
    """Months ago as the month of a date; a text is a date already."""
    return (today - MONTH * when).isoformat()[:7] if isinstance(when, int) else when
