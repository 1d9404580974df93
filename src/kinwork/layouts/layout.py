"""A layout: of which sections a document is made, and what each section is bound to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class About(StrEnum):
    """Of whom one document tells."""

    CHILD = "child"  # of one child
    FAMILY = "family"  # of all the children of a family
    EITHER = "either"  # of one child, or of brothers and sisters together


class MadeFor(StrEnum):
    """Who is meant to read it, unless whoever begins it says otherwise."""

    FAMILY = "family"
    PROFESSIONALS = "professionals"


class Face(StrEnum):
    """In whose words it is."""

    PROFESSIONAL = "professional"
    PLAIN = "plain"


OWN_WORDS = "words"  # the source of a section that is bound to nothing: what is written in it stands there


@dataclass(frozen=True)
class Section:
    """A part of a document: what it is called, where its content comes from, what whoever writes it is asked.

    An ``optional`` one is left out of the finished document without a word when there is nothing in it; nothing ever
    has to be filled in.
    """

    key: str
    title: str
    source: str = OWN_WORDS
    options: Mapping[str, object] = field(default_factory=dict)
    prompt: str = ""
    optional: bool = False

    @property
    def is_own_words(self) -> bool:
        return self.source == OWN_WORDS


@dataclass(frozen=True)
class Layout:
    """A kind of document. ``basis``: the published guidance or law from which its sections follow."""

    key: str
    name: str
    version: int
    about: About
    sections: tuple[Section, ...]
    purpose: str = ""
    made_for: MadeFor = MadeFor.PROFESSIONALS
    face: Face = Face.PROFESSIONAL
    is_approved: bool = False
    signed_by: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()

    def section(self, key: str) -> Section | None:
        """The section of this key."""
        return next((one for one in self.sections if one.key == key), None)
