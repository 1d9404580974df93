"""Pages on paper."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

PRINT_STYLE = Path(__file__).parent / "print.css"


class OutsideFetch(ValueError):
    """A document asked for something outside itself."""


def _nothing_from_outside(url: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
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


def as_pdf(page: str) -> bytes:
    """A page of HTML as PDF/UA, in the house's print style, fetching nothing."""
    from weasyprint import HTML  # slow to import, seldom needed

    style, fonts = _style()
    return bytes(
        HTML(string=page, url_fetcher=_nothing_from_outside).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )
    )
