"""Recording without a signal, seen from the server: what is open to all, whose key it is, and when it ends."""

from __future__ import annotations

import re
from base64 import b64decode
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.accounts import actions as accounts
from kinwork.confidentiality.restrictions import restrict
from kinwork.families.actions import EditContext
from kinwork.families.ties import Said, add_tie, end_tie, hear_from
from kinwork.offline import actions
from kinwork.offline.models import Ended, Phone
from kinwork.offline.queries import families_for_phone
from kinwork.record.models import Entry, EntryDraft
from kinwork.units.actions import make_unit
from tests.factories import actor, family_in, put_in_post, user
from tests.pages import Client

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


def signed_in(who) -> Client:
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def unlocked(client: Client, device: UUID | None = None):
    said = {"device": str(device or uuid4()), "called": "Chrome on Android"}
    return client.post("/offline/phone/", said, content_type="application/json", **JSON)


@pytest.fixture
def scene(rowan) -> SimpleNamespace:
    rowan.family = family_in(rowan.unit, "Abbott")
    return rowan


# -- what is open to all


def test_the_empty_form_is_the_same_for_everybody_and_gives_nobody_a_cookie(scene, client):
    stranger, tom = client.get("/offline/"), signed_in(scene.tom).get("/offline/")
    assert stranger.content == tom.content
    assert not stranger.cookies
    assert not tom.cookies
    for secret in (b"csrf", b"data-user", b"Tom", b"Abbott"):
        assert secret not in tom.content
    assert tom.headers["Cache-Control"] == "no-cache"


def test_the_worker_keeps_the_form_and_its_pieces_and_nothing_else(client):
    answer = client.get("/service-worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; connect-src 'self'")
    kept = answer.content.decode().partition("\n")[0]
    assert re.findall(r'"(/[^"]*)"', kept) == [
        "/offline/", "/static/build/kinwork.css", "/static/build/kinwork.js", "/static/build/images/kinwork.svg",
    ]  # fmt: skip


def test_pages_let_a_worker_of_ours_run_and_name_the_manifest(scene):
    page = signed_in(scene.tom).get("/my-work/")
    assert "worker-src 'self'" in page.headers["Content-Security-Policy"]
    assert b'rel="manifest" href="/manifest.webmanifest"' in page.content
    manifest = Client().get("/manifest.webmanifest").json()
    assert (manifest["scope"], manifest["display"], manifest["start_url"]) == ("/", "standalone", "/my-work/")


# -- the key


def test_the_same_phone_gets_the_same_key_and_nobody_else_does(scene):
    tom, device = signed_in(scene.tom), uuid4()
    first, again = unlocked(tom, device).json(), unlocked(signed_in(scene.tom), device).json()
    assert first["secret"] == again["secret"]
    assert len(b64decode(first["secret"])) == 32
    assert first["user"] == str(scene.tom.pk)
    assert unlocked(tom).json()["secret"] != first["secret"]
    priya = unlocked(signed_in(scene.priya), device)
    assert (priya.status_code, "secret" in priya.json()) == (410, False)
    assert unlocked(Client(), device).status_code == 401
    assert tom.post("/offline/phone/", "[]", content_type="application/json", **JSON).status_code == 400
    assert AuditEvent.objects.filter(verb="set up phone", actor_id=scene.tom.pk).count() == 2


def test_signing_out_ends_it_and_an_idle_end_does_not(scene, settings):
    tom, device = signed_in(scene.tom), uuid4()
    secret = unlocked(tom, device).json()["secret"]
    session = tom.session
    session["seen"] -= settings.KINWORK_IDLE_SECONDS + 1
    session.save()
    assert tom.get("/offline/who/", **JSON).status_code == 401
    assert not Client().get(f"/offline/ended/{device}/").json()["ended"]
    tom = signed_in(scene.tom)
    assert unlocked(tom, device).json()["secret"] == secret
    tom.post("/sign-out/")
    assert Client().get(f"/offline/ended/{device}/").json()["ended"]
    phone = Phone.objects.get(device=device)
    assert (phone.secret, phone.ended_because) == ("", Ended.SIGNED_OUT)
    assert unlocked(signed_in(scene.tom), device).json() == {"gone": True}


