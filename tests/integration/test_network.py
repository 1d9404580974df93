"""Who is around a family: told, replaced by later accounts, ended, taken back; read at any date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.families import actions
from kinwork.families.actions import EditContext
from kinwork.families.genogram import family_graph
from kinwork.families.models import Agency, ChangeSet, Tie, in_force
from kinwork.families.network import ecomap_on, in_words, is_over, network_on, register, ties_of
from kinwork.families.ties import (
    Said,
    add_tie,
    agency_called,
    change_tie,
    correct_agency,
    end_tie,
    hear_from,
    never_so,
)
from kinwork.genogram import from_plain
from kinwork.genogram.network_map import measures
from kinwork.genogram.surroundings import draw_ecomap, part_of
from tests.factories import actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def scene(rowan):
    rowan.family = family_in(rowan.unit, "Scene")
    rowan.ada, rowan.first, rowan.second = [one.person for one in rowan.family.members.all()]
    rowan.at = EditContext(rowan.family, rowan.unit.pk, actor(rowan.tom), "Ada")
    return rowan


def said(**more) -> Said:
    return Said(**{"on": "2015-09-01", "part": "community", "name": "Nan", **more})


def only(scene):
    (found,) = ties_of(scene.family.pk)
    return found


def on(scene, day: str, **more):
    return network_on(ties_of(scene.family.pk), date.fromisoformat(day), TODAY(), of=None, centre="All", **more)


def test_a_later_account_stands_beside_the_earlier_and_each_holds_at_its_date(scene):
    first = add_tie(scene.at, said(support="strong", closeness="close"))
    change_tie(scene.at, first.pk, first.pk, said(on="2016-02-01", support="low", closeness="loose"))
    key = only(scene).key
    assert on(scene, "2015-12-31").ties[key].support == "strong"
    assert on(scene, "2016-02-01").ties[key].support == "low"
    assert on(scene, "2015-08-31").ties == {}
    assert Tie.objects.count() == 2
    assert only(scene).last.source == "Ada"


def test_an_account_told_late_of_an_early_day_holds_then_and_not_now(scene):
    first = add_tie(scene.at, said(on="2016-01-01", support="strong"))
    change_tie(scene.at, first.pk, None, said(on="2014-01-01", support="low", telephone="020 7946 0018"))
    key = only(scene).key
    assert on(scene, "2014-06-01").ties[key].support == "low"
    assert on(scene, "2016-06-01").ties[key].support == "strong"
    assert only(scene).telephone == "020 7946 0018"  # how to reach them is what was told last


def test_an_account_of_the_same_day_replaces_and_the_replaced_stays_in_the_table(scene):
    first = add_tie(scene.at, said(support="strong"))
    change_tie(scene.at, first.pk, first.pk, said(support="moderate"))
    assert [one.support for one in only(scene).accounts] == ["moderate"]
    assert Tie.objects.get(pk=first.pk).superseded_in is not None
    actions.take_back(scene.at)
    assert [one.support for one in only(scene).accounts] == ["strong"]
    actions.say_again(scene.at)
    assert [one.support for one in only(scene).accounts] == ["moderate"]


def test_a_tie_before_anybody_said_how_strong_is_there_without_a_strength(scene):
    add_tie(scene.at, said(begun="2010", on="2015-09-01", support="strong", closeness="close"))
    (then,) = on(scene, "2012-01-01").ties.values()
    assert (then.support, then.closeness) == ("", "")
    assert on(scene, "2009-12-31").ties == {}


def test_what_ended_is_over_from_then_on_and_was_there_before(scene):
    first = add_tie(scene.at, said(begun="2010", support="strong"))
    end_tie(scene.at, first.pk, first.pk, "2018-03")
    assert on(scene, "2018-02-28").ties
    assert on(scene, "2018-03-31").ties  # some time in March
    assert not on(scene, "2018-04-01").ties
    assert only(scene).is_over(TODAY())
    actions.take_back(scene.at)
    assert not only(scene).is_over(TODAY())


@pytest.mark.parametrize(
    ("ended", "day", "over"),
    [
        ("2020-05-05", date(2020, 5, 4), False),
        ("2020-05-05", date(2020, 5, 5), True),
        ("2020", date(2020, 7, 1), False),
        ("2020", date(2021, 1, 1), True),
        ("2026", date(2026, 11, 21), True),  # asked today: whoever noted it this year means that it is over
    ],
)
def test_when_it_is_over(ended, day, over):
    assert is_over(ended, day, date(2026, 11, 21)) is over


def test_when_last_heard_keeps_the_account_and_can_be_taken_back(scene):
    first = add_tie(scene.at, said(support="strong"))
    hear_from(scene.at, first.pk, first.pk, "2016-05-05")
    assert (only(scene).heard, only(scene).now.on, only(scene).now.support) == ("5 May 2016", "2015-09-01", "strong")
    change_tie(scene.at, first.pk, only(scene).last.pk, said(on="2017-01-01", support="low"))
    assert only(scene).heard == "5 May 2016"
    actions.take_back(scene.at)
    actions.take_back(scene.at)
    assert only(scene).heard == ""


def test_never_so_takes_every_account_and_comes_back(scene):
    first = add_tie(scene.at, said())
    change_tie(scene.at, first.pk, None, said(on="2016"))
    never_so(scene.at, first.pk)
    assert ties_of(scene.family.pk) == []
    assert Tie.objects.count() == 2
    actions.take_back(scene.at)
    assert len(only(scene).accounts) == 2


def test_steps_of_the_genogram_and_of_the_network_are_undone_in_their_order(scene):
    add_tie(scene.at, said())
    actions.put_bond(scene.at, scene.ada, scene.first, kind="close")
    actions.take_back(scene.at)
    assert len(ties_of(scene.family.pk)) == 1
    actions.take_back(scene.at)
    assert ties_of(scene.family.pk) == []
    assert actions.say_again(scene.at).words.startswith("Nan")


def test_who_changes_what_somebody_changed_meanwhile_is_told(scene):
    first = add_tie(scene.at, said())
    change_tie(scene.at, first.pk, first.pk, said(on="2016"))
    with pytest.raises(ValidationError, match="changed this in the meantime"):
        end_tie(scene.at, first.pk, first.pk, "2017")
    with pytest.raises(ValidationError, match="removed this"):
        end_tie(scene.at, first.pk + 1000, None, "2017")
    assert not only(scene).last.ended


@pytest.mark.parametrize(
    ("field", "more", "words"),
    [
        ("name", {"name": ""}, "Who is it"),
        ("telephone", {"telephone": "ring mum"}, "not a telephone number"),
        ("telephone", {"telephone": "..... "}, "not a telephone number"),
        ("on", {"on": (date.today() + timedelta(days=1)).isoformat()}, "in the future"),
        ("ended", {"begun": "2016", "ended": "2015-12"}, "before the start"),
        ("support", {"support": "immense"}, "not a valid choice"),
        ("email", {"email": "x"}, "valid email"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(scene, field, more, words):
    with pytest.raises(ValidationError) as refused:
        add_tie(scene.at, said(**more))
    assert field in refused.value.error_dict
    assert words in str(refused.value.error_dict[field])
    assert not Tie.objects.exists()
    assert not ChangeSet.objects.exists()


def test_people_must_be_of_the_record_and_not_around_themselves(scene):
    stranger = family_in(scene.unit, "Others").members.first().person
    for more in ({"about": stranger}, {"somebody": stranger, "name": ""}):
        with pytest.raises(ValidationError, match="not in the family"):
            add_tie(scene.at, said(**more))
    with pytest.raises(ValidationError, match="connected to themselves"):
        add_tie(scene.at, said(about=scene.ada, somebody=scene.ada, name=""))
    with pytest.raises(ValidationError, match="someone else"):
        add_tie(scene.at, said(somebody=scene.ada, about=scene.first))


def test_the_same_tie_is_noted_once_until_it_is_over(scene):
    first = add_tie(scene.at, said(name="Nan  Bee"))
    with pytest.raises(ValidationError, match="already recorded"):
        add_tie(scene.at, said(name="nan bee"))
    add_tie(scene.at, said(name="nan bee", about=scene.first))
    end_tie(scene.at, first.pk, None, "2020")
    add_tie(scene.at, said(name="nan bee", on="2021"))
    assert len(ties_of(scene.family.pk)) == 3


def test_a_school_is_one_row_across_families(scene):
    school = agency_called(scene.family, "Hill  School", "school", "Ely")
    assert agency_called(scene.family, "hill school", "", "") == school
    assert agency_called(scene.family, "Hill School", "school", "ely ") == school
    other = family_in(scene.unit, "Others")
    for at in (scene.at, EditContext(other, scene.unit.pk, scene.at.actor)):
        add_tie(at, said(name="", part="professional", agency=school))
    correct_agency(scene.at.actor, school, name="Hill School", kind="school", place="Ely", telephone="01353 000000",
                   email="")  # fmt: skip
    assert {ties_of(one.pk)[0].telephone for one in (scene.family, other)} == {"01353 000000"}
    assert len(register()) == 1
    assert AuditEvent.objects.filter(verb="corrected agency").exists()


def test_the_register_asks_about_what_is_nearly_there_and_tells_two_of_one_name_apart(scene):
    agency_called(scene.family, "St Mary’s Primary School", "school", "Ely")
    with pytest.raises(ValidationError, match="Choose what kind"):
        agency_called(scene.family, "Nowhere Nursery", "")
    with pytest.raises(ValidationError) as asked:
        agency_called(scene.family, "St Marys Primary School", "school")
    assert asked.value.error_dict["agency"][0].code == actions.CONFIRM
    agency_called(scene.family, "St Marys Primary School", "school", confirmed=True)
    agency_called(scene.family, "St Mary’s Primary School", "school", "March", confirmed=True)
    with pytest.raises(ValidationError, match="Choose which by kind and place"):
        agency_called(scene.family, "st mary’s primary school", "")
    first, second = Agency.objects.filter(name="St Mary’s Primary School")
    taken = {"name": first.name, "kind": "school", "place": first.place, "telephone": "", "email": ""}
    with pytest.raises(ValidationError, match="Another agency in the register"):
        correct_agency(scene.at.actor, second, **taken)


def test_a_refuge_is_in_the_record_of_its_family_alone(scene, sign_in):
    """A register that everybody reads would tell every colleague, and whoever leans on one, where the refuge is."""
    other = family_in(scene.unit, "Others")
    refuge = agency_called(scene.family, "Alder House", "refuge", "Alder Street", "01353 000000")
    assert agency_called(scene.family, "alder house", "") == refuge
    assert (register(), register(family=other), register(family=scene.family)) == ([], [], [refuge])
    theirs = agency_called(other, "Alder House", "refuge", "Alder Street")
    assert theirs != refuge, "one row would tell of two families that are in one place"
    with pytest.raises(ValidationError, match="Choose what kind"):
        agency_called(family_in(scene.unit, "Thirds"), "Alder House", "")
    client = sign_in(scene.tom)
    assert "Alder" not in client.get("/agencies/").content.decode()
    assert client.get(f"/agencies/{refuge.pk}/").status_code == 404
    add_tie(scene.at, said(name="Ann", part="professional", agency=refuge))
    assert "Alder" in client.get(f"/family/{scene.family.pk}/network/").content.decode()


def test_the_register_takes_no_refuge(scene):
    school = agency_called(scene.family, "Alder House", "school")
    with pytest.raises(ValidationError, match="does not stay in the register"):
        correct_agency(scene.at.actor, school, name="Alder House", kind="refuge", place="", telephone="", email="")


def test_the_database_keeps_its_own_promises(scene, as_owner):
    tie = add_tie(scene.at, said(about=scene.ada))
    agency_called(scene.family, "Hill School", "school", "Ely")

    def refused(sql: str) -> str:
        with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        return str(caught.value)

    assert "tie_is_with_somebody" in refused("UPDATE families_tie SET name = ''")
    assert "of_two_people" in refused(f"UPDATE families_tie SET somebody_id = {scene.ada.pk} WHERE id = {tie.pk}")
    assert "tie_account_is_dated" in refused("UPDATE families_tie SET \"on\" = ''")
    assert "is_a_date" in refused("UPDATE families_tie SET \"on\" = '2015-13'")
    assert "ends_after_its_start" in refused("UPDATE families_tie SET begun = '2016', ended = '2015'")
    twin = (
        "INSERT INTO families_agency (name, kind, place, telephone, email) VALUES ('HILL SCHOOL','school','ely','','')"
    )
    assert "once_in_the_register" in refused(twin)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM families_tieevent")
        assert cursor.fetchone()[0] >= 1


def test_only_who_may_edit_the_family_notes(scene):
    head = user("head")
    put_in_post(head, scene.unit, "hos")
    _, strangers = unit_with_staff("Oak", "o")
    for who in (head, strangers["tom"]):
        with pytest.raises(NotAllowed):
            add_tie(EditContext(scene.family, scene.unit.pk, actor(who)), said())
    with pytest.raises(NotAllowed):
        correct_agency(actor(head), Agency(), name="x", kind="school", place="", telephone="", email="")


def test_each_is_logged_and_told_once(scene):
    first = add_tie(scene.at, said(support="strong", role="neighbour", about=scene.first))
    end_tie(scene.at, first.pk, None, "2020")
    verbs = list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["noted tie", "ended tie"]
    assert ChangeSet.objects.first().words == f"Nan, neighbour, around {scene.first.short_name}, strong support"
    assert ChangeSet.objects.filter(by=scene.tom).count() == 2


def test_the_map_of_one_and_of_the_family(scene):
    gran = said(name="", somebody=scene.ada, about=scene.first, part="family", support="moderate", closeness="close")
    add_tie(scene.at, gran)
    add_tie(scene.at, said(name="Hall", about=scene.first, part="professional", support="low", closeness="loose"))
    add_tie(scene.at, said(name="hall", about=scene.second, part="professional", support="strong"))
    add_tie(scene.at, said(name="Church", is_stressful=True))
    ties = ties_of(scene.family.pk)

    def of(person):
        return network_on(ties, TODAY(), TODAY(), of=person, centre="x")

    assert {one.name for one in of(scene.first).ties.values()} == {scene.ada.name, "Hall", "Church"}
    assert {one.name for one in of(scene.ada).ties.values()} == {"Church"}
    whole = of(None)
    assert measures(whole).size == 3
    hall = next(one for one in whole.ties.values() if one.name == "Hall")
    assert (hall.support, hall.closeness) == ("strong", "loose")  # once, where they are closest and help most
    assert next(one for one in whole.ties.values() if one.name == "Church").stressful


def test_the_ecomap_has_each_system_once_and_every_tie_as_a_line(scene):
    add_tie(scene.at, said(name="Hall", about=scene.first, part="professional", support="low", flow="to"))
    add_tie(scene.at, said(name="Hall", about=scene.second, part="professional", is_stressful=True))
    add_tie(scene.at, said(name="Nan", support="strong", is_stressful=True))
    add_tie(scene.at, said(name="", somebody=scene.ada, about=scene.first, part="family", support="strong"))
    gone = add_tie(scene.at, said(name="Gone"))
    end_tie(scene.at, gone.pk, None, "2016")
    data, middle = ecomap_on(family_graph(scene.family.pk), ties_of(scene.family.pk), TODAY(), TODAY())
    assert [one["name"] for one in data["others"].values()] == ["Hall", "Nan"]
    ends = [(one["from"], one["to"], one["support"], one.get("stress"), one.get("flow")) for one in data["links"]]
    first, second, ada = (f"p{one.pk}" for one in (scene.first, scene.second, scene.ada))
    assert sorted(ends) == sorted([
        ("on:hall", first, "low", None, "to"), ("on:hall", second, "stressful", None, None),
        ("on:nan", "family", "strong", True, None),
    ])  # fmt: skip
    assert middle == {first, second, ada}
    assert draw_ecomap(part_of(from_plain(data), middle)).count('class="system"') == 2
    then, _ = ecomap_on(family_graph(scene.family.pk), ties_of(scene.family.pk), date(2015, 12, 1), TODAY())
    assert "Gone" in {one["name"] for one in then["others"].values()}


def test_reading_costs_one_statement_however_many_ties(scene):
    for n in range(12):
        agency = agency_called(scene.family, f"{'ABCDEFGHIJKL'[n] * 6} school", "school")
        add_tie(scene.at, said(name=f"N{n}", about=scene.ada if n % 2 else None, agency=agency, part="professional"))
    with CaptureQueriesContext(connection) as seen:
        for one in ties_of(scene.family.pk):
            assert one.kind == "School or college"
            _ = one.last.who, one.telephone, one.last.about and one.last.about.name, one.key
    assert len(seen) == 1


def test_a_restricted_familys_network_is_not_there(scene):
    from kinwork.confidentiality import restrictions

    tie = add_tie(scene.at, said())
    manager = user("manager")
    put_in_post(manager, scene.unit, "gm")
    restrictions.restrict(
        actor(manager), scene.family.pk, scene.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[scene.grace.pk],
    )  # fmt: skip
    actor(scene.tom)
    assert not Tie.objects.filter(pk=tie.pk).exists()
    actor(scene.grace)
    assert Tie.objects.filter(in_force(), pk=tie.pk).exists()


def test_dates_in_words():
    assert [in_words(one) for one in ("", "2015", "2015-09", "2015-09-04")] == [
        "", "2015", "September 2015", "4 September 2015",
    ]  # fmt: skip
