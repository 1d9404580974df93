"""What other systems export, brought in: the invented authority written as files, brought into an empty database."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kinwork.access.models import Authority, Restriction, User
from kinwork.access.roles import HeadOfService
from kinwork.access.sql import tuples
from kinwork.accounts.bootstrap import post_in_service
from kinwork.families.models import Family, FamilyMember
from kinwork.find.kept import FINDABLE
from kinwork.imports import actions, files, telling
from kinwork.imports.models import Import
from kinwork.imports.reading import RESTRICTED
from kinwork.imports.taking_back import StandsInTheWay
from kinwork.large import loader
from kinwork.large.size import SMALL
from kinwork.national_returns import writing
from kinwork.national_returns.reading import number_of
from kinwork.obligations.models import Obligation
from kinwork.people.models import Address, Identifier, Person
from kinwork.people.numbers import upn_check_letter
from kinwork.platform.embedded import APP_ROLE
from kinwork.record.kept import LAST_SEEN
from kinwork.record.models import Entry
from kinwork.returns import annex_a, ssd
from kinwork.units.models import PostHolding, Unit

TODAY = timezone.localdate()


def take(kind, path, *, bring_in=False):
    """As the command does."""
    prepared = actions.prepare(files.read(kind, path), path.name, "default", TODAY)
    if not bring_in:
        return actions.look(prepared)
    report = actions.bring_in(prepared, files.digest_of_files(path))
    actions.work_out(report.openings, today=TODAY)
    return report


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker, tmp_path_factory):
    """The invented authority as files; nothing of it stays in the database."""
    out = tmp_path_factory.mktemp("exported")
    with django_db_blocker.unblock(), transaction.atomic():
        loader.load(SMALL, today=TODAY, processes=0, using="default")
        writing.write_ssd(TODAY, out / "ssd")
        writing.write_annex_a(TODAY, out / "annex.xlsx")
        transaction.set_rollback(True)
    return out


@pytest.fixture(scope="module")
def brought_in(written, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        Authority.objects.create(name="Ashby")
        head = User.objects.create_user("head@ashby.example", "Hed Ashby")
        post_in_service(head, HeadOfService.key)
        looked = take("ssd", written / "ssd")
        report = take("ssd", written / "ssd", bring_in=True)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        writing.write_ssd(TODAY, written / "again")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield looked, report
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def there(brought_in, db, as_the_application):
    """In each test, with the database to itself, as the operator of the command: the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_looking_says_what_bringing_in_does(brought_in):
    looked, report = brought_in
    assert looked.of is None
    assert looked.counts == report.counts
    assert report.counts["made"]["people.person"] == looked.people > 500
    assert "Nothing has been written." in "".join(telling.as_text(looked))
    text = "".join(telling.as_text(report))
    assert f"Brought in as import {report.of}." in text
    names = {given for (given,) in tuples("SELECT DISTINCT given_name FROM people_person WHERE length(given_name) > 3")}
    assert not [name for name in names if f" {name} " in text]


# The record keeps nothing of these, or it has them once more than the file: each child's number there, a unit for who
# has none, the families of sealed records; and staff who have left without a child that they answer for.
ELSEWHERE = {"ssd_contacts", "ssd_linked_identifiers", "ssd_department", "ssd_professionals", "ssd_family"}
# Of which the dataset does not say since when, and what a unit of the file is on the last day.
NOT_SAID = {"invo_involvements_id", "pers_legacy_id", "pers_is_mother", "pers_send_flag"}


def plain(folder, numbers):
    """Rows without what is another in each system: keys; children by their first number, teams and workers by name."""
    found = ssd.read(folder)
    teams = {row["dept_team_id"]: row["dept_team_name"] for row in found["ssd_department"]}
    staff = {row["prof_professional_id"]: row["prof_professional_name"] for row in found["ssd_professionals"]}
    by = {"ssd_department.dept_team_id": teams, "ssd_professionals.prof_professional_id": staff}
    keys = {f"{name}.{one.name}" for name, columns in ssd.objects().items() for one in columns if one.is_key}
    made = {}
    for name, rows in found.items():
        columns = [
            one.name
            for one in ssd.objects()[name]
            if not one.is_key and one.name not in NOT_SAID and (not one.leads_to or one.leads_to not in keys)
        ]
        said = {one.name: one.leads_to for one in ssd.objects()[name]}
        people = {one for one in said if one.endswith("person_id")}
        columns = [
            one
            for one in dict.fromkeys([*columns, *sorted(people)])
            if not one.endswith(("_referral_id", "_cla_id", "_plan_id"))
        ]
        made[name] = [
            {one: by.get(said[one], numbers if one in people else {}).get(row[one], row[one]) for one in columns}
            for row in rows
        ]
    return made


