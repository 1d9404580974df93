"""What an attacker with an account tries; each test names the attack (the walls: test_walls, test_each_role)."""

import json
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AccessGrant, AuditEvent, User
from kinwork.cases.models import Involvement
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions import closing, discussing, tasks
from kinwork.meetings.actions.meeting import add_guest, bring_to_next_meeting, plan_time
from kinwork.meetings.models import Decision, Passage, Task
from kinwork.people.models import Person
from kinwork.units.actions import leave_post, make_unit
from kinwork.units.models import PostHolding
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user
from tests.pages import Client

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>"


@pytest.fixture
def talk(rowan):
    return discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)


def test_mass_assignment_fields_that_a_form_does_not_have_change_nothing(rowan, sign_in, talk):
    client = sign_in(rowan.tom)
    more = {"decided_by": rowan.tom.pk, "decided_at": "2026-01-01", "decided_by_id": rowan.tom.pk, "version": 9}
    client.post(f"/discussion/{talk.pk}/add/decisions/", {"words": "Mine.", **more})
    assert Decision.objects.get().decided_at is None
    task = {"what": "Ring", "owner": rowan.tom.pk, "state": "done", "given_by": rowan.grace.pk, "family": 999}
    client.post(f"/discussion/{talk.pk}/add/tasks/", task)
    made = Task.objects.get()
    assert (made.state, made.given_by_id, made.family_id) == ("open", rowan.tom.pk, talk.family_id)
    family = talk.family
    client.post(f"/family/{family.pk}/questions/", {"why_open": "x", "closed_on": "2026-01-01", "family": 1})
    assert Involvement.objects.get(family=family).closed_on is None
    client.post("/my-account/password/", {"is_active": "", "session_round": 99, "email": "a@b.c"})
    assert User.objects.get(pk=rowan.tom.pk).email == "tom@example.org"


def test_saving_in_a_box_of_another_family_by_its_id(rowan, sign_in, talk):
    elsewhere, staff = unit_with_staff("Elm", "elm-")
    foreign = discussion_of(family_in(elsewhere), meeting_of(elsewhere, staff["maureen"]), staff["maureen"])
    passage = Passage.objects.get(discussion=foreign, part="whats_new")
    hypothesis = discussing.raise_hypothesis(actor(staff["tom"]), foreign, statement="Theirs")
    client = sign_in(rowan.tom)
    for box, pk in (("passage", passage.pk), ("hypothesis.statement", hypothesis.pk), ("decision.words", 1)):
        body = json.dumps({"box": box, "id": pk, "version": 0, "text": "Taken over."})
        answer = client.post(f"/discussion/{talk.pk}/save/", body, content_type="application/json")
        assert answer.status_code == 422, (box, answer.content)
    passage.refresh_from_db()
    hypothesis.refresh_from_db()
    assert (passage.text, hypothesis.statement) == ("", "Theirs")


def test_cross_site_requests_without_the_token_do_nothing(rowan, talk):
    client = Client(enforce_csrf_checks=True, HTTP_ACCEPT="text/html")
    client.force_login(rowan.grace, backend=BACKEND)
    family = talk.family
    for path in (
        f"/meeting/{talk.meeting_id}/close/",
        f"/discussion/{talk.pk}/add/tasks/",
        f"/family/{family.pk}/close/",
        "/sign-out/",
        "/my-account/sign-out-everywhere/",
    ):
        assert client.post(path, {"what": "x"}).status_code == 403, path
    body = json.dumps({"box": "passage", "id": 1, "version": 0, "text": "x"})
    said = client.post(f"/discussion/{talk.pk}/save/", body, content_type="application/json", HTTP_ACCEPT="*/*")
    assert said.status_code == 401
    talk.meeting.refresh_from_db()
    assert talk.meeting.is_open


