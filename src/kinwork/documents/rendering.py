"""A document as a page, on paper and for Word: from what is kept, or from a draft as it would be kept now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from kinwork.clocks.humanize import long_day
from kinwork.families.drawing import attempt
from kinwork.layouts.blocks import Block, Items, Picture
from kinwork.layouts.html import blocks_as_html
from kinwork.layouts.word import Paper, as_docx
from kinwork.meetings.names import in_a_row
from kinwork.paper import as_pdf, as_png, bears

from .composing import sections_then

# What paper is asked for in one document: three hundred pages. More than that is read by nobody, and is a bundle.
MOST_BLOCKS = 6_000


def html_of_blocks(blocks: Sequence[Block], *, new: Collection[str] = (), is_kept: bool = False) -> Markup:
    """Blocks on a page or paper. ``is_kept``: without where they are edited, which is nowhere any more."""
    shown = [replace(one, href="") for one in blocks] if is_kept else blocks
    return Markup(blocks_as_html(shown, new=new))  # noqa: S704 -- escaped there, word by word


def under_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines under the title: about whom, for whom, of which day."""
    about = in_a_row([one["name"] for one in data["about"]]) if data["about"] else ""
    made_for = in_a_row([one["name"] for one in data["made_for"]]) if data["made_for"] else ""
    day = long_day(timezone.localtime(datetime.fromisoformat(data["at"])).date())
    lines = (f"About {about}" if about else "", f"For {made_for}" if made_for else "For professionals only", day)
    return tuple(one for one in lines if one)


def html_of(data: Mapping[str, Any]) -> str:
    """The document itself: what is kept, shown and printed."""
    sections = [
        (one["key"], one["title"], html_of_blocks(blocks, is_kept=True))
        for one, blocks in zip(data["sections"], sections_then(data).values(), strict=True)
    ]
    return render_to_string(
        "documents/parts/body.html", {"title": data["title"], "under": under_of(data), "sections": sections}
    )


def pdf_of(
    title: str, html: str, foot: str, *, signed: Sequence[str] = (), draft: str = "", to_last: bool = False
) -> bytes:
    """On paper, tagged. ``signed``: who has put their name to it since; ``draft``: that it is none yet; ``to_last``: as
    PDF/A.
    """
    page = render_to_string(
        "documents/print.html",
        {"title": title, "body": Markup(html), "foot": foot, "signed": signed, "draft": draft},  # noqa: S704
    )
    return as_pdf(bears_words(page), to_last=to_last)


def bears_words(page: str) -> str:
    """As much as one document holds. Drawings are bounded where they are made."""
    return page if len(page) < 20 * 1_000_000 else bears(page)


def docx_of(data: Mapping[str, Any], author: str, foot: str, *, draft: str = "") -> bytes:
    """For Word. A drawing that cannot be turned into a picture stands there in words."""
    under = (*((draft,) if draft else ()), *under_of(data))
    made_at = datetime.fromisoformat(data["at"])
    paper = Paper(data["title"], under, author, made_at, foot)
    then = sections_then(data)
    sections = [(one["title"], _drawable(then[one["key"]], data["family"])) for one in data["sections"]]
    return as_docx(paper, sections, _png)


def _png(svg: str, wide: float, high: float) -> bytes:
    return as_png(bears(svg), wide, high)


def _drawable(blocks: Sequence[Block], family_id: int) -> list[Block]:
    return [_or_words(one, family_id) if isinstance(one, Picture) else one for one in blocks]


def _or_words(one: Picture, family_id: int) -> Block:
    if attempt("a drawing for Word", family_id, lambda: _png(one.svg, one.width, one.height)):
        return one
    return Items(tuple(line for line in one.alt.splitlines() if line.strip()))
