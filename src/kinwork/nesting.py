"""How deep a YAML text nests, told before it is read: libyaml's composer recurses until the process dies.

>>> too_deep("a: [1, [2, 3]]", most=2), too_deep("a: [1, [2, 3]]", most=3)
(1, 0)
"""

from __future__ import annotations

import re

MOST = 60


def too_deep(text: str, most: int = MOST) -> int:
    """The line (from 1) on which a YAML or JSON text nests deeper than ``most`` levels; 0 where it never does."""
    if _at_most(text) <= most:
        return 0
    import yaml

    depth = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > most:
                    return (event.start_mark.line if event.start_mark else 0) + 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, ValueError):
        pass  # whoever reads it meets the same mistake, no deeper than this
    return 0


def _at_most(text: str) -> int:
    """A quick bound: brackets, whether quoted or not, and twice what lines are indented by, dashes included."""
    open_, deepest = 0, 0
    for bracket in re.findall(r"[\[\]{}]", text):
        open_ = open_ + 1 if bracket in "[{" else max(0, open_ - 1)
        deepest = max(deepest, open_)
    indented = max((len(line) - len(line.lstrip(" \t-?:")) for line in text.splitlines()), default=0)
    return 1 + deepest + 2 * indented
