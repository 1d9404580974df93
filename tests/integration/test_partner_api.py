"""Partner systems: who may call, what each is told, what comes in; every answer as the OpenAPI document says."""

import json
import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent, User
from kinwork.accounts.bootstrap import service_team
from kinwork.api import actions, allowances
from kinwork.api.answers import ADDRESSES, document
from kinwork.api.models import Allowance, ChildStatus, PartnerSystem, Token
from kinwork.api.presenters import CALLED
from kinwork.api.queries import numbers_to_call
from kinwork.api.scopes import Scope
from kinwork.children.models import CarePeriod, ProtectionPlan
from kinwork.confidentiality import restrictions
from kinwork.front_door.models import Contact
from kinwork.notices.models import Notice
from kinwork.people.models import Identifier, Person
from tests.factories import PersonFactory, actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
DOCUMENT = json.loads(Path("docs/openapi.json").read_text(encoding="utf-8"))
SAID = {
    "name": "Sentinel", "organisation": "Fenmoor Police", "answers_for_it": "Inspector Day",
    "reach_them": "01223 496 0101", "purpose": "Sends notifications and asks whether a child is on a plan.",
    "agreement": "ISA 12 of 2026", "source": "6", "calls_a_minute": 60,
}  # fmt: skip
TODAY = timezone.localdate()
NUMBER, OTHER, MOTHERS, SECRET = "9990000018", "9990000026", "9990000034", "9990000042"
ALL = [scope.value for scope in Scope]


def days_ago(days):
    return TODAY - timedelta(days=days)


