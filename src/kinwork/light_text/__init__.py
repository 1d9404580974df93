"""Text with headings, lists and bold, as people type it: kept as it was typed, read into blocks for page and paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import chain
from typing import Any

from markdown_it import MarkdownIt

DEEPEST = 3  # headings below are as the third
JOINER = "\u2060"  # a letter that is not seen: after it a mark is a letter like any other
_MARKS = re.compile(r"\*(?=\*)|^[ \t]*(?=[#*+-]|\d{1,9}[.)])", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """Letters of one look. A line end inside a paragraph is ``\\n``."""

    text: str
    is_bold: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` 1 to 3."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Items:
    """A list; ``start`` is the number of its first item, none for a list without numbers."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


Block = Heading | Paragraph | Items


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    """CommonMark, of which only headings by ``#``, lists and bold mean something: all else is letters."""
    return MarkdownIt("zero", {"breaks": True}).enable(["heading", "list", "newline", "emphasis", "balance_pairs"])


def blocks(text: str) -> tuple[Block, ...]:
    """What a text is made of. Any text is one; nothing of it but the marks themselves is left out."""
    return tuple(_blocks(iter(_reader().parse(text.replace("\r\n", "\n").replace("\r", "\n")))))


def _blocks(tokens: Iterator[Any], until: str = "") -> Iterator[Block]:
    for token in tokens:
        if token.type == until:
            return
        if token.type == "heading_open":
            yield Heading(min(int(token.tag[1]), DEEPEST), _runs(next(tokens).children or []))
            next(tokens)
        elif token.type == "paragraph_open":
            runs = _runs(next(tokens).children or [])
            next(tokens)
            if runs:
                yield Paragraph(runs)
        elif token.type == "bullet_list_open":
            yield Items(tuple(_items(tokens, "bullet_list_close")))
        elif token.type == "ordered_list_open":
            yield Items(tuple(_items(tokens, "ordered_list_close")), int(token.attrGet("start") or 1))


def _items(tokens: Iterator[Any], until: str) -> Iterator[tuple[Block, ...]]:
    for token in tokens:
        if token.type == until:
            return
        yield tuple(_blocks(tokens, "list_item_close"))


def _runs(children: list[Any]) -> tuple[Run, ...]:
    found: list[Run] = []
    is_bold = False
    for child in children:
        if child.type in ("strong_open", "strong_close") and child.markup == "**":
            is_bold = child.type == "strong_open"
            continue
        letters = child.content or child.markup  # an asterisk on its own is an asterisk
        if child.type in ("softbreak", "hardbreak"):
            letters = "\n"
        if found and found[-1].is_bold == is_bold:
            found[-1] = Run(found[-1].text + letters, is_bold)
        elif letters:
            found.append(Run(letters, is_bold))
    return tuple(found)


def as_html(text: str, *, level: int = 4) -> str:
    """A text as HTML, everything escaped; its first headings are ``<h4>``, or of the ``level`` that is asked."""
    return "".join(_html(block, level) for block in blocks(text))


def _html(block: Block, level: int) -> str:
    if isinstance(block, Heading):
        tag = f"h{min(6, level + block.level - 1)}"
        return f'<{tag} class="kw-prose-heading">{_spans(block.runs)}</{tag}>'
    if isinstance(block, Paragraph):
        return f'<p class="kw-prose">{_spans(block.runs)}</p>'
    inside = "".join(f"<li>{''.join(_html(one, level) for one in item)}</li>" for item in block.items)
    if block.start is None:
        return f'<ul class="kw-prose-list">{inside}</ul>'
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f'<ol class="kw-prose-list"{start}>{inside}</ol>'


def _spans(runs: tuple[Run, ...]) -> str:
    said = ((escape(run.text).replace("\n", "<br>"), run.is_bold) for run in runs)
    return "".join(f"<strong>{letters}</strong>" if is_bold else letters for letters, is_bold in said)


def unmarked(text: str) -> str:
    """The same words, of which no mark means anything: they are shown as they were typed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _MARKS.sub(lambda found: found[0] + JOINER, lines)


def plain(text: str) -> str:
    """A text without its marks: one line a heading, a paragraph's line or an item. For searches and first lines."""
    return "\n".join(chain.from_iterable(_lines(block) for block in blocks(text)))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Items):
        for number, item in enumerate(block.items, block.start or 0):
            mark = "• " if block.start is None else f"{number}. "
            said = list(chain.from_iterable(_lines(one) for one in item))
            yield mark + (said[0] if said else "")
            yield from said[1:]
    else:
        yield from "".join(run.text for run in block.runs).split("\n")
