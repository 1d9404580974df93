"""The hub that hands messages to open pages (the whole channel is tested in a browser)."""

import asyncio
import json

import pytest

from kinwork.meetings import live


def heard(event: str) -> dict:
    assert event.startswith("data: ")
    assert event.endswith("\n\n")
    return json.loads(event.removeprefix("data: "))


@pytest.fixture
def hub():
    return live.Hub()


def test_a_message_goes_to_the_pages_of_its_meeting_only(hub):
    mine, other = live.Ear(frozenset()), live.Ear(frozenset())
    hub.queues[1].add(mine)
    hub.queues[2].add(other)
    hub._hand_out(json.dumps({"meeting": 1, "what": "text", "text": "Zeile\nzwei"}))
    assert heard(mine.get_nowait())["text"] == "Zeile\nzwei"
    assert other.empty()


def test_who_comes_late_is_told_who_is_here_and_who_left_is_forgotten(hub, monkeypatch):
    hub.queues[1].add(live.Ear(frozenset()))
    hub._hand_out(json.dumps({"meeting": 1, "what": "here", "page": "a", "user": 7, "name": "Tom", "box": "passage:3"}))
    hub._hand_out(json.dumps({"meeting": 1, "what": "here", "page": "b", "user": 8, "name": "Priya", "box": ""}))
    assert {person["name"] for person in hub.people_in(1)} == {"Tom", "Priya"}
    hub._hand_out(json.dumps({"meeting": 1, "what": "here", "page": "b", "user": 8, "name": "Priya", "gone": True}))
    assert [person["box"] for person in hub.people_in(1)] == ["passage:3"]
    monkeypatch.setattr(live, "FORGET_AFTER_SECONDS", -1)
    assert hub.people_in(1) == []


def test_a_page_that_is_far_behind_is_let_go_so_that_it_starts_afresh(hub):
    queue = live.Ear(frozenset(), 2)
    hub.queues[1].add(queue)
    for n in range(3):
        hub._hand_out(json.dumps({"meeting": 1, "what": "agenda", "n": n}))
    assert queue.get_nowait() is None
    assert queue.empty()


@pytest.mark.django_db(transaction=True)
def test_a_message_too_long_for_the_channel_becomes_an_invitation_to_look():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {live.CHANNEL}")
    live.tell(1, "text", box="passage:1", text="ä" * 8000)
    live.tell(1, "text", box="passage:1", text="short")
    got = [json.loads(n.payload) for n in connection.connection.notifies(timeout=2, stop_after=2)]
    assert [(m["what"], m.get("text")) for m in got] == [("look", None), ("text", "short")]
    assert got[0]["box"] == "passage:1"


@pytest.mark.django_db(transaction=True)
def test_a_stream_ends_now_and_then_so_that_the_policy_is_asked_again(hub, monkeypatch):
    monkeypatch.setattr(live, "AGAIN_AFTER_SECONDS", 0.05)
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.02)

    async def listen() -> list[str]:
        return [event async for event in hub.listen_to(1)]

    first, *waiting, last = asyncio.run(listen())
    assert heard(first)["what"] == "hello"
    assert set(waiting) == {": still here\n\n"}
    assert heard(last)["what"] == "again"
    assert hub.queues == {}
    assert hub.listener is None
