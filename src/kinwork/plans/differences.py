"""What has changed in a plan since it was agreed, line by line. Pure: two plans as they stood, in; sentences, out.

A plan as it stood (``Agreement.body``) is what the family was shown and what was kept from it, each marked:
``{"danger": …, "contingency": …, "ending": …, "review_on": "2026-11-24", "aims": [{"id", "words", "said_by", "state",
"for_staff", "kept_from": [{"id", "name"}], "children": [names], "steps": [{"id", "what", "who", "due", "state",
"for_staff", "children"}]}]}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinwork.clocks.humanize import long_day

BOXES = {
    "danger": "What we are worried about",
    "contingency": "What we do if it goes wrong",
    "ending": "What would end our involvement",
}


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was agreed: what, how it was, how it is; either may be empty."""

    what: str
    was: str
    now: str
    for_staff: bool = False


def differences(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Every change from one to the other, in the order of the page."""
    return list(_differences(was, now))


def _differences(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for name, label in BOXES.items():
        if was[name] != now[name]:
            yield Difference(label, was[name], now[name])
    before = {aim["id"]: aim for aim in was["aims"]}
    for aim in now["aims"]:
        old = before.pop(aim["id"], None)
        if old is None:
            yield Difference("A new aim", "", aim["words"], aim["for_staff"])
        else:
            yield from _of_aim(old, aim)
        yield from _of_steps(old or {"steps": [], "for_staff": False}, aim)
    for aim in before.values():
        yield Difference("An aim that is no longer in the plan", aim["words"], "", aim["for_staff"])
    if was["review_on"] != now["review_on"]:
        yield Difference("When we look at it together", _day(was["review_on"]), _day(now["review_on"]))


def _of_aim(old: Mapping[str, Any], aim: Mapping[str, Any]) -> Iterator[Difference]:
    kept_back = old["for_staff"] or aim["for_staff"]
    if old["words"] != aim["words"]:
        yield Difference("An aim in other words", old["words"], aim["words"], kept_back)
    if old["state"] != aim["state"]:
        yield Difference(f"Aim: {aim['words']}", old["state"], aim["state"], kept_back)
    if _kept(old) != _kept(aim):
        yield Difference(f"Who is not to see this aim: {aim['words']}", _kept(old), _kept(aim), for_staff=True)
    if old["children"] != aim["children"]:
        yield Difference(f"Whose aim: {aim['words']}", _names(old), _names(aim), kept_back)


def _of_steps(old: Mapping[str, Any], aim: Mapping[str, Any]) -> Iterator[Difference]:
    before = {step["id"]: step for step in old["steps"]}
    for step in aim["steps"]:
        then = before.pop(step["id"], None)
        kept_back = step["for_staff"] or aim["for_staff"]
        if then is None:
            yield Difference("A new step", "", _step(step), kept_back)
            continue
        kept_back = kept_back or then["for_staff"] or old["for_staff"]
        if _step(then) != _step(step):
            yield Difference("A step", _step(then), _step(step), kept_back)
    for step in before.values():
        yield Difference("A step that is no longer in the plan", _step(step), "", step["for_staff"] or old["for_staff"])


def _step(step: Mapping[str, Any]) -> str:
    by = f", by {_day(step['due'])}" if step["due"] else ""
    ended = f" ({step['state'].lower()})" if step["state"] != "Open" else ""
    whose = f" [{', '.join(step['children'])}]" if step["children"] else ""
    return f"{step['what']}: {step['who']}{by}{ended}{whose}"


def _kept(aim: Mapping[str, Any]) -> str:
    return ", ".join(one["name"] for one in aim.get("kept_from", ())) or "no one is kept from it"


def _names(aim: Mapping[str, Any]) -> str:
    return ", ".join(aim["children"]) or "the whole family"


def _day(said: str | None) -> str:
    return long_day(date.fromisoformat(said)) if said else "no date"
