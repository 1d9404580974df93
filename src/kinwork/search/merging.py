"""Verbs: two records of one person are put together, and taken apart again (docs/adr/0047).

Every key to a person, of whatever table, is found from the models themselves: a new table cannot be forgotten. What the
merging changes is written down row by row; undoing puts each back that is still as the merging left it, and says which
are not. Only what the person who merges may know of is moved: what stands in a restricted family's record stays with
the other record, which is then in that family only. Nobody learns of it by a refusal, and nothing there is joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log_for_each
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.cases.models import Merging, Moved
from kinwork.cases.person_policies import FamilyAccess, family_accesses
from kinwork.children.recording import clash_of
from kinwork.children.sealing import joins_sealed
from kinwork.families.actions import _must_be_possible
from kinwork.families.models import Fact, Family, FamilyMember, in_force
from kinwork.obligations.rebuilding import rebuild_family
from kinwork.people.models import OtherName, Particular, Person, What
from kinwork.people.queries import any_sealed

MADE, TAKEN_OUT = "+", "-"
# What belongs together of a person: taken over together, from the one record or the other.
GROUPS = {
    "name": ("given_name", "family_name"),
    "born": ("born_on", "born_kind", "due_month_only", "born_source"),
    "sex": ("sex",),
    "died": ("is_deceased", "died_on", "died_kind", "died_source"),
}
LABELS = {"name": "name", "born": "date of birth", "sex": "sex", "died": "death"}
EMPTY: dict[str, Any] = {"born_on": None, "sex": "unknown", "is_deceased": False}


def keys_to_people() -> list[tuple[type[models.Model], models.ForeignKey[Any, Any]]]:
    """Every column of every table that says which person: all but histories, which stay, and mergings themselves."""
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, (pghistory.models.Event, Merging)) and not getattr(model, "is_derived", False)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    ]


def _all(model: type[models.Model]) -> models.QuerySet[Any]:
    return model._base_manager.all() if not hasattr(model, "all_objects") else model.all_objects.all()


# -- who may


def require(actor: Actor, *people: Person) -> dict[int, FamilyAccess]:
    """The families of these people, if somebody may merge in every one that they may know of. One statement.

    Raises :class:`NotAllowed` which says in which they may not.
    """
    ways = [way for found in family_accesses([one.pk for one in people], actor).values() for way in found]
    if not ways:
        raise NotAllowed(Permission.MERGE_PEOPLE)
    shut = [way for way in ways if not way.may(Permission.MERGE_PEOPLE)]
    if shut:
        whose = "; ".join(dict.fromkeys(f"{way.family_name} ({way.unit_name or 'closed'})" for way in shut))
        raise NotAllowed(
            Permission.MERGE_PEOPLE,
            f"You can only merge records when you are responsible for every family concerned. These are not "
            f"yours: {whose}. Ask their unit, or someone who manages both.",
        )
    return {way.family_id: way for way in ways}


# -- merge


def why_not(kept: Person, dropped: Person) -> str:
    """Why these two cannot be one person, in words; empty where they can. A statement for each kind of fact."""
    if kept.pk == dropped.pk:
        return "This is already the same record."
    if any_sealed([kept.pk, dropped.pk]):
        return "One of these records is sealed since an adoption. It stays apart from all others."
    if joins_sealed(kept.pk, dropped.pk):
        return "These two stand on either side of a record that is sealed since an adoption. They stay apart."
    for model, fields in _between_two().items():
        told = _all(model)
        for one in fields:
            for other in fields:
                if one == other:
                    continue
                found = told.filter(**{one: kept.pk, other: dropped.pk})
                if issubclass(model, Fact):
                    found = found.filter(in_force())
                fact = found.first()
                if fact is not None:
                    return (
                        f"The record says “{fact}”, so these must be two people. If that is wrong, remove it from "
                        f"the genogram first."
                    )
    return clash_of(kept, dropped)


def _between_two() -> dict[type[models.Model], list[str]]:
    found: dict[type[models.Model], list[str]] = {}
    for model, field in keys_to_people():
        found.setdefault(model, []).append(field.name)
    return {model: fields for model, fields in found.items() if len(fields) > 1}


def differs(kept: Person, dropped: Person) -> list[str]:
    """The groups in which both records say something, and not the same."""
    return [
        group
        for group in GROUPS
        if _says(kept, group) and _says(dropped, group) and _of(kept, group)[:2] != _of(dropped, group)[:2]
    ]


def _says(person: Person, group: str) -> bool:
    if group == "name":
        return bool(person.given_name or person.family_name)
    first = GROUPS[group][0]
    return bool(getattr(person, first) != EMPTY[first])


def _of(person: Person, group: str) -> tuple[Any, ...]:
    return tuple(getattr(person, name) for name in GROUPS[group])


@transaction.atomic
def merge(actor: Actor, kept: Person, dropped: Person, *, take: Sequence[str] = ()) -> Merging:
    """One record of two. ``take`` are the groups (``GROUPS``) in which the other record is right."""
    ways = require(actor, kept, dropped)
    for pk in sorted((kept.pk, dropped.pk)):
        Person.objects.select_for_update().get(pk=pk)
    families = list(Family.objects.select_for_update().filter(pk__in=ways).order_by("pk"))
    kept.refresh_from_db()
    dropped.refresh_from_db()
    problem = why_not(kept, dropped)
    if problem:
        raise ValidationError(problem)
    merging = Merging.objects.create(
        kept=kept, dropped=dropped, called=dropped.name, by_id=actor.user_id, at=timezone.now()
    )
    journal = _Journal(merging)
    _put_together(journal, kept, dropped, take)
    _memberships(journal, kept, dropped)
    for model, field in keys_to_people():
        _move(journal, model, field, kept, dropped)
    Moved.objects.bulk_create(journal.moved)
    for family in families:
        _must_be_possible(family)
        rebuild_family(family.pk)
    log_for_each(_let_in(ways), "merged people", thing=merging)
    return merging


def _let_in(ways: dict[int, FamilyAccess]) -> list[tuple[int, Actor]]:
    return [(pk, way.actor) for pk, way in ways.items() if way.actor is not None]


class _Journal:
    """Changes rows and writes down how they were."""

    def __init__(self, merging: Merging) -> None:
        self.merging = merging
        self.moved: list[Moved] = []

    def note(self, model: type[models.Model], row: int, column: str, was: Any, became: Any) -> None:
        self.moved.append(
            Moved(
                merging=self.merging, table=model._meta.db_table, row=row, column=column,
                was=_plain(was), became=_plain(became),
            )
        )  # fmt: skip

    def change(self, thing: models.Model, **values: Any) -> None:
        """Set some columns of a row."""
        changed = {name: value for name, value in values.items() if getattr(thing, name) != value}
        for name, value in changed.items():
            self.note(type(thing), thing.pk, name, getattr(thing, name), value)
            setattr(thing, name, value)
        if changed:
            _all(type(thing)).filter(pk=thing.pk).update(**changed)

    def make(self, thing: Any) -> None:
        """A new row."""
        thing.save()
        thing.refresh_from_db()
        self.note(type(thing), thing.pk, MADE, None, _row(thing))


def _plain(value: Any) -> Any:
    return (
        value
        if isinstance(value, dict)
        else DjangoJSONEncoder().default(value)
        if hasattr(value, "isoformat")
        else value
    )


def _row(thing: models.Model) -> dict[str, Any]:
    return {field.attname: _plain(getattr(thing, field.attname)) for field in thing._meta.concrete_fields}


def _put_together(journal: _Journal, kept: Person, dropped: Person, take: Sequence[str]) -> None:
    """The kept record learns what only the other knew; where they differ, the other account stays beside it."""
    before = Person(**{name: getattr(kept, name) for group in GROUPS.values() for name in group})
    for group, names in GROUPS.items():
        if _says(dropped, group) and (group in take or not _says(kept, group)):
            journal.change(kept, **{name: getattr(dropped, name) for name in names})
    source = "the record that was merged into this one"
    for one in (before, dropped):
        if (one.given_name or one.family_name) and one.name.casefold() != kept.name.casefold():
            same = OtherName.objects.filter(given_name__iexact=one.given_name, family_name__iexact=one.family_name)
            if not same.filter(person__in=[kept.pk, dropped.pk]).exists():
                journal.make(
                    OtherName(person=kept, given_name=one.given_name, family_name=one.family_name, source=source)
                )
        if one.born_on and one.born_said != kept.born_said:
            code = one.born_said
            same_day = Particular.objects.filter(what=What.BORN, code=code, person__in=[kept.pk, dropped.pk])
            if one.born_kind != "expected" and not same_day.exists():
                journal.make(Particular(person=kept, what=What.BORN, code=code, source=source))


def _memberships(journal: _Journal, kept: Person, dropped: Person) -> None:
    """In a family of both, the kept one's membership learns what the other's said, and the other's is taken back."""
    mine = {one.family_id: one for one in FamilyMember.all_objects.filter(person=kept)}
    for other in FamilyMember.all_objects.filter(person=dropped):
        one = mine.get(other.family_id)
        if one is None:
            continue
        if not other.taken_back:
            if one.taken_back:
                journal.change(one, role=other.role, is_child=other.is_child, lives_here=other.lives_here,
                               position=other.position, change_set_id=other.change_set_id,
                               taken_back=False)  # fmt: skip
            else:
                journal.change(one, role=one.role or other.role, is_child=one.is_child or other.is_child,
                               lives_here=one.lives_here or other.lives_here)  # fmt: skip
            journal.change(other, taken_back=True)


