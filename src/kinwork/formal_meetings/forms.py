"""Forms of formal meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from kinwork.access.forms import Doubtful, SpokenDateField, SpokenTimeField, set_choices
from kinwork.children.forms import AFTER_REVIEW, YesNoField
from kinwork.children.models import Abuse, Participation
from kinwork.children.models.court import FamilyProposal, HearingKind
from kinwork.clocks.humanize import count, long_day
from kinwork.clocks.natural_dates import Looks

from .actions.holding import of_child
from .kinds import CHOICES, KINDS, Kind, Part
from .models import USUAL_MINUTES, How, ToldHow

LONGEST_MEETING = 720


class DayTimeField(SpokenTimeField):
    """The time of a meeting: seldom at night."""

    is_seldom_at_night = True


class WhenForm(forms.Form):
    """When and where, about whom."""

    children = forms.TypedMultipleChoiceField(
        coerce=int, label="Who it is about", error_messages={"required": "Choose the children this is about."}
    )
    on = SpokenDateField(Looks.EITHER, bounded=True, label="Day")
    at = DayTimeField(label="Time")
    minutes = forms.IntegerField(
        min_value=5, max_value=LONGEST_MEETING, initial=USUAL_MINUTES, label="How many minutes", required=False
    )
    place = forms.CharField(max_length=200, required=False, label="Where")
    video = forms.CharField(max_length=300, required=False, label="By video: link or number")
    ring = forms.CharField(max_length=200, required=False, label="Who to ring about it: name and number")
    agenda = forms.CharField(max_length=4000, required=False, label="Agenda")

    def __init__(self, *args: Any, children: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "children", children)

    def clean_on(self) -> Any:
        """A meeting has a day."""
        on = self.cleaned_data["on"]
        if on is None:
            raise forms.ValidationError("Say on which day it is.")
        return on

    def clean_minutes(self) -> int:
        return self.cleaned_data["minutes"] or USUAL_MINUTES


class ArrangeForm(WhenForm):
    """A new meeting."""

    kind = forms.ChoiceField(choices=CHOICES, label="What it is")
    chair = forms.CharField(max_length=120, required=False, label="Chair")


class ChangeForm(WhenForm):
    """What was arranged is changed; why, where that is the day or the time."""

    because = forms.CharField(max_length=500, required=False)


class SomeoneForm(forms.Form):
    """Somebody who stands in no list."""

    name = forms.CharField(max_length=250, required=False)
    agency = forms.CharField(max_length=120, required=False)
    role = forms.CharField(max_length=120, required=False)
    part = forms.ChoiceField(choices=Part, required=False, initial=Part.OTHER)
    reach = forms.CharField(max_length=200, required=False)


class ReportForm(forms.Form):
    """One more report."""

    what = forms.CharField(max_length=120, required=False)
    by = forms.CharField(max_length=250, required=False)
    due_on = SpokenDateField(Looks.FUTURE)


class AgreedForm(forms.Form):
    """Who does what by when."""

    what = forms.CharField(max_length=500, required=False)
    who = forms.CharField(max_length=20, required=False)
    other = forms.CharField(max_length=120, required=False)
    due = SpokenDateField(Looks.FUTURE)
    aim = forms.CharField(max_length=20, required=False)
    is_for_staff = forms.BooleanField(required=False)


class ToldForm(forms.Form):
    """Somebody was told of the meeting."""

    how = forms.ChoiceField(
        choices=[one for one in ToldHow.choices if one[0] != ToldHow.KINWORK],
        error_messages={"required": "Say how they were told."},
    )
    on = SpokenDateField(Looks.PAST)


class ViewForm(forms.Form):
    """How somebody’s views came to the meeting."""

    how = forms.ChoiceField(choices=[("", "Not said yet"), *How.choices], required=False)
    why_not = forms.CharField(max_length=300, required=False)


FAR_FROM_ITS_DAY = 7  # days: a meeting that was held further from the day for which it was arranged is asked about
PER_CHILD = ("begins_enquiry", "has_plan", "participation", "applies")


class OutcomeForm(forms.Form):
    """What came of a meeting: of each child what its kind asks, and what was agreed."""

    on = SpokenDateField(Looks.PAST, label="The day it was held")
    quorum_because = forms.CharField(max_length=500, required=False)
    outcome = forms.CharField(max_length=20_000, required=False)
    because = forms.CharField(max_length=500, required=False)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        children: Sequence[tuple[int, str]],
        stands_on: date | None = None,
        is_correction: bool = False,
        **options: Any,
    ) -> None:
        """``stands_on``: the day for which it was arranged; of a correction, the day that was recorded."""
        super().__init__(*args, **options)
        self.stands_on, self.is_correction = stands_on, is_correction
        self.kind, self.children_asked = kind, children
        asks = [name for name in kind.asks if not (is_correction and name in ("has_plan", "applies"))]
        self.asks = asks
        self.of_children: dict[int, list[str]] = {}
        for pk, _ in children:
            self.of_children[pk] = [name for ask in asks if ask in PER_CHILD for name in self._ask_of_child(ask, pk)]
        if "hearing" in asks:
            self.fields["hearing"] = forms.ChoiceField(choices=HearingKind.choices, label="Which hearing")
        if "proposal" in asks:
            self.fields["proposal"] = forms.CharField(
                max_length=4000, required=False, label="What the family proposes, in their words"
            )
            self.fields["answer"] = forms.ChoiceField(
                choices=[("", "Not recorded"), *FamilyProposal.choices], required=False, label="Our answer"
            )

    def clean_on(self) -> date | None:
        """A day far from the one that stands is asked about, with both days; it may be so."""
        on: date | None = self.cleaned_data["on"]
        field = self.fields["on"]
        assert isinstance(field, SpokenDateField)
        typed = str(self.data.get(self.add_prefix("on"), "")).strip()
        if on is None or self.stands_on is None or typed == field.meant:
            return on
        days = (on - self.stands_on).days
        if abs(days) <= FAR_FROM_ITS_DAY:
            return on
        stood = "recorded as held on" if self.is_correction else "arranged for"
        apart = f"{count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
        both = f"It was {stood} {long_day(self.stands_on)}; {long_day(on)} is {apart}."
        raise Doubtful(f"{both} Is that right?", typed, on)

    def _ask_of_child(self, ask: str, pk: int) -> list[str]:
        fields: dict[str, forms.Field] = {}
        if ask == "begins_enquiry":
            fields[ask] = forms.BooleanField(required=False, label="A section 47 enquiry was decided")
        elif ask == "applies":
            fields[ask] = forms.BooleanField(required=False, label="It was decided to apply to court")
        elif ask == "participation":
            fields[ask] = forms.ChoiceField(
                choices=[("", "Not recorded"), *Participation.choices], required=False, label="How they took part"
            )
        else:
            fields["has_plan"] = YesNoField(label="Child protection plan after it?")
            fields["category"] = forms.ChoiceField(
                choices=[("", "Choose"), *Abuse.choices], required=False, label="If there is a plan: its category"
            )
            fields["then"] = forms.ChoiceField(
                choices=AFTER_REVIEW, required=False, label="If a plan ends: what comes after it"
            )
        for name, field in fields.items():
            self.fields[of_child(name, pk)] = field
        return list(fields)

    def said_of_children(self) -> dict[int, dict[str, Any]]:
        """What was said of each child, by what was asked."""
        return {
            pk: {name: self.cleaned_data[of_child(name, pk)] for name in names}
            for pk, names in self.of_children.items()
        }

    def said_of_all(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("hearing", "proposal", "answer") if name in self.fields}


def kind_of(key: str) -> Kind | None:
    """The kind that an address names."""
    return KINDS.get(key)
