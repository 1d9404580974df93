"""The hub that hands messages to open pages (the whole channel is tested in a browser)."""

import asyncio
import json

import pytest
from asgiref.sync import sync_to_async

from kinwork.meetings import live


def heard(event: str) -> dict:
    assert event.startswith("data: ")
    assert event.endswith("\n\n")
    return json.loads(event.removeprefix("data: "))


@pytest.fixture
def hub():
    return live.Hub()


def test_a_message_goes_to_the_pages_of_its_meeting_only(hub):
    mine, other = live.Subscriber(frozenset()), live.Subscriber(frozenset())
    hub.queues[1].add(mine)
    hub.queues[2].add(other)
    hub._hand_out({"meeting": 1, "what": "text", "text": "Zeile\nzwei"})
    assert heard(mine.get_nowait())["text"] == "Zeile\nzwei"
    assert other.empty()


def test_who_comes_late_is_told_who_is_here_and_who_left_is_forgotten(hub, monkeypatch):
    hub.queues[1].add(live.Subscriber(frozenset()))
    hub._hand_out({"meeting": 1, "what": "here", "page": "a", "user": 7, "name": "Tom", "box": "passage:3"})
    hub._hand_out({"meeting": 1, "what": "here", "page": "b", "user": 8, "name": "Priya", "box": ""})
    assert {person["name"] for person in hub.people_in(1)} == {"Tom", "Priya"}
    hub._hand_out({"meeting": 1, "what": "here", "page": "b", "user": 8, "name": "Priya", "gone": True})
    assert [person["box"] for person in hub.people_in(1)] == ["passage:3"]
    monkeypatch.setattr(live, "FORGET_AFTER_SECONDS", -1)
    assert hub.people_in(1) == []


def test_a_page_that_is_far_behind_is_let_go_so_that_it_starts_afresh(hub):
    queue = live.Subscriber(frozenset(), 2)
    hub.queues[1].add(queue)
    for n in range(3):
        hub._hand_out({"meeting": 1, "what": "agenda", "n": n})
    assert queue.get_nowait() is None
    assert queue.empty()


@pytest.mark.django_db(transaction=True)
def test_who_is_here_is_told_by_number_and_named_only_to_open_pages(rowan, hub):
    async def first_here() -> dict:
        async for event in hub.listen_to(1):
            if heard(event)["what"] == "hello":
                await sync_to_async(live.publish)(1, "here", page="a", user=rowan.tom.pk, box="")
            else:
                return heard(event)
        raise AssertionError

    assert asyncio.run(first_here())["name"] == rowan.tom.full_name


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


# -- what is hidden makes no message (families 7 and 8 are hidden from one of two readers)


def told(hub, hidden, *messages) -> list[dict]:
    """What a page hears whose reader must not know of these families."""
    ear = live.Subscriber(frozenset(hidden))
    hub.queues[1].add(ear)
    for message in messages:
        hub._hand_out({"meeting": 1, **message})
    return [heard(ear.get_nowait()) for _ in range(ear.qsize())]


def here(box: str = "", **more) -> dict:
    return {"what": "here", "page": "a", "user": 7, "name": "Tom", "box": box, **more}


def test_who_writes_in_a_hidden_family_looks_like_somebody_who_writes_nowhere(hub):
    nowhere = told(live.Hub(), {7}, here(), here(), here())
    assert told(hub, {7}, here("passage:1", family=7), here("passage:2", family=7), here()) == nowhere
    assert nowhere == [{"what": "here", "page": "a", "user": 7, "name": "Tom", "box": ""}]
    assert hub.people_in(1, frozenset({7})) == [{"page": "a", "user": 7, "name": "Tom", "box": ""}]


def test_who_may_know_hears_where_somebody_writes_in_the_same_shape(hub):
    first, second = told(hub, set(), here("passage:1", family=7), here("passage:2", family=7))
    assert [first["box"], second["box"]] == ["passage:1", "passage:2"]
    assert set(first) == set(told(live.Hub(), {7}, here())[0])


def test_who_goes_on_being_there_makes_no_message_and_who_is_not_heard_of_is_gone(hub, monkeypatch):
    monkeypatch.setattr(live, "AGAIN_AFTER_SECONDS", 0.2)
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.03)

    async def listen() -> list[str]:
        found = []
        async for event in hub.listen_to(1, frozenset({7})):
            if not found:
                hub._hand_out({"meeting": 1, **here("passage:1", family=7)})
                hub._hand_out({"meeting": 1, **here("passage:2", family=7)})
            if len(found) == 2:
                monkeypatch.setattr(live, "FORGET_AFTER_SECONDS", -1)
            found.append(event)
        return found

    async def ready() -> None:
        hub.ready.set()
        await asyncio.sleep(1)

    monkeypatch.setattr(hub, "_listen", ready)
    said = [heard(event) for event in asyncio.run(listen()) if event.startswith("data")]
    assert [(one["what"], one.get("gone", False)) for one in said] == [
        ("hello", False), ("here", False), ("here", True), ("again", False),
    ]  # fmt: skip


def test_the_agenda_changes_for_those_who_see_that_it_did(hub):
    of_hidden, of_other = {"what": "agenda", "family": 7}, {"what": "agenda", "family": 3}
    beyond_hidden = {"what": "agenda", "order": [[3, 7, 4], [7, 3, 4]]}
    beyond_other = {"what": "agenda", "order": [[3, 7, 4], [7, 4, 3]]}
    changes = (of_hidden, of_other, beyond_hidden, beyond_other)
    assert len(told(live.Hub(), {7}, *changes)) == 2
    assert len(told(live.Hub(), set(), *changes)) == 4
    assert all("order" not in message for message in told(hub, set(), *changes)), "nobody is told of others' families"
