"""Staff are asked without their names: who may, what is kept and where, and that no one can be found in it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.clocks.humanize import long_day
from kinwork.notices.models import Notice
from kinwork.surveys import actions
from kinwork.surveys.models import Asked, Round
from kinwork.surveys.queries import answered_in, answers_come, asked_by_unit, words_in
from kinwork.units.models import Post
from tests.factories import actor, put_in_post, service_team, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WHAT = ["swwff-staff-experiences", "confidence-in-decisions"]


@pytest.fixture(scope="module")
def world(one_scene):
    rowan, staff = unit_with_staff()
    oak, _others = unit_with_staff("Oak", "oak-")
    for n in range(3):
        put_in_post(user(f"Worker {n} Rowan"), rowan, "sw")
    for n in range(2):
        put_in_post(user(f"Worker {n} Oak"), oak, "sw")
    head = user("Head Quennell")
    put_in_post(head, service_team(), "hos")
    return SimpleNamespace(rowan=rowan, oak=oak, head=head, **staff)


def made(world, **more):
    said = {
        "name": "How it is to work here", "purpose": "To make it better.", "instruments": WHAT,
        "unit_ids": [world.rowan.pk, world.oak.pk], "roles": ["csw", "sw", "cp", "uc"], "asks_words": True,
        "opens_on": None, "closes_on": TODAY + timedelta(days=14), "remind_on": TODAY + timedelta(days=7), **more,
    }  # fmt: skip
    return actions.make_round(actor(world.head), **said)


def asked_of(one, unit):
    return [row.user for row in Asked.objects.filter(round=one, unit=unit).select_related("user").order_by("pk")]


def sent(value, *, words=""):
    """Every item of both with the same answer."""
    found = {f"a0-q{n}": [str(min(value, 4))] for n in range(1, 6)} | {f"a1-q{n}": [str(value)] for n in range(1, 9)}
    return found | ({"also": [words]} if words else {})


def answer(client_of, one, who, value=3, **more):
    return client_of(who).post(f"/surveys/{one.pk}/answer/", sent(value, **more))


def owners(sql, *values):
    """As whoever owns the tables, and not as the application."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(sql, values)
        found = cursor.fetchall()
        cursor.execute("SET ROLE kinwork_app")
    return found


def test_who_runs_surveys_makes_one_and_what_is_wrong_is_said(world, sign_in):
    with pytest.raises(NotAllowed):
        actions.make_round(
            actor(world.grace), name="x", purpose="x", instruments=WHAT, unit_ids=[world.rowan.pk], roles=["sw"],
            asks_words=False, opens_on=None, closes_on=TODAY, remind_on=None,
        )  # fmt: skip
    for more, why in [
        ({"name": " "}, "Give the survey a name"), ({"purpose": ""}, "what it is for"),
        ({"instruments": ["score-15"]}, "at least one questionnaire"),
        ({"instruments": ["copenhagen-burnout"]}, "licensed"),
        ({"roles": ["csw"]}, "2 would be asked"), ({"unit_ids": []}, "0 would be asked"),
        ({"closes_on": None}, "last day"), ({"closes_on": TODAY + timedelta(days=61)}, "60 days at most"),
        ({"opens_on": TODAY - timedelta(days=1)}, "has passed"), ({"remind_on": TODAY}, "after it opens"),
    ]:  # fmt: skip
        with pytest.raises(ValidationError, match=why):
            made(world, **more)
    assert not Round.objects.exists()
    client = sign_in(world.head)
    boxes = {"name": "Our work", "purpose": "To learn", "closes_on": "in 3 years", "instruments": WHAT[0]}
    wrong = client.post("/surveys/new/", boxes | {"unit_ids": str(world.rowan.pk), "roles": "sw"})
    assert wrong.status_code == 422
    assert 'value="Our work"' in wrong.content.decode()
    right = boxes | {"closes_on": f"{TODAY + timedelta(days=9):%-d/%-m/%Y}", "unit_ids": [world.rowan.pk]}
    done = client.post("/surveys/new/", right | {"roles": ["sw", "csw", "uc", "cp"]})
    one = Round.objects.get()
    assert done.url == f"/surveys/{one.pk}/"
    assert "6 asked" in client.get(done.url).text or "7 asked" in client.get(done.url).text
    assert sign_in(world.grace).get("/surveys/new/").status_code == 403
    assert client.get(f"/surveys/{one.pk}/").status_code == 403


