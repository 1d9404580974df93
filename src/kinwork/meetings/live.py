"""Telling everyone who has a meeting open what just changed: LISTEN/NOTIFY in, Server-Sent Events out.

Each process listens once and hands what it hears to the pages that are open on that meeting. Nothing is stored here;
a page that was away asks for the present state when it comes back (``views.live.state``).
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import connection, connections

from kinwork.access.models import User
from kinwork.access.reconnect import CHANNEL
from kinwork.access.sql import tuples

from .models import Discussion

NOT_FOR_LISTENING = ("pool", "options", "prepare_threshold", "assume_role", "server_side_binding")
Room = int | str  # a meeting, or a family's page
QUEUE_LIMIT = 500  # messages; a page that is further behind than this starts afresh
HEARTBEAT_SECONDS = 15
AGAIN_AFTER_SECONDS = 600  # then the page connects anew, and is asked again whether it may
FORGET_AFTER_SECONDS = 40  # somebody who has not been heard of for so long has left
log = logging.getLogger(__name__)


def publish(meeting_id: Room, what: str, **more: Any) -> None:
    """Tell the pages open on a meeting; heard when the transaction commits. One statement.

    Ids only, no words and no names: whoever may connect to the database may listen. Pages ask for the rest.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"meeting": meeting_id, "what": what, **more})])


def publish_part(discussion: Discussion, name: str) -> None:
    """Tell the pages open on the meeting that a part of a discussion changed. One statement."""
    publish(discussion.meeting_id, "section", name=name, discussion=discussion.pk, family=discussion.family_id)


# One statement tells every open meeting that talks of the family, and every open page of the family itself.
DRAWN = """
SELECT pg_notify(%(channel)s, json_build_object(
    'meeting', d.meeting_id, 'what', 'section', 'name', 'genogram', 'discussion', d.id, 'family', d.family_id,
    'page', %(page)s::text)::text)
FROM meetings_discussion d JOIN meetings_meeting m ON m.id = d.meeting_id
WHERE d.family_id = %(family)s AND m.closed_at IS NULL
UNION ALL
SELECT pg_notify(%(channel)s, json_build_object(
    'meeting', %(room)s::text, 'what', 'genogram', 'family', %(family)s::bigint, 'page', %(page)s::text)::text)
"""


def family_room(family_id: int) -> str:
    """What the open pages of a family listen to."""
    return f"family {family_id}"


def publish_drawing(family_id: int, page: str) -> None:
    """Tell open pages that the drawing of a family changed, and which page did it. One statement."""
    tuples(DRAWN, channel=CHANNEL, family=family_id, page=page, room=family_room(family_id))


