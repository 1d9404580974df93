"""What a password may not be made of, besides what Django's own rules say."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError

from kinwork.access.models import Authority

LEAST_LEFT = 6  # letters that are nobody's name, out of the twelve characters


class NotOnesName:
    """Neither one's own name, however it is turned and joined, nor that of the authority or of this house.

    Who guesses begins with these: 'tom okafor 1', 'OkaforTom2026', 'kinwork.linden'.
    """

    def validate(self, password: str, user: Any = None) -> None:
        known = {"kinwork", *(word for name in Authority.objects.values_list("name") for word in _words(name[0]))}
        if user is not None:
            known |= {*_words(user.full_name), *_words(str(user.email).partition("@")[0])}
        left = " ".join(_words(password, least=1))
        for word in sorted(known, key=len, reverse=True):
            left = left.replace(word, " ")
        letters = [sign for sign in left if sign.isalpha()]
        said = any(word in "".join(_words(password, least=1)) for word in known)
        if said and len(letters) < LEAST_LEFT:
            raise ValidationError(self.get_help_text(), code="password_is_a_name")

    def get_help_text(self) -> str:
        return "This is little more than a name. Choose words that have nothing to do with you or your authority."


def _words(said: str, least: int = 3) -> list[str]:
    """Its words in small letters without accents."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", said.lower()) if not unicodedata.combining(sign))
    return [word for word in re.findall(r"[^\W\d_]+", plain) if len(word) >= least]
