"""The second wall: what PostgreSQL keeps from the application, however it is asked."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable
from dataclasses import replace
from datetime import time, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pghistory
import pytest
from django.apps import AppConfig
from django.db import connection, models, transaction
from django.db.utils import DatabaseError
from django.test.utils import isolate_apps
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.cases.models import Involvement, KeyDate
from kinwork.children import deciding
from kinwork.confidentiality import restrictions
from kinwork.evaluation.actions import note_answer
from kinwork.families import actions as relations
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family, FamilyMember
from kinwork.families.ties import agency_called
from kinwork.formal_meetings.actions.arranging import Arranged, arrange, change_meeting
from kinwork.formal_meetings.actions.holding import Decided, hold
from kinwork.formal_meetings.actions.inviting import Asked
from kinwork.formal_meetings.actions.writing import save_box
from kinwork.front_door.actions import contacts, decisions, drafts, referring
from kinwork.front_door.actions.drafts import Known
from kinwork.front_door.models import About
from kinwork.meetings.actions import discussing, tasks
from kinwork.meetings.history import Typed
from kinwork.meetings.models import Task
from kinwork.operations.audit_chain import verify
from kinwork.operations.audit_heads import CannotSend, noted_in, problem_with, send
from kinwork.people.models import Person
from kinwork.platform.embedded import APP_ROLE
from kinwork.platform.row_level_security import OF_THE_HOUSE, declared, rooms
from kinwork.platform.settings import forget_who_asked
from kinwork.record.actions import Audience, Happened, amend_entry, write_entry
from kinwork.record.sharing import share
from kinwork.transfers.actions import offer
from kinwork.transfers.models import Pack
from kinwork.units.actions import make_unit
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, study_that, user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def as_(who) -> None:
    """From here on the database is asked by this person."""
    actor(who)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.fixture
def manager(rowan):
    who = user("manager")
    put_in_post(who, rowan.unit, "gm")
    return who


@pytest.fixture
def hidden(rowan, manager) -> Family:
    """A family with something of everything, restricted to grace and the manager."""
    family = family_in(rowan.unit, "Hiddenfam")
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    me = actor(rowan.grace)
    hypothesis = discussing.raise_hypothesis(me, talk, statement="It might be that")
    discussing.plan_conversation(me, talk, tests=hypothesis)
    discussing.draft_decision(me, talk, words="Visit.", reason="Because.")
    discussing.drop_draft(me, discussing.draft_decision(me, talk, words="Do not visit."))
    given = tasks.give_task(me, rowan.unit.pk, family.pk, what="Ring", owner_id=rowan.tom.pk, discussion=talk)
    tasks.do_task(me, rowan.unit.pk, given, note="Rang.")
    KeyDate.objects.create(involvement=Involvement.objects.get(family=family), kind="court", on=timezone.localdate())
    mother, *others = [member.person for member in family.members.all()]
    at = relations.EditContext(family, rowan.unit.pk, me)
    relations.add_child(at, [mother], others[0])
    relations.add_partner(at, mother, Person(given_name="Newcomer"))
    relations.put_bond(at, mother, others[0], kind="close")
    relations.add_loss(at, mother, kind="miscarriage")
    relations.add_sibling(at, mother, Person(given_name="Sister"))
    agency_called(family, "Alder House", "refuge", "Alder Street")
    deciding.decide_status(
        me, Involvement.objects.get(family=family), rowan.unit.pk,
        deciding.DecidedStatus(person_id=others[0].pk, status="cin", category="", placed="", on=timezone.localdate(),
                               decided_by="Us"),
    )  # fmt: skip
    seen = Happened("visit", timezone.localdate(), "We talked.", seen={others[0].pk: True})
    kept_back = Audience(frozenset({mother.pk}), True, frozenset({manager.pk}), "It is about a colleague.")
    amend_entry(me, write_entry(me, family.pk, rowan.unit.pk, seen, kept_back), rowan.unit.pk, text="And again.")
    partner = user("partner")
    put_in_post(partner, service_team(), "partner")
    told = write_entry(me, family.pk, rowan.unit.pk, Happened("note", timezone.localdate(), "For the school."))
    share(
        me, family.pk, rowan.unit.pk, user_id=partner.pk, entry_ids={told.pk}, words="Core group",
        until=timezone.localdate(),
    )  # fmt: skip
    rang = contacts.Taken(
        {"received_on": timezone.localdate(), "source": "1D", "agency_name": "", "said": "He shouts.",
         "family_knows": "no", "consent": "given"},
        about=[About(who="child", given_name="Mia")], known={0: Known(others[0].pk, family.pk)},
    )  # fmt: skip
    contact = contacts.take_contact(actor(manager), uuid4(), rang)
    contacts.add_to_contact(actor(manager), contact, "He shouts again.")
    contacts.give_feedback(actor(manager), contact, on=timezone.localdate(), how="letter", words="")
    drafts.keep_draft(actor(manager), uuid4(), {"a0-known": f":{family.pk}"}, page="", version=0)
    about = [contact.about.get().pk]
    said = decisions.Decided("referral", "He shouts.", timezone.localdate(), manager.pk, "given")
    decisions.decide(actor(manager), contact, about, said)
    referring.refer(actor(manager), contact, about, referring.Allocated(rowan.unit))
    me = actor(rowan.grace)
    held, involvement = HeldFamily(family, rowan.unit.pk, me), Involvement.objects.get(family=family)
    asked = [Asked(name="Ada", part="family", person_id=mother.pk)]
    conference = Arranged(kind="review", children=[others[0].pk], on=timezone.localdate(), asked=asked)
    arranged = arrange(held, involvement, conference, token=uuid4())
    typed = Typed("She was there.", "Grace")
    save_box(held, arranged, box="formal.notes", pk=arranged.pk, version=0, typed=typed)
    change_meeting(held, arranged, replace(conference, at=time(9), on=timezone.localdate() - DAY), because="Snow.")
    hold(
        held,
        arranged,
        Decided(
            on=timezone.localdate(),
            quorum_because="Snow.",
            of_child={others[0].pk: {"has_plan": True, "category": "NEG"}},
        ),
    )
    to = make_unit(name="Alder", function="child_in_need", template="systemic", days=[1], minutes=180)
    at_home = HeldFamily(family, rowan.unit.pk, me)
    held_now, today = Involvement.objects.get(family=family), timezone.localdate()
    made = offer(at_home, held_now, to, why="They moved.", wanted_from=today)
    Pack.objects.create(transfer=made, html="<p>Ada</p>", made_by=rowan.grace, made_at=timezone.now())
    study = study_that(user("head"))
    note_answer(me, study, family.pk, rowan.unit.pk, answer="agreed", on=timezone.localdate(), said_by="Ada")
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    return family


def reached_from(rooms: Iterable[AppConfig]) -> set[str]:
    """The tables of these apps from which a family or a person can be reached, over however many keys."""
    reached = {"families_family", "people_person"}
    found = [model for room in rooms for model in room.get_models(include_auto_created=True)]
    growing = True
    while growing:
        growing = False
        for model in found:
            table = model._meta.db_table
            keys = [field for field in model._meta.concrete_fields if field.is_relation]
            touches = {field.related_model._meta.db_table for field in keys if field.name != "pgh_context"}
            if table not in reached and touches & reached:
                reached.add(table)
                growing = True
    return reached | {m._meta.db_table for m in found if any(f.name == "family_id" for f in m._meta.concrete_fields)}


def skipped_where_nothing_is_hidden(using: str) -> Iterable[str]:
    """What a policy does not ask of somebody from whom no family is hidden."""
    for piece in using.split("(SELECT kinwork_hidden() = '{}') OR (")[1:]:
        depth = 1
        for end, letter in enumerate(piece):
            depth += (letter == "(") - (letter == ")")
            if not depth:
                yield piece[:end]
                break


def test_no_short_cut_goes_past_a_seal():
    """What follows from a row that a seal takes away is gone too, also for somebody from whom no family is hidden."""
    policies = {table: policy.using for table, policy in declared().policies.items()}
    sealed = {table for table, using in policies.items() if "kinwork_sealed()" in using}
    assert {"documents_document", "formal_meetings_formalmeeting", "record_entry"} <= sealed
    skipped = {
        (table, above)
        for table, using in policies.items()
        for asked in skipped_where_nothing_is_hidden(using)
        for above in sealed
        if f"FROM {above} up" in asked
    }
    assert skipped == set(), "say through_sealed"


def test_every_table_from_which_a_family_can_be_reached_is_walled():
    """A new table with a key to a family, or to something of one, fails here until its room walls it."""
    reached = reached_from(rooms())
    assert reached - set(declared().policies) == set()
    assert len(reached) > 25


@isolate_apps()
def test_a_table_of_a_room_that_is_new_is_reached_too():
    class Visit(models.Model):  # noqa: DJ008
        to = models.ForeignKey(Family, on_delete=models.PROTECT)

        class Meta:
            app_label = "visits"

    class Photo(models.Model):  # noqa: DJ008
        of = models.ForeignKey(Visit, on_delete=models.PROTECT)

        class Meta:
            app_label = "visits"

    class Kettle(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "visits"

    visits = SimpleNamespace(name="kinwork.visits", get_models=lambda **_: [Photo, Kettle, Visit])
    assert reached_from([*rooms(), visits]) - set(declared().policies) == {"visits_visit", "visits_photo"}


def test_raw_sql_finds_no_row_of_a_restricted_family_in_any_table(rowan, hidden):
    as_(rowan.grace)
    seen = {table: count(table) for table in declared().policies}
    as_(rowan.tom)
    empty = {table for table in declared().policies if count(table) == 0}
    # Rows that are not about the family at all: the log of other things that were done.
    assert set(declared().policies) - empty <= {"access_auditevent"}
    filled = {table for table, rows in seen.items() if rows}
    assert len(filled) > 20, "the scene must have something in most tables, or nothing is shown"


def test_an_unfiltered_queryset_finds_nothing_and_changes_nothing(rowan, hidden):
    as_(rowan.tom)
    assert not Family.objects.all().exists()
    assert not Person.objects.all().exists()
    assert Task.objects.update(what="changed") == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        FamilyMember.objects.all().delete()
    as_(rowan.grace)
    assert Task.objects.get().what == "Ring"


def test_nobody_in_particular_sees_nothing_restricted(rowan, hidden):
    forget_who_asked(connection.connection)
    assert count("families_family") == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kinwork.asking', %s, false)", [str(rowan.grace.pk)])
    assert count("families_family") == 1


def test_somebody_who_is_also_in_a_family_that_is_open_stays_findable(rowan, hidden):
    as_(rowan.grace)
    mother = Person.objects.filter(memberships__family=hidden).first()
    other = family_in(rowan.unit, "Openfam")
    FamilyMember.objects.create(family=other, person=mother, position=9)
    as_(rowan.tom)
    assert Person.objects.filter(pk=mother.pk).exists()
    assert not Person.objects.exclude(memberships__family=other).exists()


def test_the_application_cannot_write_into_a_family_that_it_does_not_see(rowan, hidden):
    as_(rowan.tom)
    with pytest.raises(DatabaseError), transaction.atomic():
        Task.objects.create(family_id=hidden.pk, what="x", owner=rowan.tom, given_by=rowan.tom, given_at=timezone.now())


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE families_family DISABLE ROW LEVEL SECURITY",
        "DROP POLICY walls ON families_family",
        "TRUNCATE access_auditevent",
        "UPDATE access_auditevent SET verb = 'nothing'",
        "DELETE FROM access_auditlink",
        "INSERT INTO access_auditlink VALUES (1, 1, 'x')",
        "UPDATE families_familyevent SET name = 'x'",
        "CREATE OR REPLACE FUNCTION kinwork_user() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
        "CREATE TABLE mine (x int)",
        "UPDATE django_migrations SET name = 'x'",
    ],
)
def test_the_application_cannot_take_a_wall_down(rowan, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# What may be changed as a whole, row by row: what stands now. How it stood before is kept beside it by pghistory, or as
# revisions, or is nobody's record (accounts, sessions, what the unit does next).
CHANGES = """\
access_authority access_home access_listed access_restriction access_user api_allowance api_callto api_partnersystem
authority_setupkey
bundles_bundlepart bundles_bundlepiece bundles_subjectaccessrequest cases_allocation
cases_involvement cases_keydate children_adopterhousehold children_sealkeeper evaluation_study evaluation_studyevaluator
families_agency families_bond families_family families_familymember families_household families_living families_loss
families_parenthood families_partnership families_siblinghood families_tie formal_meetings_formalmeeting
formal_meetings_formalmeeting_children formal_meetings_invitation formal_meetings_report formal_meetings_view
front_door_draft meetings_agendaitem meetings_attendance meetings_broughtforward meetings_decision meetings_discussion
meetings_hypothesis meetings_meeting meetings_passage meetings_plannedconversation meetings_plannedconversation_people
meetings_task national_returns_finding national_returns_look national_returns_returningauthority
obligations_obligation origins_mayread people_address people_contact people_identifier people_othername
people_particular people_person people_safetywarning plans_aim plans_aimchild plans_aimkeptfrom plans_plan
plans_planstep plans_stepchild practice_discussionrating record_hiddenfrom record_reader record_sharedentry
training_tick units_absence units_deputy units_dutyturn units_post units_postholding units_unit
service_figures_count service_figures_countedpoint units_absence units_deputy units_dutyturn units_post
units_postholding units_unit
"""


def test_every_table_says_whether_it_may_be_changed_and_evidence_may_not():
    """The catalogue is asked, table by table. A new table fails here until it is put where it belongs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, has_table_privilege(%s, oid, 'UPDATE'), has_any_column_privilege(%s, oid, 'UPDATE'), "
            "has_table_privilege(%s, oid, 'DELETE'), has_table_privilege(%s, oid, 'TRUNCATE') FROM pg_class "
            "WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace",
            [APP_ROLE] * 4,
        )
        tables = {name: may for name, *may in cursor.fetchall()}
    said = declared()
    evidence = {name for name in tables if name.endswith("event")} | {*said.append_only, *said.read_only}
    ours = {name for name in tables if not name.startswith(OF_THE_HOUSE)} | evidence
    changes = set(CHANGES.split())
    wrong = {
        name
        for name in ours
        if tables[name] != [name in changes, name in changes or name in said.stays_but, name in said.may_go, False]
    }
    assert wrong == set(), (
        "say in its room's row_level_security.py, and above, whether rows of it are changed or taken away"
    )
    assert not evidence & {*changes, *said.stays_but, *said.may_go}
    assert {"meetings_revision", "meetings_step", "pghistory_context", "access_auditevent"} <= evidence