def test_what_both_hold_is_the_same(written):
    of = {
        f"K{person:07d}": value
        for person, value in tuples("SELECT person_id, value FROM people_identifier WHERE kind = 'other'")
    }
    first, again = plain(written / "ssd", {}), plain(written / "again", of)
    wrong = []
    for name in sorted(set(first) - ELSEWHERE):
        if len(first[name]) != len(again[name]):
            wrong.append((name, len(first[name]), len(again[name])))
        for column in first[name][0] if first[name] else ():
            gone = Counter(row[column] for row in first[name]) - Counter(row[column] for row in again[name])
            if gone:
                wrong.append((name, column, sum(gone.values()), list(gone)[:2]))
    assert not wrong, "\n".join(map(str, wrong))
    # And row by row, where every column is the same.
    for name in sorted(set(first) - ELSEWHERE):
        one, other = (Counter(tuple(row.items()) for row in rows) for rows in (first[name], again[name]))
        assert not one - other, (name, list(one - other)[:1], list(other - one)[:1])


def test_what_the_database_keeps_of_it_is_as_worked_out_anew(brought_in):
    """Worked out once for a batch, not after each table (ADR 181): where it were left out, nobody would be found."""
    assert (FINDABLE.behind(), LAST_SEEN.behind()) == (0, 0)
    kept = "SELECT person_id, term, family_id FROM people_term"
    so = "SELECT person_id, term, family_id FROM kinwork_terms(ARRAY(SELECT id FROM people_person))"
    [(differ,)] = tuples(f"SELECT count(*) FROM ((({so}) EXCEPT ({kept})) UNION ALL (({kept}) EXCEPT ({so}))) x")
    assert differ == 0
    assert tuples("SELECT count(*) > 1000 FROM people_term") == [(True,)]


def test_who_is_not_the_owner_of_the_tables_puts_nothing_off():
    """What the application writes is found at once, whatever it says."""
    ask = "SELECT set_config('kinwork.put_off', 'on', true), kinwork_is_put_off()"
    assert tuples(ask) == [("on", True)]
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL SESSION AUTHORIZATION {APP_ROLE}")
        assert tuples(ask) == [("on", False)]
        cursor.execute("RESET SESSION AUTHORIZATION")


def test_the_same_file_again_changes_nothing(written):
    rows = tuples("SELECT count(*) FROM imports_importedrow")
    report = take("ssd", written / "ssd", bring_in=True)
    assert (report.counts["made"], report.counts["changed"], report.counts["matched"]) == ({}, {}, {})
    assert rows == tuples("SELECT count(*) FROM imports_importedrow")


def newer(folder, to, change):
    """The dataset of another day: rows of some objects are others."""
    to.mkdir()
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            head, *found = list(csv.reader(rows))
        cells = change(file.stem, [dict(zip(head, row, strict=True)) for row in found])
        (to / file.name).write_text(ssd.lines([head, *([row[name] for name in head] for row in cells)]))
    return to


def open_episode(rows):
    return next(row for row in rows if not row["cine_close_date"] and row["cine_referral_nfa"] == "N")


