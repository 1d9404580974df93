"""Ids of what may be hidden tell nothing of how much there is, or when something hidden was made (docs/adr/0059)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.db import connection

from kinwork.families.models import Family
from kinwork.meetings import parts
from kinwork.meetings.models import Passage
from kinwork.platform.row_level_security import declared
from tests.factories import discussion_of, family_in, meeting_of

pytestmark = pytest.mark.django_db
MOST = 2**53 - 1  # what a browser's numbers hold exactly


def test_every_walled_table_counts_time_and_not_rows():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, is_identity, column_default FROM information_schema.columns "
            "WHERE table_schema = 'public' AND column_name = 'id' AND table_name = ANY (%s)",
            [list(declared().policies)],
        )
        found = cursor.fetchall()
    assert len(found) > 40
    own = {table for table, is_identity, _ in found if is_identity == "YES"}
    assert own == set(declared().counted)
    made = {table for table, _, default in found if default == "kinwork_new_id()"}
    assert {"families_family", "people_person", "record_entry", "meetings_discussion", "meetings_agendaitem"} <= made


def test_two_in_a_row_lie_at_no_fixed_distance():
    ids = [Family.objects.create(name=f"Family {n}").pk for n in range(60)]
    steps = [after - before for before, after in pairwise(ids)]
    assert len(set(steps)) > 50
    assert min(steps) > 0


def test_ids_rise_with_the_order_in_which_things_are_made_and_fit_into_a_browsers_numbers(rowan):
    talk = discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    ids = list(Passage.objects.filter(discussion=talk).values_list("pk", flat=True).order_by("pk"))
    order = list(Passage.objects.filter(discussion=talk).order_by("pk").values_list("part", flat=True))
    assert order == parts.part_keys()
    assert len(set(ids)) == len(ids)
    assert all(0 < one <= MOST for one in ids)


def test_twenty_thousand_at_once_are_all_different_and_in_order():
    with connection.cursor() as cursor:
        cursor.execute("SELECT kinwork_new_id() FROM generate_series(1, 20000)")
        ids = [one for (one,) in cursor.fetchall()]
    assert len(set(ids)) == 20000
    assert ids == sorted(ids)
