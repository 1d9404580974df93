"""Blocks as HTML, for the page, for paper and for keeping: everything escaped, nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from html import escape

from kinwork.light_text import as_html

from .blocks import Block, Happening, Heading, Items, Pairs, Picture, Prose, Signatures, Table, pieces

Mark = Callable[[Block], bool]


def blocks_as_html(blocks: Iterable[Block], *, level: int = 3, new: Collection[str] = ()) -> str:
    """Blocks, whose headings are ``<h3>`` or of the ``level`` that is asked.

    ``new``: prints of pieces that were not there when somebody looked last; their blocks are marked.
    """
    return "".join(_marked(one, level, new) for one in blocks)


def _marked(block: Block, level: int, new: Collection[str]) -> str:
    html = _html(block, level)
    if new and any(one.print in new for one in pieces([block])):
        return f'<div class="kw-doc__new"><span class="kw-tag">New</span>{html}</div>'
    return html


def _html(block: Block, level: int) -> str:
    if isinstance(block, Heading):
        return f"<h{level}>{escape(block.words)}</h{level}>"
    if isinstance(block, Prose):
        return f'<div class="kw-doc__prose">{as_html(block.text, level=level)}</div>'
    if isinstance(block, Happening):
        return _happening(block, level)
    if isinstance(block, Items):
        tag = "ol" if block.is_numbered else "ul"
        return f"<{tag}>{''.join(f'<li>{_lines(line)}</li>' for line in block.lines)}</{tag}>"
    if isinstance(block, Pairs):
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{_lines(words)}</dd>" for label, words in block.rows)
        return f'{_title(block.title, level)}<dl class="kw-doc__pairs">{rows}</dl>'
    if isinstance(block, Table):
        return _table(block, level)
    if isinstance(block, Picture):
        return _picture(block)
    if isinstance(block, Signatures):
        rows = "".join(
            f'<tr><th scope="row">{escape(role)}</th><td>{escape(name)}</td><td>{escape(day)}</td></tr>'
            for role, name, day in block.lines
        )
        heads = '<thead><tr><th scope="col">As</th><th scope="col">Name</th><th scope="col">Date</th></tr></thead>'
        return f'<table class="kw-doc__signed">{heads}<tbody>{rows}</tbody></table>'
    raise TypeError(f"no block: {block!r}")


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def _title(words: str, level: int) -> str:
    return f"<h{level}>{escape(words)}</h{level}>" if words else ""


def _happening(block: Happening, level: int) -> str:
    about = f'<span class="kw-soft"> {escape(block.about)}</span>' if block.about else ""
    edit = f' <a class="govuk-link kw-small kw-noprint" href="{escape(block.href)}">Add or correct</a>'
    added = "".join(f'<div class="kw-doc__added">{as_html(one, level=level + 1)}</div>' for one in block.added)
    return (
        f'<div class="kw-doc__happening"><p class="kw-doc__head"><strong>{escape(block.head)}</strong>{about}'
        f"{edit if block.href else ''}</p>{as_html(block.text, level=level + 1)}{added}</div>"
    )


def _table(block: Table, level: int) -> str:
    whole = sum(block.widths)
    columns = "".join(f'<col class="kw-w{round(20 * width / whole) * 5}">' for width in block.widths)
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in block.heads)
    rows = "".join(f"<tr>{''.join(f'<td>{_lines(one)}</td>' for one in row)}</tr>" for row in block.rows)
    return (
        f"{_title(block.title, level)}<table>{f'<colgroup>{columns}</colgroup>' if columns else ''}"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _picture(block: Picture) -> str:
    """The drawing names itself to who cannot see it."""
    svg = re.sub(r"<svg\b", '<svg role="img"', block.svg, count=1) if 'role="img"' not in block.svg else block.svg
    words = f'<p class="kw-soft kw-small">{_lines(block.words)}</p>' if block.words else ""
    return f'<figure class="kw-doc__picture">{svg}<figcaption>{words}</figcaption></figure>'