def test_a_newer_file_changes_what_changed_and_nothing_that_was_changed_here(written, tmp_path):
    there = ssd.read(written / "ssd")
    open_ones = [row for row in there["ssd_cin_episodes"] if not row["cine_close_date"]]
    ended, recategorised = open_ones[0], [one for one in open_ones if one["cine_cin_primary_need_code"] != "N7"][1]
    named = there["ssd_person"][0]["pers_person_id"]
    [other] = {row["pers_person_id"] for row in there["ssd_person"][1:2]}

    def change(name, rows):
        for row in rows:
            if name == "ssd_cin_episodes" and row["cine_referral_id"] == ended["cine_referral_id"]:
                row |= {"cine_close_date": TODAY.isoformat(), "cine_close_reason": "RC7"}
            if name == "ssd_cin_episodes" and row["cine_referral_id"] == recategorised["cine_referral_id"]:
                row["cine_cin_primary_need_code"] = "N7"
            if name == "ssd_person" and row["pers_person_id"] in (named, other):
                row["pers_surname"] = "Quillfeather"
        return rows

    [(mine,)] = tuples("SELECT row FROM imports_importedrow WHERE key = %(key)s", key=f"person/{other}")
    tuples("UPDATE people_person SET family_name = 'Typed Here' WHERE id = %(id)s RETURNING id", id=mine)
    report = take("ssd", newer(written / "ssd", tmp_path / "newer", change), bring_in=True)
    assert set(report.counts["made"]) <= {"cases.allocation"}
    changed = report.counts["changed"]
    assert (changed["children.episode"], changed["people.person"]) == (2, 1)
    assert sum(changed.values()) == len(report.changes), "each is said, with its columns and its line"
    assert {one.words.partition(":")[0] for one in report.changes} == set(changed)
    assert [(one.child, one.words) for one in report.doubted if "changed here" in one.words] == [
        (other, "was changed here since it was brought in: left as it is")
    ]
    assert tuples("SELECT family_name FROM people_person WHERE id = %(id)s", id=mine) == [("Typed Here",)]
    # One ended; of the other, what was written was withdrawn, and stands corrected beside it.
    sql = (
        "SELECT e.ended_on, e.need, e.replaces_id IS NOT NULL FROM imports_importedrow r "
        "JOIN children_episode e ON e.id = r.row WHERE r.key = %(key)s AND r.of_id = %(of)s"
    )
    key = f"ssd_cin_episodes/{ended['cine_referral_id']}"
    assert tuples(sql, key=key, of=report.of) == [(TODAY, ended["cine_cin_primary_need_code"], False)]
    key = f"ssd_cin_episodes/{recategorised['cine_referral_id']}"
    assert tuples(sql, key=key, of=report.of) == [(None, "N7", True)]
    # The later one first: then all is as before it, and the first can go too.
    [first] = [one.pk for one in Import.objects.all() if one.pk != report.of]
    with pytest.raises(StandsInTheWay, match="came after it"):
        actions.take_back(first, "default")
    actions.take_back(report.of, "default")
    assert tuples(
        "SELECT count(*) FROM children_episode WHERE withdrawn_at IS NOT NULL OR replaces_id IS NOT NULL"
    ) == [(0,)]
    with pytest.raises(StandsInTheWay, match=f"1 person was changed since .child {other}"):
        actions.take_back(first, "default")


def test_what_is_no_longer_in_a_file_is_said_and_stays(written, tmp_path):
    there = ssd.read(written / "ssd")
    plans = Counter(row["cinp_person_id"] for row in there["ssd_cin_plans"])
    child, *_ = (one for one, number in plans.items() if number == 1)
    whole = next(row["pers_person_id"] for row in there["ssd_person"] if row["pers_person_id"] not in plans)
    assert take("ssd", written / "ssd").gone == []

    def change(name, rows):
        return [
            row
            for row in rows
            if (name, row.get("cinp_person_id")) != ("ssd_cin_plans", child) and whole not in row.values()
        ]

    report = take("ssd", newer(written / "ssd", tmp_path / "newer", change), bring_in=True)
    assert {(one.at.list, one.child) for one in report.gone} >= {("ssd_cin_plans", child), ("ssd_person", whole)}
    assert [one for one in report.gone if one.child == whole and one.at.list != "ssd_person"] == [], "said once"
    assert "children.needplan" not in report.counts["changed"]
    text = "".join(telling.as_text(report))
    assert f"ssd_cin_plans: 1 line of 1 child: {child}\n" in text
    [(plan,)] = tuples(
        "SELECT count(*) FROM children_needplan p JOIN imports_importedrow r ON r.row = p.id AND r.model = "
        "'children.needplan' WHERE r.child = %(child)s AND p.withdrawn_at IS NULL", child=child,
    )  # fmt: skip
    assert plan == 1


