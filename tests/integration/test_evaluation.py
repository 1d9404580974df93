"""Studies: who agreed, who may draw, and what is in the data, counted."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent, Listed, Restriction
from kinwork.cases.models import Involvement
from kinwork.confidentiality import restrictions
from kinwork.confidentiality.access_log import history_of
from kinwork.confidentiality.unusual_access import unusual_access
from kinwork.evaluation.actions import (
    appoint_evaluator,
    close_study,
    draw_data,
    make_study,
    name_evaluators,
    note_answer,
)
from kinwork.evaluation.models import Consent, Study
from kinwork.evaluation.queries import LEAST_FAMILIES, agreed_to, may_be_named, studies, without_a_post
from kinwork.families.models import FamilyMember
from kinwork.meetings.models import (
    Attendance,
    Decision,
    Discussion,
    Hypothesis,
    Meeting,
    PlannedConversation,
    Step,
    Task,
)
from kinwork.people.models import Particular
from kinwork.practice.models import DiscussionRating
from kinwork.record.actions import Audience, Happened, write_entry
from kinwork.record.models import Entry
from kinwork.units.models import PostHolding
from kinwork.without_names.pseudonyms import Pseudonyms
from tests.factories import actor, family_in, given_status, put_in_post, study_that, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OPENED = TODAY - timedelta(days=200)


def day(n: int) -> date:
    return OPENED + timedelta(days=n)


def moment(n: int) -> datetime:
    return timezone.make_aware(datetime(day(n).year, day(n).month, day(n).day, 12))


@pytest.fixture
def scene(rowan):
    """A study with one evaluator, and five families that agreed."""
    rowan.head, rowan.frances = user("head"), user("frances")
    rowan.study = study_that(rowan.head, evaluators=[rowan.frances])
    rowan.families = [family_in(rowan.unit, f"Fam{n}", opened=OPENED) for n in range(LEAST_FAMILIES)]
    for family in rowan.families:
        says(rowan, family, "agreed")
    return rowan


def says(scene, family, answer, *, on=None, study=None, who=None) -> Consent:
    return note_answer(
        actor(who or scene.tom), study or scene.study, family.pk, scene.unit.pk, answer=answer,
        on=on or TODAY - timedelta(days=10), said_by="Ada Zwillingsmark",
    )  # fmt: skip


def files(packed: bytes) -> dict[str, list[dict[str, str]]]:
    archive = ZipFile(BytesIO(packed))
    return {
        name.removesuffix(".csv"): list(csv.DictReader(StringIO(archive.read(name).decode())))
        for name in archive.namelist()
        if name.endswith(".csv")
    }


def drawn(scene, who=None) -> dict[str, list[dict[str, str]]]:
    return files(draw_data(actor(who or scene.frances), scene.study))


def in_it(scene) -> set[str]:
    return {row["family"] for row in drawn(scene)["families"]}


def name_of(scene, family) -> str:
    return Pseudonyms(scene.study.secret).of("F", family.pk)


# -- what is in it


def test_the_data_is_exact(scene, as_owner):
    """One family told in full: each row that must be there, and of what must not be there nothing."""
    family, names = scene.families[0], Pseudonyms(scene.study.secret)
    involvement = Involvement.objects.get(family=family)
    mother, child, other = (member.person for member in family.members.order_by("position"))
    child.born_on, child.sex = date(OPENED.year - 9, OPENED.month, OPENED.day), "female"
    other.born_on, other.born_kind, other.sex = day(40), "expected", "unknown"
    child.save()
    other.save()
    Particular.objects.create(person=child, family_id=family.pk, what="ethnicity", code="MWBC", noted_at=moment(1))
    Particular.objects.create(
        person=other, family_id=scene.families[1].pk, what="ethnicity", code="WBRI", noted_at=moment(1)
    )
    told = {"involvement": involvement, "person": child, "decided_by": "Us", "recorded_by": scene.tom}
    given_status(status="cin", on=day(3), recorded_at=moment(3), **told)
    given_status(status="cp", category="NEG", on=day(30), recorded_at=moment(30), **told)
    given_status(
        status="lac", category="V2", on=day(40), recorded_at=moment(40),
        taken_back_at=moment(41), taken_back_by=scene.tom, taken_back_because="Another child.", **told,
    )  # fmt: skip
    meeting = Meeting.objects.create(unit=scene.unit, held_on=day(14), opened_by=scene.maureen, clinician_present=True)
    for who, status, guest in (
        (scene.grace, "present", False), (scene.tom, "present", False), (scene.leah, "apologies", False),
        (None, "present", True),
    ):  # fmt: skip
        Attendance.objects.create(meeting=meeting, user=who, name="x", status=status, is_guest=guest)
    talk = Discussion.objects.create(
        meeting=meeting, family=family, started_by=scene.maureen, started_at=moment(14),
        ended_at=moment(14) + timedelta(minutes=25),
    )  # fmt: skip
    idea = Hypothesis.objects.create(family=family, raised_in=talk, raised_by=scene.tom, statement="Zwillingsmark")
    held = PlannedConversation.objects.create(
        family=family, discussion=talk, lead=scene.tom, reflect=scene.leah, by_when=day(21), tests=idea,
        state="happened", ended_at=moment(20), planned_by=scene.maureen, planned_at=moment(14), purpose="Zwillingsmark",
    )  # fmt: skip
    held.people.set([mother, child])
    Decision.objects.create(
        discussion=talk, words="Zwillingsmark", reason="x", drafted_by=scene.tom, decided_by=scene.grace,
        decided_at=moment(14),
    )  # fmt: skip
    Decision.objects.create(discussion=talk, words="A draft.", drafted_by=scene.tom)
    task = Task.objects.create(
        family=family, discussion=talk, what="Zwillingsmark", agency="School", due_on=day(28), given_by=scene.tom,
        given_at=moment(14), state="done", ended_at=moment(199),
    )  # fmt: skip
    Step.objects.create(task=task, kind="carried", by=scene.tom, at=moment(20))
    DiscussionRating.objects.create(
        discussion=talk, rater="unit", by=scene.maureen, features=[1, 2, 3, 4, 6, 7, 8], version="x", at=moment(14)
    )
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=moment(14), closed_by=scene.grace)
    still_open = Meeting.objects.create(unit=scene.unit, held_on=day(15), opened_by=scene.maureen)
    Discussion.objects.create(meeting=still_open, family=family, started_by=scene.maureen, started_at=moment(15))
    me = actor(scene.tom)
    write_entry(me, family.pk, scene.unit.pk, Happened("visit", day(5), "Zwillingsmark", seen={child.pk: True}))
    write_entry(me, family.pk, scene.unit.pk, Happened("telephone", day(6), "Zwillingsmark."))
    write_entry(me, family.pk, scene.unit.pk, Happened("visit", day(-4), "Before it was opened."))
    write_entry(
        me, family.pk, scene.unit.pk, Happened("visit", day(7), "Hidden.", seen={child.pk: False}),
        Audience(frozenset({mother.pk})),
    )  # fmt: skip
    write_entry(
        me, family.pk, scene.unit.pk, Happened("visit", day(8), "Limited.", seen={child.pk: False}),
        Audience(is_limited=True, why="x"),
    )  # fmt: skip

    data = drawn(scene)
    f, c, o = names.of("F", family.pk), names.of("C", family.pk, child.pk), names.of("C", family.pk, other.pk)
    tom, leah, uc = (names.of("S", who.pk) for who in (scene.tom, scene.leah, scene.maureen))
    days_told = str((names.told_until(family.pk, TODAY) - OPENED).days)

    def of_it(name: str) -> list[list[str]]:
        return [list(row.values()) for row in data[name] if row["family"] == f]

    assert of_it("families") == [[f, names.of("U", scene.unit.pk), "1", "2", "3", days_told, ""]]
    assert sorted(of_it("children")) == sorted([
        [f, c, "9", "0", "0", "female", "Mixed", "1"],
        [f, o, "", "0", "1", "unknown", "", "1"],
    ])  # fmt: skip
    assert of_it("statuses") == [[f, c, "3", "cin", ""], [f, c, "30", "cp", "NEG"]]
    assert of_it("discussions") == [[f, "14", "25", "2", "1", "1", "1", "1", "1", "1"]]
    assert of_it("quality") == [[f, "14", "unit", uc, "1", "1", "1", "1", "0", "1", "1", "1", "green shoots"]]
    assert of_it("conversations") == [[f, "14", "21", "2", tom, leah, "1", "happened", "20"]]
    told_of_its_end = int(days_told) >= 199
    ended = ["done", "199"] if told_of_its_end else ["open", ""]
    assert of_it("tasks") == [[f, "14", "28", "1", "", "1", *ended]]
    assert of_it("happened") == [[f, "5", "visit", tom, "1", "1"], [f, "6", "telephone", tom, "0", "0"]]
    assert of_it("seen") == [[f, c, "5", "visit", "1"]]
    assert len(data["families"]) == 5
    assert [row["family"] for row in data["families"]] == sorted(row["family"] for row in data["families"])


def test_no_word_name_number_or_date_of_ours_is_in_it(scene):
    write_entry(actor(scene.tom), scene.families[0].pk, scene.unit.pk, Happened("note", day(9), "Zwillingsmark"))
    archive = ZipFile(BytesIO(draw_data(actor(scene.frances), scene.study)))
    for name in archive.namelist():
        text = archive.read(name).decode()
        for word in ("Zwillingsmark", "Ada", "Fam0", "Tom", "Rowan", "A study", "Whether it helps", str(TODAY.year)):
            assert word not in text, (name, word)
    for row in drawn(scene)["families"]:
        assert (row["family"][0], row["unit"][0]) == ("F", "U")


def test_a_closed_family_is_told_until_it_closed(scene):
    Involvement.objects.filter(family=scene.families[0]).update(
        closed_on=day(90), closed_by=scene.grace, closing_reason="Done."
    )
    [row] = [r for r in drawn(scene)["families"] if r["family"] == name_of(scene, scene.families[0])]
    assert (row["days_told"], row["closed"]) == ("90", "90")
    other = next(r for r in drawn(scene)["families"] if r["family"] == name_of(scene, scene.families[1]))
    assert other["closed"] == ""


def test_of_a_family_opened_again_only_the_last_opening_is_told(scene):
    family = scene.families[0]
    Involvement.objects.filter(family=family).update(closed_on=day(60), closed_by=scene.grace, closing_reason="Done.")
    write_entry(actor(scene.tom), family.pk, scene.unit.pk, Happened("visit", day(50), "Then."))
    again = Involvement.objects.create(family=family, opened_on=day(100), why_open="x")
    again.allocations.create(unit=scene.unit, during=DateRange(day(100), None))
    write_entry(actor(scene.tom), family.pk, scene.unit.pk, Happened("visit", day(103), "Now."))
    assert [row["day"] for row in drawn(scene)["happened"]] == ["3"]


def test_the_last_days_are_held_back_so_that_the_day_of_opening_does_not_follow(scene):
    """Of each family another number of days: what happened within them is told in a later drawing."""
    names = Pseudonyms(scene.study.secret)
    for family in scene.families:
        until = names.told_until(family.pk, TODAY)
        how = {"family": family, "text": "x", "by": scene.tom, "recorded_at": moment(0)}
        Entry.objects.create(kind="note", happened_on=until, **how)
        if until < TODAY:
            Entry.objects.create(kind="visit", happened_on=until + timedelta(days=1), **how)
    assert [row["kind"] for row in drawn(scene)["happened"]] == ["note"] * 5


def test_a_grandchild_of_two_families_is_not_known_again(scene):
    child = scene.families[0].members.filter(is_child=True).first().person
    FamilyMember.objects.create(family=scene.families[1], person=child, is_child=True, position=9)
    told = [row["child"] for row in drawn(scene)["children"]]
    assert len(told) == len(set(told)) == 11


# -- who is in it


def test_below_five_nothing_is_given_out(scene):
    says(scene, scene.families[0], "withdrawn")
    with pytest.raises(
        ValidationError,
        match=r"4 families have agreed and can be included by now\. Nothing is released for fewer than 5",
    ):
        drawn(scene)
    assert not AuditEvent.objects.filter(verb__startswith="drew").exists()


def test_whoever_withdraws_or_says_no_is_in_nothing_from_then_on(scene):
    more = family_in(scene.unit, "More", opened=OPENED)
    assert name_of(scene, more) not in in_it(scene), "nobody is in it who was not asked"
    says(scene, more, "declined")
    assert len(in_it(scene)) == 5
    says(scene, more, "agreed")
    assert name_of(scene, more) in in_it(scene)
    says(scene, more, "withdrawn")
    assert name_of(scene, more) not in in_it(scene)
    says(scene, more, "agreed", on=TODAY)
    assert len(in_it(scene)) == 6


def test_what_was_said_of_one_study_does_not_hold_for_another(scene):
    other = study_that(scene.head, evaluators=[scene.frances], name="Another")
    assert agreed_to(other.pk) == []
    for family in scene.families:
        says(scene, family, "agreed", study=other)
    one = in_it(scene)
    scene.study = other
    assert not one & in_it(scene), "and the two are not put together by pseudonym"


def restrict(scene, family, *listed):
    manager = user(f"manager{family.pk}")
    put_in_post(manager, scene.unit, "gm")
    restrictions.restrict(
        actor(manager), family.pk, scene.unit.pk, cause="staff", words="A colleague.", guardian_id=manager.pk,
        people=[scene.grace.pk, *(one.pk for one in listed)],
    )  # fmt: skip


def test_a_restricted_family_is_in_nothing_and_in_no_number(scene, sign_in):
    hidden = family_in(scene.unit, "Hiddenfam", opened=OPENED)
    says(scene, hidden, "agreed")
    page = sign_in(scene.frances).get(f"/study/{scene.study.pk}/").content.decode()
    assert "6 families have agreed" in page
    restrict(scene, hidden)
    for who in (scene.frances, scene.head, scene.tom, scene.grace):
        actor(who)
        assert len(agreed_to(scene.study.pk)) == 5, who
    page = sign_in(scene.frances).get(f"/study/{scene.study.pk}/").content.decode()
    assert "5 families have agreed" in page
    assert name_of(scene, hidden) not in in_it(scene)
    actor(scene.frances)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM evaluation_consent WHERE family_id = %s", [hidden.pk])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM evaluation_consentevent WHERE family_id = %s", [hidden.pk])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM access_auditevent WHERE family_id = %s", [hidden.pk])
        assert cursor.fetchone() == (0,)


def test_not_even_for_an_evaluator_who_is_on_its_list(scene):
    hidden = family_in(scene.unit, "Hiddenfam", opened=OPENED)
    says(scene, hidden, "agreed")
    restrict(scene, hidden)
    # The page refuses her; a list from before that, or written past it, holds her all the same.
    standing = Restriction.objects.get(family_id=hidden.pk)
    Listed.objects.create(restriction=standing, user=scene.frances, added_by_id=standing.imposed_by_id)
    assert name_of(scene, hidden) not in in_it(scene)
    assert studies(actor(scene.frances))[0].agreed == 5


def test_five_of_which_one_is_restricted_are_four(scene):
    restrict(scene, scene.families[0])
    with pytest.raises(ValidationError, match="4 families"):
        drawn(scene)


# -- who draws, and for how long


def asks(client, study) -> list[int]:
    return [
        client.get(f"/study/{study.pk}/").status_code,
        client.post(f"/study/{study.pk}/data/").status_code,
    ]


def test_only_a_named_evaluator_draws_and_to_others_the_study_is_not_there(scene, sign_in):
    stranger = user("stranger")
    put_in_post(stranger, PostHolding.objects.get(user=scene.frances).post.unit, "evaluator")
    assert asks(sign_in(scene.frances), scene.study) == [200, 200]
    assert asks(sign_in(stranger), scene.study) == [404, 404]
    assert asks(sign_in(scene.tom), scene.study) == [404, 404]
    assert asks(sign_in(scene.head), scene.study) == [200, 404], "who makes studies does not draw their data"
    nowhere = Study(pk=10**9)
    assert asks(sign_in(stranger), nowhere) == [404, 404]
    assert sign_in(scene.tom).get("/studies/").status_code == 403
    with pytest.raises(NotAllowed):
        drawn(scene, stranger)
    with pytest.raises(NotAllowed):
        drawn(scene, scene.head)


def test_an_evaluator_sees_their_studies_and_nothing_else(scene, sign_in):
    study_that(scene.head, name="Not hers")
    client = sign_in(scene.frances)
    assert client.get("/").headers["Location"] == "/studies/"
    page = client.get("/studies/").content.decode()
    assert "A study" in page
    assert "Not hers" not in page
    assert "Set up a study" not in page
    for path in ("", "evaluation/", "entries/", "readers/"):
        assert client.get(f"/family/{scene.families[0].pk}/{path}").status_code == 403, path
    assert client.get("/search/").status_code == 403
    assert client.post("/studies/", {"name": "x", "purpose": "x", "ends": "2w"}).status_code == 403
    assert client.post(f"/study/{scene.study.pk}/close/", {"sure": "1"}).status_code == 404


def test_losing_the_post_or_the_study_ends_it_at_once(scene, sign_in):
    client = sign_in(scene.frances)
    name_evaluators(actor(scene.head), scene.study, [])
    assert asks(client, scene.study) == [404, 404]
    name_evaluators(actor(scene.head), scene.study, [scene.frances.pk])
    assert asks(client, scene.study) == [200, 200]
    holding = scene.frances.holdings.get()
    holding.during = DateRange(holding.during.lower, TODAY)
    holding.save()
    assert asks(client, scene.study) == [404, 404]
    with pytest.raises(ValidationError, match="evaluator’s post"):
        name_evaluators(actor(scene.head), scene.study, [scene.frances.pk])


def test_a_study_that_is_over_gives_nothing_more(scene, sign_in):
    Study.objects.filter(pk=scene.study.pk).update(ends=TODAY - timedelta(days=1))
    answer = sign_in(scene.frances).post(f"/study/{scene.study.pk}/data/")
    assert answer.status_code == 422
    assert "The study has ended" in answer.content.decode()
    with pytest.raises(ValidationError, match="has ended"):
        says(scene, family_in(scene.unit), "agreed")
    says(scene, scene.families[0], "withdrawn")


def test_nor_one_that_has_not_begun(scene):
    Study.objects.filter(pk=scene.study.pk).update(begins=TODAY + timedelta(days=1))
    with pytest.raises(ValidationError, match="starts on"):
        drawn(scene)


def test_closing_destroys_the_secret_everywhere(scene, sign_in, as_owner):
    secret = scene.study.secret
    wrong = sign_in(scene.head).post(f"/study/{scene.study.pk}/close/")
    assert wrong.status_code == 422
    sign_in(scene.head).post(f"/study/{scene.study.pk}/close/", {"sure": "1"})
    assert asks(sign_in(scene.frances), scene.study) == [200, 422]
    with as_owner(), connection.cursor() as cursor:
        for table in ("evaluation_study", "evaluation_studyevent"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{secret}%"])
            assert cursor.fetchone() == (0,), table
    close_study(actor(scene.head), scene.study)  # a second click
    with pytest.raises(DatabaseError), transaction.atomic():
        Study.objects.filter(pk=scene.study.pk).update(closed_at=None, closed_by=None)


# -- the log


def test_a_drawing_is_logged_once_for_the_study_and_once_for_each_family(scene, sign_in):
    sign_in(scene.frances).post(f"/study/{scene.study.pk}/data/")
    [export] = AuditEvent.objects.filter(verb="drew data of study")
    assert (export.actor_id, export.object_type, export.object_id, export.words) == (
        scene.frances.pk, "Study", scene.study.pk, "A study",
    )  # fmt: skip
    assert export.policy == "study:draw_data"
    told = AuditEvent.objects.filter(verb="drew data without names")
    assert {event.family_id for event in told} == {family.pk for family in scene.families}
    page = sign_in(scene.grace).get(f"/family/{scene.families[0].pk}/readers/").content.decode()
    assert "data without names drawn for the study “A study”" in page
    assert "Frances" in page


def test_drawing_is_no_unusual_looking(scene):
    scene.frances.full_name = "Frances Abbott"
    scene.frances.save()
    member = scene.families[0].members.first().person
    member.family_name = "Abbott"
    member.save()
    drawn(scene)
    found = unusual_access(timezone.now() - timedelta(days=1))
    assert [one for one in found if one.user_id == scene.frances.pk] == [], "whatever the hour at which this runs"


def test_the_number_of_statements_does_not_grow(scene):
    def statements() -> int:
        me = actor(scene.frances)
        with CaptureQueriesContext(
            connection,
        ) as heard:
            draw_data(me, scene.study)
        return len(heard)

    few = statements()
    for n in range(5):
        more = family_in(scene.unit, f"More{n}", opened=OPENED)
        says(scene, more, "agreed")
        write_entry(actor(scene.tom), more.pk, scene.unit.pk, Happened("note", day(9), "x"))
    assert statements() == few <= 18


# -- what a family says


def test_answers_are_noted_on_the_familys_page_and_stay(scene, sign_in):
    family = family_in(scene.unit, "Asked")
    client, path = sign_in(scene.tom), f"/family/{family.pk}/evaluation/"
    page = client.get(path).content.decode()
    assert "Whether it helps." in page
    assert "No answer recorded yet" in page
    assert f'href="{path}"' in client.get(f"/family/{family.pk}/").content.decode()
    said = {"study": scene.study.pk, "answer": "agreed", "said_by": "Ada", "on": "yesterday"}
    assert client.post(path, said).status_code == 302
    assert client.post(path, {**said, "answer": "withdrawn", "on": ""}).status_code == 302
    page = client.get(path).content.decode()
    assert page.index("Withdrew") < page.index("Agreed")
    assert "noted by Tom Hollis" in page
    assert [change.label for change in history_of(family.pk).timeline].count("Taking part in a study") == 2


def test_slips_are_said_and_what_was_typed_stays(scene, sign_in):
    family = family_in(scene.unit, "Asked")
    client, path = sign_in(scene.tom), f"/family/{family.pk}/evaluation/"
    right = {"study": scene.study.pk, "answer": "agreed", "said_by": "Ada"}
    for wrong, sentence in (
        ({"said_by": " "}, "Say which family member said so."),
        ({"answer": ""}, "Choose what they said."),
        ({"answer": "withdrawn"}, "nothing to withdraw from"),
        ({"on": "1/1/2090"}, "in the future"),
        ({"on": "30/2"}, "30/2"),
        ({"study": "999999"}, "999999"),
    ):
        answer = client.post(path, {**right, "words": "On the phone", **wrong})
        assert answer.status_code == 422, wrong
        page = answer.content.decode()
        assert sentence in page, wrong
        assert 'value="On the phone"' in page
    assert not Consent.objects.filter(family=family).exists()


def test_a_late_paper_does_not_undo_a_no(scene):
    family = scene.families[0]
    says(scene, family, "withdrawn", on=TODAY - timedelta(days=5))
    with pytest.raises(ValidationError, match="They said no on"):
        says(scene, family, "agreed", on=TODAY - timedelta(days=6))
    with pytest.raises(ValidationError, match="nothing to withdraw"):
        says(scene, family, "withdrawn")
    with pytest.raises(ValidationError, match="record that they withdraw"):
        says(scene, scene.families[1], "declined")


def test_not_even_by_way_of_an_older_no(scene):
    family = family_in(scene.unit)
    says(scene, family, "agreed", on=TODAY - timedelta(days=9))
    says(scene, family, "withdrawn", on=TODAY - timedelta(days=1))
    says(scene, family, "declined", on=TODAY - timedelta(days=8))
    with pytest.raises(ValidationError, match="They said no on"):
        says(scene, family, "agreed", on=TODAY - timedelta(days=7))


def test_who_works_with_families_draws_nothing(scene):
    """They know the families: not by an evaluator's post beside their own, nor with one that begins tomorrow."""
    put_in_post(scene.frances, scene.unit, "sw", since=TODAY + timedelta(days=1))
    with pytest.raises(NotAllowed):
        drawn(scene)
    assert scene.frances not in may_be_named(TODAY)
    assert scene.frances not in without_a_post(TODAY)