def test_only_those_columns_of_what_stays_may_be_changed():
    stays_but = declared().stays_but
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
            "WHERE c.relname = ANY (%s) AND has_column_privilege(%s, c.oid, a.attnum, 'UPDATE')",
            [list(stays_but), APP_ROLE],
        )
        rows = cursor.fetchall()
    found = {table: {column for of, column in rows if of == table} for table, _ in rows}
    assert found == {table: set(columns) for table, columns in stays_but.items()}


def test_who_made_a_change_is_written_once(rowan, as_owner):
    """Neither by a statement nor by way of pghistory, which would write over its own note."""
    with pghistory.context(user=rowan.grace.pk) as said:
        family = family_in(rowan.unit, "Changed")
    for statement in (
        "UPDATE pghistory_context SET metadata = '{}'",
        "DELETE FROM pghistory_context",
        "SELECT metadata FROM pghistory_context",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [str(said.id), json.dumps({"user": rowan.tom.pk})],
        )
        cursor.execute("UPDATE families_family SET name = 'Again' WHERE id = %s", [family.pk])
        cursor.execute("SELECT kinwork_changed_by(%s)", [said.id])
        assert cursor.fetchone() == (rowan.grace.pk,)


def test_the_note_of_who_made_a_change_holds_no_address(rowan, sign_in, as_owner):
    family = family_in(rowan.unit, "Changed")
    said = {"why_open": "Why", "trying_to_do": "What", "how": "How"}
    assert sign_in(rowan.grace).post(f"/family/{family.pk}/questions/", said).status_code == 302
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT metadata FROM pghistory_context")
        assert [row for (row,) in cursor.fetchall()] == [json.dumps({"user": rowan.grace.pk})]