def test_a_number_that_was_another_childs_takes_nothing_from_that_child(tmp_path):
    """A system that numbers its rows anew at each extract: the address and the referral of one are another's now."""

    def extract(to, people, addresses, episodes):
        to.mkdir()
        for name, rows in {
            "ssd_person": [
                {"pers_person_id": n, "pers_forename": n.title(), "pers_surname": "Okoro", "pers_dob": "2015-01-02"}
                for n in people
            ],
            "ssd_address": [
                {
                    "addr_table_id": key,
                    "addr_person_id": n,
                    "addr_address_postcode": "AA1 1AA",
                    "addr_address_json": f'{{"ROAD": "{key} Long Road"}}',
                    "addr_address_start_date": "2020-01-01",
                }
                for key, n in addresses
            ],
            "ssd_cin_episodes": [
                {"cine_referral_id": key, "cine_person_id": n, "cine_referral_date": "2026-01-05"}
                for key, n in episodes
            ],
        }.items():
            head = [one.name for one in ssd.objects()[name]]
            (to / f"{name}.csv").write_text(ssd.lines([head, *([row.get(one, "") for one in head] for row in rows)]))
        return to

    def whose():
        return sorted(tuples("SELECT r.child, p.person_id FROM people_address p JOIN imports_importedrow r "
                             "ON r.row = p.id AND r.model = 'people.address'"))  # fmt: skip

    first = extract(tmp_path / "a", ["kofi", "ama"], [("1", "kofi"), ("2", "ama")], [("E1", "kofi"), ("E2", "ama")])
    take("ssd", first, bring_in=True)
    before = whose()
    newer_ = extract(
        tmp_path / "b", ["kofi", "ama", "esi"], [("1", "esi"), ("2", "ama")], [("E1", "esi"), ("E2", "ama")]
    )
    report = take("ssd", newer_, bring_in=True)
    assert whose() == before
    assert {(one.at.list, one.child) for one in report.doubted if "another child" in one.words} >= {
        ("ssd_address", "esi"), ("ssd_cin_episodes", "esi"),
    }  # fmt: skip


def test_contacts_stand_in_the_record_as_entries(written):
    said = [row for row in ssd.read(written / "ssd")["ssd_contacts"] if row["cont_contact_date"]]
    found = tuples("SELECT count(*) FROM record_entry WHERE kind = 'note' AND text LIKE 'A contact about child %%'")
    assert found == [(len(said),)]
    assert len(said) > 20
    assert tuples("SELECT count(*) FROM front_door_unanswered") == [(0,)]


def test_an_import_is_taken_back_as_a_whole(brought_in):
    _, report = brought_in
    done = actions.take_back(report.of, "default")
    assert done.gone["people.person"] == report.people
    assert done.kept == {}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in ("people_person", "families_family", "cases_involvement", "cases_holding", "obligations_obligation",
                  "children_episode", "children_episodeevent", "record_entry", "people_term", "find_findable",
                  "families_familyterm", "record_lastseen"):  # fmt: skip
        assert tuples(f"SELECT count(*) FROM {table}") == [(0,)], table
    assert tuples("SELECT name FROM units_unit") == [("Service",)]
    assert tuples("SELECT full_name FROM access_user ORDER BY id") == [("Hed Ashby",), ("Import of another system",)]
    assert tuples("SELECT verb FROM access_auditevent WHERE family_id IS NULL ORDER BY id") == [
        ("brought in from another system",), ("took an import back",),
    ]  # fmt: skip
    with pytest.raises(StandsInTheWay, match="taken back already"):
        actions.take_back(report.of, "default")
    with pytest.raises(LookupError):
        actions.take_back(report.of + 99, "default")


def test_an_account_that_was_let_in_and_a_unit_that_was_renamed_stay_when_it_is_taken_back(brought_in):
    _, report = brought_in
    imported = PostHolding.objects.filter(user__email__startswith="no-sign-in-")
    held = imported.select_related("user", "post__unit").first()
    User.objects.filter(pk=held.user_id).update(is_active=True)
    renamed = Unit.objects.exclude(pk=held.post.unit_id).exclude(function="service").first()
    Unit.objects.filter(pk=renamed.pk).update(name="Hazel")
    done = actions.take_back(report.of, "default")
    assert done.kept["access.user"] == 1
    assert PostHolding.objects.filter(pk=held.pk, post__unit=held.post.unit, user__is_active=True).exists()
    assert set(Unit.objects.exclude(function="service")) == {held.post.unit, renamed}
    assert not Family.objects.exists()


