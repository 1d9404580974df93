"""The register of training: entered by one for many, kept by the database, and little of it for others to see."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.accounts.bootstrap import service_team
from kinwork.notices.models import Notice
from kinwork.training import actions, coaching
from kinwork.training.models import Attendance, Day, Practising, Programme, Session, Tick
from kinwork.training.queries import LATELY, Standing, cadence, inductions_of, last_sessions, trained_in
from kinwork.training.shipped import programmes
from kinwork.units.posts import join_unit
from tests.factories import actor, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture(scope="module")
def world(one_scene):
    unit, staff = unit_with_staff()
    oak, others = unit_with_staff("Oak", "oak-")
    head, manager = user("head"), user("manager")
    put_in_post(head, service_team(), "hos")
    put_in_post(manager, unit, "gm")
    programme = actions.take_up(actor(head), programmes()["consultants-2015"])
    return SimpleNamespace(unit=unit, oak=oak, others=others, head=head, manager=manager, programme=programme, **staff)


def taken(world, who, *numbers, on=None, by="grace"):
    on = on or timezone.localdate() - WEEK
    return actions.note_days(actor(getattr(world, by)), world.programme, [(who.pk, number, on) for number in numbers])


def test_whole_part_and_none_at_any_date(world):
    today = timezone.localdate()
    taken(world, world.grace, *range(1, 10), on=today - 30 * DAY)
    taken(world, world.tom, 1, 2, on=today - 10 * DAY)

    def standing(on):
        return {one.name.split()[0]: str(one.standing) for one in trained_in([world.unit.pk], on)}

    assert standing(today) == {"Grace": "whole", "Leah": "none", "Maureen": "none", "Priya": "none", "Tom": "part"}
    assert standing(today - 20 * DAY)["Tom"] == "none"
    assert set(standing(today - 40 * DAY).values()) == {"none"}
    everyone = {one.unit_id for one in trained_in(None, today)}
    assert everyone == {world.unit.pk, world.oak.pk}, "units that work with families, not the team of the whole service"


def test_one_person_enters_many_at_once_and_twice_is_once(world, sign_in):
    client = sign_in(world.maureen)
    at = f"/training/{world.programme.pk}/"
    people = [world.grace.pk, world.tom.pk, world.priya.pk]
    answer = client.post(at, {"day": 1, "on": "yesterday", "people": people}, follow=True).text
    assert "Saved: 3 days of training." in answer
    again = client.post(at, {"day": 1, "on": "today", "people": [*people, world.leah.pk]}, follow=True).text
    assert "Saved: 1 day of training. 3 days stood here already." in again
    assert Attendance.objects.filter(day__programme=world.programme).count() == 4
    nothing = client.post(at, {"day": 1, "on": "1/1/2090", "people": people})
    assert nothing.status_code == 422
    assert "future" in nothing.text
    assert client.post(at, {"day": 1, "on": "today"}).text.count("Tick the colleagues who were there.") >= 1


def test_a_pasted_list_is_saved_whole_or_not_at_all_and_stays_in_its_box(world, sign_in):
    client = sign_in(world.grace)
    at = f"/training/{world.programme.pk}/"
    pasted = "name,day,date\nTom Hollis,1,1/3/2026\nNemo,1,1/3/2026\nPriya Nair,99,1/3/2026"
    answer = client.post(at, {"pasted": pasted})
    assert answer.status_code == 422
    assert "Nothing is saved yet. 2 lines to correct:" in answer.text
    assert "Line 3: no colleague is called “Nemo” here." in answer.text
    assert "Line 4: “99” is not a day of this programme. Type a number from 1 to 9." in answer.text
    assert "Nemo,1,1/3/2026" in answer.text, "what was pasted is still there"
    assert not Attendance.objects.exists()
    assert client.post(at, {"pasted": "Tom Hollis,1,1/3/2026\ngrace@example.org,9,2/3/2026"}).status_code == 302
    assert {(one.user_id, one.day.number) for one in Attendance.objects.select_related("day")} == {
        (world.tom.pk, 1), (world.grace.pk, 9),
    }  # fmt: skip
    # A colleague of another unit is not of this register.
    other = client.post(at, {"pasted": f"{world.others['tom'].email},1,1/3/2026"})
    assert "no colleague is called" in other.text


def test_who_keeps_it_where(world, sign_in):
    with pytest.raises(NotAllowed):
        taken(world, world.tom, 1, by="tom")
    with pytest.raises(ValidationError, match="your own units"):
        taken(world, world.others["tom"], 1, by="grace")
    assert taken(world, world.others["tom"], 1, by="head") == (1, 0)
    assert taken(world, world.tom, 1, by="manager") == (1, 0)
    assert sign_in(world.tom).get("/training/").status_code == 403
    with pytest.raises(NotAllowed):
        actions.make_programme(actor(world.grace), name="Ours", provider="", about="", group="", modules=[])
    with pytest.raises(ValidationError, match="of this name already"):
        actions.take_up(actor(world.head), programmes()["consultants-2015"])
    [one] = Attendance.objects.filter(user=world.others["tom"])
    with pytest.raises(NotAllowed):
        actions.remove_day(actor(world.grace), one)
    actions.remove_day(actor(world.head), one)
    assert taken(world, world.others["tom"], 1, by="head") == (1, 0), "removed, it can be entered again"


def test_the_database_keeps_it_so(world):
    now, today = timezone.now(), timezone.localdate()
    taken(world, world.tom, 1)
    [one] = Attendance.objects.filter(user=world.tom)
    by = {"by_id": world.grace.pk, "at": now}
    for make in (
        lambda: Attendance.objects.create(day=one.day, user=world.tom, on=today, **by),
        lambda: Attendance.objects.create(day=world.programme.days.last(), user=world.tom, on=today + WEEK, **by),
        lambda: Day.objects.create(programme=world.programme, number=9, module="x"),
        lambda: Tick.objects.create(unit=world.unit, user=world.tom, joined_on=today, item="luck", **by),
        lambda: Session.objects.create(user=world.tom, with_user=world.tom, kind="coaching", on=today, **by),
        lambda: Session.objects.create(user=world.tom, kind="coaching", on=today, **by),
        lambda: Session.objects.create(user=world.tom, with_name="Jo", kind="coaching", on=today + WEEK, **by),
        lambda: Programme.objects.create(name="x", group="luck", made_by=world.head, made_at=now),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
    for sql in (
        'UPDATE training_attendance SET "on" = current_date', "DELETE FROM training_attendance",
        "UPDATE training_session SET kind = 'group'", "DELETE FROM training_day",
    ):  # fmt: skip
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_an_induction_opens_by_itself_and_is_seen_by_two(world, sign_in):
    today = timezone.localdate()
    new = user("newcomer")
    put_in_post(new, world.unit, "sw", since=today - 2 * WEEK)
    members = trained_in([world.unit.pk], today)
    [(key, one)] = inductions_of(members, today).items()
    assert (key, one.left) == ((world.unit.pk, new.pk), 10)
    at = f"/unit/{world.unit.pk}/training/{new.pk}/induction/"
    assert sign_in(new).post(at, {"items": ["purpose", "risk"]}).status_code == 302
    page = sign_in(world.grace).get(at).text
    assert "2 of 10 done" in page
    assert page.count("checked") == 2
    for other in (world.tom, world.manager, world.head, world.maureen):
        client = sign_in(other)
        assert client.get(at).status_code == 403
        assert "of 10 done" not in client.get(f"/unit/{world.unit.pk}/training/").text
    assert "2 of 10 done" in sign_in(world.grace).get(f"/unit/{world.unit.pk}/training/").text
    assert "Your induction" in sign_in(new).get("/my-training/").text
    with pytest.raises(ValidationError):
        actions.tick(actor(new), world.unit, one, {"luck"})
    assert sign_in(new).post(at, {"items": ["purpose"]}).status_code == 302
    assert set(Tick.objects.values_list("item", flat=True)) == {"purpose"}, "unticked, it is not done"
    # Somebody who was here all the time, in one post after the other, has not joined.
    put_in_post(world.tom, world.unit, "cp", since=today)
    assert {user_id for _, user_id in inductions_of(trained_in([world.unit.pk], today), today)} == {new.pk}


def test_who_is_appointed_and_the_consultant_are_told(world):
    new = user("appointed")
    post = world.unit.posts.create(role="sw", fte=1)
    join_unit(actor(world.manager), post, new, start=timezone.localdate())
    [told] = Notice.objects.filter(kind="induction_opened")
    assert set(told.to_ids) == {new.pk, world.grace.pk}


def session(world, by, user, with_user, **more):
    said = {"with_name": "", "kind": "supervision", "on": timezone.localdate() - 6 * WEEK, **more}
    return actions.note_session(
        actor(by), user_id=user.pk, with_user_id=with_user.pk if with_user else None, **said
    )  # fmt: skip


def test_coaching_and_supervision_with_its_cadence_and_no_name_for_managers(world, sign_in):
    today = timezone.localdate()
    first = session(world, world.grace, world.tom, world.grace)
    assert session(world, world.tom, world.tom, world.grace) == first, "recorded by both, it is one"
    session(world, world.tom, world.tom, None, with_name="A coach", kind="coaching", on=today - 3 * DAY)
    last = last_sessions([world.tom.pk], today)[world.tom.pk]
    assert cadence(last, today) == "Coaching: last 3 days ago; Reflective supervision: last 6 weeks ago"
    at = f"/unit/{world.unit.pk}/training/"
    assert "last 6 weeks ago" in sign_in(world.grace).get(at).text
    assert "last 6 weeks ago" in sign_in(world.tom).get(at).text
    for other in (world.priya, world.manager, world.head):
        page = sign_in(other).get(at).text
        assert "last 6 weeks ago" not in page
        assert "A coach" not in page
        assert "of 5 members had a session" in page
    with pytest.raises(NotAllowed):
        session(world, world.priya, world.tom, world.grace, on=today)
    with pytest.raises(NotAllowed):
        session(world, world.manager, world.tom, world.grace, on=today)
    with pytest.raises(NotAllowed):
        session(world, world.grace, world.others["tom"], world.grace, on=today)
    with pytest.raises(ValidationError, match="one of the two"):
        session(world, world.tom, world.tom, world.grace, with_name="And a coach", on=today)
    with pytest.raises(ValidationError, match="future"):
        session(world, world.tom, world.tom, world.grace, on=today + DAY)
    at = f"/my-training/session/{first.pk}/remove/"
    assert sign_in(world.priya).post(at).status_code == 404
    assert sign_in(world.tom).post(at).status_code == 302
    assert not Session.objects.filter(removed_at=None, pk=first.pk).exists()
    assert timedelta(weeks=6) == LATELY


def test_it_is_recorded_on_ones_own_page_and_holds_no_words(world, sign_in):
    client = sign_in(world.tom)
    said = {"user": world.tom.pk, "with_user": world.leah.pk, "kind": "clinical", "on": "yesterday"}
    assert client.post("/my-training/", said).status_code == 302
    page = client.get("/my-training/").text
    assert "Consultation with a clinician" in page
    assert "Tom Hollis with Leah Stern" in page
    wrong = client.post("/my-training/", {**said, "kind": "", "with_user": ""})
    assert wrong.status_code == 422
    assert "Choose what kind it was." in wrong.text
    words = {field.name for field in Session._meta.get_fields() if field.get_internal_type() == "TextField"}
    assert words == set(), "no box for what was said"


def test_a_page_takes_as_many_statements_for_many_as_for_one(world, sign_in):
    client, at = sign_in(world.grace), f"/unit/{world.unit.pk}/training/"

    def statements():
        client.get(at)
        with CaptureQueriesContext(connection) as ran:
            assert client.get(at).status_code == 200
        return len(ran)

    put_in_post(user("joined"), world.unit, "sw", since=timezone.localdate() - WEEK)
    few = statements()
    for number in range(4):
        who = user(f"many{number}")
        put_in_post(who, world.unit, "sw", since=timezone.localdate() - WEEK)
        taken(world, who, 1, 2, 3)
        session(world, world.grace, who, world.grace)
    assert statements() == few
    assert Standing.PART in {one.standing for one in trained_in([world.unit.pk], timezone.localdate())}


def test_of_any_date_and_a_bad_one_is_said(world, sign_in):
    client, at = sign_in(world.tom), f"/unit/{world.unit.pk}/training/"
    taken(world, world.tom, 1, on=date(2025, 3, 3))
    assert "1 of 9 days" in client.get(at, {"on": "4/3/2025"}).text
    assert "1 of 9 days" not in client.get(at, {"on": "1/3/2025"}).text
    assert client.get(at, {"on": "soon"}).status_code == 422


def test_what_is_practised_is_agreed_done_or_carried_and_read_by_the_two_alone(world, sign_in):
    today = timezone.localdate()
    client, at = sign_in(world.tom), "/my-training/practise/"
    said = {"who": world.tom.pk, "coach": world.grace.pk, "coach_name": "", "what": "Circular questions", "due": "2w"}
    for wrong, why in (
        ({"what": " "}, "Say what to work on"), ({"due": ""}, "Say by when"), ({"coach": ""}, "Choose a colleague"),
        ({"coach": world.tom.pk}, "two different people"), ({"coach_name": "Ms Haile"}, "one of the two"),
    ):  # fmt: skip
        page = client.post(at, said | wrong)
        assert (page.status_code, why in page.text) == (422, True), why
        assert wrong.get("what") or "Circular questions" in page.text, "what was typed is still there"
    assert not Practising.objects.exists()
    for _ in "12":
        assert client.post(at, said).status_code == 302
    one = Practising.objects.get()
    told = Notice.objects.get(kind="practise_agreed")
    assert (told.to_ids, told.due) == ([world.grace.pk], today + 2 * WEEK), "due on the coach’s My work"
    assert "Circular questions" in sign_in(world.grace).get("/my-training/").text
    for other in (world.priya, world.manager, world.head):
        client = sign_in(other)
        assert "Circular questions" not in client.get("/my-training/").text
        assert client.post(f"{at}{one.pk}/done/").status_code == 404
    with pytest.raises(NotAllowed):
        coaching.agree(
            actor(world.grace), user_id=world.tom.pk, with_user_id=world.priya.pk, with_name="", what="x", due=today
        )
    with pytest.raises(ValidationError, match="own unit"):
        coaching.agree(
            actor(world.grace), user_id=world.others["tom"].pk, with_user_id=world.grace.pk, with_name="", what="x",
            due=today,
        )  # fmt: skip
    assert coaching.remind(today) == 0
    assert [coaching.remind(one.due) for _ in "12"] == [1, 0], "both hear once that it is due"
    assert sorted(Notice.objects.get(kind="practise_due").to_ids) == sorted([world.tom.pk, world.grace.pk])
    client = sign_in(world.grace)
    early = client.post(f"{at}{one.pk}/carry/", {"until": "tomorrow"})
    assert (early.status_code, "Choose a day after" in early.text) == (422, True)
    assert client.post(f"{at}{one.pk}/carry/", {"until": "5w"}).status_code == 302
    one.refresh_from_db()
    assert (one.settled, one.carried_to.due) == ("carried", today + 5 * WEEK)
    assert client.post(f"{at}{one.pk}/carry/", {"until": "6w"}).status_code == 422, "it was settled"
    assert client.post(f"{at}{one.carried_to.pk}/done/").status_code == 302
    assert not Practising.objects.filter(settled="").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Practising.objects.filter(pk=one.pk).update(settled_at=None)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Practising.objects.filter(pk=one.pk).update(what="Other")
