"""Where in a text what was asked for stands: a few lines around it, each hit marked."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

# Signs of the private use area: what a text has of them itself was a space to the index.
START, STOP = "\ue000", "\ue001"
AROUND = 110  # letters before and after a hit
MOST = 3  # excerpts of one text
LONGEST = 480  # letters of one excerpt


@dataclass(frozen=True)
class Hit:
    """From which letter to which."""

    start: int
    end: int


def hits_in(marked: str) -> list[Hit]:
    """Where the marks stand, counted without them.

    >>> hits_in("They \\ue000visited\\ue001 on \\ue000Monday\\ue001")
    [Hit(start=5, end=12), Hit(start=16, end=22)]
    """
    found: list[Hit] = []
    at, start = 0, 0
    for sign in marked:
        if sign == START:
            start = at
        elif sign == STOP:
            found.append(Hit(start, at))
        else:
            at += 1
    return found


def excerpts(text: str, hits: list[Hit]) -> list[Markup]:
    """The first few places, escaped, hits in ``<mark>``; the beginning of a text in which nothing is marked.

    >>> excerpts("A <b> visit.", [Hit(6, 11)])
    [Markup('A &lt;b&gt; <mark>visit</mark>.')]
    """
    if not hits:
        return [_excerpt(text, 0, min(len(text), 2 * AROUND), [])] if text.strip() else []
    spans: list[tuple[int, int, list[Hit]]] = []
    for hit in hits:
        start, end = _word(text, hit.start - AROUND, back=True), _word(text, hit.end + AROUND, back=False)
        if spans and start <= spans[-1][1] and end - spans[-1][0] <= LONGEST:
            spans[-1] = spans[-1][0], max(end, spans[-1][1]), [*spans[-1][2], hit]
        elif spans and hit.end <= spans[-1][1]:
            spans[-1][2].append(hit)
        elif len(spans) < MOST:
            spans.append((max(start, spans[-1][1] if spans else 0), end, [hit]))
        else:
            break
    return [_excerpt(text, *span) for span in spans]


def _word(text: str, at: int, *, back: bool) -> int:
    """The nearest beginning or end of a word from a place on."""
    at = min(max(at, 0), len(text))
    for _ in range(30):
        if at in (0, len(text)) or text[at - 1 if back else at].isspace():
            return at
        at += -1 if back else 1
    return at


def _excerpt(text: str, start: int, end: int, hits: list[Hit]) -> Markup:
    parts, at = [], start
    for hit in hits:
        parts += [escape(text[at : hit.start]), Markup("<mark>{}</mark>").format(text[hit.start : hit.end])]
        at = hit.end
    parts.append(escape(text[at:end]))
    inside = Markup("").join(parts).replace("**", "").strip()
    return ("… " if start else "") + inside + (" …" if end < len(text) else "")