def _move(
    journal: _Journal, model: type[models.Model], field: models.ForeignKey[Any, Any], kept: Person, dropped: Person
) -> None:
    for pk in list(_all(model).filter(**{field.attname: dropped.pk}).values_list("pk", flat=True)):
        row = _all(model).filter(pk=pk)
        try:
            with transaction.atomic():
                row.update(**{field.attname: kept.pk})
        except IntegrityError:
            # Both are there: of a bare pair (who is asked to a conversation) one is enough. Else the other's row stays
            # with the other record: a membership taken back, or a fact that no longer stands.
            if model._meta.auto_created:
                thing = row.get()
                journal.note(model, pk, TAKEN_OUT, _row(thing), None)
                thing.delete()
        else:
            journal.note(model, pk, field.attname, dropped.pk, kept.pk)


# -- undo


@dataclass(frozen=True)
class Stays:
    """Something that a merging changed and that is not put back, since it was changed again: in words."""

    words: str


def undo(actor: Actor, merging: Merging) -> list[Stays]:
    """Take the two records apart: everything that is as the merging left it goes back. Gives what does not."""
    with transaction.atomic():
        later = Merging.objects.filter(dropped=merging.kept_id, undone_at=None, pk__gt=merging.pk).first()
        ways = require(actor, later.kept if later else merging.kept)
        if later is not None:
            raise ValidationError(f"This record was merged into {later.kept.name} later. Separate those two first.")
        for pk in sorted((merging.kept_id, merging.dropped_id)):
            Person.objects.select_for_update().filter(pk=pk).first()
        families = list(Family.objects.select_for_update().filter(pk__in=ways).order_by("pk"))
        merging = Merging.objects.select_for_update().get(pk=merging.pk)
        if merging.undone_at is not None:
            raise ValidationError("These two have already been separated.")
        stays = list(_put_back(merging))
        for family in families:
            _must_be_possible(family)
            rebuild_family(family.pk)
        merging.undone_at, merging.undone_by_id = timezone.now(), actor.user_id
        merging.save(update_fields=["undone_at", "undone_by"])
        log_for_each(_let_in(ways), "took merged people apart", thing=merging)
    return stays