def fact(model, family, child, started, ended=None, by=None, **more):
    now = timezone.now()
    end = {"end_recorded_at": now, "end_recorded_by": by} if ended else {}
    return model.objects.create(
        person=child, involvement=family.involvements.get(), started_on=started, ended_on=ended, recorded_by=by,
        recorded_at=now, **end, **more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def scene(one_scene):
    """A unit with a child on a plan, one who was looked after, a baby on the way; a family that is restricted."""
    unit, staff = unit_with_staff()
    grace, head, admin = staff["grace"], user("head"), user("admin")
    put_in_post(head, service_team(), "hos")
    put_in_post(admin, service_team(), "sysadmin")
    worker = user("doorway")
    put_in_post(worker, service_team(), "frontdoor")
    family, hidden = family_in(unit, "Marlowe", children=0), family_in(unit, "Vexhollow", children=0)
    child, brother = (
        PersonFactory(given_name=name, family_name="Marlowe", born_on=days_ago(3000 + n), sex="female")
        for n, name in enumerate(("Isolde", "Rufus"))
    )
    mother = family.members.get().person
    Person.objects.filter(pk=mother.pk).update(given_name="Hester", family_name="Marlowe", sex="female")
    baby = PersonFactory(given_name="", family_name="Marlowe", born_on=TODAY + timedelta(days=60), born_kind="expected")
    secret = PersonFactory(given_name="Perpetua", family_name="Vexhollow", born_on=days_ago(2500))
    for n, (one, where) in enumerate([(child, family), (brother, family), (baby, family), (secret, hidden)]):
        where.members.create(person=one, role="child", is_child=True, position=n + 2)
    for one, number in [(child, NUMBER), (brother, OTHER), (mother, MOTHERS), (secret, SECRET)]:
        Identifier.objects.create(person=one, kind="nhs", value=number)
    from kinwork.families import actions as relations

    me = actor(grace)
    relations.add_child(relations.EditContext(family, unit.pk, me, "born"), [mother], baby)
    by = {"by": grace}
    plan = fact(ProtectionPlan, family, child, days_ago(200), category="NEG", **by)
    care = fact(CarePeriod, family, brother, days_ago(500), days_ago(100), **by)
    fact(ProtectionPlan, family, baby, days_ago(10), category="NEG", **by)
    fact(ProtectionPlan, hidden, secret, days_ago(30), category="NEG", **by)
    restrictions.restrict(
        actor(head), hidden.pk, unit.pk, cause="staff", words="Someone works here.", guardian_id=head.pk,
        people=[grace.pk],
    )  # fmt: skip
    actor(admin)
    actions.say_numbers(actor(admin), {None: "0300 496 0000", unit: "01223 496 0777"})
    return SimpleNamespace(
        unit=unit, grace=grace, head=head, admin=admin, family=family, hidden=hidden, child=child, brother=brother,
        mother=mother, baby=baby, secret=secret, plan=plan, care=care, worker=worker,
    )  # fmt: skip


def a_system(scene, scopes=ALL, agreed=None, networks=(), **said):
    """A system with a token of these scopes; and how to call with it."""
    system = actions.make_system(actor(scene.admin), {**SAID, **said})
    actions.agree(actor(scene.head), system, scopes if agreed is None else agreed)
    issued = actions.issue_token(
        actor(scene.admin), system, scopes=scopes, ends_on=TODAY + timedelta(days=90), networks=networks
    )
    return system, issued


@pytest.fixture
def call(scene):
    """Call as a system with every scope, until told otherwise; each answer is held against the document."""
    return caller(a_system(scene)[1].text)


def caller(token):
    client = Client(raise_request_exception=True)

    def ask(method, path, said=None, **more):
        headers = {"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}
        body = said if isinstance(said, str | bytes) else json.dumps(said) if said is not None else ""
        kind = more.pop("content_type", "application/json")
        response = client.generic(method, f"/api/v1/{path}", body, content_type=kind, **{**headers, **more})
        as_documented(method, path, response)
        return response

    return ask


def as_documented(method, path, response):
    """What was answered is one of the answers that the document has for the address, and is as it says there."""
    assert response.headers.get("Cache-Control") == "no-store"
    assert not response.cookies
    plain = re.sub(r"\?.*", "", path)
    for template, methods in DOCUMENT["paths"].items():
        address = re.sub(r"{\w+}", r"\\d+", template.removeprefix("/api/v1/"))
        if re.fullmatch(address, plain) and method.lower() in methods:
            answers = methods[method.lower()]["responses"]
            assert str(response.status_code) in answers, (path, response.status_code, response.content)
            [(kind, said)] = answers[str(response.status_code)]["content"].items()
            assert response.headers["Content-Type"].startswith(kind)
            schema = {**said["schema"], "components": DOCUMENT["components"]}
            jsonschema.validate(response.json(), schema, format_checker=jsonschema.FormatChecker())
            return
    assert response.status_code in (404, 405) or path.startswith("openapi"), path


ENTRY = {
    "said": "Called to the address at night; the child was in bed.", "caller_name": "PC Wren",
    "about": [{"given_name": "Isolde", "family_name": "Marlowe"}],
}  # fmt: skip
KEY = {"HTTP_IDEMPOTENCY_KEY": "case-0001-a"}


# -- who may call


def test_the_document_is_current_and_is_served(call):
    assert document() == DOCUMENT, "write it anew: python scripts/openapi.py"
    assert call("GET", "openapi.json").json() == DOCUMENT
    assert {methods[m]["operationId"] for methods in DOCUMENT["paths"].values() for m in methods} == set(ADDRESSES)


def test_without_a_token_that_counts_nobody_is_answered(scene, call):
    _system, issued = a_system(scene, name="Other")
    good = f"Bearer {issued.text}"
    tried = [
        "", "Bearer", "Bearer x", good[:-1] + "_", good.replace("Bearer", "Basic"),
        "Bearer kw_aaaaaaaa_" + "a" * 43, f"Token {issued.text}", f"{good} {issued.text}",
    ]  # fmt: skip
    answers = [caller("")("GET", f"families/{scene.family.pk}", HTTP_AUTHORIZATION=one) for one in tried]
    assert [one.status_code for one in answers] == [401] * len(tried)
    assert all(one.headers["WWW-Authenticate"].startswith("Bearer") for one in answers)
    assert len({one.content for one in answers[1:]}) == 1, "what was wrong with it is not told"
    # Neither in the address, nor as a cookie; and pages take no token.
    asked = caller("")("GET", f"families/{scene.family.pk}?token={issued.text}")
    assert (asked.status_code, asked.json()["type"]) == (400, "urn:kinwork:problem:token-in-address")
    page = Client().get("/my-work/", HTTP_AUTHORIZATION=good, HTTP_ACCEPT="application/json")
    assert page.status_code == 401
    signed_in = Client()
    signed_in.force_login(scene.grace, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert signed_in.get(f"/api/v1/families/{scene.family.pk}").status_code == 401


def test_revoked_ended_and_switched_off_it_counts_no_longer_from_the_next_call_on(scene):
    system, issued = a_system(scene)
    ask = caller(issued.text)
    path = f"families/{scene.family.pk}"
    assert ask("GET", path).status_code == 200
    actions.switch(actor(scene.admin), system, on=False)
    assert ask("GET", path).status_code == 401
    actions.switch(actor(scene.admin), system, on=True)
    second = actions.issue_token(
        actor(scene.admin), system, scopes=[Scope.FAMILIES], ends_on=TODAY + timedelta(days=9), networks=[]
    )  # fmt: skip
    actions.revoke_token(actor(scene.admin), issued.token, because="Changed over.")
    assert ask("GET", path).status_code == 401
    later = caller(second.text)
    assert later("GET", path).status_code == 200, "another token of the same system goes on"
    refused = AuditEvent.objects.filter(verb="refused a token", actor=system.user)
    assert refused.count() == 2
    actions.agree(actor(scene.head), system, [])
    assert later("GET", path).status_code == 403, "what the head of service takes back counts at once"


def test_an_ended_token_does_not_count(scene, as_owner):
    _system, issued = a_system(scene)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE api_token SET issued_at = now() - interval '9 days', ends_at = now() - interval '1 second' "
            "WHERE id = %s",
            [issued.token.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert caller(issued.text)("GET", f"families/{scene.family.pk}").status_code == 401


def test_a_missing_scope_is_named(scene):
    _, issued = a_system(scene, [Scope.FAMILIES])
    ask = caller(issued.text)
    assert ask("GET", f"families/{scene.family.pk}").status_code == 200
    for method, path, scope in (
        ("GET", f"people/{scene.child.pk}", Scope.PEOPLE), ("POST", "people/find", Scope.FIND),
        ("POST", "children/status", Scope.STATUS), ("GET", "children/status/changes", Scope.COPY),
        ("POST", "entries", Scope.ENTRIES),
    ):  # fmt: skip
        refused = ask(method, path, {} if method == "POST" else None)
        assert refused.status_code == 403
        assert scope.value in refused.json()["detail"]


def test_from_another_network_it_is_refused(scene):
    _, issued = a_system(scene, networks=["203.0.113.0/24"])
    ask = caller(issued.text)
    path = f"families/{scene.family.pk}"
    assert ask("GET", path).status_code == 403
    assert ask("GET", path, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_calls_are_counted_and_too_many_are_told_when_to_go_on(scene):
    _, issued = a_system(scene, calls_a_minute=3)
    ask = caller(issued.text)
    codes = [ask("GET", f"families/{scene.family.pk}").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    wait = ask("GET", f"families/{scene.family.pk}").headers["Retry-After"]
    assert 1 <= int(wait) <= 60
    Allowance.objects.update(since=timezone.now() - timedelta(hours=1))
    assert ask("GET", f"families/{scene.family.pk}").status_code == 200


def test_bad_tokens_from_one_address_are_counted_too_and_never_stop_a_good_one(scene, call):
    bad = caller("kw_aaaaaaaa_" + "a" * 43)
    codes = [bad("GET", f"families/{scene.family.pk}").status_code for _ in range(allowances.BAD_TOKENS + 1)]
    assert codes == [401] * allowances.BAD_TOKENS + [429]
    assert AuditEvent.objects.filter(verb="refused a token", actor=None).count() == allowances.BAD_TOKENS
    assert call("GET", f"families/{scene.family.pk}").status_code == 200


def test_every_call_is_in_the_log_with_system_token_scope_and_outcome(scene):
    system, issued = a_system(scene)
    ask = caller(issued.text)
    ask("GET", f"families/{scene.family.pk}")
    ask("POST", "people/find", {"family_name": "Nobodyhere", "born_on": "2015-03-02"})
    ask("GET", "families/5")
    last, found, read = AuditEvent.objects.filter(actor=system.user).order_by("-id")[:3]
    assert (read.family_id, read.policy) == (scene.family.pk, "partner:families:read")
    assert read.words == f"kw_{issued.token.prefix} read_family 200"
    assert found.words.endswith("find_people 200: none found, 1 in an hour")
    assert last.words.endswith("read_family 404")
    assert "Nobodyhere" not in "".join(AuditEvent.objects.values_list("words", flat=True))


# -- people and families


def test_a_person_and_a_family_with_few_fields_and_no_place(scene, call):
    family = call("GET", f"families/{scene.family.pk}").json()
    assert (family["name"], family["call"]) == ("Marlowe", {"unit": "Rowan", "telephone": "01223 496 0777"})
    assert {"Isolde", "Rufus", "Hester"} <= {one["given_name"] for one in family["members"]}
    person = call("GET", f"people/{scene.child.pk}").json()
    assert (person["given_name"], person["nhs_number"]) == ("Isolde", NUMBER)
    assert person["families"][0]["id"] == str(scene.family.pk)
    assert not {"address", "telephone", "postcode"} & {*person, *family}
    _, less = a_system(scene, [Scope.PEOPLE], name="Less")
    assert caller(less.text)("GET", f"people/{scene.child.pk}").json()["nhs_number"] is None


def test_what_is_restricted_is_not_there_and_no_different_from_what_never_was(scene, call):
    for path, other in ((f"people/{scene.secret.pk}", "people/7"), (f"families/{scene.hidden.pk}", "families/7")):
        with CaptureQueriesContext(connection) as hidden:
            one = call("GET", path)
        with CaptureQueriesContext(connection) as unknown:
            two = call("GET", other)
        assert (one.status_code, one.content) == (two.status_code, two.content)
        assert one.status_code == 404
        assert len(hidden) == len(unknown)
    for said in ({"nhs_number": SECRET}, {"given_name": "Perpetua", "family_name": "Vexhollow",
                                          "born_on": str(scene.secret.born_on)}):  # fmt: skip
        assert call("POST", "people/find", said).json() == {"people": []}


def test_people_are_found_by_number_or_by_name_and_birth_and_never_by_a_name_alone(scene, call):
    by_number = call("POST", "people/find", {"nhs_number": "999 000 0018"}).json()["people"]
    assert [one["id"] for one in by_number] == [str(scene.child.pk)]
    said = {"given_name": "Isolda", "family_name": "Marlowe", "born_on": str(scene.child.born_on)}
    by_name = call("POST", "people/find", said).json()["people"]
    assert [one["id"] for one in by_name] == [str(scene.child.pk)]
    assert set(by_name[0]) == {"id", "given_name", "family_name", "how_likely", "why"}
    for vague in ({"family_name": "Marlowe"}, {"born_on": str(scene.child.born_on)}, {}):
        refused = call("POST", "people/find", vague)
        assert (refused.status_code, refused.json()["type"]) == (422, "urn:kinwork:problem:too-vague")
    wrong = call("POST", "people/find", {"nhs_number": "999 000 0019"}).json()["errors"]
    assert wrong[0]["where"] == "/nhs_number"
    assert "last digit" in wrong[0]["detail"], "in the words of the page"


def test_whoever_searches_in_vain_too_often_waits(scene, call, monkeypatch):
    monkeypatch.setattr("kinwork.api.finding.MISSES", 2)
    miss = {"family_name": "Nobodyhere", "born_on": "2015-03-02"}
    assert [call("POST", "people/find", miss).status_code for _ in range(3)] == [200, 200, 429]
    assert call("POST", "people/find", {"nhs_number": NUMBER}).status_code == 429, "also for who would be found"


# -- the status of a child


def test_the_status_of_a_child_says_plan_care_and_whom_to_ring(scene, call):
    said = call("POST", "children/status", {"nhs_number": NUMBER, "born_on": str(scene.child.born_on)}).json()
    assert said["protection_plan"] == {"is_now": True, "started_on": str(days_ago(200)), "until": None}
    assert said["call"] == {"unit": "Rowan", "telephone": "01223 496 0777"}
    said = call("POST", "children/status", {"person_id": str(scene.brother.pk), "born_on": str(scene.brother.born_on)})
    assert said.json()["looked_after"] == {
        "is_now": False, "started_on": str(days_ago(500)), "until": str(days_ago(100))
    }  # fmt: skip
    CarePeriod.objects.filter(pk=scene.care.pk).update(ended_on=days_ago(400))
    said = call("POST", "children/status", {"person_id": str(scene.brother.pk), "born_on": str(scene.brother.born_on)})
    assert said.json()["looked_after"] is None, "longer ago than twelve months"


def test_the_plan_of_a_baby_on_the_way_is_found_by_its_mother(scene, call):
    said = call("POST", "children/status", {"nhs_number": MOTHERS, "born_on": str(scene.mother.born_on)}).json()
    assert said["unborn_plans"] == [
        {"id": str(scene.baby.pk), "due_on": str(scene.baby.born_on),
         "plan": {"is_now": True, "started_on": str(days_ago(10)), "until": None}}
    ]  # fmt: skip
    assert said["protection_plan"] is None


def test_unknown_nothing_so_and_not_to_be_told_are_one_answer(scene):
    _, issued = a_system(scene, [Scope.STATUS])
    ask = caller(issued.text)
    asked = [
        {"nhs_number": SECRET, "born_on": str(scene.secret.born_on)},  # restricted
        {"nhs_number": NUMBER, "born_on": "2001-01-01"},  # another date of birth
        {"nhs_number": "9990000050", "born_on": "2015-03-02"},  # no one
        {"person_id": "7", "born_on": "2015-03-02"},
    ]
    answers = [ask("POST", "children/status", one).content for one in asked]
    assert len(set(answers)) == 1
    assert json.loads(answers[0])["call"] == {"unit": "", "telephone": "0300 496 0000"}


def test_a_restricted_child_is_told_of_where_that_was_agreed_and_never_where_they_are(scene, call):
    said = call("POST", "children/status", {"nhs_number": SECRET, "born_on": str(scene.secret.born_on)}).json()
    assert said["protection_plan"]["is_now"]
    assert said["call"] == {"unit": "", "telephone": "0300 496 0000"}
    assert "Rowan" not in json.dumps(said)


def all_changes(ask, since="", limit=2):
    found = []
    while True:
        said = ask("GET", f"children/status/changes?since={since}&limit={limit}").json()
        found += said["changes"]
        since = said["cursor"]
        if not said["is_more"]:
            return found, since


def test_who_keeps_a_copy_hears_of_each_change_once_and_in_order(scene, call):
    first, cursor = all_changes(call)
    assert {one["id"] for one in first} == {
        str(one.pk) for one in (scene.child, scene.brother, scene.baby, scene.secret)
    }
    baby = next(one for one in first if one["id"] == str(scene.baby.pk))["status"]
    assert (baby["is_unborn"], baby["mothers_nhs_number"]) == (True, MOTHERS)
    assert all_changes(call, cursor) == ([], cursor)
    # A correction, an end, twelve months that have passed
    ProtectionPlan.objects.filter(pk=scene.plan.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=scene.grace, withdrawn_because="Another child."
    )
    CarePeriod.objects.filter(pk=scene.care.pk).update(ended_on=days_ago(400))
    second, later = all_changes(call, cursor)
    assert {one["id"]: (one["what"], one["corrects"]) for one in second} == {
        str(scene.child.pk): ("corrected", True), str(scene.brother.pk): ("lapsed", False),
    }  # fmt: skip
    assert int(later) > int(cursor)
    again, _ = all_changes(call, cursor, limit=200)
    assert again == second, "asked again from the same place, the same"


def test_a_child_who_comes_into_a_restricted_family_is_erased_from_copies(scene, as_owner):
    _, issued = a_system(scene, [Scope.STATUS, Scope.COPY])
    ask = caller(issued.text)
    first, cursor = all_changes(ask)
    assert str(scene.secret.pk) not in {one["id"] for one in first}, "of one who always was, nothing"
    actor(scene.head)
    restrictions.restrict(
        actor(scene.head), scene.family.pk, scene.unit.pk, cause="staff", words="Someone works here.",
        guardian_id=scene.head.pk, people=[scene.grace.pk],
    )  # fmt: skip
    second, _ = all_changes(ask, cursor)
    assert {one["what"] for one in second} == {"erase"}
    assert {one["status"] for one in second} == {None}
    assert len(second) == 3


def test_of_a_restricted_child_nothing_more_is_told_whatever_happens_and_no_gap_tells_of_one(scene, call):
    _, issued = a_system(scene, [Scope.STATUS, Scope.COPY], name="Schools")
    ask = caller(issued.text)
    before, cursor = all_changes(ask)
    assert cursor == str(len(before)), "numbered by themselves: no gap tells of anyone"
    actor(scene.head)
    restrictions.restrict(
        actor(scene.head), scene.family.pk, scene.unit.pk, cause="staff", words="Someone works here.",
        guardian_id=scene.head.pk, people=[scene.grace.pk],
    )  # fmt: skip
    erased, cursor = all_changes(ask, cursor)
    actor(scene.head)
    ProtectionPlan.objects.filter(person__in=[scene.child, scene.secret]).update(
        ended_on=days_ago(3), end_recorded_at=timezone.now(), end_recorded_by=scene.grace
    )
    actions.say_numbers(actor(scene.admin), {None: "01223 000 999"})
    told = {one["id"] for one in all_changes(ask, cursor)[0]}
    assert not told & {one["id"] for one in erased}
    assert str(scene.secret.pk) not in told
    begins = caller(a_system(scene, [Scope.STATUS, Scope.COPY], name="Fenmoor Schools")[1].text)
    assert {one["what"] for one in all_changes(begins, limit=200)[0]} <= {"status"}, "who begins hears of no one gone"
    assert {str(scene.child.pk), str(scene.secret.pk)} <= {one["id"] for one in all_changes(call)[0]}, "the other hears"


def test_a_cursor_beyond_all_that_was_said_is_refused(scene, call):
    call("GET", "children/status/changes")
    answer = call("GET", "children/status/changes?since=999999999999")
    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"where": "since", "detail": "This is not a cursor of ours."}]


def test_what_was_said_of_a_child_cannot_be_read_but_by_asking(scene, call):
    call("GET", "children/status/changes")
    with pytest.raises(DatabaseError), transaction.atomic():
        ChildStatus.objects.first()


def test_an_erased_record_leaves_that_it_is_to_be_erased(scene, call, as_owner):
    _, cursor = all_changes(call)
    gone = PersonFactory(born_on=days_ago(900))
    with as_owner(), connection.cursor() as cursor_:
        cursor_.execute(
            "INSERT INTO api_childstatus (person_id, seq, what, said, corrects, is_restricted, at, open_seq, "
            "open_what, open_said, open_corrects, open_at) "
            "SELECT %s, max(seq) + 1, 'status', '{\"nhs_number\": \"1\"}', false, false, now(), "
            "max(open_seq) + 1, 'status', '{\"nhs_number\": \"1\"}', false, now() FROM api_childstatus",
            [gone.pk],
        )
        cursor_.execute("DELETE FROM people_term WHERE person_id = %s", [gone.pk])
        cursor_.execute("DELETE FROM people_person WHERE id = %s", [gone.pk])
        cursor_.execute("SELECT what, said FROM api_childstatus WHERE person_id = %s", [gone.pk])
        assert cursor_.fetchone() == ("erase", None)
    found, _ = all_changes(call, cursor)
    assert [(one["id"], one["what"]) for one in found] == [(str(gone.pk), "erase")]


# -- what comes in


def test_an_entry_comes_in_at_the_front_door_and_says_who_sent_it(scene, call):
    sent = call("POST", "entries", ENTRY, **KEY)
    assert sent.status_code == 201
    contact = Contact.objects.get(pk=sent.json()["id"])
    assert (contact.source, contact.agency_name) == ("6", "Fenmoor Police")
    assert contact.taken_by.full_name == "Sentinel (Fenmoor Police)"
    assert contact.caller.name == "PC Wren"
    assert contact.family_ids == [], "a name alone is nobody: it is for the front door to say who that is"


def test_a_number_and_a_birth_tell_the_unit_that_holds_the_family(scene, call):
    about = [{**ENTRY["about"][0], "nhs_number": NUMBER, "born_on": str(scene.child.born_on)}]
    sent = call("POST", "entries", {**ENTRY, "about": about}, **KEY)
    assert Contact.objects.get(pk=sent.json()["id"]).family_ids == [scene.family.pk]
    told = Notice.objects.filter(kind="contact_taken", family_id=scene.family.pk)
    assert told.count() == 1
    assert set(sent.json()) == {"id", "is_repeat"}, "and the sender learns nothing of it"


def test_a_restricted_family_is_not_matched_its_guardian_is_told(scene, call):
    about = [{"given_name": "Perpetua", "family_name": "Vexhollow", "nhs_number": SECRET,
              "born_on": str(scene.secret.born_on)}]  # fmt: skip
    sent = call("POST", "entries", {**ENTRY, "about": about}, **KEY)
    assert Contact.objects.get(pk=sent.json()["id"]).family_ids == []
    assert Notice.objects.filter(kind="contact_may_be_yours", to_ids__contains=[scene.head.pk]).exists()


def test_sent_again_under_one_key_it_comes_in_once(scene, call):
    one, two = (call("POST", "entries", ENTRY, **KEY) for _ in "12")
    assert (one.status_code, two.status_code) == (201, 200)
    assert (one.json()["id"], two.json()["is_repeat"]) == (two.json()["id"], True)
    other = call("POST", "entries", {**ENTRY, "said": "Another thing."}, **KEY)
    assert other.status_code == 409
    assert Contact.objects.count() == 1
    _, another = a_system(scene, name="Second")
    assert caller(another.text)("POST", "entries", ENTRY, **KEY).status_code == 201, "a key is a system’s own"
    assert call("POST", "entries", ENTRY).json()["type"] == "urn:kinwork:problem:no-key"


def test_what_is_not_right_is_said_at_its_place_and_nothing_is_saved(scene, call):
    wrong = [
        ({**ENTRY, "extra": 1}, "/extra", "no such field"), ({**ENTRY, "said": ""}, "/said", "empty"),
        ({**ENTRY, "said": "x" * 20_001}, "/said", "20,000"), ({"said": "x"}, "/about", "missing"),
        ({**ENTRY, "about": []}, "/about", "at least one"), ({**ENTRY, "about": [{}] * 9}, "/about", "8 fit"),
        ({**ENTRY, "about": [{"who": "cat"}]}, "/about/0/who", "child"), ({**ENTRY, "said": 5}, "/said", "text"),
        ({**ENTRY, "received_on": "12/3/2026"}, "/received_on", "2015-03-02"),
        ({**ENTRY, "received_on": str(TODAY + timedelta(days=3))}, "/received_on", ""),
        ({**ENTRY, "about": [{"given_name": "<svg>"}]}, "/about/0/given_name", "not part of a name"),
        ({**ENTRY, "about": [{"who": "adult"}]}, "/about/0/given_name", "Type a name"),
        ({**ENTRY, "about": [{"who": "adult", "given_name": "Ann"}]}, "/about/0/given_name", "who it is about"),
        ({**ENTRY, "is_anonymous": "yes"}, "/is_anonymous", "true or false"),
    ]  # fmt: skip
    for n, (said, where, words) in enumerate(wrong):
        refused = call("POST", "entries", said, HTTP_IDEMPOTENCY_KEY=f"wrong-{n:04}")
        assert refused.status_code == 422, said
        assert where in {one["where"] for one in refused.json()["errors"]}, (where, refused.json())
        assert words in " ".join(one["detail"] for one in refused.json()["errors"]), (words, refused.json())
    assert not Contact.objects.exists()
    assert call("POST", "entries", ENTRY, HTTP_IDEMPOTENCY_KEY="wrong-0000").status_code == 201, "the key is free"


HOSTILE = [
    (b" ", 400), (b"{", 400), (b"[]", 400), (b'"x"', 400), (b"null", 400), (b"{}{}", 400), (b'{"a":1,"a":2}', 400),
    (b"\xff\xfe{}", 400), (b'{"born_on": NaN}', 400), (b"[" * 100_000, 400), (b'{"a":' * 50_000, 400),
    (b'{"family_name": ' + b"9" * 5000 + b"}", 400), (b'{"family_name": 1e400}', 422), (b"x" * 300_000, 413),
    (b'{"family_name": "a\\ud800b", "born_on": "2015-03-02"}', 200), (b'{"nhs_number": 9990000018}', 422),
    (b'{"family_name": "a\\u0000b\\u0007", "born_on": "2015-03-02"}', 200), (b'{"born_on": "0000-00-00"}', 422),
    (b'{"family_name": "a", "born_on": "2015-03-02"}', 422),
    (b'{"family_name": "xx", "born_on": "\\u0662\\u0660\\u0661\\u0665-03-02"}', 422),
    (b'{"nhs_number": "\\u0000"}', 422),
    (b'{"family_name": "' + "😀".encode() * 119 + b'", "born_on": "2015-03-02"}', 200),
]  # fmt: skip


@pytest.mark.parametrize(("body", "status"), HOSTILE, ids=[f"{n}" for n in range(len(HOSTILE))])
def test_whatever_is_sent_is_answered_in_words(scene, call, body, status):
    answer = call("POST", "people/find", body)
    assert answer.status_code == status, answer.content
    assert b"Traceback" not in answer.content


def test_methods_types_and_addresses_that_are_not_there(scene, call):
    assert call("POST", "people/find", "a=1", content_type="application/x-www-form-urlencoded").status_code == 415
    assert call("POST", "people/find", "{}", content_type="application/json; charset=latin-1").status_code == 415
    assert call("POST", "people/find", "{}", HTTP_CONTENT_ENCODING="gzip").status_code == 415
    for method in ("PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "POST"):
        assert call(method, f"people/{scene.child.pk}").status_code == 405
    for path in ("", "people", "people/x", "people/-1", f"people/{'9' * 30}", "../my-work/", "entries/1", "docs"):
        assert call("GET", path).status_code in (404, 405), path
    assert call("GET", f"people/{scene.child.pk}?fields=address").status_code == 400
    assert call("GET", "children/status/changes?since=x").status_code == 400
    assert call("GET", "children/status/changes?limit=0").status_code == 422
    assert call("GET", "children/status/changes?limit=" + "9" * 20).status_code == 422


def test_no_word_of_an_error_is_logged_or_answered(scene, call, monkeypatch, caplog):
    def breaks(*_):
        raise ValueError("Isolde Marlowe")

    monkeypatch.setattr("kinwork.api.finding.MEMBERS", "SELECT no_such_column")
    ask = Client(raise_request_exception=False)
    _, issued = a_system(scene, name="Breaks")
    with transaction.atomic():
        monkeypatch.setattr("kinwork.api.finding.family", breaks)
        answer = ask.get(f"/api/v1/families/{scene.family.pk}", HTTP_AUTHORIZATION=f"Bearer {issued.text}")
    assert answer.status_code == 500
    assert b"Isolde" not in answer.content
    assert "Isolde" not in caplog.text
    assert "ValueError" in caplog.text


STATEMENTS = {
    ("GET", "families"): 9, ("GET", "people"): 11, ("POST", "people/find"): 13, ("POST", "children/status"): 6,
    ("GET", "children/status/changes"): 9,
}  # fmt: skip


def test_each_answer_takes_a_constant_number_of_statements(scene, call):
    def counted():
        asked = {
            ("GET", "families"): (f"families/{scene.family.pk}", None),
            ("GET", "people"): (f"people/{scene.child.pk}", None),
            ("POST", "people/find"): ("people/find", {"family_name": "Marlowe", "born_on": str(scene.child.born_on)}),
            ("POST", "children/status"): (
                "children/status", {"nhs_number": NUMBER, "born_on": str(scene.child.born_on)}
            ),
            ("GET", "children/status/changes"): ("children/status/changes", None),
        }  # fmt: skip
        found = {}
        for (method, name), (path, said) in asked.items():
            with CaptureQueriesContext(connection) as seen:
                assert call(method, path, said).status_code == 200
            found[method, name] = len(seen)
        return found

    few = counted()
    for n in range(12):
        other = PersonFactory(given_name=f"Kin{n}", family_name="Marlowe", born_on=scene.child.born_on)
        scene.family.members.create(person=other, role="child", is_child=True, position=20 + n)
        fact(ProtectionPlan, scene.family, other, days_ago(5), category="NEG", by=scene.grace)
    many = counted()
    assert many == few
    assert all(many[one] <= most for one, most in STATEMENTS.items()), many


# -- those who look after them


def test_an_administrator_issues_tokens_for_what_the_head_of_service_agreed_to(scene):
    system = actions.make_system(actor(scene.admin), SAID)
    until = TODAY + timedelta(days=30)
    with pytest.raises(ValidationError, match="has not agreed"):
        actions.issue_token(actor(scene.admin), system, scopes=[Scope.FAMILIES], ends_on=until, networks=[])
    with pytest.raises(NotAllowed):
        actions.agree(actor(scene.admin), system, [Scope.FAMILIES])
    actions.agree(actor(scene.head), system, [Scope.FAMILIES])
    with pytest.raises(NotAllowed):
        actions.issue_token(actor(scene.head), system, scopes=[Scope.FAMILIES], ends_on=until, networks=[])
    for wrong in (
        {"ends_on": TODAY + timedelta(days=400)}, {"ends_on": days_ago(1)}, {"networks": ["300.1.1.1"]}, {"scopes": []}
    ):  # fmt: skip
        said = {"scopes": [Scope.FAMILIES], "ends_on": until, "networks": [], **wrong}
        with pytest.raises(ValidationError):
            actions.issue_token(actor(scene.admin), system, **said)
    issued = actions.issue_token(actor(scene.admin), system, scopes=[Scope.FAMILIES], ends_on=until, networks=[])
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM api_token t WHERE id = %s", [issued.token.pk])
        assert issued.text.rpartition("_")[2] not in cursor.fetchone()[0], "the secret is kept nowhere"
    with pytest.raises(DatabaseError), transaction.atomic():
        Token.objects.filter(pk=issued.token.pk).update(scopes=ALL)
    with pytest.raises(DatabaseError), transaction.atomic():
        User.objects.filter(pk=system.user_id).update(is_active=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        PartnerSystem.objects.filter(pk=system.pk).update(agreed=["everything"])


def test_what_was_agreed_of_one_system_is_not_agreed_of_another_under_its_name(scene, sign_in):
    system = actions.make_system(actor(scene.admin), SAID)
    actions.agree(actor(scene.head), system, [Scope.FAMILIES])
    actions.change_system(actor(scene.admin), system, {**SAID, "reach_them": "01223 496 0199"})
    assert system.agreed == [Scope.FAMILIES], "another telephone is the same system"
    said = {**SAID, "organisation": "Someone else", "agreement": "none"}
    client = sign_in(scene.admin)
    page = client.post(f"/authority/systems/{system.pk}/", said, follow=True).content.decode()
    assert "The head of service is asked to agree to it again." in page
    page = client.post(f"/authority/systems/{system.pk}/", {**said, "reach_them": "0300 496 0001"}, follow=True)
    assert "asked to agree to it again" not in page.content.decode()
    assert PartnerSystem.objects.get(pk=system.pk).agreed == []
    assert Notice.objects.filter(
        kind="partner_system_to_agree", object_id=system.pk, to_ids__contains=[scene.head.pk], withdrawn_at=None
    ).exists()


def test_who_agreed_to_a_system_stops_it_as_well_and_does_not_start_it(scene):
    system = actions.make_system(actor(scene.admin), SAID)
    actions.switch(actor(scene.head), system, on=False)
    assert not PartnerSystem.objects.get(pk=system.pk).is_on
    with pytest.raises(NotAllowed):
        actions.switch(actor(scene.head), system, on=True)
    with pytest.raises(NotAllowed):
        actions.switch(actor(scene.grace), system, on=False)


def test_a_token_is_issued_once_for_a_form_however_often_it_is_sent(scene, sign_in):
    system = actions.make_system(actor(scene.admin), SAID)
    actions.agree(actor(scene.head), system, [Scope.FAMILIES])
    client = sign_in(scene.admin)
    said = {"once": "f1", "scopes": [Scope.FAMILIES.value], "ends_on": "30d"}
    assert "kw_" in client.post(f"/authority/systems/{system.pk}/tokens/", said).content.decode()
    assert client.post(f"/authority/systems/{system.pk}/tokens/", said).status_code == 302
    assert system.tokens.count() == 1


def test_each_of_the_two_is_told_when_it_is_their_turn(scene, sign_in):
    system = actions.make_system(actor(scene.admin), SAID)

    def told(who) -> str:
        page = " ".join(re.sub(r"<[^>]+>", " ", sign_in(who).get("/notices/").content.decode()).split())
        link = f"/authority/systems/{system.pk}/" in sign_in(who).get("/notices/").content.decode()
        return page if link else ""

    assert "may do nothing until the head of service agrees" in told(scene.head)
    assert told(scene.admin) == told(scene.grace) == ""
    actions.agree(actor(scene.head), system, [])
    assert told(scene.admin) == "", "nothing was agreed to"
    actions.agree(actor(scene.head), system, [Scope.FAMILIES])
    assert "Its tokens can be issued" in told(scene.admin)
    actions.agree(actor(scene.head), system, [])
    assert "has taken back some of what a partner system may do" in told(scene.admin)
    assert not Notice.objects.filter(kind="partner_system_to_agree", object_id=system.pk, withdrawn_at=None).exists()


def test_the_pages_show_a_token_once_and_revoke_it(scene, sign_in):
    actor(scene.admin)
    page = sign_in(scene.admin)
    made = page.post("/authority/systems/", SAID)
    system = PartnerSystem.objects.get()
    at = f"/authority/systems/{system.pk}/"
    assert made.headers["Location"] == at
    assert page.post(f"{at}agreed/", {"agreed": ["families:read"]}).status_code == 403
    actions.agree(actor(scene.head), system, [Scope.FAMILIES])
    wrong = page.post(f"{at}tokens/", {"scopes": ["families:read"], "ends_on": "1/1/2020"})
    assert wrong.status_code == 422
    shown = page.post(f"{at}tokens/", {"scopes": ["families:read"], "ends_on": "in 3 months"})
    assert shown.status_code == 200, shown.content.decode()[:3000]
    text = re.search(r"kw_[a-z2-9]{8}_[\w-]{43}", shown.content.decode())[0]
    assert caller(text)("GET", f"families/{scene.family.pk}").status_code == 200
    again = page.get(at).content.decode()
    assert text not in again
    assert text[:11] in again
    assert "Read who is in a family: answered" in again
    token = Token.objects.get()
    unsaid = page.post(f"{at}tokens/{token.pk}/revoke/", {"because": " "})
    assert unsaid.status_code == 422
    assert "Say briefly why" in unsaid.content.decode()
    page.post(f"{at}tokens/{token.pk}/revoke/", {"because": "Lost."})
    assert caller(text)("GET", f"families/{scene.family.pk}").status_code == 401
    wrong = page.post("/authority/systems/", {**SAID, "name": "Sentinel", "purpose": ""})
    assert wrong.status_code == 422
    assert page.get("/accounts/").status_code == 200
    assert "partner.invalid" not in page.get("/accounts/").content.decode()
    assert page.post(f"/accounts/{system.user_id}/enable/").status_code == 404
    for other in (scene.grace, scene.worker):
        assert sign_in(other).get(at).status_code == 403
    assert sign_in(scene.head).post(f"{at}agreed/", {}).status_code == 302
    assert PartnerSystem.objects.get().agreed == []
    assert sign_in(scene.head).get("/authority/systems/").status_code == 200
    saved = sign_in(scene.admin).post("/authority/systems/numbers/", {"default": "0300 496 0009"})
    assert saved.status_code == 302
    assert sign_in(scene.admin).post("/authority/systems/numbers/", {"default": "ring us"}).status_code == 422


def test_numbers_to_call_are_saved_together_or_not_at_all(scene, sign_in):
    client = sign_in(scene.admin)
    at = f"unit-{scene.unit.pk}"
    answer = client.post("/authority/systems/numbers/", {"default": "0300 111 2222", at: "none"})
    assert answer.status_code == 422
    assert "0300 111 2222" in answer.content.decode()
    assert "none" in answer.content.decode()
    assert numbers_to_call()[0] == "0300 496 0000", "nothing is half-saved"
    assert client.post("/authority/systems/numbers/", {"default": "0300 111 2222", at: ""}).status_code == 302
    assert numbers_to_call()[0] == "0300 111 2222"
    assert dict(numbers_to_call()[1])[scene.unit] == ""


def test_last_calls_are_said_in_words(scene, sign_in):
    system, issued = a_system(scene, [Scope.FIND, Scope.STATUS])
    ask = caller(issued.text)
    ask("POST", "people/find", {"family_name": "Nobodyson", "born_on": "2015-03-02"})
    ask("GET", f"families/{scene.family.pk}")
    ask("POST", "children/status", {"nhs_number": NUMBER, "born_on": scene.child.born_on.isoformat()})
    page = sign_in(scene.admin).get(f"/authority/systems/{system.pk}/").content.decode()
    for words in ("Looked for a person: none found", "Read who is in a family: refused (not agreed, or not from this",
                  "Asked about a child: answered"):  # fmt: skip
        assert words in page, words


def test_every_address_has_its_words_on_the_page():
    assert set(CALLED) == {*ADDRESSES, "api_document"}
