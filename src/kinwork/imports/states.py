"""Values of a row in short: the same for what was written and for what is read again, so that what changed is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from kinwork.during import During

AS_THEY_ARE = frozenset((str, int, bool, type(None)))


def plain(value: Any) -> Any:
    """A value as JSON has it and as it is compared.

    >>> plain(date(2026, 3, 1)), plain(During(date(2026, 3, 1), None)), plain(["b", "a"]), plain("")
    ('2026-03-01', '[2026-03-01,)', ['b', 'a'], '')
    """
    if (of := type(value)) in AS_THEY_ARE:
        return value
    if of is date:
        return value.isoformat()
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, During):
        return f"[{value.start},{value.end or ''})"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "lower") and hasattr(value, "upper") and hasattr(value, "isempty"):  # a range of psycopg
        return "empty" if value.isempty else f"[{value.lower or ''},{value.upper or ''})"
    return str(value)


def state_of(values: Mapping[str, Any]) -> str:
    said = "\x1f".join(f"{name}\x1e{plain(values[name])}" for name in sorted(values))
    return blake2b(said.encode(), digest_size=12).hexdigest()
