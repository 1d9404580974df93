"""Who may decide what becomes of a contact, on a day: by a post held that day, which may have ended since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kinwork.access.permissions import Permission
from kinwork.access.roles import keys_of
from kinwork.access.sql import tuples
from kinwork.units.unit_shapes import FRONT_DOOR

LOOKS_BACK = timedelta(days=90)

# Each person's posts, as long as they have lasted or are to last: those of the last while, who may have left since.
POSTS = """
SELECT w.id, w.full_name, lower(h.during), upper(h.during),
       p.role = ANY (%(everywhere)s) OR (u.function = %(first)s AND p.role = ANY (%(there)s))
FROM units_postholding h JOIN units_post p ON p.id = h.post_id JOIN units_unit u ON u.id = p.unit_id
JOIN access_user w ON w.id = h.user_id
WHERE (%(who)s::bigint IS NULL AND (upper(h.during) IS NULL OR upper(h.during) > %(since)s::date)) OR w.id = %(who)s
ORDER BY w.full_name, w.id, lower(h.during)
"""


@dataclass(frozen=True)
class Post:
    """A time in a post, and whether it lets its holder decide."""

    user_id: int
    name: str
    since: date
    until: date | None
    decides: bool

    def held_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def _posts(since: date, who: int | None) -> list[Post]:
    found = tuples(
        POSTS,
        since=since,
        who=who,
        first=FRONT_DOOR,
        everywhere=keys_of(lambda role: role.may_everywhere(Permission.DECIDE_CONTACT, at_front_door=False)),
        there=keys_of(lambda role: role.may_everywhere(Permission.DECIDE_CONTACT, at_front_door=True)),
    )
    return [Post(*row) for row in found]


def who_may_have_decided(today: date) -> list[tuple[int, str]]:
    """Whoever may decide, or might have until lately, with the day on which they left. One statement."""
    last: dict[int, Post] = {}
    for post in _posts(today - LOOKS_BACK, None):
        if post.decides and (post.user_id not in last or not last[post.user_id].held_on(today)):
            last[post.user_id] = post
    return [(pk, post.name + _left(post, today)) for pk, post in last.items()]


def _left(post: Post, today: date) -> str:
    if post.until is None or post.until > today:
        return ""
    return f" (left, last day {post.until - timedelta(days=1):%-d %B %Y})"


def why_not(user_id: int, day: date) -> str:
    """Why somebody cannot have decided on a day; nothing if they can. One statement."""
    posts = _posts(day, user_id)
    if not posts:
        return "No one here has that name. Choose who decided."
    if any(post.decides and post.held_on(day) for post in posts):
        return ""
    name, said = posts[0].name, f"{day:%-d %B %Y}"
    if any(post.held_on(day) for post in posts):
        return f"{name} worked here on {said}, but in a post that does not decide about contacts. Choose who decided."
    ended = [post.until for post in posts if post.until is not None and post.until <= day]
    if ended:
        last = max(ended) - timedelta(days=1)
        return f"{name} left on {last:%-d %B %Y}. Choose who decided on {said}, or correct the date."
    return f"{name} did not work here yet on {said}. Choose who decided, or correct the date."