@pytest.mark.parametrize("how", ["disabled", "everywhere", "factor", "removed"])
def test_it_is_ended_from_afar(scene, how):
    device = uuid4()
    unlocked(signed_in(scene.tom), device)
    admin = user("sam")
    put_in_post(admin, make_unit(name="S", function="service", template="own", days=[1], minutes=60), "sysadmin")
    me, phone = actor(admin), Phone.objects.get(device=device)
    if how == "disabled":
        accounts.set_active(me, scene.tom, active=False)
    elif how == "everywhere":
        accounts.sign_out_everywhere(actor(scene.tom), scene.tom)
    elif how == "factor":
        accounts.forget_second_factor(me, scene.tom)
    else:
        assert signed_in(scene.priya).post(f"/offline/phones/{phone.pk}/remove/").status_code == 404
        thief, desk = signed_in(scene.tom), signed_in(scene.tom)
        assert desk.post(f"/offline/phones/{phone.pk}/remove/").status_code == 302
        assert desk.get("/my-work/").status_code == 200
        assert thief.get("/my-work/").status_code == 302, "who has the phone is signed in on it no longer"
        assert unlocked(thief, uuid4()).status_code == 401
    phone.refresh_from_db()
    assert (phone.secret, phone.ended_because) == ("", how)
    assert Client().get(f"/offline/ended/{device}/").json()["ended"]


def test_a_phone_that_ended_has_no_secret_and_stays_ended_whoever_writes(scene):
    device = uuid4()
    unlocked(signed_in(scene.tom), device)
    phone = Phone.objects.get(device=device)
    with pytest.raises(DatabaseError, match="a_phone_that_ended_has_no_secret"), transaction.atomic():
        Phone.objects.filter(pk=phone.pk).update(ended_at=timezone.now(), ended_because=Ended.REMOVED)
    assert actions.end_phone(actor(scene.tom), phone.pk, Ended.REMOVED)
    assert not actions.end_phone(actor(scene.tom), phone.pk, Ended.REMOVED)
    with pytest.raises(DatabaseError), transaction.atomic():
        Phone.objects.filter(pk=phone.pk).update(ended_at=None, ended_because="", secret="x")


# -- what it holds


def test_it_holds_the_names_of_ones_own_units_families_and_the_log_says_so(scene):
    other = make_unit(name="Hazel", function="child_in_need", template="systemic", days=[1], minutes=60)
    family_in(other, "Theirs")
    secret = family_in(scene.unit, "Secret")
    head = actor(head_of_service())
    restrict(
        head, secret.pk, scene.unit.pk, cause="staff", words="x", guardian_id=scene.tom.pk,
        people=[scene.tom.pk, head.user_id],
    )  # fmt: skip
    found = signed_in(scene.tom).get("/offline/families/", **JSON).json()["families"]
    assert [one["name"] for one in found] == ["Abbott"]
    members = list(scene.family.members.order_by("position", "id"))
    assert [(one["id"], one["child"]) for one in found[0]["members"]] == [(m.person_id, m.is_child) for m in members]
    assert scene.grace.pk in {one["id"] for one in found[0]["colleagues"]}
    assert scene.tom.pk not in {one["id"] for one in found[0]["colleagues"]}
    assert AuditEvent.objects.filter(verb="saw on a list", words__startswith="families kept on a phone").count() == 1


