"""Labels as people type them: which say that there is no answer, and which are one label written in two ways."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from .problems import BadData

# What spreadsheets, SPSS, R and people write where there is no answer. One list for every reader.
MISSING = frozenset(
    {
        "", ".", "..", "...", "…", "-", "--", "–", "—", "?", "na", "n/a", "n.a.", "n.a", "#n/a", "#na", "#n/a n/a",
        "<na>", "nan", "-nan", "null", "#null!", "none", "nil", "missing", "not available", "no data",
    }
)  # fmt: skip
FORMULA_ERRORS = frozenset({"#div/0!", "#value!", "#ref!", "#name?", "#num!", "#spill!", "#calc!"})
KEEP = ("ask", "together", "apart")


def is_missing(value: Any) -> bool:
    """Whether a cell or a value says that there is none: None, NaN, pandas' NA, or a word for it.

    >>> [is_missing(x) for x in (None, float("nan"), " N/A ", "–", "no", 0)]
    [True, True, True, True, False, False]
    """
    if value is None:
        return True
    if isinstance(value, str):
        return value.strip().lower() in MISSING
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # pandas' NA is neither equal nor unequal to itself
        return type(value).__name__ in ("NAType", "NaTType")


def without_missing(texts: Iterable[str]) -> list[str]:
    """The texts, stripped, with "" where there is no answer. BadData for a formula's error."""
    found = []
    for position, text in enumerate(texts, start=1):
        tidy = text.strip()
        if tidy.lower() in FORMULA_ERRORS:
            raise BadData(
                f"value {position}: found '{tidy}', the error of a formula; expected a value or an empty cell"
            )
        found.append("" if tidy.lower() in MISSING else tidy)
    return found


def one_way(
    texts: Sequence[str], labels: str = "ask", *, where: str = "", lines: Sequence[int] = (), option: str = "labels="
) -> list[str]:
    """The texts with labels that differ only by capitals, blanks or a closing full stop settled.

    ``labels``: "ask" refuses with both labels and their places, "together" writes each as most do, "apart" keeps
    them. Empty texts are missing and stay.

    >>> one_way(["Yes", "yes", "no", "yes"], "together")
    ['yes', 'yes', 'no', 'yes']
    """
    if labels not in KEEP:
        raise BadData(f"{option.rstrip('= ')}: found '{labels}', expected one of: {', '.join(KEEP)}")
    counted = Counter(text for text in texts if text)
    written: dict[str, list[str]] = {}
    for text in counted:
        written.setdefault(_bare(text), []).append(text)
    twins = [ways for ways in written.values() if len(ways) > 1]
    if not twins or labels == "apart":
        return list(texts)
    if labels == "ask":
        first, second = twins[0][:2]
        at = [f" (line {lines[texts.index(text)]})" if len(lines) else "" for text in (first, second)]
        more = f", and {len(twins) - 1} more such" if len(twins) > 1 else ""
        way_on = f"say {option}together if so, {option}apart if not" if option else "write it in one way, if so"
        raise BadData(
            f"{where}found '{first}'{at[0]} and '{second}'{at[1]}{more}: one label written in two ways? {way_on}"
        )
    as_most = {text: max(ways, key=lambda way: counted[way]) for ways in twins for text in ways}
    return [as_most.get(text, text) for text in texts]


def _bare(text: str) -> str:
    """Without what hands and programs vary: capitals, kinds and number of blanks, a full stop behind."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s_]+", "", plain).rstrip(".,;:") or plain
