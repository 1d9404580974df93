"""Noting something of a person: what is refused at which field, what stands side by side, what is kept."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.people import actions, codes
from kinwork.people.actions import InRecord
from kinwork.people.models import (
    Address,
    Contact,
    Identifier,
    OtherName,
    Particular,
    Person,
    SafetyWarning,
)
from tests.factories import PersonFactory, actor, family_in, unit_with_staff

pytestmark = pytest.mark.django_db


DUE = timezone.localdate() + timedelta(days=100)


@pytest.fixture
def amy(rowan, sign_in):
    """Amy, born on 12 March 2010, in a family of Rowan, and Tom's client."""
    rowan.family = family_in(rowan.unit, "Stonefam")
    rowan.person = rowan.family.members.get(role="mother").person
    Person.objects.filter(pk=rowan.person.pk).update(
        given_name="Amy", family_name="Stone", born_on=date(2010, 3, 12), sex="female"
    )
    rowan.person.refresh_from_db()
    rowan.client = sign_in(rowan.tom)
    rowan.at = InRecord(actor(rowan.tom), rowan.family.pk, rowan.unit.pk)
    rowan.base = f"/family/{rowan.family.pk}/person/{rowan.person.pk}"
    return rowan


def say(amy, what: str, **said):
    return amy.client.post(f"{amy.base}/note/{what}/", said)


def page(amy) -> str:
    return amy.client.get(f"/person/{amy.person.pk}/").content.decode()


@pytest.mark.parametrize(
    ("what", "said", "field", "sentence"),
    [
        ("number", {"kind": "nhs", "value": "999 000 0019"}, "value", "its last digit does not match the others"),
        ("number", {"kind": "nhs", "value": "999 000"}, "value", "ten digits; this has 6"),
        ("number", {"kind": "upn", "value": "A801200005001"}, "value", "first letter does not match"),
        ("number", {"kind": "nhs", "value": ""}, "value", "Type the number"),
        ("number", {"kind": "nhs", "value": "9" * 400}, "value", "400 characters long; there is room for 40"),
        ("name", {"kind": "alias", "given_name": "Zoë 👶"}, "given_name", "“👶” is not part of a name"),
        ("name", {"kind": "alias", "family_name": "x" * 400}, "family_name", "400 characters long"),
        ("name", {"kind": "alias"}, "given_name", "Type the name"),
        ("name", {"kind": "alias", "given_name": "A", "begun": "2015", "ended": "5/2014"}, "ended", "before the"),
        ("name", {"kind": "alias", "given_name": "A", "begun": "2001"}, "begun", "before they were born (12 March"),
        ("name", {"kind": "alias", "given_name": "A", "ended": "1/1/2199"}, "ended", "in the future"),
        ("address", {"kind": "home", "lines": "1 Hill", "postcode": "QQ1 1QQ"}, "postcode", "cannot be a postcode"),
        ("address", {"kind": "home"}, "lines", "choose No fixed address"),
        ("address", {"kind": "home", "lines": "1 Hill", "begun": "32/1/2020"}, "begun", "January 2020 has no day 32"),
        ("contact", {"kind": "mobile", "value": "ring Mel", "safe": "yes"}, "value", "digits only"),
        ("contact", {"kind": "email", "value": "amy at home", "safe": "yes"}, "value", "not an email address"),
        ("contact", {"kind": "mobile", "value": "07700 900123", "safe": "care"}, "how", "Say how it is safe"),
        ("warning", {"kind": "dogs", "review_on": "6m"}, "words", "Say what happened"),
        ("warning", {"kind": "dogs", "words": "Rex"}, "review_on", "reviewed"),
        ("warning", {"kind": "dogs", "words": "Rex", "review_on": "1/1/2020"}, "review_on", "in the future, such"),
        ("ethnicity", {"code": ""}, "code", "Choose one of these"),
        ("ethnicity", {"code": "MARTIAN"}, "code", "Choose one of these"),
        ("disability", {"code": "HEAR", "words": "x" * 301}, "words", "301 characters long; there is room for 300"),
        ("born", {"code": "1/1/2199"}, "code", "in the future"),
        ("born", {"code": "12/3/2010"}, "code", "already recorded"),
        ("language", {"words": ""}, "words", "Say which language"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(amy, what, said, field, sentence):
    answer = say(amy, what, source="her aunt", **said)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert sentence in body
    assert f'id="{field}-error"' in body
    assert f'href="#{field}"' in body, "the summary leads to the field"
    assert 'value="her aunt"' in body
    for value in said.values():
        assert value in body or value == "MARTIAN", "nothing that was typed is lost"
    for model in (OtherName, Identifier, Address, Contact, Particular, SafetyWarning):
        assert not model.all_objects.exists(), "nothing is half saved"


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"born": "1/1/2199"}, "born", "in the future"),
        ({"born": "soon"}, "born", "is not a date"),
        ({"born_kind": "expected", "born": ""}, "born", "When is the baby expected"),
        ({"born": "2012", "died": "5/2011"}, "died", "before the date of birth (2012)"),
        ({"born": "12/3/2012", "died": "11/3/2012"}, "died", "before the date of birth (12 March 2012)"),
        ({"died": "1/1/2199"}, "died", "in the future"),
        ({"given_name": "Amy 🌸"}, "given_name", "not part of a name"),
        ({"family_name": "S" * 400}, "family_name", "400 characters long"),
    ],
)
def test_impossible_births_and_deaths(amy, said, field, sentence):
    said = {"given_name": "Amy", "born_kind": "known", "born": "", "sex": "female", **said}
    answer = amy.client.post(f"{amy.base}/who/", said)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert sentence in body
    assert f'id="{field}-error"' in body
    assert all(value in body for value in said.values())
    amy.person.refresh_from_db()
    assert amy.person.name == "Amy Stone"
    assert amy.person.born_on == date(2010, 3, 12)


