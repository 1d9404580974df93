"""Short forms about a person: one for each kind of thing that can be noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from kinwork.access.forms import BirthField, PartialDateField, SpokenDateField
from kinwork.clocks.natural_dates import Looks
from kinwork.people import codes
from kinwork.people.dates import born_as, died_as, is_due_in_month
from kinwork.people.models import (
    CODED,
    Address,
    AddressKind,
    Contact,
    ContactKind,
    DeathKind,
    Identifier,
    NameKind,
    NumberKind,
    OtherName,
    Particular,
    Person,
    Safe,
    SafetyWarning,
    Sex,
    WarningKind,
    What,
    known_to,
)
from kinwork.people.models.partial import as_typed

WHO = "such as her mother, or his passport"


class LongerText(forms.CharField):
    """A text that says itself, in words, when it is too long; what was typed is not cut."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(**{"required": False, "strip": True, **options})
        self.longest = longest

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if len(typed) > self.longest:
            raise ValidationError(f"This is {len(typed)} characters long; there is room for {self.longest}.")
        return typed


class Shown(forms.Form):
    """Says of each field how it is drawn: text, long, choice, check or date."""

    long: ClassVar[frozenset[str]] = frozenset()
    hints: ClassVar[dict[str, str]] = {}
    suggestions: ClassVar[dict[str, str]] = {}  # a field, and the list of words to choose from
    together: ClassVar[frozenset[str]] = frozenset()  # boxes to tick that stand together at the end

    def fields_to_draw(self) -> Iterator[tuple[forms.BoundField, str, str]]:
        """Each field with its shape and its hint."""
        for bound in self:
            if bound.name in self.together:
                continue
            if isinstance(bound.field, forms.BooleanField):
                shape = "check"
            elif isinstance(bound.field, SpokenDateField):
                shape = "date"
            elif isinstance(bound.field, forms.ChoiceField):
                shape = "choice"
            else:
                shape = "long" if bound.name in self.long else "text"
            yield bound, shape, self.hints.get(bound.name, "")

    def words_for(self, name: str) -> tuple[str, ...]:
        """Words to choose from while typing into a field."""
        return codes.suggestions(self.suggestions[name]) if name in self.suggestions else ()

    def put(self, problem: ValidationError) -> None:
        """Each problem at its field; what belongs to none stands above."""
        found = problem.error_dict if hasattr(problem, "error_dict") else {"": problem.error_list}
        for name, errors in found.items():
            for error in errors:
                self.add_error(name if name in self.fields else None, error)


class NoteForm(Shown):
    """What every note asks: since when, until when, who said so."""

    title: ClassVar[str]
    model: ClassVar[type[Any]]  # of Noted
    fixed: ClassVar[dict[str, Any]] = {}
    dated: ClassVar[bool] = True
    hints = {"ended": "only if it is over", "source": WHO}

    begun = PartialDateField(Looks.PAST, label="Since")
    ended = PartialDateField(Looks.PAST, label="Until")
    source = LongerText(longest=200, label="Who said so")

    def __init__(self, *args: Any, thing: Any = None, **options: Any) -> None:
        if thing is not None:
            options["initial"] = self.as_typed(thing)
        super().__init__(*args, **options)
        if not self.dated:
            del self.fields["begun"], self.fields["ended"]
        last = ("begun", "ended", "source")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def as_typed(self, thing: Any) -> dict[str, Any]:
        """A thing that was noted as somebody would type it."""
        said: dict[str, Any] = {}
        for name in self.base_fields:
            value = getattr(thing, name, "")
            if isinstance(value, date):
                value = value.isoformat()
            typed = name in ("begun", "ended") or isinstance(self.base_fields[name], SpokenDateField)
            said[name] = as_typed(value) if typed and isinstance(value, str) else value
        return said

    def put_on(self, thing: Any) -> Any:
        """The thing with what was typed."""
        for name, value in {**self.cleaned_data, **self.fixed}.items():
            if hasattr(thing, name):
                setattr(thing, name, value)
        return thing

    def things(self, person: Person) -> list[Any]:
        """What is new of the person; also of others, where the form asks whom else it is about."""
        return [self.put_on(self.model(person=person))]


