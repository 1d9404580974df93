"""A record goes when its time has come, two people say so, and nothing stops it: then no word of it is left."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.db.utils import DatabaseError, IntegrityError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.bundles.models import SubjectAccessRequest
from kinwork.cases.models import Involvement
from kinwork.children.models import CarePeriod
from kinwork.families.models import Family, FamilyMember
from kinwork.people.models import Person
from kinwork.platform.row_level_security import declared
from kinwork.record.actions import Audience, Happened, write_entry
from kinwork.record.attaching import attach, store
from kinwork.record.models import Entry
from kinwork.retention import actions, again, kept_list, outside
from kinwork.retention.links import STAYS
from kinwork.retention.models import Erased, Hold, HoldScope, LocalPeriod, Proposal
from kinwork.retention.queries import STOPS, due, record_of
from kinwork.whose_rows import Whose, models_of_rooms, of
from tests.factories import actor, family_in, put_in_post, user
from tests.integration import test_walls

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=365 * 8)
MARK = "zephyrmark"
# Something of everything that a family's record can hold.
manager, whole_record = test_walls.manager, test_walls.hidden


@pytest.fixture
def people(rowan):
    """Two who answer for records: one proposes, another one decides; and how long the authority keeps them."""
    head, second, quality = user("hos-one"), user("hos-two"), user("quality")
    for who, role in ((head, "hos"), (second, "hos"), (quality, "qa")):
        put_in_post(who, service_team(), role)
    for kind in ("open", "contact", "protection"):
        actions.set_period(actor(head), kind=kind, counts_from="last", years=6, reason="Schedule of 2025")
    return SimpleNamespace(head=head, second=second, quality=quality)


def closed(family: Family, as_owner, on: date = LONG_AGO) -> Family:
    """It was closed long ago."""
    with as_owner():
        Involvement.objects.filter(family=family).update(opened_on=on - timedelta(days=90), closed_on=on)
    return family


def erase(people, family: Family) -> Erased:
    proposal = actions.propose(actor(people.quality), family.pk, reason="Its time has come.")
    return actions.agree(actor(people.second), proposal.pk)


def texts_of_the_database() -> dict[str, list[str]]:
    """Every column that can hold words, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns c WHERE table_schema = 'public' AND "
            "data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'tsvector') AND EXISTS ("
            "SELECT 1 FROM pg_tables t WHERE t.tablename = c.table_name AND t.schemaname = 'public')"
        )
        found: dict[str, list[str]] = {}
        for table, column in cursor.fetchall():
            found.setdefault(table, []).append(column)
    return found


def mark_everything() -> set[str]:
    """The mark into every text of every walled table, whatever it leads to; where a constraint allows it."""
    marked = set()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, columns in texts_of_the_database().items():
            if table not in declared().policies or table in STAYS:
                continue
            for column in set(columns) - {"box"}:  # a choice, by which the row is found
                try:
                    with transaction.atomic():
                        cursor.execute(f'UPDATE {table} SET "{column}" = \'{MARK} \' || "{column}"')
                        if cursor.rowcount:
                            marked.add(table)
                except DatabaseError:
                    continue  # a choice, a code, a table of words
        cursor.execute("SET LOCAL session_replication_role = origin")
    return marked


def where_it_stands(word: str) -> set[str]:
    found = set()
    with connection.cursor() as cursor:
        for table, columns in texts_of_the_database().items():
            for column in columns:
                cursor.execute(f'SELECT 1 FROM {table} WHERE "{column}"::text ILIKE %s LIMIT 1', [f"%{word}%"])
                if cursor.fetchone():
                    found.add(f"{table}.{column}")
    return found


def rows_of(family: Family, people: list[int]) -> dict[str, set[int]]:
    """Which rows are of a family and its people, as subject access finds them."""
    found: dict[str, set[int]] = {}
    for model in models_of_rooms():
        every = getattr(model, "all_objects", model._base_manager)
        conditions = [of(model, Whose(pk, (family.pk,))) for pk in people]
        if conditions[0] is not None:
            q = Q()
            for condition in conditions:
                q |= condition
            found[model._meta.db_table] = set(every.filter(q).values_list("pk", flat=True))
    return found


