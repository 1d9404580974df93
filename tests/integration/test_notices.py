"""Somebody is told: who, who is not, what is expected of them, and what they no longer see."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.models import Authority
from kinwork.access.reconnect import CHANNEL
from kinwork.access.roles import ROLES
from kinwork.clocks.expected import Expected
from kinwork.confidentiality import restrictions
from kinwork.notices import kinds
from kinwork.notices.actions import notify, see_all, see_family
from kinwork.notices.kinds import Kind, register
from kinwork.notices.models import Notice
from kinwork.notices.queries import count_new, lines_for, new_lines_for
from kinwork.notices.recipients import ANSWERS
from kinwork.units.actions import name_deputy, pair_as_buddies
from tests.factories import actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
PLAIN = Kind("test_plain", "{who} did something in {unit}", "something was done")
EVERYONE = Kind("test_everyone", "{who} did something that all should know", "something happened", for_everyone=True)
GUARDED = Kind("test_guarded", "{who} opened it", "a record was opened", beyond_reach=True)
SOON = Kind("test_soon", "{who} sent this", "something came", expected=Expected("Answer", 1, "A rule"))


@pytest.fixture(autouse=True)
def _declared(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    register(PLAIN, EVERYONE, GUARDED, SOON)


@pytest.fixture
def manager(rowan):
    who = user("manager")
    put_in_post(who, rowan.unit, "gm")
    return who


@pytest.fixture
def oak(rowan):
    """Another unit."""
    return unit_with_staff("Oak", "o")


@pytest.fixture
def family(rowan):
    return family_in(rowan.unit, "Abbott")


def told(*people) -> list[str]:
    """Which of these people have something new."""
    return [who.full_name for who in people if count_new(actor(who))]


def names(*people) -> list[str]:
    return [who.full_name for who in people]


# -- who is told


def test_who_answers_for_a_unit_leads_coordinates_or_manages_it():
    assert {ROLES[key].name for key in ANSWERS} == {
        "Consultant social worker", "Unit coordinator", "Group manager"
    }  # fmt: skip


def test_a_unit_is_told_through_those_who_answer_for_it_and_no_other_unit_is(rowan, oak, manager, family):
    _, others = oak
    notify(PLAIN.key, actor=actor(rowan.tom), family_id=family.pk, unit_id=rowan.unit.pk)
    everyone = [rowan.grace, rowan.maureen, manager, rowan.tom, rowan.priya, rowan.leah, *others.values()]
    assert told(*everyone) == names(rowan.grace, rowan.maureen, manager)


def test_who_did_it_is_never_told_of_it(rowan, family):
    notify(PLAIN.key, actor=actor(rowan.grace), family_id=family.pk, unit_id=rowan.unit.pk, to=[rowan.grace.pk])
    assert told(rowan.grace, rowan.maureen) == names(rowan.maureen)
    notify(PLAIN.key, actor=actor(rowan.tom), family_id=family.pk, to=rowan.tom.pk)
    assert Notice.objects.count() == 1, "nobody was left to be told"


def test_people_by_name_and_those_who_answer_hear_of_one_thing_once(rowan, family):
    notify(
        PLAIN.key,
        actor=actor(rowan.tom),
        family_id=family.pk,
        unit_id=rowan.unit.pk,
        to=[rowan.grace.pk, rowan.leah.pk],
    )
    assert [count_new(actor(who)) for who in (rowan.grace, rowan.leah, rowan.priya)] == [1, 1, 0]


def test_what_everyone_should_know_goes_to_the_whole_unit(rowan, oak, family):
    _, others = oak
    notify(EVERYONE.key, actor=actor(rowan.tom), family_id=family.pk, unit_id=rowan.unit.pk)
    assert told(rowan.leah, rowan.priya, rowan.tom, others["leah"]) == names(rowan.leah, rowan.priya)


def test_a_named_deputy_is_told_while_named(rowan, family):
    today = timezone.localdate()
    notify(PLAIN.key, actor=actor(rowan.priya), family_id=family.pk, unit_id=rowan.unit.pk)
    assert told(rowan.tom) == []
    named = name_deputy(actor(rowan.grace), rowan.unit, rowan.tom, first_day=today, last_day=today + timedelta(days=2))
    assert told(rowan.tom) == names(rowan.tom)
    named.during = DateRange(today - timedelta(days=3), today)
    named.save()
    assert told(rowan.tom) == []


def test_while_nobody_leads_a_unit_its_buddys_consultant_is_told(rowan, oak, family):
    unit, others = oak
    pair_as_buddies(rowan.unit, unit)
    notify(PLAIN.key, actor=actor(rowan.tom), family_id=family.pk, unit_id=rowan.unit.pk)
    assert told(others["grace"], others["maureen"]) == []
    rowan.grace.holdings.update(during=DateRange(date(2020, 1, 1), timezone.localdate()))
    assert told(others["grace"], others["maureen"], rowan.maureen) == names(others["grace"], rowan.maureen)
    today = timezone.localdate()
    rowan.unit.deputies.create(user=rowan.tom, named_by=rowan.grace, during=DateRange(today, None))
    assert told(others["grace"]) == [], "somebody leads it"
    rowan.unit.deputies.all().delete()
    Authority.objects.update(reach="unit")
    assert told(others["grace"]) == [], "families of the buddy do not open to them"


def test_who_leaves_the_unit_leaves_its_news_there(rowan, family):
    notify(PLAIN.key, actor=actor(rowan.tom), family_id=family.pk, unit_id=rowan.unit.pk, to=rowan.leah.pk)
    assert told(rowan.grace, rowan.leah) == names(rowan.grace, rowan.leah)
    for who in (rowan.grace, rowan.leah):
        who.holdings.update(during=DateRange(date(2020, 1, 1), timezone.localdate()))
    assert told(rowan.grace, rowan.leah) == []
    assert lines_for(actor(rowan.leah)) == []


def test_a_guardian_who_works_elsewhere_still_sees_what_was_addressed_to_them(rowan, oak, family):
    _, others = oak
    for kind in (PLAIN, GUARDED):
        notify(kind.key, actor=actor(rowan.tom), family_id=family.pk, to=others["grace"].pk)
    assert [line.kind.key for line in lines_for(actor(others["grace"]))] == [GUARDED.key]


# -- what must not be known


def test_a_family_that_became_restricted_vanishes_from_page_and_count(rowan, manager, family):
    notify(PLAIN.key, actor=actor(rowan.tom), family_id=family.pk, unit_id=rowan.unit.pk, to=rowan.leah.pk)
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    assert told(rowan.grace, rowan.maureen, rowan.leah) == names(rowan.grace)
    assert not Notice.objects.filter(family=family).exists(), "the last who asked is not listed"


def test_who_must_not_know_hears_nothing_when_something_happens_in_a_restricted_family(
    rowan, manager, family, transactional_db
):
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    heard = nudged(lambda: notify(PLAIN.key, actor=actor(rowan.tom), family_id=family.pk, unit_id=rowan.unit.pk))
    assert heard == {rowan.grace.pk, manager.pk}
    assert told(rowan.grace, rowan.maureen, manager) == names(rowan.grace, manager)


def nudged(act) -> set[int]:
    """Whose open pages are told that there is something, with ids and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    act()
    said = [json.loads(heard.payload) for heard in connection.connection.notifies(timeout=0.5)]
    said = [message for message in said if message["what"] == "notices"]
    assert all(set(message) == {"meeting", "what"} for message in said)
    return {int(message["meeting"].removeprefix("person ")) for message in said}


