"""Facts of several kinds in one statement: what a family's page can afford (docs/adr/0007)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from .models import ChangeSet, Fact

CHANGE_SET = [field.attname for field in ChangeSet._meta.concrete_fields]


def _as_json(model: type[Fact], where: Q) -> QuerySet[Any]:
    row = JSONObject(**{field.attname: F(field.attname) for field in model._meta.concrete_fields})
    change_set = JSONObject(**{name: F(f"change_set__{name}") for name in CHANGE_SET})
    found = cast(Any, model)._base_manager.filter(where).order_by()
    return cast("QuerySet[Any]", found.values_list(Value(model._meta.model_name), row, change_set))


def facts_where(asked: Mapping[type[Fact], Q], stands: Q) -> dict[type[Fact], list[Any]]:
    """The facts of each kind that stand, each with its change set and in the order in which they were told.

    People are there by their ids only. One statement.
    """
    kinds = {kind._meta.model_name: kind for kind in asked}
    first, *others = [_as_json(kind, stands & where) for kind, where in asked.items()]
    found: dict[type[Fact], list[Any]] = {kind: [] for kind in asked}
    for name, row, change_set in first.union(*others, all=True):
        kind = kinds[name]
        fact = _built(kind, row)
        fact.change_set = _built(ChangeSet, change_set)
        found[kind].append(fact)
    return {kind: sorted(facts, key=lambda fact: fact.pk) for kind, facts in found.items()}


def _built(model: Any, said: dict[str, Any]) -> Any:
    """A row that came as JSON, with dates as dates."""
    fields = model._meta.concrete_fields
    values = [
        field.to_python(said[field.attname]) if not field.is_relation else said[field.attname] for field in fields
    ]
    return model.from_db("default", [field.attname for field in fields], values)
