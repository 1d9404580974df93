"""Who saw a family's name on an agenda, a board, a list or in a search: noted in one statement, told to nobody off its
list, linked into the chain, folded by person and day.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.access_logging import SAW_ON_LIST
from kinwork.access.audit_log import log
from kinwork.access.models import AuditEvent
from kinwork.access.sql import tuples
from kinwork.accounts.bootstrap import service_team
from kinwork.confidentiality import restrictions
from kinwork.confidentiality.access_log import access_log_by, access_log_of
from kinwork.families.models import FamilyMember
from kinwork.meetings.actions.meeting import postpone
from kinwork.meetings.models import AgendaItem
from kinwork.operations.audit_chain import verify
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_noted_yet():
    cache.clear()


@pytest.fixture
def manager(rowan):
    who = user("manager")
    put_in_post(who, rowan.unit, "gm")
    return who


@pytest.fixture
def family(rowan):
    return family_in(rowan.unit, "Abbott")


def shown() -> list[list[int]]:
    """The families of each list that was seen, as far as whoever asks last may know of them."""
    events = list(
        AuditEvent.objects.filter(verb__in=[SAW_ON_LIST, "searched"]).order_by("id").values_list("pk", flat=True)
    )
    found = tuples("SELECT * FROM kinwork_shown(%(events)s::bigint[])", events=events)
    return [[family for event, family in found if event == pk] for pk in events]


def names_on(page: str) -> set[str]:
    return set(re.findall(r"Fam[A-Z]\w*", page))


# -- each page that names families


def test_every_page_that_names_families_notes_them(rowan, manager, sign_in):
    names = {name: family_in(rowan.unit, name).pk for name in ("FamAbbott", "FamBell", "FamCole")}
    closed = family_in(rowan.unit, "FamClosed")
    closed.involvements.update(closed_on=timezone.localdate())
    names["FamClosed"] = closed.pk
    meeting = meeting_of(rowan.unit, rowan.maureen)
    talk = discussion_of(next(iter(closed.__class__.objects.filter(name="FamAbbott"))), meeting, rowan.maureen)
    item = AgendaItem.objects.select_related("meeting", "family").filter(family__name="FamBell").first()
    if item:
        postpone(actor(rowan.grace), item, because="She is away.")
    from kinwork.meetings.actions import tasks

    tasks.give_task(actor(rowan.grace), rowan.unit.pk, talk.family_id, what="Ring", owner_id=rowan.grace.pk)
    client = sign_in(rowan.grace)
    pages = [
        f"/unit/{rowan.unit.pk}/", "/my-work/", "/families/", "/families/?show=closed",
        f"/meeting/of/{rowan.unit.pk}/", f"/meeting/{meeting.pk}/", f"/meeting/{meeting.pk}/agenda/",
        f"/meeting/{meeting.pk}/close/",
    ]  # fmt: skip
    seen_any = False
    for path in pages:
        cache.clear()
        before = AuditEvent.objects.count()
        page = client.get(path).content.decode()
        assert AuditEvent.objects.count() == before + 1, path
        named = {names[name] for name in names_on(page)}
        assert named <= set(shown()[-1]), path
        seen_any = seen_any or bool(named)
    assert seen_any
    page = client.post("/search/", {"q": "FamAb"}).content.decode()
    assert names["FamAbbott"] in shown()[-1]


def test_it_is_one_statement_and_for_a_quarter_of_an_hour_none(rowan, family, sign_in):
    client = sign_in(rowan.tom)

    def written() -> int:
        said: list[str] = []

        def hear(execute, sql, *more):
            said.append(str(sql))
            return execute(sql, *more)

        with connection.execute_wrapper(hear):
            client.get(f"/unit/{rowan.unit.pk}/")
        return sum("INSERT INTO access_audit" in one for one in said)

    assert written() == 1
    assert written() == 0
    family_in(rowan.unit, "Bell")
    assert written() == 1, "another family on it is another list"
    [first, second] = shown()
    assert set(first) < set(second)


# -- told


def test_the_unit_sees_who_saw_the_family_folded_by_person_and_day(rowan, family, sign_in):
    client = sign_in(rowan.tom)
    for _ in range(3):
        cache.clear()
        client.get(f"/unit/{rowan.unit.pk}/")
    client.get("/families/")
    client.post("/search/", {"q": "Abbott"})
    sign_in(rowan.priya).get("/families/")
    actor(rowan.grace)
    lines = [line for line in access_log_of(family.pk)[0:100] if line.is_list]
    assert [(line.who, line.words) for line in lines] == [
        ("Priya Nair", "the list of families"),
        ("Tom Hollis", "the board of Rowan, the list of families, what a search found"),
    ]
    page = sign_in(rowan.grace).get(f"/family/{family.pk}/readers/").content.decode()
    assert "saw its name on the board of Rowan" in page
    assert "“Abbott”" not in page, "what somebody typed is not for the family's page"


def test_another_day_is_another_line(rowan, family, sign_in, as_owner):
    client = sign_in(rowan.tom)
    client.get("/families/")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE access_auditevent SET at = at - interval '1 day'")
        cursor.execute("SET session_replication_role = DEFAULT")
    cache.clear()
    client.get("/families/")
    actor(rowan.grace)
    assert sum(line.is_list for line in access_log_of(family.pk)[0:100]) == 2
    assert sum(line.is_list for line in access_log_by(rowan.tom.pk)[0:100]) == 2


def test_the_guardian_sees_which_families_somebody_saw_on_lists(rowan, manager, family, sign_in):
    other = family_in(rowan.unit, "Bell")
    client = sign_in(rowan.tom)
    for _ in range(2):
        cache.clear()
        client.get(f"/unit/{rowan.unit.pk}/")
    client.post("/search/", {"q": "Bell"})
    actor(manager)
    found, board, _ = access_log_by(rowan.tom.pk)[0:100]  # and that he signed in
    assert (found.verb, found.shown) == ("searched", [other.pk])
    assert (board.words, board.shown, len(board.events)) == ("the board of Rowan", [family.pk, other.pk], 2)
    page = sign_in(manager).get(f"/looked-at/by/{rowan.tom.pk}/").content.decode()
    assert "saw the board of Rowan" in page
    assert "2 families" in page


def test_pages_of_the_log_follow_each_other(rowan, family):
    for n in range(7):
        log(actor(rowan.tom), f"did {n}", family_id=family.pk)
    log(actor(rowan.tom), SAW_ON_LIST, words="a list", shown=[family.pk])
    lines = access_log_of(family.pk)
    assert len(lines) == 8
    assert [line.verb for line in lines[0:3]] == [SAW_ON_LIST, "did 6", "did 5"]
    assert [line.verb for line in lines[6:9]] == ["did 1", "did 0"]


def test_the_log_costs_the_same_however_many_lists_were_seen(rowan, manager, family, sign_in):
    client = sign_in(manager)

    def statements(path: str) -> int:
        actor(manager)  # the database is asked by somebody else in between
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    for path in (f"/family/{family.pk}/readers/", f"/looked-at/by/{rowan.tom.pk}/"):
        statements(path)  # the first reading in a while is noted besides
        few = statements(path)
        for n in range(6):
            log(actor(rowan.tom), SAW_ON_LIST, words=f"list {n}", shown=[family.pk, n])
        assert statements(path) == few <= 10  # one of them notes that a colleague's log was opened


# -- a restricted family


@pytest.fixture
def hidden(rowan, manager):
    found = family_in(rowan.unit, "Zwilling")
    restrictions.restrict(
        actor(manager), found.pk, rowan.unit.pk, cause="police", words="Witness.", guardian_id=manager.pk,
        people=[rowan.grace.pk],
    )  # fmt: skip
    return found


def other_manager(rowan):
    who = user("other-manager")
    put_in_post(who, rowan.unit, "gm")
    return who


def test_who_must_not_know_of_a_family_does_not_learn_from_the_log_that_it_stood_there(
    rowan, manager, family, hidden, sign_in
):
    client = sign_in(rowan.grace)
    for path in (f"/unit/{rowan.unit.pk}/", "/families/", "/my-work/"):
        client.get(path)
    client.post("/search/", {"q": "Zwilling"})
    actor(rowan.grace)
    assert shown() == [[family.pk, hidden.pk], [family.pk, hidden.pk], [], [hidden.pk]]
    outsider = other_manager(rowan)
    actor(outsider)
    assert shown() == [[family.pk], [family.pk], []], "the search is not there: its words would tell"
    lists = [line.shown for line in access_log_by(rowan.grace.pk)[0:100] if line.is_list]
    assert lists == [[], [family.pk], [family.pk]]
    assert len(access_log_of(hidden.pk)) == 0
    page = sign_in(outsider).get(f"/looked-at/by/{rowan.grace.pk}/").content.decode()
    assert f"family {hidden.pk}<" not in page
    assert "2 families" not in page
    actor(manager)
    assert any(line.is_list for line in access_log_of(hidden.pk)[0:100])


def test_what_was_typed_on_the_way_to_a_restricted_family_is_not_in_the_log_either(rowan, hidden, sign_in):
    client = sign_in(rowan.grace)
    for typed in ("Zwi", "Zwill", "Zwilling", "Zwillings", "Zwillingsmann", "Someone else"):
        client.post("/search/", {"q": typed})
    page = sign_in(other_manager(rowan)).get(f"/looked-at/by/{rowan.grace.pk}/").content.decode()
    assert "Someone else" in page
    assert "Zwi" not in page
    assert page.count("searched:") == 1


def test_what_a_listed_colleague_was_refused_is_not_in_the_log_of_who_must_not_know(rowan, hidden, manager, sign_in):
    """Of the restricted family nothing; of one that is open, that it was refused, without ids in the address."""
    _, theirs = unit_with_staff("Oak", "o")
    listed, head = theirs["grace"], user("head")
    put_in_post(head, service_team(), "hos")
    restrictions.restrict(
        actor(manager), hidden.pk, rowan.unit.pk, cause="police", words="Witness.", guardian_id=manager.pk,
        people=[rowan.grace.pk, listed.pk], because="Grace has to know.",
    )  # fmt: skip
    open_family, client = family_in(rowan.unit, "Openfam"), sign_in(listed)
    for family in (hidden, open_family):
        actor(rowan.grace)
        person = FamilyMember.objects.filter(family=family).first().person_id
        for path in (f"/family/{family.pk}/", f"/person/{person}/", f"/family/{family.pk}/close/"):
            assert client.get(path).status_code == 403, path
    actor(rowan.grace)
    assert AuditEvent.objects.filter(verb="was refused").count() == 6
    page = sign_in(head).get(f"/looked-at/by/{listed.pk}/").content.decode()
    assert page.count("was refused") == 3
    assert f"family {open_family.pk}<" in page
    assert f"family {hidden.pk}<" not in page
    actor(head)
    events = AuditEvent.objects.filter(verb="was refused")
    assert {event.words for event in events} == {"/family/…/", "/person/…/", "/family/…/close/"}
    assert {event.family_id for event in events} == {open_family.pk}


def test_an_emergency_search_is_there_for_who_may_know_of_what_it_found(rowan, hidden, sign_in):
    actor(rowan.grace)
    person = FamilyMember.objects.filter(family=hidden).first().person
    duty = user("duty")
    put_in_post(duty, service_team(), "edt")
    said = {"reason": "risk", "words": "The police are at the door.", "given": person.given_name,
            "surname": person.family_name, "born": f"{person.born_on:%d/%m/%Y}"}  # fmt: skip
    assert "1 record found" in sign_in(duty).post("/emergency/", said).content.decode()
    actor(rowan.grace)
    assert AuditEvent.objects.filter(verb="searched in emergency").exists()
    actor(rowan.tom)
    assert not AuditEvent.objects.filter(verb="searched in emergency").exists()


def test_a_list_that_is_empty_to_the_reader_is_noted_like_any_other(rowan, hidden, sign_in):
    """Or the note itself would say that there was something."""
    for who in (rowan.grace, rowan.tom):
        sign_in(who).get(f"/unit/{rowan.unit.pk}/")
    events = AuditEvent.objects.filter(verb=SAW_ON_LIST).order_by("id")
    actor(rowan.tom)
    assert [event.actor_id for event in events] == [rowan.grace.pk, rowan.tom.pk]
    assert {(event.words, event.object_type, event.family_id) for event in events} == {
        ("the board of Rowan", "Unit", None)
    }


def test_what_is_restricted_later_is_gone_from_the_log_too(rowan, manager, family, sign_in):
    sign_in(rowan.tom).get("/families/")
    outsider = other_manager(rowan)
    actor(outsider)
    assert shown() == [[family.pk]]
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk, cause="police", words="Witness.", guardian_id=manager.pk,
        people=[rowan.grace.pk],
    )  # fmt: skip
    actor(outsider)
    assert shown() == [[]]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM access_auditeventfamilies",
        "SELECT 1 FROM access_auditevent e JOIN access_auditeventfamilies s ON s.event_id = e.id",
        "UPDATE access_auditeventfamilies SET family_ids = '{}'",
        "DELETE FROM access_auditeventfamilies",
        "TRUNCATE access_auditeventfamilies",
    ],
)
def test_the_application_cannot_read_or_change_what_was_shown(rowan, family, sign_in, statement):
    sign_in(rowan.tom).get("/families/")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# -- the chain


def link_now() -> None:
    """What a commit does: in tests nothing is ever committed."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def noted(rowan, family, sign_in):
    """An event with what was shown, and one without, linked."""
    log(actor(rowan.tom), SAW_ON_LIST, words="a list", shown=[family.pk, 7])
    log(actor(rowan.tom), "did something")
    link_now()
    return AuditEvent.objects.get(words="a list"), AuditEvent.objects.get(verb="did something")