@pytest.mark.parametrize(
    ("typed", "kind", "kept", "known", "in_words"),
    [
        ("12/3/2011", "known", date(2011, 3, 12), "exact", "12 March 2011"),
        ("3/2011", "known", date(2011, 3, 1), "month", "March 2011"),
        ("2011", "known", date(2011, 7, 1), "year", "2011"),
        ("2011", "estimated", date(2011, 7, 1), "estimated", "about 2011"),
        (f"{DUE.day}/{DUE.month}/{DUE.year}", "expected", DUE, "expected", f"due {DUE:%-d %B %Y}"),
        ("", "known", None, "exact", ""),
    ],
)
def test_a_birth_is_known_as_well_as_it_is_known(amy, typed, kind, kept, known, in_words):
    said = {"given_name": "Amy", "born": typed, "born_kind": kind, "sex": "female", "born_source": "her mother"}
    assert amy.client.post(f"{amy.base}/who/", said).status_code == 302
    amy.person.refresh_from_db()
    assert (amy.person.born_on, amy.person.born_kind, amy.person.born_in_words) == (kept, known, in_words)
    if in_words:
        assert in_words in page(amy)
    assert "from her mother" in page(amy)
    form = amy.client.get(f"{amy.base}/who/").content.decode()
    again = {"given_name": "Amy", "sex": "female", "born": _value(form, "born"), "born_kind": kind}
    assert amy.client.post(f"{amy.base}/who/", again).status_code == 302
    amy.person.refresh_from_db()
    assert (amy.person.born_on, amy.person.born_kind) == (kept, known), "saving the form unchanged changes nothing"


def _value(form: str, name: str) -> str:
    part = form[form.index(f'id="{name}" name="{name}"') :]
    return part[part.index('value="') + 7 :].split('"')[0]


def test_an_age_is_an_estimate(amy):
    said = {"given_name": "Amy", "born": "34", "born_kind": "known", "sex": "female"}
    amy.client.post(f"{amy.base}/who/", said)
    amy.person.refresh_from_db()
    assert amy.person.age_in_words(timezone.localdate()) == "about 34"


def test_a_death_in_the_year_of_a_birth_of_which_only_the_year_is_known(amy):
    said = {"given_name": "Amy", "born": "2019", "born_kind": "known", "sex": "female", "died": "3/2019"}
    assert amy.client.post(f"{amy.base}/who/", said).status_code == 302
    amy.person.refresh_from_db()
    assert (amy.person.is_deceased, amy.person.died_in_words) == (True, "March 2019")