class NameForm(NoteForm):
    title, model = "Another name", OtherName
    hints = {**NoteForm.hints, "given_name": "any alphabet; one word is enough"}
    given_name = forms.CharField(label="First names", required=False)
    family_name = forms.CharField(label="Surname (leave empty if none)", required=False)
    kind = forms.ChoiceField(label="This is their", choices=NameKind.choices)

    def __init__(self, *args: Any, thing: Any = None, **options: Any) -> None:
        super().__init__(*args, thing=thing, **options)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        if thing is not None and thing.kind not in NameKind.values:  # what old records hold
            kind.choices = [(thing.kind, thing.kind.capitalize()), *NameKind.choices]


class NumberForm(NoteForm):
    title, model = "A number", Identifier
    kind = forms.ChoiceField(label="Which", choices=NumberKind.choices)
    value = LongerText(longest=40, label="Number")
    hints = {**NoteForm.hints, "value": "as it is on the letter", "source": "such as the school, or a GP’s letter"}


class AddressForm(NoteForm):
    title, model = "Where they live or stay", Address
    long = frozenset({"lines"})
    hints = {
        **NoteForm.hints,
        "note": "such as with his father, Friday to Sunday",
        "is_confidential": "Only the family’s unit can see it, and each time is logged.",
    }
    begun = PartialDateField(Looks.SINCE, label="Since")
    ended = PartialDateField(Looks.EITHER, label="Until")
    kind = forms.ChoiceField(label="This is", choices=AddressKind.choices)
    lines = LongerText(longest=300, label="Address")
    postcode = LongerText(longest=40, label="Postcode, if known")
    note = LongerText(longest=200, label="Which days, or who with")
    is_confidential = forms.BooleanField(label="Confidential: no one else may know it", required=False)

    def __init__(self, *args: Any, others: Sequence[Person] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.others = {f"also_{one.pk}": one for one in others}
        for name, one in self.others.items():
            self.fields[name] = forms.BooleanField(label=one.name, required=False)
        self.together = frozenset(self.others)  # type: ignore[misc]

    def things(self, person: Person) -> list[Any]:
        too = [one for name, one in self.others.items() if self.cleaned_data[name]]
        return [self.put_on(Address(person=one)) for one in (person, *too)]


class ContactForm(NoteForm):
    title, model, dated = "Contact details", Contact, False
    hints = {
        **NoteForm.hints,
        "whose": "such as her sister Mel",
        "how": "such as text only, not after 17:00, never voicemail",
        "source": "who told you whether it is safe",
    }
    kind = forms.ChoiceField(label="By", choices=ContactKind.choices)
    value = LongerText(longest=200, label="Number or address")
    whose = LongerText(longest=120, label="Whose it is, if not theirs")
    safe = forms.ChoiceField(label="Is it safe to contact them this way?", choices=Safe.choices, initial=Safe.UNKNOWN)
    how = LongerText(longest=300, label="How")


class WarningForm(NoteForm):
    title, model = "A warning", SafetyWarning
    long = frozenset({"words"})
    hints = {**NoteForm.hints, "review_on": "6m is in six months: no warning is for life"}
    kind = forms.ChoiceField(label="Of", choices=WarningKind.choices)
    words = LongerText(longest=500, label="What happened, and what to do")
    review_on = SpokenDateField(Looks.FUTURE, never_past=True, label="Review on")
    ended = PartialDateField(Looks.EITHER, label="Until")


class ParticularForm(NoteForm):
    """The particulars that are said in words or by a code; which one is in ``fixed``."""

    model = Particular
    ended = PartialDateField(Looks.EITHER, label="Until")
    words = LongerText(longest=300, label="In their words, or more about it")


def _coded(what: What, title: str, question: str, *, is_dated: bool, **hints: str) -> type[ParticularForm]:
    """A form for a particular that is chosen from a code list."""
    namespace = {
        "title": title,
        "fixed": {"what": what},
        "dated": is_dated,
        "hints": {**NoteForm.hints, **hints},
        "code": forms.ChoiceField(
            label=question,
            choices=[("", ""), *codes.choices(what)],
            required=False,
            error_messages={"invalid_choice": "Choose one of these."},
        ),
    }
    return type(f"{what.label}Form", (ParticularForm,), namespace)


def _in_words(what: What, title: str, question: str, *, is_dated: bool = False, **hints: str) -> type[ParticularForm]:
    """A form for a particular that is said in words."""
    namespace = {
        "title": title,
        "fixed": {"what": what},
        "dated": is_dated,
        "hints": {**NoteForm.hints, **hints},
        "words": LongerText(longest=300, label=question),
    }
    return type(f"{what.label}Form", (ParticularForm,), namespace)


class LanguageForm(ParticularForm):
    title, fixed, dated = "A language", {"what": What.LANGUAGE}, False
    suggestions = {"words": "language"}
    hints = {**NoteForm.hints, "words": "any language, including sign language"}
    words = LongerText(longest=300, label="Which language")
    needs_interpreter = forms.BooleanField(label="Needs an interpreter for it", required=False)


class BornForm(ParticularForm):
    title, fixed, dated = "Another date of birth given", {"what": What.BORN}, False
    hints = {**NoteForm.hints, "words": "such as an age assessment of 3 May"}
    code = PartialDateField(Looks.BIRTH, label="Date of birth")

    def as_typed(self, thing: Any) -> dict[str, Any]:
        return {**super().as_typed(thing), "code": as_typed(thing.code)}


FORMS: dict[str, type[NoteForm]] = {
    "name": NameForm,
    "number": NumberForm,
    "address": AddressForm,
    "contact": ContactForm,
    "warning": WarningForm,
    "born": BornForm,
    "gender": _in_words(What.GENDER, "Gender", "How they describe their gender", is_dated=True),
    "pronouns": _in_words(What.PRONOUNS, "Pronouns", "Pronouns", words="such as they, them"),
    "ethnicity": _coded(
        What.ETHNICITY, "Ethnicity", "Ethnicity", is_dated=False, source=("ideally the person themselves")
    ),
    "language": LanguageForm,
    "religion": _in_words(What.RELIGION, "Religion or belief", "Which, if they wish to say"),
    "disability": _coded(
        What.DISABILITY, "Disability", "Which", is_dated=True, words=("what it is called, and what helps")
    ),
    "immigration": _coded(
        What.IMMIGRATION,
        "Immigration status",
        "Status",
        is_dated=True,
        ended="if it has an end date",
        source="ideally the document",
    ),
    "recourse": _coded(What.RECOURSE, "Recourse to public funds", "Recourse", is_dated=True),
}
assert set(FORMS) >= set(What.values), "every particular has its form"
assert {one for one in FORMS if "code" in FORMS[one].base_fields} == {*CODED, What.BORN}


class PersonForm(Shown):
    """Who somebody is: the name by which they are known, birth, sex, death."""

    hints = {
        "born": "leave empty if not known",
        "family_name": "leave empty if none",
    }
    given_name = forms.CharField(label="First names", required=False)
    family_name = forms.CharField(label="Surname", required=False)
    born = BirthField(Looks.BIRTH, kind_in="born_kind", label="Date of birth")
    born_kind = forms.ChoiceField(
        label="This date is",
        choices=[("known", "Known as typed"), ("estimated", "Estimated"), ("expected", "Expected: not yet born")],
    )
    born_source = LongerText(longest=200, label="Who said so")
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices)
    is_deceased = forms.BooleanField(label="Has died", required=False)
    died = BirthField(Looks.PAST, label="Date of death, if known")
    died_kind = forms.ChoiceField(
        label="This date is", choices=[("known", "Known as typed"), ("estimated", "Estimated")], required=False
    )
    died_source = LongerText(longest=200, label="Who said so")

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        self.person = person
        options["initial"] = {
            name: getattr(person, name)
            for name in ("given_name", "family_name", "sex", "is_deceased", "born_source", "died_source")
        } | {
            "born": as_typed(person.born_said),
            "born_kind": person.born_kind if person.born_kind in ("estimated", "expected") else "known",
            "died": as_typed(known_to(person.died_on, person.died_kind)),
            "died_kind": "estimated" if person.died_kind == DeathKind.ESTIMATED else "known",
        }
        super().__init__(*args, **options)

    def put_on(self, person: Person) -> Person:
        """The person with what was typed."""
        said = self.cleaned_data
        for name in ("given_name", "family_name", "sex", "born_source", "died_source"):
            setattr(person, name, said[name])
        person.born_on, kind = born_as(said["born"])
        is_said = said["born_kind"] == "expected" or (said["born"] and said["born_kind"] != "known")
        person.born_kind = said["born_kind"] if is_said else kind
        person.due_month_only = is_due_in_month(said["born"], person.born_kind)
        person.died_on, kind_of_death = died_as(said["died"])
        person.died_kind = DeathKind.ESTIMATED if said["died"] and said["died_kind"] == "estimated" else kind_of_death
        person.is_deceased = said["is_deceased"] or bool(person.died_on)
        return person
