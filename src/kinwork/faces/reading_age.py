"""From which age on a text can be read, roughly: shown beside what is written, never asked for (docs/adr/0128).

The grade formula of Kincaid et al. 1975, with five years added as British schools count. It sees how long sentences and
words are and nothing else: not whether something is clear, kind or true.

>>> reading_age("We want Kian to be safe. We will come on Monday. We will ask him how he is.").age
5
>>> reading_age("") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE_LONG = 20  # words: longer ones are named, so that somebody can cut them in two
AIM = 9  # what GOV.UK writes for: shown as what to try for
YOUNGEST, OLDEST = 5, 22

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*|\d+")
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘]?[^\sa-z(])|\n+")
# A full stop after these does not end a sentence.
_SHORTENED = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Prof|e\.g|i\.e|No|approx)\.(?=\s)")
# Whose vowels do not say how often the voice comes in.
_ONE_BY_ONE = {
    "people": 2, "area": 3, "idea": 3, "every": 2, "being": 2, "doing": 2, "going": 2, "seeing": 2, "science": 2,
    "quiet": 2, "diet": 2, "poem": 2, "trial": 2, "create": 2, "really": 2, "business": 2, "different": 2,
    "something": 2, "someone": 2, "sometimes": 2, "somewhere": 2, "evening": 2, "family": 3, "families": 3,
    "interested": 3, "children's": 2, "police": 2, "violence": 3, "society": 4, "social": 2, "special": 2,
    "worried": 2, "tried": 1, "cried": 1, "died": 1, "lied": 1, "safely": 2, "everyone": 3, "everything": 3,
    "therefore": 2, "whole": 1, "behaviour": 3, "period": 3, "experience": 4, "theatre": 3, "usually": 4,
    "sure": 1, "lives": 1, "clothes": 1, "eye": 1, "eyes": 1, "does": 1, "goes": 1, "shoes": 1, "used": 1,
}  # fmt: skip


@dataclass(frozen=True)
class ReadingAge:
    """About how old somebody is who reads this with ease; of how many words and sentences; which are long."""

    age: int
    words: int
    sentences: int
    long: tuple[str, ...] = ()

    @property
    def is_high(self) -> bool:
        return self.age > AIM


def sentences_in(text: str) -> list[str]:
    """One after the other; a line is a sentence too.

    >>> sentences_in("Mr. Ray comes on Monday. He asks:\\n- How are you?")
    ['Mr. Ray comes on Monday.', 'He asks:', 'How are you?']
    """
    kept = _SHORTENED.sub(lambda found: f"{found[1]}\0", text)
    found = (one.replace("\0", ".").strip() for one in _END.split(kept))
    return [one for one in (re.sub(r"^(?:[-*•#]+|\d+[.)])\s+", "", line) for line in found) if _WORD.search(one)]


def syllables(word: str) -> int:
    """How many syllables an English word has, near enough.

    >>> [syllables(word) for word in ("cat", "worried", "appointment", "made", "little", "wanted", "2026")]
    [1, 2, 3, 1, 2, 2, 4]
    """
    said = word.lower().replace("’", "'")
    if said.isdigit():
        return len(said)
    if said in _ONE_BY_ONE:
        return _ONE_BY_ONE[said]
    said = re.sub(r"'(s|t|d|ll|re|ve|m)?$", "", said)
    if re.search("[-‑']", said):
        return sum(syllables(one) for one in re.split("[-‑']", said) if one)
    if said in _ONE_BY_ONE:
        return _ONE_BY_ONE[said]
    groups = len(re.findall(r"[aeiouyáéíóúäöüàè]+", said))
    groups += len(re.findall(r"i[ao](?!u)|eo(?!u)|ua(?!r[dt])|uous|[^aeiou]ying$|iet|ien|ism$", said))
    groups -= len(re.findall(r"[tcsg]i[ao]|qua|gua", said))
    if re.search(r"[^aeiouy]e$", said) and not re.search(r"[^aeiouy]le$", said):
        groups -= 1  # made, whole
    elif re.search(r"[^aeioutdy]ed$", said) and not re.search(r"[^aeiouy]led$", said):
        groups -= 1  # asked, lived
    elif re.search(r"[^aeiouyszxcg]es$", said) and not re.search(r"(sh|ch|[^aeiouy]l)es$", said):
        groups -= 1  # makes, comes
    groups -= len(re.findall(r"[aeiou][^aeiouywx]e(?=(?:ly|ment|ful|less|ness)s?$)", said))  # safely, movement
    return max(1, groups)


def reading_age(text: str) -> ReadingAge | None:
    """Of a text; None where there are no words in it."""
    sentences = sentences_in(text)
    words = [_WORD.findall(one) for one in sentences]
    number = sum(len(one) for one in words)
    if not number:
        return None
    spoken = sum(syllables(word) for one in words for word in one)
    grade = 0.39 * number / len(sentences) + 11.8 * spoken / number - 15.59
    age = min(OLDEST, max(YOUNGEST, round(grade + 5)))
    long = tuple(one for one, found in zip(sentences, words, strict=True) if len(found) > SENTENCE_LONG)
    return ReadingAge(age, number, len(sentences), long)
