"""JSON as a part of YAML, but for one thing: how it writes letters outside the basic plane."""

from __future__ import annotations

import json
import re

_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def letters(text: str) -> str:
    """The same text for a reader of YAML, which takes the two halves of such a letter for no letter at all.

    >>> letters('{"name": "\\\\ud83d\\\\ude00"}')
    '{"name": "😀"}'
    """
    if "\\u" not in text or text.lstrip()[:1] not in ("{", "["):
        return text
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    return _PAIR.sub(lambda found: found[1] + json.loads(f'"\\u{found[2]}\\u{found[3]}"'), text)
