"""Questionnaires filled in with a family: who may, each answer kept at once, refusals, the tablet handed over."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.bundles.models import Why
from kinwork.bundles.reading import everything_about
from kinwork.confidentiality import restrictions
from kinwork.documents import actions as documents
from kinwork.documents.composing import draft_of
from kinwork.documents.queries import document_in, people_of, reading_of
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.measures import actions, choosing, linking
from kinwork.measures.models import Answer, AnswerLink, Completion, How, Refusal
from kinwork.measures.queries import given_to
from kinwork.units.models import PostHolding
from kinwork.whose_rows import Whose
from tests.factories import PersonFactory, actor, family_in, put_in_post, unit_with_staff, user
from tests.pages import Client

pytestmark = pytest.mark.django_db
PASSWORD = "eleven quiet herons wade"


@pytest.fixture(scope="module")
def world(one_scene):
    unit, staff = unit_with_staff()
    family = family_in(unit, "Quillfeather", children=0, with_mother=False)
    found = {}
    for position, (name, born, role) in enumerate(
        [("Tracy", 1988, "mother"), ("Dean", 1985, "uncle"), ("Kian", 2012, "son"), ("Pip", 2020, "daughter")]
    ):
        one = PersonFactory(given_name=name, family_name="Quillfeather", born_on=date(born, 5, 4))
        FamilyMember.objects.create(
            family=family, person=one, role=role, is_child=role in ("son", "daughter"), position=position
        )
        found[name.lower()] = one
    staff["tom"].set_password(PASSWORD)
    staff["tom"].save()
    return SimpleNamespace(unit=unit, family=family, **found, **staff)


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


def held(world, who="tom"):
    return HeldFamily(world.family, world.unit.pk, actor(getattr(world, who)))


def begun(world, instrument="score-15", who="tracy", **more):
    said = {
        "about": None, "occasion": "start", "how": How.INTERVIEW, "interpreter": "", "language": "", "token": uuid4(),
        **more,
    }  # fmt: skip
    key = who if who == "worker" else str(getattr(world, who).pk)
    return actions.begin(held(world), instrument=instrument, who=key, **said)


def answered(one, **sent):
    return actions.answer(None, one, actions.form_for(one), {key: [str(value)] for key, value in sent.items()})


def finished(world, values, who="tracy", **more):
    one = begun(world, who=who, **more)
    answered(one, **{f"q{n}": value for n, value in values.items()})
    return actions.finish(actor(world.tom), one)


def test_only_who_the_instrument_is_for_is_asked(world):
    assert begun(world, who="kian").answers_as == "child"
    assert begun(world, who="tracy").answers_as == "parent"
    assert begun(world, who="dean").answers_as == "family member"
    assert begun(world, "family-issues", "worker").worker == world.tom
    for instrument, who, why in [
        ("score-15", "pip", "aged 12 or over"), ("family-issues", "tracy", "worker"), ("score-15", "worker", "is for"),
        ("ghq-12", "tracy", "licensed"), ("swwff-staff-attitudes", "worker", "Choose a questionnaire"),
    ]:  # fmt: skip
        with pytest.raises(ValidationError, match=why):
            begun(world, instrument, who)
    with pytest.raises(ValidationError, match="which child"):
        begun(world, "sdq-parent")
    with pytest.raises(ValidationError, match="signed in"):
        begun(world, "family-issues", "worker", how=How.TABLET)
    with pytest.raises(ValidationError, match="which language"):
        begun(world, interpreter="Ms Haile")
    stranger = family_in(world.unit, "Stranger").members.first().person
    with pytest.raises(ValidationError, match="Choose who answers"):
        actions.begin(
            held(world), instrument="score-15", who=str(stranger.pk), about=None, occasion="start", how="interview",
            interpreter="", language="", token=uuid4(),
        )  # fmt: skip


def test_sent_twice_it_is_one(world):
    token = uuid4()
    assert begun(world, token=token) == begun(world, token=token)


def test_each_answer_is_kept_at_once_and_a_wrong_one_is_said(client, world):
    one = begun(world)
    client.force_login(world.tom)
    at = reverse("fill_in", args=[world.family.pk, one.pk])
    assert client.get(at).url == f"{at}1/"
    kept = client.post(f"{at}1/", {"q1": "2"}, HTTP_HX_REQUEST="true")
    assert kept.text == "Saved."
    assert given_to([one])[one.pk] == {1: 2}
    assert client.post(f"{at}2/", {"q2": "4"}).url == f"{at}3/"
    assert client.post(f"{at}3/", {"q3": "1", "back": "1"}).url == f"{at}2/"
    wrong = client.post(f"{at}4/", {"q4": "7"})
    assert wrong.status_code == 422
    assert "Choose one of the answers." in wrong.text
    two = client.post(f"{at}4/", {"q4": ["1", "3"]})
    assert two.status_code == 422
    assert "Two answers to" in two.text
    assert client.post(f"{at}4/", {"q4": "9"}, HTTP_HX_REQUEST="true").status_code == 422
    # All at once: what is right is kept, what is wrong is there to be corrected.
    all_of_it = client.post(f"{at}all/", {"q4": "6", "q5": "5"})
    assert all_of_it.status_code == 422
    assert given_to([one])[one.pk] == {1: 2, 2: 4, 3: 1, 5: 5}
    assert client.get(at).url == f"{at}4/", "it goes on where it was left"
    client.post(f"{at}5/", {"q5": ""})
    assert 5 not in given_to([one])[one.pk], "an answer can be taken out again"
    assert Answer.objects.filter(completion=one).count() == 4


def test_a_question_that_hangs_on_another_is_only_asked_after_it(client, world):
    one = begun(world, "goal-attainment")
    client.force_login(world.tom)
    at = reverse("fill_in", args=[world.family.pk, one.pk])
    assert client.post(f"{at}1/", {"q1": "Bedtime at eight"}).url == f"{at}2/"
    assert client.post(f"{at}3/", {"q3": ""}).url == f"{at}5/", "no goal, so not how far it was reached"
    assert "characters fit" in client.post(f"{at}5/", {"q5": "x" * 5000}).text


def test_what_is_finished_stays_as_it_is(client, world):
    one = finished(world, {1: 3})
    client.force_login(world.tom)
    at = reverse("fill_in", args=[world.family.pk, one.pk])
    assert client.post(f"{at}1/", {"q1": "1"}).url == reverse("measure", args=[world.family.pk, one.pk])
    with pytest.raises(ValidationError, match="finished"):
        answered(one, q1=1)
    for do in (
        lambda: Answer.objects.filter(completion=one).update(number=1),
        lambda: Answer.objects.create(completion=one, item=2, number=1, at=one.begun_at),
        lambda: Completion.objects.filter(pk=one.pk).update(finished_at=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            do()
    assert given_to([one])[one.pk] == {1: 3}
    with pytest.raises(ValidationError, match="Nothing has been answered"):
        actions.finish(None, begun(world))


@pytest.mark.parametrize(
    "sets",
    [
        "worker_id = by_id", "person_id = NULL", "answers_as = 'teacher'", "interpreter = 'Ms Haile'",
        "how = 'telepathy'", "removed_at = now()", "finished_at = begun_at - interval '1 day'",
    ],
)  # fmt: skip
def test_the_database_keeps_whole_who_answers(world, as_owner, sets):
    one = begun(world)
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE measures_completion SET {sets} WHERE id = %s", [one.pk])


def test_an_item_has_one_answer_of_one_kind(world):
    one = begun(world)
    answered(one, q1=2)
    for more in ({"item": 1, "number": 3}, {"item": 2, "number": 3, "code": "na"}, {"item": 0, "number": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.create(completion=one, at=one.begun_at, **more)


def test_who_would_rather_not_is_not_asked_again_until_they_wish_it(client, world):
    one = begun(world, "life-rating")
    client.force_login(world.tom)
    client.post(reverse("measure_rather_not", args=[world.family.pk, one.pk]), {"words": "Not numbers."})
    noted = Refusal.objects.get(person=world.tracy)
    assert noted.words == "Not numbers."
    with pytest.raises(ValidationError, match="would rather not"):
        begun(world, "life-rating")
    begun(world, "life-rating", "kian")  # another is
    page = reverse("measures", args=[world.family.pk])
    assert "Not numbers." in client.get(page).text
    client.post(reverse("measure_ask_again", args=[world.family.pk, noted.pk]))
    assert "Not numbers." not in client.get(page).text
    assert begun(world, "life-rating").is_open
    noted = {"family": world.family, "person": world.dean, "instrument": "x", "by": world.tom, "at": one.begun_at}
    Refusal.objects.create(**noted)
    with pytest.raises(IntegrityError), transaction.atomic():
        Refusal.objects.create(**noted)


def test_removed_it_is_in_no_picture(client, world):
    one = finished(world, dict.fromkeys(range(1, 16), 3))
    client.force_login(world.tom)
    at = reverse("remove_measure", args=[world.family.pk, one.pk])
    assert client.post(at, {"because": " "}).status_code == 422
    client.post(at, {"because": "Wrong person"})
    assert client.get(reverse("measure_picture", args=[world.family.pk, "score-15"])).status_code == 404
    assert "Wrong person" in client.get(reverse("measure", args=[world.family.pk, one.pk])).text


def test_a_stranger_fills_in_nothing(world):
    _, others = unit_with_staff("Oak", "o")
    with pytest.raises(NotAllowed):
        actions.begin(
            HeldFamily(world.family, world.unit.pk, actor(others["tom"])), instrument="score-15",
            who=str(world.tracy.pk), about=None, occasion="start", how="interview", interpreter="", language="",
            token=uuid4(),
        )  # fmt: skip


# -- the tablet


def handed_over(world, **more):
    """Tom's browser, as it lies in Tracy's hands."""
    one = begun(world, how=How.TABLET, **more)
    tablet = Client(HTTP_ACCEPT="text/html")
    tablet.force_login(world.tom, backend="allauth.account.auth_backends.AuthenticationBackend")
    tablet.post(reverse("hand_over_tablet", args=[world.family.pk, one.pk]))
    return tablet, one, reverse("answering", args=[one.pk])


EVERYWHERE = [
    "/", "/my-work/", "/families/", "/search/", "/notices/count/", "/notices/live/", "/stay/", "/my-account/",
    "/my-account/confirm/", "/sign-in/", "/sign-out/", "/accounts/", "/no-such-page/", "/tablet/", "/answering/",
    "/offline/", "/components/",
]  # fmt: skip


@pytest.mark.parametrize("path", EVERYWHERE)
def test_everything_else_is_locked_in_the_whole_session(world, path):
    tablet, _, _ = handed_over(world)
    for ask in (tablet.get, tablet.post) if path != "/sign-out/" else (tablet.get,):
        answer = ask(path)
        assert answer.status_code == 403, path
        assert "This tablet was handed over" in answer.text
        assert "data-draft-key" not in answer.text, "what opens drafts on this device is not given"
        assert "Quillfeather" not in answer.text
    assert tablet.get(path, HTTP_ACCEPT="application/json").status_code == 403


def test_neither_the_family_nor_another_questionnaire_is_open(world):
    tablet, one, at = handed_over(world)
    other = begun(world, who="kian", how=How.TABLET)
    for path in (
        reverse("family", args=[world.family.pk]), reverse("measures", args=[world.family.pk]),
        reverse("measure", args=[world.family.pk, one.pk]), reverse("fill_in", args=[world.family.pk, one.pk]),
        reverse("answering", args=[other.pk]), reverse("answering_step", args=[other.pk, "1"]),
        f"{at}../../my-work/", f"{at}%2e%2e/%2e%2e/my-work/", f"/{at}", at.upper(),
        f"/answering/{one.pk}0/", reverse("hand_over_tablet", args=[world.family.pk, other.pk]),
    ):  # fmt: skip
        for ask in (tablet.get, tablet.post):
            answer = ask(path)
            assert answer.status_code in (403, 404), path
            assert "Quillfeather" not in answer.text, path
            assert "data-draft-key" not in answer.text, path
    wrong = tablet.get(f"{at}99/")
    assert wrong.status_code == 404
    assert "data-draft-key" not in wrong.text
    assert not tablet.get("/health/").text.count("Quillfeather")


def test_the_tablets_pages_are_open_to_the_tablet_alone(client, world):
    one = begun(world, how=How.TABLET)
    client.force_login(world.tom)
    assert client.get(reverse("answering", args=[one.pk])).status_code == 404, "not handed over"
    assert client.get("/my-work/").status_code == 200


def test_a_parent_answers_is_interrupted_and_goes_on_then_the_worker_takes_it_back(world):
    tablet, one, at = handed_over(world)
    first = tablet.get(at, follow=True)
    assert "In my family we talk to each other" in first.text
    assert first["Cache-Control"] == "no-store"
    assert "/my-work/" not in first.text
    tablet.post(f"{at}1/", {"q1": "2"})
    assert tablet.get(at).url == f"{at}2/"
    # The battery is dead: Tom signs in anew, and hands it over again.
    again = Client(HTTP_ACCEPT="text/html")
    again.force_login(world.tom, backend="allauth.account.auth_backends.AuthenticationBackend")
    again.post(reverse("hand_over_tablet", args=[world.family.pk, one.pk]))
    assert again.get(at).url == f"{at}2/"
    for n in range(2, 16):
        again.post(f"{at}{n}/", {f"q{n}": "3"})
    assert "Thank you" in again.post(f"{at}end/").text
    assert again.get("/my-work/").status_code == 403, "finished, and still handed over"
    wrong = again.post(reverse("take_back"), {"password": "guess"})
    assert wrong.status_code == 422
    assert again.get("/my-work/").status_code == 403
    right = again.post(reverse("take_back"), {"password": PASSWORD})
    assert right.url == reverse("measure", args=[world.family.pk, one.pk])
    assert again.get(right.url).status_code == 200
    said = AuditEvent.objects.filter(actor_id=world.tom.pk).values_list("verb", flat=True)
    assert {"handed over tablet", "could not take tablet back", "took tablet back"} <= set(said)


def test_guessing_the_password_ends_the_sign_in(world):
    tablet, _one, at = handed_over(world)
    for _ in range(9):
        answer = tablet.post(reverse("take_back"), {"password": "guess"})
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")
    assert tablet.get("/my-work/").status_code == 302, "signed out"
    assert tablet.get(at).status_code == 302


def test_signing_out_ends_it_and_leaves_nothing_open(world):
    tablet, _, at = handed_over(world)
    tablet.post("/sign-out/")
    assert tablet.get("/my-work/").url.startswith("/sign-in/")
    assert tablet.get(at).status_code == 302


def test_on_the_tablet_one_may_rather_not(world):
    tablet, one, at = handed_over(world, instrument="life-rating")
    tablet.post(f"{at}1/", {"q1": "3"})
    assert "That is all right" in tablet.post(f"{at}rather-not/").text
    one.refresh_from_db()
    assert not one.is_open
    assert Refusal.objects.filter(person=world.tracy, instrument="life-rating").exists()
    assert "That is all right" in tablet.get(at, follow=True).text


def test_it_is_walled_and_sealed_like_the_people(client, world):
    one, his = finished(world, {1: 2}), finished(world, {1: 2}, "kian")
    with transaction.atomic():
        actor(world.tom)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('kinwork.sealed', %s, true)", [f"{{{world.kian.pk}}}"])
        assert set(Completion.objects.values_list("pk", flat=True)) == {one.pk}
        assert set(Answer.objects.values_list("completion", flat=True)) == {one.pk}
        transaction.set_rollback(True)
    manager = user("manager")
    put_in_post(manager, world.unit, "gm")
    restrictions.restrict(
        actor(manager), world.family.pk, world.unit.pk, cause="police", words="Witness.", guardian_id=manager.pk,
        people=[world.grace.pk],
    )  # fmt: skip
    client.force_login(world.tom)
    for name, args in (
        ("measures", [world.family.pk]), ("measure", [world.family.pk, his.pk]), ("fill_in", [world.family.pk, one.pk])
    ):  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code == 404
    actor(world.tom)
    assert Completion.objects.count() == Answer.objects.count() == 0, "PostgreSQL itself has none for him"


def statements(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_the_pages_cost_the_same_however_much_there_is(client, world):
    client.force_login(world.tom)
    one = finished(world, dict.fromkeys(range(1, 16), 3))
    paths = [
        reverse("measures", args=[world.family.pk]), reverse("measure", args=[world.family.pk, one.pk]),
        reverse("measure_picture", args=[world.family.pk, "score-15"]),
    ]  # fmt: skip
    for path in paths:  # whether PostgreSQL remembers who asks costs the first page of a sign-in one statement
        client.get(path)
    few = [statements(client, path) for path in paths]
    for _ in range(3):
        finished(world, dict.fromkeys(range(1, 16), 2))
        finished(world, dict.fromkeys(range(1, 16), 4), "kian")
    assert [statements(client, path) for path in paths] == few
    assert max(few) <= 12


def test_no_instrument_of_staff_alone_is_offered():
    assert {"swwff-staff-attitudes", "time-use", "practice-skill"}.isdisjoint(
        one.key for one in choosing.used_with_families()
    )


# -- a link without signing in


def linked(world, **more):
    one = begun(world, how=How.LINK, **more)
    shown = linking.make_link(held(world), one, until=timezone.localdate() + timedelta(days=2))
    return Client(HTTP_ACCEPT="text/html"), one, shown, reverse("by_answer_link", args=[shown.token])


def test_the_link_shows_nothing_before_the_code_and_only_questions_after_it(world):
    phone, one, shown, at = linked(world)
    for answer in (phone.get(at), phone.get(f"{at}3/", follow=True), phone.post(f"{at}1/", {"q1": "2"}, follow=True)):
        for word in ("Quillfeather", "Tracy", "SCORE", "family", world.unit.name):
            assert word not in answer.text, word
    assert given_to([one])[one.pk] == {}
    assert phone.post(at, {"code": shown.code}).url == at
    page = phone.get(at, follow=True)
    assert "In my family we talk to each other" in page.text
    assert page["Cache-Control"] == "no-store"
    assert "Quillfeather" not in page.text
    assert phone.post(f"{at}1/", {"q1": "2"}).url == f"{at}2/"
    assert given_to([one])[one.pk] == {1: 2}
    assert phone.get(reverse("measure", args=[world.family.pk, one.pk])).url.startswith("/sign-in/")
    row = AnswerLink.objects.get()
    assert shown.token not in str(vars(row))
    assert shown.code != row.code_hash


def test_a_link_is_used_once_and_until_its_day(world):
    phone, one, shown, at = linked(world)
    phone.post(at, {"code": shown.code})
    phone.post(f"{at}1/", {"q1": "2"})
    assert "Thank you" in phone.post(f"{at}end/").text
    used = phone.get(at)
    assert used.status_code == 404
    assert "This link no longer works" in used.text
    with pytest.raises(ValidationError, match="waits for their answers"):
        linking.make_link(held(world), one, until=timezone.localdate())
    phone, one, shown, at = linked(world)
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert "This link no longer works" in phone.post(at, {"code": shown.code}).text
    with pytest.raises(ValidationError, match="made already"):
        linking.make_link(held(world), one, until=timezone.localdate())
    later = begun(world, how=How.LINK)
    with pytest.raises(ValidationError, match="7 days at most"):
        linking.make_link(held(world), later, until=timezone.localdate() + timedelta(days=30))


def test_five_wrong_codes_lock_it_and_so_does_what_the_worker_may_no_longer(world):
    phone, _, shown, at = linked(world)
    for _ in range(5):
        assert phone.post(at, {"code": "no"}).status_code in (422, 404)
    assert phone.post(at, {"code": shown.code}).status_code == 404
    phone, one, shown, at = linked(world)
    phone.post(at, {"code": shown.code})
    actions.remove(held(world), one, because="Wrong person")
    assert phone.get(f"{at}1/").status_code == 404
    phone, _, shown, at = linked(world)
    PostHolding.objects.filter(user=world.tom).update(during=DateRange(date(2020, 1, 1), date(2020, 2, 1)))
    assert phone.post(at, {"code": shown.code}).status_code == 404


def test_no_one_who_is_signed_in_answers_a_link(client, world):
    _, _, _, at = linked(world)
    client.force_login(world.tom)
    assert client.get(at).status_code == 403


# -- side by side


def test_the_workers_list_stands_beside_the_parents_with_what_they_agree_on(client, world):
    client.force_login(world.tom)
    path = reverse("concerns_side_by_side", args=[world.family.pk])
    assert "not both yet" in client.get(path).text
    finished(world, {1: 1, 2: 1, 3: 0, 4: 0}, instrument="parents-concerns")
    finished(world, {1: 2, 2: 1, 3: 0}, "worker", instrument="family-issues")
    page = client.get(path).text
    # Alcohol: both; her mental health: she left it out; alone with it all: both say no.
    assert "They agree on 2 of the 2 that both answered." in page
    assert "not answered" in page
    assert "Only on the family’s list, so not compared: How my child feels or behaves; Going to school." in page
    finished(world, {1: 0, 4: 0, 5: 1}, instrument="parents-concerns", occasion="review")
    assert "They agree on 2 of the 3 that both answered." in client.get(path).text, "the last list counts"


def test_goals_of_family_and_worker_stand_apart_and_no_number_stands_alone(client, world):
    goals = {1: "Bedtime at eight", 2: 2, 3: "School by nine", 4: 1, 11: "No one drinks", 12: 0}
    one = finished(world, goals, instrument="goal-attainment")
    client.force_login(world.tom)
    page = client.get(reverse("measure", args=[world.family.pk, one.pk])).text
    assert page.index("The family’s goals") < page.index("Bedtime at eight") < page.index("The worker’s goals")
    assert page.index("The worker’s goals") < page.index("No one drinks")
    assert "Family’s goals fully reached: 1 (from 0 to 5; high is better" in page


def test_scores_say_range_direction_and_how_many_and_of_one_nothing_of_change(client, world):
    client.force_login(world.tom)
    finished(world, dict.fromkeys(range(1, 16), 3))
    path = reverse("measure_picture", args=[world.family.pk, "score-15"])
    page = client.get(path).text
    assert "From 15 to 75; high is worse: more difficulties in the family. 1 score from 1 person." in page
    assert "too few to say whether it changes" in page
    assert "15 of 15" in page
    better = {n: 1 if n in (1, 3, 6, 10, 15) else 5 for n in range(1, 16)}
    finished(world, better, occasion="review")
    finished(world, {1: 2}, "kian")
    page = client.get(path).text
    assert re.search(r"\d+ lower than on .*: better, as they see it", page)
    assert "No score: 1 of 15 answered" in page, "said, and in no line"
    assert page.count("<polyline") == 1
    assert 'role="img"' in page


def test_who_asks_for_their_record_reads_question_and_answer(world):
    one = finished(world, dict.fromkeys(range(1, 16), 3))
    about_kian = finished(world, {1: 2}, instrument="sdq-parent", about=world.kian.pk)
    with_a_link = linked(world)[1]
    hers = {item.source_id: item for item in everything_about(Whose(world.tracy.pk, (world.family.pk,)))}
    assert "Each of us gets listened to in our family: Describes us: partly (3)" in hers[one.pk].text
    assert "SCORE-15 total: 45 (from 15 to 75; high is worse" in hers[one.pk].text
    assert with_a_link.link.token_hash not in "".join(item.text for item in hers.values())
    his = {item.source_id: item for item in everything_about(Whose(world.kian.pk, (world.family.pk,)))}
    assert one.pk not in his, "what she answered about the family is hers"
    assert his[about_kian.pk].withheld == Why.THIRD_PARTY, "proposed: she answered it"


def test_a_questionnaire_is_not_reached_through_another_family(client, world):
    other = family_in(world.unit, "Other")
    one = begun(world)
    client.force_login(world.tom)
    for name in ("measure", "fill_in", "remove_measure", "hand_over_tablet", "make_answer_link"):
        assert client.get(reverse(name, args=[other.pk, one.pk])).status_code == 404, name


def test_documents_show_the_scores_with_what_they_may_be_taken_for(client, world):
    sib = world.pip
    finished(world, dict.fromkeys(range(1, 16), 2))
    finished(world, dict.fromkeys(range(1, 15), 3), who="kian")  # one was left out
    goals = begun(world, "goal-attainment")
    answered(goals, q1="Bedtime at eight", q2=1)
    actions.finish(actor(world.tom), goals)
    document = documents.begin(
        held(world), layout_key="child_and_family_assessment", child_ids=[sib.pk], reader_ids=[], token=uuid4()
    )
    client.force_login(world.tom)
    page = client.get(f"/family/{world.family.pk}/documents/{document.pk}/").text
    assert "What they say on tested scales" in page
    assert "15 of 15" in page
    assert "high is worse" in page
    assert "too few to say whether it changes" in page
    assert "Bedtime at eight" in page
    assert "Kian" not in page.partition("What they say on tested scales")[2].partition("How each child is growing")[0]
    about_kian = documents.begin(
        held(world), layout_key="child_and_family_assessment", child_ids=[world.kian.pk], reader_ids=[], token=uuid4()
    )
    page = client.get(f"/family/{world.family.pk}/documents/{about_kian.pk}/").text
    assert "14 of 15" in page or "No score" in page
    # Made for one of the family, it stands there once someone has read it through for them.
    for_tracy = documents.begin(
        held(world), layout_key="child_and_family_assessment", child_ids=[world.kian.pk], reader_ids=[world.tracy.pk],
        token=uuid4(),
    )  # fmt: skip
    found = document_in(world.family.pk, for_tracy.pk)
    today = timezone.localdate()
    people = people_of(held(world), today)
    draft = draft_of(found, reading_of(held(world), found, today, None, people), people)
    [part] = [one for one in draft.parts if one.key == "scores"]
    assert part.has_to_be_read
    assert part.blocks == ()
