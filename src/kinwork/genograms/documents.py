"""Drawings as documents; where one cannot be made, the same in words takes its place."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from kinwork.access.request import Request
from kinwork.families.drawing import attempt
from kinwork.families.held import HeldFamily
from kinwork.paper import as_pdf, bears

from .presenters.in_words import PersonInWords


def drawn_pdf(
    request: Request,
    held: HeldFamily,
    template: str,
    shows: dict[str, Any],
    in_words: dict[str, Any],
    name: str,
    title: str,
) -> HttpResponse:
    """A page with a drawing as PDF. ``in_words`` is what it shows instead where paper does not bear the drawing.

    Where there is no paper to be had at all, a page on the screen says the same.
    """
    family = held.family
    for each in (shows, {**shows, **in_words}):
        page = render_to_string(template, each)
        pdf = attempt(f"{title} on paper", family.pk, lambda page=page: as_pdf(bears(page)))  # type: ignore[misc]
        if pdf is not None:
            response = HttpResponse(pdf, content_type="application/pdf")
            response["Content-Disposition"] = f'inline; filename="{name}-{family.pk}.pdf"'
            return response
    return not_drawn(request, held, title, in_words["people"])


def not_drawn(
    request: Request, held: HeldFamily, title: str, people: list[PersonInWords], wrong: list[str] | None = None
) -> HttpResponse:
    """A page that says that there is no picture, and everybody as a list."""
    shows = {"family": held.family, "title": title, "people": people, "wrong": wrong or []}
    return render(request, "genograms/not_drawn.html", shows)
