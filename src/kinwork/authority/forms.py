"""Forms of setting up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinwork.access.forms import SpokenDateField, SpokenTimeField, set_choices
from kinwork.access.models import User
from kinwork.clocks.natural_dates import Looks
from kinwork.units.forms import NeededDate
from kinwork.units.models import Post, Unit
from kinwork.units.posts import roles_of
from kinwork.units.queries import Member
from kinwork.units.unit_shapes import FUNCTIONS, UNIT_SHAPES, WEEKDAYS, Holds
from kinwork.whole_numbers import whole

WHY = {"required": "Say why, in a few words. It stays in the history."}
NOT_LISTED = {"invalid_choice": "Choose one from the list."}


def _one_line(value: str) -> str:
    return " ".join(value.split())


class NumberField(forms.Field):
    """A whole number that may be left out; a comma or a point in it is no part of one."""

    def __init__(self, wrong: str, *, least: int, most: int, needed: bool = False) -> None:
        super().__init__(required=needed, error_messages={"required": wrong})
        self.wrong, self.least, self.most = wrong, least, most

    def clean(self, value: Any) -> int | None:
        typed = str(value or "").strip()
        if not typed and not self.required:
            return None
        number = whole(typed, most=self.most)
        if number is None or number < self.least:
            more = " Type the number without a comma or a point." if {",", "."} & set(typed) else ""
            raise ValidationError(self.wrong + more)
        return number


class DaysField(forms.TypedMultipleChoiceField):
    """The usual weekdays of a unit's meeting, one or several."""

    def __init__(self) -> None:
        super().__init__(
            choices=WEEKDAYS,
            coerce=int,
            error_messages={
                "required": "Tick the day or days of the unit’s meeting.",
                "invalid_choice": "Tick working days only.",
            },
        )

    def clean(self, value: Any) -> list[int]:
        return sorted(set(super().clean(value)))


class UnitForm(forms.Form):
    """What a unit is called, what it does, when it meets."""

    name = forms.CharField(max_length=80, error_messages={"required": "Type the unit’s name, such as Rowan."})
    function = forms.ChoiceField(
        choices=[one for one in FUNCTIONS if one[0] != "service"],
        error_messages={"required": "Choose what the unit does.", "invalid_choice": "Choose one from the list."},
    )
    area = forms.CharField(max_length=80, required=False)
    began = SpokenDateField(Looks.EITHER)
    days = DaysField()
    at = SpokenTimeField()
    minutes = NumberField("How long the meeting is: 15 to 480 minutes.", least=15, most=480, needed=True)

    def clean_name(self) -> str:
        return _one_line(self.cleaned_data["name"])

    def clean_area(self) -> str:
        return _one_line(self.cleaned_data["area"])


class ChangedUnitForm(UnitForm):
    """What is said of a unit that is there: also how it holds families, and what it is planned for."""

    holds = forms.ChoiceField(
        choices=Holds.choices,
        error_messages={"required": "Choose how the unit holds its families.", "invalid_choice": "Choose one."},
    )
    families_low = NumberField("How many families it is planned for at least, such as 15.", least=0, most=999)
    families_high = NumberField("How many families it is planned for at most, such as 18.", least=1, most=999)
    children = NumberField("How many children it is planned for at most, such as 28.", least=1, most=999)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        low, high = said.get("families_low"), said.get("families_high")
        if not {"families_low", "families_high"} & set(self.errors) and low is not None:
            if high is None:
                raise ValidationError({"families_high": "Say how many families at most, too."})
            if low > high:
                raise ValidationError({"families_high": f"At most is less than at least, {low}. Type {low} or more."})
        if high is not None and low is None and "families_low" not in self.errors:
            said["families_low"] = high
        return said


class NewUnitForm(UnitForm):
    template = forms.ChoiceField(
        choices=[(shape.key, shape.name) for shape in UNIT_SHAPES.values()],
        error_messages={
            "required": "Choose a shape. Posts can be added and ended later.",
            "invalid_choice": "Choose one.",
        },
    )