def test_it_holds_who_is_around_the_family_as_long_as_they_are(scene):
    at = EditContext(scene.family, scene.unit.pk, actor(scene.grace), "Ada")
    mother = scene.family.members.first().person
    bell = add_tie(at, Said(on="2015-09-01", part="community", name="Mrs Bell"))
    add_tie(at, Said(on="2015-09-01", part="community", somebody=mother))
    over = add_tie(at, Said(on="2015-09-01", part="community", name="Mr Gone"))
    end_tie(at, over.pk, over.pk, "2020")
    hear_from(at, bell.pk, bell.pk, "2016-05-05")
    [found] = families_for_phone(actor(scene.tom), timezone.localdate())
    assert found["around"] == [{"id": None, "name": "Mrs Bell"}, {"id": mother.pk, "name": mother.name}]


def head_of_service():
    head = user("hal")
    put_in_post(head, make_unit(name="Top", function="service", template="own", days=[1], minutes=60), "hos")
    return head


def test_a_hundred_families_take_as_many_statements_as_one(scene):
    me = actor(scene.tom)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            families_for_phone(me, timezone.localdate())
        return len(queries)

    few = asked()
    for n in range(5):
        family_in(scene.unit, f"More {n}")
    assert asked() == few == 2
    assert families_for_phone(actor(user("nobody")), timezone.localdate()) == []


# -- what it sends


def sends(client: Client, scene, token: UUID, text: str, version: int = 0, page: str = "phone", **more):
    """As a phone does: the draft, then the entry."""
    at = f"/family/{scene.family.pk}/entries/"
    said = {"kind": "note", "on": timezone.localdate().isoformat(), "text": text, "request": str(token)}
    said |= {"draft_page": page, "draft_version": str(version), **more}
    draft = client.post(f"{at}draft/", said, content_type="application/json", **JSON)
    return draft, client.post(f"{at}new/", said, **JSON)


def test_sent_twice_is_once_also_when_the_answer_was_lost(scene):
    tom, token = signed_in(scene.tom), uuid4()
    unlocked(tom)
    draft, entry = sends(tom, scene, token, "Ada was in.")
    assert (draft.status_code, entry.status_code, entry.json()) == (200, 200, {"saved": True})
    draft, entry = sends(tom, scene, token, "Ada was in.")
    assert (draft.status_code, draft.json()["state"], draft.json()["text"]) == (409, "saved", "Ada was in.")
    assert entry.json() == {"saved": True}
    assert Entry.objects.filter(by=scene.tom).count() == 1
    tom.post("/offline/sent/", **JSON)
    assert Phone.objects.get(user=scene.tom).sent_at is not None


def test_what_is_refused_is_a_draft_that_says_why(scene):
    tom, token = signed_in(scene.tom), uuid4()
    _, entry = sends(tom, scene, token, "Tomorrow’s visit.", on="1/1/2099")
    assert entry.status_code == 422
    assert "in the future" in entry.json()["error"]
    draft = EntryDraft.objects.get(token=token)
    assert entry.json()["address"] == f"/family/{scene.family.pk}/entries/new/?draft={draft.pk}"
    page = tom.get(entry.json()["address"]).content.decode()
    assert "Your phone sent this, and it is not in the record yet." in page
    assert "in the future" in page
    assert "Tomorrow’s visit." in page
    _, again = sends(tom, scene, token, "Today’s visit.")  # gone on with, it is saved as ever
    assert again.json() == {"saved": True}


def test_what_was_written_on_from_another_page_is_told_with_its_text(scene):
    tom, token = signed_in(scene.tom), uuid4()
    at = f"/family/{scene.family.pk}/entries/draft/"
    said = {"text": "At the desk.", "request": str(token), "draft_page": "desk", "draft_version": "0"}
    tom.post(at, said, content_type="application/json", **JSON)
    draft, entry = sends(tom, scene, token, "On the phone.")
    told = {"state": "elsewhere", "text": "At the desk.", "version": 1}
    assert draft.status_code == entry.status_code == 409
    assert draft.json().items() >= told.items()
    assert entry.json().items() >= told.items()
    _, entry = sends(tom, scene, token, "Both.", version=1)
    assert entry.json() == {"saved": True}