def test_it_stays_where_somebody_has_worked_on_it(brought_in):
    _, report = brought_in
    family = Family.objects.filter(involvements__closed_on=None).first()
    by = User.objects.create_user("jo@ashby.example", "Jo Ashby")
    Entry.objects.create(
        family=family, kind="visit", happened_on=TODAY, text="They were well.", by=by, recorded_at=timezone.now()
    )
    with pytest.raises(StandsInTheWay, match="1 entry was recorded since"):
        actions.take_back(report.of, "default")


def test_the_head_of_service_sees_families_in_units_with_clocks_running(brought_in, sign_in):
    head = User.objects.get(email="head@ashby.example")
    assert Obligation.objects.filter(is_open=True).count() > 50
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"SET ROLE {APP_ROLE}")
    try:
        client = sign_in(head)
        due = (
            Obligation.objects.filter(
                is_open=True, involvement__closed_on=None, person__isnull=False, falls_due__lt=TODAY
            )
            .order_by("id")
            .first()
        )
        family = Family.objects.get(involvements=due.involvement_id)
        unit = Unit.objects.filter(allocations__involvement=due.involvement_id).order_by("-allocations__during").first()
        assert unit.name in client.get("/units/").content.decode()
        assert family.name in client.get(f"/unit/{unit.pk}/").content.decode()
        page = client.get(f"/family/{family.pk}/").content.decode()
        assert "Brought in from the Standard Safeguarding Dataset" in page
        assert due.name in page
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_annex_a_after_the_dataset_is_about_the_same_children(written):
    """By the same numbers: nobody is made twice, and what has the same day is there already."""
    report = take("annex-a", written / "annex.xlsx", bring_in=True)
    made = report.counts["made"]
    assert "people.person" not in made
    assert "families.family" not in made
    assert "children.protectionplan" not in made
    assert report.counts["matched"]["children.episode"] > 200


def lists_of(path):
    found, _ = annex_a.read(path)
    return found


# What is one person's only by a name, is counted from facts that the workbook has no days of, or is in groups only.
NOT_BACK = {"Child Unique ID", "Ethnicity", "Age", "Does the Child have a Disability"}


def test_annex_a_into_an_empty_authority_and_out_again(brought_in, written, tmp_path):
    _, report = brought_in
    actions.take_back(report.of, "default")
    brought = take("annex-a", written / "annex.xlsx", bring_in=True)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    writing.write_annex_a(TODAY, tmp_path / "again.xlsx")
    first, again = lists_of(written / "annex.xlsx"), lists_of(tmp_path / "again.xlsx")
    sizes = {
        name: (len(first[name]), len(again[name]))
        for name in ("List 3", "List 4", "List 5", "List 6", "List 7", "List 8", "List 9")
    }
    assert all(one == other for one, other in sizes.values()), sizes
    same = {
        "List 3": ("Date of Referral", "Referral Source", "Referral NFA?", "Date of Birth", "Gender", "Allocated Team"),
        "List 4": ("Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation"),
        "List 5": ("Strategy discussion initiating Section 47 Enquiry Start Date",),
        "List 6": ("CIN Start Date", "Primary Need Code", "CIN Closure Date", "Reason for Closure", "Allocated Worker"),
        "List 7": ("Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse",
                   "Child Protection Plan End Date", "Date of latest review conference"),
        "List 8": ("Date Started to be Looked After", "Child's Legal Status", "Placement Type",
                   "Date of Last Dental Check"),
        "List 9": ("Eligibility Category", "Type of Accommodation", "Allocated Personal Advisor"),
    }  # fmt: skip
    for name, columns in same.items():
        for column in columns:
            one, other = (
                Counter(row.text(column) for row in found[name] if not row.text("CIN Closure Date"))
                for found in (first, again)
            )
            assert one == other, (name, column, (one - other).most_common(3), (other - one).most_common(3))
    assert brought.counts["made"]["people.person"] > 300