# -- people who are in a hidden family and were in another


def test_taking_somebody_out_of_a_family_shows_nothing_of_a_hidden_one(rowan, manager, sign_in, as_owner):
    """Two people are taken out of a family; one of them is in a restricted one too. Nothing differs."""
    hidden, mine = family_in(rowan.unit, "Hiddenfam"), family_in(rowan.unit, "Openfam")
    one, other = (member.person for member in mine.members.filter(is_child=True))
    mine.members.update(is_child=False)
    FamilyMember.objects.create(family=hidden, person=one, position=9)
    restrictions.restrict(
        actor(manager), hidden.pk, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    client = sign_in(rowan.tom)
    for person in (one, other):
        answer = client.post(f"/family/{mine.pk}/genogram/take/person/{person.pk}/", {"because": "Not theirs."})
        assert answer.status_code == 302
    with as_owner(), connection.cursor() as cursor:  # an hour goes by
        for kept in ("families_familymemberevent", "people_personevent"):
            cursor.execute(f"UPDATE {kept} SET pgh_created_at = pgh_created_at - interval '1 hour'")
    as_(rowan.grace)
    one.family_name = "Newname"  # as the restricted record learns it later
    one.save()
    as_(rowan.tom)
    assert {pk for pk in (one.pk, other.pk) if Person.objects.filter(pk=pk).exists()} == {one.pk, other.pk}
    history = client.get(f"/family/{mine.pk}/history/").content.decode()
    assert history.count(one.given_name) >= 1
    assert history.count(other.given_name) >= 1
    assert "Newname" not in history, "what became of them later is of another record"
    for person in (one, other):
        assert client.get(f"/person/{person.pk}/").status_code == 404
    hits = [client.post("/search/", {"q": person.given_name}).content.decode() for person in (one, other)]
    assert not [hit for hit in hits if "/person/" in hit]


def test_lifting_makes_it_a_family_like_any_other(rowan, manager, hidden):
    restrictions.lift_restriction(actor(manager), hidden.pk, rowan.unit.pk, because="It is over.")
    as_(rowan.tom)
    assert Family.objects.filter(pk=hidden.pk).exists()


# -- the chain


def link_now() -> None:
    """What a commit does: in tests nothing is ever committed."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def three(rowan) -> list[int]:
    """Three events, linked."""
    link_now()
    found = [AuditEvent.objects.create(actor=rowan.tom, verb=f"did {n}").pk for n in range(3)]
    link_now()
    return found


def tamper(as_owner, *statements: str) -> None:
    """What a dishonest administrator of the database can do: switch the triggers off."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


def wrong(as_owner, **how) -> str:
    with as_owner():
        return " ".join(verify(**how).wrong)


def test_a_chain_that_nobody_touched_is_whole(three, as_owner):
    with as_owner():
        told = verify()
    assert told.wrong == []
    assert told.events >= 3
    assert told.head.startswith(f"{told.events}:")


def test_a_changed_event_is_found(three, as_owner):
    tamper(as_owner, f"UPDATE access_auditevent SET verb = 'did nothing' WHERE id = {three[1]}")
    assert f"Event {three[1]}" in wrong(as_owner)


@pytest.mark.parametrize(
    "column",
    [
        "at = at + interval '1 second'",
        "actor_id = NULL",
        "family_id = 7",
        "words = 'x'",
        "address = '10.0.0.1'",
        "opening_id = 3",
        "policy = 'x'",
        "object_id = 9",
    ],
)
def test_whatever_is_changed_of_it(three, as_owner, column):
    tamper(as_owner, f"UPDATE access_auditevent SET {column} WHERE id = {three[2]}")
    assert "was changed" in wrong(as_owner)


def test_a_removed_event_is_found_with_or_without_its_link(three, as_owner):
    tamper(as_owner, f"DELETE FROM access_auditevent WHERE id = {three[0]}")
    assert f"Event {three[0]}" in wrong(as_owner)
    tamper(as_owner, f"DELETE FROM access_auditlink WHERE event_id = {three[0]}")
    assert "is missing" in wrong(as_owner)


def test_a_removed_event_is_named_as_taken_away_in_the_middle_and_at_the_end(three, as_owner):
    tamper(as_owner, f"DELETE FROM access_auditevent WHERE id IN ({three[1]}, {three[2]})")
    said = wrong(as_owner)
    assert f"Event {three[1]} of link" in said
    assert f"Event {three[2]} of link" in said
    assert said.count("was taken away") == 2
    assert "was changed" not in said


def test_a_function_replaced_in_the_database_hides_nothing(three, as_owner):
    """The owner may replace every function; a forged row is not whole for that, nor does it give back the head."""
    with as_owner():
        seq, fingerprint = verify().head.split(":")
    tamper(
        as_owner,
        "CREATE TABLE as_it_was AS SELECT e, kinwork_audit_text(e) AS text FROM access_auditevent e",
        f"UPDATE access_auditevent SET actor_id = NULL, words = 'forged' WHERE id = {three[1]}",
        "CREATE OR REPLACE FUNCTION kinwork_audit_text(e access_auditevent) RETURNS text LANGUAGE sql STABLE AS "
        "$$ SELECT text FROM as_it_was w WHERE (w.e).id = e.id $$",
    )
    assert f"Event {three[1]}" in wrong(as_owner)
    assert f"Event {three[1]}" in wrong(as_owner, expect=(int(seq), fingerprint))


def test_what_new_events_are_linked_by_is_looked_at_too(three, as_owner, rowan):
    """A function that writes links by something else than the event is found at the first event that it links."""
    tamper(
        as_owner,
        "CREATE OR REPLACE FUNCTION kinwork_audit_text(e access_auditevent) RETURNS text LANGUAGE sql IMMUTABLE AS "
        "$$ SELECT 'anything' $$",
    )
    later = AuditEvent.objects.create(actor=rowan.tom, verb="did more").pk
    link_now()
    assert f"Event {later}" in wrong(as_owner)


def test_the_netmask_of_an_address_is_part_of_it(rowan, as_owner):
    link_now()
    event = AuditEvent.objects.create(actor=rowan.tom, verb="did", address="192.0.2.7").pk
    link_now()
    assert wrong(as_owner) == ""
    tamper(as_owner, f"UPDATE access_auditevent SET address = '192.0.2.7/24' WHERE id = {event}")
    assert f"Event {event}" in wrong(as_owner)


AS_BEFORE = """
WITH last AS (SELECT seq, fingerprint FROM access_auditlink ORDER BY seq DESC LIMIT 1)
INSERT INTO access_auditlink (seq, event_id, form, fingerprint)
SELECT coalesce((SELECT seq FROM last), 0) + 1, e.id, 1, sha256(coalesce((SELECT fingerprint FROM last), '') ||
    convert_to(jsonb_build_array(e.id, extract(epoch FROM e.at), e.actor_id, e.verb, e.family_id, e.object_type,
    e.object_id, e.policy, e.opening_id, host(e.address), e.words)::text, 'UTF8'))
FROM access_auditevent e WHERE e.verb = 'of before'
"""


def test_links_of_before_stay_whole_and_are_held_to_what_they_covered(rowan, as_owner):
    """As they were made until the netmask belonged to it."""
    link_now()
    insert = (
        "INSERT INTO access_auditevent (at, verb, object_type, policy, words, address) VALUES "
        "('2026-11-01 10:00:00.5+00', 'of before', 'Family', '', 'said \"so\" \u00e9 \\', '2001:db8::1')"
    )
    tamper(as_owner, insert, AS_BEFORE)
    AuditEvent.objects.create(actor=rowan.tom, verb="of now", address="2001:db8::1")
    link_now()
    assert wrong(as_owner) == ""
    for change in ("words = 'x'", "address = '2001:db8::2'", "address = '2001:db8::1/64'"):
        with transaction.atomic():
            tamper(as_owner, f"UPDATE access_auditevent SET {change} WHERE verb = 'of before'")
            assert "was changed" in wrong(as_owner), change
            transaction.set_rollback(True)
    tamper(as_owner, "UPDATE access_auditlink SET form = 1 WHERE event_id = (SELECT max(id) FROM access_auditevent)")
    assert "was changed" in wrong(as_owner), "the form belongs to what is covered"


@pytest.mark.parametrize(
    "words",
    ["\u0001\t\r\n\b\f", '"\\/', "\u2028\u00e9\U0001f600", "\x7f", "\\N", "{1,2}", "a\tb\\t"],
)
def test_whatever_is_written_is_put_together_as_the_database_does(rowan, as_owner, words):
    link_now()
    AuditEvent.objects.create(actor=rowan.tom, verb="did", words=words, address="::ffff:192.0.2.1", family_id=3)
    link_now()
    assert wrong(as_owner) == ""


def test_a_view_in_the_place_of_a_table_is_not_believed(three, as_owner):
    tamper(
        as_owner,
        "ALTER TABLE access_auditeventfamilies RENAME TO kept",
        "CREATE VIEW access_auditeventfamilies AS SELECT * FROM kept",
    )
    assert "access_auditeventfamilies is not the plain table" in wrong(as_owner)


def test_heads_go_to_a_file_an_email_and_a_syslog_and_are_asked_for_again(three, as_owner, tmp_path, mailoutbox):
    file = tmp_path / "heads"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as syslog, as_owner():
        syslog.bind(("127.0.0.1", 0))
        places = [str(file), "mailto:it@example.gov.uk", f"syslog:127.0.0.1:{syslog.getsockname()[1]}"]
        assert [problem_with(place) for place in places] == [""] * 3
        found = send(places)
        assert send([str(file)]) == verify().head == found
        assert found in syslog.recv(500).decode()
    assert [line.split()[-1] for line in file.read_text().splitlines()] == [found, found]
    assert found in mailoutbox[0].body
    noted = noted_in(file.read_text())
    assert wrong(as_owner, noted=noted) == ""
    tamper(
        as_owner,
        f"DELETE FROM access_auditlink WHERE event_id = {three[2]}",
        f"DELETE FROM access_auditevent WHERE id = {three[2]}",
    )
    assert "cut off" in wrong(as_owner, noted=noted)


def test_a_head_that_does_not_arrive_is_said_and_the_others_are_sent(three, as_owner, tmp_path):
    with as_owner(), pytest.raises(CannotSend, match="/nowhere/heads"):
        send(["/nowhere/heads", str(tmp_path / "heads")])
    assert (tmp_path / "heads").exists()


def test_an_event_slipped_in_is_found(three, as_owner):
    tamper(
        as_owner, "INSERT INTO access_auditevent (at, verb, object_type, policy, words) VALUES (now(), 'x', '', '', '')"
    )
    assert "slipped in" in wrong(as_owner)


def test_a_chain_cut_at_its_end_is_found_by_a_head_noted_earlier(three, as_owner):
    with as_owner():
        seq, fingerprint = verify().head.split(":")
    head = (int(seq), fingerprint)
    assert wrong(as_owner, expect=head) == ""
    tamper(
        as_owner,
        f"DELETE FROM access_auditlink WHERE event_id = {three[2]}",
        f"DELETE FROM access_auditevent WHERE id = {three[2]}",
    )
    assert wrong(as_owner) == ""
    assert "cut off" in wrong(as_owner, expect=head)
