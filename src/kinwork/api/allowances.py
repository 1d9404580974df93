"""How often: counted in the database, so that it is exact however many processes answer."""

from __future__ import annotations

from dataclasses import dataclass

from kinwork.access.sql import tuples

MINUTE, HOUR = 60, 3600
BAD_TOKENS, BAD_TOKENS_WITHIN = 20, 15 * MINUTE  # from one address
MISSES, MISSES_WITHIN = 60, HOUR  # searches of one token that found no one

COUNT = """
WITH used AS (
    UPDATE api_token SET last_used_at = now()
    WHERE id = %(token)s AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
), old AS (
    DELETE FROM api_allowance WHERE %(token)s IS NULL AND since < now() - interval '1 day' AND key <> %(key)s
)
INSERT INTO api_allowance AS a (key, since, calls) VALUES (%(key)s, now(), 1)
ON CONFLICT (key) DO UPDATE SET
    calls = CASE WHEN a.since <= now() - make_interval(secs => %(within)s) THEN 1 ELSE least(a.calls + 1, 1000000) END,
    since = CASE WHEN a.since <= now() - make_interval(secs => %(within)s) THEN now() ELSE a.since END
RETURNING calls, ceil(extract(epoch FROM since + make_interval(secs => %(within)s) - now()))::int
"""
LEFT = """
SELECT calls, ceil(extract(epoch FROM since + make_interval(secs => %(within)s) - now()))::int
FROM api_allowance WHERE key = %(key)s AND since > now() - make_interval(secs => %(within)s)
"""


@dataclass(frozen=True)
class Counted:
    """How often so far, and in how many seconds it begins again."""

    calls: int
    again_in: int


def count(key: str, within: int, *, token: int | None = None) -> Counted:
    """One more. One statement, which is kept whatever becomes of the call."""
    [(calls, seconds)] = tuples(COUNT, key=key, within=within, token=token)
    return Counted(calls, max(1, seconds))


def so_far(key: str, within: int) -> Counted:
    """Without counting. One statement."""
    found = tuples(LEFT, key=key, within=within)
    return Counted(found[0][0], max(1, found[0][1])) if found else Counted(0, 1)
