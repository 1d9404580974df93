"""Planning a study, its design, what came of asking a family, how finely data is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from kinwork.access.forms import SpokenDateField, set_choices
from kinwork.clocks.natural_dates import Looks
from kinwork.evaluation.forms import StudyForm
from kinwork.measures import choosing
from kinwork.units.models import Unit
from kinwork.units.unit_shapes import FUNCTIONS

from .dataset import STATUS_NAMES, AgeAs, ChildrenAs, Coarseness, StatusAs, UnitAs
from .designs import ANSWERS_AS, MOST_AGE, MOST_DAYS, MOST_EACH, Design, Fact, Rule, templates

ANY, YES, NO = "", "yes", "no"
AS_IT_IS = "as_it_is"
GROUPINGS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "none": ("No groups: one sample", []),
    "clinician": ("Units with a clinician, and units without", [
        {"key": "clinician", "name": "Units with a clinician", "rules": [{"fact": "clinician", "is": True}]},
        {"key": "without", "name": "Units without", "rules": [{"fact": "clinician", "is": False}]},
    ]),
    "systemic": ("Systemic units, and other teams", [
        {"key": "systemic", "name": "Systemic units", "rules": [{"fact": "shape", "any_of": ["systemic"]}]},
        {"key": "other", "name": "Other teams", "rules": []},
    ]),
    "earlier": ("Families known before, and new ones", [
        {"key": "earlier", "name": "Known before", "rules": [{"fact": "earlier", "is": True}]},
        {"key": "new", "name": "New", "rules": []},
    ]),
}  # fmt: skip
FROM_TO = {"days": Fact.DAYS_OPEN, "age": Fact.CHILD_AGE}
WHOLE = {"invalid": "Type a whole number."}


class PlanForm(StudyForm):
    """A study from a template."""

    template = forms.ChoiceField(error_messages={"required": "Choose a template."})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "template", [(one.key, one.name) for one in templates()])


def _number(most: int, least: int = 0, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        required=False, min_value=least, max_value=most,
        error_messages={
            **WHOLE, "min_value": f"Type a whole number from {least} to {most:,}.",
            "max_value": f"Type a whole number from {least} to {most:,}.",
        },
        **options,
    )  # fmt: skip


class DesignForm(forms.Form):
    """The design, as it can be changed until the study starts. What a template says beyond that stays in it."""

    question = forms.CharField(max_length=300, error_messages={"required": "Say what the study asks, in one sentence."})
    opened_from = SpokenDateField(Looks.PAST)
    opened_to = SpokenDateField(Looks.EITHER)
    days_from = _number(MOST_DAYS)
    days_to = _number(MOST_DAYS)
    age_from = _number(MOST_AGE)
    age_to = _number(MOST_AGE)
    status = forms.MultipleChoiceField(required=False, choices=list(STATUS_NAMES.items())[1:])
    function = forms.MultipleChoiceField(required=False, choices=FUNCTIONS)
    unit = forms.MultipleChoiceField(required=False)
    is_open = forms.ChoiceField(required=False, choices=[(ANY, "Open or closed"), (YES, "Open"), (NO, "Closed")])
    earlier = forms.ChoiceField(
        required=False, choices=[(ANY, "Known before or not"), (YES, "Known before"), (NO, "Not known before")]
    )
    groups = forms.ChoiceField()
    each = _number(MOST_EACH, 1)
    drawn_by = forms.ChoiceField(choices=[("group", "each group"), ("unit", "each unit")])

    def __init__(self, data: Any, *, design: Design) -> None:
        self.design = design
        super().__init__(data, initial=_initial(design))
        kept = [] if _grouping(design) != AS_IT_IS else [(AS_IT_IS, " / ".join(one.name for one in design.groups))]
        units = Unit.objects.filter(is_active=True).exclude(function="service")
        set_choices(self, "unit", lambda: [(str(pk), name) for pk, name in units.values_list("pk", "name")])
        set_choices(self, "groups", [*kept, *((key, label) for key, (label, _) in GROUPINGS.items())])
        asks = [
            (f"{one.key}:{by.who.value}", f"{one.name}, by a {by.who.value}")
            for one in choosing.used_with_families()
            for by in one.filled_in_by
            if by.who.value in ANSWERS_AS
        ]
        for n, wave in enumerate(design.waves, start=1):
            self.fields[f"wave{n}_after"] = _number(MOST_DAYS)
            self.fields[f"wave{n}_within"] = _number(MOST_DAYS, 1)
            self.fields[f"wave{n}"] = forms.MultipleChoiceField(required=False, choices=asks)
            self.initial.update({
                f"wave{n}_after": wave.after, f"wave{n}_within": wave.within,
                f"wave{n}": [asked.key for asked in wave.asks],
            })  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        """The design as it would be kept."""
        said = self.cleaned_data
        rules: list[dict[str, Any]] = []
        if said["is_open"]:
            rules.append({"fact": Fact.IS_OPEN.value, "is": said["is_open"] == YES})
        if said["opened_from"] or said["opened_to"]:
            rules.append({"fact": Fact.OPENED.value, "from": said["opened_from"], "to": said["opened_to"]})
        for name, fact in FROM_TO.items():
            low, high = said[f"{name}_from"], said[f"{name}_to"]
            if low is not None or high is not None:
                rules.append({"fact": fact.value, "from": low, "to": high})
        for name, fact in (("function", Fact.FUNCTION), ("unit", Fact.UNIT), ("status", Fact.STATUS)):
            if said[name]:
                rules.append({"fact": fact.value, "any_of": said[name]})
        if said["earlier"]:
            rules.append({"fact": Fact.EARLIER.value, "is": said["earlier"] == YES})
        here = {Fact.IS_OPEN, Fact.OPENED, Fact.FUNCTION, Fact.UNIT, Fact.STATUS, Fact.EARLIER, *FROM_TO.values()}
        rules += [rule.as_data() for rule in self.design.rules if rule.fact not in here]
        data = self.design.as_data()
        if said["groups"] != AS_IT_IS:
            data["groups"] = GROUPINGS[said["groups"]][1]
        for n, wave in enumerate(data["waves"], start=1):
            wave["after"], wave["within"] = said[f"wave{n}_after"], said[f"wave{n}_within"]
            wave["asks"] = [dict(zip(("instrument", "who"), one.split(":"), strict=True)) for one in said[f"wave{n}"]]
        data |= {"question": said["question"], "rules": rules, "each": said["each"], "drawn_by": said["drawn_by"]}
        return data


def _grouping(design: Design) -> str:
    data = design.as_data()["groups"]
    return next((key for key, (_, groups) in GROUPINGS.items() if groups == data), AS_IT_IS)


def _initial(design: Design) -> dict[str, Any]:
    by_fact: Mapping[Fact, Rule] = {rule.fact: rule for rule in design.rules}

    def yes_or_no(fact: Fact) -> str:
        return ANY if fact not in by_fact else YES if by_fact[fact].is_so else NO

    def low(fact: Fact) -> date | int | None:
        return by_fact[fact].low if fact in by_fact else None

    def high(fact: Fact) -> date | int | None:
        return by_fact[fact].high if fact in by_fact else None

    def chosen(fact: Fact) -> list[str]:
        return list(by_fact[fact].any_of) if fact in by_fact else []

    return {
        "question": design.question, "is_open": yes_or_no(Fact.IS_OPEN), "earlier": yes_or_no(Fact.EARLIER),
        "opened_from": low(Fact.OPENED), "opened_to": high(Fact.OPENED),
        "days_from": low(Fact.DAYS_OPEN), "days_to": high(Fact.DAYS_OPEN),
        "age_from": low(Fact.CHILD_AGE), "age_to": high(Fact.CHILD_AGE),
        "unit": chosen(Fact.UNIT),
        "status": chosen(Fact.STATUS), "function": chosen(Fact.FUNCTION), "groups": _grouping(design),
        "each": design.each, "drawn_by": design.drawn_by,
    }  # fmt: skip


class SeedForm(forms.Form):
    """By which seed it is drawn; empty: by chance."""

    seed = forms.IntegerField(
        required=False, min_value=0, max_value=2**53 - 1,
        error_messages={
            "invalid": "A seed is a whole number, such as 20261129.",
            "min_value": "A seed is a whole number, such as 20261129.",
            "max_value": "A seed has at most fifteen digits.",
        },
    )  # fmt: skip


class AskedForm(forms.Form):
    """That a family was asked, on which day and how."""

    on = SpokenDateField(Looks.PAST)
    words = forms.CharField(max_length=300, required=False)


class LostForm(forms.Form):
    """That a family can no longer be reached, and why."""

    lost_on = SpokenDateField(Looks.PAST)
    why = forms.CharField(
        max_length=300, error_messages={"required": "Say briefly why, such as: moved away, no address."}
    )


class BeginForm(forms.Form):
    """A questionnaire for a time of a study."""

    task = forms.CharField(max_length=120)
    who = forms.CharField(max_length=20)
    about = forms.CharField(max_length=20, required=False)
    how = forms.CharField(max_length=10)
    token = forms.UUIDField()


class CoarseForm(forms.Form):
    """How finely it is told by what somebody might know a family again."""

    group = forms.ChoiceField(choices=[("yes", "Told"), ("no", "Left out")])
    unit = forms.ChoiceField(choices=[(UnitAs.CODE.value, "By a code"), (UnitAs.NONE.value, "Left out")])
    children = forms.ChoiceField(
        choices=[(ChildrenAs.NUMBER.value, "How many"), (ChildrenAs.BANDS.value, "One, two, three or more"),
                 (ChildrenAs.NONE.value, "Left out")]
    )  # fmt: skip
    age = forms.ChoiceField(
        choices=[(AgeAs.YEARS.value, "In years"), (AgeAs.BANDS.value, "In four bands"), (AgeAs.NONE.value, "Left out")]
    )
    status = forms.ChoiceField(
        choices=[(StatusAs.EACH.value, "Each"), (StatusAs.TWO.value, "Protection plan or looked after, or neither"),
                 (StatusAs.NONE.value, "Left out")]
    )  # fmt: skip
    withhold = forms.BooleanField(required=False)

    def coarseness(self) -> Coarseness:
        said = self.cleaned_data
        return Coarseness(
            UnitAs(said["unit"]), ChildrenAs(said["children"]), AgeAs(said["age"]), StatusAs(said["status"]),
            said["group"] == "yes", said["withhold"],
        )  # fmt: skip


class KeyForm(forms.Form):
    """Why the key is opened."""

    why = forms.CharField(
        max_length=300,
        error_messages={"required": "Say why you need the key, such as: a family asks what was given of them."},
    )