def broken(as_owner, *statements: str) -> str:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")
        return " ".join(verify().wrong)


def test_the_chain_holds_what_was_shown(noted, as_owner):
    event, _ = noted
    assert broken(as_owner) == ""
    assert f"Event {event.pk}" in broken(
        as_owner, f"UPDATE access_auditeventfamilies SET family_ids = '{{7}}' WHERE event_id = {event.pk}"
    )


def test_the_chain_finds_what_was_shown_taken_away(noted, as_owner):
    assert "was changed" in broken(as_owner, f"DELETE FROM access_auditeventfamilies WHERE event_id = {noted[0].pk}")


def test_the_chain_finds_something_shown_slipped_in(noted, as_owner):
    assert "was changed" in broken(
        as_owner, f"INSERT INTO access_auditeventfamilies (event_id, family_ids) VALUES ({noted[1].pk}, '{{7}}')"
    )


def test_nothing_is_added_to_an_event_that_is_linked(noted):
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO access_auditeventfamilies (event_id, family_ids) VALUES ({noted[1].pk}, '{{7}}')")


# -- partners


def test_a_partners_list_is_noted_too(rowan, family, sign_in):
    from kinwork.record.actions import Happened, write_entry
    from kinwork.record.sharing import share

    partner = user("partner")
    put_in_post(partner, service_team(), "partner")
    me = actor(rowan.grace)
    told = write_entry(me, family.pk, rowan.unit.pk, Happened("note", timezone.localdate(), "For the school."))
    share(
        me, family.pk, rowan.unit.pk, user_id=partner.pk, entry_ids={told.pk}, words="Core group",
        until=timezone.localdate() + timedelta(days=1),
    )  # fmt: skip
    sign_in(partner).get("/shared/")
    actor(rowan.grace)
    assert shown() == [[family.pk]]


def test_families_of_other_units_in_a_search_are_noted(rowan, sign_in):
    elsewhere, _ = unit_with_staff("Elm", "elm-")
    theirs = family_in(elsewhere, "Quillfeather")
    sign_in(rowan.tom).post("/search/", {"q": "Quillfeather"})
    actor(rowan.grace)
    assert shown() == [[theirs.pk]]