def test_everyone_is_invited_reminded_and_told_whether_they_answered_or_not(world, sign_in):
    one = made(world, opens_on=TODAY + timedelta(days=1))
    everyone = sorted(Asked.objects.filter(round=one).values_list("user_id", flat=True))
    assert not Notice.objects.filter(kind="survey_invited").exists()
    assert sign_in(world.tom).post(f"/surveys/{one.pk}/answer/", sent(3)).status_code == 422, "it is not open yet"
    for day, kinds in [(1, {"invited"}), (1, {"invited"}), (7, {"invited", "reminded"}), (15, None)]:
        with time_machine.travel(timezone.now() + timedelta(days=day)):
            actions.move_on(timezone.localdate())
            found = {row.kind.removeprefix("survey_"): row for row in Notice.objects.filter(object_id=one.pk)}
            assert kinds is None or set(found) == kinds
    assert set(found) == {"invited", "reminded", "closed"}
    assert all(row.to_ids == everyone for row in found.values())
    one.refresh_from_db()
    assert one.closed_at is not None
    assert actions.move_on(TODAY + timedelta(days=20)) == (0, 0, 0)
    assert "a staff survey" in sign_in(world.tom).get("/notices/").text.lower()


def test_answers_are_taken_once_and_lead_to_no_one(world, sign_in):
    one = made(world)
    first, second, *_ = asked_of(one, world.rowan)
    page = sign_in(first).get(f"/surveys/{one.pk}/answer/").text
    assert "No one can tell who answered what" in page
    assert "act on it now" in page, "before anyone writes"
    wrong = sign_in(first).post(f"/surveys/{one.pk}/answer/", {"a0-q1": ["1", "4"], "a0-q2": "9", "a1-q1": "2"})
    assert wrong.status_code == 422
    assert "Two answers to" in wrong.text
    assert "Choose one of the answers" in wrong.text
    assert 'name="a1-q1" value="2" checked' in " ".join(wrong.content.decode().split())
    assert "Answer at least one" in sign_in(first).post(f"/surveys/{one.pk}/answer/", {"a0-q1": ""}).text
    client = sign_in(first)
    before = AuditEvent.objects.count()
    assert "Thank you" in client.post(f"/surveys/{one.pk}/answer/", sent(3, words="The printer.")).text
    assert AuditEvent.objects.count() == before, "who answered when stands in no log"
    twice = answer(sign_in, one, first, 1)
    assert twice.status_code == 422
    assert "answered this survey already" in twice.text
    assert "nothing more to do" in sign_in(first).get(f"/surveys/{one.pk}/answer/").text
    answer(sign_in, one, second, 2)
    sheets = owners("SELECT id::text, xmin::text, unit_id, answers FROM surveys_sheet WHERE round_id = %s", one.pk)
    marks = owners("SELECT id::text, xmin::text, mark FROM surveys_mark WHERE round_id = %s", one.pk)
    assert len(sheets) == 4
    assert len({xmin for _, xmin, *_ in [*sheets, *marks]}) == 1, "one transaction wrote them all: the last one’s"
    columns = {
        name for (name,) in owners(
            "SELECT column_name FROM information_schema.columns WHERE table_name IN ('surveys_sheet', 'surveys_words')"
        )
    }  # fmt: skip
    assert columns == {"id", "round_id", "unit_id", "instrument", "answers", "item", "words"}
    before = {pk for pk, *_ in sheets}
    answer(sign_in, one, asked_of(one, world.rowan)[2], 2)
    after = {pk for (pk,) in owners("SELECT id::text FROM surveys_sheet WHERE round_id = %s", one.pk)}
    assert not before & after, "not even a row’s id outlives the next answer"
    stranger = user("Stranger")
    put_in_post(stranger, world.rowan, "sw")
    assert answer(sign_in, one, stranger).status_code == 404
    with pytest.raises(DatabaseError, match="settled"), transaction.atomic():
        Asked.objects.create(round=one, user=stranger, unit=world.rowan)