def test_a_family_appears_only_when_some_days_of_it_can_be_told(scene):
    """Else the day on which it appears would be the day on which it was opened, or nearly."""
    Involvement.objects.filter(family=scene.families[0]).update(opened_on=TODAY)
    with pytest.raises(ValidationError, match="4 families have agreed and can be included"):
        drawn(scene)


def test_who_was_let_in_for_some_hours_notes_no_answer(scene):
    let_in = actor(scene.head).with_opened(scene.unit.pk, 1)
    with pytest.raises(NotAllowed):
        note_answer(
            let_in, scene.study, scene.families[0].pk, scene.unit.pk, answer="withdrawn", on=TODAY, said_by="Ada"
        )


def test_a_form_sent_twice_is_one_answer(scene):
    family = family_in(scene.unit)
    assert says(scene, family, "agreed") == says(scene, family, "agreed")


def test_only_who_writes_in_the_record_notes_and_others_of_the_unit_read(scene, sign_in):
    family = scene.families[0]
    answer = {"study": scene.study.pk, "answer": "withdrawn", "said_by": "Ada"}
    path = f"/family/{family.pk}/evaluation/"
    head = sign_in(scene.head)
    assert "Record what they said" not in head.get(path).content.decode()
    assert head.post(path, answer).status_code == 403
    assert head.post(path, {}).status_code == 403
    assert sign_in(scene.frances).get(path).status_code == 403
    with pytest.raises(NotAllowed):
        says(scene, family, "withdrawn", who=scene.head)


