"""Drawing the genogram live: by the symbol of somebody, two at once, through time, on one sheet, and told to others."""

from __future__ import annotations

import json
import re
from io import BytesIO

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from kinwork.access.models import AuditEvent
from kinwork.families import actions, moving
from kinwork.families.actions import EditContext, last_change_sets
from kinwork.families.genogram import family_graph, id_of, to_dict
from kinwork.families.households import homes
from kinwork.families.models import (
    ChangeSet,
    FamilyMember,
    Household,
    Living,
    Loss,
    Parenthood,
    Partnership,
    Siblinghood,
    in_force,
)
from kinwork.families.timeline import stops
from kinwork.genograms.paper import READABLE, sheet
from kinwork.genograms.presenters.drawing import AsOf
from kinwork.meetings.live import family_room
from kinwork.people.models import Person
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(rowan, sign_in):
    """Ada, born 1990, and two children who are not yet tied to her; Tom has the page open."""
    rowan.family = family_in(rowan.unit, "Scene")
    rowan.ada, rowan.first, rowan.second = [one.person for one in rowan.family.members.all()]
    rowan.at = EditContext(rowan.family, rowan.unit.pk, actor(rowan.tom), source="Ada")
    rowan.client = sign_in(rowan.tom)
    rowan.path = f"/family/{rowan.family.pk}/genogram/"
    return rowan


def draw(scene, what: str, by=None, client=None, **said):
    data = {f"{what}-{name}": value for name, value in said.items()}
    if by is not None:
        data |= {"by": f"p{by.pk}", f"{what}-person": by.pk}
    return (client or scene.client).post(f"{scene.path}draw/{what}/", data, HTTP_HX_REQUEST="true")


def now(family) -> dict:
    return to_dict(family_graph(family.pk), on=timezone.localdate().isoformat())


def homes_of(family, on: str = "") -> list[set[str]]:
    said = family_graph(family.pk)
    found = homes(said.members, on or timezone.localdate().isoformat(), is_now=not on)
    return [{said.people[pk].given_name for pk in home.people} for home in found]


# ---- by the symbol of somebody ------------------------------------------------------------------------------------


def test_everybody_drawn_is_a_link_that_works_without_a_script(scene):
    page = scene.client.get(scene.path).content.decode()
    assert f'href="{scene.path}by/p{scene.ada.pk}/"' in page
    card = scene.client.get(f"{scene.path}by/p{scene.ada.pk}/").content.decode()
    for verb in (
        "Partner",
        "Child",
        "Parent",
        "Brother or sister",
        "Twin",
        "Baby expected",
        "How they get on",
        "Moves",
    ):
        assert verb in card, verb
    assert "Separated" not in card, "there is nobody to part from"
    form = scene.client.get(f"{scene.path}by/p{scene.ada.pk}/child/").content.decode()
    assert 'name="child-given_name"' in form
    assert f'name="child-person" value="{scene.ada.pk}"' in form
    assert scene.client.get(f"{scene.path}by/p999999/").status_code == 404
    assert scene.client.get(f"{scene.path}by/nobody/").status_code == 404
    assert scene.client.get(f"{scene.path}by/p{scene.ada.pk}/marry/").status_code == 404


def test_name_and_about_how_old_are_enough(scene):
    assert (
        draw(scene, "partner", by=scene.ada, given_name="Ben", born_on="34", sex="male", kind="unknown").status_code
        == 200
    )
    ben = Person.objects.get(given_name="Ben")
    assert (ben.born_kind, abs(ben.age_on(timezone.localdate()) - 34) <= 1) == ("estimated", True)
    form = scene.client.get(f"{scene.path}by/p{scene.ada.pk}/child/").content.decode()
    assert f'value="{ben.pk}" selected' in form, "the one partner is likely the other parent"