def test_two_accounts_stand_side_by_side_with_who_said_so(amy):
    say(amy, "ethnicity", code="WBRI", source="the school")
    say(amy, "ethnicity", code="MWBC", source="Amy herself")
    say(amy, "born", code="3/2009", source="her aunt", words="on the passport")
    shown = page(amy)
    ethnicity = shown[shown.index('id="ethnicity"') : shown.index('id="number"')]
    for said in (
        "accounts differ",
        "White British",
        "from the school",
        "White and Black Caribbean",
        "from Amy herself",
    ):
        assert said in ethnicity, said
    born = shown[shown.index('id="born"') : shown.index('id="language"')]
    assert "accounts differ" in born
    assert "March 2009" in born
    say(amy, "number", kind="nhs", value="999 000 0018")
    assert "accounts differ" not in page(amy).split('id="number"')[1].split("</section>")[0]
    say(amy, "number", kind="nhs", value="999 000 0026")
    number = page(amy).split('id="number"')[1].split("</section>")[0]
    assert "accounts differ" in number
    assert "999 000 0018" in number
    assert "999 000 0026" in number


def test_a_temporary_upn_says_that_it_is(amy):
    say(amy, "number", kind="upn", value="m80120000500a")
    assert Identifier.objects.get().value == "M80120000500A"
    assert "temporary" in page(amy)


def test_a_household_moves_in_one_step(amy):
    child = amy.family.members.filter(is_child=True).first().person
    form = amy.client.get(f"{amy.base}/note/address/").content.decode()
    assert f">{child.name}</label>" in form
    said = {"kind": "home", "lines": "12 Hill Road, \n Cambridge,", "postcode": "cb21tn", "begun": "5/2020"}
    assert say(amy, "address", **said, **{f"also_{child.pk}": "on"}).status_code == 302
    kept = Address.objects.order_by("person_id").values_list("person_id", "lines", "postcode", "begun")
    assert list(kept) == [
        (pk, "12 Hill Road\nCambridge", "CB2 1TN", "2020-05") for pk in sorted([amy.person.pk, child.pk])
    ]
    assert "12 Hill Road, Cambridge, CB2 1TN" in page(amy)


def test_what_is_over_stands_under_before_and_what_never_was_is_off_the_page(amy):
    say(amy, "contact", kind="mobile", value="07700 900123", safe="yes")
    say(amy, "contact", kind="mobile", value="07700 900456", safe="no", how="He reads it")
    old, wrong = Contact.objects.order_by("pk")
    assert amy.client.post(f"{amy.base}/contact/{old.pk}/", {"do": "end"}).status_code == 302
    assert amy.client.post(f"{amy.base}/contact/{wrong.pk}/", {"do": "mistake"}).status_code == 302
    shown = page(amy)
    assert shown.index("Before (1)") < shown.index("07700 900123")
    assert "07700 900456" not in shown
    history = amy.client.get(f"/family/{amy.family.pk}/history/").content.decode()
    assert "07700 900456" in history, "nothing that was typed is lost"
    assert "entered in error" in history
    verbs = set(AuditEvent.objects.filter(family_id=amy.family.pk).values_list("verb", flat=True))
    assert {"noted contact", "ended contact", "took contact for a mistake"} <= verbs


def test_what_was_taken_off_by_mistake_is_put_back(amy):
    say(amy, "contact", kind="mobile", value="07700 900123", safe="no", how="He reads it")
    [contact] = Contact.objects.all()
    path = f"{amy.base}/contact/{contact.pk}/"
    answer = amy.client.post(path, {"do": "mistake"}, follow=True).content.decode()
    assert "07700 900123" not in answer
    assert re.search(rf'action="{path}">.*?value="put_back">Undo<', answer)
    assert amy.client.get(path).status_code == 404
    for _ in range(2):
        answer = amy.client.post(path, {"do": "put_back"}, follow=True).content.decode()
        assert "07700 900123" in answer
        assert "He reads it" in answer
    assert Contact.objects.get() == contact
    assert AuditEvent.objects.filter(verb="put back contact").count() == 1


def test_a_warning_is_looked_at_again(amy):
    today = timezone.localdate()
    say(amy, "warning", kind="aggression", words="Threw a chair", review_on="6m")
    warning = SafetyWarning.objects.get()
    SafetyWarning.objects.update(review_on=today - timedelta(days=3))
    assert "is it still true?" in page(amy)
    said = {"kind": "aggression", "words": "Threw a chair", "review_on": "6m"}
    assert amy.client.post(f"{amy.base}/warning/{warning.pk}/", said).status_code == 302
    assert "is it still true?" not in page(amy)
    assert SafetyWarning.objects.get().review_on > today


