"""Small pictures for easy read, drawn by us: one beside a sentence, chosen by what it speaks of, or none.

Plain shapes in one colour, so that they print on any machine. They help along; the words say it.

>>> picture_for("We will ring the school on Monday.").key
'phone'
>>> picture_for("Something quite else.") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEAD = '<circle cx="{0}" cy="{1}" r="{2}"/>'
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64" fill="none" '
    'stroke="#173f4f" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round" '
)


@dataclass(frozen=True)
class Picture:
    """A picture: its key, what it shows, words by which it is chosen, its shapes."""

    key: str
    shows: str
    words: str
    shapes: str

    @property
    def svg(self) -> str:
        """Beside words that say the same: nothing is read out for it."""
        return f'{_FRAME}aria-hidden="true" focusable="false">{self.shapes}</svg>'


# In this order: what is asked for first is chosen first.
PICTURES = (
    Picture(
        "stop", "a hand held up",
        "hit|hits|hitting|hurt|hurts|hurting|shout|shouts|shouting|violence|violent|fight|fights",
        '<path d="M22 56c-6-8-11-14-12-20 0-3 4-4 6-1l5 7V16a3.5 3.5 0 0 1 7 0v16V10a3.5 3.5 0 0 1 7 0v22V13'
        'a3.5 3.5 0 0 1 7 0v20V20a3.5 3.5 0 0 1 7 0v20c0 8-4 12-7 16z"/>',
    ),
    Picture(
        "police", "a police officer’s hat", "police|court|judge|solicitor|law",
        '<path d="M10 34c6-10 38-10 44 0l-4 8H14z"/><path d="M14 42c6 8 30 8 36 0"/><path d="M18 27c2-12 26-12 28 0"/>'
        '<path d="M32 28l2 4h-4z"/>',
    ),
    Picture(
        "phone", "a telephone", "ring|rings|rang|phone|phones|telephone|call|calls|text|texts",
        '<rect x="19" y="6" width="26" height="52" rx="5"/><path d="M28 13h8"/><circle cx="32" cy="50" r="2"/>',
    ),
    Picture(
        "doctor", "a doctor’s bag", "doctor|doctors|gp|hospital|nurse|health|visitor|medicine|ill|sick|clinic|dentist",
        '<rect x="8" y="22" width="48" height="32" rx="5"/><path d="M24 22v-7h16v7"/><path d="M32 30v16M24 38h16"/>',
    ),
    Picture(
        "drink", "a bottle and a glass", "drink|drinks|drinking|drunk|alcohol|drugs|drug",
        '<path d="M18 6h8v10c0 4 4 6 4 12v30H14V28c0-6 4-8 4-12z"/><path d="M38 32h16l-3 26H41z"/>'
        '<path d="M39 42h14"/>',
    ),
    Picture(
        "school", "a school", "school|nursery|teacher|teachers|class|college|lesson|lessons|homework",
        '<path d="M6 30L32 14l26 16"/><path d="M11 30v26h42V30"/><path d="M27 56V42h10v14"/><path d="M32 14V5h9"/>'
        '<path d="M18 38h3M43 38h3"/>',
    ),
    Picture(
        "sleep", "a bed", "sleep|sleeps|sleeping|bed|night|nights|tired",
        '<path d="M6 14v42M6 46h52v10"/><path d="M58 46v-8c0-5-4-8-8-8H26v16"/><circle cx="16" cy="36" r="5"/>',
    ),
    Picture(
        "food", "a plate with fork and knife",
        "eat|eats|eating|food|meal|meals|dinner|breakfast|hungry|cook|cooks|cooking",
        '<circle cx="32" cy="32" r="14"/><circle cx="32" cy="32" r="7"/><path d="M8 10v12c0 3 6 3 6 0V10M11 24v30"/>'
        '<path d="M56 54V10c-6 4-6 16-4 22h4"/>',
    ),
    Picture(
        "money", "coins", "money|pay|pays|rent|benefit|benefits|bill|bills|debt|debts",
        '<ellipse cx="24" cy="18" rx="14" ry="6"/><path d="M10 18v24c0 8 28 8 28 0V18M10 30c0 8 28 8 28 0"/>'
        '<ellipse cx="46" cy="42" rx="11" ry="5"/><path d="M35 42v10c0 7 22 7 22 0V42"/>',
    ),
    Picture(
        "meeting", "people round a table",
        "meeting|meetings|meet|meets|conference|review|together",
        '<ellipse cx="32" cy="40" rx="20" ry="9"/>'
        + _HEAD.format(14, 20, 5) + _HEAD.format(32, 14, 5) + _HEAD.format(50, 20, 5)
        + '<path d="M12 56v-8M52 56v-8"/>',
    ),
    Picture(
        "letter", "a letter", "letter|letters|write|writes|written|paper|report|send|sends|email",
        '<rect x="7" y="14" width="50" height="36" rx="3"/><path d="M8 17l24 18 24-18"/>',
    ),
    Picture(
        "day", "a page of a calendar",
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|"
        "september|october|november|december|day|days|week|weeks|month|months|date",
        '<rect x="9" y="12" width="46" height="44" rx="4"/><path d="M9 25h46M21 6v11M43 6v11"/>'
        '<path d="M19 36h6M29 36h6M39 36h6'
        'M19 46h6M29 46h6"/>',
    ),
    Picture(
        "end", "an open door", "stop|stops|end|ends|over|finish|close|closes|longer",
        '<path d="M14 58V8h26v50"/><path d="M40 14l12 6v38H8"/><circle cx="34" cy="34" r="1.5"/>',
    ),
    Picture(
        "worry", "a worried face", "worried|worry|worries|scared|afraid|frightened|sad|upset|cry|cries|angry",
        '<circle cx="32" cy="32" r="25"/><path d="M22 25v3M42 25v3"/><path d="M21 46c6-9 16-9 22 0"/>',
    ),
    Picture(
        "good", "a smiling face", "good|well|happy|better|proud|likes|love|loves|helps|great|fun|enjoy|enjoys",
        '<circle cx="32" cy="32" r="25"/><path d="M22 25v3M42 25v3"/><path d="M20 38c6 11 18 11 24 0"/>',
    ),
    Picture(
        "safe", "a shield", "safe|safely|safety|protect|protects|protected",
        '<path d="M32 6l21 7v17c0 14-9 23-21 28C20 53 11 44 11 30V13z"/><path d="M22 32l7 7 14-15"/>',
    ),
    Picture(
        "home", "a house", "home|house|flat|live|lives|living|visit|visits|come|comes",
        '<path d="M6 32L32 9l26 23"/><path d="M13 27v29h38V27"/><path d="M27 56V40h10v16"/>',
    ),
    Picture(
        "talk", "speech bubbles",
        "talk|talks|tell|tells|told|say|says|said|ask|asks|listen|listens|question|questions|agree|agreed",
        '<path d="M8 10h34v22H22l-8 8v-8H8z"/><path d="M48 24h8v20h-6v8l-8-8H28v-6"/>',
    ),
    Picture(
        "family", "a grown-up and a child", "family|mum|mother|dad|father|parent|parents|child|children|baby|you|we|us",
        _HEAD.format(22, 14, 7) + '<path d="M10 56V36c0-14 24-14 24 0v20"/>'
        + _HEAD.format(47, 30, 5) + '<path d="M39 56V45c0-9 16-9 16 0v11"/>',
    ),
)  # fmt: skip
_BY_WORD = {word: one for one in PICTURES for word in one.words.split("|")}


def picture_for(sentence: str) -> Picture | None:
    """The picture for a sentence: of what it speaks of, the most telling; none where it speaks of none of it."""
    found = {_BY_WORD[word] for word in re.findall(r"[a-z]+", sentence.lower()) if word in _BY_WORD}
    return min(found, key=PICTURES.index) if found else None


def picture_called(key: str) -> Picture | None:
    """The picture of a key; none for none."""
    return next((one for one in PICTURES if one.key == key), None)
