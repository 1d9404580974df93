"""Planning a study, its design, what came of asking a family, how finely data is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
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
NEW = "wave_new"
NEW_IS = {
    f"{NEW}_name": "Give this time a name, such as: After two years.",
    f"{NEW}_after": "Type how many days after a family agreed it opens, such as 730.",
    f"{NEW}_within": "Type for how many days it stays open, such as 42.",
    NEW: "Choose what is asked at this time: one questionnaire at least.",
}
NOT_LOADED = " (its wording is not loaded here)"
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
        kept_asks = {asked.key for wave in design.waves for asked in wave.asks}
        asks, self.without_words = [], list[str]()
        for one in choosing.used_with_families():
            is_there = choosing.has_words(one)
            if not is_there:
                self.without_words.append(one.name)
            for by in one.filled_in_by:
                key = f"{one.key}:{by.who.value}"
                if by.who.value in ANSWERS_AS and (is_there or key in kept_asks):
                    asks.append((key, f"{one.name}, by a {by.who.value}" + ("" if is_there else NOT_LOADED)))
        for n, wave in enumerate((*design.waves, None), start=1):
            name = f"wave{n}" if wave else NEW
            self.fields[f"{name}_name"] = forms.CharField(required=False, max_length=60)
            self.fields[f"{name}_after"] = _number(MOST_DAYS)
            self.fields[f"{name}_within"] = _number(MOST_DAYS, 1)
            self.fields[name] = forms.MultipleChoiceField(required=False, choices=asks)
            if wave is None:
                continue
            self.fields[f"{name}_remove"] = forms.BooleanField(required=False)
            self.initial.update({
                f"{name}_name": wave.name, f"{name}_after": wave.after, f"{name}_within": wave.within,
                name: [asked.key for asked in wave.asks],
            })  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self._is_new(said):
            for name, sentence in NEW_IS.items():
                if said.get(name) in (None, "", []) and name not in self.errors:
                    self.add_error(name, sentence)
        left = [one for one in self._waves() if not said.get(f"{one}_remove")]
        names = {one: str(said.get(f"{one}_name") or "").strip() for one in left}
        for one, name in names.items():
            if name and [each.casefold() for each in names.values()].count(name.casefold()) > 1:
                self.add_error(f"{one}_name", f"“{name}” is the name of two times. Give each its own.")
        return said

    def _waves(self) -> list[str]:
        return [*(f"wave{n}" for n in range(1, len(self.design.waves) + 1)), NEW]

    @staticmethod
    def _is_new(said: Mapping[str, Any]) -> bool:
        """Whether anything was said of one more time."""
        return any(said.get(name) not in (None, "", []) for name in NEW_IS)

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
        waves = []
        for n, wave in enumerate(data["waves"], start=1):
            if not said[f"wave{n}_remove"]:
                waves.append(wave | _wave(said, f"wave{n}") | ({} if said[f"wave{n}_name"] else {"name": wave["name"]}))
        if self._is_new(said):
            keys = {wave["key"] for wave in self.design.as_data()["waves"]}
            key = next(f"w{n}" for n in count(1) if f"w{n}" not in keys)
            waves.append({"key": key, "occasion": "review", **_wave(said, NEW)})
            waves.sort(key=lambda wave: wave["after"] or 0)  # the new one where it belongs
        data["waves"] = waves
        data |= {"question": said["question"], "rules": rules, "each": said["each"], "drawn_by": said["drawn_by"]}
        return data


def _wave(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {
        "name": said[f"{name}_name"].strip(), "after": said[f"{name}_after"], "within": said[f"{name}_within"],
        "asks": [dict(zip(("instrument", "who"), one.split(":"), strict=True)) for one in said[name]],
    }  # fmt: skip


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
