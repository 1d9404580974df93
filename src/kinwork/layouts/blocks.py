"""What a section holds: blocks that know neither page nor paper."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Block:
    """``ref``: what it tells of (``entry:12``), by which it is known again; ``href``: where that is edited."""

    ref: str = ""
    href: str = ""


@dataclass(frozen=True)
class Heading(Block):
    """A heading inside a section."""

    words: str


@dataclass(frozen=True)
class Prose(Block):
    """Light text, as somebody typed it."""

    text: str


@dataclass(frozen=True)
class Happening(Block):
    """Something that happened: when and what, perhaps a line about it, the words, what was added to them later."""

    head: str
    about: str
    text: str
    added: tuple[str, ...] = ()


@dataclass(frozen=True)
class Items(Block):
    """A list of short lines."""

    lines: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Pairs(Block):
    """Labels, each with what there is to say."""

    rows: tuple[tuple[str, str], ...]
    title: str = ""


@dataclass(frozen=True)
class Table(Block):
    """Rows under heads. ``widths``: of the columns, in parts of the whole; ``refs``: of the rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    title: str = ""
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture(Block):
    """A drawing, its size in pixels; ``words`` stand below it, ``alt`` says the same to who cannot see it."""

    svg: str
    words: str
    width: float
    height: float
    alt: str = ""


@dataclass(frozen=True)
class Signatures(Block):
    """Lines on which people sign: as what, who if known, and the day if they have."""

    lines: tuple[tuple[str, str, str], ...]


KINDS: Mapping[str, type[Block]] = {
    "heading": Heading,
    "prose": Prose,
    "happening": Happening,
    "items": Items,
    "pairs": Pairs,
    "table": Table,
    "picture": Picture,
    "signatures": Signatures,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def to_plain(block: Block) -> dict[str, Any]:
    """A block as JSON has it, without where it is edited: what is kept reads the same when that has moved."""
    found = asdict(block)
    del found["href"]
    said = {name: value for name, value in found.items() if value not in ("", (), False)}
    return {"kind": _NAMES[type(block)], **said}


def from_plain(plain: Mapping[str, Any]) -> Block:
    """The block again."""
    kind = KINDS[plain["kind"]]
    known = {one.name for one in fields(kind)}
    said = {name: _tuples(value) for name, value in plain.items() if name in known}
    required = {"text": "", "about": "", "head": "", "words": "", "svg": ""}
    for one in fields(kind):
        if one.name not in said and one.name in required:
            said[one.name] = required[one.name]
        if one.name not in said and one.name in ("lines", "rows", "heads"):
            said[one.name] = ()
    return kind(**said)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list | tuple) else value


def printed(thing: Any) -> str:
    """A short print of something plain, by which two are compared.

    >>> printed(["a", 1]) == printed(("a", 1)), len(printed("a"))
    (True, 16)
    """
    said = json.dumps(thing, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def print_of(blocks: Iterable[Block]) -> str:
    """The print of all that a section holds."""
    return printed([to_plain(one) for one in blocks])


@dataclass(frozen=True)
class Piece:
    """The smallest part by which two states of a section are compared: a block, or a row of a table or list."""

    ref: str
    words: str

    @property
    def print(self) -> str:
        return printed(self.words)


def pieces(blocks: Iterable[Block]) -> Iterator[Piece]:
    """A section's parts, in order."""
    for block in blocks:
        if isinstance(block, Table):
            refs = block.refs or ("",) * len(block.rows)
            for ref, row in zip(refs, block.rows, strict=True):
                yield Piece(ref, "; ".join(one for one in row if one))
        elif isinstance(block, Pairs):
            for label, words in block.rows:
                yield Piece(block.ref, f"{block.title + ', ' if block.title else ''}{label}: {words}")
        elif isinstance(block, Items):
            for line in block.lines:
                yield Piece(block.ref, line)
        elif isinstance(block, Happening):
            yield Piece(block.ref, "\n".join(one for one in (block.head, block.about, block.text, *block.added) if one))
        elif isinstance(block, Picture):
            yield Piece(block.ref or "picture", block.alt or block.words)
        elif isinstance(block, Prose | Heading):
            yield Piece(block.ref, block.text if isinstance(block, Prose) else block.words)


def as_light(blocks: Sequence[Block]) -> str:
    """The same as light text, for somebody to write on from it. A drawing is left out: its words stand for it.

    >>> as_light([Heading("Mira"), Items(("one", "two")), Pairs((("Age", "9"),))])
    '## Mira\\n\\n- one\\n- two\\n\\n**Age:** 9'
    """
    return "\n\n".join(one for block in blocks if (one := _light(block)))


def _light(block: Block) -> str:
    if isinstance(block, Heading):
        return f"## {block.words}"
    if isinstance(block, Prose):
        return block.text.strip()
    if isinstance(block, Happening):
        about = f" ({block.about})" if block.about else ""
        return "\n\n".join((f"**{block.head}**{about}", block.text.strip(), *block.added))
    if isinstance(block, Items):
        mark = "1." if block.is_numbered else "-"
        return "\n".join(f"{mark} {line}" for line in block.lines)
    if isinstance(block, Pairs):
        lines = [f"**{label}:** {words}" for label, words in block.rows]
        return "\n\n".join(([f"## {block.title}"] if block.title else []) + ["\n".join(lines)])
    if isinstance(block, Table):
        lines = [f"- {': '.join(one for one in row if one)}" for row in block.rows]
        return "\n\n".join(([f"## {block.title}"] if block.title else []) + ["\n".join(lines)])
    return block.words.strip() if isinstance(block, Picture) else ""


def is_empty(blocks: Iterable[Block]) -> bool:
    """Whether there is nothing to read: headings alone say nothing."""
    return not any(_says_something(one) for one in blocks)


def _says_something(block: Block) -> bool:
    if isinstance(block, Heading):
        return False
    if isinstance(block, Prose):
        return bool(block.text.strip())
    if isinstance(block, Items | Signatures):
        return bool(block.lines)
    return bool(block.rows) if isinstance(block, Pairs | Table) else True