def test_after_it_was_erased_no_word_of_it_is_left_and_others_have_all_of_theirs(rowan, whole_record, people, as_owner):
    family = closed(whole_record, as_owner)
    with as_owner():
        members = list(FamilyMember.all_objects.filter(family=family).values_list("person_id", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE access_restriction SET lifted_at = now(), lifted_by_id = %s, lifted_because = 'Over.'",
                [people.head.pk],
            )
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("UPDATE front_door_contact SET received_on = %s", [LONG_AGO])
            cursor.execute("SET LOCAL session_replication_role = origin")
        marked = mark_everything()
    assert len(marked) > 60, "the mark must stand in most tables, or nothing is shown"
    other = closed(family_in(rowan.unit, "Quillfam"), as_owner, TODAY - timedelta(days=30))
    others = list(other.members.values_list("person_id", flat=True))
    Entry.objects.create(
        family=other, kind="note", text="Quillword", happened_on=TODAY, recorded_at=timezone.now(), by=rowan.tom
    )
    with as_owner():
        before = rows_of(other, others)
    erased = erase(people, family)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert where_it_stands(MARK) == set()
        left = {table: rows for table, rows in rows_of(family, members).items() if rows}
        assert left == {}
        assert rows_of(other, others) == before
        assert where_it_stands("Quillword") >= {"record_entry.text", "find_findable.stems"}
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert erased.family_ids == [family.pk]
    assert erased.people == len(set(members))
    assert (erased.proposed_by, erased.decided_by) == (people.quality, people.second)
    assert sum(erased.rows.values()) > 150
    assert erased.rows["record_entry"] == 2
    seen = AuditEvent.objects.filter(family_id=family.pk).values_list("verb", flat=True)
    assert {"opened family page", "proposed to erase the record", "erased the record"} & set(seen)


def test_two_people_and_each_in_their_own_name_the_database_says_so_itself(rowan, people, as_owner):
    family = closed(family_in(rowan.unit), as_owner)
    proposal = actions.propose(actor(people.head), family.pk, reason="Time.")
    with pytest.raises(ValidationError, match="You proposed this"):
        actions.agree(actor(people.head), proposal.pk)
    with pytest.raises(ValidationError, match="You proposed this"):
        actions.refuse(actor(people.head), proposal.pk, because="No.")
    with pytest.raises(NotAllowed):
        actions.agree(actor(people.quality), proposal.pk)
    with pytest.raises(NotAllowed):
        actions.propose(actor(rowan.grace), family.pk, reason="Time.")
    head, second = people.head.pk, people.second.pk
    agreed = "UPDATE retention_proposal SET answer = 'agreed', answered_at = now()"
    forged = [
        # a second signature by the first hand, or by someone else's in their name
        (people.head, f"{agreed}, answered_by_id = {head}"),
        (people.head, f"{agreed}, answered_by_id = {second}"),
        (people.head, f"UPDATE retention_proposal SET by_id = {second}"),
        (people.head, f"SELECT kinwork_erase({proposal.pk})"),
        (people.second, f"SELECT kinwork_erase({proposal.pk})"),
        (people.second, "INSERT INTO retention_erased (id) VALUES (1)"),
        (people.second, "DELETE FROM retention_proposal"),
        (people.second, "SET LOCAL pgtrigger.ignore = '{}'; DELETE FROM record_entry"),
        (people.second, f"SELECT kinwork_rows_to_erase(ARRAY[{family.pk}], '{{}}', '{{}}')"),
    ]  # fmt: skip
    for who, statement in forged:
        actor(who)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    actions.withdraw(actor(people.head), proposal.pk)
    with pytest.raises(ValidationError, match="has been answered"):
        actions.agree(actor(people.second), proposal.pk)
    actor(people.second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(answer="agreed", answered_by=people.second)
    assert Family.objects.filter(pk=family.pk).exists()


def stops(family: Family) -> set[str]:
    return {STOPS[key] for key in record_of(family.pk).stops}


def test_what_stops_it_says_so_and_is_asked_again_when_the_second_person_decides(rowan, people, as_owner):
    family = closed(family_in(rowan.unit), as_owner)
    person = family.members.first().person
    waits = actions.propose(actor(people.head), family.pk, reason="Time.")
    hold = actions.place_hold(
        actor(people.quality), scope=HoldScope.EVERYTHING, asked_by="An inquiry", reason="Its letter of 3 May"
    )
    with pytest.raises(ValidationError, match="A hold stands"):
        actions.agree(actor(people.second), waits.pk)
    with pytest.raises(NotAllowed):
        actions.lift_hold(actor(people.quality), hold.pk, because="It ended.")
    actions.lift_hold(actor(people.head), hold.pk, because="It ended.")
    assert stops(family) == set()
    day = LONG_AGO
    for since, until, is_held in ((day, TODAY, True), (day + timedelta(days=1), TODAY - timedelta(days=1), False)):
        one = actions.place_hold(
            actor(people.head), scope="period", asked_by="A court", reason="Order", since=since, until=until
        )
        assert (STOPS["hold"] in stops(family)) is is_held
        actions.lift_hold(actor(people.head), one.pk, because="Done.")
    request = SubjectAccessRequest.objects.create(
        person=person, asked_by="Ada", received_on=TODAY, handler=rowan.tom, by=people.head, at=timezone.now()
    )
    assert stops(family) == {STOPS["request"]}
    request.outcome, request.ended_on = "withdrawn", TODAY
    request.save()
    other = family_in(rowan.unit, children=0, with_mother=False)
    FamilyMember.objects.create(family=other, person=person, position=5)
    assert stops(family) == {STOPS["open"], STOPS["elsewhere"]}
    closed(other, as_owner, TODAY - timedelta(days=20))
    assert stops(family) == {STOPS["elsewhere"]}
    with pytest.raises(ValidationError, match="must still be kept"):
        actions.agree(actor(people.second), waits.pk)
    closed(other, as_owner)
    with pytest.raises(ValidationError, match="has changed"):
        actions.agree(actor(people.second), waits.pk)
    actions.refuse(actor(people.second), waits.pk, because="Two families.")
    assert sorted(erase(people, other).family_ids) == sorted([family.pk, other.pk]), "they go together"


def test_a_looked_after_child_is_kept_until_the_75th_birthday(rowan, people, as_owner):
    family = closed(family_in(rowan.unit, children=1), as_owner)
    assert [row.family for row in due(TODAY)] == [family]
    child = family.members.get(is_child=True).person
    CarePeriod.objects.create(
        person=child, involvement=Involvement.objects.get(family=family), started_on=date(2017, 1, 1),
        recorded_by=rowan.grace, recorded_at=timezone.now(),
    )  # fmt: skip
    assert due(TODAY) == []
    found = record_of(family.pk)
    assert found.until == date(2090, 3, 2)
    assert found.together[0].why[0].rule == "KEEP-CARE"
    assert stops(family) == {STOPS["kept"]}
    assert due(date(2090, 3, 1)) == [] == [row for row in due(date(2026, 1, 1)) if row.family == family]


def test_a_record_that_another_one_names_stays_whole(rowan, people, as_owner):
    """Someone of this family stands in another's record without being in that family: nothing goes, and it says why."""
    family, other = closed(family_in(rowan.unit), as_owner), family_in(rowan.unit)
    entry = Entry.objects.create(
        family=other, kind="visit", text="x", happened_on=TODAY, recorded_at=timezone.now(), by=rowan.tom
    )
    entry.seen.create(person=family.members.first().person)
    proposal = actions.propose(actor(people.head), family.pk, reason="Time.")
    before = Person.objects.count()
    with pytest.raises(ValidationError, match="Another family’s record names someone"):
        actions.agree(actor(people.second), proposal.pk)
    assert Person.objects.count() == before
    assert Proposal.objects.get(pk=proposal.pk).answer == ""


def test_a_restricted_family_is_not_there_and_stops_what_hangs_together_with_it(rowan, whole_record, people, as_owner):
    hidden = closed(whole_record, as_owner)
    actor(people.head)
    assert due(TODAY) == []
    with pytest.raises(ValidationError, match="not there"):
        actions.propose(actor(people.head), hidden.pk, reason="Time.")
    with as_owner():
        person = FamilyMember.objects.filter(family=hidden).first().person
        open_one = family_in(rowan.unit, "Openfam")
        FamilyMember.objects.create(family=open_one, person=person, position=9)
    closed(open_one, as_owner)
    actor(people.head)
    assert STOPS["hidden"] in stops(open_one)
    assert len(record_of(open_one.pk).together) == 1


def test_pages_from_the_list_to_the_log(client, rowan, people, as_owner, sign_in):
    family = closed(family_in(rowan.unit, "Quillfam"), as_owner)
    sign_in(people.quality)
    page = client.get("/records/").content.decode()
    assert "Quillfam" in page
    address = f"/records/{family.pk}/"
    assert client.get(address).status_code == 200
    empty = client.post(address, {"do": "propose", "reason": " "})
    assert empty.status_code == 422
    assert "Say why it can be erased" in empty.content.decode()
    assert client.post(address, {"do": "propose", "reason": "Time."}).status_code == 302
    assert "Erase the record" not in client.get(address).content.decode()
    sign_in(people.second)
    decide = client.get(address).content.decode()
    assert "Time." in decide
    assert "Erase the record" in decide
    unsure = client.post(address, {"do": "agree"})
    assert unsure.status_code == 422
    assert "Tick that you have looked" in unsure.content.decode()
    assert client.post(address, {"do": "agree", "sure": "1"}).status_code == 302
    assert client.get(address).status_code == 404
    log = client.get("/records/erased/").content.decode()
    assert str(family.pk) in log
    assert "Quillfam" not in log
    file = client.get("/records/erased.csv").content.decode()
    assert str(family.pk) in file
    assert "Quillfam" not in file
    sign_in(rowan.grace)
    assert client.get("/records/").status_code == 403


def test_periods_and_holds_are_set_on_their_pages_and_what_was_stays(client, people, sign_in):
    sign_in(people.head)
    said = {"kind": "open", "counts_from": "youngest", "years": "25", "reason": "The schedule of 2026"}
    wrong = client.post("/records/periods/", {**said, "years": "none"})
    assert wrong.status_code == 422
    assert "The schedule of 2026" in wrong.content.decode()
    assert client.post("/records/periods/", {**said, "years": "121"}).status_code == 422
    assert client.post("/records/periods/", said).status_code == 302
    assert list(LocalPeriod.objects.filter(kind="open").order_by("at").values_list("years", flat=True)) == [6, 25]
    held = {"scope": "period", "since": "1/2/2012", "until": "1/2/2011", "asked_by": "An inquiry", "reason": "Letter"}
    assert client.post("/records/holds/", held).status_code == 422
    assert client.post("/records/holds/", {**held, "until": "1/2/2014"}).status_code == 302
    hold = Hold.objects.get()
    assert client.post(f"/records/holds/{hold.pk}/lift/", {}).status_code == 422
    assert client.post(f"/records/holds/{hold.pk}/lift/", {f"because-{hold.pk}": "It ended."}).status_code == 302
    sign_in(people.quality)
    assert client.post("/records/periods/", said).status_code == 403


def test_the_list_takes_the_same_statements_however_many_are_due(rowan, people, as_owner):
    closed(family_in(rowan.unit), as_owner)
    with CaptureQueriesContext(connection) as few:
        due(TODAY)
    for _ in range(4):
        closed(family_in(rowan.unit), as_owner)
    with CaptureQueriesContext(connection) as more:
        assert len(due(TODAY)) == 5
    assert len(few) == len(more) == 3


def test_what_lies_outside_goes_only_when_it_is_done(rowan, people, as_owner, monkeypatch, request):
    monkeypatch.setattr(outside, "_registered", {})
    gone, asked = [], []
    family = closed(family_in(rowan.unit), as_owner)

    def prepare(ids, using):
        asked.extend(ids)
        return lambda: gone.extend(ids)

    outside.register("families_familymember", prepare)
    capture = request.getfixturevalue("django_capture_on_commit_callbacks")
    with capture(execute=False) as callbacks:
        erase(people, family)
    assert len(asked) == 3
    assert gone == []
    for call in callbacks:
        call()
    assert sorted(gone) == sorted(asked)


def test_contents_of_its_files_go_with_it_but_for_those_that_another_record_has(
    rowan, people, as_owner, tmp_path, settings, django_capture_on_commit_callbacks
):
    settings.KINWORK_FILES = tmp_path / "files"
    family, other = family_in(rowan.unit), family_in(rowan.unit)
    for whose, words in ((family, b"Hers alone."), (family, b"A leaflet."), (other, b"A leaflet.")):
        file = attach(
            actor(rowan.tom), whose.pk, rowan.unit.pk, uuid4(), BytesIO(words), name="letter.txt", size=len(words)
        )
        what = Happened("document", TODAY, "A letter came.", draft=file.draft.token)
        write_entry(actor(rowan.tom), whose.pk, rowan.unit.pk, what, Audience())
    kept = [fingerprint for fingerprint, _, _ in store().all()]
    assert len(kept) == 2
    closed(family, as_owner)
    with django_capture_on_commit_callbacks(execute=True):
        erase(people, family)
    assert [fingerprint for fingerprint, _, _ in store().all()] == [sha256(b"A leaflet.").hexdigest()]


@pytest.fixture
def lists(tmp_path, settings):
    """Two places for the list of what was erased."""
    settings.KINWORK_ERASURES = [str(tmp_path / "one.jsonl"), str(tmp_path / "two.jsonl")]
    return kept_list.places()


def test_each_erasure_is_on_a_list_outside_that_names_no_one(
    rowan, people, as_owner, lists, client, sign_in, django_capture_on_commit_callbacks
):
    family = closed(family_in(rowan.unit, "Quillfam"), as_owner)
    members = {one.person_id for one in family.members.all()}
    with django_capture_on_commit_callbacks(execute=True):
        gone = erase(people, family)
    for place in lists:
        [line] = kept_list.read(place)
        assert (line.erasure, line.families, set(line.people)) == (gone.proposal_id, [family.pk], members)
        assert (line.proposed_by, line.decided_by, line.at) == (people.quality.pk, people.second.pk, gone.at)
        assert oct(place.stat().st_mode)[-3:] == "600"
        assert not any(word in place.read_text() for word in ("Quill", "Ada", "quality", "example.org"))
    sign_in(people.head)
    assert "is not complete" not in client.get("/records/erased/").content.decode()
    # A place that was not there, one whose last line was cut off in writing, one that is not written to.
    lists[0].unlink()
    whole = lists[1].read_bytes()
    lists[1].write_bytes(whole[:-20])
    assert kept_list.missing_at(lists) == lists
    assert "is not complete" in client.get("/records/erased/").content.decode()
    nowhere = lists[0].parent / "away" / "three.jsonl"
    assert kept_list.bring_up_to_date([*lists, nowhere]) == [f"{nowhere}: No such file or directory"]
    assert lists[0].read_bytes() == lists[1].read_bytes() == whole


def test_a_list_that_was_changed_is_not_believed_and_gets_no_line(rowan, people, as_owner, lists):
    for _ in range(2):
        erase(people, closed(family_in(rowan.unit), as_owner))
    assert kept_list.bring_up_to_date(lists) == []
    first, second = lists[0].read_bytes().splitlines(keepends=True)
    for content, line in ((second, 1), (first.replace(b"1", b"2", 1) + second, 2), (b"{}\n" + second, 1), (b"x\n", 1)):
        lists[0].write_bytes(content)
        with pytest.raises(kept_list.Damaged, match=f"line {line} of"):
            kept_list.read(lists[0])
        assert f"line {line} of" in kept_list.bring_up_to_date(lists)[0]
        assert lists[0].read_bytes() == content
    assert len(kept_list.read(lists[1])) == 2


def test_what_came_back_goes_again_and_no_more_than_that(rowan, people, as_owner, lists):
    """As after a restore: the database knows nothing of these erasures, and holds what they took away."""
    ours, named, wider, other = (family_in(rowan.unit) for _ in range(4))
    entry = Entry.objects.create(
        family=other, kind="visit", text="x", happened_on=TODAY, recorded_at=timezone.now(), by=rowan.tom
    )
    entry.seen.create(person=named.members.first().person)
    FamilyMember.objects.create(family=other, person=wider.members.first().person, position=7)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as at a commit: the log gets its first link
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    now, here = timezone.now(), kept_list.installation()
    assert here

    def line(number: int, family: Family, **more) -> kept_list.Line:
        said = {"decided_by": people.second.pk, "installation": here, **more}
        return kept_list.Line(
            number, [family.pk], [], [], 3, ["LOCAL-OPEN"], LONG_AGO, people.head.pk, now - timedelta(days=1),
            at=now, **said,
        )  # fmt: skip

    every = [line(1, ours), line(2, named), line(3, wider), line(4, other, installation="0" * 64)]
    every.append(line(5, Family(pk=77), decided_by=999_999))
    gone = list(ours.members.values_list("person_id", flat=True))
    actor(people.second)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        again.replay(every, using="default")
    with as_owner():
        told = again.replay(every, using="default")
    assert (told.again, told.foreign) == (2, 1)
    assert [(one.erasure, why.split(":")[0].split(" family ")[0]) for one, why in told.refused] == [
        (2, "another record names somebody of this one"),
        (3, f"family {wider.pk} hangs together with"),
    ]
    assert not Family.objects.filter(pk=ours.pk).exists()
    assert not Person.objects.filter(pk__in=gone).exists()
    assert Family.objects.filter(pk__in=[named.pk, wider.pk, other.pk]).count() == 3
    erased = Erased.objects.get(proposal_id=1)
    assert (erased.proposed_by, erased.decided_by, erased.at) == (people.head, people.second, now)
    assert erased.again_at is not None
    assert Erased.objects.get(proposal_id=5).decided_by is None, "an account of after the backup"
    seen = AuditEvent.objects.get(family_id=ours.pk, verb="erased the record again after a restore")
    assert f"proposed by user {people.head.pk}, decided by user {people.second.pk}" in seen.words
    assert [one.erasure for one in again.not_here(every)] == [2, 3, 4]
    with as_owner():
        assert again.replay(every, using="default").again == 0
