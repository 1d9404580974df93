"""Which questionnaires need licensed wording, whether it is loaded, and the file into which it is written."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from kinwork.access.actor import Actor
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.instruments import Instrument, Wording, library
from kinwork.instruments.model import Asked

from .choosing import folder


@dataclass(frozen=True)
class Licensed:
    """A questionnaire whose words are someone else’s."""

    instrument: Instrument
    licence: str  # of the wording that is loaded; empty where none is

    @property
    def is_loaded(self) -> bool:
        return bool(self.licence)


def _licensed() -> list[Licensed]:
    there = library(folder())
    found = []
    for one in sorted(there.current, key=lambda one: one.name.casefold()):
        if one.licence.wording == Wording.LICENSED:
            loaded = there.wording_for(one)
            found.append(Licensed(one, loaded.licence if loaded else ""))
    return found


@require_policy(SIGNED_IN)
def licensed(request: Request, actor: Actor) -> HttpResponse:
    """Each with whose it is, and whether it can be asked here. No statement."""
    context = {"found": _licensed(), "folder": settings.KINWORK_INSTRUMENTS}
    return render(request, "measures/licensed.html", context)


@require_policy(SIGNED_IN)
def wording_to_fill_in(request: Request, actor: Actor, key: str) -> HttpResponse:
    """A file with a line for each item and answer, without the words: whoever has the licence writes them in."""
    found = next((one.instrument for one in _licensed() if one.instrument.key == key), None)
    if found is None:
        raise Http404("No such questionnaire")
    answer = HttpResponse(to_fill_in(found), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.key}-wording.yaml"'
    return answer


def to_fill_in(instrument: Instrument) -> str:
    """Read as it stands, it is said line by line what is still to be written."""
    lines = [
        f"# The words of {instrument.name}, as your licence has them. Save this file into the folder of instruments.",
        f"wording_of: {instrument.key}", f'version: "{instrument.version}"',
        'licence: ""  # whose licence, its number, until when it holds', "items:",
        *(f'  {item.number}: ""' for item in instrument.items),
    ]  # fmt: skip
    sets = {item.answers.key: item.answers for item in instrument.items if item.answers.asked == Asked.ONE}
    without = [one for one in sets.values() if any(not option.label for option in one.options)]
    if without:
        lines.append("answers:")
        for one in without:
            lines += [f"  {one.key}:", *(f'    {option.value}: ""' for option in one.options if not option.label)]
    return "\n".join(lines) + "\n"
