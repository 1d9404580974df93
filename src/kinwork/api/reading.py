"""What a system sent, read strictly: JSON and nothing else, of a bounded size and depth, each name once."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from kinwork.nesting import too_deep

from .problems import Problem

MOST_BYTES = 256 * 1024  # as the gateway lets through (platform/gateway.py)
MOST_LEVELS = 6
# As a form would have sent it: PostgreSQL holds no NUL; other control characters are nobody's words.
KEPT = "\n\t"


def read_body(request: HttpRequest) -> dict[str, Any]:
    """The object that was sent. Raises a :class:`Problem` that says what is wrong with it."""
    kind, _, more = request.headers.get("Content-Type", "").partition(";")
    charset = more.strip().lower().removeprefix("charset=").strip('"')
    if kind.strip().lower() != "application/json" or charset not in ("", "utf-8", "utf8"):
        raise Problem(415, "not-json", "Send JSON in UTF-8, with the header “Content-Type: application/json”.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Problem(415, "compressed", "Send it as it is, not compressed.")
    raw = request.body
    if len(raw) > MOST_BYTES:
        raise Problem(413, "too-large", f"This has {len(raw):,} bytes; {MOST_BYTES:,} fit.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(400, "unreadable", "This is not UTF-8.") from None
    if line := too_deep(text, MOST_LEVELS):
        raise Problem(400, "too-deep", f"Line {line} is nested deeper than anything that is asked for.")
    try:
        said = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number)
    except Problem:
        raise
    except (ValueError, RecursionError) as problem:
        where = (
            f" at line {problem.lineno}, column {problem.colno}" if isinstance(problem, json.JSONDecodeError) else ""
        )
        raise Problem(400, "unreadable", f"This is not JSON{where}.") from None
    if not isinstance(said, dict):
        raise Problem(400, "unreadable", "Send one JSON object: { … }.")
    cleaned: dict[str, Any] = _clean(said)
    return cleaned


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        last = {name: at for at, (name, _) in enumerate(pairs)}
        twice = next(name for at, (name, _) in enumerate(pairs) if last[name] > at)
        raise Problem(400, "twice", f"“{twice[:40]}” stands twice in one object. Send it once.")
    return found


def _no_number(name: str) -> Any:
    raise Problem(400, "unreadable", f"{name} is not JSON. Send a number, or null.")


def _clean(value: Any) -> Any:
    """Text without what no page takes: control characters, halves of letters, blanks around it."""
    if isinstance(value, str):
        whole = value.replace("\r\n", "\n").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return "".join(sign for sign in whole if sign in KEPT or unicodedata.category(sign) != "Cc").strip()
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    return value


class Strict(Parser):
    """For django-ninja: bodies as read here."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        read: dict[str, Any] = request.__dict__["read_body"]
        return read
