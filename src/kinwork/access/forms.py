"""Small help with forms: what was typed stays, problems are said beside their field; dates as people say them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from kinwork.clocks.natural_dates import Looks, NotADate, Read, hint, read_counted
from kinwork.clocks.times import NotATime, read_time
from kinwork.whole_numbers import whole

T = TypeVar("T")

MEANT = "-meant"  # after a box's name: what was typed when somebody said that it is meant


class Doubtful(ValidationError):
    """A date or time that may be a slip: it is asked whether it is meant, and one press says yes."""

    def __init__(self, question: str, typed: str, day: date | None = None) -> None:
        super().__init__(question, code="meant")
        self.typed, self.day = typed, day


class Question(str):
    """The sentence of a :class:`Doubtful` date, with what was typed: the page puts a button beside it."""

    typed: str

    def __new__(cls, sentence: str, typed: str) -> Question:
        made = super().__new__(cls, sentence)
        made.typed = typed
        return made


def _sentence(error: Any) -> str:
    if isinstance(error, Doubtful):
        return Question(error.messages[0], error.typed)
    return str(error.messages[0])


def _read(
    typed: str, meant: str, looks: Looks, *, partial: bool = False, counts_from: date | None = None
) -> Read | None:
    """What was typed in a box; ``meant`` is what somebody said yes to, or what stood there before."""
    today = timezone.localdate()
    try:
        found = read_counted(typed, looks, today=today, counts_from=counts_from or today, partial=partial)
    except NotADate as problem:
        raise ValidationError(str(problem)) from problem
    if found is not None and found.question and typed != meant:
        raise Doubtful(found.question, typed, found.last)
    return found


def read_box(data: Mapping[str, str], name: str, looks: Looks, *, counts_from: date | None = None) -> date | None:
    """A whole day typed in a box of no form. Raises ``ValidationError`` at the box."""
    try:
        found = _read(data.get(name, "").strip(), data.get(name + MEANT, ""), looks, counts_from=counts_from)
    except ValidationError as problem:
        raise ValidationError({name: problem}) from problem
    return found.day if found else None


class SpokenDateField(forms.CharField):
    """A date as people type it. Each says which way it looks; gives the day.

    ``kind_in`` is the box that says whether a date of birth is of a child who is still expected. ``never_past``: what
    it is for makes no sense of a day that has passed. ``bounded``: the verb says how early or late it may be.
    """

    partial = ""  # what else than a whole day will do: "month", or "about" where that is kept too

    def __init__(
        self, looks: Looks, *, kind_in: str = "", never_past: bool = False, bounded: bool = False, **options: Any
    ) -> None:
        self.looks, self.kind_in, self.never_past, self.bounded = looks, kind_in, never_past, bounded
        self.stands = self.meant = ""
        super().__init__(**{"required": False, **options})

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Before it is read: what stood in the box, and what was said to be meant. What stood there is not asked of."""
        if form.is_bound:
            self.stands = str(form.get_initial_for_field(self, field_name) or "").strip()
            self.meant = str(form.data.get(form.add_prefix(field_name) + MEANT, ""))
            if self.kind_in and form.data.get(form.add_prefix(self.kind_in)) == "expected":
                self.looks = Looks.EXPECTED
        return super().get_bound_field(form, field_name)

    @property
    def hint(self) -> str:
        return hint(self.looks, partial=bool(self.partial))

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        return super().to_python(value)

    def read(self, value: Any) -> Read | None:
        typed = super().clean(value)
        if typed and typed == self.stands:
            return _read(typed, typed, Looks.EITHER, partial=bool(self.partial))
        try:
            return _read(typed, typed if self.bounded else self.meant, self.looks, partial=bool(self.partial))
        except Doubtful as problem:
            if self.never_past and problem.day and problem.day < timezone.localdate():
                words = problem.messages[0].removesuffix(" Is that right?")
                raise ValidationError(f"{words} Type a day that is in the future, such as {self.hint}.") from problem
            raise

    def clean(self, value: Any) -> Any:
        found = self.read(value)
        return found.day if found else None


class PartialDateField(SpokenDateField):
    """A year, a month or a day: 2011, 3/2011, March 2011, 12/3/2011. Gives ISO text."""

    partial = "month"

    def clean(self, value: Any) -> str:
        found = self.read(value)
        return found.said if found else ""


class BirthField(SpokenDateField):
    """A date of birth or death as far as it is known, or an age. Gives what was read."""

    partial = "about"

    def clean(self, value: Any) -> Read | None:
        return self.read(value)


class SpokenTimeField(forms.CharField):
    """A time as people say it: 4pm, 16:30, half past four. ``is_seldom_at_night``: such a time is asked."""

    is_seldom_at_night = False

    def __init__(self, **options: Any) -> None:
        self.meant = ""
        super().__init__(**{"required": False, **options})

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        if form.is_bound:
            self.meant = str(form.data.get(form.add_prefix(field_name) + MEANT, ""))
        return super().get_bound_field(form, field_name)

    def clean(self, value: Any) -> time | None:
        typed = super().clean(value)
        try:
            found = read_time(typed)
        except NotATime as problem:
            raise ValidationError(str(problem)) from problem
        if found is None:
            return None
        if self.is_seldom_at_night and found.is_at_night and typed != self.meant:
            raise Doubtful(f"“{typed}” is {found.time:%H:%M}, at night. Is that right?", typed)
        return found.time


def problems(error: ValidationError) -> dict[str, str]:
    """Each field with its first problem; those of no field under ``form``."""
    if hasattr(error, "error_dict"):
        return {
            ("form" if name == "__all__" else name): _sentence(found[0]) for name, found in error.error_dict.items()
        }
    return {"form": error.messages[0]}


def form_problems(form: forms.BaseForm) -> dict[str, str]:
    """The same of a Django form, in the order of its fields."""
    place = {name: n for n, name in enumerate(form.fields)}
    wrong = sorted(form.errors.items(), key=lambda one: place.get(one[0], -1))
    return {("form" if name == "__all__" else name): _sentence(found.as_data()[0]) for name, found in wrong}


def number(typed: Mapping[str, str], name: str) -> int | None:
    """A whole number that a form sent, or None."""
    return whole(typed.get(name, ""))


def typed(request: HttpRequest) -> dict[str, str]:
    """What a form sent, to show it again beside a problem."""
    return {name: str(value) for name, value in request.POST.items()}


def later(read: Callable[[], T]) -> T:
    """What can be chosen, read when it is first asked for."""
    return cast(T, SimpleLazyObject(read))


def set_choices(
    form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, str]] | Callable[[], Iterable[tuple[Any, str]]]
) -> None:
    """What can be chosen in a field, known only when the form is made; or only when something is chosen or shown."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices if callable(choices) else list(choices)