class BuddyForm(forms.Form):
    buddy = forms.ModelChoiceField(Unit.objects.none(), required=False, error_messages=NOT_LISTED)

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["buddy"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Unit.objects.filter(is_active=True).exclude(function="service").exclude(pk=unit.pk)


class DutyForm(forms.Form):
    """Which units take new families in turn, a week each."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.filter(is_active=True).exclude(function="service"),
        error_messages={"required": "Tick the units that take turns."},
    )
    first_day = NeededDate(Looks.FUTURE)
    weeks = NumberField("For how many weeks, from 1 to 52?", least=1, most=52, needed=True)


class PostForm(forms.Form):
    """One more post."""

    role = forms.ChoiceField(
        error_messages={"required": "Choose the post.", "invalid_choice": "Choose one from the list."}
    )
    fte = forms.DecimalField(
        localize=False,
        min_value=0,
        max_value=1,
        decimal_places=2,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_decimal_places"),
            "How much of a full week: from 0 to 1, such as 1, 0.6 or 0.5.",
        ),
    )

    title = forms.CharField(max_length=60, required=False)
    manages = forms.BooleanField(required=False)

    def clean_title(self) -> str:
        return _one_line(self.cleaned_data["title"])

    def __init__(self, data: Any = None, *, unit: Unit) -> None:
        if data is not None:
            data = data.copy()
            data["fte"] = data.get("fte", "").replace(",", ".") or "1"
        super().__init__(data)
        set_choices(self, "role", [(role.key, role.name) for role in roles_of(unit)])


class EndUnitForm(forms.Form):
    unit_last = NeededDate(Looks.EITHER)


class EndPostForm(forms.Form):
    post_last = NeededDate(Looks.EITHER)


class AppointForm(forms.Form):
    """Somebody in a post, from a day on, perhaps to a day."""

    post = forms.ModelChoiceField(
        Post.objects.none(),
        error_messages={"required": "Choose the post.", "invalid_choice": "Choose a post of this unit."},
    )
    user = forms.ModelChoiceField(
        User.objects.filter(is_active=True),
        error_messages=NOT_LISTED | {"required": "Choose the person."},
    )
    start = NeededDate(Looks.EITHER)
    last_day = SpokenDateField(Looks.EITHER)

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        post = self.fields["post"]
        assert isinstance(post, forms.ModelChoiceField)
        post.queryset = Post.objects.filter(unit=unit)


class DatesForm(forms.Form):
    """From when until when; an empty last day is until further notice."""

    first_day = NeededDate(Looks.EITHER)
    last_day = SpokenDateField(Looks.EITHER)
    because = forms.CharField(max_length=500, error_messages=WHY)


class LeaveForm(forms.Form):
    last_day = NeededDate(Looks.EITHER)
    because = forms.CharField(max_length=500, error_messages=WHY)


class MoveForm(forms.Form):
    """To a post of another unit, from a day on."""

    to = forms.ModelChoiceField(
        Post.objects.none(),
        error_messages={"required": "Choose the post.", "invalid_choice": "Choose one from the list."},
    )
    first_day = NeededDate(Looks.FUTURE)
    because = forms.CharField(max_length=500, error_messages=WHY)

    def __init__(self, *args: Any, posts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = posts


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and who covers."""

    user = forms.TypedChoiceField(
        coerce=int, error_messages={"required": "Choose who is away.", "invalid_choice": "Choose someone in the unit."}
    )
    first_day = NeededDate(Looks.EITHER)
    last_day = NeededDate(Looks.FUTURE)
    covered_by = forms.ModelChoiceField(
        User.objects.filter(is_active=True),
        required=False,
        error_messages={"invalid_choice": "Choose someone from the list."},
    )

    def __init__(self, *args: Any, members: list[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "user", [(str(member.user_id), member.name) for member in members])


class PersonForm(forms.Form):
    """Somebody new, and the post that they begin in."""

    full_name = forms.CharField(
        max_length=120, error_messages={"required": "Type the name that colleagues know this person by."}
    )
    email = forms.EmailField(
        max_length=254,
        error_messages=dict.fromkeys(("required", "invalid"), "An address has a name, an @ and a domain."),
    )
    place = forms.ChoiceField(required=False, error_messages=NOT_LISTED)
    start = SpokenDateField(Looks.EITHER)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "place", [("", ""), *places])

    def clean_full_name(self) -> str:
        return _one_line(self.cleaned_data["full_name"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("start") and "start" not in self.errors and said.get("place"):
            raise ValidationError({"start": "Type from which day, such as today, mon or 1/12."})
        return said
