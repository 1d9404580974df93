"""Every address asked and told nonsense by a holder of each role: nothing breaks, and nothing restricted shows."""

import copy
import re
from itertools import cycle
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from kinwork.access.models import AccessGrant
from kinwork.access.roles import ROLES
from kinwork.accounts.bootstrap import service_team
from kinwork.confidentiality import restrictions
from kinwork.evaluation.actions import note_answer
from kinwork.families.models import Family, FamilyMember
from kinwork.meetings.actions import discussing, tasks
from kinwork.meetings.models import AgendaItem, Discussion
from kinwork.operations.checks import views_of
from kinwork.people import actions as people
from kinwork.people.models import Address, Contact, OtherName, SafetyWarning
from tests.factories import (
    PersonFactory,
    actor,
    discussion_of,
    family_in,
    meeting_of,
    put_in_post,
    study_that,
    unit_with_staff,
    user,
)
from tests.what_was_read import Reached

pytestmark = pytest.mark.django_db
VIEWS = {address: view for address, view in views_of(get_resolver().url_patterns) if address != "/sign-out/"}
ADDRESSES = list(VIEWS)
MARK = "Zwillingsmark"  # in every text of the restricted family, and nowhere else
TRIED = cycle(["", "-1", MARK.lower()[:8], "9" * 30, "<svg onload=1>", "2w", "\x00", "²", "x" * 3000])
FIELDS = ["what", "owner", "due", "note", "words", "reason", "kind", "name", "family", "given_name", "born_on", "text"]


