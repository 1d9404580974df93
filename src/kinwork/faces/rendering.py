"""A face as its reader sees it: on the page, on paper, in large print, and as easy read with pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from unicodedata import bidirectional

from django.template.loader import render_to_string
from markupsafe import Markup

from kinwork.clocks.humanize import long_day
from kinwork.layouts.blocks import printed
from kinwork.paper import as_pdf

from .composing import Composed
from .pictures import Picture, picture_called, picture_for
from .reading_age import sentences_in


class Shape(StrEnum):
    PLAIN = "plain"
    LARGE = "large"
    EASY = "easy"


SHAPES = {Shape.PLAIN: "As usual", Shape.LARGE: "Large print", Shape.EASY: "Easy read, with pictures"}


def html_of(now: Composed, *, shape: Shape = Shape.PLAIN, language: str = "", on: date, is_draft: bool = False) -> str:
    """The page itself: what is shown, printed and kept. Everything escaped, nothing from outside."""
    sections = [
        {
            "title": one.title,
            "lines": one.lines,
            "translated": one.translated,
            "is_from_right": _is_from_right("".join(one.translated)),
            "sentences": [
                (said, _picture(said, now.face.pictures)) for said in _sentences(one.lines)
            ] if shape == Shape.EASY else [],
        }
        for one in now.shown(language)
    ]  # fmt: skip
    rows = (one for part in now.parts for one, _ in part.languages if one.language == language)
    last = max(rows, key=lambda one: one.translated_on, default=None)
    return render_to_string(
        "faces/parts/body.html",
        {
            "title": now.title,
            "person": now.face.person.name,
            "day": long_day(on),
            "shape": shape.value,
            "sections": sections,
            "is_draft": is_draft,
            "is_for_child": now.face.is_for_child,
            "translation": last if any(one["translated"] for one in sections) else None,
        },
    )


def _is_from_right(text: str) -> bool:
    """Whether a text is read from the right, as Arabic, Farsi, Urdu and Hebrew are: by its first letter."""
    first = (bidirectional(one) for one in text)
    return next((one for one in first if one in ("L", "R", "AL")), "L") != "L"


def _sentences(lines: Sequence[str]) -> list[str]:
    return [said for line in lines for said in sentences_in(line) or [line]]


@dataclass(frozen=True)
class Row:
    """A sentence of easy read: its print, the picture that would stand there by itself, and what somebody chose."""

    print: str
    said: str
    by_itself: Picture | None
    chosen: str | None


def rows_of(now: Composed) -> list[Row]:
    """The sentences as their reader gets them, each once."""
    every = dict.fromkeys(said for one in now.shown() for said in _sentences(one.lines))
    pictures = now.face.pictures
    return [Row(printed(said), said, picture_for(said), pictures.get(printed(said))) for said in every]


def _picture(said: str, chosen: Mapping[str, str]) -> Markup:
    key = chosen.get(printed(said))
    found = picture_for(said) if key is None else picture_called(key)
    return Markup(found.svg) if found else Markup("")  # noqa: S704 -- our own drawing


def pdf_of(title: str, html: str, *, shape: Shape) -> bytes:
    """On paper, tagged. Its title says what it is, not for whom."""
    page = render_to_string(
        "faces/print.html", {"title": title, "body": Markup(html), "shape": shape.value}  # noqa: S704
    )  # fmt: skip
    return as_pdf(page)
