"""What was set up by whom, read from the log as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kinwork.access.sql import tuples

# What each verb of the log says here; {words} is what was logged with it, {thing} whom or what it was about.
SENTENCES = {
    "set up the authority": "set Kinwork up",
    "made unit": "made the unit {words}",
    "ended unit": "ended the unit {words}",
    "went on with unit": "opened the unit {words} again",
    "changed unit": "changed {thing}: {words}",
    "chose buddy": "chose a buddy unit: {words}",
    "put on duty": "put on duty: {words}",
    "ended duty": "took off duty: {words}",
    "added post": "added a post: {words}",
    "ended a post of the unit": "ended a post: {words}",
    "kept a post of the unit": "kept a post: {words}",
    "invited": "invited {thing}",
    "was shown a sign-in link": "was shown the sign-in link of {thing}",
    "disabled": "disabled the account of {thing}",
    "enabled": "let {thing} sign in again",
    "put in post": "put {thing} in a post{because}",
    "ended post": "ended the post of {thing}{because}",
    "changed dates of post": "changed the dates of {thing}{because}",
    "moved to another unit": "moved {thing} here{because}",
    "noted absence": "noted as away: {words}",
    "ended absence": "ended the absence of {words}",
    "named deputy": "named a deputy",
    "withdrew deputy": "withdrew a deputy{because}",
    "changed rules": "changed the rules: {words}",
}
LAST = 200
EVENTS = """
SELECT e.at, w.full_name, e.verb, e.words, coalesce(
    CASE e.object_type
        WHEN 'User' THEN (SELECT full_name FROM access_user WHERE id = e.object_id)
        WHEN 'Unit' THEN (SELECT name FROM units_unit WHERE id = e.object_id)
        WHEN 'PostHolding' THEN (
            SELECT u.full_name || ' (' || n.name || ')'
            FROM units_postholdingevent h JOIN access_user u ON u.id = h.user_id JOIN units_post p ON p.id = h.post_id
            JOIN units_unit n ON n.id = p.unit_id
            WHERE h.pgh_obj_id = e.object_id ORDER BY h.pgh_id DESC LIMIT 1)
    END, 'somebody')
FROM access_auditevent e LEFT JOIN access_user w ON w.id = e.actor_id
WHERE e.verb = ANY (%(verbs)s) AND e.family_id IS NULL ORDER BY e.id DESC LIMIT %(last)s
"""


@dataclass(frozen=True)
class Line:
    at: datetime
    who: str
    sentence: str


def history_of_setting_up() -> list[Line]:
    """The last two hundred steps, newest first. One statement."""
    return [
        Line(at, who or "The terminal", _sentence(verb, words, thing))
        for at, who, verb, words, thing in tuples(EVENTS, verbs=list(SENTENCES), last=LAST)
    ]


def _sentence(verb: str, words: str, thing: str) -> str:
    because = f": {words[:1].lower()}{words[1:]}" if words else ""
    return SENTENCES[verb].format(words=words or "nothing", thing=thing, because=because).rstrip(".") + "."