# -- seen


def test_opening_a_family_sees_what_came_of_it_and_nothing_else(rowan, family):
    other = family_in(rowan.unit, "Other")
    for one in (family, other):
        notify(PLAIN.key, actor=actor(rowan.tom), family_id=one.pk, unit_id=rowan.unit.pk)
    see_family(actor(rowan.grace), family.pk)
    assert [line.family for line in new_lines_for(actor(rowan.grace))] == ["Other"]
    assert count_new(actor(rowan.maureen)) == 2, "each sees for themselves"
    see_all(actor(rowan.grace))
    assert count_new(actor(rowan.grace)) == 0
    assert [line.is_new for line in lines_for(actor(rowan.grace))] == [False, False]


# -- what it says


def test_what_is_expected_is_reckoned_in_working_days(rowan, family):
    notify(SOON.key, actor=actor(rowan.tom), family_id=family.pk, unit_id=rowan.unit.pk)
    notify(SOON.key, actor=actor(rowan.tom), family_id=family.pk, unit_id=rowan.unit.pk, due=date(2031, 1, 2))
    later, usual = (line.due for line in lines_for(actor(rowan.grace)))
    assert later == date(2031, 1, 2)
    assert usual == SOON.expected.by(timezone.localdate())
    assert SOON.expected.by(date(2026, 12, 24)) == date(2026, 12, 29), "not at Christmas, nor on Boxing Day's Monday"


def test_a_sentence_is_made_when_it_is_shown_and_leads_somewhere(rowan, family):
    notify(PLAIN.key, actor=actor(rowan.tom), family_id=family.pk, unit_id=rowan.unit.pk)
    [line] = lines_for(actor(rowan.grace))
    assert line.words == "Tom Hollis did something in Rowan"
    assert line.link == f"/family/{family.pk}/"


def test_a_kind_is_declared_once_and_nothing_undeclared_is_told(rowan, family):
    register(PLAIN)
    with pytest.raises(ValueError, match="declared already"):
        register(Kind(PLAIN.key, "Other words", "other"))
    with pytest.raises(ValueError, match="no room has declared"):
        notify("test_unknown", actor=actor(rowan.tom), unit_id=rowan.unit.pk)


def test_what_no_room_declares_any_more_is_not_counted(rowan, family):
    notify(PLAIN.key, actor=actor(rowan.tom), family_id=family.pk, unit_id=rowan.unit.pk)
    kinds._kinds.pop(PLAIN.key)
    assert (count_new(actor(rowan.grace)), lines_for(actor(rowan.grace))) == (0, [])


@pytest.mark.parametrize(
    "values",
    [
        "'x', NULL, '{}', '', NULL",
        "'', NULL, '{1}', '', NULL",
        "'x', NULL, '{1}', 'Task', NULL",
        "'x', NULL, '{1}', '', 5",
    ],
)
def test_the_database_keeps_a_notice_whole(rowan, values):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO notices_notice (at, kind, unit_id, to_ids, object_type, object_id) VALUES (now(), {values})"
        )