class Subscriber(asyncio.Queue[str | None]):
    """What waits to be sent to one open page; of families that its reader must not know of, nothing.

    Of people it is told only what changed for this reader: writing where it is hidden makes no message, nor staying.
    """

    def __init__(self, hidden: frozenset[int], most: int = QUEUE_LIMIT, user_id: int | None = None) -> None:
        super().__init__(most)
        self.hidden, self.user_id = hidden, user_id
        self.people: dict[str, dict[str, Any]] = {}  # as this reader was told of them last

    def as_heard(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """What this reader may hear of a message; None where there is nothing in it for them."""
        if message["what"] == "here":
            return self._who_is_here(message)
        if message.get("family") in self.hidden:
            return None
        if "order" in message:
            before, after = ([one for one in order if one not in self.hidden] for order in message["order"])
            if before == after:
                return None
            return {key: value for key, value in message.items() if key not in ("order", "family")}
        return message

    def _who_is_here(self, message: dict[str, Any]) -> dict[str, Any] | None:
        seen, page = _as_seen(message, self.hidden), message["page"]
        if message.get("gone"):
            known = self.people.pop(page, None)
            return {"what": "here", **seen, "box": "", "gone": True} if known is not None else None
        if self.people.get(page) == seen:
            return None
        self.people[page] = seen
        return {"what": "here", **seen}


class Hub:
    """One per process and event loop: listens while anybody has a page open."""

    def __init__(self) -> None:
        self.queues: dict[Room, set[Subscriber]] = defaultdict(set)
        self.here: dict[Room, dict[str, dict[str, Any]]] = defaultdict(dict)
        self.listener: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()
        self.names: dict[int, str] = {}

    async def listen_to(
        self, meeting_id: Room, hidden: frozenset[int] = frozenset(), user_id: int | None = None
    ) -> AsyncIterator[str]:
        """Messages of one meeting or family as Server-Sent Events, for as long as the page is there and may listen."""
        queue = Subscriber(hidden, user_id=user_id)
        self.queues[meeting_id].add(queue)
        if self.listener is None or self.listener.done():
            self.ready.clear()
            self.listener = asyncio.create_task(self._listen(), name="kinwork live")
        try:
            await asyncio.wait_for(self.ready.wait(), 10)
            # From here on nothing is missed, so a page may now ask for the present state.
            here = self.people_in(meeting_id, hidden)
            queue.people = {person["page"]: person for person in here}
            yield _event({"what": "hello", "here": here})
            until = time.monotonic() + AGAIN_AFTER_SECONDS
            while time.monotonic() < until:
                try:
                    message = await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                    for gone in self._gone(meeting_id, queue):
                        yield gone
                    continue
                if message is None:
                    return
                yield message
            yield _event({"what": "again"})
        finally:
            self.queues[meeting_id].discard(queue)
            if not self.queues[meeting_id]:
                del self.queues[meeting_id]
                self.here.pop(meeting_id, None)
            if not self.queues and self.listener:
                self.listener.cancel()
                self.listener = None

    def people_in(self, meeting_id: Room, hidden: frozenset[int] = frozenset()) -> list[dict[str, Any]]:
        """Who is known to have the meeting open, and where they are writing, unless that is hidden."""
        now = time.monotonic()
        there = self.here.get(meeting_id, {})
        for page in [page for page, seen in there.items() if now - seen["at"] > FORGET_AFTER_SECONDS]:
            del there[page]
        return [_as_seen(seen, hidden) for seen in there.values()]

    def _gone(self, meeting_id: Room, ear: Subscriber) -> list[str]:
        """That people whom a page was told of have not been heard of for long: it is the hub that forgets them."""
        there = {person["page"] for person in self.people_in(meeting_id)}
        left = [person for page, person in ear.people.items() if page not in there]
        heard = [ear.as_heard({"what": "here", **person, "gone": True}) for person in left]
        return [_event(message) for message in heard if message is not None]

    async def _listen(self) -> None:
        settings = connection.settings_dict
        while self.queues:
            try:
                async with await psycopg.AsyncConnection.connect(
                    dbname=settings["NAME"],
                    user=settings["USER"] or None,
                    password=settings["PASSWORD"] or None,
                    host=settings["HOST"] or None,
                    port=settings["PORT"] or None,
                    autocommit=True,
                    **{key: value for key, value in settings["OPTIONS"].items() if key not in NOT_FOR_LISTENING},
                ) as ear:
                    await ear.execute(f"LISTEN {CHANNEL}")
                    self.ready.set()
                    async for heard in ear.notifies():
                        message = json.loads(heard.payload)
                        if message["meeting"] in self.queues and "user" in message:
                            message["name"] = await self._name_of(message["user"])
                        self._hand_out(message)
            except psycopg.Error:
                # Whatever was said meanwhile was not heard: let every page start afresh.
                log.warning("The live channel lost its database connection; trying again.")
                self.ready.clear()
                self._send_away()
                await asyncio.sleep(0.5)

    async def _name_of(self, user_id: int) -> str:
        """The name of somebody of the authority; asked for once."""
        if user_id not in self.names:
            self.names[user_id] = await sync_to_async(_name_of)(user_id)
        return self.names[user_id]

    def _hand_out(self, message: dict[str, Any]) -> None:
        meeting_id = message["meeting"]
        if message["what"] == "ask again":  # some may not go on listening: they come again, and are asked again
            self._send_away(message.get("user"))
            return
        if meeting_id not in self.queues:
            return
        if message["what"] == "here":
            self._remember(meeting_id, message)
        for queue in list(self.queues[meeting_id]):
            heard = queue.as_heard(message)
            if heard is None:
                continue
            try:
                queue.put_nowait(_event(heard))
            except asyncio.QueueFull:
                self._drop(queue)

    def _remember(self, meeting_id: Room, message: dict[str, Any]) -> None:
        there = self.here[meeting_id]
        if message.get("gone"):
            there.pop(message["page"], None)
            return
        kept: dict[str, Any] = {
            key: message[key] for key in ("page", "user", "name", "box", "family") if key in message
        }
        there[message["page"]] = {**kept, "at": time.monotonic()}

    def _drop(self, queue: Subscriber) -> None:
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(None)

    def _send_away(self, user_id: int | None = None) -> None:
        for queues in list(self.queues.values()):
            for queue in list(queues):
                if user_id is None or queue.user_id == user_id:
                    self._drop(queue)


def _as_seen(person: dict[str, Any], hidden: frozenset[int]) -> dict[str, Any]:
    """That somebody is here, and where they write: nowhere, if that is in a family which is hidden from the reader."""
    box = "" if person.get("family") in hidden else person.get("box", "")
    return {"page": person["page"], "user": person["user"], "name": person["name"], "box": box}


def _name_of(user_id: int) -> str:
    try:
        return User.objects.filter(pk=user_id).values_list("full_name", flat=True).first() or ""
    finally:
        connections.close_all()  # this thread may not be asked again for hours


def _event(message: dict[str, Any]) -> str:
    return f"data: {json.dumps(message)}\n\n"


_hubs: dict[int, Hub] = {}


def hub() -> Hub:
    """The hub of the running event loop."""
    loop = id(asyncio.get_running_loop())
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