def test_the_application_reads_and_writes_none_of_it(world, sign_in):
    one = made(world)
    first, *_ = asked_of(one, world.rowan)
    answer(sign_in, one, first)
    for table in ("surveys_roundkey", "surveys_mark", "surveys_sheet", "surveys_words"):
        for sql in (f"SELECT * FROM {table}", f"DELETE FROM {table}", f"UPDATE {table} SET round_id = 1"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(sql)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("SELECT kinwork_survey_mark(%s)", [one.pk])
    assert answered_in(one.pk) == []
    assert answers_come(one.pk) == {None: 0}, "in fives, while it is open"
    for sql in (
        "UPDATE surveys_asked SET unit_id = %s", "DELETE FROM surveys_asked WHERE round_id = %s",
        "UPDATE surveys_round SET closes_on = now() WHERE id = %s",
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql, [one.pk])
    actions.close_round(actor(world.head), one)
    assert owners("SELECT count(*) FROM surveys_roundkey WHERE round_id = %s", one.pk) == [(0,)], "marks are of no one"
    with pytest.raises(DatabaseError, match="stays closed"), transaction.atomic():
        Round.objects.filter(pk=one.pk).update(closed_at=None)
    assert answered_in(one.pk) == [], "one answer is not given out at all"
    sound = {
        "name": "x", "purpose": "x", "instruments": ["a", "b"], "versions": ["1", "1"], "opens_on": TODAY,
        "closes_on": TODAY, "made_by": world.head, "made_at": timezone.now(),
    }  # fmt: skip
    for wrong in ({"name": ""}, {"closes_on": TODAY - timedelta(days=1)}, {"versions": ["1"]}, {"remind_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.create(**{**sound, **wrong})


def all_answer(world, sign_in, one, *, oak=3):
    """Everyone in Rowan; so many of Oak. Means that do not lie at an end."""
    for n, who in enumerate(asked_of(one, world.rowan)):
        answer(sign_in, one, who, 2 + n % 3, words=f"Word {n}." if n < 5 else "")
    for who in asked_of(one, world.oak)[:oak]:
        answer(sign_in, one, who, 4)


def test_results_come_when_it_is_closed_and_small_cells_are_in_none_of_them(world, sign_in):
    one = made(world)
    all_answer(world, sign_in, one)
    assert "Results come when the survey has closed" in sign_in(world.tom).get(f"/surveys/{one.pk}/results/").text
    client = sign_in(world.head)
    assert "10 or more of" in client.get(f"/surveys/{one.pk}/").text
    assert client.post(f"/surveys/{one.pk}/close/").url == f"/surveys/{one.pk}/results/"
    page = client.get(f"/surveys/{one.pk}/results/").text
    names = {name for name, _ in asked_by_unit(one.pk).values()}
    assert names == {"Rowan", "Oak"}
    # Three of Oak answered: neither Oak nor, since the whole would give it away, Rowan is shown.
    assert "Oak, of" not in page
    assert "Rowan" in page
    assert (
        'aria-label="I am confident in the decisions I make. Everyone'
        in client.get(f"/surveys/{one.pk}/results/").content.decode()
    )
    assert "Rowan 3" not in page
    assert "Word 0." in page, "who runs it reads words that five wrote or more"
    assert "Word 0." not in sign_in(world.tom).get(f"/surveys/{one.pk}/results/").text
    file = client.get(f"/surveys/{one.pk}/results/?as=csv").content.decode("utf-8-sig")
    assert '"Oak","","",""' in file
    assert '"Rowan","","",""' in file
    assert "not shown" in file
    assert answer(sign_in, one, asked_of(one, world.oak)[-1]).status_code == 422
    assert "has closed" in sign_in(world.tom).get(f"/surveys/{one.pk}/answer/").text


def test_words_of_fewer_than_five_are_read_by_no_one(world, sign_in):
    one = made(world)
    for n, who in enumerate(asked_of(one, world.rowan)):
        answer(sign_in, one, who, words="A word." if n < 4 else "")
    actions.close_round(actor(world.head), one)
    assert words_in(one.pk) == []
    assert "A word." not in sign_in(world.head).get(f"/surveys/{one.pk}/results/").text


def test_words_that_tell_of_risk_reach_everyone_who_was_asked_and_look_for_no_one(world, sign_in):
    one = made(world)
    all_answer(world, sign_in, one)
    actions.close_round(actor(world.head), one)
    assert sign_in(world.grace).post(f"/surveys/{one.pk}/at-risk/").status_code == 403
    assert sign_in(world.head).post(f"/surveys/{one.pk}/at-risk/").status_code == 302
    told = Notice.objects.get(kind="survey_at_risk")
    assert told.to_ids == sorted(Asked.objects.filter(round=one).values_list("user_id", flat=True))
    assert told.actor is None
    assert "tell of a child or an adult at risk" in sign_in(world.tom).get("/notices/").text


def test_the_same_is_not_asked_again_of_the_same_unit_within_twelve_weeks(world):
    one = made(world)
    with pytest.raises(ValidationError, match="what one person answered"):
        made(world, unit_ids=[world.rowan.pk])
    made(world, unit_ids=[world.rowan.pk], instruments=["time-use"])
    again = one.closes_on + timedelta(weeks=12)
    with time_machine.travel(timezone.now() + timedelta(weeks=13)):
        made(world, opens_on=again, closes_on=again + timedelta(days=3), remind_on=None)


def test_words_are_not_asked_where_the_survey_does_not(world, sign_in):
    one = made(world, instruments=["swwff-staff-attitudes"], asks_words=False)
    page = sign_in(asked_of(one, world.rowan)[0]).get(f"/surveys/{one.pk}/answer/").text
    assert "<textarea" not in page
    assert "Before you write" not in page
    with_words = made(world, instruments=["time-use"])
    page = sign_in(asked_of(one, world.rowan)[0]).get(f"/surveys/{with_words.pk}/answer/").content.decode()
    assert "Is there anything else that you want to say?" in page


def test_who_is_in_two_units_is_asked_once_in_the_one_where_they_are_most(world):
    both = user("Both Units")
    for unit, fte in ((world.rowan, "0.40"), (world.oak, "0.60")):
        Post.objects.filter(pk=put_in_post(both, unit, "sw").post_id).update(fte=fte)
    one = made(world)
    assert Asked.objects.get(round=one, user=both).unit == world.oak


def test_pages_cost_the_same_however_many_answer(world, sign_in):
    def statements(path):
        client = sign_in(world.head)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    one = made(world)
    all_answer(world, sign_in, one, oak=0)
    few = [statements("/surveys/"), statements(f"/surveys/{one.pk}/")]
    for who in asked_of(one, world.oak):
        answer(sign_in, one, who)
    made(world, instruments=["time-use"])
    assert [statements("/surveys/"), statements(f"/surveys/{one.pk}/")] == few
    actions.close_round(actor(world.head), one)
    assert statements(f"/surveys/{one.pk}/results/") <= 20


def test_a_survey_that_has_not_opened_is_withdrawn_and_what_it_asks_is_free_again(world, sign_in):
    one = made(world, opens_on=TODAY + timedelta(days=3))
    client = sign_in(world.head)
    again = one.closes_on + timedelta(weeks=12)
    page = " ".join(client.get("/surveys/new/").content.decode().split())
    beside = f"Oak, Rowan can be asked again from {long_day(again)}"
    assert page.count(beside) == len(WHAT), "beside each, and not once refused"
    assert "Withdraw the survey" in client.get(f"/surveys/{one.pk}/").text
    with pytest.raises(ValidationError, match="Withdraw it instead"):
        actions.close_round(actor(world.head), one)
    with pytest.raises(NotAllowed):
        actions.withdraw(actor(world.grace), one)
    assert sign_in(world.grace).post(f"/surveys/{one.pk}/withdraw/").status_code == 403
    client = sign_in(world.head)
    client.post(f"/surveys/{one.pk}/withdraw/")
    assert "before it opened" in client.get(f"/surveys/{one.pk}/").text
    assert not Notice.objects.exists(), "no one was invited, and no one is told"
    page = sign_in(world.tom).get("/surveys/").text
    assert "There is no survey yet" in page
    assert "withdrawn before it opened" in sign_in(world.tom).get(f"/surveys/{one.pk}/results/").text
    assert actions.move_on(one.opens_on) == (0, 0, 0)
    assert "again from" not in sign_in(world.head).get("/surveys/new/").text
    opened = made(world)
    with pytest.raises(ValidationError, match="has opened"):
        actions.withdraw(actor(world.head), opened)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=opened.pk).update(is_withdrawn=True)


def test_the_same_asked_before_stands_beside_it_where_both_are_shown(world, sign_in):
    first = made(world, asks_words=False)
    for unit in (world.rowan, world.oak):
        for number, who in enumerate(asked_of(first, unit)):
            answer(sign_in, first, who, 2 + number % 2)
    actions.close_round(actor(world.head), first)
    later = timezone.now() + timedelta(weeks=16)
    with time_machine.travel(later):
        today = timezone.localdate()
        dates = {"closes_on": today + timedelta(days=9), "remind_on": None, "asks_words": False}
        second = made(world, **dates)
        for number, who in enumerate(asked_of(second, world.rowan)):
            answer(sign_in, second, who, 3 + number % 2)
        for who in asked_of(second, world.oak)[:3]:
            answer(sign_in, second, who, 3)
        actions.close_round(actor(world.head), second)
        page = " ".join(sign_in(world.head).get(f"/surveys/{second.pk}/results/").content.decode().split())
    table = page.split("over time", 1)[1].split("</table>", 1)[0]
    assert "Everyone" in table
    assert "Oak" in table, "it was shown then, and is not now"
    oak = table.split("Oak", 1)[1].split("</tr>", 1)[0]
    assert oak.count("not shown") == 2, "neither this time nor a change"
    assert "+" in table or "−" in table
    third = made(world, unit_ids=[world.rowan.pk], instruments=["time-use"], closes_on=TODAY + timedelta(days=2),
                 remind_on=None)  # fmt: skip
    actions.close_round(actor(world.head), third)
    assert "over time" not in sign_in(world.head).get(f"/surveys/{third.pk}/results/").text, "nothing like it was asked"