def what_stays(merging: Merging) -> list[Stays]:
    """What undoing would not put back, found by trying it."""
    with transaction.atomic():
        found = list(_put_back(merging))
        transaction.set_rollback(True)
    return found


def _put_back(merging: Merging) -> Iterator[Stays]:
    tables = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    # Memberships first: somebody who is left in a restricted family only is hidden from who asks until then. Who is
    # hidden was worked out when the request began, and is worked out at every statement from here on.
    tuples("SELECT set_config('kinwork.hidden_people', '', true)")
    is_other = models.Case(models.When(table=FamilyMember._meta.db_table, then=0), default=1)
    all_moved = list(merging.moved.filter(is_undone=False).order_by(is_other, "-id"))
    # First, for the wall shows what was done to a row only while the row is there; and all at once, for it looks
    # through every table to find that out.
    Moved.objects.filter(pk__in=[one.pk for one in all_moved]).update(is_undone=True)
    left: list[int] = []
    for moved in all_moved:
        model = tables.get(moved.table)
        if model is None:
            left.append(moved.pk)
            yield Stays(f"{moved.table} is no longer kept.")
            continue
        try:
            with transaction.atomic():
                words = _put_one_back(model, moved)
                if words:
                    transaction.set_rollback(True)
        except IntegrityError:
            words = f"{_named(model)} {moved.row}: something else has taken its place."
        if words:
            left.append(moved.pk)
            yield Stays(words)
    if left:
        Moved.objects.filter(pk__in=left).update(is_undone=False)


def _put_one_back(model: type[models.Model], moved: Moved) -> str:
    """Gives in words why not, or nothing."""
    rows = _all(model).filter(pk=moved.row)
    if moved.column == TAKEN_OUT:
        model._base_manager.bulk_create([model(**(moved.was or {}))])
        return ""
    thing = rows.first()
    if thing is None:
        return ""
    if moved.column == MADE:
        now = _row(thing)
        if {name: value for name, value in now.items() if name != "noted_at"} != {
            name: value for name, value in (moved.became or {}).items() if name != "noted_at"
        }:
            return f"{_named(model)} “{thing}” was changed since, and stays."
        thing.delete()
        return ""
    now = getattr(thing, moved.column)
    if _plain(now) != moved.became:
        field = model._meta.get_field(moved.column.removesuffix("_id"))
        label = getattr(field, "verbose_name", moved.column)
        return f"{_named(model)} “{thing}”: {label} was changed since, and stays as it is now."
    rows.update(**{moved.column: moved.was})
    return ""


def _named(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name).capitalize()