@pytest.fixture(scope="module")
def made(one_scene):
    """A family that only grace and a manager may know of, with something of everything; and one that is open."""
    unit, staff = unit_with_staff()
    rowan = SimpleNamespace(unit=unit, **staff)
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    hidden, other = family_in(rowan.unit, MARK), family_in(rowan.unit, "Openfam")
    child = PersonFactory(given_name=MARK, family_name="Somename")
    FamilyMember.objects.create(family=hidden, person=child, role="child", is_child=True, position=9)
    meeting = meeting_of(rowan.unit, rowan.maureen)
    me = actor(rowan.grace)
    talks = [discussion_of(family, meeting, rowan.maureen) for family in (hidden, other)]
    hypothesis = discussing.raise_hypothesis(me, talks[0], statement=MARK)
    conversation = discussing.plan_conversation(me, talks[0], purpose=MARK)
    decision = discussing.draft_decision(me, talks[0], words=MARK, reason=MARK)
    task = tasks.give_task(me, rowan.unit.pk, hidden.pk, what=MARK, owner_id=rowan.grace.pk, discussion=talks[0])
    ids = {
        "family_id": hidden.pk, "unit_id": rowan.unit.pk, "meeting_id": meeting.pk, "discussion_id": talks[0].pk,
        "item_id": AgendaItem.objects.get(family=hidden).pk, "user_id": rowan.tom.pk,
        "attendance_id": meeting.attendance.first().pk,
        "hypothesis": hypothesis.pk, "conversation": conversation.pk, "decision": decision.pk, "task": task.pk,
        "member": child.memberships.get().pk, "person_id": child.pk,
    }  # fmt: skip
    at = people.InRecord(me, hidden.pk, rowan.unit.pk)
    noted = [
        OtherName(person=child, given_name=f"{MARK}o"),
        Address(person=child, lines=MARK, is_confidential=True),
        Contact(person=child, kind="other", value=MARK, safe="no"),
        SafetyWarning(person=child, kind="dogs", words=MARK, review_on=meeting.held_on),
    ]
    study = study_that(user("head"), evaluators=[user("evaluator")])
    note_answer(me, study, hidden.pk, rowan.unit.pk, answer="agreed", on=meeting.held_on, said_by=MARK, words=MARK)
    ids["study_id"] = study.pk
    name, address, *_ = people.note(at, noted)
    ids |= {"name": name.pk, "address": address.pk, "confidential": address.pk}
    restrictions.restrict(
        actor(manager), hidden.pk, rowan.unit.pk,
        cause="staff", words=MARK, guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    return rowan, ids, other


@pytest.fixture
def scene(made, db):
    return copy.deepcopy(made)


@pytest.fixture
def reached(monkeypatch):
    reached = Reached()
    for address, view in VIEWS.items():
        reached.watch(address, view, monkeypatch)
    return reached


def answered(client, address, path, said, reached):
    """What comes back when it is asked for, and when it is sent; only one of them where nobody is let in by either."""
    before = len(reached)
    asked = client.get(path, {"q": MARK[:6], "page": "2"})
    yield asked
    if asked.status_code == 405 or not reached.is_unread(VIEWS[address], asked, before):
        yield client.post(path, said)


def somebody(role, unit):
    who = user(f"new-{role}")
    everywhere = not ROLES[role].permissions
    put_in_post(who, service_team() if everywhere else unit, role)
    return who


def paths(address, ids):
    for verb in ("done", "arrange", "nothing") if "<slug:verb>" in address else [""]:
        path = address.replace("<slug:verb>", verb).replace("<slug:name>", "tasks").replace("<slug:kind>", "task")
        path = path.replace("<slug:what>/<id:pk>", f"name/{ids['name']}").replace("note/<slug:what>", "note/address")
        path = path.replace("confidential/<id:pk>", f"confidential/{ids['confidential']}")
        path = re.sub(r"<slug:\w+>", "authority", path)
        thing = next((name for name in ids if f"/{name}/" in address), "task")
        yield re.sub(r"<id:(\w+)>", lambda m, t=thing: str(ids.get(m[1], ids[t])), path)


@pytest.mark.parametrize("role", ROLES)
def test_nothing_breaks_and_nothing_restricted_shows(role, scene, reached):
    rowan, ids, _ = scene
    who = somebody(role, rowan.unit)
    client = Client(raise_request_exception=True, HTTP_ACCEPT="text/html")
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in ADDRESSES:
        if address.endswith("/live/") or "sign-out-everywhere" in address:
            continue
        for path in paths(address, ids):
            for answer in answered(client, address, path, {name: next(TRIED) for name in FIELDS}, reached):
                assert answer.status_code < 500, (path, answer.status_code)
                shown = "" if answer.streaming else answer.content.decode(errors="replace")
                # What somebody typed themselves stands in their own box; nothing else may hold it.
                shown = re.sub(r'(value="[^"]*")|(<textarea.*?</textarea>)|(“[^”]*”)', "", shown, flags=re.S)
                assert MARK not in shown, path
    assert not AccessGrant.objects.filter(user=who, family_id=ids["family_id"]).exists()
    actor(rowan.grace)
    assert Family.objects.get(pk=ids["family_id"]).name == MARK, "nobody may have changed it unseen"
    assert Discussion.objects.get(pk=ids["discussion_id"]).ended_at is None


def test_somebody_listed_sees_all_of_it(scene, sign_in):
    """Or the test above would be content with a site that shows nothing to anybody."""
    rowan, ids, _ = scene
    client = sign_in(rowan.grace)
    for path in (f"/family/{ids['family_id']}/", f"/discussion/{ids['discussion_id']}/", f"/unit/{rowan.unit.pk}/"):
        assert MARK in client.get(path).content.decode(), path


@pytest.mark.parametrize("role", ROLES)
def test_no_link_of_the_first_pages_leads_to_where_its_reader_may_not_go(role, scene):
    """From where somebody lands, and from each place of their navigation: whatever is linked there opens."""
    rowan, _, _ = scene
    client = Client(HTTP_ACCEPT="text/html")
    client.force_login(somebody(role, rowan.unit), backend="allauth.account.auth_backends.AuthenticationBackend")
    landed = client.get("/", follow=True)
    assert landed.status_code == 200
    home = landed.content.decode()
    first = dict.fromkeys([landed.redirect_chain[-1][0], *re.findall(r'href="(/[a-z-]+/)"', home)])
    seen = {}
    for page in first:
        for link in [page, *re.findall(r'href="(/[^"#]*)', client.get(page, follow=True).content.decode())]:
            if link in seen or link.startswith(("/sign-out/", "/static/")):
                continue
            answer = seen[link] = client.get(link, follow=True)
            assert answer.status_code == 200, (page, link)
            if not answer.streaming and "text/html" in answer.headers["Content-Type"]:
                assert "You do not hold a post" not in answer.content.decode(), (page, link)
    assert len(seen) > 2


def without_ids(answer, pk):
    # Neither tokens nor how large the logo is: an id may happen to be the same number.
    words = re.sub(r"\b\w{64}\b|(width|height)=.\d+", "", answer.content.decode())
    return answer.status_code, re.sub(rf"\b{pk}\b", "ID", words), sorted(set(answer.headers) - {"Content-Length"})


@pytest.mark.parametrize("role", ROLES)
def test_a_restricted_family_answers_like_one_that_is_not_there(role, scene):
    rowan, ids, _ = scene
    who = somebody(role, rowan.unit)
    client = Client(HTTP_ACCEPT="text/html")
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")

    nowhere = 10**9
    for address in ADDRESSES:
        for name in ("family_id", "discussion_id", "person_id"):
            if f"<id:{name}>" not in address or address.count("<") > 1 or address.endswith("/live/"):
                continue
            there = address.replace(f"<id:{name}>", str(ids[name]))
            missing = address.replace(f"<id:{name}>", str(nowhere))
            for ask in (client.get, client.post):
                assert without_ids(ask(there), ids[name]) == without_ids(ask(missing), nowhere), (there, ask)


def answers(client, path):
    """What GET and POST answer there, without ids, and in how many statements."""
    for ask in (client.get, client.post):
        with CaptureQueriesContext(connection) as asked:
            answer = ask(path)
        words = re.sub(r"\b\w{64}\b|(width|height)=.\d+|\b\d+\b", "", answer.content.decode())
        yield answer.status_code, words.replace(path, ""), len(asked)


def ids_of(family, meeting_id):
    """The ids of a family that is open, and of its discussion."""
    talk = Discussion.objects.get(family=family)
    item = AgendaItem.objects.get(family=family, meeting_id=meeting_id)
    person = FamilyMember.objects.filter(family=family).first()
    return {
        "family_id": family.pk, "discussion_id": talk.pk, "item_id": item.pk, "person_id": person.person_id,
        "member": person.pk,
    }  # fmt: skip


@pytest.mark.parametrize("role", ["blind_coder", "analyst", "evaluator", "partner", "sysadmin"])
def test_who_may_see_no_family_cannot_tell_which_ids_there_are(role, scene):
    """Of families, people, discussions, meetings, units, tasks: there, restricted or never there, it is one answer."""
    rowan, ids, other = scene
    actor(rowan.grace)
    there = {**ids, **ids_of(other, ids["meeting_id"])}
    absent = dict.fromkeys(ids, 10**9)
    client = Client(HTTP_ACCEPT="text/html")
    client.force_login(somebody(role, rowan.unit), backend="allauth.account.auth_backends.AuthenticationBackend")
    # What is theirs to look after they know: an administrator sets up units, by their ids.
    mine = {"sysadmin": ("/accounts/", "/authority/"), "evaluator": ("/study/",)}.get(role, ())
    compared = 0
    for address in ADDRESSES:
        if "<id:" not in address or address.startswith((*mine, "/sign-in/", "/my-account/")):
            continue
        for one, hidden, none in zip(paths(address, there), paths(address, ids), paths(address, absent), strict=True):
            never_there = list(answers(client, none))
            for path in dict.fromkeys((one, hidden)):  # the same, where neither leads to a family
                assert list(answers(client, path)) == never_there, path
            compared += 1
    assert compared > 60


def test_meetings_and_units_that_are_not_ones_own_answer_like_those_that_are_not_there(scene):
    _, ids, _ = scene
    _, strangers = unit_with_staff("Oak", "o")
    client = Client(HTTP_ACCEPT="text/html")
    client.force_login(strangers["tom"], backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in ADDRESSES:
        if address.count("<") != 1 or not ("<id:meeting_id>" in address or "<id:unit_id>" in address):
            continue
        [there], [absent] = paths(address, ids), paths(address, dict.fromkeys(ids, 10**9))
        assert [one[:2] for one in answers(client, there)] == [one[:2] for one in answers(client, absent)], there
