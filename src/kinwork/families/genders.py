"""Somebody's gender as it was noted, for the drawing: the symbol follows it where it differs from sex."""

from __future__ import annotations

from kinwork.people.models import What

from .models import FamilyMember


def genders_sql(*, was: bool = False) -> str:
    """For a query of members m: the genders noted of each in this family's record, or before anybody noted where.

    ``was``: only what was noted by the moment ``known``.
    """
    by_then = "AND q.noted_at <= %(known)s" if was else ""
    return f"""ARRAY(
        SELECT json_build_array(q.words, q.begun, q.ended) FROM people_particular q
        WHERE q.person_id = m.person_id AND coalesce(q.family_id, m.family_id) = m.family_id
            AND q.what = '{What.GENDER}' AND q.words <> '' AND NOT q.is_mistaken {by_then} ORDER BY q.id
    )"""  # noqa: S608 -- a choice from its enum


def gender_on(member: FamilyMember | None, on: str) -> str:
    """The last one noted that holds on a date, compared as far as both dates are known; empty where none is noted."""
    said = ""
    for words, since, until in getattr(member, "genders", None) or ():
        begun, ended = since[: len(on)], until[: len(on)]
        if begun <= on[: len(begun)] and (not ended or ended > on[: len(ended)]):
            said = words
    return str(said)
