"""Time writing beside time with families, of many together."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.accounts.bootstrap import service_team
from kinwork.practice.time_use import months_before, time_use
from kinwork.record.models import Entry, WritingTime
from tests.factories import actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LAST = months_before(TODAY)[-1]


def wrote(family, who, seconds, *, times=5, on=LAST, kind="visit", minutes=60):
    at = timezone.make_aware(datetime.combine(on + timedelta(days=9), time(12)))
    for _ in range(times):
        entry = Entry.objects.create(
            family=family, kind=kind, text="x", happened_on=on, recorded_at=at, by=who, minutes=minutes
        )
        WritingTime.objects.create(entry=entry, seconds=seconds)


@pytest.fixture(scope="module")
def scene(one_scene):
    """Five of a unit wrote five visits each; in another one four did."""
    unit, staff = unit_with_staff()
    far, others = unit_with_staff("Hazel", "far-")
    head = user("head")
    put_in_post(head, service_team(), "hos")
    family, away = (family_in(one, opened=LAST - timedelta(days=400)) for one in (unit, far))
    for n, who in enumerate(staff.values()):
        wrote(family, who, 600 + 60 * n)
    for who in list(others.values())[:4]:
        wrote(away, who, 3000)
    # of the month that is not over, and too few of one person
    wrote(family, staff["grace"], 28000, on=TODAY.replace(day=1) - timedelta(days=9), times=9)
    return SimpleNamespace(unit=unit, far=far, head=head, family=family, away=away, grace=staff["grace"], others=others)


def test_five_are_shown_and_four_are_not_nor_the_whole_beside_the_five(scene):
    found = time_use(TODAY)
    assert {unit for what, month, unit in found if month == LAST and what == "entries"} == {None}, (
        "of nine with five shown, four would be left: the whole is shown, and neither unit"
    )
    four_more = list(scene.others.values())[4]
    wrote(scene.away, four_more, 3000)
    found = time_use(TODAY)
    assert {unit for _, month, unit in found if month == LAST} == {None, scene.unit.pk, scene.far.pk}
    ours = found["visits", LAST, scene.unit.pk]
    assert (ours.people, ours.entries, ours.median_minutes) == (5, 25, 12)
    assert ours.family_hours == 5.0


def test_whoever_wrote_four_entries_is_not_one_of_the_five(scene):
    wrote(scene.away, list(scene.others.values())[4], 3000, times=4)
    assert ("entries", LAST, scene.far.pk) not in time_use(TODAY)


def test_the_page_says_the_rule_and_no_ones_figures_to_the_unit_and_to_the_head(scene, sign_in):
    client = sign_in(scene.grace)
    page = client.get(f"/unit/{scene.far.pk}/time/")
    assert page.status_code == 403
    page = client.get(f"/unit/{scene.unit.pk}/time/").content.decode()
    assert "at least 5 people" in page
    assert "none with enough people behind it" in page
    wrote(scene.away, list(scene.others.values())[4], 3000)
    page = client.get(f"/unit/{scene.unit.pk}/time/").content.decode()
    assert "none with enough" not in page
    file = client.get(f"/unit/{scene.unit.pk}/time/?as=csv").content.decode()
    assert f'"{LAST:%Y-%m}","5","25","12","12"' in file
    assert "fewer than five people" in file
    whole = sign_in(scene.head).get("/units/time/").content.decode()
    assert "The whole service" in whole
    assert scene.unit.name in whole


def test_one_statement_however_much_was_written(scene):
    with CaptureQueriesContext(connection) as few:
        time_use(TODAY)
    wrote(scene.family, scene.grace, 300, times=20)
    actor(scene.head)
    with CaptureQueriesContext(connection) as more:
        time_use(TODAY)
    assert len(few) == len(more) == 1