def test_what_cannot_be_is_said_at_the_field_of_the_short_form_and_what_was_typed_stays(scene):
    answer = draw(scene, "child", by=scene.ada, given_name="Zoë", born_on="1/2/1985", kind="birth")
    body = answer.content.decode()
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#genogram-by"
    assert "would be born before Ada" in body
    assert 'value="Zoë"' in body
    assert body.index("child-born_on-error") < body.index("<summary>More"), "beside the field, in sight"
    answer = draw(scene, "child", by=scene.ada, given_name="Zoë 👶🏽", born_on="2015", kind="birth")
    assert answer.status_code == 422
    assert "is not part of a name" in answer.content.decode()
    assert "Zoë 👶🏽" in answer.content.decode()
    assert draw(scene, "child", by=scene.ada, given_name="Zoë", born_on="2015", kind="birth").status_code == 200
    assert "Zoë" in scene.client.get(scene.path).content.decode()
    wrong = draw(scene, "partner", by=scene.ada, given_name="Old", born_on="1950", died_on="1/1/1940", kind="unknown")
    assert "date of death is before" in wrong.content.decode()
    assert re.search(r"<details[^>]* open><summary>More", wrong.content.decode()), "the field behind More is shown"
    assert not Person.objects.filter(given_name="Old").exists()


def test_a_mother_of_nine_is_drawn_once_confirmed(scene):
    young = {"given_name": "Kai", "born_on": "1/2/1999", "kind": "birth"}
    answer = draw(scene, "child", by=scene.ada, **young)
    assert "save it anyway" in answer.content.decode()
    assert draw(scene, "child", by=scene.ada, **young, confirmed="on").status_code == 200


def test_twins(scene):
    draw(scene, "child", by=scene.ada, other=scene.first.pk, kind="birth")
    assert draw(scene, "twin", by=scene.first, given_name="Sky", sex="female", kind="twins").status_code == 200
    sky = Person.objects.get(given_name="Sky")
    assert sky.born_on == scene.first.born_on, "twins are born together"
    [union] = now(scene.family)["unions"].values()
    assert len({one["twins"] for one in union["children"]}) == 1
    assert "twin" in scene.client.get(scene.path).content.decode()
    Person.objects.filter(pk=scene.first.pk).update(sex="male")
    wrong = draw(
        scene, "twin", by=Person.objects.get(pk=scene.first.pk), given_name="X", sex="female", kind="identical"
    )
    assert "the same sex" in wrong.content.decode()
    # two who are drawn already, and have their parents
    draw(scene, "child", by=scene.ada, other=scene.second.pk, kind="birth")
    Person.objects.filter(pk=scene.second.pk).update(born_on=scene.first.born_on)
    assert draw(scene, "twin", by=scene.first, other=scene.second.pk, kind="twins").status_code == 200
    assert Parenthood.objects.filter(in_force()).count() == 3, "nothing is noted twice"


def test_two_accounts_stand_side_by_side_with_who_gave_them(scene):
    draw(scene, "parent", by=scene.first, other=scene.ada.pk, kind="birth")
    for name, source in (("Ben", "Ada"), ("Carl", "the school")):
        draw(scene, "parent", by=scene.first, given_name=name, sex="male", kind="birth", source=source)
    page = scene.client.get(scene.path).content.decode()
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert "“Ada”" in svg
    assert "“the school”" in svg
    assert len(now(scene.family)["unions"]) == 2


def test_a_relatives_other_family_is_linked_for_those_who_may_open_it(scene, sign_in):
    elsewhere = family_in(scene.unit, "Elsewhere", children=0)
    hazel, _ = unit_with_staff("Hazel", "h-")
    secret = family_in(hazel, "Far away", children=0)
    for family in (elsewhere, secret):
        FamilyMember.objects.create(family=family, person=scene.ada, role="aunt")
    card = scene.client.get(f"{scene.path}by/p{scene.ada.pk}/").content.decode()
    assert f'href="/family/{elsewhere.pk}/"' in card
    assert "Far away" not in card


# ---- taking away, undo and redo -----------------------------------------------------------------------------------


def take(scene, kind: str, pk: int):
    said = {"because": "Another family."} if kind == "person" else {}
    return scene.client.post(f"{scene.path}take/{kind}/{pk}/", said, HTTP_HX_REQUEST="true")