def test_its_history_is_not_changed_either(scene):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE evaluation_consentevent SET answer = 'agreed'")


@pytest.mark.parametrize(
    "statement", ["UPDATE evaluation_consent SET answer = 'agreed'", "DELETE FROM evaluation_consent"]
)
def test_what_was_said_is_never_changed_by_the_application_nor_by_slip_of_its_owner(scene, statement, as_owner):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with as_owner(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# -- making one


def test_a_study_is_made_by_the_head_of_service_alone(scene, sign_in):
    said = {"name": "Sleep", "purpose": "Whether they sleep.", "ends": "12w", "evaluators": [scene.frances.pk]}
    made = sign_in(scene.head).post("/studies/", said, follow=True)
    assert "Whether they sleep." in made.content.decode()
    assert "Frances" in made.content.decode()
    assert Study.objects.get(name="Sleep").begins == TODAY
    assert sign_in(scene.grace).post("/studies/", said).status_code == 403
    with pytest.raises(NotAllowed):
        make_study(actor(scene.grace), name="x", purpose="x", begins=TODAY, ends=TODAY)


def test_the_head_of_service_gives_the_post_to_somebody_who_has_none(scene, sign_in):
    sam = user("sam")
    client = sign_in(scene.head)
    page = client.get("/studies/").content.decode()
    assert f'<option value="{sam.pk}"' in page
    assert f'<option value="{scene.tom.pk}"' not in page, "anyone who works with families might recognise them"
    assert client.post("/studies/evaluators/", {"user": scene.tom.pk}).status_code == 422
    assert client.post("/studies/evaluators/", {"user": sam.pk}).status_code == 302
    assert actor(sam).may("draw_data")
    name_evaluators(actor(scene.head), scene.study, [sam.pk])
    assert asks(sign_in(sam), scene.study) == [200, 200]
    assert sign_in(scene.grace).post("/studies/evaluators/", {"user": sam.pk}).status_code == 403
    with pytest.raises(NotAllowed):
        appoint_evaluator(actor(scene.grace), sam.pk)


def test_slips_in_making_one_are_said(scene, sign_in):
    client = sign_in(scene.head)
    right = {"name": "Sleep", "purpose": "Whether they sleep.", "begins": "1/1/2026", "ends": "12w"}
    for wrong, sentence in (
        ({"name": ""}, "Give the study a name."),
        ({"purpose": " "}, "Say what it is for"),
        ({"ends": ""}, "Type the last day."),
        ({"begins": "20w"}, "This is before it starts"),
        ({"ends": "1/1/2090"}, "Ten years at most"),
        ({"evaluators": [scene.tom.pk]}, "evaluator’s post today"),
    ):
        page = client.post("/studies/", {**right, **wrong})
        assert page.status_code == 422, wrong
        assert sentence in page.content.decode(), wrong
    assert not Study.objects.filter(name="Sleep").exists()


def test_nobody_sees_the_secret(scene, sign_in):
    for who in (scene.head, scene.frances):
        client = sign_in(who)
        for path in ("/studies/", f"/study/{scene.study.pk}/"):
            assert scene.study.secret not in client.get(path).content.decode()