def test_a_number_says_who_is_here_already_and_a_name_does_not(tmp_path):
    """Of three children of a file: one has the UPN of someone here, one that of somebody born on another day, one only
    the name."""
    here = [
        Person.objects.create(given_name=name, family_name="Quillan", born_on=date(2015, 3, n))
        for n, name in ((1, "Ada"), (2, "Bea"), (3, "Cyn"))
    ]
    upns = [upn_check_letter(f"80120000500{n}") + f"80120000500{n}" for n in (1, 2)]
    for one, value in zip(here, upns, strict=False):
        Identifier.objects.create(person=one, kind="upn", value=value)
    people = [("q1", "Ada", "2015-03-01"), ("q2", "Bea", "2015-04-02"), ("q3", "Cyn", "2015-03-03")]
    to = tmp_path / "file"
    to.mkdir()
    for name, rows in {
        "ssd_person": [
            {"pers_person_id": n, "pers_forename": given, "pers_surname": "Quillan", "pers_dob": born}
            for n, given, born in people
        ],
        "ssd_send": [
            {"send_table_id": n, "send_person_id": n, "send_upn": value}
            for (n, _, _), value in zip(people, upns, strict=False)
        ],
    }.items():
        head = [one.name for one in ssd.objects()[name]]
        (to / f"{name}.csv").write_text(ssd.lines([head, *([row.get(one, "") for one in head] for row in rows)]))
    left = actions.prepare(files.read("ssd", to), to.name, "default", TODAY)
    actions.leave_doubted(left)
    assert (list(left.extract.people), left.extract.doubted) == (["q1"], [])
    assert [one.child for one in left.extract.left_out] == ["q2", "q3"]
    report = take("ssd", to, bring_in=True)
    assert report.counts["matched"] == {"people.identifier": 1}
    assert report.counts["made"]["people.person"] == 2
    assert {(one.child, one.words.partition(":")[0]) for one in report.doubted} == {
        ("q2", "its number is that of someone here who was born on another day"),
        ("q3", "someone here has the same name and day of birth, and no number says that it is the same"),
    }
    found = tuples("SELECT person_id FROM people_identifier WHERE kind = 'other' AND value = 'q1'")
    assert found == [(here[0].pk,)]


def test_an_adult_of_a_restricted_family_is_brought_out_from_behind_its_wall_by_no_file(tmp_path):
    """A mother of a restricted family, by her number here and the day of her birth: in a family that the import made,
    anyone could see her, and where she lives."""
    mother = Person.objects.create(given_name="Dora", family_name="Quillan", born_on=date(1991, 3, 29))
    family = Family.objects.create(name="Quillan")
    family.members.create(person=mother, role="mother", is_child=False, position=0)
    who = User.objects.create_user("guardian@ashby.example", "Gia Ashby")
    Restriction.objects.create(
        family_id=family.pk, cause="staff", words="Someone works here.", guardian=who, imposed_by=who,
        imposed_at=timezone.now(),
    )  # fmt: skip
    to = tmp_path / "file"
    to.mkdir()
    number = number_of(mother.pk)
    for name, rows in {
        "ssd_person": [
            {"pers_person_id": number, "pers_forename": "Dora", "pers_dob": "1991-03-29"},
            {"pers_person_id": "b1", "pers_forename": "Ben", "pers_surname": "Quillan", "pers_dob": "2025-05-01"},
        ],
        "ssd_address": [{
            "addr_table_id": "a1", "addr_person_id": number, "addr_address_start_date": "2026-01-02",
            "addr_address_postcode": "CB1 1AA", "addr_address_type": "HOME",
        }],
        "ssd_mother": [{"moth_table_id": "m1", "moth_person_id": number, "moth_childs_person_id": "b1"}],
    }.items():  # fmt: skip
        head = [one.name for one in ssd.objects()[name]]
        (to / f"{name}.csv").write_text(ssd.lines([head, *([row.get(one, "") for one in head] for row in rows)]))
    before = Family.objects.count()
    report = take("ssd", to, bring_in=True)
    assert [(one.child, one.words) for one in report.left_out] == [
        (number, RESTRICTED), ("b1", "its mother is left out"),
    ]  # fmt: skip
    assert Family.objects.count() == before + 1, "of the baby alone"
    assert list(FamilyMember.objects.filter(person=mother)) == list(family.members.all())
    assert not Address.objects.filter(person=mother).exists()