def test_a_fact_that_is_not_so_goes_and_comes_back(scene):
    actions.add_child(scene.at, [scene.ada], scene.first)
    fact = Parenthood.objects.get()
    assert "Remove<" in scene.client.get(f"{scene.path}by/p{scene.ada.pk}/").content.decode()
    assert take(scene, "parenthood", fact.pk).status_code == 200
    assert not now(scene.family)["unions"]
    assert take(scene, "parenthood", fact.pk).status_code == 422, "it is gone already, and that is said"
    assert scene.client.post(f"{scene.path}turn/back/").status_code == 302
    assert now(scene.family)["unions"]
    assert take(scene, "horoscope", fact.pk).status_code == 404


def test_somebody_is_taken_out_with_all_that_was_told_of_them_and_comes_back_whole(scene):
    ben = Person(given_name="Ben", sex="male")
    actions.add_partner(scene.at, scene.ada, ben, kind="married")
    actions.add_child(scene.at, [scene.ada, ben], scene.first)
    actions.put_bond(scene.at, ben, scene.ada, kind="violent")
    actions.add_loss(scene.at, scene.ada, kind="miscarriage", other_parent=ben)
    moving.move_home(scene.at, [ben], on="2020", name="Bedsit")
    before = now(scene.family)
    assert take(scene, "person", ben.pk).status_code == 200
    assert not FamilyMember.objects.filter(person=ben).exists()
    assert not Partnership.objects.filter(in_force()).exists()
    assert not Living.objects.filter(in_force(), person=ben).exists()
    assert Loss.objects.filter(in_force(), other_parent=None).count() == 1, "the loss is still Ada's"
    assert id_of(ben) not in now(scene.family)["people"]
    gone = scene.client.get(f"{scene.path}by/p{ben.pk}/", HTTP_HX_REQUEST="true")
    assert "No longer in the genogram" in gone.content.decode()
    scene.client.post(f"{scene.path}turn/back/")
    assert now(scene.family) == before
    scene.client.post(f"{scene.path}turn/again/")
    assert not FamilyMember.objects.filter(person=ben).exists()
    assert AuditEvent.objects.filter(verb="took person away", family_id=scene.family.pk).exists()


def test_a_child_we_are_concerned_for_stays(scene):
    answer = take(scene, "person", scene.first.pk)
    assert answer.status_code == 422
    assert "a child of concern" in answer.content.decode()
    assert scene.family.members.count() == 3


def test_undo_says_what_and_never_takes_back_what_somebody_else_has_said_meanwhile(scene):
    draw(scene, "parent", by=scene.ada, given_name="Gran", kind="birth")
    mine = last_change_sets(scene.family.pk)[0]
    others = EditContext(scene.family, scene.unit.pk, actor(scene.maureen))
    actions.add_partner(others, scene.ada, Person(given_name="Ben"))
    answer = scene.client.post(f"{scene.path}turn/back/", {"meant": mine.pk}, HTTP_HX_REQUEST="true")
    assert answer.status_code == 422
    assert "In the meantime Maureen" in answer.content.decode()
    assert "Ben, partner of Ada" in answer.content.decode()
    assert Partnership.objects.filter(in_force()).exists(), "nobody’s change is lost"
    last = last_change_sets(scene.family.pk)[0]
    assert scene.client.post(f"{scene.path}turn/back/", {"meant": last.pk}, HTTP_HX_REQUEST="true").status_code == 200
    assert Parenthood.objects.filter(in_force()).exists()


def test_who_was_taken_out_meanwhile_cannot_be_drawn_from_and_what_was_typed_stays(scene):
    ben = Person(given_name="Ben")
    actions.add_partner(scene.at, scene.ada, ben)
    moving.take_person_away(EditContext(scene.family, scene.unit.pk, actor(scene.maureen)), ben)
    answer = draw(scene, "child", by=ben, given_name="Typed already", kind="birth")
    assert answer.status_code == 422
    assert "in the meantime" in answer.content.decode()
    assert "Typed already" in answer.content.decode()


# ---- households ---------------------------------------------------------------------------------------------------