def test_scripts_in_every_text_are_shown_as_text(rowan, sign_in):
    family = family_in(rowan.unit, f"Fam {SCRIPT}"[:120])
    Person.objects.update(given_name=SCRIPT[:60], family_name=SCRIPT[:60])
    Involvement.objects.update(why_open=SCRIPT, trying_to_do=SCRIPT, how=SCRIPT)
    meeting = meeting_of(rowan.unit, rowan.maureen)
    me = actor(rowan.grace)
    plan_time(me, meeting, minutes=180, learning_minutes=30, learning_topic=SCRIPT)
    add_guest(me, meeting, name=SCRIPT, role=SCRIPT)
    talk = discussion_of(family, meeting, rowan.maureen)
    Passage.objects.filter(discussion=talk).update(text=SCRIPT)
    hypothesis = discussing.raise_hypothesis(me, talk, statement=SCRIPT)
    discussing.weigh_hypothesis(me, talk, hypothesis, state="weakened", because=SCRIPT)
    discussing.plan_conversation(me, talk, tests=hypothesis, purpose=SCRIPT)
    discussing.decide(me, discussing.draft_decision(me, talk, words=SCRIPT, reason=SCRIPT))
    tasks.give_task(me, rowan.unit.pk, family.pk, what=SCRIPT, owner_id=None, agency=SCRIPT, discussion=talk)
    mine = tasks.give_task(me, rowan.unit.pk, family.pk, what=SCRIPT + "2", owner_id=rowan.grace.pk)
    tasks.do_task(me, rowan.unit.pk, mine, note=SCRIPT)
    bring_to_next_meeting(HeldFamily(family, rowan.unit.pk, me), kind="crisis", words=SCRIPT)
    client = sign_in(rowan.grace)
    pages = [
        f"/family/{family.pk}/", f"/discussion/{talk.pk}/", f"/meeting/{meeting.pk}/", f"/unit/{rowan.unit.pk}/",
        "/my-work/", "/families/", f"/meeting/of/{rowan.unit.pk}/",
        f"/family/{family.pk}/readers/",
        f"/family/{family.pk}/history/", f"/meeting/{meeting.pk}/minutes/",
    ]  # fmt: skip
    closing_pages = [f"/discussion/{talk.pk}/minute/", f"/meeting/{meeting.pk}/minutes/", f"/family/{family.pk}/"]
    for path in pages:
        _holds_no_script(client, path)
    closing.close_meeting(me, meeting)
    for path in closing_pages:
        _holds_no_script(client, path)


def _holds_no_script(client, path):
    answer = client.get(path, HTTP_ACCEPT="text/html")
    page = answer.content.decode()
    assert answer.status_code == 200, path
    for tag in ("<img src=x", "<script>alert", "<svg onload"):
        assert tag not in page, (path, tag)
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_redirects_lead_only_inside(rowan, sign_in, talk, to):
    client = sign_in(rowan.tom)
    task = tasks.give_task(actor(rowan.tom), rowan.unit.pk, talk.family_id, what="Ring", owner_id=rowan.tom.pk)
    answers = [
        client.post(f"/family/{talk.family_id}/task/{task.pk}/done/", {"back": to, "next": to}),
        client.post("/sign-in/", {"login": "tom@example.org", "password": "x", "next": to}),
        client.post("/sign-out/", {"next": to}),
    ]
    for answer in answers:
        assert "evil" not in answer.headers.get("Location", "")
        assert "javascript" not in answer.headers.get("Location", "")


def test_line_ends_in_what_becomes_a_header_split_nothing(rowan, sign_in, talk):
    client = sign_in(rowan.tom)
    rowan.unit.name = "Elm\r\nSet-Cookie: stolen=1"
    rowan.unit.save()
    for path in (f"/meeting/{talk.meeting_id}/minutes.pdf", "/my-work/?next=%0d%0aSet-Cookie:%20stolen=1"):
        answer = client.get(path)
        assert "stolen" not in answer.cookies
        assert all("\n" not in value for _, value in answer.items())


def test_a_role_lost_between_two_clicks_is_lost_at_the_second(rowan, sign_in, talk):
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    client = sign_in(rowan.tom)
    assert client.get(f"/discussion/{talk.pk}/").status_code == 200
    holding = PostHolding.objects.select_related("post").get(user=rowan.tom)
    leave_post(actor(manager), holding, last_day=timezone.localdate() - timezone.timedelta(days=1), because="Left.")
    passage = Passage.objects.get(discussion=talk, part="whats_new")
    body = json.dumps({"box": "passage", "id": passage.pk, "version": 0, "text": "Still here?"})
    assert client.post(f"/discussion/{talk.pk}/save/", body, content_type="application/json").status_code == 403
    assert client.get(f"/meeting/{talk.meeting_id}/live/", HTTP_ACCEPT="text/event-stream").status_code == 403
    passage.refresh_from_db()
    assert passage.text == ""


