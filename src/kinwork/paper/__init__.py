"""Pages on paper."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path
from typing import Any

PRINT_STYLE = Path(__file__).parent / "print.css"


class OutsideFetch(ValueError):
    """A document asked for something outside itself."""


DRAWN = "data:image/jpeg;base64,"  # a picture that stands in the document itself


def _nothing_from_outside(url: str, *args: Any, **kwargs: Any) -> Any:
    if url.startswith(DRAWN):
        from weasyprint.urls import URLFetcherResponse

        return URLFetcherResponse(url, base64.b64decode(url.removeprefix(DRAWN)), {"Content-Type": "image/jpeg"})
    raise OutsideFetch(f"documents fetch nothing: {url[:80]}")


# Of a page with a drawing: three times what 400 people take, which are ten seconds' work.
MOST_LETTERS = 1_000_000


class TooMuch(ValueError):
    """A drawing that no paper bears."""


def bears(drawing: str) -> str:
    """The same, where it can be put on paper in a time that somebody waits; else :class:`TooMuch`."""
    if len(drawing) > MOST_LETTERS:
        raise TooMuch(f"{len(drawing)} letters")
    return drawing


MOST_PIXELS = 40_000_000  # of a picture: four hundred people in one row still fit into memory


def as_png(svg: str, width: float, height: float) -> bytes:
    """An SVG of this size as a picture, twice as fine unless that would be too large."""
    import vl_convert  # large, seldom needed

    scale = min(2.0, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


@lru_cache(maxsize=1)
def _style() -> Any:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return CSS(filename=str(PRINT_STYLE), font_config=fonts), fonts


def as_pdf(page: str, *, to_last: bool = False) -> bytes:
    """A page of HTML as PDF/UA, in the house's print style, fetching nothing.

    ``to_last``: as PDF/A-2a (ISO 19005-2), which holds all that it takes to show it in decades.
    """
    from weasyprint import HTML  # slow to import, seldom needed

    style, fonts = _style()
    return bytes(
        HTML(string=page, url_fetcher=_nothing_from_outside).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-2a" if to_last else "pdf/ua-1"
        )
    )


# Of a long paper in several PDFs: whoever binds them puts the numbers on. Without tags, which do not survive binding.
LOOSE = """@page { @bottom-left { content: none } @bottom-right { content: none } }
body { font: 12pt/1.5 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
.bar { background: #000; color: #fff; font: bold 9pt/1.2 sans-serif; padding: 0 4mm; white-space: nowrap; }
.index { width: 100%; border-collapse: collapse; }
.index td { padding: 1mm 0; border-bottom: 0.3pt solid #999; vertical-align: top; }
.index td:last-child { text-align: right; white-space: nowrap; padding-left: 4mm; }
.index .letter td { font-weight: bold; border-bottom: none; padding-top: 4mm; }
.item { margin: 0 0 5mm; }
.item .text { white-space: pre-wrap; }
.item h3 { border-bottom: 0.4pt solid #999; }
.attached { display: block; max-width: 100%; max-height: 190mm; }
"""


def as_loose_sheets(page: str) -> bytes:
    """A page of HTML as sheets without numbers, to be bound with others (``binding.py``), fetching nothing."""
    from weasyprint import CSS, HTML

    style, fonts = _style()
    return bytes(
        HTML(string=page, url_fetcher=_nothing_from_outside).write_pdf(
            stylesheets=[style, CSS(string=LOOSE, font_config=fonts)], font_config=fonts
        )
    )
