"""How long a record is kept, counted by hand; and that no number of any table is forgotten when it is erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, ForeignKey, IntegerField

from kinwork.retention import outside
from kinwork.retention.links import BOXES, LEADS_NOWHERE, LOOSE, links, tables
from kinwork.retention.rules import (
    CountsFrom,
    Facts,
    Local,
    LocalKind,
    Somebody,
    kept_until,
    national,
    why_kept,
    years_after,
)

SIX_YEARS = {LocalKind.OPEN: Local(LocalKind.OPEN, CountsFrom.LAST, 6)}
CLOSED = Facts(1, date(2010, 1, 1), date(2020, 6, 30), is_open=False, was_open=True, had_plan=False)
MIA = Somebody(7, is_child=True, born=date(2012, 2, 29))


def until(facts: Facts, local=SIX_YEARS) -> date | None:
    return kept_until(why_kept(facts, local))


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([MIA], date(2026, 6, 30)),
        ([replace(MIA, was_looked_after=True)], date(2087, 3, 1)),  # 2087 has no 29 February
        ([replace(MIA, was_looked_after=True, died=date(2020, 3, 1))], date(2035, 3, 1)),
        ([replace(MIA, was_looked_after=True, died=date(2030, 3, 1))], date(2087, 3, 1)),  # the day she was 18
        ([replace(MIA, was_looked_after=True, died=date(2030, 2, 28))], date(2045, 2, 28)),
        ([replace(MIA, adopted=True, adopted_on=date(2019, 4, 5))], date(2119, 4, 5)),
        ([replace(MIA, was_looked_after=True, adopted=True, adopted_on=date(2019, 4, 5))], date(2119, 4, 5)),
        ([MIA, Somebody(8, True, date(1950, 1, 1), was_looked_after=True)], date(2026, 6, 30)),
        ([replace(MIA, was_looked_after=True, born=None)], None),
        ([replace(MIA, adopted=True)], None),
        ([], date(2026, 6, 30)),
    ],
)
def test_the_longest_period_counts_and_what_is_not_known_keeps(people, expected):
    assert until(replace(CLOSED, people=people)) == expected


def test_where_the_authority_has_no_rule_the_record_is_kept():
    assert until(CLOSED, {}) is None
    with_plan = replace(CLOSED, had_plan=True)
    assert until(with_plan) is None, "of a family with a protection plan it has to say that too"
    both = {**SIX_YEARS, LocalKind.PROTECTION: Local(LocalKind.PROTECTION, CountsFrom.YOUNGEST, 25)}
    assert until(replace(with_plan, people=[MIA, Somebody(8, True, date(2015, 1, 2))]), both) == date(2040, 1, 2)
    assert until(replace(with_plan, people=[MIA, Somebody(8, True)]), both) is None, "the youngest is not known"
    assert until(replace(with_plan, people=[MIA, Somebody(8, False)]), both) == date(2037, 3, 1)
    never = replace(CLOSED, was_open=False)
    assert until(never) is None
    assert until(never, {LocalKind.CONTACT: Local(LocalKind.CONTACT, CountsFrom.LAST, 1)}) == date(2021, 6, 30)


def test_every_rule_of_the_law_cites_it_and_is_the_printed_period():
    assert {(rule.applies_to, rule.years) for rule in national().values()} == {
        ("looked_after", 75), ("looked_after_died_a_child", 15), ("adopted", 100),
    }  # fmt: skip
    for rule in national().values():
        assert "Regulations" in rule.citation
        assert "regulation " in rule.citation
    assert years_after(date(2028, 2, 29), 4) == date(2032, 2, 29)


def test_every_number_of_every_table_is_a_key_or_says_where_it_leads():
    """A new table, or a new column that leads somewhere without being a key, fails here until it is said."""
    said = {f"{one.table}.{one.column}" for one in LOOSE} | LEADS_NOWHERE
    numbers = set()
    for model in tables():
        for field in model._meta.concrete_fields:
            of = field.base_field if isinstance(field, ArrayField) else field
            # A history says again which row it is of: it goes by its pgh_obj.
            if (
                isinstance(field, ForeignKey)
                or field.primary_key
                or field.name.startswith("pgh_")
                or field.name == "id"
            ):
                continue
            is_id = field.column.endswith(("_id", "_ids")) or isinstance(field, ArrayField)
            if isinstance(of, BigIntegerField | IntegerField) and (is_id or isinstance(of, BigIntegerField)):
                numbers.add(f"{model._meta.db_table}.{field.column}")
    assert numbers - said == set(), "say in retention/links.py where it leads, or that it leads nowhere"
    by_their_key = {"front_door_unanswered.contact_id"}  # kept by the database, and by the id of what it is of
    assert said - numbers == by_their_key, "and nothing that is no longer there"


def test_every_box_whose_typing_is_kept_leads_to_its_table():
    from kinwork.formal_meetings.actions import writing as formal
    from kinwork.meetings.actions.writing import EDITABLE_FIELDS
    from kinwork.summaries.models import BOX

    every = {name.split(".")[0] for name in (*EDITABLE_FIELDS, *formal.BOXES, BOX)}
    assert every - {"meeting"} == set(BOXES), "what the unit learned stands with its meeting, of no family"


def test_keys_without_a_table_behind_them_and_histories_are_followed_too():
    found = {(link.table, link.column, link.to, link.binds) for link in links()}
    assert ("record_entryevent", "pgh_obj_id", "record_entry", False) in found
    assert ("formal_meetings_formalmeeting_children", "person_id", "people_person", True) in found
    assert ("access_accessgrant", "family_id", "families_family", True) in found


def test_what_lies_outside_is_asked_before_and_goes_afterwards(monkeypatch):
    monkeypatch.setattr(outside, "_registered", {})
    gone = []
    outside.register("files_attachment", lambda ids, using: lambda: gone.extend((using, one) for one in ids))
    assert outside.registered() == ["files_attachment"]
    steps = outside.prepare({"files_attachment": [3, 4], "record_entry": [1]}, "owner")
    assert gone == []
    for step in steps:
        step()
    assert gone == [("owner", 3), ("owner", 4)]
