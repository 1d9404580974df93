"""Which rows are of a person and which of a family, read from the keys of the models: no new table is left out.

A row that names persons is theirs. One that names nobody is of the family, or of the row above it, to which its keys
lead: an amendment is of its entry, a step of its plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, Q

from kinwork.families.models import Family
from kinwork.people.models import Person

# Where a key leads to something that belongs to nobody in particular: the unit's, the authority's, the house's.
OF_NOBODY = frozenset({"access.User", "units.Unit", "meetings.Meeting", "evaluation.Study", "families.ChangeSet"})


@dataclass(frozen=True)
class Whose:
    """Of whom rows are asked for: a person, and the families that they are or were in."""

    person_id: int
    family_ids: tuple[int, ...]


def models_of_rooms() -> Iterator[type[Model]]:
    """Kinwork's own tables, without histories (what is now says more) and without what is worked out from others."""
    for model in apps.get_models():
        name = model.__module__
        if not name.startswith("kinwork.") or getattr(model, "is_derived", False) or _is_history(model):
            continue
        yield model


def _is_history(model: type[Model]) -> bool:
    return any(field.name.startswith("pgh_") for field in model._meta.concrete_fields)


def keys(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    """The foreign keys of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]


def of(model: type[Model], whose: Whose, prefix: str = "", above: Collection[type[Model]] = ()) -> Q | None:
    """A condition for the rows that are of them; None where no key leads to a person or a family."""
    if model is Person:
        return Q(**{f"{prefix}pk": whose.person_id})
    if model is Family:
        return Q(**{f"{prefix}pk__in": whose.family_ids})
    named, without, through = Q(), Q(), Q()
    is_named = is_through = False
    for key in keys(model):
        to: Any = key.related_model
        if to is Person:
            is_named = True
            named |= Q(**{f"{prefix}{key.attname}": whose.person_id})
            without &= Q(**{f"{prefix}{key.attname}": None})
            continue
        if to._meta.label in OF_NOBODY or to in above or to is model or not to.__module__.startswith("kinwork."):
            continue
        condition = (
            Q(**{f"{prefix}{key.attname}__in": whose.family_ids})
            if to is Family
            else of(to, whose, f"{prefix}{key.name}__", (*above, model))
        )
        if condition is not None:
            is_through = True
            through |= condition
    if is_named and is_through:
        return named | (without & through)
    if is_named:
        return named
    return through if is_through else None