def test_somebody_moves_and_the_drawing_says_who_lives_together_from_when_to_when(scene):
    gran = Person(given_name="Gran")
    actions.add_parent(scene.at, scene.ada, gran)
    first = scene.first.given_name
    answer = draw(scene, "move", by=scene.first, with_person=gran.pk, on="5/2024")
    assert answer.status_code == 200, answer.content.decode()
    assert homes_of(scene.family) == [{"Ada", scene.second.given_name}, {"Gran", first}]
    assert {"Ada", first, scene.second.given_name} in homes_of(scene.family, "2024-04-30")
    assert {"Gran", first} in homes_of(scene.family, "2024-05")
    assert not scene.family.members.get(person=scene.first).lives_here
    told = Living.objects.filter(in_force(), person=scene.first).order_by("id")
    told = [(one.household.is_main, one.begun, one.ended) for one in told]
    assert told == [(True, "", "2024-05"), (False, "2024-05", "")]
    # and back home again
    assert draw(scene, "move", by=scene.first, home="main", on="2025").status_code == 200
    assert homes_of(scene.family)[0] == {"Ada", first, scene.second.given_name}
    assert {"Gran", first} in homes_of(scene.family, "2024-08")
    scene.client.post(f"{scene.path}turn/back/")
    scene.client.post(f"{scene.path}turn/back/")
    assert scene.family.members.get(person=scene.first).lives_here
    scene.client.post(f"{scene.path}turn/again/")
    assert not scene.family.members.get(person=scene.first).lives_here