def test_the_live_channel_has_no_token_to_replay_it_asks_the_session(rowan, sign_in, talk):
    address = f"/meeting/{talk.meeting_id}/live/"
    assert Client().get(address, HTTP_ACCEPT="text/event-stream").status_code == 401
    client = sign_in(rowan.tom)
    stolen = client.cookies["kinwork_session"].value
    client.post("/sign-out/")
    thief = Client()
    thief.cookies["kinwork_session"] = stolen
    assert thief.get(address, HTTP_ACCEPT="text/event-stream").status_code == 401


def test_nobody_gives_themselves_a_post(rowan, sign_in):
    client = sign_in(rowan.tom)
    post = rowan.unit.posts.filter(role="csw").get()
    said = {"post": post.pk, "user": rowan.tom.pk, "start": "today"}
    assert client.post(f"/unit/{rowan.unit.pk}/people/join/", said, HTTP_ACCEPT="text/html").status_code == 403
    assert client.post(f"/unit/{rowan.unit.pk}/people/deputy/", {"user": rowan.tom.pk}).status_code == 403


def test_what_was_refused_is_in_the_log_without_what_was_typed(rowan, sign_in):
    client = sign_in(rowan.tom)
    client.post(f"/unit/{rowan.unit.pk}/people/join/", {"user": "Amy Stone"}, HTTP_ACCEPT="text/html")
    refused = AuditEvent.objects.get(verb="was refused")
    assert (refused.actor, refused.policy, refused.words) == (
        rowan.tom, "staff_unit", f"/unit/{rowan.unit.pk}/people/join/",
    )  # fmt: skip


def test_deciding_and_closing_in_anothers_name_is_refused_in_the_verb_itself(rowan, talk):
    draft = discussing.draft_decision(actor(rowan.tom), talk, words="Visit.", reason="Because.")
    for verb in (
        lambda: discussing.decide(actor(rowan.tom), draft),
        lambda: closing.close_meeting(actor(rowan.tom), talk.meeting),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_an_opening_cannot_be_reused_for_another_family_nor_after_its_end(rowan, as_owner):
    elsewhere, _ = unit_with_staff("Elm", "elm-")
    first, second = family_in(elsewhere, "First"), family_in(elsewhere, "Second")
    client = Client(HTTP_ACCEPT="text/html")
    client.force_login(rowan.tom, backend=BACKEND)
    client.post(f"/family/{first.pk}/open/", {"reason": "duty", "words": "The school rang about her."})
    assert client.get(f"/family/{first.pk}/").status_code == 200
    assert "You need a reason" in client.get(f"/family/{second.pk}/").content.decode()
    with as_owner():
        AccessGrant.objects.update(
            opened_at=timezone.now() - timezone.timedelta(days=3), ends_at=timezone.now() - timezone.timedelta(days=2)
        )
    assert "You need a reason" in client.get(f"/family/{first.pk}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_both_hold_one_post():
    unit, _ = unit_with_staff()
    manager = user("manager")
    put_in_post(manager, unit, "gm")
    other = make_unit(name="Elm", function="assessment", template="systemic", days=[2], minutes=60)
    put_in_post(manager, other, "gm")
    post = other.posts.filter(role="csw").get()
    people = [user("one"), user("two")]
    told = []

    def join(who):
        from kinwork.units.posts import join_unit

        try:
            join_unit(actor(manager), post, who, start=timezone.localdate())
            told.append("in")
        except ValidationError as problem:
            told.append(str(problem.messages[0]))
        finally:
            connection.close()

    both = [threading.Thread(target=join, args=(who,)) for who in people]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(20)
    assert sorted(told, key=len)[0] == "in"
    assert "Someone holds this post" in sorted(told, key=len)[1]
    assert PostHolding.objects.filter(post=post).count() == 1
