"""XML from outside: read element by element, without document types, entities or network; what it is, before anything.

What is refused is refused whole, in one line: another root, a document type, a file that ends too early.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from . import bounded
from .problems import BadReturn

PROLOG = 1 << 16  # the first element begins within so many bytes
SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
BIG_LINES = 65535  # beyond, the library gives the line of what follows the element's start
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BEFORE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)


def elements(path: Path, root: str, *, tags: tuple[str, ...]) -> Iterator[Any]:
    """The elements of some names when they are whole; each is let go when the next is asked for.

    Raises ``BadReturn``.
    """
    _look_at_beginning(path, root)
    try:
        with path.open("rb") as file:
            walk = etree.iterparse(file, events=("end",), tag=tags, remove_comments=True, remove_pis=True, **SAFE)
            for _, element in walk:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            if walk.root is None or walk.root.tag != root:
                raise BadReturn(f"{path}: the root is not {root}")
    except etree.XMLSyntaxError as problem:
        raise BadReturn(f"{path}: {one_line(problem)}, expected an XML file that is whole") from None
    except OSError as problem:
        raise BadReturn(f"{path}: {problem.strerror or problem}, expected an XML file") from None


def one_line(problem: etree.XMLSyntaxError) -> str:
    """What the parser says, with its line first."""
    line = problem.lineno or 1
    return f"line {line}: {(problem.msg or 'not XML').split(', line ')[0]}"


def line_of(element: Any) -> int:
    """The line on which an element begins."""
    line: int = element.sourceline or 0
    if line > BIG_LINES and len(element) and element.text:
        line -= element.text.count("\n")
    return line


def _look_at_beginning(path: Path, root: str) -> None:
    try:
        bounded.refuse_too_long(path, f"an XML file with root {root}")
        with path.open("rb") as file:
            head = file.read(PROLOG)
    except OSError as problem:
        raise BadReturn(f"{path}: {problem.strerror or problem}, expected an XML file") from None
    text = _decoded(head)
    while match := _BEFORE.match(text):
        text = text[match.end() :]
    if text[:9].upper() == "<!DOCTYPE":
        raise BadReturn(f"{path}: found a document type, expected an XML file without one")
    if not text.startswith("<"):
        raise BadReturn(f"{path}: line 1: found no XML, expected an XML file with root {root}")
    found = re.match(r"<([^\s/>]*)", text)
    if found is None or found[1] != root:
        raise BadReturn(f"{path}: found root {found[1][:60] if found else ''}, expected {root}")


def _decoded(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.decode(encoding, errors="ignore").lstrip("\ufeff")
    if head[:4] in (b"<\0?\0", b"<\0M\0", b"<\0E\0"):
        return head.decode("utf-16-le", errors="ignore")
    if head[:4] in (b"\0<\0?", b"\0<\0M", b"\0<\0E"):
        return head.decode("utf-16-be", errors="ignore")
    return head.decode("latin-1")