def test_a_mother_moves_with_her_children_to_a_refuge(scene):
    answer = draw(scene, "move", by=scene.ada, name="Refuge", on="2024", along=[scene.first.pk, scene.second.pk])
    assert answer.status_code == 200
    assert homes_of(scene.family) == [{"Ada", scene.first.given_name, scene.second.given_name}]
    members = family_graph(scene.family.pk).members
    assert [one.name for one in homes(members, timezone.localdate().isoformat())] == ["Refuge"]
    assert len(now(scene.family)["households"]) == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"on": "2024"}, "Where to?"),
        ({"name": "Here", "on": ""}, "When did it start?"),
        ({"name": "Here", "on": "1970"}, "before Ada"),
        ({"home": "main", "on": "2024"}, "Select a valid choice"),
        ({"home": "77", "on": "2024"}, "Select a valid choice"),
    ],
)
def test_a_move_that_cannot_be_is_said_at_the_field(scene, said, words):
    answer = draw(scene, "move", by=scene.ada, **said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Living.objects.exists()


def test_the_database_keeps_dates_of_a_household_in_order(scene, as_owner):
    change_set = ChangeSet.objects.create(family=scene.family, words="x", at=timezone.now())
    home = Household.objects.create(change_set=change_set)
    for begun, ended in (("2020", "2019"), ("soon", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Living.objects.create(change_set=change_set, household=home, person=scene.ada, begun=begun, ended=ended)


# ---- through time -------------------------------------------------------------------------------------------------


def test_the_slider_stops_where_something_changed(scene):
    draw(scene, "partner", by=scene.ada, given_name="Ben", kind="married", begun="2012")
    draw(scene, "part", by=scene.ada, couple=Partnership.objects.get().pk, how="divorced", on="2019-06")
    found = stops(family_graph(scene.family.pk), timezone.localdate().isoformat())
    said = {one.on: one.words for one in found}
    assert "Ada" in said["1990-01-01"]
    assert "married" in said["2012"]
    assert said["2019-06"].endswith("divorced")
    assert [one.on for one in found] == sorted(said, key=lambda on: (on + "-99-99")[:10])
    page = scene.client.get(f"{scene.path}?on=2015").content.decode()
    assert 'data-past="2015"' in page
    assert "Back to now" in page
    assert "/by/p" not in page, "the past is looked at, not drawn in"
    assert "divorced" not in page[page.index("<svg") : page.index("</svg>")]


def test_as_we_knew_it_then(scene, as_owner):
    actions.add_partner(scene.at, scene.ada, Person(given_name="Quillonius"), kind="married", begun="2012")
    with as_owner():
        ChangeSet.objects.update(at=timezone.now().replace(year=2020))
        FamilyMember.all_objects.update(taken_back=False)
    then = scene.client.get(f"{scene.path}?on=2015").content.decode()
    assert "Quillonius" in then, "it was so in 2015"
    assert "Quillonius" not in scene.client.get(f"{scene.path}?on=2015&known=then").content.decode(), "we did not know"
    assert "Quillonius" in scene.client.get(f"{scene.path}?on=2021&known=then").content.decode()


# ---- others hear of it --------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_open_meetings_and_family_pages_are_told_once_and_which_page_did_it(rowan, sign_in):
    family = family_in(rowan.unit, "Scene")
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    ada = family.members.first().person
    settings = connection.settings_dict
    with psycopg.connect(
        dbname=settings["NAME"], user=settings["USER"], host=settings["HOST"], port=settings["PORT"] or None,
        password=settings["PASSWORD"], autocommit=True,
    ) as ear:  # fmt: skip
        ear.execute("LISTEN kinwork_live")
        client = sign_in(rowan.tom)
        client.post(
            f"/family/{family.pk}/genogram/draw/partner/",
            {"partner-person": ada.pk, "partner-given_name": "Ben", "partner-kind": "unknown"},
            HTTP_X_KINWORK_PAGE="mypage",
        )
        heard = [json.loads(one.payload) for one in ear.notifies(timeout=2, stop_after=2)]
    assert {one["meeting"] for one in heard} == {talk.meeting_id, family_room(family.pk)}
    assert {one["page"] for one in heard} == {"mypage"}
    [to_meeting] = [one for one in heard if one["meeting"] == talk.meeting_id]
    assert (to_meeting["name"], to_meeting["discussion"], to_meeting["family"]) == ("genogram", talk.pk, family.pk)


def test_the_meeting_shows_the_drawing_without_costing_its_page_a_statement(scene):
    talk = discussion_of(scene.family, meeting_of(scene.unit, scene.maureen), scene.maureen)
    page = scene.client.get(f"/discussion/{talk.pk}/").content.decode()
    assert f'hx-get="{scene.path}"' in page
    assert "<svg" not in page


def test_who_may_not_see_the_family_hears_nothing_of_it(scene, sign_in):
    _, staff = unit_with_staff("Hazel", "h-")
    stranger = sign_in(staff["tom"])
    assert stranger.get(f"/family/{scene.family.pk}/live/").status_code in (302, 403)
    assert stranger.get(f"{scene.path}by/p{scene.ada.pk}/").status_code in (302, 403)
    head = user("head")
    put_in_post(head, scene.unit, "hos")
    reader = sign_in(head)
    card = reader.get(f"{scene.path}by/p{scene.ada.pk}/").content.decode()
    assert "Draw from" not in card
    assert "Remove<" not in card
    assert reader.post(f"{scene.path}take/person/{scene.ada.pk}/").status_code == 403


# ---- steady, one sheet, counted -----------------------------------------------------------------------------------


def grown(scene, how_many: int) -> None:
    """A family of four or five generations, each couple with three children, told in one go."""
    change_set = ChangeSet.objects.create(family=scene.family, words="x", at=timezone.now())

    def somebody(name: str, sex: str) -> Person:
        person = Person.objects.create(given_name=name, family_name="Featherstone", sex=sex)
        FamilyMember.objects.create(family=scene.family, person=person, position=99, lives_here=False)
        return person

    couples = [(scene.ada, somebody("Partner 0", "male"))]
    made = 4
    while made < how_many:
        couple = couples.pop(0)
        for _ in range(3):
            child, mate = somebody(f"Stephanie {made}", "female"), somebody(f"Bartholomew {made}", "male")
            for parent in couple:
                Parenthood.objects.create(change_set=change_set, parent=parent, child=child)
            Partnership.objects.create(change_set=change_set, one=child, other=mate, kind="married", begun="2001")
            couples.append((child, mate))
            made += 2


def test_adding_somebody_turns_nobody_round(scene):
    grown(scene, 40)
    draw(scene, "parent", by=scene.ada, given_name="Gran", kind="birth")
    before = last_change_sets(scene.family.pk)[0].drawn
    draw(scene, "sibling", by=scene.first, given_name="Sib")
    after = last_change_sets(scene.family.pk)[0].drawn
    both = [one for one in before if one in after]
    assert len(both) > 30
    ranked = {one: n for n, one in enumerate(sorted(both, key=lambda one: before[one]))}
    graph = family_graph(scene.family.pk)
    from kinwork.genogram import from_plain, lay_out

    layout = lay_out(from_plain(to_dict(graph, on="2026-01-01")), after, settled=True)
    rows: dict[int, list[str]] = {}
    for spot in sorted(layout.spots.values(), key=lambda spot: spot.x):
        rows.setdefault(spot.generation, []).append(spot.id)
    for row in rows.values():
        known = [before[one] for one in row if one in ranked]
        assert known == sorted(known)


@pytest.mark.parametrize("size", [12, 60])
def test_a_family_stays_on_one_page_and_can_be_read(scene, size):
    grown(scene, size)
    answer = scene.client.get(f"{scene.path}pdf/")
    [paper] = PdfReader(BytesIO(answer.content)).pages
    assert paper.extract_text().count("Stephan") >= (size - 8) // 2
    found = sheet(family_graph(scene.family.pk), AsOf(), last_change_sets(scene.family.pk)[0])
    # thirty-eight of the sixty stand in one row: a centimetre of A3 for each
    assert found.points >= (READABLE if size < 60 else 6), (found.paper, found.points)
    wide, high = paper.mediabox.width, paper.mediabox.height
    assert wide > high
    assert found.width * 72 / 25.4 < wide
    picture = scene.client.get(f"{scene.path}png/")
    assert picture.content.startswith(b"\x89PNG")


def test_a_drawing_action_costs_the_same_however_large_the_family(scene):
    def statements(name: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert draw(scene, "child", by=scene.ada, given_name=name, kind="birth").status_code == 200
        return len(seen)

    statements("First")  # the first change set also notes how it stood before
    few = statements("Second")
    grown(scene, 60)
    statements("Third")
    assert statements("Fourth") == few <= 45
    with CaptureQueriesContext(connection) as seen:
        family_graph(scene.family.pk)
    assert len(seen) <= 6
    other = family_in(scene.unit, "Small")
    counted = []
    theirs = other.members.first().person_id
    for path in (f"{scene.path}by/p{scene.ada.pk}/", f"/family/{other.pk}/genogram/by/p{theirs}/"):
        scene.client.get(path)  # that somebody has looked is noted once in a while
        with CaptureQueriesContext(connection) as seen:
            scene.client.get(path, HTTP_HX_REQUEST="true")
        counted.append(len(seen))
    assert counted[0] == counted[1]


def test_four_hundred_and_no_more(scene, monkeypatch):
    monkeypatch.setattr(actions, "MOST_PEOPLE", 3)
    answer = draw(scene, "child", by=scene.ada, given_name="One too many", kind="birth")
    assert answer.status_code == 422
    assert "up to 3 people" in answer.content.decode()
    assert "One too many" in answer.content.decode()
    assert not Siblinghood.objects.exists()
    with pytest.raises(ValidationError):
        actions.add_parent(scene.at, scene.ada, Person(given_name="P"))


def test_a_gender_that_differs_from_sex_is_drawn_as_it_was_on_that_date(scene):
    from kinwork.people.models import Particular, What

    Person.objects.filter(pk=scene.first.pk).update(sex="female")
    Person.objects.filter(pk=scene.ada.pk).update(sex="female")
    noted = {"what": What.GENDER, "family_id": scene.family.pk, "source": "himself"}
    Particular.objects.create(person=scene.first, words="boy", begun="2024", **noted)
    Particular.objects.create(person=scene.ada, words="Woman", **noted)
    elsewhere = {**noted, "family_id": family_in(scene.unit, "Elsewhere").pk}
    Particular.objects.create(person=scene.second, words="non-binary", **elsewhere)
    people = now(scene.family)["people"]
    assert people[id_of(scene.first)]["gender"] == "boy"
    assert "gender" not in people[id_of(scene.ada)], "a woman is drawn as one without saying it twice"
    assert "gender" not in people[id_of(scene.second)], "what another record says stays there"
    before = to_dict(family_graph(scene.family.pk), on="2023-12-31", is_now=False)["people"]
    assert "gender" not in before[id_of(scene.first)]
    assert "inner shape: sex at birth" in scene.client.get(scene.path).content.decode()
    with CaptureQueriesContext(connection) as seen:
        family_graph(scene.family.pk)
    assert len(seen) <= 6