def test_the_form_sent_twice_notes_once_and_later_says_so(amy):
    for _ in range(2):
        assert say(amy, "name", kind="alias", given_name="Ames").status_code == 302
    assert OtherName.objects.count() == 1
    OtherName.objects.update(noted_at=timezone.now() - timedelta(minutes=1))
    answer = say(amy, "name", kind="alias", given_name="Ames")
    assert answer.status_code == 422
    assert b"already recorded" in answer.content


def test_a_note_of_another_record_is_not_changed_through_mine(amy):
    other = family_in(amy.unit, "Otherfam")
    other.members.create(person=amy.person, role="niece")
    [name] = actions.note(
        InRecord(actor(amy.tom), other.pk, amy.unit.pk), [OtherName(person=amy.person, given_name="B")]
    )
    assert amy.client.get(f"{amy.base}/name/{name.pk}/").status_code == 404
    with pytest.raises(Exception, match="another family"):
        actions.end(amy.at, name)
    assert f'href="/family/{other.pk}/person/{amy.person.pk}/name/{name.pk}/"' in page(amy)


def test_a_note_of_another_person_or_kind_is_not_reached(amy):
    child = amy.family.members.filter(is_child=True).first().person
    [belief] = actions.note(amy.at, [Particular(person=child, what="religion", words="Quaker")])
    for path in (
        f"{amy.base}/religion/{belief.pk}/",
        f"/family/{amy.family.pk}/person/{child.pk}/language/{belief.pk}/",
    ):
        assert amy.client.get(path).status_code == 404, path
        assert amy.client.post(path, {"do": "mistake"}).status_code == 404
    stranger = PersonFactory()
    assert amy.client.get(f"/family/{amy.family.pk}/person/{stranger.pk}/note/name/").status_code == 404


def test_whoever_may_not_edit_reads_and_notes_nothing(amy, sign_in):
    _, strangers = unit_with_staff("Oak", "o")
    with pytest.raises(NotAllowed):
        actions.note(
            InRecord(actor(strangers["tom"]), amy.family.pk, amy.unit.pk),
            [OtherName(person=amy.person, given_name="A")],
        )
    actor(amy.tom)
    assert not OtherName.objects.exists()


def test_codes_are_those_of_the_lists(amy):
    for what in ("ethnicity", "disability", "immigration", "recourse"):
        form = amy.client.get(f"{amy.base}/note/{what}/").content.decode()
        for code in codes.codes(what):
            assert f'value="{code.code}"' in form
    say(amy, "recourse", code="NRPF", source="the visa")
    say(amy, "language", words="Tigrinya", needs_interpreter="on")
    head = page(amy).split("kw-about")[1].split("</p>")[0]
    assert "no recourse to public funds" in head
    assert "interpreter for Tigrinya" in head


@pytest.mark.parametrize(
    "thing",
    [
        OtherName(),
        OtherName(given_name="A", begun="2012-06", ended="2012-05"),
        OtherName(given_name="A", begun="June"),
        Identifier(kind="nhs", value="999 000 0018"),
        Identifier(kind="upn", value="I801200005001"),
        Identifier(kind="other", value=""),
        Address(kind="home"),
        Address(lines="x", postcode="cb2 1tn"),
        Contact(value=""),
        Contact(value="1", safe="care"),
        Particular(what="ethnicity", words="x"),
        Particular(what="religion"),
        Particular(what="religion", words="x", needs_interpreter=True),
        SafetyWarning(kind="dogs", words="", review_on=date(2030, 1, 1)),
    ],
    ids=str,
)
def test_the_database_keeps_what_cannot_be(amy, thing):
    """However it is written: past the forms and the verbs, by raw SQL or in bulk."""
    thing.person = amy.person
    with pytest.raises(IntegrityError), transaction.atomic():
        type(thing).all_objects.bulk_create([thing])
    thing.pk = None


def test_every_change_is_kept_by_the_database(amy):
    say(amy, "name", kind="alias", given_name="Ames")
    OtherName.objects.update(given_name="Aimes")
    with connection.cursor() as cursor:
        cursor.execute("SELECT given_name FROM people_othernameevent ORDER BY pgh_id")
        assert [name for (name,) in cursor.fetchall()] == ["Ames", "Aimes"]
