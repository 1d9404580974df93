"""Whatever a column may hold is said once, and PostgreSQL holds everybody to it."""

from __future__ import annotations

from django.apps import apps

# Not checked by the database: kinds of names that old records bring with them; what an authority's own catalogue says.
FREE = {("people.OtherName", "kind")}
ELSEWHERE = {"access", "units"}  # these rooms lie below; their columns are checked by the verbs alone


def test_every_choice_is_held_by_the_database():
    unchecked = []
    for model in apps.get_models():
        about = model._meta
        if not model.__module__.startswith("kinwork.") or about.model_name.endswith("event"):
            continue
        conditions = " ".join(str(getattr(one, "condition", "")) for one in about.constraints)
        unchecked += [
            (about.label, field.name)
            for field in about.concrete_fields
            if field.choices and f"'{field.name}__in'" not in conditions and (about.label, field.name) not in FREE
        ]
    assert [one for one in unchecked if one[0].split(".")[0] not in ELSEWHERE] == []
